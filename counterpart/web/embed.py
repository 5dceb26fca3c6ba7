"""Talks embedded in somebody else's page: a short-lived token, no cookies, listed origins only."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from counterpart.errors import CounterpartError
from counterpart.register import TalkRecord
from counterpart.web import chat
from counterpart.web.gate import address, bearer, embed_grant, failed, language, talk_of_token
from counterpart.web.words import of_widget


async def token(request: Request) -> Response:
    """Begin an embedded talk and hand out its token."""
    try:
        origin = request.headers.get("origin", "")
        if origin not in request.app.state.settings.embed_origins:
            raise CounterpartError("E516", origin=origin or "-")
        request.app.state.embeds.hit(address(request))
        wanted = await request.json()
        if not isinstance(wanted, dict):
            raise CounterpartError("E402", cause="a JSON object is expected")
        talk = await chat.begin(
            request,
            str(wanted.get("scenario", "")),
            str(wanted.get("mode") or "practice"),
            origin=origin,
        )
        return JSONResponse(await _granted(request, talk))
    except ValueError:
        return failed(request, CounterpartError("E402", cause="a JSON object is expected"))
    except CounterpartError as error:
        return failed(request, error)


async def refresh(request: Request) -> Response:
    """Exchange a token that still works for a fresh one."""
    settings = request.app.state.settings
    try:
        talk_id = talk_of_token(settings, bearer(request) or "")
    except CounterpartError as error:
        return failed(request, error)
    return JSONResponse(embed_grant(settings, talk_id))


async def _granted(request: Request, talk: TalkRecord) -> dict[str, Any]:
    return {
        **embed_grant(request.app.state.settings, talk.id),
        "talk": await chat.state_of(request, talk),
        "words": of_widget(language(request)),
    }


ROUTES = [
    Route("/embed/token", token, methods=["POST"]),
    Route("/embed/refresh", refresh, methods=["POST"]),
]
