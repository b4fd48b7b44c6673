"""The table of actors that are known beforehand: states, armies, ministries, agencies, monitors."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from tellings.align.names import key_of
from tellings.domain.reading import ActorKind


@dataclass(frozen=True, slots=True)
class KnownActor:
    """One entry of the table."""

    name: str
    kind: str
    aliases: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def known_actors() -> Mapping[str, KnownActor]:
    """The shipped table: from the key of a name to the actor it means."""
    text = resources.files("tellings.align").joinpath("actors.toml").read_text(encoding="utf-8")
    return index_of(parse_table(text))


def parse_table(text: str) -> tuple[KnownActor, ...]:
    """The actors of a TOML table in the form that `actors.toml` describes."""
    table = tomllib.loads(text)
    listed = [
        KnownActor(row["name"], row["kind"], tuple(row.get("aliases", ())))
        for row in table.get("actor", ())
    ]
    return (*listed, *_states(table), *_bodies(table))


def index_of(actors: tuple[KnownActor, ...]) -> Mapping[str, KnownActor]:
    """From the key of each name and alias to its actor; the first that claims a key keeps it."""
    index: dict[str, KnownActor] = {}
    for actor in actors:
        for name in (actor.name, *actor.aliases):
            index.setdefault(key_of(name), actor)
            # Apostrophes get lost in real texts: "Russias military".
            if "'s " in name:
                index.setdefault(key_of(name.replace("'s ", "s ")), actor)
    return index


def _states(table: Mapping[str, Any]) -> Iterator[KnownActor]:
    own = table.get("bodies", {}).get("{s}", ())
    for state, names in table.get("states", {}).items():
        filled = [form.format(s=state, d=d) for form in own for d in _callings(names)]
        plural = [f"{state}s", f"{names[0]}s"] if names else [f"{state}s"]
        yield KnownActor(state, ActorKind.STATE.value, (*names, *filled, *plural))


def _bodies(table: Mapping[str, Any]) -> Iterator[KnownActor]:
    for state, names in table.get("states", {}).items():
        # A body is called by the demonym, the state ("US army") and, where apostrophes were
        # lost, the state with an s ("Russias defence ministry").
        for body, forms in table.get("bodies", {}).items():
            if body == "{s}" or not names:
                continue
            spelled = {
                form.format(s=s, d=d)
                for form in (body, *forms)
                for d in _callings(names)
                for s in (state, f"{state}s")
            }
            name = body.format(s=state, d=names[0])
            yield KnownActor(name, ActorKind.ORGANISATION.value, tuple(sorted(spelled)))


def _callings(names: list[str]) -> list[str]:
    """The demonym and the acronyms: what stands before "army" or "officials"."""
    short = [n for n in names[1:] if n.replace(".", "").isupper()]
    return [*names[:1], *short]
