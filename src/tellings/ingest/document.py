"""From what a format yields to a document."""

from __future__ import annotations

import hashlib

from tellings.domain.text import Document, Part, PartKind, Span
from tellings.errors import EmptyFile, UnsupportedLanguage
from tellings.ingest import language
from tellings.ingest.extract import Extract
from tellings.ingest.metadata import describe
from tellings.ingest.parts import segment

_NAMES = {
    "ar": "Arabic",
    "de": "German",
    "es": "Spanish",
    "fa": "Persian",
    "fr": "French",
    "he": "Hebrew",
    "it": "Italian",
    "nl": "Dutch",
    "pl": "Polish",
    "pt": "Portuguese",
    "ru": "Russian",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "zh": "Chinese",
}
_ID_LENGTH = 16


def build(extract: Extract, data: bytes, path: str) -> Document:
    """The document with its parts and metadata; `data` are the bytes received.

    Raises EmptyFile and UnsupportedLanguage.
    """
    text = extract.text
    if not any(c.isalnum() for c in text):
        raise EmptyFile("there is no text in it", advice="check that the right file was given")
    pieces = segment(text, extract.marks)
    own = "\n".join(text[p.start : p.end] for p in pieces if p.kind is not PartKind.BOILERPLATE)
    code, probability = language.tell(own or text)
    if code not in (None, language.READ):
        raise UnsupportedLanguage(
            f"it is in {_NAMES.get(str(code), f'another language ({code})')}",
            advice="only English is read so far: give an English text or a translation",
        )
    facts = describe(text, pieces, extract.data)
    sha256 = hashlib.sha256(data).hexdigest()
    ident = sha256[:_ID_LENGTH]
    if code:
        facts.put("language", code, f"told from the text, probability {probability:.2f}")
    return Document(
        id=ident,
        path=path,
        text=text,
        sha256=sha256,
        title=facts.values.get("title"),
        outlet=facts.values.get("outlet"),
        author=facts.values.get("author"),
        published=facts.day(),
        url=facts.values.get("url"),
        genre=facts.values.get("genre"),
        language=facts.values.get("language"),
        parts=tuple(Part(p.kind, Span(ident, p.start, p.end), p.author) for p in pieces),
        # The wire has no field of its own: its name stands here, under "wire".
        provenance=facts.provenance
        | ({"wire": facts.values["wire"]} if "wire" in facts.values else {}),
    )
