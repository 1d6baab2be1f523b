"""Qualifiers: is a trigger told as a fact, once, in our time?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from attrs import frozen

from incidents.annotation import Sentence, Word
from incidents.frames.cues import (
    Cue,
    QualifierEntry,
    QualifierKind,
    find_cues,
    find_qualifier_spans,
    qualifier_entries,
    topic_words,
)
from incidents.frames.records import Rejection
from incidents.mentions.triggers import FrameKind, Strength, TriggerMention
from incidents.types import AttackType

__all__ = [
    "Cue",
    "QualifierEntry",
    "QualifierKind",
    "TriggerVerdict",
    "find_cues",
    "find_qualifier_spans",
    "qualifier_entries",
    "qualify_trigger",
    "topic_words",
]

_LOOSE_CLAUSES: Final = frozenset(("acl:relcl", "parataxis", "advcl"))
_NOT: Final = frozenset(("pas", "jamais", "guère", "point", "aucunement", "nullement"))
_NONE: Final = frozenset(("aucun", "aucune", "nul", "nulle"))
_NOBODY: Final = _NONE | {"personne", "rien"}
_WITHOUT: Final = frozenset(("sans", "ni", "faute"))
_NE: Final = frozenset(("ne", "n'"))
_AFTER_THE_FACT: Final = frozenset(("avant", "après"))
_ACCIDENTAL: Final = frozenset(
    (AttackType.ATTACK, AttackType.BOMBING, AttackType.ARSON, AttackType.SABOTAGE, AttackType.EXECUTION)
)


@frozen
class TriggerVerdict:
    """What the qualifiers make of one trigger.

    Attributes:
        rejection: Why it founds no incident, None where it may.
        loose: An aggregate or habitual way of telling: it needs its own date or place to found an incident.
    """

    rejection: Rejection | None = None
    loose: bool = False


@frozen
class _Case:
    """One trigger with what bears on it."""

    sentence: Sentence
    trigger: TriggerMention
    cues: dict[QualifierKind, list[Cue]]
    dated: bool

    @property
    def word(self) -> Word:
        """The word that carries the trigger's meaning."""
        return self.sentence.words[self.trigger.head]

    @property
    def children(self) -> list[Word]:
        """The dependents of that word."""
        return [self.sentence.words[index] for index in self.sentence.children[self.trigger.head]]

    @property
    def auxiliaries(self) -> list[Word]:
        """Its auxiliaries."""
        return [word for word in self.children if word.relation.startswith("aux")]

    def reaching(self, kind: QualifierKind) -> Cue | None:
        """The first cue of a kind that governs the trigger."""
        return next((cue for cue in self.cues.get(kind, ()) if _reach(self.sentence, cue, self.trigger)), None)

    def suffered(self, kind: QualifierKind) -> Cue | None:
        """The first cue of a kind whose subject the trigger is: "un attentat a été déjoué"."""
        if self.trigger.verbal or not self.word.relation.startswith("nsubj"):
            return None
        return next((cue for cue in self.cues.get(kind, ()) if cue.word == self.word.head), None)


def _reach(sentence: Sentence, cue: Cue, trigger: TriggerMention) -> bool:
    """Whether a cue governs a trigger: an ancestor in the tree, its auxiliary, or close before it in its clause."""
    if trigger.start <= cue.start < trigger.end:
        return False
    if cue.start < trigger.start and cue.word in _governors(sentence, trigger.head):
        return True
    if cue.word in sentence.children[trigger.head] and cue.start < trigger.start:
        return True
    gap = trigger.head - cue.word
    if not 0 < gap <= 4:
        return False
    between = sentence.words[cue.word + 1 : trigger.head]
    return not any(word.text in ",;:.!?" or word.upos == "VERB" for word in between)


def _governors(sentence: Sentence, index: int) -> list[int]:
    """The nearest heads of a word within its own clause or the one that takes it as complement."""
    found: list[int] = []
    below = index
    for above in sentence.ancestors(index):
        if len(found) == 3 or sentence.words[below].relation in _LOOSE_CLAUSES:
            break
        found.append(above)
        below = above
    return found


def _figure(case: _Case) -> tuple[str, str] | None:
    """An idiom: "à un jet de pierre", "condamné à mort"."""
    for cue in case.cues.get(QualifierKind.FIGURE, ()):
        if cue.start < case.trigger.end <= cue.end:
            return cue.entry.id, "a figure of speech"
    return None


