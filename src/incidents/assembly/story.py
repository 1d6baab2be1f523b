"""What the events of one text tell together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from attrs import define, field

from incidents.assembly.clusters import Cluster
from incidents.frames.bystanders import is_holder
from incidents.frames.fill import Casting
from incidents.frames.records import Findings
from incidents.frames.roles import find_roles
from incidents.mentions.claims import ClaimKind
from incidents.mentions.parties import PartyMention
from incidents.mentions.party_lexicon import actor_trie
from incidents.mentions.party_words import cut_words, fold_word
from incidents.mentions.triggers import TriggerMention

_STEM: Final = 6


@define
class Story:
    """What the events of one text tell together: who acts in which, who is struck, whom the title names.

    Args:
        findings: What was found in the text.
        clusters: Its events.
        title: Its title.
    """

    findings: Findings
    clusters: Sequence[Cluster]
    title: str | None = None
    casting: Casting = field(init=False)
    acts: dict[str, set[int]] = field(init=False, factory=dict)
    struck: dict[str, set[int]] = field(init=False, factory=dict)
    doing: dict[tuple[int, int], list[TriggerMention]] = field(init=False, factory=dict)
    suffering: set[tuple[int, int]] = field(init=False, factory=set)
    accused: set[tuple[int, int]] = field(init=False, factory=set)
    cleared: set[tuple[int, int]] = field(init=False, factory=set)
    named_in: dict[str, set[int]] = field(init=False, factory=dict)
    """The sentences that name each party."""
    told_in: dict[int, list[Cluster]] = field(init=False, factory=dict)
    """The events that each sentence tells."""
    headline: frozenset[str] = field(init=False, default=frozenset())
    headline_stems: frozenset[str] = field(init=False, default=frozenset())
    _groups: dict[tuple[int, int], PartyMention | None] = field(init=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        """Reads off who acts, suffers and is accused anywhere in the text."""
        self.casting = Casting(self.findings)
        for party in self.findings.parties:
            self.named_in.setdefault(party.name, set()).add(party.head[0])
        for number, cluster in enumerate(self.clusters):
            for sentence in {frame.sentence for frame in cluster.frames}:
                self.told_in.setdefault(sentence, []).append(cluster)
            for frame in cluster.frames:
                for filler in frame.actors:
                    self.acts.setdefault(filler.party.name.lower(), set()).add(number)
                for filler in frame.targets:
                    self.struck.setdefault(filler.party.name.lower(), set()).add(number)
        for trigger in self.findings.triggers:
            for filler in self.casting.actors_of(trigger.sentence, trigger):
                self.doing.setdefault(filler.party.head, []).append(trigger)
            roles = find_roles(self.findings.doc.sentences[trigger.sentence], trigger)
            self.suffering |= {(trigger.sentence, role.word) for role in roles.targets}
        for claim in self.findings.claims:
            cleared = claim.negated or claim.entry.kind is ClaimKind.DENIAL
            (self.cleared if cleared else self.accused).update((claim.sentence, word) for word in claim.doers)
        title = self.title or ""
        words = cut_words(title, 0, len(title))
        named = (entry for match in actor_trie().scan(title, words) for entry in match.values)
        self.headline = frozenset(entry.name.lower() for entry in named)
        self.headline_stems = frozenset(fold_word(word.text)[:_STEM] for word in words)

    def standing_for(self, party: PartyMention) -> PartyMention | None:
        """The group behind a definite noun, or the party itself; None for a noun that says nothing."""
        if party.head not in self._groups:
            self._groups[party.head] = next(self.casting.parties(*party.head), None)
        known = self._groups[party.head]
        return party if known is not None and not known.named else known

    def may_act(self, party: PartyMention) -> bool:
        """Whether nothing clears a party at a mention, and it does not merely hold the place."""
        number, word = party.head
        return party.head not in self.cleared and not is_holder(self.findings.doc.sentences[number], word)

    def is_in_title(self, party: PartyMention) -> bool:
        """Whether the title names a party, or has its noun."""
        if party.named:
            return party.name.lower() in self.headline
        number, word = party.head
        return fold_word(self.findings.doc.sentences[number].words[word].text)[:_STEM] in self.headline_stems
