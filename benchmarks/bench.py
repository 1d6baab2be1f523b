"""Scores the extraction on the gold documents: python benchmarks/bench.py [--write | --check].

Without an option: the figures of every slice. ``--write`` also writes them to ``baseline.json`` and into the quality
page of the documentation. ``--check`` runs a part of the documents (all but four fifths of train) and
fails when a figure fell below the baseline of the same part.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from incidents import Article, Extractor
from incidents.annotation import AnnotatedDoc, Annotator, load_annotator
from incidents.annotation.protocol import always
from incidents.evaluation import ALL_SLOTS, Document, Score, read_documents, score
from incidents.evaluation.groups import grouped, macro

HERE = Path(__file__).resolve().parent
BASELINE = HERE / "baseline.json"
QUALITY = HERE.parent / "docs" / "quality.md"
SIDES = ("dev", "test", "hard", "train")
MARKERS = ("<!-- figures: make bench -->", "<!-- end of figures -->")

EVERY = 5
TOLERANCE = 0.002  # of F1; what a change of library versions may move


class TimedAnnotator:
    """An annotator that knows how long it has worked."""

    def __init__(self, annotator: Annotator) -> None:
        self._annotator = annotator
        self.seconds = 0.0

    def annotate(self, texts: Sequence[str], *, needs_syntax: Callable[[str], bool] = always) -> list[AnnotatedDoc]:
        """Annotates, and adds the time it took."""
        start = time.perf_counter()
        try:
            return self._annotator.annotate(texts, needs_syntax=needs_syntax)
        finally:
            self.seconds += time.perf_counter() - start


class RememberingAnnotator:
    """An annotator that annotates a text once, for work that reads the same texts again."""

    def __init__(self, annotator: Annotator) -> None:
        self._annotator = annotator
        self._known: dict[str, AnnotatedDoc] = {}

    def annotate(self, texts: Sequence[str], *, needs_syntax: Callable[[str], bool] = always) -> list[AnnotatedDoc]:
        """Annotates the texts that are new; `needs_syntax` must be the same each time."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            self._known.update(zip(new, self._annotator.annotate(new, needs_syntax=needs_syntax), strict=True))
        return [self._known[text] for text in texts]


def slices(*, part: bool = False) -> dict[str, list[Document]]:
    """The gold documents by slice; `part` leaves all but four fifths of train."""
    found = {}
    for side in SIDES:
        for path in sorted((HERE / "gold" / side).glob("*.jsonl")):
            documents = read_documents(path)
            found[f"{side}/{path.stem}"] = documents[::EVERY] if part and side == "train" else documents
    return found


def extract(extractor: Extractor, documents: Iterable[Document]) -> dict[str, list[dict[str, Any]]]:
    """What the extractor finds in each document."""
    articles = [
        Article(
            text=document.data["text"],
            published=document.data["published"],
            title=document.data.get("title"),
            id=document.id,
        )
        for document in documents
    ]
    return {str(found.article.id): found.to_dicts() for found in extractor.pipe(articles)}


def figures(result: Score) -> dict[str, Any]:
    """The figures of a score, rounded for writing down."""
    rows = {
        name: {"p": round(count.precision, 3), "r": round(count.recall, 3), "f1": round(count.f1, 3)}
        for name, count in result.rows.items()
    }
    number, wrong = result.negatives
    extras = {name: round(right / asked, 3) if asked else None for name, (asked, right) in result.extras.items()}
    return {"slots": rows, "extras": extras, "negatives": number, "negatives_with_incident": wrong}


def drops(new: dict[str, Any], old: dict[str, Any]) -> list[str]:
    """What fell, in words."""
    found = [
        f"{name}: F1 {old['slots'][name]['f1']:.3f} -> {row['f1']:.3f}"
        for name, row in new["slots"].items()
        if name in ("incident", ALL_SLOTS) and row["f1"] < old["slots"][name]["f1"] - TOLERANCE
    ]
    if new["negatives_with_incident"] > old["negatives_with_incident"]:
        fell = f"{old['negatives_with_incident']} -> {new['negatives_with_incident']}"
        found.append(f"negative documents with a false incident: {fell}")
    return found


def markdown(results: dict[str, Score], engine: str, pace: str) -> str:
    """The figures as the quality page shows them."""
    lines = [f"Engine: {engine}. {pace}", ""]
    for title, result in results.items():
        lines += [f"## {title}", "", "| slot | gold | found | right | P | R | F1 |", "|---|--:|--:|--:|--:|--:|--:|"]
        for name, count in result.rows.items():
            numbers = f"{count.wanted} | {count.given} | {count.right}"
            lines.append(f"| {name} | {numbers} | {count.precision:.3f} | {count.recall:.3f} | {count.f1:.3f} |")
        asked = ", ".join(f"{name} {right}/{number}" for name, (number, right) in result.extras.items())
        number, wrong = result.negatives
        lines += ["", f"Of the aligned pairs, right: {asked}.", ""]
        lines += [f"Documents without an incident: {number}, of which {wrong} gave one all the same.", ""]
        for by in ("type", "region") if title == "train" else ():
            lines += group_lines(result, by)
    return "\n".join(lines)


