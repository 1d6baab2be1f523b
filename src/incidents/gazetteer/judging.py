"""Tells places from other capitalised names, and governments from their capitals."""

from __future__ import annotations

from functools import cache
from typing import Final

from incidents.gazetteer.candidates import Candidate, Finder, is_doubtful
from incidents.gazetteer.countries import countries, demonym_countries
from incidents.gazetteer.cues import phrase_table, word_set
from incidents.gazetteer.headings import is_heading
from incidents.gazetteer.lookup import EXACT, bears_name, is_city
from incidents.gazetteer.matching import fold
from incidents.gazetteer.pairs import on_road
from incidents.gazetteer.places import Place
from incidents.types import PlaceKind


def judge(finder: Finder, candidate: Candidate, trusted: frozenset[str], persons: frozenset[str]) -> bool | None:
    """Whether a candidate is a place mention; None when only the document as a whole can tell."""
    around = candidate.around
    single = candidate.last == candidate.first + 1
    if candidate.country is not None:
        return not around.blocked or around.locative or around.held
    if around.determined and not around.head and _is_numbered(finder, candidate):
        return False
    if is_acronym(candidate.name) and around.kind is PlaceKind.BASE and around.determined:
        return False  # "un détachement de l'ANP"
    if around.blocked or (single and not around.vouched and _is_people(finder, candidate)):
        return False
    if around.head and around.kind in _NAMED_SITES and not around.locative and candidate.exact is None:
        return finder.vote(candidate.first, candidate.last) != "PER"
    folded = fold(candidate.name)
    if folded in persons and not around.head:
        return False
    if is_acronym(candidate.name) and not around.head and (candidate.exact is None or len(candidate.name) < 5):
        return False
    if around.indirect and candidate.exact is None:
        return False
    if is_heading(finder, candidate):
        return True
    if candidate.exact is not None:
        return _accepts_known(finder, candidate)
    if on_road(finder, candidate):
        return True
    if around.vouched:
        if around.head and around.determined and around.kind not in _BROAD:
            return finder.vote(candidate.first, candidate.last) == "LOC"
        return around.head or not _looks_personal(finder, candidate)
    if is_doubtful(finder, candidate):
        return False
    if _is_located(finder, candidate) or folded in trusted:
        return True
    vote = finder.vote(candidate.first, candidate.last)
    if around.determined and around.cue is not None and around.cue.role == "verb":
        return vote == "LOC"
    if around.locative and (candidate.any_hit or vote == "LOC"):
        return vote in (None, "LOC", "MISC")
    return True if vote == "LOC" and (candidate.any_hit or around.held) else None if candidate.any_hit else False


def _is_numbered(finder: Finder, candidate: Candidate) -> bool:
    """Whether a number belongs to the name, as in those of ships and machines: "le Melchior 16"."""
    following = finder.tokens[candidate.last : candidate.last + 2]
    if not following or not following[0].text.isdigit():
        return False
    return len(following) < 2 or not following[1].is_word


def _is_people(finder: Finder, candidate: Candidate) -> bool:
    """Whether a single word is a people's name: "les Maliens", "des Peuls"."""
    if demonym_countries(candidate.name):
        return True
    before = finder.tokens[candidate.first - 1].norm if candidate.first else ""
    counted = finder.tokens[candidate.first - 2].norm if candidate.first > 1 and before in ("de", "d'") else ""
    if counted.endswith(("aines", "milliers")) and candidate.name.endswith("s") and candidate.exact is None:
        return True
    if candidate.exact is not None and (candidate.around.locative or candidate.around.held):
        return False
    return (
        before in ("les", "des", "aux", "ces", "ses", "leurs")
        and candidate.name.endswith("s")
        and "-" not in candidate.name
    )


_NAMED_SITES: Final = frozenset((PlaceKind.SITE, PlaceKind.BASE))


def _accepts_known(finder: Finder, candidate: Candidate) -> bool | None:
    """Whether a name that the gazetteer has is a place mention here."""
    around = candidate.around
    assert candidate.exact is not None
    vote = finder.vote(candidate.first, candidate.last)
    if around.vouched and not around.indirect:
        return True
    if around.bare and candidate.first and finder.tokens[candidate.first - 1].text == "(":
        return True if candidate.exact.kind in _BROAD or vote == "LOC" else None
    strong = (around.locative and not around.determined) or around.held
    if (
        vote == "LOC"
        or (strong and (vote in (None, "MISC") or _is_known_town(candidate.exact)))
        or _is_located(finder, candidate)
    ):
        return True
    if vote in ("PER", "ORG", "MISC") or finder.tokens[candidate.first].first:
        return None
    return True if not around.determined or candidate.exact.kind in _BROAD else None


def _is_known_town(place: Place) -> bool:
    """Whether readers take a name behind "à" or "sur" for a town, whatever a tagger says."""
    return place.kind is PlaceKind.SETTLEMENT and (place.population or 0) >= 10 * _TOWN


_BROAD: Final = frozenset((PlaceKind.REGION, PlaceKind.AREA, PlaceKind.DISTRICT))


