"""``counterpart talk``: role-play in the terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import click

from counterpart import models
from counterpart.cli.screen import Screen
from counterpart.client import DEFAULT_URL, TalkClient
from counterpart.errors import CounterpartError, user_language
from counterpart.moods import MOODS
from counterpart.supervisor import Stack, free_port, stop_on_signals

GESTURES = {
    "/smile": "smile", "/eye": "eye", "/nod": "nod", "/stand": "stand", "/seat": "seat",
    "/both-hands": "both-hands",
}  # fmt: skip


@click.command(
    epilog="""\b
Examples:
  counterpart talk
  counterpart talk pension-transfer --mood angry --difficulty 3
  counterpart talk tax-settlement-en --seed 7 --exam
  counterpart talk data/scenarios/mine.yml

\b
While you talk:
  /smile /eye /nod /stand /seat /both-hands   a gesture that goes with your next reply
  /wait    say nothing, let the citizen speak      /retry   take your latest reply back
  /help    this list                               /quit    break the talk off
"""
)
@click.argument("scenario", required=False)
@click.option("--mood", type=click.Choice(MOODS), help="The citizen's mood at the start.")
@click.option(
    "--difficulty", type=click.IntRange(1, 3), help="1 patient and open to 3 impatient and closed."
)
@click.option("--seed", type=int, help="Same seed and same replies, same citizen.")
@click.option("--exam", is_flag=True, help="No hints and no marks before the end.")
@click.option(
    "--url", help=f"A running bot [default: {DEFAULT_URL}, else one is started for this talk]."
)
def command(
    scenario: str | None, mood: str | None, difficulty: int | None, seed: int | None, exam: bool,
    url: str | None,
) -> None:  # fmt: skip
    """Sit down as the clerk and talk to the citizen of SCENARIO in your own words.

    Each reply is scored at once, with the words that earned or lost the points; at the end the
    citizen rates you. The talk is stored and can be exported.
    """
    screen = Screen(exam)
    bot = _Bot(url, screen.note)
    with bot, TalkClient(bot.address, on_wait=lambda: screen.say("waiting")) as client:
        screen.open(
            client.start(
                mode="exam" if exam else "practice",
                scenario=scenario, mood=mood, difficulty=difficulty, seed=seed,
            )
        )  # fmt: skip
        _Conversation(client, screen).run()


def _is_running(url: str) -> bool:
    with TalkClient(url) as probe:
        return probe.ready()


class _Conversation:
    """The loop: read a line, obey or send it, show what came of it."""

    def __init__(self, client: TalkClient, screen: Screen) -> None:
        self.client, self.screen = client, screen
        self.gestures: list[str] = []
        self.sent = 0
        self.ended = False
        self.commands: dict[str, Callable[[], None]] = {
            "/retry": self._retry, "/wait": self._wait, "/help": lambda: screen.say("help"),
        }  # fmt: skip

    def run(self) -> None:
        """Talk until the citizen goes, or the clerk quits."""
        while not self.ended:
            text = self._read()
            if text is None or text.strip() == "/quit":
                self._quit()
                return
            if text.strip():
                self._handle(text)

    def _read(self) -> str | None:
        try:
            return self.screen.ask(self.gestures)
        except (EOFError, KeyboardInterrupt):
            return None

    def _handle(self, text: str) -> None:
        word = text.strip()
        if word in GESTURES:
            self.gestures.append(GESTURES[word])
            self.screen.gesture(GESTURES[word])
        elif word in self.commands:
            self.commands[word]()
        else:
            if word.startswith("/"):
                self.screen.say("plain")
            self._send(lambda: self.client.reply(text, self.gestures), text)

    def _send(self, send: Callable[[], dict[str, Any]], text: str = "") -> None:
        try:
            answer = send()
        except CounterpartError as error:
            if error.code != "E401":
                raise
            self.screen.fault(error)
            return
        self.gestures = []
        self.sent += 1
        self.ended = answer["ended"]
        self.screen.turn(text, answer)

    def _wait(self) -> None:
        self._send(self.client.silence)

    def _retry(self) -> None:
        if not self.sent:
            self.screen.say("nothing_to_retry")
            return
        try:
            answer = self.client.retry()
        except CounterpartError as error:
            if error.code != "E401":
                raise
            self.screen.fault(error)
            return
        self.sent -= 1
        self.screen.rewound(answer)

    def _quit(self) -> None:
        try:
            self.screen.turn("", self.client.end())
        except CounterpartError as error:
            self.screen.fault(error)


class _Bot:
    """The bot to talk to: the one that runs, or one of our own for as long as the talk lasts."""

    def __init__(self, url: str | None, note: Callable[[str], None]) -> None:
        self.address, self.note = url or DEFAULT_URL, note
        self.given = url is not None
        self.stack: Stack | None = None

    def __enter__(self) -> None:
        if self.given or _is_running(DEFAULT_URL):
            return
        self.note({"zh": "没有正在运行的机器人，为这次对话启动一个 ……",
                   "en": "No bot is running; starting one for this talk ..."}[user_language()])  # fmt: skip
        models.ensure(lambda step: self.note(f"Training the {step} ..."))
        stop_on_signals()
        self.stack = Stack(port=free_port(), action_port=free_port())
        self.stack.start()
        self.address = self.stack.url

    def __exit__(self, *_: object) -> None:
        if self.stack:
            self.stack.stop()
        sys.stdout.flush()
