"""Where buildings and quarters lie that the gazetteer lacks: in the town of the tale, or of the title."""

from __future__ import annotations

from incidents import Article, Extractor
from incidents.incident import Location


def _place(extractor: Extractor, text: str, title: str | None = None) -> Location:
    location = extractor(Article(text=text, title=title, published="2021-04-08"))[-1].location
    assert location is not None
    return location


def test_a_building_has_the_point_of_the_town_named_before_it(extractor: Extractor) -> None:
    text = "Un attentat a visé lundi un poste à Béjaïa. Mardi, une bombe a explosé devant l'université Ibn-Badis."
    place = _place(extractor, text)
    assert place.mention is not None and "université" in place.mention
    assert (place.precision, round(place.latitude or 0), place.gazetteer_id) == (2, 37, None)


def test_a_building_has_the_point_of_the_town_in_the_title(extractor: Extractor) -> None:
    text = "Deux civils ont été tués lundi dans l'attaque du marché Bikeko."
    place = _place(extractor, text, "RDC : deux morts à Kinshasa")
    assert (place.precision, place.country, round(place.latitude or 0)) == (2, "CD", -4)


def test_an_unknown_village_has_no_point(extractor: Extractor) -> None:
    text = "Un attentat a visé lundi un poste à Béjaïa. Mardi, une bombe a explosé à Zorbatou."
    place = _place(extractor, text)
    assert (place.mention, place.latitude) == ("Zorbatou", None)


def test_an_unknown_village_lies_in_the_middle_of_the_stretch_that_the_text_names(extractor: Extractor) -> None:
    place = _place(extractor, "Lundi, une mine a tué trois paysans à Zoumtiga, entre Kaya et Dori, au Burkina Faso.")
    assert (place.mention, place.precision, place.country) == ("Zoumtiga", 2, "BF")
    assert 13.1 < (place.latitude or 0) < 14.0


def test_an_unknown_village_lies_in_the_direction_that_the_text_names(extractor: Extractor) -> None:
    place = _place(extractor, "Lundi, une mine a tué trois paysans à Zoumtigala, au nord de Kaya, au Burkina Faso.")
    assert 13.1 < (place.latitude or 0) < 13.4


def test_a_market_in_a_street_has_the_point_of_the_town_named_before_it(extractor: Extractor) -> None:
    text = "Des hommes ont surgi lundi à Béjaïa. Trois civils ont été tués au marché Tazrout, sur le boulevard Amriou."
    assert round(_place(extractor, text).latitude or 0) == 37


def test_a_river_in_the_title_names_no_country(extractor: Extractor) -> None:
    text = "LAGOS - Six marins ont été enlevés dimanche à Zorbatou, a annoncé la marine nigériane."
    assert _place(extractor, text, "Delta du Niger : six marins enlevés").country == "NG"
