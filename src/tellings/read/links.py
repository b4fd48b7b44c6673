"""Claims as words: contents led to their cue and source by the encoder's pointers and the parse."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tellings.read.decode import Tagged, spans
from tellings.read.syntax import Syntax
from tellings.read.tolls import toll_claims

REACH = 150  # words between a content and its source or cue
GAP = 8  # words left out between two pieces of one content, at most, for them to be joined
AFTER = 6  # words after a content in which its verb of saying may stand
UNTAGGED = 0.4  # how sure a cue or source is taken to be that only the parse gives
BE = frozenset("is are was were be been being".split())
SAYS = re.compile(
    r"^(?:said|says?|saying|told|tell(?:s|ing)|add(?:s|ed|ing)|wr(?:ites|ote|iting)|"
    r"(?:claim|report|warn|insist|argu|not|stat|announc|confirm)(?:e?s|ed|ing)|claim|report|"
    r"th(?:inks?|ought)|believe[sd]?)$",
    re.I,
)
DENIES = re.compile(r"^(?:den(?:y|ies|ied|ying)|admit(?:s|ted|ting)?|acknowledge[sd]?)$", re.I)
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


def link(syntax: Syntax) -> list[Draft]:
    """Contents led to their cue and source by the pointers; cues without content by the parse."""
    cues = _in_prose(syntax, "cue")
    sources = [_whole_phrase(syntax, s, cues) for s in _in_prose(syntax, "source")]
    contents = [
        p
        for c in _in_prose(syntax, "content")
        for p in _within_sentences(syntax, c)
        if _says_something(syntax, [p])
    ]
    pairs = [Draft((c,), *_told_by(syntax, c, cues, sources)) for c in contents]
    taken = {d.cue for d in pairs}
    pairs += [d for c in cues if c not in taken for d in _from_cue(syntax, c, sources)]
    used = [d.cue for d in pairs if d.cue is not None]
    for content, cue, source in toll_claims(syntax, used, sources):
        if not any(_overlap(content, c) for d in pairs for c in d.content):
            pairs.append(Draft((content,), cue, source))
    return [_joined(syntax, d) for d in _merge(pairs)]


def _told_by(
    syntax: Syntax, content: Tagged, cues: Sequence[Tagged], sources: Sequence[Tagged]
) -> tuple[Tagged | None, Tagged | None]:
    """Cue and source of a content: by the pointers, and by the parse where they lead far or not."""
    # "Denies that it made the raid and says that …": what stands right before is its verb.
    touching = next((c for c in cues if c.high == content.low), None) or _before_that(
        syntax, content
    )
    cue = touching or _pick(syntax, "claim_cue", content, cues)
    source = _pick(syntax, "claim_source", content, sources)
    far = cue is None or _sentences_apart(syntax, cue, content) > 0
    beside = _verb_beside(syntax, content, cues) if far else None
    cue = beside or cue
    if cue is None:
        return None, source
    other = source is not None and not far and _sentences_apart(syntax, source, cue) > 0
    if beside or other or source is None:
        by_parse = _subject(syntax, cue, sources) or _phrase_subject(syntax, cue, content)
        source = by_parse or (source if other else None)
    return cue, source


def _before_that(syntax: Syntax, content: Tagged) -> Tagged | None:
    """A verb of saying or denying right before a clause with "that", though it was not tagged."""
    at = content.low - 1
    if at < 0 or syntax.lower(content.low) != "that" or syntax.pos[at] != "VERB":
        return None
    said = SAYS.match(syntax.word(at)) or DENIES.match(syntax.word(at))
    return Tagged(at, at + 1, "cue", UNTAGGED) if said else None


def _says_something(syntax: Syntax, content: Sequence[Tagged]) -> bool:
    """Marks alone are no content, nor is a "that" whose clause was not tagged."""
    words = (syntax.lower(i) for p in content for i in range(p.low, p.high))
    return any(w != "that" and any(c.isalnum() for c in w) for w in words)


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


def _whole_phrase(syntax: Syntax, source: Tagged, cues: Sequence[Tagged]) -> Tagged:
    """A source whose tags broke off ("the head of the") goes on to the end of its noun phrase."""
    high = source.high
    if syntax.pos[high - 1] in {"DET", "ADP", "ADJ"}:
        high = _noun_end(syntax, high)
    before_cue = next((c.low for c in cues if high < c.low <= high + 4), None)
    if before_cue is not None and all(
        syntax.word(i)[:1].isupper() for i in range(high, before_cue)
    ):
        high = before_cue
    return replace(source, high=high)


def _noun_end(syntax: Syntax, low: int) -> int:
    """The end of the adjectives and nouns that stand from `low` on; `low` where there are none."""
    high = low
    while (
        high < len(syntax.words)
        and syntax.sentence_of[high] == syntax.sentence_of[low - 1]
        and (
            syntax.pos[high] in {"ADJ", "NOUN", "PROPN", "NUM"}
            or "-" in (syntax.word(high), syntax.word(high - 1))
        )
    ):
        high += 1
    return high if high > low and syntax.pos[high - 1] in {"NOUN", "PROPN"} else low


def _verb_beside(syntax: Syntax, content: Tagged, cues: Sequence[Tagged]) -> Tagged | None:
    """The verb of saying right before the content, or after it, that no cue pointed at."""
    sentence = syntax.sentence_at(content.low)
    if sentence is None:
        return None
    at = content.low - 1
    while at >= sentence.low and (
        syntax.pos[at] in {"PUNCT", "SCONJ"} or syntax.lower(at) == "that"
    ):
        at -= 1
    low, high = content.high, min(content.high + AFTER, sentence.high)
    for i in (at, *range(low, high)):
        if i >= sentence.low and SAYS.match(syntax.word(i)):
            known = next((c for c in cues if c.low <= i < c.high), None)
            return known or Tagged(i, i + 1, "cue", UNTAGGED)
    return None


def _phrase_subject(syntax: Syntax, cue: Tagged, content: Tagged) -> Tagged | None:
    """The noun phrase that is the cue's subject, or that of the verb a participle hangs on."""
    for i in range(cue.low, cue.high) if not _is_passive(syntax, cue) else ():
        subjects = syntax.children(i, "nsubj")
        if not subjects and syntax.lower(i).endswith("ing"):
            subjects = syntax.children(int(syntax.head[i]), "nsubj") if syntax.head[i] >= 0 else []
        for subject in subjects:
            low, high = syntax.phrase(subject)
            apart = high <= content.low or content.high <= low
            if apart and syntax.pos[subject] in {"NOUN", "PROPN", "PRON"}:
                return Tagged(low, high, "source", UNTAGGED)
    return None


