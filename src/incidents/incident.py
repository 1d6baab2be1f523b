"""What comes out: the `Incident` record and its parts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import attrs
from attrs import field, frozen, validators

from incidents.errors import ValueNotAllowedError
from incidents.types import AttackType, DatePrecision, PartyKind, PlaceKind

if TYPE_CHECKING:
    from incidents.gazetteer import Place


def _check_end(instance: DateInterval, attribute: object, value: dt.date) -> None:
    if value < instance.start:
        raise ValueNotAllowedError(f"end {value} lies before start {instance.start}")


def _check_high(instance: Toll, attribute: object, value: int | None) -> None:
    if value is not None and value < instance.low:
        raise ValueNotAllowedError(f"high {value} is less than low {instance.low}")


def _check_offsets(instance: Trigger | Evidence, attribute: object, value: int) -> None:
    if not 0 <= instance.start <= value:
        raise ValueNotAllowedError(f"offsets {instance.start}..{value} are not a span")


@frozen(kw_only=True)
class DateInterval:
    """When: an inclusive interval of days.

    Attributes:
        start: First day.
        end: Last day.
        precision: day, week, month or year.
        mention: The words it was read from.
    """

    start: dt.date
    end: dt.date = field(validator=_check_end)
    precision: DatePrecision
    mention: str | None = None


@frozen(kw_only=True)
class Location:
    """Where: the place as written and what it resolves to.

    Attributes:
        mention: The place as the text writes it; None when only the country is known from context.
        name: The gazetteer's name.
        kind: Kind of place.
        admin1: First-order division.
        admin2: Second-order division.
        country: ISO 3166-1 alpha-2 code.
        latitude: Decimal degrees north.
        longitude: Decimal degrees east.
        precision: 1 the named place, 2 near it or between named places, 3 a region, 4 only the country.
        gazetteer_id: Identifier in the gazetteer.
        alternatives: Gazetteer candidates that lost, best first; kept for audit, left out of `to_dict`.
    """

    mention: str | None
    name: str | None = None
    kind: PlaceKind | None = None
    admin1: str | None = None
    admin2: str | None = None
    country: str | None = None
    latitude: float | None = field(
        default=None, validator=validators.optional([validators.ge(-90.0), validators.le(90.0)])
    )
    longitude: float | None = field(
        default=None, validator=validators.optional([validators.ge(-180.0), validators.le(180.0)])
    )
    precision: int = field(validator=validators.in_((1, 2, 3, 4)))
    gazetteer_id: str | None = None
    alternatives: tuple[Place, ...] = field(default=(), eq=False, repr=False, metadata={"json": False})


@frozen(kw_only=True)
class Party:
    """Who: an actor, a target or a claimant.

    Attributes:
        mention: The words of the text.
        name: Canonical name of a known group or force, else the head of the mention.
        kind: Kind of party.
        country: ISO 3166-1 alpha-2 code of the nationality that the text or the lexicon gives.
    """

    mention: str
    name: str
    kind: PartyKind
    country: str | None = None


@frozen(kw_only=True)
class Toll:
    """How many: people dead, injured or abducted.

    Attributes:
        low: Lowest number the text endorses.
        high: Highest number; None when the text leaves it open ("au moins douze").
        mention: The words it was read from.
    """

    low: int = field(validator=validators.ge(0))
    high: int | None = field(default=None, validator=_check_high)
    mention: str


@frozen(kw_only=True)
class AcledCoding:
    """ACLED's three labels, in ACLED's exact wording (ACLED Codebook, event types)."""

    disorder_type: str
    event_type: str
    sub_event_type: str


@frozen(kw_only=True)
class Trigger:
    """The words that evoke the event, as half-open offsets in `Article.text`."""

    text: str
    start: int
    end: int = field(validator=_check_offsets)


@frozen(kw_only=True)
class Evidence:
    """The characters that one value was read from, and the rule that read them.

    Attributes:
        field: Name of the incident's field.
        start: First character in `Article.text`.
        end: One past the last character.
        text: ``article.text[start:end]``.
        rule: Identifier of the rule or lexicon entry.
    """

    field: str
    start: int
    end: int = attrs.field(validator=_check_offsets)
    text: str
    rule: str


@frozen(kw_only=True)
class Source:
    """The article an incident was read in."""

    id: str | None
    title: str | None
    publisher: str | None
    url: str | None
    published: dt.date | None


@frozen(kw_only=True)
class Incident:
    """One act of political violence, or another event that ACLED would code, at one place and day.

    Null (None) means that the text does not say.

    Attributes:
        id: Stable identifier: the same text and options give the same id in any process.
        attack_type: Most specific method that the text tells.
        date: When it happened; None when the text does not date it.
        location: Where it happened.
        actors: Who did it, as far as the text names or describes them.
        targets: Who or what was struck or meant.
        claimed_by: Who claimed responsibility.
        attributed_by: Who attributes the act to the actor, when that is all there is.
        fatalities: People killed.
        injured: People wounded.
        abducted: People taken.
        acled: ACLED's coding of the event.
        trigger: The words that evoke it.
        background: Told as background to the article's main events.
        confidence: 0..1, how sure the extraction is.
        evidence: The characters each value was read from.
        source: The article.
    """

    id: str
    attack_type: AttackType
    date: DateInterval | None
    location: Location | None
    actors: tuple[Party, ...]
    targets: tuple[Party, ...]
    claimed_by: tuple[Party, ...]
    attributed_by: str | None
    fatalities: Toll | None
    injured: Toll | None
    abducted: Toll | None
    acled: AcledCoding
    trigger: Trigger
    background: bool
    confidence: float = field(validator=[validators.ge(0.0), validators.le(1.0)])
    evidence: tuple[Evidence, ...]
    source: Source

    def to_dict(self) -> dict[str, Any]:
        """Gives the incident as JSON-ready data: dicts, lists, strings, numbers, booleans and None."""
        from incidents._json import incident_to_dict

        return incident_to_dict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Incident:
        """Rebuilds the incident that `to_dict` gave, equal to it.

        Raises:
            RecordError: `data` lacks a key, has an unknown one or holds a wrong value; the message names each place.
        """
        from incidents._json import incident_from_dict

        return incident_from_dict(data)
