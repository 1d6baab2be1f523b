"""Light verbs: words that say little beside an event noun, by what they tell of their subject and object."""

from __future__ import annotations

from functools import cache

from attrs import frozen

from incidents.annotation import Sentence
from incidents.lexicons.inflect import noun_forms, verb_forms
from incidents.lexicons.loader import lexicon_path, load_entries


@frozen
class LightVerb:
    """One entry of `light_verbs.toml`."""

    id: str
    kind: str
    verbs: tuple[str, ...]
    matches: tuple[str, ...]
    rejects: tuple[str, ...]
    nouns: tuple[str, ...] = ()


@cache
def light_verb_entries() -> tuple[LightVerb, ...]:
    """The entries of the light verb lexicon."""
    return load_entries(lexicon_path("light_verbs.toml"), LightVerb)


@cache
def _light_words() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for entry in light_verb_entries():
        forms = found.setdefault(entry.kind, set())
        for verb in entry.verbs:
            forms |= verb_forms(verb)
        for noun in entry.nouns:
            forms |= noun_forms(noun)
    return {kind: frozenset(forms) for kind, forms in found.items()}


def is_light(sentence: Sentence, index: int, kind: str) -> bool:
    """Whether a word is one of a kind of the lexicon: "does", "speaks", "holds"."""
    return sentence.words[index].text.lower() in _light_words()[kind]
