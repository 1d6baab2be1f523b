"""Small word vectors: those of fr_core_news_md, lower-cased and reduced to 100 dimensions."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from conllu import FORM, read

DIMENSIONS = 100
WORDS = 30_000


def make_vectors(treebank: Path, out: Path) -> None:
    """Writes a stanza pretrain file with the treebank's words first, then others that spaCy's table has.

    It must stay float32: stanza's embedding layer uses it as it is.
    """
    import numpy
    import spacy
    import torch
    from stanza.models.common.pretrain import Pretrain, PretrainedWordVocab

    vocabulary = spacy.load("fr_core_news_md").vocab
    strings, rows_of = vocabulary.strings, dict(vocabulary.vectors.key2row)
    counts = Counter(row[FORM].lower() for sentence in read(treebank) for row in sentence.words)
    rows: dict[str, int] = {}
    for word, _ in counts.most_common():
        keys = [strings[form] for form in (word, word.capitalize(), word.upper()) if form in strings]
        row = next((rows_of[key] for key in keys if key in rows_of), None)
        if row is not None:
            rows[word] = row
    used = set(rows.values())
    for key, row in rows_of.items():
        if len(rows) >= WORDS:
            break
        word = str(strings[key]).lower() if key in strings else ""
        if word and row not in used and word not in rows:
            rows[word] = row
            used.add(row)
    table = vocabulary.vectors.data.astype(numpy.float64)
    _, _, axes = numpy.linalg.svd(table - table.mean(0), full_matrices=False)
    reduced = (table - table.mean(0)) @ axes[:DIMENSIONS].T
    reduced /= 2 * reduced.std()
    embedding = numpy.vstack([numpy.zeros((4, DIMENSIONS)), reduced[list(rows.values())]]).astype(numpy.float32)
    pretrain = Pretrain(str(out))
    pretrain._vocab = PretrainedWordVocab(list(rows), lower=True)
    pretrain._emb = torch.from_numpy(embedding)
    pretrain.save(str(out))
    print(f"{out.name}: {len(rows)} words")
