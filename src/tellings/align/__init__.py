"""Who and what is the same across documents."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from tellings.align import families
from tellings.align.actors import find_actors
from tellings.align.block import candidate_pairs
from tellings.align.cluster import Cluster, cluster
from tellings.align.decide import decide
from tellings.align.features import Rarity, Telling
from tellings.align.names import place_key
from tellings.align.places import UnknownPlaces
from tellings.align.score import Score, score_pair
from tellings.align.tellings import Found, gather, spellings, told_by
from tellings.align.within import Page, is_place
from tellings.domain.accounts import Alignment, Decision, Event, Join
from tellings.domain.reading import EventMention, Moment, Place, Reading
from tellings.domain.text import Document

__all__ = ["align"]

#: Tellings of one event that are scored pair by pair.
MOST_SCORED = 120

_PRECISION = ("point", "district", "town", "unknown", "region", "country")
_NARROWEST = {"day": 0, "week": 1, "month": 2, "season": 3, "year": 4}

_NOUNS = {
    "air": "Air strike",
    "shelling": "Shelling",
    "bombing": "Bombing",
    "shooting": "Shooting",
    "chemical": "Chemical attack",
    "attack": "Attack",
    "other": "Event",
    "background": "Background",
    "aid": "Aid",
}
UNDATED = "00000000"


def align(
    documents: Sequence[Document],
    readings: Sequence[Reading],
    decisions: Sequence[Decision] = (),
) -> Alignment:
    """Actors and events across documents, and what people decided on events.

    The order of the input changes nothing. Every event mention belongs to exactly one event. The
    cost grows with n log n: documents are only compared where they share a block.
    """
    by_id = {d.id: d for d in documents}
    ordered = sorted((r for r in readings if r.document in by_id), key=lambda r: r.document)
    readings_by_id = {r.document: r for r in ordered}
    actors, actor_of = find_actors(ordered)
    unknown = UnknownPlaces(ordered)
    decided = decide(decisions, ordered)
    tellings = [
        t for r in ordered for t in gather(by_id[r.document], r, actor_of, unknown, decided)
    ]
    tellings.sort(key=lambda t: t.id)
    rarity = Rarity(tellings)
    happenings = [t for t in tellings if not t.families <= families.NOT_A_HAPPENING]
    others = [t for t in tellings if t.families <= families.NOT_A_HAPPENING]
    found = cluster(happenings, candidate_pairs(happenings, rarity), rarity, decided=decided)
    spelling = _Spelling(by_id, rarity)
    events = [_event(happenings, c, spelling) for c in found]
    events += [_event([t], Cluster((0,), ()), spelling) for t in others]
    context = Found(actor_of, unknown)
    wholes = [list(_wholes(happenings, c, by_id, readings_by_id, context)) for c in found]
    return Alignment(
        actors,
        tuple(sorted(events, key=lambda e: e.id)),
        actor_of,
        telling_of={m.id: t.id for each in (*wholes, others) for t in each for m in t.mentions},
        odds=dict(_odds(wholes)),
    )


def _wholes(
    tellings: Sequence[Telling],
    found: Cluster,
    documents: Mapping[str, Document],
    readings: Mapping[str, Reading],
    context: Found,
) -> Iterator[Telling]:
    """All that each document tells of an event: others may have shown its parts to be one."""
    by_document: dict[str, list[Telling]] = {}
    for index in found.members:
        by_document.setdefault(tellings[index].document, []).append(tellings[index])
    for name, parts in sorted(by_document.items()):
        if len(parts) == 1:
            yield parts[0]
            continue
        mentions = [m for t in parts for m in t.mentions]
        page = Page.of(documents[name], mentions)
        yield told_by(documents[name], readings[name], page.told, context)


def _odds(wholes: Sequence[Sequence[Telling]]) -> Iterator[tuple[tuple[str, str], float]]:
    """The log-odds of every two tellings of one event, of two documents each.

    Of an event that very many tell of, only its first tellings are scored against each other.
    """
    rarity = Rarity([t for each in wholes for t in each])
    for each in wholes:
        first = sorted(each, key=lambda t: t.id)[:MOST_SCORED]
        for left, right in combinations(first, 2):
            yield (left.id, right.id), score_pair(left, right, rarity).value


@dataclass(frozen=True, slots=True)
class _Spelling:
    """What it takes to tell the reasons of a join in words of the documents."""

    documents: Mapping[str, Document]
    rarity: Rarity


def _event(tellings: Sequence[Telling], found: Cluster, spelling: _Spelling) -> Event:
    mine = [tellings[i] for i in found.members]
    mentions = [m for t in sorted(mine, key=lambda t: (not t.main, t.id)) for m in t.mentions]
    ids = tuple(sorted(m.id for m in mentions))
    links = sorted(found.links, key=lambda x: (tellings[x.left].id, tellings[x.right].id))
    joins = tuple(_join(tellings[x.left], tellings[x.right], x.score, spelling) for x in links)
    kind, when, where = _type(mentions), _when(mentions), _where(mentions)
    return Event(_id(when, ids), _title(kind, when, where), kind, ids, when, where, joins)


def _id(when: Moment | None, mentions: Sequence[str]) -> str:
    """The day and a digest of the mentions: sorted by id, events are in the order of time."""
    day = when.first.isoformat().replace("-", "") if when is not None else UNDATED
    return f"{day}-{hashlib.sha256(chr(31).join(('event', *mentions)).encode()).hexdigest()[:12]}"


def _join(left: Telling, right: Telling, score: Score, spelling: _Spelling) -> Join:
    """A join with its reasons in the words of the left telling's document."""
    rarity = spelling.rarity
    words = {word for reason in score.reasons for word in rarity.rarest(reason.words)}
    spelled = spellings(spelling.documents[left.document], left, words)
    reasons = tuple(r.told(rarity, spelled) for r in score.reasons)
    return Join(left.id, right.id, round(score.value, 2), reasons)


