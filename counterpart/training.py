"""Train the act tagger on the labelled replies."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from filelock import FileLock
from numpy.typing import NDArray

from counterpart import clauses, corpus, features, paths, remarks, tagger
from counterpart.blend import Blend, mixed, opinions
from counterpart.corpus import LabelledReply
from counterpart.encoder import encoder
from counterpart.features import Piece, Reader, Table
from counterpart.linear import LinearClassifier, f1, tuned
from counterpart.sequence import Directions, SequenceClassifier

_CLAUSE_STRENGTH = 0.3
_GRIEVANCE_STRENGTH = 0.1
_GRIEVANCE_THRESHOLD = 0.65  # a grievance that isn't one would blame the trainee for nothing
_OVERLAP = 0.5  # of the shorter of clause and span: enough to share the label
_FOLDS = 3
_PLAIN_STEP = 12  # every so many-th reply stands for one without a remark
_BATCH = 64  # replies
_SAMPLE = 4_000  # clauses from which the directions of token states are taken

Judges = tuple[LinearClassifier | None, SequenceClassifier | None]
# The shares of the network that are tried, by model.
_SHARES = {"linear": (0.0,), "blend": (0.3, 0.4, 0.5, 0.6), "sequence": (1.0,)}


@dataclass(frozen=True)
class _Lesson:
    """Replies with their clauses as features, what acts are in the clauses, and formulas."""

    table: Table
    labels: NDArray[np.bool_]
    writers: NDArray[np.int_]  # of replies
    formulas: Table
    formula_labels: NDArray[np.bool_]

    def fit(self, model: str, replies: NDArray[np.int_]) -> Judges:
        """Return the judges that a model asks, trained on some of the replies and every formula."""
        table = Table.joined([self.table.of(replies), self.formulas])
        labels = np.vstack([self.labels[self.table.order.rows(replies)], self.formula_labels])
        shares = _SHARES[model]
        return (
            LinearClassifier.fit(table.rows, labels, _CLAUSE_STRENGTH) if min(shares) < 1 else None,
            SequenceClassifier.fit(table.order, labels) if max(shares) > 0 else None,
        )

    def held_out(self, model: str) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return each judge's probabilities for every clause, from fits without its writer."""
        result = np.zeros((2, *self.labels.shape))
        groups = self.writers % min(_FOLDS, len(set(self.writers.tolist())))
        for group in sorted(set(groups.tolist())):
            out, others = np.flatnonzero(groups == group), np.flatnonzero(groups != group)
            if len(others):
                found = opinions(self.table.of(out), *self.fit(model, others))
                for judge, chances in zip(result, found, strict=True):
                    judge[self.table.order.rows(out)] = chances
        return result[0], result[1]


def train(replies: Sequence[LabelledReply], model: str = "blend") -> tagger.ActTagger:
    """Return a tagger trained on ``replies``.

    ``model`` is ``linear``, ``sequence`` or ``blend`` (both). The network's share in a blend and the
    thresholds are tuned across the writers of the replies.
    """
    known = [(reply, pieces) for reply in replies if (pieces := clauses.split(reply.reply))]
    reader = Reader(_directions(known))
    lesson = _lesson(known, reader)
    linear, network = lesson.held_out(model)
    tried = [(share, mixed(linear, network, share)) for share in _SHARES[model]]
    judged = [(share, found, tuned(found, lesson.labels)) for share, found in tried]
    share, _, thresholds = max(judged, key=lambda one: _mean_f1(one[1] >= one[2], lesson.labels))
    judges = lesson.fit(model, np.arange(len(known)))
    nlp = tagger.blank()
    nlp.get_pipe("act_categoriser").model = Blend(reader, *judges, share, thresholds)  # type: ignore[attr-defined]
    nlp.get_pipe("grievance_detector").model = _grievance(replies)  # type: ignore[attr-defined]
    return tagger.ActTagger(nlp)


def _directions(known: Sequence[tuple[LabelledReply, Sequence[Piece]]]) -> Directions:
    """Return the directions of token states, from a part of the clauses in the order of replies."""
    texts = [reply.reply[a : b + 1] for reply, pieces in known for a, b in pieces]
    sample = texts[:: max(1, len(texts) // _SAMPLE)]
    return Directions.of(np.concatenate([tokens.states for tokens, _ in encoder().read(sample)]))


def _lesson(known: Sequence[tuple[LabelledReply, Sequence[Piece]]], reader: Reader) -> _Lesson:
    given = [((r.reply, r.citizen, r.first), pieces) for r, pieces in known]
    parts = [reader.of_replies(given[i : i + _BATCH]) for i in range(0, len(given), _BATCH)]
    names = sorted({reply.writer for reply, _ in known})
    formulas = corpus.formulas()
    return _Lesson(
        Table.joined(parts),
        np.array([clause_labels(piece, r) for r, pieces in known for piece in pieces], dtype=bool),
        np.array([names.index(reply.writer) for reply, _ in known]),
        reader.of_formulas([text for text, _ in formulas]),
        np.array([[act in acts for act in tagger.LEARNED] for _, acts in formulas], dtype=bool),
    )


def _mean_f1(found: NDArray[np.bool_], wanted: NDArray[np.bool_]) -> float:
    return float(np.mean([f1(*columns) for columns in zip(found.T, wanted.T, strict=True)]))


def clause_labels(clause: tuple[int, int], reply: LabelledReply) -> list[bool]:
    """Return, for each learned act, whether a labelled span of it lies in the clause."""
    found = set()
    for span in reply.spans:
        shared = min(clause[1], span.end) - max(clause[0], span.start)
        shorter = min(clause[1] - clause[0], span.end - span.start)
        if shared >= _OVERLAP * shorter and shared > 0:
            found.add(span.act)
    return [act in found for act in tagger.LEARNED]


def _grievance(replies: Sequence[LabelledReply]) -> LinearClassifier:
    lines = {r.citizen: r.grievance for r in replies if r.citizen} | corpus.grievances()
    labels = np.array([[grievance] for grievance in lines.values()], dtype=bool)
    model = LinearClassifier.fit(features.of_texts(list(lines)), labels, _GRIEVANCE_STRENGTH)
    model.thresholds[0] = _GRIEVANCE_THRESHOLD
    return model


def _remarks() -> LinearClassifier:
    """Train the classifier of remarks; the corpus's replies that no cue touches say nothing."""
    from counterpart.criteria_evaluation import labelled_remarks

    plain = [((r.reply, r.citizen), None) for r in corpus.load()[::_PLAIN_STEP] if r.intent != "invite_rating"]  # fmt: skip
    return remarks.train([*labelled_remarks(), *plain])


def is_fresh(folder: Path = paths.ACT_MODEL) -> bool:
    """Tell whether a trained tagger lies there that fits today's data and code."""
    stamp = folder / "trained.json"
    return stamp.exists() and json.loads(stamp.read_text())["digest"] == corpus.digest()


def ensure_trained(folder: Path = paths.ACT_MODEL) -> Path:
    """Train the tagger into ``folder`` unless it is fresh; safe when several processes ask."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(str(folder) + ".lock"):
        if not is_fresh(folder):
            with tempfile.TemporaryDirectory(dir=folder.parent) as workshop:
                made = Path(workshop) / "acts"
                train(corpus.load()).nlp.to_disk(made)
                np.savez_compressed(made / remarks.FILE, **_remarks().arrays("remarks"))
                (made / "trained.json").write_text(json.dumps({"digest": corpus.digest()}))
                shutil.rmtree(folder, ignore_errors=True)
                made.rename(folder)
    return folder
