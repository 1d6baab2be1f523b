"""Which date and which place of a sentence belong to which event."""

from __future__ import annotations

import datetime as dt

import pytest

from incidents.annotation import Annotator
from incidents.dates import find_dates
from incidents.dates.event_days import with_event_days
from incidents.frames.anchors import (
    coordinated_places,
    is_narrative,
    narrative_dates,
    scene_places,
    sentence_dates,
    sentence_places,
    statement_dates,
)
from incidents.frames.build import build_frames
from incidents.frames.qualify import find_cues
from incidents.frames.records import Findings
from incidents.frames.recount import recount_anaphors
from incidents.gazetteer import Gazetteer
from incidents.gazetteer.resolve import resolve_places
from incidents.gazetteer.toponyms import find_places
from incidents.mentions.parties import PartyReader
from incidents.mentions.triggers import find_triggers
from incidents.reading.records import Block, BlockKind, Reading

PUBLISHED = dt.date(2021, 4, 7)


def _find(annotator: Annotator, text: str) -> Findings:
    doc = annotator.annotate([text])[0]
    block = Block(BlockKind.LEAD, 0, len(text), "test")
    reading = Reading(source=text, text=text, offsets=tuple(range(len(text) + 1)), blocks=(block,))
    gazetteer = Gazetteer.default()
    places = resolve_places(find_places(doc, reading, gazetteer), doc, reading, gazetteer)
    triggers = find_triggers(doc)
    dates = with_event_days(
        text, find_dates(text, published=PUBLISHED), [item.start for item in triggers], published=PUBLISHED
    )
    reader = PartyReader(doc, published=PUBLISHED, country_hint=None)
    return Findings(
        doc=doc,
        reading=reading,
        published=PUBLISHED,
        triggers=triggers,
        tolls=(),
        claims=(),
        dates=dates,
        places=places,
        parties=reader.mentions,
        party_reader=reader,
        country=None,
    )


def _split(findings: Findings) -> tuple[list[str], list[str]]:
    cues = find_cues(findings.doc, findings.doc.sentences[0])
    own, other = sentence_dates(findings, 0, findings.triggers, cues)
    return [findings.dates[at].text for at in own], [findings.dates[at].text for at in other]


@pytest.mark.parametrize(
    ("text", "own", "other"),
    [
        ("Deux soldats ont été tués lundi, a annoncé mardi l'armée.", ["lundi"], ["mardi"]),
        ("L'armée a annoncé mardi que deux soldats avaient été tués lundi.", ["lundi"], ["mardi"]),
        ("Samedi, disent des habitants, des hommes ont attaqué le village.", ["Samedi"], []),
        ("Dimanche, on a compris que six otages avaient été tués.", [], ["Dimanche"]),
        ("Une attaque a été signalée dimanche à Gao.", ["dimanche"], []),
        ("Le groupe, fondé en mars, a attaqué lundi la base.", ["lundi"], ["mars"]),
        ("Des hommes ont attaqué lundi la ville et y sont restés jusqu'à mardi.", ["lundi"], ["mardi"]),
        ("Une bombe a tué deux passants lundi ; les blessés ont été évacués mardi.", ["lundi"], ["mardi"]),
    ],
)
def test_dates_of_events_and_of_statements(
    stanza_annotator: Annotator, text: str, own: list[str], other: list[str]
) -> None:
    assert _split(_find(stanza_annotator, text)) == (own, other)


def test_all_statement_dates_of_a_text(stanza_annotator: Annotator) -> None:
    text = "Deux soldats ont été tués lundi, a dit mardi un officier. Mercredi, un policier a été enlevé."
    findings = _find(stanza_annotator, text)
    assert [findings.dates[at].text for at in statement_dates(findings)] == ["mardi"]


def test_a_stretch_is_no_day_at_which_a_tale_stands(stanza_annotator: Annotator) -> None:
    findings = _find(stanza_annotator, "L'armée combat depuis mars ; lundi, elle a attaqué la ville.")
    assert [findings.dates[at].text for at in narrative_dates(findings, 0)] == ["lundi"]
    assert [is_narrative(mention) for mention in findings.dates] == [False, True]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Deux bergers ont été enlevés à Ansongo, a déclaré le maire de Gao.", ["Ansongo"]),
        ("Paris a condamné l'attentat commis à Kaboul.", ["Kaboul"]),
        ("Des combattants de l'Union pour la paix en Centrafrique ont attaqué un poste à Bambari.", ["Bambari"]),
        ("Neuf habitants de ce village, à 170 km de Maiduguri, ont été tués.", []),
        ("Une mine a explosé à 12 km de Kidal.", ["Kidal"]),
    ],
)
def test_places_where_something_may_happen(stanza_annotator: Annotator, text: str, places: list[str]) -> None:
    findings = _find(stanza_annotator, text)
    assert [findings.places[at].mention.text for at in sentence_places(findings, 0)] == places


def test_a_scene_is_finer_than_the_region_before_it(stanza_annotator: Annotator) -> None:
    findings = _find(stanza_annotator, "Dans la province de Helmand, six policiers ont été tués à Lashkar Gah.")
    first = scene_places(findings, 0)[0]
    assert findings.places[first].mention.text == "Lashkar Gah"


def test_each_event_of_a_sentence_has_its_own_anchors(stanza_annotator: Annotator) -> None:
    findings = _find(stanza_annotator, "Lundi, un soldat a été tué à Rafah ; mardi, un drone a frappé Jabaliya.")
    frames, _ = build_frames(findings)
    told = {
        (findings.dates[frame.date.index].text, findings.places[frame.place.index].mention.text)
        for frame in frames
        if frame.date is not None and frame.place is not None
    }
    assert told == {("Lundi", "Rafah"), ("mardi", "Jabaliya")}


def test_the_day_counted_from_an_event_is_that_event_s(stanza_annotator: Annotator) -> None:
    findings = _find(stanza_annotator, "L'armée a bombardé la forêt mardi à Gao, au lendemain de l'attentat de Kidal.")
    frames, _ = build_frames(findings)
    days = {frame.trigger.entry.id: frame.date and findings.dates[frame.date.index].date.start for frame in frames}
    assert dt.date(2021, 4, 5) in days.values() and dt.date(2021, 4, 6) in days.values()


def test_coordinated_places_are_told_together(stanza_annotator: Annotator) -> None:
    findings = _find(stanza_annotator, "Deux convois ont été attaqués à Gao et à Kidal.")
    assert [findings.places[at].mention.text for at in coordinated_places(findings, 0)] == ["Gao", "Kidal"]


def test_an_anaphor_counts_from_what_is_told(stanza_annotator: Annotator) -> None:
    text = "Deux soldats ont été tués vendredi, a dit samedi un officier. Le même jour, un policier a été enlevé."
    findings = recount_anaphors(_find(stanza_annotator, text))
    assert findings.dates[-1].date.start == dt.date(2021, 4, 2)


def test_an_anaphor_beside_a_statement_s_verb_counts_from_it(stanza_annotator: Annotator) -> None:
    findings = recount_anaphors(
        _find(stanza_annotator, "Il a annoncé mardi que deux soldats avaient été tués la veille.")
    )
    assert findings.dates[-1].date.start == dt.date(2021, 4, 5)
