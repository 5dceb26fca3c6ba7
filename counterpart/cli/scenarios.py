"""``counterpart scenarios``: what there is to practise, and what can happen in it."""

from __future__ import annotations

import json
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from counterpart import models
from counterpart.clerks import CLERKS
from counterpart.library import library


@click.group(
    invoke_without_command=True,
    epilog="""\b
Examples:
  counterpart scenarios
  counterpart scenarios --json
  counterpart scenarios map pension-transfer
""",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a scenario, one a line.")
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> None:
    """List the scenarios with language, window, citizen and difficulty."""
    if ctx.invoked_subcommand:
        return
    table = Table("id", "title", "language", "window", "channel", "citizen", "difficulty", "facts")
    for found in library().all():
        citizen = f"{found.citizen.name} ({found.citizen.temperament}, {found.citizen.mood})"
        row = {
            "id": found.id, "title": found.title, "language": found.language, "window": found.window,
            "channel": found.channel, "citizen": citizen, "difficulty": found.difficulty,
            "facts": len(found.must_tell),
        }  # fmt: skip
        if as_json:
            click.echo(json.dumps({**row, "version": found.version}, ensure_ascii=False))
        else:
            table.add_row(*map(str, row.values()))
    if not as_json:
        Console().print(table)


@command.command(
    name="map",
    epilog="""\b
Examples:
  counterpart scenarios map pension-transfer
  counterpart scenarios map pension-transfer --runs 20 --out map.svg
""",
)
@click.argument("scenario")
@click.option(
    "--runs", default=5, show_default=True, type=click.IntRange(1), help="Talks for each clerk."
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to draw it [default: SCENARIO.svg].",
)
@click.option("--json", "as_json", is_flag=True, help="What was never reached, as a JSON object.")
def draw_map(scenario: str, runs: int, out: Path | None, as_json: bool) -> None:
    """Let every scripted clerk play SCENARIO and draw what happened.

    The picture shows the citizen's moods, moves and endings, with how often self-play took each way.
    What no talk reached is listed: lines, facts and answers.
    """
    from counterpart import scenario_map, simulation

    chosen = library().latest(scenario)
    model = models.ensure(lambda step: click.echo(f"Training the {step} ...", err=True))
    played = list(simulation.play_all(model, [chosen], CLERKS, runs))
    found = scenario_map.draw(chosen, played)
    file = out or Path(f"{chosen.id}.svg")
    file.write_text(found.svg(), encoding="utf-8")
    never = {"facts": found.facts, "answers": found.answers, "lines": found.lines}
    if as_json:
        click.echo(json.dumps({"file": str(file), "talks": found.talks, **never}, ensure_ascii=False))  # fmt: skip
        return
    total = sum(1 for _ in scenario_map.every_line(chosen))
    click.echo(f"{file}: {found.talks} talks, {len(set(found.ways))} ways.")
    click.echo(f"Facts never told: {', '.join(found.facts) or 'none'}")
    click.echo(f"Answers never given: {', '.join(found.answers) or 'none'}")
    click.echo(f"Lines never said: {len(found.lines)} of {total}")
    for where, text in found.lines:
        click.echo(f"  {where}: {text}")
