"""Faults of the file system: links, rights, names, and what is no file."""

from __future__ import annotations

import os
import random
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

from evaluation.faulty import What, fault, story


def link(target: str) -> Callable[[Path], None]:
    """Makes a symbolic link to `target`."""
    return lambda path: path.symlink_to(target)


@fault("links to nothing, and in circles")
def links(rng: random.Random) -> Iterator[tuple[str, What]]:
    yield "nowhere.txt", link("not-there.txt")
    yield "itself.txt", link("itself.txt")
    yield "ring-a.txt", link("ring-b.txt")
    yield "ring-b.txt", link("ring-a.txt")
    yield "up", link("..")
    yield "here", link(".")
    yield "root", link("/")
    yield "zero.txt", link("/dev/zero")
    yield "input.txt", link("/dev/stdin")


@fault("what is no file")
def specials(rng: random.Random) -> Iterator[tuple[str, What]]:
    yield "pipe.txt", lambda path: os.mkfifo(path)
    yield "pipe", lambda path: os.mkfifo(path)
    yield "socket.txt", _socket


def _socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # the name of a socket is short
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


@fault("rights that are missing")
def rights(rng: random.Random) -> Iterator[tuple[str, What]]:
    if os.geteuid() == 0:
        return  # who may read everything cannot lack the right to

    def closed(path: Path) -> None:
        path.write_text(story(rng), "utf-8")
        path.chmod(0)

    def closed_folder(path: Path) -> None:
        path.mkdir()
        (path / "inside.txt").write_text(story(rng), "utf-8")
        path.chmod(0)

    for i in range(4):
        yield f"closed-{i}.txt", closed
        yield f"closed-{i}", closed_folder


@fault("names that are odd")
def names(rng: random.Random) -> Iterator[tuple[str, What]]:
    raw = (b"caf\xe9.txt", b"caf\xe8.txt", b"\xff\xfe.txt", b"a\nb.txt", b"\x1b[31mred.txt")
    more = (b"x" * 250 + b".txt", b" .txt", b"-o.txt", b"a\tb.txt", "\u202etxt.exe".encode())
    for name in (*raw, *more, b"[bold]a.txt", b"<b>.txt", b"%s%n.txt", b"caf\xe9.png"):
        yield os.fsdecode(name), story(rng).encode()


@fault("the same bytes twice")
def twice(rng: random.Random) -> Iterator[tuple[str, What]]:
    text = story(rng).encode()
    for i in range(4):
        yield f"same-{i}.txt", text


@fault("names too long for a path")
def deep(rng: random.Random) -> Iterator[tuple[str, What]]:
    def folders(path: Path) -> None:
        here = os.getcwd()  # noqa: PTH109
        try:
            path.mkdir()
            os.chdir(path)
            for _ in range(24):
                Path("d" * 200).mkdir()
                os.chdir("d" * 200)
            Path("a.txt").write_text(story(rng), "utf-8")
        finally:
            os.chdir(here)

    yield "deep", folders
