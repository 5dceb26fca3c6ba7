"""The bot as the web app calls it: our channel in the Rasa server, over loopback."""

from __future__ import annotations

from typing import Any

import httpx
from tenacity import (
    AsyncRetrying,
    RetryError,
    retry_if_exception_type,
    stop_after_delay,
    wait_exponential,
)

from counterpart.client import Away, refusal
from counterpart.errors import CounterpartError
from counterpart.secret import HEADER

_TIMEOUT = 30.0


class Bot:
    """Calls to the channel; a bot that is away is waited for ``patience`` seconds."""

    def __init__(self, url: str, secret: str, patience: float) -> None:
        self.url = url
        self.patience = patience
        self._http = httpx.AsyncClient(
            base_url=f"{url}/webhooks/counterpart", timeout=_TIMEOUT, trust_env=False,
            headers={HEADER: secret}, limits=httpx.Limits(max_connections=200, keepalive_expiry=3),  # Sanic closes after 5 s
        )  # fmt: skip

    async def start(self, sender: str, **settings: Any) -> dict[str, Any]:
        """Open a talk, or return the settings of the one that is open."""
        return await self._post("start", {"sender": sender, **settings})

    async def message(self, sender: str, body: dict[str, Any], again: bool) -> dict[str, Any]:
        """Send a reply; ``again`` says that it may have arrived before."""
        return await self._post("message", {**body, "sender": sender}, again)

    async def take_back(self, sender: str) -> dict[str, Any]:
        """Take the latest reply back."""
        return await self._post("retry", {"sender": sender})

    async def ready(self) -> bool:
        """Tell whether the bot is up and has a model."""
        try:
            return (await self._http.get("/", timeout=2.0)).status_code == 200
        except httpx.HTTPError:
            return False

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def _post(self, path: str, body: dict[str, Any], again: bool = False) -> dict[str, Any]:
        attempts = AsyncRetrying(
            retry=retry_if_exception_type(Away),
            stop=stop_after_delay(self.patience),
            wait=wait_exponential(multiplier=0.2, max=2),
        )
        try:
            async for attempt in attempts:
                with attempt:
                    resend = again or attempt.retry_state.attempt_number > 1
                    return await self._once(path, {**body, "resend": resend})
        except RetryError as fault:
            raise CounterpartError("E401", url=self.url) from fault
        raise AssertionError("unreachable")

    async def _once(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        try:
            answer = await self._http.post(f"/{path}", json=body)
        except httpx.HTTPError as fault:
            raise Away from fault
        if answer.status_code == 503:
            raise Away
        if answer.status_code >= 400:
            raise refusal(answer)
        result: dict[str, Any] = answer.json()
        return result
