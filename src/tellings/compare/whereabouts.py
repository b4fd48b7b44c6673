"""Findings on time and place: accounts that differ on the day or the place of one event."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations
from typing import Generic, TypeVar

from tellings.align.families import ONCE, family_of, likeness
from tellings.align.features import distance, place_likeness
from tellings.align.names import place_words
from tellings.align.within import WIDE, tolls_of
from tellings.compare.material import Material
from tellings.compare.scope import scope_of
from tellings.compare.tolls import TOLL_KINDS
from tellings.compare.wording import day_words, listed, told_by
from tellings.domain.accounts import Account, Finding, FindingKind
from tellings.domain.reading import EventMention, Factuality, Moment, Place
from tellings.domain.text import Span

#: Kilometres within which two names can be two words for where it was.
SAME_SPOT_KM = 30.0
#: Code points between a trigger and its time or place.
NEAR = 80
#: Days before its document within which a day is that of the news.
RECENT = 6
#: How alike the family of a mention must be to that of the event.
SAME_KIND = 0.6
_PLACES = re.compile(r"\b(?:in|at|on|near|outside|to)\s+(?:[\w-]+\s+){0,4}$", re.IGNORECASE)
_OTHER_ACT = re.compile(
    r"\b(?:sa(?:y|ys|id|ying)|told|claim\w*|report\w*|announc\w*|statement|accus\w*|den(?:y|ies|ied)|"
    r"after|before|since|until|where|whose|which|who|when|while|came|blam\w*)\b|[.!?;(\n]",
    re.IGNORECASE,
)
#: "said on Friday", "announced the capture on Friday": the day of the saying.
_SAID_BEFORE = re.compile(
    r"\b(?:said|told|claimed|reported|announced|confirmed|denied|added|updated|posted)\W+"
    r"(?:\w+\W+){0,2}$",
    re.IGNORECASE,
)
#: A dateline ("TARSIN, Friday – ") or a caption.
_NO_NEWS = re.compile(r"\s*[–—-]\s|[^.]*\((?:Reuters|AP|AFP|Photo)", re.IGNORECASE)

T = TypeVar("T", Moment, Place)
#: Days between two days that accounts give for one happening.
FEW_DAYS = 3
#: The least number of dead or wounded that two tellings of one happening hardly share by chance.
RARE_TOLL = 5


@dataclass(frozen=True, slots=True)
class _Row(Generic[T]):
    """An account, the mention by which it says when or where, and what it says."""

    account: Account
    mention: EventMention
    said: T

    @property
    def document(self) -> str:
        return self.mention.trigger.document


def compare_whereabouts(accounts: Sequence[Account], material: Material) -> Iterator[Finding]:
    """time-differs and place-differs of one event."""
    days = [day for a in accounts if (day := _only_day(a, material)) is not None]
    apart = _apart(days, partial(_are_two_days, material))
    if apart:
        said = [f"{day_words(r.said.first)} {_told_by(r, material)}" for r in apart]
        yield _finding(FindingKind.TIME_DIFFERS, "The day differs", said, apart)
    places = [place for a in accounts if (place := _only_place(a, material)) is not None]
    elsewhere = _apart(places, partial(_is_elsewhere, material))
    if elsewhere:
        said = [f"{r.said.name} {_told_by(r, material)}" for r in elsewhere]
        yield _finding(FindingKind.PLACE_DIFFERS, "The place differs", said, elsewhere)


def _told_by(row: _Row[T], material: Material) -> str:
    return told_by(row.account, row.document, material)


def _only_day(account: Account, material: Material) -> _Row[Moment] | None:
    """The day that an account names, if it names one only."""
    told = [_Row(account, m, m.when) for m in _telling(account, material) if m.when]
    exact = [r for r in told if r.said.precision == "day" and r.said.first == r.said.last]
    sure = [
        r for r in exact if _beside(r.mention, r.said.span, material) and _is_near(r.said, material)
    ]
    one = len({r.said.first for r in exact}) == 1
    return sure[0] if sure and one else None


def _are_two_days(material: Material, left: _Row[Moment], right: _Row[Moment]) -> bool:
    """Whether two documents give two days for what is surely one happening."""
    gap = abs((left.said.first - right.said.first).days)
    if not 0 < gap <= FEW_DAYS or left.document == right.document:
        return False
    once = {family_of(m.mention.type) for m in (left, right)} <= ONCE
    here, there = left.mention.where, right.mention.where
    same = here is not None and there is not None and bool(place_likeness(here, there))
    return same and (once or _share_a_toll(left.mention, right.mention, material))


def _share_a_toll(left: EventMention, right: EventMention, material: Material) -> bool:
    mine, theirs = (
        {t for m in material.told_with(mention) for t in tolls_of(m.figures)}
        for mention in (left, right)
    )
    return any(kind in TOLL_KINDS and number >= RARE_TOLL for kind, number in mine & theirs)


def _is_near(moment: Moment, material: Material) -> bool:
    """Whether the day lies in the week before its document: older ones are of something else."""
    written = material.documents[moment.span.document].published
    return written is None or 0 <= (written - moment.first).days <= RECENT


def _only_place(account: Account, material: Material) -> _Row[Place] | None:
    """The narrow place that an account names, if it names one only and its point is certain."""
    told = [
        _Row(account, m, m.where)
        for m in _telling(account, material)
        # A place in capitals before the news is where it was written.
        if m.where
        and _beside(m, m.where.span, material)
        and not material.quote(m.where.span).isupper()
    ]
    narrow = [r for r in told if r.said.precision not in WIDE and r.said.lat is not None]
    if not narrow or any(not place_likeness(narrow[0].said, r.said) for r in narrow):
        return None
    return narrow[0] if _PLACES.search(_before(narrow[0].said.span, material)) else None


def _telling(account: Account, material: Material) -> list[EventMention]:
    """The mentions that surely tell of the event itself: of its family, asserted, no history.

    In the headline, or with a toll in the sentence, or what the reader gave a time or place.
    """
    mentions = [material.mentions[i] for i in account.mentions]
    return [
        m
        for m in mentions
        if m.factuality is Factuality.ASSERTED
        and not m.background
        and likeness(family_of(m.type), family_of(material.event_of[m.id].type)) >= SAME_KIND
    ]


def _beside(mention: EventMention, span: Span, material: Material) -> bool:
    """Whether the words for when or where stand near the trigger, with no other act between.

    "said on Monday that a bomb", "claimed on Monday the attack of": the day of the saying.
    """
    if not mention.sentence.holds(span):
        return False
    low, high = sorted((mention.trigger, span), key=lambda s: s.start)
    between = material.documents[span.document].text[low.end : max(low.end, high.start)]
    if len(between) > NEAR or _OTHER_ACT.search(between):
        return False
    text = material.documents[span.document].text
    before = [text[max(0, s.start - 25) : s.start] for s in (span, mention.trigger)]
    after = text[span.end : span.end + 40]
    return not any(_SAID_BEFORE.search(b) for b in before) and not _NO_NEWS.match(after)


def _before(span: Span, material: Material) -> str:
    return material.documents[span.document].text[max(0, span.start - 40) : span.start]


def _is_elsewhere(material: Material, left: _Row[Place], right: _Row[Place]) -> bool:
    """Far apart, and neither text speaks of the other's place, of which its own may be a part.

    What they tell of must surely be one happening: the news of both, of one day, with one toll.
    """
    here, there = left.said, right.said
    away = distance(here, there)
    if away is None or away <= SAME_SPOT_KM or left.document == right.document:
        return False
    if _names(material, here, there) or _names(material, there, here):
        return False
    scopes = [scope_of(row.mention, material) for row in (left, right)]
    days = {scope.day.first for scope in scopes if scope.day is not None}
    news = all(scope.main and scope.day is not None for scope in scopes) and len(days) == 1
    return news and _share_a_toll(left.mention, right.mention, material)


def _names(material: Material, place: Place, other: Place) -> bool:
    text = material.documents[place.span.document].text
    words = set(place_words(other.name))
    return words <= set(place_words(text))


def _apart(rows: Sequence[_Row[T]], differ: Callable[[_Row[T], _Row[T]], bool]) -> list[_Row[T]]:
    """The rows that differ from some other, one for each account."""
    found = {id(row) for a, b in combinations(rows, 2) if differ(a, b) for row in (a, b)}
    return [row for row in rows if id(row) in found]


def _finding(kind: FindingKind, head: str, said: Sequence[str], rows: Sequence[_Row[T]]) -> Finding:
    accounts = tuple(dict.fromkeys(r.account.id for r in rows))
    spans = tuple(dict.fromkeys(r.said.span for r in rows))
    return Finding(kind, f"{head}: {listed(said)}.", rows[0].account.event, accounts, spans)
