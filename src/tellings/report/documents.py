"""Each document as the page's script draws it: text, parts, claims and the other marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tellings.domain.reading import Claim, Commitment, Figure, Stance, Voice
from tellings.domain.text import PartKind
from tellings.dossier.views import DocumentView
from tellings.report import wording
from tellings.report.passages import Places, title_of

_AGAINST = {Stance.REJECTS, Stance.DOUBTS}


def draw_document(
    view: DocumentView, places: Places, event_of: Mapping[str, int]
) -> dict[str, Any]:
    """The JSON of one document; `event_of` maps event mentions to the numbers of their events.

    Offsets are UTF-16 code units. A mark is ``[kind, start, end, note, event or None, polarity
    or None]``; a claim's `inside` is the index of the claim it is nested in.
    """
    document = view.document
    return {
        "title": title_of(document),
        "outlet": document.outlet,
        "date": wording.day(document.published) if document.published else None,
        "path": document.path,
        "text": document.text,
        "parts": [
            [part.kind.value, *places.offsets(part.span), _part_name(part.kind, part.author)]
            for part in document.parts
        ],
        "claims": _claims(view.claims, places),
        "marks": _marks(view, places, event_of),
    }


def _part_name(kind: PartKind, author: str | None) -> str | None:
    """The line above a part, for those that a reader must not take for the document's prose."""
    match kind:
        case PartKind.COMMENT:
            return f"comment by {author}" if author else "comment"
        case PartKind.BOILERPLATE | PartKind.CONTENTS:
            return wording.PARTS[kind]
        case _:
            return None


def _claims(claims: Sequence[Claim], places: Places) -> list[dict[str, Any]]:
    index = {claim.id: number for number, claim in enumerate(claims)}
    return [_claim(claim, index, places) for claim in claims]


def _claim(claim: Claim, index: Mapping[str, int], places: Places) -> dict[str, Any]:
    return {
        "sources": [wording.source(source) for source in claim.sources],
        "places": [places.offsets(s.span) for s in claim.sources if s.span is not None],
        "cue": places.offsets(claim.cue) if claim.cue else None,
        "content": [places.offsets(span) for span in claim.content],
        "inside": index.get(claim.inside) if claim.inside else None,
        "held": f"{wording.COMMITMENTS[claim.commitment]} · {claim.kind.value} · "
        f"{wording.STANCES[claim.author_stance]}",
        "against": claim.author_stance in _AGAINST or claim.commitment is Commitment.DENIED,
    }


def _marks(view: DocumentView, places: Places, event_of: Mapping[str, int]) -> list[list[Any]]:
    marks: list[list[Any]] = []
    for mention in view.event_mentions:
        event = event_of.get(mention.id)
        note = f"{mention.type}, {mention.factuality.value}, {_told_by(mention.voice)}"
        marks.append(["trigger", *places.offsets(mention.trigger), note, event, None])
        for figure in mention.figures:
            marks.append(_figure_mark(figure, mention.voice, places, event))
    for figure, voice in view.figures:
        marks.append(_figure_mark(figure, voice, places, None))
    for label in view.labels:
        meant = f" for {label.actor}" if label.actor else ""
        note = f"{wording.POLARITIES[label.polarity][1]} words{meant}, {_told_by(label.voice)}"
        marks.append(["label", *places.offsets(label.span), note, None, label.polarity.value])
    return marks


def _figure_mark(figure: Figure, voice: Voice, places: Places, event: int | None) -> list[Any]:
    amount = wording.figure(figure, places.quote(figure.span))
    note = f"{figure.kind}: {amount} {figure.of}".strip() + f", {_told_by(voice)}"
    return ["figure", *places.offsets(figure.span), note, event, None]


def _told_by(voice: Voice) -> str:
    return f"told by {voice.source}" if voice.source else "in the document’s own words"
