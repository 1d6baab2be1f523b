"""Events told twice: what a later paragraph tells again, by the date and place that each takes from the text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from attrs import frozen

from incidents.assembly.clustering import REACH
from incidents.assembly.clusters import Cluster, days_of
from incidents.assembly.context import Settled, settle
from incidents.assembly.linking import SAME_PLACE, are_foes, dead_of, type_score
from incidents.assembly.places import same_place
from incidents.frames.records import DISTRIBUTED, Findings
from incidents.gazetteer.resolve import ResolvedPlace
from incidents.reading import BlockKind
from incidents.types import REGION, AttackType, PlaceKind

_HELD: Final = 0.5
"""What two places score of which one holds the other."""
_HOLDS: Final = 0.4
_A_NIGHT: Final = 2
"""Days that a night lasts: an event of one may be told of either."""
_BORROWED: Final = "place.inherited"
"""The rule of a place that an event has only from another one."""
_ON_PROPERTY: Final = frozenset((AttackType.ARSON, AttackType.LOOTING, AttackType.SABOTAGE))
_LAID: Final = frozenset((AttackType.IED, AttackType.LANDMINE, AttackType.BOMBING))
"""What an ambush may begin with."""
_RAIDS: Final = frozenset(
    (
        AttackType.ATTACK,
        AttackType.ARMED_ASSAULT,
        AttackType.ARMED_CLASH,
        AttackType.AMBUSH,
        AttackType.EXECUTION,
        AttackType.SEXUAL_VIOLENCE,
        AttackType.TERRITORY_SEIZURE,
    )
)


def join_retellings(findings: Findings, clusters: Sequence[Cluster]) -> list[Cluster]:
    """Joins to an event the later ones that are only that event told again, or what was done beside it.

    Args:
        findings: All mentions.
        clusters: The events, in text order.
    """
    circumstances = settle(findings, clusters)
    by_span = {(place.mention.start, place.mention.end): place for place in findings.places}
    places = [None if item.location_span is None else by_span.get(item.location_span) for item in circumstances]
    told = [_Told(*item) for item in zip(clusters, circumstances, places, strict=True)]
    kept: list[_Told] = []
    for number, second in enumerate(told):
        scored = [(_retelling(first, second), at) for at, first in enumerate(kept[-REACH:], max(0, len(kept) - REACH))]
        score, at = max(scored, default=(0.0, 0))
        follow = told[number + 1 : number + 1 + REACH]
        if score <= 0 or (_is_vague(kept[at], second) and _is_one_of_many(kept[at], second, follow)):
            kept.append(second)
            continue
        first = kept[at]
        if first.cluster.attack_type in _RAIDS and second.cluster.attack_type in (*_ON_PROPERTY, AttackType.ABDUCTION):
            first.cluster.beside |= {trigger.start for frame in second.cluster.frames for trigger in frame.triggers}
        for frame in second.cluster.frames:
            first.cluster.add(frame)
        first.cluster.frames.sort(key=lambda frame: frame.trigger.start)
    return [item.cluster for item in kept]


@frozen
class _Told:
    """An event with the date and place that it takes from the text."""

    cluster: Cluster
    settled: Settled
    place: ResolvedPlace | None

    @property
    def is_headline(self) -> bool:
        """Whether only the title tells it."""
        findings = self.cluster.findings
        return all(findings.block(frame.sentence).kind is BlockKind.TITLE for frame in self.cluster.frames)


def _retelling(first: _Told, second: _Told) -> float:
    """How surely a later event is an earlier one told again; 0 where it is not."""
    after = second.cluster
    another = any(frame.another or frame.undated for frame in after.frames[:1]) and not first.is_headline
    if another or (after.flashback and after.date is None) or _are_two(first.cluster, after):
        return 0.0
    if not _agree(first, second):
        return 0.0
    return _place_score(first, second) if _types_agree(first, second) else 0.0


def _agree(first: _Told, second: _Told) -> bool:
    one, two = first.settled.date, second.settled.date
    if one is None and two is None:
        return _count_alike(first.cluster, second.cluster)
    if one is None or two is None:
        return False
    if (one.start, one.end) == (two.start, two.end):
        return True
    short = max(days_of(one), days_of(two)) <= _A_NIGHT
    alike = first.cluster.attack_type is second.cluster.attack_type
    return short and alike and one.start <= two.end and two.start <= one.end


def _count_alike(first: Cluster, second: Cluster) -> bool:
    """Whether two events without a day are of one type and count the same dead, more than one."""
    alike = dead_of(first.frames) & dead_of(second.frames) - {1}
    return first.attack_type is second.attack_type and bool(alike)


def _place_score(first: _Told, second: _Told) -> float:
    """The same place, a region that holds the place told first, or a place in the region told first."""
    score = same_place(first.place, second.place) or 0.0
    if first.place is None or second.place is None:
        return 0.0
    if score >= SAME_PLACE:
        return score
    if score != _HELD or _is_coarse(first) is _is_coarse(second):
        return 0.0
    if _is_coarse(second):
        return score
    return _HOLDS if second.settled.own_place and not second.cluster.frames[0].fronted else 0.0


def _is_vague(first: _Told, second: _Told) -> bool:
    """Whether an event has its place only from a later one, or as the region around it."""
    if not second.settled.own_place:
        return False
    if first.settled.location_rule == _BORROWED:
        return True
    return _is_coarse(first) and same_place(first.place, second.place) == _HELD


def _is_coarse(told: _Told) -> bool:
    """Whether an event's place is a region or a country: not a commune by the name of its town."""
    location = None if told.place is None else told.place.location
    return location is not None and location.precision >= REGION and location.kind is not PlaceKind.SETTLEMENT


def _is_one_of_many(first: _Told, second: _Told, others: Sequence[_Told]) -> bool:
    """Whether further events of the day are told, each at a place of its own there: then a region tells their sum."""
    return any(
        other.settled.own_place
        and other.settled.date == second.settled.date
        and other.place is not second.place
        and not _is_coarse(other)
        and _types_agree(first, other)
        and (first.settled.location_rule == _BORROWED or same_place(first.place, other.place) == _HELD)
        for other in others
    )


def _types_agree(first: _Told, second: _Told) -> bool:
    one, two = first.cluster.attack_type, second.cluster.attack_type
    if two is AttackType.ABDUCTION and one in _RAIDS:
        return second.cluster.date is None and second.cluster.place is None
    if two in _ON_PROPERTY and (one in _RAIDS or one is AttackType.ABDUCTION):
        return True
    if AttackType.AMBUSH in (one, two) and {one, two} & _LAID:
        return True
    return type_score(one, two, owns=True) > 0


def _are_two(first: Cluster, second: Cluster) -> bool:
    """Whether places told one by one, other numbers of dead or other doers keep two events apart."""
    anchors = (first.place, second.place)
    if all(anchor is not None and anchor.rule == DISTRIBUTED for anchor in anchors):
        return True
    dead, others = dead_of(first.frames), dead_of(second.frames)
    return bool(dead and others and not dead & others) or _are_opposed(first, second)


def _are_opposed(first: Cluster, second: Cluster) -> bool:
    """Whether other groups act in two events, or a state in one and its foes in the other."""
    doers = [[filler for frame in told.frames for filler in frame.actors] for told in (first, second)]
    groups = [{filler.party.name for filler in some if filler.party.named} for some in doers]
    if all(groups) and not groups[0] & groups[1]:
        return True
    return are_foes(*doers)
