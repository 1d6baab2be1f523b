"""The toll of an event: which figures are its own, and which of them the text endorses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from attrs import frozen

from incidents.assembly.clusters import Cluster
from incidents.frames.records import EventFrame, Findings
from incidents.mentions.casualties import has_cue
from incidents.mentions.tolls import TollMention
from incidents.mentions.triggers import Casualty
from incidents.reading import BlockKind

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


def assign_tolls(findings: Findings, clusters: Sequence[Cluster]) -> None:
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
    for toll in findings.tolls:
        if toll.aggregate or _names_place(findings, toll):
            continue
        cluster = _owner(findings, toll, told, clusters)
        if cluster is not None:
            cluster.tolls.append(toll)
    _drop_shared(clusters)


def _names_place(findings: Findings, toll: TollMention) -> bool:
    """Whether a lone victim is a place by its name."""
    return toll.rule == "toll.single" and any(
        findings.places[index].mention.start <= toll.start and toll.end <= findings.places[index].mention.end
        for index in findings.places_in[toll.sentence]
    )


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
                return told[number][-1 if step < 0 else 0][0]
            number += step
    return clusters[0] if clusters else None


def _in_sentence(findings: Findings, toll: TollMention, here: Sequence[_Told]) -> Cluster:
    """The event that a figure is told of among those of its sentence."""
    for cluster, frame in here:
        if toll.trigger is not None and any(trigger.start == toll.trigger.start for trigger in frame.triggers):
            return cluster
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
        others = [toll for other in clusters if other is not cluster for toll in other.tolls]
        for toll in [toll for toll in cluster.tolls if toll.several]:
            if any(rival.casualty is toll.casualty for rival in (*own, *others)):
                cluster.tolls.remove(toll)


def choose_toll(cluster: Cluster, casualty: Casualty) -> ChosenToll | None:
    """The toll that the text endorses.

    GUIDELINES, tolls: one source that revises its own figure gives the latest; two sources that disagree a range;
    "aucune victime" is zero; assailants killed count where the text counts or reports them.
    """
    figures = [toll for toll in cluster.tolls if toll.casualty is casualty]
    figures = _prefer(figures)
    if not figures:
        return None
    revised = [figure for figure in figures if figure.revised]
    if revised:
        return _chosen(revised[-1])
    first = figures[0]
    rival = _rival(cluster.findings, first, figures[1:])
    if rival is not None:
        high = None if None in (first.high, rival.high) else max(first.high or 0, rival.high or 0)
        return ChosenToll(min(first.low, rival.low), high, (first, rival))
    return _chosen(first)


def _chosen(toll: TollMention) -> ChosenToll:
    return ChosenToll(toll.low, toll.high, (toll,))


def _prefer(figures: Sequence[TollMention]) -> list[TollMention]:
    """The figures of the best kind: not replaced, not part of another, counted rather than only named."""
    kept = list(figures)
    for good in (
        lambda toll: not toll.former,
        lambda toll: not toll.subset,
        lambda toll: toll.rule != "toll.bodies",
        lambda toll: toll.rule != "toll.single",
        lambda toll: toll.low > 0,
    ):
        better = [toll for toll in kept if good(toll)]
        kept = better or kept
    return kept


def _rival(findings: Findings, first: TollMention, others: Sequence[TollMention]) -> TollMention | None:
    """The figure of another source, told in the same sentence or the next."""
    for other in others:
        if other.sentence - first.sentence > 1 or other.rule == "toll.single" or other.more:
            continue
        sentence = findings.doc.sentences[other.sentence]
        start = max(sentence.start, first.end)
        if other.low != first.low and has_cue("rival", findings.doc.text[start : sentence.end]):
            return other
    return None


def is_lead(findings: Findings, toll: TollMention) -> bool:
    """Whether a figure stands in the title or the lead."""
    return findings.block(toll.sentence).kind in (BlockKind.TITLE, BlockKind.LEAD)
