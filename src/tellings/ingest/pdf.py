"""PDF: the text of the pages, put back into paragraphs, without running heads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from threading import Lock
from typing import Any

import pypdfium2 as pdfium

from tellings.errors import EmptyFile, UnreadableFile
from tellings.ingest import ocr
from tellings.ingest.clean import tidy
from tellings.ingest.extract import Datum, Extract

MAX_PAGES = 2_000
"""Pages beyond this are refused: such a file is a book."""
_MAX_SIDE = 6_000
"""The longest side of a picture of a page, in dots."""
_GAP = 1.45
_TALLER = 1.15
_SHORT_LINE = 0.75
_RUNNING = 3
_PAGE_NUMBER = re.compile(r"\W*(?:page )?\d{1,4}(?: (?:of|/) \d{1,4})?\W*", re.IGNORECASE)
_END = re.compile(r"[.!?:][\"'”’)]*$")
_DIVIDED = "\ufffe"
"""What pdfium puts where a word is divided at the end of a line."""
# pdfium allows one thread at a time.
_PDFIUM = Lock()


@dataclass(frozen=True, slots=True)
class _Row:
    """One printed line: its words, the height of its type and its distance to the line above."""

    text: str
    height: float
    above: float


def extract(data: bytes) -> Extract:
    """The text of a PDF; that of scanned pages by recognition, if it is installed.

    Raises UnreadableFile (damaged, locked) and EmptyFile (scanned, and nothing to read it with).
    """
    with _PDFIUM:
        pages, title, author = _read(data)
    text = _text_of(pages)
    is_scanned = not text
    if is_scanned:
        text = _text_of(_recognised(data))
    if not text:
        raise EmptyFile("no text was found on its pages", advice="give the text of it")
    stated = {"title": title, "author": author}
    known = {k: Datum(v, f"pdf {k.title()}") for k, v in stated.items() if v}
    if is_scanned:
        known["recognised"] = Datum("yes", "text recognised by tesseract: it may hold errors")
    return Extract(text, known)


def _text_of(pages: Sequence[Sequence[_Row]]) -> str:
    return tidy(_undivide("\n\n".join(_paragraphs(_without_running(pages)))))


def _recognised(data: bytes) -> list[list[_Row]]:
    """The lines of scanned pages. A blank line is as a gap of two lines, so that it divides."""
    if problem := ocr.missing():
        raise problem
    return [
        [
            _Row(line.strip(), 1.0, 2.0 if after_blank else 1.0)
            for line, after_blank in _with_blanks(page.splitlines())
        ]
        for page in ocr.recognise(_pictures(data))
    ]


def _with_blanks(lines: Sequence[str]) -> Iterator[tuple[str, bool]]:
    blank = False
    for line in lines:
        if line.strip():
            yield line, blank
        blank = not line.strip()


def _pictures(data: bytes) -> Iterator[Any]:
    with _PDFIUM:
        file = pdfium.PdfDocument(data)
        try:
            if len(file) > ocr.MAX_PAGES:
                raise UnreadableFile(
                    f"it is a scan of more than {ocr.MAX_PAGES} pages",
                    advice="give the pages that matter",
                )
            for page in file:
                yield _picture(page)
        except pdfium.PdfiumError as error:
            raise UnreadableFile(
                "one of its pages is damaged", advice="open it and save it again"
            ) from error
        finally:
            file.close()


def _picture(page: Any) -> Any:
    """A page as a picture, coarser where the page is larger than paper is."""
    inches = max(page.get_size()) / 72
    dots = min(ocr.DOTS_AN_INCH, _MAX_SIDE / max(inches, 0.1))
    return page.render(scale=dots / 72, grayscale=True).to_pil()


def _read(data: bytes) -> tuple[list[list[_Row]], str, str]:
    try:
        file = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        locked = "password" in str(error).casefold()
        raise UnreadableFile(
            "it is locked with a password" if locked else "it is damaged or not a PDF",
            advice="save it again without a password" if locked else "open it and save it again",
        ) from error
    try:
        if len(file) > MAX_PAGES:
            raise UnreadableFile(
                f"it has more than {MAX_PAGES} pages", advice="give the pages that matter"
            )
        pages = [list(_rows(page)) for page in file]
        stated = file.get_metadata_dict()
    except pdfium.PdfiumError as error:
        raise UnreadableFile(
            "one of its pages is damaged", advice="open it and save it again"
        ) from error
    finally:
        file.close()
    title = stated.get("Title", "").strip()
    # Programs put the name of the file here.
    title = "" if re.search(r"\.\w{2,5}$|^untitled|^microsoft word|^\S*$", title, re.I) else title
    return pages, title, stated.get("Author", "").strip()


def _rows(page: Any) -> Iterator[_Row]:
    words = page.get_textpage()
    text = words.get_text_range()
    bottom = None
    for match in re.finditer(r"[^\r\n]+", text):
        line = match[0].strip()
        if not line:
            continue
        at = match.start() + match[0].index(line[0])
        _, low, _, high = words.get_charbox(at, loose=True)
        yield _Row(line, high - low, 0.0 if bottom is None else bottom - low)
        bottom = low


def _without_running(pages: Sequence[Sequence[_Row]]) -> Iterator[Sequence[_Row]]:
    """The pages without page numbers and the lines that head or foot most of them."""
    edges = Counter(
        re.sub(r"\d+", "#", row.text)
        for rows in pages
        for row in {id(r): r for r in (*rows[:2], *rows[-2:])}.values()
    )
    running = {
        text
        for text, n in edges.items()
        if n >= max(2 if "#" in text else _RUNNING, len(pages) / 2)
    }
    for rows in pages:
        last = len(rows) - 1
        yield [
            row
            for i, row in enumerate(rows)
            if not (
                (i < 2 or i > last - 2)
                and (re.sub(r"\d+", "#", row.text) in running or _PAGE_NUMBER.fullmatch(row.text))
            )
        ]


def _paragraphs(pages: Iterator[Sequence[_Row]]) -> Iterator[str]:
    rows = [row for page in pages for row in page]
    if not rows:
        return
    pitch = median([r.above for r in rows if r.above > 0] or [0.0])
    width = sorted(len(r.text) for r in rows)[int(len(rows) * 0.8)]
    paragraph = rows[0].text
    for last, row in pairwise(rows):
        if _is_break(last, row, pitch, width):
            yield paragraph
            paragraph = row.text
        else:
            paragraph = _join(paragraph, row.text)
    yield paragraph


def _is_break(last: _Row, row: _Row, pitch: float, width: int) -> bool:
    """Whether a new paragraph begins: after a gap, in other type, or after a short last line."""
    if pitch and row.above > _GAP * pitch:
        return True
    low, high = sorted((last.height, row.height))
    if low > 0 and high / low > _TALLER:
        return True
    if len(last.text) >= _SHORT_LINE * width:
        return False
    # A short line ends a paragraph, or is a heading or an item, unless the sentence goes on.
    return bool(_END.search(last.text)) or not row.text[0].islower()


def _join(before: str, after: str) -> str:
    """Two lines as one; a word divided by a hyphen is marked for `_undivide`."""
    if re.search(r"\w[-\u00ad\u2010]$", before) and after[:1].islower():
        return f"{before[:-1]}{_DIVIDED}{after}"
    return f"{before} {after}"


def _undivide(text: str) -> str:
    """Words divided at the end of a line put together, or kept with their hyphen.

    The hyphen stays where both halves are words of this text and the whole is not ("rebel-held").
    """
    undivided = re.sub(rf"\w+[{_DIVIDED}\x02]\s*\w+", " ", text)
    known = set(re.findall(r"[^\W_]+", undivided))

    def whole(match: re.Match[str]) -> str:
        halves = {match[1], match[2]}
        is_compound = halves <= known and match[1] + match[2] not in known
        return match[1] + ("-" if is_compound else "") + match[2]

    return re.sub(rf"(\w+)[{_DIVIDED}\x02]\s*(\w+)", whole, text)
