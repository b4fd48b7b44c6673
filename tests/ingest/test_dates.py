from datetime import date

import pytest

from tellings.ingest.dates import find_dates, is_date

DAY = date(2031, 5, 3)


@pytest.mark.parametrize(
    "words",
    [
        "3 May 2031",
        "3rd May 2031",
        "Saturday 3 May 2031",
        "Sat 03 May 2031",
        "Sat, 3 May 2031 09:30",
        "May 3, 2031",
        "May 3rd 2031",
        "Sat May 3 2031",
        "May 032031",
        "3rd of May 2031",
        "03.May.2031",
        "03.05.2031",
        "03-05-2031",
        "3/5/2031",
        "2031-05-03",
        "Saturday 03 May 2031 17:53",
        "3 May 2031 at 1514",
        "MAY 3 2031",
    ],
)
def test_ways_to_write_a_date(words: str) -> None:
    assert [d.day for d in find_dates(f"Posted on {words} by Mira")] == [DAY]
    assert is_date(words)


def test_month_first_only_where_day_first_cannot_be() -> None:
    assert [d.day for d in find_dates("05/13/2031 and 04/05/2031")] == [
        date(2031, 5, 13),
        date(2031, 5, 4),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "May 2031",
        "3 May",
        "30 February 2031",
        "in 2031",
        "31 people died in May",
        "12.05.31",
        "280000",
    ],
)
def test_what_is_no_full_date_is_not_read(words: str) -> None:
    assert list(find_dates(words)) == []


def test_offsets_cover_the_words() -> None:
    text = "On Sat 3 May 2031 they met."
    (found,) = find_dates(text)
    assert text[found.start : found.end] == "Sat 3 May 2031"


def test_a_sentence_with_a_date_is_no_date() -> None:
    assert not is_date("On 3 May 2031 they met")
