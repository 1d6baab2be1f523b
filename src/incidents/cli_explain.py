"""``incidents explain``: what was seen in a text, by which rule, and what was turned down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from incidents.cli_extract import incident_table

if TYPE_CHECKING:
    from incidents.extractor import Explanation

#: Styles of what is marked in the text; kinds beyond these are underlined.
STYLES = {
    "trigger": "bold black on yellow",
    "actor": "black on bright_red",
    "target": "black on bright_blue",
    "party": "black on bright_magenta",
    "place": "black on bright_green",
    "date": "black on bright_cyan",
    "toll": "black on white",
}
_REJECTED = "strike"
_NOT_PROSE = "dim"
_LONGEST = 60  # characters of a passage in a table


def _style(label: str) -> str:
    return next((style for kind, style in STYLES.items() if kind in label), "underline")


def _marked(explanation: Explanation) -> Text:
    """The text as it was read, with marks; what is no prose is dim."""
    reading = explanation.reading
    text = Text(reading.text)
    for block in reading.blocks:
        if not block.kind.is_prose:
            text.stylize(_NOT_PROSE, block.start, block.end)
    for start, end, label, _ in explanation.mentions:
        text.stylize(_style(label), start, end)
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
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"


def render(explanation: Explanation) -> Iterator[RenderableType]:
    """The parts of the page, in order."""
    text = explanation.reading.text
    yield _marked(explanation)
    yield Rule()
    blocks = [(f"{block.start}-{block.end}", block.kind.value, block.rule) for block in explanation.reading.blocks]
    yield _table("blocks", ("at", "kind", "rule"), blocks)
    found = [(f"{start}-{end}", label, text[start:end], rule) for start, end, label, rule in explanation.mentions]
    yield _table("found", ("at", "kind", "words", "rule"), found)
    down = [
        (f"{one.start}-{one.end}", _short(text[one.start : one.end]), one.rule, one.reason)
        for one in explanation.rejections
    ]
    if down:
        yield _table("turned down", ("at", "words", "rule", "because"), down)
    yield Rule()
    yield incident_table([explanation.incidents]) if explanation.incidents else Text("no incidents")
