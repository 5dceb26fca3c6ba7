"""Keep a reply's text as typed on its way through Rasa.

Rasa strips messages and takes a leading ``/`` for a command (``/restart``, ``/intent{...}``). An
invisible word joiner in front disarms both; it is taken off again before anything is measured,
so spans count in the text as typed.
"""

from __future__ import annotations

from counterpart.talk import JOINER, storable, unguarded


def guarded(text: str) -> str:
    """Return the text with a word joiner in front where Rasa would change or obey it."""
    text = storable(text)
    needs = text[:1] in ("/", JOINER) or text != text.strip()
    return JOINER + text if needs else text


__all__ = ["guarded", "unguarded"]
