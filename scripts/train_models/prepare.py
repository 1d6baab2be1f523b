"""Training files of every component from treebank files."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from augment import Names, augment, blur_tags
from conllu import DEPREL, FORM, HEAD, ID, LEMMA, UPOS, Sentence, read, write
from entities import align_gold, find_silver, read_gold, tag_tokens, write_entities
from harmonise import Obliques, adopt_lemmas, adopt_scheme, simplify

TREEBANKS = ("fr_sequoia-ud-train.conllu", "fr_sequoia-ud-dev.conllu", "fr_gsd-ud-dev.conllu", "fr_pud-ud-test.conllu")
ENTITIES = ("seq_ne.train", "seq_ne.dev")
_PARAGRAPHS = (1, 2, 3, 4, 5, 6, 8, 10)


def prepare(treebanks: Path, data: Path) -> None:
    """Reads the treebanks in a folder and writes what `train.py` trains on.

    Raises:
        SystemExit: A treebank is not there.
    """
    paths = {path.name: path for path in sorted(treebanks.rglob("*")) if path.is_file()}
    if missing := [name for name in (*TREEBANKS, *ENTITIES) if name not in paths]:
        raise SystemExit(f"{treebanks}: missing {', '.join(missing)}; TRAINING.md says where they come from")
    generator = random.Random(7)
    sequoia, dev, gsd, pud = (read(paths[name]) for name in TREEBANKS)
    adopt_scheme(pud, Obliques([*sequoia, *gsd]))
    adopt_lemmas(pud, [*sequoia, *gsd])
    for sentences in (sequoia, dev, gsd):
        simplify(sentences, features=True)
    simplify(pud, features=False)

    gold = read_gold(paths[name] for name in ENTITIES)
    names = Names(generator)
    sources = [(sequoia, align_gold(sequoia, gold), 0.6), (gsd, find_silver(gsd), 0.5), (pud, find_silver(pud), 0.5)]
    widened = []
    for sentences, spans, share in sources:
        copies, copied = augment(sentences, spans, share, names, generator)
        widened.append(([*sentences, *copies], [*spans, *copied]))
    tagged = [*widened[0][0], *widened[1][0]]
    everything = [*tagged, *widened[2][0]]

    write(data / "tok" / "train.conllu", everything, _paragraph_starts(len(everything), generator))
    write(data / "tok" / "dev.conllu", dev, _paragraph_starts(len(dev), generator))
    write(data / "pos" / "tagged.conllu", tagged)
    write(data / "pos" / "without_features.conllu", widened[2][0])
    write(data / "dep" / "train.conllu", blur_tags(everything, generator))
    write(data / "lemma" / "train.conllu", _lemma_types([*sequoia, *gsd, *pud]))
    for name in ("pos", "dep", "lemma"):
        write(data / name / "dev.conllu", dev)

    rows = [
        [tag_tokens(sentence, spans) for sentence, spans in zip(sentences, entities, strict=True) if spans is not None]
        for sentences, entities in widened
    ]
    train = [*rows[0], *rows[0], *rows[1], *rows[2]]  # gold entities count twice
    generator.shuffle(train)
    count = write_entities(data / "ner" / "train.json", train)
    gold_dev = zip(dev, align_gold(dev, gold), strict=True)
    write_entities(
        data / "ner" / "dev.json", (tag_tokens(sentence, spans) for sentence, spans in gold_dev if spans is not None)
    )
    words = sum(len(sentence.words) for sentence in everything)
    print(f"prepared {len(everything)} sentences, {words} words; {count} sentences with entities")


def _paragraph_starts(count: int, generator: random.Random) -> list[bool]:
    starts: list[bool] = []
    while len(starts) < count:
        starts.extend([True] + [False] * (generator.choice(_PARAGRAPHS) - 1))
    return starts[:count]


def _lemma_types(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Every form and part of speech once, with its most frequent lemma, in sentences of twenty."""
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for row in sentence.words:
            if row[UPOS] not in ("PUNCT", "NUM"):
                votes[row[FORM], row[UPOS]][row[LEMMA]] += 1
    types = [(form, upos, count.most_common(1)[0][0]) for (form, upos), count in votes.items()]
    made = []
    for start in range(0, len(types), 20):
        rows = []
        for number, (form, upos, lemma) in enumerate(types[start : start + 20]):
            row = ["_"] * 10
            row[ID], row[FORM], row[LEMMA], row[UPOS] = str(number + 1), form, lemma, upos
            row[HEAD], row[DEPREL] = ("1", "dep") if number else ("0", "root")
            rows.append(row)
        made.append(Sentence(f"types-{start}", rows))
    return made
