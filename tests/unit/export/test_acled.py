"""ACLED's table."""

from __future__ import annotations

import csv
from typing import Any

import attrs
import pytest
from support.records import coding, day, make_incident, make_incidents, party

from incidents.errors import ValueNotAllowedError
from incidents.export.acled import to_acled
from incidents.export.acled_names import acled_actor, country_of, plain
from incidents.incident import Location, Toll
from incidents.lexicons.loader import lexicon_path
from incidents.types import DatePrecision, PartyKind


def row(**changes: Any) -> dict[str, Any]:
    (only,) = to_acled([make_incident(**changes)]).rows
    return only


def place(**changes: Any) -> Location:
    location = make_incident().location
    assert location is not None
    return attrs.evolve(location, **changes)


def test_a_plain_row() -> None:
    assert row() == {
        "event_id_cnty": "INC-0f3a9c",
        "event_date": "2021-04-05",
        "year": 2021,
        "time_precision": 1,
        "disorder_type": "Political violence",
        "event_type": "Violence against civilians",
        "sub_event_type": "Attack",
        "actor1": "Unidentified Armed Group (Burkina Faso)",
        "assoc_actor_1": "",
        "inter1": "Political militia",
        "actor2": "Civilians (Burkina Faso)",
        "assoc_actor_2": "Miners (Burkina Faso)",
        "inter2": "Civilians",
        "interaction": "Political militia-Civilians",
        "civilian_targeting": "Civilian targeting",
        "iso": 854,
        "region": "Western Africa",
        "country": "Burkina Faso",
        "admin1": "Sahel",
        "admin2": "",
        "admin3": "",
        "location": "Gorom-Gorom",
        "latitude": 14.4429,
        "longitude": -0.2345,
        "geo_precision": 1,
        "source": "L'Agence",
        "source_scale": "",
        "notes": "On 5 April 2021, in Gorom-Gorom: Attack. Reported actor: hommes armes. "
        "Reported target: orpailleurs. Reported toll: at least 12 fatalities.",
        "fatalities": 12,
        "tags": "",
        "timestamp": None,
    }


@pytest.mark.parametrize(
    ("start", "end", "precision", "coded"),
    [
        ("2021-04-05", "2021-04-05", DatePrecision.DAY, ("2021-04-05", 1)),
        ("2021-04-03", "2021-04-04", DatePrecision.DAY, ("2021-04-03", 2)),
        ("2021-04-05", "2021-04-11", DatePrecision.WEEK, ("2021-04-08", 2)),
        ("2021-04-01", "2021-04-30", DatePrecision.MONTH, ("2021-04-15", 3)),
        ("2021-03-01", "2021-03-31", DatePrecision.MONTH, ("2021-03-16", 3)),
    ],
)
def test_an_interval_becomes_its_middle(start: str, end: str, precision: DatePrecision, coded: tuple[str, int]) -> None:
    only = row(date=day(start, end, precision))
    assert (only["event_date"], only["time_precision"]) == coded


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"date": None}, "does not date"),
        ({"date": day("2021-01-01", "2021-12-31", DatePrecision.YEAR)}, "vaguer than a month"),
        ({"location": None}, "country is not known"),
        ({"location": place(country=None)}, "country is not known"),
        ({"location": place(country="ZZ")}, "no country 'ZZ'"),
        ({"location": place(precision=4)}, "no place within the country"),
    ],
)
def test_what_acled_would_not_code_is_dropped_with_the_reason(changes: dict[str, Any], reason: str) -> None:
    export = to_acled([make_incident(**changes)])
    assert export.rows == ()
    assert reason in export.dropped[0].reason


def test_a_strategic_development_may_have_a_country_only() -> None:
    only = row(location=place(precision=4), acled=coding("Strategic developments", "Arrests", "Strategic developments"))
    assert only["geo_precision"] == 3
    assert only["actor1"] == "Unidentified Armed Group (Burkina Faso)"


def test_the_lowest_toll_counts_and_no_information_is_zero() -> None:
    assert row(fatalities=Toll(low=10, high=15, mention="entre 10 et 15"))["fatalities"] == 10
    assert row(fatalities=None)["fatalities"] == 0


