"""Claims that no verb makes: "reports that …", "allegedly", "so-called", scare quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tellings.read.decode import Tagged
from tellings.read.links import Draft
from tellings.read.syntax import Syntax

NOUN = re.compile(
    r"\b(?P<cue>claims?|allegations?|reports?|accusations?|assertions?|rumou?rs?|denials?|warnings?|"
    r"fears|assurances?|suggestions?|insistence|belief|suspicions?|pretext|lie|myth)\s+that\s+",
    re.I,
)
SO_CALLED = re.compile(r"\b(?P<cue>so-called|self-styled|self-proclaimed)\s+", re.I)
ADVERB = re.compile(r"\b(?P<cue>reportedly|allegedly|purportedly|supposedly)\b", re.I)
SCARE = re.compile(
    r"(?<=[\s(])(?:\"(?P<a>[a-z][^\"\n]{2,40})\"|“(?P<b>[a-z][^”\n]{2,40})”)(?=[\s,.;)])"
)
PROBABILITY = 0.5  # how sure such a claim is taken to be
FEW = 4  # words in scare quotes, at most


def marked_claims(syntax: Syntax, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Drafts where no content and no cue was found, by what marks the words as another's."""
    taken = {
        i
        for d in drafts
        for t in (*d.content, *filter(None, [d.cue]))
        for i in range(t.low, t.high)
    }
    for find in (_by_noun, _so_called, _by_adverb, _scare_quoted):
        for draft in find(syntax):
            words = {i for t in draft.content for i in range(t.low, t.high)}
            if not words & taken:
                taken |= words
                yield draft


def _by_noun(syntax: Syntax) -> Iterator[Draft]:
    """ "the Vardanian claim that the town fell": whose it is stands before the noun."""
    for hit in NOUN.finditer(syntax.text):
        cue = syntax.words.at(hit.start("cue"))
        low = syntax.words.at(hit.end())
        sentence = syntax.sentence_at(cue)
        if sentence is None or low >= sentence.high:
            continue
        inside = [c for c in syntax.children(cue) if low <= c < sentence.high]
        high = max((syntax.subtree(c)[1] for c in inside), default=_clause_end(syntax, low))
        yield _draft((low, high), (cue, cue + 1), _owner(syntax, cue))


def _owner(syntax: Syntax, cue: int) -> tuple[int, int] | None:
    """The words before the noun that say whose claim it is."""
    for c in syntax.children(cue, "nmod:poss", "amod", "compound", "nmod"):
        if c < cue and (syntax.word(c)[:1].isupper() or syntax.rel[c] == "nmod:poss"):
            low, high = syntax.phrase(c)
            return low, min(high, cue)
    return None


def _so_called(syntax: Syntax) -> Iterator[Draft]:
    for hit in SO_CALLED.finditer(syntax.text):
        low, cue = syntax.words.at(hit.end()), syntax.words.at(hit.start("cue"))
        sentence = syntax.sentence_at(cue)
        if sentence is None or low >= sentence.high:
            continue
        yield _draft((low, _noun_end(syntax, low, sentence.high)), (cue, low), None)


def _noun_end(syntax: Syntax, low: int, stop: int) -> int:
    """After the first noun from `low` on and the nouns that follow it at once."""
    high = low
    while high < stop - 1 and syntax.pos[high] in {"ADJ", "DET", "NUM"}:
        high += 1
    high += 1
    while high < stop and syntax.pos[high] in {"PROPN", "NOUN"}:
        high += 1
    return high


def _by_adverb(syntax: Syntax) -> Iterator[Draft]:
    """ "The bridge was reportedly hit": all of the clause."""
    for hit in ADVERB.finditer(syntax.text):
        cue = syntax.words.at(hit.start("cue"))
        sentence = syntax.sentence_at(cue)
        head = int(syntax.head[cue])
        if sentence is None or head < 0:
            continue
        low, high = syntax.subtree(head)
        low, high = max(low, sentence.low), min(high, sentence.high)
        while high > cue + 1 and syntax.pos[high - 1] == "PUNCT":
            high -= 1
        before, after = (low, cue), (cue + 1, high)
        pieces = [p for p in (before, after) if p[1] > p[0]]
        if pieces and high - low > 2:
            yield Draft(
                tuple(Tagged(a, b, "content", PROBABILITY) for a, b in pieces),
                Tagged(cue, cue + 1, "cue", PROBABILITY),
                None,
            )


def _scare_quoted(syntax: Syntax) -> Iterator[Draft]:
    """A few words in quotation marks within the document's own sentence."""
    for hit in SCARE.finditer(syntax.text):
        name = "a" if hit["a"] else "b"
        low, high = syntax.words.at(hit.start(name)), syntax.words.at(hit.end(name) - 1) + 1
        if syntax.sentence_at(low) is not None and high - low <= FEW:
            yield Draft((Tagged(low, high, "content", PROBABILITY),), None, None)


def _clause_end(syntax: Syntax, low: int) -> int:
    sentence = syntax.sentence_at(low)
    end = sentence.high if sentence else low + 1
    marks = (i for i in range(low + 1, end) if syntax.word(i) in ",;:–—")
    return next(marks, end - 1 if syntax.word(end - 1) in ".!?" else end)


def _draft(content: tuple[int, int], cue: tuple[int, int], source: tuple[int, int] | None) -> Draft:
    return Draft(
        (Tagged(*content, "content", PROBABILITY),),
        Tagged(*cue, "cue", PROBABILITY),
        Tagged(*source, "source", PROBABILITY) if source else None,
    )
