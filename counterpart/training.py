"""Train the act tagger on the labelled replies."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import scipy.sparse as sp
from filelock import FileLock
from numpy.typing import NDArray

from counterpart import clauses, corpus, features, paths, tagger
from counterpart.corpus import LabelledReply
from counterpart.encoder import encoder
from counterpart.linear import LinearClassifier

_CLAUSE_STRENGTH = 0.3
_GRIEVANCE_STRENGTH = 0.1
_OVERLAP = 0.5  # of the shorter of clause and span: enough to share the label
_FOLDS = 3
_BATCH = 64


def train(replies: Sequence[LabelledReply]) -> tagger.ActTagger:
    """Return a tagger trained on ``replies``; thresholds are tuned across their writers."""
    matrix, labels, owners = _clause_table(replies)
    acts = LinearClassifier.fit(matrix, labels, _CLAUSE_STRENGTH)
    acts.tune(_held_out(matrix, labels, owners, _CLAUSE_STRENGTH), labels)
    nlp = tagger.blank()
    nlp.get_pipe("act_categoriser").model = acts  # type: ignore[attr-defined]
    nlp.get_pipe("grievance_detector").model = _grievance(replies)  # type: ignore[attr-defined]
    return tagger.ActTagger(nlp)


def _clause_table(
    replies: Sequence[LabelledReply],
) -> tuple[sp.csr_matrix, NDArray[np.bool_], NDArray[np.int_]]:
    rows, labels, owners = [], [], []
    writers = sorted({reply.writer for reply in replies})
    _encode_ahead([r.reply[a:b] for r in replies for a, b in [*clauses.split(r.reply), (0, None)]])
    for reply in replies:
        pieces = clauses.split(reply.reply)
        if pieces:
            rows.append(features.of_clauses(reply.reply, pieces, reply.first))
            labels.append([clause_labels(piece, reply) for piece in pieces])
            owners.extend([writers.index(reply.writer)] * len(pieces))
    return sp.vstack(rows, format="csr"), np.vstack(labels).astype(bool), np.array(owners)


def _encode_ahead(texts: list[str]) -> None:
    """Fill the encoder's cache in batches of similar length, which is faster than one by one."""
    ordered = sorted(set(texts), key=len)
    for i in range(0, len(ordered), _BATCH):
        encoder().encode(ordered[i : i + _BATCH])


def clause_labels(clause: tuple[int, int], reply: LabelledReply) -> list[bool]:
    """Return, for each learned act, whether a labelled span of it lies in the clause."""
    found = set()
    for span in reply.spans:
        shared = min(clause[1], span.end) - max(clause[0], span.start)
        shorter = min(clause[1] - clause[0], span.end - span.start)
        if shared >= _OVERLAP * shorter and shared > 0:
            found.add(span.act)
    return [act in found for act in tagger.LEARNED]


def _held_out(
    matrix: sp.csr_matrix, labels: NDArray[np.bool_], owners: NDArray[np.int_], strength: float
) -> NDArray[np.float64]:
    """Return probabilities for every row from a model that never saw the row's writer."""
    result = np.zeros(labels.shape)
    folds = owners % min(_FOLDS, len(set(owners.tolist())))
    for fold in sorted(set(folds.tolist())):
        out = folds == fold
        if out.all():
            continue
        model = LinearClassifier.fit(matrix[~out], labels[~out], strength)
        result[out] = model.probabilities(matrix[out])
    return result


def _grievance(replies: Sequence[LabelledReply]) -> LinearClassifier:
    lines = {r.citizen: r.grievance for r in replies if r.citizen} | corpus.grievances()
    labels = np.array([[grievance] for grievance in lines.values()], dtype=bool)
    return LinearClassifier.fit(features.of_texts(list(lines)), labels, _GRIEVANCE_STRENGTH)


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
                (made / "trained.json").write_text(json.dumps({"digest": corpus.digest()}))
                shutil.rmtree(folder, ignore_errors=True)
                made.rename(folder)
    return folder
