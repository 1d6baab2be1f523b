"""Who may have done what a text tells: the parties around an event, and what speaks for each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from attrs import define, evolve, field

from incidents.assembly.clusters import Cluster
from incidents.assembly.means import means_of
from incidents.assembly.ranking import Candidate
from incidents.assembly.story import Story
from incidents.frames.attack_types import FAMILIES
from incidents.frames.bystanders import is_source
from incidents.frames.records import Filler
from incidents.mentions.parties import PartyMention, RoleHint
from incidents.mentions.party_lexicon import acts_in
from incidents.reading import BlockKind
from incidents.types import CROWD_KINDS, INSURGENT_KINDS, STATE_KINDS, PartyKind

_NO_DOERS: Final = frozenset(("country", "capital", "people", "person", "protest-events"))
"""Rules of parties that act only where syntax says so."""
_REACH: Final = 8
"""How many sentences from an event its doer may be named."""
_OPENING: Final = 4
"""How many sentences of a text's beginning name who it is about."""
_SUBJECTS: Final = frozenset(("nsubj", "nsubj:pass", "obl:agent"))
_DEFINITE: Final = frozenset(("le", "la", "les", "l'", "ce", "cet", "cette", "ces", "ses", "leurs"))
_FEW: Final = 3
_MANY: Final = 6
_NEAR: Final = 2
_PARAGRAPH: Final = 4


def actor_candidates(story: Story, number: int) -> tuple[Candidate, ...]:
    """Everybody who may have done the event of that number, by the text's order of first mention."""
    return tuple(_Scene(story, number).candidates())


def _name(party: PartyMention) -> str:
    return party.name.lower()


