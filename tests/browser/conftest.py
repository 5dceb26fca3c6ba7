"""The real stack with its web app, Chromium, and people who visit it.

What belongs to one run is shared by the whole package and gone before the next package's tests:
Playwright keeps an event loop in this thread while it runs.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    expect,
    sync_playwright,
)

from counterpart import models, store
from counterpart.people import People
from counterpart.supervisor import HOST, Child, free_port
from tests.browser.talk import TalkPage
from tests.conversations.conftest import Served

PATIENCE = 40_000  # milliseconds: other work may hold the machine
PASSWORD = "correct horse"
TRAINER = "陈老师"

expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


def program(name: str) -> str:
    """Return where a program is; without it the test is skipped, or fails where all must run."""
    found = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    if found is None:
        reason = f"{name} is not installed on this machine"
        if os.environ.get("COUNTERPART_ALL_TESTS") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    return found


def until(true: Callable[[], bool], what: str) -> None:
    """Wait until something is true that no page shows."""
    deadline = time.monotonic() + PATIENCE / 1000
    while not true():
        assert time.monotonic() < deadline, f"never: {what}"
        time.sleep(0.05)


class Site(Served):
    """The running stack, its database, and further web processes in front of the same bot."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, web=True)
        self.folder = folder
        self.engine = store.engine(self.database_url)
        self.people = People(self.engine)
        self.further: list[Child] = []

    @property
    def url(self) -> str:
        return self.stack.web_url

    def web(self, **environment: str) -> str:
        """Start another web process with these variables and return its address."""
        first = next(child for child in self.stack.children if child.name == "web")
        port = free_port()
        command = [sys.executable, "-m", "counterpart.web.server", "--port", str(port),
                   "--bot-url", self.stack.url]  # fmt: skip
        url = f"http://{HOST}:{port}"
        log = self.folder / "logs" / f"web-{port}.log"
        child = Child("web", command, f"{url}/healthz", log, {**first.env, **environment})
        self.further.append(child)
        child.start()
        self.stack.wait_for(child)
        return url

    def rows(self, query: str, **values: Any) -> list[dict[str, Any]]:
        """Return rows of the database."""
        with self.engine.connect() as db:
            return [dict(row._mapping) for row in db.execute(sa.text(query), values)]

    def change(self, query: str, **values: Any) -> None:
        """Change the database."""
        with self.engine.begin() as db:
            db.execute(sa.text(query), values)

    def stop(self) -> None:
        for child in self.further:
            child.stop()
        super().stop()
        self.engine.dispose()


class Visitor:
    """Somebody's browser. What it asks for and complains about is watched.

    ``expected`` are console messages (regular expressions) that the test itself provokes;
    ``hosts`` are what it may ask beside the site.
    """

    def __init__(self, browser: Browser, home: str, hosts: tuple[str, ...], **options: Any) -> None:
        self.home = home
        self.allowed = (home, *hosts)
        self.expected: list[str] = []
        self.console: list[str] = []
        self.strangers: list[str] = []
        self.context: BrowserContext = browser.new_context(base_url=home, **options)
        self.context.set_default_timeout(PATIENCE)
        self.context.on("console", self._said)
        self.context.on("weberror", lambda fault: self.console.append(str(fault.error)))
        self.context.on("request", self._asked)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.console.append(f"{message.text} ({message.location['url']})")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith(("data:", "blob:", *(f"{host}/" for host in self.allowed))):
            self.strangers.append(request.url)

    def open(self, path: str = "/") -> Page:
        """Open a page of the site in a new tab."""
        page = self.context.new_page()
        page.goto(path)
        return page

    def talk(self, scenario: str = "pension-transfer", mode: str = "practice") -> TalkPage:
        """Begin a talk from the first page."""
        page = self.open()
        form = page.locator("form", has=page.locator(f"input[value='{scenario}']"))
        form.locator(f"button[value='{mode}']").click()
        return TalkPage(page)

    def sign_in(self, page: Page, name: str = TRAINER, password: str = PASSWORD) -> None:
        """Sign in as staff on the page for it."""
        page.goto("/login")
        page.locator("#login").fill(name)
        page.locator("#password").fill(password)
        page.locator("form:has(#password) button").click()
        page.wait_for_url(lambda url: "/login" not in url)

    def close(self) -> None:
        """Close the browser's pages; whatever wasn't expected fails the test."""
        self.context.close()
        wrong = [one for one in self.console if not any(re.search(e, one) for e in self.expected)]
        assert wrong == []
        assert self.strangers == [], "asked another host"


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """Chromium."""
    path = program("chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield started
        started.close()


@pytest.fixture(scope="package")
def embed_port() -> int:
    """The port of the embedding page that the site knows."""
    return free_port()


@pytest.fixture(scope="package")
def site(
    chromium: Browser, embed_port: int, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """The running stack; nobody's silence is counted unless a test says so."""
    models.ensure()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COUNTERPART_PAUSE_SECONDS", "0")
        patch.setenv("COUNTERPART_EMBED_ORIGINS", f"http://localhost:{embed_port}")
        patch.delenv("COUNTERPART_PUBLIC_URL", raising=False)
        patch.delenv("COUNTERPART_EXAM_MINUTES", raising=False)
        running = Site(tmp_path_factory.mktemp("site"))
    running.people.add_staff("trainer", TRAINER, PASSWORD)
    yield running
    running.stop()


@pytest.fixture(scope="package")
def public_port() -> int:
    """The port of the reverse proxy."""
    return free_port()


@pytest.fixture(scope="package")
def behind(site: Site, public_port: int) -> str:
    """The address of a web process that stands behind a reverse proxy."""
    return site.web(COUNTERPART_PUBLIC_URL=f"https://localhost:{public_port}")


@pytest.fixture
def visit(site: Site, chromium: Browser) -> Iterator[Callable[..., Visitor]]:
    """Make visitors; at the end each must have had no fault and asked no other host."""
    made: list[Visitor] = []

    def make(
        language: str = "zh", home: str = "", hosts: tuple[str, ...] = (), **options: Any
    ) -> Visitor:
        given = {
            "locale": {"zh": "zh-CN", "en": "en-GB"}[language],
            "reduced_motion": "reduce",  # the citizen's lines come at once
            **options,
        }
        made.append(Visitor(chromium, home or site.url, hosts, **given))
        return made[-1]

    yield make
    for visitor in made:
        visitor.close()


@pytest.fixture
def visitor(visit: Callable[..., Visitor]) -> Visitor:
    """Somebody who reads Chinese and has no account."""
    return visit()


@pytest.fixture(scope="package")
def trainer(site: Site, chromium: Browser) -> Any:
    """The cookies of a trainer who has signed in once."""
    someone = Visitor(chromium, site.url, (), locale="zh-CN")
    someone.sign_in(someone.open())
    kept = someone.context.storage_state()
    someone.close()
    return kept
