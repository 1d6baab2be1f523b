"""Opens files of GeoNames, plain or zipped, and tells by their content what they hold; trusts none of it."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import IO, Final

from attrs import frozen

from incidents.errors import GazetteerError

LONGEST_LINE: Final = 65_536
"""Bytes; GeoNames's longest lines, ten thousand characters of alternate names, are shorter."""

_MOST_MEMBERS: Final = 100
_MOST_UNPACKED: Final = 4 << 30
_MOST_PACKED_TIGHT: Final = 64 << 20
"""Bytes that an archive may unpack to however tightly it is packed; text packs some six times."""
_TIGHTEST: Final = 100
_ENCRYPTED: Final = 0x1
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_SNIFFED: Final = 200
_PATHLIKE: Final = re.compile(r"[/\\:]|^\.\.?$")
_SIDE_FILES: Final = frozenset(("readme.txt", "iso-languagecodes.txt"))
_UNIT_CODE: Final = re.compile(rb"[A-Z]{2}(\.[^.\t]+)(\.[^.\t]+)?\t")


class SourceKind(StrEnum):
    """What a file holds."""

    PLACES = "a country dump"
    NAMES = "alternate names"
    REGIONS = "codes of regions"
    DISTRICTS = "codes of districts"


COLUMNS: Final = {19: SourceKind.PLACES, 10: SourceKind.NAMES, 8: SourceKind.NAMES, 4: SourceKind.REGIONS}
"""Number of columns, which tells the kind; tables of regions and of districts are told apart by their codes."""


@frozen
class Source:
    """One table of GeoNames.

    Attributes:
        path: The file.
        member: Its name in a zip file; None for a plain file.
        kind: What it holds.
        size: Bytes, unpacked.
    """

    path: Path
    member: str | None
    kind: SourceKind
    size: int

    def lines(self) -> Iterator[tuple[int, bytes | None]]:
        """The lines, numbered from 1, without their ends; None in place of one that is too long.

        Raises:
            GazetteerError: When the file cannot be read to its end.
        """
        with _opened(self.path, self.member) as stream:
            yield from _numbered(stream, self.path)


def find_sources(path: Path) -> list[Source]:
    """The tables in a file.

    Raises:
        GazetteerError: When the file is missing, damaged, hostile, or holds no table of GeoNames.
    """
    if not path.is_file():
        raise GazetteerError(f"{path}: no such file")
    try:
        with path.open("rb") as file:
            packed = file.read(4)[:2] == b"PK"
    except OSError as error:
        raise GazetteerError(f"{path}: cannot be read: {error.strerror or error}") from error
    if not packed:
        return [Source(path, None, _recognise(path, None), path.stat().st_size)]
    tables = _tables(path)
    return [Source(path, info.filename, _recognise(path, info.filename), info.file_size) for info in tables]


def _tables(path: Path) -> list[zipfile.ZipInfo]:
    """The members of a zip file that may be tables, once nothing speaks against opening it."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise GazetteerError(f"{path}: is no whole zip file ({error}); get it again") from error
    if len(members) > _MOST_MEMBERS:
        raise GazetteerError(f"{path}: holds {len(members)} files; zip files of GeoNames hold one or two")
    for info in members:
        # orig_filename is the name before zipfile mends it
        if _PATHLIKE.search(info.orig_filename) or "\0" in info.orig_filename:
            raise GazetteerError(f"{path}: holds {info.orig_filename!r}; a zip file of GeoNames holds no paths")
        if info.flag_bits & _ENCRYPTED:
            raise GazetteerError(f"{path}: {info.filename!r} is encrypted; give the file as GeoNames publishes it")
        if info.compress_type not in _METHODS:
            raise GazetteerError(f"{path}: {info.filename!r} is packed by a method that GeoNames does not use")
    unpacked = sum(info.file_size for info in members)
    packed = sum(info.compress_size for info in members)
    tight = unpacked > _MOST_PACKED_TIGHT and unpacked > _TIGHTEST * max(packed, 1)
    if unpacked > _MOST_UNPACKED or tight:
        raise GazetteerError(f"{path}: would unpack to {unpacked / 1e6:.0f} MB; that is no file of GeoNames")
    tables = [
        info for info in members if info.filename.lower().endswith(".txt") and info.filename.lower() not in _SIDE_FILES
    ]
    if not tables:
        held = ", ".join(repr(info.filename) for info in members[:5]) or "nothing"
        raise GazetteerError(f"{path}: holds no table of GeoNames such as 'IQ.txt', but {held}")
    return tables


@contextmanager
def _opened(path: Path, member: str | None) -> Iterator[IO[bytes]]:
    try:
        if member is None:
            with path.open("rb") as file:
                yield file
        else:
            with zipfile.ZipFile(path) as archive, archive.open(member) as file:
                yield file
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise GazetteerError(f"{path}: is damaged or cut short ({error}); get it again") from error
    except OSError as error:
        if isinstance(error, GazetteerError):
            raise
        raise GazetteerError(f"{path}: cannot be read: {error.strerror or error}") from error


def _numbered(stream: IO[bytes], path: Path) -> Iterator[tuple[int, bytes | None]]:
    number = 0
    while True:
        number += 1
        try:
            line: bytes | None = stream.readline(LONGEST_LINE)
            whole = not line or line.endswith(b"\n") or len(line) < LONGEST_LINE
            while not whole:
                rest = stream.readline(LONGEST_LINE)
                whole = len(rest) < LONGEST_LINE or rest.endswith(b"\n")
                line = None
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
            raise GazetteerError(f"{path}:{number}: is damaged or cut short ({error}); get it again") from error
        if line == b"":
            return
        if number == 1 and line is not None:
            line = line.removeprefix(b"\xef\xbb\xbf")
        yield number, line.rstrip(b"\r\n") if line is not None else None


def _recognise(path: Path, member: str | None) -> SourceKind:
    """What a table holds, by the number of columns of most of its first lines."""
    with _opened(path, member) as stream:
        head = list(islice(_numbered(stream, path), _SNIFFED))
    rows = [(number, line) for number, line in head if line and not line.startswith(b"#")]
    if not rows:
        raise GazetteerError(f"{path}: {'has no line that can be read' if head else 'is empty'}")
    number, first = rows[0]
    if any(b"\0" in line for _number, line in rows) or first.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise GazetteerError(f"{path}:{number}: is no UTF-8 text; give the file as GeoNames publishes it")
    counts = Counter(line.count(b"\t") + 1 for _number, line in rows)
    columns, often = counts.most_common(1)[0]
    if columns not in COLUMNS or 2 * often < len(rows):
        found = first.count(b"\t") + 1
        raise GazetteerError(
            f"{path}:{number}: has {found} column{'' if found == 1 else 's'} between tabs; a country dump has 19, "
            "alternate names 10, codes of regions or districts 4"
        )
    if columns != min(COLUMNS):
        return COLUMNS[columns]
    codes = [match for _number, line in rows if (match := _UNIT_CODE.match(line))]
    if 2 * len(codes) < len(rows):
        raise GazetteerError(f"{path}:{number}: has 4 columns, but no code such as 'IQ.07' in the first")
    return SourceKind.DISTRICTS if sum(match[2] is not None for match in codes) * 2 > len(codes) else SourceKind.REGIONS
