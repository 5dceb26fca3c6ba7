"""An exam gives nothing away until it ends, and ends by itself when its time is up."""

from __future__ import annotations

import json
import time
from typing import Any

from playwright.sync_api import Response, expect

from counterpart.acts import LABELS
from counterpart.moods import MOOD_LABELS
from counterpart.rubric import CRITERIA
from tests.browser.conftest import Site, Visitor
from tests.browser.talk import TalkPage

# ids of acts, moods and criteria; Chinese pages and talks hold no such English word
IDS = {*LABELS["en"], *MOOD_LABELS["en"], *CRITERIA, "tension", "assessment", "told"}
EMPTY = {"findings": [], "spans": [], "mood": None, "hint": None, "outcome": None}


def given_away(found: Any) -> list[str]:
    """Return what a talk's JSON tells of marks, moods and numbers."""
    if isinstance(found, list):
        return [one for item in found for one in given_away(item)]
    if not isinstance(found, dict):
        return []
    told = [f"{k}: {v}" for k, v in found.items() if k in EMPTY and v != EMPTY[k]]
    told += [k for k in found if k in ("score", "points", "grade", "tension", "criteria")]
    return told + [one for value in found.values() for one in given_away(value)]


class Wire:
    """What the server sends of talks: (URL, text)."""

    def __init__(self, visitor: Visitor) -> None:
        self.heard: list[Response] = []
        self.texts: list[tuple[str, str]] = []
        visitor.context.on("response", self._hear)

    def _hear(self, response: Response) -> None:
        if "/talks/" in response.url and response.status == 200:
            self.heard.append(response)

    def read(self) -> None:
        """Read what has come since; a browser forgets it when it leaves a page."""
        self.texts += [(response.url, response.text()) for response in self.heard]
        self.heard.clear()


def test_nothing_is_given_away_before_the_end_and_everything_after(visitor: Visitor) -> None:
    wire = Wire(visitor)
    talk = visitor.talk(mode="exam")
    talk.say("您好，请坐。")
    talk.say("实在对不起，让您白跑了一趟，换了我也着急。")
    wire.read()
    talk.page.reload()
    talk = TalkPage(talk.page)
    expect(talk.replies).to_have_count(2)
    wire.read()
    expect(talk.marks).to_have_count(0)
    expect(talk.page.locator("details, .again, .finding")).to_have_count(0)
    expect(talk.page.locator("#hint, #mood")).to_have_text(["", ""])
    expect(talk.page.locator("#clock")).to_contain_text("14:")
    for path in ("scorecard", "scorecard.json"):
        assert visitor.context.request.get(f"/talks/{talk.id}/{path}").url.endswith(talk.id)

    kinds = [url.partition(talk.id)[2] for url, _ in wire.texts]
    assert sorted(kinds) == ["", "", ".json", ".json", "/messages", "/messages"]
    for url, text in wire.texts:
        assert [word for word in IDS if f'"{word}"' in text or f">{word}<" in text] == [], url
        if text.startswith("{"):
            assert given_away(json.loads(text)) == [], url
        else:
            assert [name for name in MOOD_LABELS["zh"].values() if f">{name}<" in text] == [], url

    talk.finish()
    expect(talk.end.locator(".stars")).to_be_visible()
    expect(talk.marks).not_to_have_count(0)
    expect(talk.page.locator("details")).to_have_count(2)
    after = visitor.context.request.get(f"/talks/{talk.id}.json").json()
    assert all(turn["findings"] for turn in after["turns"][:2])
    assert after["outcome"]["score"] is not None
    talk.page.goto(f"/talks/{talk.id}/scorecard")
    expect(talk.page.locator(".turns mark")).not_to_have_count(0)
    expect(talk.page.get_by_text("没有考完")).to_have_count(0)


def test_an_exam_whose_time_is_up_ends_by_itself(visitor: Visitor, site: Site) -> None:
    talk = visitor.talk(mode="exam")
    talk.say("您好，请坐。")
    deadline = "UPDATE talks SET deadline = :at WHERE id = :id"
    site.change(deadline, at=time.time() + 50, id=talk.id)
    talk.page.reload()
    expect(talk.page.locator("#clock")).to_have_class("late")
    expect(talk.page.locator("#timer")).to_have_text("剩余不到 1 分钟")
    site.change(deadline, at=time.time(), id=talk.id)
    talk.widget.evaluate("chat => { chat.talk.deadline = chat.now(); }")
    expect(talk.end).to_contain_text("时间到")
    expect(talk.text).to_be_hidden()
    (row,) = site.rows("SELECT abandoned, ended FROM talks WHERE id = :id", id=talk.id)
    assert row["abandoned"]
    assert row["ended"]
    talk.page.goto(f"/talks/{talk.id}/scorecard")
    expect(talk.page.locator(".notice")).to_contain_text("没有考完")
    talk.page.goto("/progress")
    expect(talk.page.locator("table .tag")).to_have_text("中途放弃")
