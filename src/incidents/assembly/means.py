"""The means of an attack, coarser than its type: what the rankers weigh a party's kind against."""

from __future__ import annotations

from typing import Final

from incidents.types import AttackType

_MEANS: Final = {
    "air": "air_strike drone_strike missile shelling rocket",
    "blast": "ied landmine bombing car_bomb suicide_bombing grenade",
    "captivity": "abduction hostage_taking",
    "clash": "armed_clash",
    "goods": "arson looting sabotage",
    "police": "arrest weapons_seizure",
    "street": "protest riot mob_violence",
    "territory": "territory_seizure",
}
_MEANS_OF: Final = {AttackType(kind): means for means, kinds in _MEANS.items() for kind in kinds.split()}


def means_of(attack_type: AttackType) -> str:
    """The means of a type of attack: "air", "blast", "captivity" …; "arms" for all others."""
    return _MEANS_OF.get(attack_type, "arms")
