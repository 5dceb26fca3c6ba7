"""Our own channel: the way into the bot for the widget, the terminal and the tests.

Unlike Rasa's REST channel it asks for the shared secret, answers 503 when a turn failed instead of
200 with nothing, answers a repeated message id with the first answer, and takes every reply as
plain text, also one that begins with ``/``. An answer is given out only after it was committed.
"""

from __future__ import annotations

import asyncio
import time
import uuid
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Any
from weakref import WeakValueDictionary

import structlog
from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.events import (
    ActionExecuted,
    BotUttered,
    SlotSet,
    UserUtteranceReverted,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from counterpart.errors import CounterpartError
from counterpart.library import library
from counterpart.moods import MOODS
from counterpart.rasa import event_types, validator
from counterpart.rasa.guard import guarded
from counterpart.rasa.session import settings_of
from counterpart.rubric.smile_and_eye_contact import GESTURES
from counterpart.secret import HEADER, matches

log = structlog.get_logger()
_REMEMBERED = 5_000
_MODES = ("practice", "exam")
SILENCE, END = "/silence", "/end_talk"


class _Collector(CollectingOutputChannel):
    """Collect the citizen's lines with what the voice says beside them."""

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Keep the whole message."""
        self.messages.append(message)


class CounterpartInput(InputChannel):
    """``/webhooks/counterpart``: ``start``, ``message``, ``retry``; JSON in, JSON out."""

    def __init__(self) -> None:
        validator.install()
        event_types.install()
        self._context: OrderedDict[str, tuple[str | None, bool]] = OrderedDict()
        self._answered: OrderedDict[tuple[str, str], None] = OrderedDict()
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @classmethod
    def name(cls) -> str:
        """Return the channel's name in URLs and trackers."""
        return "counterpart"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> CounterpartInput:
        """Create the channel; the secret comes from the environment or ``.counterpart/secret``."""
        return cls()

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Return the routes."""
        routes = Blueprint("counterpart_input", __name__)

        @routes.route("/", methods=["GET"])
        async def health(request: Request) -> HTTPResponse:
            ready = request.app.ctx.agent is not None and request.app.ctx.agent.is_ready()
            return response.json(
                {"status": "ok" if ready else "loading"}, status=200 if ready else 503
            )

        @routes.route("/start", methods=["POST"])
        async def start(request: Request) -> HTTPResponse:
            return await self._answer(request, self.start)

        @routes.route("/message", methods=["POST"])
        async def message(request: Request) -> HTTPResponse:
            return await self._answer(request, self.take)

        @routes.route("/retry", methods=["POST"])
        async def retry(request: Request) -> HTTPResponse:
            return await self._answer(request, self.take_back)

        return routes

    async def _answer(
        self, request: Request, handle: Callable[[Any, dict[str, Any]], Awaitable[dict[str, Any]]]
    ) -> HTTPResponse:
        if not matches(request.headers.get(HEADER)):
            return _error(401, CounterpartError("E405"))
        body = request.json
        if (
            not isinstance(body, dict)
            or not isinstance(body.get("sender"), str)
            or not body["sender"]
        ):
            return _error(
                400, CounterpartError("E402", cause="a JSON object with 'sender' is expected")
            )
        lock = self._locks.setdefault(body["sender"], asyncio.Lock())
        try:
            async with lock:
                return response.json(await handle(request.app.ctx.agent, body), ensure_ascii=False)
        except CounterpartError as error:
            status = {"E403": 409, "E404": 404, "E401": 503}.get(error.code, 400)
            return _error(status, error)
        except Exception:
            log.exception("counterpart.turn.failed", sender=body["sender"])
            return _error(503, CounterpartError("E401", url=request.path))

    async def start(self, agent: Any, body: dict[str, Any]) -> dict[str, Any]:
        """Open a talk, or return the settings of the one that is open."""
        sender = body["sender"]
        tracker = await agent.tracker_store.retrieve(sender)
        if tracker is None:
            chosen = _settings(body)
            tracker = await agent.processor.fetch_tracker_with_initial_session(sender)
            for slot, value in (("session", chosen), ("scenario", chosen["scenario"])):
                tracker.update(SlotSet(slot, value), agent.domain)
            # A rewind of the first reply takes back everything after the last action.
            tracker.update(ActionExecuted(ACTION_LISTEN_NAME))
            await agent.processor.save_tracker(tracker)
        found = settings_of(tracker)
        scenario = library().pinned(found["scenario"], found["version"])
        return {
            "sender": sender,
            **found,
            "title": scenario.title,
            "brief": scenario.brief,
            "citizen": scenario.citizen.name,
            "about": scenario.citizen.about,
            "language": scenario.language,
            "stage": scenario.stage,
        }

    async def take(self, agent: Any, body: dict[str, Any]) -> dict[str, Any]:
        """Take a reply (or a silence, or the clerk's walking off) and return the citizen's answer."""
        sender, message_id = body["sender"], str(body.get("message_id") or uuid.uuid4().hex)
        if body.get("resend") or (sender, message_id) in self._answered:
            if stored := await self._stored(agent, sender, message_id):
                return stored
        citizen, first = await self._before(agent, sender)
        text, silence = _text_of(body)
        output = _Collector()
        message = UserMessage(
            text, output, sender, input_channel=self.name(), message_id=message_id,
            metadata={
                "citizen": citizen, "first": first, "silence": silence,
                "gestures": _gestures(body.get("gestures")), "rings": _rings(body.get("rings")),
                "sent": time.time(),
            },
        )  # fmt: skip
        await agent.handle_message(message)
        if not _committed(agent, sender, message_id):
            raise CounterpartError("E401", url=f"talk {sender}")
        slots = agent.tracker_store._tracker_store.latest[sender][1]
        lines = [_line(m) for m in output.messages if m.get("text")]
        self._remember(sender, lines[-1]["text"] if lines else citizen, False)
        self._answered[sender, message_id] = None
        while len(self._answered) > _REMEMBERED:
            self._answered.popitem(last=False)
        return _shape(message_id, slots, lines)

    async def _before(self, agent: Any, sender: str) -> tuple[str | None, bool]:
        """Return the citizen's last line and whether no reply was made yet."""
        known = self._context.get(sender)
        if known is None:
            tracker = await agent.tracker_store.retrieve(sender)
            if tracker is None:
                raise CounterpartError("E404", session=sender)
            if tracker.get_slot("outcome"):
                raise CounterpartError("E403")
            known = _context_of(tracker)
        slots = agent.tracker_store._tracker_store.latest.get(sender)
        if slots and slots[1].get("outcome"):
            raise CounterpartError("E403")
        return known

    def _remember(self, sender: str, line: str | None, first: bool) -> None:
        self._context[sender] = (line, first)
        self._context.move_to_end(sender)
        while len(self._context) > _REMEMBERED:
            self._context.popitem(last=False)

    async def _stored(self, agent: Any, sender: str, message_id: str) -> dict[str, Any] | None:
        """Return the answer that was given to a message id, from the database."""
        tracker = await agent.tracker_store.retrieve(sender)
        events = list(tracker.applied_events()) if tracker else []
        for i, event in enumerate(events):
            if isinstance(event, UserUttered) and event.message_id == message_id:
                lines = []
                for later in events[i + 1 :]:
                    if isinstance(later, UserUttered):
                        break
                    if isinstance(later, BotUttered) and later.text:
                        lines.append(_line({"text": later.text, **(later.metadata or {})}))
                return _shape(message_id, tracker.current_slot_values(), lines, repeated=True)
        return None

    async def take_back(self, agent: Any, body: dict[str, Any]) -> dict[str, Any]:
        """Take the latest reply back: Rasa's ``rewind``, so the event stays in the store."""
        sender = body["sender"]
        async with agent.lock_store.lock(sender):
            tracker = await agent.tracker_store.retrieve(sender)
            if tracker is None:
                raise CounterpartError("E404", session=sender)
            if not any(isinstance(e, UserUttered) for e in tracker.applied_events()):
                raise CounterpartError("E402", cause="no reply to take back")
            tracker.update(UserUtteranceReverted())
            tracker.update(ActionExecuted(ACTION_LISTEN_NAME))  # the rewind takes that away too
            await agent.processor.save_tracker(tracker)
        line, first = _context_of(tracker)
        self._remember(sender, line, first)
        return {"sender": sender, "citizen": line, "mood": tracker.get_slot("mood"), "first": first}


def _settings(body: dict[str, Any]) -> dict[str, Any]:
    """Return the checked settings of a new talk, with the scenario's version pinned."""
    scenario = library().latest(str(body.get("scenario") or library().all()[0].id))
    mood, difficulty, mode = (
        body.get("mood"),
        body.get("difficulty"),
        body.get("mode") or "practice",
    )
    for what, value, valid in (
        ("mood", mood, (None, *MOODS)), ("difficulty", difficulty, (None, 1, 2, 3)), ("mode", mode, _MODES),
    ):  # fmt: skip
        if value not in valid:
            raise CounterpartError(
                "E407", what=what, value=value, valid=", ".join(map(str, valid[-8:]))
            )
    seed = body.get("seed")
    return {
        "scenario": scenario.id,
        "version": scenario.version,
        "seed": int(seed) if isinstance(seed, int) else uuid.uuid4().int % 2**31,
        "difficulty": difficulty,
        "mood": mood,
        "mode": mode,
    }


def _text_of(body: dict[str, Any]) -> tuple[str, bool]:
    if body.get("end"):
        return END, True
    text = body.get("text")
    if not isinstance(text, str) and text is not None:
        raise CounterpartError("E402", cause="'text' must be a string")
    if body.get("silence") or not (text or "").strip():
        return SILENCE, True
    return guarded(text or ""), False


def _gestures(given: Any) -> list[str] | None:
    """Return the known gestures; None where the caller records none."""
    return [g for g in given if g in GESTURES] if isinstance(given, list) else None


def _rings(given: Any) -> int | None:
    return given if isinstance(given, int) and 0 <= given <= 99 else None


def _committed(agent: Any, sender: str, message_id: str) -> bool:
    latest = agent.tracker_store._tracker_store.latest.get(sender)
    return latest is not None and latest[0] == message_id


def _context_of(tracker: DialogueStateTracker) -> tuple[str | None, bool]:
    line, first = None, True
    for event in tracker.applied_events():
        if isinstance(event, BotUttered) and event.text:
            line = event.text
        elif isinstance(event, UserUttered):
            first = False
    return line, first


def _line(message: dict[str, Any]) -> dict[str, Any]:
    return {key: message.get(key) for key in ("text", "move", "mood", "stage")}


def _shape(
    message_id: str, slots: dict[str, Any], lines: list[dict[str, Any]], repeated: bool = False
) -> dict[str, Any]:
    """Return the answer: lines, assessment (null where not scored), facts told so far, outcome."""
    assessment = slots.get("assessment")
    own = assessment if assessment and assessment.get("message_id") == message_id else None
    return {
        "message_id": message_id,
        "lines": lines,
        "assessment": own,
        "scored": own is not None,
        "mood": slots.get("mood"),
        "told": sorted((slots.get("citizen") or {}).get("told") or []),
        "outcome": slots.get("outcome"),
        "ended": bool(slots.get("outcome")),
        "repeated": repeated,
    }


def _error(status: int, error: CounterpartError) -> HTTPResponse:
    return response.json(
        {"error": error.code, "message": str(error)}, status=status, ensure_ascii=False
    )
