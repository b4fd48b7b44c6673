"""Which place a name stands for, among those that the gazetteer has of it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from math import log10

from tellings.domain.names import spelling_key
from tellings.read.gazetteer import Entry
from tellings.read.place_context import Context
from tellings.read.place_matches import Match

GREAT = 500_000  # inhabitants of a city that is known without its country
BIG = 100_000  # … of one that is known where the words call it no village or district
ENOUGH = 15_000  # … of a town of the country that the document is about, without "in" before it
METROPOLIS = 1_000_000  # … of a city whose parts are districts
_MARGIN = 0.8  # by how much the best reading must lead (log10 of inhabitants and bonuses)
_SAME_PLACE_KM = 30.0


@dataclass(frozen=True, slots=True)
class Named:
    """A match that was accepted as a place name."""

    match: Match
    context: Context
    text: str
    within: int | None = None  # index of the place that it is said to lie in


@dataclass(frozen=True, slots=True)
class Choice:
    """The likeliest entry for a name, and whether the document leaves no doubt of it."""

    entry: Entry | None
    certain: bool


def is_main(entry: Entry, key: str) -> bool:
    """Whether a spelling is that of the name shown, and no nickname or name of old."""
    if entry.written and entry.precision != "town":
        return True
    return spelling_key(re.sub(r" (?:province|oblast)$", "", entry.name)) in {key, key[:-1]}


def choose(
    named: Named, outer: Entry | None, countries: Counter[str], parents: Counter[str]
) -> Choice:
    """The likeliest place of a name and whether no other comes near it."""
    want, key = named.context.want, spelling_key(named.text)
    entries = named.match.entries
    if want == "region" and any(e.precision == "region" for e in entries):
        entries = tuple(e for e in entries if e.precision in {"region", "country"})
    scored = sorted(
        (
            (
                _score(e, want, outer, countries)
                + 2.5 * is_main(e, key)
                + _parent_bonus(e, entries, parents),
                e,
            )
            for e in entries
        ),
        key=lambda pair: (-pair[0], pair[1].id),
    )
    if not scored:
        return Choice(None, False)
    best_score, best = scored[0]
    if outer is not None and outer.country != best.country and outer.country and best.country:
        known = best.capital or best.population >= BIG  # then the link is what is wrong
        return choose(named, None, countries, parents) if known else Choice(None, False)
    rivals = [s for s, e in scored[1:] if not _same_place(best, e)]
    clear = not rivals or best_score - rivals[0] >= _MARGIN
    fits = (
        want != "region"
        or best.precision in {"region", "country"}
        or (named.context.kind_after == "region")
    )
    return Choice(best, clear and fits and _is_supported(best, named, outer, countries))


def _parent_bonus(entry: Entry, rivals: tuple[Entry, ...], parents: Counter[str]) -> float:
    """Up to 2 for a district of the city that the document speaks of, where others rival it."""
    most = max((parents[e.within] for e in rivals if e.within), default=0)
    return 2.0 * parents[entry.within] / most if entry.within and most else 0.0


def _is_supported(entry: Entry, named: Named, outer: Entry | None, countries: Counter[str]) -> bool:
    """Whether the document, or the size of the place, speaks for this reading."""
    if entry.country is None or entry.precision == "country":
        return True
    main = is_main(entry, spelling_key(named.text))
    share = countries[entry.country] / max(countries.values(), default=1)
    if share >= 0.25 or (share > 0 and (main or entry.written)):
        return True
    if entry.capital or (outer is not None and _holds(outer, entry)):
        return True
    if not main or named.context.small:
        return False
    least = BIG if named.context.want in {"", "town"} else GREAT
    return entry.population >= least


def _score(entry: Entry, want: str, outer: Entry | None, countries: Counter[str]) -> float:
    score = log10(entry.population + 10)
    if entry.written:
        score += 3.0
    if entry.country is None:
        score += 4.0
    elif entry.country in countries:
        share = countries[entry.country] / max(countries.values())
        score += 4.0 * share * share  # a country named in passing says little
    if want and entry.precision == want:
        score += 4.0
    elif want == "district" and entry.precision == "town":
        score += 2.0 if entry.population < BIG else -2.0
    elif not want:
        score += {"country": 5.0, "town": 1.5}.get(entry.precision, 0.0)
    if outer is not None:
        score += 6.0 if _holds(outer, entry) else -3.0 if outer.country != entry.country else 0.0
    return score


def _holds(outer: Entry, inner: Entry) -> bool:
    """Whether one place lies in another, as far as codes and the supplement tell."""
    if outer.id == inner.id or outer.country != inner.country:
        return False
    if outer.precision == "country":
        return True
    if inner.within is not None and inner.within == outer.name:
        return True
    return (
        outer.admin1 is not None
        and outer.admin1 == inner.admin1
        and (outer.precision == "region" or inner.precision in {"district", "point"})
    )


def _same_place(a: Entry, b: Entry) -> bool:
    """Whether two entries are one place at two grains, or lie so near that it does not matter."""
    if a.lat is None or b.lat is None or a.lon is None or b.lon is None:
        return a.country == b.country and a.admin1 == b.admin1 and a.precision != b.precision
    if a.precision != b.precision and _holds(b, a):
        return True
    degrees = max(abs(a.lat - b.lat), abs(a.lon - b.lon))
    return degrees * 111.0 < _SAME_PLACE_KM and a.country == b.country
