"""Findings on what an event's accounts rest on: one origin only, or on each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from tellings.align.actors import is_unnamed
from tellings.align.families import VIOLENT, family_of
from tellings.align.names import key_of, word_set, words_of
from tellings.compare.material import ATTRIBUTES, Material
from tellings.compare.origins import DOCUMENT, SHARED, SOURCE, UNKNOWN, WIRE
from tellings.compare.scope import may_be_one
from tellings.compare.tolls import TOLL_KINDS, is_share
from tellings.compare.wording import (
    document_words,
    listed,
    names_nobody,
    runs_together,
    sentence_of,
)
from tellings.domain.accounts import Account, Finding, FindingKind, Origin
from tellings.domain.reading import ActorKind, EventMention, Figure, Reading, Voice
from tellings.domain.text import Span

#: Families of events whose accounts have tolls or blame that can rest on somebody.
HAPPENS = VIOLENT | {"capture", "accident", "siege", "detention"}
#: Code points around a sentence in which whose number it is may be said.
NEAR = 200
#: Those who were there themselves, and whom a report cites beside the body it rests on.
_WITNESSES = re.compile(
    r"\b(?:correspondents?|photographers?|journalists?|reporters?|(?:eye)?witness(?:es)?|"
    r"residents?|survivors?)\b[^.]{0,60}\b(?:sa(?:y|ys|id|w)|told|tells?|seen|report(?:s|ed)|added)\b|"
    r"\b(?:according to|told by|seen by|cit\w+) (?:[\w-]+ ){0,4}"
    r"(?:correspondents?|photographers?|journalists?|reporters?|(?:eye)?witness(?:es)?|residents?)\b",
    re.IGNORECASE,
)
#: Words for a desk of any outlet.
_DESKS = word_set("media office department news press agency agencies and the of")
#: Genres in which everybody speaks, so that whose figure it is stays unsure.
_TALK = frozenset({"forum", "interview"})
#: Kinds of figure that count people; distances and hours rest on nobody.
PEOPLE = TOLL_KINDS | {"displaced", "evacuated", "residents", "present", "surrendered"}
#: Numbers, and passages, that a document must give on one source's word to be worth saying.
LEAST_FIGURES, LEAST_CITED = 2, 3


def find_dependence(
    accounts: Sequence[Account],
    origins: Mapping[str, Origin],
    family: Mapping[str, str],
    material: Material,
) -> Iterator[Finding]:
    """single-origin and circular of one event; `family` is the text that a document copies."""
    documents = {d for a in accounts for d in a.documents}
    event = material.event_of[accounts[0].mentions[0]]
    news = [m for i in event.mentions if not (m := material.mentions[i]).background]
    if len(documents) > 1 and any(family_of(m.type) in HAPPENS for m in news):
        yield from _single(accounts, origins, family, material)
        yield from _circular(accounts, documents, material)


def find_sole_sources(material: Material) -> Iterator[Finding]:
    """single-origin of one document: all its numbers that have a source have the same one.

    Enough of them must be numbers of people or shares of land; where these are few, the source must
    be cited for acts too.
    """
    for document, reading in material.readings.items():
        if material.documents[document].genre in _TALK:
            continue
        cited = _cited_figures(reading)
        figures = _numbers(f for f, _ in cited if f.kind in PEOPLE or is_share(f))
        whose = {material.actor_of(document, v.source) for _, v in cited}
        origin = next(iter(whose)) if len(whose) == 1 else None
        if origin is None or len(figures) < LEAST_FIGURES:
            continue
        acts = [
            s for s, v in _cited_acts(reading) if material.actor_of(document, v.source) == origin
        ]
        few = len(figures) < LEAST_CITED
        spans = tuple(sorted({*figures.values(), *(acts if few else ())}))
        outlet = material.documents[document].outlet or ""
        name = material.actors[origin].name
        if not _is_sure_name(origin, material) or key_of(outlet) in _names(origin, material):
            continue
        unsure = any(_is_unsure(m, material) for m in reading.event_mentions)
        if unsure or len(spans) < LEAST_CITED:
            continue
        every = "both" if len(figures) == LEAST_FIGURES else f"all {len(figures)}"
        text = (
            f"In {document_words(document, material, dated=True)} {every} numbers that "
            f"have a source have the same one: {name}"
        )
        yield Finding(FindingKind.SINGLE_ORIGIN, sentence_of(text), None, (), spans)


def _is_sure_name(actor: str, material: Material) -> bool:
    """Whether an origin is somebody named, and neither a whole state nor two names in one."""
    known = material.actors[actor]
    if known.kind == ActorKind.STATE.value or " and " in known.name:
        return False
    return not is_unnamed(known.name) and not runs_together(known.name)


def _cited_figures(reading: Reading) -> list[tuple[Figure, Voice]]:
    """The numbers for which somebody is cited."""
    told = [(f, m.voice) for m in reading.event_mentions for f in m.figures]
    return [(f, v) for f, v in (*told, *reading.figures) if v.source and not names_nobody(v.source)]


def _numbers(figures: Iterable[Figure]) -> dict[tuple[str, float], Span]:
    """Where each number first stands; "many" and "a commander" are none, one told twice is one."""
    found: dict[tuple[str, float], Span] = {}
    for figure in sorted(figures, key=lambda f: f.span):
        number = figure.low if figure.low is not None else figure.high
        if number is not None and number != 1:
            found.setdefault((figure.kind, number), figure.span)
    return found


def _cited_acts(reading: Reading) -> list[tuple[Span, Voice]]:
    """The acts that somebody is cited for, by their triggers."""
    return [
        (m.trigger, m.voice)
        for m in reading.event_mentions
        if family_of(m.type) in HAPPENS and m.voice.source and not m.background
    ]


def _is_unsure(mention: EventMention, material: Material) -> bool:
    """Whether it gives figures that somebody is cited for, without the reader knowing whom."""
    lost = mention.voice.source is None and material.is_attributed(mention)
    return bool(mention.figures) and lost


def _names(actor: str, material: Material) -> set[str]:
    known = material.actors[actor]
    return {key_of(name) for name in (known.name, *known.aliases)}


def _single(
    accounts: Sequence[Account],
    origins: Mapping[str, Origin],
    family: Mapping[str, str],
    material: Material,
) -> Iterator[Finding]:
    """All that is known of where the accounts come from leads to one origin."""
    documents = {d for a in accounts for d in a.documents}
    # An account without a toll or blame (often a bare headline) adds nothing that could rest on
    # another origin.
    telling = [a for a in accounts if _adds(a)]
    known = {a.origin for a in telling if origins[a.origin].kind != UNKNOWN}
    if len(known) != 1:
        return
    origin = origins[next(iter(known))]
    carried = {d for a in telling if a.origin == origin.id for d in a.documents}
    named = {a.actor for a in telling if a.origin == origin.id and a.actor}
    if len(carried) < 2 or not all(_is_sure_name(a, material) for a in named):
        return
    if carried != documents or not _are_one(telling, material):
        return
    if not _are_several(origin, carried, family, material):
        return
    if _another_speaks(accounts, origin.id, origins, material):
        return
    text = _rest(origin, len(documents))
    shown = [a for a in telling if a.origin == origin.id]
    yield _finding(FindingKind.SINGLE_ORIGIN, text, shown, telling)


def _are_one(accounts: Sequence[Account], material: Material) -> bool:
    """Whether the tolls and blame surely are of one happening: no two raids, no two days."""
    mentions = [material.mentions[i] for a in accounts for i in a.mentions]
    telling = [m for m in mentions if m.blames or any(f.total for f in m.figures)]
    return all(may_be_one(a, b, material) for a, b in combinations(telling, 2))


def _adds(account: Account) -> bool:
    """Whether an account has a toll of the event, or says who did it."""
    return bool(account.blames) or any(f.total for f in account.figures)


def _are_several(
    origin: Origin, documents: set[str], family: Mapping[str, str], material: Material
) -> bool:
    """Whether the documents are of several outlets, none of them the origin itself.

    One article that is posted twice is one document; an outlet's own press office is no wire.
    """
    outlets = {key_of(material.documents[d].outlet or d) for d in documents}
    own = set(words_of(origin.name)) - _DESKS
    if any(own & set(words_of(outlet)) for outlet in outlets if origin.kind == WIRE):
        return False
    texts = {family[d] for d in documents}
    return len(outlets) > 1 and (origin.kind != SOURCE or len(texts) > 1)


def _another_speaks(
    accounts: Sequence[Account], origin: str, origins: Mapping[str, Origin], material: Material
) -> bool:
    """Whether anybody else tells of it, or may: a witness, or words whose speaker was not found."""
    shared = origins[origin].kind == DOCUMENT  # one text, whomever it cites
    for account in accounts:
        if account.origin != origin and origins[account.origin].kind != UNKNOWN:
            return True
        if account.voice.source is not None and account.origin != origin:
            return True
        for mention in (material.mentions[i] for i in account.mentions):
            if material.in_headline(mention.trigger):
                continue
            if mention.voice.source is None and (
                material.is_attributed(mention)
                or (mention.figures and not shared and _is_told_on(mention, material))
            ):
                return True
    documents = {d for a in accounts for d in a.documents}
    return any(_WITNESSES.search(material.documents[d].text) for d in documents)


def _is_told_on(mention: EventMention, material: Material) -> bool:
    """Whether somebody is cited close by: a number may be his that the document passes on."""
    document, sentence = material.documents[mention.trigger.document], mention.sentence
    part = document.part_at(sentence.start)
    start = max(part.span.start if part else 0, sentence.start - NEAR)
    beside = document.text[start : sentence.end + NEAR]
    return ATTRIBUTES.search(beside) is not None


def _rest(origin: Origin, documents: int) -> str:
    what = {WIRE: f"the wire of {origin.name}", DOCUMENT: f"the text of {origin.name}"}
    if origin.name.startswith(SHARED):
        what[DOCUMENT] = origin.name
    every = "Both" if documents == 2 else f"All {documents}"
    name = what.get(origin.kind, origin.name)
    return f"{every} documents that tell of it rest on one origin: {name}"


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
