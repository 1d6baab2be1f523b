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


def test_a_building_has_the_point_of_the_town_named_before_it_in_its_clause(extractor: Extractor) -> None:
    text = "À Bamako, une bombe a tué huit clients lundi à l'hôtel Zoumba ; à Ouagadougou, mardi, un café a brûlé."
    incidents = extractor(Article(text=text, published="2021-04-08"))
    assert incidents[0].location is not None
    assert incidents[0].location.country == "ML"


def test_a_building_has_the_point_of_the_capital_that_the_text_speaks_of(extractor: Extractor) -> None:
    text = "Un poste a été attaqué lundi à Lublin. Le gouvernement polonais accuse Moscou."
    text += "\n\nMardi, un incendie volontaire a ravagé le marché Zoumba, dans la capitale."
    place = _place(extractor, text)
    assert (place.precision, place.country, round(place.latitude or 0, 1)) == (2, "PL", 52.2)


def test_a_restaurant_called_so_behind_its_name_has_the_point_of_its_town(extractor: Extractor) -> None:
    text = "Un homme a ouvert le feu lundi au Zoumba, un restaurant de Bamako, au Mali : cinq morts."
    place = _place(extractor, text)
    assert (place.mention, place.precision, round(place.latitude or 0, 1)) == ("Zoumba", 2, 12.6)


def test_an_unknown_village_lies_on_the_stretch_named_before_it(extractor: Extractor) -> None:
    text = "Lundi, sur l'axe Kaya-Dori, trois paysans ont été tués par une mine à hauteur de Zoumtiga, au Burkina Faso."
    place = _place(extractor, text)
    assert (place.mention, place.precision, place.country) == ("Zoumtiga", 2, "BF")
    assert 13.1 < (place.latitude or 0) < 14.0


def test_a_road_called_after_a_place_abroad_lies_in_the_town_of_the_tale(extractor: Extractor) -> None:
    text = (
        "Des bandes rivales ont échangé des tirs lundi à Beyrouth, au Liban, sur l'ancienne route de Damas : un mort."
    )
    assert _place(extractor, text).country == "LB"


def test_the_capital_is_the_one_that_the_text_names(extractor: Extractor) -> None:
    text = (
        "BUJUMBURA - La tension monte au Burundi. Deux manifestants ont été tués lundi par la police dans la capitale."
    )
    assert round(_place(extractor, text).longitude or 0, 1) == 29.4


def test_a_quarter_lies_in_the_town_before_it(extractor: Extractor) -> None:
    text = "Des tirs ont fait deux morts lundi à Istanbul, dans le quartier de Zoumba."
    place = _place(extractor, text)
    assert (place.country, round(place.latitude or 0)) == ("TR", 41)
