"""Who or what an event may have struck: the parties told around it, and what speaks for each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from attrs import define, field

from incidents.annotation import Sentence
from incidents.assembly.clusters import Cluster
from incidents.assembly.means import means_of
from incidents.assembly.ranking import Candidate
from incidents.frames.bystanders import is_source
from incidents.frames.records import EventFrame, Filler, Findings
from incidents.gazetteer.demonstratives import THIS_RULE
from incidents.mentions.parties import PartyMention, RoleHint, settle_party
from incidents.mentions.party_lexicon import STATE_THINGS, THINGS, Part, words_of
from incidents.mentions.party_words import fold_word
from incidents.mentions.syntax import children_by, path_up, preposition, tree_distance
from incidents.mentions.triggers import TriggerMention
from incidents.reading import BlockKind
from incidents.types import ARMED_KINDS, PartyKind

BESIDE: Final = "role.beside"
"""The rule of a party that no role tells, only its place beside the event."""

_STEPS: Final = (-1, 1, -2, 2)
"""How many sentences after (or before) the event's one may stand that names what it struck, the likeliest first."""
_FAR: Final = 3
_BELIEVED: Final = 0.5
"""The weight above which a role is more than nearness."""
_FARTHEST: Final = 6
_LONGEST: Final = 6
_THINGS: Final = THINGS | STATE_THINGS | {"carriers", "goods", "protest-events"}
_PREPOSITIONS: Final = frozenset(
    ("", "à", "dans", "contre", "sur", "devant", "près de", "de", "par", "en", "entre", "avec", "pour", "chez", "vers")
)


def target_candidates(cluster: Cluster) -> tuple[Candidate, ...]:
    """The parties of an event's sentences and of those around them, in the text's order of first mention."""
    return tuple(_Scene(cluster).candidates())


def _holds(party: PartyMention, other: PartyMention) -> bool:
    """Whether a party's phrase holds another's and reaches beyond it."""
    return party.start <= other.start and other.end < party.end


def _name(party: PartyMention) -> str:
    return party.name.lower()


