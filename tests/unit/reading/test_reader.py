"""Paragraphs, titles, tails and the language of whole articles."""

from __future__ import annotations

import re
import textwrap

import pytest

from incidents.article import Article
from incidents.lexicons.loader import lexicon_path, load_entries
from incidents.reading import BlockKind, normalise, read_article
from incidents.reading.language import LanguageEntry, guess_language
from incidents.reading.normalise import TagRule, strip_accents
from incidents.reading.press_copy import PartEntry, PressEntry, parts, recognise

FIRST = "Une attaque a fait douze morts lundi dans le nord du pays, selon un porte-parole de l'armée joint hier."
SECOND = "Les assaillants, arrivés à moto au lever du jour, ont pris la fuite vers la frontière devant les renforts."
PRESS = load_entries(lexicon_path("press_copy.toml"), PressEntry)
LANGUAGES = load_entries(lexicon_path("reading_languages.toml"), LanguageEntry)
TAGS = load_entries(lexicon_path("reading_markup.toml"), TagRule)
PARTS = load_entries(lexicon_path("reading_parts.toml"), PartEntry)


def blocks(text: str, title: str | None = None) -> list[tuple[str, str]]:
    reading = read_article(Article(text=text, published=None, title=title))
    return [(block.kind.value, reading.text[block.start : block.end]) for block in reading.blocks]


@pytest.mark.parametrize(("entry", "line"), [(entry, line) for entry in PRESS for line in entry.matches])
def test_press_copy_matches(entry: PressEntry, line: str) -> None:
    found = recognise(normalise(line).text)
    assert found is not None
    assert found.kind.value == entry.kind


@pytest.mark.parametrize("line", [line for entry in PRESS for line in entry.rejects])
def test_press_copy_rejects(line: str) -> None:
    assert recognise(normalise(line).text) is None


@pytest.mark.parametrize(("code", "text"), [(entry.id, text) for entry in LANGUAGES for text in entry.matches])
def test_language_matches(code: str, text: str) -> None:
    assert guess_language(text) == code


@pytest.mark.parametrize(("code", "text"), [(entry.id, text) for entry in LANGUAGES for text in entry.rejects])
def test_language_rejects(code: str, text: str) -> None:
    assert guess_language(text) != code


@pytest.mark.parametrize("example", [text for rule in TAGS for text in rule.matches])
def test_tag_matches(example: str) -> None:
    inside = example[example.index("[") + 1 : example.rindex("]")]
    assert normalise(example.replace("[", "").replace("]", "")).text.split("\n")[-1] == inside


@pytest.mark.parametrize("example", [text for rule in TAGS for text in rule.rejects])
def test_tag_rejects(example: str) -> None:
    assert "\n" not in normalise(example).text


@pytest.mark.parametrize("entry", PARTS, ids=lambda entry: entry.id)
def test_part_examples(entry: PartEntry) -> None:
    pattern = re.compile(rf"\b{parts()[entry.id]}\b", re.IGNORECASE)
    for example in entry.matches:
        inside = example[example.index("[") + 1 : example.index("]")]
        found = pattern.search(strip_accents(example))
        assert found is not None
        assert found[0] == strip_accents(inside)
    for example in entry.rejects:
        assert pattern.search(strip_accents(example)) is None


def test_title_lead_heading_body() -> None:
    text = f"Douze morts dans une attaque\n\n{FIRST}\n\nLa fuite\n\n{SECOND}"
    assert blocks(text) == [
        ("title", "Douze morts dans une attaque"),
        ("lead", FIRST),
        ("title", "La fuite"),
        ("body", SECOND),
    ]


def test_a_line_equal_to_the_given_title_is_a_title_though_it_has_a_stop() -> None:
    assert blocks(f"Douze morts.\n\n{FIRST}", title="« Douze morts »")[0] == ("title", "Douze morts.")


def test_one_sentence_is_a_lead() -> None:
    assert blocks("Attaque à Solhan") == [("lead", "Attaque à Solhan")]


