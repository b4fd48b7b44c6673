"""Bytes to text."""

from __future__ import annotations

import codecs
import re

import charset_normalizer
import ftfy

from tellings.errors import EmptyFile, UnreadableFile

MAX_CONTROL_SHARE = 0.01
"""More control characters than this share of a text, and it is no text."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffe\uffff]")
_ADVICE = "save it as UTF-8 text, or give the PDF, Word or HTML file it was made from"
_SOUND = re.compile(r"[\n\t\x20-\x7e\xa0‘’“”–—…•]*")
"""Text of these characters alone has nothing that ftfy would mend, which takes its time."""
_FTFY = ftfy.TextFixerConfig(
    unescape_html=False, uncurl_quotes=False, fix_latin_ligatures=True, normalization="NFC"
)


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of `data` with CRLF as LF and nothing else changed.

    UTF-8 comes first because other encodings hardly ever pass for it; then what the file itself
    declares, then a guess. Raises EmptyFile and UnreadableFile.
    """
    if not data.strip():
        raise EmptyFile("there is no text in it", advice="check that the right file was given")
    text = _decode(data, declared).replace("\r\n", "\n")
    if not text.strip():
        raise EmptyFile("there is no text in it", advice="check that the right file was given")
    if "\x00" in text or len(_CONTROL.findall(text)) > MAX_CONTROL_SHARE * len(text):
        raise UnreadableFile("it is binary, not text", advice=_ADVICE)
    return text


def _decode(data: bytes, declared: str | None) -> str:
    for encoding in (*(name for bom, name in _BOMS if data.startswith(bom)), "utf-8", declared):
        try:
            if encoding:
                return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    if b"\x00" in data[:4096]:
        raise UnreadableFile("it is binary, not text", advice=_ADVICE)
    best = charset_normalizer.from_bytes(data).best()
    if best is None:
        raise UnreadableFile("its encoding cannot be told", advice=_ADVICE)
    return str(best)


def tidy(text: str) -> str:
    """Extracted text made readable: mojibake mended, white space even, blank lines single.

    Never for plain text, whose offsets are those of the file.
    """
    # Lone surrogates (from broken mail headers) cannot be stored as UTF-8.
    text = text.encode("utf-8", "replace").decode("utf-8")
    if not _SOUND.fullmatch(text):
        text = ftfy.fix_text(text, _FTFY)
    text = re.sub(r"[^\S\n]+", " ", text)
    text = re.sub(r" ?\n ?", "\n", text)
    return re.sub(r"\n{3,}", "\n\n", text).strip()
