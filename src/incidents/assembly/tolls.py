"""The toll of an event: which figures are its own, and which of them the text endorses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TypeAlias

from attrs import frozen

from incidents.annotation import AnnotatedDoc
from incidents.assembly.clusters import Cluster
from incidents.assembly.linking import counts_on, date_score
from incidents.assembly.places import same_place
from incidents.assembly.title_tolls import WEAK, drop_vague_titles, tell_title
from incidents.frames.records import EventFrame, Findings
from incidents.mentions.casualties import has_cue, nouns
from incidents.mentions.party_words import fold_word
from incidents.mentions.toll_ellipsis import ELSEWHERE
from incidents.mentions.tolls import TollMention
from incidents.mentions.triggers import Casualty, FrameKind, Strength
from incidents.types import AttackType

# Figures of one event that are compared with one another; no report tells more.
_MOST = 40
# Sentences between a toll that leaves sides open and attackers who are not among its people.
_FAR = 3
_BODIES = "toll.bodies"
_Told: TypeAlias = tuple[Cluster, EventFrame]


@frozen
class ChosenToll:
    """A figure that an incident is given.

    Attributes:
        low: Lowest value.
        high: Highest value, None when open upwards.
        mentions: What it was read from.
    """

    low: int
    high: int | None
    mentions: tuple[TollMention, ...]


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
    for toll in findings.tolls:
        if toll.aggregate or _names_place(findings, toll):
            continue
        if _is_parted(toll, told.get(toll.sentence, ())):
            continue
        if toll.sentence not in told and (_sums_period(findings, toll) or _tells_refused(toll)):
            continue
        owner = _owner(findings, toll, told, clusters)
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
    findings: Findings, toll: TollMention, told: dict[int, list[_Told]], clusters: Sequence[Cluster]
) -> Cluster | None:
    here = told.get(toll.sentence, [])
    if here:
        return _in_sentence(findings, toll, here)
    block = findings.block_of[toll.sentence]
    for step in (-1, 1):
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


def choose_toll(cluster: Cluster, casualty: Casualty) -> ChosenToll | None:
    """The toll of an event that the text endorses, see `endorsed_toll`; who died of wounds is not wounded too."""
    if casualty is Casualty.ABDUCTED and cluster.attack_type is AttackType.ARREST:
        return None
    doc = cluster.findings.doc
    told = [toll for toll in cluster.tolls if toll.casualty is casualty]
    fatal = [toll for toll in cluster.tolls if toll.casualty is Casualty.FATALITIES]
    if casualty is Casualty.INJURED:
        told = [toll for toll in told if not any(_are_those(doc, toll, other) for other in fatal)]
    chosen = endorsed_toll(doc, told)
    if chosen is None or casualty is not Casualty.INJURED:
        return chosen
    first = chosen.mentions[0]
    dead = [toll for toll in fatal if _is_of_them(doc, toll)]
    died = next((toll.low for toll in dead if toll.start > first.start and toll.sentence - first.sentence <= 1), 0)
    if not 0 < died < chosen.low:
        return chosen
    return ChosenToll(chosen.low - died, None if chosen.high is None else chosen.high - died, chosen.mentions)


_OF_THEM = re.compile(r"\s(?:d'entre eux|d'entre elles|d'eux|d'elles)\b")


def _are_those(doc: AnnotatedDoc, wounded: TollMention, dead: TollMention) -> bool:
    """Whether the wounded are those whom a title calls dead, or "quatre d'entre eux" of the dead just told."""
    if dead.rule == "toll.title" and dead.start == wounded.start:
        return True
    near = 0 <= wounded.sentence - dead.sentence <= 1 and dead.end <= wounded.start
    return near and wounded.low <= dead.low and _is_of_them(doc, wounded)


def _is_of_them(doc: AnnotatedDoc, toll: TollMention) -> bool:
    """Whether a figure counts some of the people just told of: "trois d'entre eux"."""
    return _OF_THEM.match(doc.text, toll.end) is not None


def endorsed_toll(doc: AnnotatedDoc, figures: Sequence[TollMention]) -> ChosenToll | None:
    """The figure that a text endorses of several for one event and one casualty, in text order.

    GUIDELINES, tolls: one source that revises its own figure gives the latest; two sources that disagree a range;
    "aucune victime" is zero; assailants killed count where the text counts or reports them.

    Args:
        doc: The annotated text.
        figures: The tolls that it tells of the event.
    """
    told, figures = figures, _prefer(figures)
    if not figures:
        return None
    endorsed = [figure for figure in figures if figure.endorsed]
    revised = [figure for figure in figures if figure.revised]
    if revised and not endorsed:
        return _chosen(revised[-1])
    total = None if endorsed else _grand_total(figures[:_MOST])
    if total is not None:
        return _chosen(total)
    first = endorsed[0] if endorsed else figures[0]
    if first.rule == "toll.bilan":
        alike = (toll for toll in figures if (toll.low, toll.high) == (first.low, first.high) and toll.rule not in WEAK)
        first = next((toll for toll in alike if toll.rule != "toll.bilan"), first)
    foes = None if endorsed else _fallen_foes(doc, first, figures[1:_MOST])
    rivals = [] if endorsed or foes is not None else _rivals(doc, first, figures[1:_MOST])
    if rivals:
        given = (first, *rivals)
        high = None if any(toll.high is None for toll in given) else max(toll.high or 0 for toll in given)
        return ChosenToll(min(toll.low for toll in given), high, given)
    fallen = foes or _fallen_assailants(doc, first, [figure for figure in told[:_MOST] if figure is not first])
    if fallen is not None:
        high = None if None in (first.high, fallen.high) else (first.high or 0) + (fallen.high or 0)
        return ChosenToll(first.low + fallen.low, high, (first, fallen))
    return _chosen(first)


_AGAINST = re.compile(r"[^.;:]{1,90},?\scontre\s")
_ON_A_SIDE = re.compile(
    r"\s(?:[^\s.,;:]+\s){1,3}(?:et [^.;]{3,40} )?"
    r"(?:de (?:leur|son|notre) côté|dans l(?:es|eurs?) rangs|chez l|côté |parmi les)"
)


def _fallen_foes(doc: AnnotatedDoc, first: TollMention, others: Sequence[TollMention]) -> TollMention | None:
    """The dead of the other side, told beside those of the first: "dix tués, contre deux morts de leur côté"."""
    if first.casualty is not Casualty.FATALITIES:
        return None
    for other in others:
        if other.sentence != first.sentence or other.start < first.end or other.low == 0:
            continue
        against = _AGAINST.fullmatch(doc.text, first.end, other.start) is not None
        if against and _ON_A_SIDE.match(doc.text, other.end):
            return other
        attacked = first.assailants and not (other.assailants or other.bare or other.more or other.former)
        if attacked and other.rule not in WEAK and not _counts_anyone(doc, other):
            return other
    return None


def _grand_total(figures: Sequence[TollMention]) -> TollMention | None:
    """The figure that others told in a row add up to: "quatre agents", "cinq civils", "neuf personnes" in all."""
    for total in figures:
        if total.rule in WEAK or total.more:
            continue
        lows = [toll.low for toll in figures if toll is not total and toll.low != total.low and toll.rule not in WEAK]
        runs = (lows[at : at + length] for length in (2, 3, 4) for at in range(len(lows) - length + 1))
        if any(sum(run) == total.low for run in runs):
            return total
    return None


def _counts_anyone(doc: AnnotatedDoc, toll: TollMention) -> bool:
    """Whether the noun of a figure leaves open on which side the people fell."""
    words = doc.text[toll.end : toll.end + 30].replace("d'", "de ").split()
    noun = next((word for word in words if word not in ("de", "des")), "")
    return fold_word(noun.strip(".,;:»")) in nouns("anyone")


def _fallen_assailants(doc: AnnotatedDoc, first: TollMention, others: Sequence[TollMention]) -> TollMention | None:
    """Those of the attackers who were killed, told beside the toll of the attacked."""
    if first.assailants or first.rule == "toll.bilan" or first.casualty is not Casualty.FATALITIES:
        return None
    fallen = next(
        (toll for toll in others if toll.assailants and toll.low > 0 and not (toll.subset or toll.former)), None
    )
    if fallen is not None and _counts_anyone(doc, first):
        apart = first.endorsed or abs(fallen.sentence - first.sentence) > _FAR
        return None if apart or fallen.low == first.low else fallen
    return fallen


def _chosen(toll: TollMention) -> ChosenToll:
    return ChosenToll(toll.low, toll.high, (toll,))


def _prefer(figures: Sequence[TollMention]) -> list[TollMention]:
    """The figures of the best kind: not replaced, not part of another, counted rather than only named."""
    kept = list(figures)
    for good in (
        lambda toll: not toll.former,
        lambda toll: not toll.subset,
        lambda toll: toll.rule != "toll.single",
        lambda toll: toll.low > 0,
    ):
        better = [toll for toll in kept if good(toll)]
        kept = better or kept
    return kept


def _says_how_some_died(toll: TollMention, first: TollMention) -> bool:
    """Whether a smaller figure without a noun only tells how some of the dead died: "Sept ont été égorgées"."""
    manner = toll.trigger is not None and toll.trigger.entry.strength is Strength.EVENT
    return toll.bare and manner and toll.low < first.low


def _rivals(doc: AnnotatedDoc, first: TollMention, others: Sequence[TollMention]) -> list[TollMention]:
    """The figures of other sources, each told in the sentence of the last one or the next."""
    found: list[TollMention] = []
    last = first
    for other in others:
        if other.sentence - last.sentence > 1 or other.rule == "toll.single" or other.more:
            continue
        if _says_how_some_died(other, first):
            continue
        sentence = doc.sentences[other.sentence]
        start = max(sentence.start, last.end)
        told = other.rule == "toll.restated" or has_cue("rival", doc.text[start : sentence.end])
        if other.low != last.low and told:
            found.append(other)
            last = other
    return found
