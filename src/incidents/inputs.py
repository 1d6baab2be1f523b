"""Reads articles from files: text, folders, JSON Lines, CSV and Parquet; a bad row costs nobody but itself."""

from __future__ import annotations

import datetime as dt
import json
import os
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from incidents._lines import is_binary, read_lines, read_rows, read_text
from incidents.article import Article, read_day
from incidents.errors import ArgumentError, IncidentsError, IncidentsWarning, InputError, MissingExtraError

#: What a row of a table or of JSON Lines may tell of an article; other columns are passed over.
COLUMNS = ("text", "published", "title", "publisher", "url", "id")

_ROWS = (".jsonl", ".ndjson", ".csv", ".tsv", ".parquet")
_ENDINGS = (".txt", *_ROWS)


@frozen
class InputNote:
    """Something a reader of the input should know.

    Attributes:
        path: The file.
        line: The line, counted from 1 (the row, in a Parquet file); None when the whole file is meant.
        reason: What is wrong, in words.
        skipped: Whether the row or file was left out.
    """

    path: Path
    line: int | None
    reason: str
    skipped: bool = True

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line is not None else str(self.path)
        return f"{place}: {self.reason}"


def warn(note: InputNote) -> None:
    """Issues a note as an `IncidentsWarning`."""
    warnings.warn(IncidentsWarning(str(note)), stacklevel=2)


def read_articles(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    published: str | dt.date | None = None,
    on_note: Callable[[InputNote], None] = warn,
) -> Iterator[Article]:
    """Reads articles from files, one at a time, in order.

    A path's ending tells what it is: ``.jsonl`` or ``.ndjson`` (one JSON object a line), ``.csv`` or ``.tsv`` (with
    a header; comma, semicolon or tab), ``.parquet`` (extra ``parquet``), any other file is the text of one article,
    with its name as id. A folder stands for the files in it and below, in order of their names, that have one of
    these endings or ``.txt``. Files are UTF-8, with or without a byte order mark, UTF-16 with one, or Windows-1252.

    Rows have a column ``text`` and may have ``published`` (ISO), ``title``, ``publisher``, ``url`` and ``id``.

    Args:
        paths: A path or several.
        published: Day of publication of the articles that bring none of their own.
        on_note: Told of each row or file that cannot be read and is skipped; the default warns.

    Raises:
        InputError: A path does not exist.
        MissingExtraError: A Parquet file is given and pyarrow is not installed.
    """
    one = isinstance(paths, str | os.PathLike)
    try:
        given = [Path(paths)] if one else [Path(path) for path in paths]  # type: ignore[arg-type,union-attr]
    except TypeError as error:
        raise ArgumentError(f"paths must be a path or an iterable of paths, not {paths!r}") from error
    for path in given:
        if not path.exists():
            raise InputError(f"no such file or folder: {str(path)!r}")
    return _read_all(given, read_day(published), on_note)


def _read_all(paths: list[Path], published: dt.date | None, on_note: Callable[[InputNote], None]) -> Iterator[Article]:
    for path in paths:
        for file, name in _files(path):
            try:
                yield from _read_file(file, name, published, on_note)
            except OSError as error:
                if isinstance(error, IncidentsError):
                    raise
                on_note(InputNote(file, None, f"cannot be read: {error.strerror or error}"))


def _files(path: Path) -> Iterator[tuple[Path, str]]:
    """The files a path stands for, each with the name that becomes the id of a text."""
    if not path.is_dir():
        yield path, path.name
        return
    for file in sorted(path.rglob("*")):
        hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
        if file.suffix.lower() in _ENDINGS and file.is_file() and not hidden:
            yield file, file.relative_to(path).as_posix()


def _read_file(
    path: Path, name: str, published: dt.date | None, on_note: Callable[[InputNote], None]
) -> Iterator[Article]:
    ending = path.suffix.lower()
    if ending == ".parquet":
        rows = _parquet_rows(path, on_note)
    elif ending not in _ROWS:
        if is_binary(path):
            on_note(InputNote(path, None, "is not text"))
            return
        text = read_text(path, lambda reason: on_note(InputNote(path, None, reason, skipped=False)))
        yield Article(text=text, published=published, id=name)
        return
    elif ending in (".csv", ".tsv"):
        rows = _csv_rows(path, on_note)
    else:
        rows = _json_rows(path, on_note)
    for line, row in rows:
        try:
            article = _article(row)
        except IncidentsError as error:
            on_note(InputNote(path, line, str(error)))
            continue
        yield article if article.published or published is None else evolve(article, published=published)


def _text_of(row: Mapping[str, Any], column: str) -> str | None:
    value = row.get(column)
    if value is None or value != value:  # a NaN is a table's missing value
        return None
    if isinstance(value, bool | list | dict | bytes):
        raise InputError(f"{column} must be text, not {type(value).__name__}")
    return str(value)


def _article(row: Mapping[str, Any]) -> Article:
    """Makes a row an article; an empty cell counts as absent, a number as its digits."""
    text = row.get("text")
    if not isinstance(text, str):
        raise InputError("has no text" if text is None else f"text must be a string, not {type(text).__name__}")
    published = row.get("published")
    if not isinstance(published, dt.date):
        published = _text_of(row, "published") or None
    others = {column: _text_of(row, column) or None for column in COLUMNS[2:]}
    return Article(text=text, published=published, **others)


def _json_rows(path: Path, on_note: Callable[[InputNote], None]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for number, line in read_lines(path, lambda reason: on_note(InputNote(path, None, reason, skipped=False))):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            on_note(InputNote(path, number, f"is no JSON: {error}"))
            continue
        if isinstance(row, dict):
            yield number, row
        else:
            on_note(InputNote(path, number, f"is no JSON object but {type(row).__name__}"))


def _csv_rows(path: Path, on_note: Callable[[InputNote], None]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    rows = read_rows(path, lambda reason: on_note(InputNote(path, None, reason, skipped=False)))
    first = next(rows, None)
    if first is None:
        on_note(InputNote(path, None, "is empty"))
        return
    header = [] if first.cells is None else [cell.strip().lower() for cell in first.cells]
    if "text" not in header:
        on_note(InputNote(path, first.line, f"the header has no column 'text'; it has {', '.join(header) or 'none'}"))
        return
    for row in rows:
        if row.cells is None:
            on_note(InputNote(path, row.line, row.fault or "is malformed"))
        else:
            yield row.line, dict(zip(header, row.cells, strict=True))


def _parquet_rows(path: Path, on_note: Callable[[InputNote], None]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise MissingExtraError("pyarrow", "parquet") from error
    number = 0
    try:
        with pq.ParquetFile(path) as file:
            names = file.schema_arrow.names
            if "text" not in names:
                on_note(InputNote(path, None, f"has no column 'text'; it has {', '.join(names) or 'none'}"))
                return
            for batch in file.iter_batches(batch_size=256, columns=[name for name in COLUMNS if name in names]):
                for row in batch.to_pylist():
                    number += 1
                    yield number, row
    except pa.ArrowException as error:
        on_note(InputNote(path, None, f"is no readable Parquet file: {error}"))
