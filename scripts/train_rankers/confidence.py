"""Fits the weights of `incidents.assembly.confidence` on the train documents and says how well they hold.

``python scripts/train_rankers/confidence.py`` writes the table of weights and, into the quality page of the
documentation, what ten folds of documents show: each fold's incidents are judged by weights fitted on the others.
"""

from __future__ import annotations

import numpy as np
from capture import article_of
from quality import train_documents, write_figures
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold
from weights import write_weights

from incidents import Extractor
from incidents.assembly.confidence import signs_of
from incidents.evaluation import align, read_prediction

FOLDS = 10
STRENGTH = 0.1  # of the regression: the inverse of its penalty on large weights
THRESHOLDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)


def examples(extractor: Extractor) -> tuple[list[dict[str, float]], np.ndarray, np.ndarray, int]:
    """The signs of every extracted incident, whether gold has it, its document, and how many gold has in all."""
    signs, right, groups, wanted = [], [], [], 0
    documents = train_documents()
    for document, found in zip(documents, extractor.pipe(map(article_of, documents)), strict=True):
        wanted += len(document.incidents)
        predictions = [read_prediction(incident) for incident in found.to_dicts()]
        aligned = {number for _, number in align(document.incidents, predictions)}
        for number, incident in enumerate(found):
            signs.append(dict.fromkeys(signs_of(incident, number, len(found)), 1.0))
            right.append(number in aligned)
            groups.append(document.id)
    return signs, np.array(right), np.array(groups), wanted


def fit(signs: list[dict[str, float]], right: np.ndarray) -> tuple[DictVectorizer, LogisticRegression]:
    """The regression on some incidents."""
    vectorizer = DictVectorizer()
    model = LogisticRegression(C=STRENGTH, max_iter=2000)
    return vectorizer, model.fit(vectorizer.fit_transform(signs), right)


def held_out(signs: list[dict[str, float]], right: np.ndarray, groups: np.ndarray) -> np.ndarray:
    """The chance of each incident by weights fitted on other documents."""
    chances = np.zeros(len(right))
    for train, test in GroupKFold(FOLDS).split(signs, right, groups):
        vectorizer, model = fit([signs[at] for at in train], right[train])
        chances[test] = model.predict_proba(vectorizer.transform([signs[at] for at in test]))[:, 1]
    return chances


def report(chances: np.ndarray, right: np.ndarray, wanted: int) -> str:
    """The reliability table and what thresholds give, in Markdown."""
    lines = [
        f"On held-out folds of train the area under the ROC curve is {roc_auc_score(right, chances):.2f}.",
        "",
        "| tenth of the incidents | mean confidence | right |",
        "|---|--:|--:|",
    ]
    for number, part in enumerate(np.array_split(np.argsort(chances), FOLDS), start=1):
        lines.append(f"| {number} | {chances[part].mean():.2f} | {right[part].mean():.2f} |")
    lines += ["", "| kept from confidence | incidents | P | R |", "|--:|--:|--:|--:|"]
    for threshold in THRESHOLDS:
        kept = chances >= threshold
        precision = right[kept].mean() if kept.any() else 0.0
        lines.append(f"| {threshold} | {kept.sum()} | {precision:.2f} | {right[kept].sum() / wanted:.2f} |")
    return "\n".join(lines)


def main(extractor: Extractor) -> None:
    """Fits, writes the weights and the figures."""
    signs, right, groups, wanted = examples(extractor)
    text = report(held_out(signs, right, groups), right, wanted)
    vectorizer, model = fit(signs, right)
    write_weights("confidence", vectorizer, model)
    write_figures("confidence", text)
    print(text)


if __name__ == "__main__":
    main(Extractor())
