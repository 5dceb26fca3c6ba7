"""The web app in this process, with a bot that answers without Rasa."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from starlette.testclient import TestClient

from counterpart import store
from counterpart.errors import CounterpartError
from counterpart.people import User
from counterpart.web.app import create_app
from counterpart.web.settings import WebSettings

SECRET_MOOD = "suspicious"  # what an exam must never give away
PASSWORD = "correct horse"


class ScriptedBot:
    """Answers like the channel; ``away`` makes it fail like a bot that is being restarted."""

    def __init__(self) -> None:
        self.away = False
        self.calls: list[tuple[str, dict[str, Any]]] = []

    async def start(self, sender: str, **settings: Any) -> dict[str, Any]:
        return {"sender": sender, **settings}

    async def message(self, sender: str, body: dict[str, Any], again: bool) -> dict[str, Any]:
        if self.away:
            raise CounterpartError("E401", url="bot")
        self.calls.append((sender, {**body, "again": again}))
        ended = bool(body.get("end"))
        assessment = {
            "message_id": body["message_id"], "turn": 1, "move": "complain", "mood": SECRET_MOOD,
            "tension": 71, "points": 8.0, "told": [], "wrong": [], "grievance": False, "gestures": [],
            "spans": [{"start": 0, "end": 2, "act": "greeting", "confidence": 0.98}],
            "findings": [
                {"criterion": "greeting", "status": "met", "points": 8.0, "advice": "SECRETADVICE",
                 "better": None, "spans": [[0, 2]]}
            ],
        }  # fmt: skip
        outcome = {
            "ending": "satisfied", "grade": 4, "name": "满意", "reasons": ["态度好"],
            "scorecard": {"score": 81.5, "penalty": 0, "criteria": {
                "greeting": {"value": 1.0, "weight": 8, "counts": {"met": 1}},
                "empathy": {"value": 0.0, "weight": 12, "counts": {"missed": 1}}}},
        }  # fmt: skip
        return {
            "message_id": body["message_id"], "assessment": None if ended else assessment,
            "lines": [] if ended else [{"text": "您说得倒轻巧。", "move": "complain", "mood": SECRET_MOOD, "stage": None}],
            "scored": True, "mood": SECRET_MOOD, "outcome": outcome if ended else None, "ended": ended,
            "repeated": False,
        }  # fmt: skip

    async def take_back(self, sender: str) -> dict[str, Any]:
        return {"sender": sender}

    async def ready(self) -> bool:
        return not self.away

    async def close(self) -> None:
        return None


def _make_events(url: str) -> None:
    """Make Rasa's table, which Rasa makes itself when it starts."""
    with store.engine(url).begin() as db:
        db.execute(
            sa.text(
                "CREATE TABLE events (id INTEGER PRIMARY KEY, sender_id TEXT, type_name TEXT, "
                "timestamp FLOAT, intent_name TEXT, action_name TEXT, data TEXT)"
            )
        )


class Site:
    """The app, its bot, and browsers to visit it with."""

    def __init__(self, folder: Path, **given: Any) -> None:
        settings = WebSettings(
            database_url=f"sqlite:///{folder / 'web.db'}", secret="test-secret", **given
        )
        self.app = create_app(settings)
        _make_events(settings.database_url)
        self.inner = self.app.__wrapped__  # type: ignore[attr-defined]  # inside the CSRF guard
        self.bot = self.inner.state.bot = ScriptedBot()
        self.people = self.inner.state.people

    def browser(self) -> Browser:
        return Browser(self)

    def trainee(self, code: str | None = None, name: str = "小林") -> tuple[User, Browser]:
        code = code or self.people.add_class("测试班").code
        user, pin = self.people.join(code, name)
        browser = self.browser()
        assert browser.post("/login", code=code, name=name, pin=pin).status_code == 303
        return user, browser

    def staff(self, role: str) -> Browser:
        self.people.add_staff(role, f"{role} Chen", PASSWORD)
        browser = self.browser()
        assert browser.post("/login", login=f"{role} Chen", password=PASSWORD).status_code == 303
        return browser


class Browser:
    """Somebody's browser: cookies are kept, forms carry the CSRF token."""

    def __init__(self, site: Site) -> None:
        self.client = TestClient(
            site.app, follow_redirects=False, headers={"accept-language": "en"}
        )
        self.client.get("/login")

    @property
    def csrf(self) -> str:
        return str(self.client.cookies["csrftoken"])

    def get(self, url: str, **options: Any) -> Any:
        return self.client.get(url, **options)

    def post(self, url: str, **form: str) -> Any:
        return self.client.post(url, data={**form, "csrftoken": self.csrf})

    def send(self, url: str, body: Any) -> Any:
        return self.client.post(url, json=body, headers={"x-csrftoken": self.csrf})

    def talk(self, scenario: str = "pension-transfer", mode: str = "practice") -> str:
        begun = self.post("/talks", scenario=scenario, mode=mode)
        assert begun.status_code == 303, begun.text
        return str(begun.headers["location"])


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    return Site(tmp_path)


@pytest.fixture
def make_site(tmp_path: Path) -> Any:
    return lambda **given: Site(tmp_path, **given)