def _negated(case: _Case) -> tuple[str, str] | None:
    """ "n'a pas attaqué", "aucune attaque", "sans attaquer", "n'a pas fait de victimes"; not "n'a tué que"."""
    sentence, head = case.sentence, case.trigger.head
    if _is_denied(sentence, head):
        return "negated", "negated"
    if not case.trigger.verbal:
        words = {word.text.lower() for word in case.children if word.index < head}
        if words & (_NONE | _WITHOUT) or "pas" in words:
            return "negated", "negated"
        governor = case.word.head
        bare = not words & {"le", "la", "les", "l'", "cette", "ce", "ces", "cet", "un", "une", "des"}
        never = governor >= 0 and "jamais" in {
            case.sentence.words[child].text.lower() for child in case.sentence.children[governor]
        }
        if (
            (bare or never)
            and case.word.relation in ("obj", "nsubj", "obl")
            and governor >= 0
            and _is_denied(sentence, governor)
        ):
            return "negated", "negated"
        if case.suffered(QualifierKind.OCCURRENCE) is not None and _is_denied(sentence, governor):
            return "negated", "did not take place"
    return None


def _is_denied(sentence: Sentence, index: int) -> bool:
    """Whether a word is under a negation of its own: adverb, nobody as subject, "sans" before it."""
    near = [sentence.words[child] for child in sentence.children[index]]
    near += [
        sentence.words[grand]
        for word in near
        if word.relation.startswith("aux")
        for grand in sentence.children[word.index]
    ]
    texts = {word.text.lower() for word in near}
    if texts & {"que", "qu'"} and texts & _NE:
        return False
    if texts & _NE and texts & _NOT:
        return True
    before = {
        word.text.lower() for word in near if word.index < index and word.relation in ("mark", "case", "cc", "advmod")
    }
    if before & _WITHOUT or (texts & {"pas"} and sentence.words[index].upos != "VERB"):
        return True
    subjects = [word for word in near if word.relation.startswith("nsubj")]
    for word in subjects:
        parts = {word.text.lower()} | {sentence.words[child].text.lower() for child in sentence.children[word.index]}
        if (word.text.lower() in _NOBODY and texts & _NE) or parts & _NONE:
            return True
    return False


def _possessed(case: _Case) -> tuple[str, str] | None:
    """A weapon owned, sold, seized or listed among others, not used."""
    trigger, sentence = case.trigger, case.sentence
    if trigger.verbal or trigger.entry.frame is not FrameKind.BLAST:
        return None
    owners = {cue.word: cue for cue in case.cues.get(QualifierKind.POSSESSION, ())}
    listed = {cue.word: cue for cue in case.cues.get(QualifierKind.INVENTORY, ())}
    list_words = {*sentence.children[trigger.head], *_list_of(sentence, trigger.head)}
    for word in sorted(list_words & listed.keys()):
        if sentence.words[word].relation == "conj" or case.word.relation == "conj":
            return listed[word].entry.id, "a weapon in a list, not in use"
    for word, cue in owners.items():
        between = sentence.words[word + 1 : trigger.head]
        if word < trigger.head and len(between) <= 2 and all(part.upos in ("ADP", "DET") for part in between):
            return cue.entry.id, "a weapon owned, not used"
    below = trigger.head
    for above in sentence.ancestors(trigger.head):
        relation = sentence.words[below].relation
        if above in owners and not relation.startswith("nsubj"):
            return owners[above].entry.id, "a weapon owned, not used"
        if sentence.words[above].upos == "VERB":
            return None
        below = above
    return None


def _list_of(sentence: Sentence, index: int) -> list[int]:
    """The words coordinated with a word."""
    first = index
    for above in sentence.ancestors(index):
        if sentence.words[first].relation != "conj":
            break
        first = above
    return [first, *(child for child in sentence.children[first] if sentence.words[child].relation == "conj")]


def _unreal(case: _Case) -> tuple[str, str] | None:
    """Foiled, feared, wanted, likened; a past event with its own day keeps its standing."""
    if _is_told_in_relative(case):
        return None
    for kind in (QualifierKind.FOILED, QualifierKind.HYPOTHETICAL):
        cue = case.reaching(kind) or (case.suffered(kind) if kind is QualifierKind.FOILED else None)
        if cue is not None:
            told = case.dated and kind is QualifierKind.HYPOTHETICAL and case.trigger.verbal
            if not (told and case.word.feats.get("VerbForm") != "Inf"):
                return cue.entry.id, kind.value
    return None


