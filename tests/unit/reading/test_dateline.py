"""Datelines and what is none."""

from __future__ import annotations

import pytest

from incidents.article import Article
from incidents.lexicons.loader import lexicon_path, load_entries
from incidents.reading import read_article
from incidents.reading.dateline import LabelEntry, find_dateline, find_label

LABELS = load_entries(lexicon_path("reading_labels.toml"), LabelEntry)
REPORT = "Deux soldats ont été tués lundi, selon l'armée."


@pytest.mark.parametrize(
    ("head", "place", "date", "agency"),
    [
        ("OUAGADOUGOU (AFP) – ", "OUAGADOUGOU", None, "AFP"),
        ("BAMAKO, 3 mai (Reuters) - ", "BAMAKO", "3 mai", "Reuters"),
        ("Ouagadougou, (Xinhua/AIB) – ", "Ouagadougou", None, "Xinhua/AIB"),
        ("Bagdad — ", "Bagdad", None, None),
        ("(Belga) ", None, None, "Belga"),
        ("(Kaboul) ", "Kaboul", None, None),
        ("De notre correspondant à Niamey, ", "Niamey", None, None),
        ("Goma (RD Congo), 26 jan 2025 (AFP) - ", "Goma", "26 jan 2025", "AFP"),
        ("Kano (Nigeria) - ", "Kano", None, None),
        ("NAZRAN, Russie - ", "NAZRAN", None, None),
        ("CARACAS | ", "CARACAS", None, None),
        ("Bayonne, envoyée spéciale. ", "Bayonne", None, None),
        ("Port-au-Prince — ", "Port-au-Prince", None, None),
        ("YAOUNDÉ – ", "YAOUNDÉ", None, None),
        ("SFAX (correspondance) – ", "SFAX", None, None),
        ("Gao (de notre correspondant). ", "Gao", None, None),
        ("Paris, le 18 mars 2015 – ", "Paris", "18 mars 2015", None),
        ("TRIPOLI, 8 mars (Xinhua) -- ", "TRIPOLI", "8 mars", "Xinhua"),
        ("JERUSALEM, 6 février 2020 (ats/afp) - ", "JERUSALEM", "6 février 2020", "ats/afp"),
    ],
)
def test_dateline(head: str, place: str | None, date: str | None, agency: str | None) -> None:
    text = head + REPORT
    found = find_dateline(text, 0, len(text))
    assert found is not None
    assert text[found.end :] == REPORT
    assert (text[slice(*found.place)] if found.place else None) == place
    assert (text[slice(*found.date)] if found.date else None) == date
    assert found.agency == agency


@pytest.mark.parametrize(
    "text",
    [
        "Lundi – Deux soldats ont été tués.",
        "Attaque – Deux soldats ont été tués.",
        "Bamako a annoncé lundi la mort de deux soldats.",
        "Bamako - la capitale - a été attaquée.",
        "Le Mali (AFP) compte ses morts.",
        "Deux soldats – des Tchadiens – ont été tués.",
        "03h15. Les tirs ont repris.",
        "- Gao : deux morts.",
        "",
    ],
)
def test_no_dateline(text: str) -> None:
    assert find_dateline(text, 0, len(text)) is None


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("ENTRETIEN — Le général répond.", "ENTRETIEN — "),
        ("[DÉCRYPTAGE] Pourquoi le nord s'embrase.", "[DÉCRYPTAGE] "),
        ("EN DIRECT – L'essentiel du jour.", "EN DIRECT – "),
        ("Attaque : douze morts.", None),
        ("Bamako : douze morts.", None),
    ],
)
def test_label(text: str, cut: str | None) -> None:
    end = find_label(text, 0, len(text))
    assert (None if end is None else text[:end]) == cut


@pytest.mark.parametrize("line", ["De notre correspondant à Dakar", "Dakar, correspondance", "Dakar, le 26 mai 2024"])
def test_a_line_of_its_own_is_a_dateline(line: str) -> None:
    reading = read_article(Article(text=f"{line}\n\n{REPORT}", published=None))
    assert reading.dateline is not None
    assert reading.dateline.place is not None
    assert reading.text[slice(*reading.dateline.place)] == "Dakar"
    assert [block.kind.is_prose for block in reading.blocks] == [False, True]


def test_the_dateline_is_outside_the_lead() -> None:
    reading = read_article(Article(text=f"GAO (AFP) – {REPORT}", published=None))
    lead = reading.blocks[-1]
    assert reading.text[lead.start : lead.end] == REPORT
    assert lead.kind.value == "lead"


def _unmark(marked: str) -> tuple[str, int]:
    """A paragraph without the outer brackets, and where they close."""
    close = marked.index("]] ") + 1 if marked.startswith("[[") else marked.index("]")
    return marked[1:close] + marked[close + 1 :], close - 1


@pytest.mark.parametrize(("entry", "marked"), [(entry, text) for entry in LABELS for text in entry.matches])
def test_label_matches(entry: LabelEntry, marked: str) -> None:
    text, close = _unmark(marked)
    end = find_label(text, 0, len(text))
    if entry.label:
        assert end is not None
        assert text[:end].rstrip() == text[:close].rstrip()
    else:
        assert end is None
        assert find_dateline(text, 0, len(text)) is None


@pytest.mark.parametrize("text", [text for entry in LABELS for text in entry.rejects])
def test_label_rejects(text: str) -> None:
    assert find_label(text, 0, len(text)) is None
