"""Self-play: scripted clerks against the trained bot."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from counterpart.citizen import TURN_CAP
from counterpart.clerks import Clerk
from counterpart.library import library
from counterpart.scenario import Scenario
from counterpart.voice import MAY_REPEAT

_WORTH_A_PROCESS = 40  # talks from which a second process pays for loading the model


@dataclass(frozen=True)
class Exchange:
    """One reply and the citizen's answer to it."""

    reply: str
    line: str
    move: str
    mood: str


@dataclass(frozen=True)
class Run:
    """One talk of self-play; the fields are those of ``counterpart simulate --json``."""

    scenario: str
    clerk: str
    seed: int
    turns: int
    grade: int | None
    score: float | None
    ended: bool
    ending: str | None
    dead_end: bool
    lines_repeated: int
    moods: list[str]

    def as_dict(self) -> dict[str, Any]:
        """Return the run as plain values."""
        return asdict(self)


def play(
    bot: Any, scenario: Scenario, clerk_name: str, seed: int, difficulty: int | None = None,
    transcript: list[Exchange] | None = None,
) -> Run:  # fmt: skip
    """Play one talk to its end, or to the turn cap, and return what became of it."""
    sender = f"simulate-{scenario.id}-{clerk_name}-{seed}"
    clerk = Clerk(clerk_name, scenario, seed)
    bot.start(sender, scenario=scenario.id, seed=seed, difficulty=difficulty)
    said: list[str] = []
    moods: list[str] = []
    move: str | None = None
    topic: str | None = None
    answer: dict[str, Any] = {}
    dead_end, repeated, turns = False, 0, 0
    while turns < TURN_CAP and not answer.get("ended") and not dead_end:
        text = clerk.reply(move, topic)
        answer = bot.reply(sender, text, silence=not text)
        turns += 1
        lines = answer["lines"]
        dead_end = not lines or not answer["scored"]
        for line in lines:
            repeated += line["text"] in said and line["move"] not in MAY_REPEAT
            said.append(line["text"])
        moods.append(answer["mood"])
        move = lines[-1]["move"] if lines else None
        topic = (answer["assessment"] or {}).get("topic")
        if transcript is not None and lines:
            transcript.append(Exchange(text, lines[-1]["text"], move or "", answer["mood"]))
    bot.forget(sender)
    outcome = answer.get("outcome") or {}
    return Run(
        scenario.id, clerk_name, seed, turns, outcome.get("grade"),
        (outcome.get("scorecard") or {}).get("score"), bool(outcome), outcome.get("ending"),
        dead_end or not outcome, repeated, moods,
    )  # fmt: skip


_bot: Any = None


def _load_bot(model: str) -> None:
    global _bot
    from counterpart.rasa.bot import Bot

    _bot = Bot(Path(model))


def _play_job(job: tuple[str, str, int, int | None]) -> Run:
    scenario_id, clerk, seed, difficulty = job
    return play(_bot, library().latest(scenario_id), clerk, seed, difficulty)


def play_all(
    model: Path, scenarios: Sequence[Scenario], clerks: Sequence[str], runs: int, seed: int = 1,
    difficulty: int | None = None, processes: int = 2,
) -> Iterator[Run]:  # fmt: skip
    """Yield a run for every scenario, clerk and seed, in that order."""
    jobs = [
        (scenario.id, clerk, number, difficulty)
        for scenario, clerk, number in itertools.product(
            scenarios, clerks, range(seed, seed + runs)
        )
    ]
    if len(jobs) < _WORTH_A_PROCESS or processes < 2:
        _load_bot(str(model))
        yield from map(_play_job, jobs)
        return
    with ProcessPoolExecutor(
        processes, mp_context=get_context("spawn"), initializer=_load_bot, initargs=(str(model),)
    ) as pool:
        yield from pool.map(_play_job, jobs, chunksize=4)


def summary(runs: Sequence[Run]) -> list[dict[str, Any]]:
    """Return mean figures by clerk, in the order of their first run."""
    rows = []
    for clerk in dict.fromkeys(run.clerk for run in runs):
        own = [run for run in runs if run.clerk == clerk]
        scores = [run.score for run in own if run.score is not None]
        endings: dict[str, int] = {}
        for run in own:
            endings[run.ending or "none"] = endings.get(run.ending or "none", 0) + 1
        rows.append({
            "clerk": clerk,
            "runs": len(own),
            "grade": round(sum(run.grade or 0 for run in own) / len(own), 2),
            "score": round(sum(scores) / len(scores), 1) if scores else None,
            "turns": round(sum(run.turns for run in own) / len(own), 1),
            "dead_ends": sum(run.dead_end for run in own),
            "lines_repeated": sum(run.lines_repeated for run in own),
            "endings": endings,
        })  # fmt: skip
    return rows
