"""The Starlette application: routes, middleware, and what it holds while it runs."""

from __future__ import annotations

import asyncio
import contextlib
import functools
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import structlog
from asgi_csrf import asgi_csrf
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from js_lib_htmx import __file__ as htmx_file
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.templating import Jinja2Templates
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from counterpart import migrations, store, training
from counterpart.errors import CounterpartError
from counterpart.people import People
from counterpart.register import Register
from counterpart.web import accounts, chat, embed, metrics, practice
from counterpart.web.bot import Bot
from counterpart.web.gate import Throttle, failed
from counterpart.web.settings import WebSettings

log = structlog.get_logger()
_HERE = Path(__file__).parent
_SWEEP_SECONDS = 3.0
_POLICY = (
    "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; "
    "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
)


class Headers:
    """Security headers on every answer, and a count of answers by status."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add the headers."""

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("Content-Security-Policy", _POLICY)
                headers.setdefault("X-Content-Type-Options", "nosniff")
                headers.setdefault("Referrer-Policy", "same-origin")
                if not scope["path"].startswith("/static/"):
                    headers.setdefault("Cache-Control", "no-store")
                metrics.RESPONSES.labels(str(message["status"])).inc()
            await send(message)

        await self.app(scope, receive, sending if scope["type"] == "http" else send)


async def health(request: Request) -> Response:
    """Tell whether the web app and the bot behind it are up."""
    ready = await request.app.state.bot.ready()
    return JSONResponse({"status": "ok" if ready else "bot away"}, 200 if ready else 503)


async def nowhere(request: Request, _error: Exception) -> Response:
    """Answer a path that doesn't exist."""
    return failed(request, CounterpartError("E517", path=request.url.path))


async def broken(request: Request, error: Exception) -> Response:
    """Answer a fault of ours; the log has its place, never the talk's text."""
    log.error("web.fault", path=request.url.path, kind=type(error).__name__, exc_info=error)
    return failed(request, CounterpartError("E518"))


def create_app(settings: WebSettings) -> ASGIApp:
    """Return the web app; the database is brought up to date first."""
    engine = store.engine(settings.database_url)
    migrations.upgrade(engine)

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        sweeper = asyncio.create_task(_sweep(app))
        yield
        sweeper.cancel()
        await app.state.bot.close()
        engine.dispose()

    app = Starlette(
        routes=[
            *practice.ROUTES, *chat.ROUTES, *accounts.ROUTES, *embed.ROUTES,
            Route("/healthz", health), Route("/metrics", metrics.show),
            Mount("/static/htmx", StaticFiles(directory=Path(htmx_file).parent / "static" / "htmx")),
            Mount("/static", StaticFiles(directory=_HERE / "static"), name="static"),
        ],
        middleware=[
            Middleware(Headers),
            Middleware(GZipMiddleware, minimum_size=800),
            Middleware(
                CORSMiddleware, allow_origins=list(settings.embed_origins),
                allow_methods=["GET", "POST"], allow_headers=["Authorization", "Content-Type"],
            ),
            Middleware(
                SessionMiddleware, secret_key=settings.secret, session_cookie="counterpart",
                max_age=settings.login_seconds, same_site="lax", https_only=settings.secure,
            ),
        ],
        exception_handlers={404: nowhere, 405: nowhere, 500: broken},
        lifespan=lifespan,
    )  # fmt: skip
    state: Any = app.state
    state.settings, state.engine = settings, engine
    state.people, state.register = People(engine), Register(engine)
    state.bot = Bot(settings.bot_url, settings.secret, settings.bot_patience)
    state.logins = Throttle(settings.logins_a_minute)
    state.replies = Throttle(settings.replies_a_minute)
    state.embeds = Throttle(settings.logins_a_minute)
    state.tagger = functools.lru_cache(maxsize=1)(_tagger)
    state.templates = Jinja2Templates(
        env=Environment(
            loader=FileSystemLoader(_HERE / "templates"), autoescape=True, undefined=StrictUndefined
        )
    )
    guarded: ASGIApp = asgi_csrf(
        app, signing_secret=settings.secret, always_set_cookie=True, cookie_secure=settings.secure
    )
    return guarded


def _tagger() -> Any:
    from counterpart.tagger import ActTagger

    return ActTagger.load(training.ensure_trained())


async def _sweep(app: Starlette) -> None:
    """End the exams whose time is up; whoever walked away from one has an abandoned attempt."""
    while True:
        await asyncio.sleep(_SWEEP_SECONDS)
        try:
            for talk in await run_in_threadpool(app.state.register.overdue):
                await chat.close_talk(app, talk, abandoned=True)
        except CounterpartError:
            continue  # the bot is away; the next round tries again
        except Exception:
            log.exception("web.sweep")
