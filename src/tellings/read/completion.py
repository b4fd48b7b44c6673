"""What a mention leaves open, from the other mentions of the same happening in its document.

A report names a happening many times, and each time in part: the headline says who, the lead
where and when, the body how many. A mention that lacks a participant, a place or a time takes it
from the nearest mention that can be of the same happening: of one type, and at odds with it in
neither place nor day nor party.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from tellings.domain.names import fold
from tellings.domain.reading import EventMention, Factuality, Moment, Place, Role
from tellings.read.ontology import GENERAL
from tellings.read.whereabouts import WIDE, Whereabouts

REACH = 900  # code points around a mention in which others can complete it
OPENING = 700  # code points at the head of a document whose mentions can complete all
NEAR = 260  # code points: the sentence before
HARM = {"killed", "wounded"}
ACTIVE = ("attack", "battle", "capture", "siege", "execution", "incursion", "detention")
SMALL = {"the", "a", "an", "of", "in", "and", "al", "its", "their", "his"}
NOT_YET = {Factuality.PLANNED, Factuality.DEMANDED, Factuality.HYPOTHETICAL}


@dataclass(frozen=True, slots=True)
class Own:
    """A mention with the time at which its claim was made, if the sentence tells that."""

    mention: EventMention
    said: Moment | None


def complete(mentions: Sequence[Own], where: Whereabouts) -> tuple[EventMention, ...]:
    """The mentions in order, each with what the others and the text around it add."""
    as_told = [o.mention for o in mentions]
    out = []
    for own in mentions:
        m = own.mention
        donors = [d for d in as_told if d is not m and _can_be_one(m, d)]
        donors.sort(key=lambda d: _distance(m, d))
        place = m.where or _place(m, donors, where)
        when = m.when or _moment(donors) or own.said
        kind = _kind(m, donors)
        out.append(replace(m, type=kind, where=place, when=when, roles=_roles(m, donors, as_told)))
    return tuple(out)


# ------------------------------------------------------------------------- which can be one
def _can_be_one(m: EventMention, d: EventMention) -> bool:
    if not _kinds_fit(m.type, d.type) or m.background != d.background:
        return False
    if (m.factuality in NOT_YET) != (d.factuality in NOT_YET):
        return False
    if m.when and d.when and (m.when.last < d.when.first or d.when.last < m.when.first):
        return False
    if m.where and d.where and not _places_fit(m.where, d.where):
        return False
    return all(_parties_fit(m.role(r), d.role(r)) for r in ("agent",))


def _kinds_fit(a: str, b: str) -> bool:
    general = GENERAL in (a, b) and a.split(".")[0] == b.split(".")[0]
    return a == b or general


def _places_fit(a: Place, b: Place) -> bool:
    if a.precision in WIDE or b.precision in WIDE:
        return True
    x, y = fold(a.name), fold(b.name)
    inner = {fold(p.within) for p in (a, b) if p.within}
    return x in y or y in x or bool({x, y} & inner)


def _parties_fit(a: Role | None, b: Role | None) -> bool:
    if a is None or b is None:
        return True
    return bool(_words(a.name) & _words(b.name))


@lru_cache(maxsize=65_536)
def _words(name: str) -> frozenset[str]:
    return frozenset(w.rstrip("s") for w in fold(name).split()) - SMALL


def _distance(m: EventMention, d: EventMention) -> tuple[int, str]:
    """Code points between two mentions; what comes later counts half as much again."""
    gap = m.trigger.start - d.trigger.start
    return (gap if gap >= 0 else -gap * 3 // 2), d.id


# ------------------------------------------------------------------------------ what is added
def _place(m: EventMention, donors: Sequence[EventMention], where: Whereabouts) -> Place | None:
    near = [d for d in donors if d.where and _is_near(m, d)]
    tries: tuple[Callable[[], Place | None], ...] = (
        lambda: where.described(m.sentence),
        lambda: where.spoken_of(m.sentence) if m.background else None,
        lambda: next((d.where for d in near if d.where and d.where.precision not in WIDE), None),
        lambda: where.before(m.sentence, NEAR) if not m.background else None,
        lambda: next((d.where for d in near), None),
        lambda: where.opening() if not m.background else None,
    )
    return next((p for find in tries if (p := find()) is not None), None)


def _moment(donors: Sequence[EventMention]) -> Moment | None:
    """The day that the nearest says: "the deadliest this year" dates none of its neighbours."""
    told = [d.when for d in donors if d.when]
    return next((w for w in told if w.precision == "day"), None) or next(iter(told), None)


def _kind(m: EventMention, donors: Sequence[EventMention]) -> str:
    """Of a general attack the kind of the nearest that says how: "the raid", "another strike"."""
    if m.type != GENERAL:
        return m.type
    near = (d.type for d in donors if _distance(m, d)[0] < NEAR and d.type != GENERAL)
    return next(near, m.type)


def _is_near(m: EventMention, d: EventMention) -> bool:
    return abs(m.trigger.start - d.trigger.start) < REACH or d.trigger.start < OPENING


def _roles(
    m: EventMention, donors: Sequence[EventMention], every: Sequence[EventMention]
) -> tuple[Role, ...]:
    roles = list(m.roles)
    near = [d for d in donors if _is_near(m, d)]
    if m.role("agent") is None and m.type.startswith(ACTIVE):
        agent = next((r for d in near if (r := d.role("agent"))), None) or _going_on(m, every)
        roles += [agent] if agent else []
    if m.role("target") is None and m.type.startswith(ACTIVE):
        target = next((r for d in near if (r := d.role("target"))), None)
        roles += [target] if target else []
    victims = _victims(m)
    if victims is None and m.type.startswith("attack"):
        victims = next((v for d in near if (v := _victims(d))), None)
    if victims is not None and all(victims.span != r.span for r in roles):
        roles.append(victims)
    return tuple(roles)


def _victims(m: EventMention) -> Role | None:
    """The people harmed, by the first figure that counts them."""
    figure = next((f for f in m.figures if f.kind in HARM and f.of), None)
    return Role("target", figure.of, figure.span) if figure else None


def _going_on(m: EventMention, every: Sequence[EventMention]) -> Role | None:
    """Who acted in the sentence so far, or at the end of the one before."""
    before = [
        d for d in every
        if d.trigger.start < m.trigger.start
        and m.trigger.start - d.trigger.start < NEAR
        and d.type.startswith(ACTIVE) and d.background == m.background
    ]  # fmt: skip
    return next((r for d in reversed(before) if (r := d.role("agent"))), None)
