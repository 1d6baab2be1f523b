"""Finding place names: spans, relations, chains, votes of entities and blocks."""

from __future__ import annotations

import pytest

from incidents.annotation.doc import AnnotatedDoc, Entity, Sentence
from incidents.gazetteer import Gazetteer
from incidents.gazetteer.mention import PlaceMention, PlaceRelation
from incidents.gazetteer.toponyms import find_places
from incidents.reading.records import Block, BlockKind, Dateline, Reading
from incidents.types import PlaceKind


def read(text: str, *, blocks: tuple[Block, ...] = (), dateline: Dateline | None = None) -> Reading:
    offsets = tuple(range(len(text) + 1))
    return Reading(source=text, text=text, offsets=offsets, blocks=blocks, dateline=dateline)


def find(text: str, *entities: tuple[str, str]) -> tuple[PlaceMention, ...]:
    marks = tuple(Entity(text.index(name), text.index(name) + len(name), kind) for name, kind in entities)
    sentences = (Sentence(0, len(text), (), (), parsed=False),)
    return find_places(AnnotatedDoc(text, sentences, marks), read(text), Gazetteer.default())


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Deux morts à Gao.", PlaceRelation.IN),
        ("Deux morts près de Gao.", PlaceRelation.NEAR),
        ("Deux morts au nord de Gao.", PlaceRelation.DIRECTION),
        ("Deux morts dans le nord du Mali.", PlaceRelation.PART_OF),
        ("Deux morts entre Gao et Ansongo.", PlaceRelation.BETWEEN),
        ("Deux morts sur l'axe Gao-Ansongo.", PlaceRelation.BETWEEN),
        ("Deux morts à la frontière avec le Niger.", PlaceRelation.BORDER),
        ("Deux morts au large de Beyrouth.", PlaceRelation.NEAR),
        ("Deux morts dans la banlieue de Damas.", PlaceRelation.NEAR),
    ],
)
def test_relation_is_read(text: str, relation: PlaceRelation) -> None:
    (mention,) = find(text)
    assert mention.relation is relation
    assert mention.locative


@pytest.mark.parametrize(
    ("text", "distance", "bearing"),
    [
        ("Un raid à 30 km au sud-est de Kaya.", 30.0, 135.0),
        ("Un raid à une trentaine de kilomètres de Kaya.", 30.0, None),
        ("Un raid à quelque 260 kilomètres au nord de Kaboul.", 260.0, 0.0),
        ("Un raid à 1 200 km à l'est de Nouakchott.", 1200.0, 90.0),
        ("Un raid à 500 mètres de Kaya.", 0.5, None),
        ("Un raid au sud de Kaya.", None, 180.0),
    ],
)
def test_distance_and_bearing_are_read(text: str, distance: float | None, bearing: float | None) -> None:
    (mention,) = find(text)
    assert (mention.distance, mention.bearing) == (distance, bearing)


def test_two_ends_are_kept() -> None:
    (mention,) = find("Un bus mitraillé entre Gao et Ansongo.")
    assert (mention.name, mention.other, mention.text) == ("Gao", "Ansongo", "entre Gao et Ansongo")


def test_head_gives_kind_and_stays_in_the_text() -> None:
    (mention,) = find("Un raid dans la province d'al-Diwaniyah.")
    assert (mention.text, mention.name, mention.kind) == ("province d'al-Diwaniyah", "al-Diwaniyah", PlaceKind.REGION)


def test_village_head_stays_outside() -> None:
    (mention,) = find("Un raid dans le village de Moura.")
    assert (mention.text, mention.kind) == ("Moura", PlaceKind.SETTLEMENT)


def test_chain_links_each_place_to_the_next() -> None:
    mentions = find("Une attaque à Karma, dans la région de Tillabéri, dans l'ouest du Niger.")
    assert [mention.container for mention in mentions] == [1, 2, None]


@pytest.mark.parametrize(
    "text",
    [
        "Un raid à Lalgaye (Koulpélogo).",
        "Un raid à Solhan, province du Yagha.",
        "Un raid à Pissila, près de Kaya.",
        "Un raid à Bouldé, un village de la région de Mopti.",
        "Un raid à Miranshah, chef-lieu du Waziristan du Nord.",
    ],
)
def test_apposition_is_a_container(text: str) -> None:
    assert find(text)[0].container == 1


def test_coordinated_places_share_the_container() -> None:
    mentions = find("Des raids à Gao et Ansongo, au Mali.")
    assert [mention.container for mention in mentions] == [2, 2, None]


