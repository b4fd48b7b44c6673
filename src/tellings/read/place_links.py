"""What place names side by side say of each other: lists, and which lies in which."""

from __future__ import annotations

import re
from dataclasses import replace

from tellings.read.place_choice import Named

_LINK_IN = re.compile(
    r"(?:['’]?s?\s+\w+)?(?:,|\s)*(?:(?:an?|the)?\s*(?:[\w-]+\s+){0,4}?(?:city|town|village|district|area"
    r"|neighbou?rhood|suburb|countryside|region|enclave|province|crossing|camp)\s+)?"
    r"(?:located\s+|lying\s+|also\s+)?(?:in|of|within)\s+(?:the\s+)?(?:[\w-]+\s+){0,3}?"
    r"(?:(?:countryside|province|city|suburbs?|district|part|area|region)\s+(?:of\s+)?)?(?:the\s+)?"
)
_LINK_COMMA = re.compile(r"\s*,\s+|\s+")
_LINK_LIST = re.compile(r"(?:\s*,\s*|\s+)(?:and\s+|or\s+|as well as\s+)?(?:the\s+)?|\s*[-–/]\s*")
_LINK_OUTER_FIRST = re.compile(
    r"(?:['’]?s|\s+(?:province|city)s?)?\s+(?:(?:[\w-]+)\s+){0,3}?(?:suburb|district|neighbou?rhood"
    r"|area|town|village|city|quarter)s?(?:\s+of)?\s+(?:the\s+)?|(?:['’]s|s|\s+provinces)\s+(?:[\w-]+\s+){0,1}"
)


def spread_kinds(text: str, named: list[Named]) -> list[Named]:
    """What is said of the last of a list holds for all: "Aleppo and Idlib provinces"."""
    spread = list(named)
    for i in range(len(spread) - 1, 0, -1):
        a, b = spread[i - 1].context, spread[i].context
        if not _LINK_LIST.fullmatch(text[spread[i - 1].match.end : spread[i].match.start]):
            continue
        if b.want and b.kind_after.endswith("s") and not a.want:
            a = replace(a, want=b.want, kind_after=b.kind_after)
        spread[i - 1] = replace(spread[i - 1], context=a)
    return _spread_roles(text, spread)


def _spread_roles(text: str, named: list[Named]) -> list[Named]:
    """In "Moscow and Ankara agreed" both are governments."""
    spread = list(named)
    for i in range(1, len(spread)):
        a, b = spread[i - 1], spread[i]
        between = text[a.match.end : b.match.start]
        roles = {a.context.role, b.context.role}
        if (
            re.fullmatch(r",?\s+(?:and|or)\s+", between)
            and roles == {"location", "metonym"}
            and _power(a, b)
        ):
            spread[i - 1] = replace(a, context=replace(a.context, role="metonym"))
            spread[i] = replace(b, context=replace(b.context, role="metonym"))
    return spread


def _power(*named: Named) -> bool:
    """Whether each of them can stand for a government: a country or a capital."""
    return all(any(e.capital or e.precision == "country" for e in n.match.entries) for n in named)


def link(text: str, named: list[Named]) -> list[Named]:
    """Which place is said to lie in which: "X in Y province", "Y's X district", "X, Y"."""
    linked = list(named)
    for i in range(len(linked) - 1):
        a, b = linked[i], linked[i + 1]
        between = text[a.match.end : b.match.start]
        if len(between) > 70 or any(e.precision == "country" for e in a.match.entries):
            continue
        if _LINK_IN.fullmatch(between) or _outer_after_comma(between, a, b):
            linked[i] = replace(a, within=i + 1)
            for j in range(i - 1, -1, -1):  # all of a list lie in what follows it
                gap = text[linked[j].match.end : linked[j + 1].match.start]
                if not _LINK_LIST.fullmatch(gap) or linked[j].within is not None:
                    break
                linked[j] = replace(linked[j], within=i + 1)
        elif _LINK_OUTER_FIRST.fullmatch(between) and _rank(b) < _rank(a):
            linked[i + 1] = replace(b, within=i)
    return linked


def _outer_after_comma(between: str, a: Named, b: Named) -> bool:
    """ "Aleppo, Syria", "Paris, Texas": only a region or country that holds the first."""
    if not _LINK_COMMA.fullmatch(between):
        return False
    outer = [e for e in b.match.entries if e.precision in {"region", "country"}]
    return bool(outer) and any(
        e.country == o.country and e.precision not in {"region", "country"}
        and (o.precision == "country" or e.admin1 == o.admin1)
        for e in a.match.entries for o in outer
    )  # fmt: skip


def _rank(named: Named) -> int:
    """How large a place is at most, by its kind: what holds another must be larger."""
    ranks = {"point": 0, "district": 1, "town": 2, "region": 3, "country": 4}
    if named.context.want == "district":
        return 1
    entries = named.match.entries
    if not entries:
        return 1
    return max(ranks[e.precision] for e in entries)
