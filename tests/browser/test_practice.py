"""A practice session, from the first page to the scorecard."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from counterpart.library import library
from tests.browser.conftest import Visitor
from tests.browser.talk import TalkPage

MODEL = library().latest("pension-transfer").model_replies
HARSH = "你嚷什么嚷，没看我正忙着吗"
PROMISE = "下次先道歉，再解释政策。"


def test_a_session_goes_from_the_first_page_to_a_kept_resolution(visitor: Visitor) -> None:
    talk = visitor.talk()
    expect(talk.page.locator("#intro")).to_contain_text(
        "任务 你是县政务服务大厅社会保险窗口的工作人员。"
    )
    expect(talk.page.locator("#hint")).to_contain_text("先问好")
    talk.button("gesture_smile").click()
    expect(talk.button("gesture_smile")).to_have_attribute("aria-pressed", "true")
    talk.say(MODEL[0])
    expect(talk.page.locator("#log .stage", has_text="微笑")).to_have_count(1)
    expect(talk.answers).not_to_have_count(0)
    assert any(mark.startswith("您好: ") for mark in talk.marked())
    talk.say(HARSH)
    assert "有损服务的说法" in "".join(talk.marked())

    talk.page.locator(".mark.bad").first.hover()
    expect(talk.page.locator("#pop")).to_be_visible()
    expect(talk.page.locator("#pop .finding.missed")).not_to_have_count(0)
    talk.page.locator("#pop").press("Escape")
    expect(talk.page.locator("#pop")).to_be_hidden()
    talk.replies.last.locator("summary").click()
    expect(talk.replies.last.locator("details")).to_contain_text("更好的说法")

    talk.replies.last.get_by_role("button", name=talk.word("retry"), exact=True).click()
    talk.button("retry_yes").click()
    expect(talk.replies).to_have_count(1)
    expect(talk.text).to_have_value(HARSH)
    expect(talk.text).to_be_focused()
    for reply in MODEL[1:4]:
        talk.say(reply)
    talk.finish()
    expect(talk.end.locator(".stars")).to_have_attribute("aria-label", re.compile("5 颗星中的"))
    expect(talk.end).to_contain_text("得分")
    expect(talk.text).to_be_hidden()
    expect(talk.page.locator(".again:visible")).to_have_count(0)

    talk.end.get_by_role("link", name="查看成绩单").click()
    page = talk.page
    expect(page.get_by_role("heading", level=1)).to_contain_text("成绩单")
    expect(page.get_by_text("收回过 1 句")).to_be_visible()
    expect(page.locator(".turns > .rewound mark").first).to_have_text(HARSH[:5])
    expect(page.locator(".turns mark")).not_to_have_count(0)
    expect(page.locator(".turns .findings li")).not_to_have_count(0)
    expect(page.locator("svg.chart .dot")).to_have_count(4)
    page.locator("#sentence").fill(PROMISE)
    page.get_by_role("button", name="保存").click()
    expect(page.locator(".resolution")).to_have_text(PROMISE)
    page.reload()
    expect(page.locator(".resolution")).to_have_text(PROMISE)
    page.goto("/progress")
    expect(page.get_by_role("cell", name=PROMISE)).to_be_visible()


def test_a_citizen_who_is_served_well_leaves_by_themselves(visitor: Visitor) -> None:
    talk = visitor.talk()
    for reply in [*MODEL, *MODEL[-1:] * 3]:
        talk.say(reply)
        if talk.end.is_visible():
            break
    expect(talk.end.locator(".stars")).to_contain_text("★★★★")
    expect(talk.end).to_be_focused()


def test_hints_stay_hidden_where_they_were_put_away(visitor: Visitor) -> None:
    talk = visitor.talk()
    talk.button("hint_hide").click()
    expect(talk.page.locator("#hint")).to_be_empty()
    talk.page.reload()
    expect(talk.button("hint_show")).to_be_visible()
    expect(talk.page.locator("#hint")).to_be_empty()
    talk.button("hint_show").click()
    expect(talk.page.locator("#hint")).to_contain_text("提示")


def test_a_reload_keeps_talk_and_draft(visitor: Visitor) -> None:
    talk = visitor.talk()
    talk.say("您好，请坐。")
    lines = talk.answers.all_inner_texts()
    talk.button("gesture_nod").click()
    talk.text.fill("还没写完的一句")
    talk.page.reload()
    again = TalkPage(talk.page)
    expect(again.text).to_have_value("还没写完的一句")
    expect(again.button("gesture_nod")).to_have_attribute("aria-pressed", "true")
    expect(again.replies).to_have_count(1)
    assert again.answers.all_inner_texts() == lines
    again.say("还没写完的一句")
    again.page.reload()
    expect(again.replies).to_have_count(2)
    expect(again.text).to_have_value("")


def test_two_tabs_on_one_talk_follow_each_other(visitor: Visitor) -> None:
    one = visitor.talk()
    two = TalkPage(visitor.open(f"/talks/{one.id}"))
    one.say("您好，请坐。")
    expect(two.replies).to_have_count(1)
    expect(two.answers).to_have_count(one.answers.count())
    two.say(HARSH)
    expect(one.replies).to_have_count(2)
    one.replies.last.get_by_role("button", name=one.word("retry"), exact=True).click()
    one.button("retry_yes").click()
    expect(two.replies).to_have_count(1)
    two.finish()
    expect(one.end).to_be_visible()


def test_the_right_words_are_marked_after_emoji(visitor: Visitor) -> None:
    talk = visitor.talk()
    talk.say("😀👨‍👩‍👧‍👦您好，𠮷先生，实在对不起😢，让您久等了")
    marks = dict(mark.split(": ", 1) for mark in talk.marked())
    assert marks["您好"] == "问候"
    assert any("对不起" in words and "道歉" in acts for words, acts in marks.items())
    assert not any("😀" in words or "𠮷" in words for words in marks)
    talk.finish()
    talk.page.goto(f"/talks/{talk.id}/scorecard")
    assert "您好" in talk.page.locator(".turns mark").all_inner_texts()


def test_a_reply_that_begins_with_a_slash_is_plain_text(visitor: Visitor) -> None:
    talk = visitor.talk()
    talk.say("您好，请坐。")
    talk.say("/restart")
    talk.say('/end_talk{"a": 1}')
    expect(talk.replies.nth(1).locator(".bubble")).to_have_text("/restart")
    expect(talk.replies).to_have_count(3)
    expect(talk.end).to_be_hidden()


def test_markup_in_a_reply_stays_text(visitor: Visitor) -> None:
    talk = visitor.talk()
    text = "<img src=x onerror=alert(1)> & <b>您好</b>"
    talk.say(text)
    expect(talk.replies.locator(".bubble")).to_have_text(text)
    expect(talk.page.locator("#log img, #log b")).to_have_count(0)
    talk.finish()
    talk.page.goto(f"/talks/{talk.id}/scorecard")
    expect(talk.page.locator("main img, main b")).to_have_count(0)


def test_enter_never_sends_while_pinyin_is_composed(visitor: Visitor) -> None:
    talk = visitor.talk()
    keys = visitor.context.new_cdp_session(talk.page)
    talk.text.focus()
    keys.send("Input.imeSetComposition", {"text": "ni hao", "selectionStart": 6, "selectionEnd": 6})
    expect(talk.text).to_have_value("ni hao")
    for kind in ("rawKeyDown", "keyUp"):  # 229: the key belongs to the input method
        enter = {"type": kind, "key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 229}
        keys.send("Input.dispatchKeyEvent", enter)
    assert talk.property("queue.length") == 0
    keys.send("Input.insertText", {"text": "你好"})
    expect(talk.text).to_have_value("你好")
    # Safari tells of the Enter that closed the composition only after the composition's end
    talk.text.evaluate(
        """box => {
            box.dispatchEvent(new CompositionEvent('compositionend', { data: '你好' }));
            box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
        }"""
    )
    assert talk.property("queue.length") == 0
    expect(talk.replies).to_have_count(0)
    talk.page.keyboard.press("Shift+Enter")
    expect(talk.text).to_have_value("你好\n")
    talk.page.wait_for_function(
        "() => performance.now() - document.querySelector('counterpart-chat').composedAt > 60"
    )
    talk.page.keyboard.press("Enter")
    expect(talk.replies).to_have_count(1)
    talk.rest()
    expect(talk.replies.locator(".bubble")).to_have_text("你好")


def test_silence_is_a_turn_after_the_pause(visitor: Visitor) -> None:
    talk = visitor.talk()
    talk.say("您好，请坐。")
    answered = talk.answers.count()
    talk.widget.evaluate("chat => { chat.talk.pause = 0.2; }")
    expect(talk.page.locator("#log .stage", has_text="你没有说话")).not_to_have_count(0)
    talk.widget.evaluate("chat => { chat.talk.pause = 0; }")
    talk.rest()
    assert talk.answers.count() > answered


def test_the_citizen_takes_time_to_answer_where_motion_is_welcome(visit: type[Visitor]) -> None:
    talk = visit(reduced_motion="no-preference").talk()
    talk.type_in("您好，请坐。")
    expect(talk.page.locator("#dots")).to_be_visible()
    talk.rest()
    expect(talk.answers.first).to_be_visible()
