"""Which frames tell the same event: clusters frames in text order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from attrs import define, field, frozen

from incidents.assembly.places import is_part_of, same_place
from incidents.dates.mention import DateForm
from incidents.frames.attack_types import FAMILIES, combine_types
from incidents.frames.records import DISTRIBUTED, Anchor, EventFrame, Filler, Findings, Rejection
from incidents.gazetteer.resolve import ResolvedPlace
from incidents.incident import DateInterval, Location
from incidents.mentions.tolls import TollMention
from incidents.mentions.triggers import Casualty, FrameKind, Strength
from incidents.reading import BlockKind
from incidents.types import AttackType, PlaceKind


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
    another: float = -2.0
    undated: float = -2.0
    later: float = -1.8
    flashback_own: float = -2.0
    flashback: float = -0.4
    indefinite: float = -0.5
    unsure_place: float = -1.0
    assumed_date: float = -1.5


WEIGHTS = Weights()

_SEQUELS: Final = frozenset((AttackType.ARREST, AttackType.ABDUCTION))
_RAIDS: Final = frozenset(
    (AttackType.AMBUSH, AttackType.ARMED_CLASH, AttackType.ARMED_ASSAULT, AttackType.EXECUTION, AttackType.ATTACK)
)
_DEADLY: Final = frozenset((FrameKind.KILL, FrameKind.DIE))
_SAME_PLACE: Final = 2.0
"""What two places of one name score."""
_SAME_DAY: Final = 2.0
"""What two equal dates score."""
_REGION: Final = 3
"""From this precision on a place says little of where one event happened."""
_COUNTRY: Final = 4
"""The precision of a place that is a whole country."""
REACH: Final = 30
"""How many clusters back a telling may go."""


@frozen
class Method:
    """Words beside an event's own that tell how it was done.

    Attributes:
        attack_type: The type they tell.
        start: First character.
        end: One past the last.
        rule: How they were found.
    """

    attack_type: AttackType
    start: int
    end: int
    rule: str


@define
class Cluster:
    """The frames that tell one event, in text order, and what they agree on so far."""

    findings: Findings = field(repr=False)
    frames: list[EventFrame]
    date: Anchor | None = None
    place: Anchor | None = None
    assumed: DateInterval | None = None
    claimants: list[Filler] = field(factory=list)
    accusers: list[Filler] = field(factory=list)
    accused: list[Filler] = field(factory=list)
    tolls: list[TollMention] = field(factory=list)
    method: Method | None = None
    others_struck: frozenset[tuple[int, int]] = frozenset()
    """Head words, by sentence and position, of those whom the words of another event say that it struck."""
    beside: set[int] = field(factory=set)
    """Where the triggers begin of what was done beside it: they do not tell its type."""

    @property
    def attack_type(self) -> AttackType:
        """The type that words beside it tell where its triggers tell none, else the most specific of its triggers."""
        if self.method is not None:
            return self.method.attack_type
        triggers = [trigger for frame in self.frames for trigger in frame.triggers]
        silent = self.findings.boasts | self.beside
        told = [trigger for trigger in triggers if trigger.start not in silent]
        kind = combine_types(told or triggers)
        return self._before_sequel(kind) or kind

    def _before_sequel(self, kind: AttackType) -> AttackType | None:
        """The type of a killing told first, of which an arrest or a captive told later is only the sequel."""
        first = next((at for at, frame in enumerate(self.frames) if frame.attack_type is kind), 0)
        before = [trigger for frame in self.frames[:first] for trigger in frame.triggers]
        if kind not in _SEQUELS or not any(trigger.entry.frame in _DEADLY for trigger in before):
            return None
        earlier = combine_types(before)
        if kind is AttackType.ABDUCTION:
            return earlier if earlier in _RAIDS else None
        return None if earlier is AttackType.ABDUCTION else earlier

    @property
    def interval(self) -> DateInterval | None:
        """Its date so far."""
        return None if self.date is None else self.findings.dates[self.date.index].date

    @property
    def resolved(self) -> ResolvedPlace | None:
        """Its place so far."""
        return None if self.place is None else self.findings.places[self.place.index]

    @property
    def last_sentence(self) -> int:
        """Index of the last sentence that tells of it."""
        return self.frames[-1].sentence

    @property
    def flashback(self) -> bool:
        """Whether it is first told in the pluperfect."""
        return self.frames[0].flashback

    def add(self, frame: EventFrame) -> None:
        """Takes a frame in."""
        self.frames.append(frame)
        self.adopt(frame)

    def adopt(self, frame: EventFrame) -> None:
        """Takes over a frame's date and place where it has none, or the frame's is finer."""
        if frame.date is not None:
            mine = self.interval
            theirs = self.findings.dates[frame.date.index].date
            if mine is None or (
                _days(theirs) < _days(mine) and mine.start <= theirs.start <= mine.end and _days(mine) > 2
            ):
                self.date = frame.date
        if frame.place is not None and not (frame.place.doubtful and self.place is not None):
            mine_place = self.resolved
            place = self.findings.places[frame.place.index].location
            doubted = self.place is not None and self.place.doubtful
            finer = mine_place is None or _is_finer(place, mine_place.location)
            if mine_place is None or doubted or finer or is_part_of(place, mine_place.location):
                self.place = frame.place


def _is_finer(place: Location, known: Location) -> bool:
    """Whether a place is more exact than another: by precision, or a named one against a part of a country."""
    part = known.kind is PlaceKind.COUNTRY and place.kind is not PlaceKind.COUNTRY
    return place.precision < known.precision or (part and place.precision == known.precision < _COUNTRY)


def _days(interval: DateInterval) -> int:
    return (interval.end - interval.start).days + 1


def date_score(first: DateInterval | None, second: DateInterval | None) -> float | None:
    """How well two dates agree; None when they exclude each other."""
    if first is None or second is None:
        return 0.0
    if first.start == second.start and first.end == second.end:
        return 2.0
    if first.start <= second.end and second.start <= first.end:
        return 1.0 if min(_days(first), _days(second)) <= 2 else 0.3
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
    if _are_distributed(frame, cluster) or counts_on(frame, cluster):
        return None
    if place is None:
        sure = _is_sure(mine, frame.place) and _is_sure(cluster.resolved, cluster.place)
        if frame.fronted or (sure and not _says_more(frame, cluster, same_day=date >= _SAME_DAY)):
            return None
        place = WEIGHTS.unsure_place
    elsewhen = frame.date is not None and date < _SAME_DAY
    if frame.another and (frame.fronted or elsewhen) and 0.5 <= place < _SAME_PLACE:
        return None  # another event, at another place nearby
    owns = frame.date is not None or (mine is not None and mine.location.precision < _REGION)
    both_own = owns and (cluster.date is not None or cluster.place is not None)
    score = date + place + type_score(frame.attack_type, cluster.attack_type, owns=both_own)
    again = date >= _SAME_DAY and frame.attack_type is cluster.attack_type
    score += _party_score(frame, cluster) + _toll_score(frame, cluster) + _nearness(frame, cluster)
    score += WEIGHTS.lead if lead else 0.0
    return score + _telling_score(frame, cluster, owns=owns, again=again, same_means=_same_means(frame, cluster))


def _same_means(frame: EventFrame, cluster: Cluster) -> bool:
    """Whether a frame tells of no weapon or deed that an event's words did not tell before."""
    strong = [trigger for trigger in frame.triggers if trigger.entry.strength in (Strength.EVENT, Strength.MEANS)]
    told = {trigger.entry.attack_type for known in cluster.frames for trigger in known.triggers}
    return frame.definite or all(trigger.entry.attack_type in told for trigger in strong)


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


