"""A document to read: its text cut where marks begin and end, its claims beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from tellings.domain.reading import Claim, Commitment, Figure, Source, Stance, Voice
from tellings.domain.text import Conflict, Document, Part, PartKind, Span
from tellings.dossier.views import DocumentView
from tellings.report import wording
from tellings.report.shelf import Ref, Shelf, title_of

DEEPEST: Final = 3  # nesting of claims that is still told apart
SAID: Final = 150  # characters of a claim's content beside the text
_AGAINST: Final = frozenset({Stance.REJECTS, Stance.DOUBTS})
_PARAGRAPH: Final = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")
_DAYS: Final = frozenset({"published", "updated"})
_MARKS: Final = ("trigger", "figure", "label")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with the same marks on all of it.

    `classes` are the marks by name; `event` the id of the event that it tells of, `note` says
    what is marked, `sign` the polarity of a label that ends here.
    """

    text: str
    classes: tuple[str, ...] = ()
    note: str = ""
    event: str | None = None
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """A claim in the margin. `chain` are its sources, outermost first."""

    chain: tuple[str, ...]
    said: str
    held: str
    against: bool
    nested: bool
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: where its text starts (code points), the part it stands in, and its claims.

    `name` is set on the first paragraph of a part that must not be taken for the document's
    own prose.
    """

    start: int
    part: str
    name: str
    runs: tuple[Run, ...]
    claims: tuple[Beside, ...]


@dataclass(frozen=True, slots=True)
class CopyLine:
    """Another document that shares text with this one."""

    document: Ref
    share: str


@dataclass(frozen=True, slots=True)
class DocumentSheet:
    """A document with all that was read in it."""

    id: str
    title: str
    facts: tuple[tuple[str, str], ...]
    copies: tuple[CopyLine, ...]
    copied_by: tuple[CopyLine, ...]
    events: tuple[Ref, ...]
    paragraphs: tuple[Paragraph, ...]
    claims: int
    read: bool
    conflicts: tuple[str, ...]
    wrappings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document in the list of them."""

    id: str
    title: str
    outlet: str
    published: str
    genre: str
    path: str
    claims: int
    events: int
    read: bool


@dataclass(frozen=True, slots=True)
class DocumentsView:
    """All documents, in the order of the dossier."""

    lines: tuple[DocumentLine, ...]


@dataclass(frozen=True, slots=True)
class ClaimText:
    """Where a claim's content stands, and the chain of sources that it is told through."""

    chain: str
    content: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class DocumentText:
    """What the passage panel needs of a document. Offsets are code points into `text`."""

    id: str
    title: str
    facts: str
    text: str
    claims: tuple[ClaimText, ...]


@dataclass(frozen=True, slots=True)
class _Mark:
    kind: str
    span: Span
    note: str = ""
    event: str | None = None
    sign: str = ""
    depth: int = 0


def documents(shelf: Shelf) -> DocumentsView:
    """A line for every document."""
    return DocumentsView(
        tuple(
            DocumentLine(
                id=seen.document.id,
                title=title_of(seen.document),
                outlet=seen.document.outlet or "",
                published=wording.day(seen.document.published) if seen.document.published else "",
                genre=seen.document.genre or "",
                path=seen.document.path,
                claims=len(seen.claims),
                events=len(shelf.events_by_document.get(seen.document.id, ())),
                read=seen.reading is not None,
            )
            for seen in shelf.view.documents
        )
    )


def document(shelf: Shelf, id: str) -> DocumentSheet | None:
    """One document to read, or None where there is none of that id."""
    seen = shelf.documents.get(id)
    if seen is None:
        return None
    told = seen.document
    return DocumentSheet(
        id=id,
        title=title_of(told),
        facts=_facts(told),
        copies=tuple(CopyLine(_ref(shelf, c.of), f"{c.share:.0%}") for c in seen.copies),
        copied_by=tuple(
            CopyLine(_ref(shelf, c.document), f"{c.share:.0%}") for c in seen.copied_by
        ),
        events=tuple(Ref(e.event.id, e.event.title) for e in shelf.events_by_document.get(id, ())),
        paragraphs=tuple(_paragraphs(seen, shelf)),
        claims=len(seen.claims),
        read=seen.reading is not None,
        conflicts=tuple(map(_conflict, told.conflicts)),
        wrappings=seen.wrappings,
    )


