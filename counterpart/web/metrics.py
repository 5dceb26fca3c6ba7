"""Figures for Prometheus; none of them holds a word of a talk."""

from __future__ import annotations

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram
from prometheus_client import generate_latest as _latest
from starlette.requests import Request
from starlette.responses import Response

REGISTRY = CollectorRegistry()
TALKS = Counter("counterpart_talks", "Talks begun.", ["mode"], registry=REGISTRY)
TURN_SECONDS = Histogram(
    "counterpart_turn_seconds", "From a reply's arrival to its answer.", registry=REGISTRY,
    buckets=(0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30),
)  # fmt: skip
RESPONSES = Counter("counterpart_responses", "HTTP responses.", ["status"], registry=REGISTRY)


async def show(_request: Request) -> Response:
    """Return the figures in Prometheus' text format."""
    return Response(_latest(REGISTRY), media_type=CONTENT_TYPE_LATEST)
