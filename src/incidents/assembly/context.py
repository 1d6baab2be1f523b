"""What an event takes from the text around it: date and place where its own words give none, lead or background."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from attrs import evolve, frozen

from incidents.assembly.clusters import Cluster
from incidents.frames.records import Findings
from incidents.incident import DateInterval, Location
from incidents.reading import BlockKind
from incidents.types import DatePrecision

_HISTORY_YEARS = 30


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


def settle(findings: Findings, clusters: Sequence[Cluster]) -> list[Settled]:
    """Settles date, place and standing of every cluster, in order."""
    found: list[Settled] = []
    for number, cluster in enumerate(clusters):
        date, span, date_rule = _date(findings, clusters, number)
        location, place_span, place_rule = _location(findings, clusters, number)
        background, background_rule = _background(findings, clusters, number, date)
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


def _date(
    findings: Findings, clusters: Sequence[Cluster], number: int
) -> tuple[DateInterval | None, tuple[int, int] | None, str]:
    cluster = clusters[number]
    if cluster.date is not None:
        mention = findings.dates[cluster.date.index]
        return mention.date, (mention.start, mention.end), f"{cluster.date.rule}.{mention.rule}"
    if any(frame.undated for frame in cluster.frames):
        return None, None, "date.none"
    donor = _donor(findings, clusters, number)
    if donor is not None and donor.date is not None:
        mention = findings.dates[donor.date.index]
        return mention.date, (mention.start, mention.end), "date.inherited"
    if cluster.flashback:
        return None, None, "date.none"
    return _report_day(findings, cluster)


def _donor(findings: Findings, clusters: Sequence[Cluster], number: int) -> Cluster | None:
    """The event whose date an undated one shares: the last dated one of its paragraph, else the lead."""
    cluster = clusters[number]
    block = findings.block_of[cluster.frames[0].sentence]
    before = [
        other
        for other in clusters[:number]
        if other.date is not None
        and findings.block_of[other.frames[0].sentence] == block
        and other.flashback == cluster.flashback
    ]
    if before:
        return before[-1]
    if cluster.flashback:
        return None
    return next((other for other in clusters if other.date is not None and other is not cluster and not other.flashback), None)


def _report_day(
    findings: Findings, cluster: Cluster
) -> tuple[DateInterval | None, tuple[int, int] | None, str]:
    """The day of the report, where the text presents the event as that day's news.

    That is a date in the lead that no event took, such as "a annoncé mardi", or the dateline's.
    """
    dateline = findings.reading.dateline
    lead = [
        date
        for date in findings.dates
        if date.date.precision is DatePrecision.DAY and _block_kind(findings, date.start) in (BlockKind.LEAD, BlockKind.TITLE)
    ]
    if lead:
        return lead[0].date, (lead[0].start, lead[0].end), "date.report_day"
    if dateline is not None and findings.published is not None and dateline.date is not None:
        day = findings.published
        interval = DateInterval(
            start=day, end=day, precision=DatePrecision.DAY, mention=findings.reading.text[slice(*dateline.date)]
        )
        return interval, dateline.date, "date.dateline"
    return None, None, "date.none"


def _block_kind(findings: Findings, position: int) -> BlockKind | None:
    for block in findings.reading.blocks:
        if block.start <= position < block.end:
            return block.kind
    return None


def _location(
    findings: Findings, clusters: Sequence[Cluster], number: int
) -> tuple[Location | None, tuple[int, int] | None, str]:
    cluster = clusters[number]
    if cluster.place is not None:
        place = findings.places[cluster.place.index]
        return place.location, (place.mention.start, place.mention.end), f"{cluster.place.rule}.{place.mention.rule}"
    sentence = cluster.frames[0].sentence
    block = findings.block_of[sentence]
    for other in range(sentence - 1, -1, -1):
        if findings.block_of[other] != block:
            break
        near = [findings.places[index] for index in findings.places_in[other]]
        near = [place for place in near if place.mention.locative and not place.mention.metonym]
        if near:
            place = near[0]
            return place.location, (place.mention.start, place.mention.end), "place.paragraph"
    donor = next(
        (other for other in clusters if other.place is not None and other is not cluster and not cluster.flashback), None
    )
    if donor is not None and donor.place is not None:
        place = findings.places[donor.place.index]
        return place.location, (place.mention.start, place.mention.end), "place.inherited"
    return _country(findings)


def _country(findings: Findings) -> tuple[Location | None, tuple[int, int] | None, str]:
    """Only the document's country, read off whatever words of the text name or imply it."""
    if findings.country is None:
        return None, None, "place.none"
    for place in findings.places:
        if place.location.country == findings.country:
            mention = place.location.mention if place.location.precision == 4 else None
            location = place.location if mention is not None else Location(mention=None, country=findings.country, precision=4)
            return location, (place.mention.start, place.mention.end), "place.country"
    for party in findings.parties:
        if party.country == findings.country:
            location = Location(mention=None, country=findings.country, precision=4)
            return location, (party.start, party.end), "place.nationality"
    return None, None, "place.none"


def _background(
    findings: Findings, clusters: Sequence[Cluster], number: int, date: DateInterval | None
) -> tuple[bool, str]:
    """Whether an event is background: all but the event of title and lead and what shares its day."""
    if number == 0:
        return (clusters[0].flashback and len(clusters) > 1 and False), "background.lead"
    cluster = clusters[number]
    if cluster.flashback:
        return True, "background.flashback"
    lead = clusters[0].interval
    if lead is not None and date is not None:
        same = date.start <= lead.end and lead.start <= date.end
        return not same, "background.same_day" if same else "background.other_day"
    return True, "background.later"


def too_old(interval: DateInterval | None, published: dt.date | None) -> bool:
    """Whether an event is history: more than thirty years before the publication (GUIDELINES, what is no incident)."""
    return interval is not None and published is not None and interval.end.year < published.year - _HISTORY_YEARS


def not_yet(interval: DateInterval | None, published: dt.date | None) -> bool:
    """Whether a date lies wholly after the publication day."""
    return interval is not None and published is not None and interval.start > published


def without_mention(location: Location) -> Location:
    """The same location, its mention dropped."""
    return evolve(location, mention=None)
