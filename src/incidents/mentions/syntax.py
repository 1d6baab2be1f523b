"""Reading a dependency tree: subjects, voice, objects, prepositions; the one place that knows relations by name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from incidents.annotation import Sentence, Word
from incidents.dates.lexicon import load_forms

_RELATIVE = frozenset(("qui", "lequel", "lesquels", "laquelle", "lesquelles"))
_JOINED_VERB: Final = 3
"""How many words behind a verb the participle stands that shares its object."""
_NAME_PARTS = frozenset(("flat", "fixed", "goeswith"))
_SOME = frozenset(("plusieurs", "certains", "certaines", "quelques-uns", "quelques-unes"))
_OF = frozenset(("de", "d", "du", "des", "de le", "de les", "de la", "de l"))
_PARTICIPLE_ENDS: Final = ("é", "i", "u", "int", "it", "pri")
_NOMINAL = frozenset(("NOUN", "PROPN", "NUM", "PRON", "ADJ", "X"))


def children_by(sentence: Sentence, index: int, *relations: str) -> list[int]:
    """The dependents of a word that hang on it by one of the relations, in order."""
    return [child for child in sentence.children[index] if sentence.words[child].relation in relations]


def coordinated(sentence: Sentence, index: int) -> list[int]:
    """A word and what is coordinated with it ("l'armée et la police"), verbs, clauses and appositions left out."""
    found = [index]
    for current in found:
        same = _joined_by_commas(sentence, current)
        for child in children_by(sentence, current, "conj"):
            if sentence.words[child].upos in _NOMINAL and child not in found and child not in same:
                found.append(child)
    return found


def whole(sentence: Sentence, index: int) -> int:
    """The group's noun behind a word that only counts some of it; the word itself where it is no such word."""
    if sentence.words[index].upos not in ("PRON", "NUM") and sentence.words[index].text.lower() not in _SOME:
        return index
    if (noun := _behind_figures(sentence, index)) is not None:
        return noun
    for child in children_by(sentence, index, "nmod", "obl"):
        if sentence.words[child].upos in ("NOUN", "PROPN") and preposition(sentence, child) in _OF:
            return child
    return index


def _behind_figures(sentence: Sentence, index: int) -> int | None:
    """The noun behind a numeral that figures in brackets repeat: "trois (03) terroristes"."""
    words = sentence.words[index + 1 : index + 5]
    if len(words) < 4 or words[0].text != "(" or not words[1].text.isdigit() or words[2].text != ")":
        return None
    return words[3].index if words[3].upos in ("NOUN", "ADJ") else None


def appositions(sentence: Sentence, index: int) -> list[int]:
    """What says again who a word names, as a noun between commas does: "les assaillants, des éleveurs, ont fui"."""
    return [*children_by(sentence, index, "appos"), *_joined_by_commas(sentence, index)]


def _joined_by_commas(sentence: Sentence, index: int) -> list[int]:
    """The one noun that the tree coordinates with a word although nothing but a comma on either side joins it."""
    joined = children_by(sentence, index, "conj")
    if len(joined) != 1 or children_by(sentence, joined[0], "cc", "conj"):
        return []
    words = sentence.words
    first = min([joined[0], *children_by(sentence, joined[0], "det", "nummod", "amod")])
    last = max(subtree(sentence, joined[0]))
    closed = last + 1 < len(words) and words[last + 1].text == ","
    return joined if first > index and words[first - 1].text == "," and closed else []


def subtree(sentence: Sentence, index: int) -> list[int]:
    """A word and all that hangs on it."""
    found = [index]
    for current in found:
        found.extend(sentence.children[current])
    return found


def preposition(sentence: Sentence, index: int) -> str:
    """The preposition of a phrase, lower-case lemma-like form ("à" for "aux"), "" when it has none."""
    marks = [sentence.words[child] for child in children_by(sentence, index, "case")]
    return " ".join(mark.text.lower().rstrip("'") for mark in marks if mark.index < index)


def is_passive(sentence: Sentence, index: int) -> bool:
    """Whether a verb is in the passive: a passive auxiliary or subject, or a bare past participle."""
    word = sentence.words[index]
    relations = {sentence.words[child].relation for child in sentence.children[index]}
    if _is_reflexive(sentence, index):
        return False
    if "aux:pass" in relations:
        return True
    if "nsubj:pass" in relations or _has_been(sentence, index):
        return True
    if "aux" in relations or _has_object(sentence, index):
        return False
    is_participle = word.feats.get("VerbForm") == "Part" and word.feats.get("Tense") != "Pres"
    if is_participle and word.relation == "conj" and word.head >= 0 and "nsubj" not in relations:
        governor = sentence.words[word.head]
        if governor.upos in ("VERB", "AUX") and governor.feats.get("VerbForm") == "Part":
            return is_passive(sentence, governor.index) if governor.index < index else True
    return is_participle and ("nsubj" not in relations or word.feats.get("Voice") == "Pass")


