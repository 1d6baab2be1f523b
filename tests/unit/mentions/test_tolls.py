"""What a sentence says befell people: casualty words, figures and their flags."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from incidents.annotation import Annotator
from incidents.mentions.tolls import TollMention, may_hold_toll, read_tolls
from incidents.mentions.tolls import find_tolls as find_in_doc
from incidents.mentions.triggers import Casualty, find_triggers


@pytest.fixture(scope="module")
def find_tolls(stanza_annotator: Annotator) -> Callable[[str], tuple[TollMention, ...]]:
    def find(text: str) -> tuple[TollMention, ...]:
        (doc,) = stanza_annotator.annotate([text])
        return find_in_doc(doc, find_triggers(doc))

    return find


Find = Callable[[str], tuple[TollMention, ...]]


def test_a_toll_points_at_its_figure(find_tolls: Find) -> None:
    text = "L'embuscade a fait douze morts."
    (toll,) = find_tolls(text)
    assert text[toll.start : toll.end] == "douze"


def test_a_toll_knows_the_trigger_it_hangs_on(find_tolls: Find) -> None:
    (toll,) = find_tolls("Six gendarmes ont été tués.")
    assert toll.trigger is not None
    assert toll.trigger.entry.id == "tuer"


def test_a_part_alone_is_marked(find_tolls: Find) -> None:
    tolls = find_tolls("Des villageois sont rentrés, dont trois ont été blessés.")
    assert [(toll.low, toll.subset) for toll in tolls] == [(3, True)]


def test_a_figure_over_years_is_marked(find_tolls: Find) -> None:
    (toll,) = find_tolls("La guerre a fait 8 000 morts depuis 2014.")
    assert toll.aggregate


def test_a_last_months_attack_is_no_aggregate(find_tolls: Find) -> None:
    (toll,) = find_tolls("Le mois dernier, une attaque avait fait huit morts à Djibo.")
    assert not toll.aggregate


def test_a_figure_of_two_attacks_is_marked(find_tolls: Find) -> None:
    (toll,) = find_tolls("Deux attaques ont coûté la vie à cinq soldats.")
    assert toll.several


def test_killed_attackers_are_marked(find_tolls: Find) -> None:
    (toll,) = find_tolls("Quatre assaillants ont été tués.")
    assert toll.assailants


def test_a_replaced_figure_is_marked(find_tolls: Find) -> None:
    (toll,) = find_tolls("Le gouverneur avait d'abord annoncé cinq morts.")
    assert toll.former


def test_a_new_figure_is_marked(find_tolls: Find) -> None:
    (toll,) = find_tolls("Le nouveau bilan est de neuf morts.")
    assert toll.revised


def test_one_figure_may_tell_of_abduction_and_death(find_tolls: Find) -> None:
    tolls = find_tolls("Trois bergers ont été enlevés, puis deux d'entre eux tués.")
    assert {(toll.casualty, toll.low) for toll in tolls} >= {(Casualty.ABDUCTED, 3)}


def test_a_figure_beside_a_thing_is_no_toll(find_tolls: Find) -> None:
    assert find_tolls("L'armée a abattu deux drones et détruit huit pick-up.") == ()


def test_a_title_is_read_by_its_words_alone() -> None:
    tolls = read_tolls("Burkina : cinq soldats et un civil tués, huit blessés")
    assert [(toll.casualty, toll.low) for toll in tolls] == [(Casualty.FATALITIES, 6), (Casualty.INJURED, 8)]


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("Quatre policiers dont une inspectrice ont été tués.", 4),
        ("Au moins neuf agents, dont un chef et deux gardes, ont été tués.", 9),
        ("Six colons (dont deux enfants) ont été tués.", 6),
        ("Huit habitants, dont le maire et son fils, ont été tués.", 8),
        ("Cinq policiers, deux gendarmes et deux gardes ont été tués.", 9),
    ],
)
def test_a_whole_goes_before_its_part_without_a_parse(text: str, low: int) -> None:
    assert [toll.low for toll in read_tolls(text)] == [low]


def test_a_running_count_is_an_aggregate(find_tolls: Find) -> None:
    (toll,) = find_tolls("Cette mort porte à huit le nombre de reporters tués depuis le coup d'État.")
    assert toll.aggregate


def test_a_count_since_a_weekday_belongs_to_the_fight(find_tolls: Find) -> None:
    (toll,) = find_tolls("Ce décès porte à huit le nombre de tués dans les combats depuis samedi.")
    assert not toll.aggregate


def test_an_article_before_a_number_word_counts_nobody(find_tolls: Find) -> None:
    assert find_tolls("Un nombre indéterminé de rebelles ont été tués.") == ()


@pytest.mark.parametrize("text", ["", "   ", "\x00\x01", "12 " * 2000, "tué " * 2000, "«" * 500])
def test_odd_lines_are_read_without_fault(text: str) -> None:
    assert isinstance(read_tolls(text), tuple)


def test_a_sentence_without_casualty_word_needs_no_parse() -> None:
    assert not may_hold_toll("Le conseil municipal se réunira jeudi.")
    assert may_hold_toll("Un obus a fait trois martyrs.")


def test_a_row_of_figures_without_end_stays_bounded() -> None:
    assert len(read_tolls("tué 12 soldats, " * 3000)) <= 60
