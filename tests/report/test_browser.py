"""The page in a real browser, where there is one: what its script draws is what was read."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.report import sample
from tests.report.tree import Node, parse

CHROMIUM = shutil.which("chromium")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--virtual-time-budget=4000",
    "--dump-dom",
)

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine")


@pytest.fixture(scope="module")
def drawn(page_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Node:
    """The page after its script has run, opened at a passage of the first document."""
    profile = tmp_path_factory.mktemp("profile")
    address = f"{page_path.as_uri()}#document-0.{page_start()}"
    command = [str(CHROMIUM), *FLAGS, f"--user-data-dir={profile}", address]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    return parse(done.stdout)


def page_start() -> str:
    text = sample.build().documents[0].text
    start = text.index("terrorist gangs")
    return f"{start}.{start + len('terrorist gangs')}"


def prose(node: Node) -> str:
    """The letters of a text, without the signs of polarity that the page adds."""
    own = [c if isinstance(c, str) else prose(c) for c in node.children if not _sign(c)]
    return "".join("".join(own).split())


def _sign(child: Node | str) -> bool:
    return isinstance(child, Node) and "polarity" in child.attributes.get("class", "")


def test_every_text_is_drawn_whole_and_as_text(drawn: Node) -> None:
    texts = [prose(node) for node in drawn.all("div", class_="reading")]
    assert texts == ["".join(document.text.split()) for document in sample.build().documents]
    assert drawn.one("title").text == "7 documents compared"
    assert drawn.all("img") == []
    assert len(drawn.all("script")) == 2


def test_claims_are_marked_and_nested(drawn: Node) -> None:
    reading = drawn.all("div", class_="reading")[0]
    inner = [node.text for node in reading.all("span", class_="depth-2")]
    assert " ".join(inner) == "that 110 people had been wounded"
    assert "the Vardania Monitor for Civilians" in [
        node.text for node in reading.all("span", class_="source")
    ]
    assert "denied" in [node.text for node in reading.all("span", class_="cue")]


def test_an_address_opens_its_document_at_the_passage(drawn: Node) -> None:
    block = drawn.one("details", id="document-0")
    assert "open" in block.attributes
    assert " ".join(n.text for n in block.all("span", class_="chosen")) == "terrorist gangs"


def test_triggers_link_to_their_event(drawn: Node) -> None:
    reading = drawn.all("div", class_="reading")[0]
    links = {node.text: node.attributes["href"] for node in reading.all("a")}
    assert links == {"struck": "#event-0", "raid": "#event-0"}


def test_the_claims_stand_beside_the_text(drawn: Node) -> None:
    chains = [node.text for node in drawn.all("span", class_="chain")]
    assert "Vardania Monitor for Civilians → doctors at the town hospital of Belmora" in chains
    assert len(chains) == 9
