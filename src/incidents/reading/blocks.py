"""Cuts a clean text into blocks: paragraphs, and lines that stand for themselves."""

from __future__ import annotations

import re
from itertools import pairwise

from attrs import frozen

from incidents.reading.press_copy import Furniture, recognise

_BULLET = re.compile(r"(?:[-–—•*▪◦·■●‣>]|\d{1,2}[.)]|[a-h]\))\s*(?=\S)")
_STOPPED = re.compile(r"[.!?…:;][\s»)\]\"']*$")
_FINAL = re.compile(r"[.!?…][\s»)\]\"']*$")
_NARROWEST = 45
_WIDEST = 120


@frozen
class Line:
    """One line of text.

    Attributes:
        start: First character.
        end: One past the last.
        text: Its characters.
        furniture: What piece of furniture it is, if it is one.
    """

    start: int
    end: int
    text: str
    furniture: Furniture | None


@frozen
class Paragraph:
    """Lines that belong together.

    Attributes:
        start: First character.
        end: One past the last.
        furniture: What piece of furniture it is, if it is one.
        bullet: Whether it is an item of a list.
        stopped: Whether it ends as a sentence does.
        apart: Whether a blank line stands before it.
    """

    start: int
    end: int
    furniture: Furniture | None
    bullet: bool
    stopped: bool
    apart: bool


def is_bullet(text: str) -> bool:
    """Whether a line is an item of a list."""
    return _BULLET.match(text) is not None


def ends_sentence(text: str) -> bool:
    """Whether a text ends with a final stop, perhaps inside a closing quote or bracket."""
    return _FINAL.search(text[-8:]) is not None


def _lines(text: str) -> list[list[Line]]:
    """The lines of a text, grouped by blank lines."""
    groups: list[list[Line]] = []
    group: list[Line] = []
    position = 0
    for raw in text.split("\n"):
        end = position + len(raw)
        if raw.strip():
            group.append(Line(position, end, raw, recognise(raw)))
        elif group:
            groups.append(group)
            group = []
        position = end + 1
    if group:
        groups.append(group)
    return groups


def _wrap_width(groups: list[list[Line]]) -> int | None:
    """The width at which the copy was wrapped by hand, or None when lines are paragraphs."""
    pairs = broken = 0
    widths: list[int] = []
    for group in groups:
        for line, following in pairwise(group):
            if line.furniture or is_bullet(following.text):
                continue
            pairs += 1
            if not _STOPPED.search(line.text[-8:]) and len(line.text) >= _NARROWEST:
                broken += 1
                widths.append(len(line.text))
    if broken < 2 or 2 * broken < pairs:
        return None
    width = max(widths)
    near = sum(length >= width - 16 for length in widths)
    return width if width <= _WIDEST and 10 * near >= 6 * len(widths) else None


def _continues(line: Line, following: Line, width: int | None) -> bool:
    """Whether a line is broken and goes on in the following one."""
    if is_bullet(following.text):
        return False
    lower = following.text[0].islower()
    first_word = following.text.split(" ", 1)[0]
    full = width is not None and len(line.text) + 1 + len(first_word) > width - 2
    if line.furniture is not None:
        return line.furniture.open and full and lower and following.furniture is None
    if following.furniture is not None and not (full and lower):
        return False
    if full and width is not None and len(line.text) <= width + 8:
        return True
    return lower and not _STOPPED.search(line.text[-8:]) and len(line.text) >= 25


def cut_paragraphs(text: str) -> list[Paragraph]:
    """Cuts a clean text into paragraphs.

    Blank lines end a paragraph. A single line break does too, unless the copy is wrapped by hand, or the next line goes
    on in lower case where this one had no stop. Items of a list are paragraphs of their own.

    Example:
        >>> text = "Gao\\n\\nDeux soldats ont été tués lundi près de\\nla ville. Un civil est mort."
        >>> [text[p.start:p.end] for p in cut_paragraphs(text)]
        ['Gao', 'Deux soldats ont été tués lundi près de\\nla ville. Un civil est mort.']
    """
    groups = _lines(text)
    width = _wrap_width(groups)
    paragraphs: list[Paragraph] = []
    for group in groups:
        first = 0
        for index, line in enumerate(group):
            last = index + 1 == len(group)
            if not last and _continues(line, group[index + 1], width):
                continue
            start, end = group[first].start, line.end
            joined = text[start:end].replace("\n", " ")
            furniture = group[first].furniture if first == index else recognise(joined)
            paragraphs.append(
                Paragraph(start, end, furniture, is_bullet(joined), ends_sentence(joined), apart=first == 0)
            )
            first = index + 1
    return paragraphs
