from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tellings.domain.text import Document, Span
from tellings.report.passages import Places, title_of

TEXTS = st.text(st.sampled_from("ab \n’é\uffff\U00010000\U0001f525"), max_size=60)


def document(id: str, text: str, title: str | None = None, path: str = "a/b.txt") -> Document:
    return Document(id=id, path=path, text=text, sha256="0" * 64, title=title)


@given(TEXTS, st.data())
def test_offsets_are_those_of_the_text_in_utf_16(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    places = Places([document("one", text)])
    units = text.encode("utf-16-le")
    left, right = places.offsets(Span("one", start, end))
    assert units[2 * left : 2 * right].decode("utf-16-le") == text[start:end]


def test_keys_name_each_passage_once_in_order() -> None:
    places = Places([document("one", "abc"), document("two", "abc")])
    spans = [Span("two", 0, 1), Span("one", 1, 3), Span("two", 0, 1)]
    assert places.keys(spans) == "1.0.1 0.1.3"


def test_a_quote_is_on_one_line() -> None:
    assert Places([document("one", "a\n  b c")]).quote(Span("one", 0, 6)) == "a b"


def test_a_document_without_title_goes_by_its_file() -> None:
    assert title_of(document("one", "a", title="T")) == "T"
    assert title_of(document("one", "a", path="mail/box\\letter.eml")) == "letter.eml"
