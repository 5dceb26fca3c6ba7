"""A telephone call: rings, hold, no gestures, and who hangs up first."""

from __future__ import annotations

import json
import re

from playwright.sync_api import expect

from tests.browser.conftest import Site, Visitor
from tests.browser.talk import TalkPage

PHONE = "pension-check-phone"
GREETING = "您好，这里是社保服务热线，请问您有什么事要我帮忙？"
RUDE = "你嚷什么嚷，爱打不打，随便你投诉，我就这态度"


def ringing(visitor: Visitor) -> TalkPage:
    """Begin a call whose rings are short."""
    talk = visitor.talk(PHONE)
    talk.widget.evaluate("chat => chat.setAttribute('ring-seconds', '0.3')")
    return talk


def test_the_rings_are_counted_and_reach_the_database(visitor: Visitor, site: Site) -> None:
    talk = ringing(visitor)
    expect(talk.page.locator("#incoming")).to_have_text("龚师傅来电")
    expect(talk.text).to_be_hidden()
    expect(talk.page.locator("#rings")).to_have_text(re.compile(r"铃响第 ([4-9]|\d\d) 声"))
    talk.button("answer").click()
    rings = talk.property("rings")
    assert rings >= 4
    expect(talk.text).to_be_focused()
    expect(talk.page.locator("#gestures")).to_be_hidden()
    expect(talk.page.locator("#clock")).to_contain_text("通话中")
    talk.say(GREETING)
    (row,) = site.rows("SELECT body FROM messages WHERE talk_id = :id", id=talk.id)
    body = json.loads(row["body"])
    assert body["rings"] == rings
    assert body["gestures"] == []
    events = site.rows("SELECT data FROM events WHERE sender_id = :id", id=talk.id)
    assert any(f'"rings": {rings}' in row["data"] for row in events)

    talk.button("hold").click()
    expect(talk.page.locator("#holding")).to_have_text("对方在线等候")
    talk.widget.evaluate("chat => { chat.talk.pause = 0.2; }")
    expect(talk.page.locator("#heldFor")).to_have_text(re.compile(r"[2-9] 秒"))
    assert talk.page.locator("#log .stage", has_text="你没有说话").count() == 0
    talk.widget.evaluate("chat => { chat.talk.pause = 0; }")
    talk.button("hold_end").click()
    expect(talk.page.locator("#held")).to_be_hidden()

    talk.confirm("hang_up")
    expect(talk.end).to_contain_text("你先挂断了电话")
    talk.page.evaluate("localStorage.clear()")
    talk.page.reload()
    expect(talk.end).to_contain_text("你先挂断了电话")
    expect(talk.page.locator("#log .stage", has_text="你没有说话")).to_have_count(0)
    first = talk.id
    talk.button("redial").click()
    talk.page.wait_for_url(lambda url: "/talks/" in url and first not in url)
    expect(talk.page.locator("#incoming")).to_be_visible()


def test_a_caller_who_is_insulted_hangs_up_first(visitor: Visitor) -> None:
    talk = ringing(visitor)
    talk.button("answer").click()
    for _ in range(8):
        talk.say(RUDE)
        if talk.end.is_visible():
            break
    expect(talk.end).to_contain_text("龚师傅先挂断了电话")
    expect(talk.end.locator(".stars")).to_contain_text("★☆☆☆☆")
