"""The whole way in one object: what it is built from, what it refuses, what it explains, on either engine."""

from __future__ import annotations

import datetime as dt
import pickle
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from support.articles import BRIEF, CONVOYS

from incidents import (
    ArgumentError,
    Article,
    Extractor,
    Gazetteer,
    GazetteerGeocoder,
    Incident,
    Incidents,
    Place,
    ValueNotAllowedError,
)
from incidents.annotation import AnnotatedDoc, Annotator
from incidents.annotation.protocol import always
from incidents.reading import BlockKind
from incidents.types import AttackType, PartyKind


class Nothing:
    """An engine that sees no sentence."""

    def annotate(self, texts: Sequence[str], *, needs_syntax: Callable[[str], bool] = always) -> list[AnnotatedDoc]:
        return [AnnotatedDoc(text, ()) for text in texts]


def test_its_options_show_in_its_repr() -> None:
    assert repr(Extractor(engine="stanza:default")) == "Extractor(engine='stanza:default', gazetteer=None)"


def test_a_geocoder_shows_in_its_repr() -> None:
    shown = repr(Extractor(geocoder=GazetteerGeocoder()))
    assert shown.startswith("Extractor(engine='stanza', gazetteer=None, geocoder=<incidents.gazetteer.geocoder.")


@pytest.mark.parametrize("engine", ["magie", "spacy:", "stanza:", ""])
def test_an_engine_of_no_name_is_refused_at_once(engine: str) -> None:
    with pytest.raises(ValueNotAllowedError, match="engine is .* it must be one of 'stanza'"):
        Extractor(engine=engine)


@pytest.mark.parametrize("engine", [None, 3, object()])
def test_an_engine_that_is_none_is_refused_at_once(engine: Any) -> None:
    with pytest.raises(ArgumentError, match="annotate"):
        Extractor(engine=engine)


def test_a_gazetteer_that_is_none_is_refused_at_once() -> None:
    with pytest.raises(ArgumentError, match="lookup.*not str"):
        Extractor(gazetteer="Bamako")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("workers", "error"),
    [
        (0, ValueNotAllowedError),
        (-1, ValueNotAllowedError),
        (1.5, ArgumentError),
        ("2", ArgumentError),
        (True, ArgumentError),
    ],
)
def test_a_wrong_number_of_workers_is_refused_at_the_call(workers: Any, error: type[Exception]) -> None:
    with pytest.raises(error, match="workers must be"):
        Extractor(engine=Nothing()).pipe([], workers=workers)


def test_any_object_with_the_method_is_an_engine() -> None:
    found = Extractor(engine=Nothing())(Article(text=BRIEF, published="2022-03-09"))
    assert (len(found), found.reason) == (0, "no incident told")


def test_a_gazetteer_of_ones_own_is_asked(stanza_annotator: Annotator) -> None:
    asked: list[str] = []

    class Spy(Gazetteer):
        def lookup(self, name: str, **options: Any) -> tuple[Place, ...]:
            asked.append(name)
            return super().lookup(name, **options)

    (incident,) = Extractor(engine=stanza_annotator, gazetteer=Spy())(Article(text=BRIEF, published="2022-03-09"))
    assert "Mossoul" in asked
    assert incident.location is not None and incident.location.country == "IQ"


def test_a_stream_is_read_only_as_far_as_it_is_asked_for() -> None:
    taken: list[int] = []

    def articles() -> Any:
        for number in range(1_000):
            taken.append(number)
            yield Article(text="Une attaque à Gao.", published=None, id=str(number))

    results = Extractor(engine=Nothing()).pipe(articles())
    assert not taken
    assert next(results).article.id == "0"
    assert len(taken) < 100


@pytest.mark.parametrize(
    ("text", "reason"),
    [("", "no text"), ("\n \n", "no text"), ("Le ministre a inauguré une bibliothèque à Paris.", "no incident told")],
)
def test_an_empty_result_says_why(extractor: Extractor, text: str, reason: str) -> None:
    found = extractor(Article(text=text, published="2021-04-06"))
    assert (len(found), found.reason) == (0, reason)


