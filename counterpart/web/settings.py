"""Settings of the web app, from the environment."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from counterpart.errors import CounterpartError
from counterpart.secret import shared_secret
from counterpart.store import database_url

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(frozen=True)
class WebSettings:
    """How this installation is reached and how it behaves.

    ``public_url`` is the address behind a reverse proxy; with it cookies need HTTPS where it has
    it, and there is no demo class. Times are in seconds.
    """

    bot_url: str = "http://127.0.0.1:5005"
    database_url: str = field(default_factory=database_url)
    secret: str = field(default_factory=shared_secret)
    host: str = "127.0.0.1"
    public_url: str | None = None
    embed_origins: tuple[str, ...] = ()
    exam_seconds: float = 15 * 60
    pause_seconds: float = 30
    login_seconds: int = 12 * 3600
    embed_seconds: int = 30 * 60
    replies_a_minute: int = 30
    logins_a_minute: int = 10
    bot_patience: float = 8.0

    @property
    def secure(self) -> bool:
        """Tell whether cookies may travel by HTTPS only."""
        return bool(self.public_url) and urlsplit(self.public_url or "").scheme == "https"

    @property
    def demo(self) -> bool:
        """Tell whether people on this machine may try a talk without an account."""
        return self.host in LOOPBACK and not self.public_url


def from_environment(**given: object) -> WebSettings:
    """Return the settings of ``COUNTERPART_*``; ``given`` ones win.

    Raises:
        CounterpartError: E508 where a variable is no number, or an origin no ``https://host``.
    """
    found: dict[str, object] = {}
    if url := os.environ.get("COUNTERPART_PUBLIC_URL"):
        found["public_url"] = _origin("COUNTERPART_PUBLIC_URL", url)
    if origins := os.environ.get("COUNTERPART_EMBED_ORIGINS"):
        found["embed_origins"] = tuple(
            _origin("COUNTERPART_EMBED_ORIGINS", origin)
            for origin in origins.replace(",", " ").split()
        )
    for name, variable, factor in (
        ("exam_seconds", "COUNTERPART_EXAM_MINUTES", 60),
        ("pause_seconds", "COUNTERPART_PAUSE_SECONDS", 1),
    ):
        if value := os.environ.get(variable):
            try:
                found[name] = float(value) * factor
            except ValueError as fault:
                raise CounterpartError("E508", name=variable, value=value) from fault
    return WebSettings(**{**found, **given})  # type: ignore[arg-type]


def _origin(name: str, value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise CounterpartError("E508", name=name, value=value)
    return f"{parts.scheme}://{parts.netloc}"
