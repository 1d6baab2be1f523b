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
