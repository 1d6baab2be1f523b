import pickle
import sqlite3
import threading
from pathlib import Path

import pytest

from incidents.errors import ArgumentError, GazetteerError, ValueNotAllowedError
from incidents.gazetteer import Gazetteer, Place
from incidents.gazetteer.gazetteer import distance_km
from incidents.gazetteer.matching import loose_key, sound_number
from incidents.types import PlaceKind


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.default()


def test_default_is_one_instance(gazetteer: Gazetteer) -> None:
    assert Gazetteer.default() is gazetteer


def test_a_place_has_its_fields(gazetteer: Gazetteer) -> None:
    place = gazetteer.lookup("Bagdad")[0]
    assert (place.name, place.kind, place.country, place.admin1) == ("Bagdad", PlaceKind.SETTLEMENT, "IQ", "Bagdad")
    assert place.gazetteer_id == "geonames:98182"
    assert place.score == 1.0
    assert place.population is not None and place.population > 1_000_000


@pytest.mark.parametrize("name", ["", "   ", "zzzzqqq", "بغداد", "\x00\x01", "!" * 50, "a" * 100_000, "’", "-"])
def test_what_is_no_name_finds_nothing(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.lookup(name) == ()


def test_country_keeps_to_the_country(gazetteer: Gazetteer) -> None:
    assert {place.country for place in gazetteer.lookup("Tripoli", country="LB")} == {"LB"}
    assert gazetteer.lookup("Tripoli", country="lb") == gazetteer.lookup("Tripoli", country="LB")
    assert gazetteer.lookup("Bagdad", country="NE") == ()


def test_an_area_across_borders_belongs_to_any_country(gazetteer: Gazetteer) -> None:
    for country in ("ML", "BF", "NE"):
        assert gazetteer.lookup("Liptako-Gourma", country=country)[0].kind is PlaceKind.AREA


def test_near_ranks_by_distance(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup("Tripoli")[0].country == "LY"
    assert gazetteer.lookup("Tripoli", near=(33.9, 35.5))[0].country == "LB"


def test_limit(gazetteer: Gazetteer) -> None:
    assert len(gazetteer.lookup("San José", limit=3)) == 3
    assert len(gazetteer.lookup("San José", limit=None)) > 10


def test_scores_tell_exact_from_loose(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup("Souleimaniyah", country="IQ")[0].score < 1.0
    assert gazetteer.lookup("Souleimaniyeh", country="IQ")[0].score == 1.0


@pytest.mark.parametrize("name", ["Mali", "Niger", "Irak", "Tchad", "RDC", "la Syrie", "Israël"])
def test_a_country_comes_before_places_of_its_name(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.lookup(name)[0].kind is PlaceKind.COUNTRY


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Kidal", PlaceKind.SETTLEMENT),
        ("région de Kidal", PlaceKind.REGION),
        ("province de Hakkari", PlaceKind.REGION),
        ("Nord-Kivu", PlaceKind.REGION),
        ("base de Bagram", PlaceKind.BASE),
        ("camp de Dadaab", PlaceKind.CAMP),
        ("lac Tchad", PlaceKind.AREA),
    ],
)
def test_the_head_sets_the_kind(gazetteer: Gazetteer, name: str, kind: PlaceKind) -> None:
    assert gazetteer.lookup(name)[0].kind is kind


def test_a_region_lies_at_its_chief_town(gazetteer: Gazetteer) -> None:
    region, town = gazetteer.lookup("province de Diyala")[0], gazetteer.lookup("Baqouba", country="IQ")[0]
    assert distance_km((region.latitude, region.longitude), (town.latitude, town.longitude)) < 1


def test_a_street_named_like_a_town_is_not_that_town(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup("rue de Charonne", country="FR") == ()


def test_nearest(gazetteer: Gazetteer) -> None:
    assert gazetteer.nearest((13.09, -1.08))[0].name == "Kaya"
    places = gazetteer.nearest((33.3, 44.4), limit=5)
    away = [distance_km((33.3, 44.4), (place.latitude, place.longitude)) for place in places]
    assert len(away) == 5 and away == sorted(away)
    assert gazetteer.nearest((0.0, -140.0)) == ()
    assert gazetteer.nearest((90.0, 180.0)) == ()


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"name": 3}, ArgumentError),
        ({"name": "Gao", "country": 3}, ArgumentError),
        ({"name": "Gao", "country": "Mali"}, ValueNotAllowedError),
        ({"name": "Gao", "near": 3}, ArgumentError),
        ({"name": "Gao", "near": (91, 0)}, ValueNotAllowedError),
        ({"name": "Gao", "near": (float("nan"), 0)}, ValueNotAllowedError),
    ],
)
def test_wrong_arguments_raise_at_the_call(gazetteer: Gazetteer, arguments: dict, error: type[Exception]) -> None:
    with pytest.raises(error):
        gazetteer.lookup(**arguments)


def test_pickle(gazetteer: Gazetteer) -> None:
    again = pickle.loads(pickle.dumps(gazetteer))
    assert again.lookup("Gao") == gazetteer.lookup("Gao")


def test_threads_share_it(gazetteer: Gazetteer) -> None:
    fresh = pickle.loads(pickle.dumps(gazetteer))
    found: list[tuple[Place, ...]] = []
    threads = [threading.Thread(target=lambda: found.append(fresh.lookup("Mossoul"))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [gazetteer.lookup("Mossoul")] * 4


def test_a_missing_or_foreign_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="no gazetteer file"):
        Gazetteer([tmp_path / "none.sqlite"])
    junk = tmp_path / "junk.sqlite"
    junk.write_bytes(b"junk" * 1000)
    with pytest.raises(GazetteerError, match="not a gazetteer file"):
        Gazetteer([junk])
    other = tmp_path / "other.sqlite"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE meta (key TEXT, value TEXT)")
    with pytest.raises(GazetteerError, match="another form"):
        Gazetteer([other])


def test_the_file_holds_the_keys_that_the_code_makes(gazetteer: Gazetteer) -> None:
    path = gazetteer.paths[0]
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    rows = connection.execute("SELECT key, sound, folded FROM name WHERE place % 97 = 0").fetchall()
    connection.close()
    names = [(key, sound, name or key) for key, sound, packed in rows for name in packed.split("|")]
    assert len(names) > 1000
    assert [row for row in names if (loose_key(row[2]), sound_number(row[2])) != row[:2]] == []


def test_a_region_is_found_under_a_name_that_a_hamlet_elsewhere_has_too(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup("Al-Jouf", country="YE")[0].kind is PlaceKind.REGION


@pytest.mark.parametrize(("written", "country"), [("Tigré", "ET"), ("Tigre", "IQ")])
def test_accents_decide_between_namesakes(gazetteer: Gazetteer, written: str, country: str) -> None:
    assert gazetteer.lookup(written)[0].country == country


@pytest.mark.parametrize(
    ("written", "name"),
    [("Ouagadugpou", "Ouagadougou"), ("Kramatork", "Kramatorsk"), ("Washinton", "Washington")],
)
def test_a_long_name_may_be_one_letter_off(written: str, name: str) -> None:
    found = Gazetteer.default().lookup(written)[0]
    assert found.name == name and found.score < 0.7


@pytest.mark.parametrize("written", ["Goa", "Déclaration", "Bagdadisme"])
def test_short_names_and_other_words_are_nobodys_misprint(written: str) -> None:
    assert all(place.score > 0.7 for place in Gazetteer.default().lookup(written))
