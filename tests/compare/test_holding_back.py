"""Findings that are not made: what looks like a difference and counts or means other things."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tellings.align import align
from tellings.compare import compare_accounts
from tellings.domain.accounts import Comparison, Finding, FindingKind
from tellings.domain.reading import (
    Certainty,
    Claim,
    ClaimKind,
    Commitment,
    Label,
    Polarity,
    Reading,
    Source,
    Stance,
)
from tellings.domain.text import Document
from tests.align.making import Told, at, document, figure, reading

Made = tuple[Document, Reading]
FRIDAY, SATURDAY = date(2031, 5, 2), date(2031, 5, 3)
VMC, ARMY = "Vardania Monitor for Civilians", "Vardanian Army"
OPENING = "Traders had just opened their stalls when the planes came, a baker said."


def found(kind: FindingKind, *made: Made) -> list[Finding]:
    return [f for f in run(*made).findings if f.kind is kind]


def run(*made: Made) -> Comparison:
    documents, readings = [d for d, _ in made], [r for _, r in made]
    return compare_accounts(documents, readings, align(documents, readings))


def toll(outlet: str, sentence: str, words: str, low: float, *, of: str = "people",
         source: str = VMC, where: str | None = "Dravik") -> Made:  # fmt: skip
    """A paper that tells of one raid on Dravik on Friday, with one toll."""
    d = document(f"Air strike on Dravik market, says {outlet}", f"{OPENING} {sentence}",
                 outlet=outlet, published=SATURDAY)  # fmt: skip
    told = replace(figure(d, words, "killed", low, low), of=of)
    return d, reading(
        d,
        Told("Air strike on", where="Dravik"),
        Told("an air strike", source=source, where=where, day=FRIDAY, figures=(told,)),
    )


WHOLE = toll("Tarsin Radio", "On Friday an air strike on Dravik killed 31 people.", "31 people", 31)


def test_tolls_of_one_raid_differ() -> None:
    other = toll("Sona Times", "On Friday an air strike on Dravik killed 12 people.", "12 people",
                 12, source=ARMY)  # fmt: skip
    assert len(found(FindingKind.FIGURES_DIFFER, WHOLE, other)) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "On Friday an air strike, one of a series of raids, on Dravik killed 12 people.",
        "On Friday an air strike on Dravik and Sona killed 12 people.",
        "On Friday an air strike on Dravik and its countryside killed 12 people.",
    ],
)
def test_a_toll_of_several_acts_or_towns_is_held_against_none(sentence: str) -> None:
    other = toll("Sona Times", sentence, "12 people", 12, source=ARMY)
    assert not found(FindingKind.FIGURES_DIFFER, WHOLE, other)


@pytest.mark.parametrize(
    ("smaller", "differ"),
    [
        ("In an air strike on Dravik harbour 4 people died on Friday.", False),
        ("The army gave a lower toll of an air strike on Dravik: 4 people died on Friday.", True),
    ],
)
def test_a_smaller_toll_of_a_document_is_a_part_unless_set_against_the_other(
    smaller: str, *, differ: bool
) -> None:
    d = document("Air strike on Dravik market",
                 f"On Friday an air raid on Dravik killed 14 people, the monitor said. {smaller}",
                 outlet="Sona Times", published=SATURDAY)  # fmt: skip
    made = d, reading(
        d,
        Told("an air raid", source=VMC, where="Dravik", day=FRIDAY,
             figures=(figure(d, "14 people", "killed", 14, 14),)),
        Told("an air strike", source=ARMY, where="Dravik", day=FRIDAY,
             figures=(figure(d, "4 people", "killed", 4, 4),)),
    )  # fmt: skip
    assert bool(found(FindingKind.FIGURES_DIFFER, made)) is differ


def test_an_enemys_dead_are_compared_only_at_one_named_place() -> None:
    ours = toll("Tarsin Radio", "On Friday an air strike on Dravik killed 30 rebels.", "30 rebels",
                30, of="rebels", source=ARMY)  # fmt: skip
    theirs = toll("Sona Times", "On Friday an air strike killed 9 rebels.", "9 rebels", 9,
                  of="rebels", where=None)  # fmt: skip
    assert not found(FindingKind.FIGURES_DIFFER, ours, theirs)


def test_medics_are_medics_by_whatever_word() -> None:
    four = toll("Tarsin Radio", "On Friday an air strike on Dravik killed 4 medics.", "4 medics",
                4, of="medics")  # fmt: skip
    five = toll("Sona Times", "On Friday an air strike on Dravik killed 5 doctors.", "5 doctors",
                5, of="doctors", source=ARMY)  # fmt: skip
    assert len(found(FindingKind.FIGURES_DIFFER, four, five)) == 1


def claimed(text: str, source: str, cue: str, content: str) -> Made:
    d = document("On the reports", text, outlet="Tarsin Radio")
    claim = Claim("c1", (Source(source, at(d, source)),), at(d, cue), (at(d, content),),
                  ClaimKind.INDIRECT, Commitment.ASSERTED, Stance.REPORTS)  # fmt: skip
    return d, Reading(d.id, "test", claims=(claim,))


@pytest.mark.parametrize(
    ("text", "cue", "content", "rejects"),
    [
        ("The army described the reports of gas as baseless.", "described", "the reports of gas",
         False),
        ("The army said the reports of gas were fabricated.", "said", "the reports of gas", False),
        ("The claim of The army that nobody died is a lie.", "claim", "that nobody died", True),
    ],
)  # fmt: skip
def test_what_somebody_cited_calls_untrue_is_not_rejected_by_the_paper(
    text: str, cue: str, content: str, *, rejects: bool
) -> None:
    made = claimed(text, "The army", cue, content)
    assert bool(found(FindingKind.AUTHOR_REJECTS, made)) is rejects


def blamed(outlet: str, sentence: str, actor: str, how: Certainty = Certainty.ASSERTED,
           source: str = VMC) -> Made:  # fmt: skip
    d = document(f"Raid on Dravik, says {outlet}", f"{OPENING} {sentence}", outlet=outlet,
                 published=SATURDAY)  # fmt: skip
    return d, reading(
        d, Told("air strike", source=source, where="Dravik", day=FRIDAY, blames=((actor, how),))
    )


@pytest.mark.parametrize(
    ("sentence", "denies"),
    [
        ("The Orlan Front has denied having made the air strike on Dravik.", True),
        ("The Orlan Front rejected a plea to end the air strike on Dravik.", False),
    ],
)
def test_to_refuse_something_else_is_no_denial(sentence: str, *, denies: bool) -> None:
    made = blamed("Tarsin Radio", sentence, "The Orlan Front", Certainty.DENIED)
    finding = found(FindingKind.BLAME_DENIED, made)
    assert bool(finding) is denies
    assert all("(“The Orlan Front has denied" in f.text for f in finding)


def test_two_parties_in_one_document_are_not_blamed_for_one_act_unless_it_accuses() -> None:
    d = document("Raids near Dravik",
                 "The Orlan Front made an air strike on Dravik on Friday. The Northern Coalition "
                 "sent planes for a second attack on Dravik.", outlet="Tarsin Radio",
                 published=SATURDAY)  # fmt: skip
    made = d, reading(
        d,
        Told("air strike", source=VMC, where="Dravik", day=FRIDAY,
             blames=(("The Orlan Front", Certainty.ASSERTED),)),
        Told("attack", source=ARMY, where="Dravik", day=FRIDAY,
             blames=(("The Northern Coalition", Certainty.ASSERTED),)),
    )  # fmt: skip
    assert not found(FindingKind.BLAME_DIFFERS, made)


@pytest.mark.parametrize(
    "words", ["Orlan Front-linked bandits", "bandits are killed", "allies and bandits"]
)
def test_words_for_somebody_else_are_no_label(words: str) -> None:
    def named(outlet: str, said: str, polarity: Polarity) -> Made:
        d = document("From the hills", f"We write of {said} today.", outlet=outlet)
        label = Label(at(d, said), said, "Orlan Front", polarity)
        return d, Reading(d.id, "test", labels=(label,))

    praise = named("Old Quay Post", "brave sons of the hills", Polarity.POSITIVE)
    assert found(FindingKind.NAMING_DIFFERS, praise,
                 named("Tarsin Radio", "bandits", Polarity.NEGATIVE))  # fmt: skip
    assert not found(FindingKind.NAMING_DIFFERS, praise,
                     named("Tarsin Radio", words, Polarity.NEGATIVE))  # fmt: skip


def test_of_a_text_that_two_papers_carry_on_one_day_nobody_knows_whose_it_was() -> None:
    text = (
        "On Friday an air strike on Dravik killed 31 people, and fire spread over the stalls of "
        "the covered market until the brigade pumped water from the harbour late in the evening."
    )
    both = [toll(outlet, text, "31 people", 31) for outlet in ("Tarsin Radio", "Sona Times")]
    own = [
        (d, replace(r, event_mentions=tuple(
            replace(m, voice=replace(m.voice, source=None)) for m in r.event_mentions)))
        for d, r in both
    ]  # fmt: skip
    assert [f.text for f in found(FindingKind.SINGLE_ORIGIN, *own)] == [
        "Both documents that tell of it rest on one origin: a text that Sona Times and "
        "Tarsin Radio share."
    ]


def test_fewer_civilians_than_people_can_both_hold() -> None:
    people = toll("Old Quay Post", "On Friday an air strike on Dravik killed 33 people.",
                  "33 people", 33, source="Vardanian Army")  # fmt: skip
    civilians = toll("Tarsin Radio", "On Friday an air strike on Dravik killed 31 civilians.",
                     "31 civilians", 31, of="civilians")  # fmt: skip
    assert found(FindingKind.FIGURES_DIFFER, WHOLE, people)
    assert not found(FindingKind.FIGURES_DIFFER, civilians, people)


@pytest.mark.parametrize(
    ("words", "trigger", "kind"),
    [
        ("The army began an operation to liberate Sona, it is known.", "liberate", "capture"),
        ("Gunmen shelled a besieged quarter of Sona, it is known.", "besieged", "siege"),
    ],
)
def test_what_is_aimed_at_or_only_described_says_not_what_became_of_a_town(
    words: str, trigger: str, kind: str
) -> None:
    def told(outlet: str, text: str, trigger: str, kind: str) -> Made:
        d = document(f"{outlet} on the war", text, outlet=outlet, published=SATURDAY)
        return d, reading(d, Told(trigger, kind, where="Sona"))

    fell = told("Old Quay Post", "Sona fell to the army, it is known.", "fell", "capture")
    assert not found(FindingKind.NAMING_DIFFERS, fell, told("Tarsin Radio", words, trigger, kind))
