import geopy
import pytest
from geopy.geocoders.base import Geocoder

from incidents.errors import ArgumentError
from incidents.gazetteer import GazetteerGeocoder


@pytest.fixture(scope="module")
def geocoder() -> GazetteerGeocoder:
    return GazetteerGeocoder()


def test_it_is_one_of_geopys(geocoder: GazetteerGeocoder) -> None:
    assert isinstance(geocoder, Geocoder)


def test_geocode_gives_a_location(geocoder: GazetteerGeocoder) -> None:
    found = geocoder.geocode("Mossoul")
    assert isinstance(found, geopy.Location)
    assert found.address == "Mossoul, Ninive, Irak"
    assert found.raw["country"] == "IQ" and found.raw["kind"] == "settlement"
    assert found.latitude == pytest.approx(36.34, abs=0.1)


def test_nothing_found_is_none(geocoder: GazetteerGeocoder) -> None:
    assert geocoder.geocode("zzzzqqq") is None
    assert geocoder.geocode("zzzzqqq", exactly_one=False) is None
    assert geocoder.reverse((0.0, -140.0)) is None


def test_country_codes_and_limit(geocoder: GazetteerGeocoder) -> None:
    found = geocoder.geocode("Tripoli", exactly_one=False, country_codes=["LB", "GR"], limit=2)
    assert len(found) == 2
    assert {location.raw["country"] for location in found} == {"LB", "GR"}
    assert geocoder.geocode("Tripoli", country_codes="LB").raw["country"] == "LB"


@pytest.mark.parametrize("query", [(33.34, 44.4), geopy.Point(33.34, 44.4), "33.34, 44.4"])
def test_reverse(geocoder: GazetteerGeocoder, query: object) -> None:
    assert geocoder.reverse(query).raw["country"] == "IQ"
    assert len(geocoder.reverse(query, exactly_one=False, limit=3)) == 3


def test_reverse_of_no_point(geocoder: GazetteerGeocoder) -> None:
    with pytest.raises(ArgumentError, match="point"):
        geocoder.reverse("nulle part")


@pytest.mark.parametrize("query", ["Bamako, Mali", "Bamako, District de Bamako, Mali"])
def test_a_country_may_follow_the_name(geocoder: GazetteerGeocoder, query: str) -> None:
    found = geocoder.geocode(query)
    assert found is not None
    assert found.raw["name"] == "Bamako"


def test_the_country_after_the_name_is_kept_to(geocoder: GazetteerGeocoder) -> None:
    found = geocoder.geocode("Tripoli, Liban")
    assert found is not None
    assert found.raw["country"] == "LB"
