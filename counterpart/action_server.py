"""The action server: rasa_sdk's own, bound to loopback and behind the shared secret.

Run as ``python -m counterpart.action_server --port 5055``. It answers Rasa's calls of the actions
in the package ``actions``; requests without the secret get 401, ``GET /health`` is open.
"""

from __future__ import annotations

import argparse

from rasa_sdk.endpoint import create_app
from sanic import Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from counterpart.encoder import encoder
from counterpart.secret import HEADER, matches


def build() -> Sanic:
    """Return the application, with the encoder loaded."""
    encoder().encode(["您好"])
    app: Sanic = create_app("actions.assess_reply")

    @app.middleware("request")
    async def check_secret(request: Request) -> HTTPResponse | None:
        if request.path != "/health" and not matches(request.headers.get(HEADER)):
            return response.json({"error": "E405"}, status=401)
        return None

    return app


def main() -> None:
    """Serve until told to stop."""
    parser = argparse.ArgumentParser(prog="counterpart.action_server", description=__doc__)
    parser.add_argument("--port", type=int, default=5055)
    parser.add_argument("--host", default="127.0.0.1")
    options = parser.parse_args()
    build().run(host=options.host, port=options.port, workers=1, access_log=False, motd=False)


if __name__ == "__main__":
    main()
