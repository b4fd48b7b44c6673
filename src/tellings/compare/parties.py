"""Which party a phrase means: "Russian jets" and "Moscow" are one, "rebels" are a class."""

from __future__ import annotations

import re
from functools import lru_cache

from tellings.align.known import known_actors
from tellings.align.names import key_of, word_set, words_of
from tellings.domain.reading import ActorKind

#: Words for one side of a civil war as seen from outside; only used to tell sides apart.
_REBELS = word_set(
    "rebel rebels insurgent insurgents militant militants terrorist terrorists opposition "
    "jihadist jihadists islamist islamists mercenaries gangs fighters revolutionaries"
)
_RULERS = word_set("regime government army soldiers troops police authorities")
_LONGEST = 6
#: The classes that stand for a side without naming anyone.
SIDES = frozenset({"armed opposition", "government side"})


@lru_cache(maxsize=16384)
def parties_of(phrase: str) -> frozenset[str]:
    """The parties that a phrase names: states for their bodies, known groups, else the name itself.

    >>> sorted(parties_of("Russian jets")), sorted(parties_of("Moscow"))
    (['Russia'], ['Russia'])
    """
    words = words_of(phrase)
    table, found, at = known_actors(), set(), 0
    while at < len(words):
        for size in range(min(_LONGEST, len(words) - at), 0, -1):
            entry = table.get(" ".join(words[at : at + size]))
            if entry is not None:
                found.add(
                    _state_of(entry.name) if entry.kind != ActorKind.GROUP.value else entry.name
                )
                break
        else:
            size = 1
        at += size
    if found:
        return frozenset(found)
    return _classes(words) or (frozenset({key_of(phrase)}) if _is_name(phrase) else frozenset())


def _state_of(name: str) -> str:
    """The state whose body a table entry is, or the entry itself."""
    first = words_of(name)[0] if words_of(name) else ""
    state = known_actors().get(first)
    own = words_of(name)[1:]
    if state is not None and state.kind == ActorKind.STATE.value and set(own) & _BODY:
        return state.name
    return name


_BODY = word_set("armed force air ministry army military")


def _classes(words: tuple[str, ...]) -> frozenset[str]:
    found = set()
    if set(words) & _REBELS:
        found.add("armed opposition")
    if set(words) & _RULERS:
        found.add("government side")
    return frozenset(found)


def _is_name(phrase: str) -> bool:
    return re.search(r"\b[A-Z]\w+", phrase) is not None


def are_different(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether two phrases surely mean different parties; a class may hold a name, so it is not."""
    if not left or not right or left & right:
        return False
    return bool(left <= SIDES) == bool(right <= SIDES)
