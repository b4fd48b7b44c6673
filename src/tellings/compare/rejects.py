"""Finding: a document cites a claim and answers it as untrue.

The answer must stand there in the document's own words, in the sentence of the claim or as the
next one; it is quoted. A doubtful tone is not enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tellings.align.known import known_actors
from tellings.align.names import key_of
from tellings.compare.material import Material
from tellings.compare.wording import document_words, is_plural, names_nobody, sentence_of
from tellings.domain.accounts import Finding, FindingKind
from tellings.domain.reading import Claim, Commitment, Stance
from tellings.domain.text import Span

#: Words of a claim, and of its answer, that a sentence quotes before it is cut.
_QUOTED = 24
#: Code points that a claim must have to be quoted.
SHORTEST = 8

#: The next sentence answers: "This is a lie", "Nothing of this is true", "The truth is".
_ANSWER = re.compile(
    r"\W*(?:(?:but )?(?:this|that|it|all this|these|those|both)(?: claims?| numbers?| figures?)? "
    r"(?:is|was|are|were|has been|have been) (?:\w+ ){0,4}?"
    r"(?:lies?|false|untrue|not true|invent\w+|nonsense|fantas\w+|impossible|absurd|fabricat\w+|"
    r"baseless|propaganda|refuted|disproved|hard to believe|myth)|"
    r"(?:but )?(?:nothing|none|not a word) of (?:this|it|that|the kind)\b|"
    r"(?:the )?(?:truth|reality|fact) is\b|in (?:truth|reality)\b|(?:a|another) lie\b|"
    r"(?:\w+ ){1,5}(?:found|saw|knows? of|has|have) no (?:evidence|proof|sign|trace)\b)"
    r"[^.!?\n]*[.!?]?",
    re.IGNORECASE,
)
#: In the claim's own sentence, in it or after it: "is an invention of", "which is untrue".
_VERDICT = re.compile(
    r"\b(?:is|are|was|were|as) (?:\w+ ){0,3}?(?:lies?|untrue|false|not true|invent\w+|nonsense|"
    r"fantas\w+|baseless|fabricat\w+|a myth|hard to believe|refuted|disproved)\b[^.!?\n]*",
    re.IGNORECASE,
)
#: Before a claim, who calls it untrue: "the minister described the reports as"; and after it.
_CITES = re.compile(
    r"\b(?:den(?:y|ies|ied)|described?|describes|reject\w*|dismiss\w*|call(?:s|ed)|brand(?:s|ed)|"
    r"slam(?:s|med)|condemn(?:s|ed)|denounc\w+|refut\w+|said|says|told|stress(?:es|ed)|insist\w*)\W+"
    r"(?:\w+\W+){0,6}$",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"\b(?:sa(?:id|ys)|told|add(?:s|ed)|according to|insist\w*|stress\w*|stat(?:es|ed))\b",
    re.IGNORECASE,
)
#: In the claim's own sentence, before it: "the lie that", "would have us believe".
_LEAD = re.compile(
    r"\b(?:lies? that|lied|falsely|false(?:ly)? claims?|contrary to (?:the )?(?:claims?|what)|"
    r"despite (?:the |its |their |his |her )?(?:[\w’']+ ){0,2}claims?|"
    r"would have (?:us|you) believe|also reject|we reject|"
    r"myth (?:that|of)|rejects? the claim|pretends?|invented|hard to believe(?: that)?)\b",
    re.IGNORECASE,
)
#: Genres in which one line does not answer another.
_NO_PROSE = frozenset({"contents"})
#: What parts a lead from a claim that it does not concern.
_BREAKS = re.compile(r"[,;:]|(?:\w+\W+){9}")
_ENDS = re.compile(r"[.!?][\"”’)]*\s|\n")


def find_rejected(material: Material) -> Iterator[Finding]:
    """author-rejects: one for each claim of somebody else's that its document answers as untrue."""
    for document, reading in material.readings.items():
        if material.documents[document].genre in _NO_PROSE:
            continue
        answered: dict[Span, Claim] = {}
        # The claim that stands nearest before its answer is the one that is answered.
        for claim in sorted(reading.claims, key=lambda c: (c.content[-1:], c.id), reverse=True):
            if not _is_of_another(claim, document, material):
                continue
            answer = _answer(claim, material)
            if answer is not None and not _is_cited(answer, reading.claims, claim):
                answered.setdefault(answer, claim)
        for answer, claim in sorted(answered.items(), key=lambda found: found[0]):
            yield from _finding(document, claim, answer, material)


def _is_of_another(claim: Claim, document: str, material: Material) -> bool:
    """Whether a named source other than the document's own outlet makes the claim."""
    if not claim.content or claim.author_stance is Stance.ENDORSES:
        return False
    if claim.commitment is Commitment.DENIED:
        return False
    if _ANSWER.match(material.quote(claim.content[0])):
        return False  # the answer to another claim
    name, outlet = _speaker(claim), material.documents[document].outlet
    return not (name and outlet and key_of(outlet) == key_of(name))


