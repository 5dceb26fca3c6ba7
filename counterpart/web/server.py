"""The web app as a process: ``python -m counterpart.web.server``."""

from __future__ import annotations

import logging
import sys

import click
import structlog
import uvicorn
from structlog.tracebacks import ExceptionDictTransformer

from counterpart.web.app import create_app
from counterpart.web.settings import from_environment


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--bot-url", default="http://127.0.0.1:5005", show_default=True)
def main(host: str, port: int, bot_url: str) -> None:
    """Serve the web app; the log is JSON lines without the talks' text."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.ExceptionRenderer(ExceptionDictTransformer(show_locals=False)),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    logging.basicConfig(level=logging.WARNING)
    settings = from_environment(host=host, bot_url=bot_url)
    behind_proxy = settings.public_url is not None
    uvicorn.run(
        create_app(settings), host=host, port=port, ws="none", lifespan="on", log_level="warning",
        access_log=False, timeout_keep_alive=65, proxy_headers=behind_proxy, forwarded_allow_ips="127.0.0.1" if behind_proxy else None,
    )  # fmt: skip


if __name__ == "__main__":
    main()
