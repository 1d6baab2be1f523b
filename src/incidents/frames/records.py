"""What a sentence says of one event, and why a trigger was turned down."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import Final

from attrs import field, frozen

from incidents.annotation import AnnotatedDoc
from incidents.dates import DateMention
from incidents.gazetteer.resolve import ResolvedPlace
from incidents.mentions.claims import ClaimMention
from incidents.mentions.parties import PartyMention, PartyReader
from incidents.mentions.tolls import TollMention
from incidents.mentions.triggers import TriggerMention
from incidents.reading import Block, Reading
from incidents.types import AttackType

DISTRIBUTED: Final = "place.distributed"
"""The rule of a place that a sentence tells of one of several events."""


BOASTING: Final = "affirmer_avoir"
"""The claim in which somebody says what he did."""
QUOTED: Final = "nous_avons"
"""The claim in quotation marks: "« Nous avons attaqué la base »"."""


@frozen
class Findings:
    """All that was found in one document before anything is decided about events.

    Attributes:
        doc: The annotated text.
        reading: The clean text and its blocks.
        published: Publication day.
        triggers: Triggers in text order.
        tolls: Tolls in text order.
        claims: Claims, attributions and denials in text order.
        dates: Date mentions in text order.
        places: Place mentions and what they resolve to, in text order.
        parties: Named and described parties in text order.
        party_reader: Reads the party that any noun heads.
        country: The document's main country.
    """

    doc: AnnotatedDoc = field(repr=False)
    reading: Reading = field(repr=False)
    published: dt.date | None
    triggers: tuple[TriggerMention, ...]
    tolls: tuple[TollMention, ...]
    claims: tuple[ClaimMention, ...]
    dates: tuple[DateMention, ...]
    places: tuple[ResolvedPlace, ...]
    parties: tuple[PartyMention, ...]
    party_reader: PartyReader = field(repr=False)
    country: str | None

    @cached_property
    def block_of(self) -> tuple[int, ...]:
        """For each sentence the index of the block it stands in."""
        found, block = [], 0
        blocks = self.reading.blocks
        for sentence in self.doc.sentences:
            while block + 1 < len(blocks) and blocks[block].end <= sentence.start:
                block += 1
            found.append(block)
        return tuple(found)

    @cached_property
    def dates_in(self) -> tuple[tuple[int, ...], ...]:
        """For each sentence the positions of its dates."""
        return self._by_sentence([date.start for date in self.dates])

    @cached_property
    def tolls_in(self) -> tuple[tuple[int, ...], ...]:
        """For each sentence the positions of its tolls."""
        found: list[list[int]] = [[] for _ in self.doc.sentences]
        for index, toll in enumerate(self.tolls):
            found[toll.sentence].append(index)
        return tuple(map(tuple, found))

    @cached_property
    def places_in(self) -> tuple[tuple[int, ...], ...]:
        """For each sentence the positions of its places."""
        return self._by_sentence([place.mention.start for place in self.places])

    @cached_property
    def parties_in(self) -> tuple[tuple[int, ...], ...]:
        """For each sentence the positions of its parties."""
        return self._by_sentence([party.start for party in self.parties])

    @cached_property
    def trigger_heads(self) -> frozenset[tuple[int, int]]:
        """The head words of the triggers, by sentence and position."""
        return frozenset((trigger.sentence, trigger.head) for trigger in self.triggers)

    @cached_property
    def boasts(self) -> frozenset[int]:
        """Where the triggers begin by which somebody only says what he did: "l'armée assure avoir éliminé …"."""
        told = [(claim.start, claim.end) for claim in self.claims if claim.entry.id == BOASTING]
        return frozenset(
            trigger.start for trigger in self.triggers if any(start <= trigger.start < end for start, end in told)
        )

    @cached_property
    def speakers(self) -> frozenset[tuple[int, int]]:
        """The words that name who claims, attributes or denies, by sentence and position."""
        return frozenset((claim.sentence, word) for claim in self.claims for word in claim.speakers)

    def _by_sentence(self, starts: Sequence[int]) -> tuple[tuple[int, ...], ...]:
        found: list[list[int]] = [[] for _ in self.doc.sentences]
        begins = [sentence.start for sentence in self.doc.sentences]
        for index, start in enumerate(starts):
            number = bisect_right(begins, start) - 1
            if number >= 0 and start < self.doc.sentences[number].end:
                found[number].append(index)
        return tuple(map(tuple, found))

    def block(self, sentence: int) -> Block:
        """The block that a sentence stands in."""
        return self.reading.blocks[self.block_of[sentence]]


@frozen
class Filler:
    """A party in a role of an event.

    Attributes:
        party: The party.
        rule: Identifier of the rule that gave it the role.
        weight: How far the rule is to be believed, 0..1.
    """

    party: PartyMention
    rule: str
    weight: float = 1.0


@frozen
class Anchor:
    """A date or a place of an event: an index into the findings and how it was reached.

    Attributes:
        index: Position in `Findings.dates` or `Findings.places`.
        rule: Identifier of the rule.
        own: Whether the event's own clause gives it.
        doubtful: Whether it rather belongs to something else that the sentence names.
    """

    index: int
    rule: str
    own: bool = True
    doubtful: bool = False


@frozen
class EventFrame:
    """What one sentence says of one event.

    Attributes:
        trigger: The words that evoke it best.
        others: Further triggers of the same event in the sentence.
        attack_type: The most specific type the sentence tells.
        date: Its date, when the sentence gives one.
        place: Its place, when the sentence gives one.
        actors: Who did it.
        targets: Who or what was struck.
        tolls: Figures.
        definite: The trigger goes back to an event told before ("cette attaque", "l'attaque").
        pointing: It does so by a demonstrative or possessive ("cette attaque", "sa frappe").
        another: The trigger opens another event ("une nouvelle attaque", "une deuxième").
        beyond: Another event of its sentence came after it: "cette frappe survient au lendemain de raids".
        flashback: Told in the pluperfect.
        recap: The sentence counts an event told before ("c'est la deuxième attaque en un mois").
        undated: The words say that it has another, unknown date ("la dernière en date").
        later: It opens with a time after that of an event told before ("deux heures plus tard").
        fronted: Its place sets the scene: it opens the sentence ("À X, …"), or the sentence leaves the scene before.
    """

    trigger: TriggerMention
    others: tuple[TriggerMention, ...]
    attack_type: AttackType
    date: Anchor | None
    place: Anchor | None
    actors: tuple[Filler, ...] = ()
    targets: tuple[Filler, ...] = ()
    tolls: tuple[TollMention, ...] = ()
    definite: bool = False
    pointing: bool = False
    another: bool = False
    beyond: bool = False
    flashback: bool = False
    recap: bool = False
    undated: bool = False
    later: bool = False
    fronted: bool = False

    @property
    def sentence(self) -> int:
        """Index of the sentence."""
        return self.trigger.sentence

    @property
    def triggers(self) -> tuple[TriggerMention, ...]:
        """All triggers of the event in the sentence."""
        return (self.trigger, *self.others)


@frozen
class Rejection:
    """A trigger, frame or text that was turned down.

    Attributes:
        start: First character.
        end: One past the last.
        rule: Identifier of the rule that turned it down.
        reason: Why, in a few words.
    """

    start: int
    end: int
    rule: str
    reason: str
