"""The method of an event whose own triggers do not tell it, and the type of what crowds and gunmen do."""

from __future__ import annotations

import pytest

from incidents.article import Article
from incidents.extractor import Extractor
from incidents.types import AttackType


def _lead(extractor: Extractor, text: str, title: str | None = None) -> tuple[AttackType, str]:
    lead = extractor(Article(text=text, title=title, published="2023-05-10"))[0]
    rule = next(evidence.rule for evidence in lead.evidence if evidence.field == "attack_type")
    return lead.attack_type, rule


@pytest.mark.parametrize(
    ("text", "expected", "rule"),
    [
        (
            "Trois soldats ont été tués lundi à Gao. Un engin enterré sous la piste avait soufflé leur voiture.",
            AttackType.IED,
            "method.engin",
        ),
        (
            "Trois soldats ont été tués lundi à Gao par un engin enterré sous la piste.",
            AttackType.IED,
            "method.engin",
        ),
        (
            "Une explosion a fait trois morts lundi à Gao. L'armée parle d'un tir de missile.",
            AttackType.MISSILE,
            "trigger.missile",
        ),
        (
            "Deux villageois ont été attaqués lundi à Gao. Les ravisseurs n'ont rien demandé.",
            AttackType.ABDUCTION,
            "method.ravisseurs",
        ),
        ("Deux villageois ont été attaqués lundi à Gao. Aucun ravisseur n'a appelé.", AttackType.ATTACK, ""),
        (
            "Des jeunes s'en sont pris lundi à un poste de police à Gao.",
            AttackType.RIOT,
            "crowd.attaquer",
        ),
        (
            "Des hommes armés ont attaqué lundi des manifestants à Gao.",
            AttackType.ATTACK,
            "gunmen.attaquer",
        ),
    ],
)
def test_method(extractor: Extractor, text: str, expected: AttackType, rule: str) -> None:
    kind, told = _lead(extractor, text)
    assert kind is expected
    assert told.startswith(rule)


def test_an_attack_like_one_told_before_has_its_type(extractor: Extractor) -> None:
    text = (
        "Une grenade lancée samedi dans un bar de Goma a tué deux clients. "
        "Le 2 mars, une attaque semblable avait fait trois morts à Bukavu."
    )
    found = extractor(Article(text=text, published="2023-05-10"))
    assert [incident.attack_type for incident in found] == [AttackType.GRENADE, AttackType.GRENADE]


def test_the_title_tells_the_lead_s_method(extractor: Extractor) -> None:
    text = "Un général et deux passants ont été tués lundi à Colombo, a dit la police."
    assert _lead(extractor, text, "Un général tué dans un attentat suicide")[0] is AttackType.SUICIDE_BOMBING
    assert _lead(extractor, text, "Un général tué à Colombo")[0] is not AttackType.SUICIDE_BOMBING
