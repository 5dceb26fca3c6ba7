"""Start the action server, Rasa and the web app, watch them, restart what dies, stop everything."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from counterpart import models, paths
from counterpart.errors import CounterpartError
from counterpart.library import library
from counterpart.secret import shared_secret

HOST = "127.0.0.1"
_START_SECONDS = 120
_HEALTHY_AFTER = 30.0  # a child that ran this long is not counted as failing again and again
_GIVE_UP_AFTER = 5
_STOP_SECONDS = 8.0


@dataclass
class Child:
    """One process: how it is started and how it tells that it is ready."""

    name: str
    command: Sequence[str]
    ready_url: str
    log: Path
    env: dict[str, str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    failures: int = 0

    def start(self) -> None:
        """Start the process in a group of its own, its output in its log."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(
                self.command, cwd=paths.ROOT, stdout=out, stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL, env=self.env, start_new_session=True,
            )  # fmt: skip
        self.started = time.monotonic()

    def alive(self) -> bool:
        """Tell whether the process runs."""
        return self.process is not None and self.process.poll() is None

    def ready(self) -> bool:
        """Tell whether the process answers that it is ready."""
        try:
            return httpx.get(self.ready_url, timeout=2.0, trust_env=False).status_code == 200
        except httpx.HTTPError:
            return False

    def stop(self) -> None:
        """End the process, politely first."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@dataclass
class Stack:
    """The action server and the Rasa server on loopback, and the web app where ``web_port`` is set.

    ``host`` is where the web app listens; it is the only one that may be reached from outside.
    ``tell`` gets a line for the person at the terminal at every change.
    """

    port: int = 5005
    action_port: int = 5055
    web_port: int | None = None
    host: str = HOST
    database_url: str | None = None
    logs: Path = field(default_factory=lambda: paths.STATE / "logs")
    tell: Callable[[str], None] = lambda _: None
    children: list[Child] = field(default_factory=list)

    @property
    def url(self) -> str:
        """The Rasa server's address."""
        return f"http://{HOST}:{self.port}"

    @property
    def web_url(self) -> str:
        """The web app's address on this machine."""
        return f"http://{self.host if self.host != '0.0.0.0' else HOST}:{self.web_port}"

    def start(self) -> None:
        """Start the servers and wait until they are ready.

        Raises:
            CounterpartError: E104 a broken scenario, E204 no model, E301 a port in use, E302 a
                server that does not come up.
        """
        library().all()
        model = models.fresh()
        if model is None:
            raise CounterpartError("E204", folder=paths.MODELS)
        for port, option in (
            (self.action_port, "--action-port"), (self.port, "--bot-port"), (self.web_port, "--port"),
        ):  # fmt: skip
            if port is not None and not _free(port):
                raise CounterpartError("E301", port=port, host=HOST, option=option)
        self.children = self._plan(model)
        try:
            for child in self.children:
                child.start()
            for child in self.children:
                self.wait_for(child)
        except BaseException:
            self.stop()
            raise

    def _plan(self, model: Path) -> list[Child]:
        env = {
            **os.environ,
            "COUNTERPART_SECRET": shared_secret(),
            "COUNTERPART_ACTION_URL": f"http://{HOST}:{self.action_port}/webhook",
            "RASA_TELEMETRY_ENABLED": "false",
            "TICKET_LOCK_LIFETIME": "20",
            "PYTHONWARNINGS": "ignore",
            "OMP_NUM_THREADS": "1",
            "OPENBLAS_NUM_THREADS": "1",
        }
        if self.database_url:
            env["COUNTERPART_DATABASE_URL"] = self.database_url
        actions = [
            sys.executable,
            "-m",
            "counterpart.action_server",
            "--port",
            str(self.action_port),
        ]
        rasa = [sys.executable, "-m", "rasa", "run", "--model", str(model), "-i", HOST, "-p", str(self.port),
                "--endpoints", "endpoints.yml", "--credentials", "credentials.yml"]  # fmt: skip
        planned = [
            Child("actions", actions, f"http://{HOST}:{self.action_port}/health", self.logs / "actions.log", env),
            Child("rasa", rasa, f"{self.url}/webhooks/counterpart/", self.logs / "rasa.log", env),
        ]  # fmt: skip
        if self.web_port is not None:
            web = [sys.executable, "-m", "counterpart.web.server", "--host", self.host,
                   "--port", str(self.web_port), "--bot-url", self.url]  # fmt: skip
            planned.append(Child("web", web, f"{self.web_url}/healthz", self.logs / "web.log", env))
        return planned

    def wait_for(self, child: Child) -> None:
        """Wait until a process that was started is ready.

        Raises:
            CounterpartError: E302 where it does not come up.
        """
        deadline = time.monotonic() + _START_SECONDS
        while time.monotonic() < deadline:
            if child.ready():
                return
            if not child.alive():
                break
            time.sleep(0.1)
        raise CounterpartError(
            "E302", name=child.name, seconds=round(time.monotonic() - child.started), log=child.log,
            tail=models.tail(child.log),
        )  # fmt: skip

    def check(self) -> None:
        """Restart what has died.

        Raises:
            CounterpartError: E303 where a server died again and again.
        """
        for child in self.children:
            if child.alive():
                continue
            lived = time.monotonic() - child.started
            child.failures = 1 if lived > _HEALTHY_AFTER else child.failures + 1
            if child.failures > _GIVE_UP_AFTER:
                raise CounterpartError(
                    "E303",
                    name=child.name,
                    count=child.failures,
                    log=child.log,
                    tail=models.tail(child.log),
                )
            self.tell(f"{child.name}: stopped, starting it again")
            child.start()

    def watch(self) -> None:
        """Watch until Ctrl-C or SIGTERM, then stop everything."""
        stop_on_signals()
        try:
            while True:
                self.check()
                time.sleep(0.5)
        except KeyboardInterrupt:
            pass
        finally:
            self.stop()

    def stop(self) -> None:
        """Stop every child, the bot first."""
        for child in reversed(self.children):
            child.stop()


def stop_on_signals() -> None:
    """Let Ctrl-C, SIGTERM and a closed terminal raise KeyboardInterrupt, so that nothing is left."""
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, _interrupt)


def _interrupt(_signal: int, _frame: object) -> None:
    raise KeyboardInterrupt


def _free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def free_port() -> int:
    """Return a port of loopback that nobody listens on."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
