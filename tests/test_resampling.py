"""Intervals come from units drawn anew."""

from __future__ import annotations

import numpy as np
import pytest

from counterpart.acts import ACTS, Span
from counterpart.evaluation import Report
from counterpart.resampling import f1s, interval, macro

PLEASE, THANKS = Span(0, 2, "please"), Span(0, 2, "thanks")


def _unit(hits: int, misses: int, act: Span = PLEASE) -> Report:
    report = Report()
    for _ in range(hits):
        report.add([act], [act])
    for _ in range(misses):
        report.add([act], [])
    return report


def test_units_that_are_alike_leave_no_doubt() -> None:
    drawn = f1s([_unit(3, 1)] * 5)
    assert drawn.shape[1] == len(ACTS)
    assert interval(drawn[:, ACTS.index("please")]) == pytest.approx((6 / 7, 6 / 7), abs=1e-3)


def test_an_interval_holds_the_figure_and_narrows_with_more_units() -> None:
    few, many = ([_unit(4, 0), _unit(2, 2), _unit(1, 3)] * times for times in (1, 10))
    figure = sum(few, Report()).macro_f1
    wide, narrow = (interval(macro(f1s(units))) for units in (few, many))
    assert wide[0] < narrow[0] < figure < narrow[1] < wide[1]


def test_the_same_units_give_the_same_draws() -> None:
    units = [_unit(4, 0), _unit(2, 2)]
    assert np.array_equal(f1s(units), f1s(units), equal_nan=True)


def test_an_act_counts_only_in_draws_where_it_occurs() -> None:
    drawn = f1s([_unit(1, 0), _unit(0, 1, THANKS)])
    please, thanks = drawn[:, ACTS.index("please")], drawn[:, ACTS.index("thanks")]
    assert np.isnan(please).any()
    assert set(please[~np.isnan(please)]) == {1.0}
    assert set(thanks[~np.isnan(thanks)]) == {0.0}
    assert set(macro(drawn)) == {0.0, 0.5, 1.0}
    assert np.isnan(interval(drawn[:, ACTS.index("taboo")])).all()
