"""Compare this bot with a plain ``rasa init``: latency, throughput, training, start, memory.

Both run on this machine in the same run, taking turns, behind HTTP on loopback. What is measured,
and how to read it: benchmarks/README.md.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import math
import os
import platform
import random
import shlex
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import click
import httpx
import psutil
from peer_environment import PROJECT, PeerEnvironment
from ruamel.yaml import YAML
from tables import aligned

from counterpart.errors import CounterpartError

if TYPE_CHECKING:
    from counterpart.supervisor import Stack

HOST = "127.0.0.1"
PEER_PACKAGES = ("rasa==3.6.21", "rasa-sdk==3.6.2", "setuptools<81")
HOME_FILES = ("config.yml", "domain.yml", "endpoints.yml", "credentials.yml", "data", "actions")
TALK_TURNS = 11  # then the next talk begins, with both bots
WARM_UP_TURNS = 5
FIRST_ANSWER_SECONDS = 300.0
TRAIN_SECONDS = 1800.0
STOP_SECONDS = 10.0
SEED = 12345
VALIDATOR = "COUNTERPART_RASA_VALIDATOR"

OURS, PLAIN, UNCOMPILED = "ours", "plain", "ours, Rasa's own validator"

Figures = dict[str, float]


@dataclass(frozen=True)
class Load:
    """How many talks go on at once, and how many turns they make together."""

    talks: int
    turns: int


FULL = (Load(1, 60), Load(10, 200), Load(50, 400))
QUICK = (Load(1, 20), Load(10, 60), Load(50, 150))


@dataclass(frozen=True)
class Goal:
    """What a figure of ours, divided by the plain bot's, should reach."""

    ratio: float
    at_least: bool = False

    def met(self, ratio: float) -> bool:
        """Tell whether a ratio reaches the goal."""
        return ratio >= self.ratio if self.at_least else ratio <= self.ratio

    def __str__(self) -> str:
        return f"{'>=' if self.at_least else '<='} {self.ratio}"


GOALS = {
    "train_s": Goal(0.2),
    "first_answer_s": Goal(0.3),
    "50 talks p95_ms": Goal(0.3),
    "50 talks turns_per_s": Goal(2.5, at_least=True),
    "memory_mb": Goal(0.5),
}


class Talk(Protocol):
    """A line of talks with a bot, one after the other."""

    async def turn(self) -> float | None:
        """Say the next thing; return the seconds until the answer, or None where none came."""


class Bot(Protocol):
    """A bot that can be trained, started, talked to and stopped."""

    def train(self) -> float:
        """Train without any cache and return the seconds it took."""

    def start(self) -> None:
        """Start both servers, each with the model trained last."""

    def check(self) -> None:
        """Raise where a server has died."""

    def talk(self, client: httpx.AsyncClient) -> Talk:
        """Return a talk that says something else each turn."""

    def processes(self) -> dict[str, int]:
        """Return the process id of ``server`` and of ``actions``."""

    def stop(self) -> None:
        """Stop both servers."""


# ---------------------------------------------------------------------------------- our bot


@dataclass
class CounterpartTalk:
    """Talks through our channel, in all scenarios by turns, with replies out of ``data/acts``."""

    client: httpx.AsyncClient
    url: str
    headers: dict[str, str]
    scenarios: Iterator[tuple[str, str]]
    replies: Mapping[str, Iterator[str]]
    sender: str = ""
    language: str = ""
    left: int = 0

    async def turn(self) -> float | None:
        """Send a reply; a new talk is opened first where none is open, outside the turn's time."""
        if not self.left:
            await self._open()
        self.left -= 1
        body = {"text": next(self.replies[self.language]), "message_id": uuid.uuid4().hex}
        began = time.perf_counter()
        answer = await self._post("message", body)
        took = time.perf_counter() - began
        said = answer.json() if answer.status_code == 200 else {}
        if said.get("ended", True):
            self.left = 0
        return took if said.get("scored") and said.get("lines") else None

    async def _open(self) -> None:
        scenario, self.language = next(self.scenarios)
        self.sender, self.left = f"bench-{uuid.uuid4().hex[:12]}", TALK_TURNS
        (await self._post("start", {"scenario": scenario})).raise_for_status()

    async def _post(self, path: str, body: dict[str, Any]) -> httpx.Response:
        return await self.client.post(
            f"{self.url}/webhooks/counterpart/{path}",
            json={**body, "sender": self.sender},
            headers=self.headers,
        )


