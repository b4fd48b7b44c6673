"""A sentence as a row of items, and the noun phrase that says what a number counts.

Items are words, and numbers with their qualifiers as one item each.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tellings.domain.reading import Qualifier
from tellings.read.casualty_words import (
    BE,
    CLAUSE_BREAKS,
    CUES,
    DETERMINERS,
    FINITE,
    HAVE,
    PASSING,
    PERSONS,
    PRENOMINAL,
    PREPOSITIONS,
    THINGS,
    Cue,
    word_set,
)
from tellings.read.quantities import Quantity

NUMBER = "#"


@dataclass(frozen=True, slots=True)
class Item:
    """A word, or a number (`low` is NUMBER). `capital`: it starts with a capital.

    `implied`: a word that stands for a number ("a woman", "others").
    """

    start: int
    end: int
    low: str
    quantity: Quantity | None = None
    implied: bool = False
    capital: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """The noun phrase after a number: items `first` up to `last` (exclusive), its head word."""

    first: int
    last: int
    head: str
    of: bool  # "14 of the dead": the number is part of a set that the phrase names
    person: bool
    thing: bool


_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*|[^\w\s]")
_IMPLIED = frozenset(("a", "an", "another"))
_OPENERS = frozenset("“”\"'‘’([*-")
_INSIDE = PREPOSITIONS - {"of"} | CLAUSE_BREAKS
_PHRASE_END = (
    _INSIDE
    | BE
    | HAVE
    | FINITE
    | word_set(
        "and or including include includes mostly most among who which that whom plus versus vs "
        "he she they it we i you were might may could will would can should do does did not"
    )
)
_AFTER_OPENING = _OPENERS | {"of"}
_LOOSE_ENDS = _AFTER_OPENING | DETERMINERS
FILLERS = (
    DETERMINERS
    | _OPENERS
    | word_set(
        "all both some also another further at about total of additional as well more only mostly "
        "up least around nearly almost roughly approximately over estimated what many"
    )
)
_SPEAKERS = word_set("source sources report reports")
_NOT_QUALIFIED = word_set("others more them those dead killed wounded injured")


def items_of(text: str, start: int, end: int, quantities: Sequence[Quantity]) -> list[Item]:
    """The items of the sentence `text[start:end]`; `quantities` are those that lie in it."""
    items: list[Item] = []
    at = start
    for quantity in quantities:
        items.extend(_words(text, at, quantity.start))
        items.append(Item(quantity.start, quantity.end, NUMBER, quantity))
        at = max(at, quantity.end)
    items.extend(_words(text, at, end))
    return items


def _words(text: str, start: int, end: int) -> list[Item]:
    return [
        # "IS" in capitals is a name (Islamic State), not a verb
        Item(
            m.start(),
            m.end(),
            m[0].lower() if m[0] != "IS" else "isis",
            capital=m[0][0].isupper(),
        )
        for m in _WORD.finditer(text, start, end)
    ]


def imply_numbers(items: list[Item]) -> list[Item]:
    """Items in which "a woman" stands as one, and bare "others" as a vague number."""
    return [_implied(items, i) or it for i, it in enumerate(items)]


def _implied(items: Sequence[Item], i: int) -> Item | None:
    it = items[i]
    at = (it.start, it.end, it.start, it.end)
    if it.low in _IMPLIED and _person_follows(items, i):
        return Item(it.start, it.end, NUMBER, Quantity(*at, 1, 1, Qualifier.EXACT), True)
    if it.low == "others" and (i == 0 or items[i - 1].low in ("and", ",") or
                               items[i - 1].low in CUES):  # fmt: skip
        return Item(it.start, it.end, NUMBER, Quantity(*at, None, None, Qualifier.VAGUE), True)
    return None


def _person_follows(items: Sequence[Item], i: int) -> bool:
    phrase = phrase_after(items, i)
    return phrase.person and not phrase.of and 0 < phrase.last - phrase.first <= 8


def phrase_after(items: Sequence[Item], i: int) -> Phrase:
    """The noun phrase that follows item `i`: what the number counts."""
    j = i + 1
    of = False
    while j < len(items) and (
        items[j].low in _OPENERS or items[j].low == "of" or (of and items[j].low in DETERMINERS)
    ):
        of = of or items[j].low == "of"
        j += 1
    first, head = j, ""
    heads: list[str] = []
    in_of = False
    while j < len(items) and _in_phrase(items, j, first):
        low = items[j].low
        if low == "of":
            in_of = True
        elif not in_of and low not in _OPENERS and low not in DETERMINERS:
            head = low
            heads.append(low)
        j += 1
    while j > first and items[j - 1].low in _LOOSE_ENDS:
        j -= 1
    thing = head in THINGS or any(h in THINGS for h in heads[:1] if head not in PERSONS)
    person = any(h in PERSONS for h in heads) and head not in THINGS
    return Phrase(first, j, head, of, person, thing)


def _in_phrase(items: Sequence[Item], j: int, first: int) -> bool:
    low = items[j].low
    if low == NUMBER or low in _PHRASE_END or not (low[0].isalnum() or low in _OPENERS):
        return False
    if low == "-" and j > first:
        return False
    if j == first and low in DETERMINERS and items[j - 1].low not in _AFTER_OPENING:
        return False
    if j > first and _is_closed(items[j - 1], items[j]):
        return False
    cue = CUES.get(low)
    if cue is not None:
        return _is_prenominal(items, j, cue)
    if low.endswith("ed") and len(low) > 4 and low not in PRENOMINAL and "-" not in low:
        return j == first and _noun_follows(items, j)
    if low in PASSING and low.endswith("ly"):
        return False
    return not (low.endswith("ing") and j > first and low not in PERSONS)


def _is_closed(last: Item, item: Item) -> bool:
    """Whether a phrase that ends in `last` is over: "20 rebels | Monitor", "others | local"."""
    low = item.low
    if low in DETERMINERS:
        return last.low != "of" and last.low not in _OPENERS
    if last.low not in PERSONS or low in PERSONS or low == "of":
        return False
    if not last.low.endswith(("s", "people", "children", "men", "women")):
        return item.capital and not last.capital
    return low not in THINGS or low in _SPEAKERS or last.low == "others"


def _noun_follows(items: Sequence[Item], j: int) -> bool:
    return j + 1 < len(items) and items[j + 1].low in PERSONS


def _is_prenominal(items: Sequence[Item], j: int, cue: Cue) -> bool:
    """Whether a cue stands before its noun ("injured people", "dead bodies")."""
    following = items[j + 1].low if j + 1 < len(items) else ""
    if cue.form == "noun":
        return True
    if cue.form in ("past", "adj"):
        if following in PERSONS - _NOT_QUALIFIED or following == "bodies":
            return True
        return following in ("and", "or") and _pair_before_noun(items, j)
    return False


def _pair_before_noun(items: Sequence[Item], j: int) -> bool:
    """ "dead and wounded members": two cues before one noun."""
    if j + 3 >= len(items):
        return False
    second = CUES.get(items[j + 2].low)
    return second is not None and second.form == "past" and items[j + 3].low in PERSONS
