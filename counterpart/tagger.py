"""The act tagger: a spaCy pipeline that finds the service acts of a clerk's reply.

Components, in order: ``clause_splitter`` (``doc.spans["clauses"]``), ``act_categoriser``
(``doc.spans["acts"]``, the label of a span is the act, its confidence is in
``doc.user_data["confidences"]``), ``grievance_detector`` (``doc._.grievance``, from the words of
the citizen's line) and ``explanation_order`` (adds ``explanation_first`` by the codebook's rule).
"""

# No `from __future__ import annotations`: spaCy's registry needs real annotations on factories.
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan
from spacy.util import minibatch, registry
from spacy.vocab import Vocab

from counterpart import clauses, cues, features
from counterpart.acts import ACTS, Span, with_order
from counterpart.blend import Blend
from counterpart.errors import CounterpartError
from counterpart.linear import LinearClassifier

LEARNED = tuple(act for act in ACTS if act != "explanation_first")
_WORD = re.compile(r"[A-Za-z0-9]+|.", re.DOTALL)
_REMEMBERED = 5_000  # citizens' lines
_BATCH = 64  # replies
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
    """A component with a trained model, stored beside the pipeline; it works on batches of docs."""

    def __init__(self, name: str) -> None:
        self.name = name

    def annotate(self, docs: Sequence[Doc]) -> None:
        """Write what the model finds on the docs."""
        raise NotImplementedError

    def __call__(self, doc: Doc) -> Doc:
        self.annotate([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], batch_size: int = _BATCH) -> Iterator[Doc]:
        """Yield the docs, annotated a batch at a time."""
        for docs in minibatch(stream, batch_size):  # type: ignore[no-untyped-call]
            self.annotate(docs)
            yield from docs


class ActCategoriser(_Learned):
    """Find the acts of each clause by its meaning, its words, its cues and what stands beside it."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.model: Blend | None = None

    def to_disk(self, path: Path, **_: Any) -> None:
        """Write the model beside the pipeline."""
        if self.model is not None:
            np.savez_compressed(Path(path).with_suffix(".npz"), **self.model.arrays())

    def from_disk(self, path: Path, **_: Any) -> "ActCategoriser":
        """Read the model."""
        with np.load(Path(path).with_suffix(".npz")) as arrays:
            self.model = Blend.from_arrays(arrays)
        return self

    def annotate(self, docs: Sequence[Doc]) -> None:
        """Set ``doc.spans["acts"]`` and the confidences."""
        for doc, found in zip(docs, self.predict(docs), strict=True):
            doc.spans["acts"] = _marked(doc, found)
            doc.user_data["confidences"] = [s.confidence for s in found]

    def predict(self, docs: Sequence[Doc]) -> list[list[Span]]:
        """Return the spans of the acts of each doc, in the order of the text."""
        pieces = [[(c.start_char, c.end_char) for c in doc.spans["clauses"]] for doc in docs]
        given = [
            ((doc.text, doc._.citizen, bool(doc._.first)), clauses_of)
            for doc, clauses_of in zip(docs, pieces, strict=True)
            if clauses_of
        ]
        if not given or self.model is None:
            return [[] for _ in docs]
        table = self.model.probabilities(given)
        ends = np.cumsum([len(clauses_of) for clauses_of in pieces])
        return [
            _found(doc.text, clauses_of, rows, self.model.thresholds)
            for doc, clauses_of, rows in zip(docs, pieces, np.split(table, ends[:-1]), strict=True)
        ]


def _found(
    text: str,
    pieces: list[tuple[int, int]],
    table: NDArray[np.float64],
    thresholds: NDArray[np.float32],
) -> list[Span]:
    return sorted(
        _span(text, pieces[row], LEARNED[column], float(table[row, column]))
        for row, column in np.argwhere(table >= thresholds)
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
        self.model: LinearClassifier | None = None
        self._verdicts: dict[str, bool] = {}

    def to_disk(self, path: Path, **_: Any) -> None:
        """Write the classifier beside the pipeline."""
        if self.model is not None:
            np.savez_compressed(Path(path).with_suffix(".npz"), **self.model.arrays(self.name))

    def from_disk(self, path: Path, **_: Any) -> "GrievanceDetector":
        """Read the classifier."""
        with np.load(Path(path).with_suffix(".npz")) as arrays:
            self.model = LinearClassifier.from_arrays(arrays, self.name)
        return self

    def annotate(self, docs: Sequence[Doc]) -> None:
        """Set ``doc._.grievance``."""
        verdicts = self.predict([doc._.citizen or "" for doc in docs])
        for doc, verdict in zip(docs, verdicts, strict=True):
            doc._.grievance = verdict

    def predict(self, lines: Sequence[str]) -> list[bool]:
        """Return for each line whether it voices a grievance; an empty one doesn't."""
        if self.model is None:
            return [False] * len(lines)
        if len(self._verdicts) > _REMEMBERED:
            self._verdicts.clear()
        new = [line for line in dict.fromkeys(lines) if line and line not in self._verdicts]
        if new:
            chances = self.model.probabilities(features.of_texts(new))[:, 0]
            self._verdicts.update(
                zip(new, (chances >= self.model.thresholds[0]).tolist(), strict=True)
            )
        return [bool(line) and self._verdicts[line] for line in lines]


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
        """Yield what :meth:`tag` returns for each (reply, citizen, first), several times as fast."""
        for doc in self.nlp.pipe(map(self._doc, replies), batch_size=_BATCH):
            yield TaggedReply(tuple(_read_spans(doc)), bool(doc._.grievance))

    def _doc(self, given: tuple[str, str | None, bool]) -> Doc:
        doc = self.nlp.make_doc(given[0][: clauses.MAX_CHARACTERS])
        doc._.citizen, doc._.first = given[1], given[2]
        return doc

    def grievance(self, line: str | None) -> bool:
        """Tell whether a citizen's line voices a grievance."""
        detector = self.nlp.get_pipe("grievance_detector")
        assert isinstance(detector, GrievanceDetector)
        return bool(line) and detector.predict([line or ""])[0]
