"""Figures, voices and days as words for the sentences of findings. Neutral: never who is right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import PurePath

from tellings.align.actors import is_unnamed
from tellings.align.known import known_actors
from tellings.align.names import core_of, key_of, word_set, words_of
from tellings.align.parties import parties_of
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
    """A document by its outlet, or else by its title in quotes; with the day in parentheses."""
    found = material.documents[document]
    name = found.outlet or (f"“{found.title}”" if found.title else PurePath(found.path).name)
    if dated and found.published:
        return f"{name} ({day_words(found.published)})"
    return name


def document_aside(document: str, material: Material) -> str:
    """The same for inside parentheses: "Tarsin Radio, 2 May 2031"."""
    name, published = document_words(document, material), material.documents[document].published
    return f"{name}, {day_words(published)}" if published else name


#: Words by which a text goes on about somebody; alone they name nobody.
_PRONOUNS = word_set(
    "he she it they we i you who one reports report man woman group body news media source"
)
_ARTICLE = re.compile(r"^(?:The|A|An)\b")


def voice_words(account: Account, material: Material) -> str:
    """Who speaks, inside a sentence: the cited voice, or the document itself.

    A voice that names nobody is told with its document: "local sources in Tarsin Radio".
    """
    document = document_words(account.documents[0], material)
    if account.voice.source is None:
        return document
    name = core_of(account.voice.source).strip()
    if name.count("(") > name.count(")"):
        name = name.rsplit("(", 1)[0].strip()
    name = _ARTICLE.sub(lambda m: m.group().lower(), name)
    if names_nobody(name) or runs_together(name):
        return f"a source in {document}"
    if not is_unnamed(name):
        return name
    return f"{name[:1].lower()}{name[1:]} in {document}"


def names_nobody(name: str) -> bool:
    """Whether a voice is a mere pronoun, or an adjective that lost its noun ("Syrian")."""
    words = [w for w in words_of(name) if w not in _PRONOUNS]
    known = known_actors().get(key_of(name))
    lost = known is not None and key_of(known.name) != key_of(name) and name.endswith("n")
    return not words or (lost and len(words) == 1)


def runs_together(name: str) -> bool:
    """Whether a voice's name holds two known names, as headlines run into a dateline.

    >>> runs_together("Russian Defence Ministry"), runs_together("Monitor AFP Syrian")
    (False, True)
    """
    return " and " not in name and key_of(name) not in known_actors() and len(parties_of(name)) > 1


def told_by(account: Account, document: str, material: Material) -> str:
    """Who says it and where: "according to the VMC (in Tarsin Radio, 2 May 2031)"."""
    if account.voice.source is None:
        return f"in {document_words(document, material, dated=True)}"
    voice = voice_words(account, material)
    if voice.endswith(document_words(account.documents[0], material)):
        return f"according to {voice}"
    return f"according to {voice} (in {document_aside(document, material)})"


def cut(sentence: str, words: int = 20) -> str:
    """A sentence as it is quoted inside another: no quotes of its own, no full stop, not too long.

    >>> cut("The army denied it.", words=3)
    'The army denied…'
    """
    said = sentence.strip('“”"').split()
    return " ".join(said[:words]).rstrip(".") + ("…" if len(said) > words else "")


def sentence_of(text: str) -> str:
    """A finding's words as a sentence: a capital first, one full stop last."""
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", ".”")) else f"{text}."


def is_plural(voice: str) -> bool:
    """Whether a voice takes a plural verb: "officials", "the mayor and the council"."""
    head = re.split(r"\b(?:in|of|from|at|who|for)\b", voice)[0].split()
    return " and " in voice or bool(head and head[-1].islower() and head[-1].endswith("s"))


def kind_words(kind: str) -> str:
    """A kind of figure inside a sentence: "the number of killed"."""
    return f"the number of {kind}" if kind.isalpha() else f"the figure for {kind}"