def _is_passive(syntax: Syntax, cue: Tagged) -> bool:
    """ "was reported", "is feared": the subject is what is told, not who tells it."""
    before = (syntax.lower(i) for i in range(max(0, cue.low - 2), cue.high - 1))
    return syntax.lower(cue.high - 1).endswith("ed") and any(w in BE for w in before)


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


def _joined(syntax: Syntax, draft: Draft) -> Draft:
    """Pieces with little between them are one, unless the cue or source stands there."""
    out: list[Tagged] = []
    for piece in sorted(draft.content):
        if out and _continues(syntax, draft, out[-1], piece):
            first, second = out[-1].high - out[-1].low, piece.high - piece.low
            share = first / (first + second)
            mean = share * out[-1].probability + (1 - share) * piece.probability
            out[-1] = replace(out[-1], high=piece.high, probability=mean)
        else:
            out.append(piece)
    return replace(draft, content=tuple(out))


def _continues(syntax: Syntax, draft: Draft, before: Tagged, piece: Tagged) -> bool:
    between = [
        s for s in (draft.cue, draft.source) if s and s.low < piece.low and s.high > before.high
    ]
    paragraph = "\n\n" in syntax.text[syntax.end(before.high - 1) : syntax.start(piece.low)]
    return piece.low - before.high <= GAP and not between and not paragraph
