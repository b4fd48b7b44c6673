"""What is shown comes as sheets that open in any program, and run in none."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tellings.web.sheets import Sheet, to_csv
from tests.building import ACTORS, ARMY, EVENT, MONITOR, bombing
from tests.web.conftest import client_of
from tests.web.hostile import FORMULA

CASE = bombing()


def rows(client: TestClient, address: str) -> list[dict[str, str]]:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"].startswith('attachment; filename="tellings-')
    text = answer.content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def quoted(row: dict[str, str]) -> str:
    document = next(d for d in CASE.documents if d.id == row["document"])
    return " ".join(document.text[int(row["start"]) : int(row["end"])].split())


def test_documents(client: TestClient) -> None:
    found = rows(client, "/documents.csv")
    assert [row["path"] for row in found] == [d.path for d in CASE.documents]
    assert found[0]["claims"] == "2"


def test_events(client: TestClient) -> None:
    found = rows(client, "/events.csv")
    assert [row["title"] for row in found] == ["Bombing in Belmora, 14 March 2031", "Bombing"]
    assert found[0]["findings"] == "figures-differ"
    assert (found[0]["first day"], found[0]["documents"]) == ("2031-03-14", "4")
    assert len(rows(client, "/events.csv?place=Belmora")) == 1
    assert rows(client, "/events.csv?place=Elsewhere") == []


def test_one_event(client: TestClient) -> None:
    found = rows(client, f"/events/{EVENT}.csv")
    killed = [(row["voice"], row["low"], row["high"]) for row in found if row["field"] == "killed"]
    assert killed == [
        (MONITOR, "31.0", ""),
        (MONITOR, "31.0", ""),
        ("Ministry of Defence of Vardania", "12.0", "12.0"),
    ]
    fields = {row["field"] for row in found}
    assert fields == {"what", "when", "where", "killed", "who did it", "words used", "finding"}
    assert all(row["words"] == quoted(row) for row in found)


def test_actors_and_sources(client: TestClient) -> None:
    labels = {(row["label"], row["polarity"]) for row in rows(client, "/actors.csv")}
    assert ("Terrorist gangs", "negative") in labels
    said = rows(client, f"/actors/{ACTORS[MONITOR].id}.csv")
    assert "a jet was seen" in [
        row["text"] for row in said if row["document's stance"] == "rejects"
    ]
    cited = {(row["source"], row["cited by"]) for row in rows(client, "/sources.csv")}
    assert (MONITOR, "Belmora Herald") in cited


@pytest.mark.parametrize("kind", ["documents", "claims", "actors"])
def test_all_that_a_search_finds(client: TestClient, kind: str) -> None:
    found = rows(client, f"/search.csv?kind={kind}&q=vardania*")
    assert found
    assert {row["kind"] for row in found} == {kind}
    for row in found:
        if row["document"]:
            assert quoted(row)


def test_what_is_not_there(client: TestClient) -> None:
    for address in ("/events/none.csv", "/actors/none.csv"):
        assert client.get(address).status_code == 404
    assert rows(client, f"/actors/{ACTORS[ARMY].id}.csv") == []


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(start: str) -> None:
    written = to_csv(Sheet("x", ("head",), [(f"{start}1+1",)])).decode("utf-8-sig")
    ((cell,),) = list(csv.reader(io.StringIO(written, newline="")))[1:]
    assert cell == f"'{start}1+1"


def test_numbers_stay_numbers() -> None:
    assert to_csv(Sheet("x", ("a", "b", "c"), [(-1, 2.5, None)])).endswith(b"-1,2.5,\r\n")


def test_quotes_lines_and_nulls_survive() -> None:
    words = 'a "b", c\nd\x00e'
    written = to_csv(Sheet("x", ("head",), [(words, "z")])).decode("utf-8-sig")
    (row,) = list(csv.reader(io.StringIO(written, newline="")))[1:]
    assert row == [words.replace("\x00", "\ufffd"), "z"]


def test_texts_of_documents_are_no_formulas(hostile_path: Path) -> None:
    with client_of(hostile_path) as client:
        for address in ("/documents.csv", "/actors.csv", "/search.csv?kind=actors"):
            for row in rows(client, address):
                assert not any(
                    (cell or "").startswith(("=", "@", "+", "-")) for cell in row.values()
                )
        (found,) = rows(client, "/search.csv?kind=actors&q=hyperlink")
        assert FORMULA in found["text"]
