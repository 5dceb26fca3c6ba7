"""A talk in a page of another origin."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Page, Request, expect

from counterpart.supervisor import free_port
from tests.browser.conftest import Site, Visitor
from tests.browser.talk import TalkPage

PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Intranet</title>
<link rel="icon" href="data:,"><script src="{site}/static/counterpart-chat.js" defer></script>
<h1>Intranet</h1>
<counterpart-chat server="{site}" scenario="pension-transfer" lang="{lang}" instant></counterpart-chat>
<script>
window.heard = [];
addEventListener('counterpart:ended', ({{ detail }}) => heard.push(['event', detail]));
addEventListener('message', ({{ data, origin }}) => heard.push(['message', data, origin]));
</script>"""


@contextmanager
def serving(port: int, text: str) -> Iterator[str]:
    """Serve one page at ``http://localhost:port``."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", port), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{port}"
        server.shutdown()


@pytest.fixture
def embedding(site: Site, embed_port: int) -> Iterator[str]:
    """The address of a page that may embed, with a widget in English."""
    with serving(embed_port, PAGE.format(site=site.url, lang="en")) as home:
        yield home


def embedded(visitor: Visitor) -> tuple[Page, list[Request]]:
    """Return the embedding page, and what the widget asks of the site."""
    visitor.open(visitor.allowed[1] + "/login")  # the browser holds the site's cookies
    asked: list[Request] = []
    visitor.context.on("request", lambda r: asked.append(r) if visitor.home not in r.url else None)
    return visitor.open(), asked


def test_a_talk_in_another_page_needs_no_cookies(
    visit: Callable[..., Visitor], site: Site, embedding: str
) -> None:
    visitor = visit("zh", home=embedding, hosts=(site.url,))
    page, asked = embedded(visitor)
    talk = TalkPage(page, "en")
    expect(talk.page.locator("#send")).to_have_text("Send")
    talk.say("您好，请坐。")
    expect(talk.marks.first).to_have_attribute("aria-label", "您好: greeting")
    page.reload()
    talk = TalkPage(page, "en")
    expect(talk.replies).to_have_count(1)
    talk.say("实在对不起，让您白跑了一趟。")
    talk.finish()
    page.wait_for_function("() => heard.length == 2")
    event, message = page.evaluate("heard")
    assert event[1]["type"] == "counterpart:ended"
    assert event[1]["grade"] in range(1, 6)
    assert message[1] == event[1]
    assert message[2] == embedding
    (row,) = site.rows("SELECT * FROM talks WHERE id = :id", id=event[1]["talk"])
    assert (row["origin"], row["user_id"], row["visitor"]) == (embedding, None, None)
    expect(talk.end.get_by_role("link")).to_have_count(0)  # a scorecard needs its owner's sign-in
    talk.button("restart").click()
    expect(talk.replies).to_have_count(0)
    talk.say("您好，您慢慢说。")
    assert len(asked) > 6
    assert [r.url for r in asked if "cookie" in r.all_headers()] == []


def test_a_page_that_is_not_listed_is_refused_with_a_message(
    visit: Callable[..., Visitor], site: Site
) -> None:
    before = site.rows("SELECT count(*) AS n FROM talks")
    with serving(free_port(), PAGE.format(site=site.url, lang="en")) as home:
        visitor = visit("en", home=home, hosts=(site.url,))
        visitor.expected += ["blocked by CORS policy", "ERR_FAILED"]
        page = visitor.open()
        expect(page.locator("#note")).to_contain_text("COUNTERPART_EMBED_ORIGINS")
        expect(page.locator("#form")).to_be_hidden()
    assert site.rows("SELECT count(*) AS n FROM talks") == before


def test_a_page_cannot_frame_ours(
    visit: Callable[..., Visitor], site: Site, embed_port: int
) -> None:
    frame = f'<!doctype html><title>x</title><link rel="icon" href="data:,"><iframe src="{site.url}/"></iframe>'
    with serving(embed_port, frame) as home:
        visitor = visit(home=home, hosts=(site.url,))
        visitor.expected += ["frame-ancestors"]
        page = visitor.context.new_page()
        with page.expect_console_message(lambda message: "frame-ancestors" in message.text):
            page.goto("/")
        expect(page.frame_locator("iframe").locator("#main")).to_have_count(0)
