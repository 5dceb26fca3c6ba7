"""``counterpart simulate``: scripted clerks against the trained bot."""

from __future__ import annotations

import json

import click
from rich.console import Console
from rich.table import Table

from counterpart import models
from counterpart.clerks import CLERKS
from counterpart.library import library


@click.command(
    epilog="""\b
Examples:
  counterpart simulate
  counterpart simulate pension-transfer --clerk rude --runs 5
  counterpart simulate --clerk model --clerk courteous --runs 20 --json > runs.jsonl
  counterpart simulate --clerk courteous --runs 20 --each-difficulty
  counterpart simulate --walk 2000
"""
)
@click.argument("scenarios", nargs=-1)
@click.option(
    "--clerk",
    "clerks",
    multiple=True,
    type=click.Choice(CLERKS),
    help="Which clerks [default: all].",
)
@click.option(
    "--runs", default=1, show_default=True, type=click.IntRange(1), help="Talks for each pair."
)
@click.option(
    "--seed", default=1, show_default=True, help="Seed of the first talk; the next ones count up."
)
@click.option("--difficulty", type=click.IntRange(1, 3), help="Instead of the scenario's own.")
@click.option(
    "--each-difficulty",
    is_flag=True,
    help="Play at 1, 2 and 3 and compare turns to calm and what is volunteered.",
)
@click.option(
    "--walk",
    type=click.IntRange(2),
    metavar="TURNS",
    help="Instead of clerks, say texts at random for so many turns.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a talk, one a line.")
@click.option(
    "--processes",
    default=2,
    show_default=True,
    type=click.IntRange(1),
    help="Processes to play in.",
)
@click.pass_context
def command(
    ctx: click.Context, scenarios: tuple[str, ...], clerks: tuple[str, ...], runs: int, seed: int,
    difficulty: int | None, each_difficulty: bool, walk: int | None, as_json: bool, processes: int,
) -> None:  # fmt: skip
    """Let scripted clerks talk to the citizens of SCENARIOS (all by default).

    The real bot answers: language understanding, policies, actions and voice. The same seed gives
    the same talk. Exit status 1 where a talk ran into a dead end.
    """
    from counterpart import simulation

    chosen = [library().latest(name) for name in scenarios] or library().all()
    model = models.ensure(lambda step: click.echo(f"Training the {step} ...", err=True))
    if walk:
        found = simulation.walk_all(model, chosen, walk, seed, processes)
        click.echo(json.dumps(found, ensure_ascii=False))
        ctx.exit(1 if found["dead_ends"] else 0)
    if each_difficulty:
        levels = {
            level: list(
                simulation.play_all(model, chosen, clerks or CLERKS, runs, seed, level, processes)
            )
            for level in (1, 2, 3)
        }
        for row in simulation.by_difficulty(levels):
            click.echo(json.dumps(row))
        return
    played = []
    for run in simulation.play_all(
        model, chosen, clerks or CLERKS, runs, seed, difficulty, processes
    ):
        played.append(run)
        if as_json:
            click.echo(json.dumps(run.as_dict(), ensure_ascii=False))
    if not as_json:
        _print(simulation.summary(played))
    ctx.exit(1 if any(run.dead_end for run in played) else 0)


def _print(rows: list[dict[str, object]]) -> None:
    table = Table(
        "clerk",
        "runs",
        "grade (1-5)",
        "score",
        "turns",
        "dead ends",
        "lines repeated",
        "distinct lines",
        "endings",
    )
    for row in rows:
        endings = row.pop("endings")
        assert isinstance(endings, dict)
        shown = ", ".join(f"{name} {count}" for name, count in sorted(endings.items()))
        table.add_row(*map(str, row.values()), shown)
    Console().print(table)
