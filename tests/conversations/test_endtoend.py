"""The real model, talked to over HTTP through the real action server."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from counterpart import paths, store, transcript
from counterpart.client import TalkClient
from counterpart.errors import CounterpartError
from counterpart.library import library
from counterpart.secret import HEADER, shared_secret
from counterpart.startup import RASA_VERSION, STAND_INS
from counterpart.supervisor import Stack, free_port
from tests.conversations.conftest import Served

pytestmark = pytest.mark.endtoend

EXCELLENT = library().latest("pension-transfer").model_replies
HASTY = (
    "说吧，什么事",
    "身份证。",
    "这个要走程序，系统里排着队。",
    "不用回宁波，这儿就能办。",
    "身份证就行，凭证不要了。",
    "三个环节，每个环节十五个工作日，以本地办事指南为准。",
    "12333手机上也能办，免费。",
    "行了，就这些。",
    "下一个",
)
RUDE = (
    "你嚷什么嚷，没看我正忙着吗",
    "跟你说了也听不懂，你们这些打工的就是麻烦",
    "爱办不办，有意见告去",
    "你这人有完没完，滚一边去",
    "随便你投诉，我就这态度",
)


def play(client: TalkClient, replies: Sequence[str], **settings: Any) -> list[dict[str, Any]]:
    """Say the replies until the citizen goes; return the answers."""
    client.start(**{"scenario": "pension-transfer", "seed": 5, **settings})
    answers = []
    for reply in replies:
        answers.append(client.reply(reply))
        if answers[-1]["ended"]:
            break
    return answers


def events_of(served: Served, sender: str) -> list[dict[str, Any]]:
    """Return what the database holds of a talk."""
    return next(
        talk.events for talk in store.talks(served.database_url) if talk.sender_id == sender
    )


def lines(answers: Sequence[dict[str, Any]]) -> list[str]:
    """Return the citizen's lines."""
    return [line["text"] for answer in answers for line in answer["lines"]]


def test_the_excellent_clerk_ends_with_a_satisfied_citizen(served: Served) -> None:
    answers = play(served.client(), EXCELLENT)
    outcome = answers[-1]["outcome"]
    assert outcome["ending"] == "satisfied"
    assert outcome["grade"] >= 4
    assert outcome["untold"] == []
    assert all(answer["scored"] and answer["lines"] for answer in answers)


def test_excellent_hasty_and_rude_clerks_get_clearly_different_talks(served: Served) -> None:
    talks = {}
    for name, replies in {"excellent": EXCELLENT, "hasty": HASTY, "rude": RUDE}.items():
        client = served.client()
        talks[name] = play(client, replies)
        if not talks[name][-1]["ended"]:
            talks[name].append(client.end())
    outcomes = [talks[name][-1]["outcome"] for name in ("excellent", "hasty", "rude")]
    scores = [outcome["scorecard"]["score"] for outcome in outcomes]
    grades = [outcome["grade"] for outcome in outcomes]
    assert scores[0] - 20 > scores[1] > scores[2], scores
    assert grades[0] > grades[1] > grades[2] == 1, grades
    moods = {tuple(answer["mood"] for answer in answers) for answers in talks.values()}
    assert len(moods) == 3


@pytest.mark.parametrize(
    "text", ["/restart", '/intent{"a":"b"}', "/session_start", "/end_talk", "/silence", "//", "/"]
)
def test_a_reply_that_begins_with_a_slash_is_plain_text(served: Served, text: str) -> None:
    client = served.client()
    client.start(scenario="pension-transfer", seed=1)
    client.reply("您好，请坐。")
    answer = client.reply(text)
    assert answer["assessment"]["turn"] == 2
    assert answer["lines"]
    assert not answer["ended"]
    rows = list(
        transcript.read(store.StoredTalk(client.sender, events_of(served, client.sender))).rows()
    )
    assert [row["reply"] for row in rows] == ["您好，请坐。", text]


