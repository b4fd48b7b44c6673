"""Each format gives the same words, and breaks without harm."""

import gzip
import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from evaluation.faulty import good
from tellings.domain.text import Document, PartKind, Refusal
from tellings.errors import UnknownFormat
from tellings.ingest import FORMATS, Found, take
from tellings.ingest.formats import TABLE, tell_format
from tellings.ingest.lines import same_words

STORY = (
    "Blast in Dravik\n\n5 May 2031\n\nShells fell on the market of Dravik on Monday and killed 31 "
    "people, the Vardania Monitor for Civilians said, while the army denied that it had fired.\n\n"
    "The road to the harbour was closed until the evening, and the wounded were taken to Sona.\n"
)
PROSE = [same_words(paragraph) for paragraph in STORY.split("\n\n")[2:]]


def taken(path: Path, data: bytes) -> list[Document | Refusal]:
    path.write_bytes(data)
    return list(take(Found(path)))


def one(path: Path, data: bytes) -> Document:
    (document,) = taken(path, data)
    assert isinstance(document, Document), document
    return document


@pytest.mark.parametrize("suffix", sorted(good.FORMATS))
def test_every_format_gives_the_prose_and_the_day(tmp_path: Path, suffix: str) -> None:
    document = one(tmp_path / f"a{suffix}", good.FORMATS[suffix](STORY))
    words = same_words(document.text)
    assert all(paragraph in words for paragraph in PROSE)
    assert str(document.published) == "2031-05-05"
    assert all(document.quote(part.span).strip() for part in document.parts)
    assert set(document.confidence) == set(document.provenance) - (
        {"wire"} - document.confidence.keys()
    )


@pytest.mark.parametrize("suffix", [".odt", ".epub", ".docx", ".xlsx", ".rtf", ".warc"])
@pytest.mark.parametrize("name", ["a.txt", "a", "a.html"])
def test_a_wrong_name_is_seen_through(tmp_path: Path, suffix: str, name: str) -> None:
    data = good.FORMATS[suffix](STORY)
    document = one(tmp_path / name, data)
    assert all(paragraph in same_words(document.text) for paragraph in PROSE)


def test_every_suffix_that_is_listed_is_told() -> None:
    for suffix in FORMATS:
        if suffix not in (".rss", ".atom", ".xml"):  # a feed is told by what is in it
            assert tell_format(f"a{suffix}", b"some words") in {each.name for each in TABLE}
    with pytest.raises(UnknownFormat, match="no feed"):
        tell_format("a.xml", b"<?xml version='1.0'?><note/>")


@pytest.mark.parametrize("suffix", [".odt", ".epub"])
def test_entities_are_refused(tmp_path: Path, suffix: str) -> None:
    source = zipfile.ZipFile(io.BytesIO(good.FORMATS[suffix](STORY)))
    swollen = io.BytesIO()
    with zipfile.ZipFile(swollen, "w") as archive:
        for name in source.namelist():
            data = source.read(name)
            if name in ("content.xml", "OEBPS/c.opf"):
                data = data.replace(b"?>", b'?><!DOCTYPE a [<!ENTITY b "c">]>', 1)
            archive.writestr(name, data)
    (refusal,) = taken(tmp_path / f"a{suffix}", swollen.getvalue())
    assert isinstance(refusal, Refusal)
    assert "entities" in refusal.reason


def test_a_feed_with_entities_is_refused(tmp_path: Path) -> None:
    data = b'<!DOCTYPE a [<!ENTITY b "c">]>' + good.rss(STORY)
    (refusal,) = taken(tmp_path / "a.rss", data)
    assert isinstance(refusal, Refusal)
    assert "entities" in refusal.reason


def test_a_tape_archive_is_opened_with_care(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        for name, kind in (
            ("../out.txt", tarfile.REGTYPE),
            ("link.txt", tarfile.SYMTYPE),
            ("good.txt", tarfile.REGTYPE),
        ):
            member = tarfile.TarInfo(name)
            member.type, member.linkname = kind, "/etc/passwd"
            member.size = len(STORY.encode()) if kind == tarfile.REGTYPE else 0
            archive.addfile(member, io.BytesIO(STORY.encode()))
    outside, link, document = taken(tmp_path / "a.tar.gz", packed.getvalue())
    assert isinstance(outside, Refusal)
    assert "outside" in outside.reason
    assert isinstance(link, Refusal)
    assert "link" in link.reason
    assert isinstance(document, Document)
    assert document.path.endswith("a.tar/good.txt")


def test_a_packed_crawl_gives_its_pages_with_their_addresses(tmp_path: Path) -> None:
    document = one(tmp_path / "a.warc.gz", gzip.compress(good.warc(STORY)))
    assert document.url == "https://radio.example/a"
    assert document.provenance["url"] == "warc WARC-Target-URI"


def test_what_swells_when_unpacked_is_refused(tmp_path: Path) -> None:
    (refusal,) = taken(tmp_path / "a.txt.gz", gzip.compress(bytes(210 * 1024**2)))
    assert isinstance(refusal, Refusal)
    assert "unpacks to more than" in refusal.reason


def test_each_mail_of_a_box_is_a_document(tmp_path: Path) -> None:
    second = STORY.replace("Dravik", "Belmora")
    first, other = taken(tmp_path / "a.mbox", good.mbox(STORY) + good.mbox(second))
    assert isinstance(first, Document)
    assert isinstance(other, Document)
    assert first.path.endswith("a.mbox/00001.eml")
    assert "Belmora" in other.text
    assert first.id != other.id


def test_a_saved_page_keeps_its_address(tmp_path: Path) -> None:
    page = good.html(STORY).decode()
    saved = (
        "From: <Saved by Browser>\r\nSnapshot-Content-Location: https://post.example/blast\r\n"
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=X\r\n\r\n--X\r\n"
        f"Content-Type: text/html; charset=utf-8\r\n\r\n{page}\r\n--X--\r\n"
    )
    document = one(tmp_path / "a.mhtml", saved.encode())
    assert document.url == "https://post.example/blast"
    assert document.title == "Blast in Dravik"


def test_the_contents_of_a_book_are_kept_as_such(tmp_path: Path) -> None:
    book = zipfile.ZipFile(io.BytesIO(good.epub(STORY)))
    with_contents = io.BytesIO()
    with zipfile.ZipFile(with_contents, "w") as archive:
        for name in book.namelist():
            data = book.read(name).decode()
            data = data.replace(
                "<manifest>",
                '<manifest><item id="n" href="n.xhtml" properties="nav"'
                ' media-type="application/xhtml+xml"/>',
            ).replace("<spine>", '<spine><itemref idref="n"/>')
            archive.writestr(name, data)
        archive.writestr(
            "OEBPS/n.xhtml",
            "<html><body><nav><ol><li><a href='a'>The market</a></li></ol></nav></body></html>",
        )
    document = one(tmp_path / "a.epub", with_contents.getvalue())
    kinds = {document.quote(part.span): part.kind for part in document.parts}
    assert kinds["The market"] is PartKind.CONTENTS
