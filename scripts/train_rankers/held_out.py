"""What train scores where the weights of roles are fitted on other documents: python scripts/train_rankers/held_out.py.

Writes the figures of five folds into the quality page of the documentation.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from capture import article_of
from fit import ROLES, fit, rows_of
from sklearn.model_selection import KFold
from weights import write_weights

from incidents import Extractor
from incidents.annotation import AnnotatedDoc, Annotator, load_annotator
from incidents.annotation.protocol import always
from incidents.assembly import ranking
from incidents.evaluation import Document, Score, read_documents, score
from incidents.lexicons.loader import lexicon_path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "benchmarks"))
from bench import write_between  # noqa: E402

MARKERS = ("<!-- held out: make train-rankers -->", "<!-- end of held out -->")
FOLDS = 5


class RememberingAnnotator:
    """An annotator that parses a text once."""

    def __init__(self, annotator: Annotator) -> None:
        self._annotator = annotator
        self._known: dict[str, AnnotatedDoc] = {}

    def annotate(self, texts: Sequence[str], *, needs_syntax: Callable[[str], bool] = always) -> list[AnnotatedDoc]:
        """Annotates the texts that are new, always with the same sentences parsed."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            self._known.update(zip(new, self._annotator.annotate(new, needs_syntax=needs_syntax), strict=True))
        return [self._known[text] for text in texts]


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
    figures = report(
        held_out(
            read_documents(ROOT / "benchmarks" / "gold" / "train"),
            Extractor(engine=RememberingAnnotator(load_annotator("stanza"))),
        )
    )
    write_between(MARKERS, figures)
    print(figures)
