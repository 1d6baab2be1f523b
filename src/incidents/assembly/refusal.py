"""Why an event as a whole is no incident: history, the future, sums over long periods, things said in passing."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import islice
from typing import Final

from incidents.annotation import Sentence, Word
from incidents.assembly.clusters import Cluster
from incidents.assembly.context import Settled, not_yet, too_old
from incidents.assembly.linking import only_counts
from incidents.assembly.toll_choice import choose_toll
from incidents.dates.mention import DateForm
from incidents.frames.attack_types import FAMILIES
from incidents.frames.qualify import QualifierKind
from incidents.frames.records import Findings, Rejection
from incidents.frames.topic import Topic
from incidents.incident import DateInterval
from incidents.mentions.numbers import find_numerals
from incidents.mentions.syntax import subjects
from incidents.mentions.triggers import Casualty, FrameKind, Strength, TriggerMention
from incidents.types import ARMED_KINDS, COUNTRY, CROWD_KINDS, REGION, AttackType

_WEEK: Final = 7
_WEEKS: Final = 20
_MONTH: Final = 28
_LONG: Final = 31
_YEAR: Final = 365
_VERY_LONG: Final = 366
_SOME: Final = 10
_MANY: Final = 20
_MANY_A_MONTH: Final = 100
_YEARS: Final = range(1900, 2100)
_SUMMARY: Final = 4.0
_COMMEMORATION: Final = 4.0
_COMMEMORATED: Final = 0.4
_SUSPECTS: Final = re.compile(
    r"\b(?:suspects?|suspectes?|complices?|auteurs?|assaillants?|ravisseurs?|agresseurs?|tireurs?|meurtriers?)\b",
    re.IGNORECASE,
)
_YEAR_NAMED: Final = re.compile(
    r"\b(?:en|de|depuis|vers|dès|avant|après|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre"
    r"|novembre|décembre) (1[5-9]\d\d|20\d\d)\b(?! \w+s\b)"
)
_UNSURE_DAYS: Final = (".anaphor", ".day.", ".interval.", ".night.", ".month.")
_PAST_HISTORIC: Final = re.compile(r"\w+(?:èrent|irent|urent|inrent|prit|mit)|fut|eut")
_BACK: Final = 1000
_HISTORY_YEARS: Final = 30
_SHORT: Final = 40
_LEAST_EVIDENCE: Final = 4.0
_WEIGHT: Final = 2.0
_NEWS: Final = 2.5
_ARMED: Final = ARMED_KINDS | CROWD_KINDS
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
_LASTING: Final = frozenset((AttackType.PROTEST, AttackType.TERRITORY_SEIZURE, AttackType.HOSTAGE_TAKING))
"""Types of events that may go on for months."""
_SUBORDINATE: Final = frozenset(("conj", "xcomp", "advcl", "acl:relcl", "amod", "nmod", "obl"))


def refusal_of(
    findings: Findings,
    cluster: Cluster,
    settled: Settled,
    number: int,
    *,
    topic: Topic,
    news: bool = False,
    armed: AbstractSet[AttackType] = frozenset(),
) -> Rejection | None:
    """Why an event is no incident of our time; None where it is one.

    Args:
        findings: All mentions.
        cluster: The frames that tell it.
        settled: Its date, place and standing.
        number: Its position among the events of the text.
        topic: What the text is about.
        news: Whether the text tells an event as that of a day, see `is_news`.
        armed: The types of the text's events in which somebody armed takes part, see `armed_types`.
    """
    trigger = cluster.frames[0].trigger
    for rule, reason in _reasons(findings, cluster, settled, number):
        return Rejection(trigger.start, trigger.end, f"assembly.{rule}", reason)
    if topic.words >= _SHORT and _evidence(cluster, topic, news=news, armed=armed) < _LEAST_EVIDENCE:
        return Rejection(trigger.start, trigger.end, "assembly.no_conflict", "no word of armed or political violence")
    if _is_of_old(findings, cluster, settled):
        return Rejection(trigger.start, trigger.end, "assembly.history", "a tale of long ago")
    if _is_remembered(settled, topic):
        return Rejection(trigger.start, trigger.end, "assembly.commemoration", "remembered, without a day of our time")
    if not settled.own_date and topic.score(QualifierKind.SUMMARY) >= _SUMMARY:
        return Rejection(trigger.start, trigger.end, "assembly.summary", "a summary or an interview, without a day")
    return None


def is_summed_up(clusters: Sequence[Cluster], circumstances: Sequence[Settled], number: int) -> bool:
    """Whether an event only counts, over a region, events of its days that are told one by one, each at its place.

    "Deux engins ont explosé dimanche dans la région de X. Le premier … près de Y. … à Z." Without a place of its own
    it also is one whose dead are as many as theirs together.
    """
    cluster, settled = clusters[number], circumstances[number]
    coarse = settled.location is None or settled.location.precision >= REGION
    if settled.date is None or (settled.own_place and not coarse):
        return False
    parts = [
        other
        for other, around in zip(clusters, circumstances, strict=True)
        if other is not cluster and _is_part(around, settled.date)
        if FAMILIES[other.attack_type] & FAMILIES[cluster.attack_type]
    ]
    if len(parts) < 2:
        return False
    counted = _counts_events(cluster) or _couples_events(cluster)
    return (coarse and counted) or only_counts(cluster) or _adds_up(cluster, parts)


def _is_part(settled: Settled, days: DateInterval) -> bool:
    """Whether an event has a place of its own, finer than a region, and happened within some days."""
    if not settled.own_place or settled.location is None or settled.location.precision >= REGION:
        return False
    return settled.date is not None and days.start <= settled.date.start <= days.end


def _adds_up(cluster: Cluster, parts: Sequence[Cluster]) -> bool:
    """Whether the dead of an event are as many as those of its parts together, all of them told after it."""
    if any(part.frames[0].sentence < cluster.frames[0].sentence for part in parts):
        return False
    total = choose_toll(cluster, Casualty.FATALITIES)
    if total is None or total.low < 2:
        return False
    tolls = [choose_toll(part, Casualty.FATALITIES) for part in parts]
    return total.low == sum(toll.low for toll in tolls if toll is not None)


def is_police_work(clusters: Sequence[Cluster], number: int) -> bool:
    """Whether an arrest is no news of its own but only what followed an event: "trois suspects ont été interpellés".

    GUIDELINES: "arrests only when they are the news".
    """
    cluster = clusters[number]
    if cluster.attack_type is not AttackType.ARREST or len(cluster.frames) > 1:
        return False
    told = any(other.attack_type is not AttackType.ARREST for other in clusters[:number])
    struck = [filler.party for filler in cluster.frames[0].targets]
    return told and any(_SUSPECTS.search(party.text) for party in struck)


def _counts_events(cluster: Cluster) -> bool:
    """Whether a cluster's first words count events or the means of several: "deux attaques", "trois engins"."""
    trigger = cluster.frames[0].trigger
    sentence = cluster.findings.doc.sentences[trigger.sentence]
    heads = {trigger.head, *(subjects(sentence, trigger.head) if trigger.verbal else ())}
    return any(
        sentence.words[head].feats.get("Number") == "Plur"
        and sentence.words[head].upos == "NOUN"
        and any(sentence.words[child].relation == "nummod" for child in sentence.children[head])
        for head in heads
        if not trigger.verbal or trigger.entry.frame is FrameKind.BLAST
    )


