"""What an event takes from the text around it: date and place where its own words give none, lead or background."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Final, TypeAlias

from attrs import evolve, frozen

from incidents.assembly.clusters import Cluster
from incidents.assembly.title_places import title_place
from incidents.dates.mention import DateForm
from incidents.frames.anchors import is_limit, is_narrative, narrative_dates, scene_places, sentence_places
from incidents.frames.elsewhere import points_here
from incidents.frames.records import Findings
from incidents.incident import DateInterval, Location
from incidents.reading import BlockKind
from incidents.types import COUNTRY, REGION, DatePrecision, PlaceKind

_BY_COUNTRY: Final = "country"
_DOUBTED: Final = 0.5
_HISTORY_YEARS = 30
_RECENT_DAYS = 7
_REACH = 60
"""Sentences that a paragraph's tale is followed back."""
_LASTS_DAYS = 7
"""Days that an event may go on after the day it began."""
_UNTIL = re.compile(r"\bjusqu(?:e|['’]\w+)(?: l['’]\w+| la \w+| le \w+)?(?: d[ue'’])? ?$", re.IGNORECASE)
_SAME_TALE_DAYS = 1
"""Days within which two events that share a text are taken to share the place too."""
_STAYS = re.compile(r"\b(?:rest[éea]|demeur|repart|détenu|retenu|séjourn)", re.IGNORECASE)
"""Who stays until a day did not act until then: "ont attaqué samedi et sont restés jusqu'à lundi"."""
_HEAD = (BlockKind.TITLE, BlockKind.LEAD)
_Dated: TypeAlias = tuple[DateInterval | None, tuple[int, int] | None, str]
_Placed: TypeAlias = tuple[Location | None, tuple[int, int] | None, str]


@frozen
class Settled:
    """The date, place and standing of one event.

    Attributes:
        date: Its date.
        date_span: Where the date was read.
        date_rule: How it was reached.
        own_date: Whether the event's own words give it.
        location: Its place.
        location_span: Where the place was read.
        location_rule: How it was reached.
        own_place: Whether the event's own words give it.
        background: Told as background.
        background_rule: Why so or not.
    """

    date: DateInterval | None
    date_span: tuple[int, int] | None
    date_rule: str
    own_date: bool
    location: Location | None
    location_span: tuple[int, int] | None
    location_rule: str
    own_place: bool
    background: bool
    background_rule: str


_REPORT_DAY: Final = "date.report_day"
"""The rule of an event told as the news of the day on which somebody tells it."""


class _Tale:
    """Where and when the tale of a document stands, sentence by sentence; what all events may ask is found once."""

    def __init__(self, findings: Findings, clusters: Sequence[Cluster], title: str | None) -> None:
        self.findings = findings
        self.title = title
        self.clusters = clusters
        self.dates: dict[int, int] = {}
        self.places: dict[int, int] = {}
        for cluster in clusters:
            for frame in cluster.frames:
                date = frame.date if frame.date is not None else cluster.date
                if date is not None and is_narrative(findings.dates[date.index]):
                    self.dates.setdefault(frame.sentence, date.index)
                place = frame.place if frame.place is not None else cluster.place
                if place is not None:
                    self.places.setdefault(frame.sentence, place.index)

    def date_at(self, sentence: int) -> int | None:
        """The date at which the paragraph's tale stands in a sentence: that of the nearest event or words before."""
        return self._at(sentence, self.dates, lambda other: narrative_dates(self.findings, other)[-1:])

    def place_at(self, sentence: int) -> int | None:
        """The place where the paragraph's tale stands: that of the event told nearest before, else the first named."""
        return self._at(sentence, self.places, lambda other: scene_places(self.findings, other)[:1])

    def pointed_at(self, sentence: int) -> int | None:
        """The place that "y" means: the last named before it in its paragraph, even if nothing was told of it."""
        if not points_here(self.findings, sentence):
            return None
        return self._at(
            sentence, {}, lambda other: [at for at in sentence_places(self.findings, other) if self._fine(at)][-1:]
        )

    def _fine(self, index: int) -> bool:
        return self.findings.places[index].location.precision < REGION

    def _at(self, sentence: int, told: dict[int, int], named: Callable[[int], list[int]]) -> int | None:
        blocks = self.findings.block_of
        for other in range(sentence, max(-1, sentence - _REACH), -1):
            if blocks[other] != blocks[sentence]:
                break
            if other in told:
                return told[other]
            if other < sentence and (found := named(other)):
                return found[0]
        return None

    @cached_property
    def lead_date(self) -> int | None:
        """The date of the lead event, else the first that the lead paragraph gives and that is not a statement's."""
        first = self.clusters[0] if self.clusters else None
        if first is not None and first.date is not None and _is_day(first):
            return first.date.index
        told = [(number, dates[0]) for number in self._head if (dates := narrative_dates(self.findings, number))]
        eventful = {trigger.sentence for trigger in self.findings.triggers}
        apart = [date for _, date in told if self.findings.dates[date].form is not DateForm.ANAPHORIC]
        return next((date for number, date in told if number in eventful), apart[0] if apart else None)

    @cached_property
    def lead_place(self) -> int | None:
        """The first place that the lead paragraph names as a scene."""
        return next((places[0] for number in self._head if (places := scene_places(self.findings, number))), None)

    @cached_property
    def title_place(self) -> int | None:
        """The town that the title names as where its news happened."""
        return title_place(self.findings, self.title)

    @cached_property
    def named_place(self) -> int | None:
        """The first town that the lead paragraph names as whose something is: "la mairie d'Almaty"."""
        named = (index for number in self._head for index in sentence_places(self.findings, number))
        return next((index for index in named if self._fine(index)), None)

    @cached_property
    def _head(self) -> list[int]:
        findings = self.findings
        return [number for number in range(len(findings.doc.sentences)) if findings.block(number).kind in _HEAD]


