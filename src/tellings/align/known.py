"""The table of actors that are known beforehand: states, armies, ministries, agencies, monitors."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

from tellings.align.names import key_of
from tellings.domain.reading import ActorKind
from tellings.errors import ActorsUnusable


@dataclass(frozen=True, slots=True)
class KnownActor:
    """One entry of the table."""

    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    side: str | None = None  # the shipped table puts nobody on a side


@dataclass(frozen=True, slots=True, eq=False)
class KnownTable:
    """The actors known in a run; caches are kept by the table that they were made of."""

    index: Mapping[str, KnownActor]


_OF_THIS_RUN: ContextVar[KnownTable | None] = ContextVar("known actors", default=None)


def known_actors() -> Mapping[str, KnownActor]:
    """From the key of a name to the actor it means: the shipped table, and the user's if any."""
    return known_table().index


def known_table() -> KnownTable:
    """The table that holds in this context."""
    return _OF_THIS_RUN.get() or _shipped_table()


@lru_cache(maxsize=1)
def _shipped() -> tuple[KnownActor, ...]:
    text = resources.files("tellings.align").joinpath("actors.toml").read_text(encoding="utf-8")
    return parse_table(text)


@lru_cache(maxsize=1)
def _shipped_table() -> KnownTable:
    return KnownTable(index_of(_shipped()))


@contextmanager
def knowing(actors: Sequence[KnownActor]) -> Iterator[None]:
    """While open, a user's actors are known before the shipped ones, in this context alone.

    Where a user's entry has the name of a shipped one, its aliases and side are added to it.
    """
    if not actors:
        yield
        return
    token = _OF_THIS_RUN.set(KnownTable(index_of((*_completed(actors), *_shipped()))))
    try:
        yield
    finally:
        _OF_THIS_RUN.reset(token)


def _completed(actors: Sequence[KnownActor]) -> Iterator[KnownActor]:
    """The user's actors; one that has the name of a shipped one keeps all of its aliases."""
    shipped = {key_of(a.name): a for a in _shipped()}
    for actor in actors:
        same = shipped.get(key_of(actor.name))
        if same is None:
            yield actor
        else:
            aliases = (*actor.aliases, *same.aliases)
            yield KnownActor(same.name, same.kind, aliases, actor.side)


def read_actors(path: Path) -> tuple[KnownActor, ...]:
    """A user's table from a file; raises `ActorsUnusable` where it is not one."""
    try:
        return parse_actors(path.read_text("utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise ActorsUnusable(
            f"the table of actors cannot be read: {error}",
            advice="name a text file in UTF-8 that you may read",
            path=str(path),
        ) from error


def parse_actors(text: str, path: str | None = None) -> tuple[KnownActor, ...]:
    """A user's table from its text; raises `ActorsUnusable` where it is not one."""
    try:
        found = parse_table(text)
    except (tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError) as error:
        raise ActorsUnusable(
            f"this is not a table of actors: {error}",
            advice='write [[actor]] with name = "…", kind = "…" and, if you like, aliases and side',
            path=path,
        ) from error
    kinds = {kind.value for kind in ActorKind}
    for actor in found:
        if actor.kind not in kinds:
            raise ActorsUnusable(
                f"{actor.name} is of kind {actor.kind!r}, which is none",
                advice=f"kinds are {', '.join(sorted(kinds))}",
                path=path,
            )
    return found


def parse_table(text: str) -> tuple[KnownActor, ...]:
    """The actors of a TOML table in the form that `actors.toml` describes."""
    table = tomllib.loads(text)
    listed = [
        KnownActor(row["name"], row["kind"], tuple(row.get("aliases", ())), row.get("side"))
        for row in table.get("actor", ())
    ]
    return (*listed, *_states(table), *_bodies(table))


def index_of(actors: Sequence[KnownActor]) -> Mapping[str, KnownActor]:
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
