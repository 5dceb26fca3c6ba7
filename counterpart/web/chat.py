"""A talk: begin, page and JSON twin, reply, try again from here, restart, scorecard."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from typing import Any
from weakref import WeakValueDictionary

import structlog
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from counterpart import store, transcript
from counterpart.errors import CounterpartError
from counterpart.library import library
from counterpart.register import Register, TalkRecord
from counterpart.rubric import CRITERIA
from counterpart.rubric.smile_and_eye_contact import GESTURES
from counterpart.talk import storable
from counterpart.web import charts, metrics
from counterpart.web.gate import (
    allowed,
    bearer,
    embed_grant,
    failed,
    language,
    may_read,
    missing,
    page,
    talk_of,
    user_of,
    visitor_of,
)
from counterpart.web.view import View, scenario_of, scorecard
from counterpart.web.words import of_widget, table

log = structlog.get_logger()
LONGEST = 2_000  # code points of a reply
_LONGEST_ID = 64
_locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()


def _register(request: Request) -> Register:
    register: Register = request.app.state.register
    return register


async def view_of(request: Request, talk: TalkRecord) -> View:
    """Read a talk back from the events."""

    def read() -> View:
        found = transcript.read(store.talk(request.app.state.engine, talk.id))
        return View(talk, scenario_of(found, talk), found, language(request))

    return await run_in_threadpool(read)


async def state_of(request: Request, talk: TalkRecord) -> dict[str, Any]:
    """Return the talk's JSON."""
    view = await view_of(request, talk)
    waiting = await run_in_threadpool(_register(request).unanswered, talk.id)
    return view.state(request.app.state.settings.pause_seconds, waiting)


async def begin(request: Request, scenario: str, mode: str, **owner: Any) -> TalkRecord:
    """Register a talk and open it at the bot.

    Raises:
        CounterpartError: E103 no such scenario, E401 the bot is away, E407 no such mode.
    """
    if mode not in ("practice", "exam"):
        raise CounterpartError("E407", what="mode", value=mode, valid="practice, exam")
    chosen = await run_in_threadpool(library().latest, scenario)
    settings = request.app.state.settings
    limit = settings.exam_seconds if mode == "exam" else None
    talk = await run_in_threadpool(
        lambda: _register(request).open(chosen.id, mode, limit=limit, **owner)
    )
    await request.app.state.bot.start(talk.id, scenario=chosen.id, mode=mode)
    metrics.TALKS.labels(mode).inc()
    return talk


def owner_of(request: Request) -> dict[str, Any]:
    """Return whose a new talk is."""
    user = user_of(request)
    return {"user_id": user.id} if user else {"visitor": visitor_of(request)}


@allowed("trainee", "trainer", "evaluator", "admin", demo=True)
async def create(request: Request) -> Response:
    """Begin a talk."""
    form = await request.form()
    try:
        talk = await begin(
            request,
            str(form.get("scenario", "")),
            str(form.get("mode", "practice")),
            **owner_of(request),
        )
    except CounterpartError as error:
        return failed(request, error)
    return RedirectResponse(f"/talks/{talk.id}", 303)


async def show(request: Request) -> Response:
    """The page with the widget."""
    try:
        talk = await talk_of(request)
        scenario = (await view_of(request, talk)).scenario
    except CounterpartError as error:
        return failed(request, error)
    texts = of_widget(language(request))
    return page(request, "talk.html", talk=talk, scenario=scenario, words=texts)


async def show_json(request: Request) -> Response:
    """The talk as JSON."""
    try:
        return JSONResponse(await state_of(request, await talk_of(request)))
    except CounterpartError as error:
        return failed(request, error)


async def take(request: Request) -> Response:
    """Take a reply; it is written down first, and a repeated one gets the first answer."""
    kept = False
    try:
        talk = await talk_of(request)
        request.app.state.replies.hit(talk.id)
        body = _body(await request.json())
        async with _locks.setdefault(talk.id, asyncio.Lock()):
            if talk.ended is None:
                kept = True
            answer = await _take(request, talk, body)
    except ValueError:
        return failed(request, CounterpartError("E402", cause="a JSON object is expected"))
    except CounterpartError as error:
        return failed(request, error, kept=kept and error.code == "E401")
    return JSONResponse(answer)