def document_text(shelf: Shelf, id: str) -> DocumentText | None:
    """The text of a document with its claims, or None where there is none of that id."""
    seen = shelf.documents.get(id)
    if seen is None:
        return None
    told = seen.document
    published = wording.day(told.published) if told.published else None
    return DocumentText(
        id=id,
        title=title_of(told),
        facts=" · ".join(fact for fact in (told.outlet, published, told.path) if fact),
        text=told.text,
        claims=tuple(
            ClaimText(
                " → ".join(_chain(claim.sources)),
                tuple((span.start, span.end) for span in claim.content),
            )
            for claim in seen.claims
        ),
    )


def _ref(shelf: Shelf, id: str) -> Ref:
    return shelf.ref(shelf.document(id))


def _chain(found: Sequence[Source]) -> tuple[str, ...]:
    return tuple(wording.source(source) for source in found) or (wording.UNNAMED,)


def _facts(told: Document) -> tuple[tuple[str, str], ...]:
    """What is known of a document, each datum with where it came from and how far it is trusted."""
    data: Mapping[str, str | None] = {
        "outlet": told.outlet,
        "author": told.author,
        "published": wording.day(told.published) if told.published else None,
        "updated": wording.day(told.updated) if told.updated else None,
        "dateline": wording.day(told.dateline) if told.dateline else None,
        "url": told.url,
        "title": told.title,
        "genre": told.genre,
        "language": told.language,
    }
    facts = []
    for name, value in data.items():
        if value:
            known = [f"from {told.provenance[name]}"] if name in told.provenance else []
            known += [f"trust {told.confidence[name]:.0%}"] if name in told.confidence else []
            shown = f"{value} ({', '.join(known)})" if known else value
            facts.append(("Address" if name == "url" else name.capitalize(), shown))
    return (*facts, ("File", told.path), ("SHA-256", told.sha256))


def _conflict(found: Conflict) -> str:
    """Two statements of one datum, as a sentence."""
    kept, other = found.kept, found.other
    if found.datum in _DAYS:
        kept, other = (wording.day(date.fromisoformat(day)) for day in (kept, other))
    return (
        f"{found.datum.capitalize()}: kept is {kept} (from {found.kept_from}); "
        f"{found.other_from} says {other}."
    )


# --- paragraphs


def _paragraphs(seen: DocumentView, shelf: Shelf) -> Iterator[Paragraph]:
    marks = sorted(_marks(seen, shelf), key=lambda m: (m.span.start, m.span.end))
    beside = _Margin(seen)
    next_mark, active = 0, list[_Mark]()
    for part, span, name in _stretches(seen.document):
        while next_mark < len(marks) and marks[next_mark].span.start < span.end:
            active.append(marks[next_mark])
            next_mark += 1
        active = [mark for mark in active if mark.span.end > span.start]
        yield Paragraph(
            start=span.start,
            part=part,
            name=name,
            runs=tuple(_runs(seen.document, span, active)),
            claims=beside.until(span.end),
        )


def _stretches(told: Document) -> Iterator[tuple[str, Span, str]]:
    """Paragraphs of each part, and of what no part covers: kind, span, name of the part."""
    done = 0
    for part in (*told.parts, None):
        start = part.span.start if part else len(told.text)
        for span in _split(told, done, start):
            yield PartKind.BODY.value, span, ""
        if part:
            name = _part_name(part)
            for number, span in enumerate(_split(told, part.span.start, part.span.end)):
                yield part.kind.value, span, name if number == 0 else ""
            done = part.span.end


def _split(told: Document, start: int, end: int) -> Iterator[Span]:
    """Paragraphs in a stretch of text, without the white space around them."""
    for match in _PARAGRAPH.finditer(told.text, start, end):
        words = match.group()
        left = match.start() + len(words) - len(words.lstrip())
        right = match.start() + len(words.rstrip())
        if left < right:
            yield Span(told.id, left, right)


def _part_name(part: Part) -> str:
    match part.kind:
        case PartKind.COMMENT:
            return f"comment by {part.author}" if part.author else "comment"
        case PartKind.BOILERPLATE | PartKind.CONTENTS:
            return wording.PARTS[part.kind]
        case _:
            return ""


def _runs(told: Document, span: Span, marks: Sequence[_Mark]) -> Iterator[Run]:
    inside = [mark for mark in marks if mark.span.overlap(span)]
    points = {span.start, span.end}
    for mark in inside:
        points |= {max(mark.span.start, span.start), min(mark.span.end, span.end)}
    cuts = sorted(points)
    for start, end in pairwise(cuts):
        here = [m for m in inside if m.span.start <= start and m.span.end >= end]
        yield _run(told.text[start:end], (start, end), here)


