"""What a notebook shows: a table, and the article's text with the words of each incident marked."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from html import escape

from incidents.article import Article
from incidents.export.text import HEADINGS, cells
from incidents.incident import Incident

#: Background colours of incidents, light enough for black text; they repeat after the last.
COLOURS = ("#ffe2a8", "#c9e7ff", "#d5f2c4", "#f7cfe0", "#e0d4fb", "#ffd3c2", "#c8f0ea", "#ececb4")

#: Longest stretch of text shown, in characters.
SHOWN = 4000


def _marks(incidents: Sequence[Incident]) -> list[tuple[int, int, int, str]]:
    """The spans to mark, none overlapping, in text order: (start, end, number of the incident, field).

    Where two overlap, a trigger wins over other evidence, then the one that starts first, then the longer one.
    """
    triggers = {(one.trigger.start, one.trigger.end, number, "trigger") for number, one in enumerate(incidents)}
    others = {
        (piece.start, piece.end, number, piece.field)
        for number, incident in enumerate(incidents)
        for piece in incident.evidence
    }
    taken: list[tuple[int, int, int, str]] = []
    for span in (*sorted(triggers), *sorted(others - triggers, key=lambda one: (one[0], -one[1], *one[2:]))):
        at = bisect(taken, span)
        clear = (at == 0 or taken[at - 1][1] <= span[0]) and (at == len(taken) or span[1] <= taken[at][0])
        if clear and span[0] < span[1]:
            taken.insert(at, span)
    return taken


def marked_text(text: str, incidents: Sequence[Incident]) -> str:
    """Gives the text as HTML, the words each incident was read from marked in its colour."""
    pieces: list[str] = []
    position = 0
    for start, end, number, field in _marks(incidents):
        if end > SHOWN:
            break
        colour = COLOURS[number % len(COLOURS)]
        weight = ";font-weight:bold" if field == "trigger" else ""
        pieces.append(escape(text[position:start]))
        pieces.append(
            f'<mark title="{number + 1}: {escape(field)}" style="background:{colour};color:#000{weight}">'
            f"{escape(text[start:end])}</mark>"
        )
        position = end
    pieces.append(escape(text[position:SHOWN]))
    if len(text) > SHOWN:
        pieces.append(" […]")
    return "".join(pieces)


def to_html(incidents: Sequence[Incident], article: Article, reason: str | None = None) -> str:
    """Gives an HTML fragment: the table over the marked text."""
    if not incidents:
        return f"<p>No incident{f' ({escape(reason)})' if reason else ''}.</p>"
    head = "".join(f"<th>{escape(heading)}</th>" for heading in ("", *HEADINGS))
    rows = []
    for number, incident in enumerate(incidents):
        colour = COLOURS[number % len(COLOURS)]
        columns = "".join(f'<td style="text-align:left">{escape(cell)}</td>' for cell in cells(incident))
        rows.append(f'<tr><td style="background:{colour};color:#000">{number + 1}</td>{columns}</tr>')
    body = marked_text(article.text, incidents)
    return (
        f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
        f'<p style="white-space:pre-wrap;line-height:1.6;max-width:60em">{body}</p>'
    )
