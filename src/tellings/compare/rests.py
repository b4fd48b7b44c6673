"""Findings on what an event's accounts rest on: one origin only, or on each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tellings.align.names import key_of
from tellings.compare.material import Material
from tellings.compare.origins import DOCUMENT, UNKNOWN, WIRE
from tellings.compare.wording import document_words, listed
from tellings.domain.accounts import Account, Finding, FindingKind, Origin


def find_dependence(
    accounts: Sequence[Account],
    origins: Mapping[str, Origin],
    material: Material,
) -> Iterator[Finding]:
    """single-origin and circular of one event."""
    documents = {d for a in accounts for d in a.documents}
    if len(documents) > 1:
        yield from _single(accounts, origins, documents)
        yield from _circular(accounts, documents, material)


def _single(
    accounts: Sequence[Account], origins: Mapping[str, Origin], documents: set[str]
) -> Iterator[Finding]:
    """All that is known of where the accounts come from leads to one origin."""
    # An account without figures or blame (often a bare headline) adds nothing that could rest
    # on another origin; where no account has any, all count.
    telling = [a for a in accounts if a.figures or a.blames] or list(accounts)
    known = {a.origin for a in telling if origins[a.origin].kind != UNKNOWN}
    if len(known) != 1:
        return
    origin = origins[next(iter(known))]
    carried = {d for a in telling if a.origin == origin.id for d in a.documents}
    if len(carried) < 2:
        return
    unknown = {d for a in telling if origins[a.origin].kind == UNKNOWN for d in a.documents}
    text = _rest(origin, len(carried), len(documents))
    if unknown:
        text += "; for the rest of what is told no origin is known"
    shown = [a for a in telling if a.origin == origin.id]
    yield _finding(FindingKind.SINGLE_ORIGIN, text + ".", shown, telling)


def _rest(origin: Origin, carried: int, documents: int) -> str:
    what = {WIRE: f"the wire of {origin.name}", DOCUMENT: f"the text of {origin.name}"}
    name = what.get(origin.kind, origin.name)
    if carried == documents:
        every = "Both" if documents == 2 else f"All {documents}"
        return f"{every} documents that tell of it rest on one origin: {name}"
    return f"The one known origin is {name}, on which {carried} of {documents} documents rest"


def _circular(
    accounts: Sequence[Account],
    documents: set[str],
    material: Material,
) -> Iterator[Finding]:
    """Two documents cite each other's outlet."""
    outlet_of = {d: key_of(material.documents[d].outlet or "") for d in documents}
    by_outlet: dict[str, list[str]] = {}
    for document in sorted(documents):
        if outlet_of[document]:
            by_outlet.setdefault(outlet_of[document], []).append(document)
    cites: dict[tuple[str, str], Account] = {}
    for account in accounts:
        for key in _keys(account, material):
            for of in by_outlet.get(key, ()):
                cites.update({(d, of): account for d in account.documents if d != of})
    for (left, right), account in sorted(cites.items(), key=lambda c: c[0]):
        if left < right and (right, left) in cites:
            names = [document_words(d, material) for d in (left, right)]
            text = f"{listed(names)} cite each other for it."
            shown = [account, cites[right, left]]
            yield _finding(FindingKind.CIRCULAR, text, shown, shown)


def _keys(account: Account, material: Material) -> set[str]:
    """The keys of every name of a cited voice."""
    if account.actor is None:
        return {key_of(account.voice.source)} if account.voice.source else set()
    actor = material.actors[account.actor]
    return {key_of(name) for name in (actor.name, *actor.aliases)}


def _finding(
    kind: FindingKind, text: str, shown: Sequence[Account], accounts: Sequence[Account]
) -> Finding:
    spans = dict.fromkeys(span for a in shown for span in a.words)
    return Finding(kind, text, accounts[0].event, tuple(a.id for a in shown), tuple(spans))
