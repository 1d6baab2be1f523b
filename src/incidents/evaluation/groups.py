"""Figures by kind of event and by region, and their means over groups (macro averages)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from statistics import mean
from typing import TypeAlias

from incidents.evaluation.scoring import ALL_SLOTS, INCIDENT, Count, Outcome, count
from incidents.gazetteer.countries import country

NOWHERE = "no country"
_SHOWN = (INCIDENT, ALL_SLOTS)
_Grouping: TypeAlias = Callable[[Outcome], str]


def type_of(outcome: Outcome) -> str:
    """The attack type: gold's preferred one, else the one found."""
    if outcome.gold is not None:
        return next(iter(outcome.gold.get("attack_type") or ()), "unknown")
    return (outcome.found.attack_type if outcome.found is not None else None) or "unknown"


def region_of(outcome: Outcome) -> str:
    """ACLED's region of the country: gold's, else the one found."""
    code = outcome.gold.get("country") if outcome.gold is not None else None
    if outcome.gold is None and outcome.found is not None:
        code = outcome.found.country
    return country(code).acled_region if code else NOWHERE


GROUPINGS: dict[str, _Grouping] = {"type": type_of, "region": region_of}


def grouped(outcomes: Iterable[Outcome], by: str) -> dict[str, dict[str, Count]]:
    """Counts of each group, the largest first.

    Args:
        outcomes: What a comparison gave.
        by: "type" or "region".
    """
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault(GROUPINGS[by](outcome), []).append(outcome)
    rows = {name: count(members) for name, members in groups.items()}
    return dict(sorted(rows.items(), key=lambda item: (-item[1][INCIDENT].wanted, item[0])))


def macro(groups: Iterable[dict[str, Count]]) -> dict[str, float]:
    """The mean F1 of incidents and of all slots over groups that gold has."""
    asked = [rows for rows in groups if rows[INCIDENT].wanted]
    return {name: mean(rows[name].f1 for rows in asked) if asked else 0.0 for name in _SHOWN}


def table(outcomes: Iterable[Outcome], by: str) -> str:
    """The figures by group as lines of text, their means last.

    Args:
        outcomes: What a comparison gave.
        by: "type" or "region".
    """
    groups = grouped(outcomes, by)
    lines = [f"{by:24s} {'gold':>5s} {'pred':>5s} {'ok':>5s}   P     R     F1    all slots F1"]
    for name, rows in groups.items():
        one = rows[INCIDENT]
        figures = f"{one.wanted:5d} {one.given:5d} {one.right:5d}  {one.precision:.3f} {one.recall:.3f} {one.f1:.3f}"
        lines.append(f"{name:24s} {figures} {rows[ALL_SLOTS].f1:.3f}")
    means = macro(groups.values())
    lines.append(f"{'mean of groups':56s} {means[INCIDENT]:.3f} {means[ALL_SLOTS]:.3f}")
    return "\n".join(lines)
