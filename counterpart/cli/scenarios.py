"""``counterpart scenarios``: what there is to practise."""

from __future__ import annotations

import json

import click
from rich.console import Console
from rich.table import Table

from counterpart.library import library


@click.command(
    epilog="""\b
Examples:
  counterpart scenarios
  counterpart scenarios --json
"""
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a scenario, one a line.")
def command(as_json: bool) -> None:
    """List the scenarios with language, window, citizen and difficulty."""
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
