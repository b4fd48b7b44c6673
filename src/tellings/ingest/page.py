"""The blocks of text of a web page, in order, with what the page's structure says of each."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from tellings.errors import UnreadableFile
from tellings.ingest.comments import is_heading

_NO_TEXT = (
    "script style noscript template head svg math canvas iframe object select option textarea input"
    " button audio video map"
)
_SKIPPED = frozenset(_NO_TEXT.split())
_IN_LINES = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark q rp rt"
    " ruby s samp small span strike strong sub sup time tt u var wbr"
)
_INLINE = frozenset(_IN_LINES.split())
_CHROME_TAGS = frozenset({"nav", "footer", "aside", "form", "menu", "dialog"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
_MAX_NAME = 60
_TIGHT = frozenset({"li", "td", "th", "dd", "dt"})
_CHROME = re.compile(
    r"(?:^|[\s_-])(?:nav(?:bar|igation)?|menu|sidebar|side-?bar|footer|foot|breadcrumbs?|share|sharing"
    r"|social|related|recommend(?:ed|ations)?|promo|advert(?:isement)?|ads?|sponsor(?:ed)?|cookie(?:s)?"
    r"|consent|newsletter|subscribe|signup|login|search|pagination|pager|toolbar|widget|banner|popup"
    r"|modal|tags?|trending|popular|copyright)(?:$|[\s_-])",
    re.IGNORECASE,
)
_COMMENT_LIST = re.compile(
    r"(?:^|[\s_-])(?:comments?(?:-?(?:list|section|area|thread|container))?|commentlist|disqus|replies)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_COMMENT_ITEM = re.compile(
    r"(?:^|\s)(?:comment|reply|comment-?item|comment-?wrap(?:per)?|comment-\d+|post-reply)(?:$|\s)",
    re.IGNORECASE,
)
_AUTHOR = re.compile(
    r"(?:^|[\s_-])(?:author|fn|user-?name|(?:comment|post)-?(?:author|er)|nick(?:name)?|poster)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_SAID = re.compile(r"\s*(?:(?:says?|said|writes|wrote)\W*|[:,]\s*)$", re.IGNORECASE)
_POST = re.compile(
    r"(?:^|[\s_-])(?:post|comment|message|reply|msg)[_-]?(?:body|content|text|message|bbcode)(?:$|[\s_-])",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Block:
    """A block of text. `comment` numbers the reader's comment it lies in, 0 for none.

    `chrome` is true inside menus, side bars and footers; `tight` for list items and table cells,
    which follow the block before without a blank line.
    """

    text: str
    chrome: bool
    tight: bool
    comment: int
    author: str | None
    link_share: float

    def with_text(self, text: str) -> Block:
        return replace(self, text=text)


def parse(source: str) -> Any | None:
    """The tree of a page; None if it is empty. Raises UnreadableFile where a part would be lost."""
    return parse_deep(source)[0]


def parse_deep(source: str) -> tuple[Any | None, bool]:
    """The same, and whether it is nested so deeply (256) that other parsers lose a part of it."""
    root, is_cut = _parsed(source, lxml_html.HTMLParser())
    if not is_cut:
        return root, False
    root, is_cut = _parsed(source, lxml_html.HTMLParser(huge_tree=True))
    if is_cut:
        raise UnreadableFile(
            "its tags are nested more than 2,048 deep",
            advice="open it in a browser and save its text",
        )
    return root, True


def _parsed(source: str, parser: Any) -> tuple[Any | None, bool]:
    """A tree, and whether the parser left out what goes beyond its limits."""
    try:
        root = lxml_html.document_fromstring(source, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        root = None
    limit = etree.ErrorTypes.ERR_RESOURCE_LIMIT
    return root, any(error.type == limit for error in parser.error_log)


def blocks(root: Any) -> Iterator[Block]:
    """The blocks below `root` that hold text."""
    yield from _Walk(_posts(root)).over(root)


def is_forum(root: Any) -> bool:
    """Whether a page is a thread of posts."""
    return bool(_posts(root))


def is_in_comments(element: Any) -> bool:
    """Whether an element is a reader's comment, or lies among them."""
    return any(
        _COMMENT_LIST.search(names) or _COMMENT_ITEM.search(names)
        for each in (element, *element.iterancestors())
        if each.tag not in ("html", "body") and (names := _names(each))
    )