def _has_been(sentence: Sentence, index: int) -> bool:
    """Whether "été" stands beside a participle that was taken for an adjective: "a été assaillie"."""
    word = sentence.words[index]
    if word.upos != "ADJ" or not word.text.lower().rstrip("es").endswith(_PARTICIPLE_ENDS):
        return False
    return any(sentence.words[child].text.lower() == "été" for child in children_by(sentence, index, "cop"))


def _is_reflexive(sentence: Sentence, index: int) -> bool:
    """Whether a verb has a reflexive pronoun: "s'en sont pris", "se sont attaqués"."""
    return any(
        child < index and sentence.words[child].text.lower().rstrip("'’") in ("s", "se")
        for child in sentence.children[index]
    )


def _has_object(sentence: Sentence, index: int) -> bool:
    """Whether a verb has a noun as its direct object, as no passive has."""
    return any(sentence.words[child].upos in ("NOUN", "PROPN", "NUM") for child in children_by(sentence, index, "obj"))


def _antecedent(sentence: Sentence, verb: int) -> list[int]:
    """The noun of a clause; where a participle behind a comma disagrees with it, the subject that agrees."""
    head = sentence.words[verb].head
    if head < 0:
        return []
    if sentence.words[verb - 1].text == "," and not _agree(sentence.words[verb], sentence.words[head]):
        for above in sentence.ancestors(head):
            named = children_by(sentence, above, "nsubj", "nsubj:pass")
            if named and _agree(sentence.words[verb], sentence.words[named[0]]):
                return named
    return [head]


def _agree(first: Word, second: Word) -> bool:
    """Whether two words have the same gender and number, as far as both are told."""
    return all(
        first.feats[name] == second.feats[name]
        for name in ("Gender", "Number")
        if name in first.feats and name in second.feats
    )


THAT: Final = frozenset(("que", "qu'", "qu’", "qu"))
"""Forms of "que" as taggers write them."""
DEFINITE: Final = frozenset(("le", "la", "l'", "l’", "les", "ce", "cet", "cette", "ces", "leurs", "ses"))
"""Articles and the like of what a reader knows."""
_BLAMING: Final = frozenset(("accuser", "soupçonner", "suspecter", "incriminer", "blâmer"))
"""Verbs whose object does what their infinitive says: "accuser X d'avoir tué"."""

_PERCEIVING: Final = frozenset(("voir", "entendre", "laisser", "regarder", "apercevoir", "filmer", "surprendre"))
"""Verbs whose object does what the infinitive behind it says: "laisser la foule lyncher"."""
_REPROACHING: Final = frozenset(("reprocher",))
"""Verbs whose complement behind "à" does what their infinitive says: "reprocher à X d'avoir tué"."""


def subjects(sentence: Sentence, verb: int) -> list[int]:
    """The subjects of a verb: its own, its antecedent's in a relative or participial clause, or its governor's."""
    seen = set()
    while verb not in seen:
        seen.add(verb)
        own = children_by(sentence, verb, "nsubj", "nsubj:pass", "nsubj:caus")
        real = [index for index in own if sentence.words[index].text.lower() not in _RELATIVE]
        word = sentence.words[verb]
        if real:
            return [other for index in real for other in coordinated(sentence, index)]
        if word.relation in ("acl:relcl", "acl", "amod"):
            return [other for index in _antecedent(sentence, verb) for other in coordinated(sentence, index)]
        if word.relation not in ("conj", "xcomp", "advcl", "ccomp", "obl", "acl") or word.head < 0:
            return []
        if word.feats.get("VerbForm") == "Inf" or "aux" in {
            sentence.words[child].relation for child in sentence.children[verb]
        }:
            seen_doing = _seen_doing(sentence, verb)
            if seen_doing:
                return seen_doing
            above = sentence.words[word.head].lemma
            blamed = objects(sentence, word.head) if above in _BLAMING else []
            blamed = complements(sentence, word.head, "à", "au", "aux") if above in _REPROACHING else blamed
            if blamed:
                return blamed
        verb = word.head
    return []


def _seen_doing(sentence: Sentence, verb: int) -> list[int]:
    """Whom somebody saw or let do what an infinitive tells: "laisser la foule lyncher", "voir des soldats brûler"."""
    word = sentence.words[verb]
    if word.relation != "xcomp" or word.head < 0 or sentence.words[word.head].lemma not in _PERCEIVING:
        return []
    own = [
        child for child in children_by(sentence, verb, "obj") if word.head < child < verb and _is_noun(sentence, child)
    ]
    return own or [index for index in objects(sentence, word.head) if index < verb]


def _is_noun(sentence: Sentence, index: int) -> bool:
    return sentence.words[index].upos in ("NOUN", "PROPN")


