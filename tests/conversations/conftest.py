"""The real model behind real servers on loopback, with a database of their own."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from counterpart import models
from counterpart.client import TalkClient
from counterpart.supervisor import Stack, free_port


@pytest.fixture(scope="session")
def model() -> Path:
    """The trained model; training takes about half a minute where there is none."""
    return models.ensure()


class Served:
    """A running stack, and a thread that restarts what dies as ``counterpart serve`` does."""

    def __init__(self, folder: Path, web: bool = False) -> None:
        self.database_url = f"sqlite:///{folder / 'talks.db'}"
        self.stack = Stack(
            port=free_port(),
            action_port=free_port(),
            web_port=free_port() if web else None,
            database_url=self.database_url,
            logs=folder / "logs",
        )
        self.clients: list[TalkClient] = []
        self.stack.start()
        self.watching = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def _watch(self) -> None:
        while not self._stopping.wait(0.2):
            if self.watching.is_set():
                self.stack.check()

    def client(self, sender: str = "") -> TalkClient:
        """Return a client for a new talk, or for the talk of this name."""
        self.clients.append(TalkClient(self.stack.url, sender))
        return self.clients[-1]

    def process(self, name: str) -> subprocess.Popen[bytes]:
        """Return the process of a server."""
        found = next(child for child in self.stack.children if child.name == name).process
        assert found is not None
        return found

    def kill(self, name: str) -> None:
        """Kill a server without warning."""
        process = self.process(name)
        process.kill()
        process.wait()

    def stop(self) -> None:
        """Stop watching, then everything."""
        for client in self.clients:
            client.close()
        self._stopping.set()
        self._thread.join()
        self.stack.stop()


@pytest.fixture(scope="session")
def served(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The running stack."""
    running = Served(tmp_path_factory.mktemp("served"))
    yield running
    running.stop()
