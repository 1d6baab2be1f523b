"""Negation: "n'a pas attaqué", "aucune attaque", "sans attaquer", "n'a pas eu lieu"."""

from __future__ import annotations

from typing import Final

from incidents.annotation import Sentence, Word
from incidents.frames.cases import Case, Verdict
from incidents.frames.cues import QualifierKind

_NOT: Final = frozenset(("pas", "jamais", "guère", "point", "aucunement", "nullement"))
_NONE: Final = frozenset(("aucun", "aucune", "nul", "nulle"))
_NOBODY: Final = _NONE | {"personne", "rien"}
_NOT_ONE: Final = frozenset(("un", "une", "le", "la", "moindre", "seul", "seule", "même", "nouveau", "nouvelle"))
"""What may stand between "pas" and a noun of which there was none: "pas un obus", "pas la moindre attaque"."""
_WITHOUT: Final = frozenset(("sans", "ni", "faute"))
_NE: Final = frozenset(("ne", "n'"))


def negated(case: Case) -> Verdict:
    """ "n'a pas attaqué", "aucune attaque", "sans attaquer", "n'a pas fait de victimes"; not "n'a tué que"."""
    sentence, head = case.sentence, case.trigger.head
    if _is_denied(sentence, head) or _is_contrasted(sentence, head):
        return "negated", "negated"
    if not case.trigger.verbal:
        words = {word.text.lower() for word in case.children if word.index < head}
        if words & (_NONE | _WITHOUT) or "pas" in words or _is_not_one(sentence, head):
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
        if governor >= 0 and bare and case.word.relation == "nmod" and _is_none(sentence, governor):
            return "negated", "negated"
        if case.suffered(QualifierKind.OCCURRENCE) is not None and _is_denied(sentence, governor):
            return "negated", "did not take place"
    return None


def _is_contrasted(sentence: Sentence, index: int) -> bool:
    """Whether "et non", "non pas" stands before a word or its article: "saluer la paix et non larguer des bombes"."""
    first = index
    while first > 0 and sentence.words[first - 1].upos in ("DET", "ADP"):
        first -= 1
    before = [word.text.lower() for word in sentence.words[max(0, first - 2) : first]]
    return before[-1:] == ["non"] or before == ["non", "pas"]


def _is_not_one(sentence: Sentence, index: int) -> bool:
    """Whether "pas" counts a noun: "pas un obus n'est tombé", "pas la moindre attaque"."""
    first = index
    while first > 0 and sentence.words[first - 1].text.lower() in _NOT_ONE:
        first -= 1
    return 0 < first < index and sentence.words[first - 1].text.lower() in ("pas", "plus")


def _is_none(sentence: Sentence, index: int) -> bool:
    """Whether a noun is counted as none: "ni tentative de rapt", "aucune trace d'attaque"."""
    before = {sentence.words[child].text.lower() for child in sentence.children[index] if child < index}
    return bool(before & (_NONE | {"ni"}))


def _is_undone(sentence: Sentence, word: Word) -> bool:
    """Whether "non" before a negation makes it none: "non sans avoir tué un gardien"."""
    return word.text.lower() == "sans" and word.index > 0 and sentence.words[word.index - 1].text.lower() == "non"


def _is_denied(sentence: Sentence, index: int) -> bool:
    """Whether a word is under a negation of its own: adverb, nobody as subject, nothing as object, "sans" before it."""
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
        word.text.lower()
        for word in near
        if word.index < index and word.relation in ("mark", "case", "cc", "advmod") and not _is_undone(sentence, word)
    }
    if before & _WITHOUT or (texts & {"pas"} and sentence.words[index].upos != "VERB"):
        return True
    if texts & _NE and any(word.relation == "obj" and word.text.lower() == "rien" for word in near):
        return True
    subjects = [word for word in near if word.relation.startswith("nsubj")]
    for word in subjects:
        parts = {word.text.lower()} | {sentence.words[child].text.lower() for child in sentence.children[word.index]}
        if (word.text.lower() in _NOBODY and texts & _NE) or parts & _NONE or _is_not_one(sentence, word.index):
            return True
    return False
