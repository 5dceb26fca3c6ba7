"""Talk to a running bot through its channel; no reply is lost when the bot goes away."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import httpx
from tenacity import (
    RetryError,
    Retrying,
    retry_if_exception_type,
    stop_after_delay,
    wait_exponential,
)

from counterpart.errors import CATALOGUE, CounterpartError
from counterpart.secret import HEADER, shared_secret
from counterpart.talk import storable

DEFAULT_URL = "http://127.0.0.1:5005"
_TIMEOUT = 60.0
_PATIENCE = 60.0  # seconds to wait for a bot that is being restarted


class Away(Exception):
    """The bot did not answer, or answered that the turn failed."""


@dataclass
class TalkClient:
    """One talk with the bot at ``url``.

    ``on_wait`` is called once when the bot is away and the client starts waiting for it.
    """

    url: str = DEFAULT_URL
    sender: str = ""
    patience: float = _PATIENCE
    on_wait: Callable[[], None] = lambda: None

    def __post_init__(self) -> None:
        self.sender = self.sender or f"talk-{uuid.uuid4().hex[:12]}"
        self._http = httpx.Client(
            base_url=f"{self.url}/webhooks/counterpart", timeout=_TIMEOUT, trust_env=False,
            headers={HEADER: shared_secret()},
        )  # fmt: skip

    def start(self, **settings: Any) -> dict[str, Any]:
        """Open the talk; settings are scenario, mood, difficulty, seed and mode."""
        return self._post("start", settings)

    def reply(
        self, text: str, gestures: Sequence[str] = (), message_id: str | None = None, **flags: Any
    ) -> dict[str, Any]:
        """Send a reply and return lines, assessment, mood and outcome.

        The message id makes a repeated reply harmless: the bot gives its first answer again.

        Raises:
            CounterpartError: E401 where the bot stays away; the reply can be sent again as it is.
        """
        body = {
            "text": storable(text), "gestures": list(gestures), "message_id": message_id or uuid.uuid4().hex, **flags
        }  # fmt: skip
        return self._post("message", body)

    def silence(self) -> dict[str, Any]:
        """Say nothing and let the citizen speak."""
        return self.reply("", silence=True)

    def end(self) -> dict[str, Any]:
        """Break the talk off; it is rated as it stands."""
        return self.reply("", end=True)

    def retry(self) -> dict[str, Any]:
        """Take the latest reply back."""
        return self._post("retry", {})

    def close(self) -> None:
        """Close the connection."""
        self._http.close()

    def __enter__(self) -> TalkClient:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def ready(self) -> bool:
        """Tell whether the bot is up and has a model."""
        try:
            return self._http.get("/").status_code == 200
        except httpx.HTTPError:
            return False

    def _post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        attempts = Retrying(
            retry=retry_if_exception_type(Away),
            stop=stop_after_delay(self.patience),
            wait=wait_exponential(multiplier=0.2, max=3),
        )
        try:
            for attempt in attempts:
                with attempt:
                    number = attempt.retry_state.attempt_number
                    return self._once(path, {**body, "sender": self.sender, "resend": number > 1})
        except RetryError as fault:
            raise CounterpartError("E401", url=self.url) from fault
        raise AssertionError("unreachable")

    def _once(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        try:
            answer = self._http.post(f"/{path}", json=body)
        except httpx.HTTPError as fault:
            if not body["resend"]:
                self.on_wait()
            raise Away from fault
        if answer.status_code == 503:
            raise Away
        if answer.status_code >= 400:
            raise refusal(answer)
        result: dict[str, Any] = answer.json()
        return result


def refusal(answer: httpx.Response) -> CounterpartError:
    """Return the error that a refused request names."""
    try:
        told = answer.json()
    except ValueError:
        told = {}
    code = told.get("error", "E402")
    if code in CATALOGUE and not any(mark in CATALOGUE[code]["en"] for mark in "{"):
        return CounterpartError(code)
    return CounterpartError("E402", cause=told.get("message", f"HTTP {answer.status_code}"))