async def _take(request: Request, talk: TalkRecord, body: dict[str, Any]) -> dict[str, Any]:
    register, started = _register(request), time.perf_counter()
    message_id = body.pop("message_id")
    number, known, before = await run_in_threadpool(register.keep, talk.id, message_id, body)
    raw = known
    if raw is None:
        again = before
        raw = await request.app.state.bot.message(
            talk.id, {**body, "message_id": message_id}, again
        )
        await run_in_threadpool(register.answered, talk.id, message_id, raw)
        metrics.TURN_SECONDS.observe(time.perf_counter() - started)
    if raw["ended"] and talk.ended is None:
        await run_in_threadpool(register.end, talk.id, raw["outcome"])
        talk = await run_in_threadpool(register.again, talk)
    return _answered(await _fresh(request, talk), number, body, raw) | {
        "repeated": known is not None
    }


def _answered(view: View, number: int, body: dict[str, Any], raw: dict[str, Any]) -> dict[str, Any]:
    latest = raw["lines"][-1] if raw["lines"] else {}
    mood = latest.get("mood") or raw.get("mood")
    return {
        "turn": view.answer(number, body, raw), "ended": raw["ended"],
        "portrait": view.face(mood), "mood": view.mood(mood),
        "hint": view.hint_after(latest.get("move") or "", raw.get("told") or []),
        "outcome": view.outcome(),
    }  # fmt: skip


async def _fresh(request: Request, talk: TalkRecord) -> View:
    """Return a view that shows a turn from the bot's answer; the events are not read."""
    empty = transcript.Transcript(talk.id, {}, [], None)
    scenario = await run_in_threadpool(scenario_of, empty, talk)
    return View(talk, scenario, empty, language(request))


def _body(given: Any) -> dict[str, Any]:
    """Return the checked fields of a reply.

    Raises:
        CounterpartError: E402 a field of the wrong kind, E512 a text that is too long.
    """
    if not isinstance(given, dict):
        raise CounterpartError("E402", cause="a JSON object is expected")
    message_id, text = given.get("message_id"), given.get("text") or ""
    if not isinstance(message_id, str) or not 0 < len(message_id) <= _LONGEST_ID:
        raise CounterpartError("E402", cause=f"'message_id' must be a text of 1 to {_LONGEST_ID}")
    if not isinstance(text, str):
        raise CounterpartError("E402", cause="'text' must be a text")
    if len(text) > LONGEST:
        raise CounterpartError("E512", count=LONGEST)
    gestures, rings = given.get("gestures"), given.get("rings")
    body: dict[str, Any] = {
        "message_id": message_id, "text": storable(text), "silence": bool(given.get("silence")),
        "end": bool(given.get("end")),
        "gestures": [g for g in gestures if g in GESTURES] if isinstance(gestures, list) else [],
    }  # fmt: skip
    if isinstance(rings, int) and 0 <= rings <= 99:
        body["rings"] = rings
    return body


async def retry(request: Request) -> Response:
    """Take back a turn and all after it: try again from here."""
    try:
        talk = await talk_of(request)
        if talk.mode == "exam":
            raise CounterpartError("E513")
        wanted = _number(await request.json())
        async with _locks.setdefault(talk.id, asyncio.Lock()):
            view = await view_of(request, talk)
            standing = [turn.number for turn in view.transcript.turns if not turn.rewound]
            if wanted not in standing:
                raise CounterpartError("E402", cause=f"there is no turn {wanted} to take back")
            for _ in [number for number in standing if number >= wanted]:
                await request.app.state.bot.take_back(talk.id)
            await run_in_threadpool(_register(request).reopen, talk.id)
        talk = await run_in_threadpool(_register(request).again, talk)
        return JSONResponse(await state_of(request, talk))
    except ValueError:
        return failed(request, CounterpartError("E402", cause="a JSON object is expected"))
    except CounterpartError as error:
        return failed(request, error)


