"""Which predicted incident is which gold one."""

from __future__ import annotations

from collections.abc import Sequence

from incidents.evaluation.slots import Gold, Prediction, slots_of, stems

#: Attack types that a reader may take for one another; only incidents of one family are aligned.
_FAMILIES = {
    "shooting": "armed_assault ambush armed_clash assassination execution attack territory_seizure massacre",
    "explosive": "bombing ied landmine car_bomb suicide_bombing grenade attack",
    "indirect": "rocket shelling missile air_strike drone_strike attack",
    "abduction": "abduction hostage_taking attack",
    "manual": "stabbing vehicle_ramming mob_violence sexual_violence attack",
    "property": "arson looting sabotage attack",
    "street": "riot protest mob_violence armed_assault arrest",
    "strategic": "arrest territory_seizure weapons_seizure other",
}
_WEIGHTS = {"place": 2.0, "date": 1.5, "target": 1.0, "actor": 1.0, "fatalities": 1.0, "geocode": 0.5}
_THRESHOLD = 2.5


def _families(attack_type: str | None) -> set[str]:
    return {family for family, members in _FAMILIES.items() if attack_type in members.split()}


def _likeness(gold: Gold, predicted: Prediction) -> float:
    """How likely two incidents are the same; 0 for another kind of event altogether."""
    slots = slots_of(gold, predicted)
    accepted = gold.get("attack_type") or ()
    total = sum(weight for name, weight in _WEIGHTS.items() if slots[name].wanted and slots[name].agrees)
    if predicted.attack_type in accepted:
        total += 1.5
    elif set().union(*map(_families, accepted)) & _families(predicted.attack_type):
        total += 1
    else:
        return 0.0
    if stems(gold.get("trigger")) & stems(predicted.trigger):
        total += 0.5
    start, other = gold.get("date_start"), predicted.start
    if start and other and not slots["date"].agrees:
        overlap = other <= (gold.get("date_end") or start) and start <= (predicted.end or other)
        total += 0.5 if overlap else -1  # a day that contradicts speaks against
    if gold.get("country") and predicted.country and gold["country"] != predicted.country:
        total -= 2
    return total


def align(gold: Sequence[Gold], predicted: Sequence[Prediction]) -> list[tuple[int, int]]:
    """Pairs gold with predicted incidents, the likeliest first, each at most once."""
    ranked = sorted(
        ((_likeness(one, other), i, j) for i, one in enumerate(gold) for j, other in enumerate(predicted)),
        reverse=True,
    )
    pairs: list[tuple[int, int]] = []
    for likeness, i, j in ranked:
        if likeness < _THRESHOLD:
            break
        if all(i != one and j != other for one, other in pairs):
            pairs.append((i, j))
    return pairs
