"""Who says what of an event: event mentions grouped by voice."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tellings.align.actors import fullest, without_lost_apostrophe
from tellings.align.known import known_actors
from tellings.align.names import core_of, is_acronym, key_of, words_of
from tellings.compare.material import Material
from tellings.compare.origins import Roots, origin_of_own_voice, origin_of_voice
from tellings.compare.parts import is_part
from tellings.compare.tolls import only_wholes, only_wholes_of_all
from tellings.domain.accounts import Account, Event, Origin
from tellings.domain.reading import Blame, EventMention, Figure, Label, Qualifier, Voice
from tellings.domain.text import Span

#: (is it a document's own voice, document or actor id)
_Key = tuple[bool, str]


def build_accounts(event: Event, material: Material, roots: Roots) -> list[tuple[Account, Origin]]:
    """The accounts of an event with their origins: cited voices first, the widest cited first."""
    told: dict[_Key, list[EventMention]] = defaultdict(list)
    mentions = [material.mentions[i] for i in event.mentions if i in material.mentions]
    for mention in sorted(mentions, key=lambda m: (m.trigger, m.id)):
        told[_key(mention, material, roots)].append(mention)
    cited = [f for key, ms in told.items() if not key[0] for m in ms for f in m.figures]
    found = [
        _account(event, key, ms, cited if key[0] else [], material, roots)
        for key, ms in told.items()
    ]
    found = list(zip(only_wholes_of_all([a for a, _ in found]), (o for _, o in found), strict=True))
    return sorted(
        found,
        key=lambda f: (
            f[0].voice.source is None,
            -len(f[0].documents),
            f[0].voice.source or "",
            f[0].id,
        ),
    )


def _key(mention: EventMention, material: Material, roots: Roots) -> _Key:
    document = mention.trigger.document
    if mention.voice.source is None:
        return True, roots.family[document]
    actor = material.actor_of(document, mention.voice.source)
    return False, actor or f"{document}:{mention.voice.source}"


def _account(
    event: Event,
    key: _Key,
    mentions: Sequence[EventMention],
    cited: Sequence[Figure],
    material: Material,
    roots: Roots,
) -> tuple[Account, Origin]:
    own, who = key
    documents = tuple(sorted({m.trigger.document for m in mentions}))
    names = sorted({m.voice.source for m in mentions if m.voice.source})
    actor = who if who in material.actors and not own else None
    if own:
        first = who if who in documents else documents[0]
        origin = origin_of_own_voice(
            first, [m for m in mentions if m.trigger.document == first], roots
        )
    else:
        origin = origin_of_voice(fullest(_known_first(names, actor, material)), actor, documents)
    account = Account(
        id=hashlib.sha256("\x1f".join(("account", event.id, str(own), who)).encode()).hexdigest()[
            :16
        ],
        event=event.id,
        voice=_voice(_known_first(names, actor, material), mentions),
        actor=actor,
        origin=origin.id,
        documents=documents,
        mentions=tuple(sorted(m.id for m in mentions)),
        figures=_figures(mentions, cited, material),
        blames=_blames(mentions, material),
        labels=_labels(own, who, mentions, material),
        words=_words(mentions, material),
        denies=any(m.denies for m in mentions),
    )
    return account, origin


def _known_first(names: Sequence[str], actor: str | None, material: Material) -> Sequence[str]:
    """The one name by which a body is known, where it is: "Dravik the …" is a slip of reading."""
    known = material.actors[actor].name if actor else None
    return [known] if known and names and key_of(known) in known_actors() else names


def _voice(names: Sequence[str], mentions: Sequence[EventMention]) -> Voice:
    """The fullest name, with those names in parentheses that do not show in it."""
    if not names:
        return Voice()
    names = sorted({without_lost_apostrophe(core_of(n)) for n in names})
    full = fullest(names)
    shown = set(words_of(full))
    others = [n for n in names if not shown & set(words_of(n)) and (is_acronym(n) or shown)]
    extra = f" ({', '.join(others[:2])})" if others and "(" not in full else ""
    claims = sorted({m.voice.claim for m in mentions if m.voice.claim})
    persons = sorted({m.voice.person for m in mentions if m.voice.person})
    return Voice(
        full + extra, claims[0] if len(claims) == 1 else None, fullest(persons) if persons else None
    )


def _figures(
    mentions: Sequence[EventMention], cited: Sequence[Figure], material: Material
) -> tuple[Figure, ...]:
    """Each figure once a document; without what a headline only shortens.

    A headline has no room for sources and qualifiers: "31 dead" over "at least 31 people were
    killed, the monitor said" is the monitor's figure, told once. A toll that the document says
    was revised is no longer what the voice says: the finding figures-revised shows it.
    """
    every = sorted(
        (f for m in mentions for f in m.figures if not f.superseded),
        key=lambda f: (f.span, f.kind),
    )
    body = [f for f in every if not material.in_headline(f.span)]
    kept: dict[tuple[object, ...], Figure] = {}
    for figure in every:
        if material.in_headline(figure.span) and _is_told(figure, [*body, *cited]):
            continue
        same = (
            figure.span.document,
            figure.kind,
            figure.low,
            figure.high,
            figure.qualifier is Qualifier.VAGUE and figure.of,
        )
        if same not in kept or (figure.total and not kept[same].total):
            kept[same] = figure
    told = [replace(f, total=f.total and not is_part(f, material)) for f in kept.values()]
    return tuple(only_wholes(told))


def _is_told(headline: Figure, figures: Iterable[Figure]) -> bool:
    """Whether the body says what a headline's figure shortens."""
    numbers = {headline.low, headline.high} - {None}
    return any(
        f.span.document == headline.span.document
        and f.kind == headline.kind
        and f.span != headline.span
        and (bool(numbers & _numbers(f)) or not numbers)
        for f in figures
    )


def _numbers(figure: Figure) -> set[float | None]:
    """The numbers that a headline may make of a figure: "more than 30" (31 up) is called 30."""
    low = figure.low
    less = low - 1 if low is not None and figure.qualifier is Qualifier.MORE_THAN else None
    return {figure.low, figure.high, less} - {None}


def _blames(mentions: Sequence[EventMention], material: Material) -> tuple[Blame, ...]:
    """Each blame once a document; the passage is the first that says so."""
    kept: dict[tuple[str, ...], Blame] = {}
    for blame in sorted((b for m in mentions for b in m.blames), key=lambda b: (b.span, b.actor)):
        document = blame.span.document
        if not material.is_party(document, blame.actor):
            continue
        actor = material.alignment.actor_of.get((document, blame.actor), blame.actor)
        kept.setdefault((document, actor, blame.certainty.value), blame)
    return tuple(kept.values())


def _labels(
    own: bool, who: str, mentions: Sequence[EventMention], material: Material
) -> tuple[Label, ...]:
    """The labels that this voice uses in the sentences that tell of the event."""
    sentences = {m.sentence for m in mentions}
    found = []
    for document in sorted({m.trigger.document for m in mentions}):
        for label in material.readings[document].labels:
            source = label.voice.source
            mine = source is None if own else material.actor_of(document, source) == who
            if mine and any(s.holds(label.span) for s in sentences):
                found.append(label)
    return tuple(sorted(found, key=lambda x: (x.span, x.text)))


def _words(mentions: Sequence[EventMention], material: Material) -> tuple[Span, ...]:
    """The triggers, each wording once a document."""
    kept: dict[tuple[str, str], Span] = {}
    for mention in mentions:
        span = mention.trigger
        kept.setdefault((span.document, material.quote(span).casefold()), span)
    return tuple(kept.values())
