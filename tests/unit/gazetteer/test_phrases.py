import pytest

from incidents.gazetteer.phrases import head_kind, readings
from incidents.types import PlaceKind


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("camp de déplacés de Mugunga", PlaceKind.CAMP),
        ("la base aérienne d’Aïn al-Asad", PlaceKind.BASE),
        ("champ pétrolier d'Al-Omar", PlaceKind.SITE),
        ("gouvernorat de Bassora", PlaceKind.REGION),
        ("territoire de Rutshuru", PlaceKind.DISTRICT),
        ("aéroport de Kandahar", PlaceKind.AIRPORT),
        ("l'île de Jolo", PlaceKind.AREA),
        ("Bagdad", None),
        ("Basel", None),
    ],
)
def test_head_kind(phrase: str, kind: PlaceKind | None) -> None:
    assert head_kind(phrase) is kind


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("siège du gouvernorat de Bassora", "Bassora"),
        ("Camp de Mugunga", "mugunga"),
        ("région d’Afrine", "Afrine"),
        ("province de bagdad", "bagdad"),
        ("Kinshasa (ouest)", "Kinshasa"),
        ("Ghouta-Est", "Ghouta"),
        ("cœur de Bagdad", "Bagdad"),
        ("périphérie d'al-Qaïm", "al-Qaïm"),
        ("village de ‘Ayn ‘Isa", "‘Ayn ‘Isa"),
        ("nord et Bagdad", "Bagdad"),
        ("université Abderrahmane-Mira de Béjaïa", "Béjaïa"),
    ],
)
def test_the_name_is_found_in_the_phrase(phrase: str, name: str) -> None:
    assert name in [reading.name for reading in readings(phrase)]


@pytest.mark.parametrize("name", ["al-Yusifiyah", "N’Djamena", "‘Afrīn", "Bagdad", "T4", ""])
def test_a_bare_name_has_one_reading(name: str) -> None:
    assert [reading.name for reading in readings(name)] == [name]


def test_the_whole_phrase_comes_first_and_weighs_most() -> None:
    found = readings("quartier Bab al-Oued d'Alger")
    assert found[0].name == "quartier Bab al-Oued d'Alger"
    assert [reading.weight for reading in found] == sorted((reading.weight for reading in found), reverse=True)
