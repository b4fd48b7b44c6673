"""Mutations of sound files: drawn by Hypothesis, or led by coverage with atheris.

    python -m evaluation.fuzz --seconds 600 [--format .html]     atheris, until it finds a defect

Atheris is no dependency: install it to run this (`pip install atheris`, Linux).
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from evaluation.faulty.good import FORMATS, sound
from tellings.domain.text import Document, Refusal

BATCH = 500  # mutations that are drawn before they are tried
WORDS = (
    b"", b"\x00", b"\xff", b"<", b"&#0;", b"&#xD800;", b"\n", b'"', b"PK\x03\x04", b"%PDF-",
    b"<!--", b"]]>", b"<![CDATA[", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"=?utf-8?b?", b"--",
    b"9999999999", b"-1", b"\\u-1?", b"{", b"(", b"/Kids", b"stream", b"\xed\xa0\x80", b"\xe2\x80",
)  # fmt: skip
"""What is put into files: marks that formats give a meaning to."""


def mutants(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """`count` mutated files of every format in turn: (name, bytes)."""
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import seed as seeded
    from hypothesis import strategies as st

    files = sound(random.Random(seed), len(FORMATS))
    place = st.integers(0, 2**16 - 1)
    edit = st.tuples(place, st.sampled_from(range(6)), st.sampled_from(WORDS), st.integers(0, 80))
    drawn: list[list[tuple[int, int, bytes, int]]] = []
    given_out = 0
    while given_out < count:

        @seeded(seed + given_out)
        @settings(
            max_examples=BATCH,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(st.lists(edit, min_size=1, max_size=9))
        def draw(edits: list[tuple[int, int, bytes, int]]) -> None:
            drawn.append(edits)

        draw()
        for edits in drawn[: count - given_out]:
            name, original = files[given_out % len(files)]
            data = original
            for one in edits:
                data = mutate(data, *one)
            if data == original:  # edits that put in or cut out nothing
                data = data[: len(data) * 3 // 4]
            yield f"{given_out}.{name.partition('.')[2]}", data
            given_out += 1
        drawn.clear()


def mutate(data: bytes, place: int, how: int, word: bytes, size: int) -> bytes:
    """One edit at `place` / 65536 of the file."""
    at = place * len(data) >> 16
    match how:
        case 0:  # put in
            return data[:at] + word + data[at:]
        case 1:  # write over
            return data[:at] + word + data[at + len(word) :]
        case 2:  # cut out
            return data[:at] + data[at + size :]
        case 3:  # say again
            return data[:at] + data[at : at + size] * 40 + data[at:]
        case 4:  # turn a bit
            return (
                data[:at] + bytes(b ^ (1 << size % 8) for b in data[at : at + 1]) + data[at + 1 :]
            )
        case _:  # end early
            return data[: max(at, 1)]


def take_mutant(mutant: tuple[str, bytes]) -> Iterator[Document | Refusal]:
    """What is taken in from a mutated file."""
    from tellings.ingest.bounded import take_one
    from tellings.ingest.found import Found

    name, data = mutant
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        for result in take_one(Found(path)):
            result.path.encode()
            if isinstance(result, Document):
                check_document(result)
            yield result


def check_document(document: Document) -> None:
    """Raise ValueError unless the document can be stored and its parts lie in its text in order."""
    document.text.encode()
    for word in (document.title, document.outlet, document.author, document.url):
        (word or "").encode()
    at = 0
    for part in document.parts:
        if not at <= part.span.start <= part.span.end <= len(document.text):
            raise ValueError(f"a part is out of place: {part}")
        at = part.span.end


def main(arguments: Sequence[str] | None = None) -> None:
    """Fuzz with atheris."""
    parser = argparse.ArgumentParser(description="Fuzz the taking in of files with atheris.")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--format", choices=sorted(FORMATS), default=".html")
    given = parser.parse_args(arguments)
    import atheris

    with atheris.instrument_imports(include=["tellings.ingest"]):
        from tellings.ingest import take  # noqa: F401  imported so that it is instrumented

    def one(data: bytes) -> None:
        for _ in take_mutant((f"a{given.format}", data)):
            pass

    with tempfile.TemporaryDirectory() as corpus:
        for name, data in sound(random.Random(1), 3 * len(FORMATS)):
            if name.endswith(given.format):
                (Path(corpus) / name).write_bytes(data)
        atheris.Setup([sys.argv[0], f"-max_total_time={given.seconds}", corpus], one)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
