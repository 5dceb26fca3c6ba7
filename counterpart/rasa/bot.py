"""The trained bot inside this process: NLU, policies, actions and voice, without servers."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.core.lock_store import InMemoryLockStore
from rasa.utils.endpoints import EndpointConfig
from rasa.utils.log_utils import configure_structlog
from rasa_sdk.executor import ActionExecutor

from actions.assess_reply import ActionAssessReply
from counterpart.rasa.channel import CounterpartInput
from counterpart.rasa.tracker_store import MemoryTrackerStore
from counterpart.rasa.voice import CitizenVoice


class InProcessActions(EndpointConfig):
    """The action server's answers without the server."""

    def __init__(self) -> None:
        super().__init__(url="in-process", enable_selective_domain=True)
        self._executor = ActionExecutor()
        self._executor.register_action(ActionAssessReply())

    async def request(self, *args: Any, json: dict[str, Any] | None = None, **kwargs: Any) -> Any:
        """Run the action that Rasa asks for."""
        return await self._executor.run(json)


class Bot:
    """One loaded model that many talks share; same interface as :class:`counterpart.client`."""

    def __init__(self, model: Path) -> None:
        configure_structlog(logging.ERROR)
        self._loop = asyncio.new_event_loop()
        self._agent = self._loop.run_until_complete(_load(model))
        self._channel = CounterpartInput()

    def start(self, sender: str, **settings: Any) -> dict[str, Any]:
        """Open a talk."""
        return self._run(self._channel.start(self._agent, {"sender": sender, **settings}))

    def reply(self, sender: str, text: str, **flags: Any) -> dict[str, Any]:
        """Send a reply and return the citizen's answer."""
        return self._run(self._channel.take(self._agent, {"sender": sender, "text": text, **flags}))

    def forget(self, sender: str) -> None:
        """Drop a finished talk from memory."""
        self._agent.tracker_store._tracker_store.store.pop(sender, None)

    def close(self) -> None:
        """Close the event loop."""
        self._loop.close()

    def _run(self, work: Any) -> dict[str, Any]:
        result: dict[str, Any] = self._loop.run_until_complete(work)
        return result


async def _load(model: Path) -> Any:
    agent = Agent.load(
        str(model),
        generator=CitizenVoice(),
        tracker_store=MemoryTrackerStore(),
        lock_store=InMemoryLockStore(),
        action_endpoint=InProcessActions(),
    )
    agent.tracker_store.domain = agent.domain
    return agent
