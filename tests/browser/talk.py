"""A talk's page as a trainee works it."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Locator, Page, expect

from counterpart.web.words import word


class TalkPage:
    """The chat widget on a page; ``language`` is the interface's."""

    def __init__(self, page: Page, language: str = "zh") -> None:
        self.page = page
        self.language = language
        self.widget = page.locator("counterpart-chat")
        self.text = page.locator("#text")
        self.replies = page.locator(".mine")
        self.answers = page.locator("#log .theirs")
        self.marks = page.locator("#log .mark")
        self.end = page.locator("#end")
        self.note = page.locator("#note")
        expect(page.locator("#name")).not_to_be_empty()

    def word(self, key: str, **values: object) -> str:
        """Return a text of the widget."""
        return word(f"chat_{key}", self.language, **values)

    def button(self, key: str) -> Locator:
        """Return the button with this word, in the widget or its dialog."""
        return self.widget.get_by_role("button", name=self.word(key), exact=True)

    @property
    def id(self) -> str:
        """The talk's id."""
        found = re.search(r"/talks/([\w-]+)", self.page.url)
        assert found, self.page.url
        return found[1]

    def property(self, name: str) -> Any:
        """Return a property of the widget's element."""
        return self.widget.evaluate(f"chat => chat.{name}")

    def type_in(self, text: str) -> None:
        """Write into the composer and press Enter."""
        self.text.fill(text)
        self.text.press("Enter")

    def say(self, text: str) -> None:
        """Send a reply and wait until the citizen has answered."""
        before = self.replies.count()
        self.type_in(text)
        expect(self.replies).to_have_count(before + 1)
        self.rest()

    def rest(self) -> None:
        """Wait until nothing is on its way."""
        expect(self.page.locator(".waiting")).to_have_count(0)
        expect(self.page.locator("#dots")).to_be_hidden()

    def confirm(self, key: str) -> None:
        """Press a button that asks, and say yes."""
        self.button(key).click()
        self.page.locator("dialog").get_by_role("button", name=self.word(f"{key}_yes")).click()

    def finish(self) -> None:
        """End the talk and wait for the citizen's rating."""
        self.confirm("hang_up" if self.property("phone") else "end")
        expect(self.end).to_be_visible()

    def marked(self) -> list[str]:
        """Return what each mark is called: its words, a colon, its acts."""
        return [mark.get_attribute("aria-label") or "" for mark in self.marks.all()]
