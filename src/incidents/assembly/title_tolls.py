"""What a title says of the toll: which figure of the text it endorses, and figures that only a reader of both joins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from attrs import evolve

from incidents.assembly.clusters import Cluster
from incidents.frames.records import Findings
from incidents.mentions.casualties import has_cue
from incidents.mentions.figures import Figure, find_figures
from incidents.mentions.tolls import TollMention, read_tolls
from incidents.mentions.triggers import Casualty
from incidents.reading.records import BlockKind

WEAK: Final = frozenset(("toll.single", "toll.bodies", "toll.pronoun"))
"""Rules whose figures count nobody by name: a lone victim, bodies found, "les" of people told before."""
_NOUN = re.compile(r"\s([^\W\d]{4,})")
_ROUNDED = re.compile(r"aines?\b")


def tell_title(findings: Findings, clusters: Sequence[Cluster], title: str) -> None:
    """Lets a title that stands outside the text endorse the lead's figures, or give it one that the text tells too."""
    told = read_tolls(title)
    _endorse(clusters, told)
    for casualty in Casualty:
        figures = [toll for toll in told if toll.casualty is casualty and not toll.subset]
        if len(figures) == 1 and clusters and _tells_one_event(title, figures[0]):
            rounded = _ROUNDED.search(title, figures[0].start, figures[0].end) is not None
            if not any(_sharpens(lead, figures[0], rounded=rounded) for lead in _leading(clusters[0], casualty)):
                _lend_title(findings, clusters, figures[0], title)


def _tells_one_event(title: str, toll: TollMention) -> bool:
    """Whether a title counts the people of one event: no sum of several, no stretch of time, no event gone before."""
    if toll.low < 1 or toll.aggregate or toll.several or has_cue("summed", title):
        return False
    return not has_cue("aftermath", title[: toll.start])


def _lend_title(findings: Findings, clusters: Sequence[Cluster], toll: TollMention, title: str) -> None:
    """Gives the lead a title's figure that is greater than its own, where the text has the number as well.

    Events with smaller figures of their own, the lead among them, are the parts that the title sums up; one with just
    that figure is what it tells of.
    """
    if toll.low == 1 and any(other.casualty is toll.casualty for cluster in clusters for other in cluster.tolls):
        return
    lows = [_lowest(cluster, toll.casualty) for cluster in clusters]
    if any(low == toll.low for low in lows) or (lows[0] is not None and lows[0] > toll.low):
        return
    if toll.casualty is Casualty.ABDUCTED and any(low is not None and low > toll.low for low in lows):
        return
    if sum(low is not None and 0 < low < toll.low for low in lows) > 1:
        return
    at = _same_number(findings, clusters[0], toll) if toll.low > 1 else _same_person(findings, toll, title)
    if at is not None and not (clusters[0].flashback and at[0] < clusters[0].frames[0].sentence):
        number, start, end = at
        told = evolve(toll, sentence=number, start=start, end=end, rule="toll.title", endorsed=True)
        clusters[0].tolls.append(told)


def _lowest(cluster: Cluster, casualty: Casualty) -> int | None:
    """The greatest figure that an event has by number."""
    lows = [toll.low for toll in cluster.tolls if toll.casualty is casualty and toll.rule not in WEAK]
    return max((low for low in lows), default=None)


def _same_number(findings: Findings, lead: Cluster, toll: TollMention) -> tuple[int, int, int] | None:
    """Where the text counts as many people, by one numeral or some in a row; sentence and characters."""
    found = []
    for number, sentence in enumerate(findings.doc.sentences):
        figures = [figure for figure in find_figures(findings.doc, sentence) if _counts_people(figure)]
        for length in (1, 2, 3):
            for at in range(len(figures) - length + 1):
                run = figures[at : at + length]
                if sum(figure.low for figure in run) == toll.low:
                    away = abs(number - lead.frames[0].sentence)
                    found.append((length, away, number, run[0].start, run[-1].end))
    nearest = min(found, default=None)
    return None if nearest is None else nearest[2:]


def _same_person(findings: Findings, toll: TollMention, title: str) -> tuple[int, int, int] | None:
    """Where the text names the lone person of a title by the same noun ("un humanitaire enlevé", "l'humanitaire")."""
    noun = _NOUN.match(title, toll.end)
    text = findings.doc.text
    match = None if noun is None else re.search(rf"\b{re.escape(noun[1])}\b", text, re.IGNORECASE)
    if match is None:
        return None
    number = next((at for at, part in enumerate(findings.doc.sentences) if part.end >= match.end()), None)
    return None if number is None else (number, match.start(), match.end())


def _counts_people(figure: Figure) -> bool:
    return not figure.vague and not figure.subset and (figure.human or figure.noun is None)


def _sharpens(toll: TollMention, vague: TollMention, *, rounded: bool = False) -> bool:
    """Whether a figure says more exactly what an open or rounded one says: "au moins vingt", then "vingt-trois"."""
    if vague.casualty is not toll.casualty or toll.low == vague.low or toll.low != toll.high:
        return False
    if rounded:
        return abs(toll.low - vague.low) < vague.low / 2
    return vague.low != vague.high and vague.low <= toll.low <= (vague.high or 2 * vague.low)


def _leading(cluster: Cluster, casualty: Casualty) -> list[TollMention]:
    """The first figure of an event that counts all its people, if any."""
    kept = [toll for toll in cluster.tolls if toll.casualty is casualty and toll.rule not in WEAK]
    return [toll for toll in kept if not (toll.subset or toll.former or toll.more or toll.assailants)][:1]


def drop_vague_titles(findings: Findings, clusters: Sequence[Cluster]) -> None:
    """Leaves out an open or rounded figure of a headline that the first figure of the body makes exact."""
    for cluster in clusters:
        titles = [toll for toll in cluster.tolls if findings.block(toll.sentence).kind is BlockKind.TITLE]
        if not titles:
            continue
        told = list(cluster.tolls)
        cluster.tolls[:] = [toll for toll in told if toll not in titles]
        leads = [toll for casualty in Casualty for toll in _leading(cluster, casualty)]
        cluster.tolls[:] = told
        for toll in titles:
            rounded = _ROUNDED.search(findings.doc.text, toll.start, toll.end) is not None
            if any(_sharpens(lead, toll, rounded=rounded) for lead in leads):
                cluster.tolls.remove(toll)


def _endorse(clusters: Sequence[Cluster], told: Sequence[TollMention]) -> None:
    """Marks the figure of the lead that the title tells too: it is the one that the text endorses."""
    for cluster in clusters[:1]:
        for casualty in Casualty:
            figures = [toll for toll in told if toll.casualty is casualty and not toll.subset]
            if len(figures) != 1 or any(_sharpens(toll, figures[0]) for toll in _leading(cluster, casualty)):
                continue
            for at, toll in enumerate(cluster.tolls):
                if toll.casualty is casualty and toll.low == figures[0].low and toll.rule != "toll.single":
                    cluster.tolls[at] = evolve(toll, endorsed=True, former=False)
                elif toll.casualty is casualty:
                    cluster.tolls[at] = evolve(toll, revised=False)
