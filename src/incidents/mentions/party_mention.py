"""The record of a party in a text, and what an event's place and roles settle about it."""

from __future__ import annotations

from typing import Final

from attrs import evolve, frozen

from incidents.mentions.party_lexicon import RoleHint, external_ids
from incidents.types import PartyKind

_STRUCK: Final = {
    **dict.fromkeys(("", "men", "youths", "goods", "engines", "leaders", "rioters"), PartyKind.CIVILIANS),
    "carriers": PartyKind.STATE_FORCES,
}
_STREET: Final = frozenset({PartyKind.CIVILIANS, PartyKind.UNKNOWN, PartyKind.PROTESTERS, PartyKind.RIOTERS})
_ACTING: Final = {
    "communities": PartyKind.IDENTITY_MILITIA,
    "herders-and-farmers": PartyKind.IDENTITY_MILITIA,
    "person": PartyKind.UNKNOWN,
}


@frozen(kw_only=True)
class PartyMention:
    """A party as the text writes it.

    Attributes:
        start: First character, article included.
        end: One past the last; clauses, dates and places of the noun phrase are left out.
        text: The characters between.
        head: Index of its sentence and of its head word in that sentence.
        name: Canonical name of a known group or force, else the phrase without article and number.
        kind: Kind of party.
        country: ISO 3166-1 alpha-2 code of its home or nationality; None where nothing tells it.
        rule: The lexicon entries it was read by, joined by "+".
        named: Whether a group is named.
        role_hint: What it is likely to be in an incident.
    """

    start: int
    end: int
    text: str
    head: tuple[int, int]
    name: str
    kind: PartyKind
    country: str | None
    rule: str
    named: bool
    role_hint: RoleHint


def settle_party(
    party: PartyMention,
    *,
    event_country: str | None = None,
    role: RoleHint | None = None,
    crowd: PartyKind | None = None,
) -> PartyMention:
    """Settles a party's kind once the event's country and the party's role in it are known.

    A state's force is an external force outside its own country. Peoples, herders and farmers fight as identity
    militias; men, goods, crowds and peoples that are struck are civilian; a camp or position that is struck is a
    state's when nothing says whose it is.

    Args:
        party: The party as `find_parties` or `type_party` gave it.
        event_country: ISO code of the country where it happens; None when unknown.
        role: `RoleHint.ACTOR` or `RoleHint.TARGET`; None when unknown.
        crowd: What people who act in the streets are there: `PartyKind.RIOTERS` in a riot, `PartyKind.PROTESTERS` in a
            protest; None for any other event.
    """
    kind = party.kind
    if event_country is not None and party.country is not None:
        abroad = party.country != event_country
        if kind is PartyKind.STATE_FORCES and abroad:
            kind = PartyKind.EXTERNAL_FORCES
        elif kind is PartyKind.EXTERNAL_FORCES and not abroad and not _external_anywhere(party.rule):
            kind = PartyKind.STATE_FORCES
    if role is RoleHint.ACTOR:
        kind = _ACTING.get(party.rule, kind) if crowd is None or kind not in _STREET else crowd
    elif role is RoleHint.TARGET:
        kind = PartyKind.CIVILIANS if party.rule.endswith(("+communities", "ethnic-militia")) else kind
        kind = _STRUCK.get(party.rule, kind)
    return party if kind is party.kind else evolve(party, kind=kind)


def _external_anywhere(rule: str) -> bool:
    """Whether one of the entries that told a party is external by nature: a mission, mercenaries."""
    return any(part in external_ids() for part in rule.split("+"))
