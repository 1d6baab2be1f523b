"""The seam between the library and an annotation engine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from incidents.annotation.doc import AnnotatedDoc


def always(sentence: str) -> bool:
    """Every sentence deserves a parse."""
    return True


class Annotator(Protocol):
    """An engine that annotates passages of French."""

    def annotate(self, texts: Sequence[str], *, needs_syntax: Callable[[str], bool] = always) -> list[AnnotatedDoc]:
        """Annotates each text, in order, all in one batch.

        Args:
            texts: Passages of prose; a passage's line breaks do not end its sentences, two in a row do.
            needs_syntax: Told a sentence's characters, says whether it deserves a parse; the others come back
                with tokens and entities only (`Sentence.parsed` is False).
        """
        ...