def _posts(root: Any) -> set[Any]:
    """The elements that each hold one post of a forum, but for the first, which tells.

    A page is a forum if several elements are named as the body of a post, and as many as writers.
    A post reaches as far up as no other post lies in it, so that it has its heading.
    """
    bodies: list[Any] = []
    writers = 0
    for element in root.iter(etree.Element):
        names = _names(element)
        if not names:
            continue
        writers += bool(_AUTHOR.search(names))
        if _POST.search(names) and not (bodies and _is_within(element, bodies[-1])):
            bodies.append(element)
    if len(bodies) < 2 or writers < len(bodies):
        return set()
    holders: dict[Any, int] = {}
    for body in bodies:
        for above in body.iterancestors():
            holders[above] = holders.get(above, 0) + 1
    posts = set()
    for body in bodies[1:]:
        post = body
        while post.getparent() is not None and holders[post.getparent()] == 1:
            post = post.getparent()
        posts.add(post)
    return posts


def _names(element: Any) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}".strip()


def _is_within(element: Any, other: Any) -> bool:
    return any(above is other for above in element.iterancestors())


@dataclass(slots=True)
class _State:
    """What holds within an element."""

    chrome: bool = False
    tight: bool = False
    comments: bool = False
    comment: int = 0
    author: bool = False
    heading: bool = False


class _Walk:
    """One pass over a tree. Text gathers in `_words` until a block begins or ends."""

    def __init__(self, posts: Collection[Any] = ()) -> None:
        self._posts = posts
        self._loose = 0  # the comment that is open in a list whose comments have no element
        self._words: list[str] = []
        self._linked = 0
        self._links = 0  # how many links are open around the present place
        self._stack = [_State()]
        self._count = 0
        self._names: dict[int, str] = {}

    def over(self, root: Any) -> Iterator[Block]:
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            if event == "start":
                if _is_skipped(element):
                    walk.skip_subtree()
                    continue
                yield from self._open(element)
            else:
                if not _is_skipped(element):
                    yield from self._close(element)
                self._say(element.tail)
        yield from self._flush()

    def _open(self, element: Any) -> Iterator[Block]:
        if element.tag not in _INLINE:
            yield from self._flush()
        self._stack.append(self._enter(element))
        self._links += element.tag == "a"
        self._say(element.text)

    def _close(self, element: Any) -> Iterator[Block]:
        if element.tag not in _INLINE:
            yield from self._flush()
        elif self._stack[-1].author and self._stack[-1].comment and element.text_content():
            name = " ".join(element.text_content().split())
            self._name(self._stack[-1].comment, name)
        self._links -= element.tag == "a"
        self._stack.pop()

    def _enter(self, element: Any) -> _State:
        above = self._stack[-1]
        names = _names(element)
        inside = element.tag not in ("html", "body")
        is_author = bool(_AUTHOR.search(names))
        comments = above.comments or (inside and bool(_COMMENT_LIST.search(names)))
        comment = above.comment
        if element in self._posts or (comments and inside and _COMMENT_ITEM.search(names)):
            self._count += 1
            comment = self._count
        elif comments and not comment and is_author:
            self._count += 1
            self._loose = self._count
        chrome = above.chrome or element.tag in _CHROME_TAGS
        chrome = chrome or (inside and not comments and bool(_CHROME.search(names)))
        return _State(
            chrome=chrome and not comment,
            tight=above.tight if element.tag in _INLINE else element.tag in _TIGHT,
            comments=comments,
            comment=comment,
            author=is_author or (above.author and element.tag in _INLINE),
            heading=above.heading or element.tag in _HEADINGS,
        )

    def _name(self, comment: int, words: str) -> None:
        """Take the words of an element that is named for it as the comment's author."""
        name = _SAID.sub("", words)
        if name and len(name) <= _MAX_NAME:
            self._names.setdefault(comment, name)

    def _say(self, words: str | None) -> None:
        if words:
            self._words.append(words)
            self._linked += len(words.strip()) if self._links else 0

    def _flush(self) -> Iterator[Block]:
        text = " ".join("".join(self._words).split())
        state, linked = self._stack[-1], self._linked
        self._words, self._linked = [], 0
        if not text:
            return
        comment, chrome = self._comment(state, text), state.chrome
        if state.author and comment:
            self._name(comment, text)
        yield Block(
            text,
            chrome or (state.comments and not comment),
            state.tight,
            comment,
            self._names.get(comment) if comment else None,
            min(1.0, linked / len(text)),
        )

    def _comment(self, state: _State, text: str) -> int:
        """The number of the comment that a block lies in: 0 for the heading of a list of them."""
        if state.comment or not state.comments:
            return state.comment
        if not self._loose and not (state.heading or is_heading(text)):
            self._count += 1
            self._loose = self._count
        return 0 if state.heading else self._loose


def _is_skipped(element: Any) -> bool:
    if not isinstance(element.tag, str) or element.tag in _SKIPPED:
        return True
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    return bool(_HIDDEN.search(element.get("style") or ""))
