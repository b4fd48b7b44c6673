"""What the page shows, and that everything on it leads to where it says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tellings import report
from tellings.domain.text import Refusal
from tellings.dossier import Dossier
from tests.report import sample
from tests.report.tree import Node, parse

GOLDEN = Path(__file__).with_name("market.json")


def data_of(tree: Node) -> list[dict[str, Any]]:
    documents: list[dict[str, Any]] = json.loads(tree.one("script", id="documents").raw)[
        "documents"
    ]
    return documents


def passage(documents: list[dict[str, Any]], key: str) -> str:
    """The words behind a key, counted as JavaScript counts."""
    number, start, end = map(int, key.split("."))
    text: str = documents[number]["text"]
    units = text.encode("utf-16-le")
    assert 0 <= start < end <= len(units) // 2
    return units[2 * start : 2 * end].decode("utf-16-le")


def words_behind(tree: Node, button: Node) -> list[str]:
    return [passage(data_of(tree), key) for key in button.attributes["data-at"].split()]


def market(tree: Node) -> Node:
    return next(a for a in tree.all("article") if a.all("h3")[0].text.startswith("Bombing"))


def table(tree: Node) -> dict[str, list[Any]]:
    """The market's table: each row's cells as a list of values, a differing value with "≠"."""
    rows: dict[str, list[Any]] = {}
    head, *body = market(tree).one("table").all("tr")
    rows["accounts"] = [cell.text for cell in head.all("th")[1:]]
    for row in body:
        cells = row.all("td")
        rows[row.one("th").text] = [
            [b.text for b in cell.all("button")] or cell.text for cell in cells
        ]
    return rows


def test_every_passage_on_the_page_resolves(tree: Node) -> None:
    documents = data_of(tree)
    keys = [key for b in tree.all("button") for key in b.attributes.get("data-at", "").split()]
    assert len(keys) > 50
    assert all(passage(documents, key).strip() for key in keys)


def test_every_value_of_a_cell_leads_to_its_passage(tree: Node) -> None:
    values = market(tree).one("table").all("button")
    assert all(value.attributes.get("data-at") for value in values)
    found = {value.one("span", class_="main").text: words_behind(tree, value) for value in values}
    assert found["126"] == ["126 dead"]
    assert found["at least 43"] == ["At least 43 people", "At least 43 people"]
    assert found["more than 150"] == ["more than 150 of our brave people"]
    assert found["9 March 2031"] == ["Sunday night"]


def test_passages_after_an_emoji_are_counted_as_the_browser_counts(tree: Node) -> None:
    button = next(b for b in tree.all("button") if b.text == "Fire <at> the Old Quay")
    assert words_behind(tree, button) == ["fire"]


def test_every_link_leads_somewhere_and_ids_are_unique(tree: Node) -> None:
    ids = [node.attributes["id"] for node in tree.all() if "id" in node.attributes]
    assert len(ids) == len(set(ids))
    links = [a.attributes["href"] for a in tree.all("a")]
    assert {link for link in links if link.startswith("#event-")}
    assert [link for link in links if link.removeprefix("#") not in ids] == []
    labels = [
        n.attributes["aria-labelledby"] for n in tree.all() if "aria-labelledby" in n.attributes
    ]
    assert [label for label in labels if label not in ids] == []


def test_marks_lead_to_events_that_are_on_the_page(tree: Node) -> None:
    ids = {node.attributes.get("id") for node in tree.all()}
    triggers = [m for d in data_of(tree) for m in d["marks"] if m[0] == "trigger"]
    assert len(triggers) == 10
    assert all(f"event-{event}" in ids for _, _, _, _, event, _ in triggers)


def test_the_table_lays_accounts_side_by_side(tree: Node) -> None:
    assert table(tree) == json.loads(GOLDEN.read_text(encoding="utf-8"))


def test_a_cell_is_marked_only_where_a_finding_says_that_it_differs(tree: Node) -> None:
    marked = {
        row.one("th").text: [
            number for number, cell in enumerate(row.all("td")) if cell.attributes.get("class")
        ]
        for row in market(tree).one("table").all("tr")[1:]
    }
    assert marked == {
        "what": [],
        "when": [],
        "where": [],
        "who did it": [0, 1, 2, 3],
        "killed": [0, 2, 3],
        "wounded": [],
        "other figures": [],
        "words used": [2, 3],
        "rests on": [],
    }


def test_findings_are_sentences_that_open_their_passages(tree: Node) -> None:
    lines = market(tree).one("ul", class_="findings").all("button")
    assert [line.one("span", class_="kind").text for line in lines] == [
        "Figures differ",
        "Blame differs",
        "Naming differs",
        "Figures revised",
    ]
    assert words_behind(tree, lines[3]) == ["At least 43 people", "126 dead"]


def test_an_event_says_why_its_passages_were_joined_the_surest_first(tree: Node) -> None:
    joins = market(tree).one("details", class_="joins").all("button")
    assert [join.text for join in joins] == ["the same day; both name Belmora", "both name Belmora"]
    assert words_behind(tree, joins[0]) == ["struck", "massacre"]


def test_a_finding_without_passages_is_no_button(tree: Node) -> None:
    still = tree.one("div", class_="still")
    assert "Only Voice of the Restoration tells of it." in still.text


def test_polarity_is_shown_by_sign_and_word(tree: Node) -> None:
    signs = market(tree).all("span", class_="polarity")
    assert {(s.text, s.attributes["aria-label"]) for s in signs} == {
        ("+", "praising"),
        ("−", "condemning"),
    }


def test_events_of_one_document_are_folded_below(tree: Node, page: str) -> None:
    fold = tree.one("details", id="single")
    assert "open" not in fold.attributes
    assert fold.all("summary")[0].text == "Told by one document only (3)"
    assert page.index('id="single"') > page.index("Bombing of the market")


def test_the_overview_counts_and_says_what_was_left_out(tree: Node) -> None:
    counts = tree.one("dl", class_="counts")
    numbers = dict(
        zip((n.text for n in counts.all("dt")), (n.text for n in counts.all("dd")), strict=True)
    )
    assert numbers == {
        "documents read": "7",
        "files left out": "2",
        "outlets": "7",
        "independent origins": "5",
        "events told by several": "1",
        "events told by one": "3",
        "claims": "9",
    }
    assert "there is no text in it Run it through OCR first." in [c.text for c in tree.all("td")]


def test_the_page_says_that_it_takes_no_side(tree: Node) -> None:
    words = tree.one("p", class_="neutral").text
    assert "takes no side" in words
    assert "never says who is right" in words


def test_documents_carry_their_claims_with_the_chain(tree: Node) -> None:
    agency = next(d for d in data_of(tree) if d["path"] == "agency/market.txt")
    nested = [claim for claim in agency["claims"] if claim["inside"] is not None]
    assert [claim["sources"] for claim in nested] == [
        ["Vardania Monitor for Civilians", "doctors at the town hospital of Belmora"]
    ]
    outer = agency["claims"][nested[0]["inside"]]
    assert outer["sources"] == ["Vardania Monitor for Civilians"]
    assert ["boilerplate", "not the document’s own prose"] in [
        [kind, name] for kind, _, _, name in agency["parts"]
    ]


def test_copies_are_named_both_ways(tree: Node) -> None:
    facts = " ".join(node.text for node in tree.all("dl", class_="facts"))
    assert "Bombs hit Belmora market, at least 43 dead - monitor (81% of this document)" in facts
    assert "Carnage in Belmora (81% of that document)" in facts


def test_the_same_dossier_gives_the_same_page(page_path: Path, page: str, tmp_path: Path) -> None:
    with Dossier.open(page_path.parent.parent / "dossier.db") as dossier:
        again = report.write(dossier, tmp_path / "again.html")
    assert again == tmp_path / "again.html"
    assert again.read_text(encoding="utf-8") == page


def test_an_empty_dossier_gives_a_page_that_says_so(empty: Dossier, tmp_path: Path) -> None:
    empty.add_refusal(Refusal("a.bin", "it is not text", "Leave it out."))
    tree = parse(report.write(empty, tmp_path / "r.html").read_text(encoding="utf-8"))
    assert tree.one("h1").text == "0 documents compared"
    assert "have not been compared yet" in tree.one("main").text
    assert tree.all("table", class_="accounts") == []


def test_documents_that_were_not_read_are_shown_as_they_are(empty: Dossier, tmp_path: Path) -> None:
    document = sample.build().documents[0]
    empty.add_document(document)
    tree = parse(report.write(empty, tmp_path / "r.html").read_text(encoding="utf-8"))
    assert "not read yet" in tree.one("dl", class_="counts").text
    assert [(d["text"], d["claims"]) for d in data_of(tree)] == [(document.text, [])]


def test_a_folder_that_cannot_be_made_is_an_os_error(empty: Dossier, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError, match="file"):
        report.write(empty, tmp_path / "file" / "r.html")
