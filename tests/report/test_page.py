"""What the page shows, and that everything on it leads to where it says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tellings import report
from tellings.domain.text import Refusal
from tellings.dossier import Dossier
from tellings.report import page as page_module
from tests.report import sample
from tests.report.folded import texts_of, unfold
from tests.report.tree import Node, parse

GOLDEN = Path(__file__).with_name("market.json")
MARKET = "event-e-market"


def passage(texts: dict[str, dict[str, Any]], key: str) -> str:
    """The words behind a key."""
    document, start, end = key.split(".")
    text: str = texts[document]["text"]
    assert 0 <= int(start) < int(end) <= len(text)
    return text[int(start) : int(end)]


def words_behind(page: str, link: Node) -> list[str]:
    return [passage(texts_of(page), key) for key in link.attributes["data-at"].split()]


def table(market: Node) -> dict[str, list[Any]]:
    """The market's table: each row's cells as a list of values, a differing value with "≠"."""
    rows: dict[str, list[Any]] = {}
    head, *body = market.one("table").all("tr")
    rows["accounts"] = [cell.text for cell in head.all("th")[1:]]
    for row in body:
        cells = row.all("td")
        rows[row.one("th").text] = [
            [b.text for b in cell.all("a", class_="value")] or cell.text for cell in cells
        ]
    return rows


def test_every_passage_on_the_page_resolves(page: str, views: dict[str, Node]) -> None:
    texts = texts_of(page)
    links = [a for view in views.values() for a in view.all("a") if "data-at" in a.attributes]
    keys = [key for a in links for key in a.attributes["data-at"].split()]
    assert len(keys) > 100
    assert all(passage(texts, key).strip() for key in keys)
    assert all(
        a.attributes["href"] == f"#document-{a.attributes['data-at'].split()[0]}" for a in links
    )


def test_every_value_of_a_cell_leads_to_its_passage(page: str, views: dict[str, Node]) -> None:
    values = views[MARKET].one("table").all("a", class_="value")
    found = {v.one("span", class_="main").text: words_behind(page, v) for v in values}
    assert found["126"] == ["126 dead"]
    assert found["at least 43"] == ["At least 43 people", "At least 43 people"]
    assert found["more than 150"] == ["more than 150 of our brave people"]
    assert found["9 March 2031"] == ["Sunday night"]


def test_every_link_leads_to_a_view_that_is_there(views: dict[str, Node]) -> None:
    links = {a.attributes["href"] for view in views.values() for a in view.all("a")}
    assert {link for link in links if link.startswith("#event-")}
    assert {link for link in links if link.startswith("#actor-")}
    assert [a for a in links if a.removeprefix("#").split(".")[0] not in views] == []


def test_ids_are_unique_in_what_is_shown_together(tree: Node, views: dict[str, Node]) -> None:
    shell = [n.attributes["id"] for n in tree.all() if "id" in n.attributes]
    assert len(shell) == len(set(shell))
    main = [n.attributes["id"] for n in tree.one("main").all() if "id" in n.attributes]
    around = set(shell) - set(main)
    for view in views.values():
        ids = [n.attributes["id"] for n in view.all() if "id" in n.attributes]
        assert len(ids) == len(set(ids))
        assert not around & set(ids)
        named = {n.attributes["aria-labelledby"] for n in view.all() if "aria-labelledby" in
                 n.attributes}  # fmt: skip
        assert named <= set(ids)


def test_every_view_has_one_heading(views: dict[str, Node]) -> None:
    assert {name: len(view.all("h1")) for name, view in views.items()} == dict.fromkeys(views, 1)


def test_marks_lead_to_their_events(views: dict[str, Node]) -> None:
    marks = [a for view in views.values() for a in view.all("a", class_="trigger")]
    assert len(marks) == 10
    assert {a.attributes["href"].removeprefix("#") for a in marks} <= set(views)


def test_the_table_lays_accounts_side_by_side(views: dict[str, Node]) -> None:
    assert table(views[MARKET]) == json.loads(GOLDEN.read_text(encoding="utf-8"))


def test_a_cell_is_marked_only_where_a_finding_says_that_it_differs(
    views: dict[str, Node],
) -> None:
    marked = {
        row.one("th").text: [
            number for number, cell in enumerate(row.all("td")) if cell.attributes.get("class")
        ]
        for row in views[MARKET].one("table").all("tr")[1:]
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


def test_findings_are_sentences_that_open_their_passages(page: str, views: dict[str, Node]) -> None:
    lines = views[MARKET].one("ul", class_="findings").all("a")
    assert [line.one("span", class_="kind").text for line in lines] == [
        "Figures differ",
        "Blame differs",
        "Naming differs",
        "Figures revised",
    ]
    assert words_behind(page, lines[3]) == ["At least 43 people", "126 dead"]


def test_an_event_says_why_its_passages_were_joined_the_surest_first(
    page: str, views: dict[str, Node]
) -> None:
    joins = views[MARKET].one("details", class_="joins").all("a")
    assert [join.text for join in joins] == ["the same day; both name Belmora", "both name Belmora"]
    assert words_behind(page, joins[0]) == ["struck", "massacre"]


def test_a_finding_without_passages_is_no_link(views: dict[str, Node]) -> None:
    still = views["event-e-rally"].one("div", class_="still")
    assert "Only Voice of the Restoration tells of it." in still.text


def test_polarity_is_shown_by_sign_and_word(views: dict[str, Node]) -> None:
    signs = views[MARKET].all("span", class_="polarity")
    assert {(s.text, s.attributes["aria-label"]) for s in signs} == {
        ("+", "praising"),
        ("−", "condemning"),
    }


def test_the_origins_lead_down_to_the_documents(views: dict[str, Node]) -> None:
    tree = views[MARKET].one("ul", class_="tree")
    roots = [node.all("strong")[0].text for node in tree.all("span", class_="root")]
    assert roots[0] == "Vardania Monitor for Civilians"
    assert "carries text of Bombs hit Belmora market, at least 43 dead - monitor (81%)" in [
        node.text for node in tree.all("span", class_="copied")
    ]


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


def test_the_overview_lists_events_by_weight_with_their_findings(tree: Node) -> None:
    rows = tree.one("ol", class_="events").all("h3")
    assert rows[0].text == "Bombing of the market of Belmora"
    assert len(rows) == 4
    more = tree.one("p", class_="more")
    assert more.text == "and 1 more finding"


def test_the_page_says_that_it_takes_no_side(tree: Node) -> None:
    words = tree.one("p", class_="neutral").text
    assert "takes no side" in words
    assert "never says who is right" in words


def test_copies_are_named_both_ways(views: dict[str, Node]) -> None:
    words = " ".join(view.text for name, view in views.items() if name.startswith("document-"))
    assert "Bombs hit Belmora market, at least 43 dead - monitor (81% of this document)" in words
    assert "Carnage in Belmora (81% of that document)" in words


def test_the_same_dossier_gives_the_same_page(page_path: Path, page: str, tmp_path: Path) -> None:
    with Dossier.open(page_path.parent.parent / "dossier.db") as dossier:
        again = report.write(dossier, tmp_path / "again.html")
    assert again == tmp_path / "again.html"
    assert again.read_text(encoding="utf-8") == page


def test_what_has_no_room_is_counted_and_named(
    page_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_module, "MOST_BYTES", 1)
    monkeypatch.setattr(page_module, "BUNDLE", 1)
    with Dossier.open(page_path.parent.parent / "dossier.db") as dossier:
        page = report.write(dossier, tmp_path / "small.html").read_text(encoding="utf-8")
    assert set(unfold(page)) == {"events"}
    note = parse(page).one("p", class_="notice").text
    assert "4 events, 7 documents, 4 actors are left out" in note
    assert note.endswith("tellings serve dossier.db")


def test_an_empty_dossier_gives_a_page_that_says_so(empty: Dossier, tmp_path: Path) -> None:
    empty.add_refusal(Refusal("a.bin", "it is not text", "Leave it out."))
    tree = parse(report.write(empty, tmp_path / "r.html").read_text(encoding="utf-8"))
    assert tree.one("h1").text == "0 documents compared"
    assert "have not been compared yet" in tree.one("main").text
    assert tree.all("svg", class_="map") == tree.all("svg", class_="timeline") == []


def test_documents_that_were_not_read_are_shown_as_they_are(empty: Dossier, tmp_path: Path) -> None:
    document = sample.build().documents[0]
    empty.add_document(document)
    page = report.write(empty, tmp_path / "r.html").read_text(encoding="utf-8")
    assert "not read yet" in parse(page).one("dl", class_="counts").text
    (text,) = texts_of(page).values()
    assert (text["text"], text["claims"]) == (document.text, [])


def test_a_folder_that_cannot_be_made_is_an_os_error(empty: Dossier, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError, match="file"):
        report.write(empty, tmp_path / "file" / "r.html")
