"""Resolving place names in the context of a document."""

from __future__ import annotations

import pytest

from incidents.annotation.doc import AnnotatedDoc
from incidents.gazetteer.matching import fold, match_score
from incidents.gazetteer.places import Place
from incidents.gazetteer.resolve import ResolvedPlace, document_country, resolve_places
from incidents.gazetteer.toponyms import find_places
from incidents.reading.records import Reading
from incidents.types import PlaceKind


def place(name: str, country: str, latitude: float, longitude: float, population: int = 0, kind: str = "settlement",
          admin1: str | None = None) -> Place:  # fmt: skip
    return Place(
        name=name, kind=PlaceKind(kind), country=country, latitude=latitude, longitude=longitude,
        population=population, gazetteer_id=f"test:{fold(name)}:{country}:{kind}", admin1=admin1,
    )  # fmt: skip


PLACES = (
    place("Mali", "ML", 17.0, -4.0, 20_000_000, "country"),
    place("Niger", "NE", 17.0, 8.0, 24_000_000, "country"),
    place("Niger", "US", 40.0, -80.0, 5_000),
    place("Gao", "ML", 16.27, -0.04, 86_000, admin1="Gao"),
    place("Ansongo", "ML", 15.66, 0.5, 32_000, admin1="Gao"),
    place("Bamako", "ML", 12.65, -8.0, 2_000_000),
    place("Moura", "ML", 14.36, -4.5, 3_000, admin1="Mopti"),
    place("Moura", "PT", 38.1, -7.4, 15_000),
    place("Mopti", "ML", 14.48, -4.18, 114_000, "region"),
    place("Karma", "NE", 13.66, 1.8, 2_000, admin1="Tillabéri"),
    place("Karma", "SD", 12.0, 30.0, 9_000),
    place("Tillabéri", "NE", 14.2, 1.45, 22_000, "region"),
    place("Tillabéri", "NE", 14.21, 1.45, 22_000),
    place("Kanana", "US", 42.0, -73.0, 9_000),
)  # fmt: skip


class FakeGazetteer:
    """Exact names and near ones of the table above."""

    def lookup(
        self, name: str, *, country: str | None = None, near: tuple[float, float] | None = None
    ) -> tuple[Place, ...]:
        scored = [(match_score(fold(name), fold(item.name)), item) for item in PLACES]
        found = [(score, item) for score, item in scored if score >= 0.7 and country in (None, item.country)]
        return tuple(
            Place(**{**{key: getattr(item, key) for key in item.__slots__ if not key.startswith("_")}, "score": score})
            for score, item in sorted(found, key=lambda pair: (-pair[0], -(pair[1].population or 0)))
        )


def resolve(text: str, *, title: str | None = None) -> tuple[ResolvedPlace, ...]:
    reading = Reading(source=text, text=text, offsets=tuple(range(len(text) + 1)), blocks=())
    doc = AnnotatedDoc(text, ())
    gazetteer = FakeGazetteer()
    return resolve_places(find_places(doc, reading, gazetteer), doc, reading, gazetteer, title=title)


def main_country(text: str) -> str | None:
    reading = Reading(source=text, text=text, offsets=tuple(range(len(text) + 1)), blocks=())
    doc = AnnotatedDoc(text, ())
    return document_country(find_places(doc, reading, FakeGazetteer()), doc, reading, FakeGazetteer())


def test_named_country_decides_between_namesakes() -> None:
    assert resolve("Un massacre à Moura, au Mali.")[0].location.country == "ML"


def test_nationality_decides_between_namesakes() -> None:
    assert resolve("L'armée malienne est entrée à Moura.")[0].location.country == "ML"


def test_headline_decides_between_namesakes() -> None:
    assert resolve("Un massacre à Moura.", title="Mali : un massacre")[0].location.country == "ML"


def test_region_decides_between_namesakes() -> None:
    assert resolve("Une attaque à Karma, dans la région de Tillabéri.")[0].location.country == "NE"


def test_country_is_never_a_town() -> None:
    location = resolve("Une attaque au Niger.")[0].location
    assert (location.country, location.kind, location.precision) == ("NE", PlaceKind.COUNTRY, 4)


def test_region_head_takes_the_region() -> None:
    location = resolve("Une attaque dans la région de Tillabéri.")[0].location
    assert (location.kind, location.precision) == (PlaceKind.REGION, 3)


def test_loose_match_abroad_is_refused() -> None:
    location = resolve("Une attaque à Kanaan, au Mali.")[0].location
    assert (location.name, location.country, location.latitude) == ("Kanaan", "ML", None)


def test_unknown_village_keeps_country_and_region() -> None:
    location = resolve("Une attaque à Tombolora, dans la région de Mopti, au Mali.")[0].location
    assert (location.mention, location.country, location.admin1) == ("Tombolora", "ML", "Mopti")
    assert (location.latitude, location.longitude, location.gazetteer_id) == (None, None, None)


def test_unknown_quarter_of_a_named_town_lies_in_the_town() -> None:
    location = resolve("Une attaque dans le quartier de Sosso Koïra, à Gao, au Mali.")[0].location
    assert (location.latitude, location.precision) == (16.27, 2)


def test_named_place_has_precision_one() -> None:
    assert resolve("Une attaque à Gao.")[0].location.precision == 1


def test_near_has_precision_two() -> None:
    assert resolve("Une attaque près de Gao.")[0].location.precision == 2


def test_part_of_a_country_has_precision_three() -> None:
    assert resolve("Une attaque dans le nord du Mali.")[0].location.precision == 3


def test_distance_and_bearing_move_the_point() -> None:
    location = resolve("Une attaque à 111 km au nord de Gao.")[0].location
    assert location.latitude == pytest.approx(17.27, abs=0.02)
    assert location.longitude == pytest.approx(-0.04, abs=0.02)


def test_between_is_the_middle() -> None:
    location = resolve("Un bus attaqué entre Gao et Ansongo.")[0].location
    assert location.latitude == pytest.approx(15.97, abs=0.02)
    assert location.precision == 2


def test_one_name_has_one_sense() -> None:
    first, _, last = (item.location for item in resolve("À Moura, au Mali, rien. Nous étions à Moura."))
    assert first.gazetteer_id == last.gazetteer_id


def test_losing_candidates_are_kept() -> None:
    reading = resolve("Une attaque à Karma, au Niger, et une au Soudan.")
    assert reading[0].location.country == "NE"


def test_capital_unnamed_is_that_of_the_country() -> None:
    assert resolve("Au Mali, des tirs ont retenti dans la capitale.")[1].location.name == "Bamako"


def test_places_keep_the_order_of_the_mentions() -> None:
    starts = [item.mention.start for item in resolve("À Gao, à Ansongo et à Moura, au Mali.")]
    assert starts == sorted(starts)
    assert len(starts) == 4


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Des soldats maliens ont été tués.", "ML"),
        ("Un drone a frappé au Niger, selon Paris.", "NE"),
        ("Des soldats français ont été attaqués à Gao, au Mali.", "ML"),
        ("Rien à signaler.", None),
    ],
)
def test_document_country(text: str, country: str | None) -> None:
    assert main_country(text) == country


def test_no_text_gives_no_places() -> None:
    assert resolve("") == ()
