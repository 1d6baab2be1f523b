"""How likely a frame tells the event of a cluster."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from attrs import frozen

from incidents.assembly.clusters import Cluster, days_of
from incidents.assembly.places import same_place
from incidents.dates.mention import DateForm
from incidents.frames.attack_types import FAMILIES
from incidents.frames.records import DISTRIBUTED, Anchor, EventFrame, Filler, Findings
from incidents.gazetteer.resolve import ResolvedPlace
from incidents.incident import DateInterval
from incidents.mentions.triggers import Casualty, Strength
from incidents.reading import BlockKind
from incidents.types import ARMED_KINDS, REGION, STATE_KINDS, AttackType


@frozen
class Weights:
    """How much each sign counts for or against two tellings of one event; set on the train documents.

    Attributes:
        merge: Least score at which a frame joins a cluster.
        same_type: The types are the same.
        same_family: The types are of one family.
        companion: Another family, in a frame without date and place of its own (a raid's looting); a region is none.
        other_type: Another family, in a frame with its own date or place.
        same_actor: An actor in common.
        same_target: A target in common.
        other_group: Different named groups act.
        same_toll: As many dead.
        other_toll: Other numbers of dead.
        dates: The frame gives the event its first date.
        same_sentence: The cluster was last told of in the same sentence.
        next_sentence: In the sentence before.
        next_block: In the sentence before, across a paragraph.
        same_block: Earlier in the paragraph.
        far: Farther back.
        lead: The cluster is the text's first.
        definite: "cette attaque", "l'attaque".
        pointing: "cette frappe", of an event that was called so.
        another: "une autre attaque".
        undated: "la dernière en date".
        later: "deux heures plus tard", by other means.
        flashback_own: The frame goes back in time, with its own date or place.
        flashback: It goes back in time without.
        indefinite: An event noun without article of an event told before, with its own date or place.
        unsure_place: Places that differ, of which one is not known for sure.
        assumed_date: The date differs from the one that the undated cluster is taken to have.
    """

    merge: float = 1.0
    same_type: float = 0.7
    same_family: float = 0.4
    companion: float = 0.4
    other_type: float = -1.9
    same_actor: float = 0.6
    same_target: float = 0.5
    other_group: float = -1.0
    same_toll: float = 0.5
    other_toll: float = -0.5
    dates: float = 0.4
    same_sentence: float = 1.6
    next_sentence: float = 2.0
    next_block: float = 0.6
    same_block: float = 1.4
    far: float = -0.8
    lead: float = 0.3
    definite: float = 0.5
    pointing: float = 1.6
    another: float = -2.0
    undated: float = -2.0
    later: float = -1.8
    flashback_own: float = -2.0
    flashback: float = -0.4
    indefinite: float = -0.5
    unsure_place: float = -1.0
    assumed_date: float = -1.5


WEIGHTS = Weights()

_STRIKES: Final = frozenset(
    (
        AttackType.AIR_STRIKE,
        AttackType.DRONE_STRIKE,
        AttackType.SHELLING,
        AttackType.MISSILE,
        AttackType.ROCKET,
    )
)
_CAPTURES: Final = frozenset((AttackType.ABDUCTION, AttackType.HOSTAGE_TAKING))
_KILLINGS: Final = frozenset((AttackType.EXECUTION, AttackType.STABBING))
_RIPOSTE: Final = "riposte"
"""The trigger of what belongs to the attack that it answers."""
SAME_PLACE: Final = 2.0
"""What two places of one name score."""
SAME_DAY: Final = 2.0
"""What two equal dates score."""


def date_score(first: DateInterval | None, second: DateInterval | None) -> float | None:
    """How well two dates agree; None when they exclude each other."""
    if first is None or second is None:
        return 0.0
    if first.start == second.start and first.end == second.end:
        return SAME_DAY
    if first.start <= second.end and second.start <= first.end:
        return 1.0 if min(days_of(first), days_of(second)) <= 2 else 0.3
    return None


def type_score(first: AttackType, second: AttackType, *, owns: bool) -> float:
    """How well two types agree.

    Args:
        first: A frame's type.
        second: A cluster's type.
        owns: Whether frame and cluster each have a date or place of their own.
    """
    if first is second:
        return WEIGHTS.same_type
    if FAMILIES[first] & FAMILIES[second]:
        return WEIGHTS.same_family
    return WEIGHTS.other_type if owns else WEIGHTS.companion


def _party_score(frame: EventFrame, cluster: Cluster) -> float:
    score = 0.0
    for role, gain in (("actors", WEIGHTS.same_actor), ("targets", WEIGHTS.same_target)):
        mine = {filler.party.name.lower() for filler in getattr(frame, role)}
        theirs = {filler.party.name.lower() for known in cluster.frames for filler in getattr(known, role)}
        if mine & theirs:
            score += gain
        named = {f.party.name for f in getattr(frame, role) if f.party.named}
        others = {f.party.name for known in cluster.frames for f in getattr(known, role) if f.party.named}
        if role == "actors" and named and others and not named & others:
            score += WEIGHTS.other_group
    return score


def dead_of(frames: Iterable[EventFrame]) -> set[int]:
    """The numbers of dead that frames give of their whole event."""
    return {
        toll.low
        for frame in frames
        for toll in frame.tolls
        if toll.casualty is Casualty.FATALITIES
        and not (toll.subset or toll.more or toll.former or toll.aggregate or toll.several or toll.assailants)
    }


def _toll_score(frame: EventFrame, cluster: Cluster) -> float:
    mine, theirs = dead_of([frame]), dead_of(cluster.frames)
    if not mine or not theirs:
        return 0.0
    return WEIGHTS.same_toll if mine & theirs else WEIGHTS.other_toll


def _nearness(frame: EventFrame, cluster: Cluster) -> float:
    gap = frame.sentence - cluster.last_sentence
    blocks = cluster.findings.block_of
    same_block = blocks[frame.sentence] == blocks[cluster.last_sentence]
    if gap == 0:
        return WEIGHTS.same_sentence
    if gap == 1:
        return WEIGHTS.next_sentence if same_block else WEIGHTS.next_block
    return WEIGHTS.same_block if same_block else WEIGHTS.far


def _frame_interval(findings: Findings, frame: EventFrame) -> DateInterval | None:
    return None if frame.date is None else findings.dates[frame.date.index].date


def link_score(frame: EventFrame, cluster: Cluster, *, lead: bool) -> float | None:
    """How likely a frame tells a cluster's event; None when it cannot."""
    findings = cluster.findings
    date = date_score(_frame_interval(findings, frame), cluster.interval)
    if date is None:
        return None
    if cluster.interval is None and frame.date is not None:
        date = WEIGHTS.dates
        if cluster.assumed is not None and date_score(_frame_interval(findings, frame), cluster.assumed) is None:
            date += WEIGHTS.assumed_date
    mine = None if frame.place is None or frame.place.doubtful else findings.places[frame.place.index]
    place = same_place(mine, cluster.resolved)
    if _are_distributed(frame, cluster) or counts_on(frame, cluster) or _is_counted_by(frame, cluster):
        return None
    if strikes_from_other_side(frame, cluster) or _was_taken_before(frame, cluster):
        return None
    if frame.beyond and cluster.last_sentence == frame.sentence:
        return None
    if place is None:
        sure = _is_sure(mine, frame.place) and _is_sure(cluster.resolved, cluster.place)
        sure = sure and not _may_be_by(frame, mine, cluster)
        if frame.fronted or (sure and not _says_more(frame, cluster, same_day=date >= SAME_DAY)):
            return None
        place = WEIGHTS.unsure_place
    elsewhen = frame.date is not None and date < SAME_DAY
    if frame.another and (frame.fronted or elsewhen) and 0.5 <= place < SAME_PLACE:
        return None  # another event, at another place nearby
    owns = frame.date is not None or (mine is not None and mine.location.precision < REGION)
    placed = mine is not None and _is_sure(mine, frame.place) and mine.location.precision < REGION
    both_own = owns and (cluster.date is not None or cluster.place is not None or placed)
    score = date + place + type_score(frame.attack_type, cluster.attack_type, owns=both_own)
    again = date >= SAME_DAY and frame.attack_type is cluster.attack_type
    score += _party_score(frame, cluster) + _toll_score(frame, cluster) + _nearness(frame, cluster)
    score += WEIGHTS.lead if lead else 0.0
    return score + _telling_score(frame, cluster, owns=owns, again=again, same_means=_same_means(frame, cluster))


def _same_means(frame: EventFrame, cluster: Cluster) -> bool:
    """Whether a frame tells of no weapon or deed that an event's words did not tell before."""
    strong = [trigger for trigger in frame.triggers if trigger.entry.strength in (Strength.EVENT, Strength.MEANS)]
    told = {trigger.entry.attack_type for known in cluster.frames for trigger in known.triggers}
    return frame.definite or all(trigger.entry.attack_type in told for trigger in strong)


def _is_called_so(frame: EventFrame, cluster: Cluster) -> bool:
    """Whether an event was told before by a word of the same kind as a frame's."""
    return any(trigger.entry.id == frame.trigger.entry.id for known in cluster.frames for trigger in known.triggers)


def _says_more(frame: EventFrame, cluster: Cluster, *, same_day: bool) -> bool:
    """Whether a definite noun speaks of the event told of, and places it more exactly or otherwise.

    "Une attaque a fait seize morts dimanche à X. L'attaque de dimanche a été menée sur l'axe Y-Z." A title's place is
    often only the nearest town that readers know.
    """
    if not frame.definite or frame.another or _are_abroad(frame, cluster):
        return False
    told = {trigger.entry.id for known in cluster.frames for trigger in known.triggers}
    titled = cluster.findings.block(cluster.frames[0].sentence).kind is BlockKind.TITLE
    return same_day or (titled and frame.date is None and frame.trigger.entry.id in told)


def _are_abroad(frame: EventFrame, cluster: Cluster) -> bool:
    """Whether a frame's place lies in another country than an event's."""
    mine = None if frame.place is None else cluster.findings.places[frame.place.index]
    countries = {place.location.country for place in (mine, cluster.resolved) if place is not None}
    return len(countries - {None}) > 1


def _are_distributed(frame: EventFrame, cluster: Cluster) -> bool:
    """Whether one sentence told the two as events at different places ("dans les provinces de X et de Y")."""
    if frame.place is None or cluster.place is None or frame.place.index == cluster.place.index:
        return False
    return frame.place.rule == DISTRIBUTED and cluster.place.rule == DISTRIBUTED


def counts_on(frame: EventFrame, cluster: Cluster) -> bool:
    """Whether a frame only counts the dead since a day that is not the event's: "dix morts depuis jeudi"."""
    if frame.date is None or any(trigger.entry.strength is not Strength.OUTCOME for trigger in frame.triggers):
        return False
    mention = cluster.findings.dates[frame.date.index]
    since = mention.form is DateForm.SPAN
    return since and (cluster.interval is None or cluster.interval.start != mention.date.start)


def _is_counted_by(frame: EventFrame, cluster: Cluster) -> bool:
    """Whether a cluster only counts the dead since a day, and a frame tells of one day since: "lundi, six à X"."""
    interval = _frame_interval(cluster.findings, frame)
    return interval is not None and interval != cluster.interval and only_counts(cluster)


def only_counts(cluster: Cluster) -> bool:
    """Whether all that is told of an event are deaths since a day: "depuis lundi, trente civils ont péri"."""
    if cluster.date is None or cluster.findings.dates[cluster.date.index].form is not DateForm.SPAN:
        return False
    triggers = (trigger for frame in cluster.frames for trigger in frame.triggers)
    return all(trigger.entry.strength is Strength.OUTCOME for trigger in triggers)


def strikes_from_other_side(frame: EventFrame, cluster: Cluster) -> bool:
    """Whether a frame tells of fire or a strike by the foes of those who act in an event."""
    riposte = any(trigger.entry.id == _RIPOSTE for trigger in frame.triggers)
    if frame.definite or riposte or frame.attack_type not in _STRIKES:
        return False
    return are_foes(frame.actors, [filler for known in cluster.frames for filler in known.actors])


def _was_taken_before(frame: EventFrame, cluster: Cluster) -> bool:
    """Whether a frame goes back to the day when somebody was taken who was killed: "exécuté; enlevé en mars"."""
    went_back = frame.flashback and frame.date is not None and not cluster.flashback
    return went_back and frame.attack_type in _CAPTURES and cluster.attack_type in _KILLINGS


def are_foes(first: Iterable[Filler], second: Iterable[Filler]) -> bool:
    """Whether a state's forces act in one of two events, and only others that are armed in the other."""
    sides = [
        {kind in STATE_KINDS for filler in some if (kind := filler.party.kind) in ARMED_KINDS}
        for some in (first, second)
    ]
    return all(sides) and not sides[0] & sides[1]


def _is_sure(place: ResolvedPlace | None, anchor: Anchor | None) -> bool:
    """Whether a place is known to the gazetteer and told as a place where something happens."""
    if place is None or anchor is None or (place.location.gazetteer_id is None and place.location.precision > 1):
        return False
    return place.mention.locative or anchor.rule == DISTRIBUTED


def _may_be_by(frame: EventFrame, place: ResolvedPlace | None, cluster: Cluster) -> bool:
    """Whether a village that no gazetteer has may only tell a town more exactly: the same doers, no toll of its own."""
    if place is None or place.location.latitude is not None or place.location.gazetteer_id is not None:
        return False
    groups = {filler.party.name for filler in frame.actors if filler.party.named}
    known = {filler.party.name for told in cluster.frames for filler in told.actors if filler.party.named}
    return bool(groups & known) and not frame.tolls and not frame.targets


def _telling_score(frame: EventFrame, cluster: Cluster, *, owns: bool, again: bool, same_means: bool) -> float:
    """What the words of a frame say of its being an event told before."""
    score = WEIGHTS.definite if frame.definite or frame.recap else 0.0
    score += WEIGHTS.pointing if frame.pointing and not frame.another and _is_called_so(frame, cluster) else 0.0
    score += WEIGHTS.another if frame.another else 0.0
    score += WEIGHTS.undated if frame.undated else 0.0
    score += WEIGHTS.later if frame.later and not same_means else 0.0
    if frame.flashback and not cluster.flashback and not again:
        score += WEIGHTS.flashback_own if owns else WEIGHTS.flashback
    nominal = not frame.definite and not frame.trigger.verbal
    if nominal and owns and frame.trigger.entry.strength is not Strength.OUTCOME:
        score += WEIGHTS.indefinite
    return score