def _is_of_a_country(findings: Findings, cluster: Cluster, settled: Settled) -> bool:
    """Whether a month's dead are told of a whole country: "en novembre, les violences ont tué 41 civils en Irak"."""
    date, location = settled.date, settled.location
    if date is None or (date.end - date.start).days + 1 < _MONTH:
        return False
    if location is not None and location.precision < COUNTRY:
        return False
    if _is_event(cluster) or not (_is_several(findings, cluster) or _head(findings, cluster).upos == "VERB"):
        return False
    return _most_told(cluster) >= _MANY


def _counts_many(cluster: Cluster, date: DateInterval | None) -> bool:
    """Whether ten events or more are counted over more than a week: "en 2021, 300 attaques ont été recensées"."""
    trigger = cluster.frames[0].trigger
    if date is None or (date.end - date.start).days < _WEEK or trigger.verbal:
        return False
    if trigger.entry.strength is Strength.OUTCOME or trigger.entry.frame is FrameKind.BLAST:
        return False
    doc = cluster.findings.doc
    sentence = doc.sentences[trigger.sentence]
    return any(
        number.low >= _SOME and not doc.text[number.end : trigger.start].strip(" d'’e")
        for number in find_numerals(doc.text, sentence.start, trigger.start)
    )


def _couples_events(cluster: Cluster) -> bool:
    """Whether a cluster's first words name two events together: "un attentat et une embuscade ont tué …"."""
    first = cluster.frames[0]
    sentence = cluster.findings.doc.sentences[first.sentence]
    nouns = {trigger.head for trigger in first.triggers if not trigger.verbal}
    return any(sentence.words[noun].relation == "conj" and sentence.words[noun].head in nouns for noun in nouns)


