"""Where the project's files lie. The root is ``$COUNTERPART_HOME``, else the checkout."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(os.environ.get("COUNTERPART_HOME") or Path(__file__).resolve().parent.parent)
DATA = ROOT / "data"
ACTS = DATA / "acts"
SCENARIOS = DATA / "scenarios"
MODELS = ROOT / "models"
ACT_MODEL = MODELS / "acts"
STATE = ROOT / ".counterpart"  # secret, database, logs: never committed
