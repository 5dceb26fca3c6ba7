"""``counterpart backup`` and ``counterpart restore``."""

from __future__ import annotations

import time
from pathlib import Path

import click

from counterpart import backup


@click.command(
    epilog="""\b
Examples:
  counterpart backup
  counterpart backup /srv/backups/monday.tar.gz
"""
)
@click.argument("file", type=click.Path(path_type=Path), required=False)
def command(file: Path | None) -> None:
    """Save talks, people and pinned scenarios into FILE (a .tar.gz); everything may go on running."""
    target = file or Path(f"counterpart-{time.strftime('%Y%m%d-%H%M%S')}.tar.gz")
    click.echo(backup.backup(target))


@click.command(
    epilog="""\b
Examples:
  counterpart restore /srv/backups/monday.tar.gz
"""
)
@click.argument("file", type=click.Path(path_type=Path, exists=True))
def restore(file: Path) -> None:
    """Bring back what FILE holds; what was there before is put aside and named."""
    aside = backup.restore(file)
    click.echo(f"restored {file}" + (f"; before that: {aside}" if aside else ""))