class Counterpart:
    """Our bot in a home of its own, so that nothing in the checkout is read back or changed."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "home"
        for name in HOME_FILES:
            _copy(PROJECT / name, self.home / name)
        os.environ["COUNTERPART_HOME"] = str(self.home)  # before counterpart.paths is imported
        self._stack: Stack | None = None
        self._starts = itertools.count()
        self._prepare_talks()

    def _prepare_talks(self) -> None:
        from counterpart import corpus, paths
        from counterpart.library import library

        assert self.home == paths.ROOT, "counterpart.paths was imported too early"
        lines: dict[str, list[str]] = {}
        for reply in corpus.load():
            lines.setdefault(reply.language, []).append(reply.reply)
        self._lines = {language: sorted(set(texts)) for language, texts in lines.items()}
        self._scenarios = [(s.id, s.language) for s in library().all()]

    def train(self) -> float:
        """Train the act tagger and the Rasa model with no model and no cache at hand."""
        for name in ("models", ".rasa"):
            shutil.rmtree(self.home / name, ignore_errors=True)
        code = "from counterpart import models; models.ensure()"
        return _timed(
            [sys.executable, "-c", code], self.home, dict(os.environ), self.home / "train.log"
        )

    def start(self) -> None:
        """Start the servers with an empty database; the replies come in the same order."""
        from counterpart.supervisor import Stack, free_port

        self._stack = Stack(
            port=free_port(),
            action_port=free_port(),
            database_url=f"sqlite:///{self.home / f'talks{next(self._starts)}.db'}",
        )
        self._shuffled = {lang: _unique(texts) for lang, texts in self._lines.items()}
        self._turns = itertools.cycle(self._scenarios)
        self._stack.start()

    def check(self) -> None:
        """Do nothing: the stack's own start has waited for both servers."""

    def talk(self, client: httpx.AsyncClient) -> CounterpartTalk:
        """Return a talk; all talks of a start share the replies, so that none is said twice."""
        from counterpart.secret import HEADER, shared_secret

        assert self._stack is not None
        headers = {HEADER: shared_secret()}
        return CounterpartTalk(client, self._stack.url, headers, self._turns, self._shuffled)

    def processes(self) -> dict[str, int]:
        """Return the two process ids."""
        assert self._stack is not None
        names = {"rasa": "server", "actions": "actions"}
        return {
            names[child.name]: child.process.pid for child in self._stack.children if child.process
        }

    def stop(self) -> None:
        """Stop the stack."""
        if self._stack is not None:
            self._stack.stop()


def _unique(texts: Sequence[str]) -> Iterator[str]:
    """Yield every text once in a fixed random order, then again with a number behind it."""
    order = random.Random(SEED).sample(texts, len(texts))
    for lap in itertools.count(1):
        for text in order:
            yield text if lap == 1 else f"{text} {lap}"


# -------------------------------------------------------------------------------- the plain bot

_ACTION = '''"""The plain bot's one custom action."""

import time

from rasa_sdk import Action


class ActionTellTime(Action):
    def name(self):
        return "action_tell_time"

    def run(self, dispatcher, tracker, domain):
        dispatcher.utter_message(text=time.strftime("It is %H:%M:%S."))
        return []
'''
_TIME = """version: "3.1"
nlu:
- intent: ask_time
  examples: |
    - what time is it
    - what's the time
    - tell me the time
    - do you have the time
    - can you tell me what time it is
    - how late is it
    - what does the clock say
    - time please
rules:
- rule: Tell the time anytime the user asks
  steps:
  - intent: ask_time
  - action: action_tell_time
"""
# One talk along the stories and rules of `rasa init`; two intents call the action.
_PLAIN_TALK = (
    "greet", "mood_great", "ask_time", "greet", "mood_unhappy", "affirm", "bot_challenge",
    "greet", "mood_unhappy", "deny", "goodbye",
)  # fmt: skip
assert len(_PLAIN_TALK) == TALK_TURNS


