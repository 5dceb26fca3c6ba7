"""Classes, joining, signing in, and the language somebody reads."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor
from tests.browser.talk import TalkPage


def sign_in(page: Page, code: str, name: str, pin: str) -> None:
    """Sign in as a trainee."""
    page.goto("/login")
    page.locator("#code").fill(code)
    page.locator("#name").fill(name)
    page.locator("#pin").fill(pin)
    page.locator("form:has(#pin) button").click()


def test_a_trainer_makes_a_class_and_a_trainee_comes_back_to_it(
    visit: Callable[..., Visitor], trainer: Any
) -> None:
    teacher = visit(storage_state=trainer).open("/classes")
    teacher.locator("#name").fill("周三晚班")
    teacher.get_by_role("button", name="建立班级").click()
    group = teacher.locator("section.card", has_text="周三晚班")
    expect(group).to_contain_text("还没有学员加入")
    code = group.locator(".code").inner_text()
    link = group.locator("a.link").get_attribute("href")

    someone = visit()
    page = someone.open(link)
    expect(page.locator("#code")).to_have_value(code)
    page.locator("#name").fill("小林")
    page.locator("form.sheet button").click()
    pin = page.locator(".pin").inner_text()
    assert re.fullmatch(r"\d{6}", pin)
    page.get_by_role("link", name="记好了").click()
    expect(page.locator(".who .name")).to_contain_text("小林")
    talk = someone.talk()
    talk.say("您好，请坐。")
    talk.finish()
    card = f"/talks/{talk.id}/scorecard"
    page.goto("/")
    page.get_by_role("button", name="退出").click()
    expect(page.get_by_role("link", name="登录").first).to_be_visible()

    someone.expected.append("status of 40[34]")
    assert page.goto(card).status == 404  # type: ignore[union-attr]
    sign_in(page, code.lower(), "小林", "000000" if pin != "000000" else "111111")
    expect(page.locator(".fault")).to_be_visible()
    expect(page.locator("#pin")).to_have_attribute("aria-invalid", "true")
    sign_in(page, code.lower(), "小林", pin)
    expect(page.locator(".who .name")).to_contain_text("小林")
    page.goto(card)
    expect(page.get_by_role("heading", level=1)).to_contain_text("成绩单")

    teacher.goto(card)
    expect(teacher.get_by_role("heading", level=1)).to_contain_text("成绩单")
    expect(teacher.locator("#sentence")).to_have_count(0)
    teacher.goto("/classes")
    group.get_by_role("button", name="换新 PIN 码 小林").click()
    fresh = teacher.locator(".pin").inner_text()
    page.get_by_role("button", name="退出").click()
    sign_in(page, code, "小林", pin)
    expect(page.locator(".fault")).to_be_visible()
    sign_in(page, code, "小林", fresh)
    expect(page.locator(".who .name")).to_contain_text("小林")


def test_a_wrong_code_is_told_beside_its_field(visitor: Visitor) -> None:
    visitor.expected.append("status of 40[04]")
    page = visitor.open("/join")
    page.locator("#code").fill("ZZZZZZ")
    page.locator("#name").fill("小林")
    page.locator("form.sheet button").click()
    expect(page.locator("#code")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#name")).to_have_value("小林")


def test_the_language_is_the_browsers_until_another_is_chosen(
    visit: Callable[..., Visitor],
) -> None:
    chinese, english = visit("zh").open(), visit("en")
    expect(chinese.locator("html")).to_have_attribute("lang", "zh-Hans")
    first = english.open().locator(".cards h3").first
    expect(first).to_have_attribute("lang", "en")
    talk = english.talk("tax-settlement-en")
    expect(talk.page.locator("html")).to_have_attribute("lang", "en")
    expect(talk.page.locator("#send")).to_have_text("Send")
    talk.say("Good afternoon, please have a seat.")
    where = talk.page.url
    talk.page.get_by_role("button", name="中文").click()
    expect(talk.page.locator("#send")).to_have_text("发送")
    assert talk.page.url == where
    expect(talk.replies).to_have_count(1)
    again = english.open()
    expect(again.get_by_role("heading", level=1)).to_have_text("选一个窗口，开始接待")
    again.get_by_role("button", name="English").click()
    expect(again.get_by_role("heading", level=1)).to_have_text("Choose a window and begin")
    TalkPage(english.open(where.removeprefix(english.home)), "en").say("What do you need today?")
