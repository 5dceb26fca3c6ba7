"""Keep a reply's text as typed on its way through Rasa.

Rasa strips messages and takes a leading ``/`` for a command (``/restart``, ``/intent{...}``). An
invisible word joiner in front disarms both; it is taken off again before anything is measured,
so spans count in the text as typed.
"""

from __future__ import annotations

import re

from counterpart.talk import JOINER, unguarded

_SURROGATE = re.compile(r"[\ud800-\udfff]")


def guarded(text: str) -> str:
    """Return the text with a word joiner in front where Rasa would change or obey it.

    Lone surrogates, which no database stores, become U+FFFD; the length stays the same.
    """
    text = _SURROGATE.sub("\ufffd", text)
    needs = text[:1] in ("/", JOINER) or text != text.strip()
    return JOINER + text if needs else text


__all__ = ["guarded", "unguarded"]
