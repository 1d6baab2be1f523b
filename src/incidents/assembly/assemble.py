"""The stage's front: frames in, incidents and refusals out."""

from __future__ import annotations

from collections.abc import Sequence

from incidents.article import Article
from incidents.assembly.build import build_incident
from incidents.assembly.clusters import cluster_frames
from incidents.assembly.confidence import with_confidence
from incidents.assembly.context import settle
from incidents.assembly.methods import assign_methods
from incidents.assembly.refusal import refusal_of
from incidents.assembly.responsibility import assign_claims
from incidents.assembly.tolls import assign_tolls
from incidents.frames.records import EventFrame, Findings, Rejection
from incidents.frames.topic import topic_of
from incidents.incident import Incident


def assemble_incidents(
    article: Article, findings: Findings, frames: Sequence[EventFrame]
) -> tuple[tuple[Incident, ...], tuple[Rejection, ...]]:
    """Assembles the incidents of a document, in text order."""
    clusters, rejections = cluster_frames(findings, frames)
    assign_methods(findings, clusters)
    assign_claims(findings, clusters)
    assign_tolls(findings, clusters, article.title)
    topic = topic_of(findings.reading.text, title=article.title)
    incidents = []
    for number, (cluster, settled) in enumerate(zip(clusters, settle(findings, clusters), strict=True)):
        refusal = refusal_of(findings, cluster, settled, number, topic=topic)
        if refusal is not None:
            rejections.append(refusal)
        else:
            incidents.append(build_incident(article, cluster, settled, number))
    return with_confidence(incidents), tuple(rejections)
