"""Scanned pages to text, by tesseract: the extra `ocr`, and a program of its own.

Nothing is sent anywhere: tesseract runs on this machine.
"""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Iterable, Iterator
from typing import Any, Final

from tellings.errors import EmptyFile, UnreadableFile

MAX_PAGES: Final = 60
"""Scans of more pages are refused: each takes some seconds."""
DOTS_AN_INCH: Final = 300
"""What tesseract reads best (its documentation, "Improving the quality of the output")."""
_SECONDS: Final = 60
"""What one page may take."""


def missing() -> EmptyFile | None:
    """What is not there of what reading scans needs, as the error that says so."""
    scanned = "it holds pictures of pages and no text"
    if importlib.util.find_spec("pytesseract") is None:
        return EmptyFile(
            scanned,
            advice="install what recognises text: pip install 'tellings[ocr]', and tesseract",
        )
    if shutil.which("tesseract") is None:
        return EmptyFile(
            scanned,
            advice="install the program tesseract (Debian: apt install tesseract-ocr; macOS: brew"
            " install tesseract), or give the text",
        )
    return None


def recognise(pictures: Iterable[Any]) -> Iterator[str]:
    """The text of each page, given as a picture (PIL). Raises UnreadableFile."""
    import pytesseract

    for number, picture in enumerate(pictures, start=1):
        try:
            yield str(pytesseract.image_to_string(picture, lang="eng", timeout=_SECONDS))
        except (pytesseract.TesseractError, RuntimeError) as error:
            raise UnreadableFile(
                f"text recognition failed on page {number}: {str(error)[:120]}",
                advice="give the text, or a clearer scan",
            ) from error
