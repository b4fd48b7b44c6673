from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.bounded import Limits
from tellings.dossier import Dossier
from tellings.dossier.check import check
from tellings.export import to_json
from tellings.pipeline import REPORT_NAME, Bounds, Step, compare, read_text
from tests.support.documents import PLACES, tell, write_reports
from tests.support.reader import BreakingReader, RuleReader

ROOT = Path(__file__).resolve().parents[1]


def exported(path: Path) -> dict[str, Any]:
    with Dossier.open(path) as dossier:
        return to_json(dossier)


def test_every_document_is_read_and_compared(tmp_path: Path) -> None:
    folder = write_reports(tmp_path / "in", 8)
    outcome = compare([folder], into=tmp_path / "d.db", reader=RuleReader())
    assert outcome.dossier == tmp_path / "d.db"
    assert outcome.read == tuple(str(p) for p in sorted(folder.iterdir()))
    assert (outcome.skipped, outcome.refusals) == ((), ())
    result = exported(outcome.dossier)
    assert len(result["documents"]) == len(result["event_mentions"]) == 8
    told = {mention["event"] for mention in result["event_mentions"]}
    assert len(told) == len(result["events"]) == len(PLACES)


def test_running_again_reads_nothing_and_changes_nothing(tmp_path: Path) -> None:
    folder = write_reports(tmp_path / "in", 4)
    first = compare([folder], into=tmp_path / "d.db", reader=RuleReader())
    before = exported(first.dossier)
    again = compare([folder], into=tmp_path / "d.db", reader=RuleReader(fails_on="report"))
    assert again.read == ()
    assert again.skipped == first.read
    assert again.refusals == ()  # the reader was not asked: it would have failed
    assert exported(first.dossier) == before


