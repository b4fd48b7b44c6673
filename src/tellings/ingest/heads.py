"""The lines above the first sentence: masthead, headline, byline, dateline.

A document often opens with the name of who publishes it, so the first line that looks like a
headline is not always the headline.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from tellings.ingest import comments, edges, wires
from tellings.ingest.dates import date_at, find_dates, is_date
from tellings.ingest.lines import Line, same_words

MAX_TITLE_WORDS = 32
MAX_TITLE_CHARACTERS = 220
MAX_NAME_WORDS = 6
_MAX_BYLINE = 200

_BYLINE = re.compile(
    r"(?:by|author|written by|report(?:ed|ing)? by|words)(?: the| our)?:? (?-i:[A-Z\"]).{1,80}"
    r"|(?:by|from) (?:our|a|an|the) (?:\w+ ){0,3}"
    r"(?:correspondents?|reporters?|staff|writers?|editors?|desk|bureau|agenc(?:y|ies))\b.{0,60}"
    r"|.{2,50}, (?:staff (?:writer|reporter)|correspondent|special correspondent|editor)\.?"
    r"|\(?(?:reporting|writing|editing|additional reporting) by .{3,200}"
    r"|sources?\s*:\s*.{2,80}",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?:(?:no|nr|number|issue|vol(?:ume)?|bulletin|communiqu[eé]|edition|press release)\.? ?"
    r"|№ ?|#)[\d][\w/.-]*",
    re.IGNORECASE,
)
_RUBRIC = re.compile(
    r"\W*(?:our view|editorials?|opinion|comment|commentary|leader|viewpoint|analysis|interview"
    r"|news|world|press (?:service|office|release|statement)|for immediate release|exclusive"
    r"|breaking(?: news)?|transcript)\W*",
    re.IGNORECASE,
)
_MASTHEAD = re.compile(
    r"(?:the )?(?:[\w'’.-]+ ){0,4}(?:times|herald|courier|gazette|post|tribune|chronicle|journal"
    r"|observer|daily|weekly|radio|tv|news|agency|press|voice|star|mirror|telegraph|standard|echo"
    r"|monitor|review|mail|express|record|dispatch|banner|lantern|bulletin|quarterly|magazine)"
    r"(?: [A-Z][\w'’-]+){0,2}",
    re.IGNORECASE,
)
_SEPARATED = re.compile(r"\s[|·•–—-]\s")
_SHOUTED = re.compile(r"[^\w\s\"“‘'(#]{2,}.*[^\w\s]{2,}")
_SMALL = frozenset({"the", "of", "for", "and", "in", "on", "to", "a", "an", "at", "by"})


def is_title(line: Line) -> bool:
    """Whether a line can be a headline: short, and not a sentence of running text."""
    words = len(line.text.split())
    if words > MAX_TITLE_WORDS or len(line.text) > MAX_TITLE_CHARACTERS:
        return False
    if line.text.endswith((",", ";", ":")):
        return False
    return not line.text.endswith(".") or words <= 15


def is_byline(text: str) -> bool:
    """Whether a line says who wrote the text, where it comes from, or when it was published."""
    return len(text) <= _MAX_BYLINE and _is_byline(text)


@lru_cache(maxsize=1024)  # a line near the head is asked about several times
def _is_byline(text: str) -> bool:
    if is_date(text) or _BYLINE.fullmatch(text) or _NUMBER.fullmatch(text):
        return True
    label = edges.DATE_LABEL.match(text)
    found = date_at(text, label.end(), len(text)) if label else None
    if found and len(text) - found.end <= 80:
        return True
    credit = wires.leading(text, 0, len(text))
    if credit and credit.end >= len(text.rstrip(" .")):
        return True
    posted = comments.opener(text)
    return bool(posted and posted.author and posted.dated) or is_issue(text)


def is_issue(text: str) -> bool:
    """Whether a line is the day of an issue with its name, number or page around it."""
    found = next(find_dates(text), None) if len(text) <= 120 else None
    if found is None or comments.opener(text):
        return False
    before, after = text[: found.start], text[found.end :]
    if len(before.split()) > 8 or len(after.split()) > 5:
        return False
    return bool(_SEPARATED.search(text) or _MASTHEAD.fullmatch(before.strip(" ,|·•–—-")))


def is_signed(text: str) -> bool:
    """Whether a line is a signature with its day: "Committee of Sona, 3 May 2031"."""
    found = next(find_dates(text), None)
    if found is None or len(text) - found.end > 2:
        return False
    return is_name(text[: found.start].strip(" ,|·•–—-"))


def publisher(line: str) -> str | None:
    """Who publishes, by a masthead or the line of an issue ("Sona Weekly, 3 May 2031, page 4")."""
    found = next(find_dates(line), None)
    name = (line[: found.start] if found else line).strip(" ,|·•–—-")
    if found and not (_MASTHEAD.fullmatch(name) or (_SEPARATED.search(line) and is_name(name))):
        return None
    return _capitalised(name) if is_name(name) and not _RUBRIC.fullmatch(name) else None


def is_name(text: str) -> bool:
    """Whether a line is a name and no more: few words, the long ones capitalised, no end mark."""
    words = text.split()
    return (
        0 < len(words) <= MAX_NAME_WORDS
        and words[0][0].isupper()
        and not re.search(r"[.!?:,;\"“”\d]", text)
        and all(w[0].isupper() for w in words if len(w) > 3)
    )


def find_head(lines: Sequence[Line], free: Sequence[int]) -> tuple[list[int], list[int]]:
    """The headline's lines and the bylines among the lines `free` (up to the first sentence)."""
    head = [i for i in free if not lines[i].is_prose or i == free[0] or is_byline(lines[i].text)]
    bylines = [i for i in head if is_byline(lines[i].text) or _is_signature(lines, i)]
    titles = [i for i in head if i not in bylines and is_title(lines[i])]
    shouted = [i for i in titles if _SHOUTED.fullmatch(lines[i].text)]
    if len(titles) > len(shouted):
        titles = [i for i in titles if i not in shouted]
    if not titles and bylines and _is_dated_title(lines[bylines[0]].text):
        titles.append(bylines.pop(0))
    named = _masthead(lines, titles, bylines)
    rubrics = [i for i in titles if i not in named and _RUBRIC.fullmatch(lines[i].text)]
    titles = [i for i in titles if i not in named and i not in rubrics]
    first = min(set(head) - {*bylines, *named, *rubrics, *shouted}, default=None)
    if not titles or titles[0] != first:
        return [], sorted({*bylines, *named, *rubrics})
    return [titles[0], *_further(lines, titles, bylines)], sorted({*bylines, *named, *rubrics})


