"""Anchors: which date and which place of a sentence belong to which trigger."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from incidents.annotation import Sentence
from incidents.dates.event_days import PREFIX
from incidents.dates.mention import DateForm, DateMention
from incidents.frames.elsewhere import Elsewhere
from incidents.frames.place_clauses import is_told_of, place_before
from incidents.frames.qualify import Cue, QualifierKind, find_cues
from incidents.frames.records import Anchor, Findings
from incidents.frames.speech import Speech
from incidents.gazetteer.mention import PlaceMention, PlaceRelation
from incidents.gazetteer.resolve import ResolvedPlace
from incidents.incident import DateInterval
from incidents.mentions.syntax import tree_distance
from incidents.mentions.triggers import TriggerMention, word_at
from incidents.types import REGION, DatePrecision, PlaceKind

_YEARS = 732
"""Days of a stretch, a decade or more, that dates no event."""
# What may stand between two coordinated places.
_AND = re.compile(r"\s*(?:,|,? et|ainsi que)\s+(?:(?:de la|de l'|des|du|de|d'|à|au|aux|dans|en|la|le|l')\s*)*")


def sentence_dates(
    findings: Findings, number: int, triggers: Sequence[TriggerMention], cues: dict[QualifierKind, list[Cue]]
) -> tuple[list[int], list[int]]:
    """The dates of a sentence that may be an event's, and those that are only a statement's or a limit.

    Returns:
        Two lists of positions in `Findings.dates`.
    """
    speech = Speech(findings.doc.sentences[number], triggers, cues)
    own: list[int] = []
    other: list[int] = []
    for index in findings.dates_in[number]:
        mention = findings.dates[index]
        coarse = mention.date.precision in (DatePrecision.MONTH, DatePrecision.YEAR)
        aside = (
            mention.limit
            or mention.text.lower() == "cette année"
            or (mention.date.end - mention.date.start).days >= _YEARS
            or (speech.has_date(mention.start) and mention.form is not DateForm.SPAN)
            or speech.has_past(mention.start, coarse=coarse)
            or (coarse and speech.is_of_noun(mention.start))
            or (not coarse and speech.is_of_late_death(mention.start))
        )
        aside = (aside or speech.is_since(mention.start)) and not mention.rule.startswith(PREFIX)
        (other if aside else own).append(index)
    return own, other


def _triggers_of(findings: Findings, number: int) -> Sequence[TriggerMention]:
    first = bisect_left(findings.triggers, number, key=lambda trigger: trigger.sentence)
    last = bisect_right(findings.triggers, number, key=lambda trigger: trigger.sentence)
    return findings.triggers[first:last]


def statement_dates(findings: Findings) -> frozenset[int]:
    """Positions of the dates that are only a statement's, or only a limit."""
    found: set[int] = set()
    for number, here in enumerate(findings.dates_in):
        if here:
            triggers = _triggers_of(findings, number)
            cues = find_cues(findings.doc, findings.doc.sentences[number])
            found.update(sentence_dates(findings, number, triggers, cues)[1])
    return frozenset(found)


def is_limit(findings: Findings, index: int) -> bool:
    """Whether a date only tells since when something goes on: "depuis la rupture de la trêve, le 5 juin"."""
    start = findings.dates[index].start
    number = bisect_right(findings.doc.sentences, start, key=lambda sentence: sentence.start) - 1
    if number < 0:
        return False
    sentence = findings.doc.sentences[number]
    speech = Speech(sentence, _triggers_of(findings, number), find_cues(findings.doc, sentence))
    return speech.is_since(start)


def narrative_dates(findings: Findings, number: int) -> list[int]:
    """Positions of a sentence's dates at which a tale may stand: no statement's, none that is vague or a limit."""
    sentence = findings.doc.sentences[number]
    if not findings.dates_in[number]:
        return []
    triggers = _triggers_of(findings, number)
    own, _ = sentence_dates(findings, number, triggers, find_cues(findings.doc, sentence))
    told = [index for index in own if not findings.dates[index].rule.startswith((PREFIX, _NIGHT))]
    return [index for index in told if is_narrative(findings.dates[index])]


