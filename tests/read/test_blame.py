from __future__ import annotations

import pytest

from tellings.domain.reading import (
    Blame,
    Certainty,
    Claim,
    ClaimKind,
    Commitment,
    Source,
    Stance,
)
from tellings.domain.text import Span
from tellings.read import BuiltinReader
from tellings.read.blame import Told, read_blames
from tellings.read.participants import Participants
from tellings.read.role_evidence import Asked, Evidence
from tellings.read.roles import Part, role_of
from tellings.read.triggers import Trigger
from tests.support.parsed import document, named, parsed, word_of

SHELLED = "{who} shelled/VERB/root Sona/PROPN/obj/shelled ."


def doer(people: Participants, i: int, kind: str) -> Part | None:
    """Who acts by word order alone, as surely as can be."""
    by_order = Evidence.of(people).ruled(Asked(i, range(i, i + 1), kind))
    agents = (role_of("d1", people, f) for f in by_order if f.role == "agent")
    return next((Part(role, 1.0) for role in agents if role is not None), None)


def blames(
    notation: str, trigger: str, *, kind: str = "attack.shelling", claim: Claim | None = None
) -> tuple[tuple[Blame, ...], bool]:
    syntax = parsed(notation)
    people = Participants(syntax, named(syntax))
    i = word_of(syntax, trigger)
    sentence = syntax.sentences[0]
    told = Told(
        Trigger(i, i + 1, i, kind),
        kind,
        Span("d1", syntax.start(i), syntax.end(i)),
        Span("d1", sentence.start, sentence.end),
        doer(people, i, kind),
    )
    return read_blames(document(syntax.text), people, claim, told)


def claim_of(who: str | None, commitment: Commitment) -> Claim:
    sources = (Source(who, None),) if who else ()
    return Claim("c1", sources, None, (Span("d1", 0, 60),), ClaimKind.INDIRECT, commitment,
                 Stance.REPORTS)  # fmt: skip


def test_the_agent_of_an_attack_is_blamed_by_who_tells_it() -> None:
    found, denied = blames(SHELLED.format(who="Rebels/NOUN/nsubj/shelled"), "shelled")
    assert found == (Blame("Rebels", found[0].certainty, Span("d1", 0, len("Rebels shelled"))),)
    assert found[0].certainty.value == "asserted"
    assert not denied


@pytest.mark.parametrize(
    ("claim", "who"),
    [
        (None, "Suspected/ADJ/amod/rebels rebels/NOUN/nsubj/shelled"),
        (claim_of("the mayor", Commitment.POSSIBLE), "Rebels/NOUN/nsubj/shelled"),
    ],
    ids=["suspected", "a claim that it is possible"],
)
def test_suspicion_is_less_than_blame(claim: Claim | None, who: str) -> None:
    found, _ = blames(SHELLED.format(who=who), "shelled", claim=claim)
    assert [b.certainty.value for b in found] == ["suspected"]


def test_a_capture_or_a_meeting_lays_no_blame() -> None:
    notation = SHELLED.format(who="Rebels/NOUN/nsubj/shelled")
    assert blames(notation, "shelled", kind="negotiation") == ((), False)


def test_an_attack_by_nobody_lays_no_blame() -> None:
    notation = "An/DET/det/attack attack/NOUN/nsubj/shook shook/VERB/root Sona/PROPN/obj/shook ."
    assert blames(notation, "attack") == ((), False)


def test_responsibility_claimed() -> None:
    found, _ = blames(
        "The/DET/det/Front Front/PROPN/nsubj/claimed claimed/VERB/root "
        "responsibility/NOUN/obj/claimed for/ADP/case/attack the/DET/det/attack "
        "attack/NOUN/nmod/responsibility .",
        "attack",
    )
    assert [(b.actor, b.certainty.value) for b in found] == [
        ("The Front", "claimed_responsibility")
    ]


def test_responsibility_that_nobody_claimed_is_laid_on_nobody() -> None:
    found, _ = blames(
        "No/DET/det/group group/NOUN/nsubj/claimed claimed/VERB/root "
        "responsibility/NOUN/obj/claimed for/ADP/case/attack the/DET/det/attack "
        "attack/NOUN/nmod/responsibility .",
        "attack",
    )
    assert found == ()


def test_who_is_blamed_in_so_many_words() -> None:
    found, _ = blames(
        "The/DET/det/mayor mayor/NOUN/nsubj/blamed blamed/VERB/root rebels/NOUN/obj/blamed "
        "for/ADP/case/attack the/DET/det/attack attack/NOUN/obl/blamed .",
        "attack",
    )
    assert [(b.actor, b.certainty.value) for b in found] == [("rebels", "suspected")]


def test_denying_ones_part_clears_the_source_and_leaves_the_event() -> None:
    found, denied = blames(
        "The/DET/det/army army/NOUN/nsubj/denied denied/VERB/root its/PRON/nmod:poss/part "
        "part/NOUN/obj/denied in/ADP/case/attack the/DET/det/attack attack/NOUN/nmod/part .",
        "attack",
        claim=claim_of("The army", Commitment.DENIED),
    )
    assert [(b.actor, b.certainty.value) for b in found] == [("The army", "denied")]
    assert not denied


def test_denying_that_it_happened_denies_the_event() -> None:
    found, denied = blames(
        "The/DET/det/army army/NOUN/nsubj/denied denied/VERB/root that/SCONJ/mark/attack "
        "any/DET/det/attack attack/NOUN/ccomp/denied happened/VERB/acl/attack .",
        "attack",
        claim=claim_of("The army", Commitment.DENIED),
    )
    assert (found, denied) == ((), True)


@pytest.mark.parametrize(
    ("text", "blamed"),
    [
        ('The government blamed Saturday\'s attack on "terrorists."', {"terrorists"}),
        ("The ministry blamed the Front on Monday for the bombing in Sona.", {"the Front"}),
        ("The bombing was blamed on the Front.", {"the Front"}),
        (
            "The VMC attributes the air strike on Sona to the Vardanian Air Force.",
            {"the Vardanian Air Force"},
        ),
        ("The Army says that those who shelled Sona will pay.", set()),
    ],
)
def test_who_blames_is_not_who_is_blamed(text: str, blamed: set[str]) -> None:
    found = {b.actor for m in BuiltinReader().read(document(text)).event_mentions for b in m.blames}
    assert found <= blamed, "somebody else, or nobody"


def test_what_is_feared_lays_no_blame() -> None:
    text = "People in Sona said they feared revenge attacks by pro-government forces."
    read = BuiltinReader().read(document(text))
    assert [b for m in read.event_mentions for b in m.blames] == []


def test_a_denial_beside_another_word_of_saying_is_a_denial() -> None:
    text = "The Ministry denies that it carried out a strike on Sona and says that a shell hit it."
    told = BuiltinReader().read(document(text)).event_mentions
    laid = [(b.actor, b.certainty) for m in told for b in m.blames]
    assert ("Ministry", Certainty.DENIED) in laid
