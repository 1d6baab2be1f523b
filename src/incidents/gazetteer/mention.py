"""The record of a place that a text names."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from attrs import frozen

from incidents.types import PlaceKind

_PASSAGE: Final = "passage."
_JOINING: Final = frozenset(("de", "du", "des", "d’", "la", "le", "les", "à", "au"))


class PlaceRelation(StrEnum):
    """How what is told stands to the named place."""

    IN = "in"
    NEAR = "near"
    BETWEEN = "between"
    DIRECTION = "direction"
    BORDER = "border"
    PART_OF = "part_of"


@frozen(kw_only=True)
class PlaceMention:
    """A place that the text names.

    Attributes:
        start: First character of the place as written, a region's or site's generic head included.
        end: One past the last.
        text: The characters.
        cue_start: First character of the words that introduce it, such as its preposition.
        name: The bare name; of "entre X et Y" and "axe X-Y" the first.
        other: The second name of "entre X et Y" and "axe X-Y".
        kind: Kind of place that the words announce, or that the name alone decides (a country).
        relation: How what is told stands to it.
        locative: Whether the words say that something is or happens there.
        metonym: Whether a country or capital stands for its government ("Paris accuse").
        held: Whether it only completes a noun ("le maire de X").
        bearing: Degrees from north of "au sud de", "dans le nord de".
        distance: Kilometres of "à 30 km de".
        container: Index of the mention that the text gives as what contains or locates it.
        sentence: Index in `AnnotatedDoc.sentences`.
        word: Index in `Sentence.words` of the name's first word.
        rule: Identifier of the lexicon entry or rule that found it.
    """

    start: int
    end: int
    text: str
    cue_start: int
    name: str
    other: str | None = None
    kind: PlaceKind | None = None
    relation: PlaceRelation = PlaceRelation.IN
    locative: bool = False
    metonym: bool = False
    held: bool = False
    bearing: float | None = None
    distance: float | None = None
    container: int | None = None
    sentence: int | None = None
    word: int | None = None
    rule: str

    @property
    def apposed(self) -> bool:
        """Whether the name stands right behind its head, as a building's own does: "l'hôtel Afrik"."""
        head = self.text[: -len(self.name)] if self.text.endswith(self.name) else ""
        return bool(head.strip()) and not head.endswith("'") and head.split()[-1] not in _JOINING

    @property
    def passed(self) -> bool:
        """Whether someone only comes from the place or goes there ("originaire de X", "fuir vers X")."""
        return self.rule.startswith(_PASSAGE)
