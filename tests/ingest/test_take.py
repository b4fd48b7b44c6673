import hashlib
import io
import os
import zipfile
from email.message import EmailMessage
from functools import partial
from pathlib import Path

import docx as word
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tellings.domain.text import Document, PartKind, Refusal
from tellings.ingest import Found, archive, find, from_text, take
from tests.ingest.minimal_pdf import pdf

BODY = (
    "Shells fell on the market of Dravik on Monday and killed 31 people, the Vardania Monitor for "
    "Civilians said, while the army denied that it had fired on the town."
)
TEXT = f"Blast in Dravik\n\n5 May 2031\n\n{BODY}\n"


def write(path: Path, data: bytes | str) -> Found:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return Found(path)


def one(found: Found) -> Document:
    (document,) = take(found)
    assert isinstance(document, Document), document
    return document


def refused(found: Found) -> Refusal:
    (refusal,) = take(found)
    assert isinstance(refusal, Refusal), refusal
    assert refusal.path == str(found.path)
    assert refusal.advice
    return refusal


def zipped(**files: bytes | str) -> bytes:
    return zipped_names({name.replace("__", "."): data for name, data in files.items()})


def zipped_names(files: dict[str, bytes | str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in files.items():
            file.writestr(name, data)
    return buffer.getvalue()


def test_plain_text_is_kept_as_it_is(tmp_path: Path) -> None:
    raw = "Blast in Dravik\r\n\r\n  5 May 2031 \r\n\r\nThe townâ€™s market burned, it said.\r\n\r\n"
    document = one(write(tmp_path / "a.txt", raw))
    assert document.text == raw.replace("\r\n", "\n")
    assert document.sha256 == hashlib.sha256(raw.encode()).hexdigest()
    assert document.id == document.sha256[:16]
    assert document.language == "en"
    assert str(document.published) == "2031-05-05"
    assert {p.span.document for p in document.parts} == {document.id}


def test_markdown_gives_its_headline_without_marks(tmp_path: Path) -> None:
    assert (
        one(write(tmp_path / "a.md", f"# Blast in Dravik\n\n{BODY}\n")).title == "Blast in Dravik"
    )


def test_a_pdf_is_told_by_its_first_bytes(tmp_path: Path) -> None:
    data = pdf([("Blast in Dravik", 20, 0), ("Shells fell on the market of Dravik.", 11, 30)])
    assert "Shells fell" in one(write(tmp_path / "renamed.txt", data)).text


def test_a_file_without_suffix_is_text_or_a_page(tmp_path: Path) -> None:
    assert one(write(tmp_path / "text", TEXT)).text == TEXT
    page = f"<!DOCTYPE html><html><title>Blast in Dravik</title><body><p>{BODY}</p></body></html>"
    assert one(write(tmp_path / "page", page)).text == f"Blast in Dravik\n\n{BODY}"


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", "nothing"),
        ("blank.txt", b" \n\n", "nothing"),
        ("marks.txt", b"--- *** ---", "no text"),
        ("binary.txt", b"\x00\x01\x02\x03" * 50, "binary"),
        ("picture.png", b"\x89PNG\r\n\x1a\n123", ".png"),
        ("table.sav", b"a,b\n1,2\n", ".sav"),
        ("table.csv", b"a,b\n1,2\n", "no column"),
        ("old.doc", b"\xd0\xcf\x11\xe0abc", ".doc"),
        ("broken.pdf", b"%PDF-1.7\nxyz", "damaged"),
        ("broken.docx", b"PK\x03\x04xyz", "damaged"),
        ("broken.zip", b"PK\x03\x04xyz", "damaged"),
        ("not.eml", b"just words\n", "not a mail"),
        ("empty.html", b"<html><body></body></html>", "no text"),
        (
            "french.txt",
            "Au moins douze personnes ont été tuées lundi matin lorsque des obus sont tombés sur "
            "le marché de la ville, a annoncé le ministère, qui accuse les rebelles d'avoir tiré.",
            "French",
        ),
    ],
)
def test_bad_files_are_refused(tmp_path: Path, name: str, data: bytes | str, reason: str) -> None:
    assert reason in refused(write(tmp_path / name, data)).reason