def _is_remembered(settled: Settled, topic: Topic) -> bool:
    """Whether a text that commemorates tells an event on no calendar day: "ce soir-là, 30 000 personnes défilaient"."""
    score = topic.score(QualifierKind.COMMEMORATION)
    if score < _COMMEMORATION or score < _COMMEMORATED * topic.score(QualifierKind.CONFLICT):
        return False
    return not settled.own_date or ".anaphor" in settled.date_rule


def _is_of_old(findings: Findings, cluster: Cluster, settled: Settled) -> bool:
    """Whether a tale in the past historic or pluperfect whose last year named is old gives only a day or "ce soir-là".

    "Le 21 mai 1871, Paris brûlait. Du 24 au 28, des centaines d'insurgés furent fusillés."
    """
    trigger = cluster.frames[0].trigger
    years = _YEAR_NAMED.findall(findings.doc.text, max(0, trigger.start - _BACK), trigger.start)
    if not years or findings.published is None or int(years[-1]) >= findings.published.year - _HISTORY_YEARS:
        return False
    if settled.date_span is not None and settled.own_date:
        named = _YEAR_NAMED.search(findings.doc.text[slice(*settled.date_span)])
        if named or not any(rule in settled.date_rule for rule in _UNSURE_DAYS):
            return False
    return cluster.flashback or _is_past_historic(findings.doc.sentences[trigger.sentence], trigger)


def _is_past_historic(sentence: Sentence, trigger: TriggerMention) -> bool:
    """Whether a trigger, its auxiliary or the verb above it stands in the past historic ("furent tués")."""
    word = sentence.words[trigger.head]
    near = [word, *(sentence.words[child] for child in sentence.children[trigger.head])]
    near += [sentence.words[above] for above in islice(sentence.ancestors(trigger.head), 2)]
    finite = (item for item in near if item.upos in ("VERB", "AUX") and item.feats.get("VerbForm") == "Fin")
    return any(_PAST_HISTORIC.fullmatch(item.text.lower()) for item in finite)


def _reasons(findings: Findings, cluster: Cluster, settled: Settled, number: int) -> Iterator[tuple[str, str]]:
    if too_old(settled.date, findings.published):
        yield "history", "more than thirty years ago"
    if not_yet(settled.date, findings.published):
        yield "future", "after the publication day"
    if _is_sum(findings, cluster, settled.date) or _is_of_a_season(cluster, settled):
        yield "aggregate", "a sum over a long period"
    if _is_of_a_country(findings, cluster, settled):
        yield "aggregate", "a country's dead of a month or more"
    if _counts_many(cluster, settled.date):
        yield "aggregate", "many events counted together"
    if number > 0 and _is_running_total(findings, cluster, settled):
        yield "running_total", "a count that runs on since a day"
    if _is_vague(findings, cluster, settled):
        yield "vague", "several events with neither day nor place"
    if number > 0 and _is_in_passing(findings, cluster, settled):
        yield "in_passing", "told in passing, with neither date nor place"


def armed_types(clusters: Iterable[Cluster]) -> frozenset[AttackType]:
    """The types of the events in which somebody armed, or a crowd, acts or is struck."""
    return frozenset(cluster.attack_type for cluster in clusters if _is_armed(cluster))


def _is_armed(cluster: Cluster) -> bool:
    fillers = (filler for frame in cluster.frames for filler in (*frame.actors, *frame.targets))
    return any(filler.party.kind in _ARMED for filler in fillers)


def _evidence(cluster: Cluster, topic: Topic, *, news: bool, armed: AbstractSet[AttackType]) -> float:
    """How much speaks for armed or political violence: the text's words, who acts, suffers, claims, a day's news."""
    score = topic.score(QualifierKind.CONFLICT)
    if news and _is_event(cluster):
        score += _NEWS
    if _is_armed(cluster) or cluster.attack_type in armed:
        score += _WEIGHT
    if cluster.claimants:
        score += _WEIGHT
    return score + (1.0 if cluster.attack_type in _WARLIKE else 0.0)


def _is_event(cluster: Cluster) -> bool:
    """Whether some of its words can only tell an event."""
    return any(trigger.entry.strength is Strength.EVENT for frame in cluster.frames for trigger in frame.triggers)


