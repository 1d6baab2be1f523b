import pytest

from incidents.errors import ValueNotAllowedError
from incidents.gazetteer.countries import countries, country, country_by_name, demonym_countries, demonym_forms


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Irak", "IQ"),
        ("l’Irak", "IQ"),
        ("la Centrafrique", "CF"),
        ("République centrafricaine", "CF"),
        ("RDC", "CD"),
        ("Congo-Kinshasa", "CD"),
        ("la RD Congo", "CD"),
        ("Birmanie", "MM"),
        ("le Myanmar", "MM"),
        ("Côte d'Ivoire", "CI"),
        ("COTE D’IVOIRE", "CI"),
        ("les États-Unis", "US"),
        ("aux Émirats arabes unis", "AE"),
        ("Sahara occidental", "EH"),
        ("Territoires palestiniens", "PS"),
        ("Soudan du Sud", "SS"),
        ("Bagdad", None),
        ("", None),
        ("x" * 10_000, None),
    ],
)
def test_country_by_name(text: str, code: str | None) -> None:
    assert country_by_name(text) == code


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("malien", ("ML",)),
        ("maliennes", ("ML",)),
        ("burkinabè", ("BF",)),
        ("burkinabés", ("BF",)),
        ("nigérien", ("NE",)),
        ("nigérian", ("NG",)),
        ("nigériane", ("NG",)),
        ("congolaises", ("CD", "CG")),
        ("guinéen", ("GN", "GW", "GQ")),
        ("soudanais", ("SD",)),
        ("sud-soudanaise", ("SS",)),
        ("turques", ("TR",)),
        ("grecque", ("GR",)),
        ("soviétique", ("RU",)),
        ("US", ("US",)),
        ("us", ()),
        ("Israélienne", ("IL",)),
        ("kurde", ()),
        ("", ()),
    ],
)
def test_demonym_countries(text: str, codes: tuple[str, ...]) -> None:
    assert demonym_countries(text) == codes


@pytest.mark.parametrize(
    ("written", "forms"),
    [
        ("syrien", ("syrien", "syrienne", "syriens", "syriennes")),
        ("irlandais", ("irlandais", "irlandaise", "irlandais", "irlandaises")),
        ("russe", ("russe", "russe", "russes", "russes")),
        ("afghan", ("afghan", "afghane", "afghans", "afghanes")),
    ],
)
def test_demonym_forms(written: str, forms: tuple[str, ...]) -> None:
    assert demonym_forms(written) == forms


def test_every_country_is_whole() -> None:
    assert len({entry.code for entry in countries()}) == len(countries()) == 250
    for entry in countries():
        assert entry.name and entry.acled_region and entry.acled_name, entry.code
        assert abs(entry.latitude) <= 90 and abs(entry.longitude) <= 180


def test_names_and_demonyms_of_every_country_lead_back_to_it() -> None:
    for entry in countries():
        assert country_by_name(entry.name) == entry.code
        assert all(entry.code in demonym_countries(form) for form in entry.demonyms)


def test_unknown_code() -> None:
    with pytest.raises(ValueNotAllowedError, match="'ZZ'"):
        country("ZZ")
