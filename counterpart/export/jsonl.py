"""JSON lines: one object a turn, nested values as they are."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import IO, Any

from counterpart.talk import storable


def write(rows: Iterable[Mapping[str, Any]], out: IO[str]) -> int:
    """Write the rows and return their number."""
    count = 0
    for row in rows:
        out.write(storable(json.dumps(row, ensure_ascii=False)) + "\n")
        count += 1
    return count