def test_an_explanation_shows_the_way(extractor: Extractor) -> None:
    explanation = extractor.explain(Article(text=CONVOYS, published="2021-10-15"))
    text = explanation.reading.text
    kinds = {kind for _, _, kind, _ in explanation.mentions}
    assert {"trigger", "party", "place", "date", "claim"} <= kinds
    assert list(explanation.mentions) == sorted(explanation.mentions)
    assert all(0 <= start < end <= len(text) for start, end, _, _ in explanation.mentions)
    assert explanation.incidents == extractor(Article(text=CONVOYS, published="2021-10-15"))
    habitual = [text[one.start : one.end] for one in explanation.rejections if "habit" in one.rule]
    assert "visés" in habitual


def test_nothing_is_found_in_what_is_no_prose(extractor: Extractor) -> None:
    explanation = extractor.explain(Article(text=CONVOYS, published="2021-10-15"))
    kinds = {block.kind for block in explanation.reading.blocks}
    assert {BlockKind.RELATED, BlockKind.FOREIGN, BlockKind.CAPTION, BlockKind.SHARE} <= kinds
    prose = [(block.start, block.end) for block in explanation.reading.blocks if block.kind.is_prose]
    for start, end, _, _ in explanation.mentions:
        assert any(first <= start < end <= last for first, last in prose)


def place_of(incident: Incident) -> str:
    return incident.location.mention or "" if incident.location else ""


@pytest.fixture(scope="module")
def convoys(extractor: Extractor) -> Incidents:
    return extractor(Article(text=CONVOYS, published="2021-10-15"))


def by_place(found: Incidents, place: str) -> Incident:
    (incident,) = [incident for incident in found if place in place_of(incident)]
    return incident


def test_a_page_of_press_copy_gives_five_incidents(convoys: Incidents) -> None:
    assert len(convoys) == 5


def test_they_stand_in_the_order_of_the_text(convoys: Incidents) -> None:
    names = ["Arbinda", "Oudalan", "Séno", "Djibo", "Kidal"]
    starts = [by_place(convoys, name).trigger.start for name in names]
    assert starts == sorted(starts)


def test_the_claimed_attack_has_its_day_and_its_claimant(convoys: Incidents) -> None:
    incident = by_place(convoys, "Arbinda")
    assert incident.date is not None and incident.date.start == dt.date(2021, 10, 14)
    assert [party.name for party in incident.claimed_by] == ["Ansaroul Islam"]
    assert [(party.name, party.kind) for party in incident.actors] == [("Ansaroul Islam", PartyKind.REBEL)]
    assert not incident.background


@pytest.mark.parametrize("province", ["Oudalan", "Séno"])
def test_each_province_has_an_attack_that_nobody_claims(convoys: Incidents, province: str) -> None:
    incident = by_place(convoys, province)
    assert incident.claimed_by == ()
    assert incident.location is not None and incident.location.country == "BF"
    assert any("convoi" in party.mention for party in incident.targets)


def test_the_last_rocket_attack_has_no_date(convoys: Incidents) -> None:
    incident = by_place(convoys, "Djibo")
    assert (incident.attack_type, incident.date, incident.background) == (AttackType.ROCKET, None, True)


def test_the_drone_killing_is_background_of_its_month(convoys: Incidents) -> None:
    incident = by_place(convoys, "Kidal")
    assert (incident.attack_type, incident.background) == (AttackType.DRONE_STRIKE, True)
    assert incident.date is not None
    assert (incident.date.start, incident.date.end) == (dt.date(2020, 3, 1), dt.date(2020, 3, 31))
    assert incident.claimed_by == ()


@pytest.mark.parametrize("engine", ["stanza", "spacy"])
def test_either_engine_goes_the_whole_way(request: pytest.FixtureRequest, engine: str) -> None:
    annotator = request.getfixturevalue(f"{engine}_annotator")
    extractor = pickle.loads(pickle.dumps(Extractor(engine=annotator)))
    text = "Trois soldats ont été tués lundi dans une embuscade à Ménaka, dans le nord-est du Mali."
    (incident,) = extractor(Article(text=text, published="2021-04-06"))
    assert incident.attack_type is AttackType.AMBUSH
    assert incident.date is not None and incident.date.start == dt.date(2021, 4, 5)
    assert incident.location is not None and (incident.location.mention, incident.location.country) == ("Ménaka", "ML")
    assert incident.fatalities is not None and incident.fatalities.low == 3
    assert [party.kind for party in incident.targets] == [PartyKind.STATE_FORCES]


def test_an_article_of_the_calendars_first_day_is_read() -> None:
    text = "Deux soldats ont été tués lundi dans une attaque à Tessit, au Mali."
    assert len(Extractor()(Article(text=text, published=dt.date(1, 1, 1)))) == 1
