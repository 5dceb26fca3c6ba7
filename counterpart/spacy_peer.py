"""spaCy's own categorisers, trained from scratch on the labelled replies: a peer for the tagger."""

# No `from __future__ import annotations`: spaCy's registry needs real annotations.
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan
from spacy.training import Example
from spacy.util import registry
from thinc.api import Ragged, fix_random_seed, get_current_ops

from counterpart import clauses
from counterpart.acts import Span, with_order
from counterpart.corpus import LabelledReply
from counterpart.tagger import LEARNED, TaggedReply
from counterpart.training import clause_labels

_PASSES = 8  # over the replies: about a minute and a half of processor time
_BATCH = 64
_SEED = 0
_KEY = "acts"
_GRIEVANCE = "grievance"


@registry.misc("counterpart.clauses.v1")
def _make_suggester() -> Callable[..., Ragged]:
    """Suggest each clause of a reply, as the tagger does."""

    def suggest(docs: Iterable[Doc], *, ops: Any = None) -> Ragged:
        ops = ops or get_current_ops()
        found = [[(s.start, s.end) for s in _clauses(doc)] for doc in docs]
        pairs = [pair for one in found for pair in one]
        rows = ops.asarray2i(pairs) if pairs else ops.alloc2i(0, 2)
        return Ragged(rows, ops.asarray1i([len(one) for one in found]))

    return suggest


def _clauses(doc: Doc) -> list[DocSpan]:
    spans = (doc.char_span(a, b, alignment_mode="expand") for a, b in clauses.split(doc.text))
    return [span for span in spans if span is not None]


def _blank() -> Language:
    """Return a pipeline with the tagger's tokens: a code point, a Latin word or a number."""
    tokenizer = {"@tokenizers": "counterpart.CodePointTokenizer.v1"}
    return spacy.blank("xx", config={"nlp": {"tokenizer": tokenizer}})


class SpacyPeer:
    """A span categoriser over the clauses of replies, and a text categoriser of citizens' lines.

    Both are spaCy's with their standard models and threshold (0.5), and know nothing but the
    labelled replies: no encoder, no cues, no example clauses. The span categoriser sees the whole
    reply, not the citizen's line.
    """

    def __init__(self, acts: Language, grievance: Language) -> None:
        self._acts, self._grievance = acts, grievance

    @classmethod
    def train(cls, replies: Sequence[LabelledReply]) -> "SpacyPeer":
        """Return a peer trained on ``replies``; the same replies give the same peer."""
        fix_random_seed(_SEED)
        acts, heard = _blank(), _blank()
        suggester = {"@misc": "counterpart.clauses.v1"}
        acts.add_pipe("spancat", config={"spans_key": _KEY, "suggester": suggester})
        heard.add_pipe("textcat_multilabel")
        lines = {r.citizen: r.grievance for r in replies if r.citizen}
        _fit(acts, [_example(acts, reply) for reply in replies])
        _fit(heard, [_heard(heard, *pair) for pair in lines.items()])
        return cls(acts, heard)

    @classmethod
    def load(cls, folder: Path) -> "SpacyPeer":
        """Read what :meth:`to_disk` wrote."""
        return cls(spacy.load(folder / "acts"), spacy.load(folder / "grievance"))

    def to_disk(self, folder: Path) -> None:
        """Write both pipelines into ``folder``, which is made."""
        folder.mkdir(parents=True, exist_ok=True)
        self._acts.to_disk(folder / "acts")
        self._grievance.to_disk(folder / "grievance")

    def tag_many(self, replies: Iterable[tuple[str, str | None, bool]]) -> Iterator[TaggedReply]:
        """Yield what is found in each (reply, citizen, first); ``first`` is not used."""
        for reply, citizen, _ in replies:
            doc = self._acts(reply[: clauses.MAX_CHARACTERS])
            found = doc.spans[_KEY]
            spans = [
                Span(s.start_char, s.end_char, s.label_, round(float(chance), 3))
                for s, chance in zip(found, found.attrs["scores"], strict=True)
            ]
            upset = citizen is not None and self._grievance(citizen).cats[_GRIEVANCE] >= 0.5
            yield TaggedReply(tuple(with_order(spans, upset)), upset)


def _example(nlp: Language, reply: LabelledReply) -> Example:
    doc = nlp.make_doc(reply.reply)
    doc.spans[_KEY] = [
        DocSpan(doc, clause.start, clause.end, act)
        for clause in _clauses(doc)
        for act, holds in zip(
            LEARNED, clause_labels((clause.start_char, clause.end_char), reply), strict=True
        )
        if holds
    ]
    return Example(nlp.make_doc(reply.reply), doc)


def _heard(nlp: Language, line: str, grievance: bool) -> Example:
    doc = nlp.make_doc(line)
    doc.cats = {_GRIEVANCE: float(grievance)}
    return Example(nlp.make_doc(line), doc)


def _fit(nlp: Language, examples: list[Example]) -> None:
    optimizer = nlp.initialize(lambda: examples)
    order = random.Random(_SEED)
    for _ in range(_PASSES):
        order.shuffle(examples)
        for start in range(0, len(examples), _BATCH):
            nlp.update(examples[start : start + _BATCH], sgd=optimizer)
