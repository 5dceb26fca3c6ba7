"""``counterpart user``: accounts for trainers, evaluators and admins."""

from __future__ import annotations

import click

from counterpart import migrations, store
from counterpart.people import STAFF, People


@click.group(
    epilog="""\b
Examples:
  counterpart user add trainer "Li Hua"
"""
)
def command() -> None:
    """Make accounts. Trainees need none here: they join with their class's code."""


@command.command(
    epilog="""\b
Examples:
  counterpart user add trainer "Li Hua"
  counterpart user add evaluator Chen --password-file secret.txt
"""
)
@click.argument("role", type=click.Choice(STAFF))
@click.argument("name")
@click.option(
    "--password-file", type=click.File(), help="Read the password from a file instead of asking."
)
@click.option("--database-url", help="SQLAlchemy URL [default: SQLite in .counterpart].")
def add(
    role: str, name: str, password_file: click.utils.LazyFile | None, database_url: str | None
) -> None:
    """Make a trainer, evaluator or admin; the password has at least ten characters."""
    if password_file is not None:
        password = password_file.read().strip()
    else:
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    opened = store.engine(database_url or store.database_url())
    migrations.upgrade(opened)
    user = People(opened).add_staff(role, name, password)
    click.echo(f"{user.role} {user.name}")
