"""Chains of sources: who relays what another said, and claims that stand inside others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from tellings.domain.names import fold, name_words
from tellings.domain.reading import Claim, Source
from tellings.domain.text import Document, Span
from tellings.read.decode import Tagged
from tellings.read.entities import Names
from tellings.read.syntax import Syntax, clean

MEDIA = re.compile(
    r"\b(?:reuters|afp|agence|ap|dpa|upi|associated press|sana|tass|itar|ria|sputnik|interfax|"
    r"xinhua|anadolu|irna|petra|bbc|cnn|rt|fox|sky|nbc|cbs|abc|al.?jazeera|al.?arabiya|"
    r"al.?mayadeen|al.?manar|al.?hadath|agency|news|newspapers?|daily|weekly|magazine|tv|"
    r"television|broadcaster|radio|channel|media|press|post|times|journal|website|network)\b",
    re.I,
)
HEARERS = re.compile(r"^(?:the\s+)?(?:reporters?|journalists?|press|media|newsmen)$", re.I)
TOLD = re.compile(r"^(?:tell|tells|told|telling|inform(?:s|ed|ing)?)$", re.I)
QUOTED = re.compile(
    r"\b(?:quot|cit|report|carri|publish|broadcast|air|relay|post|flash)\w*\b", re.I
)
# What a relay's name ends before: "told SANA that …", "told the Post on Sunday".
BREAK = re.compile(
    r"^(?:that|in|by|on|from|during|at|after|before|how|why|when|where|what|he|she|they|it|we|i|"
    r"his|her|their|as|and|but|to|via|over|with|there|this|these|those|who|which|late|early|"
    r"earlier|yesterday|today|\d.*)$",
    re.I,
)
BY = r"(?:by|on|in|to|with)\s+(?:the\s+)?"
CARRIED = re.compile(
    r"\b(?:quoted|carried(?! out)|published|broadcast|aired|reported|cited|relayed|posted|flashed|"
    r"released)\s+(?:[\w ]{0,40}?\s)?by\s+|\b(?:interview|comments?|remarks?|statements?|"
    r"e-?mail|speaking|spoke|talking|talked|telephone|phone)\s+(?:to|with|for)\s+|"
    r"[,.]?\saccording to\s+|\b(?:was|were) quoted as saying (?:[\w ]{0,40}?\s)?(?:by|on|in)\s+",
    re.I,
)
#: What ends a sentence that somebody relays: "… a source said, Vardania TV reported on Sunday."
RELAYED = re.compile(
    r"\s(?:has\s|have\s)?(?:reported|reports?|said|says|announced|wrote|added)"
    r"(?:\s(?:on|late|early|in|citing)\b[^.,]{0,30})?\W*$",
    re.I,
)
CITING = re.compile(r"\b(?:citing|quoting|quoted|quotes|cited|cites)\s*(?:\w+\s+){0,3}$", re.I)
AS_SAYING = re.compile(r"\bas (?:saying|telling|having said)\b", re.I)
LONGEST = 6  # words of a relay's name


@dataclass(slots=True)
class Relays:
    """Finds who relays the claims of one document, asked in the order of the text."""

    document: Document
    syntax: Syntax
    names: Names
    sources: Sequence[Tagged]
    _last: tuple[Source, ...] = field(default=())
    _said: Tagged | None = None

    def chain(
        self, cue: Tagged | None, said: Tagged | None, source: Source | None
    ) -> tuple[Source, ...]:
        """Outermost first: who was told, or who cites, stands before who said it.

        What the same source "added" afterwards was added to the same hearer.
        """
        if source is None or said is None:
            return (source,) if source else ()
        relay = (
            self._told(cue)
            or self._citing(said)
            or self._carried(cue, said)
            or self._trailing(cue, said)
        )
        if relay is not None and _same(relay, source):
            relay = None
        if relay is None and len(self._last) > 1 and self._goes_on(said, source):
            relay = self._last[0]
        self._last, self._said = ((relay, source) if relay else (source,)), said
        return self._last

    def _goes_on(self, said: Tagged, source: Source) -> bool:
        """Whether they are the same words again, or only point back ("he", "the source")."""
        if said == self._said:
            return True
        words = name_words(self.syntax.slice(said.low, said.high))
        last = self._last[-1]
        known = name_words(last.person or last.name or "")
        pointing = self.syntax.pos[said.low] in {"PRON", "DET"} or set(words) < set(known)
        return _same(last, source) and pointing

    def _told(self, cue: Tagged | None) -> Source | None:
        """ "a source told SANA": SANA relays it."""
        for i in range(cue.low, cue.high) if cue else ():
            if TOLD.match(self.syntax.word(i)):
                return self._named(i + 1)
        return None

    def _named(self, low: int) -> Source | None:
        """The medium whose name begins with word `low`, if one does."""
        syntax = self.syntax
        high = low
        while high < min(low + LONGEST, len(syntax.words)) and (
            syntax.sentence_of[high] == syntax.sentence_of[low]
            and not BREAK.match(syntax.word(high))
            and not (syntax.pos[high] in {"VERB", "NUM", "SCONJ"} and syntax.word(high).islower())
            and (syntax.word(high).isalnum() or syntax.word(high) in "-&'’")
            and not (high > low and syntax.lower(high) in {"the", "a", "an"})
        ):
            high += 1
        while high > low and not syntax.word(high - 1).isalnum():
            high -= 1
        return self._source(low, high) if high > low else None

    def _source(self, low: int, high: int) -> Source | None:
        text = clean(self.syntax.slice(low, high))
        name = re.sub(r"^(?:the|an?|its|his|her|their)\s+", "", text, flags=re.I)
        known = self.names.like(name) or self.names.at(low)
        if known is not None and known.kind in ("person", "place") and not MEDIA.search(name):
            return None
        medium = MEDIA.search(name) or (name.isupper() and 2 <= len(name) <= 6)
        if not medium or HEARERS.match(name):
            return None
        full = known.full if known and fold(known.text) == fold(name) else name
        span = Span(self.document.id, self.syntax.start(low), self.syntax.end(high - 1))
        return Source(full, span)

    def _citing(self, said: Tagged) -> Source | None:
        """ "state television said, citing a military source": the one that cites relays it."""
        syntax = self.syntax
        sentence = syntax.sentence_at(said.low)
        if sentence is None:
            return None
        start = syntax.start(said.low)
        before = syntax.text[sentence.start : start]
        after = syntax.text[syntax.end(said.high - 1) : sentence.end]
        reported = AS_SAYING.match(after.lstrip(" ,")) and QUOTED.search(before)
        verb = reported or CITING.search(before)
        if not verb:
            return None
        at = sentence.start + verb.start()
        held = [s for s in self.sources if sentence.low <= s.low and syntax.end(s.high - 1) <= at]
        for s in reversed(held):
            if (found := self._source(s.low, s.high)) is not None:
                return found
        return self._before(sentence.low, syntax.words.at(at))

    def _before(self, low: int, high: int) -> Source | None:
        """The nearest run of capitals, or of media words, that ends before a verb of citing."""
        syntax = self.syntax
        end = high
        while end > low and not (MEDIA.fullmatch(syntax.word(end - 1))):
            end -= 1
        start = end
        while start > low and end - start < LONGEST and (
            MEDIA.fullmatch(syntax.word(start - 1)) or syntax.word(start - 1)[:1].isupper()
            or syntax.lower(start - 1) in {"state", "official", "local"}
        ):  # fmt: skip
            start -= 1
        return self._source(start, end) if end > start and high - end <= LONGEST else None

    def _carried(self, cue: Tagged | None, said: Tagged) -> Source | None:
        """ "he said in remarks carried by SANA", "… he said, according to SANA"."""
        syntax = self.syntax
        anchor = cue if cue is not None else said
        sentence = syntax.sentence_at(anchor.high - 1)
        if sentence is None:
            return None
        after = syntax.end(anchor.high - 1) - (_quoting(syntax, cue) if cue else 0)
        stretches = [(after, min(sentence.end, after + 110))]
        if cue is not None and said.high <= cue.low:
            stretches.append((syntax.end(said.high - 1), syntax.start(cue.low)))
        for start, end in stretches:
            if hit := CARRIED.search(syntax.text[start:end]):
                return self._named(_skip_article(syntax, syntax.words.at(start + hit.end())))
        return None

    def _trailing(self, cue: Tagged | None, said: Tagged) -> Source | None:
        """ "A source said the road was open, Vardania TV reported": the last to speak relays it."""
        syntax = self.syntax
        sentence = syntax.sentence_at(said.low)
        if sentence is None or cue is None or cue.high > sentence.high:
            return None
        after = syntax.end(max(cue.high, said.high) - 1)
        hit = RELAYED.search(syntax.text, after, sentence.end)
        return self._before(sentence.low, syntax.words.at(hit.start() + 1)) if hit else None


def _quoting(syntax: Syntax, cue: Tagged) -> int:
    """How long the cue is where it is itself "was quoted as saying": that may name by whom."""
    words = syntax.slice(cue.low, cue.high)
    return len(words) if QUOTED.search(words) else 0


def _skip_article(syntax: Syntax, i: int) -> int:
    return i + 1 if i + 1 < len(syntax.words) and syntax.lower(i) in {"the", "a", "an"} else i


def _same(a: Source, b: Source) -> bool:
    return fold(a.name or "") == fold(b.name or "")


FIRST_PERSON = re.compile(r"(?:i|we|me|us)", re.I)


def nest(document: Document, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """A claim whose cue or source stands in another's content is inside it: the chain grows.

    Who says "I" or "we" in there is the one who speaks.
    """
    by_id = {c.id: c for c in claims}
    out: dict[str, Claim] = {}

    def settle(claim: Claim) -> Claim:
        if claim.id not in out:
            outer = _outer(claim, claims)
            if outer is None:
                out[claim.id] = claim
            else:
                above = settle(by_id[outer.id])
                chain = (*above.sources, *_spoken(document, claim, above))
                out[claim.id] = replace(claim, inside=outer.id, sources=chain)
        return out[claim.id]

    return tuple(settle(c) for c in claims)


def _spoken(document: Document, claim: Claim, above: Claim) -> tuple[Source, ...]:
    """The claim's own sources, without "I" or "we" where the outer claim says who that is."""
    own = claim.source
    if own is None or own.span is None or above.source is None:
        return claim.sources
    return () if FIRST_PERSON.fullmatch(document.quote(own.span)) else claim.sources


def _outer(claim: Claim, claims: Sequence[Claim]) -> Claim | None:
    """The smallest claim that holds the other's cue (else its source) and all its content."""
    anchor = claim.cue or (claim.source.span if claim.source else None)
    if anchor is None:
        return None
    size = sum(len(c) for c in claim.content)
    holders = [
        o for o in claims
        if o.id != claim.id and o.covers(anchor) and sum(len(c) for c in o.content) > size
        and all(o.covers(c) for c in claim.content)
    ]  # fmt: skip
    return min(holders, key=lambda o: sum(len(c) for c in o.content), default=None)
