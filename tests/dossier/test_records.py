"""Every record type comes back from JSON as it went in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tellings.domain.accounts import Account, Actor, Copy, Event, Finding, Origin
from tellings.domain.reading import Claim, EventMention, Reading
from tellings.domain.text import Document, Span
from tellings.dossier.records import dump, load

_ENDS = st.tuples(st.integers(0, 2**40), st.integers(0, 2**40)).map(sorted)
st.register_type_strategy(Span, st.builds(lambda d, e: Span(d, *e), st.text(max_size=4), _ENDS))
st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))
st.register_type_strategy(date, st.dates())
st.register_type_strategy(
    Mapping, lambda t: st.dictionaries(st.text(), st.from_type(get_args(t)[1]))
)


@pytest.mark.parametrize(
    "kind", [Document, Reading, Claim, EventMention, Actor, Event, Origin, Account, Finding, Copy]
)
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_round_trip(kind: type[Any], data: st.DataObject) -> None:
    record = data.draw(st.from_type(kind))
    assert load(kind, dump(record)) == record
