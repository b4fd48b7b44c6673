import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellings.errors import EmptyFile, UnreadableFile
from tellings.ingest.clean import decode, tidy

SENTENCE = "The mayor of Béloc said “nothing” – so the reporter from Kesh Valley went home. " * 4


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_usual_encodings_are_read(encoding: str) -> None:
    assert decode(SENTENCE.encode(encoding)) == SENTENCE


def test_utf8_comes_before_what_is_declared() -> None:
    assert decode(SENTENCE.encode(), "latin-1") == SENTENCE


def test_an_unknown_declared_encoding_is_passed_over() -> None:
    assert decode(SENTENCE.encode("cp1252"), "x-nonsense") == SENTENCE


def test_only_line_ends_change() -> None:
    assert decode("a\r\n\r\n  b\u00a0 c\t\r\n".encode()) == "a\n\n  b\u00a0 c\t\n"


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1))
def test_utf8_text_comes_back_as_it_was(text: str) -> None:
    if text.strip() and not text.startswith("\ufeff"):
        assert decode(text.encode()) == text


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", "\ufeff \n".encode()])
def test_nothing_is_refused_as_empty(data: bytes) -> None:
    with pytest.raises(EmptyFile):
        decode(data)


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", b"text\x00with nul", bytes(range(1, 32)) * 9]
)
def test_binary_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile):
        decode(data)


def test_tidy_mends_mojibake_and_evens_white_space() -> None:
    assert tidy("the  townâ€™s\u00a0 market \n\n\n\n was hit ") == "the town’s market\n\nwas hit"


def test_tidy_leaves_nothing_that_cannot_be_stored() -> None:
    assert tidy("a\udce9b").encode() == b"a?b"
