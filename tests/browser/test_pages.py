"""Every page, in both languages: no barrier, no sideways scroll, a picture; and a light first page.

The pictures go to ``tests/browser/screenshots`` for people to look at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, expect

from counterpart.library import library
from counterpart.web.words import word
from tests.browser.conftest import Site, Visitor
from tests.browser.talk import TalkPage

SCREENSHOTS = Path(__file__).parent / "screenshots"
WIDE, NARROW = ViewportSize(width=1280, height=800), ViewportSize(width=360, height=740)
ZOOMED = ViewportSize(width=640, height=400)  # 1280 x 800 at 200 %: half as many CSS pixels
HARSH = {"zh": "你嚷什么嚷，没看我正忙着吗", "en": "Calm down, that's not my problem"}
SCENARIOS = {"zh": "pension-transfer", "en": "tax-settlement-en"}
LATEST = """() => {
    const chat = document.querySelector('counterpart-chat');
    if (chat?.talk.turns.length) chat.toEnd();
}"""
HEAVIEST = 100_000  # bytes on the wire for the first page, with all it needs


class Trainee:
    """A trainee with two ended talks in each language: cookies and talks."""

    def __init__(self, site: Site, browser: Browser) -> None:
        self.group = site.people.add_class("春季班")
        someone = Visitor(browser, site.url, (), locale="zh-CN", reduced_motion="reduce")
        page = someone.open(f"/join?code={self.group.code}")
        page.locator("#name").fill("王小明")
        page.locator("form.sheet button").click()
        expect(page.locator(".pin")).to_be_visible()
        self.ended: dict[str, list[str]] = {
            language: [
                self._play(someone, language, [model[0], HARSH[language]]),
                self._play(someone, language, [*model[:3], HARSH[language], *model[3:5]]),
            ]
            for language in SCENARIOS
            for model in [library().latest(SCENARIOS[language]).model_replies]
        }
        self.cookies: Any = someone.context.storage_state()
        someone.close()

    @staticmethod
    def _play(someone: Visitor, language: str, replies: list[str]) -> str:
        talk = someone.talk(SCENARIOS[language])
        for reply in replies:
            talk.say(reply)
        talk.finish()
        talk.page.close()
        return talk.id


@pytest.fixture(scope="module")
def trainee(site: Site, chromium: Browser) -> Trainee:
    return Trainee(site, chromium)


def look(page: Page, name: str, language: str) -> None:
    """Check a page as it stands: barriers by day and night, width, zoom; take its pictures."""
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        found = Axe().run(page, options={"resultTypes": ["violations"]})
        grave = [
            (one["id"], [node["html"][:200] for node in one["nodes"]])
            for one in found.response["violations"] if one["impact"] in ("serious", "critical")
        ]  # fmt: skip
        assert grave == [], f"{name} {language} {scheme}"
    for size, view in (("zoom", ZOOMED), ("narrow", NARROW), ("wide", WIDE)):
        page.set_viewport_size(view)
        wider = page.evaluate("document.scrollingElement.scrollWidth - innerWidth")
        assert wider <= 0, f"{name} {language} {size}: {wider} px too wide"
        if size != "zoom":
            page.evaluate(LATEST)
            page.screenshot(path=SCREENSHOTS / f"{name}-{language}-{size}.png", full_page=True)


@pytest.fixture(params=["zh", "en"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    return request.param


def test_pages_before_signing_in(
    visit: Callable[..., Visitor], site: Site, behind: str, language: str
) -> None:
    visitor = visit(language)
    visitor.expected.append("status of 4")
    page = visitor.open()
    look(page, "home", language)
    page.goto("/login")
    look(page, "login", language)
    page.goto("/join")
    look(page, "join", language)
    page.locator("#code").fill("ZZZZZZ")
    page.locator("#name").fill("小林")
    page.locator("form.sheet button").click()
    look(page, "join-fault", language)
    group = site.people.add_class("截图班")
    page.locator("#code").fill(group.code)
    page.locator("form.sheet button").click()
    expect(page.locator(".pin")).to_be_visible()
    look(page, "pin", language)
    page.goto("/nowhere")
    look(page, "error", language)
    page.goto(f"/setup/{site.people.new_setup_link()}")
    look(page, "setup", language)
    page = visit(language, home=behind).open()
    look(page, "welcome", language)


def test_pages_of_a_trainee(visit: Callable[..., Visitor], trainee: Trainee, language: str) -> None:
    visitor = visit(language, storage_state=trainee.cookies)
    one, two = trainee.ended[language]
    page = visitor.open("/progress")
    look(page, "progress", language)
    page.goto(f"/compare?a={one}&b={two}")
    look(page, "compare", language)
    page.goto(f"/talks/{two}/scorecard")
    look(page, "scorecard", language)
    page.goto(f"/talks/{two}")
    expect(page.locator("#end")).to_be_visible()
    look(page, "talk-ended", language)
    page.goto("/drill")
    look(page, "drill", language)
    page.locator("#reply").fill(library().latest(SCENARIOS[language]).model_replies[1])
    page.locator("form.sheet button").click()
    expect(page.locator(".verdict")).to_be_visible()
    look(page, "drill-result", language)
    page.goto("/")
    look(page, "home-signed-in", language)


def test_talks(visit: Callable[..., Visitor], language: str) -> None:
    visitor = visit(language)
    talk = visitor.talk(SCENARIOS[language])
    talk.language = language
    look(talk.page, "talk-begun", language)
    talk.say(library().latest(SCENARIOS[language]).model_replies[0])
    talk.say(HARSH[language])
    talk.replies.last.locator("summary").click()
    talk.text.fill("……")
    look(talk.page, "talk", language)
    talk.marks.last.focus()
    expect(talk.page.locator("#pop")).to_be_visible()
    look(talk.page, "talk-finding", language)
    talk.button("end").click()
    look(talk.page, "talk-dialog", language)
    exam = visitor.talk(SCENARIOS[language], "exam")
    exam.say(HARSH[language])
    look(exam.page, "exam", language)
    phone = visitor.talk("pension-check-phone")
    look(phone.page, "phone-ringing", language)
    phone.language = language
    phone.button("answer").click()
    phone.button("hold").click()
    look(phone.page, "phone", language)


def test_pages_of_a_trainer(
    visit: Callable[..., Visitor], trainer: Any, trainee: Trainee, language: str
) -> None:
    page = visit(language, storage_state=trainer).open("/classes")
    look(page, "classes", language)


@pytest.mark.parametrize(
    "view",
    [
        {"viewport": NARROW, "has_touch": True, "is_mobile": True, "device_scale_factor": 3},
        {"viewport": ZOOMED, "device_scale_factor": 2},
    ],
    ids=["phone", "zoomed"],
)
def test_the_composer_is_usable_on_a_small_screen(
    visit: Callable[..., Visitor], view: dict[str, Any]
) -> None:
    talk: TalkPage = visit(**view).talk()
    talk.text.scroll_into_view_if_needed()
    talk.text.fill("您好，请坐。")
    expect(talk.text).to_be_in_viewport(ratio=1)
    expect(talk.page.locator("#send")).to_be_in_viewport(ratio=1)
    talk.page.locator("#send").click()
    talk.rest()
    expect(talk.replies).to_have_count(1)
    expect(talk.answers.last).to_be_in_viewport(ratio=0.5)
    expect(talk.page.locator("#send")).to_be_in_viewport(ratio=1)
    assert talk.page.evaluate("document.scrollingElement.scrollWidth - innerWidth") <= 0


def test_the_keyboard_alone_reaches_a_talk_and_ends_it(visitor: Visitor) -> None:
    page = visitor.open()
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text(word("skip", "zh"))
    page.keyboard.press("Enter")
    page.locator("button[value='practice']").first.focus()
    page.keyboard.press("Enter")
    talk = TalkPage(page)
    for _ in range(30):
        page.keyboard.press("Tab")
        if talk.text.evaluate("box => box.getRootNode().activeElement === box"):
            break
    page.keyboard.type("hello")
    page.keyboard.press("Enter")
    talk.rest()
    expect(talk.text).to_be_focused()
    talk.page.locator("#stop").focus()
    page.keyboard.press("Enter")
    expect(talk.page.locator("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(talk.page.locator("dialog")).to_be_hidden()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(talk.end).to_be_visible()


def test_the_first_page_is_light(
    visitor: Visitor, record_property: Callable[[str, object], None]
) -> None:
    page = visitor.context.new_page()
    wire = visitor.context.new_cdp_session(page)
    sizes: list[float] = []
    wire.send("Network.enable")
    wire.send("Network.setCacheDisabled", {"cacheDisabled": True})
    wire.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto("/", wait_until="networkidle")
    interactive = page.evaluate("performance.getEntriesByType('navigation')[0].domInteractive")
    record_property("bytes", sum(sizes))
    record_property("interactive_ms", interactive)
    print(f"first page: {sum(sizes):.0f} bytes, interactive after {interactive:.0f} ms")
    assert len(sizes) >= 3
    assert 0 < sum(sizes) <= HEAVIEST
