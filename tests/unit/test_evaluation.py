"""The scorer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from support.records import make_incident

from incidents.errors import InputError
from incidents.evaluation import ALL_SLOTS, Document, read_documents, score
from incidents.evaluation.groups import grouped, macro, table

GOLD: dict[str, Any] = {
    "date_start": "2021-04-05", "date_end": "2021-04-05", "date_precision": "day", "place": "Gorom Gorom",
    "country": "BF", "lat": 14.44, "lon": -0.23, "geo_precision": 1, "actor": ["hommes armés"],
    "actor_kind": "unknown", "target": ["orpailleurs"], "target_kind": "civilians",
    "attack_type": ["armed_assault", "attack"], "acled_sub_event": ["Attack"], "claimed_by": [],
    "fatalities_min": 12, "injured": None, "abducted": None, "trigger": "attaqué", "background": False,
}  # fmt: skip


def compare(gold: list[dict[str, Any]], *predicted: Any) -> Any:
    return score([Document("a", tuple(gold))], {"a": [incident.to_dict() for incident in predicted]})


def test_a_perfect_extraction_scores_one() -> None:
    result = compare([GOLD], make_incident())
    assert all(count.f1 == 1.0 for count in result.rows.values() if count.wanted)
    assert result.extras["background"] == (1, 1)
    assert result.log == []


def test_a_wrong_value_costs_its_slot_only() -> None:
    result = compare([{**GOLD, "fatalities_min": 11}], make_incident())
    assert result.rows["fatalities"].f1 == 0.0
    assert result.rows["incident"].f1 == 1.0
    assert result.log == ["a fatalities: gold=11 pred=12 (trigger 'attaqué')"]


def test_a_missed_incident_costs_recall_and_a_spurious_one_precision() -> None:
    missed, spurious = compare([GOLD]), compare([], make_incident())
    assert (missed.rows["incident"].wanted, missed.rows[ALL_SLOTS].given) == (1, 0)
    assert (spurious.rows["incident"].given, spurious.rows[ALL_SLOTS].wanted) == (1, 0)
    assert spurious.negatives == (1, 1)


def test_another_kind_of_event_is_not_aligned() -> None:
    assert compare([{**GOLD, "attack_type": ["looting"]}], make_incident()).rows["incident"].right == 0


def test_a_contradicting_day_counts_against_alignment() -> None:
    vague = {**GOLD, "place": None, "actor": [], "target": [], "fatalities_min": None, "trigger": None, "lat": None}
    assert compare([vague], make_incident()).rows["incident"].right == 1
    assert (
        compare([{**vague, "date_start": "2021-01-01", "date_end": "2021-01-01"}], make_incident())
        .rows["incident"]
        .right
        == 0
    )


def test_each_gold_incident_is_aligned_once() -> None:
    result = compare([GOLD], make_incident(id="a"), make_incident(id="b"))
    assert (result.rows["incident"].given, result.rows["incident"].right) == (2, 1)


@pytest.mark.parametrize(
    "line", [b'{"id": "b"}', b"[]", b"{", b"\xff", b'{"id": "b", "incidents": ["x"]}', b'{"id": 3, "incidents": []}']
)
def test_a_line_that_is_no_document_is_named(tmp_path: Path, line: bytes) -> None:
    (tmp_path / "a.jsonl").write_bytes(b'{"id": "a", "incidents": []}\n' + line + b"\n")
    with pytest.raises(InputError, match="a.jsonl:2"):
        read_documents(tmp_path)


def test_groups_hold_what_belongs_to_them_and_their_mean() -> None:
    looting = {**GOLD, "attack_type": ["looting"], "country": "ML"}
    result = compare([GOLD, looting], make_incident())
    by_type = grouped(result.outcomes, "type")
    assert {name: rows["incident"].f1 for name, rows in by_type.items()} == {"armed_assault": 1.0, "looting": 0.0}
    assert macro(by_type.values())["incident"] == 0.5
    assert list(grouped(result.outcomes, "region")) == ["Western Africa"]


def test_a_spurious_incident_counts_in_the_group_of_its_own_type_and_place() -> None:
    result = compare([], make_incident())
    (kind,) = grouped(result.outcomes, "type").items()
    assert (kind[0], kind[1]["incident"].given) == (make_incident().attack_type.value, 1)
    assert macro([kind[1]])["incident"] == 0.0
    assert "mean of groups" in table(result.outcomes, "region")
