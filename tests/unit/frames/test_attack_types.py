"""The most specific method told wins."""

from __future__ import annotations

import pytest

from incidents.frames.attack_types import FAMILIES, combine_types
from incidents.mentions.triggers import TriggerMention, trigger_entries
from incidents.types import AttackType


def _trigger(entry: str) -> TriggerMention:
    [found] = [item for item in trigger_entries() if item.id == entry]
    return TriggerMention(found, sentence=0, head=0, start=0, end=1, verbal=False)


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        (["attaque", "kamikaze"], AttackType.SUICIDE_BOMBING),
        (["exploser", "voiture_piegee"], AttackType.CAR_BOMB),
        (["tuer"], AttackType.ATTACK),
        (["tuer", "embuscade"], AttackType.AMBUSH),
        (["operation", "attaque"], AttackType.ATTACK),
        (["desamorcer", "engin_explosif"], AttackType.WEAPONS_SEIZURE),
        (["manifester", "emmener"], AttackType.PROTEST),
        (["combats", "saisie_d_armes"], AttackType.ARMED_CLASH),
        (["attaque", "incendier", "tuer"], AttackType.ATTACK),
        (["attaque", "incendier"], AttackType.ARSON),
        (["manifester", "piller"], AttackType.RIOT),
        (["combats", "capturer"], AttackType.ARMED_CLASH),
        (["capturer", "tuer"], AttackType.ABDUCTION),
        (["enlever", "lyncher"], AttackType.MOB_VIOLENCE),
        (["assassiner", "une_balle_dans_la_tete"], AttackType.ASSASSINATION),
    ],
)
def test_combined_type(entries: list[str], expected: AttackType) -> None:
    assert combine_types([_trigger(entry) for entry in entries]) is expected


def test_every_type_belongs_to_a_family() -> None:
    assert [kind for kind in AttackType if not FAMILIES[kind]] == []
