import pytest

from incidents.gazetteer import Gazetteer
from incidents.gazetteer.gazetteer import distance_km
from incidents.gazetteer.places import Place
from incidents.gazetteer.told import told_places


def _first(phrase: str, country: str | None = None) -> tuple[str, tuple[float, float], float]:
    place = Gazetteer().lookup(phrase, country=country)[0]
    return place.name, (place.latitude, place.longitude), place.score


@pytest.mark.parametrize(
    ("phrase", "name", "kilometres"),
    [
        ("à 30 km au nord de Mossoul", "Mossoul", 30),
        ("à une vingtaine de kilomètres au sud-ouest de la ville de Kirkouk, dans le nord de l'Irak", "Kirkouk", 20),
        ("à 40 km à l'ouest d'el-Arich", "El-Arich", 40),
        ("à 15 km de Goma", "Goma", 0),
    ],
)
def test_a_point_is_moved_as_the_words_say(phrase: str, name: str, kilometres: int) -> None:
    found, point, score = _first(phrase)
    known = Gazetteer().lookup(name)[0]
    assert found == known.name
    assert distance_km(point, (known.latitude, known.longitude)) == pytest.approx(kilometres, abs=1)
    assert score < known.score


@pytest.mark.parametrize(
    ("phrase", "ends"),
    [
        ("entre Palma et Mueda", ("Palma", "Mueda")),
        ("entre la ville de Kidal et la localité de Tessalit, au Mali", ("Kidal", "Tessalit")),
        ("sur l'axe Sévaré-Bandiagara", ("Sévaré", "Bandiagara")),
        ("route reliant Gao à Ansongo", ("Gao", "Ansongo")),
    ],
)
def test_a_stretch_lies_halfway(phrase: str, ends: tuple[str, str]) -> None:
    name, point, _score = _first(phrase)
    assert name == " – ".join(ends)
    away = [distance_km(point, (place.latitude, place.longitude)) for place in (_of(end) for end in ends)]
    assert away[0] == pytest.approx(away[1], abs=15)


def _of(name: str) -> Place:
    country = {"Palma": "MZ", "Mueda": "MZ"}.get(name, "ML")
    return Gazetteer().lookup(name, country=country)[0]


@pytest.mark.parametrize("phrase", ["Kaya", "près de Kaya", "route de Gao", "camp de déplacés de Mugunga", "entre", ""])
def test_other_phrases_tell_no_point(phrase: str) -> None:
    assert told_places(phrase, Gazetteer().lookup) == ()


def test_ends_that_lie_oceans_apart_are_no_stretch() -> None:
    assert told_places("entre Bogota et Bagdad", Gazetteer().lookup) == ()


@pytest.mark.parametrize(
    ("phrase", "country", "name"),
    [
        ("Tripoli, au Liban", "LB", "Tripoli"),
        ("Tripoli (Libye)", "LY", "Tripoli"),
        ("aéroport d'Erbil, au Kurdistan irakien", "IQ", "Aéroport international d'Erbil"),
        ("Sainte-Catherine, dans le Sinaï", "EG", "Monastère Sainte-Catherine"),
        ("à 5 km d'Al-Bab en Syrie", "SY", "Al Bāb"),
    ],
)
def test_what_holds_the_place_decides_between_namesakes(phrase: str, country: str, name: str) -> None:
    place = Gazetteer().lookup(phrase)[0]
    assert (place.country, place.name) == (country, name)
