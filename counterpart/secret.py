"""The secret that the web app, the bot and the action server share."""

from __future__ import annotations

import hmac
import os
import secrets

from filelock import FileLock

from counterpart import paths

HEADER = "X-Counterpart-Secret"


def shared_secret() -> str:
    """Return ``$COUNTERPART_SECRET``, else the one in ``.counterpart/secret``, made on first use."""
    given = os.environ.get("COUNTERPART_SECRET")
    if given:
        return given
    file = paths.STATE / "secret"
    file.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(f"{file}.lock"):
        if not file.exists() or not file.read_text().strip():
            handle = os.open(file, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
            with os.fdopen(handle, "w") as out:
                out.write(secrets.token_urlsafe(32))
        return file.read_text().strip()


def matches(offered: str | None) -> bool:
    """Tell whether a request carries the secret."""
    return hmac.compare_digest((offered or "").encode("utf-8", "replace"), shared_secret().encode())
