"""What was found of a document besides its text: each datum, where from, and what contradicts it.

How far an origin is trusted is a rank in numbers, not a measured share: people above what a format
states in a field made for it, that above what a page shows, that above what is inferred.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Final

from tellings.domain.text import Conflict
from tellings.ingest.limits import whole
from tellings.ingest.lines import same_words

_TRUST: Final = (
    ("sidecar", 1.0),
    ("warc", 1.0),
    ("mhtml", 1.0),
    ("html meta", 0.95),
    ("html json-ld", 0.95),
    ("feed", 0.95),
    ("mail Date", 0.95),
    ("mail From", 0.6),
    ("mail", 0.9),
    ("html h1", 0.9),
    ("html time", 0.85),
    ("html", 0.8),
    ("epub", 0.9),
    ("dateline", 0.9),
    ("headline suffix", 0.7),
    ("headline of the contents", 0.6),
    ("headline", 0.9),
    ("byline credit", 0.7),
    ("byline", 0.85),
    ("credit", 0.85),
    ("address", 0.8),
    ("column", 0.75),
    ("last line", 0.7),
    ("masthead", 0.7),
    ("signal", 0.7),
    ("signature", 0.6),
    ("page links", 0.6),
    ("docx", 0.6),
    ("odt", 0.6),
    ("rtf", 0.6),
    ("pdf", 0.6),
    ("first comment", 0.4),
)
"""How far a datum is trusted by how its origin begins; the first that fits."""
_UNKNOWN: Final = 0.5
_DISPUTED: Final = 0.5
"""Trust is multiplied by this where another statement conflicts."""
_PROBABILITY: Final = re.compile(r"probability ([01]\.\d+)$")
_DAYS_APART: Final = 3
"""A page may be dated a day or two after its dateline; further apart, one of them is wrong."""
_CHECKED: Final = ("title", "outlet", "published", "language")
_WEAK: Final = ("first comment", "last line")
"""Origins of dates that say when a document was there, not when it was written."""


@dataclass(slots=True)
class Facts:
    """Data by name with their provenance, filled in order of trust: the first value stays.

    Only the date of a table's column gives way to a better one.
    """

    values: dict[str, str] = field(default_factory=dict)
    provenance: dict[str, str] = field(default_factory=dict)
    _others: list[tuple[str, str, str]] = field(default_factory=list)

    def put(self, name: str, value: str | None, origin: str) -> None:
        """Take a value, or keep it beside the one that is there."""
        if not value or not value.strip():
            return
        value = tidy(value)
        if name in self.values:
            if not self._is_better_dated(name, value, origin):
                self._others.append((name, value, origin))
                return
            self._others.append((name, self.values[name], self.provenance[name]))
        self.values[name] = value
        self.provenance[name] = origin

    def _is_better_dated(self, name: str, value: str, origin: str) -> bool:
        """Whether a text's own dateline speaks against the date of a table's column.

        Columns are filled with the day of crawling, or with one that somebody looked up later.
        """
        kept_from = self.provenance[name]
        if name != "published" or not kept_from.startswith("column"):
            return False
        kept, other = date.fromisoformat(self.values[name]), date.fromisoformat(value)
        turned = (kept.day, kept.month) == (other.month, other.day)  # 4/5 is 5 April or 4 May
        better = _trust(origin) > _trust(kept_from) and not turned
        off = origin == "dateline" or _conflict(name, self.values[name], value, origin)
        return better and kept != other and off

    def day(self, name: str) -> date | None:
        """The datum of that name as a day."""
        written = self.values.get(name)
        return date.fromisoformat(written) if written else None

    def conflicts(self) -> tuple[Conflict, ...]:
        """What was stated twice and cannot both hold, one conflict for each datum and origin."""
        found: dict[tuple[str, str], Conflict] = {}
        for name, other, origin in self._others:
            kept, kept_from = self.values[name], self.provenance[name]
            if name in _CHECKED and origin != kept_from and _conflict(name, kept, other, origin):
                found.setdefault((name, origin), Conflict(name, kept, kept_from, other, origin))
        return tuple(found.values())

    def confidence(self) -> dict[str, float]:
        """How far each datum is to be trusted, from 0 to 1."""
        disputed = {conflict.datum for conflict in self.conflicts()}
        return {
            name: round(_trust(origin) * (_DISPUTED if name in disputed else 1.0), 3)
            for name, origin in self.provenance.items()
        }


def tidy(value: str) -> str:
    """A datum as it is kept: on one line, with no half characters."""
    return whole(" ".join(value.split()))


@lru_cache(maxsize=1024)
def _trust(origin: str) -> float:
    if stated := _PROBABILITY.search(origin):
        return float(stated[1])
    return next((trust for start, trust in _TRUST if origin.startswith(start)), _UNKNOWN)


def _conflict(name: str, kept: str, other: str, origin: str) -> bool:
    if name == "published":
        if origin.startswith(_WEAK):
            return False
        return abs((date.fromisoformat(kept) - date.fromisoformat(other)).days) > _DAYS_APART
    if name == "language":
        return kept.casefold()[:2] != other.casefold()[:2]
    mine, theirs = same_words(kept), same_words(other)
    if mine in theirs or theirs in mine:
        return False
    if name == "outlet":
        return True
    ours = set(kept.casefold().split())
    return len(ours & set(other.casefold().split())) * 2 < len(ours)
