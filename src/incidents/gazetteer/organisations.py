"""Full names of organisations, whose words name no places."""

from __future__ import annotations

from incidents.gazetteer.cues import Token, org_heads, word_set


def in_organisation(tokens: tuple[Token, ...]) -> frozenset[int]:
    """Indices of the tokens that belong to an organisation's full name ("Front de libération du Macina")."""
    inside: set[int] = set()
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.text not in org_heads() or (token.first and _plain_sentence_start(tokens, index)):
            index += 1
            continue
        last = index
        for place in range(index + 1, min(len(tokens), index + 11)):
            word = tokens[place]
            if not word.is_word and word.text != "-":
                break
            if word.capital:
                last = place
            elif word.norm not in word_set("org_inner") and not word.norm.endswith(tuple(word_set("org_ending"))):
                break
        # the end of the name matters: "Mission de l'ONU en Centrafrique" leaves Centrafrique outside
        inside.update(range(index, last + 1))
        index = last + 1
    return frozenset(inside)


def _plain_sentence_start(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether a capitalised noun at a sentence's start is a common one: "Armée et rebelles s'affrontent"."""
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    return following is None or not (following.norm in word_set("org_inner") or following.capital)