@define
class _Scene:
    """One event among the others of its text."""

    story: Story
    number: int
    cluster: Cluster = field(init=False)
    own: dict[str, Filler] = field(init=False, factory=dict)
    hit: dict[str, float] = field(init=False, factory=dict)
    mentions: dict[str, list[PartyMention]] = field(init=False, factory=dict)
    sentences: list[int] = field(init=False, factory=list)
    country: str | None = field(init=False, default=None)
    insurgents: set[str] = field(init=False, factory=set)

    def __attrs_post_init__(self) -> None:
        """Reads the event's own roles and the parties around it."""
        self.cluster = self.story.clusters[self.number]
        self.sentences = [frame.sentence for frame in self.cluster.frames]
        place = self.cluster.resolved
        self.country = (None if place is None else place.location.country) or self.story.findings.country
        told = [filler for frame in self.cluster.frames for filler in frame.actors]
        for filler in (*told, *self.cluster.claimants, *self.cluster.accused):
            known = self.own.get(_name(filler.party))
            if known is None or known.weight < filler.weight:
                self.own[_name(filler.party)] = filler
        for frame in self.cluster.frames:
            for filler in frame.targets:
                name = _name(filler.party)
                self.hit[name] = max(self.hit.get(name, 0.0), filler.weight)
        block_of = self.story.findings.block_of
        blocks = {block_of[own] for own in self.sentences}
        for party in self._parties():
            self.mentions.setdefault(_name(party), []).append(party)
            if party.kind in INSURGENT_KINDS and block_of[party.head[0]] in blocks:
                self.insurgents.add(_name(party))

    def _parties(self) -> Iterator[PartyMention]:
        findings = self.story.findings
        count = len(findings.doc.sentences)
        window = {near for own in self.sentences for near in range(own - _REACH, own + _REACH + 1)} | set(
            range(_OPENING)
        )
        for sentence in sorted(window & set(range(count))):
            for index in findings.parties_in[sentence]:
                party = findings.parties[index]
                if not party.rule or party.kind is PartyKind.INFRASTRUCTURE or not self.story.may_act(party):
                    continue
                if _name(party) in self.own:
                    yield party
                elif self._is_far_from_home(party):
                    continue
                elif party.role_hint is not RoleHint.TARGET and party.rule not in _NO_DOERS:
                    group = self.story.standing_for(party)
                    if group is not None:
                        yield party if group is party else _at(group, party)
        for filler in self.own.values():
            yield filler.party

    def _is_far_from_home(self, party: PartyMention) -> bool:
        """Whether a group acts in known countries only, and none of them is the event's."""
        place = self.cluster.resolved
        country = None if place is None else place.location.country
        where = acts_in(party.rule.split("+")[-1]) if party.kind in INSURGENT_KINDS else ()
        return country is not None and bool(where) and country not in where

    def candidates(self) -> Iterator[Candidate]:
        """Every party once, at its nearest mention."""
        for name, parties in self.mentions.items():
            nearest = min(parties, key=self._distance)
            filler = self.own.get(name) or Filler(nearest, "actor.ranked", 0.0)
            yield Candidate(filler, tuple(self._features(name, nearest, parties)))

    def _distance(self, party: PartyMention) -> tuple[int, int]:
        """Sentences between a party and the event; before what stands after."""
        gap = self._gap(party)
        return abs(gap), int(gap > 0)

    def _gap(self, party: PartyMention) -> int:
        return min((party.head[0] - own for own in self.sentences), key=lambda gap: (abs(gap), gap > 0))

    def _features(self, name: str, nearest: PartyMention, parties: list[PartyMention]) -> Iterator[str]:
        yield from self._who(nearest)
        yield from self._by_type(nearest)
        yield from self._told(name)
        yield from self._where(nearest)
        yield from self._elsewhere(name, parties)
        yield from self._among(name, nearest, parties)

    def _who(self, party: PartyMention) -> Iterator[str]:
        """What a party is, beside the means of the attack and the kinds of those struck."""
        kind, means = party.kind.value, means_of(self.cluster.attack_type)
        yield from (f"kind={kind}", f"kind={kind},{means}", f"hint={party.role_hint.value}")
        yield "entry=named" if party.named else f"entry={party.rule.split('+')[0]}"
        yield f"kind={kind},frame={self.cluster.frames[0].trigger.entry.frame.value}"
        kinds = {filler.party.kind for frame in self.cluster.frames for filler in frame.targets if filler.weight > 0.3}
        yield from (f"kind={kind},target={other.value}" for other in sorted(kinds))
        if party.kind in kinds:
            yield "kind of the target"
        if self.story.is_in_title(party):
            yield from ("title", f"title,{kind}")
            lead = "lead" if self.number == 0 else "later"
            yield f"title,{lead}"
            if party.named or party.kind in INSURGENT_KINDS:
                yield f"title,{lead},{'named' if party.named else 'described'},{party.kind in INSURGENT_KINDS}"
            if _name(party) not in self.hit:
                yield "title,not struck"

    def _by_type(self, party: PartyMention) -> Iterator[str]:
        """Whether parties of this side do such things, at home or abroad."""
        side, attack_type = _side(party), self.cluster.attack_type.value
        yield f"side={side},{attack_type}"
        country = self.country
        if party.country is not None and country is not None:
            where = "at home" if party.country == country else "abroad"
            yield from (where, f"{where},{side}", f"{where},{side},{means_of(self.cluster.attack_type)}")

    def _told(self, name: str) -> Iterator[str]:
        """How the event's own sentences and claims tell a party."""
        filler = self.own.get(name)
        if filler is not None:
            yield from ("own", f"own={filler.rule}", f"own weight={round(filler.weight, 1)}")
            if name in self.hit:
                yield "own,struck"
        elif self.own:
            yield "another is told"
            if any(other.weight > 0.5 for other in self.own.values()):
                yield "another is surely told"
        if name in self.hit:
            yield "struck" if self.hit[name] > 0.5 else "perhaps struck"

    def _where(self, party: PartyMention) -> Iterator[str]:
        """Where the nearest mention stands."""
        findings = self.story.findings
        number, index = party.head
        sentence = findings.doc.sentences[number]
        gap = self._gap(party)
        word = sentence.words[index]
        yield from (f"gap={_step(gap)}", f"relation={word.relation}")
        if gap == 0:
            yield f"relation here={word.relation}"
        if findings.block_of[number] in {findings.block_of[own] for own in self.sentences}:
            yield "paragraph"
            if gap:
                yield "paragraph,other sentence"
            if party.kind in INSURGENT_KINDS:
                yield "paragraph,insurgent"
            if party.role_hint is RoleHint.ACTOR:
                yield "paragraph,assailant"
        if gap == 0 and party.kind in STATE_KINDS | INSURGENT_KINDS:
            yield f"here,{'state' if party.kind in STATE_KINDS else 'insurgent'}"
        if party.role_hint is RoleHint.ACTOR and abs(gap) < _NEAR:
            yield f"assailant,{abs(gap)}"
        yield from self._when(party, gap)
        if is_source(sentence, index):
            yield "source"
        if party.head in self.story.suffering:
            yield "suffers"
        if {sentence.words[child].text.lower().replace("’", "'") for child in sentence.children[index]} & _DEFINITE:
            yield "definite"

    def _when(self, party: PartyMention, gap: int) -> Iterator[str]:
        """Whether the event is the text's news or one of the past, and the party is told with it."""
        frame = self.cluster.frames[0]
        told = "here" if gap == 0 else "beside" if abs(gap) < _NEAR else "apart"
        yield f"{'past' if frame.flashback else 'now'},{told}"
        yield f"{'past' if frame.flashback else 'now'},{told},{_side(party)}"
        yield f"{'lead' if self.number == 0 else 'later'},{told}"
        own = frame.date is not None and frame.place is not None
        yield f"{'of its own' if own else 'bare'},{told},{'named' if party.named else 'described'}"

    def _elsewhere(self, name: str, parties: list[PartyMention]) -> Iterator[str]:
        """What a party does and suffers in the rest of the text."""
        story = self.story
        others = story.acts.get(name, set()) - {self.number}
        yield f"acts elsewhere={min(len(others), _FEW)}"
        if 0 in others:
            yield "acts in the lead"
        if self.number - 1 in others:
            yield "acts in the event before"
        day = self.cluster.interval
        if day is not None and any(story.clusters[other].interval == day for other in others):
            yield "acts that day"
        acting = {party for party, numbers in story.acts.items() if numbers - {self.number}}
        if acting == {name}:
            yield "acts alone"
        yield f"struck elsewhere={min(len(story.struck.get(name, set()) - {self.number}), _FEW)}"
        heads = [party.head for party in parties]
        deeds = [trigger for head in heads for trigger in story.doing.get(head, ())]
        if deeds:
            gap = min(abs(trigger.sentence - own) for trigger in deeds for own in self.sentences)
            yield from ("does", f"does,{min(gap, _FEW)}")
            kin = FAMILIES[self.cluster.attack_type]
            if any(FAMILIES[trigger.entry.attack_type] & kin for trigger in deeds):
                yield "does the like"
        elif any(head in story.suffering for head in heads):
            yield "only suffers"
        if any(head in story.accused for head in heads):
            yield "accused"
        if all(is_source(story.findings.doc.sentences[number], word) for number, word in heads):
            yield "only a source"

    def _among(self, name: str, nearest: PartyMention, parties: list[PartyMention]) -> Iterator[str]:
        """A party beside the other candidates."""
        findings = self.story.findings
        yield f"candidates={min(len(self.mentions), _MANY)}"
        if self.insurgents - {name}:
            yield from ("insurgents in the paragraph", f"insurgents in the paragraph,{_side(nearest)}")
        yield f"mentions={min(len(parties), _FEW)}"
        subjects = [
            party.head[0]
            for party in parties
            if findings.doc.sentences[party.head[0]].words[party.head[1]].relation in _SUBJECTS
        ]
        if subjects:
            gap = min(abs(number - own) for number in subjects for own in self.sentences)
            yield f"subject,{min(gap, _FEW)}"
        if any(findings.block(party.head[0]).kind in (BlockKind.TITLE, BlockKind.LEAD) for party in parties):
            yield "opening"
        alike = [len(others) for others in self.mentions.values() if others[0].kind is nearest.kind]
        if len(parties) == max(alike):
            yield "most told of its kind"
        insurgents = {
            other: len(others) for other, others in self.mentions.items() if others[0].kind in INSURGENT_KINDS
        }
        if name in insurgents:
            if len(insurgents) == 1:
                yield "only insurgents"
            if insurgents[name] == max(insurgents.values()):
                yield "most told insurgents"
        gap = abs(self._gap(nearest))
        if not any(abs(self._gap(others[0])) < gap for other, others in self.mentions.items() if other != name):
            yield "nearest"


def _side(party: PartyMention) -> str:
    """On which side a party stands."""
    kind = party.kind
    if kind is PartyKind.UNKNOWN and party.role_hint is RoleHint.ACTOR:
        return "assailants"
    if kind in STATE_KINDS:
        return "state"
    if kind in INSURGENT_KINDS:
        return "insurgents"
    return "crowd" if kind in CROWD_KINDS else "other"


def _step(gap: int) -> str:
    """A distance in sentences, in steps that grow."""
    if abs(gap) <= _NEAR:
        return str(gap)
    side = "after" if gap > 0 else "before"
    return side if abs(gap) <= _PARAGRAPH else f"{side} far"


def _at(group: PartyMention, party: PartyMention) -> PartyMention:
    """A group at the place of the noun that stands for it."""
    return evolve(group, head=party.head)