def _is_sure(place: ResolvedPlace | None, anchor: Anchor | None) -> bool:
    """Whether a place is known to the gazetteer and told as a place where something happens."""
    if place is None or anchor is None or (place.location.gazetteer_id is None and place.location.precision > 1):
        return False
    return place.mention.locative or anchor.rule == DISTRIBUTED


def _telling_score(frame: EventFrame, cluster: Cluster, *, owns: bool, again: bool, same_means: bool) -> float:
    """What the words of a frame say of its being an event told before."""
    score = WEIGHTS.definite if frame.definite or frame.recap else 0.0
    score += WEIGHTS.another if frame.another else 0.0
    score += WEIGHTS.undated if frame.undated else 0.0
    score += WEIGHTS.later if frame.later and not same_means else 0.0
    if frame.flashback and not cluster.flashback and not again:
        score += WEIGHTS.flashback_own if owns else WEIGHTS.flashback
    nominal = not frame.definite and not frame.trigger.verbal
    if nominal and owns and frame.trigger.entry.strength is not Strength.OUTCOME:
        score += WEIGHTS.indefinite
    return score


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
    if frame.date is not None or any(trigger.entry.frame not in _DEADLY for trigger in frame.triggers):
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
    date = date_score(first.interval, second.interval)
    place = same_place(first.resolved, second.resolved)
    if date is None or place is None:
        return False
    alike = type_score(first.attack_type, second.attack_type, owns=True) > 0
    undated = first.interval is None and not second.flashback
    return alike and (date >= _SAME_DAY or undated) and place >= _SAME_PLACE
