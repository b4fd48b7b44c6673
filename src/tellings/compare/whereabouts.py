"""Findings on time and place: accounts that differ on the day or the place of one event."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import combinations
from typing import TypeVar

from tellings.align.families import family_of, likeness
from tellings.align.features import distance, place_likeness
from tellings.align.names import place_words
from tellings.compare.material import Material
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
_WIDE = frozenset({"region", "country"})

T = TypeVar("T")
#: An account, what it says, and where it says so.
Row = tuple[Account, T, Span]


def compare_whereabouts(accounts: Sequence[Account], material: Material) -> Iterator[Finding]:
    """time-differs and place-differs of one event."""
    days = [(a, day) for a in accounts if (day := _only_day(a, material)) is not None]
    apart = _apart([(a, m, m.span) for a, m in days], lambda x, y: x.last < y.first)
    if apart:
        said = [f"{day_words(m.first)} {told_by(a, s.document, material)}" for a, m, s in apart]
        yield _finding(FindingKind.TIME_DIFFERS, "The day differs", said, apart)
    places = [(a, p) for a in accounts if (p := _only_place(a, material)) is not None]
    elsewhere = _apart([(a, p, p.span) for a, p in places], partial(_is_elsewhere, material))
    if elsewhere:
        said = [f"{p.name} {told_by(a, s.document, material)}" for a, p, s in elsewhere]
        yield _finding(FindingKind.PLACE_DIFFERS, "The place differs", said, elsewhere)


def _only_day(account: Account, material: Material) -> Moment | None:
    """The day that an account names, if it names one only."""
    moments = [m.when for m in _telling(account, material) if m.when]
    sure = [
        m.when
        for m in _telling(account, material)
        if m.when and _beside(m, m.when.span, material) and _is_near(m.when, material)
    ]
    named = {w.first for w in moments if w.precision == "day" and w.first == w.last}
    days = {w.first: w for w in sure if w.precision == "day" and w.first == w.last}
    return next(iter(days.values())) if len(days) == 1 and len(named) == 1 else None


def _is_near(moment: Moment, material: Material) -> bool:
    """Whether the day lies in the week before its document: older ones are of something else."""
    written = material.documents[moment.span.document].published
    return written is None or 0 <= (written - moment.first).days <= RECENT


def _only_place(account: Account, material: Material) -> Place | None:
    """The narrow place that an account names, if it names one only and its point is certain."""
    telling = _telling(account, material)
    found = [m.where for m in telling if m.where and _beside(m, m.where.span, material)]
    # A place in capitals before the news is where it was written.
    told = [p for p in found if not material.quote(p.span).isupper()]
    narrow = [p for p in told if p.precision not in _WIDE and p.lat is not None]
    if not narrow or any(not place_likeness(narrow[0], p) for p in narrow):
        return None
    return narrow[0] if _PLACES.search(_before(narrow[0].span, material)) else None


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


def _is_elsewhere(material: Material, left: Place, right: Place) -> bool:
    """Far apart, and neither text speaks of the other's place, of which its own may be a part."""
    if (
        place_likeness(left, right)
        or _names(material, left, right)
        or _names(material, right, left)
    ):
        return False
    away = distance(left, right)
    return away is not None and away > SAME_SPOT_KM


def _names(material: Material, place: Place, other: Place) -> bool:
    text = material.documents[place.span.document].text
    words = set(place_words(other.name))
    return words <= set(place_words(text))


def _apart(rows: Sequence[Row[T]], differ: Callable[[T, T], bool]) -> list[Row[T]]:
    """The rows that differ from some other, one for each account."""
    found = {
        id(row)
        for a, b in combinations(rows, 2)
        if differ(a[1], b[1]) or differ(b[1], a[1])
        for row in (a, b)
    }
    return [row for row in rows if id(row) in found]


def _finding(kind: FindingKind, head: str, said: Sequence[str], rows: Sequence[Row[T]]) -> Finding:
    accounts = tuple(dict.fromkeys(a.id for a, _, _ in rows))
    spans = tuple(dict.fromkeys(span for _, _, span in rows))
    return Finding(kind, f"{head}: {listed(said)}.", rows[0][0].event, accounts, spans)
