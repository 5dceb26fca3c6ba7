"""The drill: a grievance, one reply, and a row of good ones."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor

KIND = "实在对不起，让您受累了，换了谁都着急。您放心，这件事我来帮您办。"
HARSH = "你嚷什么嚷，爱办不办"


def answer(page: Page, text: str) -> None:
    """Reply to the grievance on the page."""
    page.locator("#reply").fill(text)
    page.get_by_role("button", name="看点评").click()
    expect(page.locator(".verdict")).to_be_visible()


def test_good_replies_make_a_row_until_a_harsh_one(visitor: Visitor) -> None:
    page = visitor.open("/drill")
    first = page.locator("blockquote.citizen").inner_text()
    answer(page, KIND)
    expect(page.locator(".verdict")).to_have_text("接得好")
    expect(page.locator("blockquote.citizen")).to_have_text(first)
    expect(page.locator("mark")).not_to_have_count(0)
    expect(page.get_by_text("连续接好：1 句")).to_be_visible()
    page.get_by_role("link", name="下一句").click()
    expect(page.locator("#reply")).to_be_focused()
    expect(page.locator("blockquote.citizen")).not_to_have_text(first)
    answer(page, KIND)
    expect(page.get_by_text("连续接好：2 句")).to_be_visible()
    page.get_by_role("link", name="下一句").click()
    answer(page, HARSH)
    expect(page.locator(".verdict")).to_have_text("还差一点")
    expect(page.locator("mark.harmful")).not_to_have_count(0)
    expect(page.locator(".findings .missed .better")).not_to_have_count(0)
    expect(page.get_by_text("重新开始")).to_be_visible()


def test_an_empty_reply_is_refused_beside_the_form(visitor: Visitor) -> None:
    visitor.expected.append("400|Response Status Error Code 400")
    page = visitor.open("/drill")
    page.locator("#reply").fill("   ")
    page.get_by_role("button", name="看点评").click()
    expect(page.locator("#drill-fault .fault")).to_be_visible()
    answer(page, KIND)


def test_the_drill_works_without_javascript(visit: type[Visitor]) -> None:
    page = visit(java_script_enabled=False).open("/drill")
    answer(page, KIND)
    expect(page.locator(".verdict")).to_have_text("接得好")
    page.get_by_role("link", name="下一句").click()
    expect(page.locator("#reply")).to_be_visible()
