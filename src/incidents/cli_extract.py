"""``incidents extract``: reads articles, writes incidents, says what happened."""

from __future__ import annotations

import csv
import datetime as dt
import os
import sys
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from incidents.errors import ArgumentError, IncidentsWarning, InputError, ValueNotAllowedError
from incidents.export.acled import COLUMNS, AcledNote, to_acled
from incidents.export.geojson import to_feature
from incidents.export.jsonl import json_line
from incidents.export.text import HEADINGS, cells
from incidents.inputs import InputNote, read_articles
from incidents.result import Incidents

if TYPE_CHECKING:
    from incidents.extractor import Extractor

#: Width of the table where stdout is no terminal, in characters.
_WIDTH = 160

#: Columns that are never broken over lines.
_NARROW = ("date", "type")


class Sink(Protocol):
    """Where incidents go, one article at a time."""

    def write(self, found: Incidents) -> None:
        """Takes the incidents of one article."""


class _JsonLines:
    def __init__(self, path: Path, *, per_article: bool) -> None:
        self._file = path.open("w", encoding="utf-8", newline="\n")
        self._per_article = per_article

    def write(self, found: Incidents) -> None:
        if self._per_article:
            self._file.write(json_line({"id": found.article.id, "incidents": found.to_dicts()}))
        else:
            self._file.write(found.to_jsonl())

    def close(self) -> None:
        self._file.close()


class _Acled:
    def __init__(self, path: Path, dropped: list[AcledNote]) -> None:
        self._file = path.open("w", encoding="utf-8", newline="")
        self._rows = csv.DictWriter(self._file, COLUMNS, lineterminator="\n")
        self._rows.writeheader()
        self._dropped = dropped

    def write(self, found: Incidents) -> None:
        export = to_acled(found)
        self._rows.writerows(export.rows)
        self._dropped.extend(export.dropped)

    def close(self) -> None:
        self._file.close()


class _GeoJson:
    def __init__(self, path: Path) -> None:
        self._file = path.open("w", encoding="utf-8", newline="\n")
        self._file.write('{"type": "FeatureCollection", "features": [')
        self._separator = "\n"

    def write(self, found: Incidents) -> None:
        for incident in found:
            self._file.write(self._separator + json_line(to_feature(incident)).rstrip("\n"))
            self._separator = ",\n"

    def close(self) -> None:
        self._file.write("\n]}\n")
        self._file.close()


def check_out(out: Path, *, per_article: bool) -> None:
    """Refuses a file that cannot be written, before any work is done.

    Raises:
        ValueNotAllowedError: The ending stands for no form.
        InputError: The folder does not exist.
    """
    endings = (".jsonl", ".csv", ".geojson", ".parquet")
    if out.suffix.lower() not in endings:
        raise ValueNotAllowedError(f"{str(out)!r} ends in none of {', '.join(endings)}, so its form is not known")
    if per_article and out.suffix.lower() != ".jsonl":
        raise ArgumentError(f"--per-article is for .jsonl only, not for {str(out)!r}")
    if not out.absolute().parent.is_dir():
        raise InputError(f"the folder of {str(out)!r} does not exist; make it first")


@contextmanager
def open_sink(out: Path, dropped: list[AcledNote], *, per_article: bool = False) -> Iterator[Sink]:
    """Opens a sink of the form that a file's ending picks; the file appears only when all is written.

    Args:
        out: The file.
        dropped: Takes what ACLED's form leaves out.
        per_article: One JSON line an article in place of one an incident.
    """
    from incidents.export.frame import ParquetWriter

    part = out.with_name(out.name + ".part")
    sink: Any
    try:
        match out.suffix.lower():
            case ".jsonl":
                sink = _JsonLines(part, per_article=per_article)
            case ".csv":
                sink = _Acled(part, dropped)
            case ".geojson":
                sink = _GeoJson(part)
            case _:
                sink = ParquetWriter(part)
        try:
            yield sink
        finally:
            sink.close()
        os.replace(part, out)
    finally:
        part.unlink(missing_ok=True)


