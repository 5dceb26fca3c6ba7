"""Replying, repeating, taking back, exams: over HTTP, with a scripted bot."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from tests.web.conftest import SECRET_MOOD, Site


def test_a_reply_is_answered_and_scored(site: Site) -> None:
    browser = site.browser()
    talk = browser.talk()
    answer = browser.send(f"{talk}/messages", {"message_id": "m1", "text": "您好"}).json()
    assert answer["turn"]["lines"][0]["text"] == "您说得倒轻巧。"
    assert answer["turn"]["spans"][0]["name"] == "greeting"
    assert answer["turn"]["findings"][0]["status_name"]
    assert answer["mood"]["id"] == SECRET_MOOD
    assert answer["portrait"].startswith("<svg")


def test_a_repeated_message_id_never_makes_a_second_turn(site: Site) -> None:
    browser = site.browser()
    talk = browser.talk()
    first = browser.send(f"{talk}/messages", {"message_id": "m1", "text": "您好"}).json()
    second = browser.send(f"{talk}/messages", {"message_id": "m1", "text": "别的话"}).json()
    assert len(site.bot.calls) == 1
    assert second["repeated"]
    assert not first["repeated"]
    assert second["turn"]["lines"] == first["turn"]["lines"]


def test_a_reply_is_kept_while_the_bot_is_away_and_can_be_sent_again(site: Site) -> None:
    browser = site.browser()
    talk = browser.talk()
    site.bot.away = True
    refused = browser.send(f"{talk}/messages", {"message_id": "m1", "text": "请坐"})
    assert refused.status_code == 503
    assert refused.json()["error"] == "E401"
    assert refused.json()["kept"] is True
    assert [w["text"] for w in browser.get(f"{talk}.json").json()["waiting"]] == ["请坐"]
    site.bot.away = False
    assert browser.send(f"{talk}/messages", {"message_id": "m1", "text": "请坐"}).status_code == 200
    assert site.bot.calls[-1][1]["again"] is True
    assert browser.get(f"{talk}.json").json()["waiting"] == []


def test_a_slash_is_plain_text(site: Site) -> None:
    browser = site.browser()
    talk = browser.talk()
    browser.send(f"{talk}/messages", {"message_id": "m1", "text": "/restart"})
    assert site.bot.calls[-1][1]["text"] == "/restart"
    assert not site.bot.calls[-1][1]["end"]


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"message_id": "m", "text": "长" * 2001}, 413, "E512"),
        ({"text": "您好"}, 400, "E402"),
        ({"message_id": "m" * 65, "text": "您好"}, 400, "E402"),
        ({"message_id": "m", "text": 5}, 400, "E402"),
        (["no"], 400, "E402"),
    ],
)
def test_bad_replies_get_a_clear_error(site: Site, body: Any, status: int, code: str) -> None:
    browser = site.browser()
    talk = browser.talk()
    answer = browser.send(f"{talk}/messages", body)
    assert (answer.status_code, answer.json()["error"]) == (status, code)
    assert site.bot.calls == []


def test_two_thousand_emoji_are_allowed(site: Site) -> None:
    browser = site.browser()
    talk = browser.talk()
    assert (
        browser.send(f"{talk}/messages", {"message_id": "m", "text": "😀" * 2000}).status_code
        == 200
    )


def test_an_exam_gives_nothing_away_before_its_end(site: Site) -> None:
    browser = site.browser()
    talk = browser.talk(mode="exam")
    answer = browser.send(f"{talk}/messages", {"message_id": "m1", "text": "您好"})
    state = browser.get(f"{talk}.json")
    for shown in (answer.text, state.text, browser.get(talk).text):
        for secret in (SECRET_MOOD, "SECRETADVICE", "tension", '"points"', '"status"', "complain"):
            assert secret not in shown
    assert answer.json()["turn"]["lines"][0]["portrait"].startswith("<svg")
    assert browser.send(f"{talk}/retry", {"turn": 1}).json()["error"] == "E513"


def test_the_answers_of_a_scenario_never_reach_the_page(site: Site) -> None:
    from counterpart.library import library

    one = library().latest("pension-transfer")
    browser = site.browser()
    talk = browser.talk()
    shown = browser.get(talk).text + browser.get(f"{talk}.json").text
    for answer in one.answers:
        for lines in answer.say.values():
            assert not any(str(line) in shown for line in lines)
    assert not any(example in shown for fact in one.must_tell for example in fact.examples)


def test_after_the_end_the_outcome_shows_and_replies_are_refused(site: Site) -> None:
    browser = site.browser()
    talk = browser.talk(mode="exam")
    assert browser.send(f"{talk}/messages", {"message_id": "m1", "text": "您好"}).status_code == 200
    record = site.inner.state.register.get(talk.rsplit("/", 1)[1])
    assert record.hidden
    assert record.deadline > time.time()
    site.inner.state.register.end(
        record.id,
        {
            "grade": 4,
            "name": "满意",
            "reasons": [],
            "scorecard": {"score": 81.5, "criteria": {}, "penalty": 0},
        },
    )
    state = browser.get(f"{talk}.json").json()
    assert state["ended"]
    assert state["outcome"]["score"] == 81.5
    assert browser.get(f"{talk}/scorecard.json").json()["score"] == 81.5


def test_an_exam_whose_time_is_up_is_ended_and_says_that_it_was_abandoned(make_site: Any) -> None:
    import asyncio

    from counterpart.web import chat

    site = make_site(exam_seconds=-1)
    browser = site.browser()
    talk = browser.talk(mode="exam")
    overdue = site.inner.state.register.overdue()
    assert [f"/talks/{t.id}" for t in overdue] == [talk]
    asyncio.run(chat.close_talk(site.inner, overdue[0], abandoned=True))
    record = site.inner.state.register.get(overdue[0].id)
    assert record.abandoned
    assert record.score == 81.5
    assert site.inner.state.register.overdue() == []


def test_restart_begins_a_new_talk_of_the_same_kind(site: Site) -> None:
    browser = site.browser()
    talk = browser.talk()
    fresh = browser.send(f"{talk}/restart", {}).json()["url"]
    assert fresh != talk
    assert browser.get(f"{fresh}.json").json()["scenario"] == "pension-transfer"


def test_too_many_replies_are_slowed_down(make_site: Any) -> None:
    site = make_site(replies_a_minute=2)
    browser = site.browser()
    talk = browser.talk()
    codes = [
        browser.send(f"{talk}/messages", {"message_id": f"m{i}", "text": "您好"}).status_code
        for i in range(3)
    ]
    assert codes == [200, 200, 429]


def test_unknown_scenarios_and_modes_are_named(site: Site) -> None:
    browser = site.browser()
    assert "E103" in browser.post("/talks", scenario="nowhere", mode="practice").text
    assert "E407" in browser.post("/talks", scenario="pension-transfer", mode="party").text


def test_every_state_is_json(site: Site) -> None:
    browser = site.browser()
    talk = browser.talk()
    for url in (f"{talk}.json", "/progress.json", "/drill.json"):
        assert isinstance(json.loads(browser.get(url).text), dict)