@dataclass
class PlainTalk:
    """Talks through Rasa's REST channel, with the example sentences of ``rasa init``."""

    client: httpx.AsyncClient
    url: str
    examples: Mapping[str, Sequence[str]]
    chance: random.Random
    sender: str = ""
    number: int = 0

    async def turn(self) -> float | None:
        """Send the next message of the talk."""
        place = self.number % TALK_TURNS
        if place == 0:
            self.sender = f"bench-{uuid.uuid4().hex[:12]}"
        self.number += 1
        text = self.chance.choice(self.examples[_PLAIN_TALK[place]])
        began = time.perf_counter()
        answer = await self.client.post(
            f"{self.url}/webhooks/rest/webhook", json={"sender": self.sender, "message": text}
        )
        took = time.perf_counter() - began
        return took if answer.status_code == 200 and answer.json() else None


class Plain:
    """The bot of ``rasa init`` in an environment of its own, plus one custom action."""

    def __init__(self, folder: Path, python: Path) -> None:
        self.folder, self.python = folder, python
        self.pristine, self.home = folder / "pristine", folder / "home"
        self._children: dict[str, subprocess.Popen[bytes]] = {}
        self.url = ""
        self._write_project()

    def _write_project(self) -> None:
        """Write the files of ``rasa init``, without the training it would begin with."""
        self.pristine.mkdir(parents=True)
        code = "from rasa.cli.scaffold import create_initial_project; create_initial_project('.')"
        _timed([str(self.python), "-c", code], self.pristine, self._env(), self.folder / "init.log")
        rules, domain = self.pristine / "data" / "rules.yml", self.pristine / "domain.yml"
        (self.pristine / "data" / "time.yml").write_text(_TIME)
        (self.pristine / "actions" / "actions.py").write_text(_ACTION)
        _replace(domain, "intents:\n", "actions:\n  - action_tell_time\n\nintents:\n  - ask_time\n")
        said = "- action: utter_iamabot\n"
        _replace(rules, said, f"{said}  - action: action_tell_time\n")
        self._examples = _examples(sorted((self.pristine / "data").glob("*.yml")))

    def _env(self) -> dict[str, str]:
        foreign = ("COUNTERPART_", "PYTHON", "VIRTUAL_ENV")
        kept = {key: value for key, value in os.environ.items() if not key.startswith(foreign)}
        quiet = {"PYTHONWARNINGS": "ignore", "TF_CPP_MIN_LOG_LEVEL": "3"}
        return {**kept, **quiet, "RASA_TELEMETRY_ENABLED": "false", "SANIC_HOST": HOST}

    def train(self) -> float:
        """Run ``rasa train`` in a fresh copy of the project, which holds no cache."""
        shutil.rmtree(self.home, ignore_errors=True)
        shutil.copytree(self.pristine, self.home)
        command = [str(self.python), "-m", "rasa", "train"]
        return _timed(command, self.home, self._env(), self.folder / "train.log")

    def start(self) -> None:
        """Start both servers; they answer some time later."""
        from counterpart.supervisor import free_port

        port, action_port = str(free_port()), str(free_port())
        url = f"http://{HOST}:{action_port}/webhook"
        (self.home / "endpoints.yml").write_text(f"action_endpoint:\n  url: {url}\n")
        self.url = f"http://{HOST}:{port}"
        python = str(self.python)
        self._spawn(
            "actions", [python, "-m", "rasa_sdk", "--actions", "actions", "-p", action_port]
        )
        self._spawn("server", [python, "-m", "rasa", "run", "-i", HOST, "-p", port])

    def _spawn(self, name: str, command: Sequence[str]) -> None:
        with self._log(name).open("wb") as out:
            self._children[name] = subprocess.Popen(
                command, cwd=self.home, env=self._env(), stdin=subprocess.DEVNULL,
                stdout=out, stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip

    def _log(self, name: str) -> Path:
        return self.folder / f"{name}.log"

    def check(self) -> None:
        """Raise where a server has died."""
        for name, child in self._children.items():
            if child.poll() is not None:
                raise click.ClickException(
                    f"the plain bot's {name} died:\n{_tail(self._log(name))}"
                )

    def talk(self, client: httpx.AsyncClient) -> PlainTalk:
        """Return a talk."""
        return PlainTalk(client, self.url, self._examples, random.Random(SEED))

    def processes(self) -> dict[str, int]:
        """Return the two process ids."""
        return {name: child.pid for name, child in self._children.items()}

    def stop(self) -> None:
        """Stop both servers, politely first."""
        for child in self._children.values():
            child.terminate()
        for child in self._children.values():
            try:
                child.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
        self._children.clear()


def _examples(files: Sequence[Path]) -> dict[str, list[str]]:
    """Return the example sentences of each intent."""
    found: dict[str, list[str]] = {}
    for file in files:
        for block in YAML(typ="safe").load(file).get("nlu") or []:
            lines = str(block["examples"]).splitlines()
            found[block["intent"]] = [
                line.removeprefix("- ").strip() for line in lines if line.strip()
            ]
    return found


def peer(folder: Path) -> PeerEnvironment:
    """Return the plain bot's environment."""
    return PeerEnvironment(folder, PEER_PACKAGES[0], "rasa_sdk", PEER_PACKAGES, size="2.5 GB")


# ------------------------------------------------------------------------------------ measuring


async def measure(bot: Bot, loads: Sequence[Load], tell: Callable[[str], None]) -> Figures:
    """Start a bot, load it, read its memory and stop it."""
    limits = httpx.Limits(max_connections=max(load.talks for load in loads))
    async with httpx.AsyncClient(timeout=120.0, trust_env=False, limits=limits) as client:
        try:
            figures = {"first_answer_s": await _first_answer(bot, client)}
            tell(f"first answer after {figures['first_answer_s']:.1f} s")
            talk = bot.talk(client)
            for _ in range(WARM_UP_TURNS):
                await talk.turn()
            for load in loads:
                talks = [bot.talk(client) for _ in range(load.talks)]
                figures |= await _under(load, talks, bot.processes())
                tell(
                    f"{load.talks} talks: {figures[f'{load.talks} talks turns_per_s']:.1f} turns/s"
                )
            return figures | _memory(bot.processes())
        finally:
            bot.stop()


async def _first_answer(bot: Bot, client: httpx.AsyncClient) -> float:
    """Return the seconds from the start of the processes to the first answer to a message."""
    began = time.perf_counter()
    bot.start()
    talk = bot.talk(client)
    while time.perf_counter() - began < FIRST_ANSWER_SECONDS:
        bot.check()
        try:
            if await talk.turn() is not None:
                return time.perf_counter() - began
        except httpx.TransportError:
            pass
        await asyncio.sleep(0.05)
    raise click.ClickException(f"no answer within {FIRST_ANSWER_SECONDS:.0f} s")


async def _under(load: Load, talks: Sequence[Talk], processes: Mapping[str, int]) -> Figures:
    """Let the talks make ``load.turns`` turns together; each waits for its answer."""
    turns = iter(range(load.turns))
    took: list[float | None] = []

    async def go_on(talk: Talk) -> None:
        for _ in turns:
            took.append(await talk.turn())

    began, used = time.perf_counter(), _cpu(processes)
    await asyncio.gather(*(go_on(talk) for talk in talks))
    wall, used = time.perf_counter() - began, _cpu(processes) - used
    answered = sorted(seconds for seconds in took if seconds is not None)
    if not answered:
        raise click.ClickException(f"none of {load.turns} turns was answered")
    return {
        f"{load.talks} talks median_ms": statistics.median(answered) * 1000,
        f"{load.talks} talks p95_ms": answered[math.ceil(0.95 * len(answered)) - 1] * 1000,
        f"{load.talks} talks turns_per_s": len(answered) / wall,
        f"{load.talks} talks cpu_ms_per_turn": used / load.turns * 1000,
        f"{load.talks} talks failed": float(load.turns - len(answered)),
    }


def _memory(processes: Mapping[str, int]) -> Figures:
    """Return resident memory in MB (10**6 bytes) by server and in total, children included."""
    by_name = {f"{name}_mb": _resident(pid) / 1e6 for name, pid in processes.items()}
    return {**by_name, "memory_mb": sum(by_name.values())}


def _resident(pid: int) -> int:
    return sum(process.memory_info().rss for process in _family(pid))


def _cpu(processes: Mapping[str, int]) -> float:
    """Return the processor seconds that servers have used so far, children included."""
    times = [process.cpu_times() for pid in processes.values() for process in _family(pid)]
    return sum(t.user + t.system for t in times)


def _family(pid: int) -> list[psutil.Process]:
    process = psutil.Process(pid)
    return [process, *process.children(recursive=True)]


@dataclass
class Comparison:
    """The figures of each bot, a mapping a round."""

    rounds: dict[str, list[Figures]] = field(default_factory=dict)

    def add(self, name: str, figures: Figures) -> None:
        """Add a bot's figures of one round."""
        self.rounds.setdefault(name, []).append(figures)

    def medians(self, name: str) -> Figures:
        """Return the median of each figure over the rounds."""
        rounds = self.rounds[name]
        return {key: statistics.median(r[key] for r in rounds) for key in rounds[0]}

    def ratios(self, name: str) -> Figures:
        """Return each figure divided by the plain bot's, where that isn't zero."""
        ours, plain = self.medians(name), self.medians(PLAIN)
        return {key: value / plain[key] for key, value in ours.items() if plain.get(key)}

    def table(self) -> str:
        """Return medians, ratios and goals as text."""
        ours, plain = self.medians(OURS), self.medians(PLAIN)
        other, ratios, others = self.medians(UNCOMPILED), self.ratios(OURS), self.ratios(UNCOMPILED)
        rows = [("", OURS, PLAIN, "ratio", "goal", "own validator", "ratio")]
        for key in ours:
            goal = GOALS.get(key)
            verdict = f"{goal} {'met' if goal.met(ratios[key]) else 'MISSED'}" if goal else ""
            numbers = [_number(f.get(key)) for f in (ours, plain, ratios, other, others)]
            rows.append((key, *numbers[:3], verdict, *numbers[3:]))
        return aligned(rows, left=(0, 4))

    def as_dict(self, **about: Any) -> dict[str, Any]:
        """Return everything for the JSON file."""
        ratios = self.ratios(OURS)
        return {
            **about,
            "rounds": self.rounds,
            "medians": {name: self.medians(name) for name in self.rounds},
            "ratios_to_plain": {name: self.ratios(name) for name in self.rounds if name != PLAIN},
            "goals": {
                key: {"goal": str(goal), "ratio": ratios[key], "met": goal.met(ratios[key])}
                for key, goal in GOALS.items()
            },
        }


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:.0f}" if abs(value) >= 100 or value == 0 else f"{value:.3g}"