def settle(findings: Findings, clusters: Sequence[Cluster], *, title: str | None = None) -> list[Settled]:
    """Settles date, place and standing of every cluster, in order."""
    tale = _Tale(findings, clusters, title)
    dates = [_date(tale, number) for number in range(len(clusters))]
    found: list[Settled] = []
    for number, cluster in enumerate(clusters):
        date, span, date_rule = dates[number]
        location, place_span, place_rule = _location(tale, number)
        background, background_rule = _background(findings, clusters, number, [item[0] for item in dates])
        found.append(
            Settled(
                date,
                span,
                date_rule,
                cluster.date is not None,
                location,
                place_span,
                place_rule,
                cluster.place is not None,
                background,
                background_rule,
            )
        )
    return found


def _date(tale: _Tale, number: int) -> _Dated:
    """The date of an event: its own, its paragraph's, the lead's, that of any other event, the report's day."""
    findings, clusters = tale.findings, tale.clusters
    cluster = clusters[number]
    dateline = _dateline_day(findings) if number == 0 and _is_dated_by_others(cluster) else None
    if dateline is not None:
        return dateline
    if cluster.date is not None:
        index = cluster.date.index
        return _of_mention(findings, index, f"{cluster.date.rule}.{findings.dates[index].rule}")
    if any(frame.undated for frame in cluster.frames):
        return None, None, "date.none"
    told = tale.date_at(cluster.frames[0].sentence)
    if told is not None:
        return _of_mention(findings, told, "date.paragraph")
    lead = tale.lead_date
    if lead is not None:
        return _of_mention(findings, lead, "date.lead")
    report = _report_day(findings) if number == 0 else None
    if report is not None and report[2] == _REPORT_DAY:
        return report
    donor = next((other for other in clusters if _is_day(other) and not other.flashback), None)
    if donor is not None and donor.date is not None:
        return _of_mention(findings, donor.date.index, "date.inherited")
    first = clusters[0]
    if number > 0 and first.date is not None and not cluster.flashback:
        return _of_mention(findings, first.date.index, "date.inherited")
    return _report_day(findings)


def _of_mention(findings: Findings, index: int, rule: str) -> _Dated:
    mention = findings.dates[index]
    return _until_report(_lasting(findings, index), findings.published), (mention.start, mention.end), rule


def _lasting(findings: Findings, index: int) -> DateInterval:
    """A day, and the days up to a limit that the text sets right after it: "samedi … jusqu'à l'aube de lundi"."""
    date = findings.dates[index].date
    if index + 1 == len(findings.dates) or not is_narrative(findings.dates[index]):
        return date
    limit = findings.dates[index + 1]
    between = findings.doc.text[findings.dates[index].end : limit.start]
    if not limit.limit or "\n" in between or _UNTIL.search(between) is None or _STAYS.search(between):
        return date
    return evolve(date, end=limit.date.end) if 0 < (limit.date.end - date.end).days <= _LASTS_DAYS else date


def _until_report(date: DateInterval, published: dt.date | None) -> DateInterval:
    """A date without the days that the report cannot know of: "cette semaine" told on its Friday."""
    if published is None or not date.start <= published < date.end:
        return date
    return evolve(date, end=published)


def _is_day(cluster: Cluster) -> bool:
    """Whether an event's own words date it to the day or a few."""
    return cluster.date is not None and is_narrative(cluster.findings.dates[cluster.date.index])


def _report_day(findings: Findings) -> _Dated:
    """The day of the report, where the text presents the event as that day's news.

    That is a date in the lead that only a statement bears, such as "a annoncé mardi", or the dateline's.
    """
    for index, mention in enumerate(findings.dates):
        counted = mention.form is DateForm.ANAPHORIC
        told = not counted and is_narrative(mention) and _block_kind(findings, mention.start) in _HEAD
        if told and not is_limit(findings, index):
            return _of_mention(findings, index, _REPORT_DAY)
    return _dateline_day(findings) or (None, None, "date.none")


def _dateline_day(findings: Findings) -> _Dated | None:
    """The publication day, where a dateline gives it: "Bamako, 3 mars (AFP)"."""
    dateline, day = findings.reading.dateline, findings.published
    if dateline is None or dateline.date is None or day is None:
        return None
    words = findings.reading.text[slice(*dateline.date)]
    interval = DateInterval(start=day, end=day, precision=DatePrecision.DAY, mention=words)
    return interval, dateline.date, "date.dateline"


