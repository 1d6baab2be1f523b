"""The tolls of the events of a document: which figures are whose."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import TypeAlias

from incidents.assembly.clusters import Cluster
from incidents.assembly.linking import counts_on, date_score
from incidents.assembly.places import same_place
from incidents.assembly.title_tolls import WEAK, drop_vague_titles, tell_title
from incidents.frames.records import EventFrame, Findings
from incidents.mentions.casualties import has_cue
from incidents.mentions.toll_ellipsis import ELSEWHERE
from incidents.mentions.tolls import TollMention, read_tolls
from incidents.mentions.triggers import Casualty, FrameKind, Strength

_BODIES = "toll.bodies"
_Told: TypeAlias = tuple[Cluster, EventFrame]


def assign_tolls(findings: Findings, clusters: Sequence[Cluster], title: str | None = None) -> None:
    """Gives every figure of a document to the event that it is told of; figures of none are left out.

    A figure belongs to the event whose words it hangs on, else to the nearest event of its sentence, else to the event
    told just before it in its paragraph, else just after, else to the lead. GUIDELINES, tolls: a toll of several
    incidents together, or of a country or a conflict, goes to none of them.
    """
    told: dict[int, list[_Told]] = {}
    for cluster in clusters:
        cluster.tolls.clear()
        for frame in cluster.frames:
            told.setdefault(frame.sentence, []).append((cluster, frame))
    unplaced: list[tuple[Cluster, TollMention]] = []
    titled = {(toll.casualty, toll.low) for toll in read_tolls(title)} if title else set()
    for toll in findings.tolls:
        if toll.aggregate or _names_place(findings, toll):
            continue
        if _is_parted(toll, told.get(toll.sentence, ())):
            continue
        if toll.sentence not in told and (_sums_period(findings, toll) or _tells_refused(toll)):
            continue
        owner = _owner(findings, toll, told, clusters, titled)
        if owner is not None:
            owner.tolls.append(toll)
            if toll.sentence not in told:
                unplaced.append((owner, toll))
    _drop_told_elsewhere(clusters, unplaced)
    _drop_shared(clusters)
    _drop_sums(clusters)
    drop_vague_titles(findings, clusters)
    _lend(clusters)
    if title:
        tell_title(findings, clusters, title)


def _is_parted(toll: TollMention, here: Sequence[_Told]) -> bool:
    """Whether a figure is the sum of those that its sentence gives for one place each: "neuf morts: quatre à X, …"."""
    parts = [own for _, frame in here for own in frame.tolls if own.rule == ELSEWHERE]
    return any(part.casualty is toll.casualty for part in parts) and not any(
        own is toll for _, frame in here for own in frame.tolls
    )


def _tells_refused(toll: TollMention) -> bool:
    """Whether a lone victim hangs on words that name an act which is none of the events: "depuis l'assassinat de X"."""
    trigger = toll.trigger
    acted = trigger is not None and not trigger.verbal and trigger.entry.strength is Strength.EVENT
    return acted and toll.rule == "toll.single"


def _drop_told_elsewhere(clusters: Sequence[Cluster], unplaced: Sequence[tuple[Cluster, TollMention]]) -> None:
    """Leaves out a figure of a sentence without an event where the same figure is told of another event."""
    told = [(cluster, toll) for cluster in clusters for toll in cluster.tolls if (cluster, toll) not in unplaced]
    for owner, toll in unplaced:
        alike = [
            cluster
            for cluster, other in told
            if other.casualty is toll.casualty and other.low == toll.low > 1 and not cluster.flashback
        ]
        if alike and owner not in alike:
            owner.tolls.remove(toll)


def _only_outcome(cluster: Cluster) -> bool:
    return all(trigger.entry.strength is Strength.OUTCOME for frame in cluster.frames for trigger in frame.triggers)


def _lend(clusters: Sequence[Cluster]) -> None:
    """Gives an event without figures those told next of deaths that have no act, day and place of their own."""
    for event, outcome in pairwise(clusters):
        if not _only_outcome(outcome) or _only_outcome(event) or not _may_be_one(event, outcome):
            continue
        for casualty in Casualty:
            if not any(toll.casualty is casualty and toll.rule not in WEAK for toll in event.tolls):
                event.tolls.extend(toll for toll in outcome.tolls if toll.casualty is casualty)


def _may_be_one(first: Cluster, second: Cluster) -> bool:
    """Whether neither day nor place of two events told in a row keeps them apart, nor both of the second are told."""
    if second.date is not None and second.place is not None:
        return False
    if any(counts_on(frame, first) for frame in second.frames):
        return False
    return date_score(first.interval, second.interval) is not None and (
        same_place(first.resolved, second.resolved) is not None
    )


def _sums_period(findings: Findings, toll: TollMention) -> bool:
    """Whether the sentence of a figure reckons a stretch of time; without an event of its own it tells of none."""
    sentence = findings.doc.sentences[toll.sentence]
    text = findings.doc.text[max(sentence.start, toll.start - 90) : min(sentence.end, toll.end + 140)]
    return has_cue("period", text) or has_cue("since", text)


def _names_place(findings: Findings, toll: TollMention) -> bool:
    """Whether a lone victim is a place or a group by its name."""
    if toll.rule != "toll.single":
        return False
    places = [findings.places[index].mention for index in findings.places_in[toll.sentence]]
    groups = [party for index in findings.parties_in[toll.sentence] if (party := findings.parties[index]).named]
    spans = [(place.start, place.end) for place in places] + [(group.start, group.end) for group in groups]
    return any(start <= toll.start and toll.end <= end for start, end in spans)


def _owner(
    findings: Findings,
    toll: TollMention,
    told: dict[int, list[_Told]],
    clusters: Sequence[Cluster],
    titled: AbstractSet[tuple[Casualty, int]],
) -> Cluster | None:
    here = told.get(toll.sentence, [])
    if here:
        return _in_sentence(findings, toll, here)
    block = findings.block_of[toll.sentence]
    # what the title tells too is the lead's, rather than that of the event told behind it
    for step in (-1,) if (toll.casualty, toll.low) in titled else (-1, 1):
        number = toll.sentence + step
        while 0 <= number < len(findings.block_of) and findings.block_of[number] == block:
            if number in told:
                return _unless_older(findings, toll, told[number][-1 if step < 0 else 0][0])
            number += step
    lead = clusters[0] if clusters else None
    if lead is None or (lead.flashback and toll.sentence < lead.frames[0].sentence):
        return None
    return _unless_older(findings, toll, lead)


def _unless_older(findings: Findings, toll: TollMention, cluster: Cluster) -> Cluster | None:
    """An event for a figure of a sentence without one, unless the sentence goes back to an earlier day."""
    interval = cluster.interval
    dates = [findings.dates[index].date for index in findings.dates_in[toll.sentence]]
    if interval is not None and dates and all(date.end < interval.start for date in dates):
        return None
    return cluster


def _in_sentence(findings: Findings, toll: TollMention, here: Sequence[_Told]) -> Cluster:
    """The event that a figure is told of among those of its sentence."""
    holders = [cluster for cluster, frame in here if any(own is toll for own in frame.tolls)]
    if len(holders) == 1:
        return holders[0]
    for cluster, frame in here:
        if toll.trigger is not None and any(trigger.start == toll.trigger.start for trigger in frame.triggers):
            return cluster
    found = [cluster for cluster, frame in here if frame.trigger.entry.frame is FrameKind.FOUND]
    if toll.rule == _BODIES and len(found) == 1:
        return found[0]
    text = findings.doc.text

    def cost(item: _Told) -> tuple[int, int]:
        costs = []
        for trigger in item[1].triggers:
            first, last = sorted((trigger.start, toll.start))
            between = text[first:last]
            costs.append(len(between) + 200 * between.count(";") + (60 if trigger.start > toll.start else 0))
        return min(costs), item[1].trigger.start

    return min(here, key=cost)[0]


def _drop_shared(clusters: Sequence[Cluster]) -> None:
    """Leaves out a figure of several events together where some of them have figures of their own."""
    if len(clusters) < 2:
        return
    for cluster in clusters:
        own = [toll for toll in cluster.tolls if not toll.several]
        days = [
            other
            for other in clusters
            if other is not cluster
            and date_score(cluster.interval, other.interval)
            and not (cluster.place is not None and same_place(cluster.resolved, other.resolved) is None)
        ]
        others = [toll for other in days for toll in other.tolls]
        for toll in [toll for toll in cluster.tolls if toll.several]:
            if any(rival.casualty is toll.casualty for rival in (*own, *others)):
                cluster.tolls.remove(toll)


def _drop_sums(clusters: Sequence[Cluster]) -> None:
    """Leaves out the figure to which an event's own next one and those of others add up.

    "Neuf civils ont été tués lundi au Mali": five of them at X, four at Y.
    """
    for casualty in (Casualty.FATALITIES, Casualty.INJURED):
        parts = [_counted(cluster, casualty) for cluster in clusters]
        for number, (cluster, own) in enumerate(zip(clusters, parts, strict=True)):
            if len(own) < 2:
                continue
            others = [
                max(toll.low for toll in some)
                for other, some in zip(clusters, parts, strict=True)
                if some and other is not cluster and date_score(cluster.interval, other.interval) is not None
            ]
            if others and own[0].low == max(toll.low for toll in own[1:]) + sum(others):
                cluster.tolls.remove(own[0])
                parts[number] = own[1:]


def _counted(cluster: Cluster, casualty: Casualty) -> list[TollMention]:
    """The figures of an event that count all its people, in text order."""
    told = [toll for toll in cluster.tolls if toll.casualty is casualty and toll.low > 0]
    whole = [toll for toll in told if not (toll.subset or toll.former or toll.more or toll.revised)]
    return sorted(whole, key=lambda toll: toll.start)
