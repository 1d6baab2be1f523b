"""From findings to event frames: what each sentence says of each event."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from incidents.dates.event_days import AFTER
from incidents.frames.anchors import (
    coordinated_places,
    date_anchor,
    is_clearly_nearer,
    place_anchor,
    sentence_dates,
    sentence_places,
)
from incidents.frames.answered import answered_anchors, find_answered, hangs_on
from incidents.frames.attack_types import combine_types
from incidents.frames.clauses import Anchored, after_another, with_clauses
from incidents.frames.fill import Casting
from incidents.frames.needs import unmet_need
from incidents.frames.qualify import Cue, QualifierKind, find_cues, qualify_trigger
from incidents.frames.records import DISTRIBUTED, QUOTED, Anchor, EventFrame, Findings, Rejection
from incidents.frames.scene import Scene
from incidents.frames.telling import (
    is_another,
    is_another_target,
    is_count,
    is_definite,
    is_flashback,
    is_fronted,
    is_later,
    is_latest,
    is_pointing,
    is_recap,
    is_same_day,
    is_told_before,
    moves_on,
)
from incidents.mentions.numbers import find_numerals
from incidents.mentions.syntax import preposition
from incidents.mentions.toll_ellipsis import ELSEWHERE
from incidents.mentions.toll_mention import TollMention
from incidents.mentions.triggers import FrameKind, Strength, TriggerMention, word_at
from incidents.types import REGION, AttackType, DatePrecision, PlaceKind

_RANK = {Strength.EVENT: 0, Strength.GENERIC: 1, Strength.OUTCOME: 2, Strength.MEANS: 3}
# Marches, seizures and searches at several places are as many events; a raid on several villages is one (GUIDELINES).
_BY_PLACE = frozenset(
    (AttackType.PROTEST, AttackType.RIOT, AttackType.TERRITORY_SEIZURE, AttackType.WEAPONS_SEIZURE, AttackType.ARREST)
)
_BESIDE = 45
"""Characters within which a figure's place stands behind it."""
_PLURAL_PRONOUNS = frozenset(("celles", "ceux"))


def build_frames(findings: Findings) -> tuple[tuple[EventFrame, ...], tuple[Rejection, ...]]:
    """Builds the event frames of a document, in text order, and says which triggers were turned down."""
    by_sentence: dict[int, list[TriggerMention]] = {}
    for trigger in findings.triggers:
        by_sentence.setdefault(trigger.sentence, []).append(trigger)
    casting = Casting(findings)
    frames: list[EventFrame] = []
    rejections: list[Rejection] = []
    scene = Scene(findings)
    for number in range(len(findings.doc.sentences)):
        found, refused = _sentence_frames(findings, casting, number, by_sentence.get(number, []))
        rejections.extend(refused)
        frames.extend(scene.complete(number, found))
    return tuple(frames), tuple(rejections)


def _sentence_frames(
    findings: Findings, casting: Casting, number: int, triggers: list[TriggerMention]
) -> tuple[list[EventFrame], list[Rejection]]:
    triggers = _without_counted(findings, number, triggers)
    if not triggers:
        return [], []
    sentence = findings.doc.sentences[number]
    cues = find_cues(findings.doc, sentence)
    dates, _ = sentence_dates(findings, number, triggers, cues)
    places = sentence_places(findings, number)
    kept: list[Anchored] = []
    rejections: list[Rejection] = []
    ordered = sorted(triggers, key=lambda trigger: (_RANK[trigger.entry.strength], trigger.start))
    answered = find_answered(sentence, triggers, cues)
    ordered.sort(key=lambda trigger: trigger in answered)
    others = [trigger for trigger in triggers if trigger not in answered]
    heads = set(answered.values())
    free_dates = [at for at in dates if not _is_of(findings, number, findings.dates[at].start, heads)]
    free_places = [at for at in places if not _is_of(findings, number, findings.places[at].mention.start, heads)]
    pointed = any(is_pointing(sentence, trigger) for trigger in others)
    main = _anchored(findings, number, ordered[0], others, free_dates, free_places)
    for trigger in triggers:
        if trigger in answered:
            date, place = answered_anchors(findings, number, trigger, answered[trigger], triggers, dates, places)
            item = trigger, date, place
        elif trigger is main[0]:
            item = main
        else:
            item = _beside(findings, number, trigger, others, free_dates, free_places, main)
        refusal = _refusal(findings, casting, number, item, cues)
        if refusal is None and trigger in answered and item[1:] == (None, None):
            reason = "answered or followed by what the sentence tells"
            refusal = Rejection(trigger.start, trigger.end, f"qualifier.{QualifierKind.FOLLOWS.value}", reason)
        if refusal is None:
            kept.append(item)
        else:
            rejections.append(refusal)
    frames = [
        evolve(
            part,
            undated=part.undated or (part.date is None and part.trigger in answered and not part.trigger.anaphoric),
            another=part.another or (part.trigger in answered and pointed),
            beyond=part.trigger in answered and pointed,
        )
        for group in _groups(after_another(sentence, with_clauses(sentence, kept)))
        for part in _split(findings, _frame(findings, casting, number, group, cues))
    ]
    if frames and moves_on(cues, scene=_has_scene(findings, frames[0]), placed=_has_place(findings, frames[0])):
        frames[0] = evolve(frames[0], another=True, fronted=frames[0].place is not None)
    told: list[EventFrame] = []
    for frame in frames:
        if _is_summary(findings, frame):
            trigger = frame.trigger
            reason = "sums up several events without a place"
            rejections.append(Rejection(trigger.start, trigger.end, "frame.summary", reason))
        elif frame.trigger.entry.strength is not Strength.MEANS:
            told.append(frame)
    return told, rejections


