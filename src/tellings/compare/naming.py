"""Findings on words: one event or one actor that documents name in words of opposed colour.

The groups below hold words that can be used for one and the same thing and that carry different
judgements. A finding quotes the words; it does not say which fits.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from tellings.align.families import VIOLENT, family_of, likeness
from tellings.align.names import place_key, words_of
from tellings.compare.material import Material
from tellings.compare.scope import are_comparable
from tellings.compare.tolls import Toll
from tellings.compare.wording import document_aside, document_words, listed, sentence_of, told_by
from tellings.domain.accounts import Account, Finding, FindingKind
from tellings.domain.reading import ActorKind, EventMention, Factuality, Figure, Label, Polarity
from tellings.domain.text import Span

#: colour -> words that show it, for a place that changes hands or is about to.
_HANDS: Mapping[str, str] = {
    "freeing": r"liberat\w*|freed|freeing",
    "losing": r"fell|fall(?:s|en|ing)?|loss of",
    "taking": r"captur\w*|recaptur\w*|seiz\w*|retak\w*|retook|overran|overrun|took control",
    "occupying": r"occupied|occupies|occupation|invad\w*|invasion",
}
#: For an act of violence: only words that cannot both be neutral.
_VIOLENCE: Mapping[str, str] = {
    "crime": r"massacr\w*|slaughter\w*|genocid\w*|carnage|atrocit\w*|war crimes?",
    "action": r"(?:special |military |cleansing )?operations?|precision strikes?|"
    r"retaliat\w*|repel\w*|repuls\w*|neutrali[sz]\w*|eliminat\w*|liquidat\w*",
}
#: For the dead or those who did it: how one calls the same people.
_PEOPLE: Mapping[str, str] = {
    "terrorists": r"terrorists?|mercenar\w+|takfiri\w*|bandits?|gangs",
    "rebels": r"rebels?|opposition fighters|revolutionar\w+|freedom fighters|defenders?|fighters",
    "civilians": r"civilians?",
}
_BESIEGED = r"besieg\w*"
#: How many times greater one toll of the dead may be than another for them to be the same people.
SAME_ORDER = 1.1
#: What has not happened, or not yet.
_UNREAL = re.compile(r"\b(?:would|could|may|might|if|must|should|will|attempt\w*|try\w*)\b", re.I)
#: "Operations to liberate the town": the aim is not what became of it.
_PURPOSE = re.compile(r"\bto\s+$", re.IGNORECASE)
_ARTICLE = re.compile(r"\b(?:an?|the|in|of|this|that|its|other|some)\s+$", re.IGNORECASE)
#: A way is cut or opened; it is no place that is besieged or freed.
_WAY = re.compile(r"\b(?:road|street|highway|bridge|crossing|square)\b", re.IGNORECASE)
#: "The district falls within the zone": no change of hands.
_FALLS_IN = re.compile(r"\W*(?:with)?in(?:to)?\b|\W*under\b", re.IGNORECASE)
#: Code points between a change of hands and its place.
CLOSE = 45
#: Days within which documents can write of one change of hands.
NEAR_DAYS = 30

Place = tuple[Account, Span]


def compare_naming(accounts: Sequence[Account], material: Material) -> Iterator[Finding]:
    """naming-differs of one event: words for it, and words for the dead."""
    kind = family_of(material.event_of[accounts[0].mentions[0]].type)
    rows = [(a, m) for a in accounts for m in _asserted(a, material)]
    if kind == "capture":
        taken = [(a, m.trigger) for a, m in rows if family_of(m.type) == "capture"]
        yield from _differs("the change of hands", _by_colour(_HANDS, taken, material), material)
    if kind in VIOLENT:
        done = [(a, m.trigger) for a, m in rows if likeness(family_of(m.type), kind) >= SAME_KIND]
        yield from _differs("the violence", _by_colour(_VIOLENCE, done, material), material)
    yield from _differs(
        "the dead", _by_colour(_PEOPLE, _same_dead(accounts, material), material), material
    )


def _same_dead(accounts: Sequence[Account], material: Material) -> list[Place]:
    """The tolls of the dead that surely count the same people as one of another document.

    They are of one order: two fighters are not the 26 dead of a market.
    """
    tolls = [
        Toll(a, f, None)
        for a in accounts
        for f in a.figures
        if f.kind == "killed" and f.total and f.low is not None
    ]
    same = {
        id(toll)
        for a, b in combinations(tolls, 2)
        if a.figure.span.document != b.figure.span.document
        and _are_of_one_order(a.figure, b.figure)
        and are_comparable(a, b, material)
        for toll in (a, b)
    }
    return [(t.account, t.figure.span) for t in tolls if id(t) in same]


def _are_of_one_order(left: Figure, right: Figure) -> bool:
    low, high = sorted((left.low or 0.0, right.low or 0.0))
    return high <= SAME_ORDER * low


#: How alike the family of a mention must be to that of its event for its words to be for it.
SAME_KIND = 0.6


def _asserted(account: Account, material: Material) -> list[EventMention]:
    mentions = [material.mentions[i] for i in account.mentions]
    return [
        m
        for m in mentions
        if m.factuality is Factuality.ASSERTED
        and not m.background
        and not _is_aim(m, material)
        and not _is_adjective(m, material)
    ]


def _by_colour(
    colours: Mapping[str, str], spans: Sequence[Place], material: Material
) -> dict[str, list[tuple[str, Account, Span]]]:
    """For each colour (voice words, account, place), once an account."""
    found: dict[str, dict[str, tuple[str, Account, Span]]] = defaultdict(dict)
    for account, span in spans:
        text = material.documents[span.document].quote(span)
        for colour, words in colours.items():
            if match := re.search(rf"\b(?:{words})\b", text, re.IGNORECASE):
                where = Span(span.document, span.start + match.start(), span.start + match.end())
                row = (told_by(account, span.document, material), account, where)
                found[colour].setdefault(account.id, row)
                break
    return {colour: list(found[colour].values()) for colour in colours if colour in found}


def _differs(
    topic: str, used: Mapping[str, Sequence[tuple[str, Account, Span]]], material: Material
) -> Iterator[Finding]:
    """Two colours, used by different voices in different documents."""
    shown = [row for colour in used for row in used[colour][:2]]
    documents = {s.document for _, _, s in shown}
    # An outlet that calls it this way today and that way tomorrow is one voice.
    voices = {a.actor or a.voice.source or _outlet(s, material) for _, a, s in shown}
    if len(used) < 2 or len(documents) < 2 or len(voices) < 2:
        return
    text = f"The words for {topic} differ: " + listed(
        [f"“{material.quote(s)}” {who}" for who, _, s in shown]
    )
    yield Finding(
        FindingKind.NAMING_DIFFERS,
        sentence_of(text),
        shown[0][1].event,
        tuple(dict.fromkeys(a.id for _, a, _ in shown)),
        tuple(dict.fromkeys(s for _, _, s in shown)),
    )


def _outlet(span: Span, material: Material) -> str:
    return material.documents[span.document].outlet or span.document


def compare_places(material: Material) -> Iterator[Finding]:
    """naming-differs of no single event: what documents say became of one place, in other colours.

    Documents of opposing sides tell of one change of hands as of different events (a liberation,
    a siege, a fall), which no alignment joins. Only what a document says itself counts.
    """
    colours = {**_HANDS, "besieging": _BESIEGED}
    del colours["taking"]
    found: dict[str, list[tuple[str, str, Span]]] = defaultdict(list)
    for document, reading in material.readings.items():
        for mention in sorted(reading.event_mentions, key=lambda m: m.trigger):
            colour = _colour(mention, colours, material)
            if colour and mention.where is not None:
                found[place_key(mention.where.name)].append((colour, document, mention.trigger))
    for place, rows in sorted(found.items()):
        shown = _one_of_each(rows, material)
        if len(shown) > 1:
            yield _of_place(place, shown, material)


def _colour(mention: EventMention, colours: Mapping[str, str], material: Material) -> str | None:
    if mention.factuality is not Factuality.ASSERTED or mention.background:
        return None
    if family_of(mention.type) not in {"capture", "siege"} or mention.denies:
        return None
    if mention.where is None or mention.where.precision == "country":
        return None
    if _WAY.search(mention.where.name):
        return None
    text, trigger = material.documents[mention.trigger.document].text, mention.trigger
    beside = text[max(mention.sentence.start, trigger.start - 60) : trigger.end + 60]
    if _UNREAL.search(beside) or not mention.sentence.holds(mention.where.span):
        return None
    if _PURPOSE.search(text[max(0, trigger.start - 10) : trigger.start]) or _is_adjective(
        mention, material
    ):
        return None
    if not _is_beside(mention, material) or _FALLS_IN.match(text, trigger.end):
        return None
    words = material.quote(mention.trigger)
    return next(
        (c for c, w in colours.items() if re.search(rf"\b(?:{w})\b", words, re.IGNORECASE)), None
    )


def _is_aim(mention: EventMention, material: Material) -> bool:
    """Whether it is only what somebody is out for: "an operation to liberate Sona"."""
    text, start = material.documents[mention.trigger.document].text, mention.trigger.start
    return _PURPOSE.search(text[max(0, start - 10) : start]) is not None


def _is_adjective(mention: EventMention, material: Material) -> bool:
    """Whether it only describes what it is told of: "gunmen in a besieged quarter of Sona"."""
    text, trigger = material.documents[mention.trigger.document].text, mention.trigger
    if not re.fullmatch(r"besieged", material.quote(trigger), re.IGNORECASE):
        return False
    return _ARTICLE.search(text[max(0, trigger.start - 12) : trigger.start]) is not None


def _is_beside(mention: EventMention, material: Material) -> bool:
    """Whether its place stands close to the trigger, and no other place closer."""
    if mention.where is None:
        return False
    reading = material.readings[mention.trigger.document]
    others = [
        _between(mention.trigger, m.span)
        for m in reading.mentions
        if m.kind == "place" and m.span != mention.where.span and mention.sentence.holds(m.span)
    ]
    own = _between(mention.trigger, mention.where.span)
    return own <= min([CLOSE, *others])


def _between(left: Span, right: Span) -> int:
    """Code points between two spans."""
    return max(left.start, right.start) - min(left.end, right.end)


def _one_of_each(
    rows: Sequence[tuple[str, str, Span]], material: Material
) -> list[tuple[str, str, Span]]:
    """One passage for each colour, from different documents that were written near each other."""
    shown: list[tuple[str, str, Span]] = []
    for colour, document, span in rows:
        new = colour not in {c for c, _, _ in shown} and document not in {d for _, d, _ in shown}
        if new and all(_near(document, d, material) for _, d, _ in shown):
            shown.append((colour, document, span))
    return shown


def _near(left: str, right: str, material: Material) -> bool:
    days = [material.documents[d].published for d in (left, right)]
    if days[0] is None or days[1] is None:
        return True
    return abs((days[0] - days[1]).days) <= NEAR_DAYS


def _of_place(place: str, shown: Sequence[tuple[str, str, Span]], material: Material) -> Finding:
    name = " ".join(w.capitalize() for w in place.split())
    said = [
        f"“{material.quote(s)}” in {document_words(d, material, dated=True)}" for _, d, s in shown
    ]
    text = f"The words for what became of {name} differ: {listed(said)}"
    spans = tuple(s for _, _, s in shown)
    return Finding(FindingKind.NAMING_DIFFERS, sentence_of(text), None, (), spans)


def compare_labels(material: Material) -> Iterator[Finding]:
    """naming-differs of no single event: one actor named with praise here and blame there."""
    by_actor: dict[str, list[Label]] = defaultdict(list)
    for document, reading in material.readings.items():
        for label in reading.labels:
            actor = material.alignment.actor_of.get((document, label.actor or ""))
            own = material.actor_of(document, label.voice.source)  # nobody so names himself
            if actor and actor != own and _names_it(label, actor, material):
                by_actor[actor].append(label)
    for actor, labels in sorted(by_actor.items()):
        shown = _opposed(labels)
        if shown:
            said = [f"“{material.quote(label.span)}” {_whose(label, material)}" for label in shown]
            text = f"{material.actors[actor].name} is named in different words: {listed(said)}"
            spans = tuple(label.span for label in shown)
            yield Finding(FindingKind.NAMING_DIFFERS, sentence_of(text), None, (), spans)


def _names_it(label: Label, actor: str, material: Material) -> bool:
    """Whether the words of a label are others than the actor's name, and surely for the actor.

    "The Front-linked gunmen" are not the Front, "Dorr's government" is not Dorr, and words that
    make a sentence of their own were cut at the wrong place.
    """
    known, text = material.actors[actor], material.quote(label.span)
    names = {w for name in (known.name, *known.aliases) for w in words_of(name)}
    if set(words_of(text)) <= names or known.kind in _NO_LABELS or _ADJECTIVE.match(known.name):
        return False
    if _NO_NAME.search(text) or _is_of_another(label, names, material):
        return False
    by_name = [re.escape(w) for w in names if len(w) > 2]
    beside = re.search(rf"\b(?:{'|'.join(by_name)})['’]?s?\b(.*)", text, re.I) if by_name else None
    if beside is None:
        return True
    after = beside[1]
    return not _LINKED.match(after) and not (known.kind == ActorKind.PERSON.value and after.strip())


def _is_of_another(label: Label, names: set[str], material: Material) -> bool:
    """Whether another name stands right before the label, in the middle of a sentence."""
    document = material.documents[label.span.document]
    before = document.text[max(0, label.span.start - 30) : label.span.start]
    found = _OF_ANOTHER.search(before)
    return found is not None and not set(words_of(found[0])) & names


_NO_LABELS = frozenset({ActorKind.STATE.value, ActorKind.ORGANISATION.value})
#: A name that is only an adjective: whom it describes was lost.
_ADJECTIVE = re.compile(r"^\w+(?:ish|ist|ic|ian|ese|ite)s?$")
#: What shows that a label holds more than a name for somebody.
_NO_NAME = re.compile(
    r"\b(?:ha(?:ve|s|d)|is|are|was|were|from|against|and|said|says|led|will|killed|affiliate[sd]?|linked|"
    r"offshoots?|branch|franchise|successor)\b|[(]|\b(?:the|an?|of|arm|by)$",
    re.I,
)
#: A name that stands right before a label and says of whom it is: "al-Qaeda | rebels".
_OF_ANOTHER = re.compile(r"(?:^|[\s\W])(?:[ae]l-)?[A-Z][\w'’-]*(?<!an)(?<!ian)(?<!ish)(?<!i)\s$")
_LINKED = re.compile(
    r"^\W*(?:linked|affiliated?|backed|led|allied|held|former\w*|affiliate)\b", re.I
)


def _whose(label: Label, material: Material) -> str:
    document = label.span.document
    if label.voice.source:
        return f"({label.voice.source}, in {document_aside(document, material)})"
    return f"in {document_words(document, material, dated=True)}"


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
