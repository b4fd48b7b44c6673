"""The command that measures: what it runs, prints, pins, guards and writes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from evaluation import bench
from evaluation.bench import ATTRIBUTION, BENCHMARKS_PAGE, README, ROOT, SHARED, Options, main
from evaluation.examples import BENCHMARK, score
from evaluation.floors import read_floors
from evaluation.scores import MARGIN, Benchmark, Score
from evaluation.tables import cells
from tests.evaluation.perfect import expected, perfect

Group = Callable[[Options], Iterator[Benchmark]]


def giving(key: str, value: float, digest: str | None = "d1") -> Group:
    """A group with one benchmark of one score."""

    def measure(_: Options) -> Iterator[Benchmark]:
        scores = (Score("claims found", value, "40 of 50", case=1 / 50),)
        yield Benchmark(key, key.title(), scores, digest)

    return measure


@pytest.fixture
def groups(monkeypatch: pytest.MonkeyPatch) -> dict[str, Group]:
    """The examples, the seeds and speed, in the place of those that take minutes."""
    made = {
        "examples": giving("examples", 0.8),
        "seeds": giving("seeds", 0.6),
        "speed": giving("speed", 0.5, digest=None),
    }
    monkeypatch.setattr(bench, "GROUPS", made)
    return made


@pytest.fixture
def material(tmp_path: Path) -> list[str]:
    """Options that name a folder of material that is there, and floors that are not yet."""
    return ["--shared", str(tmp_path), "--floors", str(tmp_path / "floors.toml")]


def test_every_score_is_printed_with_its_counts(
    groups: dict[str, Group], material: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(material) == 0
    assert capsys.readouterr().out.splitlines() == [
        "examples: claims found 0.800  (40 of 50)",
        "seeds: claims found 0.600  (40 of 50)",
        "speed: claims found 0.500  (40 of 50)",
    ]


def test_only_what_is_asked_for_is_measured(
    groups: dict[str, Group], material: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--only", "seeds", *material]) == 0
    assert capsys.readouterr().out == "seeds: claims found 0.600  (40 of 50)\n"


def test_missing_material_is_named_and_fails_only_where_it_was_asked_for(
    groups: dict[str, Group], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nowhere = ["--shared", str(tmp_path / "nowhere")]
    assert main(nowhere) == 0
    said = capsys.readouterr()
    assert said.out == "examples: claims found 0.800  (40 of 50)\n"
    assert said.err.startswith("not measured: seeds, speed (no folder ")
    assert main(["--only", "examples", *nowhere]) == 0
    assert main(["--only", "seeds", *nowhere]) == 1


def test_floors_are_pinned_a_margin_below_and_held(
    groups: dict[str, Group],
    material: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    floors = tmp_path / "floors.toml"
    assert main(["--gate", *material]) == 1
    assert "no floors are pinned for examples" in capsys.readouterr().err
    assert main(["--pin", "--gate", *material]) == 0
    assert read_floors("examples", floors) == ("d1", {"claims found": 0.78})  # one case of 50
    assert read_floors("seeds", floors) == ("d1", {"claims found": 0.58})
    assert read_floors("speed", floors) == (None, {})  # as it depends on the machine
    groups["seeds"] = giving("seeds", 0.585)
    assert main(["--gate", *material]) == 0
    groups["seeds"] = giving("seeds", 0.57)
    assert main(["--gate", *material]) == 1
    said = capsys.readouterr().err
    assert "gate: seeds: claims found fell to 0.570, below its floor 0.580" in said
    assert main(["--pin", *material]) == 1
    assert main(["--pin", "--lower", "--gate", *material]) == 0
    groups["seeds"] = giving("seeds", 0.9, digest="d2")
    assert main(["--gate", *material]) == 1
    assert "the material of seeds is not the one" in capsys.readouterr().err


def test_a_floor_is_never_closer_than_the_margin(tmp_path: Path) -> None:
    many = Benchmark("polnear", "PolNeAR", (Score("cue", 0.72, case=1e-5),), "d1")
    many.pin(floors=tmp_path / "floors.toml")
    floors = read_floors("polnear", tmp_path / "floors.toml")[1]
    assert floors == {"cue": pytest.approx(0.72 - MARGIN, abs=0.0011)}


def test_pages_are_filled_and_a_wrong_name_is_told(
    groups: dict[str, Group],
    material: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    page, readme = tmp_path / "page.md", tmp_path / "README.md"
    page.write_text("| found | <!-- seeds: claims found --> to be measured |\n", "utf-8")
    readme.write_text("| found | <!-- seeds: claims found % --> to be measured | so |\n", "utf-8")
    monkeypatch.setattr(bench, "README", readme)
    assert main(["--write", str(page), *material]) == 0
    assert page.read_text("utf-8") == "| found | <!-- seeds: claims found --> 0.600 |\n"
    assert readme.read_text("utf-8") == "| found | <!-- seeds: claims found % --> 60 % | so |\n"
    page.write_text("| found | <!-- seeds: claims fond --> to be measured |\n", "utf-8")
    assert main(["--write", str(page), *material]) == 1
    assert "page.md asks for seeds: claims fond" in capsys.readouterr().err


@pytest.mark.parametrize("page", [BENCHMARKS_PAGE, README], ids=lambda page: page.name)
def test_the_pages_ask_for_scores_that_there_are(page: Path) -> None:
    asked = cells(page.read_text("utf-8"))
    keys = {BENCHMARK, "seeds", "contested", "speed", *(key for key, _ in ATTRIBUTION.values())}
    of_examples = {measure.name for measure in score(perfect(), expected())}
    assert asked
    assert {benchmark for benchmark, _ in asked} <= keys
    assert {name for benchmark, name in asked if benchmark == BENCHMARK} <= of_examples


def test_what_has_floors_and_is_documented_has_a_score_of_that_name() -> None:
    asked = cells(BENCHMARKS_PAGE.read_text("utf-8"))
    pinned = {key: read_floors(key)[1] for key in {benchmark for benchmark, _ in asked}}
    assert [(k, n) for k, n in asked if pinned[k] and n not in pinned[k]] == []


def test_the_material_lies_beside_the_checkout() -> None:
    assert SHARED.parent == ROOT.parent
    assert set(bench.BUNDLED) == {"examples"}


@pytest.mark.shared
def test_every_set_has_gold(shared: Path) -> None:
    files = {key: list(shared.glob(pattern)) for key, pattern in ATTRIBUTION.values()}
    assert [key for key, found in files.items() if not found] == []
