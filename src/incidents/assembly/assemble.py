"""The stage's front: frames in, incidents and refusals out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from incidents.article import Article
from incidents.assembly.actors import choose_actors
from incidents.assembly.answers import turn_answers
from incidents.assembly.build import build_incident
from incidents.assembly.clustering import cluster_frames
from incidents.assembly.confidence import with_confidence
from incidents.assembly.context import Settled, settle
from incidents.assembly.crowds import assign_crowds
from incidents.assembly.methods import assign_methods
from incidents.assembly.refusal import armed_types, is_news, is_police_work, is_summed_up, refusal_of
from incidents.assembly.responsibility import assign_claims
from incidents.assembly.retellings import join_retellings
from incidents.assembly.story import Story
from incidents.assembly.targets import part_targets
from incidents.assembly.tolls import assign_tolls
from incidents.frames.records import EventFrame, Findings, Rejection
from incidents.frames.topic import topic_of
from incidents.incident import Incident
from incidents.types import AttackType

_WEEK: Final = 7
_STREET: Final = frozenset((AttackType.PROTEST, AttackType.RIOT))


def assemble_incidents(
    article: Article, findings: Findings, frames: Sequence[EventFrame]
) -> tuple[tuple[Incident, ...], tuple[Rejection, ...]]:
    """Assembles the incidents of a document, in text order."""
    told, rejections = cluster_frames(findings, frames)
    clusters = join_retellings(findings, told)
    assign_crowds(clusters)
    assign_methods(findings, clusters, article.title)
    assign_claims(findings, clusters, article.title)
    turn_answers(clusters)
    choose_actors(Story(findings, clusters, article.title))
    part_targets(clusters)
    assign_tolls(findings, clusters, article.title)
    topic = topic_of(findings.reading.text, title=article.title)
    circumstances = settle(findings, clusters, title=article.title)
    streets = [
        settled for cluster, settled in zip(clusters, circumstances, strict=True) if cluster.attack_type in _STREET
    ]
    armed = armed_types(clusters)
    news = any(is_news(findings, cluster, settled) for cluster, settled in zip(clusters, circumstances, strict=True))
    incidents = []
    for number, (cluster, settled) in enumerate(zip(clusters, circumstances, strict=True)):
        refusal = refusal_of(findings, cluster, settled, number, topic=topic, news=news, armed=armed)
        if refusal is None and is_summed_up(clusters, circumstances, number):
            trigger = cluster.frames[0].trigger
            refusal = Rejection(trigger.start, trigger.end, "assembly.summed_up", "counts events told one by one")
        if refusal is None and is_police_work(clusters, number):
            trigger = cluster.frames[0].trigger
            refusal = Rejection(trigger.start, trigger.end, "assembly.police_work", "an arrest that is no news")
        if refusal is not None:
            rejections.append(refusal)
        else:
            incidents.append(build_incident(article, cluster, settled, number, unrest=_is_amid(settled, streets)))
    return with_confidence(incidents), tuple(rejections)


def _is_amid(event: Settled, streets: Sequence[Settled]) -> bool:
    """Whether crowds were in the streets in an event's country and week."""
    if event.date is None or event.location is None:
        return False
    return any(
        other.date is not None
        and other.location is not None
        and other.location.country == event.location.country
        and abs((other.date.start - event.date.start).days) <= _WEEK
        for other in streets
    )
