"""Claims: content, the cue and source it points to, chains of sources, nesting."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from tellings.domain.reading import Claim, ClaimKind, Source
from tellings.domain.text import Document, PartKind, Span
from tellings.read import commitment
from tellings.read.bodies import read_bodies
from tellings.read.decode import Tagged, spans
from tellings.read.entities import Names
from tellings.read.sources import Asked, Known, resolve
from tellings.read.syntax import Syntax
from tellings.read.tolls import toll_claims

REACH = 150  # words between a content and its source or cue
LEANING = 1.0  # how much better "nothing" must score before a content goes without


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim as words: pieces of content with the cue and source spans they point to."""

    content: tuple[Tagged, ...]
    cue: Tagged | None
    source: Tagged | None

    @property
    def low(self) -> int:
        """The first word of the content."""
        return self.content[0].low


def read_claims(document: Document, syntax: Syntax, names: Names) -> tuple[Claim, ...]:
    """All claims of a document, in order of their content."""
    drafts = link(syntax)
    known = Known(read_bodies(syntax, names))
    sources = _resolve_sources(document, syntax, names, known, drafts)
    claims = [_claim(document, syntax, d, sources, known) for d in drafts]
    return _nest(_headline_credits(document, syntax, names, claims, known))


# ------------------------------------------------------------------------- from tags to drafts
def link(syntax: Syntax) -> list[Draft]:
    """Contents led to their cue and source by the pointers; cues without content by the parse."""
    sources, cues = _in_prose(syntax, "source"), _in_prose(syntax, "cue")
    contents = [p for c in _in_prose(syntax, "content") for p in _within_sentences(syntax, c)]
    pairs = []
    for content in contents:
        cue = _pick(syntax, "claim_cue", content, cues)
        source = _pick(syntax, "claim_source", content, sources)
        if source is None and cue is not None:
            source = _subject(syntax, cue, sources)
        pairs.append(Draft((content,), cue, source))
    taken = {d.cue for d in pairs}
    pairs += [d for c in cues if c not in taken for d in _from_cue(syntax, c, sources)]
    used = [d.cue for d in pairs if d.cue is not None]
    for content, cue, source in toll_claims(syntax, used, sources):
        if not any(_overlap(content, c) for d in pairs for c in d.content):
            pairs.append(Draft((content,), cue, source))
    return _merge([d for d in pairs if _says_something(syntax, d.content)])


def _says_something(syntax: Syntax, content: Sequence[Tagged]) -> bool:
    """Marks alone are no content."""
    return any(c.isalnum() for p in content for c in syntax.slice(p.low, p.high))


def _in_prose(syntax: Syntax, head: str) -> list[Tagged]:
    """Spans of a head; page junk has no sentences and makes no claims."""
    return [t for t in spans(syntax.words, head) if syntax.sentence_of[t.low] >= 0]


def _overlap(a: Tagged, b: Tagged) -> bool:
    return a.low < b.high and b.low < a.high


def _within_sentences(syntax: Syntax, content: Tagged) -> Iterable[Tagged]:
    """A content is cut where a paragraph ends, so that each piece finds its own cue."""
    low = content.low
    for i in range(content.low + 1, content.high):
        if "\n\n" in syntax.text[syntax.end(i - 1) : syntax.start(i)]:
            yield replace(content, low=low, high=i)
            low = i
    yield replace(content, low=low)


def _pick(
    syntax: Syntax, pointer: str, content: Tagged, candidates: Sequence[Tagged]
) -> Tagged | None:
    """The candidate most pointed at, one sentence away weighing as much as a factor of e."""
    near = [c for c in candidates if abs(c.low - content.low) <= REACH]
    if not near:
        return None
    low, high = min(c.low for c in near), max(c.low for c in near) + 1
    scores, none = syntax.words.scores(pointer, content.low, low, high)

    def weight(candidate: Tagged) -> float:
        return float(scores[candidate.low - low]) - _sentences_apart(syntax, candidate, content)

    best = max(near, key=weight)
    return best if weight(best) > none - LEANING else None


def _sentences_apart(syntax: Syntax, candidate: Tagged, content: Tagged) -> int:
    """How many sentences lie between a content and a source or cue; 0 within its sentences."""
    at = int(syntax.sentence_of[candidate.low])
    first = int(syntax.sentence_of[content.low])
    last = int(syntax.sentence_of[content.high - 1])
    return max(0, first - at, at - last)


