"""The built-in reader with the shipped model, on plain sentences that any decent model reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.domain.names import fold
from tellings.domain.reading import Claim, Commitment, Label, Mention, Reading
from tellings.domain.text import Document, Span
from tellings.read import BuiltinReader
from tests.support.parsed import document

MINISTRY = (
    "The Ministry of Defence of Vardania said on Monday that shells fired by rebels had killed 14 "
    "people in Dravik. The town lies on the river."
)
SPOKESMAN = (
    "Ilan Dorr, a spokesman for the Vardanian Army, said on Tuesday that troops had entered "
    "Dravik. "
    "“We will not leave Dravik,” he said."
)
MONITOR = (
    "An air strike killed 31 people in Belmora on Sunday, the Vardania Monitor for Civilians said. "
    "The monitor said nine children were among the dead."
)
HEADLINE = "Air strike kills 31 in Belmora: monitor"
DENIED = "The Vardanian Army denied that its jets had bombed the school in Sona."
ALL = (MINISTRY, SPOKESMAN, MONITOR, f"{HEADLINE}\n\n{MONITOR}", DENIED)


@pytest.fixture(scope="module")
def reader() -> BuiltinReader:
    return BuiltinReader()


def claims_of(reader: BuiltinReader, text: str, headline: str | None = None) -> tuple[Claim, ...]:
    return reader.read(document(text, headline=headline)).claims


def claim_on(claims: tuple[Claim, ...], text: str, word: str) -> Claim:
    """The claim whose content holds `word`."""
    at = text.index(word)
    span = Span("d1", at, at + len(word))
    return next(c for c in claims if c.covers(span))


def name_of(claim: Claim) -> str:
    """The innermost source's name, folded, without its article."""
    assert claim.source is not None
    assert claim.source.name is not None
    return fold(claim.source.name).removeprefix("the ")


def test_source_cue_and_content_of_a_plain_sentence(reader: BuiltinReader) -> None:
    claim = claim_on(claims_of(reader, MINISTRY), MINISTRY, "killed")
    assert name_of(claim) == "ministry of defence of vardania"
    assert claim.cue is not None
    assert MINISTRY[claim.cue.start : claim.cue.end] == "said"
    (content,) = claim.content
    assert MINISTRY[content.start : content.end].endswith(
        "shells fired by rebels had killed 14 people in Dravik"
    )
    assert claim.commitment is Commitment.ASSERTED


def test_the_documents_own_words_are_nobodys_claim(reader: BuiltinReader) -> None:
    river = MINISTRY.index("river")
    claims = claims_of(reader, MINISTRY)
    assert not any(c.covers(Span("d1", river, river + 5)) for c in claims)


def test_a_figure_is_told_by_the_voice_of_its_claim(reader: BuiltinReader) -> None:
    for text, who, toll in ((MINISTRY, "ministry of defence", 14), (MONITOR, "monitor", 31)):
        told = [
            (f.low, f.high, fold(m.voice.source or ""))
            for m in reader.read(document(text)).event_mentions
            for f in m.figures
            if f.kind == "killed"
        ]
        low, high, voice = told[0]
        assert (low, high) == (toll, toll)
        assert who in voice


def test_a_spokesman_is_led_to_his_body_and_kept_as_the_person(reader: BuiltinReader) -> None:
    claim = claim_on(claims_of(reader, SPOKESMAN), SPOKESMAN, "entered")
    assert name_of(claim) == "vardanian army"
    assert claim.source is not None
    assert claim.source.person == "Ilan Dorr"


def test_what_he_said_is_a_direct_claim_of_the_spokesman(reader: BuiltinReader) -> None:
    claim = claim_on(claims_of(reader, SPOKESMAN), SPOKESMAN, "not leave")
    assert claim.kind.value == "direct"
    assert claim.source is not None
    assert (name_of(claim), claim.source.person) == ("vardanian army", "Ilan Dorr")


def test_the_monitor_is_led_to_its_name(reader: BuiltinReader) -> None:
    claim = claim_on(claims_of(reader, MONITOR), MONITOR, "children")
    assert name_of(claim) == "vardania monitor for civilians"


