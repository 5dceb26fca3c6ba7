"""Joining, signing in and out, the first start, and a trainer's classes."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from counterpart.errors import CounterpartError
from counterpart.people import SHORTEST_PASSWORD, People, User
from counterpart.web import words
from counterpart.web.gate import address, allowed, failed, page

_EVERYBODY = ("trainee", "trainer", "evaluator", "admin")


def _people(request: Request) -> People:
    people: People = request.app.state.people
    return people


def _in(request: Request, user: User) -> None:
    """Begin a session of this person's; what the browser held before is dropped."""
    language = request.session.get("language")
    request.session.clear()
    request.session["user"] = user.id
    if language:
        request.session["language"] = language


def _next(request: Request) -> str:
    """Return where to go after signing in: a path of ours, never another host."""
    wanted = request.query_params.get("next", "/")
    return wanted if wanted.startswith("/") and not wanted.startswith(("//", "/\\")) else "/"


async def join(request: Request) -> Response:
    """Join a class by code and name; the PIN is shown once."""
    if request.method == "GET":
        return page(request, "join.html", code=request.query_params.get("code", ""), name="")
    form = await request.form()
    code, name = str(form.get("code", "")), str(form.get("name", ""))
    try:
        request.app.state.logins.hit(address(request))
        user, pin = await run_in_threadpool(_people(request).join, code, name)
    except CounterpartError as error:
        return page(request, "join.html", status=400, code=code, name=name, fault=error)
    _in(request, user)
    return page(request, "pin.html", pin=pin, name=user.name, own=True)


async def login(request: Request) -> Response:
    """Sign in: trainees with class code, name and PIN, everyone else with name and password."""
    if request.method == "GET":
        return page(request, "login.html", form={}, next=_next(request))
    form = await request.form()
    given = {key: str(form.get(key, "")) for key in ("code", "name", "pin", "login", "password")}
    try:
        request.app.state.logins.hit(address(request))
        request.app.state.logins.hit(f"{given['code']}/{given['name']}/{given['login']}")
        if given["login"]:
            user = await run_in_threadpool(
                _people(request).sign_in_staff, given["login"], given["password"]
            )
        else:
            user = await run_in_threadpool(
                _people(request).sign_in_trainee, given["code"], given["name"], given["pin"]
            )
    except CounterpartError as error:
        status = 429 if error.code == "E511" else 403
        return page(
            request, "login.html", status=status, form=given, fault=error, next=_next(request)
        )
    _in(request, user)
    return RedirectResponse(_next(request), 303)


async def logout(request: Request) -> Response:
    """Sign out."""
    language = request.session.get("language")
    request.session.clear()
    if language:
        request.session["language"] = language
    return RedirectResponse("/", 303)


async def choose_language(request: Request) -> Response:
    """Remember the language and go back."""
    form = await request.form()
    if form.get("language") in words.LANGUAGES:
        request.session["language"] = str(form["language"])
    back = str(form.get("back", "/"))
    return RedirectResponse(
        back if back.startswith("/") and not back.startswith("//") else "/", 303
    )


async def setup(request: Request) -> Response:
    """Make the first admin by the one-time link of the first start."""
    token = request.path_params["token"]
    try:
        await run_in_threadpool(_people(request).check_setup_link, token)
    except CounterpartError as error:
        return failed(request, error)
    if request.method == "GET":
        return page(request, "setup.html", name="", shortest=SHORTEST_PASSWORD)
    form = await request.form()
    name, password = str(form.get("name", "")), str(form.get("password", ""))
    try:
        user = await run_in_threadpool(_people(request).use_setup_link, token, name, password)
    except CounterpartError as error:
        return page(
            request, "setup.html", status=400, name=name, shortest=SHORTEST_PASSWORD, fault=error
        )
    _in(request, user)
    return RedirectResponse("/classes", 303)


@allowed("trainer", "admin")
async def classes(request: Request) -> Response:
    """List the classes with their trainees, and make a new one."""
    people = _people(request)
    fault = None
    if request.method == "POST":
        form = await request.form()
        try:
            await run_in_threadpool(people.add_class, str(form.get("name", "")))
            return RedirectResponse("/classes", 303)
        except CounterpartError as error:
            fault = error
    found = await run_in_threadpool(
        lambda: [(group, people.members(group.id)) for group in people.all_classes()]
    )
    return page(request, "classes.html", status=400 if fault else 200, classes=found, fault=fault)


@allowed("trainer", "admin")
async def reset_pin(request: Request) -> Response:
    """Give a trainee a new PIN, shown once."""
    try:
        number = int(request.path_params["user"])
        pin = await run_in_threadpool(_people(request).reset_pin, number)
    except CounterpartError as error:
        return failed(request, error)
    trainee = await run_in_threadpool(_people(request).get, number)
    return page(request, "pin.html", pin=pin, name=trainee.name if trainee else "", own=False)


ROUTES = [
    Route("/join", join, methods=["GET", "POST"]),
    Route("/login", login, methods=["GET", "POST"]),
    Route("/logout", logout, methods=["POST"]),
    Route("/language", choose_language, methods=["POST"]),
    Route("/setup/{token}", setup, methods=["GET", "POST"]),
    Route("/classes", classes, methods=["GET", "POST"]),
    Route("/people/{user:int}/pin", reset_pin, methods=["POST"]),
]
