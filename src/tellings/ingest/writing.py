"""Putting a text together out of blocks, with the marks for what each of them is."""

from __future__ import annotations

from dataclasses import dataclass, field

from tellings.domain.text import PartKind
from tellings.ingest.extract import Mark


@dataclass(slots=True)
class Writing:
    """A text that grows block by block: a blank line before each, or none where it is tight."""

    _pieces: list[str] = field(default_factory=list)
    _length: int = 0
    marks: list[Mark] = field(default_factory=list)

    def add(
        self, words: str, kind: PartKind | None = None, *, tight: bool = False
    ) -> tuple[int, int]:
        """Append a block; its place in the text."""
        gap = "" if not self._pieces else "\n" if tight else "\n\n"
        start = self._length + len(gap)
        end = start + len(words)
        self._pieces += [gap, words]
        self._length = end
        if kind:
            self.marks.append(Mark(start, end, kind))
        return start, end

    @property
    def text(self) -> str:
        return "".join(self._pieces)
