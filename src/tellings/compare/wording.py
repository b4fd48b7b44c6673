"""Figures, voices and days as words for the sentences of findings. Neutral: never who is right."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tellings.compare.material import Material
from tellings.domain.accounts import Account
from tellings.domain.reading import Figure, Qualifier


def listed(items: Sequence[str]) -> str:
    """Items in a row.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def figure_words(figure: Figure) -> str:
    """The bounds of a figure as words: "at least 31", "62 to 80", "about 20", "60 %"."""
    low, high = _number(figure, figure.low), _number(figure, figure.high)
    if figure.qualifier is Qualifier.MORE_THAN and figure.low is not None:
        less = figure.low if _is_share(figure) else figure.low - 1
        return f"more than {_number(figure, less)}"
    if low is not None and low == high:
        return f"about {low}" if figure.qualifier is Qualifier.ABOUT else low
    if low is not None and high is not None:
        return f"{low} to {high}"
    if low is not None:
        return f"at least {low}"
    return f"at most {high}" if high is not None else "no number"


def _is_share(figure: Figure) -> bool:
    values = [v for v in (figure.low, figure.high) if v is not None]
    return bool(values) and any(0 < v < 1 for v in values)


def _number(figure: Figure, value: float | None) -> str | None:
    if value is None:
        return None
    if _is_share(figure):
        return f"{value * 100:g} %"
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:g}"


def day_words(day: date) -> str:
    """A day without the leading zero that papers do not print: 2 July 2031."""
    return f"{day.day} {day:%B %Y}"


def document_words(document: str, material: Material, *, dated: bool = False) -> str:
    """A document by its outlet, or else by its title in quotes."""
    found = material.documents[document]
    name = found.outlet or (f"“{found.title}”" if found.title else found.path)
    if dated and found.published:
        return f"{name} ({day_words(found.published)})"
    return name


def voice_words(account: Account, material: Material) -> str:
    """Who speaks: the cited voice, or the document itself."""
    if account.voice.source is not None:
        return account.voice.source
    return document_words(account.documents[0], material)


def kind_words(kind: str) -> str:
    """A kind of figure inside a sentence: "the number of killed"."""
    return f"the number of {kind}" if kind.isalpha() else f"the figure for {kind}"