@pytest.mark.parametrize("gap", ["\n\n", "\n"])
def test_wrapped_paragraphs_stay_whole(gap: str) -> None:
    paragraphs = [FIRST, SECOND, FIRST + " " + SECOND]
    text = gap.join(textwrap.fill(paragraph, 64) for paragraph in paragraphs)
    assert [found.replace("\n", " ") for _, found in blocks(text)] == paragraphs


def test_lines_are_paragraphs_when_they_are_not_wrapped() -> None:
    assert [found for _, found in blocks(f"{FIRST}\n{SECOND}\n{FIRST}")] == [FIRST, SECOND, FIRST]


def test_items_of_a_list_are_blocks_of_their_own() -> None:
    text = f"{FIRST}\n\nLe bilan :\n- Gao : deux morts ;\n- Kidal : trois morts.\n\n{SECOND}"
    kinds = blocks(text)
    assert ("body", "- Gao : deux morts ;") in kinds
    assert ("body", "- Kidal : trois morts.") in kinds


def test_links_under_a_heading_are_related_until_prose_comes() -> None:
    text = f"{FIRST}\n\nLire aussi\n- Gao : deux soldats tués\nTrois morts à Kidal\n\n{SECOND}"
    assert [kind for kind, _ in blocks(text)] == ["lead", "related", "related", "related", "body"]


@pytest.mark.parametrize(
    ("tail", "kind"),
    [
        ("(Belga)", "agency"),
        ("AP", "agency"),
        ("Fin", "agency"),
        ("Vues : 3 | Subscribe to our newsletter!", "counter"),
        ("Lire aussi : Deux morts à Gao", "related"),
    ],
)
def test_a_tail_is_cut_off(tail: str, kind: str) -> None:
    assert blocks(f"{FIRST}\n\n{SECOND} {tail}") == [("lead", FIRST), ("body", SECOND), (kind, tail)]


def test_a_tail_of_prose_stays() -> None:
    assert blocks(f"{FIRST} Selon l'AFP, deux soldats sont morts.")[0][1].endswith("deux soldats sont morts.")


def test_read_also_inside_prose_stays_prose() -> None:
    text = FIRST + " Il faut lire aussi : l'armée a menti. " + SECOND
    assert blocks(text) == [("lead", text)]


def test_prose_glued_to_a_link_is_kept() -> None:
    text = f"{FIRST}\n\nLire aussi : Deux morts à Gao. {FIRST} {SECOND} {FIRST}"
    assert [kind for kind, _ in blocks(text)] == ["lead", "related", "body"]


def test_a_last_line_without_a_stop_is_a_signature() -> None:
    assert blocks(f"{FIRST}\n\n{SECOND}\n\nLe Courrier du Sahel")[-1] == ("agency", "Le Courrier du Sahel")


@pytest.mark.parametrize(
    ("text", "french"),
    [
        (FIRST, True),
        ("Solhan", True),
        ("", True),
        ("The army said that twelve soldiers were killed in the attack on the town.", False),
        ("El ejército dijo que los soldados fueron atacados en la ciudad.", False),
        ("Die Armee hat nach dem Angriff auf die Stadt zwei Soldaten verloren.", False),
        ("Армия сообщила о гибели двенадцати солдат.", False),
        ("قال الجيش إن اثني عشر جنديا قتلوا في الهجوم", False),
        (f"The army said that it was attacked in the town.\n\n{FIRST}\n\n{SECOND}", True),
    ],
)
def test_french(text: str, french: bool) -> None:
    assert read_article(Article(text=text, published=None)).french is french


@pytest.mark.parametrize("junk", [piece * 9999 for piece in ("(", "A-", "Lire aussi ", " | ", "<a", "\x00", "Aa\n")])
def test_junk_is_read(junk: str) -> None:
    reading = read_article(Article(text=junk, published=None))
    assert all(isinstance(block.kind, BlockKind) for block in reading.blocks)
