"""What train scores where the weights of roles are fitted on other documents: python scripts/train_rankers/held_out.py.

Writes the figures of five folds into the quality page of the documentation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from capture import article_of
from fit import ROLES, fit, rows_of
from quality import bench, train_documents, write_figures
from sklearn.model_selection import KFold
from weights import write_weights

from incidents import Extractor
from incidents.annotation import load_annotator
from incidents.assembly import ranking
from incidents.evaluation import Document, Score, score
from incidents.lexicons.loader import lexicon_path

FOLDS = 5


@contextmanager
def weights_from(folder: Path) -> Iterator[None]:
    """Lets the rankers read their weights from a folder, where it has them."""
    with patch.object(
        ranking, "lexicon_path", lambda name: path if (path := folder / name).exists() else lexicon_path(name)
    ):
        ranking.read_ranker.cache_clear()
        yield
    ranking.read_ranker.cache_clear()


def held_out(documents: Sequence[Document], extractor: Extractor) -> Score:
    """Scores each fold of documents by weights fitted on the others."""
    predicted = {}
    for others, held in KFold(FOLDS, shuffle=True, random_state=0).split(documents):
        with TemporaryDirectory() as name, weights_from(Path(name)):
            known = [documents[at] for at in others]
            for role in ROLES:
                write_weights(role, *fit(role, rows_of(role, known, extractor)), folder=Path(name))
                ranking.read_ranker.cache_clear()
            for found in extractor.pipe([article_of(documents[at]) for at in held]):
                predicted[str(found.article.id)] = found.to_dicts()
    return score(documents, predicted)


def report(result: Score) -> str:
    """The figures as the quality page shows them."""
    rows = [f"| {name} | {row.precision:.3f} | {row.recall:.3f} | {row.f1:.3f} |" for name, row in result.rows.items()]
    return "\n".join(["| slot | P | R | F1 |", "|---|--:|--:|--:|", *rows])


if __name__ == "__main__":
    extractor = Extractor(engine=bench.RememberingAnnotator(load_annotator("stanza")))
    figures = report(held_out(train_documents(), extractor))
    write_figures("held out", figures)
    print(figures)
