"""Check action-server answers with a validator that is compiled once.

Rasa 3.6.21 rebuilds and re-checks its JSON schema at every answer, which costs about 20 ms a turn
(docs/decisions/0002-compiled-validator.md). The schema and the verdicts stay Rasa's own.
"""

from __future__ import annotations

import os
from typing import Any

import rasa
from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction

from counterpart.startup import RASA_VERSION


def install() -> bool:
    """Replace Rasa's check; return False on another Rasa, or where the environment forbids it."""
    if rasa.__version__ != RASA_VERSION or os.environ.get("COUNTERPART_RASA_VALIDATOR") == "rasa":
        return False
    schema = RemoteAction.action_response_format_spec()
    validator = validator_for(schema)(schema)

    def validate(self: RemoteAction, result: dict[str, Any]) -> bool:
        error = next(iter(validator.iter_errors(result)), None)
        if error is not None:
            error.message += ". The action server's answer is not in Rasa's format; see Rasa's page on custom actions."
            raise error
        return True

    RemoteAction._validate_action_result = validate
    return True
