"""Behind nginx with HTTPS, as docs/web.md sets it up."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import expect

from counterpart import paths
from counterpart.supervisor import HOST
from tests.browser.conftest import Site, Visitor, program, until
from tests.browser.talk import TalkPage


def documented(port: int, backend: str, folder: Path) -> str:
    """Return the server block of docs/web.md for this machine."""
    text = (paths.ROOT / "docs" / "web.md").read_text(encoding="utf-8")
    block = re.search(r"```nginx\n(.*?)```", text, re.DOTALL)
    deny = re.search(r"`(location /metrics .*?)`", text)
    assert block
    assert deny
    for old, new in (
        ("listen 443 ssl;", f"listen {HOST}:{port} ssl;\n    {deny[1]}"),
        ("practice.example.org", "localhost"),
        ("/etc/ssl/practice", str(folder / "practice")),
        ("http://127.0.0.1:8000", backend),
    ):
        assert old in block[1]
        block = re.match(r"(.*)", block[1].replace(old, new), re.DOTALL)
        assert block
    return block[1]


@pytest.fixture(scope="module")
def proxy(
    site: Site, behind: str, public_port: int, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The outer address."""
    nginx, openssl = program("nginx"), program("openssl")
    folder = tmp_path_factory.mktemp("nginx")
    subprocess.run(
        [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
         "-keyout", folder / "practice.key", "-out", folder / "practice.pem"],
        check=True, capture_output=True,
    )  # fmt: skip
    places = "".join(
        f"{kind}_temp_path {folder};"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"daemon off; pid {folder}/pid; error_log {folder}/error.log; events {{}}\n"
        f"http {{ access_log off; {places}\n{documented(public_port, behind, folder)} }}",
        encoding="utf-8",
    )
    url = f"https://localhost:{public_port}"
    log = folder / "error.log"
    process = subprocess.Popen([nginx, "-p", folder, "-c", folder / "nginx.conf", "-e", log])
    try:
        with client(url) as outside:
            until(lambda: answers(outside), f"nginx answered; see {log}")
        yield url
    finally:
        process.terminate()
        process.wait()


def answers(outside: httpx.Client) -> bool:
    """Tell whether the site is up behind the proxy."""
    try:
        return outside.get("/healthz").status_code == 200
    except httpx.HTTPError:
        return False


def client(proxy: str, address: str = HOST) -> httpx.Client:
    """Return a client that comes from an address of loopback."""
    return httpx.Client(
        base_url=proxy, transport=httpx.HTTPTransport(verify=False, local_address=address)
    )


def test_people_sign_in_over_https_and_lose_no_reply_when_it_runs_out(
    proxy: str, site: Site, visit: Callable[..., Visitor]
) -> None:
    group = site.people.add_class("HTTPS 班")
    _, pin = site.people.join(group.code, "小周")
    visitor = visit(home=proxy, ignore_https_errors=True)
    page = visitor.open()
    expect(page.get_by_role("heading", level=1)).to_have_text("先在这里练，再到窗口干")
    page.goto("/progress")
    assert "/login?next=/progress" in page.url

    def enter() -> None:
        page.locator("#code").fill(group.code)
        page.locator("#name").fill("小周")
        page.locator("#pin").fill(pin)
        page.locator("form:has(#pin) button").click()

    enter()
    expect(page.get_by_role("heading", level=1)).to_have_text("我的进步")
    cookies = visitor.context.cookies()
    assert {cookie["name"] for cookie in cookies} == {"counterpart", "csrftoken"}
    assert all(cookie["secure"] and cookie["sameSite"] == "Lax" for cookie in cookies)
    assert [c["httpOnly"] for c in cookies if c["name"] == "counterpart"] == [True]

    page.close()
    talk = visitor.talk()
    page = talk.page
    talk.say("您好，请坐。")
    visitor.expected.append("status of 401")
    visitor.context.clear_cookies(name="counterpart")
    talk.type_in("登录过期时说的话")
    expect(talk.note).to_contain_text("登录已过期，这句话已保存")
    where = talk.page.url
    talk.widget.get_by_role("link", name="去登录").click()
    enter()
    page.wait_for_url(where)
    talk = TalkPage(page)
    talk.rest()
    expect(talk.replies).to_have_count(2)
    expect(talk.replies.last.locator(".bubble")).to_have_text("登录过期时说的话")


def test_nobody_practises_without_an_account(proxy: str) -> None:
    with client(proxy) as outside:
        token = re.search(r'name="csrftoken" value="([^"]+)"', outside.get("/login").text)
        assert token
        form = {"scenario": "pension-transfer", "mode": "practice", "csrftoken": token[1]}
        begun = outside.post("/talks", data=form)
        assert begun.headers["location"] == "/login?next=/"
        assert outside.get("/metrics").status_code == 403


def test_sign_ins_are_slowed_down_by_the_clients_own_address(proxy: str) -> None:
    def statuses(address: str, count: int) -> list[int]:
        with client(proxy, address) as outside:
            outside.get("/login")
            form = {"password": "wrong", "csrftoken": outside.cookies["csrftoken"]}
            return [
                outside.post("/login", data={**form, "login": f"{address}-{i}"}).status_code
                for i in range(count)
            ]

    assert statuses("127.0.0.2", 11) == [403] * 10 + [429]
    assert statuses("127.0.0.3", 1) == [403]
