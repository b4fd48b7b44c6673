"""Tables: which column is which, and rows that are broken."""

import io
import json
from pathlib import Path

import openpyxl
import pytest

from tellings.domain.text import Document, Refusal
from tellings.ingest import Found, take
from tellings.ingest import columns as mapping
from tellings.ingest.table import guessed

PROSE = (
    "Shells fell on the market of Dravik on Monday and killed 31 people, the Vardania Monitor for "
    "Civilians said, while the army denied that it had fired on the town."
)


def taken(
    path: Path, data: bytes, columns: dict[str, str] | None = None
) -> list[Document | Refusal]:
    path.write_bytes(data)
    return list(take(Found(path, tuple((columns or {}).items()))))


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (
            ["unit_id", "article_title", "article_content", "source", "date"],
            "text=article_content,title=article_title,outlet=source,published=date",
        ),
        (["Headline", "Body", "Byline", "URL"], "text=Body,title=Headline,author=Byline,url=URL"),
        (
            ["publishDate", "pubName", "mainText", "lang"],
            "text=mainText,outlet=pubName,published=publishDate,language=lang",
        ),
        (["a", "b"], ""),
    ],
)
def test_columns_are_told_by_their_names(names: list[str], expected: str) -> None:
    assert mapping.shown(mapping.guess(names)) == expected


def test_the_longest_column_is_the_text_where_no_name_tells_it() -> None:
    rows = [{"x": "Blast", "y": PROSE}, {"x": "Denial", "y": PROSE}]
    assert mapping.guess(["x", "y"], rows) == {"text": "y"}


@pytest.mark.parametrize(
    "words", ["text", "text=", "title=a", "text=a,colour=b", "=a"], ids=lambda w: f"<{w}>"
)
def test_a_mapping_that_says_nothing_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match=r"is not of the form|is none of|does not say"):
        mapping.parse(words)


def test_a_mapping_comes_back_as_it_was_written() -> None:
    words = "text=article_content,title=t,published=date"
    assert mapping.shown(mapping.parse(words)) == words


def test_each_row_is_a_document_with_where_its_data_came_from(tmp_path: Path) -> None:
    data = f'title,body,paper,date\nBlast,"{PROSE}",Harbour Post,2031-05-05\n,,,\nX,,,\n'
    document, refusal = taken(tmp_path / "a.csv", data.encode())
    assert isinstance(document, Document)
    assert document.text == f"Blast\n\n{PROSE}"
    assert document.path == str(tmp_path / "a.csv/1")
    assert document.provenance["title"] == "column title (guessed)"
    assert isinstance(refusal, Refusal)
    assert refusal.path == str(tmp_path / "a.csv/3")


def test_columns_that_are_given_are_used_and_missing_ones_named(tmp_path: Path) -> None:
    data = f'a,b\nBlast,"{PROSE}"\n'.encode()
    (document,) = taken(tmp_path / "a.csv", data, {"text": "b", "title": "a"})
    assert isinstance(document, Document)
    assert document.provenance["title"] == "column a"
    (refusal,) = taken(tmp_path / "a.csv", data, {"text": "c"})
    assert isinstance(refusal, Refusal)
    assert "no column “c”; its columns are: a, b" in refusal.reason


def test_one_day_past_twelve_tells_how_a_column_writes_dates(tmp_path: Path) -> None:
    rows = "".join(f'"{PROSE} {day}",{day}\n' for day in ("4/5/2031", "4/16/2031"))
    days = [
        d.published
        for d in taken(tmp_path / "a.csv", f"text,date\n{rows}".encode())
        if isinstance(d, Document)
    ]
    assert [str(day) for day in days] == ["2031-04-05", "2031-04-16"]


@pytest.mark.parametrize("sign", ["\t", ";", "|"])
def test_other_signs_divide_columns_too(tmp_path: Path, sign: str) -> None:
    data = f"title{sign}text\nBlast{sign}{PROSE}\n".encode()
    (document,) = taken(tmp_path / "a.tsv", data)
    assert isinstance(document, Document)
    assert document.title == "Blast"


def test_a_line_that_is_no_json_costs_no_other(tmp_path: Path) -> None:
    good = json.dumps({"text": PROSE, "meta": {"title": "Blast"}})
    deep = "[" * 20_000
    results = taken(tmp_path / "a.jsonl", f"{good}\n{{broken\n{deep}\n[1]\n".encode())
    assert [type(r) for r in results] == [Document, Refusal, Refusal, Refusal]
    assert isinstance(results[0], Document)
    assert results[0].title == "Blast"


def test_a_list_of_objects_is_a_table(tmp_path: Path) -> None:
    data = json.dumps([{"text": PROSE}, {"text": f"{PROSE} Again."}], indent=1)
    assert len(taken(tmp_path / "a.json", data.encode())) == 2


def test_a_sheet_gives_its_rows_and_real_dates(tmp_path: Path) -> None:
    import datetime

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Headline", "Text", "Date"])
    sheet.append(["Blast", PROSE, datetime.datetime(2031, 5, 5, 18, 0)])
    data = io.BytesIO()
    book.save(data)
    (document,) = taken(tmp_path / "a.xlsx", data.getvalue())
    assert isinstance(document, Document)
    assert str(document.published) == "2031-05-05"
    assert guessed(data.getvalue(), "xlsx") == {
        "text": "Text", "title": "Headline", "published": "Date",
    }  # fmt: skip


def test_the_same_row_is_the_same_document_and_another_outlet_another(tmp_path: Path) -> None:
    rows = f'"{PROSE}",Post\n"{PROSE}",Post\n"{PROSE}",Courier\n'
    ids = [
        d.id
        for d in taken(tmp_path / "a.csv", f"text,outlet\n{rows}".encode())
        if isinstance(d, Document)
    ]
    assert ids[0] == ids[1] != ids[2]
