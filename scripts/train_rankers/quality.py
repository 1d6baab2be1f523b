"""The train documents, and the quality page that figures on them are written into."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

from incidents.evaluation import Document, read_documents

_ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(_ROOT / "benchmarks"))
bench = importlib.import_module("bench")
"""The benchmark, a script beside this folder."""


def train_documents() -> list[Document]:
    """The gold documents that weights are fitted on."""
    return list(read_documents(_ROOT / "benchmarks" / "gold" / "train"))


def write_figures(name: str, text: str) -> None:
    """Puts figures on the quality page, between the marks of their name."""
    bench.write_between((f"<!-- {name}: make train-rankers -->", f"<!-- end of {name} -->"), text)
