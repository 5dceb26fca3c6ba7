"""The command ``counterpart``: one module a command, loaded when it is called."""

from __future__ import annotations

import importlib
from typing import Any

import click

from counterpart import __version__
from counterpart.errors import CounterpartError

COMMANDS = {
    "talk": "talk",
    "score": "score",
    "simulate": "simulate",
    "check": "check",
    "scenarios": "scenarios",
    "export": "export",
    "train": "train",
    "evaluate": "evaluate",
    "serve": "serve",
    "user": "user",
    "backup": "backup",
    "restore": "backup:restore",
}


class _Lazy(click.Group):
    """Import a command's module only when the command is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order a newcomer needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command, or None where there is none."""
        if cmd_name not in COMMANDS:
            return None
        name, _, attribute = COMMANDS[cmd_name].partition(":")
        module = importlib.import_module(f"counterpart.cli.{name}")
        command: click.Command = getattr(module, attribute or "command")
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; a fault a user can mend becomes one clear message and status 2."""
        try:
            return super().invoke(ctx)
        except CounterpartError as error:
            click.echo(str(error), err=True)
            ctx.exit(2)


@click.group(
    cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="counterpart")
def main() -> None:
    """Practise the service window: a bot plays the citizen, you play the clerk, every reply is scored.

    \b
    Examples:
      counterpart scenarios                      what there is to practise
      counterpart talk pension-transfer          sit down at the window
      counterpart score replies.jsonl            score replies without any server
      counterpart check my-scenario.yml          check a scenario you wrote
      counterpart serve                          the whole thing at one local address

    \b
    Exit status: 0 done, 1 done with faults in the input, 2 not done (the message says why).
    """


__all__ = ["main"]
