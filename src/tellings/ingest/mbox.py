"""Boxes of mails (.mbox): each mail is taken in as one saved on its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from tellings.errors import UnreadableFile
from tellings.ingest.archive import MAX_MEMBERS
from tellings.ingest.extract import Member

_FROM: Final = re.compile(rb"^From [^\r\n]*\r?\n(?=[!-9;-~]+:)", re.MULTILINE)
"""The line between mails, with a header after it: "From desk@post.example Mon May  5 2031"."""
_QUOTED: Final = re.compile(rb"^>(>*From )", re.MULTILINE)


def mails(data: bytes) -> Iterator[Member]:
    """The mails of a box, numbered. Raises UnreadableFile."""
    starts = [match.span() for match in _FROM.finditer(data)]
    if not starts or data[: starts[0][0]].strip():
        raise UnreadableFile(
            "it is damaged or not a box of mails", advice="export the mails again as .mbox or .eml"
        )
    if len(starts) > MAX_MEMBERS:
        raise UnreadableFile(
            f"it holds more than {MAX_MEMBERS:,} mails", advice="export them in several boxes"
        )
    places = [*starts, (len(data), len(data))]
    for number, ((_, begin), (end, _)) in enumerate(pairwise(places), start=1):
        yield Member(f"{number:05}.eml", _QUOTED.sub(rb"\1", data[begin:end]), format="eml")
