"""Times single parts beside well-known packages that do the same, in one run: python benchmarks/speed.py [--write].

What counts are the ratios; the seconds are those of the machine it runs on. ``--write`` puts the figures on the
quality page of the documentation.
"""

from __future__ import annotations

import argparse
import re
import time
import warnings
from collections.abc import Callable, Sequence

from bench import HERE, write_between
from dateparser.search import search_dates

from incidents.dates import find_dates
from incidents.evaluation import read_documents

MARKERS = ("<!-- speed: make bench -->", "<!-- end of speed -->")
SENTENCE = re.compile(r"(?<=[.!?»])\s+")
PEER_SAMPLE = 300  # sentences that the slower package is given


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
    short, long = whole[: len(whole) // 16], whole
    growth = seconds(lambda: find_dates(long, published="2021-04-08")) / len(long)
    growth /= seconds(lambda: find_dates(short, published="2021-04-08")) / len(short)
    return [
        f"| `find_dates`, a sentence ({len(pairs)} sentences) | {own * 1e3:.2f} ms |",
        f"| dateparser's `search_dates`, a sentence ({len(sample)} of them) | {peer * 1e3:.2f} ms |",
        f"| dateparser's time for that of `find_dates`, on the same sentences | {peer / own_sample:.0f} : 1 |",
        f"| cost of a character in a text 16 times as long | {growth:.2f} : 1 |",
    ]


def main() -> None:
    """Runs the timings."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the figures to the quality page")
    options = parser.parse_args()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # dateparser's, on day formats without a year
        table = "\n".join(["| what | figure |", "|---|--:|", *dates()])
    print(table)
    if options.write:
        write_between(MARKERS, table)


if __name__ == "__main__":
    main()