def _is_located(finder: Finder, candidate: Candidate) -> bool:
    """Whether what follows locates the name or makes it the head of a list item: "Kamango, bourgade de", "Gao :"."""
    if candidate.last >= len(finder.tokens):
        return False
    norms = [token.norm for token in finder.tokens[candidate.last : candidate.last + 9]]
    if norms[0] == ",":
        rest = [norm for norm in norms[1:] if norm not in _ARTICLES]
        entry = phrase_table("head").entries.get((rest[0],)) if rest else None
        if entry is not None and entry.kind in _SETTLED:
            return True
        return candidate.around.bare and any(norm in word_set("locator") for norm in norms[1:7])
    listed = candidate.first > 0 and finder.tokens[candidate.first - 1].text in "-–•*"
    return listed and norms[0] in (":", "(") and finder.tokens[candidate.first].first


_ARTICLES: Final = frozenset(("une", "un", "la", "le", "l'"))
_SETTLED: Final = frozenset((PlaceKind.SETTLEMENT, PlaceKind.DISTRICT, PlaceKind.QUARTER))


def settle(finder: Finder, candidate: Candidate, countries: frozenset[str]) -> bool:
    """Whether a doubtful name is a place: the gazetteer has it, by that spelling, in a country of the document."""
    if candidate.around.indirect:
        return False
    if is_city(candidate.exact):
        return True
    vote = finder.vote(candidate.first, candidate.last)
    single = candidate.last == candidate.first + 1
    first = finder.tokens[candidate.first].first
    if candidate.around.locative and _is_large_town(finder, candidate.name):
        return True
    if candidate.exact is not None and candidate.exact.kind in _BROAD and candidate.around.locative and not single:
        return vote != "PER"
    for place in finder.lookup(candidate.name):
        if place.score < EXACT:
            continue
        population = place.population or 0
        if population >= 2 * _TOWN and vote != "PER" and not first and not candidate.around.determined:
            return True
        # a short common word at a sentence's start, or a surname, is some hamlet's name too
        sure = population >= _TOWN or place.kind in _BROAD or not single or (vote in ("ORG", "MISC") and not first)
        if place.country in countries and (sure or (vote is None and len(candidate.name) > _SHORT)):
            return True
    return False


def _is_large_town(finder: Finder, name: str) -> bool:
    """Whether a name is that of a town that readers know, whatever a tagger takes it for; no seat of a government."""
    if fold(name) in _seats():
        return False
    return any(
        place.score >= EXACT and bears_name(place, name) and _is_known_town(place) for place in finder.lookup(name)
    )


_TOWN: Final = 10_000
_SHORT: Final = 5


def is_acronym(name: str) -> bool:
    letters = [char for char in name if char.isalpha()]
    return len(letters) > 1 and len(letters) < 7 and all(char.isupper() for char in letters) and " " not in name


def _looks_personal(finder: Finder, candidate: Candidate) -> bool:
    """Whether an unknown name of several words is rather a person's."""
    words = [token for token in finder.tokens[candidate.first : candidate.last] if token.is_word]
    return len(words) > 3 and finder.vote(candidate.first, candidate.last) != "LOC"


def is_metonym(finder: Finder, candidate: Candidate) -> bool:
    """Whether a country or a country's capital stands for its government."""
    around = candidate.around
    seat = fold(candidate.name) in _seats()
    if candidate.country is None and not seat:
        return False
    if around.metonymic or around.indirect:
        return True
    if around.locative or around.head or around.held:
        return False
    before = finder.tokens[candidate.first - 1].norm if candidate.first else ""
    if before in word_set("metonym_verb"):
        return True
    after = [token.norm for token in finder.tokens[candidate.last : candidate.last + 5]]
    owner = finder.tokens[candidate.first - 2].norm if candidate.first > 1 else ""
    if before in ("de", "d'") and owner in _DWELLINGS:
        return False
    told = [word for word in after if word not in _NEGATIONS]
    if len(told) > 1 and told[0] in _AUXILIARIES and (told[1] in _UNDERGONE or told[1:3] == ["en", "proie"]):
        return False
    struck = before.isalpha() and before not in word_set("stop")  # "ont mis Dacca à l'arrêt"
    if (
        seat
        and not struck
        and after
        and (after[0] in ("et", "ou") or (after[0][0].isalpha() and not finder.tokens[candidate.last].first))
    ):
        return True
    while after and after[0] in ("ne", "n'", "se", "s'", "l'", "y", "en"):
        after.pop(0)
    return bool(after) and after[0] in word_set("metonym_verb")


_DWELLINGS: Final = frozenset(
    ("domicile", "maison", "appartement", "résidence", "villa", "rue", "rues", "banlieue", "abords")
)
"""What stands in a town and not in a government's hands: "à son domicile de Dacca"."""
_AUXILIARIES: Final = frozenset(("a", "avait", "aurait", "est", "était", "reste", "fait", "demeure"))
_NEGATIONS: Final = frozenset(("ne", "n'", "pas", "plus", "guère", "jamais", "aussi", "également", "toujours"))
_UNDERGONE: Final = frozenset(
    (
        *(
            "été",
            "essuyé",
            "subi",
            "connu",
            "vécu",
            "encaissé",
            "enduré",
            "retrouvé",
            "tremblé",
            "face",
            "pris",
            "prise",
        ),
        *("confronté", "confrontée", "frappé", "frappée", "plongé", "plongée", "secoué", "secouée", "miné", "minée"),
        *("déchiré", "déchirée", "endeuillé", "endeuillée", "ensanglanté", "ensanglantée", "victime"),
    )
)
"""What happens to countries and towns and not to governments: "le Burkina est confronté à", "fait face à"."""


@cache
def _seats() -> frozenset[str]:
    """Folded names of the capitals."""
    return frozenset(fold(entry.capital) for entry in countries() if entry.capital)
