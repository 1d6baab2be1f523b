"""The stage's front: frames in, incidents and refusals out."""

from __future__ import annotations

from collections.abc import Sequence

from incidents.article import Article
from incidents.assembly.build import build_incident
from incidents.assembly.clusters import Cluster, cluster_frames
from incidents.assembly.context import Settled, not_yet, settle, too_old
from incidents.assembly.responsibility import assign_claims
from incidents.assembly.tolls import assign_tolls
from incidents.frames.records import EventFrame, Findings, Rejection
from incidents.incident import Incident


def assemble_incidents(
    article: Article, findings: Findings, frames: Sequence[EventFrame]
) -> tuple[tuple[Incident, ...], tuple[Rejection, ...]]:
    """Assembles the incidents of a document, in text order."""
    clusters, rejections = cluster_frames(findings, frames)
    assign_claims(findings, clusters)
    assign_tolls(findings, clusters)
    incidents = []
    for number, (cluster, settled) in enumerate(zip(clusters, settle(findings, clusters), strict=True)):
        refusal = _refusal(findings, cluster, settled)
        if refusal is not None:
            rejections.append(refusal)
        else:
            incidents.append(build_incident(article, cluster, settled, number))
    return tuple(incidents), tuple(rejections)


def _refusal(findings: Findings, cluster: Cluster, settled: Settled) -> Rejection | None:
    """Why an event as a whole is no incident of our time; None where it is one."""
    trigger = cluster.frames[0].trigger
    if too_old(settled.date, findings.published):
        return Rejection(trigger.start, trigger.end, "assembly.history", "more than thirty years ago")
    if not_yet(settled.date, findings.published):
        return Rejection(trigger.start, trigger.end, "assembly.future", "after the publication day")
    return None