def objects(sentence: Sentence, verb: int) -> list[int]:
    """The direct objects of a verb, coordinated ones included; a "des" that was split into "de les" is an article."""
    doers = _seen_doing(sentence, verb)
    direct = [
        child
        for child in children_by(sentence, verb, "obj")
        if sentence.words[child].upos in _NOMINAL and child not in doers
    ] or [
        child
        for child in children_by(sentence, verb, "obl")
        if verb + 1 in sentence.children[child] and _is_split_article(sentence, verb + 1)
    ]
    direct = [index for index in direct if not _is_weekday(sentence.words[index].text)]
    direct = direct or _put_first(sentence, verb) or _behind_a_day(sentence, verb) or _shared_object(sentence, verb)
    return [other for index in direct for other in coordinated(sentence, index)]


def _shared_object(sentence: Sentence, verb: int) -> list[int]:
    """The object behind the participle that "et" joins to a verb: "ont intercepté et battu | deux voleurs"."""
    for child in children_by(sentence, verb, "conj"):
        follows = 0 < child - verb <= _JOINED_VERB and sentence.words[child].upos == "VERB"
        if follows and not children_by(sentence, child, "aux", "aux:pass", "nsubj", "mark", "expl"):
            return [other for other in children_by(sentence, child, "obj") if sentence.words[other].upos in _NOMINAL]
    return []


def _behind_a_day(sentence: Sentence, verb: int) -> list[int]:
    """The name behind a weekday or a means that the tree hung it on: "ont tué lundi X", "à coups de hache X"."""
    for child in sentence.children[verb]:
        if child < verb or not _may_part(sentence, child):
            continue
        hung = children_by(sentence, child, "nmod")
        if hung and _is_split_article(sentence, child + 1) and sentence.words[child + 1].head == hung[0]:
            return hung[:1]  # "ont affronté lundi des Arabes"
        phrase = [child, *hung]
        behind = max(phrase) + 1
        if behind >= len(sentence.words):
            continue
        name = sentence.words[behind]
        if name.upos == "PROPN" and name.head in phrase and name.relation in ("flat", "nmod", "appos"):
            return [behind]
    return []


def _may_part(sentence: Sentence, index: int) -> bool:
    """Whether a phrase may stand between a verb and its object: a weekday, "à coups de hache"."""
    word = sentence.words[index]
    if word.relation.startswith("obl") and word.text.lower() == "coups":
        return preposition(sentence, index) == "à"
    return word.relation.startswith(("obl", "obj")) and _is_weekday(word.text)


def _is_weekday(text: str) -> bool:
    form = load_forms().get(text.lower())
    return form is not None and "weekday" in form.values


def _put_first(sentence: Sentence, verb: int) -> list[int]:
    """What a clause with "que" is about: "ce sont trois bergers que des inconnus ont enlevés"."""
    above = sentence.words[verb].head
    marked = any(child < verb and sentence.words[child].text.lower() in THAT for child in sentence.children[verb])
    if not marked or above < 0 or sentence.words[above].upos not in ("NOUN", "PROPN"):
        return []
    lemmas = {sentence.words[child].lemma.lower() for child in sentence.children[above] if child < above}
    return [above] if {"ce", "être"} <= lemmas else []


def _is_split_article(sentence: Sentence, index: int) -> bool:
    word = sentence.words[index]
    return word.relation == "case" and word.end - word.start == len("des") and word.text.lower() in ("de", "des")


def agents(sentence: Sentence, index: int) -> list[int]:
    """Who a passive or an event noun names as its doer: phrases with "par" or "de la part de"."""
    found = []
    for child in sentence.children[index]:
        relation = sentence.words[child].relation
        case = preposition(sentence, child)
        if relation == "obl:agent" or (relation in ("obl", "nmod") and case in ("par", "de la part de")):
            found.extend(coordinated(sentence, child))
    return found


def complements(sentence: Sentence, index: int, *prepositions: str) -> list[int]:
    """The phrases that hang on a word by one of the prepositions, coordinated ones included."""
    return [
        other
        for child in children_by(sentence, index, "obl", "nmod", "iobj", "obl:agent", "dep", "acl")
        if sentence.words[child].upos in _NOMINAL and preposition(sentence, child) in prepositions
        for other in coordinated(sentence, child)
    ]


def subtree_span(sentence: Sentence, index: int) -> tuple[int, int]:
    """Characters of a word and its own name parts."""
    parts = [index, *children_by(sentence, index, *_NAME_PARTS)]
    return min(sentence.words[part].start for part in parts), max(sentence.words[part].end for part in parts)


def path_up(sentence: Sentence, index: int) -> Iterator[int]:
    """A word, then its heads up to the root."""
    yield index
    yield from sentence.ancestors(index)


def tree_distance(sentence: Sentence, first: int, second: int) -> int:
    """Number of arcs between two words."""
    depths = {word: depth for depth, word in enumerate(path_up(sentence, first))}
    for depth, word in enumerate(path_up(sentence, second)):
        if word in depths:
            return depth + depths[word]
    return len(sentence.words)