def group_lines(result: Score, by: str) -> list[str]:
    """The figures by attack type or region as a table."""
    groups = grouped(result.outcomes, by)
    lines = [
        f"### {title_of(by)}",
        "",
        f"| {by} | gold | found | right | F1 | all slots F1 |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    for name, rows in groups.items():
        one = rows["incident"]
        lines.append(f"| {name} | {one.wanted} | {one.given} | {one.right} | {one.f1:.3f} | {rows[ALL_SLOTS].f1:.3f} |")
    means = macro(groups.values())
    return [*lines, f"| mean of groups | | | | {means['incident']:.3f} | {means[ALL_SLOTS]:.3f} |", ""]


def title_of(by: str) -> str:
    """What a table by group is called."""
    return {"type": "By attack type", "region": "By ACLED's region"}[by]


def write_between(markers: tuple[str, str], text: str) -> None:
    """Puts figures between two markers of the quality page."""
    page = QUALITY.read_text(encoding="utf-8")
    before, _, rest = page.partition(markers[0])
    _, _, after = rest.partition(markers[1])
    QUALITY.write_text(f"{before}{markers[0]}\n\n{text}\n{markers[1]}{after}", encoding="utf-8")


def run(groups: dict[str, list[Document]]) -> tuple[dict[str, dict[str, list[dict[str, Any]]]], str, str]:
    """Extracts all groups; gives what was found, the engine's name and how fast it went."""
    annotator = TimedAnnotator(load_annotator("stanza"))
    extractor = Extractor(engine=annotator)
    # loading the models is no part of the pace
    (warm,) = annotator.annotate(["Une attaque a visé un convoi."])
    extractor(Article(text="Une attaque a visé un convoi à Bamako.", published="2021-04-06"))
    annotator.seconds = 0.0
    start = time.perf_counter()
    found = {name: extract(extractor, documents) for name, documents in groups.items()}
    seconds = time.perf_counter() - start
    words = sum(len(document.data["text"].split()) for documents in groups.values() for document in documents)
    beyond = (seconds - annotator.seconds) / seconds
    pace = f"{words} words in {seconds:.0f} s on this machine; {beyond:.0%} of the time is spent beyond the parse."
    return found, warm.engine, pace


def main() -> int:
    """Runs the benchmark; 1 when a figure fell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument("--write", action="store_true", help="write the baseline and the quality page")
    choice.add_argument("--check", action="store_true", help="run a part and fail where a figure fell")
    parser.add_argument("--predictions", type=Path, help="write what was found as JSON Lines, one document a line")
    options = parser.parse_args()

    groups = slices(part=options.check)
    found, engine, pace = run(groups)
    if options.predictions:
        lines = [
            json.dumps({"id": name, "incidents": incidents}, ensure_ascii=False) + "\n"
            for documents in found.values()
            for name, incidents in documents.items()
        ]
        options.predictions.write_text("".join(lines), encoding="utf-8")
    for name, documents in groups.items():
        row = score(documents, found[name]).rows
        print(f"{name:14s} incident F1 {row['incident'].f1:.3f}  all slots F1 {row[ALL_SLOTS].f1:.3f}")
    predicted = {name: incidents for group in found.values() for name, incidents in group.items()}
    chosen = {document.id for documents in slices(part=True).values() for document in documents}

    def total(side: str, part: bool = False) -> Score:
        documents = [document for name, group in groups.items() if name.startswith(side) for document in group]
        return score([document for document in documents if not part or document.id in chosen], predicted)

    results = {side: total(side) for side in SIDES}
    for side, result in results.items():
        print(f"\n{side}\n{result.table()}")
    print(f"\n{engine}: {pace}")

    checked = figures(total("", part=True))
    if options.write:
        baseline = {"engine": engine, "check": checked, **{name: figures(result) for name, result in results.items()}}
        BASELINE.write_text(json.dumps(baseline, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        write_between(MARKERS, markdown(results, engine, pace))
    if options.check and not BASELINE.exists():
        print(f"there is no {BASELINE.name}; make one with --write", file=sys.stderr)
        return 1
    if options.check:
        fell = drops(checked, json.loads(BASELINE.read_text(encoding="utf-8"))["check"])
        for line in fell:
            print(f"FELL: {line}", file=sys.stderr)
        return int(bool(fell))
    return 0


if __name__ == "__main__":
    sys.exit(main())
