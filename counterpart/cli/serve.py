"""``counterpart serve``: start and watch the bot."""

from __future__ import annotations

import click

from counterpart.errors import user_language
from counterpart.supervisor import Stack

_READY = {
    "zh": "机器人已在 {url} 就绪（只在本机）。另开一个终端，运行：\n\n  {command}\n\n按 Ctrl-C 停止。日志：{logs}",
    "en": "The bot is ready at {url} (this machine only). In another terminal, run:\n\n  {command}\n\n"
    "Ctrl-C stops everything. Logs: {logs}",
}


@click.command(
    epilog="""\b
Examples:
  counterpart serve
  counterpart serve --port 6005 --action-port 6055
"""
)
@click.option(
    "--port",
    default=5005,
    show_default=True,
    type=click.IntRange(1, 65535),
    help="Port of the bot.",
)
@click.option(
    "--action-port", default=5055, show_default=True, type=click.IntRange(1, 65535),
    help="Port of the action server.",
)  # fmt: skip
@click.option(
    "--database-url", help="SQLAlchemy URL of the database [default: SQLite in .counterpart]."
)
def command(port: int, action_port: int, database_url: str | None) -> None:
    """Start the action server and the Rasa server on loopback and watch them.

    A server that dies is started again. A port in use, a missing model or a broken scenario ends
    with a message that says what to do.
    """
    stack = Stack(port=port, action_port=action_port, database_url=database_url, tell=click.echo)
    click.echo("Starting the bot ...")
    stack.start()
    talk = "counterpart talk" + (f" --url {stack.url}" if port != 5005 else "")
    command_line = f".venv/bin/{talk}"
    click.echo(_READY[user_language()].format(url=stack.url, command=command_line, logs=stack.logs))
    stack.watch()
    click.echo("Stopped.")
