"""A talk in somebody else's page."""

from __future__ import annotations

from typing import Any

from starlette.testclient import TestClient

from tests.web.conftest import Site

ORIGIN = "https://intranet.example"


class Embedded:
    """A widget in another page: it sends no cookies."""

    def __init__(self, site: Site) -> None:
        self.client = TestClient(site.app)

    def get(self, url: str, **options: Any) -> Any:
        self.client.cookies.clear()
        return self.client.get(url, **options)

    def post(self, url: str, **options: Any) -> Any:
        self.client.cookies.clear()
        return self.client.post(url, **options)


def test_only_listed_pages_get_a_token(make_site: Any) -> None:
    site = make_site(embed_origins=(ORIGIN,))
    client = Embedded(site)
    wanted = {"scenario": "pension-transfer"}
    assert client.post("/embed/token", json=wanted).json()["error"] == "E516"
    bad = client.post("/embed/token", json=wanted, headers={"origin": "https://evil.example"})
    assert bad.status_code == 403
    assert "access-control-allow-origin" not in bad.headers
    good = client.post("/embed/token", json=wanted, headers={"origin": ORIGIN})
    assert good.headers["access-control-allow-origin"] == ORIGIN
    assert good.json()["talk"]["scenario"] == "pension-transfer"


def test_a_token_reaches_its_own_talk_and_no_other(make_site: Any) -> None:
    site = make_site(embed_origins=(ORIGIN,))
    client = Embedded(site)
    one, two = (
        client.post(
            "/embed/token", json={"scenario": "pension-transfer"}, headers={"origin": ORIGIN}
        ).json()
        for _ in range(2)
    )
    bearer = {"authorization": f"Bearer {one['token']}", "origin": ORIGIN}
    body = {"message_id": "m", "text": "您好"}
    own, other = one["talk"]["url"], two["talk"]["url"]
    assert client.post(f"{own}/messages", json=body, headers=bearer).status_code == 200
    assert client.post(f"{other}/messages", json=body, headers=bearer).status_code == 404
    forged = {"authorization": f"Bearer {one['token'][:-2]}xx"}
    assert client.post(f"{own}/messages", json=body, headers=forged).json()["error"] == "E514"
    assert client.post("/embed/refresh", headers=bearer).json()["token"]
    anew = client.post(f"{own}/restart", json={}, headers=bearer).json()
    fresh = {"authorization": f"Bearer {anew['token']}"}
    assert client.get(f"{anew['url']}.json", headers=fresh).json()["talk"] == anew["talk"]


def test_an_old_token_says_so(make_site: Any) -> None:
    site = make_site(embed_origins=(ORIGIN,), embed_seconds=-1)
    client = Embedded(site)
    given = client.post(
        "/embed/token", json={"scenario": "pension-transfer"}, headers={"origin": ORIGIN}
    ).json()
    late = client.get(
        f"{given['talk']['url']}.json", headers={"authorization": f"Bearer {given['token']}"}
    )
    assert late.json()["error"] == "E514"