def _ended(case: _Case) -> tuple[str, str] | None:
    """A plural noun whose verb tells how often it happens: "les attaques se multiplient"."""
    if case.trigger.verbal or case.dated or case.word.relation != "nsubj" or case.word.feats.get("Number") != "Plur":
        return None
    for cue in case.cues.get(QualifierKind.ENDED, ()):
        if cue.word == case.word.head or case.sentence.words[cue.word].head == case.word.head:
            return cue.entry.id, "how often, not once"
    return None


def _is_told_in_relative(case: _Case) -> bool:
    """Whether a relative clause in a past tense tells the event: "leur réplique aux missiles que Téhéran a tirés"."""
    for child in case.children:
        if child.relation == "acl:relcl" and not case.trigger.verbal:
            auxiliaries = [case.sentence.words[grand] for grand in case.sentence.children[child.index]]
            if any(
                word.relation.startswith("aux")
                and word.feats.get("Tense") in ("Pres", "Imp")
                and word.feats.get("Mood") == "Ind"
                for word in auxiliaries
            ):
                return True
    return False


def _mood(case: _Case) -> tuple[str, str] | None:
    """Future and present conditional: "attaquera", "sera attaqué", "attaquerait"."""
    if not case.trigger.verbal:
        unreal = any(word.relation == "cop" and word.feats.get("Mood") == "Cnd" for word in case.children)
        return ("conditional", "told as possible") if unreal else None
    passive = [word for word in case.auxiliaries if word.relation == "aux:pass"]
    other = [word for word in case.auxiliaries if word.relation == "aux"]
    finite = passive[0] if passive and not other else case.word if not case.auxiliaries else None
    if finite is None or finite.feats.get("VerbForm") == "Part":
        return None
    if finite.feats.get("Tense") == "Fut" or _ends(finite, "a", "ont"):
        return "future", "told as future"
    if (not passive or not case.dated) and (finite.feats.get("Mood") == "Cnd" or _ends(finite, "ait", "aient")):
        return "conditional", "told as possible"
    return None


def _ends(word: Word, *endings: str) -> bool:
    """Whether a form is its infinitive and an ending of the future or conditional; taggers often miss the mood."""
    stem = word.lemma.removesuffix("e")
    return stem.endswith("r") and word.text.lower() in {stem + ending for ending in endings}


def _asked(case: _Case) -> tuple[str, str] | None:
    """A question: "Combien de personnes sont mortes ?"."""
    last = case.sentence.words[-1].text if case.sentence.words else ""
    question = last == "?" or (last in '»"' and len(case.sentence.words) > 1 and case.sentence.words[-2].text == "?")
    return ("question", "asked, not told") if question and not case.dated else None


def _aimed(case: _Case) -> tuple[str, str] | None:
    """A bare infinitive that no implicative verb governs: an aim. "avant de tuer" tells a fact."""
    word = case.word
    if not case.trigger.verbal or word.feats.get("VerbForm") != "Inf" or case.auxiliaries:
        return None
    while word.relation == "conj" and word.head >= 0:
        word = case.sentence.words[word.head]
    marks = {case.sentence.words[child].text.lower() for child in case.sentence.children[word.index]}
    marks |= {before.text.lower() for before in case.sentence.words[max(0, word.index - 2) : word.index]}
    if marks & _AFTER_THE_FACT:
        return None
    realised = {cue.word for cue in case.cues.get(QualifierKind.IMPLICATIVE, ())}
    seen = {word.index}
    while word.head >= 0 and word.head not in seen:
        word = case.sentence.words[word.head]
        seen.add(word.index)
        if word.index not in realised:
            break
        bare = word.feats.get("VerbForm") == "Inf" and not _has_auxiliary(case.sentence, word.index)
        if not bare:
            return None
    return "infinitive", "an aim, not a fact"


def _has_auxiliary(sentence: Sentence, index: int) -> bool:
    return any(sentence.words[child].relation.startswith("aux") for child in sentence.children[index])


def _general(case: _Case) -> tuple[str, str] | None:
    """A general truth: a relative clause in the present without a day ("les bandes qui pillent"), a bare adjective."""
    if not case.trigger.verbal or case.dated:
        return None
    word = case.word
    clause = word
    while clause.head >= 0 and (clause.relation == "conj" or (clause.relation == "advcl" and _is_finite(clause))):
        clause = case.sentence.words[clause.head]
    present = not case.auxiliaries and _is_finite(word) and word.feats.get("Tense") in ("Pres", "Imp")
    who = any(case.sentence.words[child].text.lower() == "qui" for child in case.sentence.children[clause.index])
    if clause.relation == "acl:relcl" and who and present:
        return "general", "a general truth"
    if present and word.feats.get("Tense") == "Pres" and _of_many(case, clause):
        return "general", "a general truth"
    if word.relation == "amod" and not case.children:
        return "attributive", "only describes a thing"
    return None


