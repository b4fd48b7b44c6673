"""What the words around a possible place name say of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tellings.domain.names import ARTICLES
from tellings.read.gazetteer import Entry, Gazetteer
from tellings.read.place_matches import Match, Token, is_other_word
from tellings.read.place_words import (
    ACTING,
    ADJECTIVAL_AFTER,
    BACKED,
    BEFORE_HEADS,
    DIRECTIONS,
    FIRST_NAMES,
    GEOGRAPHIC_HEADS,
    KINDS,
    LOCATIVE,
    METONYM_BEFORE,
    METONYM_OF,
    NEARNESS,
    ONLY_CAPITALISED,
    ORGANISATION_HEADS,
    ORGANISATION_OF,
    PART_AFTER,
    PLAINLY_IN,
    POINT_HEADS,
    REGIME_AFTER,
    SAYING,
    TAKEN_AFTER,
    TAKEN_BEFORE,
)

_DIRECTION = "|".join(sorted(DIRECTIONS, key=len, reverse=True))
_HELD = r"(?:(?:besieged|rebel-held|opposition-held|government-held|regime-held|rural)\s+)?"
_KIND = "|".join(sorted(KINDS, key=len, reverse=True))
_TITLED_KIND = r"Province|Governorate|Oblast|City|Town|Village|District|Countryside|Suburb"

_DIRECTED = re.compile(rf"\b({_DIRECTION})\s+{_HELD}$", re.I)
_PART_OF = re.compile(
    rf"\b({_DIRECTION})\s+(?:part|parts|side|half|districts|neighbou?rhoods|suburbs|outskirts"
    r"|sector|quarters)\s+of\s+(?:the\s+(?:[\w-]+\s+)?(?:city|town)\s+of\s+)?$",
    re.I,
)
_COUNTRYSIDE_OF = re.compile(
    rf"\b(?:({_DIRECTION})\s+)?(?:countryside|rural areas?)\s+of\s+(?:the\s+)?(?:city\s+of\s+)?$"
    rf"|\b(?:({_DIRECTION})\s+)?rural\s+$",
    re.I,
)
_COUNTRYSIDE = re.compile(
    rf"(?:['’]?s)?\s+(?:city\s+|province\s+)?(?:({_DIRECTION})\s+)?countryside\b", re.I
)
_KIND_AFTER = re.compile(
    rf"(['’]?s)?\s+(?:(?i:{_DIRECTION})\s+)?({_KIND}|{_TITLED_KIND})\b(?!\s+of\b)"
)
_KIND_BEFORE = re.compile(  # without "of", a plural may be a genitive: "Idlibs provinces Saraqib"
    rf"\b(?!(?:provinces|regions|governorates|areas|cities)\s+(?!of\b))({_KIND})"
    r"\s+(?:of\s+|called\s+|named\s+)?(?:the\s+)?(?:(?:besieged|rebel-held)\s+)?$",
    re.I,
)
_NAMED_AFTER_KIND = re.compile(rf"\b({_KIND})\s+(?:of|called|named)\s+(?:the\s+)?$", re.I)
_RIGHT_AFTER_KIND = re.compile(
    r"\b(?:villages?|towns?|districts?|neighbou?rhoods?|suburbs?|provinces?)\s+$"
)
_EXPLAINED = re.compile(
    r",?\s+(?:(?:is|was)\s+)?an?\s+(?:[\w-]+\s+){0,3}?(?:town|village|city|district|suburb|hamlet"
    r"|neighbou?rhood)\b|\s+(?:is|lies|which is|located|lying)\s+(?:[\w-]+\s+){0,3}?(?:km"
    r"|kilomet\w+|miles)\b"
)
_SMALL = re.compile(r"\b(?:village|hamlet)s?\s+(?:of\s+)?\||\|['’]?s?\s+(?:village|hamlet)\b")
_HEAD = re.compile(r"(?:['’]s)?\s+([A-Za-z]+)(?:\s+([A-Za-z]+))?")


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around a name."""

    want: str  # town district region, or "" where no kind noun stands beside it
    kind_after: str  # the kind noun that follows, as written
    direction: str | None  # northern, eastern …: a part of the place is meant
    rural: bool
    locative: bool
    clear: bool  # a kind noun says that it is a place
    plain: bool  # in, near, outside, west of
    taken: bool  # it fell, was besieged or shelled: what is done to places alone
    relation: str | None
    head: str | None  # "airport" in "Aleppo airport"
    role: str
    beside: str  # what a capitalised word beside it makes of it: "", "longer" or "loosely longer"
    spoken: bool  # a verb of saying follows, or "according to" stands before
    small: bool  # it is called a village or hamlet
    span: tuple[int, int]  # with the direction before and the kind noun after