def is_narrative(mention: DateMention) -> bool:
    """Whether an event told next may be taken to have happened at a date: a day or a few, no "depuis mars"."""
    return mention.form is not DateForm.SPAN and mention.date.precision in (DatePrecision.DAY, DatePrecision.WEEK)


def scene_places(findings: Findings, number: int) -> list[int]:
    """Positions of the places of a sentence where what is told next may happen, the finest first."""
    usable = [
        index
        for index in sentence_places(findings, number)
        if (place := findings.places[index]).mention.locative and place.location.kind is not PlaceKind.COUNTRY
    ]
    inner = [located_by(findings, number, index) for index in usable]
    return sorted(inner, key=lambda index: (findings.places[index].location.precision >= REGION, index))


def located_by(findings: Findings, number: int, index: int) -> int:
    """The place that another one of its sentence only locates: "le secteur de X, à l'ouest de Y" tells of X."""
    mention = findings.places[index].mention
    if mention.relation in (PlaceRelation.NEAR, PlaceRelation.DIRECTION) or mention.distance is not None:
        for inner in findings.places_in[number]:
            other = findings.places[inner].mention
            if inner < index and other.container == index and not (other.metonym or other.passed):
                return inner
    return index


def sentence_places(findings: Findings, number: int) -> list[int]:
    """Positions in `Findings.places` of the places where something may happen that a sentence names."""
    if not findings.places_in[number]:
        return []
    sentence = findings.doc.sentences[number]
    parties = [findings.parties[index] for index in findings.parties_in[number]]
    names = [(party.start, party.end) for party in parties if party.named]
    triggers = _triggers_of(findings, number)
    cues = find_cues(findings.doc, sentence)
    speech, elsewhere = Speech(sentence, triggers, cues), Elsewhere(sentence, triggers, cues)
    return [
        index
        for index in findings.places_in[number]
        if _may_be_scene(findings.places[index], names)
        and (
            is_told_of(findings, index, triggers)
            or not (
                speech.has_place(findings.places[index].mention.start)
                or elsewhere.has_place(findings.places[index].mention.start)
            )
        )
    ]


def is_far(mention: PlaceMention) -> bool:
    """Whether a place only tells by a long way where another one lies: "à 120 km d'Alger"."""
    return mention.distance is not None and mention.distance >= _FAR


def _may_be_scene(place: ResolvedPlace, names: Sequence[tuple[int, int]]) -> bool:
    """Whether a place is no government or party's name, and not only one far off, passed, or across a border."""
    mention = place.mention
    if mention.passed:
        return False
    beside = mention.relation is PlaceRelation.BORDER or mention.distance is not None
    if beside and place.location.kind is PlaceKind.COUNTRY:
        return False
    if mention.metonym or is_far(mention):
        return False
    return not any(start <= mention.start and mention.end <= end for start, end in names)


_CLEARLY = 1.5
_FAR = 60.0
"""Kilometres from which a distance only says where an unnamed place lies ("ce village, à 170 km de Damaturu")."""
_NIGHT = "night.bare"
"""The rule of "dans la nuit", which dates only what its own sentence tells."""
_COUNTED = ("count.ago", "count.hours")
_ABOUT = 3
"""Days by which a count such as "il y a dix jours" may miss the day."""
_TIME_PREPOSITIONS = frozenset(("après", "avant", "depuis", "dès"))


def _cost(sentence: Sentence, trigger: TriggerMention, position: int) -> float | None:
    """How far a trigger is from the word at a position: arcs of the tree, then words, then semicolons between."""
    word = word_at(sentence, position)
    if word is None:
        return None
    low, high = sorted((word, trigger.head))
    stops = sum(sentence.words[at].text in (";", ":") for at in range(low, high))
    return tree_distance(sentence, word, trigger.head) + 0.12 * (high - low) + 2.0 * stops


def _keeps_its_own(sentence: Sentence, trigger: TriggerMention) -> bool:
    """Whether what stands in a trigger's phrase is its own: "celles menées à X", "après l'attaque de X"."""
    return trigger.anaphoric or any(
        sentence.words[child].text.lower() in _TIME_PREPOSITIONS for child in sentence.children[trigger.head]
    )