def compare(ours: Bot, plain: Bot, rounds: int, loads: Sequence[Load]) -> Comparison:
    """Measure the bots in turn, ``rounds`` times over."""
    result = Comparison()
    for number in range(1, rounds + 1):
        for name, bot in ((OURS, ours), (PLAIN, plain)):
            tell = _teller(f"round {number}, {name}")
            trained = bot.train()
            tell(f"trained in {trained:.1f} s")
            result.add(name, {"train_s": trained, **asyncio.run(measure(bot, loads, tell))})
        with _environment(VALIDATOR, "rasa"):
            figures = asyncio.run(measure(ours, loads, _teller(f"round {number}, {UNCOMPILED}")))
        result.add(UNCOMPILED, {key: v for key, v in figures.items() if " talks " in key})
    return result


def run(python: Path, rounds: int, loads: Sequence[Load]) -> Comparison:
    """Write both bots' projects to a temporary folder and compare them there."""
    with tempfile.TemporaryDirectory(prefix="counterpart-bench-") as place:
        ours, plain = Counterpart(Path(place) / OURS), Plain(Path(place) / PLAIN, python)
        return compare(ours, plain, rounds, loads)


def _teller(what: str) -> Callable[[str], None]:
    return lambda line: click.echo(f"{what}: {line}", err=True)


