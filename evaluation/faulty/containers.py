"""Faults of archives and of the formats that are archives or tables inside."""

from __future__ import annotations

import gzip
import io
import random
import tarfile
import zipfile
from collections.abc import Iterator, Mapping

from evaluation.faulty import What, fault, story
from evaluation.faulty.good import docx, epub, odt, xlsx
from evaluation.faulty.pages import LAUGHS, OUTSIDE

ZEROS = bytes(1024**2)


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A ZIP archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def swapped(archive: bytes, member: str, data: bytes | None) -> bytes:
    """A ZIP archive with a member replaced, or left out."""
    out = {}
    with zipfile.ZipFile(io.BytesIO(archive)) as old:
        for info in old.infolist():
            out[info.filename] = old.read(info)
    if data is None:
        del out[member]
    else:
        out[member] = data
    return zipped(out)


@fault("archives that swell")
def bombs(rng: random.Random) -> Iterator[tuple[str, What]]:
    flat = zipped({f"{i}.txt": ZEROS * 40 for i in range(8)})
    yield "flat.zip", flat
    yield "in-one.zip", zipped({f"{i}.zip": flat for i in range(6)})
    yield "one-file.zip", zipped({"a.txt": ZEROS * 210})
    deep = zipped({"a.txt": story(rng).encode()})
    for _ in range(12):
        deep = zipped({"in.zip": deep})
    yield "deep.zip", deep
    yield "many.zip", zipped({f"{i}.txt": b"x" for i in range(6_000)})
    yield "zeros.tar.gz", _tarred({"a.txt": ZEROS * 210})
    yield "many.tar.gz", _tarred({f"{i}.txt": b"x" for i in range(6_000)})
    yield "zeros.warc.gz", gzip.compress(ZEROS * 210)
    yield "zeros.txt.gz", gzip.compress(ZEROS * 210)


@fault("archives whose entries share their bytes")
def overlap(rng: random.Random) -> Iterator[tuple[str, What]]:
    data = bytearray(zipped({f"{i:03}.txt": story(rng).encode() for i in range(30)}))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 42 : at + 46] = bytes(4)  # all at the place of the first
        at = data.find(b"PK\x01\x02", at + 4)
    yield "shared.zip", bytes(data)
    again = io.BytesIO()
    with zipfile.ZipFile(again, "w") as archive:
        for _ in range(4):
            archive.writestr("same.txt", story(rng))
    yield "same-name.zip", again.getvalue()


@fault("archives that lead outside")
def traversal(rng: random.Random) -> Iterator[tuple[str, What]]:
    names = ("../a.txt", "../../../../etc/passwd", "/etc/a.txt", "C:\\a.txt", "..\\a.txt")
    for i, name in enumerate((*names, "a/../../b.txt", "\\\\host\\share\\a.txt", "\x01.txt")):
        files = {name: story(rng).encode(), "good.txt": story(rng).encode()}
        yield f"outside-{i}.zip", zipped(files)
        yield f"outside-{i}.tar.gz", _tarred(files)


@fault("archives with links and devices")
def links(rng: random.Random) -> Iterator[tuple[str, What]]:
    info = zipfile.ZipInfo("passwd.txt")
    info.external_attr = 0o120777 << 16
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(info, "/etc/passwd")
    yield "link.zip", buffer.getvalue()
    for i, kind in enumerate((tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE)):
        yield f"special-{i}.tar.gz", _special(kind, story(rng))


def _special(kind: bytes, text: str) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        member = tarfile.TarInfo("a.txt")
        member.type, member.linkname = kind, "/etc/passwd"
        archive.addfile(member)
        good = tarfile.TarInfo("good.txt")
        good.size = len(text.encode())
        archive.addfile(good, io.BytesIO(text.encode()))
    return buffer.getvalue()