def _without_counted(findings: Findings, number: int, triggers: list[TriggerMention]) -> list[TriggerMention]:
    """The triggers without the nouns that a day is counted on from, as from an event told before."""
    ends = [findings.dates[at].end for at in findings.dates_in[number] if findings.dates[at].rule == AFTER]
    counted = {min((trigger.start for trigger in triggers if trigger.start >= end), default=-1) for end in ends}
    return [trigger for trigger in triggers if trigger.start not in counted]


def _is_of(findings: Findings, number: int, position: int, heads: set[int]) -> bool:
    """Whether a date or place hangs on one of the nouns of answered events."""
    return any(hangs_on(findings, number, position, head) for head in heads)


def _has_place(findings: Findings, frame: EventFrame) -> bool:
    """Whether a frame's own words give it a place finer than a region."""
    return frame.place is not None and findings.places[frame.place.index].location.precision < REGION


def _has_scene(findings: Findings, frame: EventFrame) -> bool:
    """Whether a frame tells more than an outcome, at a place finer than a region that its own words give."""
    return frame.trigger.entry.strength is not Strength.OUTCOME and _has_place(findings, frame)


def _is_summary(findings: Findings, frame: EventFrame) -> bool:
    """Whether a frame counts several events at once ("27 morts dans deux attaques") and places none of them."""
    if frame.place is not None:
        return False
    sentence = findings.doc.sentences[frame.sentence]
    people = {findings.parties[index].head[1] for index in findings.parties_in[frame.sentence]}
    return any(
        not trigger.verbal
        and not trigger.anaphoric
        and trigger.entry.frame is not FrameKind.BLAST
        and trigger.entry.strength is not Strength.OUTCOME
        and trigger.head not in people
        and sentence.words[trigger.head].feats.get("Number") == "Plur"
        and any(sentence.words[child].relation == "nummod" for child in sentence.children[trigger.head])
        for trigger in frame.triggers
    )


def _refusal(
    findings: Findings, casting: Casting, number: int, item: Anchored, cues: dict[QualifierKind, list[Cue]]
) -> Rejection | None:
    """Why a trigger with its date and place tells no event; None where it may."""
    trigger, date, place = item
    dated = date is not None and findings.dates[date.index].date.precision is not DatePrecision.YEAR
    verdict = qualify_trigger(findings.doc.sentences[number], trigger, cues, dated=dated)
    refusal = verdict.rejection or unmet_need(findings, casting, number, trigger)
    if refusal is None and verdict.loose and date is None and not _is_placed(findings, trigger, place):
        reason = "plural, without a date or a place finer than a region"
        return Rejection(trigger.start, trigger.end, "qualifier.plural", reason)
    return refusal


def _is_placed(findings: Findings, trigger: TriggerMention, place: Anchor | None) -> bool:
    """Whether a plural is tied to places: one finer than a region, or several regions by name."""
    if place is None:
        return False
    fine = findings.places[place.index].location.precision < REGION
    return fine or trigger.anaphoric or len(coordinated_places(findings, place.index)) > 1