# -------------------------------------------------------------------------------------- helpers


def _timed(command: Sequence[str], cwd: Path, env: Mapping[str, str], log: Path) -> float:
    """Run a command to its end and return its seconds."""
    began = time.perf_counter()
    with log.open("wb") as out:
        done = subprocess.run(
            command, cwd=cwd, env=env, stdin=subprocess.DEVNULL, stdout=out,
            stderr=subprocess.STDOUT, timeout=TRAIN_SECONDS, check=False,
        )  # fmt: skip
    took = time.perf_counter() - began
    if done.returncode:
        raise click.ClickException(f"{shlex.join(command)} failed:\n{_tail(log)}")
    return took


def _tail(log: Path, lines: int = 15) -> str:
    return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(source, target)


def _replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    if old not in text:
        raise click.ClickException(f"{file.name} of `rasa init` has no {old!r}")
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


@contextmanager
def _environment(name: str, value: str) -> Iterator[None]:
    """Set a variable of the environment for a while."""
    before = os.environ.get(name)
    os.environ[name] = value
    try:
        yield
    finally:
        os.environ.pop(name)
        if before is not None:
            os.environ[name] = before


def _about(rounds: int, loads: Sequence[Load]) -> dict[str, Any]:
    return {
        "machine": {
            "system": platform.system(), "processor": platform.machine(), "cores": os.cpu_count(),
            "memory_mb": round(psutil.virtual_memory().total / 1e6),
        },
        "versions": {name: version(name) for name in ("counterpart", "rasa", "rasa-sdk")},
        "python": platform.python_version(),
        "settings": {"rounds": rounds, "loads": [vars(load) for load in loads]},
    }  # fmt: skip


