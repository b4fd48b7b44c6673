"""What is asked of a source's words, and what the document has said of its sources so far."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from tellings.domain.names import name_words
from tellings.domain.reading import Source
from tellings.domain.text import Document, Span
from tellings.read.entities import Names
from tellings.read.syntax import Syntax, clean


@dataclass(slots=True)
class Known:
    """Sources heard so far, and what the whole document says of its persons.

    `bodies`: person to the body that he or she speaks for; `offices`: person to the words that
    stand beside the name ("governor", "aleppo"); `people`: who is a person by a title alone.
    """

    bodies: dict[str, str] = field(default_factory=dict)
    offices: Mapping[str, frozenset[str]] = field(default_factory=dict)
    people: set[str] = field(default_factory=set)
    heard: list[tuple[int, Source]] = field(default_factory=list)  # word position, source

    def persons(self) -> dict[str, tuple[str, ...]]:
        """For each person the words beside the name, and the body that he or she speaks for."""
        everybody = [*self.offices, *(p for p in self.bodies if p not in self.offices)]
        return {
            p: (*sorted(self.offices.get(p, ())), *filter(None, [self.bodies.get(p)]))
            for p in everybody
        }

    def before(self, low: int) -> list[tuple[int, Source]]:
        """Sources that stand before word `low`, the last first."""
        return [(at, s) for at, s in reversed(self.heard) if at < low]


@dataclass(frozen=True, slots=True)
class Asked:
    """The words low..high (half-open) of a source, in their document."""

    document: Document
    syntax: Syntax
    names: Names
    known: Known
    low: int
    high: int

    @property
    def span(self) -> Span:
        """Where the words stand."""
        return Span(self.document.id, self.syntax.start(self.low), self.syntax.end(self.high - 1))

    @property
    def text(self) -> str:
        """The words without marks at their edges or a clause that starts with "which" or "who"."""
        said = re.split(
            r"\s(?:which|who|that)\s", self.syntax.slice(self.low, self.high), maxsplit=1
        )
        return clean(said[0])

    def named(self, name: str) -> Source:
        """A body's or a phrase's name as the source."""
        return Source(name, self.span)

    def again(self, source: Source) -> Source:
        """Somebody heard before, now at these words."""
        return Source(source.name, self.span, source.person)

    def person(self, name: str) -> Source:
        """A person as the source, led to the body that he or she speaks for."""
        body = self.known.bodies.get(name)
        return Source(body or name, self.span, name if body else None)

    def is_person(self, source: Source) -> bool:
        """Whether a source heard before is a person, by name or by what he or she does."""
        said = source.person or source.name
        if not said:
            return False
        named = self.names.like(said)
        if (
            source.person
            or said in self.known.people
            or (named is not None and named.kind == "person")
        ):
            return True
        return named is None and bool(set(name_words(said)[-1:]) & PEOPLE)


PEOPLE = frozenset(
    """source official spokesman spokeswoman spokesperson witness resident activist commander
    doctor minister president general officer diplomat lawyer analyst leader governor mayor envoy
    correspondent reporter man woman nurse medic rescuer teacher fighter soldier""".split()
)