def _run(text: str, at: tuple[int, int], marks: Sequence[_Mark]) -> Run:
    start, end = at
    content = [m for m in marks if m.kind == "content"]
    classes: list[str] = []
    if content:
        classes += ["content", f"depth-{max(m.depth for m in content)}"]
        classes += ["opens"] if any(m.span.start == start for m in content) else []
        classes += ["closes"] if any(m.span.end == end for m in content) else []
    kinds = {m.kind for m in marks}
    classes += [kind for kind in ("source", "cue", *_MARKS) if kind in kinds]
    told = [m for m in marks if m.note]
    return Run(
        text=text,
        classes=tuple(classes),
        note="; ".join(dict.fromkeys(m.note for m in told)),
        event=next((m.event for m in told if m.event), None),
        sign=next((m.sign for m in told if m.sign and m.span.end == end), ""),
    )


class _Margin:
    """Claims in the order of the text, handed out with the paragraph where each one starts."""

    def __init__(self, seen: DocumentView) -> None:
        self._told = seen.document
        self._left = sorted(seen.claims, key=_start)

    def until(self, end: int) -> tuple[Beside, ...]:
        count = next((n for n, c in enumerate(self._left) if _start(c) >= end), len(self._left))
        handed, self._left = self._left[:count], self._left[count:]
        return tuple(_beside(claim, self._told) for claim in handed)


def _start(claim: Claim) -> int:
    spans = [*claim.content, *((claim.cue,) if claim.cue else ())]
    return min((span.start for span in spans), default=0)


def _beside(claim: Claim, told: Document) -> Beside:
    said = " … ".join(" ".join(told.quote(span).split()) for span in claim.content)
    held = [wording.COMMITMENTS[claim.commitment], claim.kind.value]
    held.append(wording.STANCES[claim.author_stance])
    return Beside(
        chain=_chain(claim.sources),
        said=wording.shortened(said, SAID),
        held=" · ".join(held),
        against=claim.author_stance in _AGAINST or claim.commitment is Commitment.DENIED,
        nested=claim.inside is not None,
        spans=claim.content,
    )


# --- marks


def _marks(seen: DocumentView, shelf: Shelf) -> Iterator[_Mark]:
    yield from _claim_marks(seen.claims)
    for mention in seen.event_mentions:
        event = shelf.event_of(mention.id)
        told = _told_by(mention.voice)
        note = f"{mention.type}, {mention.factuality.value}, {told}"
        yield _Mark("trigger", mention.trigger, note, event)
        for figure in mention.figures:
            yield _figure(figure, told, event, shelf)
    for figure, voice in seen.figures:
        yield _figure(figure, _told_by(voice), None, shelf)
    for label in seen.labels:
        meant = f" for {label.actor}" if label.actor else ""
        polarity = label.polarity.value
        note = f"{wording.POLARITIES[label.polarity][1]} words{meant}, {_told_by(label.voice)}"
        yield _Mark("label", label.span, note, sign=polarity)


def _claim_marks(claims: Sequence[Claim]) -> Iterator[_Mark]:
    depths = _depths(claims)
    for claim in claims:
        depth = min(depths[claim.id], DEEPEST)
        yield from (_Mark("content", span, depth=depth) for span in claim.content)
        if claim.cue:
            yield _Mark("cue", claim.cue)
        yield from (_Mark("source", s.span) for s in claim.sources if s.span)


def _depths(claims: Iterable[Claim]) -> dict[str, int]:
    """How many claims each lies in, itself included; a circle counts each of its claims once."""
    inside = {claim.id: claim.inside for claim in claims}
    depths = {}
    for claim_id in inside:
        seen, outer = {claim_id}, inside[claim_id]
        while outer in inside and outer not in seen:
            seen.add(outer)
            outer = inside[outer]
        depths[claim_id] = len(seen)
    return depths


def _figure(figure: Figure, told: str, event: str | None, shelf: Shelf) -> _Mark:
    amount = wording.figure(figure, shelf.quote(figure.span))
    note = f"{figure.kind}: {amount} {figure.of}".strip() + f", {told}"
    return _Mark("figure", figure.span, note, event)


def _told_by(voice: Voice) -> str:
    return f"told by {voice.source}" if voice.source else "in the document’s own words"
