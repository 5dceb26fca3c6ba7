"""The act tagger: a spaCy pipeline that finds the service acts of a clerk's reply.

Components, in order: ``clause_splitter`` (``doc.spans["clauses"]``), ``act_categoriser``
(``doc.spans["acts"]``, the label of a span is the act, its confidence is in
``doc.user_data["confidences"]``), ``grievance_detector`` (``doc._.grievance``, from the words of
the citizen's line) and ``explanation_order`` (adds ``explanation_first`` by the codebook's rule).
"""

# No `from __future__ import annotations`: spaCy's registry needs real annotations on factories.
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan
from spacy.util import registry
from spacy.vocab import Vocab

from counterpart import clauses, cues, features
from counterpart.acts import ACTS, Span, with_order
from counterpart.errors import CounterpartError
from counterpart.linear import LinearClassifier

LEARNED = tuple(act for act in ACTS if act != "explanation_first")
_WORD = re.compile(r"[A-Za-z0-9]+|.", re.DOTALL)
_REMEMBERED = 5_000
_SURROGATE = re.compile(r"[\ud800-\udfff]")

for _name in ("citizen", "first", "grievance"):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=None)


@dataclass(frozen=True)
class TaggedReply:
    """The acts of a reply, and whether the citizen's line before it voiced a grievance."""

    spans: tuple[Span, ...]
    grievance: bool


class CodePointTokenizer:
    """Make a token of every Latin word, number or other code point; the text stays as typed."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        words = _WORD.findall(_SURROGATE.sub("\ufffd", text))
        return Doc(self.vocab, words=words, spaces=[False] * len(words))

    def to_bytes(self, **_: Any) -> bytes:
        """Return nothing: the tokenizer has no state."""
        return b""

    def from_bytes(self, _data: bytes, **_: Any) -> "CodePointTokenizer":
        """Return itself."""
        return self

    def to_disk(self, _path: Path, **_: Any) -> None:
        """Write nothing."""

    def from_disk(self, _path: Path, **_: Any) -> "CodePointTokenizer":
        """Return itself."""
        return self


@registry.tokenizers("counterpart.CodePointTokenizer.v1")
def _make_tokenizer() -> Any:
    return lambda nlp: CodePointTokenizer(nlp.vocab)


@Language.component("clause_splitter")
def clause_splitter(doc: Doc) -> Doc:
    """Set ``doc.spans["clauses"]``."""
    found = [doc.char_span(a, b, alignment_mode="expand") for a, b in clauses.split(doc.text)]
    doc.spans["clauses"] = [span for span in found if span is not None]
    return doc


class _Learned:
    """A component that holds one linear classifier."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.model: LinearClassifier | None = None

    def to_disk(self, path: Path, **_: Any) -> None:
        """Write the classifier beside the pipeline."""
        if self.model is not None:
            np.savez_compressed(Path(path).with_suffix(".npz"), **self.model.arrays(self.name))

    def from_disk(self, path: Path, **_: Any) -> "_Learned":
        """Read the classifier."""
        with np.load(Path(path).with_suffix(".npz")) as arrays:
            self.model = LinearClassifier.from_arrays(arrays, self.name)
        return self


class ActCategoriser(_Learned):
    """Find the acts of each clause by its meaning, its character n-grams and its cues."""

    def __call__(self, doc: Doc) -> Doc:
        found = self.predict(doc)
        doc.spans["acts"] = _marked(doc, found)
        doc.user_data["confidences"] = [s.confidence for s in found]
        return doc

    def predict(self, doc: Doc) -> list[Span]:
        """Return the spans of the acts, in the order of the text."""
        pieces = [(c.start_char, c.end_char) for c in doc.spans["clauses"]]
        if not pieces or self.model is None:
            return []
        matrix = features.of_clauses(doc.text, pieces, bool(doc._.first), doc._.citizen)
        table = self.model.probabilities(matrix)
        chosen = np.argwhere(table >= self.model.thresholds)
        return sorted(
            _span(doc.text, pieces[row], LEARNED[column], float(table[row, column]))
            for row, column in chosen
        )


def _marked(doc: Doc, found: list[Span]) -> list[DocSpan]:
    marked = [doc.char_span(s.start, s.end, s.act, alignment_mode="expand") for s in found]
    return [span for span in marked if span is not None]