def test_a_headline_credit_is_led_to_the_name_in_the_body(reader: BuiltinReader) -> None:
    text = f"{HEADLINE}\n\n{MONITOR}"
    claims = claims_of(reader, text, HEADLINE)
    claim = claim_on(claims, text, "Air strike kills")
    assert name_of(claim) == "vardania monitor for civilians"
    (content,) = [c for c in claim.content if c.end <= len(HEADLINE)]
    assert text[content.start : content.end] == "Air strike kills 31 in Belmora"


def test_a_denial_is_held_as_denied(reader: BuiltinReader) -> None:
    claim = claim_on(claims_of(reader, DENIED), DENIED, "bombed")
    assert name_of(claim) == "vardanian army"
    assert claim.commitment is Commitment.DENIED
    (bombed,) = [
        m for m in reader.read(document(DENIED)).event_mentions
        if DENIED[m.trigger.start : m.trigger.end] == "bombed"
    ]  # fmt: skip
    assert bombed.type == "attack.airstrike"
    assert bombed.denies or [b.certainty.value for b in bombed.blames] == ["denied"]


def test_lost_commas_and_quotes_leave_the_source(reader: BuiltinReader) -> None:
    text = MONITOR.replace(",", "")
    claim = claim_on(claims_of(reader, text), text, "31 people")
    assert name_of(claim) == "vardania monitor for civilians"


def test_the_name_of_the_reader_tells_model_and_grammar(reader: BuiltinReader) -> None:
    assert reader.encoder.about["sha256"][:12] in reader.name
    assert "grammar" in reader.name
    assert reader.read(document(MINISTRY)).reader == reader.name


@pytest.mark.parametrize("text", ["", "\n\n", "…", "said", "31", "“", "A" * 3000, "said " * 400])
def test_odd_texts_are_read_without_harm(reader: BuiltinReader, text: str) -> None:
    reading = reader.read(document(text))
    check(document(text), reading)


# ---------------------------------------------------------------------------------- properties
def spans_in(value: object) -> Iterator[Span]:
    """All spans in a record, however deep."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from spans_in(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from spans_in(getattr(value, field.name))


def check(told: Document, reading: Reading) -> None:
    """Every record points at words of the document, and nothing points at what is not there."""
    assert reading.document == told.id
    for span in spans_in(reading):
        assert span.document == told.id
        assert 0 <= span.start < span.end <= len(told.text)
        assert told.quote(span).strip(), "a span of white space points at nothing"
    quoted: list[Mention | Label] = [*reading.labels, *reading.mentions]
    for record in quoted:
        assert fold(record.text) in fold(told.quote(record.span))
    claims = {c.id: c for c in reading.claims}
    assert len(claims) == len(reading.claims)
    assert all(c.inside in claims for c in reading.claims if c.inside)
    voices = [m.voice for m in reading.event_mentions] + [v for _, v in reading.figures]
    assert {v.claim for v in voices if v.claim} <= set(claims)
    assert len({m.id for m in reading.event_mentions}) == len(reading.event_mentions)


@pytest.mark.parametrize("text", ALL)
def test_reading_twice_gives_the_same(reader: BuiltinReader, text: str) -> None:
    told = document(text)
    first = reader.read(told)
    assert reader.read(told) == first
    assert BuiltinReader(reader.encoder).read(told) == first
    check(told, first)


PIECES = st.lists(
    st.sampled_from(
        [
            *(s for text in ALL for s in text.split(". ")),
            "“We", "”", "said", "the monitor", "\n\n", "\n", ",", ".", ": monitor", "40 people",
            "SHELLS HIT SONA", "Saturdays blast", "(VMC)", "he said", "’s", "—", "🜂", "é",
        ]
    ),
    max_size=8,
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(pieces=PIECES)
def test_every_record_lies_in_the_text(reader: BuiltinReader, pieces: list[str]) -> None:
    told = document(" ".join(pieces))
    check(told, reader.read(told))


@settings(max_examples=25, deadline=None)
@given(text=st.text(max_size=120))
def test_any_text_at_all_is_read(reader: BuiltinReader, text: str) -> None:
    told = document(text)
    check(told, reader.read(told))
