"""Whether two mentions of one document tell of one event: facts of the pair, and their weights.

A report names one happening many times: headline, lead, "the blast", "killed". `facts` says what
two mentions have in common and where they stand to each other, each fact a name and a value of
about -1..2; `within.toml`, learned by `python -m training.within`, says what each adds to the
log-odds that they are one. A fact "own ..." rests on words in the sentences of both: what a
mention only borrowed from its neighbours says little.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import resources

from tellings.align import families
from tellings.align.features import ROOT, Window, distance, place_likeness
from tellings.align.known import known_actors
from tellings.align.names import key_of, place_key
from tellings.align.stems import levelled, stem
from tellings.domain.reading import EventMention, Factuality, Figure, Place, Qualifier
from tellings.domain.text import Document, PartKind

#: Code points after the start of the body that still count as its lead.
LEAD = 450
#: Code points beside a trigger that say how it is told.
CLOSE = 40
#: Precisions too wide to tell two events apart.
WIDE = frozenset({"region", "country"})
#: Kilometres within which two points are near each other.
NEAR_KM = 15.0
#: Deaths beyond which a figure is that of a war, unless what it joins is told with the like.
WAR_TOLL = 5000

NOT_YET = frozenset({Factuality.PLANNED, Factuality.DEMANDED, Factuality.HYPOTHETICAL})
_SMALL = frozenset({"the", "and", "for"})
_REFERS_BACK = re.compile(r"\b(the|this|that|these|those|its|such)\s+(\w+[\s-]+){0,2}$", re.I)
_INDEFINITE = re.compile(r"\ban?\s+(\w+[\s-]+){0,2}$", re.IGNORECASE)
_ANOTHER = re.compile(
    r"\b(another|other|separate|second|third|further|similar|new|more|previous|earlier|last|past"
    r"|recent|different|fresh)\s+(\w+\s+){0,2}$",
    re.IGNORECASE,
)
_TURNS = re.compile(
    r"\b(meanwhile|elsewhere|separately|also|in another|a day earlier|previously"
    r"|last (?:week|month|year)|earlier|since|in addition|(?:on|in) a separate"
    r"|for (?:its|their) part)\b",
    re.IGNORECASE,
)
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_TRIGGER = re.compile(r"[^\W\d_]{3,}")
_NAME_WORD = re.compile(r"\w{3,}")

Facts = Iterator[tuple[str, float]]


class Told:
    """One mention in its document, with what its facts ask of it."""

    __slots__ = (
        "agents", "another", "begins", "casualty", "family", "headline", "indefinite", "lead",
        "mention", "own_agents", "own_day", "own_place", "own_targets", "paragraph", "place",
        "refers_back", "roots", "spans", "stems", "targets", "tolls", "turns", "window", "words",
    )  # fmt: skip

    def __init__(self, mention: EventMention, document: Document) -> None:
        text, sentence, start = document.text, mention.sentence, mention.trigger.start
        before = text[max(0, start - CLOSE) : start]
        part = document.part_at(start)
        self.mention = mention
        self.family = families.family_of(mention.type)
        self.stems = {stem(w) for w in _TRIGGER.findall(document.quote(mention.trigger))}
        self.roots = {w[:ROOT] for w in self.stems}
        self.headline = part is not None and part.kind is PartKind.HEADLINE
        self.lead = not self.headline and start < body_start(document) + LEAD
        self.refers_back = bool(_REFERS_BACK.search(before))
        self.indefinite = bool(_INDEFINITE.search(before))
        self.another = bool(_ANOTHER.search(before))
        self.turns = bool(_TURNS.search(text[sentence.start : sentence.start + 60]))
        self.paragraph = text.count("\n", 0, start)
        self.begins = sentence.start
        self.window = window_of(mention)
        self.own_day = mention.when is not None and sentence.holds(mention.when.span)
        where = mention.where
        self.place = where if where is not None and is_place(where) else None
        self.own_place = self.place is not None and sentence.holds(self.place.span)
        self.tolls = tolls_of(mention.figures)
        self.casualty = any(f.kind in {"killed", "wounded"} for f in mention.figures)
        self.words = {levelled(w) for w in _LONG_WORD.findall(document.quote(sentence))}
        self.spans = {(r.span.start, r.span.end) for r in mention.roles}
        self.agents, self.own_agents = self._named("agent")
        self.targets, self.own_targets = self._named("target")

    def _named(self, role: str) -> tuple[set[str], bool]:
        """The words that name those with a role, and whether its own sentence does."""
        mine = [r for r in self.mention.roles if r.role == role]
        words = {w for r in mine for w in _NAME_WORD.findall(key_of(r.name))} - _SMALL
        return words, any(self.mention.sentence.holds(r.span) for r in mine)


@dataclass(frozen=True)
class Page:
    """The mentions of one document, in the order of its text."""

    document: Document
    told: tuple[Told, ...]

    @classmethod
    def of(cls, document: Document, mentions: Sequence[EventMention]) -> Page:
        """The page with these mentions, whatever their order."""
        ordered = sorted(mentions, key=lambda m: (m.trigger.start, m.id))
        return cls(document, tuple(Told(m, document) for m in ordered))

    @cached_property
    def _rarity(self) -> Mapping[str, float]:
        """How much a word says: the log of the sentences over those that have it."""
        sentences = {t.mention.sentence: t.words for t in self.told}
        counts = Counter(w for words in sentences.values() for w in words)
        return {w: math.log((len(sentences) + 1) / count) for w, count in counts.items()}

    @cached_property
    def _whole(self) -> Mapping[str, float]:
        return {t.mention.id: self._sum(t.words) for t in self.told}

    def _sum(self, words: set[str]) -> float:
        return math.fsum(self._rarity[w] for w in words)

    def share(self, left: Told, right: Told) -> float:
        """How much of the words of their sentences two mentions share, 0..1."""
        both = self._whole[left.mention.id] * self._whole[right.mention.id]
        shared = left.words & right.words
        return self._sum(shared) / math.sqrt(both) if shared and both else 0.0


def excluded(left: Told, right: Told) -> bool:
    """What no likeness outweighs: news and history, fact and plan, events of different kinds.

    Two kinds can only be one event where one sentence tells both ("fled when shells fell").
    """
    a, b = left.mention, right.mention
    if a.background != b.background or (a.factuality in NOT_YET) != (b.factuality in NOT_YET):
        return True
    if a.sentence != b.sentence and not families.likeness(left.family, right.family):
        return True
    if _are_of_two_days(left, right):
        return True
    return _is_of_a_war(left, right) or _is_of_a_war(right, left)


def _are_of_two_days(left: Told, right: Told) -> bool:
    """Whether each names a day of its own of what can happen every day."""
    if not (left.own_day and right.own_day and left.window and right.window):
        return False
    if not (left.window.certain and right.window.certain):
        return False
    if {left.family, right.family} & families.ONCE:
        return False
    return left.window.gap(right.window) > 1


def _is_of_a_war(one: Told, other: Told) -> bool:
    """Whether the one tells the toll of a whole war, and the other none like it."""
    mine = max((n for kind, n in one.tolls if kind == "killed"), default=0.0)
    if mine < WAR_TOLL:
        return False
    return mine > 20 * max((n for kind, n in other.tolls if kind == "killed"), default=0.0)


def facts(page: Page, left: Told, right: Told) -> Facts:
    """What two mentions have in common and how they stand to each other; `left` comes first."""
    yield "bias", 1.0
    yield from _kinds(left, right)
    yield from _standing(page, left, right)
    yield from _wording(left, right)
    yield from _places(left, right)
    yield from _days(left, right)
    yield from _tolls(left, right)
    yield from _parties(left, right)
    yield from _speech(left, right)


def _kinds(left: Told, right: Told) -> Facts:
    like = families.likeness(left.family, right.family)
    yield "likeness of kind", like
    if left.family == right.family:
        yield "same family", 1.0
    elif "attack" in (left.family, right.family):
        yield "one is an attack of no kind", 1.0
    if left.mention.type == right.mention.type:
        yield "same type", 1.0
    if not like:
        yield "unlike kinds", 1.0
    if left.casualty and right.casualty:
        yield "both count people", 1.0
    if left.casualty != right.casualty:
        yield "one counts people", 1.0
    violent = families.VIOLENT
    if (left.casualty and right.family in violent) or (right.casualty and left.family in violent):
        yield "people counted and violence", 1.0
    if right.refers_back:
        yield "refers back, by likeness", like


def _standing(page: Page, left: Told, right: Told) -> Facts:
    a, b = left.mention, right.mention
    if a.sentence == b.sentence:
        yield "one sentence", 1.0
        if b.trigger.start - a.trigger.end < 25:
            yield "side by side", 1.0
        between = page.document.text[a.trigger.end : b.trigger.start]
        if re.search(r"\b(and|or)\b", between, re.IGNORECASE):
            yield "joined by and", 1.0
    else:
        yield "distance", math.log1p(max(0, b.sentence.start - a.sentence.end) / 200)
        yield "shared words", page.share(left, right)
        if left.paragraph != right.paragraph:
            yield "other paragraph", 1.0
        if right.turns:
            yield "a turn", 1.0
    yield "how many are told", math.log1p(len(page.told)) / 4
    if left.headline:
        yield "from the headline", 1.0
        if right.headline:
            yield "within the headline", 1.0
        if right.lead:
            yield "headline to lead", 1.0
        if not right.own_place and not right.own_day:
            yield "headline to what names no place or day", 1.0
    if left.lead:
        yield "from the lead", 1.0


def _wording(left: Told, right: Told) -> Facts:
    if left.stems & right.stems:
        yield "same word", 1.0
    elif left.roots & right.roots:
        yield "same root", 1.0
    if right.another:
        yield "another", 1.0
    if left.another:
        yield "another before", 1.0
    if right.indefinite and not left.headline:
        yield "indefinite", 1.0


def _places(left: Told, right: Told) -> Facts:
    if right.place is None:
        yield "no place", 1.0
    if right.own_place:
        yield "own place", 1.0
    if left.place is None or right.place is None:
        return
    how = _how_placed(left.place, right.place)
    own = "own " if left.own_place and right.own_place else ""
    yield f"{own}places: {how}", 1.0
    if left.mention.sentence == right.mention.sentence:
        yield f"one sentence, places: {how}", 1.0
    if own and left.place.span == right.place.span:
        yield "one word for the place", 1.0


def _how_placed(here: Place, there: Place) -> str:
    if here.precision in WIDE or there.precision in WIDE:
        return "same" if place_key(here.name) == place_key(there.name) else "wide"
    if place_likeness(here, there):
        return "same"
    if _lies_in(here, there) or _lies_in(there, here):
        return "nested"
    away = distance(here, there)
    return "near" if away is not None and away < NEAR_KM else "far"


def _lies_in(inner: Place, outer: Place) -> bool:
    return inner.within is not None and place_key(inner.within) == place_key(outer.name)


def _days(left: Told, right: Told) -> Facts:
    if right.own_day:
        yield "own day", 1.0
    if left.window is None or right.window is None:
        return
    gap = left.window.gap(right.window)
    if left.window.certain and right.window.certain:
        how = "same" if not gap else "one apart" if gap == 1 else "apart"
    else:
        how = "off" if gap else "overlap"
    own = "own " if left.own_day and right.own_day else ""
    yield f"{own}days: {how}", 1.0
    a, b = left.mention.when, right.mention.when
    if own and a is not None and b is not None and a.span == b.span:
        yield "one word for the day", 1.0


def _tolls(left: Told, right: Told) -> Facts:
    if same := left.tolls & right.tolls:
        most = max(number for _, number in same)
        yield "same toll", min(1.0, math.log1p(most) / math.log1p(20))
        return
    mine = [n for kind, n in left.tolls if kind == "killed"]
    theirs = [n for kind, n in right.tolls if kind == "killed"]
    if mine and theirs:
        yield "other toll", 1.0
        off = math.log(max(*mine, 1.0) / max(*theirs, 1.0))
        yield "how far tolls are off", min(1.0, abs(off) / 3)


def _parties(left: Told, right: Told) -> Facts:
    if left.agents and right.agents:
        own = "own " if left.own_agents and right.own_agents else ""
        yield f"{own}agents", _common(left.agents, right.agents) - 0.5
    if left.targets and right.targets:
        own = "own " if left.own_targets and right.own_targets else ""
        yield f"{own}targets", _common(left.targets, right.targets) - 0.5
    if left.spans & right.spans:
        yield "one word for a participant", 1.0
    if left.agents & right.targets:
        yield "the doer suffers", 1.0


def _common(mine: set[str], theirs: set[str]) -> float:
    return len(mine & theirs) / min(len(mine), len(theirs))


def _speech(left: Told, right: Told) -> Facts:
    a, b = left.mention, right.mention
    if a.voice.source == b.voice.source:
        yield "one voice", 1.0
    if a.voice.claim is not None and a.voice.claim == b.voice.claim:
        yield "one claim", 1.0
    if a.background and b.background:
        yield "both history", 1.0
    if a.factuality != b.factuality:
        yield "other factuality", 1.0


# ------------------------------------------------------------------------------ weights
@lru_cache(maxsize=1)
def shipped_weights() -> Mapping[str, float]:
    """`within.toml`: what each fact adds to the log-odds."""
    text = resources.files("tellings.align").joinpath("within.toml").read_text(encoding="utf-8")
    return {str(k): float(v) for k, v in tomllib.loads(text)["facts"].items()}


def odds(page: Page, left: Told, right: Told, weights: Mapping[str, float]) -> float:
    """Log-odds that two mentions tell of one event; `left` comes first in the text."""
    return math.fsum(weights.get(name, 0.0) * value for name, value in facts(page, left, right))


# ------------------------------------------------------------------------------ mentions alone
def body_start(document: Document) -> int:
    """Where the body begins, 0 where no part is called so."""
    return next((p.span.start for p in document.parts if p.kind is PartKind.BODY), 0)


def is_place(place: Place) -> bool:
    """A country's or a people's name is no place to tell events apart by."""
    return place.precision != "country" and key_of(place.name) not in known_actors()


def tolls_of(figures: Sequence[Figure]) -> set[tuple[str, float]]:
    """(kind, number) of the figures that say a number."""
    return {
        (f.kind, number)
        for f in figures
        if f.qualifier is not Qualifier.VAGUE
        for number in (f.low, f.high)
        if number is not None
    }


def window_of(mention: EventMention) -> Window | None:
    """The days that a mention names; certain when they are one day or two."""
    if mention.when is None:
        return None
    short = (mention.when.last - mention.when.first).days <= 1
    return Window(mention.when.first, mention.when.last, mention.when.precision == "day" and short)
