"""Charts of a talk as SVG made on the server; each has a table beside it for screen readers."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

_WIDTH, _HEIGHT, _LEFT, _TOP, _BOTTOM = 640, 220, 40, 14, 44
_STEP = 76  # at least so wide is a turn, so that the moods' names stand clear of each other
_HIGHEST = 100  # tension runs from 0 to 100


def tension(points: Sequence[tuple[int, float, str]], title: str) -> str:
    """Draw tension over the turns; a point is (turn, tension 0 to 100, the mood's name)."""
    if not points:
        return ""
    width = max(_WIDTH, _LEFT + _STEP * len(points))
    step = (width - _LEFT - _STEP) / max(1, len(points) - 1)
    places = [
        (_LEFT + _STEP / 2 + i * step, _TOP + (_HEIGHT - _TOP - _BOTTOM) * (1 - value / _HIGHEST))
        for i, (_, value, _) in enumerate(points)
    ]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    grid = "".join(
        f'<line x1="{_LEFT}" x2="{width}" y1="{_y(v):.1f}" y2="{_y(v):.1f}" class="grid"/>'
        f'<text x="{_LEFT - 6}" y="{_y(v) + 4:.1f}" text-anchor="end">{v}</text>'
        for v in (0, 50, 100)
    )
    dots = "".join(_dot(place, point) for place, point in zip(places, points, strict=True))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 {width} {_HEIGHT}" '
        f'width="{width}" height="{_HEIGHT}" role="img" aria-label="{escape(title)}">{grid}'
        f'<polyline points="{line}" class="line"/>{dots}</svg>'
    )


def _y(value: float) -> float:
    return _TOP + (_HEIGHT - _TOP - _BOTTOM) * (1 - value / _HIGHEST)


def _dot(place: tuple[float, float], point: tuple[int, float, str]) -> str:
    x, y = place
    turn, value, mood = point
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" class="dot"><title>{turn}: {value:g}, {escape(mood)}'
        f'</title></circle><text x="{x:.1f}" y="{_HEIGHT - 22}" text-anchor="middle">{turn}</text>'
        f'<text x="{x:.1f}" y="{_HEIGHT - 6}" text-anchor="middle">{escape(mood)}</text>'
    )
