"""Compare the act tagger with a keyword list and with ConvoKit's politeness strategies.

F1 by act on the replies of ``data/acts``, ours held out by writer, and replies per second on one
thread, all in the same run. What is compared, and how to read it: benchmarks/README.md.
"""

from __future__ import annotations

import json
import os
import platform
import statistics
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass, field
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import click
from convokit_strategies import COVERED, SETS, ConvoKit, prepare
from peer_environment import PROJECT, PeerMissing
from tables import aligned

from counterpart import corpus, evaluation, paths, training
from counterpart.acts import ACTS
from counterpart.corpus import LabelledReply
from counterpart.errors import CounterpartError
from counterpart.evaluation import Count
from counterpart.keyword_acts import KeywordActs
from counterpart.tagger import ActTagger

OURS, BATCHED, KEYWORDS = "ours", "ours, batches of 64", "keywords"
LANGUAGES = ("zh", "en")
PARTS = ("all", "ordinary", "hard")
BATCH = 64
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")

Acts = Mapping[LabelledReply, frozenset[str]]
Counts = dict[str, Count]  # by act
Clock = Callable[[Sequence[LabelledReply]], float]  # seconds for replies of one language


def score(replies: Iterable[LabelledReply], found: Acts) -> Counts:
    """Return hits, false finds and misses of each act, counted once a reply."""
    counts = {act: Count() for act in ACTS}
    for reply in replies:
        for act, count in counts.items():
            has, wants = act in found[reply], act in reply.acts
            count.add(has, wants, has and wants)
    return counts


def covered(system: str) -> Sequence[str]:
    """Return the acts that a system looks for."""
    return tuple(SETS[system].strategies) if system in SETS else ACTS


def f1(system: str, counts: Counts, acts: Sequence[str]) -> float | None:
    """Return the mean F1 of those of ``acts`` that occur; None where none does or one isn't sought."""
    known = [counts[act].f1 for act in acts if counts[act].hit + counts[act].missed]
    return statistics.mean(known) if known and set(acts) <= set(covered(system)) else None


@dataclass
class Comparison:
    """What was measured.

    ``counts`` are by (language, part) and system, ``sizes`` are numbers of replies, and ``rates``
    replies per second in each round, by language and system.
    """

    counts: dict[tuple[str, str], dict[str, Counts]] = field(default_factory=dict)
    sizes: dict[tuple[str, str], int] = field(default_factory=dict)
    rates: dict[str, dict[str, list[float]]] = field(default_factory=dict)

    def add(
        self, language: str, part: str, replies: Sequence[LabelledReply], found: Mapping[str, Acts]
    ) -> None:
        """Count what each system found in the replies of a part."""
        self.sizes[language, part] = len(replies)
        self.counts[language, part] = {name: score(replies, acts) for name, acts in found.items()}

    def clock(self, language: str, system: str, rate: float) -> None:
        """Add a system's replies per second in one round."""
        self.rates.setdefault(language, {}).setdefault(system, []).append(rate)

    def speed(self, language: str) -> dict[str, tuple[float, float]]:
        """Return each system's median replies per second, and that as a multiple of ours."""
        medians = {name: statistics.median(r) for name, r in self.rates[language].items()}
        return {name: (rate, rate / medians[OURS]) for name, rate in medians.items()}

    def tables(self) -> str:
        """Return everything as text."""
        parts = [self._f1_table(*place) for place, size in self.sizes.items() if size]
        return "\n\n".join([*parts, self._speed_table()])

    def _f1_table(self, language: str, part: str) -> str:
        counts = self.counts[language, part]
        rows = [("F1", "in replies", *counts)]
        for name, acts in [
            *((act, (act,)) for act in ACTS),
            ("mean of four", COVERED),
            ("mean of all", ACTS),
        ]:
            in_replies = sum(counts[OURS][act].hit + counts[OURS][act].missed for act in acts)
            figures = (f1(system, c, acts) for system, c in counts.items())
            rows.append((name, str(in_replies) if len(acts) == 1 else "", *map(_number, figures)))
        return f"{language}, {part}: {self.sizes[language, part]} replies\n{aligned(rows)}"

    def _speed_table(self) -> str:
        speeds = [self.speed(language) for language in self.rates]
        rows = [("replies per second", *(name for lang in self.rates for name in (lang, "ratio")))]
        for system in dict.fromkeys(name for figures in speeds for name in figures):
            pairs = (figures.get(system, (None, None)) for figures in speeds)
            rows.append((system, *(_number(value) for pair in pairs for value in pair)))
        return aligned(rows)

    def as_dict(self, **about: Any) -> dict[str, Any]:
        """Return everything for the JSON file."""
        return {
            **about,
            "f1": [
                {
                    "language": language,
                    "part": part,
                    "replies": self.sizes[language, part],
                    "systems": {name: _figures(name, counts) for name, counts in systems.items()},
                }
                for (language, part), systems in self.counts.items()
            ],
            "speed": {
                language: {
                    system: {"replies_per_s": round(rate, 1), "ratio_to_ours": round(ratio, 3)}
                    for system, (rate, ratio) in self.speed(language).items()
                }
                for language in self.rates
            },
        }


def _figures(system: str, counts: Counts) -> dict[str, dict[str, float]]:
    return {
        act: {
            "support": counts[act].hit + counts[act].missed,
            "precision": round(counts[act].precision, 3),
            "recall": round(counts[act].recall, 3),
            "f1": round(counts[act].f1, 3),
        }
        for act in covered(system)
    }


def _number(value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:.0f}" if value >= 100 else f"{value:.2f}"


# ------------------------------------------------------------------------------------- measuring


