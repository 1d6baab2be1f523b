"""Articles published where the calendar begins."""

from __future__ import annotations

import datetime as dt

from incidents import Article, Extractor


def test_an_article_of_the_first_day_of_the_calendar_is_read() -> None:
    found = Extractor()(
        Article(text="Deux soldats ont été tués lundi dans une attaque à Tessit, au Mali.", published=dt.date(1, 1, 1))
    )
    assert len(found) == 1
