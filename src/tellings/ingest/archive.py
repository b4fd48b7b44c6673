"""ZIP archives, opened with care: nothing is written to disk, and sizes are counted while reading.

An archive from a stranger may name files outside its folder, or unpack to far more than it seems.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from tellings.errors import EmptyFile, IngestError, UnreadableFile
from tellings.ingest.extract import Member
from tellings.ingest.found import MAX_FILE_BYTES, is_skipped

MAX_UNPACKED_BYTES = 200 * 1024 * 1024
"""What one file may unpack to in all, nested archives and attachments included."""
MAX_MEMBERS = 5_000
"""The most files that one archive may hold."""
MAX_DEPTH = 2
"""How deep an archive may lie in another: a .zip in a .zip is read, a third level is not."""

DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)
"""What zipfile raises on broken archives; RuntimeError, for passwords, is asked about before."""

_ADVICE = "unpack it yourself and give the folder"


@dataclass(slots=True)
class Budget:
    """How many bytes may still be unpacked."""

    left: int = MAX_UNPACKED_BYTES

    def spend(self, size: int) -> None:
        self.left -= size
        if self.left < 0:
            raise UnreadableFile(
                f"it unpacks to more than {MAX_UNPACKED_BYTES // 1024**2} MB", advice=_ADVICE
            )


def members(data: bytes, budget: Budget) -> Iterator[Member | IngestError]:
    """The files of an archive; for one that cannot be had, the error that says why.

    Raises UnreadableFile when the archive as a whole is damaged or too large.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise UnreadableFile("it is damaged or not a ZIP archive", advice=_ADVICE) from error
    with archive:
        files = [i for i in archive.infolist() if not i.is_dir() and not is_left_out(i.filename)]
        if not files:
            raise EmptyFile("the archive holds no files", advice="check that it is the right one")
        if len(files) > MAX_MEMBERS:
            raise UnreadableFile(f"it holds more than {MAX_MEMBERS} files", advice=_ADVICE)
        for info in sorted(files, key=lambda i: i.filename):
            yield _member(archive, info, budget)


def is_left_out(name: str) -> bool:
    """Whether a member is hidden, or what a system left behind."""
    return any(is_skipped(p) for p in _path(name).parts if p != "..")


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget
) -> Member | IngestError:
    name = info.filename
    if is_outside(name):
        return UnreadableFile(
            "its name points outside the archive", advice="do not trust this archive", path=name
        )
    if info.flag_bits & 0x1:
        return UnreadableFile("it is locked with a password", advice=_ADVICE, path=name)
    if info.file_size > MAX_FILE_BYTES:
        return too_large(name)
    try:
        with archive.open(info) as file:
            # The size an archive states may be a lie, so no more than allowed is ever read.
            data = file.read(min(MAX_FILE_BYTES, budget.left) + 1)
    except DAMAGE as error:
        return UnreadableFile(f"it is damaged in the archive: {error}", advice=_ADVICE, path=name)
    budget.spend(len(data))
    return too_large(name) if len(data) > MAX_FILE_BYTES else Member(name, data)


def is_outside(name: str) -> bool:
    """Whether a member's name would lead out of the folder that it is unpacked to."""
    path = _path(name)
    return path.is_absolute() or ".." in path.parts or ":" in (path.parts or ("",))[0]


def _path(name: str) -> PurePosixPath:
    """A member's name as a path; some programs write it with backslashes."""
    return PurePosixPath(name.replace("\\", "/"))


def too_large(name: str) -> UnreadableFile:
    """The error for a file over the limit."""
    return UnreadableFile(
        f"it is larger than {MAX_FILE_BYTES // 1024**2} MB",
        advice="give the parts that matter as smaller files",
        path=name,
    )
