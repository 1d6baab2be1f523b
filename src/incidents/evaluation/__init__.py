"""Scores extracted incidents against gold ones, slot by slot, after aligning them (as MUC scored templates).

A gold incident and a predicted one are aligned when place, date, parties, toll, kind of attack and trigger agree well
enough; each pair is then compared slot by slot. A slot counts as wanted when gold has a value, as given when the
prediction has one, as right when both do and agree. What gold says and how: ``benchmarks/gold/GUIDELINES.md``.
"""

from __future__ import annotations

from incidents.evaluation.align import align
from incidents.evaluation.documents import Document, read_documents
from incidents.evaluation.scoring import ALL_SLOTS, Count, Outcome, Score, score
from incidents.evaluation.slots import Prediction, Slot, read_prediction

__all__ = [
    "ALL_SLOTS",
    "Count",
    "Document",
    "Outcome",
    "Prediction",
    "Score",
    "Slot",
    "align",
    "read_documents",
    "read_prediction",
    "score",
]
