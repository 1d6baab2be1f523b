"""Confidence: a chance that grows with what a text tells."""

from __future__ import annotations

from attrs import evolve
from support.records import make_incident

from incidents.assembly.confidence import signs_of, with_confidence
from incidents.incident import Evidence


def told(incident_rule: str = "trigger.embuscade") -> tuple[Evidence, ...]:
    def one(field: str, rule: str) -> Evidence:
        return Evidence(field=field, start=0, end=4, text="mots", rule=rule)

    return (
        one("trigger", incident_rule),
        one("background", "background.lead"),
        one("date", "date.clause.weekday.bare"),
        one("location", "place.clause.prep"),
        one("actors", "role.subject"),
        one("targets", "role.object"),
    )


FULL = evolve(make_incident(), evidence=told())
BARE = evolve(
    make_incident(),
    actors=(),
    targets=(),
    fatalities=None,
    injured=None,
    location=None,
    date=None,
    evidence=told("trigger.tuer")[:2],
)


def test_signs_are_named_after_the_evidence() -> None:
    signs = signs_of(FULL, 0, 1)
    assert {"strength.event", "date.clause", "place.clause", "background.lead", "first", "both_sides"} <= set(signs)
    assert "actor_nearby" not in signs and "of.1" in signs


def test_a_bare_incident_has_neither_date_nor_place() -> None:
    assert {"date.none", "location.none", "strength.outcome", "precision.None"} <= set(signs_of(BARE, 0, 1))


def test_what_is_told_whole_is_surer_than_what_is_not() -> None:
    full, bare = with_confidence([FULL, BARE])
    assert 0.0 < bare.confidence < full.confidence < 1.0


def test_order_and_number_are_kept() -> None:
    assert [incident.id for incident in with_confidence([FULL, BARE])] == [FULL.id, BARE.id]
    assert with_confidence([]) == ()
