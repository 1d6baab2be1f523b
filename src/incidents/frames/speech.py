"""The words of a sentence that tell of a statement, a state or a limit: what hangs on them is no event's."""

from __future__ import annotations

from collections.abc import Sequence

from incidents.annotation import Sentence
from incidents.dates.folding import fold
from incidents.dates.lexicon import load_forms
from incidents.frames.cases import KNOWN
from incidents.frames.elsewhere import is_backdrop
from incidents.frames.qualify import Cue, QualifierKind
from incidents.mentions.light_verbs import is_light
from incidents.mentions.triggers import Strength, TriggerMention, word_at

_CLOSE = 4
"""Words within which a date after a word of saying is the statement's."""
_REACH = 8
"""Words within which a word of saying may govern a date or place."""
_OBSERVED = frozenset(
    ("signalé", "rapporté", "enregistré", "recensé", "observé", "constaté", "déploré", "relevé", "dénombré")
)
"""Verbs of saying whose day is that of what is said to have happened; a claim, a verdict or a rumour has its own."""
_OF = frozenset(("de", "d'", "d’", "du"))
_PARTING = frozenset((",", ";", ":", "que", "qu'"))


def _is_of_time(noun: str) -> bool:
    """Whether a noun's complement is the date itself, as dates are written with it: "au mois de mars"."""
    return fold(noun).text in load_forms()


