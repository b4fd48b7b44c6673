"""What people say beside a file that is stored already is heeded on the next run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tellings.dossier import Dossier
from tellings.dossier.check import check
from tellings.dossier.search import Query
from tellings.pipeline import Outcome, compare
from tests.support.documents import write_reports
from tests.support.reader import RuleReader


def run(tmp_path: Path, **options: Any) -> Outcome:
    """Compare the folder `in`; a reader that `fails_on` a word tells that a document is read."""
    return compare([tmp_path / "in"], into=tmp_path / "d.db", reader=RuleReader(**options))


def say(tmp_path: Path, name: str, **data: str) -> None:
    (tmp_path / "in" / name).write_text(json.dumps(data), "utf-8")


def stored(tmp_path: Path, name: str) -> Any:
    with Dossier.open(tmp_path / "d.db") as dossier:
        return next(d for d in dossier.documents() if Path(d.path).name == name)


def as_if_first(tmp_path: Path) -> bool:
    """Whether the dossier is sound and the same as one that is made of the folder now."""
    from tellings.export import to_json

    compare([tmp_path / "in"], into=tmp_path / "other.db", reader=RuleReader())
    with Dossier.open(tmp_path / "d.db") as one, Dossier.open(tmp_path / "other.db") as other:
        same = to_json(one) == to_json(other) and one.refusals() == other.refusals()
    (tmp_path / "other.db").unlink()
    return same and not check(tmp_path / "d.db").flaws


def test_a_title_is_changed_and_nothing_is_read_again(tmp_path: Path) -> None:
    write_reports(tmp_path / "in", 4)
    run(tmp_path)
    say(tmp_path, "report-01.json", title="Harbour in flames", url="https://post.example/1")
    outcome = run(tmp_path, fails_on="report number")
    assert (outcome.read, outcome.refusals, len(outcome.skipped)) == ((), (), 4)
    document = stored(tmp_path, "report-01.txt")
    assert (document.title, document.url) == ("Harbour in flames", "https://post.example/1")
    assert document.provenance["title"] == "sidecar report-01.json"
    assert document.confidence["title"] == 0.5  # the text has another headline
    assert document.conflicts
    with Dossier.open(tmp_path / "d.db") as dossier:
        for word, hits in (("flames", 1), ("deadly", 4)):  # the text still has its headline
            assert len(dossier.search(Query(word)).hits) == hits
    assert as_if_first(tmp_path)


def test_what_a_reading_may_rest_on_has_that_document_read_again(tmp_path: Path) -> None:
    write_reports(tmp_path / "in", 4)
    run(tmp_path)
    say(tmp_path, "report-02.json", date="2031-05-06", outlet="Harbour Post")
    outcome = run(tmp_path)
    assert [Path(path).name for path in outcome.read] == ["report-02.txt"]
    assert str(stored(tmp_path, "report-02.txt").published) == "2031-05-06"
    assert as_if_first(tmp_path)
    assert run(tmp_path).read == ()


def test_one_row_of_a_list_is_changed_and_taken_away(tmp_path: Path) -> None:
    write_reports(tmp_path / "in", 3)
    table = tmp_path / "in" / "metadata.csv"
    table.write_text("file,outlet\nreport-00.txt,Harbour Post\nreport-01.txt,Tarsin Courier\n")
    run(tmp_path)
    table.write_text("file,outlet\nreport-00.txt,Harbour Post\nreport-01.txt,Sona Herald\n")
    assert [Path(path).name for path in run(tmp_path).read] == ["report-01.txt"]
    assert stored(tmp_path, "report-01.txt").outlet == "Sona Herald"
    table.unlink()
    assert len(run(tmp_path).read) == 2
    assert stored(tmp_path, "report-01.txt").outlet is None
    assert as_if_first(tmp_path)


def test_what_is_broken_beside_a_stored_file_is_refused_until_it_is_mended(tmp_path: Path) -> None:
    write_reports(tmp_path / "in", 2)
    run(tmp_path)
    beside = tmp_path / "in" / "report-00.txt.json"
    beside.write_text("{broken")
    for _ in range(2):  # also when the document itself is as it was
        outcome = run(tmp_path)
        assert [refusal.path for refusal in outcome.refusals] == [str(beside)]
        assert len(outcome.skipped) == 2
        assert as_if_first(tmp_path)
    # One file is named: what lies beside it is not among what was given.
    say(tmp_path, "report-00.txt.json", title="Mended")
    compare([tmp_path / "in" / "report-00.txt"], into=tmp_path / "d.db", reader=RuleReader())
    assert stored(tmp_path, "report-00.txt").title == "Mended"
    assert as_if_first(tmp_path)


def test_a_copy_elsewhere_says_nothing_of_the_stored_file(tmp_path: Path) -> None:
    write_reports(tmp_path / "in", 1)
    run(tmp_path)
    copy = tmp_path / "in" / "zz-copy.txt"
    copy.write_bytes((tmp_path / "in" / "report-00.txt").read_bytes())
    say(tmp_path, "zz-copy.json", outlet="Tarsin Courier")
    assert run(tmp_path).read == ()
    assert stored(tmp_path, "report-00.txt").outlet is None


def test_a_table_in_an_archive_is_described_anew(tmp_path: Path) -> None:
    from zipfile import ZipFile

    write_reports(tmp_path / "made", 2)
    (tmp_path / "in").mkdir()
    with ZipFile(tmp_path / "in" / "all.zip", "w") as archive:
        for path in sorted((tmp_path / "made").iterdir()):
            archive.write(path, path.name)
    run(tmp_path)
    say(tmp_path, "all.zip.json", outlet="Harbour Post")
    assert len(run(tmp_path).read) == 2
    assert stored(tmp_path, "report-01.txt").outlet == "Harbour Post"
    assert as_if_first(tmp_path)
