"""A trigger with what bears on it: its word, its auxiliaries, and the cues that govern it."""

from __future__ import annotations

from typing import Final, TypeAlias

from attrs import frozen

from incidents.annotation import Sentence, Word
from incidents.frames.cues import Cue, QualifierKind
from incidents.mentions.triggers import TriggerMention

Verdict: TypeAlias = tuple[str, str] | None
"""A rule and its reason; None where a check has nothing against a trigger."""

KNOWN: Final = frozenset(("le", "la", "l'", "les", "ce", "cet", "cette", "ces", "leur", "leurs", "son", "sa", "ses"))
"""Articles and the like before what a reader knows."""
_LOOSE_CLAUSES: Final = frozenset(("acl:relcl", "parataxis", "advcl"))


@frozen
class Case:
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
        """The first cue of a kind whose subject the trigger is: "un attentat a été déjoué", "une marche est prévue"."""
        if self.trigger.verbal or not self.word.relation.startswith("nsubj"):
            return None
        verb = self.word.head
        return next((cue for cue in self.cues.get(kind, ()) if cue.word == verb or self._is_auxiliary(cue, verb)), None)

    def _is_auxiliary(self, cue: Cue, verb: int) -> bool:
        word = self.sentence.words[cue.word]
        return word.head == verb and word.relation.startswith("aux")

    @property
    def known(self) -> bool:
        """Whether an article says that the event noun was told before: "l'attaque", "ces tirs", "leur raid"."""
        return bool({word.text.lower() for word in self.children} & KNOWN)


def _reach(sentence: Sentence, cue: Cue, trigger: TriggerMention) -> bool:
    """Whether a cue governs a trigger: an ancestor in the tree, its auxiliary or adjective, or close before it."""
    if trigger.start <= cue.start < trigger.end:
        return False
    if cue.start < trigger.start and cue.word in _governors(sentence, trigger.head):
        return True
    if cue.word in sentence.children[trigger.head] and cue.start < trigger.start:
        return True
    gap = trigger.head - cue.word
    if -2 <= gap < 0 and sentence.words[cue.word].relation == "amod":
        return cue.word in sentence.children[trigger.head]
    if not 0 < gap <= 4:
        return False
    between = sentence.words[cue.word + 1 : trigger.head]
    return not any(word.text in ",;:.!?" or word.upos == "VERB" for word in between)


def _governors(sentence: Sentence, index: int) -> list[int]:
    """The nearest heads of a word within its own clause or the one that takes it as complement."""
    found: list[int] = []
    below = index
    for above in sentence.ancestors(index):
        if len(found) == 3 or (sentence.words[below].relation in _LOOSE_CLAUSES and not is_aim(sentence, below)):
            break
        found.append(above)
        below = above
    return found


def is_aim(sentence: Sentence, index: int) -> bool:
    """Whether a relative clause tells an aim in the imperfect: "le projet d'attentat qui visait le défilé"."""
    verb = sentence.words[index]
    imperfect = verb.feats.get("Tense") == "Imp" and verb.feats.get("Mood") == "Ind"
    return verb.relation == "acl:relcl" and imperfect and verb.lemma in ("viser", "devoir", "cibler", "prévoir")