def _anchored(
    findings: Findings,
    number: int,
    trigger: TriggerMention,
    triggers: Sequence[TriggerMention],
    dates: Sequence[int],
    places: Sequence[int],
) -> Anchored:
    date = date_anchor(findings, number, trigger, triggers, dates)
    place = place_anchor(findings, number, trigger, triggers, places)
    if date is None and place is not None and _is_strangers(findings, number, trigger, triggers, place):
        place = evolve(place, doubtful=True)
    return trigger, date, place


def _is_strangers(
    findings: Findings, number: int, trigger: TriggerMention, triggers: Sequence[TriggerMention], place: Anchor
) -> bool:
    """Whether a place of the sentence of an undated event is none of its own: named elsewhere in the sentence only.

    That holds of a name without preposition of place, and of all places where the event is one told before that
    somebody speaks of: "Le groupe, basé au Pakistan, a revendiqué le raid".
    """
    sentence, mention = findings.doc.sentences[number], findings.places[place.index].mention
    word = word_at(sentence, mention.start)
    if word is None:
        return False
    above = set(sentence.ancestors(word))
    if any(other.head in above for other in triggers):
        return False
    if mention.locative and is_fronted(findings, number, place):
        return False
    if not mention.locative:
        return not sentence.words[word].relation.startswith("nsubj")
    head = sentence.words[trigger.head]
    told = head.relation.startswith("nsubj") and head.head in above
    return not told and is_definite(sentence, trigger) and preposition(sentence, trigger.head) != "à"


def _beside(
    findings: Findings,
    number: int,
    trigger: TriggerMention,
    triggers: Sequence[TriggerMention],
    dates: Sequence[int],
    places: Sequence[int],
    main: Anchored,
) -> Anchored:
    """A trigger's anchors beside the main trigger's: its own where they are clearly nearer to it, else the main's."""
    own = _anchored(findings, number, trigger, triggers, dates, places)
    date, place = own[1], own[2]
    if date is not None and main[1] is not None and date.index != main[1].index:
        positions = [findings.dates[at.index].start for at in (date, main[1])]
        date = date if is_clearly_nearer(findings, number, trigger, main[0], *positions) else main[1]
    if place is not None and main[2] is not None and place.index != main[2].index:
        positions = [findings.places[at.index].mention.start for at in (place, main[2])]
        place = place if is_clearly_nearer(findings, number, trigger, main[0], *positions) else main[2]
    return trigger, date, place


def _key(item: Anchored) -> tuple[int | None, int | None]:
    return (item[1].index if item[1] else None, item[2].index if item[2] else None)


def _groups(
    kept: Sequence[Anchored],
) -> list[list[Anchored]]:
    """Triggers of one sentence that share date and place tell one event."""
    groups: dict[tuple[int | None, int | None], list[Anchored]] = {}
    for item in kept:
        groups.setdefault(_key(item), []).append(item)
    return list(groups.values())


def _frame(
    findings: Findings,
    casting: Casting,
    number: int,
    group: Sequence[Anchored],
    cues: dict[QualifierKind, list[Cue]],
) -> EventFrame:
    sentence = findings.doc.sentences[number]
    ordered = sorted(group, key=lambda item: (_RANK[item[0].entry.strength], item[0].start))
    primary, date, place = ordered[0]
    triggers = [item[0] for item in ordered]
    actors, targets = casting.cast(number, triggers)
    heads = {trigger.start for trigger in triggers}
    tolls = tuple(
        toll
        for toll in (findings.tolls[index] for index in findings.tolls_in[number])
        if toll.trigger is None or toll.trigger.start in heads
    )
    outcome = all(trigger.entry.strength is Strength.OUTCOME for trigger in triggers)
    if outcome and (is_count(sentence) or (tolls and all(toll.former for toll in tolls))):
        date = None  # the day of the count, not that of the event
    return EventFrame(
        trigger=primary,
        others=tuple(triggers[1:]),
        attack_type=combine_types(triggers),
        date=date,
        place=place,
        actors=actors,
        targets=targets,
        tolls=tolls,
        definite=is_definite(sentence, primary),
        pointing=is_pointing(sentence, primary),
        another=is_another(sentence, primary, cues)
        or is_same_day(findings, date)
        or _is_claimed_beside(findings, number, primary)
        or is_another_target(sentence, primary),
        later=is_later(primary, cues),
        flashback=is_flashback(sentence, triggers),
        recap=is_recap(findings, sentence, primary) or _is_quoted_claim(findings, number, primary),
        undated=is_latest(findings, sentence, primary)
        or (date is None and QualifierKind.UNDATED in cues)
        or (date is None and bool(findings.dates_in[number]) and is_told_before(sentence, primary)),
        fronted=place is not None and is_fronted(findings, number, place),
    )


