"""The gazetteer that ships with Tellings: names to places, read from one small SQLite file.

It is built by `training/build_gazetteer.py` from GeoNames (CC BY 4.0) and a hand-made supplement,
opened read-only on first use, and keeps in memory what was asked for.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from tellings.domain.names import place_key, spelling_key
from tellings.errors import ModelError

SHIPPED = Path(__file__).with_name("gazetteer.db")

_COLUMNS = "id, name, precision, lat, lon, country, admin1, population, capital, written, within"
_BATCH = 400  # keys a query; SQLite's oldest limit on variables is 999
_REMEMBERED = 200_000  # keys, most of them of names that are no places


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of the gazetteer. Coordinates in degrees (WGS 84), None where not known.

    `written` tells that it comes from the hand-made supplement, `admin1` is GeoNames' code of the
    first-level division, `within` the name of the larger place it was put in by hand.
    """

    id: int
    name: str
    precision: str  # point district town region country
    lat: float | None
    lon: float | None
    country: str | None
    admin1: str | None
    population: int
    capital: bool
    written: bool
    within: str | None


class Gazetteer:
    """Look-ups by spelling and by skeleton. Invariant: what was found once is never asked again."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._known: dict[str, tuple[Entry, ...]] = {}
        self._people = dict(connection.execute("SELECT word, country FROM people"))

    @classmethod
    def open(cls, path: Path = SHIPPED) -> Gazetteer:
        """Open a gazetteer read-only. Raises ModelError where it is missing or damaged."""
        try:
            uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
            return cls(sqlite3.connect(uri, uri=True, check_same_thread=False))
        except sqlite3.Error as error:
            raise ModelError(
                "the gazetteer cannot be read", advice="install Tellings again", path=str(path)
            ) from error

    def look_up(self, keys: Iterable[str]) -> dict[str, tuple[Entry, ...]]:
        """Entries by spelling key (see `domain.names.spelling_key`), most people first."""
        keys = set(keys)
        if len(self._known) > _REMEMBERED:
            self._known.clear()
        missing = [k for k in keys if k not in self._known]
        for at in range(0, len(missing), _BATCH):
            self._remember(missing[at : at + _BATCH])
        return {k: self._known[k] for k in keys if self._known[k]}

    def _remember(self, keys: list[str]) -> None:
        marks = ",".join("?" * len(keys))
        rows = self._connection.execute(
            f"SELECT s.key, {_COLUMNS} FROM spelling s JOIN place p ON p.id = s.place"  # noqa: S608
            f" WHERE s.key IN ({marks}) ORDER BY s.place",
            keys,
        )
        found: dict[str, list[Entry]] = {}
        for key, *values in rows:
            found.setdefault(key, []).append(_entry(values))
        self._known.update((k, tuple(found.get(k, ()))) for k in keys)

    def alike(self, name: str) -> tuple[Entry, ...]:
        """Places whose names may be another spelling of this one: suggestions, never facts."""
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM skeleton s JOIN place p ON p.id = s.place"  # noqa: S608
            " WHERE s.key = ? ORDER BY s.place LIMIT 20",
            (place_key(name),),
        )
        return tuple(_entry(row) for row in rows)

    def country_of_people(self, word: str) -> str | None:
        """The country (ISO 3166 alpha-2) that a demonym such as "Syrian" belongs to."""
        return self._people.get(spelling_key(word))

    def state_of_capital(self, name: str) -> str | None:
        """The name of the state whose capital has this name ("Paris": "France")."""
        entries = self.look_up([spelling_key(name)]).get(spelling_key(name), ())
        return self._state(next((e.country for e in entries if e.capital), None))

    def state_of_people(self, word: str) -> str | None:
        """The name of the state whose people are called so ("French": "France")."""
        return self._state(self.country_of_people(word))

    def _state(self, country: str | None) -> str | None:
        return self._states.get(country) if country else None

    @cached_property
    def _states(self) -> dict[str, str]:
        """Names of states by country code: one pass over the places, which have no such index."""
        rows = self._connection.execute(
            "SELECT country, name FROM place WHERE precision = 'country' ORDER BY id DESC"
        )
        return {str(code): str(name) for code, name in rows}

    def about(self) -> dict[str, str]:
        """Source, licence and size of the gazetteer."""
        return dict(self._connection.execute("SELECT key, value FROM about"))


def _entry(row: Sequence[Any]) -> Entry:
    id_, name, precision, lat, lon, country, admin1, population, capital, written, within = row
    return Entry(
        id_, name, precision, lat, lon, country, admin1, population,
        bool(capital), bool(written), within,
    )  # fmt: skip


def shipped() -> Gazetteer:
    """The shipped gazetteer, opened once a process (a connection must not cross a fork)."""
    return _of_process(os.getpid())


@lru_cache(maxsize=1)
def _of_process(pid: int) -> Gazetteer:
    return Gazetteer.open()
