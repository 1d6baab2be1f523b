"""``incidents explain``: what was seen in a text, by which rule, and what was turned down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from incidents.cli_extract import incident_table, printable

if TYPE_CHECKING:
    from incidents.extractor import Explanation

_TOLL = "black on white"

#: Styles of what is marked in the text, by kind; other kinds (claims, attributions) are underlined.
STYLES = {
    "trigger": "bold black on yellow",
    "party": "black on bright_magenta",
    "place": "black on bright_green",
    "date": "black on bright_cyan",
    "fatalities": _TOLL,
    "injured": _TOLL,
    "abducted": _TOLL,
}
_OTHER = "underline"
_REJECTED = "strike"
_NOT_PROSE = "dim"
_LONGEST = 60  # characters of a passage in a table


def _marked(explanation: Explanation) -> Text:
    """The text as it was read, with marks; what is no prose is dim."""
    reading = explanation.reading
    text = Text(reading.text)
    for block in reading.blocks:
        if not block.kind.is_prose:
            text.stylize(_NOT_PROSE, block.start, block.end)
    for start, end, label, _ in explanation.mentions:
        text.stylize(STYLES.get(label, _OTHER), start, end)
    for rejection in explanation.rejections:
        text.stylize(_REJECTED, rejection.start, rejection.end)
    return text


def _table(title: str, headings: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Table:
    table = Table(title=title, title_justify="left", header_style="bold", show_edge=False)
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    return table


def _short(words: str) -> str:
    """Words in one line and not too many of them, without what could steer a terminal."""
    words = printable(words)
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"


def render(explanation: Explanation) -> Iterator[RenderableType]:
    """The parts of the page, in order."""
    text = explanation.reading.text
    yield _marked(explanation)
    yield Rule()
    blocks = [(f"{block.start}-{block.end}", block.kind.value, block.rule) for block in explanation.reading.blocks]
    yield _table("blocks", ("at", "kind", "rule"), blocks)
    found = [
        (f"{start}-{end}", label, _short(text[start:end]), rule) for start, end, label, rule in explanation.mentions
    ]
    yield _table("found", ("at", "kind", "words", "rule"), found)
    down = [
        (f"{one.start}-{one.end}", _short(text[one.start : one.end]), one.rule, one.reason)
        for one in explanation.rejections
    ]
    if down:
        yield _table("turned down", ("at", "words", "rule", "because"), down)
    yield Rule()
    if not explanation.incidents:
        yield Text(f"no incidents: {explanation.incidents.reason}")
        return
    yield incident_table([explanation.incidents])
    yield _table("read from", ("incident", "value", "at", "words", "rule"), _evidence(explanation))


def _evidence(explanation: Explanation) -> list[tuple[str, ...]]:
    """What each value was read from; offsets count in the article's own text."""
    return [
        (str(number), piece.field, f"{piece.start}-{piece.end}", _short(piece.text), piece.rule)
        for number, incident in enumerate(explanation.incidents, start=1)
        for piece in incident.evidence
    ]