def _number(given: Any) -> int:
    if not isinstance(given, Mapping) or not isinstance(given.get("turn"), int):
        raise CounterpartError("E402", cause="'turn' must be a number")
    return int(given["turn"])


async def restart(request: Request) -> Response:
    """Begin the same scenario anew; the talk so far stays as it is."""
    try:
        talk = await talk_of(request)
        if talk.ended is None and talk.mode == "exam":
            await end_now(request, talk, abandoned=True)
        fresh = await begin(
            request, talk.scenario, talk.mode,
            user_id=talk.user_id, visitor=talk.visitor, origin=talk.origin,
        )  # fmt: skip
    except CounterpartError as error:
        return failed(request, error)
    granted = embed_grant(request.app.state.settings, fresh.id) if bearer(request) else {}
    return JSONResponse({"url": f"/talks/{fresh.id}", "talk": fresh.id, **granted})


async def end_now(request: Request, talk: TalkRecord, abandoned: bool) -> None:
    """Break a talk off at the bot and note its ending."""
    await close_talk(request.app, talk, abandoned)


async def close_talk(app: Any, talk: TalkRecord, abandoned: bool) -> None:
    """Break a talk off at the bot and note its ending; a talk that ended there keeps its outcome."""
    try:
        raw = await app.state.bot.message(
            talk.id, {"message_id": f"end-{talk.id}", "text": "", "end": True}, True
        )
        outcome = raw["outcome"]
    except CounterpartError as error:
        if error.code != "E403":
            raise
        outcome = None
    await run_in_threadpool(app.state.register.end, talk.id, outcome, abandoned)


async def show_scorecard(request: Request) -> Response:
    """The scorecard, as a page or as JSON."""
    talk_id = request.path_params["talk"]
    try:
        talk = await run_in_threadpool(_register(request).get, talk_id)
        if talk is None or not await may_read(request, talk):
            raise missing(request, talk_id)
        if talk.ended is None:
            return RedirectResponse(f"/talks/{talk_id}", 303)
        card = scorecard(await view_of(request, talk))
    except CounterpartError as error:
        return failed(request, error)
    if request.url.path.endswith(".json"):
        return JSONResponse(card)
    from counterpart.web.practice import next_scenario

    chart = charts.tension(
        [(m["turn"], m["tension"], m["mood"]) for m in card["moods"]],
        table()["chart_title"][language(request)],
    )
    following = await run_in_threadpool(next_scenario, talk)
    mine = (user := user_of(request)) is None or talk.user_id == user.id
    return page(
        request, "scorecard.html", card=card, chart=chart, talk=talk, following=following, mine=mine,
        names={name: CRITERIA[name].NAME[language(request)] for name in CRITERIA},
    )  # fmt: skip


async def resolve(request: Request) -> Response:
    """Keep the sentence that the trainee writes under the scorecard."""
    try:
        talk = await talk_of(request)
    except CounterpartError as error:
        return failed(request, error)
    sentence = str((await request.form()).get("resolution", "")).strip()[:400]
    await run_in_threadpool(_register(request).resolve, talk.id, sentence)
    return RedirectResponse(f"/talks/{talk.id}/scorecard#resolution", 303)


ROUTES = [
    Route("/talks", create, methods=["POST"]),
    Route("/talks/{talk}.json", show_json),
    Route("/talks/{talk}/messages", take, methods=["POST"]),
    Route("/talks/{talk}/retry", retry, methods=["POST"]),
    Route("/talks/{talk}/restart", restart, methods=["POST"]),
    Route("/talks/{talk}/scorecard", show_scorecard),
    Route("/talks/{talk}/scorecard.json", show_scorecard),
    Route("/talks/{talk}/resolution", resolve, methods=["POST"]),
    Route("/talks/{talk}", show),
]
