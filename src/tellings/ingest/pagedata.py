"""What the head of a web page says of the document: title, outlet, author, date, address."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from tellings.ingest.clean import tidy
from tellings.ingest.dates import find_dates
from tellings.ingest.extract import Datum

_META = {
    "title": ("og:title", "twitter:title", "dc.title", "citation_title"),
    "outlet": (
        "og:site_name",
        "application-name",
        "dc.publisher",
        "publisher",
        "citation_publisher",
    ),
    "author": (
        "author",
        "article:author",
        "dc.creator",
        "byl",
        "parsely-author",
        "citation_author",
    ),
    "published": (
        "article:published_time",
        "og:article:published_time",
        "datepublished",
        "date",
        "dc.date",
        "dc.date.issued",
        "dcterms.created",
        "pubdate",
        "publishdate",
        "publish-date",
        "sailthru.date",
        "parsely-pub-date",
        "citation_date",
    ),
    "updated": (
        "article:modified_time",
        "og:updated_time",
        "datemodified",
        "dcterms.modified",
        "last-modified",
        "revised",
    ),
    "url": ("og:url",),
}
_ARTICLES = frozenset(
    {"Article", "NewsArticle", "BlogPosting", "Report", "OpinionNewsArticle", "SocialMediaPosting"}
)
_MARKS = r"|:–—»·/\-"
_SIGNS = " |:–—»·/-"
_PARTS = re.compile(r" ?[|–—»·/] ?| ?:+ | - ")
_MIN_TITLE = 8
_MAX_OUTLET = 40
_ISO = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?!\d)")


def read_data(root: Any, lines: Sequence[str] = ()) -> dict[str, Datum]:
    """What is stated, the most particular statement first. Dates are given in ISO form.

    `lines` are the blocks of the page: one of them tells the headline from the rest of its title.

    A page's date is never guessed from its footer: if no element states it, it is left to the text.
    """
    found: dict[str, Datum] = {}
    for name, value, origin in (*_from_meta(root), *_from_json(root), *_from_elements(root)):
        value = tidy(value)
        if name in ("published", "updated"):
            day = day_of(value)
            value = day.isoformat() if day else ""
        if name == "author" and value.startswith(("http:", "https:", "@")):
            continue
        if value and name not in found:
            found[name] = Datum(value, origin)
    _part_title(root, found, lines)
    return found


def _from_meta(root: Any) -> Iterator[tuple[str, str, str]]:
    stated = {
        str(m.get("property") or m.get("name") or m.get("itemprop") or "").casefold(): m
        for m in reversed(root.xpath("//meta[@content]"))
    }
    for name, keys in _META.items():
        for key in keys:
            if key in stated:
                yield name, stated[key].get("content"), f"html meta {key}"


def _from_json(root: Any) -> Iterator[tuple[str, str, str]]:
    for script in root.xpath("//script[@type='application/ld+json']/text()"):
        try:
            stated = json.loads(script)
        except (ValueError, RecursionError):
            continue
        for item in _items(stated):
            kinds = item.get("@type")
            if not _ARTICLES & set(kinds if isinstance(kinds, list) else [kinds]):
                continue
            for name, key in (
                ("title", "headline"),
                ("published", "datePublished"),
                ("updated", "dateModified"),
                ("author", "author"),
                ("outlet", "publisher"),
            ):
                if value := _name(item.get(key)):
                    yield name, value, f"html json-ld {key}"


def _items(stated: object) -> Iterator[dict[str, Any]]:
    if isinstance(stated, list):
        for item in stated:
            yield from _items(item)
    elif isinstance(stated, dict):
        yield stated
        yield from _items(stated.get("@graph"))


def _name(value: object) -> str | None:
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, list):
        return ", ".join(n for v in value if (n := _name(v))) or None
    return value if isinstance(value, str) else None


def _from_elements(root: Any) -> Iterator[tuple[str, str, str]]:
    headings = [h for h in root.xpath("//h1") if h.text_content().strip()]
    if len(headings) == 1:
        yield "title", headings[0].text_content(), "html h1"
    for title in root.xpath("//head/title"):
        yield "title", title.text_content(), "html title"
    for link in root.xpath("//link[@rel='canonical']/@href"):
        if str(link).startswith("http"):
            yield "url", link, "html link canonical"
    for time in root.xpath("//time[@datetime][not(ancestor::footer)]/@datetime")[:1]:
        yield "published", time, "html time"


def _part_title(root: Any, found: dict[str, Datum], lines: Sequence[str]) -> None:
    """The page's title often has the outlet in it: "HEADLINE | OUTLET", "OUTLET: HEADLINE".

    Which is which a line of the page tells, the longest that stands in the title; without one, the
    headline is what comes first.
    """
    titles = [t.text_content() for t in root.xpath("//head/title")]
    whole = tidy(titles[0]) if titles else ""
    stated = found["title"] if "title" in found else Datum("", "")
    if shown := _shown_in(whole, lines):
        if stated.origin in ("", "html title", "html h1"):
            found["title"] = Datum(shown, "html title, as the page shows it")
        rest = whole.replace(shown, "|")
        outlet = max((part.strip(_SIGNS) for part in _PARTS.split(rest)), key=len, default="")
        if outlet and len(outlet) <= _MAX_OUTLET and "outlet" not in found:
            found["outlet"] = Datum(outlet, "html title")
        return
    match = re.fullmatch(r"(?P<title>.{12,}?) (?:\||-|–|—|::|»|·) (?P<outlet>[^|]{2,40})", whole)
    if not match or stated.value not in (match["title"], whole):
        return
    # A dash alone may belong to the headline; with a heading to compare it does not.
    sure = match["title"] == stated.value or " | " in whole
    if sure and "outlet" not in found:
        found["outlet"] = Datum(match["outlet"], "html title")
    if sure and stated.value == whole:
        found["title"] = Datum(match["title"], stated.origin)


def _shown_in(whole: str, lines: Sequence[str]) -> str:
    """The longest line that stands in a page's title between signs, and is not all of it."""
    fits = [
        line
        for line in lines
        if _MIN_TITLE <= len(line) < len(whole)
        and re.search(rf"(?:^|[{_MARKS}] ){re.escape(line)}(?:$| ?[{_MARKS}])", whole)
    ]
    return max(fits, key=len, default="")


def day_of(value: str) -> date | None:
    """The day that a stated date or moment is of, in ISO form or as people write it."""
    if match := _ISO.match(value):
        try:
            return date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            return None
    return next((found.day for found in find_dates(value)), None)
