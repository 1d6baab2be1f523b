"""From clusters to `Incident` records, every value with the characters it was read from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from attrs import define, evolve, field, frozen

from incidents.article import Article
from incidents.assembly.acled import EXCESSIVE_FORCE, code_acled
from incidents.assembly.clusters import Cluster
from incidents.assembly.context import Settled
from incidents.assembly.target_candidates import BESIDE
from incidents.assembly.targets import choose_targets
from incidents.assembly.toll_choice import choose_toll
from incidents.frames.records import EventFrame, Filler, Findings
from incidents.frames.roles import BOTH_SIDES
from incidents.incident import DateInterval, Evidence, Incident, Location, Party, Source, Toll, Trigger
from incidents.mentions.parties import RoleHint, settle_party
from incidents.mentions.triggers import Casualty, Strength, TriggerMention
from incidents.types import CROWD_KINDS, INSURGENT_KINDS, STATE_KINDS, AttackType, PartyKind

_STRENGTH = {Strength.EVENT: 0, Strength.GENERIC: 1, Strength.OUTCOME: 2, Strength.MEANS: 3}
_FORCE = frozenset(("repression", "ouvrir_le_feu", "essuyer_des_tirs", "fusillade", "tue_par_balles"))
_FIGHTING = frozenset(("assaut", "combats", "offensive", "embuscade", "assaut.assault_of_forces"))
_MOST_PARTIES = 4
_FEW = 2
_BELIEVED = 0.5
_CROWDS = {
    AttackType.RIOT: PartyKind.RIOTERS,
    AttackType.MOB_VIOLENCE: PartyKind.RIOTERS,
    AttackType.PROTEST: PartyKind.PROTESTERS,
}


@define
class _Evidence:
    """Collects evidence, mapped back to the article's own characters."""

    findings: Findings
    items: list[Evidence] = field(factory=list)

    def add(self, name: str, start: int, end: int, rule: str) -> None:
        """Notes that a field was read from characters of the clean text."""
        first, last = self.findings.reading.source_span(start, end)
        text = self.findings.reading.source[first:last]
        evidence = Evidence(field=name, start=first, end=last, text=text, rule=rule)
        if evidence not in self.items:
            self.items.append(evidence)


def _parties(fillers: Iterable[Filler], name: str, evidence: _Evidence) -> tuple[Party, ...]:
    """The distinct parties of a role, in the order given."""
    found: dict[str, Party] = {}
    for filler in fillers:
        party = filler.party
        key = party.name.lower()
        if key in found or len(found) >= _MOST_PARTIES:
            continue
        text = evidence.findings.reading.text[party.start : party.end]
        found[key] = Party(mention=text, name=party.name, kind=party.kind, country=party.country)
        evidence.add(name, party.start, party.end, filler.rule)
    return tuple(found.values())


def _date(settled: Settled, evidence: _Evidence) -> DateInterval | None:
    if settled.date is None:
        return None
    if settled.date_span is not None:
        evidence.add("date", *settled.date_span, settled.date_rule)
    return settled.date


def _location(settled: Settled, evidence: _Evidence) -> Location | None:
    if settled.location is None or settled.location_span is None:
        return None
    evidence.add("location", *settled.location_span, settled.location_rule)
    return settled.location


def _toll(cluster: Cluster, casualty: Casualty, evidence: _Evidence) -> Toll | None:
    chosen = choose_toll(cluster, casualty)
    if chosen is None:
        return None
    for mention in chosen.mentions:
        evidence.add(casualty.value, mention.start, mention.end, mention.rule)
    first = chosen.mentions[0]
    text = cluster.findings.reading.text[first.start : first.end]
    return Toll(low=chosen.low, high=chosen.high, mention=text)


def _main_trigger(cluster: Cluster) -> TriggerMention:
    """The trigger that denotes the event best: it tells the type, and comes first."""
    triggers = [trigger for frame in cluster.frames for trigger in frame.triggers]
    kind = cluster.attack_type
    return min(
        triggers,
        key=lambda trigger: (
            trigger.entry.attack_type is not kind,
            _STRENGTH[trigger.entry.strength],
            trigger.start,
        ),
    )


def _identifier(article: Article, engine: str, trigger: TriggerMention, number: int) -> str:
    parts = (article.text, article.title or "", str(article.published), engine, str(trigger.start), str(number))
    return hashlib.blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _trigger(findings: Findings, mention: TriggerMention) -> Trigger:
    start, end = findings.reading.source_span(mention.start, mention.end)
    return Trigger(text=findings.reading.source[start:end], start=start, end=end)


@frozen
class _Circumstances:
    """What settles the kinds of an event's parties: its country, and who the people in its streets are."""

    country: str | None
    crowd: PartyKind | None

    @classmethod
    def of(cls, cluster: Cluster, location: Location | None) -> _Circumstances:
        """The circumstances of a cluster's event at its place."""
        return cls(None if location is None else location.country, _CROWDS.get(cluster.attack_type))

    def settle(self, fillers: Iterable[Filler], role: RoleHint) -> list[Filler]:
        """The fillers of a role, kinds settled."""
        return [
            evolve(filler, party=settle_party(filler.party, event_country=self.country, role=role, crowd=self.crowd))
            for filler in fillers
        ]


def _ranked(fillers: Iterable[Filler]) -> list[Filler]:
    """Fillers, the best believed first; those told only by nearness serve where nothing better is told."""
    ordered = sorted(fillers, key=lambda item: (-item.weight, item.party.start))
    strong = [filler for filler in ordered if filler.weight > _BELIEVED]
    return strong or ordered[:_FEW]


