"""A tokenizer for mixed Chinese and English text."""

from __future__ import annotations

import re
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message

_TOKEN = re.compile(r"[A-Za-z0-9']+|\w")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class MixedTokenizer(Tokenizer):
    """Make a token of every Latin word or number and of every other letter.

    The features are those of sentences, so a word segmenter would add memory and no accuracy.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return the options every Rasa tokenizer has."""
        return {
            "intent_tokenization_flag": False,
            "intent_split_symbol": "_",
            "token_pattern": None,
            "prefix_separator_symbol": None,
        }

    @staticmethod
    def supported_languages() -> list[str] | None:
        """Return None: any language."""
        return None

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """Return at least one token, whatever the text."""
        text = message.get(attribute) or ""
        tokens = [Token(match.group(), match.start()) for match in _TOKEN.finditer(text)]
        return self._apply_token_pattern(tokens or [Token(text or " ", 0)])
