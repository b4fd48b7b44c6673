"""Plain words for what the domain types hold: figures, certainties, dates, kinds of finding."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from tellings.domain.accounts import FindingKind
from tellings.domain.reading import (
    Certainty,
    Commitment,
    Figure,
    Moment,
    Polarity,
    Qualifier,
    Source,
    Stance,
)
from tellings.domain.text import PartKind


@dataclass(frozen=True, slots=True)
class FindingWords:
    """How a kind of finding is shown: a sign (so that colour is never needed), name, meaning."""

    sign: str
    name: str
    meaning: str


FINDINGS: Final[dict[FindingKind, FindingWords]] = {
    FindingKind.FIGURES_DIFFER: FindingWords(
        "≠", "Figures differ", "two accounts give figures that cannot both hold"
    ),
    FindingKind.BLAME_DIFFERS: FindingWords(
        "≠", "Blame differs", "accounts name different actors as the one who did it"
    ),
    FindingKind.BLAME_DENIED: FindingWords(
        "∅", "Blame denied", "an actor is blamed by one account and cleared by another"
    ),
    FindingKind.EVENT_DENIED: FindingWords(
        "∅", "Event denied", "one account says that it did not happen"
    ),
    FindingKind.NAMING_DIFFERS: FindingWords(
        "≠", "Naming differs", "the same thing or people are called by opposed words"
    ),
    FindingKind.TIME_DIFFERS: FindingWords(
        "≠", "Time differs", "accounts give days that do not meet"
    ),
    FindingKind.PLACE_DIFFERS: FindingWords(
        "≠", "Place differs", "accounts put it in different places"
    ),
    FindingKind.CONTRADICTS_ITSELF: FindingWords(
        "≠", "Contradicts itself", "one document says two things that cannot both hold"
    ),
    FindingKind.AUTHOR_REJECTS: FindingWords(
        "∅", "Author rejects", "a document cites a claim in order to refute it"
    ),
    FindingKind.FIGURES_REVISED: FindingWords(
        "↻", "Figures revised", "one origin gave a later figure in place of an earlier one"
    ),
    FindingKind.FIGURES_AGREE: FindingWords(
        "=", "Figures agree", "accounts of different origin give figures that can both hold"
    ),
    FindingKind.TOLD_BY_ONE_SIDE: FindingWords(
        "◐", "Told by one side", "only accounts of one side tell of it"
    ),
    FindingKind.SINGLE_ORIGIN: FindingWords(
        "⊙", "Single origin", "all accounts rest on one origin, however many documents carry it"
    ),
    FindingKind.CIRCULAR: FindingWords(
        "⟳", "Circular", "accounts rest on each other, or on one copy"
    ),
}

CERTAINTIES: Final[dict[Certainty, str]] = {
    Certainty.ASSERTED: "said to have done it",
    Certainty.SUSPECTED: "suspected",
    Certainty.CLAIMED: "claims to have done it",
    Certainty.DENIED: "said not to have done it",
}

POLARITIES: Final[dict[Polarity, tuple[str, str]]] = {
    Polarity.POSITIVE: ("+", "praising"),
    Polarity.NEGATIVE: ("−", "condemning"),
    Polarity.NEUTRAL: ("○", "neutral"),
}

COMMITMENTS: Final[dict[Commitment, str]] = {
    Commitment.ASSERTED: "asserted",
    Commitment.DENIED: "denied",
    Commitment.DOUBTED: "doubted",
    Commitment.POSSIBLE: "held possible",
    Commitment.DEMANDED: "demanded",
    Commitment.PLANNED: "planned",
    Commitment.ASKED: "asked",
}

STANCES: Final[dict[Stance, str]] = {
    Stance.REPORTS: "the document only reports it",
    Stance.ENDORSES: "the document takes it over",
    Stance.REJECTS: "the document rejects it",
    Stance.DOUBTS: "the document doubts it",
}

UNNAMED: Final = "a source that is not named"

ROLES: Final[dict[str, str]] = {
    "agent": "told as the one who acts",
    "target": "told as the one it is done to",
    "instrument": "told as what it is done with",
}

PARTS: Final[dict[PartKind, str]] = {
    PartKind.HEADLINE: "headline",
    PartKind.BYLINE: "byline",
    PartKind.BODY: "body",
    PartKind.COMMENT: "comment",
    PartKind.CONTENTS: "table of contents",
    PartKind.BOILERPLATE: "not the document’s own prose",
}

ORIGINS: Final[dict[str, str]] = {
    "source": "named source",
    "wire": "wire service",
    "document": "the document itself",
    "unknown": "not named",
}


def plural(count: int, one: str, many: str | None = None) -> str:
    """``plural(1, "document")`` is "1 document", ``plural(2, …)`` "2 documents"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def day(value: date) -> str:
    """A day as "4 March 2019"."""
    return f"{value.day} {value:%B} {value.year}"


def moment(value: Moment) -> str:
    """The days of a moment, as short as they can be said."""
    return days(value.first, value.last)


def days(first: date, last: date) -> str:
    """Inclusive days, as short as they can be said."""
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    return f"{day(first)} – {day(last)}"


def _amount(value: float, *, share: bool) -> str:
    if share:
        return f"{value * 100:g} %"
    return f"{value:,.0f}" if value == int(value) else f"{value:,g}"


def figure(value: Figure, quote: str) -> str:
    """The bounds of a figure in words; a vague figure in the document's own (`quote`).

    "More than 30" people is held as low 31, so one is taken off again for counts.
    """
    bounds = [b for b in (value.low, value.high) if b is not None]
    if value.qualifier is Qualifier.VAGUE or not bounds:
        return f"“{quote}”"
    share = any(0 < b < 1 for b in bounds)
    step = 0 if share or any(b != int(b) for b in bounds) else 1
    low, high = bounds[0], bounds[-1]
    match value.qualifier:
        case Qualifier.AT_LEAST:
            return f"at least {_amount(low, share=share)}"
        case Qualifier.MORE_THAN:
            return f"more than {_amount(low - step, share=share)}"
        case Qualifier.AT_MOST:
            return f"at most {_amount(high, share=share)}"
        case Qualifier.LESS_THAN:
            return f"fewer than {_amount(high + step, share=share)}"
        case Qualifier.ABOUT if low == high:
            return f"about {_amount(low, share=share)}"
        case _ if low == high:
            return _amount(low, share=share)
        case _:
            return f"{_amount(low, share=share)}–{_amount(high, share=share)}"


def source(value: Source) -> str:
    """A source by name, with the person who speaks for it."""
    name = value.name or UNNAMED
    if value.person and value.person.casefold() not in name.casefold():
        return f"{name} ({value.person})"
    return name


def shortened(words: str, most: int) -> str:
    """At most so many characters, cut between words."""
    if len(words) <= most:
        return words
    return words[:most].rsplit(None, 1)[0] + " …"
