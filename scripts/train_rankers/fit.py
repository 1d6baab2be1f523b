"""Fits the weights by which the rules choose among the parties of a text; see README.md.

python scripts/train_rankers/fit.py benchmarks/gold/train
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from attrs import frozen
from capture import Told, capture
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, log_loss
from sklearn.model_selection import GroupKFold
from weights import write_weights

from incidents import Extractor
from incidents.assembly.actor_candidates import actor_candidates
from incidents.assembly.ranking import Candidate, read_ranker
from incidents.assembly.target_candidates import target_candidates
from incidents.evaluation import Document, read_documents
from incidents.evaluation.slots import any_alike

_ROLES: dict[str, Callable[[Told], Sequence[Candidate]]] = {
    "actor": lambda told: actor_candidates(told.story, told.number),
    "target": lambda told: target_candidates(told.cluster),
}
ROLES = ("actor", "target")
"""In the order of fitting: who acts tells something of who is struck."""
_STRENGTH = {"actor": 0.1, "target": 0.1}  # inverse of the L2 penalty
_RARE = 8  # a feature of fewer candidates gets no weight
_FOLDS = 10


@frozen
class Row:
    """One candidate: its document, features, and whether gold accepts it."""

    document: str
    features: tuple[str, ...]
    right: bool


def rows_of(role: str, documents: Sequence[Document], extractor: Extractor) -> list[Row]:
    """The candidates of a role in the events that the rules tell; nobody did what gold does not have."""
    rows = []
    for told in capture(documents, extractor, chosen=role == "target", spurious=role == "actor"):
        accepted = told.gold.get(role) or ()
        for candidate in _ROLES[role](told):
            party = candidate.filler.party
            rows.append(Row(told.document, candidate.features, any_alike((party.name, party.text), accepted)))
    return rows


def _table(rows: Sequence[Row]) -> list[dict[str, float]]:
    return [dict.fromkeys(row.features, 1.0) for row in rows]


def fit(role: str, rows: Sequence[Row]) -> tuple[DictVectorizer, LogisticRegression]:
    """The regression of a role on some rows."""
    counts = Counter(feature for row in rows for feature in row.features)
    kept = [Row(row.document, tuple(f for f in row.features if counts[f] >= _RARE), row.right) for row in rows]
    vectorizer = DictVectorizer()
    model = LogisticRegression(C=_STRENGTH[role], max_iter=3000)
    model.fit(vectorizer.fit_transform(_table(kept)), [row.right for row in rows])
    return vectorizer, model


def cross_validate(role: str, rows: Sequence[Row]) -> str:
    """How well the candidates of documents left out are told apart."""
    right = np.array([row.right for row in rows])
    likelihoods = np.zeros(len(rows))
    for train, test in GroupKFold(_FOLDS).split(rows, right, [row.document for row in rows]):
        vectorizer, model = fit(role, [rows[index] for index in train])
        vectors = vectorizer.transform(_table([rows[index] for index in test]))
        likelihoods[test] = model.predict_proba(vectors)[:, 1]
    precision, loss = average_precision_score(right, likelihoods), log_loss(right, likelihoods)
    return f"{len(rows)} candidates, {right.sum()} right; average precision {precision:.3f}, log loss {loss:.3f}"


def main() -> None:
    """Cross-validates and writes each role's table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="gold documents to fit on")
    parser.add_argument("--role", choices=ROLES, action="append", help="roles to fit; all when left out")
    options = parser.parse_args()
    documents, extractor = read_documents(options.folder), Extractor()
    for role in options.role or ROLES:
        rows = rows_of(role, documents, extractor)
        print(f"{role}: {cross_validate(role, rows)}")
        print(f"{role}: written {write_weights(role, *fit(role, rows))}")
        read_ranker.cache_clear()


if __name__ == "__main__":
    main()
