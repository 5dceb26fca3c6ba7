"""``counterpart serve``: start and watch the web app and the bot behind it."""

from __future__ import annotations

import click

from counterpart import migrations, store
from counterpart.errors import user_language
from counterpart.people import People
from counterpart.supervisor import HOST, Stack
from counterpart.web.settings import from_environment

_READY = {
    "zh": "已就绪，请用浏览器打开：\n\n  {url}\n\n按 Ctrl-C 停止。日志：{logs}",
    "en": "Ready. Open in a browser:\n\n  {url}\n\nCtrl-C stops everything. Logs: {logs}",
}
_FIRST = {
    "zh": "第一次启动，还没有培训老师的账号。用这个链接建立（只能用一次，一天内有效）：\n\n  {url}\n",
    "en": "First start: nobody manages this installation yet. Make the first account with this link\n"
    "(it works once, for a day):\n\n  {url}\n",
}


@click.command(
    epilog="""\b
Examples:
  counterpart serve
  counterpart serve --port 9000
  COUNTERPART_PUBLIC_URL=https://practice.example.org counterpart serve
"""
)
@click.option(
    "--port",
    default=8000,
    show_default=True,
    type=click.IntRange(1, 65535),
    help="Port of the web app.",
)
@click.option("--host", default=HOST, show_default=True, help="Address the web app listens on.")
@click.option(
    "--bot-port", default=5005, show_default=True, type=click.IntRange(1, 65535),
    help="Port of the bot, on loopback.",
)  # fmt: skip
@click.option(
    "--action-port", default=5055, show_default=True, type=click.IntRange(1, 65535),
    help="Port of the action server, on loopback.",
)  # fmt: skip
@click.option(
    "--database-url", help="SQLAlchemy URL of the database [default: SQLite in .counterpart]."
)
def command(
    port: int, host: str, bot_port: int, action_port: int, database_url: str | None
) -> None:
    """Start the web app, the Rasa server and the action server, and watch them.

    A server that dies is started again. A port in use, a missing model or a broken scenario ends
    with a message that says what to do.
    """
    settings = from_environment(host=host)
    stack = Stack(
        port=bot_port, action_port=action_port, web_port=port, host=host, database_url=database_url,
        tell=click.echo,
    )  # fmt: skip
    click.echo("Starting ...")
    stack.start()
    url = settings.public_url or stack.web_url
    opened = store.engine(database_url or store.database_url())
    migrations.upgrade(opened)
    people = People(opened)
    if not people.any_staff():
        link = f"{url}/setup/{people.new_setup_link()}"
        click.echo(_FIRST[user_language()].format(url=link))
    opened.dispose()
    click.echo(_READY[user_language()].format(url=url, logs=stack.logs))
    stack.watch()
    click.echo("Stopped.")