def _is_dated_by_others(cluster: Cluster) -> bool:
    """Whether an event's own words give no date, and a later sentence only the month or year of something alike."""
    return cluster.date is not None and cluster.frames[0].date is None and not _is_day(cluster)


def _block_kind(findings: Findings, position: int) -> BlockKind | None:
    for block in findings.reading.blocks:
        if block.start <= position < block.end:
            return block.kind
    return None


def _location(tale: _Tale, number: int) -> _Placed:
    """The place of an event: its own, that of its paragraph's tale, the title's, the lead event's, the country."""
    findings, clusters = tale.findings, tale.clusters
    cluster = clusters[number]
    if cluster.place is not None:
        place = findings.places[cluster.place.index]
        return _of_place(findings, cluster.place.index, f"{cluster.place.rule}.{place.mention.rule}")
    index = tale.place_at(cluster.frames[0].sentence)
    if index is None:
        index = tale.pointed_at(cluster.frames[0].sentence)
    if index is not None:
        return _of_place(findings, index, "place.paragraph")
    struck = _struck_country(findings, cluster)
    if struck is not None:
        return _of_place(findings, struck, "place.struck")
    if _is_elsewhere(findings, clusters, cluster):
        return _country(findings)
    if tale.title_place is not None:
        return _of_place(findings, tale.title_place, "place.title")
    before = next((other.place for other in clusters[:number] if other.place is not None), None)
    if before is not None:
        return _of_place(findings, before.index, "place.inherited")
    index = tale.lead_place if tale.lead_place is not None else tale.named_place
    if index is not None:
        return _of_place(findings, index, "place.lead")
    behind = next((other.place for other in clusters[number + 1 :] if other.place is not None), None)
    if behind is not None:
        return _of_place(findings, behind.index, "place.inherited")
    return _country(findings)


def _is_elsewhere(findings: Findings, clusters: Sequence[Cluster], cluster: Cluster) -> bool:
    """Whether an event of another day has nothing to do with the lead's place: no "y", no "la même ville"."""
    date, lead = cluster.interval, clusters[0].interval
    if date is None or lead is None or abs((lead.start - date.start).days) <= _SAME_TALE_DAYS:
        return False
    return not any(points_here(findings, frame.sentence) for frame in cluster.frames)


def _struck_country(findings: Findings, cluster: Cluster) -> int | None:
    """The country that an event struck, where its words name it as what was aimed at: "des missiles contre Israël"."""
    for frame in cluster.frames:
        for filler in frame.targets:
            party = filler.party
            if party.rule != _BY_COUNTRY or filler.weight <= _DOUBTED:
                continue
            for index in findings.places_in[frame.sentence]:
                place = findings.places[index]
                if party.start <= place.mention.start < party.end and place.location.kind is PlaceKind.COUNTRY:
                    return index
    return None


def _of_place(findings: Findings, index: int, rule: str) -> _Placed:
    place = findings.places[index]
    return place.location, (place.mention.start, place.mention.end), rule


def _country(findings: Findings) -> _Placed:
    """Only the document's country, read off whatever words of the text name or imply it."""
    if findings.country is None:
        return None, None, "place.none"
    for place in findings.places:
        if place.location.country == findings.country:
            whole = place.location.precision == COUNTRY
            location = place.location if whole else Location(mention=None, country=findings.country, precision=COUNTRY)
            return location, (place.mention.start, place.mention.end), "place.country"
    for party in findings.parties:
        if party.country == findings.country:
            location = Location(mention=None, country=findings.country, precision=COUNTRY)
            return location, (party.start, party.end), "place.nationality"
    return None, None, "place.none"


def _background(
    findings: Findings, clusters: Sequence[Cluster], number: int, dates: Sequence[DateInterval | None]
) -> tuple[bool, str]:
    """Whether an event is background: all but that of title and lead paragraph, what shares its day, and its sequel."""
    if number == 0:
        return False, "background.lead"
    lead, date = dates[0], dates[number]
    trigger = clusters[number].frames[0].trigger
    if lead is not None and date is not None and _block_kind(findings, trigger.start) in _HEAD:
        recent = (lead.start - date.end).days <= _RECENT_DAYS
        return not recent, "background.lead_paragraph" if recent else "background.other_day"
    if clusters[number].flashback:
        return True, "background.flashback"
    if any(frame.undated for frame in clusters[number].frames):
        return True, "background.latest_of_many"
    if lead is None or date is None:
        return False, "background.undated"
    if date.start > lead.end:
        return False, "background.sequel"
    same = lead.start <= date.end
    return not same, "background.same_day" if same else "background.other_day"


def too_old(interval: DateInterval | None, published: dt.date | None) -> bool:
    """Whether an event is history: more than thirty years before the publication (GUIDELINES, what is no incident)."""
    return interval is not None and published is not None and interval.end.year < published.year - _HISTORY_YEARS


def not_yet(interval: DateInterval | None, published: dt.date | None) -> bool:
    """Whether a date lies wholly after the publication day."""
    return interval is not None and published is not None and interval.start > published
