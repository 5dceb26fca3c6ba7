"""Joining, signing in, roles, throttles, and who may see what."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from counterpart.errors import CounterpartError
from counterpart.web import accounts, chat, embed, practice
from tests.web.conftest import PASSWORD, Site


def test_a_trainee_joins_and_signs_in_again_with_the_pin(site: Site) -> None:
    code = site.people.add_class("秋季班").code
    browser = site.browser()
    joined = browser.post("/join", code=code.lower(), name="  小 王 ")
    assert joined.status_code == 200
    user, pin = site.people.join(code, "小李")
    assert pin in str(pin)
    assert len(pin) == 6
    other = site.browser()
    assert (
        other.post(
            "/login", code=code, name="小李", pin="000000" if pin != "000000" else "1"
        ).status_code
        == 403
    )
    assert other.post("/login", code=code, name="小李", pin=pin).status_code == 303
    assert site.people.get(user.id).name == "小李"


def test_nobody_becomes_a_classmate_by_typing_their_name(site: Site) -> None:
    code = site.people.add_class("秋季班").code
    site.people.join(code, "小李")
    taken = site.browser().post("/join", code=code, name="小李")
    assert taken.status_code == 400
    assert "E503" in taken.text


def test_a_trainer_resets_a_pin_and_the_old_one_is_dead(site: Site) -> None:
    code = site.people.add_class("秋季班").code
    user, old = site.people.join(code, "小李")
    shown = site.staff("trainer").post(f"/people/{user.id}/pin")
    assert shown.status_code == 200
    with pytest.raises(CounterpartError, match="E504"):
        site.people.sign_in_trainee(code, "小李", old)


def test_a_pin_of_staff_cannot_be_reset(site: Site) -> None:
    evaluator = site.people.add_staff("evaluator", "Wu", PASSWORD)
    assert site.staff("trainer").post(f"/people/{evaluator.id}/pin").status_code == 404
    assert site.people.sign_in_staff("Wu", PASSWORD).role == "evaluator"


def test_the_set_up_link_works_once(site: Site) -> None:
    link = f"/setup/{site.people.new_setup_link()}"
    assert site.browser().post(link, name="Zhao", password="short").status_code == 400
    assert site.browser().post(link, name="Zhao", password=PASSWORD).status_code == 303
    assert site.browser().get(link).status_code == 410
    assert site.people.sign_in_staff("Zhao", PASSWORD).role == "admin"


def test_sign_ins_are_slowed_down(make_site: Any) -> None:
    browser = make_site(logins_a_minute=3).browser()
    codes = [browser.post("/login", login="x", password="y").status_code for _ in range(4)]
    assert codes[0] == 403
    assert codes[-1] == 429


def test_a_form_without_the_token_is_refused(site: Site) -> None:
    _, browser = site.trainee()
    refused = browser.client.post(
        "/talks", data={"scenario": "pension-transfer", "mode": "practice"}
    )
    assert refused.status_code == 403
    talk = browser.talk()
    assert (
        browser.client.post(f"{talk}/messages", json={"message_id": "m", "text": "x"}).status_code
        == 403
    )


def test_after_signing_in_nobody_is_sent_to_another_host(site: Site) -> None:
    code = site.people.add_class("秋季班").code
    _, pin = site.people.join(code, "小李")
    for bad in ("//evil.example", "https://evil.example", "/\\evil.example"):
        browser = site.browser()
        gone = browser.client.post(
            f"/login?next={bad}",
            data={"code": code, "name": "小李", "pin": pin, "csrftoken": browser.csrf},
        )
        assert gone.headers["location"] == "/"


def test_somebody_elses_talk_is_like_none(site: Site) -> None:
    _, one = site.trainee(name="甲")
    _, other = site.trainee(name="乙")
    talk = one.talk()
    for url in (f"{talk}.json", talk, f"{talk}/scorecard.json"):
        assert other.get(url, headers={"accept": "application/json"}).status_code == 404
    assert other.send(f"{talk}/messages", {"message_id": "m", "text": "x"}).status_code == 404
    assert other.send(f"{talk}/retry", {"turn": 1}).status_code == 404
    assert other.send(f"{talk}/restart", {}).status_code == 404
    assert other.post(f"{talk}/resolution", resolution="x").status_code == 404
    assert other.get("/progress.json").json()["talks"] == []


def test_staff_read_ended_talks_but_not_reply_in_them(site: Site) -> None:
    _, trainee = site.trainee()
    talk = trainee.talk()
    trainee.send(f"{talk}/messages", {"message_id": "e", "end": True})
    evaluator = site.staff("evaluator")
    assert evaluator.get(f"{talk}/scorecard.json").json()["score"] == 81.5
    assert evaluator.send(f"{talk}/messages", {"message_id": "m", "text": "x"}).status_code == 404


ALL = [*practice.ROUTES, *chat.ROUTES, *accounts.ROUTES, *embed.ROUTES]
OPEN = {
    "/",
    "/join",
    "/login",
    "/logout",
    "/language",
    "/setup/{token}",
    "/embed/token",
    "/embed/refresh",
}


@pytest.mark.parametrize("route", ALL, ids=lambda r: f"{sorted(r.methods)[0]} {r.path}")
def test_without_an_account_every_other_route_is_closed(make_site: Any, route: Any) -> None:
    site = make_site(public_url="http://practice.example")
    assert not site.inner.state.settings.demo
    browser = site.browser()
    path = route.path.replace("{talk}", "talk-1").replace("{user:int}", "1").replace("{token}", "x")
    for method in route.methods - {"HEAD"}:
        headers = {"x-csrftoken": browser.csrf, "accept": "application/json"}
        answer = browser.client.request(method, path, headers=headers)
        if route.path in OPEN:
            assert answer.status_code != 500
        else:
            assert answer.status_code in (401, 403, 404), answer.text


def test_a_sign_in_that_ran_out_leads_back_to_the_page(make_site: Any) -> None:
    site = make_site(public_url="http://practice.example")
    _, browser = site.trainee()
    talk = browser.talk()
    del browser.client.cookies["counterpart"]
    late = browser.send(f"{talk}/messages", {"message_id": "m", "text": "x"})
    assert (late.status_code, late.json()["error"]) == (401, "E509")
    assert browser.get(talk).headers["location"] == f"/login?next={talk}"
    asked = browser.get("/compare?a=1&b=2").headers["location"]
    assert asked == "/login?next=/compare%3Fa%3D1%26b%3D2"
    assert (
        browser.post("/talks", scenario="pension-transfer").headers["location"] == "/login?next=/"
    )


def test_cookies_need_https_where_the_outer_address_has_it(make_site: Any) -> None:
    client = TestClient(
        make_site(public_url="https://practice.example").app, base_url="https://practice.example"
    )
    cookies = client.get("/login").headers.get_list("set-cookie")
    assert cookies
    assert all("Secure" in cookie for cookie in cookies)


@pytest.mark.parametrize("role", ["trainee", "evaluator"])
@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/classes"), ("POST", "/classes"), ("POST", "/people/1/pin")]
)
def test_classes_are_for_trainers(site: Site, role: str, method: str, path: str) -> None:
    browser = site.trainee()[1] if role == "trainee" else site.staff(role)
    answer = browser.client.request(method, path, headers={"x-csrftoken": browser.csrf})
    assert answer.status_code == 403


def test_a_locked_user_is_out_at_once(site: Site) -> None:
    import sqlalchemy as sa

    from counterpart.tables import users

    user, browser = site.trainee()
    talk = browser.talk()
    with site.people.engine.begin() as db:
        db.execute(sa.update(users).where(users.c.id == user.id).values(active=False))
    assert browser.get(f"{talk}.json").status_code == 404
