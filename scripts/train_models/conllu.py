"""CoNLL-U in and out, and what the other steps ask of a sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

ID, FORM, LEMMA, UPOS, XPOS, FEATS, HEAD, DEPREL, DEPS, MISC = range(10)


@dataclass
class Sentence:
    """A sentence of a treebank: its id and its lines, contractions ("3-4") included, empty nodes not."""

    id: str
    rows: list[list[str]]

    @property
    def words(self) -> list[list[str]]:
        """The lines of syntactic words."""
        return [row for row in self.rows if row[ID].isdigit()]

    @property
    def contractions(self) -> dict[int, tuple[int, list[str]]]:
        """For the index of a contraction's first word, the index of its last and its line."""
        found = {}
        for row in self.rows:
            first, dash, last = row[ID].partition("-")
            if dash:
                found[int(first) - 1] = (int(last) - 1, row)
        return found

    @property
    def tokens(self) -> list[tuple[list[str], range]]:
        """Surface tokens: the line that holds the form, and the indices of its words."""
        contractions = self.contractions
        words = self.words
        found = []
        index = 0
        while index < len(words):
            last, row = contractions.get(index, (index, words[index]))
            found.append((row, range(index, last + 1)))
            index = last + 1
        return found

    @property
    def text(self) -> str:
        """The raw text."""
        return "".join(row[FORM] + ("" if "SpaceAfter=No" in row[MISC] else " ") for row, _ in self.tokens).strip()

    def children(self) -> dict[str, list[list[str]]]:
        """For a word's id, the lines of its dependents."""
        found: dict[str, list[list[str]]] = defaultdict(list)
        for row in self.words:
            found[row[HEAD]].append(row)
        return found


def read(path: Path) -> list[Sentence]:
    """The sentences of a CoNLL-U file."""
    sentences = []
    for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
        name, rows = "", []
        for line in block.split("\n"):
            if line.startswith("# sent_id = "):
                name = line.removeprefix("# sent_id = ").strip()
            elif not line.startswith("#"):
                row = line.split("\t")
                if "." not in row[ID]:
                    rows.append(row)
        sentences.append(Sentence(name, rows))
    return sentences


def write(path: Path, sentences: Iterable[Sentence], paragraphs: Iterable[bool] = ()) -> None:
    """Writes a CoNLL-U file.

    Args:
        path: The file; its folder is made.
        sentences: What to write.
        paragraphs: For each sentence, whether a paragraph starts there; too short means no.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    starts = iter(paragraphs)
    with path.open("w", encoding="utf-8") as file:
        for sentence in sentences:
            if next(starts, False):
                file.write("# newpar\n")
            file.write(f"# sent_id = {sentence.id}\n# text = {sentence.text}\n")
            file.writelines("\t".join(row[: MISC + 1]) + "\n" for row in sentence.rows)
            file.write("\n")
