"""Who speaks for whom, as names say it: "VMC director Jon Arel", "the London-based Monitor".

A person and the body that he or she speaks for are two actors, linked. A body that is called by
more than its name ("Dravik the Vardania Monitor for Civilians" where a comma got lost, "the
opposition-linked Monitor") is that body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from tellings.align.known import KnownActor, KnownTable, known_actors
from tellings.align.names import STOP_WORDS, core_of, key_of, word_set, words_of
from tellings.domain.reading import ActorKind

OFFICES = word_set(
    "director head chief leader spokesman spokeswoman spokesperson chairman chairwoman chair "
    "secretary envoy representative commander coordinator president minister founder manager boss"
)
#: Words before a body's name that make it no other body.
_CALLED = word_set(
    "group movement organization agency news network monitor monitoring based so-called so called "
    "self-proclaimed watchdog outlet website opposition opposing armed rebel militant jihadist "
    "terrorist official state-run run known linked anti pro activist london-based london britain "
    "british uk united kingdom independent local official semi-official"
)
_BODIES = frozenset({ActorKind.ORGANISATION.value, ActorKind.GROUP.value})
_CAPITALISED = re.compile(r"[A-Z][\w’'.-]+$|(?:al|el|bin|abu|de|van)-?[\w’'-]*$")
#: Words of a known name that must stand for its cut-off end to be supplied.
LEAST_WORDS = 3


def body_called(name: str, known: KnownTable) -> KnownActor | None:
    """The one known body that a longer or a cut-off name means, None where that is not sure."""
    if re.search(r"\b(?:and|or)\b|&", name) or set(words_of(name)) & OFFICES:
        return None
    words, table = words_of(core_of(name)), known.index
    for start in range(1, len(words) - 1):
        entry = table.get(" ".join(words[start:]))
        if entry is not None and entry.kind in _BODIES:
            plain = set(words[:start]) <= _CALLED
            return entry if plain or _stands_apart(name, words[start]) else None
    return _cut_off(words, known)


def _stands_apart(name: str, first: str) -> bool:
    """Whether the body's name begins after an article amid the words: "Sona the Monitor"."""
    found = re.search(rf"\S\s+the\s+(?:[\w-]+[- ]based\s+)?{re.escape(first)}", name, re.IGNORECASE)
    return found is not None


def _cut_off(words: tuple[str, ...], known: KnownTable) -> KnownActor | None:
    """The known body whose name begins with these words, all but its last."""
    while words and words[0] in _CALLED:
        words = words[1:]
    if len(words) < LEAST_WORDS:
        return None
    meant = _beginnings(known).get(" ".join(words), ())
    return meant[0] if len(meant) == 1 else None


@lru_cache(maxsize=8)
def _beginnings(known: KnownTable) -> Mapping[str, tuple[KnownActor, ...]]:
    """From the words of each known body's names, all but the last, to the bodies."""
    found: dict[str, dict[str, KnownActor]] = {}
    for key, entry in known.index.items():
        if entry.kind in _BODIES and " " in key:
            found.setdefault(key.rsplit(" ", 1)[0], {})[entry.name] = entry
    return {key: tuple(entries.values()) for key, entries in found.items()}


def officer_in(name: str) -> tuple[str, str] | None:
    """The person and the words for the body in "the director of the VMC Jon Arel", else None.

    >>> officer_in("VMC director Jon Arel"), officer_in("Jon Arel, head of the VMC")
    (('Jon Arel', 'VMC'), ('Jon Arel', 'VMC'))
    """
    words = re.sub(r"[,;()]", " ", name).split()
    office = next((n for n, w in enumerate(words) if w.casefold() in OFFICES), None)
    if office is None:
        return None
    before, after = words[:office], words[office + 1 :]
    if after[:1] == ["of"] or after[:1] == ["for"]:
        rest = after[1:]
        if len(before) > 1 and all(map(_is_capital, _strong(before))):
            return _named(before, rest)
        return next(_splits(rest), None)
    person = list(_run_at_end(after))
    return _named(person, before) if len(person) > 1 and len(person) == len(after) else None


def _strong(words: list[str]) -> list[str]:
    return [w for w in words if w.casefold() not in STOP_WORDS]


def _is_capital(word: str) -> bool:
    return _CAPITALISED.match(word) is not None


def _run_at_end(words: list[str]) -> Iterator[str]:
    """The capitalised words with which a naming ends."""
    start = len(words)
    while start and _is_capital(words[start - 1]):
        start -= 1
    yield from words[start:]


def _splits(words: list[str]) -> Iterator[tuple[str, str]]:
    """ "of the VMC Jon Arel": a known body first, the last two or three words the person."""
    table = known_actors()
    for size in (2, 3, 4):
        body, person = words[:-size], words[-size:]
        if body and key_of(" ".join(body)) in table and all(map(_is_capital, person)):
            found = _named(person, body)
            if found is not None:
                yield found


def _named(person: list[str], body: list[str]) -> tuple[str, str] | None:
    who, whose = " ".join(_strong(person)), " ".join(_strong(body))
    whose = re.sub(r"[’']s?$", "", whose)
    return (who, whose) if who and whose else None
