"""What a tagger costs: time to load, time per reply, memory, size of its files."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import psutil

from counterpart.corpus import LabelledReply
from counterpart.evaluation import Tagger

Load = Callable[[Path], Tagger]

_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


@dataclass(frozen=True)
class Footprint:
    """The costs on one thread; megabytes are 10**6 bytes.

    ``load_s`` lasts from the trained files until the first reply is tagged, libraries imported
    before. ``ms_per_reply`` is the median, replies one by one. ``memory_mb`` is the resident memory
    of the whole process after them, ``files_mb`` the size of the trained files.
    """

    load_s: float
    ms_per_reply: float
    memory_mb: float
    files_mb: float


def measure(load: Load, folder: Path, replies: Sequence[LabelledReply]) -> Footprint:
    """Return what the tagger in ``folder`` costs in a new process, where it remembers nothing."""
    with _environment(_ONE_THREAD), ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_here, load, folder, list(replies)).result()


def _here(load: Load, folder: Path, replies: list[LabelledReply]) -> Footprint:
    began = time.perf_counter()
    tagger = load(folder)
    list(tagger.tag_many([("您好 hello", None, True)]))
    loaded = time.perf_counter() - began
    times = [_seconds(tagger, reply) for reply in replies]
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    return Footprint(
        round(loaded, 2),
        round(1000 * statistics.median(times), 2),
        round(psutil.Process().memory_info().rss / 1e6),
        round(size / 1e6, 1),
    )


def _seconds(tagger: Tagger, reply: LabelledReply) -> float:
    began = time.perf_counter()
    list(tagger.tag_many([(reply.reply, reply.citizen, reply.first)]))
    return time.perf_counter() - began


@contextmanager
def _environment(values: dict[str, str]) -> Iterator[None]:
    """Set environment variables for the processes started inside; numpy reads these when loaded."""
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
