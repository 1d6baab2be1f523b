"""Communiqués of armed groups: what a group tells of its own men it claims."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from incidents.assembly.clusters import Cluster
from incidents.frames.records import Filler, Findings
from incidents.mentions.parties import PartyMention
from incidents.types import INSURGENT_KINDS

_HEAD: Final = 500
"""Characters in which a communiqué names who issues it."""
_NEAR: Final = 30
"""Characters before an event's words in which "nos" says whose it is."""
_BESIDE: Final = 80
"""Characters between the word communiqué and the group whose it is."""
_AT_ONCE: Final = 4
_COMMUNIQUE: Final = re.compile(r"\bcommuniqué\b(?P<of>(?: \w+)? (?:de la|de l['’]|du|des|de|d['’]))?", re.IGNORECASE)
_OURS: Final = re.compile(r"\b(?:nos|notre)\b", re.IGNORECASE)


def claim_announced(findings: Findings, clusters: Sequence[Cluster], title: str | None) -> None:
    """Has a group claim what its own communiqué tells of its men: "nos combattants ont …".

    Args:
        findings: All mentions.
        clusters: The events; those that the group did and nobody claims get it as their claimant.
        title: The article's title.
    """
    text = findings.reading.text
    issuer = _issuer(findings, title) if _OURS.search(text) else None
    if issuer is None:
        return
    for cluster in clusters:
        told = [filler.party for frame in cluster.frames for filler in frame.actors]
        own = any(party.name == issuer.name or _OURS.match(party.text) for party in told)
        starts = [frame.trigger.start for frame in cluster.frames]
        silent = not told and any(_OURS.search(text, max(start - _NEAR, 0), start) for start in starts)
        struck = {filler.party.name for frame in cluster.frames for filler in frame.targets}
        if (own or silent) and not cluster.claimants and issuer.name not in struck:
            cluster.claimants.append(Filler(issuer, "claim.communique", 0.9))


def _issuer(findings: Findings, title: str | None) -> PartyMention | None:
    """The one armed group that the head of a communiqué names, in its title or beside that word."""
    text, heading = findings.reading.text, (title or "").lower()
    marks = list(_COMMUNIQUE.finditer(text, 0, _HEAD))
    if not marks and _COMMUNIQUE.search(heading) is None:
        return None
    groups: dict[str, PartyMention] = {}
    for party in reversed(findings.parties):
        if party.start >= _HEAD or not party.named or party.kind not in INSURGENT_KINDS:
            continue
        titled = party.text.lower().split(" ", 1)[-1] in heading or party.name.lower() in heading
        if titled or any(_is_of(mark, party) for mark in marks):
            groups[party.name] = party
    return next(iter(groups.values())) if len(groups) == 1 else None


def _is_of(mark: re.Match[str], party: PartyMention) -> bool:
    """Whether a communiqué is that of a group: "communiqué du X", "X a rendu public un communiqué"."""
    if mark["of"]:
        return mark.end() <= party.end and party.start - mark.end() < _AT_ONCE
    return abs(mark.start() - party.start) < _BESIDE
