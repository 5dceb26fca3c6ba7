"""Self-play: scripted clerks against the trained bot."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, field
from multiprocessing import get_context
from pathlib import Path
from statistics import mean, stdev
from typing import Any

from counterpart import corpus
from counterpart.citizen import TURN_CAP
from counterpart.clerks import Clerk, every_line
from counterpart.library import library
from counterpart.scenario import Scenario
from counterpart.voice import MAY_REPEAT

_CALM = frozenset({"calm", "relieved"})
_OF_OWN_ACCORD = frozenset({"ask_fact", "volunteer", "voice_misunderstanding"})
_ODD_TEXTS = (
    "", "   ", "……", "？", "🙂🙂🙂", "12333", "asdf qwer", "/restart", "/intent{}", "\u202e好您", "OK", "哈" * 300,
    "<b>hi</b>", "'; DROP TABLE events; --", "您好" * 200,
)  # fmt: skip
_WORTH_A_PROCESS = 40  # talks from which a second process pays for loading the model


@dataclass(frozen=True)
class Exchange:
    """One reply and the citizen's answer to it."""

    reply: str
    line: str
    move: str
    mood: str
    before: str  # the citizen's mood before the reply
    topic: str | None = None
    tension: int | None = None
    stage: str = ""  # what is seen beside the line


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
    because: str | None = None  # what drove the citizen away
    told: list[str] = field(default_factory=list)
    calm_at: int | None = None  # turn at which the citizen was calm or relieved first
    volunteered: int = 0  # what the citizen asked or said of their own accord
    exchanges: list[Exchange] = field(default_factory=list, repr=False)

    def as_dict(self) -> dict[str, Any]:
        """Return the run as plain values, without its exchanges."""
        values = asdict(self)
        del values["exchanges"]
        return values


def play(
    bot: Any, scenario: Scenario, clerk_name: str, seed: int, difficulty: int | None = None
) -> Run:
    """Play one talk to its end, or to the turn cap, and return what became of it."""
    sender = f"simulate-{scenario.id}-{clerk_name}-{seed}"
    clerk = Clerk(clerk_name, scenario, seed)
    bot.start(sender, scenario=scenario.id, seed=seed, difficulty=difficulty)
    exchanges: list[Exchange] = []
    answer: dict[str, Any] = {}
    mood, dead_end = scenario.citizen.mood, False
    while len(exchanges) < TURN_CAP and not answer.get("ended") and not dead_end:
        last = exchanges[-1] if exchanges else None
        text = clerk.reply(last.move if last else None, last.topic if last else None)
        answer = bot.reply(sender, text, silence=not text, gestures=clerk.gestures())
        found = answer["assessment"] or {}
        said = answer["lines"][-1] if answer["lines"] else {"text": "", "move": ""}
        dead_end = not answer["lines"] or not answer["scored"]
        exchanges.append(
            Exchange(
                text, said["text"], said["move"], answer["mood"], mood, found.get("topic"),
                found.get("tension"), said.get("stage") or "",
            )
        )  # fmt: skip
        mood = answer["mood"]
    bot.forget(sender)
    outcome = answer.get("outcome") or {}
    return Run(
        scenario=scenario.id, clerk=clerk_name, seed=seed, turns=len(exchanges),
        grade=outcome.get("grade"), score=(outcome.get("scorecard") or {}).get("score"),
        ended=bool(outcome), ending=outcome.get("ending"), dead_end=dead_end or not outcome,
        lines_repeated=_repeated(exchanges), moods=[e.mood for e in exchanges],
        because=outcome.get("because"), told=outcome.get("told") or [],
        calm_at=next((n for n, e in enumerate(exchanges, 1) if e.mood in _CALM), None),
        volunteered=sum(e.move in _OF_OWN_ACCORD for e in exchanges), exchanges=exchanges,
    )  # fmt: skip


def _repeated(exchanges: Sequence[Exchange]) -> int:
    said: list[str] = []
    repeated = 0
    for exchange in exchanges:
        repeated += exchange.line in said and exchange.move not in MAY_REPEAT
        said.append(exchange.line)
    return repeated


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
    with _pool(model, processes) as pool:
        yield from pool.map(_play_job, jobs, chunksize=4)


def interval(values: Sequence[float]) -> tuple[float, float, float]:
    """Return the mean and its 95% interval (normal approximation)."""
    middle = mean(values)
    half = 1.96 * stdev(values) / len(values) ** 0.5 if len(values) > 1 else 0.0
    return round(middle, 2), round(middle - half, 2), round(middle + half, 2)