class Speech:
    """The words of saying of one sentence: what hangs on them tells of a statement, not of an event."""

    def __init__(
        self, sentence: Sentence, triggers: Sequence[TriggerMention], cues: dict[QualifierKind, list[Cue]]
    ) -> None:
        self._sentence = sentence
        self._events = {trigger.head for trigger in triggers}
        self._deeds = {trigger.head for trigger in triggers if trigger.entry.strength is not Strength.OUTCOME}
        words = sentence.words  # a cue that is only part of a word says nothing: "lieu-dit"
        reported = [cue for cue in cues.get(QualifierKind.REPORTED, ()) if words[cue.word].end <= cue.end]
        said = {cue.word for cue in reported if cue.start <= words[cue.word].start} - self._events
        self._words = {word for word in said if not self._tells_event(word)}
        self._over = {cue.word for cue in cues.get(QualifierKind.OVER, ())} - self._events
        deaths = cues.get(QualifierKind.LATE_DEATH, ())
        self._late = {word for word in self._events if any(c.start <= words[word].start < c.end for c in deaths)}

    def _tells_event(self, word: int) -> bool:
        """Whether an event is what is reported or suffered: "une incursion a été signalée", "a reçu un missile"."""
        words, children = self._sentence.words, self._sentence.children[word]
        if words[word].text.lower().rstrip("es") in _OBSERVED:
            return any(words[child].relation == "nsubj:pass" and child in self._deeds for child in children)
        return is_light(self._sentence, word, "suffers") and any(
            words[child].relation == "obj" and child in self._deeds and self._is_new(child) for child in children
        )

    def _is_new(self, noun: int) -> bool:
        """Whether a noun names something for the first time: "a reçu un missile", not "a reçu les missiles"."""
        return not self._articles(noun) & KNOWN

    def _articles(self, noun: int) -> set[str]:
        words = self._sentence.words
        return {words[child].text.lower().replace("’", "'") for child in self._sentence.children[noun]}

    def has_past(self, position: int, *, coarse: bool) -> bool:
        """Whether a date belongs to a verb beside the events: "le groupe, chassé de la ville en mars, a attaqué".

        A day only where the verb tells how things were: "le marché que, hier encore, tous fréquentaient".
        """
        word = word_at(self._sentence, position)
        if word is None:
            return False
        words = self._sentence.words
        above = (item for item in self._sentence.ancestors(word) if item in self._events or words[item].upos == "VERB")
        verb = next(above, None)
        if verb is None or verb in self._events:
            return False
        described = words[verb].feats.get("Tense") == "Imp" and words[verb].relation == "acl:relcl"
        if not coarse and not described:
            return False
        return not any(verb in self._sentence.ancestors(event) for event in self._events)

    def is_of_noun(self, position: int) -> bool:
        """Whether a date only tells which a noun is that is no event: "l'accord de 2015", "la loi de mars"."""
        word = word_at(self._sentence, position)
        if word is None or self._sentence.words[word].relation != "nmod":
            return False
        noun = self._sentence.words[self._sentence.words[word].head]
        marks = [self._sentence.words[child].text.lower() for child in self._sentence.children[word]]
        if noun.upos != "NOUN" or noun.index in self._events or _is_of_time(noun.lemma) or noun.index > word:
            return False
        above = set(self._sentence.ancestors(noun.index))
        return bool(set(marks) & _OF) and not (above & self._events and noun.relation == "nmod")

    def is_since(self, position: int) -> bool:
        """Whether a date belongs to something told only as a limit: "depuis la rupture de la trêve, le 5 juin"."""
        word = word_at(self._sentence, position)
        words = self._sentence.words
        if word is not None and self._opens_a_tale(word):
            return False
        if word is not None and self._is_behind_since(word):
            return True
        for ancestor in self._sentence.ancestors(word) if word is not None else ():
            if ancestor in self._events or words[ancestor].upos == "AUX":
                return False
            marks = (words[child] for child in self._sentence.children[ancestor])
            if any(mark.text.lower() == "depuis" and mark.start < words[ancestor].start for mark in marks):
                return words[ancestor].end <= position
        return False

    def _opens_a_tale(self, word: int) -> bool:
        """Whether a clause tells what happened on a date: "depuis le 4 juin 2005, quand dix soldats avaient péri"."""
        for behind in self._sentence.words[word + 1 : word + _REACH]:
            if behind.text.lower() in ("quand", "lorsque", "jour"):
                return True
            if behind.upos not in ("PUNCT", "NUM", "NOUN", "ADP"):
                return False
        return False

    def _is_behind_since(self, word: int) -> bool:
        """Whether a date is that of an event noun behind "depuis", parted by a comma: "depuis le raid, le 5 mai"."""
        words = self._sentence.words
        comma = word - 1
        while comma > 0 and words[comma].upos in ("DET", "ADP"):
            comma -= 1
        if comma <= 0 or words[comma].text != ",":
            return False
        for at in range(comma - 1, max(-1, comma - _REACH), -1):
            if words[at].upos in ("VERB", "AUX", "PUNCT"):
                return False
            if words[at].text.lower() == "depuis":
                return any(not at < event < comma for event in self._events)
        return False

    def has_date(self, position: int) -> bool:
        """Whether the date at a position is a statement's: "a annoncé mercredi"."""
        word = word_at(self._sentence, position)
        return word is not None and (
            self._is_after(word)
            or self._governs(word)
            or self._frames(word)
            or self._follows_object(word)
            or self._is_end(word)
        )

    def has_place(self, position: int) -> bool:
        """Whether the place at a position is a speaker's or a statement's: "a dit le maire de Gao"."""
        word = word_at(self._sentence, position)
        if word is None or not self._governs(word) or self._is_beyond_event(word):
            return False
        spoken = next(item for item in self._sentence.ancestors(word) if item in self._words)
        return not is_backdrop(self._sentence, spoken, self._events)

    def _is_beyond_event(self, word: int) -> bool:
        """Whether an event that is the object of the word above stands in between: "a revendiqué le tir contre X"."""
        head = self._sentence.words[word].head
        return any(
            head < event < word and self._sentence.words[event].head == head for event in self._events if head >= 0
        )

    def _follows_object(self, word: int) -> bool:
        """Whether a date stands right behind a definite event that is spoken of: "a revendiqué l'attaque mardi"."""
        sentence = self._sentence
        event = word - 1
        while event > word - _CLOSE and event >= 0 and sentence.words[event].upos == "ADJ":
            event -= 1
        if event not in self._events or sentence.words[event].upos != "NOUN":
            return False
        spoken = sentence.words[event].head in self._words and sentence.words[event].relation == "obj"
        return spoken and bool(self._articles(event) & {"l'", "la", "le", "cet", "cette", "ce"})

    def _is_end(self, word: int) -> bool:
        """Whether a date is when an event was over: "l'assaut, qui s'est achevé dimanche"."""
        words = self._sentence.words
        above = (item for item in self._sentence.ancestors(word) if item in self._events or words[item].upos == "VERB")
        return next(above, None) in self._over

    def is_of_late_death(self, position: int) -> bool:
        """Whether a date is when somebody died of wounds: "un troisième a succombé dimanche à l'hôpital"."""
        word = word_at(self._sentence, position)
        if word is None:
            return False
        words = self._sentence.words
        above = (item for item in self._sentence.ancestors(word) if item in self._events or words[item].upos == "VERB")
        return next(above, None) in self._late

    def _is_after(self, word: int) -> bool:
        """Whether a word of saying stands close before, with nothing between that would part them."""
        before = max((cue for cue in self._words if cue < word), default=None)
        if before is None or word - before > _CLOSE:
            return False
        between = [self._sentence.words[index] for index in range(before + 1, word)]
        return not any(item.text.lower() in _PARTING or item.index in self._events for item in between)

    def _governs(self, word: int) -> bool:
        """Whether the first event, verb or word of saying above a word is one of saying."""
        for ancestor in self._sentence.ancestors(word):
            if ancestor in self._events:
                return False
            if ancestor in self._words:
                return abs(ancestor - word) <= _REACH and not self._is_aside(ancestor, word)
            if self._sentence.words[ancestor].upos == "VERB" and not self._sets_time(ancestor):
                return False
        return False

    def _sets_time(self, verb: int) -> bool:
        """Whether a verb only says when something was said: "dimanche, au sortir d'un conseil, il a porté le bilan"."""
        word = self._sentence.words[verb]
        return word.relation == "advcl" and word.feats.get("VerbForm") == "Inf"

    def _is_aside(self, cue: int, word: int) -> bool:
        """Whether a word of saying is put in after the word: "Samedi, disent-ils, des hommes ont attaqué"."""
        words = self._sentence.words
        before = cue - 1
        while before > word and words[before].upos == "AUX":
            before -= 1
        subjects = [child for child in self._sentence.children[cue] if words[child].relation.startswith("nsubj")]
        return word < before and words[before].text == "," and all(child > cue for child in subjects)

    def _frames(self, word: int) -> bool:
        """Whether the verb above a word introduces an event by "que": "On a su lundi que deux hommes étaient morts"."""
        words = self._sentence.words
        verb = next((item for item in self._sentence.ancestors(word) if words[item].upos == "VERB"), None)
        if verb is None or verb in self._events:
            return False
        return any(words[child].relation == "ccomp" and self._is_told(child) for child in self._sentence.children[verb])

    def _is_told(self, clause: int) -> bool:
        marks = {self._sentence.words[child].text.lower() for child in self._sentence.children[clause]}
        return bool(marks & {"que", "qu'"}) and any(
            clause == event or clause in self._sentence.ancestors(event) for event in self._events
        )
