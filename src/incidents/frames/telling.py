"""What the words of a sentence say of an event's having been told before, or of its being another one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from incidents.annotation import Sentence
from incidents.frames.cues import Cue, QualifierKind
from incidents.frames.records import Anchor, Findings
from incidents.mentions.syntax import is_passive, objects, subjects
from incidents.mentions.triggers import FrameKind, Strength, TriggerMention
from incidents.types import AttackType

# What stands before an event noun that a sentence counts: copula, article and ordinal.
_RECAP = re.compile(
    r"(?:c'est|c'était|ce fut|ce serait|s'agit|s'agissait|qui (?:est|était|constitue|constituait))"
    r"(?: ainsi| là| donc| aussi)? (?:du |de la |d'un |d'une |le |la |l'un )?(?:\w+ )?"
    r"(?:\w+(?:ième|ièmes)|premi\w+|second\w*|énième|derni\w+|\d+e) (?:\w+ )?$",
    re.IGNORECASE,
)
_MORE_FOUND = re.compile(r"\b(?:ont|avaient|sont) (?:encore|à nouveau)\b|\bd'autres |\bde nouve\w+ ", re.IGNORECASE)
_NEAR = 40
# What may stand before a place that opens its sentence, where all of it happens: "À X, l'explosion …".
_FRONTED = re.compile(r"\W*(?:(?:à|a|au|aux|en|dans|près d[e'’])(?: l[ea]s?)?\s*)?(?:l['’])?", re.IGNORECASE)
_LEAD_IN = " -–—•*«»\"LlAaÀàDdeusn'’"
_OPENING = 3
"""The last word at which what opens a sentence may begin: "Un peu moins de deux heures plus tard"."""
_POINTING = frozenset(("ce", "cet", "cette", "sa", "son"))
_FURTHER = frozenset(("autre", "autres", "second", "seconde", "deuxième", "troisième"))
_ON_PROPERTY = frozenset((AttackType.ARSON, AttackType.LOOTING, AttackType.SABOTAGE))
"""What is done to further goods in a raid: "quatre autres véhicules ont été brûlés"."""
_BILANS = frozenset(("bilan", "décompte"))
_COUNTS = frozenset(("nombre", "bilan", "total"))
_RAISE = "porter"
_IN_TURN = "a_son_tour"
"""The words that stand behind the verb of another event: "visé à son tour"."""
_SAME = re.compile(r"\bmême", re.IGNORECASE)


def is_fronted(findings: Findings, number: int, place: Anchor) -> bool:
    """Whether a place opens its sentence, after a date at most: "Le lendemain, à X, …", "X : …".

    Args:
        findings: All mentions.
        number: Index of the sentence.
        place: The place.
    """
    start, end = findings.doc.sentences[number].start, findings.places[place.index].mention.start
    for index in findings.dates_in[number]:
        date = findings.dates[index]
        if start <= date.start and date.end <= end and not findings.doc.text[start : date.start].strip(_LEAD_IN):
            start = date.end
    return _FRONTED.fullmatch(findings.doc.text, start, end) is not None


def is_same_day(findings: Findings, date: Anchor | None) -> bool:
    """Whether a date sets an event beside one told before: "le même jour", "la même nuit"."""
    if date is None:
        return False
    mention = findings.dates[date.index]
    return mention.shift is not None and _SAME.search(findings.doc.text, mention.start, mention.end) is not None


def is_definite(sentence: Sentence, trigger: TriggerMention) -> bool:
    """Whether an event noun has a definite or demonstrative article and nothing that would make it another's.

    So has a toll told as that of an event known: "le ministre a revu le bilan à la hausse : dix-neuf morts".
    """
    if trigger.entry.strength is Strength.OUTCOME and _counts_a_known_event(sentence, trigger):
        return True
    if trigger.verbal:
        return False
    texts = {sentence.words[child].text.lower() for child in sentence.children[trigger.head] if child < trigger.head}
    return bool(texts & {"le", "la", "l'", "ce", "cet", "cette", "ces", "les", "celle-ci", "celui-ci"})


def _counts_a_known_event(sentence: Sentence, trigger: TriggerMention) -> bool:
    """Whether "le bilan" of no named event stands before a trigger: "le bilan est passé à dix morts"."""
    for word in sentence.words[: trigger.head]:
        if word.text.lower() in _BILANS:
            articles = {sentence.words[child].text.lower() for child in sentence.children[word.index]}
            named = any(sentence.words[child].relation == "nmod" for child in sentence.children[word.index])
            return bool(articles & {"le", "ce", "son"}) and not named
    return False


def is_pointing(sentence: Sentence, trigger: TriggerMention) -> bool:
    """Whether an event noun in the singular has a demonstrative or possessive: "cette attaque", "sa frappe"."""
    if trigger.verbal or sentence.words[trigger.head].feats.get("Number") == "Plur":
        return False
    texts = {sentence.words[child].text.lower() for child in sentence.children[trigger.head] if child < trigger.head}
    return bool(texts & _POINTING)


def is_another(sentence: Sentence, trigger: TriggerMention, cues: dict[QualifierKind, list[Cue]]) -> bool:
    """Whether a word beside a trigger says that it is not the event told before: "une autre attaque"."""
    for cue in cues.get(QualifierKind.OTHER_EVENT, ()):
        if cue.word in sentence.children[trigger.head] or 0 < trigger.head - cue.word <= 2:
            return True
        if cue.entry.id == _IN_TURN and 0 < cue.word - trigger.head <= _OPENING:
            return True
    return False


def is_count(sentence: Sentence) -> bool:
    """Whether a sentence tells how a toll has changed: "le bilan est monté à vingt morts", "ce qui porte à dix …"."""
    if any(word.text.lower() == "bilan" and word.relation.startswith("nsubj") for word in sentence.words):
        return True
    raised = {word.head for word in sentence.words if word.text.lower() in _COUNTS and word.relation != "nsubj"}
    return any(sentence.words[head].lemma == _RAISE for head in raised if head >= 0)


def moves_on(cues: dict[QualifierKind, list[Cue]], *, scene: bool, placed: bool) -> bool:
    """Whether a sentence opens by leaving the scene or the event told before: "Ailleurs dans la capitale, …".

    Args:
        cues: The sentence's cues.
        scene: Whether its event is more than an outcome, at a place of its own: then "deux heures plus tard" leaves the
            scene, too.
        placed: Whether its event has a place of its own: then "le second" is another event's victim or doer.
    """
    kinds = [QualifierKind.MOVES_ON, *[QualifierKind.LATER] * scene, *[QualifierKind.SECOND] * placed]
    return any(cue.word <= _OPENING for kind in kinds for cue in cues.get(kind, ()))


def is_later(trigger: TriggerMention, cues: dict[QualifierKind, list[Cue]]) -> bool:
    """Whether a sentence opens with a time after that of an event told before, or has it right before a trigger."""
    later = cues.get(QualifierKind.LATER, ())
    return any(cue.word <= _OPENING or 0 < trigger.head - cue.word <= _OPENING for cue in later)


def is_another_target(sentence: Sentence, trigger: TriggerMention) -> bool:
    """Whether an attack is on another place or thing than the one told before: "ont attaqué un autre camion"."""
    if not trigger.verbal or trigger.entry.frame is not FrameKind.ACT or trigger.entry.attack_type in _ON_PROPERTY:
        return False
    struck = objects(sentence, trigger.head)
    if is_passive(sentence, trigger.head):
        struck = [*struck, *subjects(sentence, trigger.head)]
    return any(
        sentence.words[child].text.lower() in _FURTHER
        for word in struck
        if sentence.words[word].upos == "NOUN"
        for child in sentence.children[word]
    )


def is_flashback(sentence: Sentence, triggers: Sequence[TriggerMention]) -> bool:
    """Whether a verb among the triggers is in the pluperfect."""
    for trigger in triggers:
        for child in sentence.children[trigger.head]:
            word = sentence.words[child]
            if word.relation.startswith("aux") and word.text.lower() in ("avait", "avaient", "étaient", "était"):
                passive_imperfect = word.relation == "aux:pass" and word.text.lower() in ("était", "étaient")
                if not passive_imperfect:
                    return True
    return False


def is_told_before(sentence: Sentence, trigger: TriggerMention) -> bool:
    """Whether a clause in the pluperfect above an event tells that it was told before: "avait annoncé avoir …"."""
    below = trigger.head
    for above in sentence.ancestors(trigger.head):
        if sentence.words[below].relation not in ("xcomp", "ccomp", "conj", "obj"):
            return False
        auxiliaries = {sentence.words[child].text.lower() for child in sentence.children[above] if child < above}
        if sentence.words[below].relation in ("xcomp", "ccomp") and auxiliaries & {"avait", "avaient"}:
            return True
        below = above
    return False


def is_recap(findings: Findings, sentence: Sentence, trigger: TriggerMention) -> bool:
    """Whether a sentence puts an event that was told into a row: "il s'agit de la troisième attaque en un mois"."""
    before = findings.doc.text[sentence.start : trigger.start]
    if trigger.entry.frame is FrameKind.FOUND and _MORE_FOUND.search(
        findings.doc.text, trigger.start - _NEAR, trigger.end + _NEAR
    ):
        return True
    return not trigger.verbal and _RECAP.search(before) is not None


def is_latest(findings: Findings, sentence: Sentence, trigger: TriggerMention) -> bool:
    """Whether an event is only the last of a row, whose day is not the row's: "la dernière en date"."""
    before = findings.doc.text[max(sentence.start, trigger.start - 60) : trigger.end + 60].lower()
    return "dernière en date" in before or "dernier en date" in before
