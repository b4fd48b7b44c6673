"""From what a format yields to a document."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from tellings.domain.text import Document, Part, PartKind, Span
from tellings.errors import EmptyFile, UnsupportedLanguage
from tellings.ingest import language
from tellings.ingest.extract import Datum, Extract
from tellings.ingest.limits import check_text, whole
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


def build(
    extract: Extract, data: bytes, path: str, overrides: Mapping[str, Datum] | None = None
) -> Document:
    """The document with its parts and metadata; `data` are the bytes received.

    `overrides` is what people say of it: it holds against all that the document says of itself.

    Raises EmptyFile, UnsupportedLanguage, and UnreadableFile where the text is too long.
    """
    text = check_text(whole(extract.text))
    if not any(c.isalnum() for c in text):
        raise EmptyFile("there is no text in it", advice="check that the right file was given")
    pieces = segment(text, extract.marks)
    own = "\n".join(text[p.start : p.end] for p in pieces if p.kind is not PartKind.BOILERPLATE)
    code, probability = language.tell(own or text)
    said = (
        overrides["language"].value.casefold()[:2]
        if overrides and "language" in overrides
        else code
    )
    if said not in (None, language.READ):
        raise UnsupportedLanguage(
            f"it is in {_NAMES.get(str(said), f'another language ({said})')}",
            advice="only English is read so far: give an English text or a translation",
        )
    facts = describe(text, pieces, extract.data, overrides or {})
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
        published=facts.day("published"),
        url=facts.values.get("url"),
        genre=facts.values.get("genre"),
        language=facts.values.get("language"),
        parts=tuple(
            Part(p.kind, Span(ident, p.start, p.end), p.author and whole(p.author)) for p in pieces
        ),
        # The wire has no field of its own: its name stands here, under "wire".
        provenance=facts.provenance
        | ({"wire": facts.values["wire"]} if "wire" in facts.values else {}),
        updated=facts.day("updated"),
        dateline=facts.day("dateline"),
        confidence=facts.confidence(),
        conflicts=facts.conflicts(),
    )
