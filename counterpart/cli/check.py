"""``counterpart check``: the trainer's check of scenario files."""

from __future__ import annotations

import json
from pathlib import Path

import click

from counterpart import scenario
from counterpart.errors import user_language

_SOUND = {"zh": "没有问题", "en": "no faults"}


@click.command(
    epilog="""\b
Examples:
  counterpart check                              every scenario of the project
  counterpart check data/scenarios/mine.yml      one file
  counterpart check --json mine.yml              for a program
"""
)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a file, one a line.")
@click.pass_context
def command(ctx: click.Context, files: tuple[Path, ...], as_json: bool) -> None:
    """Check scenario FILES (all of the project's by default) and report every fault.

    Each fault names file, line and field, its cause and the valid choices. Exit status 1 where
    there is a fault.
    """
    language = user_language()
    found_any = False
    for file in files or scenario.files():
        faults = scenario.check(file, language)
        found_any = found_any or bool(faults)
        if as_json:
            click.echo(json.dumps(
                {"file": str(file), "faults": [fault.as_dict() for fault in faults]}, ensure_ascii=False
            ))  # fmt: skip
            continue
        if not faults:
            click.echo(f"{file}: {_SOUND[language]}")
        for fault in faults:
            click.echo(fault.message(language))
    ctx.exit(1 if found_any else 0)
