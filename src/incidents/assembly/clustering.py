"""Which frames tell the same event: clusters frames in text order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from incidents.assembly.clusters import DEADLY, Cluster
from incidents.assembly.linking import (
    SAME_DAY,
    SAME_PLACE,
    WEIGHTS,
    date_score,
    dead_of,
    link_score,
    strikes_from_other_side,
    type_score,
)
from incidents.assembly.places import same_place
from incidents.frames.records import EventFrame, Findings, Rejection
from incidents.incident import DateInterval
from incidents.mentions.triggers import Strength
from incidents.reading import BlockKind

REACH: Final = 30
"""How many clusters back a telling may go."""


def _may_found(frame: EventFrame, findings: Findings, clusters: Sequence[Cluster]) -> str | None:
    """Why a frame may not open a cluster of its own; None where it may."""
    if frame.recap and clusters:
        return "counts an event told before"
    if frame.date is not None or (frame.place is not None and not frame.place.doubtful):
        return None
    strength = frame.trigger.entry.strength
    if not clusters and findings.block(frame.sentence).kind in (BlockKind.TITLE, BlockKind.LEAD):
        return None
    if not clusters and strength is not Strength.GENERIC and frame.targets and dead_of([frame]):
        return None
    if (strength is Strength.EVENT or frame.another) and frame.actors and frame.targets:
        return None
    return "neither date nor place nor both sides are told"


def _assumed(frame: EventFrame, clusters: Sequence[Cluster]) -> DateInterval | None:
    """The date that an undated event is taken to have as long as it gets none of its own: the last one told."""
    if frame.flashback or frame.undated:
        return None
    return next((cluster.interval for cluster in reversed(clusters) if cluster.interval is not None), None)


def cluster_frames(findings: Findings, frames: Sequence[EventFrame]) -> tuple[list[Cluster], list[Rejection]]:
    """Clusters frames, in text order; frames that neither join nor may found a cluster are turned down."""
    clusters: list[Cluster] = []
    rejections: list[Rejection] = []
    for frame in frames:
        if _only_sums(frame):
            start, end = frame.trigger.start, frame.trigger.end
            rejections.append(Rejection(start, end, "assembly.sum", "only counts the dead of a stretch of time"))
            continue
        scored = [
            (score, -number, cluster)
            for number, cluster in _within_reach(clusters)
            if (score := link_score(frame, cluster, lead=number == 0)) is not None
        ]
        best = max(scored, key=lambda item: item[:2], default=None)
        if best is not None and best[0] >= WEIGHTS.merge:
            best[2].add(frame)
            continue
        reason = _may_found(frame, findings, clusters)
        if reason is None:
            cluster = Cluster(findings, [frame], assumed=_assumed(frame, clusters))
            cluster.adopt(frame)
            clusters.append(cluster)
        else:
            rejections.append(Rejection(frame.trigger.start, frame.trigger.end, "assembly.unanchored", reason))
    return merge_twins(clusters), rejections


def _only_sums(frame: EventFrame) -> bool:
    """Whether a frame without date only counts the dead of a conflict or of years: "300 civils tués depuis 2017"."""
    if frame.date is not None or any(trigger.entry.frame not in DEADLY for trigger in frame.triggers):
        return False
    return bool(frame.tolls) and all(toll.aggregate for toll in frame.tolls)


def _within_reach(clusters: Sequence[Cluster]) -> Iterator[tuple[int, Cluster]]:
    """The lead and the last clusters told: what a reader still has in mind, and what keeps the cost linear."""
    if len(clusters) > REACH:
        yield 0, clusters[0]
    for number in range(max(0, len(clusters) - REACH), len(clusters)):
        yield number, clusters[number]


def merge_twins(clusters: Sequence[Cluster]) -> list[Cluster]:
    """Merges clusters that came to agree on day, place and family of type."""
    kept: list[Cluster] = []
    for cluster in clusters:
        twin = next((other for _, other in _within_reach(kept) if _are_twins(other, cluster)), None)
        if twin is None:
            kept.append(cluster)
        else:
            for frame in cluster.frames:
                twin.add(frame)
            twin.frames.sort(key=lambda frame: frame.trigger.start)
    return kept


def _are_twins(first: Cluster, second: Cluster) -> bool:
    if any(frame.another for frame in second.frames[:1]):
        return False
    if any(strikes_from_other_side(frame, first) for frame in second.frames):
        return False
    date = date_score(first.interval, second.interval)
    place = same_place(first.resolved, second.resolved)
    if date is None or place is None:
        return False
    alike = type_score(first.attack_type, second.attack_type, owns=True) > 0
    undated = first.interval is None and not second.flashback
    return alike and (date >= SAME_DAY or undated) and place >= SAME_PLACE
