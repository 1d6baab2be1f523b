"""Ambiguous triggers count only with what they need around them."""

from __future__ import annotations

import pytest

from incidents.annotation import Annotator
from incidents.article import Article
from incidents.extractor import Extractor


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Le nouveau président, Bola Tinubu, a été investi lundi 29 mai à Abuja.", "need.goods_target"),
        ("La chute de la monnaie a surpris mardi les marchands de Kano.", "need.place"),
        ("Une statue est tombée mardi 23 mai à Kano.", "need.people_target"),
    ],
)
def test_a_trigger_without_what_it_needs_is_turned_down(stanza_annotator: Annotator, text: str, rule: str) -> None:
    explanation = Extractor(engine=stanza_annotator).explain(Article(text=text, published="2023-06-01"))
    assert len(explanation.incidents) == 0
    assert rule in {rejection.rule for rejection in explanation.rejections}


def test_a_group_s_name_is_no_trigger(stanza_annotator: Annotator) -> None:
    text = "Le Groupe salafiste pour la prédication et le combat a parlé mardi 23 mai à Alger."
    explanation = Extractor(engine=stanza_annotator).explain(Article(text=text, published="2006-06-01"))
    assert len(explanation.incidents) == 0
