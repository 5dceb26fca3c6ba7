"""The labelled replies that the tagger learns from."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from counterpart import corpus
from counterpart.acts import ACTS, with_order
from counterpart.errors import CounterpartError

LINE: dict[str, Any] = {
    "id": "x-1", "language": "zh", "citizen": None, "grievance": False, "first": True,
    "intent": "greet", "reply": "您好", "spans": [{"act": "greeting", "start": 0, "end": 2}],
}  # fmt: skip


def _write(folder: Path, *lines: str) -> Path:
    file = folder / "w1.jsonl"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def test_the_projects_replies_are_sound() -> None:
    replies = corpus.load()
    assert len(replies) > 1000
    assert max(Counter(reply.id for reply in replies).values()) == 1
    assert {reply.language for reply in replies} == {"zh", "en"}
    assert {act for reply in replies for act in reply.acts} == set(ACTS)
    assert all(reply.citizen for reply in replies if reply.grievance)


def test_the_projects_grievances_are_sound() -> None:
    found = corpus.grievances()
    assert len(found) > 300
    assert 0.2 < sum(found.values()) / len(found) < 0.9


def test_a_line_is_read_with_its_writer(tmp_path: Path) -> None:
    _write(tmp_path, json.dumps(LINE))
    [reply] = corpus.load(tmp_path)
    assert reply.writer == "w1"
    assert reply.reply == "您好"
    assert reply.acts == {"greeting"}
    assert reply.first


@pytest.mark.parametrize(("given", "kind"), [({}, None), ({"kind": "hard"}, "hard")])
def test_the_kind_of_a_reply_may_be_missing(
    tmp_path: Path, given: dict[str, str], kind: str | None
) -> None:
    _write(tmp_path, json.dumps({**LINE, **given}))
    assert [reply.kind for reply in corpus.load(tmp_path)] == [kind]


def test_only_the_writers_files_are_learned_from(tmp_path: Path) -> None:
    _write(tmp_path, json.dumps(LINE))
    before = corpus.digest(tmp_path)
    other = json.dumps({**LINE, "id": "u1-1", "intent": None})
    (tmp_path / "unseen").mkdir()
    for name in ("unseen/u1.jsonl", "u1.jsonl", "settled.jsonl", "unseen/w9.jsonl"):
        (tmp_path / name).write_text(other + "\n", encoding="utf-8")
    assert [reply.id for reply in corpus.load(tmp_path)] == ["x-1"]
    assert corpus.digest(tmp_path) == before
    assert [reply.id for reply in corpus.unseen(tmp_path / "unseen")] == ["u1-1"]


def test_no_reply_of_the_unseen_set_is_learned_from() -> None:
    learned = {reply.reply for reply in corpus.load()}
    unseen = corpus.unseen()
    assert Counter(reply.writer for reply in unseen) == {"u1": 110, "u2": 110, "u3": 110}
    assert {reply.language for reply in unseen} == {"zh", "en"}
    assert {reply.kind for reply in unseen} == {"ordinary", "hard"}
    assert [reply.id for reply in unseen if reply.reply in learned and len(reply.reply) > 5] == []


def test_explanation_first_follows_from_the_other_labels() -> None:
    known = {reply.id: reply for reply in corpus.load()}
    derived = [
        (reply.id, reply.spans, reply.grievance) for reply in [*known.values(), *corpus.unseen()]
    ]
    derived += [(labels.id, labels.spans, labels.grievance) for labels in corpus.second()]
    assert [
        name for name, spans, upset in derived if with_order(list(spans), upset) != [*spans]
    ] == []


def test_second_labels_are_of_known_replies() -> None:
    known = {reply.id: reply for reply in corpus.load()}
    second = corpus.second()
    assert len(second) == len({labels.id for labels in second}) > 1000
    for labels in second:
        reply = known[labels.id]
        assert all(span.end <= len(reply.reply) for span in labels.spans)
        assert reply.citizen or not labels.grievance


def test_the_labels_are_the_settled_ones() -> None:
    known = {reply.id: reply for reply in corpus.load()}
    disputes = corpus.settled()
    assert len(disputes) > 100
    for dispute in disputes:
        reply = known[dispute.id]
        holds = reply.grievance if dispute.act == "grievance" else dispute.act in reply.acts
        assert holds == dispute.settled, dispute
        assert dispute.first != dispute.second
        assert dispute.reason


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    "line",
    [
        "7",
        "{}",
        '{"id": "x-1", "grievance": true, "spans": [{"act": "hug", "start": 0, "end": 2}]}',
    ],
)
def test_faulty_second_labels_and_disputes_are_named(tmp_path: Path, line: str) -> None:
    file = _write(tmp_path, line)
    with pytest.raises(CounterpartError, match=r"E201.*1:|w1.jsonl:1") as caught:
        corpus.second(tmp_path)
    assert caught.value.code == "E201"
    with pytest.raises(CounterpartError) as caught:
        corpus.settled(file)
    assert caught.value.code == "E201"


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    "second",
    [
        "{",
        "[]",
        "7",
        json.dumps({**LINE, "spans": [{"act": "hug", "start": 0, "end": 2}]}),
        json.dumps({**LINE, "spans": [{"act": "greeting", "start": 0, "end": 3}]}),
        json.dumps({**LINE, "spans": [{"act": "greeting", "start": 1, "end": 1}]}),
        json.dumps({**LINE, "spans": [{"act": "greeting", "start": -1, "end": 2}]}),
        json.dumps({**LINE, "spans": None}),
        json.dumps({k: v for k, v in LINE.items() if k != "intent"}),
    ],
)
def test_a_faulty_line_is_named_with_file_and_number(tmp_path: Path, second: str) -> None:
    file = _write(tmp_path, json.dumps(LINE), second)
    with pytest.raises(CounterpartError) as caught:
        corpus.load(tmp_path)
    assert caught.value.code == "E201"
    assert f"{file}:2:" in str(caught.value)


@pytest.mark.parametrize("lines", [['{"line": "a"}'], ["x"], ['["a", true]']])
def test_a_faulty_grievance_is_named(tmp_path: Path, lines: list[str]) -> None:
    _write(tmp_path, *lines)
    with pytest.raises(CounterpartError, match=r"E201.*1"):
        corpus.grievances(tmp_path)


def test_the_projects_formulas_are_sound() -> None:
    found = corpus.formulas()
    assert len(found) > 50
    assert all(text for text, _ in found)
    assert any(not acts for _, acts in found)


def test_formulas_are_read_with_their_acts(tmp_path: Path) -> None:
    file = tmp_path / "formulas.txt"
    file.write_text("# head\n\ngreeting please | 您好，请坐 | Hello\n- | 好\n", encoding="utf-8")
    both = frozenset({"greeting", "please"})
    assert corpus.formulas(file) == [("您好，请坐", both), ("Hello", both), ("好", frozenset())]


def test_a_formula_with_an_unknown_act_is_named(tmp_path: Path) -> None:
    file = tmp_path / "formulas.txt"
    file.write_text("greeting | 您好\nhug | 抱抱\n", encoding="utf-8")
    with pytest.raises(CounterpartError, match=r"E201.*2.*hug"):
        corpus.formulas(file)


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(CounterpartError, match="E202"):
        corpus.load(tmp_path)


@pytest.mark.parametrize("mark", ["\u2028", "\x85"])
def test_a_line_separator_inside_a_reply_is_part_of_it(tmp_path: Path, mark: str) -> None:
    given = {**LINE, "reply": f"您好{mark}请坐"}
    _write(tmp_path, json.dumps(given, ensure_ascii=False))
    [reply] = corpus.load(tmp_path)
    assert reply.reply == given["reply"]


def test_the_digest_follows_the_data(tmp_path: Path) -> None:
    _write(tmp_path, json.dumps(LINE))
    first = corpus.digest(tmp_path)
    assert corpus.digest(tmp_path) == first
    _write(tmp_path, json.dumps({**LINE, "first": False}))
    assert corpus.digest(tmp_path) != first
