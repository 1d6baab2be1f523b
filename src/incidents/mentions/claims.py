"""Claims of responsibility, attributions by others and denials."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from typing import Final

from attrs import field, frozen

from incidents.annotation import AnnotatedDoc, Sentence
from incidents.lexicons.loader import lexicon_path, load_entries
from incidents.lexicons.patterns import PatternSet, compile_pattern, through_quotes, tokenize, without_insertions
from incidents.mentions.light_verbs import is_light
from incidents.mentions.syntax import THAT, agents, children_by, complements, coordinated, is_passive, objects, subjects
from incidents.mentions.triggers import word_at

IN_THE_NAME_OF: Final = "au_nom_de"
"""The claim that somebody makes in the name of a group."""
OF_WHAT_WAS_TOLD: Final = "avoir_agi"
"""The claim that only speaks of an event told before: "dit avoir agi en représailles à …"."""
_NOUNS: Final = frozenset(("NOUN", "PROPN"))
_WORKS: Final = frozenset(("œuvre", "oeuvre", "fait"))
_OF = ("de", "du", "des", "d")
_TOWARD = ("à", "au", "aux", "vers", "sur", "pour", "contre")


class ClaimKind(StrEnum):
    """Whether the doer, others or the accused speak; `OTHER` words look like a claim and are of no act."""

    CLAIM = "claim"
    ATTRIBUTION = "attribution"
    DENIAL = "denial"
    OTHER = "other"


class ClaimFrame(StrEnum):
    """How syntax names the speaker and the doer."""

    ACTIVE = "active"
    CLAUSE = "clause"
    TOWARD = "toward"
    NOUN = "noun"


@frozen
class ClaimEntry:
    """One concept of `claims.toml`; `every` where it is said of all events told about it."""

    id: str
    kind: ClaimKind = field(converter=ClaimKind)
    frame: ClaimFrame = field(converter=ClaimFrame)
    patterns: tuple[str, ...]
    matches: tuple[str, ...]
    rejects: tuple[str, ...]
    every: bool = False


@frozen
class ClaimMention:
    """Words by which someone takes or gives responsibility.

    Attributes:
        entry: The lexicon entry.
        sentence: Index of the sentence.
        head: Index of the word that carries the meaning.
        start: First character.
        end: One past the last character.
        negated: "n'a pas été revendiquée", "aucune revendication".
        speakers: Indices of the words that name who speaks.
        doers: Indices of the words that name who did it.
        events: Indices of the words that name what was done.
        gapped: Whether its verb is left out: "X a revendiqué le premier attentat, Y le second".
    """

    entry: ClaimEntry
    sentence: int
    head: int
    start: int
    end: int
    negated: bool
    speakers: tuple[int, ...]
    doers: tuple[int, ...]
    events: tuple[int, ...]
    gapped: bool = False


@cache
def claim_entries() -> tuple[ClaimEntry, ...]:
    """The entries of the claim lexicon."""
    return load_entries(lexicon_path("claims.toml"), ClaimEntry)


@cache
def _patterns() -> PatternSet[ClaimEntry]:
    return PatternSet(compile_pattern(source, entry) for entry in claim_entries() for source in entry.patterns)


def may_hold_claim(text: str) -> bool:
    """Whether a sentence has a word that could begin a claim; needs no annotation."""
    return _patterns().may_match(tokenize(text).forms)


_PARTICIPLES = ("é", "ée", "és", "ées")
_AUXILIARIES = frozenset(("a", "ont", "avait", "avaient", "aurait", "auraient", "été", "est", "sont", "ait", "aient"))
_AUXILIARY_REACH = 4
_NEGATIONS = frozenset(
    (
        "pas",
        "jamais",
        "point",
        "aucun",
        "aucune",
        "personne",
        "nul",
        "nulle",
        "ni",
        "non",
        "guère",
        "sans",
        "faute",
        "rien",
    )
)


def _infinitive_mark(sentence: Sentence, head: int) -> int:
    """Where the phrase of an infinitive begins: what is negated before it is not it ("n'a pas tardé à revendiquer")."""
    if sentence.words[head].feats.get("VerbForm") != "Inf":
        return 0
    marks = [
        child
        for child in sentence.children[head]
        if child < head and sentence.words[child].upos == "ADP" and sentence.words[child].relation in ("mark", "case")
    ]
    return min(marks, default=0)


def is_negated(sentence: Sentence, head: int) -> bool:
    """Whether a word is under a negation: "ne … pas", "aucun", "sans", "nul".

    A negation counts when it hangs on the word, on one of its auxiliaries or subjects, or stands just before it.
    """
    near = set(sentence.children[head])
    for child in sentence.children[head]:
        if sentence.words[child].relation in ("nsubj", "nsubj:pass", "aux", "aux:pass", "advmod", "mark"):
            near.update(grand for grand in sentence.children[child] if abs(grand - head) < 12)
    above = sentence.words[head].head
    if 0 <= above < head and sentence.words[above].lemma in ("avoir", "être"):
        near.update(child for child in sentence.children[above] if child < head)
    near.update(range(max(0, head - 2), head))
    before = {sentence.words[index].text.lower().rstrip("'’") for index in range(max(0, head - 5), head)}
    if before & {"ne", "n"}:
        near.update(range(max(0, head - 4), min(head + 3, len(sentence.words))))
    first = _infinitive_mark(sentence, head)
    texts = {sentence.words[index].text.lower() for index in near if first <= index < head + 3}
    if "que" in texts or "qu'" in texts:
        return False
    return bool(texts & _NEGATIONS)


def _claim_parts(
    sentence: Sentence, entry: ClaimEntry, head: int, inside: Sequence[int]
) -> tuple[list[int], list[int], list[int]]:
    """Speakers, doers and events of a claim, by its frame; `inside` are the words that its pattern matched."""
    if entry.frame is ClaimFrame.NOUN:
        doers = _held(sentence, inside, *_OF, "pour", "par")
        if entry.id == IN_THE_NAME_OF:
            return doers, [*doers, *subjects(sentence, head)], objects(sentence, head)
        if entry.kind is ClaimKind.CLAIM:
            return doers, doers, []
        verbal = sentence.words[head].upos == "VERB"
        return [], doers, subjects(sentence, head) if verbal else children_by(sentence, head, "nsubj")
    if entry.frame is ClaimFrame.CLAUSE:
        speakers = _above_clause(sentence, inside)
        return speakers, speakers, []
    passive = is_passive(sentence, head)
    by = agents(sentence, head)
    if entry.kind is ClaimKind.DENIAL:
        cleared = by if passive else _who_says(sentence, head)
        return cleared, cleared, objects(sentence, head)
    if entry.frame is ClaimFrame.TOWARD:
        doers = [index for index in _held(sentence, inside, *_OF, *_TOWARD) if index > head]
        if passive:
            return by, doers, subjects(sentence, head)
        return subjects(sentence, head), doers, [index for index in objects(sentence, head) if index not in inside]
    if entry.kind is ClaimKind.CLAIM:
        speakers = by if passive else subjects(sentence, head)
        told = subjects(sentence, head) if passive else objects(sentence, head)
        if not by and (behind := _put_behind(sentence, head)):
            speakers, told = behind, [sentence.words[head].head]
        held = [other for index in told for other in complements(sentence, index, "de", "du", "des", "d")]
        return speakers, speakers, told + held
    if passive:
        return by, subjects(sentence, head), []
    return subjects(sentence, head), objects(sentence, head), []


def _put_behind(sentence: Sentence, head: int) -> list[int]:
    """Who claims behind the verb of a clause on the event: "un raid que revendique X", "un attentat signé X"."""
    verb = sentence.words[head]
    if any(child < head for child in children_by(sentence, head, "nsubj")):
        return []
    if verb.relation == "acl" and verb.feats.get("VerbForm") == "Part":
        behind = [word.index for word in sentence.words[head + 1 : head + 2] if word.upos == "PROPN"]
        return behind or [word for word in children_by(sentence, head, "obj") if word > head]
    asked = any(child < head and sentence.words[child].text.lower() in THAT for child in sentence.children[head])
    if not asked or verb.relation != "acl:relcl":
        return []
    nouns = [child for child in children_by(sentence, head, "nsubj", "obj") if child > head]
    return [other for child in nouns for other in coordinated(sentence, child) if sentence.words[child].upos in _NOUNS]


def _above_clause(sentence: Sentence, inside: Sequence[int]) -> list[int]:
    """Who says what a clause with "que" tells: "X affirme dans une vidéo que ses hommes ont tué"."""
    for word in inside:
        above = sentence.words[word].head if sentence.words[word].relation == "nmod" else word
        if sentence.words[above].relation != "nsubj" and sentence.words[word].lemma not in _WORKS:
            continue
        for clause in (word, *sentence.ancestors(word)):
            item = sentence.words[clause]
            if item.relation not in ("ccomp", "conj", "advcl") or item.head < 0 or item.head > clause:
                continue
            said = any(sentence.words[child].text.lower() in THAT for child in sentence.children[clause])
            if said and is_light(sentence, item.head, "avows"):
                return subjects(sentence, item.head)
    return []


def _who_says(sentence: Sentence, head: int) -> list[int]:
    """A verb's subject, or behind a pronoun that of the clause above: "X fait savoir qu'il n'y est pour rien"."""
    for word in (head, *sentence.ancestors(head)):
        named = [index for index in subjects(sentence, word) if sentence.words[index].upos != "PRON"]
        if named:
            return named
    return subjects(sentence, head)


