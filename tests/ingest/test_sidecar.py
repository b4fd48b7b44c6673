"""What stands beside a file holds against what the file says."""

import json
from pathlib import Path

from tellings.domain.text import Document, Refusal
from tellings.ingest import Found, find, take

TEXT = (
    "Blast in Dravik\n\n5 May 2031\n\nShells fell on the market of Dravik on Monday and killed 31 "
    "people, the Vardania Monitor for Civilians said, while the army denied that it had fired.\n"
)


def folder(path: Path, **files: str) -> Path:
    for name, words in files.items():
        (path / name.replace("__", ".")).write_text(words, "utf-8")
    return path


def taken(path: Path) -> list[Document | Refusal]:
    return [result for found in find([path]) for result in take(found)]


def test_a_file_of_its_name_overrides_and_conflicts_are_told(tmp_path: Path) -> None:
    stated = {"outlet": "Harbour Post", "date": "2031-06-09", "headline": "Blast in Dravik"}
    (document,) = taken(folder(tmp_path, a__txt=TEXT, a__json=json.dumps(stated, indent=2)))
    assert isinstance(document, Document)
    assert document.text == TEXT
    assert document.outlet == "Harbour Post"
    assert str(document.published) == "2031-06-09"
    assert str(document.dateline) == "2031-05-05"
    assert document.provenance["published"] == "sidecar a.json"
    (conflict,) = document.conflicts
    assert (conflict.datum, conflict.other) == ("published", "2031-05-05")
    assert document.confidence["published"] < document.confidence["outlet"] == 1.0


def test_one_list_describes_a_folder(tmp_path: Path) -> None:
    table = "file,outlet,author\na.txt,Harbour Post,Lena Orsk\nb.txt,Tarsin Courier,\n"
    folder(tmp_path, a__txt=TEXT, b__txt=TEXT.replace("31", "32"), metadata__csv=table)
    documents = [d for d in taken(tmp_path) if isinstance(d, Document)]
    assert [d.outlet for d in documents] == ["Harbour Post", "Tarsin Courier"]
    assert documents[0].author == "Lena Orsk"


def test_a_metadata_table_that_names_no_files_is_a_table(tmp_path: Path) -> None:
    folder(tmp_path, metadata__csv=f'title,text\nBlast,"{TEXT}"\n')
    assert [Path(d.path).parent.name for d in taken(tmp_path)] == ["metadata.csv"]


def test_what_cannot_be_read_beside_a_file_costs_not_the_file(tmp_path: Path) -> None:
    refusal, document = taken(folder(tmp_path, a__txt=TEXT, a__txt__json="{broken"))
    assert isinstance(refusal, Refusal)
    assert refusal.path == str(tmp_path / "a.txt.json")
    assert isinstance(document, Document)
    refusal, _ = taken(folder(tmp_path, a__txt=TEXT, a__txt__json='{"date": "soon"}'))
    assert isinstance(refusal, Refusal)
    assert "no date" in refusal.reason


def test_a_lone_json_file_is_found(tmp_path: Path) -> None:
    folder(tmp_path, b__json=json.dumps({"text": TEXT}), a__txt=TEXT)
    assert [f.path.name for f in find([tmp_path])] == ["a.txt", "b.json"]


def test_a_stated_language_is_believed(tmp_path: Path) -> None:
    folder(tmp_path, a__txt=TEXT, a__json='{"language": "de"}')
    (refusal,) = taken(tmp_path)
    assert isinstance(refusal, Refusal)
    assert "German" in refusal.reason


def test_standard_input_is_told_by_what_is_in_it() -> None:
    (document,) = take(Found(Path("-"), data=TEXT.encode()))
    assert isinstance(document, Document)
    assert document.path == "-"
    assert document.text == TEXT
    row = json.dumps({"story": TEXT}).encode()
    (mapped,) = take(Found(Path("-"), (("text", "story"),), row))
    assert isinstance(mapped, Document)
    assert mapped.path == "-/1"
