"""What persons are called beside their names: "Aleppo Governor", "a civil defence official"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from tellings.domain.names import fold
from tellings.read.entities import Name, Names
from tellings.read.offices import OFFICES
from tellings.read.syntax import Syntax

REACH = 8  # words of a title on one side of a name
AFTER = re.compile(
    r"[\s,(]*(?:who (?:is|was)\s+)?(?:(?:an?|the|its|their)\s+)?(?P<said>[^,.;:()\"“”\n]{3,70})"
)
ENDS_TITLE = re.compile(
    r"\b(?:said|says|told|tells|added|adds|who|which|was|is|has|had|and|but|in|on|from|as|with|"
    r"warned|denied|confirmed|reported|announced|wrote)\b",
    re.I,
)


def read_offices(syntax: Syntax, names: Names) -> dict[str, frozenset[str]]:
    """Persons (full names) to the words of the titles beside their names, where they have any."""
    found: dict[str, set[str]] = {}
    for person in names.names:
        if person.kind == "person":
            for title in _titles(syntax, person):
                words = set(name_words_of(title))
                if words & OFFICES:
                    found.setdefault(person.full, set()).update(words)
    return {person: frozenset(words) for person, words in found.items()}


def name_words_of(phrase: str) -> tuple[str, ...]:
    """The content words of a description; unlike of a name, titles are among them."""
    return tuple(w for w in fold(phrase).split() if w not in SMALL)


SMALL = frozenset("the a an of for in at on its their his her this that these those same s".split())


def _titles(syntax: Syntax, person: Name) -> Iterator[str]:
    low = person.low
    while low > 0 and person.low - low < REACH and _goes_on(syntax, low - 1, person.low):
        low -= 1
    if low < person.low:
        yield syntax.slice(low, person.low)
    # A title within the tagged name itself ("Governor Diab").
    yield syntax.slice(person.low, person.high)
    hit = AFTER.match(syntax.text, syntax.end(person.high - 1))
    if hit:
        yield ENDS_TITLE.split(hit["said"], maxsplit=1)[0]


def _goes_on(syntax: Syntax, i: int, of: int) -> bool:
    if syntax.sentence_of[i] != syntax.sentence_of[of] or syntax.pos[i] in {"VERB", "AUX", "PUNCT"}:
        return False
    return not ENDS_TITLE.fullmatch(syntax.word(i)) and syntax.pos[i] in {
        "NOUN", "PROPN", "ADJ", "ADP", "DET"
    }  # fmt: skip


def person_called(
    offices: Mapping[str, frozenset[str]], names: Names, phrase: str, low: int
) -> str | None:
    """The person whose titles hold every word of the phrase: the last before, else the first after.

    Only a phrase that ends in an office asks for a person ("the governor", not "the town").
    """
    words = name_words_of(phrase)
    if not words or words[-1] not in OFFICES:
        return None
    bearers = {p for p, said in offices.items() if set(words) <= said}
    placed = [n for n in names.names if n.full in bearers]
    before = [n for n in placed if n.low < low]
    definite = not re.match(r"an?\s", phrase, re.I)
    if before and definite:
        return before[-1].full
    after = [n for n in placed if n.low >= low]
    return after[0].full if after and len(words) > 1 and after[0].low - low < CATAPHORA else None


CATAPHORA = 90  # words after an unnamed official in which his name may come
