"""The page reaches nothing, and no document can make it do anything."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256

import pytest

from tests.report import sample
from tests.report.folded import texts_of, unfold
from tests.report.texts import HOSTILE_ADDRESS, HOSTILE_TEXT, HOSTILE_TITLE
from tests.report.tree import Node

REACHING = ("link", "img", "iframe", "object", "embed", "form", "base", "audio", "video")
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
        "trusted-types": "tellings",
    }


def test_the_policy_comes_before_anything_it_should_govern(page: str) -> None:
    assert page.index("Content-Security-Policy") < page.index("<style")
    assert page.index("Content-Security-Policy") < page.index("<script")


def test_nothing_on_the_page_reaches_out(tree: Node, views: dict[str, Node]) -> None:
    for shown in (tree, *views.values()):
        assert [node.tag for tag in REACHING for node in shown.all(tag)] == []
        leads = {
            node.attributes[name] for node in shown.all() for name in LEADS
            if name in node.attributes
        }  # fmt: skip
        assert [lead for lead in leads if not lead.startswith("#")] == []
    assert not re.search(r"url\((?!\"#)|@import|image-set", tree.one("style").raw)


def test_there_are_no_inline_handlers_or_styles(tree: Node, views: dict[str, Node]) -> None:
    names = {n for shown in (tree, *views.values()) for node in shown.all() for n in
             node.attributes}  # fmt: skip
    assert [name for name in names if name.startswith("on") or name == "style"] == []


@pytest.mark.parametrize(
    "word",
    [
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "new Function",
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


def test_markup_is_made_in_one_place_and_through_the_policy(tree: Node) -> None:
    script = executed(tree).raw
    assert script.count("innerHTML") == 1
    assert "holder.innerHTML = policy.createHTML(text)" in script
    assert script.count("fetch(") == 1  # the workbench; the policy of this page forbids it


def test_hostile_markup_is_shown_as_text(views: dict[str, Node]) -> None:
    name = next(n for n, view in views.items() if view.all("h1")[0].text ==
                " ".join(HOSTILE_TITLE.split()))  # fmt: skip
    hostile = views[name]
    assert HOSTILE_ADDRESS in [node.text for node in hostile.all("dd")]
    shown = "".join(node.raw for node in hostile.all("p", class_="part"))
    assert "".join(shown.split()) == "".join(HOSTILE_TEXT.split())
    assert "misc/<b>old</b>.doc" in [node.text for node in views["overview"].all("td")]
    for view in views.values():
        assert [view.all(tag) for tag in ("script", "b", "i", "img")] == [[], [], [], []]


def test_what_is_folded_cannot_end_its_element(tree: Node) -> None:
    block = tree.one("script", id="folded")
    assert not set(block.raw) & set("<>&\u2028\u2029")


def test_texts_come_through_the_folding_unchanged(page: str) -> None:
    texts = texts_of(page)
    assert {name: text["text"] for name, text in texts.items()} == {
        document.id: document.text for document in sample.build().documents
    }
    assert len(unfold(page)) > 10
