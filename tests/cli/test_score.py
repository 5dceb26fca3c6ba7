"""``counterpart score`` scores replies without any server."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from counterpart import paths
from counterpart.acts import ACTS
from counterpart.rubric import CRITERIA
from tests.by_hand import counterpart

pytestmark = pytest.mark.usefixtures("english", "acts_model")
GRIEVANCE = "我等了一上午，你们到底办不办！"


def _score(*lines: Any) -> Result:
    given = "".join((x if isinstance(x, str) else json.dumps(x)) + "\n" for x in lines)
    return counterpart("score", given=given)


def _answers(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_each_reply_gets_a_line_in_the_same_order() -> None:
    result = _score(
        {"id": "b", "citizen": None, "first": True, "reply": "您好，请坐。"},
        {"id": "a", "citizen": GRIEVANCE, "reply": "因为系统升级。"},
    )
    assert result.exit_code == 0
    assert result.stderr == ""
    first, second = _answers(result)
    assert (first["id"], second["id"]) == ("b", "a")
    assert set(first) == {"id", "acts", "spans", "findings"}
    assert {"greeting", "please"} <= set(first["acts"]) <= set(ACTS)
    assert "explanation_first" in second["acts"]


def test_spans_and_findings_are_in_the_documented_form() -> None:
    reply = "🙂您好，请坐。"
    [answer] = _answers(_score({"reply": reply, "first": True}))
    greeting = next(span for span in answer["spans"] if span["act"] == "greeting")
    assert reply[greeting["start"] : greeting["end"]] == "您好"
    assert 0 <= greeting["confidence"] <= 1
    for finding in answer["findings"]:
        assert set(finding) == {
            "criterion", "status", "points", "evidence", "advice", "better"
        }  # fmt: skip
        assert finding["criterion"] in CRITERIA


def test_a_reply_without_id_gets_the_number_of_its_line() -> None:
    result = _score({"reply": "您好"}, "", {"reply": "再见"})
    assert [answer["id"] for answer in _answers(result)] == [1, 3]


MALFORMED = [
    ("{", "not JSON"),
    ("您好", "not JSON"),
    ("[1]", "not a JSON object"),
    ('"reply"', "not a JSON object"),
    ("null", "not a JSON object"),
    ("{}", "'reply'"),
    ('{"reply": null}', "'reply'"),
    ('{"reply": 7}', "'reply'"),
    ('{"reply": "a", "citizen": 7}', "'citizen'"),
    ('{"reply": "a", "first": "yes"}', "'first'"),
    ("[" * 5000, "not JSON"),
]


@pytest.mark.parametrize(("line", "cause"), MALFORMED, ids=[line[:30] for line, _ in MALFORMED])
def test_a_malformed_line_is_named_and_the_others_are_scored(line: str, cause: str) -> None:
    result = _score({"id": "x", "reply": "您好"}, line, {"id": "y", "reply": "再见"})
    assert result.exit_code == 1
    assert [answer["id"] for answer in _answers(result)] == ["x", "y"]
    [told] = result.stderr.splitlines()
    assert told.startswith("[E206] Line 2: ")
    assert cause in told
    assert "Expected one JSON object a line" in told


def test_every_malformed_line_is_named() -> None:
    result = _score(*(line for line, _ in MALFORMED))
    assert result.exit_code == 1
    assert result.stdout == ""
    numbers = [line.split(":")[0] for line in result.stderr.splitlines()]
    assert numbers == [f"[E206] Line {number}" for number in range(1, len(MALFORMED) + 1)]


def test_bytes_that_are_not_utf_8_are_a_malformed_line(tmp_path: Path) -> None:
    file = tmp_path / "replies.jsonl"
    file.write_bytes(b'{"reply": "\xc4\xfa"}\n{"reply": "a"}\n')
    result = counterpart("score", file)
    assert result.exit_code == 1
    assert "Line 1: not JSON" in result.stderr
    assert len(_answers(result)) == 1


@pytest.mark.parametrize("content", ["", "\n", "  \n\n"])
def test_an_empty_file_is_scored_in_no_time(tmp_path: Path, content: str) -> None:
    file = tmp_path / "replies.jsonl"
    file.write_text(content, encoding="utf-8")
    result = counterpart("score", file)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")


def test_a_byte_order_mark_and_windows_lines_are_read(tmp_path: Path) -> None:
    file = tmp_path / "replies.jsonl"
    file.write_text(
        '\ufeff{"reply": "您好"}\r\n{"reply": "再见"}\r\n', encoding="utf-8", newline=""
    )
    result = counterpart("score", file)
    assert result.exit_code == 0
    assert len(_answers(result)) == 2


def test_the_same_reply_gets_the_same_score_alone_and_among_others() -> None:
    asked = {"id": 1, "citizen": GRIEVANCE, "reply": "真对不起，因为系统升级，请您稍等。"}
    others = [{"id": n, "reply": f"请到{n}号窗口办理。"} for n in range(2, 6)]
    assert _answers(_score(asked)) == _answers(_score(*others, asked))[-1:]


@pytest.mark.parametrize(("reply", "word"), [("Next.", "greeting"), ("下一位。", "问候")])
def test_the_advice_is_in_the_language_of_the_reply(reply: str, word: str) -> None:
    [answer] = _answers(_score({"reply": reply, "first": True}))
    assert word in answer["findings"][0]["advice"]


@pytest.mark.parametrize("reply", ["I’ve got it.", "It’s 5 € — at the café.", "Señor, come in."])
def test_an_english_reply_in_more_than_ascii_gets_english_advice(reply: str) -> None:
    [answer] = _answers(_score({"reply": reply, "first": True}))
    assert "greeting" in answer["findings"][0]["advice"]


@pytest.mark.parametrize(
    "line", ['{"reply": "a \\ud800", "first": true}', '{"id": "\\ud800", "reply": "a"}']
)
def test_a_lone_surrogate_stops_nothing(line: str) -> None:
    result = _score(line, {"id": "y", "reply": "再见"})
    assert len(_answers(result)) == 2


def test_without_a_trained_tagger_it_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(paths, "ACT_MODEL", tmp_path)
    result = _score({"reply": "您好"})
    assert result.exit_code == 2
    assert "E203" in result.stderr
    assert "counterpart train" in result.stderr


def test_a_missing_file_is_named() -> None:
    result = counterpart("score", "no-such.jsonl")
    assert result.exit_code == 2
    assert "no-such.jsonl" in result.stderr
