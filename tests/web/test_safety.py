"""Whatever a document or an address contains is shown as text, on every page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from starlette.testclient import TestClient

from tests.report.tree import Node, parse
from tests.web.conftest import client_of
from tests.web.hostile import IMAGE, LINK, RTL, SCRIPT, STRAY, hostile

CASE = hostile()
DOCUMENT = CASE.documents[0]
EVENT = CASE.comparison.alignment.events[0]
ACTORS = CASE.comparison.alignment.actors
PAGES = {
    "/": SCRIPT,
    "/events": SCRIPT,
    "/actors": "<svg onload=alert(1)>the army",
    "/sources": LINK,
    "/documents": SCRIPT,
    f"/events/{EVENT.id}": IMAGE,
    f"/actors/{ACTORS[0].id}": SCRIPT,
    f"/actors/{ACTORS[1].id}": "<svg onload=alert(1)>the army",
    f"/documents/{DOCUMENT.id}": SCRIPT,
    "/search?q=blast": SCRIPT,
    "/search?q=killed&kind=claims": IMAGE,
    "/search?kind=actors&q=the": "<svg onload=alert(1)>the army",
    f"/search?q={quote(SCRIPT + IMAGE + STRAY)}": SCRIPT,
    f"/search?actor={quote(IMAGE)}&place={quote(SCRIPT)}&outlet={quote(STRAY)}": IMAGE,
    f"/events?q={quote(IMAGE)}&outlet={quote(SCRIPT)}": IMAGE,
    f"/search?since={quote(SCRIPT)}": "",
    f"/events/{quote(SCRIPT, safe='')}": "",
    f"/{quote(IMAGE)}": "",
}
MAY_STAND = {
    "html", "head", "meta", "title", "link", "script", "body", "main", "header", "footer", "nav",
    "section", "article", "aside", "div", "span", "p", "h1", "h2", "h3", "h4", "a", "ul", "ol",
    "li", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tr", "th", "td", "form",
    "label", "input", "select", "option", "datalist", "fieldset", "legend", "button", "details",
    "summary", "mark", "strong", "em", "kbd", "code", "q", "blockquote", "noscript", "time", "bdi",
    "svg", "g", "path", "circle", "rect", "line", "text", "tspan", "polyline", "polygon", "use",
    "defs", "clippath", "figure", "figcaption", "small", "abbr", "br", "b", "i", "sup", "sub",
    "pattern", "marker", "ellipse", "symbol",
}  # fmt: skip


@pytest.fixture(scope="module")
def client(hostile_path: Path) -> Iterator[TestClient]:
    with client_of(hostile_path) as opened:
        yield opened


def nodes(page: Node) -> list[Node]:
    return page.all()


@pytest.mark.parametrize(("address", "words"), PAGES.items())
def test_no_markup_of_a_document_becomes_markup(
    client: TestClient, address: str, words: str
) -> None:
    answer = client.get(address)
    page = parse(answer.text)  # fails where an end tag of a document closes one of ours
    assert {node.tag for node in nodes(page)} <= MAY_STAND
    assert [s.attributes["src"] for s in page.all("script")] == ["/assets/tellings.js"]
    assert [s.text for s in page.all("script")] == [""]
    for node in nodes(page):
        assert not [name for name in node.attributes if name.startswith("on")]
        assert "style" not in node.attributes
        assert "srcdoc" not in node.attributes
        for name in ("href", "src", "action", "formaction", "xlink:href"):
            target = urlsplit(node.attributes.get(name, ""))
            assert (target.scheme, target.netloc) == ("", ""), node.attributes[name]
    assert " ".join(words.split()) in " ".join(shown(page))


def shown(page: Node) -> Iterator[str]:
    """The texts of a page and the values of its fields."""
    yield page.text
    for node in nodes(page):
        yield from (node.attributes.get(name, "") for name in ("value", "title", "aria-label"))


def test_the_text_is_the_same_to_the_letter(client: TestClient) -> None:
    answer = client.get(f"/texts/{DOCUMENT.id}")
    assert answer.headers["content-type"] == "application/json"
    assert answer.json()["text"] == DOCUMENT.text


def test_templates_are_not_run_on_what_they_show(client: TestClient) -> None:
    for address in PAGES:
        text = client.get(address).text
        assert "&amp; 49 " not in text
    assert "{{ 7 * 7 }}" in parse(client.get("/documents").text).text


def test_the_direction_of_writing_is_left_to_the_text(client: TestClient) -> None:
    page = parse(client.get("/search?q=belmora").text)
    (found,) = page.one("ol", class_="found").all("li")
    assert {p.attributes.get("dir") for p in found.all("p")} == {"auto"}
    assert RTL in parse(client.get(f"/documents/{DOCUMENT.id}").text).text


def test_a_download_is_named_by_us(client: TestClient) -> None:
    answer = client.get(f"/events/{EVENT.id}.csv")
    assert answer.headers["content-disposition"] == (
        f'attachment; filename="tellings-event-{EVENT.id}.csv"'
    )
