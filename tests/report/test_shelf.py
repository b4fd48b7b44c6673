from __future__ import annotations

import pytest

from tellings.domain.text import Document, Span
from tellings.report.shelf import Shelf, key, keys, title_of


def document(id: str, text: str, title: str | None = None, path: str = "a/b.txt") -> Document:
    return Document(id=id, path=path, text=text, sha256="0" * 64, title=title)


def test_keys_name_each_passage_once_in_order() -> None:
    spans = [Span("two", 0, 1), Span("one", 1, 3), Span("two", 0, 1)]
    assert keys(spans) == "two.0.1 one.1.3"
    assert key(spans[1]) == "one.1.3"


def test_a_quote_is_on_one_line(shelf: Shelf) -> None:
    told = shelf.view.documents[0].document
    end = told.text.index("Tarsin")
    assert shelf.quote(Span(told.id, 0, end)) == " ".join(told.text[:end].split())


@pytest.mark.parametrize(
    ("title", "path", "name"),
    [("T", "a/b.txt", "T"), (None, "a/b.txt", "b.txt"), (None, "mail\\letter.eml", "letter.eml")],
)
def test_a_document_without_title_goes_by_its_file(title: str | None, path: str, name: str) -> None:
    assert title_of(document("one", "a", title, path)) == name


def test_labels_are_found_by_actor_and_the_others_by_their_words(shelf: Shelf) -> None:
    assert [label.text for label in shelf.labels_by_actor["a-front"]] == [
        "revolutionaries",
        "terrorist gangs",
    ]
    assert set(shelf.loose_labels) == {"massacre", "our brave people"}