def test_text_loses_its_accents() -> None:
    assert row(location=place(name="Aïn al-Assad", admin1="Île‑de‑Gorée"))["location"] == "Ain al-Assad"
    assert plain("« l’œil » à Pô – Djibo") == '" l\'oeil " a Po - Djibo'


def test_one_side_of_a_battle_is_filled_in_and_reported() -> None:
    export = to_acled([make_incident(acled=coding("Battles", "Armed clash"), targets=())])
    assert export.rows[0]["actor2"] == "Unidentified Armed Group (Burkina Faso)"
    assert [(note.column, note.reason) for note in export.filled] == [
        ("actor2", "the text names one side of the battle")
    ]


def test_soldiers_off_duty_are_coded_as_civilians() -> None:
    only = row(targets=(party("FAMa", PartyKind.STATE_FORCES, "ML"),))
    assert only["actor2"] == "Civilians (Burkina Faso)"
    assert only["assoc_actor_2"] == "Military Forces of Mali"


@pytest.mark.parametrize(
    ("event", "actors", "targets", "expected"),
    [
        (("Protests", "Protest with intervention"), ["police"], ["passants"], ("police", "Protesters")),
        (("Protests", "Peaceful protest"), ["manifestants"], [], ("Protesters", None)),
        (("Riots", "Violent demonstration"), ["manifestants"], ["police"], ("Rioters", "police")),
        (("Riots", "Mob violence"), [], ["passants"], ("Rioters", "Civilians")),
        (("Battles", "Armed clash"), ["GSIM"], ["passants", "police"], ("GSIM", "police")),
        (("Battles", "Armed clash"), ["GSIM"], ["passants"], ("GSIM", "Unidentified")),
        (("Explosions/Remote violence", "Suicide bomb"), ["passants"], ["police"], ("Unidentified", "police")),
        (("Strategic developments", "Arrests"), ["police"], ["police"], ("police", None)),
    ],
)
def test_each_type_of_event_has_sides_that_fit_it(
    event: tuple[str, str], actors: list[str], targets: list[str], expected: tuple[str, str | None]
) -> None:
    kinds = {
        "police": PartyKind.STATE_FORCES,
        "passants": PartyKind.CIVILIANS,
        "manifestants": PartyKind.PROTESTERS,
        "GSIM": PartyKind.REBEL,
    }
    names = {
        "police": "Police Forces of Burkina Faso (2015-2022)",
        "GSIM": "JNIM: Group for Support of Islam and Muslims",
        "Unidentified": "Unidentified Armed Group (Burkina Faso)",
        None: "",
    }
    only = row(
        acled=coding(*event),
        actors=tuple(party(name, kinds[name]) for name in actors),
        targets=tuple(party(name, kinds[name]) for name in targets),
    )
    assert (only["actor1"], only["actor2"]) == tuple(names.get(one, f"{one} (Burkina Faso)") for one in expected)


def test_civilians_caught_in_a_battle_are_not_associated_and_nobody_stands_on_both_sides() -> None:
    police, army = party("police", PartyKind.STATE_FORCES), party("armée", PartyKind.STATE_FORCES)
    civilians = party("orpailleurs", PartyKind.CIVILIANS)
    only = row(
        acled=coding("Battles", "Armed clash"),
        actors=(party("GSIM", PartyKind.REBEL), army),
        targets=(police, army, civilians),
    )
    assert only["assoc_actor_1"] == "Military Forces of Burkina Faso (2015-2022)"
    assert only["assoc_actor_2"] == ""


def test_a_blast_without_a_named_target_is_one_sided() -> None:
    only = row(acled=coding("Explosions/Remote violence", "Remote explosive/landmine/IED"), targets=())
    assert (only["actor2"], only["inter2"], only["interaction"]) == ("", "", "Political militia only")
    assert only["civilian_targeting"] == ""


def test_actor_types_as_numbers() -> None:
    (only,) = make_incidents(make_incident()).to_acled(inter="numeric", timestamp=1617700000)
    assert (only["inter1"], only["inter2"], only["interaction"], only["timestamp"]) == (3, 7, 37, 1617700000)


