"""Which column of a table, or key of a JSON object, holds which datum."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from tellings.errors import UnreadableFile

FIELDS: Final = ("text", "title", "outlet", "author", "published", "updated", "url", "language")
"""What a column may be mapped to."""

_NAMES: Final = {
    "text": "text fulltext full_text body content contents article story document transcript"
    " message post maintext main_text plaintext article_body description summary",
    "title": "title headline heading subject article_title",
    "outlet": "outlet source publisher publication newspaper paper site site_name pub_name channel"
    " media domain source_name media_name website feed",
    "author": "author authors byline creator writer by journalist reporter",
    "published": "published date publication_date pub_date pubdate published_at date_published"
    " publish_date datetime timestamp day created created_at time",
    "updated": "updated modified date_modified updated_at last_modified last_updated",
    "url": "url link permalink href uri address web_url source_url article_url",
    "language": "language lang",
}
_ENOUGH: Final = 80
"""A column that no name tells is the text if its cells have so many characters on average."""
_WORDS: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")


def guess(names: Sequence[str], rows: Iterable[Mapping[str, str]] = ()) -> dict[str, str]:
    """Field to column, by the columns' names; the text, if no name tells it, by its length.

    A name tells by itself ("headline"), then by its last words ("article_content").
    """
    found: dict[str, str] = {}
    for field in FIELDS:
        ranked = sorted(
            (rank, place, name)
            for place, name in enumerate(names)
            if name not in found.values() and (rank := _rank(field, name)) is not None
        )
        if ranked:
            found[field] = ranked[0][2]
    sample = list(rows)
    longest = max(
        (name for name in names if name not in found.values()),
        key=lambda name: _length(sample, name),
        default="",
    )
    named = _length(sample, found["text"]) if "text" in found else 0.0
    # A summary beside the whole article, or a text under an unheard-of name.
    if longest and _length(sample, longest) >= max(_ENOUGH, 3 * named):
        found["text"] = longest
    return found


def _rank(field: str, name: str) -> int | None:
    known = _NAMES[field].split()
    words = [word.casefold() for word in _WORDS.findall(name)]
    for cut in range(len(words)):
        for joined in ("_".join(words[cut:]), "".join(words[cut:])):
            if joined in known:
                return cut * len(known) + known.index(joined)
    return None


def _length(rows: Sequence[Mapping[str, str]], name: str) -> float:
    return sum(len(row.get(name, "")) for row in rows) / max(1, len(rows))


def parse(words: str) -> dict[str, str]:
    """`text=article_content,title=headline` as field to column.

    Raises ValueError, which says what is wrong with it.
    """
    columns: dict[str, str] = {}
    for pair in filter(None, (pair.strip() for pair in words.split(","))):
        field, sign, column = (part.strip() for part in pair.partition("="))
        if not sign or not column:
            raise ValueError(f"“{pair}” is not of the form datum=column")
        if field not in FIELDS:
            raise ValueError(f"“{field}” is none of {', '.join(FIELDS)}")
        columns[field] = column
    if "text" not in columns:
        raise ValueError("it does not say which column is the text")
    return columns


def shown(columns: Mapping[str, str]) -> str:
    """The mapping as it is given on the command line."""
    return ",".join(f"{field}={columns[field]}" for field in FIELDS if field in columns)


def checked(columns: Mapping[str, str], names: Sequence[str]) -> Mapping[str, str]:
    """`columns`, if the table has a text and all that they name. Raises UnreadableFile."""
    has = f"its columns are: {', '.join(names[:30])}"
    missing = [column for column in columns.values() if column not in names]
    if missing:
        raise UnreadableFile(f"it has no column “{missing[0]}”; {has}", advice="see --map")
    if "text" not in columns:
        raise UnreadableFile(
            f"no column of it is seen to hold texts; {has}",
            advice="say which: --map text=COLUMN,title=COLUMN,published=COLUMN",
        )
    return columns
