"""Files that are broken on purpose: each kind of fault is a function that yields some of them.

A fault yields (name, what): `what` is the file's bytes, or a function that makes something at a
path. Everything is drawn from the generator that it is given, so a seed makes the same files.
Texts tell of Vardania, which is invented.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

What = bytes | Callable[[Path], None]
Fault = Callable[[random.Random], Iterator[tuple[str, What]]]

FAULTS: dict[str, Fault] = {}
"""Every kind of fault by its name, in the order in which they are written."""


def fault(kind: str) -> Callable[[Fault], Fault]:
    """Enter a function under the kind of fault that it makes."""

    def enter(make: Fault) -> Fault:
        FAULTS[kind] = make
        return make

    return enter


def story(rng: random.Random, number: int | None = None) -> str:
    """A short report, no two alike."""
    place = rng.choice(("Dravik", "Belmora", "Sona", "Old Quay", "Kesh", "Orsk", "Tarsin"))
    killed, wounded = rng.randrange(2, 90), rng.randrange(3, 200)
    who = rng.choice(("the ministry", "the Vardania Monitor for Civilians", "a doctor", "the army"))
    by = rng.choice(("shells", "a car bomb", "an air strike", "gunmen"))
    day = rng.randrange(1, 29)
    tag = number if number is not None else rng.randrange(10**9)
    return (
        f"Blast in {place}, report {tag}\n\n{day} May 2031\n\n"
        f"At least {killed} people were killed in {place} by {by} on Monday, {who} said. "
        f"Another {wounded} were wounded, and the road to the harbour was closed until the evening."
        f"\n\nThe Northern Front denied that its fighters had been near the town. “We were not "
        f"there,” its spokesman said. Residents told the Harbour Post that the market burned until "
        f"noon, and that the fire brigade came late because the bridge had been hit before.\n"
    )
