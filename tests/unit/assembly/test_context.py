"""What an event takes from the text around it."""

from __future__ import annotations

from incidents import Article, Extractor, Incident

PUBLISHED = "2021-04-07"


def _extract(extractor: Extractor, text: str, published: str | None = PUBLISHED) -> list[Incident]:
    return list(extractor(Article(text=text, published=published)))


def _rule(incident: Incident, name: str) -> str:
    return next(item.rule for item in incident.evidence if item.field == name)


def _last(incidents: list[Incident]) -> Incident:
    return max(incidents, key=lambda incident: incident.trigger.start)


def test_an_undated_event_takes_its_paragraph_s_day(extractor: Extractor) -> None:
    text = (
        "Un soldat a été tué mardi à Bangui, en Centrafrique.\n\n"
        "Dimanche, un bus a été attaqué à Bria. À Bambari, deux prêtres ont été enlevés."
    )
    found = _last(_extract(extractor, text))
    assert found.date is not None and str(found.date.start) == "2021-04-04"
    assert _rule(found, "date") == "date.paragraph"


def test_an_undated_event_of_another_paragraph_takes_the_lead_s_day(extractor: Extractor) -> None:
    text = "Un soldat a été tué mardi à Gao.\n\nÀ Kidal, deux policiers ont été enlevés."
    found = _last(_extract(extractor, text))
    assert found.date is not None and str(found.date.start) == "2021-04-06"
    assert _rule(found, "date") == "date.lead"


def test_a_stretch_is_not_inherited(extractor: Extractor) -> None:
    text = (
        "L'armée centrafricaine combat depuis février. Lundi, un bus a été attaqué à Bria. "
        "À Bambari, deux prêtres ont été enlevés."
    )
    found = _last(_extract(extractor, text))
    assert found.date is not None and str(found.date.start) == "2021-04-05"


def test_the_day_of_the_report_serves_last(extractor: Extractor) -> None:
    found = _extract(extractor, "Six civils ont été tués à Djibo, a annoncé mardi le gouverneur.")[0]
    assert found.date is not None and str(found.date.start) == "2021-04-06"
    assert _rule(found, "date") == "date.report_day"


def test_nothing_is_guessed_where_the_text_gives_no_day(extractor: Extractor) -> None:
    found = _extract(extractor, "Six civils ont été tués à Djibo par des hommes armés.")
    assert [incident.date for incident in found] == [None]


def test_a_flashback_without_a_place_stays_where_the_lead_is(extractor: Extractor) -> None:
    text = "Une mine a tué deux militaires lundi à Tessalit.\n\nEn mars, une roquette y avait blessé un Casque bleu."
    found = _last(_extract(extractor, text))
    assert found.location is not None and found.location.mention == "Tessalit"
    assert found.background


def test_an_event_of_another_day_is_not_put_where_the_lead_is_unless_the_text_points_back(extractor: Extractor) -> None:
    text = (
        "Une mine a tué deux militaires lundi à Tessalit, au Mali.\n\nEn février, des jihadistes avaient tué un prêtre."
    )
    found = _last(_extract(extractor, text))
    assert found.location is not None
    assert (found.location.mention, found.location.country) == (None, "ML")


def test_the_event_of_the_lead_is_no_background(extractor: Extractor) -> None:
    text = "Trois soldats ont été tués mardi à Boni. Le 12 mars, dix civils avaient été massacrés à Ogossagou."
    found = _extract(extractor, text)
    assert sorted((incident.background, str(incident.date and incident.date.start)) for incident in found) == [
        (False, "2021-04-06"),
        (True, "2021-03-12"),
    ]


def test_what_follows_the_lead_event_is_no_background(extractor: Extractor) -> None:
    text = "Dix civils ont été tués dimanche à Yirgou.\n\nMardi, des habitants ont incendié un campement à Barsalogho."
    assert [incident.background for incident in _extract(extractor, text)] == [False, False]


def test_an_older_event_is_background(extractor: Extractor) -> None:
    text = "Dix civils ont été tués mardi à Yirgou.\n\nLe 2 février, un instituteur a été enlevé à Djibo."
    assert _last(_extract(extractor, text)).background
