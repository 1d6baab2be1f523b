"""French inflection for lexicon entries: the forms of a verb, a noun or an adjective from its lemma."""

from __future__ import annotations

from functools import cache

from attrs import frozen

from incidents.errors import ValueNotAllowedError
from incidents.lexicons.loader import lexicon_path, load_entries

_IRREGULAR = {
    "être": (
        "être suis es est sommes êtes sont étais était étions étiez étaient fus fut furent serai sera seront serais "
        "serait seraient soit soient fût été étant"
    ),
    "avoir": (
        "avoir ai as a avons avez ont avais avait avions aviez avaient eus eut eurent aurai aura auront aurais aurait "
        "auraient ait aient eût eu eue eus eues ayant"
    ),
    "pouvoir": "pouvoir peux peut pouvons pouvez peuvent pouvais pouvait pouvaient put purent pourra pourront pourrais "
    "pourrait pourraient puisse puissent pu pouvant",
    "vouloir": "vouloir veux veut voulons voulez veulent voulais voulait voulaient voulut voulurent voudra voudront "
    "voudrait voudraient veuille veuillent voulu voulue voulus voulues voulant",
    "devoir": "devoir dois doit devons devez doivent devais devait devaient dut durent devra devront devrait devraient "
    "doive doivent dû due dus dues devant",
    "savoir": "savoir sais sait savons savez savent savait savaient sut surent saura sauront saurait sauraient sache "
    "sachent su sue sus sues sachant",
    "aller": "aller vais va allons allez vont allait allaient alla allèrent ira iront irait iraient aille allé allée "
    "allés allées allant",
}


@frozen
class Conjugation:
    """One class of `conjugations.toml`."""

    id: str
    sample: str
    ending: str
    endings: tuple[str, ...]
    participles: tuple[str, ...]
    matches: tuple[str, ...]
    rejects: tuple[str, ...]


@cache
def conjugations() -> tuple[Conjugation, ...]:
    """The classes of verbs, the most special endings first."""
    return load_entries(lexicon_path("conjugations.toml"), Conjugation)


def _conjugation(lemma: str) -> Conjugation:
    for conjugation in conjugations():
        if lemma.endswith(conjugation.ending):
            return conjugation
    raise ValueNotAllowedError(f"no conjugation is known for the verb {lemma!r}; add its class to conjugations.toml")


def _first_group(stem: str, ending: str) -> set[str]:
    """The forms of a verb in -er with one ending, all spellings its stem may take before it."""
    soft = ending[0] in "aâo"
    if stem.endswith("g") and soft:
        return {f"{stem}e{ending}"}
    if stem.endswith("c") and soft:
        return {f"{stem[:-1]}ç{ending}"}
    forms = {stem + ending}
    mute = ending in ("e", "es", "ent") or ending.startswith(("era", "ero"))
    if mute and len(stem) > 2:
        if stem[-1] == "y":
            forms.add(f"{stem[:-1]}i{ending}")
        elif stem[-2] in "eé":
            forms.add(f"{stem[:-2]}è{stem[-1]}{ending}")
            forms.add(f"{stem}{stem[-1]}{ending}")
        elif stem[-3] in "eé" and stem[-2:] in ("gn", "gl", "vr", "tr", "br"):
            forms.add(f"{stem[:-3]}è{stem[-2:]}{ending}")
    return forms


@cache
def verb_forms(lemma: str) -> frozenset[str]:
    """Every simple form of a verb, participles included.

    Example:
        >>> sorted(verb_forms("piéger") & {"piègent", "piégeait", "piégées", "piège"})
        ['piège', 'piègent', 'piégeait', 'piégées']
    """
    if lemma in _IRREGULAR:
        return frozenset(_IRREGULAR[lemma].split())
    conjugation = _conjugation(lemma)
    stem = lemma.removesuffix(conjugation.ending)
    if conjugation.ending == "er":
        return frozenset(form for ending in conjugation.endings for form in _first_group(stem, ending))
    forms = {stem + ending for ending in conjugation.endings}
    if lemma.endswith("mettre"):
        forms |= {lemma.removesuffix("mettre") + form for form in ("mis", "mit", "mirent", "mise", "mises")}
    return frozenset(forms)


@cache
def participle_forms(lemma: str) -> frozenset[str]:
    """The past participles of a verb, all genders and numbers.

    Example:
        >>> sorted(participle_forms("abattre"))
        ['abattu', 'abattue', 'abattues', 'abattus']
    """
    if lemma in _IRREGULAR:
        return frozenset(form for form in _IRREGULAR[lemma].split() if form.rstrip("es").endswith(("é", "u", "û")))
    conjugation = _conjugation(lemma)
    stem = lemma.removesuffix(conjugation.ending)
    if lemma.endswith("mettre"):
        return frozenset(lemma.removesuffix("mettre") + form for form in ("mis", "mise", "mises"))
    return frozenset(stem + ending for ending in conjugation.participles)


@cache
def noun_forms(lemma: str) -> frozenset[str]:
    """Singular and plural of a noun or a masculine adjective.

    Example:
        >>> sorted(noun_forms("attentat")), sorted(noun_forms("local"))
        (['attentat', 'attentats'], ['local', 'locaux'])
    """
    if lemma.endswith(("s", "x", "z")):
        return frozenset((lemma,))
    if lemma.endswith("al"):
        return frozenset((lemma, lemma[:-2] + "aux"))
    if lemma.endswith(("au", "eu")):
        return frozenset((lemma, lemma + "x"))
    return frozenset((lemma, lemma + "s"))
