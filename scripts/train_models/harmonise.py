"""Makes treebanks of different annotation agree, in place, on what the models learn."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from conllu import DEPREL, DEPS, FEATS, FORM, HEAD, ID, LEMMA, MISC, UPOS, XPOS, Sentence

_KEPT = "Definite Gender Mood Number Person Polarity PronType Reflex Tense VerbForm Voice"
FEATURES = frozenset(_KEPT.split())
_DROPPED = frozenset({"Voice=Act", "Polarity=Pos"})
_RENAMED = {"compound": "nmod", "flat": "flat:name", "aux": "aux:tense"}
_CLOSED = frozenset({"PRON", "DET", "ADP", "SCONJ", "CCONJ", "AUX", "ADV"})
_IMPERSONAL = frozenset({"il", "ce", "c'", "-il"})


def simplify(sentences: Iterable[Sentence], *, features: bool) -> None:
    """Drops what is not learnt: language-specific tags, enhanced dependencies, all features or all but eleven."""
    for sentence in sentences:
        for row in sentence.rows:
            row[MISC] = next((item for item in row[MISC].split("|") if item.startswith("SpaceAfter")), "_")
            if not row[ID].isdigit():
                continue
            row[XPOS] = row[DEPS] = "_"
            kept = [
                item
                for item in row[FEATS].split("|")
                if features and item.partition("=")[0] in FEATURES and item not in _DROPPED
            ]
            row[FEATS] = "|".join(kept) or "_"


class Obliques:
    """Tells arguments from modifiers by how reference treebanks label a preposition under a head's lemma."""

    def __init__(self, reference: Iterable[Sentence]) -> None:
        self._by_both: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        self._by_case: dict[str, Counter[str]] = defaultdict(Counter)
        for sentence in reference:
            words, children = {row[ID]: row for row in sentence.words}, sentence.children()
            for row in sentence.words:
                if row[DEPREL] in ("obl:arg", "obl:mod"):
                    case = _case(children[row[ID]])
                    self._by_both[words[row[HEAD]][LEMMA], case][row[DEPREL]] += 1
                    self._by_case[case][row[DEPREL]] += 1

    def label(self, head: list[str], children: list[list[str]], siblings: list[list[str]]) -> str:
        """The subtype of an oblique with these children, under this head with these dependents."""
        case = _case(children)
        passive = any(row[DEPREL] == "aux:pass" for row in siblings)
        if case == "par" and (passive or ("VerbForm=Part" in head[FEATS] and head[DEPREL].startswith("acl"))):
            return "obl:agent"
        votes = self._by_both.get((head[LEMMA], case), Counter())
        if votes.total() < 2:
            votes = self._by_case.get(case, Counter())
        return votes.most_common(1)[0][0] if votes else "obl:mod"


def adopt_scheme(sentences: Iterable[Sentence], obliques: Obliques) -> None:
    """Gives a treebank without subtypes (PUD) those of Sequoia and GSD."""
    for sentence in sentences:
        words, children = {row[ID]: row for row in sentence.words}, sentence.children()
        for row in sentence.words:
            if row[DEPREL] == "obl":
                row[DEPREL] = obliques.label(words[row[HEAD]], children[row[ID]], children[row[HEAD]])
            elif row[DEPREL] == "expl":
                row[DEPREL] = "expl:subj" if row[FORM].lower() in _IMPERSONAL else "expl:comp"
            elif row[DEPREL] == "obj" and row[LEMMA] in ("se", "soi"):
                row[DEPREL] = "expl:pv"
            else:
                row[DEPREL] = _RENAMED.get(row[DEPREL], row[DEPREL])


def adopt_lemmas(sentences: Iterable[Sentence], reference: Iterable[Sentence]) -> None:
    """Gives the closed-class words of a treebank the lemma that they mostly have in the reference treebanks."""
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for sentence in reference:
        for row in sentence.words:
            votes[row[FORM].lower(), row[UPOS]][row[LEMMA]] += 1
    for sentence in sentences:
        for row in sentence.words:
            key = row[FORM].lower(), row[UPOS]
            if row[UPOS] in _CLOSED and key in votes:
                row[LEMMA] = votes[key].most_common(1)[0][0]


def _case(children: Iterable[list[str]]) -> str:
    return next((row[LEMMA] for row in children if row[DEPREL] == "case"), "-")
