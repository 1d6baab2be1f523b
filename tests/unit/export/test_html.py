"""What a notebook shows."""

from __future__ import annotations

import re

from support.records import TEXT, make_incident

from incidents import Article
from incidents.export.html import SHOWN, marked_text, to_html
from incidents.incident import Evidence, Trigger


def evidence(field: str, words: str) -> Evidence:
    start = TEXT.index(words)
    return Evidence(field=field, start=start, end=start + len(words), text=words, rule="rule.test")


def marks(*pieces: Evidence) -> list[tuple[str, str]]:
    page = marked_text(TEXT, [make_incident(evidence=pieces)])
    return re.findall(r'<mark title="1: (\w+)"[^>]*>([^<]*)</mark>', page)


def test_words_are_marked_with_their_field() -> None:
    assert marks(evidence("date", "Lundi")) == [("date", "Lundi"), ("trigger", "attaqué")]


def test_of_two_that_begin_together_the_longer_is_marked() -> None:
    both = evidence("fatalities", "au moins"), evidence("targets", "au moins douze morts")
    assert ("targets", "au moins douze morts") in marks(*both)


def test_a_trigger_wins_over_what_it_stands_in() -> None:
    assert marks(evidence("actors", "ont attaqué des")) == [("trigger", "attaqué")]


def test_the_text_is_all_there() -> None:
    page = marked_text(TEXT, [make_incident(evidence=(evidence("date", "Lundi"), evidence("location", "Gorom-Gorom")))])
    assert re.sub(r"<[^>]*>", "", page) == TEXT


def test_a_long_text_is_cut() -> None:
    text = "x" * (SHOWN + 1)
    incident = make_incident(trigger=Trigger(text="x", start=SHOWN, end=SHOWN + 1), evidence=())
    page = marked_text(text, [incident])
    assert page == "x" * SHOWN + " […]"


def test_each_incident_is_a_row_with_its_colour() -> None:
    page = to_html([make_incident(), make_incident(id="b")], Article(text=TEXT, published=None))
    assert page.count("<tr>") == 3
    assert len(set(re.findall(r'<td style="background:(#\w+)', page))) == 2


def test_nothing_is_told_with_its_reason() -> None:
    assert to_html([], Article(text="", published=None), "no text") == "<p>No incident (no text).</p>"
