"""Slices to one geometry: each way a series can be wrong is made on purpose and must be named."""

from __future__ import annotations

import numpy as np
import pytest

from engines.imaging.geometry import SlicePlace, reading_order, stack


def series(count: int = 10, step: float = 2.0, tilt: float = 0.0) -> list[SlicePlace]:
    return [SlicePlace(4, 5, (-10.0, -20.0 + tilt * k * step, k * step), (1, 0, 0, 0, 1, 0), (0.8, 0.7), step, k + 1)
            for k in range(count)]


def test_a_clean_series_in_any_order():
    places = series()
    shuffled = [places[index] for index in np.random.default_rng(3).permutation(10)]
    made = stack(shuffled)
    assert (made.warnings, made.measurable) == ((), True)
    assert [shuffled[index or 0].number for index in made.order] == list(range(1, 11))
    np.testing.assert_allclose(made.affine[:3, :3], np.diag([0.7, 0.8, 2.0]))
    np.testing.assert_allclose(made.affine[:3, 3], [-10, -20, 0])


def test_a_missing_slice_leaves_a_gap_in_its_place():
    places = series()
    del places[4]
    made = stack(places)
    assert made.warnings == ("missing-slice",)
    assert not made.measurable
    assert made.order.index(None) == 4
    np.testing.assert_allclose(made.affine[:3, 2], [0, 0, 2])


@pytest.mark.parametrize(("change", "code"), [
    (lambda p: [*p[:9], SlicePlace(4, 5, (-10, -20, 19.1), (1, 0, 0, 0, 1, 0), (0.8, 0.7), 2, 10)], "uneven-spacing"),
    (lambda p: [*p, p[3]], "duplicate-slice"),
    (lambda p: [*p, SlicePlace(4, 5, (0, 0, 0), (0, 1, 0, 0, 0, -1), (0.8, 0.7), 2, 11)], "mixed-orientation"),
    (lambda p: [*p, SlicePlace(9, 9, (0, 0, 40), (1, 0, 0, 0, 1, 0), (0.8, 0.7), 2, 11)], "mixed-size"),
    (lambda p: [SlicePlace(4, 5, None, None, (0.8, 0.7), 2, k) for k in range(5)], "no-position"),
    (lambda p: [SlicePlace(4, 5, q.position, q.orientation, (0.0, 0.7), 2, q.number) for q in p], "no-spacing"),
    (lambda p: [SlicePlace(4, 5, q.position, (2, 0, 0, 0, 2, 0), (0.8, 0.7), 2, q.number) for q in p],
     "orientation-not-unit"),
    (lambda p: series(tilt=0.2), "tilt"),
])
def test_what_is_wrong_is_named(change, code):
    assert code in stack(change(series())).warnings


def test_a_tilted_stack_keeps_true_places():
    made = stack(series(tilt=0.2))
    np.testing.assert_allclose(made.affine @ [0, 0, 9, 1], [-10, -20 + 0.2 * 18, 18, 1])
    assert not made.measurable


def test_rounded_headers_are_no_unevenness():
    places = [SlicePlace(4, 5, (0, 0, round(-510.8 + 1.0 * k, 2) + (k % 2) * 4.9e-5), (1, 0, 0, 0, 1, 0), (1, 1), 1, k)
              for k in range(50)]
    assert stack(places).warnings == ()


def test_reading_order_starts_in_the_middle_and_misses_none():
    assert reading_order(9)[:3] == [4, 0, 8]
    for count in (0, 1, 2, 3, 275):
        assert sorted(reading_order(count)) == list(range(count))
