"""Claims and attributions tied to their events, actors told beside them."""

from __future__ import annotations

from incidents import Article, Extractor, Incident


def _read(extractor: Extractor, text: str) -> list[Incident]:
    return list(extractor(Article(text=text, published="2023-05-10")))


def test_a_claim_goes_to_the_event_its_words_name(extractor: Extractor) -> None:
    text = (
        "Lundi, une bombe a explosé devant un commissariat à Peshawar. "
        "Mardi, le Tehrik-e-Taliban Pakistan a revendiqué l'embuscade qui a tué six soldats dimanche à Miranshah."
    )
    claimed = {
        incident.location.mention: [p.name for p in incident.claimed_by]
        for incident in _read(extractor, text)
        if incident.location
    }
    assert claimed["Miranshah"] == ["TTP"] or claimed["Miranshah"] == ["Tehrik-e-Taliban Pakistan"]
    assert claimed["Peshawar"] == []


def test_a_claim_of_all_goes_to_every_event_told_about_it(extractor: Extractor) -> None:
    text = (
        "Une mine a tué trois douaniers mardi à Wajir. Deux gendarmes ont été tués lundi dans une embuscade près de "
        "Mandera. Les shebab les ont toutes deux revendiquées."
    )
    assert [[p.name for p in incident.claimed_by] for incident in _read(extractor, text)] == [["Shebab"], ["Shebab"]]


def test_a_quoted_claim_speaks_of_the_open_events_of_the_leads_day(extractor: Extractor) -> None:
    text = (
        "Deux voitures piégées ont explosé jeudi dans le nord du Niger.\n\nA Agadez, la bombe a tué dix gendarmes. "
        "A Tahoua, une charge a détruit un dépôt.\n\n« Nous avons frappé les alliés de la France », "
        "a lancé le porte-parole du Mujao."
    )
    claimed = {i.location.mention: [p.name for p in i.claimed_by] for i in _read(extractor, text) if i.location}
    assert claimed["Agadez"] == claimed["Tahoua"] == ["Mujao"]


def test_a_claim_does_not_go_to_what_its_event_answered(extractor: Extractor) -> None:
    text = (
        "Mardi, des combattants d'Aqmi ont attaqué une base à Bassiknou.\n\nUn porte-parole d'Aqmi a assumé "
        "l'opération : il s'agissait de répondre au raid du 24 mars. Ce jour-là, les Mauritaniens avaient attaqué "
        "un camp à Wagadou."
    )
    incidents = _read(extractor, text)
    assert [bool(incident.claimed_by) for incident in incidents] == [True, *[False] * (len(incidents) - 1)]


def test_the_claimant_stands_before_a_described_actor(extractor: Extractor) -> None:
    text = "Des hommes armés ont attaqué samedi la caserne de Kpendjal. Le GSIM s'est attribué l'opération."
    [incident] = _read(extractor, text)
    assert [actor.name for actor in incident.actors] == ["GSIM", "hommes armés"]


def test_a_group_does_not_claim_what_struck_it(extractor: Extractor) -> None:
    text = "Une frappe a visé jeudi des positions du PKK à Qandil. Le PKK a revendiqué l'opération."
    assert all(not incident.claimed_by for incident in _read(extractor, text))


def test_an_attribution_keeps_who_attributes(extractor: Extractor) -> None:
    text = "Quinze villageois ont été tués dimanche près de Beni, en RDC. L'armée attribue l'attaque aux ADF."
    [incident] = _read(extractor, text)
    assert [actor.name for actor in incident.actors] == ["ADF"]
    assert incident.attributed_by == "L'armée"
    assert not incident.claimed_by


def test_a_denial_gives_no_actor(extractor: Extractor) -> None:
    text = "Une attaque a tué huit civils samedi à Masisi. Le M23 a démenti toute responsabilité."
    [incident] = _read(extractor, text)
    assert not incident.claimed_by


def test_kinds_are_settled_by_the_country_of_the_event(extractor: Extractor) -> None:
    text = "Des soldats français ont tué trois djihadistes mardi à Kidal, au Mali."
    [incident] = _read(extractor, text)
    assert [actor.kind.value for actor in incident.actors] == ["external_forces"]


def test_people_who_riot_are_rioters(extractor: Extractor) -> None:
    text = "Des manifestants ont saccagé la mairie de Kaolack mardi lors d'une émeute."
    [incident, *_] = _read(extractor, text)
    assert incident.actors and incident.actors[0].kind.value == "rioters"