def _is_signature(lines: Sequence[Line], index: int) -> bool:
    """Whether a line opens a post ("kesh77 wrote:") whose date stands on the next line."""
    following = lines[index + 1].text if index + 1 < len(lines) else ""
    return comments.opener(lines[index].text, following) is not None


def _masthead(lines: Sequence[Line], titles: list[int], bylines: list[int]) -> list[int]:
    """The lines that name who publishes, if the headline comes after them."""
    candidates = [i for i in titles[1:] if not _is_subheading(lines, i)]
    if not candidates or not is_name(lines[titles[0]].text):
        return []
    dated = [b for b in bylines if titles[0] < b < candidates[-1]]
    if dated:
        return [i for i in titles if i < dated[0]]
    return titles[:1] if _MASTHEAD.fullmatch(lines[titles[0]].text) else []


def _is_subheading(lines: Sequence[Line], index: int) -> bool:
    """Whether a line stands right on top of running text."""
    if index + 1 >= len(lines):
        return False
    return lines[index + 1].is_prose and not lines[index + 1].after_blank


def _further(lines: Sequence[Line], titles: list[int], bylines: list[int]) -> list[int]:
    """Further lines of the headline: above the byline, or saying the same again."""
    said = same_words(lines[titles[0]].text)
    return [
        i
        for i in titles[1:]
        if same_words(lines[i].text) == said
        or (i < titles[0] + 3 and any(i < b <= i + 2 for b in bylines))
    ]


def _is_dated_title(text: str) -> bool:
    """Whether a line that reads "NAME, DATE" can be the title: that of an issue, say."""
    return (
        any(find_dates(text))
        and not is_date(text)
        and not re.match(
            r"\W*(?:by|posted|written|submitted|re|from|published|updated|date|sources?)\b",
            text,
            re.IGNORECASE,
        )
    )


def named_author(text: str) -> str | None:
    """The name in "… by NAME", if there is one."""
    match = re.search(r"\b[Bb][Yy]:? (?P<name>[A-Z].{2,60})$", text)
    return match["name"].rstrip(" .") if match else None


def bare_title(text: str) -> tuple[str, str | None]:
    """A headline without marks and without the outlet beside it, and that outlet.

    "TITLE | OUTLET" and "TITLE - SECTION - OUTLET" are how page titles are made. One dash alone
    more often gives a source ("22 killed - monitor"), so it counts only after a long name of an
    outlet ("National News Agency - TITLE").
    """
    text = text.strip().lstrip("#*= ").rstrip("#*= ")
    title, bar, outlet = text.rpartition(" | ")
    if not bar and text.count(" - ") >= 2:
        title, _, outlet = text.rpartition(" - ")
        title = title.split(" - ")[0]
    before, dash, after = text.partition(" - ")
    if dash and not title and len(before.split()) >= 3 and _MASTHEAD.fullmatch(before):
        return after.strip(), before
    if title and outlet and len(outlet.split()) <= 5 < len(same_words(title)):
        return title.strip(), outlet.strip()
    return text, None


def _capitalised(name: str) -> str:
    """A name set in capitals as it is usually written; abbreviations stay."""
    if not name.isupper() or len(name.split()) < 2:
        return name
    words = name.casefold().split()
    written = [w if w in _SMALL else w.capitalize() for w in words]
    kept = [
        old if not re.search(r"[AEIOUY]", old) else new
        for old, new in zip(name.split(), written, strict=True)
    ]
    return kept[0][:1].upper() + " ".join(kept)[1:]