class _Tally:
    """What happened on the way: counts and notes for the reader."""

    def __init__(self) -> None:
        self.articles = 0
        self.incidents = 0
        self.notes: list[InputNote] = []
        self.empty: Counter[str] = Counter()
        self.dropped: list[AcledNote] = []

    def add(self, found: Incidents) -> None:
        self.articles += 1
        self.incidents += len(found)
        if not found:
            self.empty[found.reason or "no incident"] += 1

    def report(self, out: Path | None) -> None:
        """Tells stderr what was skipped and what was done."""
        for note in self.notes:
            sys.stderr.write(f"{'skipped' if note.skipped else 'note'}: {note}\n")
        for reason, number in sorted(self.empty.items()):
            sys.stderr.write(f"{_count(number, 'article')} without an incident: {reason}\n")
        for dropped in self.dropped:
            sys.stderr.write(f"not in the ACLED table: {dropped.incident}: {dropped.reason}\n")
        skipped = sum(note.skipped for note in self.notes)
        sys.stderr.write(
            f"{_count(self.articles, 'article')} read, {skipped} skipped, "
            f"{_count(self.incidents, 'incident')} found{f', written to {out}' if out else ''}\n"
        )


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _watched(results: Iterable[Incidents], tally: _Tally) -> Iterator[Incidents]:
    """Passes results on, counting them and moving the progress line on a terminal's stderr."""
    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("reading", total=None)
        for found in results:
            tally.add(found)
            done = f"{_count(tally.articles, 'article')}, {_count(tally.incidents, 'incident')}"
            progress.update(task, description=done)
            yield found


def printable(text: str) -> str:
    """The text without what could steer a terminal."""
    return "".join(character if character.isprintable() else " " for character in text)


def stdout_console() -> Console:
    """The console for results: as wide as the terminal, and wide where stdout is none."""
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=_WIDTH)


def incident_table(results: Iterable[Incidents]) -> Table:
    """A table of incidents for a terminal; columns without a value are left out."""
    listed = [found for found in results if found]
    rows: list[tuple[str, ...]] = []
    styles: list[tuple[str, bool]] = []  # of each row: its style, and whether a line follows it
    for found in listed:
        for number, incident in enumerate(found):
            name = "" if number else found.article.id or found.article.title or ""
            rows.append((name if len(listed) > 1 else "", *cells(incident)))
            styles.append(("dim" if incident.background else "", number == len(found) - 1))
    table = Table(
        header_style="bold", box=SIMPLE_HEAD, show_edge=False, padding=(0, 1), collapse_padding=True, pad_edge=False
    )
    kept = [number for number in range(len(HEADINGS) + 1) if any(row[number] for row in rows)]
    for number in kept:
        heading = ("article", *HEADINGS)[number]
        table.add_column(heading, overflow="fold", no_wrap=heading in _NARROW)
    for row, (style, last) in zip(rows, styles, strict=True):
        table.add_row(*(Text(printable(row[number])) for number in kept), style=style, end_section=last)
    return table


def run(
    extractor: Extractor,
    inputs: Iterable[Path],
    *,
    out: Path | None,
    per_article: bool = False,
    workers: int = 1,
    published: dt.date | None = None,
) -> int:
    """Extracts from all inputs into `out`, or prints a table.

    Returns:
        How many articles were read.
    """
    if out is not None:
        check_out(out, per_article=per_article)
    elif per_article:
        raise ArgumentError("--per-article needs -o FILE.jsonl")
    tally = _Tally()
    articles = read_articles(inputs, published=published, on_note=tally.notes.append)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", IncidentsWarning)  # told at the end, with the article's name
        results = _watched(extractor.pipe(articles, workers=workers), tally)
        if out is not None:
            with open_sink(out, tally.dropped, per_article=per_article) as sink:
                for found in results:
                    sink.write(found)
        else:
            table = incident_table(list(results))
            stdout_console().print(table if table.row_count else "no incidents")
    tally.report(out)
    return tally.articles
