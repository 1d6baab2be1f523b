"""What reading an article gives: a clean text that remembers where its characters stood, cut into blocks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from enum import StrEnum
from functools import cached_property

from attrs import field, frozen

_BLANK = re.compile(r"[^\n]")


class BlockKind(StrEnum):
    """What a stretch of press copy is."""

    TITLE = "title"
    LEAD = "lead"
    BODY = "body"
    CAPTION = "caption"
    BYLINE = "byline"
    AGENCY = "agency"
    RELATED = "related"
    SHARE = "share"
    COUNTER = "counter"
    FOREIGN = "foreign"
    SITE_MESSAGE = "site_message"
    MARKUP = "markup"
    TIMESTAMP = "timestamp"

    @property
    def is_prose(self) -> bool:
        """Whether incidents may be told in such a block."""
        return self in (BlockKind.TITLE, BlockKind.LEAD, BlockKind.BODY)


@frozen
class Block:
    """A stretch of `Reading.text`, usually a paragraph or a line.

    Attributes:
        kind: What it is.
        start: First character.
        end: One past the last.
        rule: Identifier of the rule that decided it.
    """

    kind: BlockKind
    start: int
    end: int
    rule: str


@frozen
class Dateline:
    """ "OUAGADOUGOU, 3 mai (AFP) –" at the head of a report; its characters are outside every prose block.

    Attributes:
        start: First character.
        end: One past the last, dash included.
        place: Span of the place, when it names one.
        date: Span of the date expression, when it has one.
        agency: The agency's name, when it has one.
    """

    start: int
    end: int
    place: tuple[int, int] | None = None
    date: tuple[int, int] | None = None
    agency: str | None = None


@frozen
class Reading:
    """Press copy made readable.

    Attributes:
        source: The article's text, unaltered.
        text: The same in one typography: NFC, straight apostrophes, plain spaces, LF, no soft hyphens or
            control characters.
        offsets: For each character of `text`, and for its end, the offset in `source`.
        blocks: The blocks in order, all characters but blank lines covered.
        dateline: The dateline, when there is one.
        french: Whether enough of the prose is French.
    """

    source: str = field(repr=False)
    text: str = field(repr=False)
    offsets: Sequence[int] = field(repr=False)
    blocks: tuple[Block, ...]
    dateline: Dateline | None = None
    french: bool = True

    @cached_property
    def prose_text(self) -> str:
        """`text` with everything but prose and the dateline blanked, offsets unchanged."""
        spans = [(block.start, block.end) for block in self.blocks if block.kind.is_prose]
        if self.dateline is not None:
            spans.append((self.dateline.start, self.dateline.end))
        pieces, position = [], 0
        for start, end in sorted(spans):
            pieces.append(_BLANK.sub(" ", self.text[position:start]))
            pieces.append(self.text[max(start, position) : end])
            position = max(position, end)
        pieces.append(_BLANK.sub(" ", self.text[position:]))
        return "".join(pieces)

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters `start`..`end` of `text` stand in `source`.

        Combining marks and the rest of an HTML entity belong to the last character; what was dropped after it does not.
        """
        first = self.offsets[start]
        if end <= start:
            return first, first
        last, limit = self.offsets[end - 1], self.offsets[end]
        if self.source[last] == "&" and self.source[last:limit] != "&":
            semicolon = self.source.find(";", last, limit)
            return first, (limit if semicolon < 0 else semicolon + 1)
        last += 1
        while last < limit and unicodedata.combining(self.source[last]):
            last += 1
        return first, last