def _subject(syntax: Syntax, cue: Tagged, sources: Sequence[Tagged]) -> Tagged | None:
    """The source span that holds the subject, or the agent, of the cue."""
    for i in range(cue.low, cue.high):
        for c in syntax.children(i, "nsubj", "nsubj:pass", "obl:agent", "nmod:poss", "compound"):
            for s in sources:
                if s.low <= c < s.high:
                    return s
    return None


def _from_cue(syntax: Syntax, cue: Tagged, sources: Sequence[Tagged]) -> Iterable[Draft]:
    """A cue that no content points to: its complement in the parse is the content."""
    source = _subject(syntax, cue, sources)
    for i in range(cue.low, cue.high):
        for c in syntax.children(i, "ccomp", "xcomp", "parataxis", "acl"):
            low, high = syntax.subtree(c)
            low = max(low, cue.high) if low < cue.high <= c else low
            if source and low <= source.low < high:
                continue
            if high - low >= 2:
                yield Draft((Tagged(low, high, "content", 0.4),), cue, source)
                return


def _merge(pairs: Sequence[Draft]) -> list[Draft]:
    """Pieces that share cue and source are one content; so are neighbours without a cue."""
    out: list[Draft] = []
    for draft in sorted(pairs, key=lambda d: d.content):
        for k in range(len(out) - 1, max(-1, len(out) - 4), -1):
            other = out[k]
            same_cue = draft.cue is not None and draft.cue == other.cue
            if same_cue and draft.source == other.source:
                out[k] = replace(other, content=(*other.content, *draft.content))
                break
        else:
            out.append(draft)
    return out


# ---------------------------------------------------------------------- from drafts to claims
def _resolve_sources(
    document: Document, syntax: Syntax, names: Names, known: Known, drafts: Sequence[Draft]
) -> dict[Tagged, Source]:
    """Each source span once, in order of the text, so that later ones can look back."""
    spans_ = sorted({d.source for d in drafts if d.source is not None})
    return {s: resolve(Asked(document, syntax, names, known, s.low, s.high)) for s in spans_}


def _claim(
    document: Document, syntax: Syntax, draft: Draft, sources: dict[Tagged, Source], known: Known
) -> Claim:
    content = tuple(_trim(document.text, syntax, document.id, p) for p in draft.content)
    cue = None
    if draft.cue is not None:
        cue = Span(document.id, syntax.start(draft.cue.low), syntax.end(draft.cue.high - 1))
    source = sources.get(draft.source) if draft.source is not None else None
    said = " … ".join(document.quote(c) for c in content)
    cue_text = document.quote(cue) if cue else ""
    chain = _chain(document, syntax, draft, source)
    probability = float(np.mean([p.probability for p in draft.content]))
    if draft.source is None or draft.cue is None:
        probability *= 0.8
    return Claim(
        id=_id(document.id, content, cue),
        sources=chain,
        cue=cue,
        content=content,
        kind=_kind(document.text, content),
        commitment=commitment.commitment(cue_text, said),
        author_stance=commitment.stance(cue_text, _around(document, syntax, draft)),
        confidence=round(probability, 3),
    )


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


def _around(document: Document, syntax: Syntax, draft: Draft) -> str:
    """The document's own words beside the claim: its sentence without the content."""
    at = draft.cue.low if draft.cue else draft.low
    sentence = syntax.sentence_at(at)
    if sentence is None:
        return ""
    inside = {i for p in draft.content for i in range(p.low, p.high)}
    return " ".join(syntax.word(i) for i in range(sentence.low, sentence.high) if i not in inside)


# ------------------------------------------------------------------------------------- chains
TOLD = re.compile(r"^(?:tell|tells|told|telling|informed)$", re.I)
MEDIA = re.compile(
    r"\b(?:reuters|afp|agence|ap|associated press|sana|tass|itar|ria|sputnik|interfax|xinhua|bbc|"
    r"cnn|rt|al.?jazeera|al.?arabiya|al.?mayadeen|al.?manar|agency|news|newspaper|tv|television|"
    r"radio|channel|reporters?|journalists?|media|press|post|times|journal|daily|website)\b",
    re.I,
)
CITING = re.compile(r"\b(?:citing|quoting|quoted|cited|according to|as saying)\b", re.I)


