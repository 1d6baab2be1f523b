"""Lines and rows of files in the encodings that press archives come in."""

from __future__ import annotations

import codecs
import csv
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path

from attrs import frozen

#: A CSV record may span this many characters; a longer one is taken for a quote that was never closed.
LONGEST_RECORD = 5_000_000

#: ... and this many lines.
MOST_LINES = 20_000

_FALLBACK = "is not UTF-8; read as Windows-1252"


@frozen
class Row:
    """One record of a CSV file.

    Attributes:
        line: Number of its first line, counted from 1.
        cells: Its cells, as many as the header has; None when it is malformed.
        fault: What is wrong with it.
    """

    line: int
    cells: tuple[str, ...] | None
    fault: str | None = None


def _utf16(head: bytes) -> bool:
    return head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))


def is_binary(path: Path) -> bool:
    """Whether a file's first bytes are not those of a text."""
    with path.open("rb") as file:
        head = file.read(8192)
    return b"\0" in head and not _utf16(head)


def read_text(path: Path, on_note: Callable[[str], None]) -> str:
    """Reads a whole file as text, its line ends kept; tells `on_note` when it had to guess the encoding."""
    data = path.read_bytes()
    if _utf16(data):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        on_note(_FALLBACK)
        return data.decode("cp1252", errors="replace")


def read_lines(path: Path, on_note: Callable[[str], None]) -> Iterator[tuple[int, str]]:
    """Reads a file line by line, with numbers from 1, line ends kept; a line that is not UTF-8 is read as cp1252."""
    with path.open("rb") as file:
        head = file.read(3)
        file.seek(3 if head == codecs.BOM_UTF8 else 0)
        if _utf16(head):
            with path.open(encoding="utf-16", errors="replace", newline="") as wide:
                yield from enumerate(wide, start=1)
            return
        told = False
        for number, raw in enumerate(file, start=1):
            try:
                line = raw.decode()
            except UnicodeDecodeError:
                line = raw.decode("cp1252", errors="replace")
                if not told:
                    on_note(f"line {number} {_FALLBACK}")
                    told = True
            yield number, line


def _parse(record: str, delimiter: str) -> list[str] | None:
    """The cells of a record; None when a quote is left open or stands where none may."""
    limit = csv.field_size_limit(LONGEST_RECORD)
    try:
        return next(csv.reader([record], delimiter=delimiter, strict=True), [])
    except csv.Error:
        return None
    finally:
        csv.field_size_limit(limit)


def _delimiter(header: str) -> str:
    return max(",;\t", key=header.count)


def read_rows(path: Path, on_note: Callable[[str], None]) -> Iterator[Row]:
    """Reads the records of a CSV file, the header first; blank lines are passed over.

    A record that no reading makes whole costs its first line only: reading goes on at the next one, so that a quote
    left open does not swallow the rest of the file.
    """
    lines = read_lines(path, on_note)
    waiting: deque[tuple[int, str]] = deque()
    header: list[str] | None = None
    delimiter = ","
    while (line := waiting.popleft() if waiting else next(lines, None)) is not None:
        number, record = line
        if not record.strip():
            continue
        if header is None:
            delimiter = _delimiter(record)
        cells, taken = _complete(record, delimiter, waiting, lines)
        if cells is None:
            yield Row(number, None, "a quote is misplaced or never closed")
        elif header is not None and len(cells) != len(header):
            yield Row(number, None, f"has {len(cells)} cells where the header has {len(header)}")
        else:
            for _ in range(taken):
                waiting.popleft()
            header = header or cells
            yield Row(number, tuple(cells))


def _complete(
    record: str,
    delimiter: str,
    waiting: deque[tuple[int, str]],
    lines: Iterator[tuple[int, str]],
) -> tuple[list[str] | None, int]:
    """Adds lines to a record until its quotes are closed; lines read ahead are left in `waiting`.

    Returns:
        The cells, None when it cannot be completed, and how many of the waiting lines belong to it.
    """
    cells = _parse(record, delimiter)
    pieces = [record]
    size, quotes = len(record), record.count('"')
    while cells is None:
        taken = len(pieces) - 1
        if taken >= len(waiting):
            line = next(lines, None)
            if line is None:
                return None, 0
            waiting.append(line)
        pieces.append(waiting[taken][1])
        size += len(pieces[-1])
        quotes += pieces[-1].count('"')
        if size > LONGEST_RECORD or taken >= MOST_LINES:
            return None, 0
        if quotes % 2 == 0:
            cells = _parse("".join(pieces), delimiter)
            if cells is None:
                return None, 0
    return cells, len(pieces) - 1
