from __future__ import annotations

import pytest

from tellings.domain.reading import Figure, Qualifier
from tellings.domain.text import Span
from tellings.report import Shelf, event
from tellings.report.toll import TollChart, toll_charts


def told(shelf: Shelf, *bounds: tuple[float | None, float | None], total: bool = True) -> TollChart:
    """A chart of these tolls, all of one voice and of one document."""
    here = Span(shelf.view.documents[0].document.id, 0, 4)
    figures = [
        Figure("killed", "people", low, high, Qualifier.RANGE, here, total) for low, high in bounds
    ]
    (chart,) = toll_charts([("A voice", figures)], shelf)
    return chart


def test_an_end_that_is_open_is_drawn_open(shelf: Shelf) -> None:
    chart = told(shelf, (43, None), (None, 60), (50, 80), (126, 126))
    ends = {bar.text: (bar.open_low, bar.open_high) for bar in chart.bars}
    assert ends == {
        "43": (False, True),
        "60": (True, False),
        "50–80": (False, False),
        "126": (False, False),
    }


def test_positions_keep_the_order_of_tolls_and_stay_inside(shelf: Shelf) -> None:
    chart = told(shelf, (12, 12), (43, None), (126, 126))
    at = [bar.low for bar in chart.bars]
    assert at == sorted(at)
    assert all(0 <= bar.low <= bar.high < 100 for bar in chart.bars)
    assert chart.even
    low, _, high = at
    zero = chart.ticks[0][0]
    assert (low - zero) / (high - zero) == pytest.approx(12 / 126, abs=0.001)


def test_tolls_far_apart_are_on_a_logarithmic_axis(shelf: Shelf) -> None:
    chart = told(shelf, (3, 3), (4000, 4000))
    assert not chart.even
    assert [label for _, label in chart.ticks] == ["0", "1", "10", "100", "1,000"]


def test_revisions_of_one_voice_are_joined(shelf: Shelf) -> None:
    first, second, third = told(shelf, (10, 10), (20, None), (30, 30)).bars
    assert (first.after, first.followed) == (None, True)
    assert (second.after, second.followed) == (first.low, True)
    assert (third.after, third.followed) == (second.low, False)


def test_equal_tolls_are_one_bar_with_all_passages(shelf: Shelf) -> None:
    (bar,) = told(shelf, (43, 43), (43, 43)).bars
    assert len(bar.spans) == 2


def test_a_toll_without_a_number_is_named_beside_the_chart(shelf: Shelf) -> None:
    chart = told(shelf, (None, None), (5, 5))
    assert [one.voice for one in chart.unplaced] == ["A voice"]
    assert len(chart.bars) == 1


def test_shares_are_no_tolls(shelf: Shelf) -> None:
    here = Span(shelf.view.documents[0].document.id, 0, 4)
    share = Figure("killed", "people", 0.6, 0.6, Qualifier.EXACT, here, True)
    assert toll_charts([("A voice", [share])], shelf) == ()


def test_the_market_has_its_charts(shelf: Shelf) -> None:
    market = event(shelf, "e-market")
    assert market
    assert [chart.kind for chart in market.tolls] == ["killed", "wounded"]
    assert market.tolls[0].voices == 4
