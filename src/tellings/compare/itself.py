"""Finding: a document contradicts itself.

Only what the document says in its own voice, or one source says in one document, is held against
itself: two tolls of one event that cannot both hold, a share of a place against the whole of it,
or an event told as having happened and as not having happened.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from tellings.align.names import STOP_WORDS, place_words, words_of
from tellings.compare.material import Material
from tellings.compare.parts import is_part
from tellings.compare.scope import can_be_one_act, scope_of
from tellings.compare.tolls import Toll, counted, is_share
from tellings.compare.wording import document_words, figure_words, kind_words, voice_words
from tellings.domain.accounts import Account, Finding, FindingKind
from tellings.domain.reading import EventMention, Figure, Qualifier, Reading
from tellings.domain.text import Span

_WHOLE = re.compile(
    r"\b(?:all of|whole|entire(?:ly)?|full(?:y)?|complete(?:ly)?|total(?:ly)?|100 ?%)\b",
    re.IGNORECASE,
)
_LAND = re.compile(r"\b(?:territor\w*|area|city|town|district|part|land|neighbou?rhood\w*)\b", re.I)
_PART = re.compile(r"\b(?:part|parts|half|most|some|%|percent|per cent|majority)\b", re.IGNORECASE)
#: What is told as over and done: "was liberated", "has fallen".
_IS_DONE = re.compile(
    r"\b(?:was|were|ha[sd] (?:been )?|have (?:been )?|is now|are now)\s*\w*\s*\w+$"
)
#: Code points around a share in which its place is named.
AROUND = 200
#: Words for a toll that changes while it is told.
_CHANGES = re.compile(
    r"\b(?:at first|initial\w*|earlier|so far|rose|risen|rising|revis\w+|updat\w+|now|later|"
    r"by (?:the )?(?:morning|noon|evening|night|midnight)|still|first|then|previous\w*)\b",
    re.IGNORECASE,
)
_CHANGED_HANDS = "capture"


def find_contradictions(accounts: Sequence[Account], material: Material) -> Iterator[Finding]:
    """contradicts-itself within one event: two tolls in one voice that exclude each other.

    Numbers differ for many reasons that are no contradiction (parts, another event, a toll that
    rose, another's words), so one of them must stand in the headline or both in one voice's plain
    words, and nothing beside them may say that they count different things.
    """
    for account in accounts:
        for (document, kind), mine in _plain_tolls(account, material).items():
            pairs = combinations(mine, 2)
            pair = next(((a, b) for a, b in pairs if _contradict(a, b, material)), None)
            if pair is not None:
                yield _tolls(document, kind, pair, material)


def _plain_tolls(account: Account, material: Material) -> dict[tuple[str, str], list[Toll]]:
    """The account's tolls by document and kind that surely are whole and its own words."""
    found: dict[tuple[str, str], list[Toll]] = defaultdict(list)
    for mention in sorted(
        (material.mentions[i] for i in account.mentions), key=lambda m: m.trigger
    ):
        own = account.voice.source is None
        if (own and material.is_attributed(mention)) or _CHANGES.search(
            material.quote(mention.sentence)
        ):
            continue
        for figure in mention.figures:
            whole = figure.total and not figure.superseded and not is_part(figure, material)
            if whole and figure.qualifier is not Qualifier.VAGUE:
                key = (figure.span.document, figure.kind)
                found[key].append(Toll(account, figure, None))
    return dict(sorted(found.items()))


def _contradict(left: Toll, right: Toll, material: Material) -> bool:
    """Whether two tolls of the same people, of surely one act, exclude each other."""
    same = counted(left.figure) == counted(right.figure)
    words = left.figure.of == right.figure.of or not counted(left.figure)
    if not (same and words and left.excludes(right)):
        return False
    return _are_of_one_act(left, right, material)


def _are_of_one_act(left: Toll, right: Toll, material: Material) -> bool:
    """Whether the later words point back ("the strike left 17 dead") or say the same again.

    A smaller number that is told of its own place, or of more besides, may be a part.
    """
    first, second = material.told_in(left.figure), material.told_in(right.figure)
    if first is None or second is None:
        return False
    if first.sentence == second.sentence or not can_be_one_act(first, second, material):
        return False  # one sentence gives parts, or a range
    if any(_BESIDES.search(material.quote(m.sentence)) for m in (first, second)):
        return False
    placed = [scope_of(m, material).place is not None for m in (first, second)]
    said, again = (_content(m, material) for m in (first, second))
    if 2 * len(said & again) >= len(said | again):
        return True
    text = material.documents[second.trigger.document].text
    back = _POINTS_BACK.search(text[max(0, second.trigger.start - 25) : second.trigger.end])
    return back is not None and (placed[0] or not placed[1])


def _content(mention: EventMention, material: Material) -> set[str]:
    """The words of its sentence that say something, without numbers."""
    words = words_of(material.quote(mention.sentence))
    return {w for w in words if w not in STOP_WORDS and not w.isdigit()}


#: Words by which a sentence tells of more than was told before.
_BESIDES = re.compile(
    r"\b(?:also|too|as well|another|others?|additional\w*|including|among|separate\w*|"
    r"meanwhile|elsewhere|alone|respectively)\b",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(r"\b(?:the|this|that)\s+(?:\w+\s+){0,2}\w+$", re.IGNORECASE)


def _tolls(document: str, kind: str, pair: tuple[Toll, Toll], material: Material) -> Finding:
    first, second = pair
    account = first.account
    where = document_words(document, material, dated=True)
    who = (
        f"{where} gives"
        if account.voice.source is None
        else (f"{where} cites {voice_words(account, material)} for")
    )
    text = (
        f"{who} two figures for {kind_words(kind)} that cannot both hold: "
        f"{figure_words(first.figure)} and {figure_words(second.figure)}."
    )
    spans = (first.figure.span, second.figure.span)
    return Finding(FindingKind.CONTRADICTS_ITSELF, text, account.event, (account.id,), spans)


def find_partial_wholes(material: Material) -> Iterator[Finding]:
    """contradicts-itself of one document: a place told as taken, and a share of it."""
    for document, reading in material.readings.items():
        shares = [f for f in _figures(reading) if is_share(f) and _of_land(f, material)]
        taken = [m for m in reading.event_mentions if _tells_whole(m, material)]
        if not shares or not taken:
            continue
        whole = min(taken, key=lambda m: m.trigger)
        place = whole.where.name if whole.where else ""
        parts = [
            f for f in shares if not whole.sentence.holds(f.span) and _concerns(f, place, material)
        ]
        if not parts:
            continue
        said = " and ".join(f"“{material.quote(f.span)}”" for f in parts[:2])
        text = (
            f"{document_words(document, material, dated=True)} says "
            f"“{material.quote(whole.trigger)}” of {place}, but elsewhere gives a share: {said}."
        )
        spans = (whole.trigger, *(f.span for f in parts[:2]))
        yield Finding(FindingKind.CONTRADICTS_ITSELF, text, None, (), spans)


def _figures(reading: Reading) -> list[Figure]:
    hung = [f for m in reading.event_mentions for f in m.figures]
    return sorted([*hung, *(f for f, _ in reading.figures)], key=lambda f: f.span)


def _of_land(figure: Figure, material: Material) -> bool:
    around = Span(figure.span.document, figure.span.start, figure.span.end)
    return bool(_LAND.search(f"{figure.kind} {figure.of} {material.quote(around)}"))


def _tells_whole(mention: EventMention, material: Material) -> bool:
    """Whether a mention tells that a place changed hands, without saying that it was a part."""
    if not mention.type.startswith(_CHANGED_HANDS) or mention.where is None or mention.background:
        return False
    sentence = material.quote(mention.sentence)
    text = material.documents[mention.trigger.document].text
    up_to = text[max(mention.sentence.start, mention.trigger.start - 20) : mention.trigger.end]
    return not _PART.search(sentence) and bool(_IS_DONE.search(up_to) or _WHOLE.search(sentence))


def _concerns(figure: Figure, place: str, material: Material) -> bool:
    """Whether the words around a share name the place, or say "the city"."""
    text = material.documents[figure.span.document].text
    around = text[max(0, figure.span.start - AROUND) : figure.span.end + AROUND]
    return set(place_words(place)) <= set(words_of(around)) or bool(
        re.search(r"\bthe (?:whole )?(?:city|town|district|area)\b", around, re.IGNORECASE)
    )
