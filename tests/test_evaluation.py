"""The tagger is measured on writers it has never seen."""

from __future__ import annotations

import pytest

from counterpart.acts import ACTS, Span
from counterpart.evaluation import Count, Report, folds


@pytest.mark.parametrize(
    ("count", "precision", "recall", "f1"),
    [
        (Count(2, 0, 0), 1.0, 1.0, 1.0),
        (Count(0, 0, 0), 1.0, 1.0, 1.0),
        (Count(0, 3, 1), 0.0, 0.0, 0.0),
        (Count(1, 1, 3), 0.5, 0.25, 1 / 3),
    ],
)
def test_figures_are_those_of_the_textbook(
    count: Count, precision: float, recall: float, f1: float
) -> None:
    assert (count.precision, count.recall) == (precision, recall)
    assert count.f1 == pytest.approx(f1)


PLEASE = Span(0, 2, "please")


@pytest.mark.parametrize(
    ("wanted", "found", "presence", "spans"),
    [
        ([PLEASE], [PLEASE], (1, 0, 0), (1, 0, 0)),
        ([PLEASE], [Span(1, 5, "please")], (1, 0, 0), (1, 0, 0)),
        ([PLEASE], [Span(2, 5, "please")], (1, 0, 0), (0, 1, 1)),
        ([PLEASE], [], (0, 0, 1), (0, 0, 1)),
        ([], [PLEASE], (0, 1, 0), (0, 1, 0)),
        ([PLEASE, Span(4, 6, "please")], [Span(0, 6, "please")], (1, 0, 0), (1, 0, 1)),
        ([PLEASE], [Span(0, 2, "thanks")], (0, 0, 1), (0, 0, 1)),
    ],
)
def test_a_reply_counts_once_for_presence_and_by_overlap_for_spans(
    wanted: list[Span], found: list[Span], presence: tuple[int, ...], spans: tuple[int, ...]
) -> None:
    report = Report()
    report.add(wanted, found)
    for count, expected in (
        (report.presence["please"], presence), (report.spans["please"], spans)
    ):  # fmt: skip
        assert (count.hit, count.extra, count.missed) == expected


def test_the_mean_is_over_the_acts_that_occur() -> None:
    report = Report()
    assert report.macro_f1 == 0.0
    report.add([PLEASE, Span(3, 5, "thanks")], [PLEASE])
    assert report.macro_f1 == 0.5
    assert report.as_dict()["macro_f1"] == 0.5
    assert set(report.as_dict()["acts"]) == set(ACTS)


@pytest.mark.parametrize("count", [1, 2, 3, 9])
def test_every_writer_is_held_out_once(count: int) -> None:
    writers = ["w2", "w1", "w3", "w2", "w4"]
    groups = folds(writers, count)
    assert sorted(name for group in groups for name in group) == ["w1", "w2", "w3", "w4"]
    assert len(groups) == min(count, 4)
    assert all(groups)