def _type(mentions: Sequence[EventMention]) -> str:
    """The commonest type; one that says how ("attack.airstrike") before one that does not.

    Where half as many, in two documents or more, say that it was done otherwise (a shell, not a
    raid), it is an attack: how is for the accounts to tell.
    """
    counts: Counter[str] = Counter()
    for mention in mentions:
        # What people were hurt by names the event better than what stands beside it.
        counts[mention.type] += 3 if any(f.total for f in mention.figures) else 1
    violent = {t for t in counts if families.family_of(t) in families.VIOLENT - {"attack"}}
    hurt = any(f.kind in {"killed", "wounded"} for m in mentions for f in m.figures)
    # A town that fell in fighting is a capture, though its dead are counted.
    hurt = hurt and 2 * sum(counts[t] for t in violent) >= counts.total()
    kind = min(
        counts,
        key=lambda t: (
            t in {"attack.other", "other"},
            hurt and bool(violent) and t not in violent,
            -counts[t],
            t,
        ),
    )
    rivals = [t for t in counts if 2 * counts[t] >= counts[kind] and _are_two_ways(kind, t)]
    told = {m.trigger.document for m in mentions if m.type in rivals}
    return "attack.other" if len(told) > 1 else kind


def _are_two_ways(kind: str, other: str) -> bool:
    """Whether two types are of attacks done in two ways."""
    ways = {families.family_of(kind), families.family_of(other)}
    return len(ways) == 2 and ways <= {"air", "shelling", "bombing", "shooting"}


def _when(mentions: Sequence[EventMention]) -> Moment | None:
    """The moment that most mentions give; the narrowest among equals."""
    moments = [m.when for m in mentions if m.when is not None]
    if not moments:
        return None
    counts = Counter((w.first, w.last) for w in moments)
    return min(
        moments,
        key=lambda w: (_NARROWEST.get(w.precision, 5), -counts[w.first, w.last], w.first, w.span),
    )


def _where(mentions: Sequence[EventMention]) -> Place | None:
    """The place that most mentions give; narrow ones before regions, certain ones first."""
    every = [m.where for m in mentions if m.where is not None]
    places = [p for p in every if is_place(p)] or [p for p in every if p.precision == "country"]
    if not places:
        return None
    counts = Counter(place_key(p.name) for p in places)
    return min(
        places,
        key=lambda p: (
            p.precision in {"region", "country"},
            -counts[place_key(p.name)],
            p.lat is None,
            _rank(p),
            p.span,
        ),
    )


def _rank(place: Place) -> int:
    return _PRECISION.index(place.precision) if place.precision in _PRECISION else 3


def _title(kind: str, when: Moment | None, where: Place | None) -> str:
    family = families.family_of(kind)
    title = _NOUNS.get(family, family.capitalize())
    if where is not None:
        title += f" at {where.name}"
    if when is not None and when.precision == "day":
        title += f", {when.first.day} {when.first:%B %Y}"
    return title