@pytest.mark.parametrize(
    "text",
    [
        "对不起" * 34_000,
        "a" * 100_000,
        "\x00\x01\x02\x1b[31m",
        "\u202eمرحبا بالعالم\u202c",
        "😀👨‍👩‍👧‍👦🏳️‍🌈",
        '{"text": "您好", "intent": {"name": "close"}}',
        "'; DROP TABLE events; --",
        "<script>alert(1)</script>",
        "\u2060/restart",
        "\ud800 半个代理对",
        "  前后有空格  ",
    ],
    ids=lambda text: repr(text[:12]),
)
def test_no_text_breaks_a_turn(served: Served, text: str) -> None:
    client = served.client()
    client.start(scenario="pension-transfer", seed=1)
    answer = client.reply(text)
    assert answer["scored"]
    assert answer["lines"]
    assert client.reply("您好，请问您办什么事？")["assessment"]["turn"] == 2
    stored = transcript.read(store.StoredTalk(client.sender, events_of(served, client.sender)))
    assert stored.turns[0].reply.rstrip() == text.replace("\ud800", "\ufffd").rstrip()
    for span in stored.turns[0].spans:
        assert 0 <= span["start"] < span["end"] <= len(text)


def test_an_empty_reply_is_a_silence(served: Served) -> None:
    client = served.client()
    client.start(scenario="pension-transfer", seed=1)
    assert client.reply("   ")["lines"][0]["move"] == "open"
    assert client.silence()["lines"][0]["move"] == "prompt_silence"


def test_a_repeated_message_id_makes_no_second_turn(served: Served) -> None:
    client = served.client()
    client.start(scenario="pension-transfer", seed=1)
    first = client.reply("您好，请坐。", message_id="once")
    again = client.reply("您好，请坐。", message_id="once", resend=True)
    assert again["lines"] == first["lines"]
    assert again["assessment"] == first["assessment"]
    client.reply("您原来在哪个城市交的？", message_id="later")
    assert client.reply("您好，请坐。", message_id="once")["lines"] == first["lines"]
    users = [event for event in events_of(served, client.sender) if event["event"] == "user"]
    assert len(users) == 2


def test_the_same_seed_and_replies_meet_the_same_citizen(served: Served) -> None:
    once, twice = (lines(play(served.client(), EXCELLENT[:6], seed=11)) for _ in range(2))
    assert once == twice
    others = [lines(play(served.client(), EXCELLENT[:6], seed=seed)) for seed in (12, 13, 14)]
    assert any(other != once for other in others)


def test_retry_takes_a_reply_back_and_keeps_it_for_evaluators(served: Served) -> None:
    client = served.client()
    client.start(scenario="pension-transfer", seed=1)
    before = client.reply("您好，请坐。")
    client.reply("你嚷什么嚷，没看我正忙着吗")
    back = client.retry()
    assert back["mood"] == before["mood"]
    answer = client.reply("真对不起，让您白跑了一趟。")
    assert answer["assessment"]["turn"] == 2
    rows = list(
        transcript.read(store.StoredTalk(client.sender, events_of(served, client.sender))).rows()
    )
    assert [row["rewound"] for row in rows] == [False, True, False]


def test_taking_the_first_reply_back_keeps_the_talk_s_settings(served: Served) -> None:
    client = served.client()
    client.start(scenario="tax-settlement-en", seed=9)
    first = client.reply("Good morning.")
    client.retry()
    again = client.reply("Good morning.")
    assert again["lines"] == first["lines"]
    assert again["assessment"]["turn"] == 1
    stored = transcript.read(store.StoredTalk(client.sender, events_of(served, client.sender)))
    assert (stored.settings["scenario"], stored.settings["seed"]) == ("tax-settlement-en", 9)


def test_a_talk_that_has_ended_takes_no_more_replies(served: Served) -> None:
    client = served.client()
    client.start(scenario="pension-transfer", seed=1)
    client.reply("您好")
    assert client.end()["outcome"]["ending"] == "clerk_broke_off"
    with pytest.raises(CounterpartError, match="E403"):
        client.reply("还在吗")


def test_bad_requests_get_a_clear_error(served: Served) -> None:
    client = served.client()
    with pytest.raises(CounterpartError, match="no-such"):
        client.start(scenario="no-such")
    with pytest.raises(CounterpartError, match="grumpy"):
        client.start(scenario="pension-transfer", mood="grumpy")
    with pytest.raises(CounterpartError, match=client.sender):
        client.reply("没有开始的对话")


