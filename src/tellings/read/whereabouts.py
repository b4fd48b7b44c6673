"""Where an event was: the place its sentence names, or the one that its text has led to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tellings.domain.reading import Claim, Place
from tellings.domain.text import Document, PartKind, Span

WIDE = {"country", "region"}
SIZE = {"point": 0, "district": 1, "town": 2, "unknown": 2, "region": 3, "country": 4}
LOCATED = re.compile(
    r"\b(?:in|at|near|outside|on|of|around|from|into|against|over|inside|across|towards?)\s+"
    r"(?:the\s+)?(?:[\w-]+\s+){0,3}$"
)
DESCRIBED = re.compile(
    r"\b(?:the|this|that)\s+(?:[\w-]+\s+){0,3}?(?P<kind>cit(?:y|ies)|town|village|province|district|"
    r"neighbou?rhood|enclave|suburb|country|capital|stronghold)(?:s|['’]s)?\b(?!\s+of\b)",
    re.I,
)
WANTED = {
    "cit": {"town"}, "tow": {"town", "unknown"}, "vil": {"town", "unknown"}, "pro": {"region"},
    "dis": {"district", "town", "unknown"}, "nei": {"district", "town", "unknown"},
    "enc": {"town", "district", "region", "unknown"}, "sub": {"town", "district", "unknown"},
    "cou": {"country"}, "cap": {"town"}, "str": {"town", "district", "unknown"},
}  # fmt: skip
AFTER_DATELINE = re.compile(r"\s*(?:[,(]|[-–—:]|[A-Z]{2,}\b)")
BESIDE = 70  # code points between a place and the larger one that it is said to lie in
# How many code points nearer a place must be to count before a better one.
WIDER, UNLOCATED, BEFORE = 80, 30, 15


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The places of a document that events can be at, in order; datelines apart."""

    document: Document
    places: tuple[Place, ...]
    datelines: tuple[Place, ...]
    states: tuple[Place, ...] = ()  # countries that act or are spoken of: "the country has seen"

    @classmethod
    def of(
        cls, document: Document, places: Iterable[Place], claims: Iterable[Claim],
        states: Iterable[Place] = (),
    ) -> Whereabouts:  # fmt: skip
        """Without those that stand in a source's name."""
        sources = [s.span for c in claims for s in c.sources if s.span]
        free = [p for p in places if not any(s.overlap(p.span) for s in sources)]
        lines = tuple(p for p in free if _is_dateline(document, p))
        return cls(document, tuple(p for p in free if p not in lines), lines, tuple(states))

    def in_sentence(self, trigger: Span, sentence: Span) -> Place | None:
        """The place of a trigger among those that its sentence names."""
        here = [p for p in self.places if sentence.holds(p.span)]
        nearest = min(here, key=lambda p: self._rank(p, trigger), default=None)
        return nearest and _narrowed(nearest, here)

    def described(self, sentence: Span) -> Place | None:
        """The place meant by "the town", "the city": the last one of that size named before."""
        found = DESCRIBED.search(self.document.quote(sentence))
        if found is None:
            return None
        sizes = WANTED[found["kind"].lower()[:3]]
        before = [p for p in self.places if p.span.end <= sentence.start]
        return next((p for p in reversed(before) if p.precision in sizes), None)

    def spoken_of(self, sentence: Span) -> Place | None:
        """The first country that a sentence speaks of, though not as where something is."""
        return next((p for p in self.states if sentence.holds(p.span)), None)

    def before(self, sentence: Span, reach: int) -> Place | None:
        """The last narrow place within `reach` code points before a sentence."""
        start = sentence.start - reach
        near = [p for p in self.places if start <= p.span.start and p.span.end <= sentence.start]
        return next((p for p in reversed(near) if p.precision not in WIDE), None)

    def opening(self) -> Place | None:
        """The first place that the headline or the body names, narrow ones first."""
        bodies = [p.span.start for p in self.document.parts if p.kind is PartKind.BODY]
        stop = (min(bodies) if bodies else 0) + OPENING
        first = [p for p in self.places if p.span.start < stop]
        narrow = [p for p in first if p.precision not in WIDE]
        return next(iter(narrow or first or self.places or self.datelines), None)

    def _rank(self, place: Place, trigger: Span) -> tuple[int, Span]:
        start = place.span.start
        before = self.document.text[max(0, start - 40) : start].lower()
        gap = max(0, start - trigger.end, trigger.start - place.span.end)
        wide = WIDER * (place.precision == "country") + WIDER // 2 * (place.precision == "region")
        unlocated = 0 if LOCATED.search(before) else UNLOCATED
        return gap + wide + unlocated + BEFORE * (start < trigger.start), place.span


OPENING = 500  # code points of the body in which the place of its news is named


def _narrowed(place: Place, here: Sequence[Place]) -> Place:
    """What lies in the place and is named beside it: "Ariha in Idlib province"."""
    inner = [
        p for p in here
        if SIZE[p.precision] < SIZE[place.precision] and 0 <= place.span.start - p.span.end < BESIDE
        and (p.within is None or place.precision == "country" or _same(p.within, place.name))
    ]  # fmt: skip
    return inner[-1] if inner else place


def _same(a: str, b: str) -> bool:
    x, y = a.casefold(), b.casefold()
    return x in y or y in x


def _is_dateline(document: Document, place: Place) -> bool:
    """A place at the head of a line, before an agency, a dash or a bracket; or in capitals."""
    text, (start, end) = document.text, (place.span.start, place.span.end)
    part = document.part_at(start)
    if part is not None and part.kind is PartKind.HEADLINE:
        return False
    words = text[start:end]
    around = text[max(0, start - 12) : start].split()[-1:] + text[end : end + 14].split()[:1]
    if words.isupper() and len(words) > 3:
        return not any(w.isupper() and len(w) > 3 and w.isalpha() for w in around)
    opens = start == 0 or text[start - 1] == "\n"
    return opens and bool(AFTER_DATELINE.match(text[end:]))
