"""Pages that hold several articles in full: the front page of a weblog, an issue on one page."""

from __future__ import annotations

import re
from typing import Any, Final

from lxml import etree

from tellings.ingest.page import blocks, is_forum, is_in_comments

ENOUGH_WORDS: Final = 60
"""So many words of running text make an article; less is a teaser for one."""
_LINKS: Final = 0.5
_ENTRY: Final = re.compile(
    r"(?:^|\s)(?:hentry|post|entry|blog-?post|article|story)(?:$|\s)", re.IGNORECASE
)
_HEADINGS: Final = ("h1", "h2", "h3", "h4")


def articles(root: Any) -> list[Any]:
    """The elements that each hold an article, if there are two or more; else none.

    An article is an `article` element, or one named as an entry, with a heading and a text of its
    own. The posts of a forum and readers' comments are none.
    """
    if is_forum(root):
        return []
    found: list[Any] = []
    for element in root.iter(etree.Element):
        if not _is_entry(element) or any(above in found for above in element.iterancestors()):
            continue
        if not is_in_comments(element) and heading(element) is not None and _is_long(element):
            found.append(element)
    return found if len(found) > 1 else _within(found)


def _within(found: list[Any]) -> list[Any]:
    """The articles in an element that wraps them all."""
    inner = [
        element
        for wrapper in found
        for element in wrapper.iterdescendants(etree.Element)
        if _is_entry(element) and heading(element) is not None and _is_long(element)
    ]
    return inner if len(inner) > 1 else []


def heading(element: Any) -> Any | None:
    """The first heading with words below an element."""
    return next((h for h in element.iter(*_HEADINGS) if "".join(h.itertext()).strip()), None)


def _is_entry(element: Any) -> bool:
    return element.tag == "article" or (
        element.tag in ("div", "section", "li") and bool(_ENTRY.search(element.get("class") or ""))
    )


def _is_long(element: Any) -> bool:
    words = 0
    for block in blocks(element):
        if not block.chrome and not block.comment and block.link_share < _LINKS:
            count = len(block.text.split())
            words += count if count > 8 else 0
    return words >= ENOUGH_WORDS
