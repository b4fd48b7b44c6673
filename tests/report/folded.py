"""Unpacks what a page has folded in, as its script does."""

from __future__ import annotations

import json
import zlib
from base64 import b64decode
from typing import Any

from tests.report.tree import Node, parse


def unfold(page: str) -> dict[str, Any]:
    """Every folded view by name: HTML, or for a document HTML and its text."""
    folded = json.loads(parse(page).one("script", id="folded").raw)
    views: dict[str, Any] = {}
    for bundle in folded["bundles"]:
        views |= json.loads(zlib.decompress(b64decode(bundle), -zlib.MAX_WBITS))
    assert set(views) == set(folded["index"])
    return views


def views_of(page: str) -> dict[str, Node]:
    """Every view of a page as a tree, the overview included."""
    views = {
        name: parse(found if isinstance(found, str) else found[0])
        for name, found in unfold(page).items()
    }
    return {"overview": parse(page).one("main"), **views}


def texts_of(page: str) -> dict[str, dict[str, Any]]:
    """The folded texts of documents by id."""
    return {
        found[1]["id"]: found[1] for found in unfold(page).values() if not isinstance(found, str)
    }
