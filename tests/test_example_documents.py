"""The bundled examples hold together: what is expected of them stands in them, word for word."""

from __future__ import annotations

import email
import email.policy
import importlib.util
import re
from datetime import date
from itertools import chain
from types import ModuleType
from typing import Any

import pypdfium2
import pytest

from tellings.domain.accounts import FindingKind
from tellings.domain.reading import (
    Certainty,
    ClaimKind,
    Commitment,
    Factuality,
    Polarity,
    Qualifier,
    Stance,
)
from tellings.domain.text import PartKind
from tests.example_texts import EXPECTED, FOLDER, TEXTS, docx_lines, squeeze

STEMS: list[str] = sorted(EXPECTED["files"])
CONTESTED = EXPECTED["contested"]
MONTHS = {"May": 5, "June": 6}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
GENRES = {
    "report", "editorial", "statement", "announcement", "forum", "contents", "interview",
    "bulletin",
}  # fmt: skip


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    path = FOLDER.parent / "make_vardania.py"
    spec = importlib.util.spec_from_file_location("make_vardania", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def of_document(part: str, stem: str) -> list[dict[str, Any]]:
    return [row for row in EXPECTED[part] if row["doc"] == stem]


def test_every_file_is_described_and_every_description_has_its_file() -> None:
    assert {p.name for p in FOLDER.iterdir()} == set(EXPECTED["files"].values())
    assert set(EXPECTED["documents"]) == set(STEMS)


def test_the_examples_are_as_rich_as_the_comparison_needs() -> None:
    known = EXPECTED["documents"].values()
    assert len(STEMS) >= 18
    assert len({d["outlet"] for d in known} - {None}) >= 7
    assert {d["genre"] for d in known} == GENRES
    sizes = {part: len(EXPECTED[part]) for part in ("claims", "figures", "events", "labels")}
    least = {"claims": 70, "figures": 45, "events": 40, "labels": 40}
    assert all(sizes[part] >= least[part] for part in least), sizes


@pytest.mark.parametrize("stem", STEMS)
def test_a_document_has_the_length_of_a_real_one(stem: str) -> None:
    assert 150 <= len(TEXTS[stem].split()) <= 700


@pytest.mark.parametrize("stem", STEMS)
def test_every_quoted_passage_stands_once_in_its_document(stem: str) -> None:
    text = TEXTS[stem]
    parts = ("claims", "figures", "events", "labels")
    quotes = [row["quote"] for row in chain.from_iterable(of_document(p, stem) for p in parts)]
    known = EXPECTED["documents"][stem]
    quotes += known["keep"]
    assert quotes
    assert {q: text.count(q) for q in quotes if text.count(q) != 1} == {}
    loose = known["boilerplate"] + [start for _, start in known["parts"]]
    assert [q for q in loose if q not in text] == []


@pytest.mark.parametrize("stem", STEMS)
def test_cues_and_the_quotes_of_accounts_stand_in_their_document(stem: str) -> None:
    text = TEXTS[stem]
    cues = [c["cue"] for c in of_document("claims", stem) if c["cue"]]
    assert [c for c in cues if c.casefold() not in text.casefold()] == []
    for account in (a for a in CONTESTED["accounts"] if a["unit_id"] == stem):
        quotes = [r["quote"] for r in account["figures"] + account["blames"]]
        quotes += [account["denial"]] if account["denies_event"] else []
        assert quotes, "an account that says nothing"
        assert [q for q in quotes if q not in text] == []


def test_the_words_of_the_annotation_are_those_of_the_domain() -> None:
    for claim in EXPECTED["claims"]:
        ClaimKind(claim["kind"])
        Commitment(claim["commitment"])
        Stance(claim["author_stance"])
    for event in EXPECTED["events"]:
        Factuality(event["factuality"])
    for label in EXPECTED["labels"]:
        Polarity(label["polarity"])
    for blame in chain.from_iterable(a["blames"] for a in CONTESTED["accounts"]):
        Certainty(blame["certainty"])
    for finding in EXPECTED["findings"]:
        FindingKind(finding["kind"])
    for kind, _ in chain.from_iterable(d["parts"] for d in EXPECTED["documents"].values()):
        PartKind(kind)


@pytest.mark.parametrize("figure", EXPECTED["figures"], ids=lambda f: f["doc"][:2])
def test_the_bounds_of_a_figure_follow_its_qualifier(figure: dict[str, Any]) -> None:
    low, high = figure["low"], figure["high"]
    match Qualifier(figure["qualifier"]):
        case Qualifier.VAGUE:
            assert (low, high) == (None, None)
        case Qualifier.EXACT | Qualifier.ABOUT:
            assert low == high is not None
        case Qualifier.AT_LEAST | Qualifier.MORE_THAN:
            assert low is not None
            assert high is None
        case Qualifier.AT_MOST | Qualifier.LESS_THAN:
            assert low is None
            assert high is not None
        case Qualifier.RANGE:
            assert low < high


def test_events_are_told_by_the_documents_that_say_so() -> None:
    events = {e["event_id"]: e for e in CONTESTED["events"]}
    assert {e["story"] for e in events.values()} == {1, 2, 3, 4}
    for event_id, event in events.items():
        said = {s for s, d in EXPECTED["documents"].items() if event_id in d["tells_of"]}
        assert said == set(event["docs"])
        assert not said & set(event["in_passing"])
    named = {r["event"] for r in EXPECTED["events"] + EXPECTED["figures"] + EXPECTED["findings"]}
    assert named - {None} == set(events)
    assert {a["event_id"] for a in CONTESTED["accounts"]} == set(events)


def test_the_two_raids_on_sona_are_a_day_apart() -> None:
    days = {
        e["event_id"]: date.fromisoformat(e["date"])
        for e in CONTESTED["events"]
        if e["event_id"].startswith("sona-")
    }
    assert (days["sona-school-2031-05-29"] - days["sona-bakery-2031-05-28"]).days == 1
    mixed = [m for m in EXPECTED["events"] if m["event"] in days and m["event"][-10:] != m["when"]]
    assert mixed == []


def test_every_weekday_written_beside_a_date_is_the_right_one() -> None:
    names = "|".join(WEEKDAYS)
    forms = (
        re.compile(rf"(?P<weekday>{names}),? (?P<day>\d\d?) (?P<month>May|June)"),
        re.compile(rf"(?P<weekday>{names}), (?P<month>May|June) (?P<day>\d\d?)"),
    )
    told = [(stem, m) for stem, t in TEXTS.items() for form in forms for m in form.finditer(t)]
    assert len(told) >= 15
    for stem, m in told:
        day = date(2031, MONTHS[m["month"]], int(m["day"]))
        assert WEEKDAYS[day.weekday()] == m["weekday"], f"{stem}: {m[0]}"


def test_no_document_is_older_than_what_it_tells_of() -> None:
    for mention in EXPECTED["events"]:
        when = mention["when"]
        if mention["factuality"] == "asserted" and mention["event"] and when:
            published = EXPECTED["documents"][mention["doc"]]["published"]
            tomorrow = mention["event"].startswith("ceasefire")  # told a day ahead
            assert tomorrow or when <= published, mention


def shingles(text: str) -> set[tuple[str, ...]]:
    """All runs of eight words."""
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[i : i + 8]) for i in range(len(words) - 7)}


