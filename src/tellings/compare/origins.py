"""Where accounts come from in the end.

A named voice is its own origin, however many papers cite it. What a document says in its own voice
comes from the wire it credits, from the document it copies, or from its outlet where that outlet
is a body that others cite. Where none of these is known the origin is `unknown`: it may or may not
be independent of the others, and is not counted as independent.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tellings.align.actors import is_unnamed
from tellings.align.names import key_of
from tellings.compare.wording import listed
from tellings.domain.accounts import UNKNOWN_ORIGIN, Account, Alignment, Copy, Origin
from tellings.domain.reading import EventMention
from tellings.domain.text import Document, Span

#: The share of a document from which it counts as a copy as a whole.
COPY_SHARE = 0.5
#: Days between a document and its copy; text reused later is background, not the same report.
COPY_DAYS = 5
#: Genres in which a document speaks for itself.
_OWN_WORD = frozenset({"interview", "statement", "announcement", "editorial", "forum", "bulletin"})

#: How the name of a text begins of which nobody knows which of its outlets had it first.
SHARED = "a text that"
SOURCE, WIRE, DOCUMENT, UNKNOWN = "source", "wire", "document", UNKNOWN_ORIGIN


@dataclass(frozen=True, slots=True)
class Roots:
    """What each document's own voice rests on, by document id."""

    family: Mapping[str, str]  # document -> the document it copies as a whole, or itself
    origin: Mapping[str, Origin]
    passages: Mapping[str, tuple[tuple[Span, str], ...]]  # copied passage and whose it is


def find_roots(
    documents: Sequence[Document], copies: Sequence[Copy], alignment: Alignment, cited: set[str]
) -> Roots:
    """The origin of every document's own voice; `cited` are ids of actors cited anywhere."""
    by_id = {d.id: d for d in documents}
    near = [c for c in copies if _same_days(by_id[c.document], by_id[c.of])]
    family = _families(documents, [c for c in near if c.share >= COPY_SHARE])
    members: dict[str, list[Document]] = defaultdict(list)
    for document in sorted(documents, key=lambda d: d.id):
        members[family[document.id]].append(document)
    actors = {key_of(n): a.id for a in alignment.actors for n in (a.name, *a.aliases)}
    origin = {}
    for root, group in members.items():
        found = _origin_of(by_id[root], group, actors, cited)
        origin.update(dict.fromkeys((d.id for d in group), found))
    passages: dict[str, list[tuple[Span, str]]] = defaultdict(list)
    for copy in near:
        if family[copy.document] != family[copy.of] and _is_first(by_id[copy.of], copy, by_id):
            passages[copy.document] += [(mine, copy.of) for mine, _ in copy.passages]
    return Roots(family, origin, {k: tuple(v) for k, v in passages.items()})


def _same_days(left: Document, right: Document) -> bool:
    if left.published is None or right.published is None:
        return True
    return abs((left.published - right.published).days) <= COPY_DAYS


def _first(document: Document) -> tuple[bool, str, str]:
    """Sorts the document that others copy to the front: earliest, then by id."""
    day = document.published.isoformat() if document.published else ""
    return (not day, day, document.id)


def _is_first(of: Document, copy: Copy, by_id: Mapping[str, Document]) -> bool:
    return _first(of) < _first(by_id[copy.document])


def _families(documents: Sequence[Document], copies: Sequence[Copy]) -> dict[str, str]:
    by_id = {d.id: d for d in documents}
    root = {d.id: d.id for d in documents}

    def find(key: str) -> str:
        while root[key] != key:
            root[key] = root[root[key]]
            key = root[key]
        return key

    for copy in copies:
        ends = (find(copy.document), find(copy.of))
        first, second = sorted(ends, key=lambda i: _first(by_id[i]))
        root[second] = first
    return {d.id: find(d.id) for d in documents}


def _origin_of(
    root: Document, group: Sequence[Document], actors: Mapping[str, str], cited: set[str]
) -> Origin:
    ids = tuple(d.id for d in group)
    wire = next((w for d in group if (w := d.provenance.get("wire"))), None)
    if wire:
        return make_origin(WIRE, wire, actors.get(key_of(wire), key_of(wire)), ids)
    if (outlets := _outlets(group)) and not _is_sole_first(root, group):
        return make_origin(DOCUMENT, f"{SHARED} {listed(outlets)} share", root.id, ids)
    speaker = actors.get(key_of(root.outlet or "")) or actors.get(key_of(root.author or ""))
    if speaker in cited and speaker is not None:
        return make_origin(SOURCE, root.outlet or root.author or "", speaker, ids)
    name = root.outlet or root.title or root.path
    if len(group) > 1 or root.genre in _OWN_WORD:
        return make_origin(DOCUMENT, name, root.id, ids)
    return make_origin(UNKNOWN, f"not stated by {name}", root.id, ids)


def _outlets(group: Sequence[Document]) -> list[str]:
    """The outlets that carry one text, where they are several."""
    names = sorted({d.outlet for d in group if d.outlet})
    return names if len(names) > 1 else []


def _is_sole_first(root: Document, group: Sequence[Document]) -> bool:
    """Whether no other outlet has the text of the same day, so that the root's may be the first."""
    day = root.published
    return day is not None and not any(
        d.published in {None, day} and d.outlet != root.outlet for d in group
    )


def make_origin(kind: str, name: str, key: str, documents: tuple[str, ...]) -> Origin:
    """An origin whose id is made of its key; a wire that is also cited stays one origin."""
    scope = "voice" if kind in {SOURCE, WIRE} else kind
    digest = hashlib.sha256(f"origin\x1f{scope}\x1f{key}".encode()).hexdigest()[:16]
    return Origin(digest, name, kind, tuple(sorted(documents)))


def origin_of_voice(name: str, actor: str | None, documents: tuple[str, ...]) -> Origin:
    """The origin of a cited voice: itself; of unknown standing where nobody is named."""
    if actor is None or is_unnamed(name):
        return make_origin(UNKNOWN, name, actor or key_of(name), documents)
    return make_origin(SOURCE, name, actor, documents)


def origin_of_own_voice(document: str, mentions: Sequence[EventMention], roots: Roots) -> Origin:
    """The origin of what a document says itself: of the copied passages, where it says it there."""
    theirs: dict[str, int] = defaultdict(int)
    for mention in mentions:
        for span, of in roots.passages.get(document, ()):
            if span.overlap(mention.sentence) * 2 > len(mention.sentence):
                theirs[of] += 1
    if theirs:
        of = min(theirs, key=lambda k: (-theirs[k], k))
        if theirs[of] * 2 > len(mentions):
            return roots.origin[of]
    return roots.origin[document]


def merge_origins(used: Sequence[Origin], accounts: Sequence[Account]) -> tuple[Origin, ...]:
    """One origin for each id, with all the documents that carry an account of it."""
    carried: dict[str, set[str]] = defaultdict(set)
    for account in accounts:
        carried[account.origin].update(account.documents)
    by_id: dict[str, Origin] = {}
    for origin in sorted(used, key=lambda o: (o.id, o.kind, -len(o.name), o.name)):
        by_id.setdefault(origin.id, origin)
    return tuple(replace(by_id[i], documents=tuple(sorted(carried[i]))) for i in sorted(carried))
