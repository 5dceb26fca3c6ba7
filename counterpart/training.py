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

from counterpart import clauses, corpus, features, paths, remarks, tagger
from counterpart.corpus import LabelledReply
from counterpart.encoder import encoder
from counterpart.linear import LinearClassifier

_CLAUSE_STRENGTH = 0.3
_GRIEVANCE_STRENGTH = 0.1
_GRIEVANCE_THRESHOLD = 0.65  # a grievance that isn't one would blame the trainee for nothing
_OVERLAP = 0.5  # of the shorter of clause and span: enough to share the label
_FOLDS = 3
_PLAIN_STEP = 12  # every so many-th reply stands for one without a remark
_BATCH = 64

Table = tuple[sp.csr_matrix, NDArray[np.bool_]]  # features and acts of clauses


def train(replies: Sequence[LabelledReply]) -> tagger.ActTagger:
    """Return a tagger trained on ``replies``; thresholds are tuned across their writers."""
    matrix, labels, owners = _clause_table(replies)
    extra = _formula_table()
    acts = _fit(matrix, labels, extra)
    acts.tune(_held_out(matrix, labels, owners, extra), labels)
    nlp = tagger.blank()
    nlp.get_pipe("act_categoriser").model = acts  # type: ignore[attr-defined]
    nlp.get_pipe("grievance_detector").model = _grievance(replies)  # type: ignore[attr-defined]
    return tagger.ActTagger(nlp)


def _fit(matrix: sp.csr_matrix, labels: NDArray[np.bool_], extra: Table) -> LinearClassifier:
    """Fit on clauses of replies and on the example clauses together."""
    rows, wanted = sp.vstack([matrix, extra[0]], format="csr"), np.vstack([labels, extra[1]])
    return LinearClassifier.fit(rows, wanted, _CLAUSE_STRENGTH)


def _formula_table() -> Table:
    pairs = corpus.formulas()
    labels = np.array([[act in acts for act in tagger.LEARNED] for _, acts in pairs], dtype=bool)
    return features.of_formulas([text for text, _ in pairs]), labels


def _clause_table(
    replies: Sequence[LabelledReply],
) -> tuple[sp.csr_matrix, NDArray[np.bool_], NDArray[np.int_]]:
    rows, labels, owners = [], [], []
    writers = sorted({reply.writer for reply in replies})
    heard = [r.citizen for r in replies if r.citizen]
    whole = [r.reply[a:b] for r in replies for a, b in [*clauses.split(r.reply), (0, None)]]
    _encode_ahead([*whole, *heard, " "])
    for reply in replies:
        pieces = clauses.split(reply.reply)
        if pieces:
            rows.append(
                features.of_clauses(reply.reply, pieces, reply.first, reply.citizen, _recall)
            )
            labels.append([clause_labels(piece, reply) for piece in pieces])
            owners.extend([writers.index(reply.writer)] * len(pieces))
    return sp.vstack(rows, format="csr"), np.vstack(labels).astype(bool), np.array(owners)


_known: dict[str, NDArray[np.float32]] = {}  # texts of the corpus, encoded


def _encode_ahead(texts: list[str]) -> None:
    """Encode in batches of similar length, which is several times faster than reply by reply."""
    missing = sorted({t for t in texts if t not in _known}, key=lambda t: (len(t), t))
    for i in range(0, len(missing), _BATCH):
        batch = missing[i : i + _BATCH]
        _known.update(zip(batch, encoder().encode(batch), strict=True))


def _recall(texts: Sequence[str]) -> NDArray[np.float32]:
    return np.stack([_known[text] for text in texts])


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
    matrix: sp.csr_matrix, labels: NDArray[np.bool_], owners: NDArray[np.int_], extra: Table
) -> NDArray[np.float64]:
    """Return probabilities for every row from a model that never saw the row's writer."""
    result = np.zeros(labels.shape)
    folds = owners % min(_FOLDS, len(set(owners.tolist())))
    for fold in sorted(set(folds.tolist())):
        out = folds == fold
        if out.all():
            continue
        model = _fit(matrix[~out], labels[~out], extra)
        result[out] = model.probabilities(matrix[out])
    return result


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
