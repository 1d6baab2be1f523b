"""What the benchmark script makes of its figures."""

from __future__ import annotations

import copy
import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from support.records import make_incident

from incidents.evaluation import Document, score

PATH = Path(__file__).parents[2] / "benchmarks" / "bench.py"
RESULT = score([Document("a", ())], {"a": [make_incident().to_dict()]})


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench", PATH)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_equal_figures_are_no_drop(bench: ModuleType) -> None:
    assert bench.drops(bench.figures(RESULT), bench.figures(RESULT)) == []


def test_a_lower_f1_and_a_new_false_incident_are_drops(bench: ModuleType) -> None:
    new = bench.figures(RESULT)
    old = copy.deepcopy(new)
    old["slots"]["incident"]["f1"] = 0.5
    old["negatives_with_incident"] = 0
    assert bench.drops(new, old) == [
        "incident: F1 0.500 -> 0.000",
        "negative documents with a false incident: 0 -> 1",
    ]


def test_figures_replace_what_stood_between_the_markers(
    bench: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "quality.md"
    page.write_text(f"before\n{bench.MARKERS[0]}\nstale figures\n{bench.MARKERS[1]}\nafter\n", encoding="utf-8")
    monkeypatch.setattr(bench, "QUALITY", page)
    bench.write_between(bench.MARKERS, bench.markdown({"dev": RESULT}, "engine 1", "Fast."))
    text = page.read_text(encoding="utf-8")
    assert text.startswith("before\n") and text.endswith("after\n") and "stale" not in text
    assert "| incident | 0 | 1 | 0 | 0.000 | 0.000 | 0.000 |" in text
    assert "Documents without an incident: 1, of which 1 gave one all the same." in text


def test_the_quality_page_has_the_markers(bench: ModuleType) -> None:
    text = bench.QUALITY.read_text(encoding="utf-8")
    assert 0 <= text.find(bench.MARKERS[0]) < text.find(bench.MARKERS[1])


def test_the_checked_part_is_all_but_four_fifths_of_train(bench: ModuleType) -> None:
    whole, part = bench.slices(), bench.slices(part=True)
    assert part["dev/africa"] == whole["dev/africa"] and part["test/world"] == whole["test/world"]
    assert part["hard/world"] == whole["hard/world"]
    assert part["train/sahel"] == whole["train/sahel"][::5]
