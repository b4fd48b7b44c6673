"""The type of a figure as it was found in a text."""

from __future__ import annotations

from dataclasses import dataclass

from tellings.domain.reading import Qualifier


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A figure and where it stands; offsets are code points into the text.

    `start`, `end` cover qualifier, number and what it counts. `part_of_total`: the text presents
    it as part of another figure ("including 11 children"). `superseded`: the text says that it
    was revised. `is_whole`: it reads as a whole toll of what is told, not as a part or an
    addition. `sentence` is an index into the sentences given.
    """

    start: int
    end: int
    number_start: int
    number_end: int
    kind: str
    of: str
    low: float | None
    high: float | None
    qualifier: Qualifier
    part_of_total: bool
    superseded: bool
    is_whole: bool
    sentence: int