def is_news(findings: Findings, cluster: Cluster, settled: Settled) -> bool:
    """Whether words that can only tell an event place it and date it to a day of the last month."""
    if not _is_event(cluster):
        return False
    date, published = settled.date, findings.published
    if date is None or published is None or not (settled.own_date and settled.own_place):
        return False
    return date.start == date.end and (published - date.end).days <= _LONG


def _head(findings: Findings, cluster: Cluster) -> Word:
    """The word that founds an event."""
    trigger = cluster.frames[0].trigger
    return findings.doc.sentences[trigger.sentence].words[trigger.head]


def _is_only_outcome(cluster: Cluster) -> bool:
    """Whether all that tells an event is deaths and wounds."""
    return all(trigger.entry.strength is Strength.OUTCOME for frame in cluster.frames for trigger in frame.triggers)


def _is_several(findings: Findings, cluster: Cluster) -> bool:
    """Whether all that tells an event is deaths and wounds, or a plural event noun."""
    if _is_only_outcome(cluster):
        return True
    trigger = cluster.frames[0].trigger
    return not trigger.verbal and _head(findings, cluster).feats.get("Number") == "Plur"


def _is_sum(findings: Findings, cluster: Cluster, date: DateInterval | None) -> bool:
    """Whether an event is a count over weeks or years: "depuis janvier, les lynchages ont fait 43 morts"."""
    if date is None or cluster.interval is None:
        return False
    days = (date.end - date.start).days + 1
    most = max((toll.low for frame in cluster.frames for toll in frame.tolls), default=0)
    runs_on = _runs_on(date, findings.published)
    enough = most >= _SOME if runs_on else most >= _MANY_A_MONTH and cluster.place is None
    if days >= _WEEKS and enough and _is_only_outcome(cluster):
        return True
    if days >= _YEAR and most >= _MANY and (_is_several(findings, cluster) or most >= _MANY_A_MONTH):
        return True
    if cluster.flashback:
        return False
    if days > _VERY_LONG and most >= _MANY:
        return True
    return days > _LONG and _is_several(findings, cluster) and runs_on


def _is_of_a_season(cluster: Cluster, settled: Settled) -> bool:
    """Whether many victims are counted in a country or region over months: "428 enlevés entre avril et juin"."""
    coarse = settled.location is None or settled.location.precision >= REGION
    if settled.date is None or not coarse or cluster.attack_type in _LASTING:
        return False
    if not _LONG < (settled.date.end - settled.date.start).days + 1 < _YEAR:
        return False
    return _most_told(cluster) >= _MANY_A_MONTH


def _most_told(cluster: Cluster) -> int:
    """The highest number in the sentences that tell an event, years aside."""
    doc = cluster.findings.doc
    sentences = (doc.sentences[number] for number in {frame.sentence for frame in cluster.frames})
    numbers = (number.low for s in sentences for number in find_numerals(doc.text, s.start, s.end))
    return max((number for number in numbers if number not in _YEARS), default=0)


def _is_running_total(findings: Findings, cluster: Cluster, settled: Settled) -> bool:
    """Whether only deaths are told, counted from a day on: "quatorze policiers sont tombés depuis le 1er janvier"."""
    if cluster.date is None or settled.own_place:
        return False
    triggers = (trigger for frame in cluster.frames for trigger in frame.triggers)
    if any(trigger.entry.strength is not Strength.OUTCOME for trigger in triggers):
        return False
    return findings.dates[cluster.date.index].form is DateForm.SPAN


def _runs_on(date: DateInterval, published: dt.date | None) -> bool:
    """Whether a period lasts until the publication, or longer than a year."""
    if (date.end - date.start).days + 1 > _VERY_LONG:
        return True
    return published is not None and (published - date.end).days <= 1


def _is_vague(findings: Findings, cluster: Cluster, settled: Settled) -> bool:
    """Whether a plural event noun has no day and only a country, or nothing, for its place."""
    if settled.own_date or len(cluster.frames) > 1 or cluster.frames[0].trigger.verbal:
        return False
    located = settled.own_place and settled.location is not None and settled.location.precision < COUNTRY
    return not located and _head(findings, cluster).feats.get("Number") == "Plur"


def _is_in_passing(findings: Findings, cluster: Cluster, settled: Settled) -> bool:
    """Whether an event is told only once, in a subordinate or coordinated clause without date or place."""
    if settled.own_date or settled.own_place or len(cluster.frames) > 1:
        return False
    return _head(findings, cluster).relation in _SUBORDINATE