def _tarred(files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        for name, data in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return buffer.getvalue()


@fault("archives that are broken, or lie")
def broken(rng: random.Random) -> Iterator[tuple[str, What]]:
    sound = zipped({f"{i}.txt": story(rng).encode() for i in range(5)})
    for i, share in enumerate((0.1, 0.5, 0.95)):
        yield f"cut-{i}.zip", sound[: int(len(sound) * share)]
        yield f"cut-{i}.tar.gz", _tarred({"a.txt": story(rng).encode()})[: int(300 * share)]
    hit = bytearray(sound)
    hit[60:90] = rng.randbytes(30)
    yield "checksum.zip", bytes(hit)
    yield "empty.zip", zipped({})
    yield "none.zip", b"PK\x03\x04"
    sizes = bytearray(zipped({"a.txt": ZEROS * 60}))
    at = sizes.rindex(b"PK\x01\x02") + 24
    sizes[at : at + 4] = (10).to_bytes(4, "little")
    yield "small-as-it-says.zip", bytes(sizes)
    for method in (12, 14, 99):
        other = bytearray(sound)
        for mark, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
            at = other.find(mark)
            other[at + offset : at + offset + 2] = method.to_bytes(2, "little")
        yield f"method-{method}.zip", bytes(other)


@fault("archives with a password")
def locked(rng: random.Random) -> Iterator[tuple[str, What]]:
    for i in range(3):
        data = bytearray(zipped({"a.txt": story(rng).encode(), "b.txt": story(rng).encode()}))
        for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            at = data.find(mark)
            while at >= 0:
                data[at + offset] |= 1
                at = data.find(mark, at + 4)
        yield f"locked-{i}.zip", bytes(data)


@fault("odd names in archives")
def names(rng: random.Random) -> Iterator[tuple[str, What]]:
    for i, name in enumerate(
        ("a" * 5000 + ".txt", "a\nb.txt", "\x1b[31m.txt", "é\u202e.txt", "a/" * 900)
    ):
        yield f"name-{i}.zip", zipped({f"{name}x.txt": story(rng).encode()})
    raw = bytearray(zipped({"caf_.txt": story(rng).encode()}))
    yield "not-utf8.zip", bytes(raw.replace(b"caf_", b"caf\xe9"))


@fault("Word, OpenDocument, EPUB and Excel files that are broken")
def office(rng: random.Random) -> Iterator[tuple[str, What]]:
    text = story(rng)
    main = {
        "docx": (docx(text), "word/document.xml"),
        "odt": (odt(text), "content.xml"),
        "epub": (epub(text), "OEBPS/a.xhtml"),
        "xlsx": (xlsx([text]), "xl/worksheets/sheet1.xml"),
    }
    for suffix, (sound, member) in main.items():
        yield f"cut.{suffix}", sound[: len(sound) // 2]
        yield f"missing.{suffix}", swapped(sound, member, None)
        yield f"hollow.{suffix}", swapped(sound, member, b"")
        yield f"noise.{suffix}", swapped(sound, member, rng.randbytes(2000))
        yield f"other.{suffix}", swapped(sound, member, b"<?xml version='1.0'?><a/>")
        yield f"not-xml.{suffix}", swapped(sound, member, text.encode())


@fault("Word, OpenDocument, EPUB and Excel files that swell or reach out")
def office_bombs(rng: random.Random) -> Iterator[tuple[str, What]]:
    text = story(rng)
    for suffix, sound, member in (
        ("docx", docx(text), "word/document.xml"),
        ("odt", odt(text), "content.xml"),
        ("epub", epub(text), "OEBPS/a.xhtml"),
        ("xlsx", xlsx([text]), "xl/worksheets/sheet1.xml"),
    ):
        with zipfile.ZipFile(io.BytesIO(sound)) as archive:
            inner = archive.read(member).decode()
        body = inner[inner.index("?>") + 2 :] if "?>" in inner else inner
        body = body.replace("Residents", "&a9; Residents").lstrip()
        yield f"laughs.{suffix}", swapped(sound, member, (LAUGHS + body).encode())
        yield f"outside.{suffix}", swapped(sound, member, (OUTSIDE + body).encode())
        yield f"zeros.{suffix}", swapped(sound, member, inner.encode() + b" " * 210_000_000)
        deep = inner.replace("Residents", "<x>" * 100_000 + "Residents")
        yield f"deep.{suffix}", swapped(sound, member, deep.encode())


@fault("tables that are broken")
def tables(rng: random.Random) -> Iterator[tuple[str, What]]:
    head = "title,text,date\n"
    text = story(rng).replace("\n", " ").replace('"', "'")
    yield "quote.csv", (head + f'Blast,"{text}\n' * 50).encode()
    yield "wide.csv", (head + ",".join("x" for _ in range(200_000))).encode()
    yield "field.csv", (head + f'Blast,"{text * 3000}",2031-05-05\n').encode()
    yield "nulls.csv", (head + f'Blast,"{text}\x00",2031\n').encode()
    yield "short.csv", (head + "Blast\n" * 20).encode()
    yield "head.csv", head.encode()
    yield "numbers.csv", b"1,2,3\n4,5,6\n"
    yield "tabs.tsv", (head.replace(",", "\t") + f"Blast\t{text}\t99\n\n\t\t\t\t\n").encode()
    yield "half.jsonl", (f'{{"text": "{text}"}}\n' * 3 + '{"text": "').encode()
    yield "deep.jsonl", b"[" * 200_000 + b"\n" + b'{"a":' * 100_000
    yield "odd.jsonl", b'1\nnull\n"x"\n[]\n{}\n{"text": 5}\n{"text": "\\ud800 half"}\nNaN\n'
    yield "array.json", f'[{{"text": "{text}"}}]'.encode()
    yield "mixed.jsonl", (f'{{"text": "{text}"}}\nnot json\n' * 4).encode()


@fault("books, boxes and crawls that are broken")
def others(rng: random.Random) -> Iterator[tuple[str, What]]:
    text = story(rng)
    yield "braces.rtf", b"{\\rtf1 " + b"{" * 200_000 + text.encode()
    yield "closed.rtf", b"{\\rtf1 " + text.encode() + b"}" * 200_000
    yield "binary.rtf", b"{\\rtf1 {\\*\\bin99999999 " + text.encode()
    yield "unicode.rtf", b"{\\rtf1 " + b"\\u-10179?\\u99999999? " * 900 + text.encode() + b"}"
    yield "hex.rtf", b"{\\rtf1 " + b"\\'zz\\'9" * 900 + text.encode() + b"}"
    yield "no-from.mbox", text.encode()
    yield "from.mbox", b"From \n" * 20_000
    yield (
        "half.mbox",
        b"From a@b.example Mon May  5 18:00:00 2031\nSubject: Blast\n\n" + text.encode(),
    )
    yield (
        "length.warc",
        (b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999\r\n\r\n" + text.encode()),
    )
    yield "head.warc", b"WARC/1.0\r\n"
    yield "cut.warc.gz", gzip.compress(b"WARC/1.0\r\nWARC-Type: response\r\n" + text.encode())[:60]
    yield "not.warc.gz", text.encode()
