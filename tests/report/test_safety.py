"""The page reaches nothing, and no document can make it do anything."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256

import pytest

from tests.report import sample
from tests.report.texts import HOSTILE_ADDRESS, HOSTILE_TEXT, HOSTILE_TITLE
from tests.report.tree import Node

REACHING = ("link", "img", "iframe", "object", "embed", "form", "base", "audio", "video", "svg")
LEADS = ("src", "href", "action", "srcset", "poster", "data", "formaction", "ping", "background")


def digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def executed(tree: Node) -> Node:
    (script,) = (s for s in tree.all("script") if "type" not in s.attributes)
    return script


def test_the_policy_allows_only_the_style_and_script_of_the_page(tree: Node) -> None:
    meta = tree.one("meta", **{"http-equiv": "Content-Security-Policy"})
    policy = dict(
        directive.strip().split(" ", 1) for directive in meta.attributes["content"].split(";")
    )
    assert policy == {
        "default-src": "'none'",
        "script-src": digest(executed(tree).raw),
        "style-src": digest(tree.one("style").raw),
        "base-uri": "'none'",
        "form-action": "'none'",
        "require-trusted-types-for": "'script'",
        "trusted-types": "'none'",
    }


def test_the_policy_comes_before_anything_it_should_govern(page: str) -> None:
    assert page.index("Content-Security-Policy") < page.index("<style")
    assert page.index("Content-Security-Policy") < page.index("<script")


def test_nothing_on_the_page_reaches_out(tree: Node) -> None:
    assert [node.tag for tag in REACHING for node in tree.all(tag)] == []
    leads = {
        node.attributes[name] for node in tree.all() for name in LEADS if name in node.attributes
    }
    assert leads
    assert [lead for lead in leads if not lead.startswith("#")] == []
    assert not re.search(r"url\(|@import|image-set", tree.one("style").raw)


def test_there_are_no_inline_handlers_or_styles(tree: Node) -> None:
    names = {name for node in tree.all() for name in node.attributes}
    assert [name for name in names if name.startswith("on") or name == "style"] == []


@pytest.mark.parametrize(
    "word",
    [
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "new Function",
        "fetch(",
        "XMLHttpRequest",
        "WebSocket",
        "EventSource",
        "sendBeacon",
        "import(",
        "http:",
        "https:",
    ],
)
def test_the_script_sets_text_and_never_markup(tree: Node, word: str) -> None:
    assert word not in executed(tree).raw


def test_hostile_markup_is_shown_as_text(tree: Node) -> None:
    titles = [node.text for node in tree.all("h3")]
    assert " ".join(HOSTILE_TITLE.split()) in titles
    assert HOSTILE_ADDRESS in [node.text for node in tree.all("dd")]
    assert len(tree.all("script")) == 2
    assert "misc/<b>old</b>.doc" in [node.text for node in tree.all("td")]
    assert tree.all("b") == []
    assert tree.all("i") == []


def test_texts_come_through_the_data_unchanged(tree: Node) -> None:
    block = tree.one("script", id="documents")
    assert not set(block.raw) & set("<>&\u2028\u2029")
    data = json.loads(block.raw)
    texts = [document["text"] for document in data["documents"]]
    assert texts == [document.text for document in sample.build().documents]
    assert HOSTILE_TEXT in texts
