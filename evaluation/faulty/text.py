"""Faults of plain text: nothing in it, too much in it, and bytes that are no text."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from evaluation.faulty import What, fault, story

LONG = 120_000  # characters of what has no end


@fault("empty file")
def empty(rng: random.Random) -> Iterator[tuple[str, What]]:
    for suffix in ("txt", "md", "html", "pdf", "docx", "eml", "zip", "csv", "rtf"):
        yield f"nothing.{suffix}", b""


@fault("white space only")
def blank(rng: random.Random) -> Iterator[tuple[str, What]]:
    for i, kind in enumerate((b" ", b"\n", b"\r\n", b"\t", "\u00a0".encode(), "\u200b".encode())):
        yield f"blank-{i}.txt", kind * rng.randrange(1, 5000)


@fault("marks only")
def marks(rng: random.Random) -> Iterator[tuple[str, What]]:
    for i, kind in enumerate(("--- ", "*", ".", "( ) ", "…", "\u202e")):
        yield f"marks-{i}.txt", (kind * rng.randrange(3, 900)).encode()


@fault("noise")
def noise(rng: random.Random) -> Iterator[tuple[str, What]]:
    for suffix in ("txt", "md", "html", "pdf", "docx", "eml", "zip", "odt", "xlsx", "epub", "warc"):
        yield f"noise.{suffix}", rng.randbytes(rng.randrange(100, 60_000))


@fault("null characters")
def nulls(rng: random.Random) -> Iterator[tuple[str, What]]:
    text = story(rng).encode()
    for i, every in enumerate((2, 7, 60, 300)):
        spread = b"\x00".join(text[at : at + every] for at in range(0, len(text), every))
        yield f"nulls-{i}.txt", spread
    yield "nulls-only.txt", bytes(5000)
    yield "nulls-after.txt", text + bytes(100_000)


@fault("UTF-16 and UTF-32")
def wide(rng: random.Random) -> Iterator[tuple[str, What]]:
    for code in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le"):
        text = story(rng).encode(code)
        yield f"{code}.txt", text
        yield f"{code}-odd.txt", text[:-1]


@fault("encodings mixed in one file")
def mixed(rng: random.Random) -> Iterator[tuple[str, What]]:
    codes = ("utf-8", "cp1252", "utf-16", "utf-8-sig", "mac-roman", "cp437")
    for i in range(8):
        pieces = [
            story(rng).replace("Front", "Frönt").encode(rng.choice(codes), "replace")
            for _ in range(4)
        ]
        yield f"mixed-{i}.{'html' if i % 4 == 3 else 'txt'}", b"\n".join(pieces)


@fault("bytes that are not UTF-8")
def torn(rng: random.Random) -> Iterator[tuple[str, What]]:
    text = (story(rng) + "café, naïve, Frönt").encode()
    yield "cut-in-a-character.txt", text[:-1] + b"\xc3"
    yield "overlong.txt", text + b"\xc0\xaf\xe0\x80\xaf"
    yield "surrogates.txt", text + b"\xed\xa0\x80\xed\xb0\x80"
    yield "beyond-unicode.txt", text + b"\xf7\xbf\xbf\xbf\xf8\x88\x80\x80\x80"
    yield "cp1252.txt", (story(rng) + "café").encode("cp1252")
    yield "utf-7.txt", (story(rng) + "café").encode("utf-7")


@fault("endless line")
def line(rng: random.Random) -> Iterator[tuple[str, What]]:
    sentence = story(rng).replace("\n", " ")
    yield "line-of-sentences.txt", (sentence * (LONG // len(sentence))).encode()
    words = sentence.replace(".", "").replace(",", "")
    yield "line-without-stops.txt", (words * (LONG // 4 // len(words))).encode()
    yield "one-word.txt", b"a" * LONG
    yield "no-spaces.txt", "".join(sentence.split()).encode() * (LONG // len(sentence) // 2)
    yield "line.md", b"# " + b"word " * (LONG // 10)
    yield "line.html", f"<p>{sentence * 200}</p>".encode()


@fault("flood of one mark in a report")
def flood(rng: random.Random) -> Iterator[tuple[str, What]]:
    kinds = ["(", '"', "“", "'", "-", ".", "…", "1,", "12 ", "a ", "A. ", ":", "\n", "\t", "#"]
    kinds += [">", "e\u0301" * 3, "\u202e", "👩‍👩‍👧 ", "x@y.z ", "http://", "5 May "]
    for i, kind in enumerate(kinds):
        text = story(rng)
        at = text.index("Another")
        yield f"flood-{i:02}.txt", (text[:at] + kind * 20_000 + " " + text[at:]).encode()


@fault("million words")
def million(rng: random.Random) -> Iterator[tuple[str, What]]:
    text = story(rng)
    yield "million-words.txt", (text * (1_000_000 // len(text.split()) + 1)).encode()
    yield "million-short.md", b"a b c d e f g h i j " * 100_000
    yield "million-lines.txt", b"no\n" * 1_000_000
    yield "million-paragraphs.html", b"<html><body>" + b"<p>word here</p>" * 300_000


@fault("larger than allowed")
def large(rng: random.Random) -> Iterator[tuple[str, What]]:
    for name, size in (("sparse.txt", 60), ("sparse.pdf", 200), ("sparse.zip", 5_000)):
        yield name, _sparse(size * 1024**2)


def _sparse(size: int) -> What:
    def make(path: Path) -> None:
        with path.open("wb") as file:
            file.truncate(size)

    return make


@fault("control characters")
def control(rng: random.Random) -> Iterator[tuple[str, What]]:
    text = story(rng)
    for i, kind in enumerate(("\x1b[31m", "\x07", "\x0c", "\x0b", "\x85", "\u2028", "\ufeff")):
        yield f"control-{i}.txt", text.replace(" ", f" {kind}", 40).encode()
    yield "carriage-returns.txt", text.replace("\n", "\r").encode()


FOREIGN = {
    "de": "Der Bürgermeister sagte am Montag, dass bei dem Angriff auf die Stadt niemand "
    "verletzt worden sei. Die Straßen blieben gesperrt, und viele Menschen verließen ihre Häuser.",
    "fr": "Au moins douze personnes ont été tuées lundi lorsque des obus sont tombés sur le "
    "marché de la ville, a annoncé le ministère, qui accuse les rebelles d'avoir tiré.",
    "ru": "Не менее двенадцати человек погибли в понедельник, когда снаряды упали на рынок "
    "города, сообщило министерство, которое обвиняет повстанцев в обстреле.",
    "zh": "星期一炮弹落在市场上，至少十二人死亡，该部说，并指责叛军开火。",
}


@fault("another language")
def foreign(rng: random.Random) -> Iterator[tuple[str, What]]:
    for code, text in FOREIGN.items():
        yield f"{code}.txt", text.encode()


@fault("wrong extension")
def misnamed(rng: random.Random) -> Iterator[tuple[str, What]]:
    page = f"<!doctype html><html><body><p>{story(rng)}</p></body></html>".encode()
    picture = b"\x89PNG\r\n\x1a\n" + rng.randbytes(3000)
    program = b"\x7fELF\x02\x01\x01" + rng.randbytes(9000)
    yield from (
        ("page.pdf", page),
        ("page.txt", page),
        ("page.docx", page),
        ("page.eml", page),
        ("text.pdf", story(rng).encode()),
        ("text.docx", story(rng).encode()),
        ("text.zip", story(rng).encode()),
        ("text.html", story(rng).encode()),
        ("text.xlsx", story(rng).encode()),
        ("text.epub", story(rng).encode()),
        ("picture.txt", picture),
        ("picture.html", picture),
        ("picture.docx", picture),
        ("program.txt", program),
        ("program.pdf", program),
        ("old-word.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + rng.randbytes(4000)),
    )


@fault("extension that nothing reads")
def unknown(rng: random.Random) -> Iterator[tuple[str, What]]:
    for name in "a.png b.exe c.doc d.mp3 e.7z f.txt.bak g. h.TXT~ i.sqlite".split():
        yield name, story(rng).encode()