def _goes_back(sentence: Sentence, trigger: TriggerMention) -> bool:
    """Whether a trigger tells again of the time just named: "les heurts du 4 mai : ils avaient alors brûlé …"."""
    return trigger.verbal and any(
        sentence.words[child].text.lower() == "alors" for child in sentence.children[trigger.head]
    )


def _nearest(
    sentence: Sentence,
    trigger: TriggerMention,
    rivals: Sequence[TriggerMention],
    candidates: Sequence[tuple[int, int, float]],
) -> int | None:
    """The best candidate (index, position, penalty) for a trigger; what a rival keeps as its own is left out."""
    best: tuple[float, int] | None = None
    for index, position, penalty in candidates:
        cost = _cost(sentence, trigger, position)
        if cost is None:
            continue
        owner = min(rivals, key=lambda rival: (_cost(sentence, rival, position) or 0.0, rival.start))
        if (
            owner is not trigger
            and not _goes_back(sentence, trigger)
            and (_keeps_its_own(sentence, owner) or _keeps_its_own(sentence, trigger))
        ):
            continue
        if best is None or cost + penalty < best[0]:
            best = (cost + penalty, index)
    return None if best is None else best[1]


def is_clearly_nearer(
    findings: Findings, number: int, trigger: TriggerMention, main: TriggerMention, own: int, shared: int
) -> bool:
    """Whether a position is a trigger's own and another the main trigger's, rather than both being the sentence's.

    Args:
        findings: All mentions.
        number: Index of the sentence.
        trigger: The trigger.
        main: The sentence's main trigger.
        own: Position of the trigger's nearest date or place.
        shared: Position of the main trigger's.
    """
    sentence = findings.doc.sentences[number]
    counted = [at for at in findings.dates_in[number] if findings.dates[at].rule.startswith(PREFIX)]
    if any(findings.dates[at].start in (own, shared) for at in counted):
        return True
    if _keeps_its_own(sentence, trigger) or _keeps_its_own(sentence, main):
        return True
    costs = [_cost(sentence, who, where) for where in (own, shared) for who in (trigger, main)]
    if _alternate(sentence, trigger, main, own, shared):
        return True
    own_to_trigger, own_to_main, shared_to_trigger, shared_to_main = (cost or 0.0 for cost in costs)
    return own_to_main - own_to_trigger >= _CLEARLY and shared_to_trigger - shared_to_main >= _CLEARLY


def _alternate(sentence: Sentence, trigger: TriggerMention, main: TriggerMention, own: int, shared: int) -> bool:
    """Whether coordinate clauses each have theirs in the same order: "le 9 A, et le 21 B", "A à X, puis B à Y"."""
    first, second = sorted((trigger, main), key=lambda item: item.start)
    mine, other = (own, shared) if first is trigger else (shared, own)
    before = mine < first.start < other < second.start
    after = first.start < mine < second.start < other
    if not (before or after):
        return False
    path = [second.head, *sentence.ancestors(second.head)]
    below = path[: path.index(first.head)] if first.head in path else path
    return any(sentence.words[index].relation in ("conj", "parataxis") for index in below)


def date_anchor(
    findings: Findings,
    number: int,
    trigger: TriggerMention,
    rivals: Sequence[TriggerMention],
    candidates: Sequence[int],
) -> Anchor | None:
    """The date of a trigger among its sentence's.

    Args:
        findings: All mentions.
        number: Index of the sentence.
        trigger: The trigger.
        rivals: All triggers of the sentence.
        candidates: Positions in `Findings.dates`.
    """
    sentence = findings.doc.sentences[number]
    counted = [at for at in candidates if _is_counted_from(findings, at, trigger, rivals)]
    others = [at for at in candidates if not findings.dates[at].rule.startswith(PREFIX)]
    others = _exact(findings, others)
    usable = [(at, findings.dates[at].start, _vagueness(findings.dates[at])) for at in counted or others]
    index = _nearest(sentence, trigger, (trigger,) if counted else rivals, usable)
    return None if index is None else Anchor(index, "date.clause")


def _exact(findings: Findings, candidates: Sequence[int]) -> list[int]:
    """Dates without those that only count back to what another tells to the day: "il y a dix jours, … le 5 mars"."""
    days = [at for at in candidates if not findings.dates[at].rule.startswith(_COUNTED)]
    exact = [findings.dates[at].date for at in days if findings.dates[at].date.precision is DatePrecision.DAY]
    return [
        at for at in candidates if at in days or not any(_is_about(findings.dates[at].date, date) for date in exact)
    ]


