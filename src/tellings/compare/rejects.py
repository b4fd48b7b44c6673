"""Finding: a document cites a claim in order to refute it, or doubts it."""

from __future__ import annotations

from collections.abc import Iterator

from tellings.compare.material import Material
from tellings.compare.wording import document_words
from tellings.domain.accounts import Finding, FindingKind
from tellings.domain.reading import Claim, Stance

_DOES = {Stance.REJECTS: "cites and rejects", Stance.DOUBTS: "cites and doubts"}
#: Words of a claim that a sentence quotes before it is cut.
_QUOTED = 24


def find_rejected(material: Material) -> Iterator[Finding]:
    """author-rejects: one for each claim that its document rejects or doubts."""
    for document, reading in material.readings.items():
        for claim in sorted(reading.claims, key=lambda c: c.id):
            if claim.author_stance in _DOES and claim.content:
                yield _finding(document, claim, material)


def _finding(document: str, claim: Claim, material: Material) -> Finding:
    words = material.quote(claim.content[0]).split()
    quoted = " ".join(words[:_QUOTED]) + ("…" if len(words) > _QUOTED else "")
    quoted = quoted.strip('“”"')
    source = claim.source.name if claim.source and claim.source.name else "an unnamed source"
    text = (
        f"{document_words(document, material)} {_DOES[claim.author_stance]} "
        f"what {source} says: “{quoted}”."
    )
    spans = (*claim.content, *((claim.cue,) if claim.cue else ()))
    return Finding(FindingKind.AUTHOR_REJECTS, text, None, (), tuple(sorted(spans)))
