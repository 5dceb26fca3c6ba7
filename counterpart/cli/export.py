"""``counterpart export``: talks from the tracker store, one row a turn."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import datetime
from typing import IO, Any

import click

from counterpart import store, transcript
from counterpart.errors import CounterpartError
from counterpart.export import csv, jsonl

_WRITERS = {"jsonl": jsonl.write, "csv": csv.write}


@click.command(
    epilog="""\b
Examples:
  counterpart export > talks.jsonl
  counterpart export --format csv --since 2026-11-23 -o talks.csv
  counterpart export --scenario pension-transfer
"""
)
@click.option(
    "--format", "form", type=click.Choice(list(_WRITERS)), default="jsonl", show_default=True
)
@click.option(
    "--since", help="Talks that went on at or after this time (2026-11-23, 2026-11-23T09:30)."
)
@click.option("--scenario", help="Only talks of this scenario.")
@click.option(
    "--database-url", help="SQLAlchemy URL of the database [default: SQLite in .counterpart]."
)
@click.option(
    "-o",
    "--output",
    type=click.File("w", encoding="utf-8", lazy=True),
    help="A file instead of standard output.",
)
def command(
    form: str,
    since: str | None,
    scenario: str | None,
    database_url: str | None,
    output: IO[str] | None,
) -> None:
    """Export finished and running talks: reply, acts, spans, findings, mood and rating of each turn.

    docs/exports.md explains the fields. Turns that were taken back are marked, not left out.
    """
    rows = _rows(database_url, _time(since), scenario)
    if output is None:
        sys.stdout.reconfigure(encoding="utf-8", newline="")  # type: ignore[union-attr]
        output = sys.stdout
    _WRITERS[form](rows, output)


def _rows(url: str | None, since: float | None, scenario: str | None) -> Iterator[dict[str, Any]]:
    for talk in store.talks(url, since):
        found = transcript.read(talk)
        if scenario is None or found.settings.get("scenario") == scenario:
            yield from found.rows()


def _time(value: str | None) -> float | None:
    if value is None:
        return None
    try:
        return datetime.fromisoformat(value.replace("Z", "+00:00")).timestamp()
    except ValueError as fault:
        raise CounterpartError("E406", value=value) from fault
