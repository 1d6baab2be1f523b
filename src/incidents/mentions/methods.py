"""Method words: how an act was done, told without telling an act ("une charge de dynamite", "les ravisseurs")."""

from __future__ import annotations

from functools import cache
from typing import Final

from attrs import field, frozen

from incidents.annotation import AnnotatedDoc
from incidents.lexicons.loader import lexicon_path, load_entries
from incidents.lexicons.patterns import PatternSet, compile_pattern, tokenize
from incidents.types import AttackType

LIKENESS: Final = "likeness"
"""The entry of words that say an act was done as one told before."""
_LOOK_ALIKES: Final = "look_alikes"
_NONE: Final = frozenset(("aucun", "aucune", "sans", "ni"))


@frozen
class MethodEntry:
    """One concept of `methods.toml`."""

    id: str
    attack_type: AttackType = field(converter=AttackType)
    patterns: tuple[str, ...]
    matches: tuple[str, ...]
    rejects: tuple[str, ...]


@frozen
class MethodMention:
    """Words that tell a method.

    Attributes:
        entry: Identifier of the lexicon entry.
        attack_type: The type they lend.
        start: First character.
        end: One past the last character.
    """

    entry: str
    attack_type: AttackType
    start: int
    end: int


@cache
def method_entries() -> tuple[MethodEntry, ...]:
    """The entries of the method lexicon."""
    return load_entries(lexicon_path("methods.toml"), MethodEntry)


@cache
def _patterns() -> PatternSet[MethodEntry]:
    return PatternSet(compile_pattern(source, entry) for entry in method_entries() for source in entry.patterns)


def find_methods(doc: AnnotatedDoc, number: int) -> tuple[MethodMention, ...]:
    """Finds the method words of a sentence, in text order; overlapping matches of an entry leave the longest.

    Args:
        doc: The annotated text.
        number: Index of the sentence.
    """
    sentence = doc.sentences[number]
    tokens = tokenize(doc.text, sentence.start, sentence.end)
    matches = sorted(_patterns().findall(tokens), key=lambda match: (match.first - match.last, match.first))
    taken: set[tuple[str, int]] = set()
    found = []
    for match in matches:
        entry = match.pattern.value
        words = range(match.first, match.last + 1)
        if any((kind, word) in taken for word in words for kind in (entry.id, _LOOK_ALIKES)):
            continue
        taken.update((entry.id, word) for word in words)
        before = tokens.forms[max(match.first - 2, 0) : match.first]
        if entry.id != _LOOK_ALIKES and not _NONE.intersection(before):
            start, end = tokens.spans[match.first].start, tokens.spans[match.last].end
            found.append(MethodMention(entry.id, entry.attack_type, start, end))
    return tuple(sorted(found, key=lambda mention: mention.start))
