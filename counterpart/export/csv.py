"""CSV for spreadsheets: opens right in Excel in Chinese, and no cell becomes a formula."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from typing import IO, Any

from counterpart.talk import storable
from counterpart.transcript import FIELDS

BOM = "\ufeff"  # tells Excel that the file is UTF-8
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write(rows: Iterable[Mapping[str, Any]], out: IO[str]) -> int:
    """Write a byte order mark, a header and the rows; return the number of rows."""
    out.write(BOM)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(FIELDS)
    count = 0
    for row in rows:
        writer.writerow([cell(row.get(name)) for name in FIELDS])
        count += 1
    return count


def cell(value: Any) -> str:
    """Return a value as a cell's text; lists of texts are joined, other lists become JSON.

    A text that a spreadsheet could take for a formula gets an apostrophe in front (OWASP, CSV
    injection). Numbers stay numbers.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        value = " | ".join(value)
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    text = storable(text).replace("\x00", "\ufffd")
    return "'" + text if text.lstrip(" \u3000").startswith(_FORMULA) else text