def _interrupt(_signal: int, _frame: object) -> None:
    raise KeyboardInterrupt  # so that the servers are stopped


@click.command(help=(__doc__ or "").replace("``", "`"))
@click.option(
    "--rounds",
    default=2,
    show_default=True,
    type=click.IntRange(1),
    help="How often each bot runs.",
)
@click.option("--quick", is_flag=True, help="One round of fewer turns: a check, no measurement.")
@click.option(
    "--json",
    "json_file",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write all figures to this file, too.",
)
@click.option(
    "--peer-env",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    default=PROJECT / ".counterpart" / "bench-peer",
    help="The plain bot's environment; made with uv where there is none. "
    "[default: .counterpart/bench-peer]",
)
def main(rounds: int, quick: bool, json_file: Path | None, peer_env: Path) -> None:
    """Run the comparison."""
    signal.signal(signal.SIGTERM, _interrupt)
    rounds, loads = (1, QUICK) if quick else (rounds, FULL)
    python = peer(peer_env.absolute()).ready()
    try:
        result = run(python, rounds, loads)
    except CounterpartError as error:
        raise click.ClickException(str(error)) from error
    click.echo(result.table())
    if json_file is not None:
        text = json.dumps(result.as_dict(**_about(rounds, loads)), indent=1, ensure_ascii=False)
        json_file.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
