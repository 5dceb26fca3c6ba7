"""The client loses no reply when the bot goes away."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from counterpart.client import TalkClient
from counterpart.errors import CounterpartError
from counterpart.secret import HEADER

Handler = Callable[[httpx.Request], httpx.Response]


@pytest.fixture(autouse=True)
def _secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COUNTERPART_SECRET", "word")


class Server:
    """Answers from a list, the last one again and again; remembers what was asked."""

    def __init__(self, *answers: int | Exception | dict[str, Any]) -> None:
        self.answers = list(answers)
        self.asked: list[tuple[str, dict[str, Any]]] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        assert request.headers[HEADER] == "word"
        self.asked.append((request.url.path, json.loads(request.content or b"{}")))
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        if isinstance(answer, int):
            return httpx.Response(answer, json={"error": "E403", "message": "[E403] ended"})
        return httpx.Response(200, json=answer)


@pytest.fixture
def client() -> Iterator[Callable[..., TalkClient]]:
    """Make clients of a server that is none."""
    made: list[TalkClient] = []

    def _make(server: Server, **settings: Any) -> TalkClient:
        talk = TalkClient(sender="me", **settings)
        talk._http.close()
        talk._http = httpx.Client(
            base_url=f"{talk.url}/webhooks/counterpart",
            headers={HEADER: "word"},
            transport=httpx.MockTransport(server),
        )
        made.append(talk)
        return talk

    yield _make
    for talk in made:
        talk._http.close()


Make = Callable[..., TalkClient]


def test_a_reply_is_sent_with_gestures_and_an_id_of_its_own(client: Make) -> None:
    server = Server({"ended": False})
    talk = client(server)
    assert talk.reply("您好", ["smile"]) == {"ended": False}
    talk.reply("您好")
    (path, first), (_, second) = server.asked
    assert path == "/webhooks/counterpart/message"
    assert (first["sender"], first["text"], first["gestures"]) == ("me", "您好", ["smile"])
    assert first["message_id"] != second["message_id"]
    assert first["resend"] is False


@pytest.mark.parametrize(
    ("call", "path", "body"),
    [
        (lambda talk: talk.start(scenario="s", seed=1), "start", {"scenario": "s", "seed": 1}),
        (lambda talk: talk.silence(), "message", {"silence": True, "text": ""}),
        (lambda talk: talk.end(), "message", {"end": True, "text": ""}),
        (lambda talk: talk.retry(), "retry", {}),
    ],
)
def test_every_call_has_its_path_and_body(
    client: Make, call: Callable[[TalkClient], Any], path: str, body: dict[str, Any]
) -> None:
    server = Server({})
    call(client(server))
    [(asked, sent)] = server.asked
    assert asked.endswith(f"/{path}")
    assert body.items() <= sent.items()


@pytest.mark.parametrize("away", [503, httpx.ConnectError("no"), httpx.ReadTimeout("slow")])
def test_a_bot_that_comes_back_gets_the_same_reply_again(
    client: Make, away: int | Exception
) -> None:
    server, waits = Server(away, {"ended": False}), list[int]()
    talk = client(server, on_wait=lambda: waits.append(1))
    assert talk.reply("您好") == {"ended": False}
    first, second = (body for _, body in server.asked)
    assert first["message_id"] == second["message_id"]
    assert (first["resend"], second["resend"]) == (False, True)
    assert len(waits) == (away != 503)


def test_a_bot_that_stays_away_is_a_clear_error(client: Make) -> None:
    talk = client(Server(httpx.ConnectError("no")), patience=0.1)
    with pytest.raises(CounterpartError) as caught:
        talk.reply("您好")
    assert caught.value.code == "E401"
    assert talk.url in caught.value.message("en")


def test_a_refusal_is_not_sent_again(client: Make) -> None:
    server = Server(409)
    with pytest.raises(CounterpartError, match="E403"):
        client(server).reply("您好")
    assert len(server.asked) == 1


@pytest.mark.parametrize(("answer", "ready"), [({}, True), (503, False), (OSError(), None)])
def test_the_client_knows_whether_the_bot_is_ready(
    client: Make, answer: Any, ready: bool | None
) -> None:
    fault = httpx.ConnectError("no") if isinstance(answer, OSError) else answer
    assert client(Server(fault)).ready() is bool(ready)