def test_claims_wounded_and_uncertainty_stand_in_the_notes() -> None:
    notes = row(
        date=day("2021-04-05", "2021-04-11", DatePrecision.WEEK),
        location=place(mention="Gorom", precision=2),
        claimed_by=(party("GSIM", PartyKind.REBEL),),
        injured=Toll(low=3, high=3, mention="trois blessés"),
    )["notes"]
    assert (
        "Around 8 April 2021 (as reported: between 2021-04-05 and 2021-04-11), near Gorom (coded as Gorom-Gorom)"
        in notes
    )
    assert "Claimed by GSIM" in notes
    assert "at least 12 fatalities, 3 injured" in notes


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (1, 1, "1 fatality."),
        (0, 1, "between 0 and 1 fatalities."),
        (1, None, "at least 1 fatality."),
        (2, 2, "2 fatalities."),
    ],
)
def test_one_dead_is_a_fatality(low: int, high: int | None, expected: str) -> None:
    assert row(fatalities=Toll(low=low, high=high, mention="x"))["notes"].endswith(f"Reported toll: {expected}")


@pytest.mark.parametrize(
    ("name", "kind", "country", "expected"),
    [
        ("GSIM", PartyKind.REBEL, None, ("JNIM: Group for Support of Islam and Muslims", 2)),
        ("FAMa", PartyKind.STATE_FORCES, "ML", ("Military Forces of Mali (2021-)", 1)),
        ("gendarmes", PartyKind.STATE_FORCES, None, ("Police Forces of Mali (2021-) Gendarmerie", 1)),
        ("Barkhane", PartyKind.EXTERNAL_FORCES, "FR", ("Military Forces of France (2017-)", 8)),
        ("armée tchadienne", PartyKind.STATE_FORCES, "TD", ("Military Forces of Chad (2021-)", 8)),
        ("djihadistes", PartyKind.REBEL, None, ("Unidentified Armed Group (Mali)", 3)),
        ("Katiba Serma", PartyKind.REBEL, None, ("Katiba Serma", 2)),
        ("gang", PartyKind.POLITICAL_MILITIA, None, ("Unidentified Gang (Mali)", 3)),
        ("chasseurs", PartyKind.IDENTITY_MILITIA, None, ("Unidentified Communal Militia (Mali)", 4)),
        ("manifestants", PartyKind.PROTESTERS, None, ("Protesters (Mali)", 6)),
        ("foule", PartyKind.RIOTERS, None, ("Rioters (Mali)", 5)),
        ("villageois", PartyKind.CIVILIANS, None, ("Civilians (Mali)", 7)),
    ],
)
def test_actor_names(name: str, kind: PartyKind, country: str | None, expected: tuple[str, int]) -> None:
    mali = country_of("ML")
    when = make_incident(date=day("2023-05-01")).date
    assert mali is not None and when is not None
    actor = acled_actor(party(name, kind, country), mali, when.start)
    assert actor is not None
    assert (actor.name, actor.inter) == expected


def test_infrastructure_is_no_actor() -> None:
    only = row(
        acled=coding("Strategic developments", "Looting/property destruction", "Strategic developments"),
        targets=(party("école", PartyKind.INFRASTRUCTURE),),
    )
    assert only["actor2"] == ""


def test_an_unknown_form_of_actor_types_is_refused() -> None:
    with pytest.raises(ValueNotAllowedError, match="'text' or 'numeric'"):
        to_acled([], inter="roman")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("code", "region"),
    [
        ("AF", "Caucasus and Central Asia"),
        ("SD", "Northern Africa"),
        ("SS", "Eastern Africa"),
        ("CM", "Middle Africa"),
        ("HT", "Caribbean"),
        ("MX", "North America"),
        ("TR", "Middle East"),
        ("RE", "Eastern Africa"),
    ],
)
def test_regions_are_acleds(code: str, region: str) -> None:
    assert row(location=place(country=code))["region"] == region


def test_every_renamed_group_is_one_that_the_lexicon_knows() -> None:
    renamed = csv.DictReader(lexicon_path("../export/data/acled_actors.csv").read_text(encoding="utf-8").splitlines())
    known = csv.DictReader(lexicon_path("actors.csv").read_text(encoding="utf-8").splitlines())
    assert {line["name"] for line in renamed} - {line["name"] for line in known} == set()