def test_paths_that_cannot_be_read_are_refused(tmp_path: Path) -> None:
    assert "no such file" in refused(Found(tmp_path / "no.txt")).reason
    assert "folder" in refused(Found(tmp_path)).reason
    os.mkfifo(tmp_path / "pipe.txt")
    assert "regular" in refused(Found(tmp_path / "pipe.txt")).reason


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    found = write(tmp_path / "a.txt", TEXT)
    found.path.chmod(0)
    assert "cannot be opened" in refused(found).reason


def test_a_large_file_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "large.txt").open("wb") as file:
        file.truncate(51 * 1024 * 1024)
    assert "50 MB" in refused(Found(tmp_path / "large.txt")).reason


def test_one_bad_file_costs_no_other(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", TEXT)
    write(tmp_path / "b.pdf", b"%PDF-")
    write(tmp_path / "c.txt", TEXT.replace("31", "24"))
    results = [r for found in find([tmp_path]) for r in take(found)]
    assert [type(r) for r in results] == [Document, Refusal, Document]


def test_a_name_that_is_not_utf8_can_be_stored(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    assert one(write(path, TEXT)).path.endswith("caf\\xe9.txt")


def test_a_zip_gives_its_files(tmp_path: Path) -> None:
    data = zipped_names({"news/a.txt": TEXT, "__MACOSX/b.txt": "x", ".c": "x", "d.png": b"\x89PNG"})
    refusal, document = take(write(tmp_path / "a.zip", data))
    assert isinstance(document, Document)
    assert document.path == str(tmp_path / "a.zip/news/a.txt")
    assert document.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert isinstance(refusal, Refusal)
    assert refusal.path == str(tmp_path / "a.zip/d.png")


def test_archives_in_archives_are_read_to_a_limit(tmp_path: Path) -> None:
    inner = zipped(a__txt=TEXT)
    assert one(write(tmp_path / "two.zip", zipped(inner__zip=inner))).text == TEXT
    (refusal,) = take(write(tmp_path / "three.zip", zipped(b__zip=zipped(inner__zip=inner))))
    assert isinstance(refusal, Refusal)
    assert "too deep" in refusal.reason


@pytest.mark.parametrize(
    "name", ["../a.txt", "/etc/a.txt", "x/../../a.txt", "C:\\a.txt", "..\\a.txt"]
)
def test_names_that_lead_outside_are_refused(tmp_path: Path, name: str) -> None:
    results = list(take(write(tmp_path / "a.zip", zipped_names({name: TEXT, "good.txt": TEXT}))))
    assert sorted(type(r).__name__ for r in results) == ["Document", "Refusal"]
    (refusal,) = [r for r in results if isinstance(r, Refusal)]
    assert "outside" in refusal.reason


def test_a_bomb_is_refused_and_what_came_before_it_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "Budget", partial(archive.Budget, 100_000))
    files = {"a.txt": TEXT, "b.txt": "0" * 90_000, "c.txt": "0" * 90_000, "d.txt": TEXT}
    found = write(tmp_path / "bomb.zip", zipped_names(dict(files)))
    results = list(take(found))
    assert isinstance(results[0], Document)
    assert isinstance(results[-1], Refusal)
    assert "unpacks to more" in results[-1].reason
    assert results[-1].path == str(found.path)


def test_an_archive_member_that_lies_about_its_size_is_not_read_whole(tmp_path: Path) -> None:
    data = bytearray(zipped(a__txt=b"0" * 60_000_000))
    at = data.rindex(b"PK\x01\x02") + 24
    data[at : at + 4] = (10).to_bytes(4, "little")
    (refusal,) = take(write(tmp_path / "liar.zip", bytes(data)))
    assert isinstance(refusal, Refusal)


def test_an_archive_locked_or_empty_is_refused(tmp_path: Path) -> None:
    assert "no files" in refused(write(tmp_path / "empty.zip", zipped())).reason
    locked = bytearray(zipped(a__txt=TEXT))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(mark) + offset] |= 1
    (refusal,) = take(write(tmp_path / "locked.zip", bytes(locked)))
    assert isinstance(refusal, Refusal)
    assert "password" in refusal.reason


def mail(body: str = BODY, subject: str = "Blast in Dravik") -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = subject
    message["From"] = "Tarsin Radio desk <desk@radio.example>"
    message["Date"] = "Mon, 05 May 2031 18:00:00 +0200"
    message.set_content(body)
    return message


