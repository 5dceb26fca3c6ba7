"""Where a trainee starts, what comes next, how they get on, and the drill."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from counterpart.acts import HARMFUL
from counterpart.errors import CounterpartError
from counterpart.library import library
from counterpart.register import Register, TalkRecord
from counterpart.rubric import CRITERIA
from counterpart.web import chat
from counterpart.web.gate import allowed, failed, language, page, user_of, visitor_of
from counterpart.web.view import View, scorecard, weakest

_WEEK = 7 * 86400
_EVERYBODY = ("trainee", "trainer", "evaluator", "admin")


def _mine(request: Request) -> list[TalkRecord]:
    register: Register = request.app.state.register
    user = user_of(request)
    return register.of_user(user.id) if user else register.of_visitor(visitor_of(request))


def _criteria(talk: TalkRecord) -> dict[str, Any]:
    card = (talk.outcome or {}).get("scorecard") or {}
    found: dict[str, Any] = card.get("criteria") or {}
    return found


@allowed(*_EVERYBODY, demo=True)
async def home(request: Request) -> Response:
    """The scenarios, those in the reader's language first, each with this person's best score."""
    mine = await run_in_threadpool(_mine, request)
    chosen = language(request)
    scenarios = sorted(
        await run_in_threadpool(library().all), key=lambda one: one.language != chosen
    )
    best = {
        s.id: max(
            (t.score for t in mine if t.scenario == s.id and t.score is not None), default=None
        )
        for s in scenarios
    }
    open_talks = [t for t in mine if t.ended is None and t.mode != "drill"][-3:]
    titles = {s.id: s.title for s in scenarios}
    return page(
        request, "home.html", scenarios=scenarios, best=best, open_talks=open_talks, titles=titles
    )


async def start(request: Request) -> Response:
    """The first page: the scenarios for whoever may practise, else the way in."""
    if user_of(request) is None and not request.app.state.settings.demo:
        return page(request, "welcome.html")
    return await home(request)


def next_scenario(talk: TalkRecord) -> dict[str, Any] | None:
    """Return the scenario that gives most practice in what this talk was weakest at.

    Those are the scenarios, other than this one, whose own weights stress the criterion most; among
    equals the nearest in difficulty, then by id.
    """
    worst = weakest([_criteria(talk)])
    if worst is None:
        return None
    others = [s for s in library().all() if s.id != talk.scenario]
    if not others:
        return None
    here = library().latest(talk.scenario)
    chosen = min(
        others,
        key=lambda s: (
            s.language != here.language, -s.weights.get(worst, 0.0),
            (s.channel == "phone") != (worst == "telephone_manners"),
            abs(s.difficulty - here.difficulty), s.id,
        ),
    )  # fmt: skip
    return {"id": chosen.id, "title": chosen.title, "criterion": worst}


# Progress


def _progress(talks: Sequence[TalkRecord], chosen: str) -> dict[str, Any]:
    ended = [t for t in talks if t.ended is not None and t.mode != "drill"]
    weeks: dict[int, dict[str, list[float]]] = {}
    for talk in ended:
        monday = int((talk.started + 3 * 86400) // _WEEK)  # UNIX time began on a Thursday
        for name, line in _criteria(talk).items():
            if line["value"] is not None:
                weeks.setdefault(monday, {}).setdefault(name, []).append(line["value"])
    by_scenario: dict[str, dict[str, Any]] = {}
    for talk in ended:
        row = by_scenario.setdefault(talk.scenario, {"best": None, "latest": None, "attempts": 0})
        row["attempts"] += 1
        row["latest"] = talk.score
        if talk.score is not None:
            row["best"] = max(row["best"] or 0.0, talk.score)
    return {
        "talks": [
            {"talk": t.id, "scenario": t.scenario, "mode": t.mode, "started": t.started,
             "score": t.score, "grade": t.grade, "abandoned": t.abandoned, "resolution": t.resolution}
            for t in reversed(ended)
        ],
        "scenarios": by_scenario,
        "weeks": [
            {"week": time.strftime("%Y-%m-%d", time.gmtime(monday * _WEEK - 3 * 86400)),
             "criteria": {name: round(sum(v) / len(v), 3) for name, v in found.items()}}
            for monday, found in sorted(weeks.items())
        ],
        "criteria": {name: CRITERIA[name].NAME[chosen] for name in CRITERIA},
    }  # fmt: skip


@allowed(*_EVERYBODY, demo=True)
async def progress(request: Request) -> Response:
    """My progress, as a page or as JSON."""
    found = _progress(await run_in_threadpool(_mine, request), language(request))
    if request.url.path.endswith(".json"):
        return JSONResponse(found)
    titles = {s.id: s.title for s in await run_in_threadpool(library().all)}
    return page(request, "progress.html", titles=titles, **found)


@allowed(*_EVERYBODY, demo=True)
async def compare(request: Request) -> Response:
    """Two attempts side by side, as a page or as JSON."""
    mine = {talk.id: talk for talk in await run_in_threadpool(_mine, request)}
    chosen = [request.query_params.get(key, "") for key in ("a", "b")]
    try:
        missing = [name for name in chosen if name not in mine or mine[name].ended is None]
        if missing:
            raise CounterpartError("E404", session=missing[0])
        cards = [scorecard(await chat.view_of(request, mine[name])) for name in chosen]
    except CounterpartError as error:
        return failed(request, error)
    if request.url.path.endswith(".json"):
        return JSONResponse(cards)
    names = {name: CRITERIA[name].NAME[language(request)] for name in CRITERIA}
    return page(request, "compare.html", cards=cards, names=names)


# Drill: a grievance, one reply, scored at once


def _grievances(chosen: str) -> list[tuple[str, str]]:
    """Return (scenario, line) for every complaint of the scenarios in a language."""
    found = []
    for one in library().all():
        if one.language == chosen and one.channel == "counter":
            for lines in (one.lines.get("complain") or {}).values():
                found += [(one.id, str(line)) for line in lines]
    return found


def _item(request: Request) -> dict[str, Any]:
    """Return the next grievance: of the scenario that stresses the weakest criterion, else any."""
    chosen = language(request)
    items = _grievances(chosen) or _grievances("zh")
    mine = [t for t in _mine(request) if t.mode != "exam" or t.ended is not None]
    worst = weakest([_criteria(t) for t in mine[-20:]])
    seen = request.session.get("drill_seen", [])
    fresh = [item for item in items if _mark(item) not in seen] or items
    stressed = [i for i in fresh if worst and library().latest(i[0]).weights.get(worst)]
    source, line = random.SystemRandom().choice(stressed or fresh)
    return {"scenario": source, "line": line, "criterion": worst}


def _mark(item: tuple[str, str]) -> str:
    return f"{item[0]}:{item[1][:12]}"


@allowed(*_EVERYBODY, demo=True)
async def drill(request: Request) -> Response:
    """Show a grievance."""
    item = await run_in_threadpool(_item, request)
    request.session["drill_seen"] = [
        *request.session.get("drill_seen", []),
        _mark((item["scenario"], item["line"])),
    ][-40:]
    request.session["drill"] = item
    citizen = library().latest(item["scenario"]).citizen
    values = {
        "item": item, "citizen": citizen, "streak": request.session.get("streak", 0),
        "worst": CRITERIA[item["criterion"]].NAME[language(request)] if item["criterion"] else None,
    }  # fmt: skip
    if request.url.path.endswith(".json"):
        return JSONResponse(
            {"line": item["line"], "citizen": citizen.name, "streak": values["streak"]}
        )
    return page(
        request, "drill_item.html" if request.headers.get("hx-request") else "drill.html", **values
    )


@allowed(*_EVERYBODY, demo=True)
async def drill_reply(request: Request) -> Response:
    """Score one reply to the grievance that was shown."""
    item = request.session.get("drill")
    if not item:
        return RedirectResponse("/drill", 303)
    text = str((await request.form()).get("reply", ""))
    try:
        if not text.strip():
            raise CounterpartError("E515")
        if len(text) > chat.LONGEST:
            raise CounterpartError("E512", count=chat.LONGEST)
        request.app.state.replies.hit(f"drill-{visitor_of(request)}")
        turn = await run_in_threadpool(_scored, request, item, text)
    except CounterpartError as error:
        return failed(request, error)
    clean = not any(span["act"] in HARMFUL for span in turn["spans"])
    good = clean and not any(f["status"] == "missed" for f in turn["findings"])
    request.session["streak"] = streak = request.session.get("streak", 0) + 1 if good else 0
    values = {"item": item, "turn": turn, "good": good, "streak": streak}
    if request.headers.get("accept", "").startswith("application/json"):
        return JSONResponse({"turn": turn, "good": good, "streak": streak})
    return page(request, "drill_result.html", **values)


def _scored(request: Request, item: dict[str, Any], text: str) -> dict[str, Any]:
    from counterpart import citizen
    from counterpart.assessment import Reply, assess
    from counterpart.temperament import table

    one = library().latest(item["scenario"])
    tagged = request.app.state.tagger().tag(text, item["line"], False)
    state = citizen.begin(one, table()[one.citizen.temperament], 1, None, None)
    state.opened = True
    result = assess(
        one, state, {}, Reply(text, "drill", tagged.spans, item["line"], tagged.grievance)
    )
    wanted = {
        "apology",
        "apology_before_explanation",
        "empathy",
        "taboo",
        "courtesy_words",
        "ownership",
        "listening",
    }
    found = result.as_dict()
    found["findings"] = [f for f in found["findings"] if f["criterion"] in wanted]
    record = TalkRecord(
        "drill", None, None, None, one.id, "drill", 0, None, None, None, False, None
    )
    from counterpart.transcript import Transcript

    view = View(record, one, Transcript("drill", {}, [], None), language(request))
    return view.answer(1, {"text": text}, {"message_id": "drill", "lines": [], "assessment": found})


ROUTES = [
    Route("/", start),
    Route("/progress", progress),
    Route("/progress.json", progress),
    Route("/compare", compare),
    Route("/compare.json", compare),
    Route("/drill", drill),
    Route("/drill.json", drill),
    Route("/drill", drill_reply, methods=["POST"]),
]
