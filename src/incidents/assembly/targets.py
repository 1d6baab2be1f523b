"""Which of the parties told around an event it struck."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from incidents.assembly.clusters import Cluster
from incidents.assembly.means import means_of
from incidents.assembly.ranking import read_ranker
from incidents.assembly.target_candidates import BESIDE, target_candidates
from incidents.frames.records import Filler
from incidents.frames.roles import BOTH_SIDES

_LEAST: Final = 0.25
"""How likely a candidate must be; where none is, nobody is said to have been struck."""
_SHARE: Final = 0.4
"""How likely each further one must be against the best."""
_OBJECTS: Final = frozenset(("role.object", "role.passive.subject"))
"""Rules by which also a word that nothing is known of is what was burnt, looted or sabotaged."""
_MOST: Final = 3
_TOLD: Final = 0.5
"""The weight above which a role is more than nearness."""


def part_targets(clusters: Sequence[Cluster]) -> None:
    """Notes for each event whom the words of the others say that these struck: nearness alone makes them no target."""
    struck = [
        {filler.party.head for frame in cluster.frames for filler in frame.targets if filler.weight > _TOLD}
        for cluster in clusters
    ]
    for number, cluster in enumerate(clusters):
        others = (heads for other, heads in enumerate(struck) if other != number)
        cluster.others_struck = frozenset().union(*others) - struck[number]


def choose_targets(cluster: Cluster, *, barred: Collection[str] = ()) -> list[Filler]:
    """Who or what an event struck, the likeliest first.

    Args:
        cluster: The event.
        barred: Names, in lower case, of parties that are known to be its actors.
    """
    ranker = read_ranker("target")
    ranked = sorted(
        (
            (ranker.likelihood(candidate.features), candidate.filler)
            for candidate in target_candidates(cluster)
            if candidate.filler.party.name.lower() not in barred or candidate.filler.rule == BOTH_SIDES
        ),
        key=lambda item: (-item[0], item[1].party.start),
    )
    best = ranked[0][0] if ranked else 0.0
    if best < _LEAST:
        # what the words of an event give as its object stands where there is nothing else to choose
        only = [filler for _, filler in ranked if filler.weight > _TOLD] if len(ranked) == 1 else []
        goods = means_of(cluster.attack_type) == "goods"
        return only or [filler for _, filler in ranked if goods and filler.rule in _OBJECTS][:1]
    first, *others = ranked[:_MOST]
    bound = max(_LEAST, _SHARE * best)
    told = any(filler.weight > _TOLD for _, filler in ranked[:_MOST])
    own = {frame.sentence for frame in cluster.frames}
    kept = [filler for likelihood, filler in others if likelihood >= bound]
    # what only another sentence names is no further target beside one that is told
    return [first[1], *(filler for filler in kept if not told or filler.rule != BESIDE or filler.party.head[0] in own)]