def test_a_mail_is_a_document_with_its_headers(tmp_path: Path) -> None:
    document = one(write(tmp_path / "a.eml", mail(f"{BODY}\n\n-- \nMira, desk").as_bytes()))
    assert document.text.startswith(f"Blast in Dravik\n\n{BODY[:40]}")
    assert (document.title, document.outlet) == ("Blast in Dravik", "Tarsin Radio desk")
    assert str(document.published) == "2031-05-05"
    assert document.provenance["published"] == "mail Date"
    assert [p.kind for p in document.parts] == [
        PartKind.HEADLINE,
        PartKind.BODY,
        PartKind.BOILERPLATE,
    ]


def test_attachments_come_before_the_mail_that_carries_them(tmp_path: Path) -> None:
    message = mail()
    message.add_attachment(TEXT, filename="../../news.txt")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="map.png")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", cid="<logo>")
    first, second, last = take(write(tmp_path / "a.eml", message.as_bytes()))
    assert isinstance(first, Document)
    assert first.path == str(tmp_path / "a.eml/news.txt")
    assert first.text == TEXT
    assert isinstance(second, Refusal)
    assert second.path.endswith("map.png")
    assert isinstance(last, Document)
    assert last.path == str(tmp_path / "a.eml")


def test_a_mail_that_only_carries_files_is_no_loss(tmp_path: Path) -> None:
    message = mail("")
    message.add_attachment(TEXT, filename="news.txt")
    assert one(write(tmp_path / "a.eml", message.as_bytes())).text == TEXT


def test_a_mail_forwarded_in_a_mail_is_read(tmp_path: Path) -> None:
    message = mail("See below, it came from the desk in Tarsin this morning, as you asked.")
    message.add_attachment(mail(subject="The first report"))
    titles = [
        r.title
        for r in take(write(tmp_path / "a.eml", message.as_bytes()))
        if isinstance(r, Document)
    ]
    assert titles == ["The first report", "Blast in Dravik"]


def test_a_mail_in_html_is_read_as_a_page(tmp_path: Path) -> None:
    message = mail()
    message.set_content(f"<html><body><p>{BODY}</p></body></html>", subtype="html")
    assert one(write(tmp_path / "a.eml", message.as_bytes())).text == f"Blast in Dravik\n\n{BODY}"


def test_a_word_file_is_read(tmp_path: Path) -> None:
    file = word.Document()
    file.add_paragraph("Blast in Dravik")
    file.add_paragraph(BODY)
    file.save(str(tmp_path / "a.docx"))
    assert one(Found(tmp_path / "a.docx")).text == f"Blast in Dravik\n\n{BODY}"


def test_text_given_directly_is_the_same_document_as_a_file(tmp_path: Path) -> None:
    assert from_text(TEXT, str(tmp_path / "a.txt")) == one(write(tmp_path / "a.txt", TEXT))


def test_all_headlines_in_english_are_not_taken_for_another_language(tmp_path: Path) -> None:
    text = "TARSIN ORSK BELMORA\n\nDRAVIK: ARMY DENIES\n\nSONA, KESH VALLEY HIT\n"
    assert one(write(tmp_path / "a.txt", text)).text == text


def sound_files() -> dict[str, bytes]:
    """One sound file of each format that has an inner structure to break."""
    message = mail()
    message.add_attachment(TEXT, filename="news.txt")
    file = word.Document()
    file.add_paragraph(BODY)
    buffer = io.BytesIO()
    file.save(buffer)
    page = f"<html><head><title>Blast</title></head><body><p>{BODY}</p></body></html>"
    files = {
        "a.eml": message.as_bytes(),
        "a.docx": buffer.getvalue(),
        "a.html": page.encode(),
        "a.pdf": pdf([("Blast in Dravik", 20, 0), (BODY, 11, 30)]),
    }
    return files | {"a.zip": zipped_names(dict(files))}


SOUND = sound_files()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    name=st.sampled_from(sorted(SOUND)),
    at=st.lists(st.floats(0, 1, exclude_max=True), min_size=1, max_size=12),
    put=st.sampled_from([b"", b"\x00", b"\xff", b"<", b"&#0;", b"\n", b'charset="x"', b"0" * 99]),
    cut=st.integers(0, 60),
)
def test_damage_never_escapes(
    tmp_path_factory: pytest.TempPathFactory, name: str, at: list[float], put: bytes, cut: int
) -> None:
    data = SOUND[name]
    for place in at:
        index = int(place * len(data))
        data = data[:index] + put + data[index + cut :]
    for result in take(write(tmp_path_factory.mktemp("damaged") / name, data)):
        assert isinstance(result, Document | Refusal)
        assert result.path.encode()