def _span(text: str, clause: tuple[int, int], act: str, confidence: float) -> Span:
    start, end = clause
    if act in cues.TRIMMED:
        cue = cues.CUES[act].search(cues.plain(text), start, end)
        if cue:
            start, end = cue.span()
    return Span(start, end, act, confidence)


class GrievanceDetector(_Learned):
    """Tell from the citizen's words whether they voice a grievance; citizens repeat themselves."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._verdicts: dict[str, bool] = {}

    def __call__(self, doc: Doc) -> Doc:
        doc._.grievance = bool(doc._.citizen) and self.predict([doc._.citizen])[0]
        return doc

    def predict(self, lines: Sequence[str]) -> list[bool]:
        """Return for each line whether it voices a grievance."""
        return [self._verdict(line) for line in lines]

    def _verdict(self, line: str) -> bool:
        if self.model is None:
            return False
        if line not in self._verdicts:
            chance = self.model.probabilities(features.of_texts([line]))[0, 0]
            if len(self._verdicts) > _REMEMBERED:
                self._verdicts.clear()
            self._verdicts[line] = bool(chance >= self.model.thresholds[0])
        return self._verdicts[line]


@Language.factory("act_categoriser")
def _make_categoriser(nlp: Language, name: str) -> ActCategoriser:
    return ActCategoriser(name)


@Language.factory("grievance_detector")
def _make_grievance(nlp: Language, name: str) -> GrievanceDetector:
    return GrievanceDetector(name)


@Language.component("explanation_order")
def explanation_order(doc: Doc) -> Doc:
    """Add ``explanation_first`` where the explanation came before apology and empathy."""
    spans = with_order(_read_spans(doc), bool(doc._.grievance))
    doc.spans["acts"] = _marked(doc, spans)
    doc.user_data["confidences"] = [s.confidence for s in spans]
    return doc


def _read_spans(doc: Doc) -> list[Span]:
    confidences = doc.user_data["confidences"]
    return [
        Span(span.start_char, span.end_char, span.label_, confidence)
        for span, confidence in zip(doc.spans["acts"], confidences, strict=True)
    ]


def blank() -> Language:
    """Return the untrained pipeline."""
    nlp = spacy.blank(
        "xx", config={"nlp": {"tokenizer": {"@tokenizers": "counterpart.CodePointTokenizer.v1"}}}
    )
    for name in ("clause_splitter", "act_categoriser", "grievance_detector", "explanation_order"):
        nlp.add_pipe(name)
    return nlp


class ActTagger:
    """Find the acts of replies with a trained pipeline."""

    def __init__(self, nlp: Language) -> None:
        self.nlp = nlp

    @classmethod
    def load(cls, folder: Path) -> "ActTagger":
        """Load a pipeline that :func:`counterpart.training.train` wrote.

        Raises:
            CounterpartError: E203 where there is none.
        """
        if not (Path(folder) / "config.cfg").exists():
            raise CounterpartError("E203", folder=folder)
        return cls(spacy.load(folder))

    def tag(self, reply: str, citizen: str | None = None, first: bool = False) -> TaggedReply:
        """Return the acts of ``reply``, given the citizen's line before it.

        ``first`` says that it is the clerk's first reply. Of a reply the first 2,000 characters
        are read.
        """
        return next(iter(self.tag_many([(reply, citizen, first)])))

    def tag_many(self, replies: Iterable[tuple[str, str | None, bool]]) -> Iterable[TaggedReply]:
        """Yield what :meth:`tag` returns for each (reply, citizen, first)."""
        for reply, citizen, first in replies:
            doc = self.nlp.make_doc(reply[: clauses.MAX_CHARACTERS])
            doc._.citizen, doc._.first = citizen, first
            doc = self.nlp(doc)
            yield TaggedReply(tuple(_read_spans(doc)), bool(doc._.grievance))

    def grievance(self, line: str | None) -> bool:
        """Tell whether a citizen's line voices a grievance."""
        detector = self.nlp.get_pipe("grievance_detector")
        assert isinstance(detector, GrievanceDetector)
        return bool(line) and detector.predict([line or ""])[0]
