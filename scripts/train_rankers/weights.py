"""Tables of fitted weights, as `incidents.assembly.ranking` reads them."""

from __future__ import annotations

import csv
from pathlib import Path

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from incidents.assembly.ranking import BIAS
from incidents.lexicons.loader import lexicon_path


def write_weights(
    role: str, vectorizer: DictVectorizer, model: LogisticRegression, *, folder: Path | None = None
) -> Path:
    """Writes the table of a role: the intercept, then a row for each feature by name.

    Args:
        role: Whose table.
        vectorizer: Names the features.
        model: Has their weights.
        folder: Where to write it; None means among the package's lexicons.
    """
    weights = sorted(zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True))
    name = f"{role}_weights.csv"
    path = lexicon_path(name) if folder is None else folder / name
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("feature", "weight"))
        writer.writerow((BIAS, f"{model.intercept_[0]:.3f}"))
        writer.writerows((name, f"{weight:.3f}") for name, weight in weights)
    return path
