"""Which party a phrase means: "Russian jets" and "Moscow" are one, "rebels" are a class."""

from __future__ import annotations

import re
from functools import lru_cache

from tellings.align.known import KnownTable, known_actors, known_table
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


def parties_of(phrase: str) -> frozenset[str]:
    """The parties that a phrase names: states for their bodies, known groups, else the name itself.

    >>> sorted(parties_of("Russian jets")), sorted(parties_of("Moscow"))
    (['Russia'], ['Russia'])
    """
    return _parties_of(phrase, known_table())


@lru_cache(maxsize=16384)
def _parties_of(phrase: str, known: KnownTable) -> frozenset[str]:
    words = words_of(phrase)
    table, found, at = known.index, set(), 0
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


#: Words that show that a body can attack.
_MARTIAL = (
    _REBELS
    | _RULERS
    | word_set(
        "air force forces military front coalition guard brigade brigades militia battalion corps "
        "division rebel warplanes jets aircraft planes warplane jet fighters navy defense defence "
        "paramilitary commandos legion alliance faction airmen pilots gunmen"
    )
)


def can_attack(phrase: str) -> bool:
    """Whether a phrase names a state, an armed group, an army or a side, not a paper or an agency.

    >>> can_attack("Russian jets"), can_attack("World News Agency")
    (True, False)
    """
    if parties_of(phrase) & SIDES or set(words_of(phrase)) & _MARTIAL:
        return True
    kinds = {
        known_actors()[key_of(p)].kind for p in parties_of(phrase) if key_of(p) in known_actors()
    }
    return bool(kinds & {ActorKind.STATE.value, ActorKind.GROUP.value})


def _is_name(phrase: str) -> bool:
    return re.search(r"\b[A-Z]\w+", phrase) is not None


def are_different(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether two phrases surely mean different parties; a class may hold a name, so it is not."""
    if not left or not right or left & right:
        return False
    if any("coalition" in p for p in left | right) and any(_is_state(p) for p in left | right):
        # "the coalition" may be led by the very state that another account names.
        return False
    return not (left | right) & SIDES or (left | right) <= SIDES


def _is_state(party: str) -> bool:
    known = known_actors().get(key_of(party))
    return known is not None and known.kind == ActorKind.STATE.value
