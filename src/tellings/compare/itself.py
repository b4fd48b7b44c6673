"""Finding: a document contradicts itself.

Only what the document says in its own voice, or one source says in one document, is held against
itself: two tolls of one event that cannot both hold, a share of a place against the whole of it,
or an event told as having happened and as not having happened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from tellings.compare.material import Material
from tellings.compare.tolls import Toll, by_document_and_kind
from tellings.compare.wording import document_words, figure_words, kind_words, voice_words
from tellings.domain.accounts import Account, Finding, FindingKind
from tellings.domain.reading import EventMention, Figure, Qualifier, Reading
from tellings.domain.text import Span

_WHOLE = re.compile(
    r"\b(?:all of|whole|entire(?:ly)?|full(?:y)?|complete(?:ly)?|total(?:ly)?|100 ?%)\b",
    re.IGNORECASE,
)
_LAND = re.compile(r"\b(?:territor\w*|area|city|town|district|part|land|neighbou?rhood\w*)\b", re.I)
_CHANGED_HANDS = "capture"


def find_contradictions(accounts: Sequence[Account], material: Material) -> Iterator[Finding]:
    """contradicts-itself within one event: one voice in one document, two tolls that exclude."""
    for account in accounts:
        totals = [f for f in account.figures if f.total and f.qualifier is not Qualifier.VAGUE]
        told = by_document_and_kind([Toll(account, f, None) for f in totals])
        for (document, _), mine in told.items():
            pair = next(((a, b) for a, b in combinations(mine, 2) if a.excludes(b)), None)
            if pair is not None:
                yield _tolls(document, mine[0].figure.kind, pair, material)


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
        shares = [f for f in _figures(reading) if _is_share(f) and _of_land(f, material)]
        taken = [m for m in reading.event_mentions if _tells_whole(m, material)]
        if not shares or not taken:
            continue
        whole = min(taken, key=lambda m: m.trigger)
        parts = [f for f in shares if not whole.sentence.holds(f.span)]
        if not parts:
            continue
        place = whole.where.name if whole.where else "the place"
        said = " and ".join(f"“{material.quote(f.span)}”" for f in parts[:2])
        text = (
            f"{document_words(document, material, dated=True)} tells of {place} "
            f"“{material.quote(whole.trigger)}”, but elsewhere of a part: {said}."
        )
        spans = (whole.sentence, *(f.span for f in parts[:2]))
        yield Finding(FindingKind.CONTRADICTS_ITSELF, text, None, (), spans)


def _figures(reading: Reading) -> list[Figure]:
    hung = [f for m in reading.event_mentions for f in m.figures]
    return sorted([*hung, *(f for f, _ in reading.figures)], key=lambda f: f.span)


def _is_share(figure: Figure) -> bool:
    return figure.low is not None and 0 < figure.low < 1


def _of_land(figure: Figure, material: Material) -> bool:
    around = Span(figure.span.document, figure.span.start, figure.span.end)
    return bool(_LAND.search(f"{figure.kind} {figure.of} {material.quote(around)}"))


def _tells_whole(mention: EventMention, material: Material) -> bool:
    """Whether a mention tells that a place changed hands, without saying that it was a part."""
    if not mention.type.startswith(_CHANGED_HANDS) or mention.where is None or mention.background:
        return False
    sentence = material.quote(mention.sentence)
    part = re.search(r"\b(?:part|parts|half|most|some|%|percent|per cent|majority)\b", sentence)
    perfect = re.search(r"\b(?:was|were|has been|have been|is|are)\b", sentence)
    return part is None and (perfect is not None or _WHOLE.search(sentence) is not None)