class Surroundings:
    """A text with its words and taken stretches, asked for the context of one match at a time."""

    def __init__(self, text: str, tokens: list[Token], matches: list[Match], gazetteer: Gazetteer):
        self.text = text
        self.tokens = tokens
        self._gazetteer = gazetteer
        places = (m for m in matches if any(_stands_alone(e) for e in m.entries))
        self._taken = {i for m in places for i in range(m.first, m.last + 1)}

    def context(self, match: Match) -> Context:
        """Read what is before and after a match in its sentence."""
        after = self.text[match.end : match.end + 60].split("\n")[0]
        touching = self._before(match.start)
        want, kind, end = _kind_after(after, match)
        direction, rural, start = _direction(touching, after, match)
        before = self._before(start)
        known_kind = _KIND_BEFORE.search(before)
        if not want and known_kind and (kind == "" or KINDS[known_kind[1].lower()]):
            want = KINDS[known_kind[1].lower()]
        head = POINT_HEADS.match(after)
        plain = PLAINLY_IN.search(before) is not None
        near = NEARNESS.search(before)
        locative = bool(known_kind or kind or direction or LOCATIVE.search(before))
        taken = bool(TAKEN_BEFORE.search(before) or TAKEN_AFTER.match(after))
        named = _NAMED_AFTER_KIND.search(before) or _RIGHT_AFTER_KIND.search(before)
        return Context(
            want=want,
            kind_after=kind,
            direction=direction,
            rural=rural,
            locative=locative,
            clear=bool(named or kind or head or _EXPLAINED.match(after)),
            plain=plain,
            taken=taken,
            relation=re.sub(r"\s+", " ", near[1].lower()) if near else None,
            head=head[1] if head else None,
            role=self._role(match, (before, after), locative=locative or rural),
            beside=self._beside(match),
            spoken=bool(SAYING.match(after) or before.lower().endswith("according to ")),
            small=bool(_SMALL.search(before[-30:] + "|" + after[:12])),
            span=(start, end),
        )

    def _before(self, offset: int) -> str:
        return re.split(r"[.!?;\n]\s", self.text[max(0, offset - 60) : offset])[-1]

    def _role(self, match: Match, around: tuple[str, str], *, locative: bool) -> str:
        before, after = around
        if ORGANISATION_OF.search(before) or self._heads_organisation(match, after):
            return "organisation-name"
        if METONYM_OF.search(before) or BACKED.match(after):
            return "metonym"
        power = any(e.capital or e.precision == "country" for e in match.entries)
        if power and REGIME_AFTER.match(after):
            return "metonym"
        short = self.text[match.start : match.end] in {"US", "U.S.", "UK", "U.K."}
        if short and ADJECTIVAL_AFTER.match(after):
            return "metonym"
        capital = power and all(e.precision != "country" for e in match.entries)
        owning = re.match(r"['’]?s\s", after) is not None
        if capital and owning and not PART_AFTER.match(after) and not locative:
            return "metonym"
        if power and (METONYM_BEFORE.search(before) or (not locative and ACTING.match(after))):
            return "metonym"
        return "location"

    def _heads_organisation(self, match: Match, after: str) -> bool:
        """Whether a head such as "Media Centre" or "newspaper" follows."""
        found = _HEAD.match(after)
        if found is None or re.match(r"\s+\w+\s+units?\b", after):
            return False  # "Homs Army units destroyed": a dateline that lost its stop
        first, second = found[1], found[2] or ""
        if first.lower() in BEFORE_HEADS and second.lower() in ORGANISATION_HEADS:
            return first[0].isupper() or second[0].isupper()
        lower = first.lower()
        return lower in ORGANISATION_HEADS and (first[0].isupper() or lower not in ONLY_CAPITALISED)

    def _beside(self, match: Match) -> str:
        """Jean-Marc Paris and Bustan al-Qaser are longer names; so may be Paris Hilton."""
        before, joined = self._neighbour(match.first, -1)
        if before is not None and self._names_more(before) and (
            before.lower in FIRST_NAMES or not before.opens
        ):  # fmt: skip
            return "longer"
        after, joined = self._neighbour(match.last, +1)
        if after is not None and self._names_more(after):
            return "longer" if joined else "loosely longer"
        return ""

    def _neighbour(self, at: int, step: int) -> tuple[Token | None, bool]:
        """The capitalised word beside a match, and whether an article or hyphen joins the two."""
        other = at + step
        while 0 <= other < len(self.tokens) and self.tokens[other].lower in ARTICLES - {"the"}:
            other += step
        if not 0 <= other < len(self.tokens) or other in self._taken:
            return None, False
        low, high = sorted((at, other))
        gap = self.text[self.tokens[low].end : self.tokens[high].start]
        token = self.tokens[other]
        if not token.capital or token.titled or not re.fullmatch(r"(?:[ -]+\w+)?[ -]+", gap):
            return None, False
        return token, abs(other - at) > 1 or "-" in gap

    def _names_more(self, token: Token) -> bool:
        return not (
            (is_other_word(token) and token.lower not in FIRST_NAMES)
            or token.lower in KINDS
            or token.lower in DIRECTIONS
            or token.text in GEOGRAPHIC_HEADS
            or self._gazetteer.country_of_people(token.text)
            or (token.text.isupper() and len(token.text) > 1)
        )


def _stands_alone(entry: Entry) -> bool:
    """Whether a place is known widely enough to stand beside another name without joining it."""
    return (
        entry.written
        or entry.capital
        or entry.precision == "country"
        or (entry.population >= 100_000)
    )


def _kind_after(after: str, match: Match) -> tuple[str, str, int]:
    """The kind wanted by a noun that follows, the noun, and the offset where it ends."""
    found = _KIND_AFTER.match(after)
    if found is None or found[1]:  # "Aleppo's districts" lie within it
        return "", "", match.end
    noun = found[2]
    plural = noun.endswith("s")
    return KINDS[noun.lower()], noun, match.end if plural else match.end + found.end()


def _direction(before: str, after: str, match: Match) -> tuple[str | None, bool, int]:
    """Direction, whether the countryside is meant, and where the words for them start."""
    rural = _COUNTRYSIDE_OF.search(before)
    following = _COUNTRYSIDE.match(after)
    directed = _DIRECTED.search(before) or _PART_OF.search(before)
    start = match.start - (len(before) - directed.start()) if directed else match.start
    if rural:
        start = min(start, match.start - (len(before) - rural.start()))
    word = (directed and directed[1]) or (rural and (rural[1] or rural[2]))
    word = word or (following and following[1])
    return (DIRECTIONS[word.lower()] if word else None), bool(rural or following), start