def _chain(
    document: Document, syntax: Syntax, draft: Draft, source: Source | None
) -> tuple[Source, ...]:
    """Outermost first: who was told, or who cites, stands before who said it."""
    if source is None:
        return ()
    relay = _told(document, syntax, draft) or _citing(document, syntax, draft)
    if relay and (relay.name or "").lower() != (source.name or "").lower():
        return (relay, source)
    return (source,)


def _told(document: Document, syntax: Syntax, draft: Draft) -> Source | None:
    """ "a source told SANA": SANA relays it."""
    if draft.cue is None:
        return None
    for i in range(draft.cue.low, draft.cue.high):
        if TOLD.match(syntax.word(i)):
            for c in syntax.children(i, "obj", "iobj", "obl"):
                low, high = syntax.phrase(c)
                text = syntax.slice(low, high)
                if MEDIA.search(text):
                    return Source(text, Span(document.id, syntax.start(low), syntax.end(high - 1)))
    return None


def _citing(document: Document, syntax: Syntax, draft: Draft) -> Source | None:
    """ "state television said, citing a military source": the one that cites relays it."""
    if draft.source is None:
        return None
    i = draft.source.low
    before = syntax.text[max(0, syntax.start(i) - 24) : syntax.start(i)]
    if not CITING.search(before):
        return None
    for up in (i, *syntax.ancestors(i)):
        for c in syntax.children(up, "nsubj"):
            if not draft.source.low <= c < draft.source.high:
                low, high = syntax.phrase(c)
                if MEDIA.search(syntax.slice(low, high)):
                    span = Span(document.id, syntax.start(low), syntax.end(high - 1))
                    return Source(syntax.slice(low, high), span)
    return None


# ------------------------------------------------------------------------- headlines, nesting
CREDIT = re.compile(r"[:–—-]\s*(?P<who>[A-Z][\w.'’ -]{1,40}|monitor(?:ing group)?|state media|army|"
                    r"activists|ministry|officials?|reports?|police|report)\s*$")  # fmt: skip


def _headline_credits(
    document: Document, syntax: Syntax, names: Names, claims: list[Claim], known: Known
) -> list[Claim]:
    """ "Air strike kills 56: monitor": the headline's last words are the source of the rest."""
    for part in document.parts:
        if part.kind is not PartKind.HEADLINE:
            continue
        text = document.quote(part.span)
        hit = CREDIT.search(text)
        if not hit or len(hit["who"].split()) > 5:
            continue
        content = Span(document.id, part.span.start, part.span.start + hit.start())
        if any(c.overlap(content) for claim in claims for c in claim.content):
            continue
        low = syntax.words.at(part.span.start + hit.start("who"))
        high = syntax.words.at(part.span.start + hit.end("who") - 1) + 1
        source = resolve(Asked(document, syntax, names, known, low, min(high, len(syntax.words))))
        said = document.quote(content)
        claims.append(
            Claim(_id(document.id, (content,), None), (source,), None, (content,),
                  ClaimKind.INDIRECT, commitment.commitment("", said),
                  commitment.stance("", ""), None, 0.7)
        )  # fmt: skip
    return sorted(claims, key=lambda c: (c.content[0].start, c.content[0].end, c.id))


def _nest(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """A claim whose cue or source stands in another's content is inside it: the chain grows."""
    by_id = {c.id: c for c in claims}
    out: dict[str, Claim] = {}

    def outer_of(claim: Claim) -> Claim | None:
        anchor = claim.cue or (claim.source.span if claim.source else None)
        if anchor is None:
            return None
        size = sum(len(c) for c in claim.content)
        holders = [
            o for o in claims
            if o.id != claim.id and o.covers(anchor) and sum(len(c) for c in o.content) > size
            and all(o.covers(c) for c in claim.content)
        ]  # fmt: skip
        return min(holders, key=lambda o: sum(len(c) for c in o.content), default=None)

    def settle(claim: Claim) -> Claim:
        if claim.id not in out:
            outer = outer_of(claim)
            if outer is None:
                out[claim.id] = claim
            else:
                above = settle(by_id[outer.id])
                out[claim.id] = replace(
                    claim, inside=outer.id, sources=(*above.sources, *claim.sources)
                )
        return out[claim.id]

    return tuple(settle(c) for c in claims)