def _held(sentence: Sentence, words: Sequence[int], *prepositions: str) -> list[int]:
    """What hangs on any of some words by one of the prepositions, without the words themselves."""
    found = [other for word in words for other in complements(sentence, word, *prepositions)]
    return [other for other in dict.fromkeys(found) if other not in words]


def _may_carry(sentence: Sentence, word: int, entry: ClaimEntry) -> bool:
    """Whether a word may carry a claim by its part of speech; a tagger takes verbs for nouns at times."""
    upos = sentence.words[word].upos
    if entry.frame is ClaimFrame.CLAUSE:
        return upos == "NOUN"
    if upos in ("VERB", "ADJ") or (upos == "AUX" and entry.kind is ClaimKind.DENIAL):
        return True
    if upos == "NOUN" and entry.frame is ClaimFrame.NOUN:
        return True
    text = sentence.words[word].text.lower()
    before = {other.text.lower() for other in sentence.words[max(0, word - _AUXILIARY_REACH) : word]}
    return upos == "NOUN" and (text.endswith("ent") or (text.endswith(_PARTICIPLES) and bool(before & _AUXILIARIES)))


def find_claims(doc: AnnotatedDoc) -> tuple[ClaimMention, ...]:
    """Finds the claims, attributions and denials of a document's parsed sentences, in text order."""
    found = []
    for number, sentence in enumerate(doc.sentences):
        if not sentence.parsed or not sentence.tokens:
            continue
        tokens = through_quotes(without_insertions(tokenize(doc.text, sentence.start, sentence.end)), doc.text)
        last = -1
        for match in _patterns().finditer(tokens):
            if match.first <= last:
                continue
            span = tokens.spans[match.first]
            words = [word_at(sentence, tokens.spans[index].start) for index in range(match.first, match.last + 1)]
            entry = match.pattern.value
            inside = [word for word in words if word is not None]
            head = next((word for word in inside if _may_carry(sentence, word, entry)), None)
            if head is None:
                continue
            last = match.last
            if entry.kind is ClaimKind.OTHER:
                continue
            speakers, doers, events = _claim_parts(sentence, entry, head, inside)
            found.append(
                ClaimMention(
                    entry,
                    number,
                    head,
                    span.start,
                    tokens.spans[match.last].end,
                    is_negated(sentence, head),
                    tuple(speakers),
                    tuple(doers),
                    tuple(events),
                )
            )
    return tuple(found)
