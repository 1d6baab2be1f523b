"""Countries: their French names, demonyms, capitals, and how ACLED names them."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib import resources
from typing import Final

from attrs import frozen

from incidents.errors import ValueNotAllowedError
from incidents.gazetteer.matching import MAX_NAME_LENGTH, fold

_ELISION: Final = re.compile(r"^[ld]['’]\s?", re.IGNORECASE)
_ARTICLE: Final = re.compile(r"^(?:le|la|les|de|du|des|en|au|aux) ")
_NASAL_ENDINGS: Final = ("ien", "éen", "yen")


@frozen(kw_only=True)
class Country:
    """A country or territory of ISO 3166-1 (and Kosovo, as XK).

    Attributes:
        code: ISO 3166-1 alpha-2.
        numeric: ISO 3166-1 numeric; None for Kosovo.
        name: French, without article.
        aliases: Other French names.
        capital: In French; empty where there is none.
        seats: Other towns that texts call the capital, such as the one before.
        demonyms: Every form, masculine and feminine, singular and plural.
        latitude: Of a point in its midst, degrees north.
        longitude: Degrees east.
        acled_region: As in ACLED's `region` column.
        acled_name: As in ACLED's `country` column.
    """

    code: str
    numeric: int | None
    name: str
    aliases: tuple[str, ...]
    capital: str
    seats: tuple[str, ...]
    demonyms: tuple[str, ...]
    latitude: float
    longitude: float
    acled_region: str
    acled_name: str


def demonym_forms(written: str) -> tuple[str, ...]:
    """The forms of a demonym: masculine, feminine, and their plurals.

    Args:
        written: The masculine alone where rules give the rest; masculine and feminine, or all four, parted by slashes.

    >>> demonym_forms("malien")
    ('malien', 'malienne', 'maliens', 'maliennes')
    >>> demonym_forms("turc/turque")
    ('turc', 'turque', 'turcs', 'turques')
    """
    given = written.split("/")
    if len(given) == 4:
        return tuple(given)
    masculine = given[0]
    feminine = given[1] if len(given) > 1 else _feminine(masculine)
    return masculine, feminine, _plural(masculine), _plural(feminine)


def _feminine(masculine: str) -> str:
    if masculine.endswith("e"):
        return masculine
    return masculine + ("ne" if masculine.endswith(_NASAL_ENDINGS) else "e")


def _plural(singular: str) -> str:
    return singular if singular.endswith(("s", "x", "z")) else singular + "s"


@cache
def countries() -> tuple[Country, ...]:
    """All countries, by code."""
    text = (resources.files("incidents.gazetteer") / "data" / "countries.csv").read_text(encoding="utf-8")
    return tuple(
        Country(
            code=row["code"],
            numeric=int(row["numeric"]) if row["numeric"] else None,
            name=row["name"],
            aliases=tuple(filter(None, row["aliases"].split("|"))),
            capital=row["capital"].split("|")[0],
            seats=tuple(row["capital"].split("|")[1:]),
            demonyms=tuple(
                form for written in filter(None, row["demonyms"].split("|")) for form in demonym_forms(written)
            ),
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            acled_region=row["acled_region"],
            acled_name=row["acled_name"],
        )
        for row in csv.DictReader(text.splitlines())
    )


@cache
def _by_code() -> dict[str, Country]:
    return {country.code: country for country in countries()}


def country(code: str) -> Country:
    """The country of an ISO 3166-1 alpha-2 code.

    Raises:
        ValueNotAllowedError: When no country has that code.

    >>> country("ML").capital
    'Bamako'
    """
    found = _by_code().get(code)
    if found is None:
        raise ValueNotAllowedError(f"{code!r} is not an ISO 3166-1 alpha-2 code that is known, such as 'ML'")
    return found


def _key(text: str) -> str:
    return _ARTICLE.sub("", fold(_ELISION.sub("", text.strip())))


@cache
def _by_name() -> dict[str, str]:
    table: dict[str, str] = {}
    for entry in countries():
        for name in (entry.name, *entry.aliases):
            table.setdefault(_key(name), entry.code)
    return table


def is_own_capital(name: str, code: str) -> bool:
    """Whether a country's capital bears the country's name: "à Djibouti", "à Koweït".

    >>> is_own_capital("Djibouti", "DJ"), is_own_capital("Mali", "ML")
    (True, False)
    """
    capital = country(code).capital
    return bool(capital) and fold(name) == fold(capital)


def country_by_name(text: str) -> str | None:
    """The code of the country that a text names, with or without article; None when it is no country's name.

    >>> country_by_name("la Centrafrique"), country_by_name("RD Congo"), country_by_name("l’Irak")
    ('CF', 'CD', 'IQ')
    """
    return _by_name().get(_key(text)) if len(text) <= MAX_NAME_LENGTH else None


@cache
def _by_demonym() -> dict[str, tuple[str, ...]]:
    ranked: dict[str, list[tuple[int, str]]] = {}
    for entry in countries():
        for rank, form in enumerate(entry.demonyms):
            key = form if form.isupper() else fold(form)
            places = ranked.setdefault(key, [])
            if all(code != entry.code for _rank, code in places):
                places.append((rank, entry.code))
    return {key: tuple(code for _rank, code in sorted(places)) for key, places in ranked.items()}


def demonym_countries(text: str) -> tuple[str, ...]:
    """The codes of the countries whose people or things an adjective denotes, the likeliest first.

    >>> demonym_countries("maliennes"), demonym_countries("congolais"), demonym_countries("nigérians")
    (('ML',), ('CD', 'CG'), ('NG',))
    """
    if len(text) > MAX_NAME_LENGTH:
        return ()
    table = _by_demonym()
    return table.get(text) or table.get(fold(text), ())
