"""Who did what no sentence gives a doer, or only a doubtful one: the likeliest party of the text."""

from __future__ import annotations

from typing import Final

from attrs import evolve

from incidents.assembly.actor_candidates import actor_candidates
from incidents.assembly.ranking import read_ranker
from incidents.assembly.responsibility import claims_another, is_of_the_past
from incidents.assembly.story import Story
from incidents.frames.records import Filler

RANKED: Final = "actor.ranked"
"""The rule of a doer chosen by weights."""
_LEAST: Final = 0.35
"""How likely the best candidate of an event without a doer must be."""
_SHARE: Final = 0.6
"""How likely a second one must be against the best, to be named beside it."""
_BELIEVED: Final = 0.45
_DOUBTFUL: Final = 0.5
"""Weight up to which an accusation is only taken over from elsewhere in the text."""


def choose_actors(story: Story) -> None:
    """Gives events of a text the doer that the text as a whole speaks for.

    An event gets one where it has none, or where the text as a whole belies the one that its sentences tell; claims and
    accusations stand.
    """
    ranker = read_ranker("actor")
    for number, cluster in enumerate(story.clusters):
        if cluster.claimants or any(filler.weight > _DOUBTFUL for filler in cluster.accused):
            continue
        told = [filler for frame in cluster.frames for filler in frame.actors]
        own = {filler.party.name for filler in (*told, *cluster.accused)}
        ranked = [
            (ranker.likelihood(candidate.features), -position, candidate.filler)
            for position, candidate in enumerate(actor_candidates(story, number))
            if not is_of_the_past(story, cluster, candidate.filler.party)
        ]
        if not ranked:
            continue
        ranked.sort(key=lambda item: item[:2], reverse=True)
        likelihood, _, best = ranked[0]
        second = ranked[1] if len(ranked) > 1 else None
        told_too = any(filler.party.name in own for _, _, filler in ranked)
        surer = told_too or likelihood >= _LEAST
        if best.party.name not in own and surer and not claims_another(story.clusters, number, best.party.name):
            cluster.frames[:] = [evolve(frame, actors=()) for frame in cluster.frames]
            cluster.accused[:] = [Filler(best.party, RANKED, _BELIEVED)]
            if second is not None and second[0] >= max(_LEAST, _SHARE * likelihood):
                cluster.accused.append(Filler(second[2].party, RANKED, _BELIEVED))
