"""Findings on what an event's accounts rest on: one origin only, or on each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tellings.align.actors import is_unnamed
from tellings.align.families import VIOLENT, family_of
from tellings.align.names import key_of
from tellings.compare.material import Material
from tellings.compare.origins import DOCUMENT, UNKNOWN, WIRE
from tellings.compare.wording import document_words, listed, names_nobody, sentence_of
from tellings.domain.accounts import Account, Finding, FindingKind, Origin
from tellings.domain.reading import EventMention

#: Families of events whose accounts have tolls or blame that can rest on somebody.
HAPPENS = VIOLENT | {"capture", "accident", "siege", "detention"}
#: Genres in which everybody speaks, so that whose figure it is stays unsure.
_TALK = frozenset({"forum", "interview"})
#: Figures that a document must give on one source's word for that to be worth saying.
LEAST_FIGURES = 3


def find_dependence(
    accounts: Sequence[Account],
    origins: Mapping[str, Origin],
    material: Material,
) -> Iterator[Finding]:
    """single-origin and circular of one event."""
    documents = {d for a in accounts for d in a.documents}
    event = material.event_of[accounts[0].mentions[0]]
    news = [m for i in event.mentions if not (m := material.mentions[i]).background]
    if len(documents) > 1 and any(family_of(m.type) in HAPPENS for m in news):
        yield from _single(accounts, origins, documents)
        yield from _circular(accounts, documents, material)


def find_sole_sources(material: Material) -> Iterator[Finding]:
    """single-origin of one document: all its figures that have a source have the same one."""
    for document, reading in material.readings.items():
        if material.documents[document].genre in _TALK:
            continue
        told = [(f, m.voice) for m in reading.event_mentions for f in m.figures]
        told += list(reading.figures)
        named = sorted(
            ((f, v) for f, v in told if v.source and not names_nobody(v.source)),
            key=lambda t: t[0].span,
        )
        whose = {material.actor_of(document, v.source) for _, v in named}
        origin = next(iter(whose)) if len(whose) == 1 else None
        if origin is None or len({f.span for f, _ in named}) < LEAST_FIGURES:
            continue
        outlet = material.documents[document].outlet or ""
        if is_unnamed(material.actors[origin].name) or key_of(outlet) in _names(origin, material):
            continue
        if any(_is_unsure(m, material) for m in reading.event_mentions):
            continue
        spans = tuple(dict.fromkeys(f.span for f, _ in named))
        text = (
            f"In {document_words(document, material, dated=True)} all {len(spans)} figures that "
            f"have a source have the same one: {material.actors[origin].name}"
        )
        yield Finding(FindingKind.SINGLE_ORIGIN, sentence_of(text), None, (), spans)


def _is_unsure(mention: EventMention, material: Material) -> bool:
    """Whether it gives figures that somebody is cited for, without the reader knowing whom."""
    lost = mention.voice.source is None and material.is_attributed(mention)
    return bool(mention.figures) and lost


def _names(actor: str, material: Material) -> set[str]:
    known = material.actors[actor]
    return {key_of(name) for name in (known.name, *known.aliases)}


def _single(
    accounts: Sequence[Account], origins: Mapping[str, Origin], documents: set[str]
) -> Iterator[Finding]:
    """All that is known of where the accounts come from leads to one origin."""
    # An account without a toll or blame (often a bare headline) adds nothing that could rest on
    # another origin.
    telling = [a for a in accounts if _adds(a)]
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
    yield _finding(FindingKind.SINGLE_ORIGIN, text, shown, telling)


def _adds(account: Account) -> bool:
    """Whether an account has a toll of the event, or says who did it."""
    return bool(account.blames) or any(f.total for f in account.figures)


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
        apart = outlet_of[left] != outlet_of[right]
        if apart and left < right and (right, left) in cites:
            names = [document_words(d, material) for d in (left, right)]
            text = f"{listed(names)} cite each other for it"
            shown = [account, cites[right, left]]
            yield _finding(FindingKind.CIRCULAR, text, shown, shown)


def _keys(account: Account, material: Material) -> set[str]:
    """The keys of every name of a cited voice."""
    if account.actor is None:
        return {key_of(account.voice.source)} if account.voice.source else set()
    return _names(account.actor, material)


def _finding(
    kind: FindingKind, text: str, shown: Sequence[Account], accounts: Sequence[Account]
) -> Finding:
    """Passages: what rests on the origin, that is tolls and blame; without these the triggers."""
    tolls = [f.span for a in shown for f in a.figures if f.total]
    spans = tolls + [b.span for a in shown for b in a.blames]
    spans = spans or [span for a in shown for span in a.words]
    event = accounts[0].event
    ids = tuple(a.id for a in shown)
    return Finding(kind, sentence_of(text), event, ids, tuple(dict.fromkeys(spans)))
