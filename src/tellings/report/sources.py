"""Who cites whom: outlets, the sources they cite, and the sources that those cite.

The drawing has three columns. A node is as high as the claims that pass through it, a band as
wide as those between two nodes. Copied texts are arcs beside the outlets.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from tellings.domain.text import Document, Span
from tellings.report import wording
from tellings.report.shelf import Ref, Shelf, outlet_of

WIDTH: Final = 1000.0
COLUMNS: Final = (258.0, 520.0, 780.0)  # left edges of the nodes
NODE: Final = 8.0  # width of a node
MOST_NODES: Final = (22, 28, 20)
PITCH: Final = 19.0  # least height that a node takes with its name
TALL: Final = 520.0  # height that all claims of a column have together
MOST_ROWS: Final = 200
MOST_SPANS: Final = 40
NAMES: Final = (200.0, 225.0, 200.0)  # user units that a name may take in each column
UNNAMED: Final = "sources not named"


@dataclass(frozen=True, slots=True)
class Node:
    """One outlet or source. `actor` is its id where it is a known actor; `rest`: several in one."""

    column: int
    name: str
    short: str
    actor: str | None
    claims: int
    wire: bool
    rest: bool
    x: float
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Band:
    """The claims between two nodes, as a path of that width."""

    path: str
    width: float
    told: str
    deep: bool  # between sources, not from an outlet


@dataclass(frozen=True, slots=True)
class CopyArc:
    """Text of one outlet carried by another."""

    path: str
    told: str


@dataclass(frozen=True, slots=True)
class Citing:
    """Who cites a source, how often, and where."""

    name: str
    claims: int
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One source in the table: who cites it directly, and which sources it is cited through."""

    name: str
    actor: str | None
    what: str
    claims: int
    documents: int
    outlets: tuple[Citing, ...]
    through: tuple[Citing, ...]


@dataclass(frozen=True, slots=True)
class Copied:
    """A document that carries text of another."""

    document: Ref
    outlet: str
    of: Ref
    of_outlet: str
    share: str


@dataclass(frozen=True, slots=True)
class SourcesView:
    """The network as drawn, and the same as a table."""

    height: float
    nodes: tuple[Node, ...]
    bands: tuple[Band, ...]
    arcs: tuple[CopyArc, ...]
    rows: tuple[SourceRow, ...]
    total: int
    copies: tuple[Copied, ...]


@dataclass(frozen=True, slots=True)
class _Link:
    """One claim seen as one step: who cites whom. Column 0 is an outlet."""

    column: int
    left: str
    right: str
    document: Document
    span: Span


def sources(shelf: Shelf) -> SourcesView:
    """The network of citations over all documents."""
    named = _Names(shelf)
    links = list(_links(shelf, named))
    rows = _rows(links, named)
    nodes, bands = _draw(links, named)
    places = {node.name: node for node in nodes if node.column == 0 and not node.rest}
    copies = _copies(shelf)
    return SourcesView(
        height=round(max((n.y + max(n.height, PITCH) for n in nodes), default=0.0) + 12, 1),
        nodes=nodes,
        bands=bands,
        arcs=_arcs(copies, places),
        rows=rows[:MOST_ROWS],
        total=len(rows),
        copies=copies,
    )


