"""Tolls of one sentence read together: what shares a verb or a stretch of time, and who died of wounds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from attrs import evolve

from incidents.mentions.figures import Figure
from incidents.mentions.toll_mention import TollMention
from incidents.mentions.triggers import Casualty

_SO_MANY_MORE = re.compile(r"[^;:.]{0,80}(?:,|\bet)\s")


def _joined(text: str, tolls: Sequence[TollMention]) -> list[TollMention]:
    """Adds what a second verb tells of the same people: "trente ont été tués sur le coup et deux sont morts depuis"."""
    found: list[TollMention] = []
    for toll in sorted(tolls, key=lambda toll: toll.start):
        last = next((other for other in reversed(found) if other.casualty is toll.casualty), None)
        between = "" if last is None else text[last.end : toll.start]
        if last is not None and toll.bare and not toll.subset and _SO_MANY_MORE.fullmatch(between):
            high = None if last.high is None or toll.high is None else last.high + toll.high
            merged = evolve(last, low=last.low + toll.low, high=high, end=toll.end, rule="toll.sum")
            found[found.index(last)] = merged
        else:
            found.append(toll)
    return found


_PLACE_BEHIND = re.compile(
    r"\s(?:autres\s(?:à|au|aux|dans|en|chez|plus tard|depuis|des suites)|(?:du\s)?côté|parmi|dans les rangs)\b"
)
ELSEWHERE: Final = "toll.elsewhere"
"""The rule of a figure that counts by a verb told before, at a place of its own: "et deux à Kidal"."""
_PLACE_NAME = re.compile(
    r"(?:\s(?:autres|de plus|morts|tués|mortes|tuées|blessés|personnes|civils|soldats))?"
    r"\s(?:(?:à|au|aux|dans|en|près d[e'’])\b|(?=rue|place|avenue|boulevard))\s?"
    r"(?!les rangs|le camp(?! d[e'’]\s?[A-ZÀ-Ý])|le sein|son|leur)"
    r"(?:[^\W\d_]+\s|[ld]['’]|l[ea]s?\s){0,4}[A-ZÀ-Ý]"
)
_PARTED = re.compile(r"[^;.]{0,120}?(?:,|;|:|\set|\spuis)\s(?:(?:et|puis)\s)?")
_COMMA = re.compile(r"[^;:.]{0,90}(?:,|\set)\s(?:et\s)?(?:de\s|d['’])?")
_BESIDES = re.compile(r"[^.;:,]{0,45},?\s(?:sans compter|en plus d(?:es|e)|outre)\s(?:les\s|ses\s|leurs\s)?")
_ALONE = re.compile(r"\s(?:pour|lors d|dans|durant|pendant)[^,;:.]{0,12}\b(?:la seule|le seul|les seuls|les seules)\b")
_TAIL = re.compile(
    r"\s(?:(?!\b(?:été|ont|avaient|sont|étaient)\b)[^,;:.()]){1,40}(?:ée?s?|is|us|orts|ertes?)\s"
    r"(?:et|ainsi qu(?:e|')|de même qu(?:e|'))\s?"
)
_ENDS = re.compile(r"(?:\s[\w'-]+){1,2}?\s?[»”\"]?\s?(?:[.,;:()]|$)")


def _shares_verb(text: str, toll: TollMention, figure: Figure) -> bool:
    """Whether a figure counts by the verb of the toll before it: "quatre autres à l'hôpital", "tués, et un civil"."""
    if _PLACE_BEHIND.match(text, figure.end):
        return _COMMA.fullmatch(text, toll.end, figure.start) is not None
    if figure.human and _BESIDES.fullmatch(text, toll.end, figure.start):
        return toll.casualty is Casualty.FATALITIES
    ends = figure.human and figure.noun is not None and _ENDS.match(text, figure.end) is not None
    return ends and not figure.subset and _TAIL.fullmatch(text, toll.end, figure.start) is not None


def _elliptic(text: str, tolls: Sequence[TollMention], rest: Sequence[Figure]) -> list[TollMention]:
    """Adds what shares a verb told before: "onze sont morts sur place, quatre autres à l'hôpital"."""
    found = list(tolls)
    for figure in rest:
        at = max((at for at, toll in enumerate(found) if toll.end <= figure.start), default=None)
        if at is None:
            continue
        toll = found[at]
        if _ALONE.match(text, figure.end) and figure.subset:
            found[at : at + 1] = [toll, evolve(_at_its_place(toll, figure), aggregate=False)]
        elif (
            _PLACE_NAME.match(text, figure.end)
            and _PARTED.fullmatch(text, toll.end, figure.start)
            and not figure.subset
        ):
            found[at : at + 1] = [evolve(toll, several=False), _at_its_place(toll, figure)]
        elif _shares_verb(text, toll, figure):
            high = None if toll.high is None or figure.high is None else toll.high + figure.high
            found[at] = evolve(toll, low=toll.low + figure.low, high=high, end=figure.end, rule="toll.sum")
    return found


def _at_its_place(toll: TollMention, figure: Figure) -> TollMention:
    """A figure that counts what another one counts, but somewhere else."""
    return evolve(
        toll,
        low=figure.low,
        high=figure.high,
        start=figure.start,
        end=figure.end,
        rule=ELSEWHERE,
        several=False,
        more=False,
        bare=False,
    )


_PAIR = re.compile(r"[^,;:.()]{0,40}\bet\s")


def _share_aggregate(text: str, tolls: Sequence[TollMention]) -> list[TollMention]:
    """Marks what is coordinated with the sum of a stretch of time as one too: "100 morts et 200 blessés"."""
    found = sorted(tolls, key=lambda toll: toll.start)
    for at in range(1, len(found)):
        before, toll = found[at - 1], found[at]
        if before.aggregate and before.casualty is not toll.casualty and _PAIR.fullmatch(text, before.end, toll.start):
            found[at] = evolve(toll, aggregate=True)
    return found


def _without_dying(tolls: Sequence[TollMention]) -> list[TollMention]:
    """Leaves people one fate: "grièvement touché, un passant a succombé"; the tree goes before nearness."""
    dead = {toll.start: toll for toll in tolls if toll.casualty is Casualty.FATALITIES}
    dropped = []
    for toll in tolls:
        other = dead.get(toll.start) if toll.casualty is Casualty.INJURED else None
        if other is not None and other.end == toll.end:
            by_name = toll.rule == "toll.syntax" and other.rule == "toll.adjacent"
            surer = by_name or (toll.subset and other.rule == "toll.single")
            dropped.append(other if surer else toll)
    return [toll for toll in tolls if not any(toll is other for other in dropped)]


def read_together(text: str, tolls: Sequence[TollMention], rest: Sequence[Figure]) -> list[TollMention]:
    """The tolls of a sentence, with what is added to them and without what is told of the same people twice.

    Args:
        text: The text.
        tolls: The tolls that its casualty words count.
        rest: Its figures that none of them counts.
    """
    return _without_dying(_share_aggregate(text, _elliptic(text, _joined(text, tolls), rest)))
