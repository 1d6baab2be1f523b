"""Reality: what is owned, foiled, feared, wanted, asked, likened or only told as possible did not happen."""

from __future__ import annotations

from typing import Final

from incidents.annotation import Sentence, Word
from incidents.frames.cases import Case, Verdict, is_aim
from incidents.frames.cues import QualifierKind
from incidents.mentions.triggers import FrameKind

_AFTER_THE_FACT: Final = frozenset(("avant", "après"))
_POSSIBLY: Final = ("erait", "eraient", "irait", "iraient", "drait", "draient", "eront", "iront", "dront")


def figure(case: Case) -> Verdict:
    """An idiom: "à un jet de pierre", "condamné à mort"."""
    for cue in case.cues.get(QualifierKind.FIGURE, ()):
        if cue.start < case.trigger.end <= cue.end:
            return cue.entry.id, "a figure of speech"
    return None


def possessed(case: Case) -> Verdict:
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


def unreal(case: Case) -> Verdict:
    """Foiled, feared, wanted, likened; a past event with its own day keeps its standing."""
    if _is_told_in_relative(case):
        return None
    for kind in (QualifierKind.FOILED, QualifierKind.HYPOTHETICAL):
        cue = case.reaching(kind) or (case.suffered(kind) if kind is QualifierKind.FOILED or _is_new(case) else None)
        if cue is not None:
            told = case.dated and kind is QualifierKind.HYPOTHETICAL and case.trigger.verbal
            told = told and not is_aim(case.sentence, case.trigger.head)
            if not (told and case.word.feats.get("VerbForm") != "Inf"):
                return cue.entry.id, kind.value
    return None


def _is_new(case: Case) -> bool:
    """Whether an event noun is not told before, so that "pourrait", "est prévue" bear on whether it happens at all."""
    return not case.known or case.trigger.entry.frame is FrameKind.STREET


def _is_told_in_relative(case: Case) -> bool:
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


def mood(case: Case) -> Verdict:
    """Future and present conditional: "attaquera", "sera attaqué", "attaquerait"."""
    if not case.trigger.verbal:
        unreal = any(word.relation == "cop" and word.feats.get("Mood") == "Cnd" for word in case.children)
        return ("conditional", "told as possible") if unreal or _does_possibly(case) else None
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


def _does_possibly(case: Case) -> bool:
    """Whether an event noun that is not told before stands by a verb told as possible: "des tirs viseraient le port".

    Taggers often miss such forms, so the verb right behind the noun's phrase counts by its ending.
    """
    if case.known and case.trigger.entry.frame is not FrameKind.BLAST:
        return False
    words = case.sentence.words
    last = max((word.index for word in words if word.start < case.trigger.end), default=case.trigger.head)
    verbs = list(words[last + 1 : last + 2])
    if case.word.relation in ("obj", "nsubj", "nsubj:pass") and case.word.head >= 0:
        verbs.append(words[case.word.head])
    return any(word.upos == "VERB" and word.text.lower().endswith(_POSSIBLY) for word in verbs)


def _ends(word: Word, *endings: str) -> bool:
    """Whether a form is its infinitive and an ending of the future or conditional; taggers often miss the mood."""
    stem = word.lemma.removesuffix("e")
    return stem.endswith("r") and word.text.lower() in {stem + ending for ending in endings}


def asked(case: Case) -> Verdict:
    """A question: "Combien de personnes sont mortes ?"."""
    last = case.sentence.words[-1].text if case.sentence.words else ""
    question = last == "?" or (last in '»"' and len(case.sentence.words) > 1 and case.sentence.words[-2].text == "?")
    return ("question", "asked, not told") if question and not case.dated else None


def aimed(case: Case) -> Verdict:
    """A bare infinitive that no implicative verb governs: an aim. "avant de tuer" tells a fact."""
    word = case.word
    if not case.trigger.verbal and not case.known and _is_purpose(case):
        return "infinitive", "an aim, not a fact"
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


def _is_purpose(case: Case) -> bool:
    """Whether an event noun is the object of an infinitive behind "pour": "installés là pour mener des attaques"."""
    if case.word.relation != "obj" or case.word.head < 0:
        return False
    verb = case.sentence.words[case.word.head]
    marks = {case.sentence.words[child].text.lower() for child in case.sentence.children[verb.index]}
    return verb.feats.get("VerbForm") == "Inf" and "pour" in marks and not _has_auxiliary(case.sentence, verb.index)


def _has_auxiliary(sentence: Sentence, index: int) -> bool:
    return any(sentence.words[child].relation.startswith("aux") for child in sentence.children[index])
