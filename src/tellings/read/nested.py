"""Claims inside what others say ("he said residents fear …"): by verbs of saying and the parse.

The encoder tags one layer of contents; what stands within one is found here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tellings.read.decode import Tagged
from tellings.read.links import Draft
from tellings.read.syntax import SUBJECTS, Syntax

SAYING = re.compile(
    r"^(?:sa(?:y|ys|id)|t(?:ell|ells|old)|claim(?:s|ed)?|den(?:y|ies|ied)|believ(?:e|es|ed)|"
    r"want(?:s|ed)?|fear(?:s|ed)?|alleg(?:e|es|ed)|confirm(?:s|ed)?|report(?:s|ed)?|"
    r"announc(?:e|es|ed)|warn(?:s|ed)?|think(?:s)?|hop(?:e|es|ed)|demand(?:s|ed)?|insist(?:s|ed)?|"
    r"admit(?:s|ted)?|promis(?:e|es|ed)|vow(?:s|ed)?|threaten(?:s|ed)?|suspect(?:s|ed)?|"
    r"assert(?:s|ed)?|declar(?:e|es|ed)|request(?:s|ed)?|pledg(?:e|es|ed)|estimat(?:e|es|ed)|"
    r"acknowledg(?:e|es|ed)|expect(?:s|ed)?|decid(?:e|es|ed)|argu(?:e|es|ed))$",
    re.I,
)
PROBABILITY = 0.5  # how sure such a claim is taken to be
SHORTEST = 3  # words of such a content


def nested_claims(syntax: Syntax, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Drafts inside the contents of others, for verbs that are no cue yet."""
    cues = {i for d in drafts if d.cue for i in range(d.cue.low, d.cue.high)}
    for draft in drafts:
        for piece in draft.content:
            for i in range(piece.low + 1, piece.high - SHORTEST):
                if i not in cues and syntax.pos[i] == "VERB" and SAYING.match(syntax.word(i)):
                    found = _inner(syntax, piece, i)
                    if found is not None:
                        yield found


def _inner(syntax: Syntax, piece: Tagged, i: int) -> Draft | None:
    """The claim that verb `i` makes within a piece of content, if it has both of its sides."""
    subject = next((c for c in syntax.children(i, *SUBJECTS) if piece.low <= c < i), None)
    told = [c for c in syntax.children(i, "ccomp", "xcomp", "obj") if c > i]
    sentence = syntax.sentence_at(i)
    if subject is None or sentence is None or syntax.children(i, "aux:pass"):
        return None
    low, high = syntax.phrase(subject)
    end = min(piece.high, max([syntax.subtree(c)[1] for c in told], default=sentence.high))
    start = i + 2 if syntax.lower(i + 1) == "that" else i + 1
    if end - start < SHORTEST or high > i:
        return None
    return Draft(
        (Tagged(start, end, "content", PROBABILITY),),
        Tagged(i, i + 1, "cue", PROBABILITY),
        Tagged(max(low, piece.low), high, "source", PROBABILITY),
    )