def by_difficulty(runs: Mapping[int, Sequence[Run]]) -> list[dict[str, Any]]:
    """Return by level: turns until the citizen is calm (the cap where never), and what they volunteer.

    Both as mean and 95% interval over talks.
    """
    return [
        {
            "difficulty": level,
            "runs": len(own),
            "grade": round(mean(run.grade or 0 for run in own), 2),
            "turns_to_calm": interval([float(run.calm_at or TURN_CAP) for run in own]),
            "volunteered": interval([float(run.volunteered) for run in own]),
        }
        for level, own in runs.items()
    ]


def texts_at_hand(language: str) -> list[str]:
    """Return every text of the project that somebody might type, for a random walk."""
    found = [*every_line(language), *_ODD_TEXTS]
    found += [reply.reply for reply in corpus.load() if reply.language == language]
    found += [text for text, _ in corpus.formulas()]
    found += list(corpus.grievances())
    for scenario in library().all():
        found += scenario.model_replies
        found += [text for fact in scenario.must_tell for text in (*fact.examples, *fact.wrong)]
        found += [text for answer in scenario.answers for text in answer.asked]
    return list(dict.fromkeys(found))


def walk(bot: Any, scenarios: Sequence[Scenario], turns: int, seed: int = 1) -> dict[str, Any]:
    """Say texts at random for a number of turns, talk after talk, and count what became of them."""
    chance = random.Random(seed)
    pools = {language: texts_at_hand(language) for language in ("zh", "en")}
    done, talks, dead_ends, repeated = 0, 0, 0, 0
    endings: Counter[str] = Counter()
    while done < turns:
        scenario = scenarios[talks % len(scenarios)]
        sender, talks = f"walk-{seed}-{talks}", talks + 1
        bot.start(sender, scenario=scenario.id, seed=chance.randrange(2**31))
        exchanges: list[Exchange] = []
        answer: dict[str, Any] = {}
        while not answer.get("ended") and len(exchanges) < TURN_CAP:
            language = scenario.language if chance.random() < 0.93 else chance.choice(["zh", "en"])
            text = chance.choice(pools[language])
            answer = bot.reply(sender, text, silence=not text.strip())
            done += 1
            dead_ends += not answer["lines"] or not answer["scored"]
            said = answer["lines"][-1] if answer["lines"] else {"text": "", "move": ""}
            exchanges.append(Exchange(text, said["text"], said["move"], answer["mood"], ""))
        dead_ends += not answer.get("ended")
        repeated += _repeated(exchanges)
        endings[(answer.get("outcome") or {}).get("ending") or "none"] += 1
        bot.forget(sender)
    return {
        "turns": done, "talks": talks, "dead_ends": dead_ends, "lines_repeated": repeated,
        "endings": dict(endings),
    }  # fmt: skip


def _walk_job(job: tuple[list[str], int, int]) -> dict[str, Any]:
    names, turns, seed = job
    return walk(_bot, [library().latest(name) for name in names], turns, seed)


def walk_all(
    model: Path, scenarios: Sequence[Scenario], turns: int, seed: int = 1, processes: int = 2
) -> dict[str, Any]:
    """Walk in several processes, and return the figures added up."""
    names = [scenario.id for scenario in scenarios]
    jobs = [(names, turns // processes, seed + n) for n in range(processes)]
    with _pool(model, processes) as pool:
        parts = list(pool.map(_walk_job, jobs))
    total: dict[str, Any] = {key: sum(part[key] for part in parts) for key in parts[0] if key != "endings"}  # fmt: skip
    endings = sum((Counter(part["endings"]) for part in parts), Counter[str]())
    return {**total, "endings": dict(endings)}


def _pool(model: Path, processes: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(
        processes,
        mp_context=get_context("spawn"),
        initializer=_load_bot,
        initargs=(str(model),),
    )


def summary(runs: Sequence[Run]) -> list[dict[str, Any]]:
    """Return mean figures by clerk, in the order of their first run."""
    rows = []
    for clerk in dict.fromkeys(run.clerk for run in runs):
        own = [run for run in runs if run.clerk == clerk]
        scores = [run.score for run in own if run.score is not None]
        rows.append({
            "clerk": clerk,
            "runs": len(own),
            "grade": round(sum(run.grade or 0 for run in own) / len(own), 2),
            "score": round(sum(scores) / len(scores), 1) if scores else None,
            "turns": round(sum(run.turns for run in own) / len(own), 1),
            "dead_ends": sum(run.dead_end for run in own),
            "lines_repeated": sum(run.lines_repeated for run in own),
            "distinct_lines": len({e.line for run in own for e in run.exchanges}),
            "endings": dict(Counter(run.ending or "none" for run in own)),
        })  # fmt: skip
    return rows
