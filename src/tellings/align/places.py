"""Places that no gazetteer knows: what one document calls a place is one in the others too.

A reader that does not know a name takes it for a place only where the sentence says so ("in the
town of Dravik"). "Dravik has fallen" elsewhere in the same documents means the same town.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tellings.align.known import known_actors
from tellings.align.names import key_of
from tellings.domain.reading import EventMention, Place, Reading
from tellings.domain.text import Span

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_WIDE = frozenset({"region", "country"})
#: Words of the longest name that is looked for.
LONGEST = 4


class UnknownPlaces:
    """The names that some reading gives as where an event was, and that have no coordinates."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        places = [m.where for r in readings for m in r.event_mentions if m.where is not None]
        located = {_key(p.name) for p in places if p.lat is not None}
        # Who speaks more often than it is a place is none, though a sentence puts an event "in" it.
        speaks = Counter(
            _key(s.name) for r in readings for c in r.claims for s in c.sources if s.name
        )
        times = Counter(_key(p.name) for p in places if _is_name(p))
        # "Vardania" is a country where somebody is called Vardanian.
        called = {w for r in readings for m in r.mentions for w in _key(m.name).split()}
        self._countries = {key for key in times if f"{key}n" in called}
        self._names: dict[str, set[str]] = defaultdict(set)
        for key, count in times.items():
            if key not in located and key not in self._countries and speaks[key] <= count:
                self._names[key.split()[0]].add(key)

    def levelled(self, mention: EventMention) -> EventMention:
        """The mention, its place marked as a country where its name has an adjective for people."""
        where = mention.where
        if where is None or where.lat is not None or _key(where.name) not in self._countries:
            return mention
        return replace(mention, where=replace(where, precision="country"))

    def within(self, text: str, document: str, offset: int) -> Iterator[Place]:
        """The places whose names stand in a stretch of text that starts at `offset`."""
        words = list(_WORD.finditer(text))
        for at, first in enumerate(words):
            found = self._names.get(_key(first.group()))
            if not found or not first.group()[0].isupper():
                continue
            for size in range(min(LONGEST, len(words) - at), 0, -1):
                last = words[at + size - 1]
                name = text[first.start() : last.end()]
                if _key(name) in found:
                    bare = re.sub(r"[’']s?$", "", name)
                    start = offset + first.start()
                    yield Place(bare, Span(document, start, start + len(bare)), precision="town")
                    break


def _key(name: str) -> str:
    """A name as it is looked for: folded words, genitive endings dropped."""
    return " ".join(re.sub(r"[’']s?$", "", w).casefold() for w in _WORD.findall(name))


def _is_name(place: Place) -> bool:
    if place.lat is not None or place.precision in _WIDE or not _key(place.name):
        return False
    return place.name[:1].isupper() and key_of(place.name) not in known_actors()