def test_channel_and_action_server_ask_for_the_secret(served: Served) -> None:
    url = f"{served.stack.url}/webhooks/counterpart/start"
    refused = httpx.post(url, json={"sender": "x"}, headers={HEADER: "wrong"}, trust_env=False)
    assert (refused.status_code, refused.json()["error"]) == (401, "E405")
    actions = f"http://127.0.0.1:{served.stack.action_port}/webhook"
    assert httpx.post(actions, json={}, trust_env=False).status_code == 401
    known = httpx.post(actions, json={}, headers={HEADER: shared_secret()}, trust_env=False)
    assert known.status_code != 401


def test_a_killed_action_server_gives_not_scored_and_never_an_old_score(served: Served) -> None:
    client = served.client()
    client.start(scenario="pension-transfer", seed=1)
    assert client.reply("您好，请坐。")["scored"]
    served.kill("actions")
    unscored = client.reply("让您白跑一趟，真对不起。")
    assert (unscored["scored"], unscored["assessment"]) == (False, None)
    assert unscored["lines"]
    served.stack.check()
    deadline = time.monotonic() + 60
    actions = served.stack.children[0]
    while not actions.ready() and time.monotonic() < deadline:
        time.sleep(0.2)
    after = client.reply("我帮您查一下。")
    assert after["scored"]
    assert after["assessment"]["message_id"] == after["message_id"]
    rows = list(
        transcript.read(store.StoredTalk(client.sender, events_of(served, client.sender))).rows()
    )
    assert [row["scored"] for row in rows] == [True, False, True]


def test_rasa_killed_in_mid_turn_loses_no_turn_and_doubles_none(served: Served) -> None:
    client = served.client()
    client.start(scenario="pension-transfer", seed=1)
    client.reply("您好，请坐。")
    got: list[dict[str, Any]] = []
    long_reply = "真对不起，让您久等了，我马上帮您查。" * 80
    sending = threading.Thread(
        target=lambda: got.append(client.reply(long_reply, message_id="killed"))
    )
    sending.start()
    time.sleep(0.05)
    served.kill("rasa")
    served.watching.set()
    sending.join(90)
    served.watching.clear()
    assert got
    assert got[0]["lines"]
    assert client.reply("您原来在哪个城市交的？")["assessment"]["turn"] == 3
    users = [e for e in events_of(served, client.sender) if e["event"] == "user"]
    assert [e["message_id"] for e in users].count("killed") == 1
    assert len(users) == 3


def test_sqlite_runs_in_wal_mode(served: Served) -> None:
    with sa.create_engine(served.database_url).connect() as connection:
        assert connection.execute(sa.text("PRAGMA journal_mode")).scalar() == "wal"


def run(*command: str, **kwargs: Any) -> subprocess.CompletedProcess[str]:
    """Run a command of the project and return what it printed."""
    env = {**os.environ, "PYTHONWARNINGS": "ignore", **kwargs.pop("env", {})}
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=paths.ROOT, capture_output=True, text=True, env=env,
        timeout=300, check=False, **kwargs,
    )  # fmt: skip


def test_export_writes_a_row_a_turn(served: Served) -> None:
    client = served.client()
    client.start(scenario="tax-settlement-en", seed=1)
    client.reply("=1+1")
    client.reply("Good morning, how can I help?")
    command = (
        "counterpart",
        "export",
        "--scenario",
        "tax-settlement-en",
        "--database-url",
        served.database_url,
    )
    rows = [json.loads(line) for line in run(*command).stdout.splitlines()]
    own = [row for row in rows if row["talk"] == client.sender]
    assert [row["reply"] for row in own] == ["=1+1", "Good morning, how can I help?"]
    assert "greeting" in own[1]["acts"]
    csv = run(*command, "--format", "csv").stdout
    assert csv.startswith("\ufeff")
    assert "'=1+1" in csv
    future = run(*command, "--since", "2100-01-01")
    assert (future.returncode, future.stdout) == (0, "")


def test_talk_plays_in_the_terminal(served: Served) -> None:
    typed = "您好，请坐。\n/smile\n真对不起，让您白跑了一趟。\n/retry\n/wait\n/quit\n"
    shown = run("counterpart", "talk", "pension-transfer", "--seed", "2", "--url", served.stack.url,
                input=typed, env={"COUNTERPART_LANG": "zh", "COLUMNS": "100"})  # fmt: skip
    assert shown.returncode == 0, shown.stderr
    for expected in ("王师傅", "您好[问候]", "(smile)", "对不起", "收回了上一句", "得分", "☆"):
        assert expected in shown.stdout