class _Names:
    """What sources go by across documents: actors by name, and which of them are wires."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self.actor: dict[str, str] = {}
        self.kind = {o.name: o.kind for o in shelf.view.origins if o.known}

    def of(self, name: str | None, document: str) -> str:
        if name is None:
            return UNNAMED
        actor = self._shelf.actor(name, document)
        if actor is None:
            return name
        self.actor[actor.name] = actor.id
        return actor.name

    def what(self, name: str) -> str:
        kind = self.kind.get(name)
        return wording.ORIGINS.get(kind, "") if kind else ""

    def wire(self, name: str) -> bool:
        return self.kind.get(name) == "wire"


def _links(shelf: Shelf, named: _Names) -> Iterable[_Link]:
    for seen, claim in shelf.claims():
        document = seen.document
        if not claim.content:
            continue
        chain = [named.of(source.name, document.id) for source in claim.sources] or [UNNAMED]
        if claim.inside is None or len(chain) == 1:
            yield _Link(0, outlet_of(document), chain[0], document, claim.content[0])
        for left, right in pairwise(chain):
            if left != right:
                yield _Link(1, left, right, document, claim.content[0])


def _rows(links: Sequence[_Link], named: _Names) -> tuple[SourceRow, ...]:
    to: dict[str, list[_Link]] = defaultdict(list)
    for link in links:
        to[link.right].append(link)
    rows = [
        SourceRow(
            name=name,
            actor=named.actor.get(name),
            what=named.what(name),
            claims=len(own),
            documents=len({link.document.id for link in own}),
            outlets=_citing(link for link in own if link.column == 0),
            through=_citing(link for link in own if link.column == 1),
        )
        for name, own in to.items()
    ]
    return tuple(sorted(rows, key=lambda r: (r.name == UNNAMED, -r.claims, r.name)))


def _citing(links: Iterable[_Link]) -> tuple[Citing, ...]:
    spans: dict[str, list[Span]] = defaultdict(list)
    for link in links:
        spans[link.left].append(link.span)
    ranked = sorted(spans.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return tuple(Citing(name, len(own), tuple(own[:MOST_SPANS])) for name, own in ranked)


def _draw(links: Sequence[_Link], named: _Names) -> tuple[tuple[Node, ...], tuple[Band, ...]]:
    flows = _flows(links)
    first, second, third = _columns(flows, named)
    third = _beside(third, {node.name: node for node in second}, flows)
    placed = {(node.column, node.name): node for node in (*first, *second, *third)}
    return tuple(placed.values()), _bands(flows, placed)


def _flows(links: Sequence[_Link]) -> dict[tuple[int, str, str], int]:
    """Claims by (column, left, right), with all but the busiest names of a column as one."""
    first = Counter(link.left for link in links if link.column == 0)
    second = Counter(link.right for link in links if link.column == 0)
    second.update(link.left for link in links if link.column == 1)
    third = Counter(link.right for link in links if link.column == 1)
    kept = [_busiest(c, most) for c, most in zip((first, second, third), MOST_NODES, strict=True)]
    rest = [
        wording.plural(len(count) - len(keep), word)
        for count, keep, word in zip(
            (first, second, third), kept, ("further outlet", "further source", "further source"),
            strict=True,
        )
    ]  # fmt: skip
    flows: Counter[tuple[int, str, str]] = Counter()
    for link in links:
        n = link.column
        left = link.left if link.left in kept[n] else rest[n]
        right = link.right if link.right in kept[n + 1] else rest[n + 1]
        flows[n, left, right] += 1
    return dict(flows)


def _busiest(count: Mapping[str, int], most: int) -> set[str]:
    ranked = sorted(count, key=lambda name: (-count[name], name))
    return set(ranked if len(ranked) <= most + 1 else ranked[:most])


def _columns(flows: Mapping[tuple[int, str, str], int], named: _Names) -> Iterable[list[Node]]:
    passing: list[Counter[str]] = [Counter(), Counter(), Counter()]
    outgoing: Counter[str] = Counter()
    for (column, left, right), claims in flows.items():
        if column == 0:
            passing[0][left] += claims
        else:
            outgoing[left] += claims
        passing[column + 1][right] += claims
    for name, claims in outgoing.items():
        passing[1][name] = max(passing[1][name], claims)
    unit = TALL / max(*(sum(count.values()) for count in passing), 1)
    for column, count in enumerate(passing):
        yield _column(column, count, unit, named)


def _column(column: int, count: Mapping[str, int], unit: float, named: _Names) -> list[Node]:
    ranked = sorted(count, key=lambda name: (_is_rest(name), -count[name], name))
    nodes, y = [], 28.0
    for name in ranked:
        height = max(count[name] * unit, 3.0)
        room = max(height, PITCH - 5)
        nodes.append(
            Node(
                column=column,
                name=name,
                short=_fitting(name, NAMES[column]),
                actor=named.actor.get(name),
                claims=count[name],
                wire=named.wire(name),
                rest=_is_rest(name),
                x=COLUMNS[column],
                y=round(y + (room - height) / 2, 1),
                height=round(height, 1),
            )
        )
        y += room + 5
    return nodes


def _beside(
    third: Sequence[Node], second: Mapping[str, Node], flows: Mapping[tuple[int, str, str], int]
) -> list[Node]:
    """The last column, each node near those that cite it, none on another."""
    wanted = {
        node.name: [
            second[left].y + second[left].height / 2
            for column, left, right in flows
            if column == 1 and right == node.name
        ]
        for node in third
    }
    middle = {name: sum(ys) / len(ys) for name, ys in wanted.items()}
    placed, free = [], 28.0
    for node in sorted(third, key=lambda n: (middle[n.name], n.name)):
        room = max(node.height, PITCH - 5)
        y = max(free, middle[node.name] - node.height / 2)
        placed.append(replace(node, y=round(y, 1)))
        free = y + room + 5
    return placed


def _fitting(name: str, room: float) -> str:
    """As much of a name as has room; capitals and non-Latin letters are wide."""
    for at, letter in enumerate(name):
        room -= 9.3 if letter.isupper() or letter > "\u024f" else 6.9
        if room < 0:
            return name[: max(at - 1, 1)].rstrip() + "…"
    return name


def _is_rest(name: str) -> bool:
    words = name.split(" ")
    return len(words) == 3 and words[1] == "further" and words[0].replace(",", "").isdecimal()


def _bands(
    flows: Mapping[tuple[int, str, str], int], placed: Mapping[tuple[int, str], Node]
) -> tuple[Band, ...]:
    """Bands that leave and reach each node below one another, in the order of the other ends."""

    def order(pair: tuple[tuple[int, str, str], int]) -> tuple[float, float]:
        (column, left, right), _ = pair
        return placed[column, left].y, placed[column + 1, right].y

    out: dict[tuple[int, str], float] = defaultdict(float)
    into: dict[tuple[int, str], float] = defaultdict(float)
    bands = []
    for (column, left, right), claims in sorted(flows.items(), key=order):
        start, end = placed[column, left], placed[column + 1, right]
        wide, narrow = claims * start.height / start.claims, claims * end.height / end.claims
        width = min(wide, narrow)
        y1 = start.y + out[column, left] + wide / 2
        y2 = end.y + into[column + 1, right] + narrow / 2
        out[column, left] += wide
        into[column + 1, right] += narrow
        x1, x2 = start.x + NODE, end.x
        path = f"M{x1:g} {y1:.1f}C{x1 + 110:g} {y1:.1f} {x2 - 110:g} {y2:.1f} {x2:g} {y2:.1f}"
        told = f"{left} cites {right}: {wording.plural(claims, 'claim')}"
        bands.append(Band(path, round(max(width, 1.0), 1), told, deep=column == 1))
    return tuple(bands)


def _copies(shelf: Shelf) -> tuple[Copied, ...]:
    return tuple(
        Copied(
            document=shelf.ref(seen.document),
            outlet=outlet_of(seen.document),
            of=shelf.ref(shelf.document(copy.of)),
            of_outlet=outlet_of(shelf.document(copy.of)),
            share=f"{copy.share:.0%}",
        )
        for seen in shelf.view.documents
        for copy in seen.copies
    )


def _arcs(copies: Sequence[Copied], places: Mapping[str, Node]) -> tuple[CopyArc, ...]:
    count = Counter((c.outlet, c.of_outlet) for c in copies if c.outlet != c.of_outlet)
    arcs = []
    for (outlet, of), documents in sorted(count.items()):
        if outlet in places and of in places:
            (y1, y2) = (places[name].y + places[name].height / 2 for name in (of, outlet))
            x = COLUMNS[0] - 3
            path = f"M{x:g} {y1:.1f}C{x - 40:g} {y1:.1f} {x - 40:g} {y2:.1f} {x:g} {y2:.1f}"
            carries = wording.plural(documents, "document")
            arcs.append(CopyArc(path, f"{outlet} carries text of {of} in {carries}"))
    return tuple(arcs)
