"""The tagger is measured on writers it has never seen."""

from __future__ import annotations

import pytest

from counterpart.acts import ACTS, Span
from counterpart.corpus import LabelledReply
from counterpart.evaluation import Count, Pair, Report, folds, reports
from counterpart.tagger import TaggedReply


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


def _pair(name: str, language: str, kind: str | None, found: list[Span]) -> Pair:
    reply = LabelledReply(
        name, name.split("-")[0], language, "?", True, False, "greet", "请坐", (PLEASE,), kind
    )
    return reply, TaggedReply(tuple(found), name.endswith("1"))


PAIRS = [
    _pair("w2-1", "en", None, [PLEASE]),
    _pair("w1-1", "zh", "hard", []),
    _pair("w1-2", "zh", "ordinary", [PLEASE]),
]


def test_replies_are_counted_by_language_kind_and_writer() -> None:
    found = reports(PAIRS, lambda reply: reply.writer)
    replies = {
        part: {name: r.replies for name, r in units.items()} for part, units in found.items()
    }
    assert replies == {
        "all": {"w1": 2, "w2": 1}, "ordinary": {"w1": 1}, "hard": {"w1": 1},
        "zh": {"w1": 2}, "zh ordinary": {"w1": 1}, "zh hard": {"w1": 1},
        "en": {"w2": 1}, "en ordinary": {}, "en hard": {},
    }  # fmt: skip
    assert list(found["all"]) == ["w1", "w2"]


def test_reports_add_up() -> None:
    whole = sum(reports(PAIRS, lambda reply: reply.id)["all"].values(), Report())
    assert whole.replies == 3
    for count in (whole.presence["please"], whole.spans["please"]):
        assert (count.hit, count.extra, count.missed) == (2, 0, 1)
    assert (whole.grievance.hit, whole.grievance.extra, whole.grievance.missed) == (2, 0, 1)
