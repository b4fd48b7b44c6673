"""The gate: no score may fall below its floor (`python -m evaluation.bench --pin` sets floors)."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.bench import GROUPS, Options
from evaluation.floors import read_floors


def test_the_examples_hold_their_floors() -> None:
    (benchmark,) = GROUPS["examples"](Options())
    assert benchmark.shut() == ()


@pytest.mark.shared
@pytest.mark.parametrize("group", ["seeds", "contested"])
def test_the_shared_documents_hold_their_floors(group: str, shared: Path) -> None:
    (benchmark,) = GROUPS[group](Options(shared))
    pinned, _ = read_floors(group)
    if pinned is not None and pinned != benchmark.digest:
        pytest.skip(f"the floors of {group} were measured on other material than is here")
    assert benchmark.shut() == ()
