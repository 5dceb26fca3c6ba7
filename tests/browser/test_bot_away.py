"""The bot dies in mid-turn: the reply is kept, sent again, and makes one turn."""

from __future__ import annotations

import signal

import psutil
from playwright.sync_api import expect

from counterpart import store, transcript
from tests.browser.conftest import Site, Visitor, until
from tests.browser.talk import TalkPage

REPLY = "实在对不起，让您白跑了一趟，换了我也着急。"


def asks_the_actions(site: Site) -> bool:
    """Tell whether Rasa waits for the action server: it is in the middle of a turn."""
    links = psutil.Process(site.process("rasa").pid).net_connections()
    return any(link.raddr and link.raddr.port == site.stack.action_port for link in links)


def test_a_reply_in_mid_turn_is_kept_and_makes_one_turn(visitor: Visitor, site: Site) -> None:
    visitor.expected += ["status of 503"]
    talk = visitor.talk()
    talk.say("您好，请坐。")
    actions = site.process("actions")
    actions.send_signal(signal.SIGSTOP)
    try:
        talk.type_in(REPLY)
        until(lambda: asks_the_actions(site), "Rasa asked the action server")
        site.kill("rasa")
    finally:
        actions.send_signal(signal.SIGCONT)
    expect(talk.note).to_contain_text("这句话已保存")
    expect(talk.page.locator(".waiting .bubble")).to_have_text(REPLY)
    talk.text.fill("接着写的草稿")
    talk.page.reload()
    talk = TalkPage(talk.page)
    expect(talk.page.locator(".waiting .bubble")).to_have_text(REPLY)
    expect(talk.text).to_have_value("接着写的草稿")
    site.watching.set()
    try:
        talk.rest()
    finally:
        site.watching.clear()
    expect(talk.replies).to_have_count(2)
    expect(talk.note).to_be_empty()
    kept = transcript.read(store.talk(site.engine, talk.id))
    assert [turn.reply for turn in kept.turns] == ["您好，请坐。", REPLY]
    sent = site.rows("SELECT answer FROM messages WHERE talk_id = :id", id=talk.id)
    assert len(sent) == 2
    assert all(row["answer"] for row in sent)
    talk.say("您放心，这件事我来帮您办。")
    expect(talk.replies).to_have_count(3)
