"""Features of clauses are the same in any company and know what stands beside a clause."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest

from counterpart import clauses, corpus, cues, features
from counterpart.encoder import DIMENSIONS, STATE
from counterpart.features import Piece, Reader, Reply, Table
from counterpart.sequence import REDUCED, Directions

REPLIES: list[tuple[Reply, list[Piece]]] = [
    ((r.reply, r.citizen, r.first), pieces)
    for r in corpus.load()[::120]
    if (pieces := clauses.split(r.reply))
]


def reader() -> Reader:
    """A reader with directions of its own and an empty memory."""
    weights = np.random.default_rng(1).standard_normal((STATE, REDUCED)) / STATE
    return Reader(Directions(weights.astype(np.float32), np.zeros(REDUCED, np.float32)))


def same(one: Table, other: Table) -> bool:
    """Whether two tables are equal to the last bit."""
    orders = ((getattr(one.order, f.name), getattr(other.order, f.name)) for f in fields(one.order))
    return (
        np.array_equal(one.rows.dense, other.rows.dense)
        and (one.rows.sparse != other.rows.sparse).nnz == 0
        and all(np.array_equal(*pair) for pair in orders)
    )


def test_a_reply_alone_is_what_it_is_among_others() -> None:
    together = reader().of_replies(REPLIES)
    assert same(Table.joined([reader().of_replies([reply]) for reply in REPLIES]), together)


def test_a_part_of_a_table_is_the_table_of_the_part() -> None:
    chosen = np.array([5, 0, 3])
    part = reader().of_replies(REPLIES).of(chosen)
    assert same(part, reader().of_replies([REPLIES[i] for i in chosen]))


def test_memory_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(features, "_REMEMBERED", 3)
    forgetful = reader()
    first = forgetful.of_replies(REPLIES)
    assert len(forgetful._known) == 3
    assert same(forgetful.of_replies(REPLIES), first)


def test_a_clause_knows_its_neighbours_and_its_place() -> None:
    text = "您好，请坐，再见"
    rows = reader().of_replies([((text, None, True), clauses.split(text))]).rows.dense
    own, count = rows[:, DIMENSIONS : DIMENSIONS + len(cues.CUE_NAMES)], len(cues.CUE_NAMES)
    start = 3 * DIMENSIONS + count  # cues of the clause before, then of the one after
    before, after = rows[:, start : start + count], rows[:, start + count : start + 2 * count]
    assert np.array_equal(before, np.vstack([0 * own[:1], own[:-1]]) / 2)
    assert np.array_equal(after, np.vstack([own[1:], 0 * own[:1]]) / 2)
    opens, closes, opens_first = rows[:, -6:-3].T
    assert opens.tolist() == opens_first.tolist() == [1, 0, 0]
    assert closes.tolist() == [0, 0, 1]


def test_a_missing_line_is_told_from_an_empty_meaning() -> None:
    reply, pieces = "您好", [(0, 2)]
    heard = (
        reader()
        .of_replies([((reply, line, False), pieces) for line in (None, "多久？")])
        .order.heard
    )
    assert not heard[0, :DIMENSIONS].any()
    assert heard[1, :DIMENSIONS].any()
    assert heard[:, DIMENSIONS].tolist() == [1, 0]


def test_a_formula_says_nothing_of_reply_or_place() -> None:
    rows = reader().of_formulas(["您好", "请坐"]).rows.dense
    assert not rows[:, DIMENSIONS + len(cues.CUE_NAMES) :].any()
    assert rows[:, :DIMENSIONS].any(axis=1).all()
