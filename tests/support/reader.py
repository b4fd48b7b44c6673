"""A reader of a few plain rules, for tests that need some reading, quickly, and always the same.

It knows one kind of sentence: "<n> people were killed in <Place> on 4 May 2031, <source> said."
"""

from __future__ import annotations

import ctypes
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from tellings import (
    Claim,
    ClaimKind,
    Commitment,
    Document,
    EventMention,
    Factuality,
    Figure,
    Moment,
    Place,
    Qualifier,
    Reading,
    Source,
    Span,
    Stance,
    Voice,
)
from tellings.errors import ReadError

_SENTENCE = re.compile(
    r"(?P<content>(?P<figure>(?P<number>\d+) people) were (?P<trigger>killed) "
    r"in (?P<place>[A-Z]\w+(?: [A-Z]\w+)*) on (?P<day>\d+ \w+ \d{4}))"
    r"(?:, (?P<source>the [\w ]+?|[A-Z][\w ]+?) (?P<cue>said))?\."
)


@dataclass(frozen=True, slots=True)
class RuleReader:
    """Reads by rule. `delay` seconds a document; `fails_on` is a word that it cannot read."""

    name: str = "rules"
    delay: float = 0.0
    fails_on: str | None = None

    def read(self, document: Document) -> Reading:
        """The event mentions and claims of the sentences that it knows."""
        time.sleep(self.delay)
        if self.fails_on and self.fails_on in document.text:
            raise ReadError(f"the word {self.fails_on!r} is in it", advice="take the word out")
        found = list(_found(document))
        return Reading(
            document.id,
            self.name,
            claims=tuple(claim for claim, _ in found if claim),
            event_mentions=tuple(mention for _, mention in found),
        )


@dataclass(frozen=True, slots=True)
class BreakingReader:
    """Reads by rule, but breaks on a word: it spins, crashes, raises or gives all twice."""

    name: str
    breaks_on: str
    how: str

    def read(self, document: Document) -> Reading:
        """The reading, if the word is not there."""
        reading = RuleReader(self.name).read(document)
        if self.breaks_on not in document.text:
            return reading
        match self.how:
            case "spin":
                while True:
                    pass
            case "crash":
                ctypes.string_at(0)
            case "raise":
                raise KeyError("x")
        return replace(reading, claims=reading.claims * 2)


def _found(document: Document) -> Iterator[tuple[Claim | None, EventMention]]:
    for match in _SENTENCE.finditer(document.text):
        spans = {
            name: Span(document.id, *match.span(name))
            for name, words in match.groupdict().items()
            if words is not None
        }
        claim = _claim(match, spans) if "source" in spans else None
        voice = Voice(match["source"], claim.id) if claim else Voice()
        day = datetime.strptime(match["day"], "%d %B %Y").date()
        number = float(match["number"])
        yield (
            claim,
            EventMention(
                id=f"{document.id}-m{match.start()}",
                type="killing",
                trigger=spans["trigger"],
                sentence=Span(document.id, *match.span()),
                factuality=Factuality.ASSERTED,
                voice=voice,
                when=Moment(day, day, spans["day"], "day"),
                where=Place(match["place"], spans["place"], precision="town"),
                figures=(
                    Figure(
                        kind="killed",
                        of="people",
                        low=number,
                        high=number,
                        qualifier=Qualifier.EXACT,
                        span=spans["figure"],
                        total=True,
                    ),
                ),
            ),
        )


def _claim(match: re.Match[str], spans: dict[str, Span]) -> Claim:
    document = spans["source"].document
    return Claim(
        id=f"{document}-c{match.start()}",
        sources=(Source(match["source"], spans["source"]),),
        cue=spans["cue"],
        content=(spans["content"],),
        kind=ClaimKind.INDIRECT,
        commitment=Commitment.ASSERTED,
        author_stance=Stance.REPORTS,
    )
