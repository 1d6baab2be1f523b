"""Operations: who ran what somebody fell in, "tués dans une opération de l'armée", "mené une descente qui a fait …"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from incidents.annotation import Sentence
from incidents.mentions.claims import is_negated
from incidents.mentions.light_verbs import is_light
from incidents.mentions.syntax import agents, children_by, complements, is_passive, subjects
from incidents.mentions.triggers import FrameKind, TriggerMention

_FALLEN: Final = frozenset((FrameKind.DIE, FrameKind.KILL, FrameKind.SUFFER))
_OF: Final = ("de", "du", "des", "d")
_OTHER_TIMES: Final = frozenset(("avant", "après", "depuis", "malgré", "sans", "contre"))
_NEAR: Final = 3
"""How many words above a trigger the clause may stand that tells of the operation."""


def operators(sentence: Sentence, trigger: TriggerMention) -> list[int]:
    """The words that name who ran the operation in which somebody fell.

    Args:
        sentence: The sentence.
        trigger: Words for a killing or for the dead.
    """
    if trigger.entry.frame not in _FALLEN:
        return []
    found = (_runners(sentence, noun) for noun in _operations(sentence, trigger))
    return next((words for words in found if words), [])


def _operations(sentence: Sentence, trigger: TriggerMention) -> Iterator[int]:
    """The operations that a trigger's clause has as its subject, as its scene, or as the noun it hangs on."""
    above = [trigger.head, *list(sentence.ancestors(trigger.head))[:_NEAR]]
    for word in above:
        if sentence.words[word].upos not in ("VERB", "AUX") and word != trigger.head:
            continue
        for child in children_by(sentence, word, "nsubj", "obl", "obl:mod", "nmod"):
            marks = {sentence.words[mark].text.lower() for mark in children_by(sentence, child, "case")}
            if is_light(sentence, child, "operates") and not marks & _OTHER_TIMES:
                yield child
        head = sentence.words[word].head
        if sentence.words[word].relation == "acl:relcl" and head >= 0 and is_light(sentence, head, "operates"):
            yield head
        if sentence.words[word].upos in ("VERB", "AUX"):
            return


def _runners(sentence: Sentence, noun: int) -> list[int]:
    """Who ran an operation: its verb's subject, its agent, its clause's agent, or whose it is."""
    head, relation = sentence.words[noun].head, sentence.words[noun].relation
    if relation == "obj" and is_light(sentence, head, "does") and not is_passive(sentence, head):
        return [] if is_negated(sentence, head) else subjects(sentence, head)
    clauses = children_by(sentence, noun, "acl", "acl:relcl", "amod")
    return (
        agents(sentence, noun)
        or [agent for clause in clauses for agent in agents(sentence, clause)]
        or complements(sentence, noun, *_OF, "de la", "de l")
    )
