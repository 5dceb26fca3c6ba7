"""The citizen's portrait as inline SVG: the face and the frame's shape change with the mood.

A portrait never names its mood: in an exam the face alone may show it.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from html import escape

_SKIN = ("#f3d3b3", "#e8bd94", "#d9a77c", "#f0c9a5")
_HAIR = ("#2b2422", "#3d2f2a", "#5b4a42", "#8c8580")
_COAT = ("#5b6b8c", "#7a5c6b", "#4f7367", "#8a6f4e", "#6d6a8f")


@dataclass(frozen=True)
class _Face:
    """How a mood shows; brows are (outer, inner) heights, a mouth is a path, y grows downward."""

    frame: str  # the shape behind the head: never colour alone
    colour: str
    brows: tuple[int, int]
    eye: float  # half the height of an open eye
    mouth: str
    extra: str = ""


_ROUND = '<circle cx="50" cy="50" r="48"/>'
_SOFT = '<rect x="3" y="3" width="94" height="94" rx="30"/>'
_SQUARE = '<rect x="4" y="4" width="92" height="92" rx="6"/>'
_SPIKED = '<path d="M50 0 61 14 78 6 80 24 98 26 90 43 100 56 85 64 88 82 70 82 62 98 50 86 38 98 30 82 12 82 15 64 0 56 10 43 2 26 20 24 22 6 39 14Z"/>'
_WAVY = '<path d="M4 30q11-22 23-12t23-4 23 4 23 12q-8 12 0 24t-2 24q-12 4-22 12t-24 4-22-2-20-16q-8-12-2-24t-2-22Z"/>'
_DROP = '<path d="M50 2q46 40 46 64a32 32 0 0 1-46 30 32 32 0 0 1-46-30Q4 42 50 2Z"/>'
_SPEECH = '<path d="M8 8h84a6 6 0 0 1 6 6v64a6 6 0 0 1-6 6H40L24 98V84H8a6 6 0 0 1-6-6V14a6 6 0 0 1 6-6Z"/>'
_DIAMOND = '<path d="M50 1 99 50 50 99 1 50Z"/>'

_FACES: dict[str, _Face] = {
    "calm": _Face(_ROUND, "#cfe3ee", (41, 40), 2.6, "M41 69q9 4 18 0"),
    "relieved": _Face(_SOFT, "#cfe8d3", (39, 40), 1.0, "M38 66q12 13 24 0"),
    "anxious": _Face(_WAVY, "#f2e3b8", (42, 37), 3.4, "M42 71q4-4 8 0t8 0",
                     '<path d="M71 33q4 7 0 10q-5-3 0-10Z" fill="#7fb3d5"/>'),
    "confused": _Face(_SPEECH, "#e2d8ee", (36, 41), 3.0, "M43 71q8-5 15 1"),
    "impatient": _Face(_SQUARE, "#f3d2b3", (38, 42), 2.0, "M41 71h18"),
    "angry": _Face(_SPIKED, "#f2b8ae", (36, 45), 2.2, "M40 74q10-10 20 0"),
    "suspicious": _Face(_DIAMOND, "#d8dcc4", (41, 43), 1.4, "M44 71q8 1 14-3"),
    "upset": _Face(_DROP, "#c6d4ea", (44, 38), 2.2, "M41 74q9-8 18 0",
                   '<path d="M37 57q4 8 0 12q-5-4 0-12Z" fill="#7fb3d5"/>'),
}  # fmt: skip


def portrait(mood: str, person: str) -> str:
    """Return the SVG of ``person`` in a mood; the same person always looks the same."""
    face = _FACES[mood]
    look = zlib.crc32(person.encode("utf-8"))
    skin, hair, coat = (
        colours[(look >> shift) % len(colours)]
        for colours, shift in ((_SKIN, 0), (_HAIR, 3), (_COAT, 7))
    )
    outer, inner = face.brows
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" aria-hidden="true">'
        f'<g fill="{face.colour}">{face.frame}</g>'
        f'<path d="M18 100q2-22 32-22t32 22Z" fill="{coat}"/>'
        f'<rect x="43" y="70" width="14" height="14" rx="6" fill="{skin}"/>'
        f'<ellipse cx="50" cy="52" rx="23" ry="27" fill="{skin}"/>'
        f"{_hair(look, hair)}"
        f'<g fill="none" stroke="#3a2f2b" stroke-width="2.4" stroke-linecap="round">'
        f'<path d="M32 {outer} 45 {inner}"/><path d="M68 {outer} 55 {inner}"/>'
        f'<path d="{face.mouth}"/></g>'
        f'<g fill="#2b2422"><ellipse cx="40" cy="50" rx="2.6" ry="{face.eye}"/>'
        f'<ellipse cx="60" cy="50" rx="2.6" ry="{face.eye}"/></g>'
        f"{_glasses(look)}{face.extra}</svg>"
    )


def _hair(look: int, colour: str) -> str:
    shapes = (
        "M27 50q-2-27 23-27t23 27q-4-14-12-17-14 5-24 1-7 4-10 16Z",
        "M26 62q-6-40 24-40t24 40q-2-18-8-26-20 2-32-2-6 10-8 28Z",
        "M28 44q2-21 22-21t22 21q-9-9-22-9t-22 9Z",
    )
    return f'<path d="{shapes[(look >> 11) % len(shapes)]}" fill="{colour}"/>'


def _glasses(look: int) -> str:
    if (look >> 15) % 3:
        return ""
    return (
        '<g fill="none" stroke="#4a4a4a" stroke-width="1.6"><circle cx="40" cy="50" r="7"/>'
        '<circle cx="60" cy="50" r="7"/><path d="M47 50h6"/></g>'
    )


def labelled(svg: str, label: str) -> str:
    """Return the portrait with a name for people who can't see it."""
    return svg.replace('aria-hidden="true"', f'role="img" aria-label="{escape(label)}"', 1)
