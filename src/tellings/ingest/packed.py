"""Tape archives and packed single files, opened with care: see `archive`."""

from __future__ import annotations

import gzip
import io
import tarfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from tellings.errors import EmptyFile, IngestError, UnreadableFile
from tellings.ingest.archive import MAX_MEMBERS, Budget, is_left_out, is_outside, too_large
from tellings.ingest.extract import Member
from tellings.ingest.found import MAX_FILE_BYTES

_ADVICE: Final = "unpack it yourself and give the folder"
_DAMAGE: Final = (tarfile.TarError, zlib.error, EOFError, OSError, ValueError)


def unpacked(member: Member, budget: Budget) -> Member:
    """The file in a .gz. Raises UnreadableFile where it is damaged or too large."""
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(member.data)) as file:
            data = file.read(budget.left + 1)
    except _DAMAGE as error:
        raise UnreadableFile("it is damaged or not packed with gzip", advice=_ADVICE) from error
    budget.spend(len(data))
    return Member(_bare_name(member.name), data, stated=member.stated)


def _bare_name(name: str) -> str:
    path = PurePosixPath(name)
    if path.suffix.casefold() == ".tgz":
        return str(path.with_suffix(".tar"))
    return str(path.with_suffix("")) if path.suffix.casefold() == ".gz" else name


def members(data: bytes, budget: Budget) -> Iterator[Member | IngestError]:
    """The files of a tape archive; for one that cannot be had, the error that says why.

    Raises UnreadableFile when the archive as a whole is damaged or too large.
    """
    count = 0
    try:
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
            for info in archive:
                if info.isdir() or is_left_out(info.name):
                    continue
                count += 1
                if count > MAX_MEMBERS:
                    raise UnreadableFile(f"it holds more than {MAX_MEMBERS} files", advice=_ADVICE)
                yield _member(archive, info, budget)
    except _DAMAGE as error:
        raise UnreadableFile("it is damaged or not a tape archive", advice=_ADVICE) from error
    if not count:
        raise EmptyFile("the archive holds no files", advice="check that it is the right one")


def _member(
    archive: tarfile.TarFile, info: tarfile.TarInfo, budget: Budget
) -> Member | IngestError:
    name = info.name.encode("utf-8", "backslashreplace").decode()
    if is_outside(name):
        return UnreadableFile(
            "its name points outside the archive", advice="do not trust this archive", path=name
        )
    if not info.isreg():
        return UnreadableFile(
            "it is a link or a device, not a file", advice="give the file itself", path=name
        )
    if info.size > MAX_FILE_BYTES:
        return too_large(name)
    file = archive.extractfile(info)
    read = file.read(MAX_FILE_BYTES) if file else b""
    budget.spend(len(read))
    return Member(name, read)
