from __future__ import annotations

import json
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellings.read.moments import find_anchor, find_moments

ANCHOR = date(2031, 5, 8)  # a Thursday
CASES: list[dict[str, Any]] = json.loads(
    Path(__file__).with_name("moment_cases.json").read_text(encoding="utf-8")
)


def read(text: str, anchor: date | None = ANCHOR) -> list[tuple[str, str, str, str]]:
    return [
        (text[m.start : m.end], m.first.isoformat(), m.last.isoformat(), m.precision)
        for m in find_moments(text, anchor)
    ]


def one(text: str, anchor: date | None = ANCHOR) -> tuple[str, str]:
    (moment,) = read(text, anchor)
    return moment[1], moment[2]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_reads_the_days_of_a_sentence(case: dict[str, Any]) -> None:
    assert [list(m) for m in read(case["text"])] == case["found"]


@pytest.mark.parametrize(
    "words",
    [
        "Wed 30 Apr 2031", "30 April 2031", "April 30, 2031", "April 30 2031", "4/30/2031",
        "30/4/2031", "30.04.2031", "2031-04-30", "April 30th 2031", "the 30th of April 2031",
        "WEDNESDAY, APRIL 30, 2031", "on April 30", "April 30th", "last Wednesday",
        "eight days ago",
    ],
)  # fmt: skip
def test_one_day_in_many_words(words: str) -> None:
    assert one(f"Shells fell on Sona {words} at noon.") == ("2031-04-30", "2031-04-30")


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("on Saturday", "2031-05-03", "2031-05-03"),
        ("on Thursday", "2031-05-08", "2031-05-08"),
        ("early on Monday", "2031-05-05", "2031-05-05"),
        ("Sunday night", "2031-05-04", "2031-05-04"),
        ("the previous Tuesday", "2031-05-06", "2031-05-06"),
        ("last Wednesday", "2031-04-30", "2031-04-30"),
        ("yesterday", "2031-05-07", "2031-05-07"),
        ("overnight", "2031-05-07", "2031-05-08"),
        ("overnight on Friday", "2031-05-02", "2031-05-02"),
        ("last week", "2031-04-28", "2031-05-04"),
        ("earlier this week", "2031-05-05", "2031-05-08"),
        ("at the weekend", "2031-05-03", "2031-05-04"),
        ("last month", "2031-04-01", "2031-04-30"),
        ("in April", "2031-04-01", "2031-04-30"),
        ("in December", "2030-12-01", "2030-12-31"),
        ("on December 30", "2030-12-30", "2030-12-30"),
        ("in June last year", "2030-06-01", "2030-06-30"),
        ("in August 2013", "2013-08-01", "2013-08-31"),
        ("in mid-July 2030", "2030-07-11", "2030-07-20"),
        ("in 2013", "2013-01-01", "2013-12-31"),
        ("in late 2030", "2030-10-01", "2030-12-31"),
        ("last year", "2030-01-01", "2030-12-31"),
        ("in the summer of 2029", "2029-06-01", "2029-08-31"),
        ("since July", "2030-07-01", "2031-05-08"),
        ("since early 2029", "2029-01-01", "2031-05-08"),
        ("since fighting began in March 2030", "2030-03-01", "2031-05-08"),
        ("two days ago", "2031-05-06", "2031-05-06"),
        ("in the past 24 hours", "2031-05-07", "2031-05-08"),
        ("over the past three days", "2031-05-05", "2031-05-08"),
        ("at the end of the month", "2031-05-21", "2031-05-31"),
        ("between April 27 and May 3", "2031-04-27", "2031-05-03"),
        ("from 3 to 5 May", "2031-05-03", "2031-05-05"),
        ("on Friday and Saturday", "2031-05-02", "2031-05-03"),
    ],
)
def test_relative_words(words: str, first: str, last: str) -> None:
    assert one(f"Shells fell on Sona {words}.") == (first, last)


def test_a_lost_apostrophe() -> None:
    assert read("Saturdays blast in Dravik")[0][:2] == ("Saturdays", "2031-05-03")
    assert read("at the site of Saturdays blast")[0][:2] == ("Saturdays", "2031-05-03")
    assert read("They meet on Saturdays") == []


def test_what_is_to_come() -> None:
    assert one("Envoys will meet on Saturday in Tarsin.") == ("2031-05-10", "2031-05-10")
    assert one("The envoy said on Saturday he will meet them.") == ("2031-05-03", "2031-05-03")
    assert one("The truce is due to start on May 12.") == ("2031-05-12", "2031-05-12")
    assert one("next week") == ("2031-05-12", "2031-05-18")


@pytest.mark.parametrize(
    "text",
    [
        "Troops may march on Dravik.",
        "May they rest in peace. March they did.",
        "About 2000 people and 1945 fighters left; 300 came.",
        "It fell to Black September and the August Revolution.",
        "The Sunday Times wrote of Good Friday and a February Uprising.",
        "At 1900 GMT the 17 May Brigade and the March 14 Alliance met.",
        "An attack on 32 May 2031 and on 2031-02-30",
        "Recently, in recent weeks, previously, later",
    ],
)
def test_nothing_is_invented(text: str) -> None:
    assert read(text) == []


def test_without_an_anchor_only_full_dates_count() -> None:
    text = "On Saturday, last month, in April and on 3 May a raid; in June 2030 and 3 May 2031 too."
    assert [m[0] for m in read(text, None)] == ["June 2030", "3 May 2031"]
    assert not any(m.relative for m in find_moments(text, None))


def test_ambiguous_figures_take_the_reading_near_the_anchor() -> None:
    assert one("05/06/2031") == ("2031-05-06", "2031-05-06")
    assert one("04/05/2031") == ("2031-05-04", "2031-05-04")
    assert read("05/06/2031", None) == []


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)), st.integers(0, 6))
def test_a_bare_weekday_is_the_latest_such_day(anchor: date, back: int) -> None:
    day = anchor - timedelta(days=back)
    (found,) = find_moments(f"It happened on {day:%A}.", anchor)
    assert (found.first, found.last) == (day, day)


@given(st.text(alphabet="MayMonday 0123456789/-.,2031lastweek\n", max_size=60))
def test_offsets_lie_within_and_do_not_overlap(text: str) -> None:
    found = find_moments(text, ANCHOR)
    assert all(0 <= m.start < m.end <= len(text) and m.first <= m.last for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TARSIN, 3 May 2031 (TR) - Shells fell on Sona.", date(2031, 5, 3)),
        ("Raid on Sona\n\nPublished: May 3, 2031\n\nShells fell.", date(2031, 5, 3)),
        ("Raid on Sona\nSat 03 May 2031\nShells fell.", date(2031, 5, 3)),
        ("Shells fell on Sona, which the army took on 3 May 2019 after a siege.", None),
        ("Shells fell on Saturday.", None),
    ],
)
def test_the_anchor_is_a_dateline(text: str, expected: date | None) -> None:
    assert find_anchor(text, None) == expected
    assert find_anchor(text, date(2020, 1, 1)) == date(2020, 1, 1)