def _strikes_back(cluster: Cluster, frame: EventFrame) -> bool:
    """Whether a frame only tells what became of those who acted in another: "les assaillants ont été abattus par X"."""
    struck = [filler.party for filler in frame.targets if filler.weight > _BELIEVED]
    others = [other for other in cluster.frames if other is not frame and other.actors]
    doers = {filler.party.name.lower() for other in others for filler in other.actors}
    return (
        bool(struck and others)
        and cluster.attack_type is not AttackType.ARMED_CLASH
        and all(party.name.lower() in doers or party.role_hint is RoleHint.ACTOR for party in struck)
    )


def _roles(cluster: Cluster) -> tuple[list[Filler], list[Filler]]:
    """Actors and targets of all frames; who claims the event is its actor, before whoever is only described."""
    told = [filler for frame in cluster.frames if not _strikes_back(cluster, frame) for filler in frame.actors]
    actors = list(cluster.claimants) + _ranked([*told, *cluster.accused])
    if not cluster.claimants:
        actors.sort(key=lambda filler: not filler.party.named)
    claimed = {filler.party.name.lower() for filler in (*cluster.claimants, *cluster.accused)}
    targets = choose_targets(cluster, barred=claimed)
    hit = {filler.party.name.lower() for filler in targets if filler.rule not in (BESIDE, BOTH_SIDES)}
    chosen = [filler for filler in actors if filler.party.name.lower() not in hit]
    doers = {filler.party.name.lower() for filler in chosen}
    return chosen, [one for one in targets if one.party.name.lower() not in doers or one.rule == BOTH_SIDES]


def _note_trigger(cluster: Cluster, main: TriggerMention, settled: Settled, evidence: _Evidence) -> None:
    """Notes the words that tell the event, its type and its standing."""
    kind = cluster.attack_type
    triggers = (trigger for frame in cluster.frames for trigger in frame.triggers)
    telling = next((trigger for trigger in triggers if trigger.entry.attack_type is kind), main)
    evidence.add("trigger", main.start, main.end, f"trigger.{main.entry.id}")
    if cluster.method is not None:
        evidence.add("attack_type", cluster.method.start, cluster.method.end, cluster.method.rule)
    else:
        evidence.add("attack_type", telling.start, telling.end, f"trigger.{telling.entry.id}")
    evidence.add("background", main.start, main.end, settled.background_rule)


def _is_fight_of_the_state(actors: Sequence[Party], targets: Sequence[Party]) -> bool:
    """Whether only forces of a state act, and insurgents are struck first."""
    return (
        bool(actors and targets)
        and all(actor.kind in STATE_KINDS for actor in actors)
        and targets[0].kind in INSURGENT_KINDS
    )


def _source(article: Article) -> Source:
    return Source(
        id=article.id,
        title=article.title,
        publisher=article.publisher,
        url=article.url,
        published=article.published,
    )


def build_incident(
    article: Article, cluster: Cluster, settled: Settled, number: int, *, unrest: bool = False
) -> Incident:
    """Builds the record of one cluster; its confidence is told later, when all of the text's are known.

    Args:
        article: The article.
        cluster: The frames that tell the event.
        settled: Its date, place and standing.
        number: Its index in the document.
        unrest: Whether the text tells of a protest or riot in the same country and week.
    """
    findings = cluster.findings
    evidence = _Evidence(findings)
    main = _main_trigger(cluster)
    attack_type = cluster.attack_type
    _note_trigger(cluster, main, settled, evidence)
    date = _date(settled, evidence)
    location = _location(settled, evidence)
    circumstances = _Circumstances.of(cluster, location)
    actor_fillers, target_fillers = _roles(cluster)
    targets = _parties(circumstances.settle(target_fillers, RoleHint.TARGET), "targets", evidence)
    actors = _parties(circumstances.settle(actor_fillers, RoleHint.ACTOR), "actors", evidence)
    claimed_by = _parties(circumstances.settle(cluster.claimants, RoleHint.ACTOR), "claimed_by", evidence)
    accusers = _parties(cluster.accusers[:1], "attributed_by", evidence)
    tolls = {casualty: _toll(cluster, casualty, evidence) for casualty in Casualty}
    told = {trigger.entry.id for frame in cluster.frames for trigger in frame.triggers}
    if attack_type is AttackType.ATTACK and _is_fight_of_the_state(actors, targets):
        attack_type = AttackType.ARMED_CLASH
    acled = code_acled(
        attack_type,
        actors,
        targets,
        tolls[Casualty.FATALITIES],
        force=not told.isdisjoint(_FORCE),
        bombing=attack_type is AttackType.ATTACK and "attentat" in told,
        unrest=unrest,
        fighting=not told.isdisjoint(_FIGHTING),
    )
    struck_crowd = any(target.kind in CROWD_KINDS for target in targets)
    if attack_type is AttackType.ATTACK and acled.sub_event_type == EXCESSIVE_FORCE and struck_crowd:
        attack_type = AttackType.PROTEST
    return Incident(
        id=_identifier(article, findings.doc.engine, main, number),
        attack_type=attack_type,
        date=date,
        location=location,
        actors=actors,
        targets=targets,
        claimed_by=claimed_by,
        attributed_by=accusers[0].mention if accusers else None,
        fatalities=tolls[Casualty.FATALITIES],
        injured=tolls[Casualty.INJURED],
        abducted=tolls[Casualty.ABDUCTED],
        acled=acled,
        trigger=_trigger(findings, main),
        background=settled.background,
        confidence=0.0,
        evidence=tuple(evidence.items),
        source=_source(article),
    )
