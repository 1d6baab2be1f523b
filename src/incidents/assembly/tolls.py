"""The toll of an event, from all the figures that its frames tell."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from incidents.assembly.clusters import Cluster
from incidents.mentions.tolls import TollMention, sum_tolls
from incidents.mentions.triggers import Casualty


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


def _figures(cluster: Cluster, casualty: Casualty) -> list[TollMention]:
    """One figure a sentence and casualty word: coordinated figures summed, parts of others left out."""
    groups: dict[tuple[int, int], list[TollMention]] = {}
    for frame in cluster.frames:
        for toll in frame.tolls:
            if toll.casualty is casualty and not toll.subset:
                word = -1 if toll.trigger is None else toll.trigger.start
                groups.setdefault((toll.sentence, word), []).append(toll)
    return [sum_tolls(group) for _, group in sorted(groups.items(), key=lambda item: item[1][0].start)]


def choose_toll(cluster: Cluster, casualty: Casualty) -> ChosenToll | None:
    """The toll that the text endorses: the newest of a revised one, else the first counted, else the first.

    GUIDELINES, tolls: one source that revises its own figure gives the latest; "aucune victime" is zero.
    """
    figures = _figures(cluster, casualty)
    if not figures:
        return None
    revised = [figure for figure in figures if figure.revised]
    counted = [figure for figure in figures if figure.rule != "toll.single"]
    chosen = (revised or counted or figures)[-1 if revised else 0]
    return ChosenToll(chosen.low, chosen.high, (chosen,))


def shared_figures(figures: Sequence[TollMention]) -> int:
    """How many people several figures count together."""
    return sum(figure.low for figure in figures)
