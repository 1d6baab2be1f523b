"""Small files in GeoNames's formats, their places invented."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from pathlib import Path


def place_row(
    number: int | str,
    name: str,
    latitude: float | str,
    longitude: float | str,
    *,
    code: str = "P.PPL",
    country: str = "ML",
    plain: str | None = None,
    others: str = "",
    units: tuple[str, ...] = (),
    population: int | str = 0,
    day: str = "2025-03-01",
) -> str:
    """A row of a country dump."""
    group, _, kind = code.partition(".")
    admin = [*units, "", "", "", ""][:4]
    cells = [number, name, name if plain is None else plain, others, latitude, longitude, group, kind, country, ""]
    return "\t".join(map(str, [*cells, *admin, population, "", "", "Africa/Bamako", day]))


def french_row(number: int, name: str, *, language: str = "fr", flags: tuple[str, str, str, str] = ("",) * 4) -> str:
    """A row of alternateNamesV2; the flags are preferred, short, colloquial, historic."""
    return "\t".join(["1", str(number), language, name, *flags, "", ""])


def write_table(path: Path, rows: Iterable[str], *, member: str | None = None) -> Path:
    """Writes a table, zipped where the path ends in .zip."""
    text = "".join(row + "\n" for row in rows)
    if path.suffix != ".zip":
        path.write_text(text, encoding="utf-8")
        return path
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("readme.txt", "about")
        archive.writestr(member or f"{path.stem}.txt", text)
    return path
