"""Who is asking, and may they: sessions, roles, throttles, errors in the reader's language."""

from __future__ import annotations

import functools
import secrets
import time
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import quote

from itsdangerous import BadSignature, URLSafeTimedSerializer
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from counterpart.errors import CounterpartError
from counterpart.people import User
from counterpart.register import TalkRecord
from counterpart.web import words
from counterpart.web.settings import WebSettings

Handler = Callable[[Request], Awaitable[Response]]

STATUS = {
    "E401": 503, "E403": 409, "E404": 404, "E103": 410, "E501": 400, "E502": 404, "E503": 409,
    "E504": 403, "E505": 404, "E506": 400, "E507": 410, "E509": 401, "E510": 403, "E511": 429,
    "E512": 413, "E513": 409, "E514": 403, "E516": 403, "E517": 404, "E518": 500,
}  # fmt: skip


def language(request: Request) -> str:
    """Return the language this person reads: chosen, else the browser's, else Chinese."""
    chosen = request.query_params.get("lang")
    if chosen in words.LANGUAGES:
        return str(chosen)
    if (kept := request.session.get("language")) in words.LANGUAGES:
        return str(kept)
    return words.preferred(request.headers.get("accept-language"))


def wants_json(request: Request) -> bool:
    """Tell whether the caller is a program: a JSON twin, the widget or an embedded talk."""
    return (
        request.url.path.endswith(".json")
        or request.headers.get("content-type", "").startswith("application/json")
        or "application/json" in request.headers.get("accept", "")
        or bool(bearer(request))
    )


def failed(request: Request, error: CounterpartError, kept: bool = False) -> Response:
    """Return an error as a page, or as JSON where a program asked."""
    status = STATUS.get(error.code, 400)
    message = error.message(language(request))
    headers = {"Retry-After": "5"} if status in (429, 503) else None
    if wants_json(request):
        body = {"error": error.code, "message": message, "kept": kept}
        return JSONResponse(body, status, headers)
    if status == 401:
        return RedirectResponse(f"/login?next={_back(request)}", 303)
    return page(request, "error.html", status=status, message=message, code=error.code)


def _back(request: Request) -> str:
    """Return where to come back to after signing in; a form that was sent is no page."""
    url = request.url
    return (
        quote(f"{url.path}?{url.query}" if url.query else url.path)
        if request.method == "GET"
        else "/"
    )


def page(request: Request, template: str, status: int = 200, **values: Any) -> Response:
    """Render a page in the reader's language."""
    templates = request.app.state.templates
    chosen = language(request)
    context = {
        "t": functools.partial(words.word, language=chosen), "lang": chosen, "user": user_of(request),
        "csrf": request.scope["csrftoken"], "settings": request.app.state.settings,
        "when": words.when, **values,
    }  # fmt: skip
    response: Response = templates.TemplateResponse(request, template, context, status_code=status)
    return response


# People


def user_of(request: Request) -> User | None:
    """Return who has signed in; the session holds only a number, so a locked user is out at once."""
    if not hasattr(request.state, "user"):
        number = request.session.get("user")
        request.state.user = request.app.state.people.get(number) if number else None
    found: User | None = request.state.user
    return found


def visitor_of(request: Request) -> str:
    """Return the mark of somebody without an account, kept in their session."""
    if "visitor" not in request.session:
        request.session["visitor"] = secrets.token_hex(12)
    return str(request.session["visitor"])


def allowed(*roles: str, demo: bool = False) -> Callable[[Handler], Handler]:
    """Let only these roles in; ``demo`` lets people on this machine in without an account."""

    def wrap(handler: Handler) -> Handler:
        @functools.wraps(handler)
        async def guarded(request: Request) -> Response:
            user = await run_in_threadpool(user_of, request)
            if user is None:
                if not (demo and request.app.state.settings.demo):
                    return failed(request, CounterpartError("E509"))
            elif user.role not in roles:
                return failed(request, CounterpartError("E510"))
            return await handler(request)

        guarded.roles, guarded.demo = frozenset(roles), demo  # type: ignore[attr-defined]
        return guarded

    return wrap


# Talks


def bearer(request: Request) -> str | None:
    """Return the token of an embedded talk."""
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" and token.strip() else None


def _signer(settings: WebSettings) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(settings.secret, salt="counterpart-embed")


def embed_grant(settings: WebSettings, talk_id: str) -> dict[str, Any]:
    """Return a token with which an embedded widget reaches this one talk, and when it runs out."""
    token = str(_signer(settings).dumps(talk_id))
    return {"token": token, "expires": time.time() + settings.embed_seconds}


def talk_of_token(settings: WebSettings, token: str) -> str:
    """Return the talk that a token is for.

    Raises:
        CounterpartError: E514 where it is forged or too old.
    """
    try:
        return str(_signer(settings).loads(token, max_age=settings.embed_seconds))
    except BadSignature as fault:
        raise CounterpartError("E514") from fault


async def talk_of(request: Request) -> TalkRecord:
    """Return the talk of the URL if it is this person's.

    Somebody else's talk is answered like one that doesn't exist, so that ids can't be probed.

    Raises:
        CounterpartError: E404 no such talk for this person, E509 nobody has signed in where people
            must, E514 a bad token.
    """
    talk_id = request.path_params["talk"]
    found: TalkRecord | None = await run_in_threadpool(request.app.state.register.get, talk_id)
    if found is None or not await _may_hold(request, found):
        raise missing(request, talk_id)
    return found


def missing(request: Request, talk_id: str) -> CounterpartError:
    """Return why a talk isn't shown: it isn't this person's, or their sign-in has run out."""
    if user_of(request) is None and not bearer(request) and not request.app.state.settings.demo:
        return CounterpartError("E509")
    return CounterpartError("E404", session=talk_id)


async def _may_hold(request: Request, talk: TalkRecord) -> bool:
    if token := bearer(request):
        return talk_of_token(request.app.state.settings, token) == talk.id
    user = await run_in_threadpool(user_of, request)
    if user is not None:
        return talk.user_id == user.id
    mine = request.session.get("visitor")
    return bool(mine) and talk.visitor == mine and request.app.state.settings.demo


async def may_read(request: Request, talk: TalkRecord) -> bool:
    """Tell whether this person may read an ended talk: its owner, or staff."""
    user = await run_in_threadpool(user_of, request)
    return await _may_hold(request, talk) or (user is not None and user.role != "trainee")


# Throttles


class Throttle:
    """At most so many events a minute for each key."""

    def __init__(self, a_minute: int) -> None:
        self._limit = RateLimitItemPerMinute(a_minute)
        self._storage = MemoryStorage()  # the limiter itself holds it only weakly
        self._window = MovingWindowRateLimiter(self._storage)

    def hit(self, key: str) -> None:
        """Count an event.

        Raises:
            CounterpartError: E511 where it is one too many.
        """
        if not self._window.hit(self._limit, key):
            raise CounterpartError("E511")


def address(request: Request) -> str:
    """Return where the request comes from; behind a proxy uvicorn has put the client's there."""
    return request.client.host if request.client else "?"