@define
class _Scene:
    """The sentences around one event."""

    cluster: Cluster
    findings: Findings = field(init=False)
    triggers: dict[int, list[TriggerMention]] = field(init=False, factory=dict)
    frames: dict[int, list[EventFrame]] = field(init=False, factory=dict)
    told: dict[str, list[Filler]] = field(init=False, factory=dict)
    acting: set[str] = field(init=False, factory=set)
    acting_kinds: set[PartyKind] = field(init=False, factory=set)
    classes: list[str] = field(init=False, factory=list)

    def __attrs_post_init__(self) -> None:
        """Reads the roles that the event's frames tell."""
        self.findings = self.cluster.findings
        for frame in self.cluster.frames:
            self.triggers.setdefault(frame.sentence, []).extend(frame.triggers)
            self.frames.setdefault(frame.sentence, []).append(frame)
            for filler in frame.targets:
                self.told.setdefault(_name(filler.party), []).append(filler)
            for filler in frame.actors:
                self.acting_kinds.add(filler.party.kind)
                if filler.weight > _BELIEVED:
                    self.acting.add(_name(filler.party))
        for filler in (*self.cluster.claimants, *self.cluster.accused):
            self.acting_kinds.add(filler.party.kind)
            self.acting.add(_name(filler.party))

    def candidates(self) -> Iterator[Candidate]:
        """Every party once, at its best told mention or else at the nearest."""
        mentions = self._mentions()
        best = max((filler.weight for fillers in self.told.values() for filler in fillers), default=0.0)
        around: dict[int, list[PartyMention]] = {}
        for party in (party for parties in mentions.values() for party in parties):
            around.setdefault(party.head[0], []).append(party)
        self.classes = [self._class(min(parties, key=self._distance)) for parties in mentions.values()]
        for name, parties in mentions.items():
            fillers = self.told.get(name, [])
            if name in self.acting and not fillers:
                continue
            if fillers:
                filler = max(fillers, key=lambda item: item.weight)
            else:
                filler = Filler(min(parties, key=self._distance), BESIDE, 0.4)
            features = [*self._telling(fillers, best), *self._who(filler.party), *self._where(filler.party)]
            features += [*self._told_as(filler.party, fillers), *self._when(filler.party, parties)]
            features += [*self._by_type(filler.party, fillers), *self._among(filler.party, parties)]
            if any(_holds(other, filler.party) for other in around[filler.party.head[0]]):
                features.append("inside another")
            yield Candidate(filler, tuple(features))

    def _may_be_struck(self, party: PartyMention) -> bool:
        """Whether a party neither tells of the event nor is another's target, the event's own word or its weapon."""
        number, word = party.head
        if party.head in self.cluster.others_struck:
            return False
        sentence = self.findings.doc.sentences[number]
        if is_source(sentence, word):
            return False
        nouns = (trigger for trigger in self.triggers.get(number, ()) if not trigger.verbal)
        return not any(
            trigger.start <= party.start < trigger.end and sentence.words[word].start < trigger.end for trigger in nouns
        )

    def _mentions(self) -> dict[str, list[PartyMention]]:
        window = {own + step for own in self.triggers for step in (0, *_STEPS)}
        found: dict[str, list[PartyMention]] = {}
        for number in sorted(window & set(range(len(self.findings.doc.sentences)))):
            for index in self.findings.parties_in[number]:
                party = self.findings.parties[index]
                if self._may_be_struck(party):
                    found.setdefault(_name(party), []).append(party)
        for name, fillers in self.told.items():
            struck = [filler.party for filler in fillers if self._may_be_struck(filler.party)]
            if struck:
                found.setdefault(name, []).extend(struck)
        return found

    def _distance(self, party: PartyMention) -> tuple[int, int]:
        """Sentences, then arcs, between a party and the event's triggers."""
        number, word = party.head
        if number not in self.triggers:
            return abs(self._gap(number)), 0
        sentence = self.findings.doc.sentences[number]
        return 0, min(tree_distance(sentence, word, trigger.head) for trigger in self.triggers[number])

    def _gap(self, number: int) -> int:
        """How many sentences a sentence stands after the nearest of the event's, negative before."""
        return next((step for step in _STEPS if number - step in self.triggers), _FAR)

    def _telling(self, fillers: list[Filler], best: float) -> Iterator[str]:
        """The roles that tell a party, and whether another one is told better."""
        for rule in {filler.rule for filler in fillers}:
            yield f"rule={rule}"
        weight = max((filler.weight for filler in fillers), default=0.0)
        if fillers:
            yield "told"
            if weight < best:
                yield "told less than another"
        elif best > _BELIEVED:
            yield "another is told"

    def _class(self, party: PartyMention) -> str:
        word = self.findings.doc.sentences[party.head[0]].words[party.head[1]]
        if fold_word(word.text) in words_of(Part.VAGUE):
            return "vague"
        if party.rule.split("+")[0] in _THINGS:
            return "thing"
        return "armed" if self._kind(party) in ARMED_KINDS else "people"

    def _kind(self, party: PartyMention) -> PartyKind:
        return settle_party(party, event_country=self.findings.country, role=RoleHint.TARGET).kind

    def _who(self, party: PartyMention) -> Iterator[str]:
        """What a party is, beside the means of the attack and the kinds of those who act."""
        means = means_of(self.cluster.attack_type)
        kind, class_ = self._kind(party).value, self._class(party)
        yield f"entry={'named' if party.named else party.rule.split('+')[0] or 'unknown'}"
        yield from (f"kind={kind}", f"kind={kind},{means}", f"class={class_}", f"class={class_},{means}")
        for other in sorted(self.acting_kinds):
            yield f"kind={kind},actor={other.value}"
        yield f"length={min(len(party.name.split()), _LONGEST)}"
        if _name(party) in self.acting:
            yield "acts"
        if _name(party) in {_name(filler.party) for filler in self.cluster.claimants}:
            yield "claims"

    def _by_type(self, party: PartyMention, fillers: list[Filler]) -> Iterator[str]:
        """Whether such attacks strike such parties."""
        attack_type, class_ = self.cluster.attack_type.value, self._class(party)
        told = "told" if any(filler.weight > _BELIEVED for filler in fillers) else "untold"
        yield f"class={class_},{attack_type}"
        yield f"class={class_},{attack_type},{told}"

    def _among(self, party: PartyMention, mentions: list[PartyMention]) -> Iterator[str]:
        """A party beside the other candidates."""
        class_ = self._class(party)
        if self.classes.count(class_) == 1:
            yield f"alone of its class,{class_}"
        yield f"mentions={min(len(mentions), _FAR)}"
        for frame in self.cluster.frames:
            for toll in frame.tolls:
                if any(toll.start < mention.end and mention.start < toll.end for mention in mentions):
                    yield from (f"toll={toll.casualty.value}", f"toll={toll.casualty.value},{class_}")

    def _where(self, party: PartyMention) -> Iterator[str]:
        """Where a party stands in the text and in its sentence."""
        number, word = party.head
        findings = self.findings
        sentence = findings.doc.sentences[number]
        yield from self._beside_triggers(sentence, number, word)
        if is_source(sentence, word) or party.head in findings.speakers:
            yield "source"
        if party.head in findings.trigger_heads:
            yield "trigger"
        place = self.cluster.place
        for index in findings.places_in[number]:
            mention = findings.places[index].mention
            if mention.rule == THIS_RULE:
                continue
            if mention.start < party.end and party.start < mention.end:
                yield "place"
                if place is not None and index == place.index:
                    yield "the place"

    def _beside_triggers(self, sentence: Sentence, number: int, word: int) -> Iterator[str]:
        if number not in self.triggers:
            gap = self._gap(number)
            yield f"gap={gap}"
            blocks = self.findings.block_of
            if abs(gap) < _FAR and blocks[number] == blocks[number - gap]:
                yield "same paragraph"
            if self.findings.block(number).kind is BlockKind.TITLE:
                yield "title"
            return
        trigger = min(self.triggers[number], key=lambda item: tree_distance(sentence, word, item.head))
        relation = sentence.words[word].relation.split(":")[0]
        yield "same sentence"
        yield f"distance={min(tree_distance(sentence, word, trigger.head), _FARTHEST)}"
        yield f"frame={trigger.entry.frame.value}"
        yield f"frame={trigger.entry.frame.value},relation={relation}"
        if word > trigger.head:
            yield "after"
        if trigger.head in list(path_up(sentence, word))[1:]:
            yield "under"
        if word in list(path_up(sentence, trigger.head))[1:]:
            yield "above"

    def _told_as(self, party: PartyMention, fillers: list[Filler]) -> Iterator[str]:
        """How the phrase is built, and what kind of phrase stands so."""
        number, index = party.head
        sentence = self.findings.doc.sentences[number]
        word = sentence.words[index]
        class_ = self._class(party)
        here = "here" if number in self.triggers else "beside"
        case = preposition(sentence, index)
        case = case if case in _PREPOSITIONS else "other"
        yield from (f"relation={word.relation}", f"relation={word.relation.split(':')[0]},{class_},{here}")
        yield from (f"preposition={case}", f"preposition={case},{class_}")
        for rule in {filler.rule for filler in fillers}:
            yield f"rule={rule},{class_}"
        if word.feats.get("Number") == "Plur":
            yield "plural"
        if children_by(sentence, index, "nummod"):
            yield "counted"
        articles = {sentence.words[child].text.lower().replace("’", "'") for child in sentence.children[index]}
        if articles & {"un", "une", "des"}:
            yield "indefinite"
        if articles & {"le", "la", "les", "l'"}:
            yield "definite"

    def _when(self, party: PartyMention, mentions: list[PartyMention]) -> Iterator[str]:
        """How early in the event's telling a party is named, and how much that sentence tells of the event."""
        number, first = party.head[0], self.cluster.frames[0].sentence
        order = "earlier" if number < first else "at first" if number == first else "later"
        yield f"{order},{self._class(party)}"
        if any(mention.head[0] == first for mention in mentions):
            yield "named at first"
        if any(mention.head[0] < first for mention in mentions):
            yield "named before"
        if any(self._leads(mention.head[0]) for mention in mentions):
            yield "named in the lead"
        if self._leads(first):
            yield f"event of the lead,{'here' if number in self.frames else 'beside'}"
        frames = self.frames.get(number, ())
        if frames:
            yield f"dated={any(frame.date is not None for frame in frames)}"
            yield f"placed={any(frame.place is not None for frame in frames)}"
            yield f"flashback={any(frame.flashback for frame in frames)}"
            yield f"type told={any(frame.attack_type is self.cluster.attack_type for frame in frames)}"

    def _leads(self, number: int) -> bool:
        return self.findings.block(number).kind in (BlockKind.TITLE, BlockKind.LEAD)
