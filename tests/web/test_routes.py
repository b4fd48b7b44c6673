"""Each view answers at its address, and search finds, narrows, counts and pages."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.testclient import TestClient

from tellings.domain.accounts import FindingKind
from tellings.web import asked as ask
from tests.building import ACTORS, EVENT, MINISTRY, MONITOR, bombing
from tests.report.tree import Node, parse
from tests.web.conftest import client_of, write

CASE = bombing()
RADIO = next(d for d in CASE.documents if d.path.endswith("radio.txt"))


def page(client: TestClient, address: str, status: int = 200) -> Node:
    answer = client.get(address)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return parse(answer.text)


def links(node: Node) -> set[str]:
    return {a.attributes["href"] for a in node.all("a") if "href" in a.attributes}


def titles(node: Node) -> list[str]:
    return [item.one("h2").text.strip() for item in node.one("ol", class_="found").all("li")]


VIEWS = {
    "/": "Overview",
    "/events": "Events",
    "/actors": "Actors",
    "/sources": "Sources",
    "/documents": "Documents",
    "/search": "Search",
    f"/events/{EVENT}": "Bombing in Belmora, 14 March 2031",
    f"/actors/{ACTORS[MONITOR].id}": MONITOR,
    f"/documents/{RADIO.id}": "Terrorists strike market",
}


@pytest.mark.parametrize(("address", "title"), VIEWS.items())
def test_views(client: TestClient, address: str, title: str) -> None:
    shown = page(client, address)
    assert shown.one("head").one("title").text == title
    assert {"/", "/events", "/actors", "/sources", "/documents"} <= links(shown)


def test_every_link_leads_somewhere(client: TestClient) -> None:
    seen: set[str] = set()
    ahead = {"/", "/search?q=belmora", "/search?q=&kind=actors&outlet=Tarsin+Radio"}
    while ahead:
        address = ahead.pop()
        seen.add(address)
        answer = client.get(address)
        assert answer.status_code == 200, address
        if answer.headers["content-type"].startswith("text/html"):
            found = {
                urlsplit(href)._replace(fragment="").geturl() for href in links(parse(answer.text))
            }
            assert all(href.startswith("/") for href in found - {""}), address
            ahead |= found - seen - {""}
    assert {f"/events/{EVENT}", f"/events/{EVENT}.csv", "/sources.csv"} <= seen
    assert {f"/documents/{document.id}" for document in CASE.documents} <= seen


@pytest.mark.parametrize("kind", ["events", "actors", "documents", "texts"])
@pytest.mark.parametrize("id", ["nothing", "%00", "..%2F..", "a.csv.csv", "%F0%9F%95%AF"])
def test_what_is_not_there(client: TestClient, kind: str, id: str) -> None:
    shown = page(client, f"/{kind}/{id}", 404)
    assert shown.one("h1").text == "Not found"


@pytest.mark.parametrize(
    "query",
    ["page=0", "page=x", "since=yesterday", "finding=wrong", "kind=all", f"q={'x' * 301}"],
)
def test_what_is_not_understood_is_said(client: TestClient, query: str) -> None:
    shown = page(client, f"/search?{query}", 422)
    assert query.split("=")[0] in shown.one("main").text


def test_empty_fields_of_a_form_say_nothing(client: TestClient) -> None:
    sent = "kind=documents&q=&outlet=&actor=&place=&since=&until=&finding="
    assert client.get(f"/search?{sent}").content == client.get("/search").content
    assert len(page(client, f"/events?{sent}").one("table").one("tbody").all("tr")) == 2


def test_the_text_for_the_script(client: TestClient) -> None:
    answer = client.get(f"/texts/{RADIO.id}").json()
    assert (answer["id"], answer["text"]) == (RADIO.id, RADIO.text)


def test_the_documentation_of_fastapi_is_off(client: TestClient) -> None:
    assert {client.get(at).status_code for at in ("/docs", "/redoc")} == {404}


# ---------------------------------------------------------------- search
def test_search_shows_the_words_and_leads_to_the_passage(client: TestClient) -> None:
    shown = page(client, "/search?q=jet+seen")
    assert titles(shown) == ["Terrorists strike market"]
    assert [mark.text for mark in shown.all("mark")] == ["jet", "seen"]
    (href,) = links(shown.one("ol", class_="found"))
    found = urlsplit(href)
    assert found.path == f"/documents/{RADIO.id}"
    start, end = map(int, found.fragment.split("."))
    assert "jet was seen" in RADIO.text[start:end]


def test_search_in_claims_and_actors(client: TestClient) -> None:
    assert titles(page(client, "/search?q=gangs&kind=claims")) == [MINISTRY]
    shown = page(client, "/search?q=vmc&kind=actors")
    assert titles(shown) == [MONITOR]
    assert links(shown.one("ol", class_="found")) == {f"/actors/{ACTORS[MONITOR].id}"}


def test_the_tabs_count_and_keep_the_query(client: TestClient) -> None:
    shown = page(client, "/search?q=belmora&outlet=Tarsin+Radio")
    tabs = shown.one("nav", class_="tabs").all("a")
    counts = {tab.text.split()[0]: int(tab.text.split()[1]) for tab in tabs}
    assert counts == {"Documents": 1, "Claims": 1, "Actors": 0}
    for tab in tabs:
        asked = parse_qs(urlsplit(tab.attributes["href"]).query)
        assert asked["q"] == ["belmora"]
        assert asked["outlet"] == ["Tarsin Radio"]
    assert [tab.text.split()[0] for tab in tabs if "aria-current" in tab.attributes] == [
        "Documents"
    ]


@pytest.mark.parametrize(
    ("query", "documents"),
    [
        ("outlet=Tarsin+Radio", {"radio"}),
        ("actor=vardania+MONITOR++for+civilians", {"bulletin", "herald", "radio"}),
        ("actor=VMC", {"bulletin", "herald", "radio"}),
        (f"actor={ACTORS[MONITOR].id}", {"bulletin", "herald", "radio"}),
        ("actor=nobody", set()),
        ("place=belmora&q=monitor", {"bulletin", "herald", "radio"}),
        ("since=2031-03-16", {"herald"}),
        ("since=2031-03-15&until=2031-03-15", {"bulletin", "radio"}),
        (f"finding={FindingKind.FIGURES_DIFFER}", {"bulletin", "radio"}),
        ("q=%28%29", set()),
    ],
)
def test_filters(client: TestClient, query: str, documents: set[str]) -> None:
    shown = page(client, f"/search?{query}")
    found = shown.all("ol", class_="found")
    ids = {urlsplit(href).path.rsplit("/", 1)[1] for node in found for href in links(node)}
    known = {d.id: d.path.removeprefix("belmora/")[:-4] for d in CASE.documents}
    assert {known[each] for each in ids} == documents
    assert bool(found) == bool(documents)


def test_the_form_holds_what_was_asked_for(client: TestClient) -> None:
    shown = page(client, "/search?q=%22a+jet%22&kind=claims&actor=VMC&since=2031-03-01&outlet=Gone")
    form = shown.one("form", class_="filters")
    given = {i.attributes["name"]: i.attributes.get("value") for i in form.all("input")}
    assert (given["q"], given["actor"], given["since"]) == ('"a jet"', "VMC", "2031-03-01")
    (checked,) = [i for i in form.all("input") if "checked" in i.attributes]
    assert checked.attributes["value"] == "claims"
    assert "Gone" in [o.text for o in form.all("option") if "selected" in o.attributes]


def test_pages_of_a_search(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ask, "HITS", 2)
    seen: list[str] = []
    with client_of(path) as client:
        address = "/search?q=belmora"
        for expected in ("Page 1 of 2", "Page 2 of 2"):
            shown = page(client, address)
            pager = shown.one("nav", class_="pager")
            assert expected in pager.text
            seen += links(shown.one("ol", class_="found"))
            onward = [a.attributes["href"] for a in pager.all("a", rel="next")]
            address = onward[0] if onward else ""
        assert address == ""
        assert len(set(seen)) == 4
        beyond = page(client, "/search?q=belmora&page=9").one("nav", class_="pager")
        assert links(beyond) == {"/search?q=belmora&page=2"}


def test_events_are_narrowed(client: TestClient) -> None:
    shown = page(client, "/events?outlet=Tarsin+Radio&place=Belmora&since=2031-03-14&q=bombing")
    rows = shown.one("table").one("tbody").all("tr")
    assert [href for row in rows for href in links(row)] == [f"/events/{EVENT}"]
    assert "open" in shown.one("details", class_="narrow").attributes
    assert page(client, "/events?since=2031-03-15").all("table") == []


def test_an_empty_dossier(tmp_path: Path) -> None:
    from tellings.dossier import Dossier

    Dossier.create(tmp_path / "empty.db").close()
    with client_of(tmp_path / "empty.db") as client:
        for address in ("/", "/events", "/actors", "/sources", "/documents", "/search?q=x"):
            page(client, address)
        for name in ("events", "actors", "sources", "documents"):
            assert client.get(f"/{name}.csv").text.count("\n") == 1


def test_ids_that_need_quoting(tmp_path: Path) -> None:
    from dataclasses import replace

    odd = 'a/b?c#d "e" & <f>'
    comparison = CASE.comparison
    events = tuple(replace(e, id=odd) if e.id == EVENT else e for e in comparison.alignment.events)
    changed = replace(
        CASE,
        comparison=replace(
            comparison,
            alignment=replace(comparison.alignment, events=events),
            accounts=tuple(replace(a, event=odd) for a in comparison.accounts),
            findings=tuple(replace(f, event=odd if f.event else None) for f in comparison.findings),
        ),
    )
    with client_of(write(changed, tmp_path / "odd.db")) as client:
        hrefs = [h for h in links(page(client, "/events")) if re.match("/events/a", h)]
        assert len(hrefs) == 1
        assert "?" not in hrefs[0]
