"""Find an event's class by name once instead of walking Rasa's class tree for every stored event.

Guarded by Rasa's version like the compiled validator (docs/decisions/0002-compiled-validator.md).
"""

from __future__ import annotations

import functools

import rasa
from rasa.shared.core.events import Event

from counterpart.startup import RASA_VERSION


def install() -> bool:
    """Remember Rasa's answers; return False on another Rasa."""
    if rasa.__version__ != RASA_VERSION:
        return False
    if not hasattr(Event.resolve_by_type, "cache_info"):
        Event.resolve_by_type = staticmethod(functools.lru_cache(maxsize=64)(Event.resolve_by_type))
    return True