def measure_f1(
    result: Comparison, replies: Sequence[LabelledReply], folds: int, convokit: ConvoKit | None
) -> None:
    """Let every system find the acts of every reply, ours with the reply's writer held out."""
    ours = {
        reply: frozenset(span.act for span in tagged.spans)
        for reply, tagged in evaluation.held_out(replies, folds, _tell)
    }
    keywords = KeywordActs()
    for language in LANGUAGES:
        spoken = [reply for reply in replies if reply.language == language]
        found: dict[str, Acts] = {
            OURS: ours,
            KEYWORDS: {r: keywords.acts(r.reply, language, r.citizen) for r in spoken},
        }
        for name in _sets(language) if convokit else ():
            _tell(f"{language}: {name}")
            acts, _ = convokit.acts(name, [r.reply for r in spoken])
            found[name] = dict(zip(spoken, acts, strict=True))
        for part in PARTS:
            chosen = [r for r in spoken if part in ("all", r.kind)]
            result.add(language, part, chosen, found)


def measure_speed(
    result: Comparison,
    replies: Sequence[LabelledReply],
    rounds: int,
    sample: int,
    convokit: ConvoKit | None,
) -> None:
    """Let every system read the same replies, in turn, ``rounds`` times."""
    training.ensure_trained()
    keywords = KeywordActs()
    clocks: dict[str, Clock] = {
        OURS: lambda some: _in_new_process(some, 1),
        BATCHED: lambda some: _in_new_process(some, BATCH),
        KEYWORDS: lambda some: _seconds_of_keywords(keywords, some),
    }
    for number in range(1, rounds + 1):
        for language in LANGUAGES:
            spoken = [reply for reply in replies if reply.language == language]
            some = spoken[:: max(1, len(spoken) // sample)][:sample]
            for name, clock in clocks.items():
                result.clock(language, name, len(some) / clock(some))
            for name in _sets(language) if convokit else ():
                _, seconds = convokit.acts(name, [r.reply for r in some])
                result.clock(language, name, len(some) / seconds)
            _tell(f"speed, round {number}/{rounds}: {language}")


def _sets(language: str) -> list[str]:
    return [name for name, strategies in SETS.items() if strategies.language == language]


def _in_new_process(replies: Sequence[LabelledReply], batch: int) -> float:
    """Time our tagger where it remembers nothing; ``ONE_THREAD`` is read when numpy is loaded."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(seconds_of_ours, replies, batch).result()


def seconds_of_ours(replies: Sequence[LabelledReply], batch: int) -> float:
    """Return the seconds in which our tagger tags the replies, ``batch`` at a time."""
    tagger = ActTagger.load(paths.ACT_MODEL)
    tagger.tag("您好 hello")  # the encoder is loaded now
    began = time.perf_counter()
    for i in range(0, len(replies), batch):
        list(tagger.tag_many((r.reply, r.citizen, r.first) for r in replies[i : i + batch]))
    return time.perf_counter() - began


def _seconds_of_keywords(keywords: KeywordActs, replies: Sequence[LabelledReply]) -> float:
    began = time.perf_counter()
    for reply in replies:
        keywords.acts(reply.reply, reply.language, reply.citizen)
    return time.perf_counter() - began


def _tell(line: str) -> None:
    click.echo(line, err=True)


def _about(settings: Mapping[str, int], convokit: ConvoKit | None) -> dict[str, Any]:
    return {
        "machine": {
            "system": platform.system(), "processor": platform.machine(), "cores": os.cpu_count(),
            "load": [round(load, 1) for load in os.getloadavg()],
        },
        "versions": {"counterpart": version("counterpart"), "python": platform.python_version()},
        "convokit": convokit.about if convokit else None,
        "settings": settings,
    }  # fmt: skip


@click.command(help=(__doc__ or "").replace("``", "`"))
@click.option(
    "--folds", default=4, show_default=True, type=click.IntRange(2, 20), help="Groups of writers."
)
@click.option(
    "--rounds", default=3, show_default=True, type=click.IntRange(1), help="Rounds of the clock."
)
@click.option(
    "--sample",
    default=200,
    show_default=True,
    type=click.IntRange(1),
    help="Replies of each language that are timed.",
)
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
    default=PROJECT / ".counterpart" / "bench-convokit",
    help="ConvoKit's environment; made with uv where there is none. "
    "[default: .counterpart/bench-convokit]",
)
@click.option("--without-convokit", is_flag=True, help="Compare with the keyword list only.")
def main(
    folds: int,
    rounds: int,
    sample: int,
    json_file: Path | None,
    peer_env: Path,
    without_convokit: bool,
) -> None:
    """Run the comparison."""
    os.environ.update(ONE_THREAD)
    result, settings = Comparison(), {"folds": folds, "rounds": rounds, "sample": sample}
    with nullcontext() if without_convokit else _convokit(peer_env.absolute()) as convokit:
        try:
            replies = corpus.load()
            measure_f1(result, replies, folds, convokit)
            measure_speed(result, replies, rounds, sample, convokit)
        except CounterpartError as error:
            raise click.ClickException(str(error)) from error
        about = _about(settings, convokit)
    click.echo(result.tables())
    if json_file is not None:
        text = json.dumps(result.as_dict(**about), indent=1, ensure_ascii=False)
        json_file.write_text(text + "\n", encoding="utf-8")


def _convokit(folder: Path) -> ConvoKit:
    try:
        return ConvoKit(prepare(folder))
    except PeerMissing as missing:
        raise PeerMissing(f"{missing.message}\nWithout it: --without-convokit") from missing


if __name__ == "__main__":
    main()