def _is_about(counted: DateInterval, day: DateInterval) -> bool:
    """Whether a counted date falls within a few days of a day."""
    return (counted.start - day.end).days <= _ABOUT and (day.start - counted.end).days <= _ABOUT


def _is_counted_from(findings: Findings, index: int, trigger: TriggerMention, rivals: Sequence[TriggerMention]) -> bool:
    """Whether a date is the day of this event because the text counts from it: "au lendemain de l'attaque"."""
    mention = findings.dates[index]
    following = [rival for rival in rivals if rival.start >= mention.end]
    if not mention.rule.startswith(PREFIX) or not following:
        return False
    counted = min(following, key=lambda rival: rival.start)
    ancestors = findings.doc.sentences[trigger.sentence].ancestors(trigger.head)
    return counted is trigger or counted.head in ancestors


def _vagueness(mention: DateMention) -> float:
    """What speaks against a date beside a day: a stretch that goes on, a year, a month."""
    stretch = 1.5 if mention.form is DateForm.SPAN else 0.0
    return stretch + {DatePrecision.YEAR: 2.0, DatePrecision.MONTH: 0.7}.get(mention.date.precision, 0.0)


def _penalty(findings: Findings, index: int, containers: frozenset[int]) -> float:
    """What speaks against a place: vague, only a frame for another, only completing a noun."""
    place = findings.places[index]
    penalty = 0.0 if place.mention.locative else 2.0
    if place.location.kind is PlaceKind.COUNTRY:
        penalty += 4.0
    elif place.location.precision >= REGION:
        penalty += 1.5
    if index in containers:
        penalty += 4.0
    if _is_narrowed(findings, index):
        penalty += 3.0
    return penalty + (2.0 if place.mention.held else 0.0)


def _is_narrowed(findings: Findings, index: int) -> bool:
    """Whether a direction alone is made narrower by a named place: "au nord de X, dans le secteur de Y"."""
    mention = findings.places[index].mention
    if mention.relation is not PlaceRelation.DIRECTION or mention.distance is not None or mention.container is None:
        return False
    outer = findings.places[mention.container]
    return outer.mention.relation is PlaceRelation.IN and outer.location.kind in _NARROW


_NARROW = frozenset((PlaceKind.DISTRICT, PlaceKind.SETTLEMENT, PlaceKind.QUARTER))


def place_anchor(
    findings: Findings,
    number: int,
    trigger: TriggerMention,
    rivals: Sequence[TriggerMention],
    candidates: Sequence[int],
) -> Anchor | None:
    """The place of a trigger among its sentence's: near in the tree, introduced as a place, the finest of a chain."""
    sentence = findings.doc.sentences[number]
    containers = frozenset(
        container
        for at in findings.places_in[number]
        if (container := findings.places[at].mention.container) is not None and not _is_narrowed(findings, at)
    )
    usable = []
    for at in candidates:
        place = findings.places[at]
        vague = place.location.precision >= REGION and not place.mention.locative
        if not vague:
            usable.append((at, place.mention.start, _penalty(findings, at, containers)))
    fine = [at for at, _, _ in usable if findings.places[at].location.precision < REGION and at not in containers]
    index = place_before(findings, sentence, trigger, fine)
    if index is None:
        index = _nearest(sentence, trigger, rivals, usable)
    return None if index is None else Anchor(index, "place.clause")


def coordinated_places(findings: Findings, index: int) -> list[int]:
    """A place and those coordinated with it ("les provinces de X et de Y"), in text order."""
    text = findings.doc.text
    found = [index]
    for step in (-1, 1):
        at = index
        while 0 <= at + step < len(findings.places):
            first, second = sorted((at, at + step))
            one, two = findings.places[first].mention, findings.places[second].mention
            if one.sentence != two.sentence or one.metonym != two.metonym:
                break
            if _AND.fullmatch(text[one.end : two.start]) is None or two.container == first or one.container == second:
                break
            at += step
            found.append(at)
    return sorted(found)
