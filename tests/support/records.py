"""One plain incident, and variations of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from types import SimpleNamespace
from typing import Any

from incidents import Article, Incidents
from incidents.incident import (
    AcledCoding,
    DateInterval,
    Evidence,
    Incident,
    Location,
    Party,
    Source,
    Toll,
    Trigger,
)
from incidents.reading.records import Block, BlockKind, Reading
from incidents.types import AttackType, DatePrecision, PartyKind, PlaceKind

TEXT = "Lundi, des hommes armés ont attaqué des orpailleurs à Gorom-Gorom : au moins douze morts."


def day(start: str, end: str | None = None, precision: DatePrecision = DatePrecision.DAY) -> DateInterval:
    """A date interval from ISO days."""
    return DateInterval(
        start=dt.date.fromisoformat(start),
        end=dt.date.fromisoformat(end or start),
        precision=precision,
        mention="Lundi",
    )


def party(name: str, kind: PartyKind, country: str | None = None) -> Party:
    """A party whose mention is its name."""
    return Party(mention=name, name=name, kind=kind, country=country)


def coding(event_type: str, sub_event_type: str, disorder_type: str = "Political violence") -> AcledCoding:
    """ACLED's three labels."""
    return AcledCoding(disorder_type=disorder_type, event_type=event_type, sub_event_type=sub_event_type)


def make_incident(**changes: Any) -> Incident:
    """An incident told by `TEXT`, with some of its fields replaced."""
    fields: dict[str, Any] = {
        "id": "0f3a9c",
        "attack_type": AttackType.ARMED_ASSAULT,
        "date": day("2021-04-05"),
        "location": Location(
            mention="Gorom-Gorom", name="Gorom-Gorom", kind=PlaceKind.SETTLEMENT, admin1="Sahel", country="BF",
            latitude=14.4429, longitude=-0.2345, precision=1, gazetteer_id="geonames:2360615",
        ),
        "actors": (party("hommes armés", PartyKind.UNKNOWN),),
        "targets": (party("orpailleurs", PartyKind.CIVILIANS),),
        "claimed_by": (),
        "attributed_by": None,
        "fatalities": Toll(low=12, mention="au moins douze"),
        "injured": None,
        "abducted": None,
        "acled": coding("Violence against civilians", "Attack"),
        "trigger": Trigger(text="attaqué", start=28, end=35),
        "background": False,
        "confidence": 0.9,
        "evidence": (Evidence(field="date", start=0, end=5, text="Lundi", rule="date.weekday"),),
        "source": Source(id="a1", title=None, publisher="L’Agence", url=None, published=dt.date(2021, 4, 6)),
    }  # fmt: skip
    return Incident(**{**fields, **changes})


def make_incidents(*incidents: Incident, reason: str | None = None) -> Incidents:
    """Incidents of `TEXT`."""
    return Incidents(incidents, article=Article(text=TEXT, published="2021-04-06", id="a1"), reason=reason)


class FakeExtractor:
    """Finds one incident in every text that has "attaqué" in it."""

    def __call__(self, article: Article) -> Incidents:
        if not article.text:
            return Incidents((), article=article, reason="no text")
        return Incidents((make_incident(),) if "attaqué" in article.text else (), article=article)

    def explain(self, article: Article) -> Any:
        block = Block(BlockKind.BODY, 0, len(article.text), "reading.default")
        return SimpleNamespace(
            reading=Reading(article.text, article.text, tuple(range(len(article.text) + 1)), (block,)),
            mentions=((28, 35, "trigger", "trigger.attaquer"),),
            rejections=(SimpleNamespace(start=0, end=5, rule="qualify.habit", reason="a habit"),),
            incidents=self(article),
        )

    def pipe(self, articles: Iterable[Article], workers: int = 1) -> Iterator[Incidents]:
        return map(self, articles)
