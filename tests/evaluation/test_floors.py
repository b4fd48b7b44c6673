"""Floors rise by themselves and fall only on purpose."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.floors import (
    FloorLowered,
    Measure,
    digest_of,
    pin,
    read_floors,
    replace_table,
    shortfalls,
    write_table,
)


def at(value: float, name: str = "claims found") -> list[Measure]:
    return [Measure(name, value * 1000, 1000)]


def test_a_floor_rises_and_will_not_fall_unasked(tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    pin(at(0.5), "d1", "examples", path=path)
    pin(at(0.75), "d1", "examples", path=path)
    assert read_floors("examples", path) == ("d1", {"claims found": 0.75})
    with pytest.raises(FloorLowered, match="claims found would be lowered"):
        pin(at(0.7), "d1", "examples", path=path)
    with pytest.raises(FloorLowered, match="material"):
        pin(at(0.9), "d2", "examples", path=path)
    assert read_floors("examples", path) == ("d1", {"claims found": 0.75})
    pin(at(0.7), "d2", "examples", lower=True, path=path)
    assert read_floors("examples", path) == ("d2", {"claims found": 0.7})


def test_dropping_a_measure_counts_as_lowering_it(tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    pin(at(0.5), "d1", "examples", path=path)
    with pytest.raises(FloorLowered):
        pin(at(0.9, "labels found"), "d1", "examples", path=path)
    said = shortfalls(at(0.9, "labels found"), "d1", "examples", path)
    assert said == ("claims found is no longer measured",)


def test_the_gate_says_what_keeps_it_shut(tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    assert shortfalls(at(1.0), "d1", "examples", path) == (
        "no floors are pinned for examples in floors.toml",
    )
    pin(at(0.5), "d1", "examples", path=path)
    assert shortfalls(at(0.5), "d1", "examples", path) == ()
    assert "material" in shortfalls(at(0.5), "d2", "examples", path)[0]
    assert "fell to 0.498" in shortfalls(at(0.498), "d1", "examples", path)[0]


def test_other_benchmarks_keep_their_tables(tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    path.write_text('# why\n[seeds]\ndigest = "s"\n"figures" = 0.9\n\n[polnear]\ndigest = "p"\n')
    pin(at(0.5), "d1", "examples", path=path)
    pin(at(0.6), "d1", "examples", path=path)
    assert read_floors("seeds", path) == ("s", {"figures": 0.9})
    assert read_floors("polnear", path) == ("p", {})
    assert read_floors("examples", path) == ("d1", {"claims found": 0.6})
    assert path.read_text().startswith("# why\n")


@given(st.dictionaries(st.sampled_from("abcdef"), st.floats(0, 1), min_size=1))
def test_a_value_never_misses_the_floor_made_of_it(values: dict[str, float]) -> None:
    table = write_table("b", "d", values)
    floors = [float(line.split("=")[1]) for line in table.splitlines()[2:]]
    assert all(f <= v + 1e-9 for f, v in zip(floors, values.values(), strict=True))
    assert replace_table(table, "b", table) == table


def test_the_digest_follows_names_and_bytes(tmp_path: Path) -> None:
    one, two = tmp_path / "a", tmp_path / "b"
    one.write_text("x")
    two.write_text("y")
    before = digest_of([one, two])
    assert digest_of([two, one]) == before
    one.write_text("y")
    two.write_text("x")
    assert digest_of([one, two]) != before
