"""Which tellings are one event, read off whole texts."""

from __future__ import annotations

import pytest

from incidents.annotation import Annotator
from incidents.article import Article
from incidents.extractor import Extractor


@pytest.fixture(scope="module")
def extractor(stanza_annotator: Annotator) -> Extractor:
    return Extractor(engine=stanza_annotator)


def _places(extractor: Extractor, text: str) -> list[str | None]:
    found = extractor(Article(text=text, published="2022-03-10"))
    return [incident.location.mention if incident.location else None for incident in found]


def test_a_later_sentence_about_this_attack_joins_it(extractor: Extractor) -> None:
    text = (
        "Des hommes armés ont attaqué mardi 8 mars le village de Tera, dans l'ouest du Niger. "
        "Cette attaque a coûté la vie à six habitants. L'attaque n'a pas été revendiquée."
    )
    assert len(_places(extractor, text)) == 1


def test_another_day_and_place_is_another_event(extractor: Extractor) -> None:
    text = (
        "Des hommes armés ont attaqué mardi 8 mars le village de Tera, dans l'ouest du Niger. "
        "Le 2 février, une mine avait explosé au passage d'un camion à Diffa."
    )
    assert len(_places(extractor, text)) == 2


def test_as_many_convoys_as_provinces_are_as_many_events(extractor: Extractor) -> None:
    text = "Lundi 7 mars, deux convois militaires ont été attaqués dans les provinces de Babil et de Diyala, en Irak."
    assert sorted(str(place) for place in _places(extractor, text)) == ["Diyala", "provinces de Babil"]


def test_marches_in_two_towns_are_two_events(extractor: Extractor) -> None:
    text = "Dimanche 6 mars, des milliers de personnes ont manifesté à Bamako et à Sikasso, au Mali."
    assert sorted(str(place) for place in _places(extractor, text)) == ["Bamako", "Sikasso"]


def test_a_count_of_attacks_without_place_is_no_event_of_its_own(extractor: Extractor) -> None:
    text = (
        "Vingt personnes ont été tuées en deux jours dans deux attaques. Lundi 7 mars, des bandits ont attaqué le "
        "bourg de Maradi, au Niger. Mardi 8 mars, une embuscade a visé une patrouille à Diffa, au Niger."
    )
    assert sorted(str(place) for place in _places(extractor, text)) == ["Diffa", "Maradi"]


def test_a_sentence_may_set_the_scene_for_the_next(extractor: Extractor) -> None:
    text = "C'était mardi 8 mars, à Djibo, au Burkina Faso. Des hommes armés ont ouvert le feu sur des fidèles."
    [incident] = extractor(Article(text=text, published="2022-03-10"))
    assert incident.location is not None
    assert incident.location.mention == "Djibo"
    assert incident.date is not None
    assert incident.date.start.isoformat() == "2022-03-08"


def test_the_looting_of_a_raid_is_no_event_of_its_own(extractor: Extractor) -> None:
    text = (
        "Des hommes armés ont attaqué mardi 8 mars le village de Tera, dans l'ouest du Niger, tuant six habitants.\n\n"
        "Les assaillants ont pillé plusieurs boutiques et emporté du bétail."
    )
    assert _places(extractor, text) == ["Tera"]


def test_a_region_of_the_lead_holds_the_town_that_the_text_names_later(extractor: Extractor) -> None:
    text = "Un raid a fait six morts mardi 8 mars dans l'ouest du Niger. Le raid a visé le marché de Tera."
    assert len(_places(extractor, text)) == 1


def test_a_place_that_opens_its_sentence_sets_another_event_apart(extractor: Extractor) -> None:
    text = (
        "À Barga, treize volontaires ont été tués mardi 8 mars par des hommes armés, au Burkina Faso. "
        "À Yondé, un raid d'hommes armés s'est soldé par dix morts."
    )
    assert sorted(str(place) for place in _places(extractor, text)) == ["Barga", "Yondé"]


def test_a_count_that_runs_on_is_no_toll_of_the_event_before_it(extractor: Extractor) -> None:
    text = (
        "Un supermarché a été pillé samedi à Dakar en marge d'une manifestation de l'opposition. "
        "Les organisations parlent de dix morts depuis jeudi."
    )
    (incident,) = extractor(Article(text=text, published="2024-03-12"))
    assert (incident.attack_type.value, incident.fatalities) == ("riot", None)
    assert incident.date is not None and incident.date.start.isoformat() == "2024-03-09"