def test_two_papers_copy_the_agency_and_no_other_document_does() -> None:
    wire = shingles(TEXTS["01-meridian-belmora-market"])
    share = {s: len(shingles(TEXTS[s]) & wire) / len(shingles(TEXTS[s])) for s in STEMS[1:]}
    copies = ("02-harbour-post-belmora-market", "03-old-quay-gazette-belmora-market")
    assert all(share.pop(stem) >= 0.7 for stem in copies)
    assert max(share.values()) == 0


def test_the_scanned_page_lost_its_apostrophes_and_commas() -> None:
    text = TEXTS["21-harbour-post-sona-scan"]
    assert not set("’‘'\",“”") & set(text)
    assert "Wednesdays air raid" in text


def test_the_made_files_can_be_made_again(maker: ModuleType) -> None:
    assert maker.pdf_bytes() == (FOLDER / maker.PDF).read_bytes()
    again, kept = maker.docx_bytes(), (FOLDER / maker.DOCX).read_bytes()
    assert again == maker.docx_bytes()
    assert docx_lines(again) == docx_lines(kept)  # its template may change with python-docx
    mail = email.message_from_bytes(maker.mail_bytes(), policy=email.policy.default)
    assert squeeze(str(mail.get_content())) == TEXTS[maker.MAIL.removesuffix(".eml")]


def test_the_pdf_is_a_sound_one() -> None:
    data = (FOLDER / "19-commission-alder-bridge.pdf").read_bytes()
    start = int(data.rsplit(b"startxref", 1)[1].split()[0])
    assert data[start : start + 4] == b"xref"
    pages = pypdfium2.PdfDocument(data)
    assert len(pages) == 2
    assert pages.get_metadata_dict()["Title"].startswith("Commission of Inquiry")
