"""Rankers: how likely a party of a text has a role in an event, by fitted weights."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Mapping
from functools import cache

from attrs import frozen

from incidents.frames.records import Filler
from incidents.lexicons.loader import lexicon_path

BIAS = "bias"
"""The row of a table of weights that every candidate has."""


@frozen
class Candidate:
    """A party that may have a role in an event.

    Attributes:
        filler: The party, with the role that tells it, if any.
        features: What speaks for it or against it, as the table of weights names it.
    """

    filler: Filler
    features: tuple[str, ...]


@frozen
class Ranker:
    """A logistic model over named features.

    Attributes:
        weights: Feature -> weight; a feature without one counts nothing.
    """

    weights: Mapping[str, float]

    def likelihood(self, features: Iterable[str]) -> float:
        """How likely a candidate with these features is right, 0..1.

        >>> Ranker({"bias": -1.0, "near": 1.0}).likelihood(["near", "unheard of"])
        0.5
        """
        total = self.weights[BIAS] + math.fsum(self.weights.get(feature, 0.0) for feature in features)
        return 1 / (1 + math.exp(-total))


@cache
def read_ranker(role: str) -> Ranker:
    """The ranker of a role, from its table of weights among the lexicons."""
    with lexicon_path(f"{role}_weights.csv").open(encoding="utf-8", newline="") as file:
        return Ranker({row["feature"]: float(row["weight"]) for row in csv.DictReader(file)})