def test_new_sentence_ends_the_chain() -> None:
    assert find("Un raid à Gao. Au Niger, rien.")[0].container is None


def test_country_is_of_kind_country() -> None:
    assert find("Un raid au Burkina Faso.")[0].kind is PlaceKind.COUNTRY


def test_country_behind_its_own_head_is_a_street() -> None:
    assert find("Un tir dans la rue de Syrie.")[0].kind is PlaceKind.SITE


def test_delta_of_a_country_is_no_country() -> None:
    assert find("Un raid dans le delta du Niger.")[0].kind is PlaceKind.AREA


def test_person_entity_vetoes_a_bare_surname() -> None:
    text = "Moussa Diaby a parlé. Diaby a promis la paix."
    assert find(text, ("Moussa Diaby", "PER")) == ()


def test_location_entity_lets_an_article_pass() -> None:
    text = "La colonne a gagné la Ghouta orientale en Syrie."
    assert [mention.name for mention in find(text, ("Ghouta orientale", "LOC"))] == ["Ghouta orientale", "Syrie"]


def test_clear_cue_beats_a_wrong_person_entity() -> None:
    assert [mention.name for mention in find("Un raid à Lashkar Gah.", ("Lashkar Gah", "PER"))] == ["Lashkar Gah"]


def test_name_known_from_a_clear_cue_is_found_again() -> None:
    mentions = find("Un raid à Tombolora, au Mali. Hier Tombolora brûlait encore.")
    assert [mention.name for mention in mentions] == ["Tombolora", "Mali", "Tombolora"]


def test_sentence_index_is_set() -> None:
    assert find("Un raid à Gao.")[0].sentence == 0


def test_capital_as_government_is_marked() -> None:
    (mention,) = find("Bagdad a dénoncé ce raid.")
    assert mention.metonym
    assert not mention.locative


def test_capital_as_scene_is_not_marked() -> None:
    assert not find("Un raid à Bagdad a tué deux hommes.")[0].metonym


def test_other_blocks_than_prose_are_skipped() -> None:
    text = "Un raid à Gao.\nLire aussi : la paix à Kidal"
    blocks = (Block(BlockKind.BODY, 0, 14, "body"), Block(BlockKind.RELATED, 15, len(text), "related"))
    mentions = find_places(AnnotatedDoc(text, ()), read(text, blocks=blocks), Gazetteer.default())
    assert [mention.name for mention in mentions] == ["Gao"]


def test_dateline_is_found() -> None:
    text = "NIAMEY, 3 mai (AFP) - Un raid a fait deux morts."
    blocks = (Block(BlockKind.BYLINE, 0, 21, "dateline"), Block(BlockKind.BODY, 22, len(text), "body"))
    dateline = Dateline(0, 21, place=(0, 6))
    mentions = find_places(AnnotatedDoc(text, ()), read(text, blocks=blocks, dateline=dateline), Gazetteer.default())
    assert [(mention.name, mention.locative) for mention in mentions] == [("NIAMEY", False)]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "à", "à \x00", "entre et", "l'" * 500, "a-" * 5000, "Paris-" * 500])
def test_odd_text_gives_a_tuple(text: str) -> None:
    assert isinstance(find(text), tuple)


def test_spans_slice_back() -> None:
    text = "Un raid dans la région de Tillabéri, à l'aéroport de Niamey et entre Gao et Ansongo."
    assert all(text[mention.start : mention.end] == mention.text for mention in find(text))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Des heurts ont opposé les autochtones (Zaroulé) aux transporteurs de Gao.", "Zaroulé"),
        ("Selon le Mopadho, neuf personnes sont mortes à Gao.", "Mopadho"),
        ("Un édile de Gao, Marek Oravec, membre de la majorité, a été abattu.", "Marek Oravec"),
        ("Un berger de Gao, Marek Oravec, 35 ans, a été abattu.", "Marek Oravec"),
    ],
)
def test_unknown_name_that_stands_as_a_person_or_body_is_no_place(text: str, name: str) -> None:
    assert name not in [place.name for place in find(text, (name, "LOC"))]


def test_unknown_name_in_a_list_of_places_stays_one() -> None:
    text = "Des villages ont été attaqués lundi à Gao, Zaroulé et Bidi."
    assert "Zaroulé" in [place.name for place in find(text, ("Zaroulé", "LOC"))]
