"""Claims: content, the cue and source it points to, chains of sources, nesting."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace

from tellings.domain.reading import Claim, ClaimKind, Commitment, Source, Stance
from tellings.domain.text import Document, Span
from tellings.read.bodies import read_bodies
from tellings.read.chains import Relays, nest
from tellings.read.commitment import commitment
from tellings.read.confidence import confidence
from tellings.read.decode import Tagged, spans
from tellings.read.entities import Names
from tellings.read.headlines import headline_credits
from tellings.read.links import Draft, link
from tellings.read.marks import marked_claims
from tellings.read.sources import Asked, Known, resolve
from tellings.read.stance import take_stances
from tellings.read.syntax import Syntax
from tellings.read.titles import read_offices
from tellings.read.wording import Wording, wording


def read_claims(document: Document, syntax: Syntax, names: Names) -> tuple[Claim, ...]:
    """All claims of a document, in order of their content."""
    drafts = link(syntax)
    drafts += marked_claims(syntax, drafts)
    known = Known(read_bodies(syntax, names), read_offices(syntax, names))
    sources = _resolve_sources(document, syntax, names, known, drafts)
    relays = Relays(document, syntax, names, spans(syntax.words, "source"))
    claims = [_claim(document, syntax, d, sources, relays) for d in drafts]
    claims = _credited(document, syntax, names, claims, known)
    nested = nest(document, claims)
    worded = [_wording(document, syntax, c) for c in nested]
    return tuple(take_stances(document, nested, worded, known.persons()))


# ---------------------------------------------------------------------- from drafts to claims
def _resolve_sources(
    document: Document, syntax: Syntax, names: Names, known: Known, drafts: Sequence[Draft]
) -> dict[Tagged, Source]:
    """Each source span once, in order of the text, so that later ones can look back."""
    spans_ = sorted({d.source for d in drafts if d.source is not None})
    return {s: resolve(Asked(document, syntax, names, known, s.low, s.high)) for s in spans_}


def _claim(
    document: Document, syntax: Syntax, draft: Draft, sources: dict[Tagged, Source], relays: Relays
) -> Claim:
    content = tuple(_trim(document.text, syntax, document.id, p) for p in draft.content)
    cue = None
    if draft.cue is not None:
        cue = Span(document.id, syntax.start(draft.cue.low), syntax.end(draft.cue.high - 1))
    source = sources.get(draft.source) if draft.source is not None else None
    made = Claim(
        id=_id(document.id, content, cue),
        sources=relays.chain(draft.cue, draft.source, source),
        cue=cue,
        content=content,
        kind=_kind(document.text, content),
        commitment=Commitment.ASSERTED,
        author_stance=Stance.REPORTS,
        confidence=round(confidence(syntax, draft), 3),
    )
    return replace(made, commitment=commitment(_wording(document, syntax, made)))


def _trim(text: str, syntax: Syntax, document: str, piece: Tagged) -> Span:
    start, end = syntax.start(piece.low), syntax.end(piece.high - 1)
    while end > start and text[end - 1] in " ,;:\n":
        end -= 1
    while start < end and text[start] in " ,;:\n":
        start += 1
    return Span(document, start, end)


def _id(document: str, content: Sequence[Span], cue: Span | None) -> str:
    key = f"{document}|{[(s.start, s.end) for s in content]}|{cue and (cue.start, cue.end)}"
    return "c" + hashlib.sha256(key.encode()).hexdigest()[:15]


def _kind(text: str, content: Sequence[Span]) -> ClaimKind:
    """Direct when all of the content stands in quotation marks, mixed when a part does."""
    said = "".join(text[max(0, s.start - 1) : s.end + 1] for s in content)
    double = [m.end() - m.start() for m in re.finditer(r"[\"“«][^\"”»]*[\"”»]?", said)]
    single = [m.end() - m.start() for m in re.finditer(r"(?<!\w)[‘'][^’']{2,}[’'](?!\w)", said)]
    quoted = max(sum(double), sum(single))
    if not quoted:
        return ClaimKind.INDIRECT
    return ClaimKind.DIRECT if quoted >= 0.85 * len(said) else ClaimKind.MIXED


def _wording(document: Document, syntax: Syntax, claim: Claim) -> Wording:
    """The claim's words, with those of its sentence and of the sentence that follows."""
    content = [(c.start, c.end) for c in claim.content]
    cue = (claim.cue.start, claim.cue.end) if claim.cue else None
    sentence = syntax.sentence_at(syntax.words.at(cue[0] if cue else content[0][0]))
    if sentence is None:
        return wording(document.text, cue, content, content[0], (0, 0))
    last = syntax.words.at(max(sentence.end, content[-1][1]) - 1)
    at = int(syntax.sentence_of[last]) + 1 if last < len(syntax.words) else 0
    after = (0, 0)
    if 0 < at < len(syntax.sentences):
        following = syntax.sentences[at]
        if "\n\n" not in document.text[sentence.end : following.start]:
            after = (following.start, following.end)
    return wording(document.text, cue, content, (sentence.start, sentence.end), after)


# ------------------------------------------------------------------------- headlines
HEADLINED = 0.7  # how sure a claim is that a headline credits


def _credited(
    document: Document, syntax: Syntax, names: Names, claims: list[Claim], known: Known
) -> list[Claim]:
    """With the claims of headlines that end in a source; one found there already is given it."""
    for credit in headline_credits(document, syntax):
        asked = Asked(document, syntax, names, known, credit.source.low, credit.source.high)
        inside = [c for c in claims if any(credit.content.holds(s) for s in c.content)]
        beside = [c for c in claims if any(credit.content.overlap(s) for s in c.content)]
        if beside and all(c.source is None for c in inside) and inside == beside:
            source = resolve(asked)
            claims = [replace(c, sources=(source,)) if c in inside else c for c in claims]
        elif not beside:
            content = (credit.content,)
            made = Claim(
                _id(document.id, content, None), (resolve(asked),), None, content,
                ClaimKind.INDIRECT, Commitment.ASSERTED, Stance.REPORTS, None, HEADLINED,
            )  # fmt: skip
            held = commitment(_wording(document, syntax, made))
            claims = [*claims, replace(made, commitment=held)]
    return sorted(claims, key=lambda c: (c.content[0].start, c.content[0].end, c.id))
