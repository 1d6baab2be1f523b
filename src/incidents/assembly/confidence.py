"""How sure an incident is: the chance that it is one of the text's, from how its values were reached."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from attrs import evolve

from incidents.assembly.ranking import read_ranker
from incidents.incident import Incident
from incidents.mentions.triggers import trigger_entries

_MANY: Final = 6
_LOWEST: Final = 0.01
_HIGHEST: Final = 0.99


def with_confidence(incidents: Sequence[Incident]) -> tuple[Incident, ...]:
    """The incidents of one text, each with its confidence, in their order.

    The weights are fitted on the benchmark's train documents (`scripts/train_rankers`); docs/quality.md tells how well
    they hold on documents that they were not fitted on.
    """
    ranker = read_ranker("confidence")
    chances = [ranker.likelihood(signs_of(incident, at, len(incidents))) for at, incident in enumerate(incidents)]
    return tuple(
        evolve(incident, confidence=round(min(max(chance, _LOWEST), _HIGHEST), 2))
        for incident, chance in zip(incidents, chances, strict=True)
    )


def signs_of(incident: Incident, number: int, total: int) -> tuple[str, ...]:
    """What speaks for or against an incident.

    Args:
        incident: The incident.
        number: Its position in the text.
        total: How many incidents the text has.
    """
    rules: dict[str, list[str]] = {}
    for evidence in incident.evidence:
        rules.setdefault(evidence.field, []).append(evidence.rule)
    location = incident.location
    held = {
        f"strength.{_strength(rules['trigger'][0])}": True,
        _group(rules, "date"): True,
        _group(rules, "location"): True,
        rules["background"][0]: True,
        f"precision.{location.precision if location is not None else None}": True,
        "point": location is not None and location.latitude is not None,
        "actors": bool(incident.actors),
        "targets": bool(incident.targets),
        "both_sides": bool(incident.actors and incident.targets),
        "actor_nearby": any(".nearby" in rule for rule in rules.get("actors", ())),
        "target_nearby": any(".nearby" in rule for rule in rules.get("targets", ())),
        "fatalities": incident.fatalities is not None,
        "injured": incident.injured is not None,
        "claimed": bool(incident.claimed_by),
        "attributed": incident.attributed_by is not None,
        "first": number == 0,
        f"of.{min(total, _MANY)}": True,
    }
    return tuple(name for name, holds in held.items() if holds)


def _group(rules: Mapping[str, Sequence[str]], field: str) -> str:
    """How a date or place was reached, by the first two parts of its rule's name."""
    if field not in rules:
        return f"{field}.none"
    return ".".join(rules[field][0].split(".")[:2])


@cache
def _strengths() -> Mapping[str, str]:
    return {entry.id: entry.strength.value for entry in trigger_entries()}


def _strength(rule: str) -> str:
    return _strengths().get(rule.removeprefix("trigger."), "unknown")