def _speaker(claim: Claim) -> str | None:
    """Whose claim it is; of "the Russian claim", the state. None where nobody is named."""
    name = claim.source.name if claim.source else None
    if not name:
        return None
    known = known_actors().get(key_of(name))
    if known is not None and names_nobody(name):
        return known.name
    first_person = key_of(name).split()[:1] in (["we"], ["i"])
    return None if names_nobody(name) and not first_person else name


def _answer(claim: Claim, material: Material) -> Span | None:
    """The words with which the document answers, or None."""
    document = claim.content[0].document
    text = material.documents[document].text
    low, high = claim.content[0].start, claim.content[-1].end
    end = _end_of_sentence(text, high)
    start = _start_of_sentence(text, low)
    found = _VERDICT.search(text, claim.content[-1].start, end)
    if found is not None and not _is_their_verdict(text[start:low], found.group()):
        return Span(document, found.start(), found.end())
    leads = list(_LEAD.finditer(text, start, low))
    lead = leads[-1] if leads and _speaker(claim) else None
    if lead is not None and not _BREAKS.search(text[lead.end() : low]):
        return Span(document, lead.start(), lead.end())
    following = re.compile(r"\s*").match(text, end)
    if following is not None and (found := _ANSWER.match(text, following.end())) is not None:
        return Span(document, found.start() + _blank(found.group()), found.end())
    return None


def _is_their_verdict(before: str, verdict: str) -> bool:
    """Whether the verdict is that of somebody cited: "denied it as a lie", "is false, he said"."""
    return bool(_CITES.search(before) or _SAYS.search(verdict))


def is_answered(span: Span, end: int, material: Material) -> bool:
    """Whether the words from a span to the end of its sentence call it untrue."""
    text = material.documents[span.document].text
    return _VERDICT.search(text, span.end, end) is not None


def _blank(text: str) -> int:
    return len(text) - len(text.lstrip())


def _end_of_sentence(text: str, at: int) -> int:
    found = _ENDS.search(text, max(0, at - 1))
    return found.end() if found else len(text)


def _start_of_sentence(text: str, at: int) -> int:
    ends = [m.end() for m in _ENDS.finditer(text, max(0, at - 400), at)]
    return ends[-1] if ends else max(0, at - 400)


def _is_cited(answer: Span, claims: tuple[Claim, ...], own: Claim) -> bool:
    """Whether somebody else is cited with the answer: then it is not the document's."""
    return any(
        c.id != own.id
        and c.source is not None
        and c.source.name is not None
        and any(part.holds(answer) for part in c.content)
        for c in claims
    )


def _finding(document: str, claim: Claim, answer: Span, material: Material) -> Iterator[Finding]:
    content = [_before(part, answer, material) for part in claim.content]
    kept = tuple(part for part in content if part is not None)
    if not kept:
        return
    source = _speaker(claim)
    who = f"what {source} {'say' if is_plural(source) else 'says'}" if source else "a claim"
    text = (
        f"{document_words(document, material)} cites {who} "
        f"(“{_cut(kept[0], material)}”) and writes: “{_cut(answer, material)}”"
    )
    spans = tuple(sorted((*kept, answer)))
    event = _event_of(kept, material)
    yield Finding(FindingKind.AUTHOR_REJECTS, sentence_of(text), event, (), spans)


def _event_of(content: tuple[Span, ...], material: Material) -> str | None:
    """The event that the claim tells of, where it tells of one that others tell of too."""
    reading = material.readings[content[0].document]
    told = {
        material.event_of[m.id].id: material.event_of[m.id]
        for m in reading.event_mentions
        if any(part.holds(m.trigger) for part in content) and m.id in material.event_of
    }
    shared = [
        event.id
        for event in told.values()
        if len({material.mentions[i].trigger.document for i in event.mentions}) > 1
    ]
    return shared[0] if len(shared) == 1 else None


def _before(part: Span, answer: Span, material: Material) -> Span | None:
    """A part of the claim without the answer that was taken for its end, and without "that"."""
    end = answer.start if part.overlap(answer) else part.end
    text = material.documents[part.document].text[part.start : end]
    start = part.start + len(text) - len(text.removeprefix("that ").lstrip())
    end = part.start + len(text.rstrip(" .,;\n"))
    return Span(part.document, start, end) if end - start >= SHORTEST else None


def _cut(span: Span, material: Material) -> str:
    words = material.quote(span).split()
    quoted = " ".join(words[:_QUOTED]) + ("…" if len(words) > _QUOTED else "")
    return quoted.strip('“”"')
