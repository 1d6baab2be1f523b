"""What a whole text is about."""

from __future__ import annotations

import pytest

from incidents import Article
from incidents.frames.qualify import QualifierKind
from incidents.frames.topic import topic_of, topic_refusal
from incidents.reading import read_article

MATCH = "Le buteur a fusillé le gardien au coup d'envoi du match ; à la mi-temps, le sélectionneur avait la victoire."
ATTACK = "Des djihadistes ont ouvert le feu sur un convoi de soldats. L'attentat a été revendiqué par l'État islamique."


def refusal_rule(text: str, title: str | None = None) -> str | None:
    refusal = topic_refusal(read_article(Article(text=text, published="2024-06-12")), title=title)
    return None if refusal is None else refusal.rule


def test_a_word_said_twice_counts_once() -> None:
    assert topic_of("penalty penalty").score(QualifierKind.SPORT) == topic_of("penalty").score(QualifierKind.SPORT)


def test_a_kind_without_words_scores_zero() -> None:
    assert topic_of("Bonjour.").score(QualifierKind.ACCIDENT) == 0.0


def test_a_match_report_is_sport() -> None:
    assert refusal_rule(MATCH) == "topic.sport"


def test_an_attack_is_refused_by_no_topic() -> None:
    assert refusal_rule(ATTACK) is None


def test_words_of_conflict_outweigh_words_of_sport() -> None:
    text = f"Devant le stade, à la fin du match, un kamikaze s'est fait exploser. {ATTACK}"
    assert refusal_rule(text) is None


def test_the_title_counts() -> None:
    text = "Un homme a poignardé une femme à Lyon. Il a été placé en garde à vue."
    assert refusal_rule(text) is None
    assert (
        refusal_rule(text, "Féminicide à Lyon : le conjoint jaloux, une dispute et un drame conjugal") == "topic.crime"
    )


def test_an_empty_text_is_refused_by_no_topic() -> None:
    assert refusal_rule(" ") is None


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("L'avalanche a emporté la cordée. Les secouristes cherchent les randonneurs dans la neige.", "topic.accident"),
        ("La Bourse a plongé : les investisseurs vendent, l'inflation inquiète les actionnaires.", "topic.economy"),
        (
            "Le film du réalisateur sort en salles, porté par une comédienne et un long métrage d'action.",
            "topic.fiction",
        ),
        (
            "L'exercice simulait une attaque : des figurants, un scénario fictif, des munitions à blanc.",
            "topic.exercise",
        ),
    ],
)
def test_each_topic_refuses(text: str, rule: str) -> None:
    assert refusal_rule(text) == rule


def test_a_bus_blown_up_by_a_movement_is_no_accident() -> None:
    text = (
        "Une explosion a projeté lundi un minibus contre un autocar. Neuf passagers sont morts, trois blessés. "
        "L'Armée de libération du Sud y voit une victoire."
    )
    assert refusal_rule(text) is None


def test_a_bus_in_a_ravine_is_an_accident() -> None:
    text = "Un autocar est tombé dans un ravin lundi. Le chauffeur avait perdu le contrôle ; neuf passagers sont morts."
    assert refusal_rule(text) == "topic.accident"
