"""The frames that tell one event, and what they agree on."""

from __future__ import annotations

from typing import Final

from attrs import define, field, frozen

from incidents.assembly.places import is_part_of
from incidents.frames.attack_types import combine_types
from incidents.frames.records import Anchor, EventFrame, Filler, Findings
from incidents.gazetteer.resolve import ResolvedPlace
from incidents.incident import DateInterval, Location
from incidents.mentions.tolls import TollMention
from incidents.mentions.triggers import FrameKind
from incidents.types import COUNTRY, AttackType, PlaceKind

_SEQUELS: Final = frozenset((AttackType.ARREST, AttackType.ABDUCTION))
_RAIDS: Final = frozenset(
    (AttackType.AMBUSH, AttackType.ARMED_CLASH, AttackType.ARMED_ASSAULT, AttackType.EXECUTION, AttackType.ATTACK)
)
DEADLY: Final = frozenset((FrameKind.KILL, FrameKind.DIE))
"""Frames of triggers that tell of the dead."""


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


@define(eq=False)
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
    _told: tuple[tuple[int, int], AttackType] | None = field(default=None, init=False, repr=False)
    """The type that its triggers tell, with the numbers of frames and of deeds beside it that it was combined from."""

    @property
    def attack_type(self) -> AttackType:
        """The type that words beside it tell where its triggers tell none, else the most specific of its triggers."""
        if self.method is not None:
            return self.method.attack_type
        state = (len(self.frames), len(self.beside))
        if self._told is None or self._told[0] != state:
            self._told = state, self._combined()
        return self._told[1]

    def _combined(self) -> AttackType:
        """The type that its triggers tell together."""
        triggers = [trigger for frame in self.frames for trigger in frame.triggers]
        silent = self.findings.boasts | self.beside
        told = [trigger for trigger in triggers if trigger.start not in silent]
        kind = combine_types(told or triggers)
        return self._before_sequel(kind) or kind

    def _before_sequel(self, kind: AttackType) -> AttackType | None:
        """The type of a killing told first, of which an arrest or a captive told later is only the sequel."""
        first = next((at for at, frame in enumerate(self.frames) if frame.attack_type is kind), 0)
        before = [trigger for frame in self.frames[:first] for trigger in frame.triggers]
        if kind not in _SEQUELS or not any(trigger.entry.frame in DEADLY for trigger in before):
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
                days_of(theirs) < days_of(mine) and mine.start <= theirs.start <= mine.end and days_of(mine) > 2
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
    return place.precision < known.precision or (part and place.precision == known.precision < COUNTRY)


def days_of(interval: DateInterval) -> int:
    """How many days an interval has."""
    return (interval.end - interval.start).days + 1
