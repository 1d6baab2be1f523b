"""How the words between a figure and a casualty word bind them, where the tree does not."""

from __future__ import annotations

import re

from incidents.mentions.casualties import CasualtyWord, How
from incidents.mentions.figures import Figure

# What may not stand between a numeral and the casualty word that counts the same people.
_APART = re.compile(r"[;:.()«»]|\b(?:et|ou|dans|lors|en|par|qui|que|sur|après|avant|avec|dont|quand|lorsque|pour)\b")
AUXILIARY = re.compile(
    r"\b(?:ont|a|avaient|avait|sont|étaient|était|est|furent|fut|seraient|serait|auraient|aurait|soient|ait)\b"
)
# Words about the people between commas: "quinze hommes, présentés comme des soldats, décapités".
_APPOSED = re.compile(
    r"\s[\w'’ -]{3,30},\s(?!dont|et|ou|selon|a |ont )(?:[^,;:.()«»](?!\b(?:ont|a|sont|est|avaient|dit)\b)){3,60},\s"
    r"(?P<helped>(?:ont|avaient|auraient|sont|étaient|seraient)\s(?:été\s)?(?:\w+ment\s)?)?"
)
_PARTICIPLE = re.compile(r"(?:é|i|u|ert|is)e?s?$")
_ASIDE = re.compile(r"[^,]{1,60},\s(?:\w+ment\s)?")
# A long aside: "neuf habitants de X, à 20 km de Y, ont été".
_IN_BRACKETS = re.compile(r"\s?\([^()]{1,40}\)")
_DISTANT = re.compile(r"[^;:.()«»]{20,190},\s(?:ont|avaient|auraient|sont|étaient|seraient)\s(?:été\s)?(?:\w+\s)?")
_WHEN = (
    r"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|hier|avant-hier|la veille|le lendemain|ce jour-là)\s"
    r"(?:(?:soir|matin|après-midi|dernier|midi)\s)?)?"
)
# A clause on who they are: "dix jeunes, qui ramassaient du bois, avaient été abattus".
_WHO = re.compile(
    r"\s[^,;:.()«»]{3,30},\s(?:qui|dont|que|où)\s[^,;:.()«»]{4,60},\s(?:ont|avaient|auraient|sont|étaient|seraient)\s"
    r"(?:été\s)?(?:\w+ment\s)?"
)
# Where and when, between an active verb and its object: "ont enlevé le 8 mars à X, au petit matin, douze élèves".
_SETTING = re.compile(
    r"\s(?:(?:le\s\d{1,2}(?:er)?\s\w+|à\s[A-ZÉ][\w'’-]+(?:\s[A-ZÉ][\w'’-]+)*|"
    r"dans la nuit (?:de|du)\s\w+(?:\s(?:à|au)\s\w+)?)"
    r"(?:,\s[^,;:.()«»]{4,45},)?\s)+"
)
_OBJECT = re.compile(
    rf",?\s(?:(?:également|aussi|ainsi|encore|notamment|par erreur)\s)?{_WHEN}(?:un total de\s|les\s|des\s|ces\s)?"
)
_COST = re.compile(r"\s(?:\w+\s){0,2}à\s(?:un total de\s)?")
_OF = re.compile(r"(?:,\s[^,;:.]{3,30},)?\s(?:violente\s|brutale\s)?(?:de\s|d'|des\s|du\s|de l')")
_SEIZED = re.compile(rf"\s{_WHEN}(?:de\s|d['’]|des\s)")
_ALSO = re.compile(r"[^;:.()]{0,60}(?:ainsi qu|de même qu|en même temps qu)(?:e\s|')")
# Characters between a figure and its casualty word, asides included.
_FARTHEST = 500
# Two nouns for one numeral: "six élèves et étudiants tués".
_PAIRED = re.compile(
    r"\set\s(?!(?:les?|la|des|un|une|leurs?|ses|son|sa|deux|trois|quatre|cinq|six|sept)\s)[^\W\d]{4,}(?=\s)"
)
_SPACES = re.compile(r"\s{2,}")


def gap_between(text: str, figure: Figure, word: CasualtyWord) -> int | None:
    """Characters between a figure and a casualty word that stands beside it; None where nothing binds them."""
    if figure.end <= word.start:
        if word.start - figure.end > _FARTHEST:
            return None
        between = _SPACES.sub(" ", _IN_BRACKETS.sub("", text[figure.end : word.start]))
        if len(between) > 90:
            distant = word.passive and len(between) <= 220 and _DISTANT.fullmatch(between) is not None
            return len(between) if distant and len(AUXILIARY.findall(between)) == 1 else None
        aside = _ASIDE.fullmatch(between) is not None and text[word.end : word.end + 1] == ","
        if word.counts_itself:
            beside = len(between) <= 40 and ("," not in between or aside) and not _ARTICLE.search(between)
            return len(between) if beside and not _APART.search(between) else None
        if _WHO.fullmatch(between) and word.passive:
            return len(between)
        apposed = _APPOSED.fullmatch(between)
        if apposed and (_PAST.search(text, word.start, word.end) or (apposed["helped"] and word.passive)):
            return len(between)
        if "," in between and not aside:
            return None
        plain = len(between) <= 45 and not _APART.search(_PAIRED.sub("", between)) and not AUXILIARY.search(between)
        plain = plain and (word.passive or _PARTICIPLE.search(text, word.start, word.end) is not None)
        told = word.passive and not re.search(r"[;:.()«»]|\bqui\b", between) and len(AUXILIARY.findall(between)) == 1
        return len(between) if aside or plain or told else None
    between = text[word.end : figure.start]
    if figure.start < word.end or word.counts_itself:
        return None
    if word.passive and _ALSO.fullmatch(between):
        return len(between)
    if _acts_far(text, word, between):
        return len(between)
    shape = {How.COST: _COST, How.OF: _OF, How.SEIZE: _SEIZED}.get(word.entry.how or How.STRIKE, _OBJECT)
    if word.entry.how in (How.STRIKE, How.DIE) and word.passive and (word.victims or _tells_passive(text, word)):
        return None
    if word.entry.how is How.STRIKE and _SETTING.fullmatch(between):
        return len(between)
    return len(between) if shape.fullmatch(between) else None


_ARTICLE = re.compile(r"\b(?:le|la|les|ce|cet|cette|l')\s?$")
_ADVERBIAL = re.compile(r"\s[^,;:.()«»\d]{2,25}\s")
_PAST = re.compile(r"(?:ée?s?|is|us|erts?)$")
_HELPED = re.compile(r"\b(?:a|ont|avait|avaient|aurait|auraient|avoir|ayant)\s(?:\w+\s)?$")


def _acts_far(text: str, word: CasualtyWord, between: str) -> bool:
    """Whether only an adverbial parts an active verb without object from a figure: "tué aux alentours six"."""
    if (
        word.entry.how is not How.STRIKE
        or word.victims
        or _HELPED.search(text, max(0, word.start - 25), word.start) is None
    ):
        return False
    return _ADVERBIAL.fullmatch(between) is not None and not re.search(r"\b(?:et|ou|par|qui|que)\b", between)


def _tells_passive(text: str, word: CasualtyWord) -> bool:
    """Whether a casualty word is a participle without "avoir", by its letters: "cinq soldats tués, un civil blessé"."""
    participle = _PAST.search(text, word.start, word.end) is not None
    return participle and _HELPED.search(text, max(0, word.start - 25), word.start) is None