def test_documents_accumulate_to_the_same_dossier_in_any_order(tmp_path: Path) -> None:
    folder = write_reports(tmp_path / "in", 6)
    files = sorted(folder.iterdir())
    compare([folder], into=tmp_path / "whole.db", reader=RuleReader())
    compare(files[3:], into=tmp_path / "parts.db", reader=RuleReader())
    second = compare(files[:4], into=tmp_path / "parts.db", reader=RuleReader())
    assert second.read == tuple(str(f) for f in files[:3])
    assert second.skipped == (str(files[3]),)
    assert exported(tmp_path / "parts.db") == exported(tmp_path / "whole.db")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A folder of reports, and the digest of the dossier that one run makes of it."""
    folder = tmp_path_factory.mktemp("whole")
    write_reports(folder / "in", 8)
    compare([folder / "in"], into=folder / "d.db", reader=RuleReader())
    return folder / "in", digest_of(folder / "d.db")


def digest_of(path: Path) -> str:
    return sha256(json.dumps(exported(path), sort_keys=True).encode()).hexdigest()


@settings(max_examples=4, deadline=None)
@given(
    order=st.permutations(range(8)),
    cuts=st.sets(st.integers(1, 7), max_size=3),
    again=st.booleans(),
)
def test_neither_order_nor_batches_nor_running_again_change_the_result(
    whole: tuple[Path, str], order: list[int], cuts: set[int], *, again: bool
) -> None:
    folder, digest = whole
    files = [sorted(folder.iterdir())[at] for at in order]
    bounds = [0, *sorted(cuts), len(files)]
    with TemporaryDirectory() as place:
        dossier = Path(place) / "d.db"
        for first, last in pairwise(bounds):
            compare(files[first:last], into=dossier, reader=RuleReader())
        if again:
            compare([folder], into=dossier, reader=RuleReader())
        assert digest_of(dossier) == digest


def test_another_reader_reads_all_documents_again(tmp_path: Path) -> None:
    folder = write_reports(tmp_path / "in", 3)
    files = tuple(str(f) for f in sorted(folder.iterdir()))
    compare([folder], into=tmp_path / "d.db", reader=RuleReader(name="rules 1"))
    other = compare(
        [folder / "report-00.txt"], into=tmp_path / "d.db", reader=RuleReader("rules 2")
    )
    assert other.read == files
    with Dossier.open(tmp_path / "d.db") as dossier:
        assert {reading.reader for reading in dossier.readings()} == {"rules 2"}
        assert dossier.comparison() is not None


def test_a_document_that_cannot_be_read_costs_nothing_else(tmp_path: Path) -> None:
    folder = write_reports(tmp_path / "in", 4)
    outcome = compare([folder], into=tmp_path / "d.db", reader=RuleReader(fails_on="number 2."))
    bad = str(folder / "report-02.txt")
    assert [r.path for r in outcome.refusals] == [bad]
    assert outcome.refusals[0].reason == "the word 'number 2.' is in it"
    assert outcome.refusals[0].advice == "take the word out"
    assert len(outcome.read) == 3
    with Dossier.open(outcome.dossier) as dossier:
        assert [r.path for r in dossier.refusals()] == [bad]
        assert len(dossier.readings()) == 3
    again = compare([folder], into=tmp_path / "d.db", reader=RuleReader())
    assert (again.read, again.refusals) == ((bad,), ())
    assert len(again.skipped) == 3
    with Dossier.open(outcome.dossier) as dossier:
        assert dossier.refusals() == ()


def test_files_that_cannot_be_taken_in_are_refused_by_name(tmp_path: Path) -> None:
    folder = write_reports(tmp_path / "in", 2)
    (folder / "empty.txt").write_bytes(b"")
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    missing = tmp_path / "missing.txt"
    outcome = compare([folder, missing], into=tmp_path / "d.db", reader=RuleReader())
    refused = {r.path: r for r in outcome.refusals}
    assert set(refused) == {
        str(folder / "empty.txt"),
        str(folder / "picture.png"),
        str(missing),
    }
    assert all(r.reason and r.advice for r in outcome.refusals)
    assert len(outcome.read) == 2


def test_refusals_are_judged_anew_on_each_run(tmp_path: Path) -> None:
    folder = write_reports(tmp_path / "in", 1)
    (folder / "late.txt").write_bytes(b"")
    first = compare([folder], into=tmp_path / "d.db", reader=RuleReader())
    assert [r.path for r in first.refusals] == [str(folder / "late.txt")]
    (folder / "late.txt").write_text(tell(7), "utf-8")
    second = compare([folder], into=tmp_path / "d.db", reader=RuleReader())
    assert (second.read, second.refusals) == ((str(folder / "late.txt"),), ())
    with Dossier.open(tmp_path / "d.db") as dossier:
        assert dossier.refusals() == ()


def test_the_same_bytes_are_one_document(tmp_path: Path) -> None:
    folder = write_reports(tmp_path / "in", 1)
    (folder / "copy.txt").write_bytes((folder / "report-00.txt").read_bytes())
    outcome = compare([folder], into=tmp_path / "d.db", reader=RuleReader())
    assert outcome.read == (str(folder / "copy.txt"),)


def test_a_dossier_and_its_report_are_not_taken_in(tmp_path: Path) -> None:
    folder = write_reports(tmp_path / "in", 2)
    into = folder / "dossier.db"
    compare([folder], into=into, reader=RuleReader())
    (folder / REPORT_NAME).write_text("<p>10 people were killed in Sona.</p>")
    again = compare([folder], into=into, reader=RuleReader())
    assert (again.read, len(again.skipped), again.refusals) == ((), 2, ())


def test_progress_names_each_stage_and_ends_complete(tmp_path: Path) -> None:
    folder = write_reports(tmp_path / "in", 3)
    steps: list[Step] = []
    compare([folder], into=tmp_path / "d.db", reader=RuleReader(), progress=steps.append)
    assert list(dict.fromkeys(s.stage for s in steps)) == ["take in", "read", "align", "compare"]
    assert [s for s in steps if s.stage == "read"] == [Step("read", n, 3) for n in (1, 2, 3)]
    assert steps[-1] == Step("compare", 1, 1)


def test_an_interruption_keeps_what_was_read_and_stops_reading(tmp_path: Path) -> None:
    folder = write_reports(tmp_path / "in", 40)

    def interrupt(step: Step) -> None:
        if step == Step("read", 5, 40):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        compare(
            [folder],
            into=tmp_path / "d.db",
            reader=RuleReader(delay=0.01),
            progress=interrupt,
        )
    with Dossier.open(tmp_path / "d.db") as dossier:
        assert len(dossier.documents()) == 40
        assert len(dossier.readings()) == 5
    rest = compare([folder], into=tmp_path / "d.db", reader=RuleReader())
    assert (len(rest.read), len(rest.skipped)) == (35, 5)
    compare([folder], into=tmp_path / "whole.db", reader=RuleReader())
    assert exported(tmp_path / "d.db") == exported(tmp_path / "whole.db")


def test_a_document_that_breaks_the_reader_is_named_and_tried_again(tmp_path: Path) -> None:
    folder = write_reports(tmp_path / "in", 4)
    bounds = Bounds(read=Limits(seconds=2, memory=500 * 1024**2, patience=50))
    for how, reason in (("spin", "longer than"), ("crash", "SIGSEGV"), ("raise", "KeyError: 'x'")):
        reader = BreakingReader(f"rules {how}", "number 2.", how)
        outcome = compare([folder], into=tmp_path / "d.db", reader=reader, bounds=bounds)
        (refusal,) = outcome.refusals
        assert refusal.path == str(folder / "report-02.txt")
        assert reason in refusal.reason
        assert len(outcome.read) == 3
        with Dossier.open(tmp_path / "d.db") as dossier:
            assert dossier.refusals() == (refusal,)
            assert dossier.comparison() is not None
    mended = compare([folder], into=tmp_path / "d.db", reader=RuleReader("rules raise"))
    assert (mended.read, mended.refusals) == ((str(folder / "report-02.txt"),), ())
    with Dossier.open(tmp_path / "d.db") as dossier:
        assert dossier.refusals() == ()


def test_a_reading_that_cannot_be_stored_costs_nothing_else(tmp_path: Path) -> None:
    folder = write_reports(tmp_path / "in", 3)
    reader = BreakingReader("rules", "number 1.", "twice")
    outcome = compare([folder], into=tmp_path / "d.db", reader=reader)
    assert [r.path for r in outcome.refusals] == [str(folder / "report-01.txt")]
    assert "cannot be stored" in outcome.refusals[0].reason
    assert len(outcome.read) == 2


def test_a_refusal_goes_when_its_file_is_deleted_or_mended(tmp_path: Path) -> None:
    folder, into = write_reports(tmp_path / "in", 2), tmp_path / "d.db"
    deleted, mended, copied, kept = (folder / f"{n}.txt" for n in ("a", "b", "c", "d"))
    for path in (deleted, mended, copied, kept):
        path.write_bytes(b"")
    with zipfile.ZipFile(folder / "e.zip", "w") as archive:
        archive.writestr("a.png", b"\x89PNG")
        archive.writestr("b.txt", tell(9))
    first = compare([folder], into=into, reader=RuleReader())
    assert len(first.refusals) == 5
    deleted.unlink()
    mended.write_text(tell(7), "utf-8")
    copied.write_bytes((folder / "report-00.txt").read_bytes())
    with zipfile.ZipFile(folder / "e.zip", "w") as archive:
        archive.writestr("b.txt", tell(9))
    compare([folder / "report-01.txt"], into=into, reader=RuleReader())
    with Dossier.open(into) as dossier:  # one that is gone is not missed, whatever was named
        assert deleted not in {Path(r.path) for r in dossier.refusals()}
        assert kept in {Path(r.path) for r in dossier.refusals()}
    again = compare([folder], into=into, reader=RuleReader())
    assert [Path(r.path) for r in again.refusals] == [kept]
    assert str(copied) in again.skipped
    with Dossier.open(into) as dossier:
        assert [Path(r.path) for r in dossier.refusals()] == [kept]


def test_two_runs_at_once_leave_the_comparison_of_all(tmp_path: Path) -> None:
    folder, into = write_reports(tmp_path / "in", 24), tmp_path / "d.db"
    files = sorted(folder.iterdir())
    halves = [files[:12], files[12:]]
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.support.slow_tellings", "read", *half, "--to", into],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        for half in halves
    ]
    assert [(process.communicate()[1], process.returncode) for process in running] == [(b"", 0)] * 2
    compare([folder], into=tmp_path / "whole.db", reader=RuleReader())
    assert exported(into) == exported(tmp_path / "whole.db")
    assert check(into).flaws == ()


def test_a_comparison_of_fewer_readings_does_not_replace_one_of_more(tmp_path: Path) -> None:
    """Another process adds a document between our reading of the dossier and our storing."""
    folder, into = write_reports(tmp_path / "in", 6), tmp_path / "d.db"
    late = folder / "report-05.txt"
    added: list[Path] = []

    def add(step: Step) -> None:
        if step.stage == "compare" and not added:
            added.append(late)
            compare([late], into=into, reader=RuleReader())

    compare(sorted(folder.iterdir())[:5], into=into, reader=RuleReader(), progress=add)
    assert added
    compare([folder], into=tmp_path / "whole.db", reader=RuleReader())
    assert exported(into) == exported(tmp_path / "whole.db")


def test_one_text_is_read_without_a_file() -> None:
    text = tell(1)
    reading = read_text(text, reader=RuleReader())
    (claim,) = reading.claims
    assert claim.source is not None
    assert claim.source.name == "the Ministry of Defence of Vardania"
    (content,) = claim.content
    assert text[content.start : content.end].startswith("11 people were killed in Dravik")
