"""Why an event as a whole is no incident: history, the future, sums over long periods, things said in passing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from incidents.annotation import Word
from incidents.assembly.clusters import Cluster
from incidents.assembly.context import Settled, not_yet, too_old
from incidents.frames.qualify import QualifierKind
from incidents.frames.records import Findings, Rejection
from incidents.frames.topic import Topic
from incidents.incident import DateInterval
from incidents.mentions.triggers import Strength
from incidents.types import AttackType, PartyKind

_LONG: Final = 31
_YEAR: Final = 365
_VERY_LONG: Final = 366
_MANY: Final = 20
_SUMMARY: Final = 4.0
_SHORT: Final = 40
_LEAST_EVIDENCE: Final = 4.0
_WEIGHT: Final = 2.0
_ARMED: Final = frozenset(
    (
        PartyKind.STATE_FORCES,
        PartyKind.EXTERNAL_FORCES,
        PartyKind.REBEL,
        PartyKind.POLITICAL_MILITIA,
        PartyKind.IDENTITY_MILITIA,
        PartyKind.PROTESTERS,
        PartyKind.RIOTERS,
    )
)
_WARLIKE: Final = frozenset(
    (
        AttackType.AMBUSH,
        AttackType.CAR_BOMB,
        AttackType.SUICIDE_BOMBING,
        AttackType.IED,
        AttackType.LANDMINE,
        AttackType.HOSTAGE_TAKING,
        AttackType.MOB_VIOLENCE,
        AttackType.PROTEST,
        AttackType.RIOT,
        AttackType.DRONE_STRIKE,
    )
)
_ONLY_COUNTRY: Final = 4
_SUBORDINATE: Final = frozenset(("conj", "xcomp", "advcl", "acl:relcl", "amod", "nmod", "obl"))


def refusal_of(
    findings: Findings, cluster: Cluster, settled: Settled, number: int, *, topic: Topic
) -> Rejection | None:
    """Why an event is no incident of our time; None where it is one.

    Args:
        findings: All mentions.
        cluster: The frames that tell it.
        settled: Its date, place and standing.
        number: Its position among the events of the text.
        topic: What the text is about.
    """
    trigger = cluster.frames[0].trigger
    for rule, reason in _reasons(findings, cluster, settled, number):
        return Rejection(trigger.start, trigger.end, f"assembly.{rule}", reason)
    if topic.words >= _SHORT and _evidence(cluster, topic) < _LEAST_EVIDENCE:
        return Rejection(trigger.start, trigger.end, "assembly.no_conflict", "no word of armed or political violence")
    if not settled.own_date and topic.score(QualifierKind.SUMMARY) >= _SUMMARY:
        return Rejection(trigger.start, trigger.end, "assembly.summary", "a summary or an interview, without a day")
    return None


def _reasons(findings: Findings, cluster: Cluster, settled: Settled, number: int) -> Iterator[tuple[str, str]]:
    if too_old(settled.date, findings.published):
        yield "history", "more than thirty years ago"
    if not_yet(settled.date, findings.published):
        yield "future", "after the publication day"
    if _is_sum(findings, cluster, settled.date):
        yield "aggregate", "a sum over a long period"
    if _is_vague(findings, cluster, settled):
        yield "vague", "several events with neither day nor place"
    if number > 0 and _is_in_passing(findings, cluster, settled):
        yield "in_passing", "told in passing, with neither date nor place"


def _evidence(cluster: Cluster, topic: Topic) -> float:
    """How much speaks for armed or political violence: the text's words, and who acts, suffers and claims."""
    score = topic.score(QualifierKind.CONFLICT)
    for frame in cluster.frames:
        if any(filler.party.kind in _ARMED for filler in (*frame.actors, *frame.targets)):
            score += _WEIGHT
            break
    if cluster.claimants:
        score += _WEIGHT
    return score + (1.0 if cluster.attack_type in _WARLIKE else 0.0)


def _head(findings: Findings, cluster: Cluster) -> Word:
    """The word that founds an event."""
    trigger = cluster.frames[0].trigger
    return findings.doc.sentences[trigger.sentence].words[trigger.head]


def _is_several(findings: Findings, cluster: Cluster) -> bool:
    """Whether all that tells an event is deaths and wounds, or a plural event noun."""
    triggers = [trigger for frame in cluster.frames for trigger in frame.triggers]
    if all(trigger.entry.strength is Strength.OUTCOME for trigger in triggers):
        return True
    return not triggers[0].verbal and _head(findings, cluster).feats.get("Number") == "Plur"


def _is_sum(findings: Findings, cluster: Cluster, date: DateInterval | None) -> bool:
    """Whether an event is a count over weeks or years: "depuis janvier, les lynchages ont fait 43 morts"."""
    if date is None or cluster.interval is None:
        return False
    days = (date.end - date.start).days + 1
    many = any(toll.low >= _MANY for frame in cluster.frames for toll in frame.tolls)
    if days >= _YEAR and many and _is_several(findings, cluster):
        return True
    if cluster.flashback:
        return False
    if days > _VERY_LONG and many:
        return True
    return days > _LONG and _is_several(findings, cluster) and _runs_on(date, findings.published)


def _runs_on(date: DateInterval, published: dt.date | None) -> bool:
    """Whether a period lasts until the publication, or longer than a year."""
    if (date.end - date.start).days + 1 > _VERY_LONG:
        return True
    return published is not None and date.end >= published - dt.timedelta(days=1)


def _is_vague(findings: Findings, cluster: Cluster, settled: Settled) -> bool:
    """Whether a plural event noun has no day and only a country, or nothing, for its place."""
    if settled.own_date or len(cluster.frames) > 1 or cluster.frames[0].trigger.verbal:
        return False
    located = settled.own_place and settled.location is not None and settled.location.precision < _ONLY_COUNTRY
    return not located and _head(findings, cluster).feats.get("Number") == "Plur"


def _is_in_passing(findings: Findings, cluster: Cluster, settled: Settled) -> bool:
    """Whether an event is told only once, in a subordinate or coordinated clause without date or place."""
    if settled.own_date or settled.own_place or len(cluster.frames) > 1:
        return False
    return _head(findings, cluster).relation in _SUBORDINATE
