"""The bundled examples as plain text, and what a careful reader finds in them."""

from __future__ import annotations

import email
import email.policy
import html
import io
import json
import re
from pathlib import Path
from typing import Any

import docx
import pypdfium2

FOLDER = Path(__file__).parents[1] / "examples" / "vardania"
EXPECTED: dict[str, Any] = json.loads(
    (Path(__file__).parent / "examples_expected.json").read_text("utf-8")
)


def raw_text(path: Path) -> str:
    """The words of a file by the plainest means, apart from the package's own ingestion."""
    data = path.read_bytes()
    match path.suffix:
        case ".eml":
            mail = email.message_from_bytes(data, policy=email.policy.default)
            return str(mail.get_content())
        case ".html":
            body = data.decode().split("<body>")[1]
            return html.unescape(re.sub(r"<[^>]+>", " ", body))
        case ".pdf":
            pages = pypdfium2.PdfDocument(data)
            return "\n".join(page.get_textpage().get_text_range() for page in pages)
        case ".docx":
            return "\n".join(docx_lines(data))
        case _:
            return data.decode()


def docx_lines(data: bytes) -> list[str]:
    """The paragraphs of a DOCX, then the cells of its tables."""
    report = docx.Document(io.BytesIO(data))
    cells = [c.text for t in report.tables for r in t.rows for c in r.cells]
    return [p.text for p in report.paragraphs] + cells


def squeeze(text: str) -> str:
    """`text` with single blanks for all its white space."""
    return re.sub(r"\s+", " ", text)


TEXTS = {stem: squeeze(raw_text(FOLDER / name)) for stem, name in EXPECTED["files"].items()}
