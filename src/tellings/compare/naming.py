"""Findings on words: one event or one actor that documents name in words of opposed colour.

The groups below hold words that can be used for one and the same thing and that carry different
judgements. A finding quotes the words; it does not say which fits.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from tellings.compare.material import Material
from tellings.compare.wording import document_words, listed, voice_words
from tellings.domain.accounts import Account, Finding, FindingKind
from tellings.domain.reading import EventMention, Label, Polarity
from tellings.domain.text import Span

#: topic -> (colour -> words that show it). The topic stands in the sentence.
_COLOURS: Mapping[str, Mapping[str, str]] = {
    "the change of hands": {
        "freeing": r"liberat\w*|freed|free(?:s|ing)?\b",
        "losing": r"fell|fall(?:s|en|ing)?|loss of",
        "taking": r"captur\w*|recaptur\w*|seiz\w*|retak\w*|retook|overran|overrun|took control",
        "occupying": r"occup\w*|invad\w*|invasion",
    },
    "the violence": {
        "crime": r"massacr\w*|slaughter\w*|genocid\w*|carnage|atrocit\w*|murder\w*|terror\w*",
        "action": r"operations?|campaign",
        "answer": r"retaliat\w*|respon[ds]\w*|repel\w*|repuls\w*|defen[cds]\w*|foil\w*",
    },
    "the dead": {
        "honour": r"martyr\w*",
        "scorn": r"neutrali[sz]\w*|eliminat\w*|liquidat\w*|exterminat\w*",
    },
}
#: Words for people who bear arms or govern; the first two colours of each are opposed.
_PEOPLE = {
    "terrorists": r"terrorists?|terrorist (?:gangs?|groups?)|mercenar\w+|takfiri\w*|gangs",
    "rebels": r"rebels?|opposition fighters|revolutionar\w+|insurgents?|freedom fighters",
}


def compare_naming(accounts: Sequence[Account], material: Material) -> Iterator[Finding]:
    """naming-differs of one event: words for it, and words for those in it."""
    for topic, colours in _COLOURS.items():
        used = _by_colour(colours, _triggers(accounts), material)
        if finding := _differs(topic, used, accounts, material):
            yield finding
    people = [(a, m.sentence) for a in accounts for m in _mentions(a, material)]
    if finding := _differs(
        "the armed people", _by_colour(_PEOPLE, people, material), accounts, material
    ):
        yield finding


def _triggers(accounts: Sequence[Account]) -> list[tuple[Account, Span]]:
    return [(a, span) for a in accounts for span in a.words]


def _mentions(account: Account, material: Material) -> list[EventMention]:
    return [material.mentions[i] for i in account.mentions]


def _by_colour(
    colours: Mapping[str, str], spans: Sequence[tuple[Account, Span]], material: Material
) -> dict[str, list[tuple[Account, Span]]]:
    """For each colour the places where it is used, once an account."""
    found: dict[str, dict[str, tuple[Account, Span]]] = defaultdict(dict)
    for colour, words in colours.items():
        pattern = re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
        for account, span in spans:
            text = material.documents[span.document].quote(span)
            if match := pattern.search(text):
                where = Span(span.document, span.start + match.start(), span.start + match.end())
                found[colour].setdefault(account.id, (account, where))
    return {colour: list(places.values()) for colour, places in found.items()}


def _differs(
    topic: str,
    used: Mapping[str, Sequence[tuple[Account, Span]]],
    accounts: Sequence[Account],
    material: Material,
) -> Finding | None:
    """Two colours, used by accounts in different documents."""
    if len(used) < 2 or len({s.document for places in used.values() for _, s in places}) < 2:
        return None
    sole = {a.id for places in used.values() for a, _ in places}
    if len(sole) < 2:
        return None
    shown = [place for colour in used for place in used[colour][:2]]
    words = [f"{voice_words(a, material)} “{material.quote(s)}”" for a, s in shown]
    text = f"The words for {topic} differ: {listed(words)}."
    return Finding(
        FindingKind.NAMING_DIFFERS,
        text,
        accounts[0].event,
        tuple(dict.fromkeys(a.id for a, _ in shown)),
        tuple(dict.fromkeys(s for _, s in shown)),
    )


def compare_labels(material: Material) -> Iterator[Finding]:
    """naming-differs of no single event: one actor named with praise here and blame there."""
    by_actor: dict[str, list[Label]] = defaultdict(list)
    for document in material.documents:
        reading = material.readings.get(document)
        for label in reading.labels if reading else ():
            if actor := material.alignment.actor_of.get((document, label.actor or "")):
                by_actor[actor].append(label)
    for actor, labels in sorted(by_actor.items()):
        shown = _opposed(labels)
        if shown:
            said = [
                f"{label.voice.source or document_words(label.span.document, material)} "
                f"“{material.quote(label.span)}”"
                for label in shown
            ]
            text = f"{material.actors[actor].name} is named in opposed words: {listed(said)}."
            spans = tuple(label.span for label in shown)
            yield Finding(FindingKind.NAMING_DIFFERS, text, None, (), spans)


def _opposed(labels: Sequence[Label]) -> list[Label]:
    """Up to two labels of each polarity where documents differ in polarity; else nothing."""
    groups = [
        [x for x in labels if x.polarity is p]
        for p in (Polarity.POSITIVE, Polarity.NEGATIVE, Polarity.NEUTRAL)
    ]
    filled = [_one_a_document(g) for g in groups if g]
    if len(filled) < 2 or not groups[1]:
        return []
    documents = {x.span.document for g in filled for x in g}
    return [x for g in filled for x in g[:2]] if len(documents) > 1 else []


def _one_a_document(labels: Sequence[Label]) -> list[Label]:
    kept: dict[tuple[str, str | None], Label] = {}
    for label in sorted(labels, key=lambda x: x.span):
        kept.setdefault((label.span.document, label.voice.source), label)
    return list(kept.values())
