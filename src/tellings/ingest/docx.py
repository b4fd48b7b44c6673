"""Word documents: paragraphs and tables in the order of the file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import docx
from docx.document import Document as WordDocument
from docx.opc.exceptions import OpcError
from docx.table import Table, _Cell
from lxml.etree import XMLSyntaxError

from tellings.domain.text import PartKind
from tellings.errors import UnreadableFile
from tellings.ingest.archive import DAMAGE, MAX_UNPACKED_BYTES
from tellings.ingest.clean import tidy
from tellings.ingest.extract import Datum, Extract, Mark

_ADVICE = "open it in a word processor and save it again as .docx"
_MAX_NESTED = 8
# python-docx trusts what it opens: missing pieces show as errors of every kind.
_DAMAGE = (
    *DAMAGE,
    OpcError,
    XMLSyntaxError,
    AttributeError,
    IndexError,
    KeyError,
    RuntimeError,
    TypeError,
)
_NOT_AUTHORS = frozenset({"python-docx", "admin", "administrator", "user", "author", "microsoft"})


def extract(data: bytes) -> Extract:
    """The text of a Word document, a blank line between paragraphs. Raises UnreadableFile."""
    try:
        file = _open(data)
        paragraphs, stated = list(_paragraphs(file)), _data(file)
    except _DAMAGE as error:
        raise UnreadableFile("it is damaged or not a Word document", advice=_ADVICE) from error
    text = ""
    marks: list[Mark] = []
    for words, is_title in paragraphs:
        words = tidy(words)
        if not words:
            continue
        gap = "\n\n" if text else ""
        if is_title and not marks:
            start = len(text) + len(gap)
            marks.append(Mark(start, start + len(words), PartKind.HEADLINE))
        text += gap + words
    return Extract(text, stated, tuple(marks))


def _open(data: bytes) -> WordDocument:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        if sum(i.file_size for i in file.infolist()) > MAX_UNPACKED_BYTES:
            raise UnreadableFile("it unpacks to too much", advice=_ADVICE)
    return docx.Document(io.BytesIO(data))


def _paragraphs(holder: WordDocument | _Cell, depth: int = 0) -> Iterator[tuple[str, bool]]:
    """The text of each paragraph and whether it is styled as the title."""
    for item in holder.iter_inner_content():
        if not isinstance(item, Table):
            style = item.style.name if item.style else ""
            yield item.text, style == "Title"
        elif depth < _MAX_NESTED:
            for row in item.rows:
                # A merged cell is given once for each column that it spans.
                for cell in {id(c._tc): c for c in row.cells}.values():
                    yield from _paragraphs(cell, depth + 1)


def _data(file: WordDocument) -> dict[str, Datum]:
    stated = {}
    core = file.core_properties
    if core.title and core.title.casefold() not in ("word document", "document"):
        stated["title"] = Datum(core.title, "docx title")
    if core.author and core.author.casefold() not in _NOT_AUTHORS:
        stated["author"] = Datum(core.author, "docx author")
    return stated
