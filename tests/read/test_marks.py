from __future__ import annotations

from tellings.read.decode import Tagged
from tellings.read.links import Draft
from tellings.read.marks import marked_claims
from tellings.read.syntax import Syntax
from tests.support.parsed import parsed, words_of


def drawn(syntax: Syntax, draft: Draft) -> tuple[str | None, str | None, list[str]]:
    """Source, cue and content as text."""
    source, cue = (syntax.slice(t.low, t.high) if t else None for t in (draft.source, draft.cue))
    return source, cue, [syntax.slice(p.low, p.high) for p in draft.content]


CLAIM = (
    "The/DET/det/claim Vardanian/ADJ/amod/claim claim/NOUN/nsubj/spread that/SCONJ/mark/fell "
    "Dravik/PROPN/nsubj/fell fell/VERB/acl/claim spread/VERB/root ."
)


def test_a_noun_with_that_is_a_claim_of_whoever_stands_before_it() -> None:
    syntax = parsed(CLAIM)
    assert [drawn(syntax, d) for d in marked_claims(syntax, [])] == [
        ("Vardanian", "claim", ["Dravik fell"])
    ]


def test_words_that_lie_in_a_claim_already_make_no_other() -> None:
    syntax = parsed(CLAIM)
    held = Draft((Tagged(*words_of(syntax, "Dravik fell"), "content", 0.9),), None, None)
    assert list(marked_claims(syntax, [held])) == []


def test_so_called_holds_the_words_after_it() -> None:
    syntax = parsed(
        "The/DET/det/truce so-called/ADJ/amod/truce truce/NOUN/nsubj/ended ended/VERB/root ."
    )
    found = [drawn(syntax, d) for d in marked_claims(syntax, [])]
    assert [(source, content) for source, _, content in found] == [(None, ["truce"])]


def test_an_adverb_marks_the_whole_clause() -> None:
    syntax = parsed(
        "Nine/NUM/nsubj/died reportedly/ADV/advmod/died died/VERB/root there/ADV/advmod/died ."
    )
    found = [drawn(syntax, d) for d in marked_claims(syntax, [])]
    assert found == [(None, "reportedly", ["Nine", "died there"])]