def test_an_exam_shows_no_marks_before_the_end(served: Served) -> None:
    typed = "Good morning.\n/quit\n"
    shown = run("counterpart", "talk", "tax-settlement-en", "--exam", "--url", served.stack.url, input=typed,
                env={"COUNTERPART_LANG": "en", "COLUMNS": "100"})  # fmt: skip
    before, _, after = shown.stdout.partition("The talk is over")
    citizen_speaks = before.index("Grace Okafor:")
    assert "[greeting]" not in before[:citizen_speaks]
    assert "☆" in after


def test_self_play_orders_the_clerks(model: Path) -> None:
    done = run(
        "counterpart",
        "simulate",
        "pension-transfer",
        "--clerk",
        "model",
        "--clerk",
        "rude",
        "--runs",
        "2",
        "--json",
    )
    runs = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(r["clerk"], r["seed"]) for r in runs] == [
        ("model", 1),
        ("model", 2),
        ("rude", 1),
        ("rude", 2),
    ]
    assert set(runs[0]) == {
        "scenario", "clerk", "seed", "turns", "grade", "score", "ended", "ending", "dead_end",
        "lines_repeated", "moods", "because", "told", "calm_at", "volunteered",
    }  # fmt: skip
    assert not any(r["dead_end"] or r["lines_repeated"] for r in runs)
    assert min(r["grade"] for r in runs[:2]) > max(r["grade"] for r in runs[2:])


def test_a_port_in_use_is_a_clear_error(model: Path) -> None:
    busy = free_port()
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", busy))
        taken.listen()
        with pytest.raises(CounterpartError, match=f"E301.*{busy}"):
            Stack(port=busy, action_port=free_port()).start()


def test_rasa_validates_the_project(model: Path) -> None:
    checked = run("rasa", "data", "validate", "--fail-on-warnings")
    assert checked.returncode == 0, checked.stderr[-2000:]
    assert "No story structure conflicts found" in checked.stdout + checked.stderr


def test_rasa_tests_rules_and_stories(model: Path, tmp_path: Path) -> None:
    tested = run("rasa", "test", "core", "--stories", "tests/rasa/test_stories.yml", "--model", str(model),
                 "--out", str(tmp_path), "--fail-on-prediction-errors")  # fmt: skip
    assert tested.returncode == 0, tested.stderr[-2000:]


def test_the_stand_ins_fit_this_rasa() -> None:
    """Fails when Rasa changes: its version, or what it imports from the modules we stand in for."""
    import rasa

    assert rasa.__version__ == RASA_VERSION
    package = Path(rasa.__file__).parent
    imported: dict[str, set[str]] = {}
    for file in ("engine/recipes/default_components.py", "engine/recipes/default_recipe.py",
                 "graph_components/validators/default_recipe_validator.py", "core/test.py"):  # fmt: skip
        for node in ast.walk(ast.parse((package / file).read_text())):
            if isinstance(node, ast.ImportFrom) and node.module in STAND_INS:
                imported.setdefault(node.module, set()).update(alias.name for alias in node.names)
    for module, names in imported.items():
        assert names <= set(STAND_INS[module]), f"{module}: {names}"
    assert len(imported) >= 6


def test_no_tensorflow_is_installed_and_plain_rasa_starts_without_it() -> None:
    code = "import sys, rasa.engine.recipes.default_components; print([m for m in sys.modules if m.split('.')[0] == 'tensorflow'])"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.stdout.strip().splitlines()[-1] == "[]", done.stderr


def test_telemetry_is_off_and_the_validator_compiled() -> None:
    code = (
        "import rasa, os, jsonschema; from counterpart.rasa import validator;"
        "from rasa.core.actions.action import RemoteAction as A;"
        "assert os.environ['RASA_TELEMETRY_ENABLED'] == 'false';"
        "assert validator.install(); check = A('x', None)._validate_action_result;"
        "assert check({'events': [], 'responses': []});\n"
        "try: check({'events': 3})\n"
        "except jsonschema.ValidationError: print('refused')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.stdout.strip() == "refused", done.stderr
