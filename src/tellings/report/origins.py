"""The tree of an event's origins: what its accounts rest on, down to the documents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tellings.domain.accounts import Origin
from tellings.domain.reading import EventMention
from tellings.domain.text import Document
from tellings.dossier.views import AccountView, EventView
from tellings.report import wording
from tellings.report.shelf import Ref, Shelf, outlet_of


@dataclass(frozen=True, slots=True)
class Carrier:
    """A document that carries an account: through which sources, and copied from which."""

    document: Ref
    outlet: str
    chain: tuple[str, ...]  # outermost first; only where a source cites another
    copy_of: Ref | None = None
    share: str = ""  # how much of the document is copied


@dataclass(frozen=True, slots=True)
class Stem:
    """One account that rests on an origin."""

    voice: str
    carriers: tuple[Carrier, ...]


@dataclass(frozen=True, slots=True)
class Root:
    """One origin with the accounts that rest on it. `known`: counted as independent."""

    name: str
    kind: str
    known: bool
    stems: tuple[Stem, ...]


def origin_tree(event: EventView, shelf: Shelf) -> tuple[Root, ...]:
    """The origins of an event: known ones first, then by how many documents they carry."""
    mentions = {m.id: m for m in event.mentions}
    resting: dict[str, list[AccountView]] = {}
    origins: dict[str, Origin] = {}
    for account in event.accounts:
        origins[account.origin.id] = account.origin
        resting.setdefault(account.origin.id, []).append(account)
    here = {document.id for document in event.documents}
    roots = [
        Root(
            name=origin.name,
            kind=wording.ORIGINS.get(origin.kind, origin.kind),
            known=origin.known,
            stems=tuple(_stem(a, mentions, here, shelf) for a in resting[origin.id]),
        )
        for origin in origins.values()
    ]
    return tuple(sorted(roots, key=lambda r: (not r.known, -_carried(r), r.name)))


def voice_name(account: AccountView) -> str:
    """Whose account it is: the source that is cited, or the outlets that speak themselves."""
    source = account.account.voice.source
    return source or " / ".join(dict.fromkeys(outlet_of(d) for d in account.documents))


def _carried(root: Root) -> int:
    return sum(len(stem.carriers) for stem in root.stems)


def _stem(
    account: AccountView, mentions: dict[str, EventMention], here: set[str], shelf: Shelf
) -> Stem:
    own = [mentions[m] for m in account.account.mentions if m in mentions]
    carriers = tuple(_carrier(d, own, here, shelf) for d in account.documents)
    return Stem(voice_name(account), carriers)


def _carrier(
    document: Document, mentions: Iterable[EventMention], here: set[str], shelf: Shelf
) -> Carrier:
    claims = (
        shelf.claim.get(m.voice.claim)
        for m in mentions
        if m.voice.claim and m.trigger.document == document.id
    )
    chains = (c.sources for c in claims if c and len(c.sources) > 1)
    chain = tuple(wording.source(s) for s in next(chains, ()))
    copies = (c for c in shelf.documents[document.id].copies if c.of in here)
    copy = next(copies, None)
    return Carrier(
        document=shelf.ref(document),
        outlet=document.outlet or "",
        chain=chain,
        copy_of=shelf.ref(shelf.document(copy.of)) if copy else None,
        share=f"{copy.share:.0%}" if copy else "",
    )
