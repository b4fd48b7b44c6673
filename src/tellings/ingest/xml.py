"""XML from strangers, read without entities, document types or the network."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import Any, Final

from lxml import etree

from tellings.errors import UnreadableFile
from tellings.ingest.archive import DAMAGE, MAX_UNPACKED_BYTES
from tellings.ingest.found import MAX_FILE_BYTES

_ENTITY: Final = re.compile(rb"<!ENTITY", re.IGNORECASE)


class Package:
    """A ZIP that is one document: its pieces by name, read within bounds."""

    def __init__(self, data: bytes, what: str, advice: str) -> None:
        self._what, self._advice = what, advice
        try:
            self._file = zipfile.ZipFile(BytesIO(data))
        except DAMAGE as error:
            raise self.damaged() from error
        if sum(info.file_size for info in self._file.infolist()) > MAX_UNPACKED_BYTES:
            raise UnreadableFile("it unpacks to too much", advice=advice)

    def has(self, name: str) -> bool:
        """Whether there is a piece of that name."""
        return name in self._file.NameToInfo

    def read(self, name: str) -> bytes:
        """The bytes of a piece. Raises UnreadableFile if it is not there, locked or damaged."""
        try:
            # zipfile reads no more than the size stated, and the sum of those is bounded.
            with self._file.open(name) as piece:
                data = piece.read(MAX_FILE_BYTES + 1)
        except (*DAMAGE, KeyError, RuntimeError) as error:
            raise self.damaged() from error
        if len(data) > MAX_FILE_BYTES:
            raise UnreadableFile("it unpacks to too much", advice=self._advice)
        return data

    def tree(self, name: str) -> Any:
        """The root element of a piece that is XML. Raises UnreadableFile."""
        try:
            return parse_xml(self.read(name))
        except etree.XMLSyntaxError as error:
            raise self.damaged() from error

    def damaged(self) -> UnreadableFile:
        """The error for a file that is not what it should be."""
        return UnreadableFile(f"it is damaged or not {self._what}", advice=self._advice)


def parse_xml(data: bytes) -> Any:
    """The root element. Raises `etree.XMLSyntaxError`, and UnreadableFile where it has entities."""
    refuse_entities(data)
    # A new parser each time: lxml parsers keep state, and may not be shared by threads.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(data, parser)
    if root is None:
        raise etree.XMLSyntaxError("no root element", None, 0, 0)
    return root


def refuse_entities(data: bytes) -> None:
    """Raises UnreadableFile where XML defines entities: they can swell, or read other files."""
    # UTF-16 has a zero byte beside each letter.
    if _ENTITY.search(data.replace(b"\x00", b"")):
        raise UnreadableFile(
            "its XML defines entities of its own, which no such file needs",
            advice="do not trust this file; open it in its own program and save it again",
        )
