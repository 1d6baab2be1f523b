"""Names of administrative units without the generic word that sources put before or after them."""

from __future__ import annotations

import re
from typing import Final

_FRENCH_HEAD: Final = re.compile(
    r"^(?:gouvernorat|région|province|oblast|voblast|kraï|état|département|wilaya|district|république|préfecture|"
    r"canton|comté|municipalité|commune|territoire|raïon|cercle)s? (?:autonome )?"
    r"(?:de la |de l['’]|du |des |de |d['’])",
    re.IGNORECASE,
)
_ENGLISH_TAIL: Final = re.compile(
    r" (?:governorate|province|region|district|state|oblast|raion|department|county|prefecture|municipality|city|"
    r"territory|division|parish|mintaqah|republic|arrondissement|commune)$",
    re.IGNORECASE,
)
_LOCAL_HEAD: Final = re.compile(
    r"^(?:mu[hḥ]āfaz̧at|muhafazat|muḩāfaz̧at|qaḑā[’']|sha['`‘]bīyat|wilāyat|wilayat|wilaya de|région de|province de|"
    r"provincia de(?:l)?|departamento de(?:l)?|département de(?: la)?|préfecture de|cercle de|territoire de|"
    r"commune de|kabupaten|kota|distrito de|municipio de|arrondissement de|daïra de|daira de|rayon de|"
    r"état de|estado de|raion|district de) ",
    re.IGNORECASE,
)


def plain_name(name: str) -> str:
    """A unit's name without its generic word.

    >>> plain_name("Gouvernorat d'Idleb"), plain_name("Al-Anbar Governorate")
    ('Idleb', 'Al-Anbar')
    """
    short = _ENGLISH_TAIL.sub("", _LOCAL_HEAD.sub("", _FRENCH_HEAD.sub("", name))).strip()
    return short[:1].upper() + short[1:] if short else name
