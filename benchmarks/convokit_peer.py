"""ConvoKit's politeness strategies as a filter, run in ConvoKit's own environment.

The first line out is ``{"convokit", "spacy", "parse_model", "strategies"}``: versions, and the names
of all strategies by collection. ``parse_model`` is null where there is none, and then the strategies
that ask for a word's place in the sentence's parse never fire. After that each line in, ``{"collection", "text"}``, gives a line out, ``{"strategies",
"seconds"}``: the strategies found, and the time for tokens, parse and strategies.
"""

from __future__ import annotations

import json
import logging
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from typing import Any

import jieba
import spacy
from convokit.model import Speaker, Utterance
from convokit.politeness_collections.politeness_cscw_zh.strategy_extractor import NGRAMS
from convokit.politenessStrategies import PolitenessStrategies
from convokit.text_processing.textParser import process_text
from spacy.language import Language
from spacy.tokens import Doc

COLLECTIONS = ("politeness_api", "politeness_local", "politeness_cscw_zh")
Sentences = list[dict[str, Any]]


def english(model: str) -> tuple[Callable[[str], Sentences], str | None]:
    """Return what splits and parses English as ConvoKit's TextParser does, and the parse model."""
    try:
        nlp = spacy.load(model, disable=["ner"])
    except OSError:
        blank = spacy.blank("en")
        blank.add_pipe("sentencizer")
        return lambda text: _unparsed(process_text(text, "tokenize", spacy_nlp=blank)), None
    return lambda text: process_text(text, spacy_nlp=nlp), f"{model} {nlp.meta['version']}"


def _unparsed(sentences: Sentences) -> Sentences:
    """Make every word a root: no strategy finds it to depend on another."""
    for sentence in sentences:
        for word in sentence["toks"]:
            word["dep"] = "ROOT"
    return sentences


def chinese() -> Callable[[str], Sentences]:
    """Return what splits Chinese into words (jieba) and sentences; its strategies need no parse.

    jieba knows 谢谢您 as one word, which hides ConvoKit's 谢谢: such words are taken from it.
    """
    for marker in NGRAMS:
        for you in "您你":
            jieba.del_word(marker + you)
    nlp = spacy.blank("zh")
    nlp.tokenizer = lambda text: _words(nlp, text)
    nlp.add_pipe("sentencizer")
    return lambda text: process_text(text, "tokenize", spacy_nlp=nlp)


def _words(nlp: Language, text: str) -> Doc:
    # Without jieba's guesses at words that are in no dictionary, so not in ConvoKit's either.
    words = jieba.lcut(text, HMM=False)
    return Doc(nlp.vocab, words=words, spaces=[False] * len(words))


def main(model: str) -> None:
    """Answer until the input ends."""
    out, sys.stdout = sys.stdout, sys.stderr  # whatever ConvoKit prints isn't an answer
    jieba.setLogLevel(logging.WARNING)
    parse, found = english(model)
    split = dict.fromkeys(COLLECTIONS, parse) | {"politeness_cscw_zh": chinese()}
    extract = {name: PolitenessStrategies(strategy_collection=name) for name in COLLECTIONS}

    def strategies(collection: str, text: str) -> dict[str, int]:
        said = Utterance(text=text, speaker=Speaker(id="clerk"))
        said.add_meta("parsed", split[collection](text))
        return extract[collection].transform_utterance(said).meta["politeness_strategies"]

    about = {
        "convokit": version("convokit"),
        "spacy": spacy.__version__,
        "parse_model": found,
        "strategies": {name: list(strategies(name, "你好 hello")) for name in COLLECTIONS},
    }
    print(json.dumps(about), file=out, flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        began = time.perf_counter()
        marked = strategies(asked["collection"], asked["text"])
        took = time.perf_counter() - began
        present = [name for name, mark in marked.items() if mark]
        print(json.dumps({"strategies": present, "seconds": took}), file=out, flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
