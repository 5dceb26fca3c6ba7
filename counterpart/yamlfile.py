"""Read YAML with the line of every value, for messages that point at the fault."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError, YAMLStreamError

from counterpart.errors import CounterpartError


def load(file: Path) -> Any:
    """Return the file's content; mappings and lists carry ``.lc`` with their lines.

    Raises:
        CounterpartError: E105 where the file is missing, E101 where it isn't YAML.
    """
    try:
        raw = file.read_bytes()
    except OSError as fault:
        raise CounterpartError("E105", file=file) from fault
    try:
        return YAML(typ="rt").load(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as fault:
        line = raw.count(b"\n", 0, fault.start) + 1
        raise CounterpartError("E101", file=file, line=line, cause="not UTF-8 text") from fault
    except MarkedYAMLError as fault:
        mark = fault.problem_mark
        where = mark.line + 1 if mark else "?"
        raise CounterpartError("E101", file=file, line=where, cause=fault.problem) from fault
    except (YAMLError, YAMLStreamError, ValueError, RecursionError) as fault:
        cause = str(fault).split("\n")[0]
        raise CounterpartError("E101", file=file, line="?", cause=cause) from fault


def line_of(holder: Any, key: Any = None) -> int:
    """Return the 1-based line of ``holder``, or of its entry ``key``."""
    try:
        place = holder.lc
        if key is None:
            return int(place.line) + 1
        if isinstance(holder, dict):
            return int(place.key(key)[0]) + 1
        return int(place.item(key)[0]) + 1
    except (AttributeError, KeyError, TypeError, IndexError):
        return int(getattr(getattr(holder, "lc", None), "line", 0) or 0) + 1


def plain(value: Any) -> Any:
    """Return ``value`` as ordinary dicts, lists, strings and numbers."""
    if isinstance(value, dict):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, list):
        return [plain(v) for v in value]
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        return float(value)
    # YAML lets a character be written as two escaped halves; join them.
    return str(value).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