def _is_quoted_claim(findings: Findings, number: int, trigger: TriggerMention) -> bool:
    """Whether words tell an event by the mouth of those who did it: "« Nous avons attaqué la base »"."""
    return any(
        claim.sentence == number and claim.entry.id == QUOTED and claim.start <= trigger.start < claim.end
        for claim in findings.claims
    )


def _is_claimed_beside(findings: Findings, number: int, trigger: TriggerMention) -> bool:
    """Whether a claim without a verb sets an event beside another: "X a revendiqué l'attentat de A, Y celui de B"."""
    return any(claim.gapped and claim.sentence == number and claim.head == trigger.head for claim in findings.claims)


def _split(findings: Findings, frame: EventFrame) -> list[EventFrame]:
    """One frame a place where the words distribute: "deux convois … dans les provinces de X et de Y"."""
    counted = _counted_places(findings, frame)
    if counted:
        return counted
    if frame.place is None:
        return [frame]
    places = coordinated_places(findings, frame.place.index)
    if len(places) < 2 or _are_sites(findings, places) or not _distributes(findings, frame, len(places)):
        return [frame]
    return [evolve(frame, place=Anchor(index, DISTRIBUTED)) for index in places]


def _are_sites(findings: Findings, places: Sequence[int]) -> bool:
    """Whether places are buildings of one town, which one attack may strike: "les mosquées X et Y"."""
    located = [findings.places[index].location for index in places]
    points = {(location.latitude, location.longitude) for location in located}
    return all(location.kind is PlaceKind.SITE for location in located) and len(points) == 1


def _distributes(findings: Findings, frame: EventFrame, places: int) -> bool:
    """Whether an event noun is plural, or as many are struck as there are places."""
    if frame.attack_type in _BY_PLACE and not frame.tolls:
        return True
    sentence = findings.doc.sentences[frame.sentence]
    numerals = {numeral.low for numeral in find_numerals(findings.doc.text, sentence.start, sentence.end)}
    word = sentence.words[frame.trigger.head]
    plural = (not frame.trigger.verbal and word.text.lower() in _PLURAL_PRONOUNS) or word.feats.get("Number") == "Plur"
    return places in numerals and (plural or bool(frame.targets))


def _counted_places(findings: Findings, frame: EventFrame) -> list[EventFrame]:
    """One frame a place where each has a figure of its own: "trois soldats ont été tués à X et deux à Y"."""
    elsewhere = [toll for toll in frame.tolls if toll.rule == ELSEWHERE]
    sites = [(toll, place) for toll in elsewhere if (place := _place_behind(findings, toll)) is not None]
    if not sites or len(sites) < len(elsewhere):
        return []
    first = sites[0][0]
    others = tuple(toll for toll in frame.tolls if toll.rule != ELSEWHERE)
    frames = [evolve(frame, place=Anchor(place, DISTRIBUTED), tolls=(toll,)) for toll, place in sites]
    for toll in others:
        place = _place_between(findings, frame.sentence, toll.end, first.start)
        if place is None or toll.casualty is not first.casualty or findings.places[place].mention.locative is False:
            continue
        if toll.low != sum(site.low for site, _ in sites):
            frames.insert(0, evolve(frame, place=Anchor(place, DISTRIBUTED), tolls=others))
            break
    return frames if len(frames) > 1 else []


def _place_behind(findings: Findings, toll: TollMention) -> int | None:
    """The place that a figure stands before: "deux à Y"."""
    return _place_between(findings, toll.sentence, toll.end, toll.end + _BESIDE)


def _place_between(findings: Findings, sentence: int, start: int, end: int) -> int | None:
    """The first place named as one between two positions of a sentence."""
    for index in findings.places_in[sentence]:
        mention = findings.places[index].mention
        if start <= mention.start < end:
            return index
    return None
