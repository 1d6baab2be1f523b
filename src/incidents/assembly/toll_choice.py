"""Which of the figures that an event has the text endorses."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import frozen

from incidents.annotation import AnnotatedDoc
from incidents.assembly.clusters import Cluster
from incidents.assembly.title_tolls import WEAK
from incidents.mentions.casualties import has_cue, nouns
from incidents.mentions.party_words import fold_word
from incidents.mentions.tolls import TollMention
from incidents.mentions.triggers import Casualty, Strength
from incidents.types import AttackType

# Figures of one event that are compared with one another; no report tells more.
_MOST = 40
# Sentences between a toll that leaves sides open and attackers who are not among its people.
_FAR = 3
# More dead than one source would tell as one.
_FEW = 5
# Sentences between figures that "également" joins.
_NEXT = 2


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
    dead = [toll for toll in fatal if _is_of_them(doc, toll) or _is_part_of(toll, first)]
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


def _is_part_of(dead: TollMention, wounded: TollMention) -> bool:
    """Whether a figure of dead is a part of the wounded told before it: "six blessés, dont deux mortellement"."""
    return dead.subset and dead.bare and dead.sentence == wounded.sentence


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
    whole = None if endorsed else _told_in_all(doc, figures)
    if whole is not None:
        return _chosen(whole)
    if first.rule == "toll.bilan":
        alike = (toll for toll in figures if (toll.low, toll.high) == (first.low, first.high) and toll.rule not in WEAK)
        first = next((toll for toll in alike if toll.rule != "toll.bilan"), first)
    foes = None if endorsed else _fallen_foes(doc, first, figures[1:_MOST])
    rivals = [] if endorsed or foes is not None else _rivals(doc, first, figures[1:_MOST])
    if rivals:
        given = (first, *rivals)
        high = None if any(toll.high is None for toll in given) else max(toll.high or 0 for toll in given)
        return ChosenToll(min(toll.low for toll in given), high, given)
    summed = _grand_total(figures[:_MOST])
    whole_told = summed is not None and summed.low == first.low
    joined = None if foes is not None or whole_told else _with_those_as_well(doc, first, told[:_MOST])
    if joined is not None:
        return joined
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


_IN_ALL_BEFORE = re.compile(r"\b(?:au total|en tout|en définitive)\b,?[^.;:]{0,45}$", re.IGNORECASE)


def _told_in_all(doc: AnnotatedDoc, figures: Sequence[TollMention]) -> TollMention | None:
    """The figure that sums up those before it: "Au total, cinq morts et une vingtaine de blessés"."""
    for toll in reversed(figures[1:]):
        start = max(doc.sentences[toll.sentence].start, toll.start - 70)
        if toll.low >= max(other.low for other in figures) and _IN_ALL_BEFORE.search(doc.text, start, toll.start):
            return toll
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


_AS_WELL = re.compile(r"[^.;:]{0,60}?\b(?:également|non plus|lui aussi|elle aussi|eux aussi|elles aussi)\b")


def _with_those_as_well(doc: AnnotatedDoc, first: TollMention, told: Sequence[TollMention]) -> ChosenToll | None:
    """The sum of an event's people where some are told to have shared a fate: "sept manifestants sont morts aussi"."""
    whole = [toll for toll in told if toll.low > 0 and not (toll.subset or toll.former or toll.aggregate)]
    before = [toll for toll in whole if toll.end <= first.start and first.sentence - toll.sentence <= _NEXT]
    row = [*(before[-1:] if _is_as_well(doc, first) else []), first]
    for other in whole:
        last = row[-1]
        if other.start < last.end or other.sentence - last.sentence > _NEXT or other.bare or other.assailants:
            continue
        if _is_as_well(doc, other) and not has_cue("rival", doc.text[last.end : other.end]):
            row.append(other)
    if len(row) < 2:
        return None
    highs = [toll.high for toll in row]
    high = None if None in highs else sum(high for high in highs if high is not None)
    return ChosenToll(sum(toll.low for toll in row), high, tuple(row))


def _is_as_well(doc: AnnotatedDoc, toll: TollMention) -> bool:
    """Whether "également" or the like stands behind a figure."""
    end = min(doc.sentences[toll.sentence].end, toll.end + 80)
    return _AS_WELL.match(doc.text, toll.end, end) is not None


def _chosen(toll: TollMention) -> ChosenToll:
    return ChosenToll(toll.low, toll.high, (toll,))


def _prefer(figures: Sequence[TollMention]) -> list[TollMention]:
    """The figures of the best kind: not replaced, not part of another, counted rather than only named."""
    kept = list(figures)
    for good in (
        lambda toll: not toll.former,
        lambda toll: not toll.subset,
        lambda toll: toll.low > 0,
        lambda toll: toll.rule != "toll.single",
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
        if _is_as_well(doc, other) or _says_how_some_died(other, first) or (other.low == 1 and first.low > _FEW):
            continue
        sentence = doc.sentences[other.sentence]
        start = max(sentence.start, last.end)
        told = other.rule == "toll.restated" or has_cue("rival", doc.text[start : sentence.end])
        if other.low != last.low and told:
            found.append(other)
            last = other
    return found
