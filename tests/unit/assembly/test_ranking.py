"""Weights of rankers, and the table that the package carries."""

from __future__ import annotations

import math

import pytest

from incidents.assembly.ranking import BIAS, Ranker, read_ranker


def test_the_weights_of_the_features_add_up() -> None:
    ranker = Ranker({BIAS: -2.0, "near": 1.5, "far": -1.0})
    assert ranker.likelihood(["near"]) == pytest.approx(1 / (1 + math.exp(0.5)))


def test_a_feature_without_a_weight_counts_nothing() -> None:
    ranker = Ranker({BIAS: 0.0})
    assert ranker.likelihood(["unheard of"]) == 0.5


def test_what_a_role_tells_speaks_for_a_target_and_what_speaks_against_it() -> None:
    weights = read_ranker("target").weights
    assert weights["rule=role.object"] > 0 > weights["another is told"]
    assert weights["source"] < 0
