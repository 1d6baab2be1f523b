"""The record of a toll as a text tells it."""

from __future__ import annotations

from attrs import frozen

from incidents.mentions.triggers import Casualty, TriggerMention


@frozen
class TollMention:
    """A figure and what it counts; the people of one casualty word are added up.

    Attributes:
        casualty: Dead, wounded or taken.
        low: Lowest value.
        high: Highest value, None when open upwards.
        sentence: Index of the sentence.
        start: First character.
        end: One past the last character.
        trigger: The trigger that the casualty word is part of; None for cues such as "aucune victime".
        rule: Identifier of the rule that read it.
        subset: A part of another figure ("dont trois enfants").
        revised: Given as the newest state of a toll.
        former: Given as a toll that was replaced.
        aggregate: Counts a conflict, a country or a stretch of time.
        several: Counts several events together.
        assailants: Counts those who attacked.
        more: Counts further people ("deux autres").
        endorsed: The title tells it too.
        bare: Without a noun of its own ("deux sont morts à l'hôpital").
    """

    casualty: Casualty
    low: int
    high: int | None
    sentence: int
    start: int
    end: int
    trigger: TriggerMention | None
    rule: str
    subset: bool = False
    revised: bool = False
    former: bool = False
    aggregate: bool = False
    several: bool = False
    assailants: bool = False
    more: bool = False
    bare: bool = False
    endorsed: bool = False