def _is_finite(word: Word) -> bool:
    """Whether a verb has a person; taggers take "enlèvent" for a present participle."""
    form = word.feats.get("VerbForm")
    return form == "Fin" or (form == "Part" and word.feats.get("Tense") == "Pres" and word.text.endswith("ent"))


def _of_many(case: _Case, clause: Word) -> bool:
    """Whether all of a kind do it to all of a kind: "les groupes armés enlèvent les chefs"."""
    words = case.sentence.words
    objects = [word for word in case.children if word.relation == "obj"]
    doers = [words[child] for child in case.sentence.children[clause.index] if words[child].relation == "nsubj"]

    def is_kind(word: Word) -> bool:
        articles = {words[child].text.lower() for child in case.sentence.children[word.index]}
        return word.feats.get("Number") == "Plur" and bool(articles & {"les", "des"})

    return bool(objects) and bool(doers) and all(map(is_kind, objects)) and all(map(is_kind, doers))


def _untimely(case: _Case) -> tuple[str, str] | None:
    """Old wars, accidents and diseases told in the sentence."""
    history = case.cues.get(QualifierKind.HISTORY)
    if history and not case.dated:
        return history[0].entry.id, "history"
    accident = case.cues.get(QualifierKind.ACCIDENT)
    if accident and case.trigger.entry.attack_type in _ACCIDENTAL:
        return accident[0].entry.id, "an accident"
    return None


def _aggregate(case: _Case, *, loose: bool) -> tuple[str, str] | None:
    """A habit or a sum of many events, without a day of its own."""
    if case.dated:
        return None
    crowd = case.trigger.entry.frame is FrameKind.STREET
    for kind in (QualifierKind.HABITUAL, QualifierKind.AGGREGATE):
        cues = case.cues.get(kind) if not (crowd and kind is QualifierKind.AGGREGATE) else None
        if cues and (case.trigger.entry.strength is not Strength.EVENT or case.trigger.verbal or loose):
            return cues[0].entry.id, kind.value
    return None


def _is_loose(case: _Case) -> bool:
    """Whether an event noun tells of several events at once ("les attaques"), not as what just happened.

    A plural that a verb in a past tense of narration takes ("des tirs ont éclaté") tells one event.
    """
    if case.trigger.verbal or case.word.feats.get("Number") != "Plur" or case.word.start > case.trigger.start:
        return False
    if case.trigger.entry.strength is Strength.OUTCOME or case.word.relation not in ("nsubj", "obj", "nsubj:pass"):
        return True
    governor = case.sentence.words[case.word.head] if case.word.head >= 0 else case.word
    auxiliaries = [
        case.sentence.words[child]
        for child in case.sentence.children[governor.index]
        if case.sentence.words[child].relation.startswith("aux")
    ]
    told = any(word.feats.get("Tense") in ("Pres", "Imp") and word.feats.get("Mood") == "Ind" for word in auxiliaries)
    definite = {word.text.lower() for word in case.children} & {"les", "ces", "ses", "leurs"}
    return not told or bool(definite)


_CHECKS: Final[tuple[Callable[[_Case], tuple[str, str] | None], ...]] = (
    _figure,
    _negated,
    _possessed,
    _unreal,
    _ended,
    _mood,
    _asked,
    _aimed,
    _general,
    _untimely,
)


def qualify_trigger(
    sentence: Sentence, trigger: TriggerMention, cues: dict[QualifierKind, list[Cue]], *, dated: bool
) -> TriggerVerdict:
    """Says whether a trigger is told as a fact, once, in our time.

    Args:
        sentence: Its sentence.
        trigger: The trigger.
        cues: The sentence's cues.
        dated: Whether its own clause gives it a day.
    """
    case = _Case(sentence, trigger, cues, dated)
    loose = _is_loose(case)
    found = next((found for check in _CHECKS if (found := check(case)) is not None), None)
    found = found or _aggregate(case, loose=loose)
    if found is not None:
        rule, reason = found
        return TriggerVerdict(Rejection(trigger.start, trigger.end, f"qualifier.{rule}", reason))
    several = bool(cues.get(QualifierKind.HABITUAL) or cues.get(QualifierKind.AGGREGATE)) and not dated
    return TriggerVerdict(loose=loose or several)
