"""Headlines that credit a source at their end: "Air strike kills 56: monitor"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tellings.domain.text import Document, PartKind, Span
from tellings.read.decode import Tagged
from tellings.read.syntax import Syntax

CREDIT = re.compile(
    r"\s*[:–—-]+\s*(?P<who>[A-Z][\w.'’ -]{1,40}|(?i:(?:war |rights )?monitor(?:s|ing group)?|ngo|"
    r"state (?:media|tv|television)|army|military|activists?|ministry|officials?|reports?|police|"
    r"witness(?:es)?|residents?|rescuers|medics|sources?|un|hospital|minister|governor))\s*$"
)
LONGEST = 5  # words of a credit


@dataclass(frozen=True, slots=True)
class Credit:
    """The content of a headline (code points), and the words of the source that it credits."""

    content: Span
    source: Tagged


def headline_credits(document: Document, syntax: Syntax) -> Iterator[Credit]:
    """The credits of the document's headlines; the same line again in the body is not asked."""
    for part in document.parts:
        if part.kind is not PartKind.HEADLINE:
            continue
        text = document.quote(part.span)
        hit = CREDIT.search(text)
        if hit is None or len(hit["who"].split()) > LONGEST or not hit.start():
            continue
        low = syntax.words.at(part.span.start + hit.start("who"))
        high = min(syntax.words.at(part.span.start + hit.end("who") - 1) + 1, len(syntax.words))
        content = Span(document.id, part.span.start, part.span.start + hit.start())
        yield Credit(content, Tagged(low, high, "source", 1.0))
