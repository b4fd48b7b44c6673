from __future__ import annotations

from training.build_outline import outline, thin

LINE = [(0.0, 0.0), (1.0, 0.01), (2.0, 0.0), (3.0, 1.0)]


def test_points_near_the_line_are_dropped_and_the_ends_are_kept() -> None:
    assert thin(LINE, 0.1) == [(0.0, 0.0), (2.0, 0.0), (3.0, 1.0)]
    assert thin(LINE, 0.001) == LINE
    assert thin(LINE, 10) == [LINE[0], LINE[-1]]


def test_a_line_of_two_countries_is_a_border_and_any_other_a_coast() -> None:
    topology = {
        "transform": {"scale": [1, 1], "translate": [10, 20]},
        "arcs": [[[0, 0], [1, 1]], [[0, 0], [2, 0], [0, 2]]],
        "objects": {
            "countries": {
                "geometries": [
                    {"type": "Polygon", "arcs": [[0, 1]]},
                    {"type": "MultiPolygon", "arcs": [[[~0]]]},
                ]
            }
        },
    }
    assert outline(topology) == {
        "unit": 100,
        "borders": [[1000, 2000, 100, 100]],
        "coast": [[1000, 2000, 200, 0, 0, 200]],
    }
