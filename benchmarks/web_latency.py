"""What the web app adds to a turn: a reply sent until the citizen's line is there.

Three ways into the same running bot, by turns in one run: the web app as the widget uses it, our
channel in the Rasa server, and Rasa's bare REST channel. How to read it: benchmarks/README.md.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import statistics
import tempfile
import time
import uuid
from collections.abc import Awaitable, Callable, Iterator
from http.cookiejar import CookieJar, DefaultCookiePolicy
from pathlib import Path
from typing import Any

import click
import httpx
from peer_environment import PROJECT
from tables import aligned
from turn_latency import HOME_FILES, _copy, _unique

TRAINEES = (1, 10, 50)
TURNS = {1: 30, 10: 120, 50: 300}
TALK_TURNS = 9
WAYS = ("web app", "our channel", "Rasa's REST channel")
_SCENARIO = "pension-transfer"

Turn = Callable[[str], Awaitable[bool]]  # say something; True where a line came back


class Ways:
    """A trainee's talk by each of the three ways; ``open`` begins a talk, outside the time."""

    def __init__(
        self, client: httpx.AsyncClient, web: str, bot: str, secret: dict[str, str]
    ) -> None:
        self.client, self.web, self.bot, self.secret = client, web, bot, secret

    async def open(self, way: str) -> Turn:
        """Begin a talk and return how to say something in it."""
        sender = f"bench-{uuid.uuid4().hex[:12]}"
        if way == WAYS[0]:
            return await self._open_web()
        if way == WAYS[1]:
            await self._post(
                f"{self.bot}/webhooks/counterpart/start", {"sender": sender, "scenario": _SCENARIO}
            )
            return lambda text: self._channel(sender, text)
        return lambda text: self._rest(sender, text)

    async def _open_web(self) -> Turn:
        page = await self.client.get(f"{self.web}/login")
        cookies = dict(page.cookies)
        form = {"scenario": _SCENARIO, "mode": "practice", "csrftoken": cookies["csrftoken"]}
        begun = await self.client.post(f"{self.web}/talks", data=form, headers=_cookies(cookies))
        cookies |= dict(begun.cookies)
        talk = self.web + begun.headers["location"]
        headers = {**_cookies(cookies), "x-csrftoken": cookies["csrftoken"]}

        async def say(text: str) -> bool:
            body = {"text": text, "message_id": uuid.uuid4().hex}
            answer = await self.client.post(f"{talk}/messages", json=body, headers=headers)
            return answer.status_code == 200 and bool(answer.json()["turn"]["lines"])

        return say

    async def _channel(self, sender: str, text: str) -> bool:
        body = {"sender": sender, "text": text, "message_id": uuid.uuid4().hex}
        answer = await self._post(f"{self.bot}/webhooks/counterpart/message", body)
        return answer.status_code == 200 and bool(answer.json()["lines"])

    async def _rest(self, sender: str, text: str) -> bool:
        body = {"sender": sender, "message": text}
        answer = await self._post(f"{self.bot}/webhooks/rest/webhook", body)
        return answer.status_code == 200 and bool(answer.json())

    async def _post(self, url: str, body: dict[str, Any]) -> httpx.Response:
        return await self.client.post(url, json=body, headers=self.secret)


def _cookies(found: dict[str, str]) -> dict[str, str]:
    return {"cookie": "; ".join(f"{k}={v}" for k, v in found.items())}


async def measure(ways: Ways, way: str, trainees: int, texts: Iterator[str]) -> dict[str, float]:
    """Let so many trainees talk at once; return median and p95 in ms, and failed turns."""
    left = itertools.count(TURNS[trainees], -1)
    times: list[float] = []
    failed = 0

    async def trainee() -> None:
        nonlocal failed
        while True:
            say = await ways.open(way)
            for _ in range(TALK_TURNS):
                if next(left) <= 0:
                    return
                began = time.perf_counter()
                done = await say(next(texts))
                if done:
                    times.append(1000 * (time.perf_counter() - began))
                else:
                    failed += 1
                    break  # the citizen has gone

    await asyncio.gather(*(trainee() for _ in range(trainees)))
    ranked = sorted(times)
    return {
        "median_ms": statistics.median(ranked), "p95_ms": ranked[int(0.95 * (len(ranked) - 1))],
        "turns": len(ranked), "without_line": failed,
    }  # fmt: skip


async def _all(ways: Ways, texts: Iterator[str], rounds: int) -> list[dict[str, Any]]:
    rows = []
    for trainees in TRAINEES:
        found: dict[str, list[dict[str, float]]] = {way: [] for way in WAYS}
        for _ in range(rounds):
            for way in WAYS:
                found[way].append(await measure(ways, way, trainees, texts))
                click.echo(
                    f"{trainees} trainees, {way}: {found[way][-1]['median_ms']:.1f} ms", err=True
                )
        for way in WAYS:
            rows.append(
                {"trainees": trainees, "way": way}
                | {k: round(statistics.median(f[k] for f in found[way]), 1) for k in found[way][0]}
            )
    return rows


@click.command()
@click.option("--rounds", default=2, show_default=True, help="Times that the ways take turns.")
@click.option(
    "--json", "json_file", type=click.Path(path_type=Path), help="Write all figures here."
)
def main(rounds: int, json_file: Path | None) -> None:
    """Measure the web app beside our channel and Rasa's REST channel, at 1, 10 and 50 trainees."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        for name in (*HOME_FILES, "models"):
            _copy(PROJECT / name, home / name)
        (home / "credentials.yml").write_text("counterpart.rasa.channel.CounterpartInput:\nrest:\n")
        os.environ["COUNTERPART_HOME"] = str(home)  # before counterpart.paths is imported
        from counterpart import corpus, models
        from counterpart.secret import HEADER, shared_secret
        from counterpart.supervisor import Stack, free_port

        models.ensure()
        texts = _unique(sorted({r.reply for r in corpus.load() if r.language == "zh"}))
        stack = Stack(port=free_port(), action_port=free_port(), web_port=free_port())
        stack.start()
        try:

            async def run() -> list[dict[str, Any]]:
                limits = httpx.Limits(max_connections=200)
                jar = CookieJar(DefaultCookiePolicy(allowed_domains=[]))  # trainees keep their own
                async with httpx.AsyncClient(
                    timeout=120, trust_env=False, limits=limits, cookies=jar
                ) as client:
                    secret = {HEADER: shared_secret()}
                    return await _all(Ways(client, stack.web_url, stack.url, secret), texts, rounds)

            rows = asyncio.run(run())
        finally:
            stack.stop()
    heads = list(rows[0])
    click.echo(aligned([heads, *([str(row[h]) for h in heads] for row in rows)], left=(1,)))
    for trainees in TRAINEES:
        web, bare = (
            next(r for r in rows if r["trainees"] == trainees and r["way"] == way)["median_ms"]
            for way in (WAYS[0], WAYS[1])
        )
        click.echo(f"{trainees} trainees: the web app adds {web - bare:+.1f} ms at the median")
    if json_file:
        json_file.write_text(json.dumps(rows, indent=1))


if __name__ == "__main__":
    main()
