"""A person's decision outweighs what was computed, and holds when documents are read again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.align import align
from tellings.domain.accounts import Alignment, Decision, Verdict
from tellings.domain.reading import Reading
from tellings.domain.text import Document, Span
from tests.align.making import Told, at, document, reading

FRIDAY, SATURDAY = date(2031, 5, 2), date(2031, 5, 3)
Made = tuple[Document, Reading]


def raid(outlet: str, place: str, day: date) -> Made:
    d = document(f"Raid on {place}", f"Jets bombed {place}, {outlet} said, and left.",
                 outlet=outlet, published=SATURDAY)  # fmt: skip
    return d, reading(d, Told("bombed", where=place, day=day))


def run(made: list[Made], *decisions: Decision) -> Alignment:
    return align([d for d, _ in made], [r for _, r in made], decisions)


def said(verdict: Verdict, left: Made, right: Made) -> Decision:
    return Decision(verdict, left[1].event_mentions[0].trigger, right[1].event_mentions[0].trigger)


def one_event(alignment: Alignment, left: Made, right: Made) -> bool:
    ids = {r.event_mentions[0].id for _, r in (left, right)}
    return any(ids <= set(e.mentions) for e in alignment.events)


SAME = [raid("Tarsin Radio", "Dravik", FRIDAY), raid("Old Quay Post", "Dravik", FRIDAY)]
OTHERS = [raid("Tarsin Radio", "Dravik", FRIDAY), raid("Sona Times", "Belmora", FRIDAY)]


def test_what_was_joined_is_split() -> None:
    assert one_event(run(SAME), *SAME)
    assert not one_event(run(SAME, said(Verdict.SPLIT, *SAME)), *SAME)


def test_what_was_apart_is_joined_and_says_why() -> None:
    assert not one_event(run(OTHERS), *OTHERS)
    alignment = run(OTHERS, said(Verdict.JOIN, *OTHERS))
    assert one_event(alignment, *OTHERS)
    reasons = [r for e in alignment.events for j in e.joins for r in j.reasons]
    assert "a person decided that they are one event" in reasons


def test_a_split_holds_where_decisions_contradict() -> None:
    both = (said(Verdict.JOIN, *SAME), said(Verdict.SPLIT, SAME[1], SAME[0]))
    assert not one_event(run(SAME, *both), *SAME)


def test_a_decision_survives_another_reading() -> None:
    decision = said(Verdict.SPLIT, *SAME)
    again = [
        (d, replace(r, reader="other", event_mentions=tuple(
            replace(m, id=f"new-{m.id}", trigger=Span(d.id, m.trigger.start, m.trigger.end + 1))
            for m in r.event_mentions)))
        for d, r in SAME
    ]  # fmt: skip
    assert one_event(run(again), *again)
    assert not one_event(run(again, decision), *again)


def test_a_decision_on_what_is_gone_says_nothing() -> None:
    gone = Decision(Verdict.SPLIT, Span("0" * 16, 0, 4), SAME[0][1].event_mentions[0].trigger)
    assert run(SAME, gone) == run(SAME)


def test_two_mentions_of_one_document_are_split() -> None:
    d = document("Raids", "Jets bombed Dravik. The raid lasted an hour.", published=SATURDAY)
    r = reading(d, Told("bombed", where="Dravik", day=FRIDAY), Told("raid"))
    apart = Decision(Verdict.SPLIT, at(d, "bombed"), at(d, "raid"))
    assert len(align([d], [r]).events) == 1
    assert len(align([d], [r], [apart]).events) == 2


MANY = [*SAME, raid("Sona Times", "Dravik", SATURDAY), raid("Kesh Valley Echo", "Belmora", FRIDAY)]


@settings(max_examples=20, deadline=None)
@given(st.permutations(range(len(MANY))), st.permutations(range(2)))
def test_neither_the_order_of_documents_nor_of_decisions_matters(
    order: list[int], turn: list[int]
) -> None:
    decisions = [said(Verdict.SPLIT, MANY[0], MANY[1]), said(Verdict.JOIN, MANY[1], MANY[3])]
    found = run([MANY[i] for i in order], *(decisions[i] for i in turn))
    assert found == run(MANY, *decisions)
    assert found == run([MANY[i] for i in order], *decisions)
