"""ACLED's labels by type, by who is struck and by who acts (GUIDELINES, ACLED Codebook)."""

from __future__ import annotations

import pytest

from incidents.assembly.acled import code_acled
from incidents.incident import Party, Toll
from incidents.types import AttackType, PartyKind


def _party(kind: PartyKind) -> tuple[Party, ...]:
    return (Party(mention="x", name="x", kind=kind),)


@pytest.mark.parametrize(
    ("attack_type", "actor", "target", "dead", "force", "expected"),
    [
        (AttackType.ARMED_ASSAULT, PartyKind.REBEL, PartyKind.STATE_FORCES, 3, False, "Armed clash"),
        (AttackType.ARMED_ASSAULT, PartyKind.REBEL, PartyKind.CIVILIANS, 3, False, "Attack"),
        (AttackType.AMBUSH, PartyKind.REBEL, PartyKind.EXTERNAL_FORCES, 1, False, "Armed clash"),
        (AttackType.IED, PartyKind.REBEL, PartyKind.STATE_FORCES, 1, False, "Remote explosive/landmine/IED"),
        (AttackType.SUICIDE_BOMBING, PartyKind.REBEL, PartyKind.CIVILIANS, 9, False, "Suicide bomb"),
        (AttackType.ARSON, PartyKind.REBEL, PartyKind.INFRASTRUCTURE, 0, False, "Looting/property destruction"),
        (
            AttackType.TERRITORY_SEIZURE,
            PartyKind.STATE_FORCES,
            PartyKind.REBEL,
            0,
            False,
            "Government regains territory",
        ),
        (
            AttackType.TERRITORY_SEIZURE,
            PartyKind.REBEL,
            PartyKind.STATE_FORCES,
            0,
            False,
            "Non-state actor overtakes territory",
        ),
        (AttackType.PROTEST, PartyKind.PROTESTERS, PartyKind.UNKNOWN, 0, False, "Peaceful protest"),
        (AttackType.PROTEST, PartyKind.PROTESTERS, PartyKind.UNKNOWN, 0, True, "Protest with intervention"),
        (
            AttackType.ARMED_ASSAULT,
            PartyKind.STATE_FORCES,
            PartyKind.PROTESTERS,
            2,
            True,
            "Excessive force against protesters",
        ),
    ],
)
def test_sub_event(
    attack_type: AttackType, actor: PartyKind, target: PartyKind, dead: int, force: bool, expected: str
) -> None:
    toll = Toll(low=dead, high=dead, mention="x")
    assert code_acled(attack_type, _party(actor), _party(target), toll, force=force).sub_event_type == expected


def test_every_type_has_a_coding() -> None:
    for attack_type in AttackType:
        for kind in PartyKind:
            coding = code_acled(attack_type, (), _party(kind), None, force=False)
            assert coding.event_type
            assert coding.disorder_type


def test_an_assault_of_which_no_target_is_told_is_a_clash() -> None:
    assert code_acled(AttackType.ARMED_ASSAULT, (), (), None, force=False).sub_event_type == "Armed clash"
    assert code_acled(AttackType.ATTACK, (), (), None, force=False).sub_event_type == "Attack"


def test_an_attentat_on_forces_is_no_battle() -> None:
    soldiers = _party(PartyKind.STATE_FORCES)
    assert code_acled(AttackType.ATTACK, (), soldiers, None, force=False).sub_event_type == "Armed clash"
    assert code_acled(AttackType.ATTACK, (), soldiers, None, force=False, bombing=True).sub_event_type == "Attack"


@pytest.mark.parametrize(
    ("actor", "unrest", "expected"),
    [
        (PartyKind.STATE_FORCES, True, "Excessive force against protesters"),
        (PartyKind.STATE_FORCES, False, "Attack"),
        (PartyKind.REBEL, True, "Attack"),
    ],
)
def test_people_shot_amid_unrest(actor: PartyKind, unrest: bool, expected: str) -> None:
    people = _party(PartyKind.CIVILIANS)
    coding = code_acled(AttackType.ARMED_ASSAULT, _party(actor), people, None, force=False, unrest=unrest)
    assert coding.sub_event_type == expected


def test_shelling_within_a_battle_is_a_clash() -> None:
    soldiers = _party(PartyKind.STATE_FORCES)
    assert (
        code_acled(AttackType.SHELLING, (), soldiers, None, force=False, fighting=True).sub_event_type == "Armed clash"
    )


def test_an_ambush_on_any_force_is_a_clash() -> None:
    both = (*_party(PartyKind.CIVILIANS), *_party(PartyKind.STATE_FORCES))
    assert code_acled(AttackType.AMBUSH, (), both, None, force=False).sub_event_type == "Armed clash"
