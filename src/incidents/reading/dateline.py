"""Reads the dateline at the head of a report."""

from __future__ import annotations

import re
from functools import cache

from attrs import frozen

from incidents.lexicons.loader import lexicon_path, load_entries
from incidents.reading.normalise import fold, strip_accents
from incidents.reading.press_copy import parts
from incidents.reading.records import Dateline

_LONGEST = 160
_DASH = r"(?:\s*[–—]+\s*|\s+[-|]+\s+|-+\s+(?=[A-Z«]))"
_TOKEN = r"[A-Z][\w.'-]*"
_PLACE = rf"{_TOKEN}(?: (?:(?:de|du|des|la|le|les|el|al|sur|sous|en|et|es|a) ){{0,2}}(?:[dl]')?{_TOKEN}){{0,4}}"
_SHORT_PLACE = rf"{_TOKEN}(?: (?:(?:el|al|es|la|le) )?{_TOKEN}){{0,2}}"
_CAPITALS = r"[A-Z][A-Z'.-]+(?: (?:[A-Z'.-]+|de|du|la|le)){0,4}"
_REGION = r"(?:,? ?\([A-Z][^()]{1,40}\)|, [A-Z][\w' -]{2,30}?)"
_OWN = (
    r"(?:de notre (?:correspondante?|envoyee? speciale?|bureau)|de nos (?:correspondants|envoyes speciaux)"
    r"|notre (?:correspondante?|envoyee? speciale?)|envoyee? speciale?|envoyes speciaux"
    r"|correspondance(?: particuliere)?|correspondante?)"
)
_LABEL = re.compile(
    r"\[\s*(?P<inside>[^\[\]]{2,40}?)\s*\]\s*[:–—-]*\s*"
    r"|(?P<bare>[^\W\d_][^\n.:–—|]{1,35}?)(?:\s*[–—:|]+\s+|\s+-\s+)"
)


@frozen
class LabelEntry:
    """Words that head a paragraph and are no place.

    Attributes:
        id: Stable name.
        words: Folded words or short phrases.
        label: Whether the word is furniture, to be cut off before a dash; if not, it belongs to the sentence.
        matches: Paragraphs headed by one, brackets around it.
        rejects: Paragraphs headed by a place or by plain prose.
    """

    id: str
    words: tuple[str, ...]
    label: bool
    matches: tuple[str, ...]
    rejects: tuple[str, ...]


@cache
def _labels() -> dict[str, bool]:
    entries = load_entries(lexicon_path("reading_labels.toml"), LabelEntry)
    table = {fold(word): entry.label for entry in entries for word in entry.words}
    return table | dict.fromkeys(parts()["weekday"][3:-1].lower().split("|"), False)


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    """The forms of datelines in falling certainty, over text without accents."""
    table = parts()
    names = rf"(?:(?i:{table['agency']})\b|[A-Z]{{2,5}}\b|[\w-]{{2,30}}\.[a-z]{{2,4}}\b)"
    agency = rf"\((?P<agency>(?:avec )?(?:l')?{names}(?:(?:/| / |, | et |-){names}){{0,2}})\)"
    written = rf"(?:{table['weekday']}\.? )?\d{{1,2}}(?:er)? (?:{table['month']})\.?(?: \d{{4}})?"
    day = rf"(?P<date>(?:le )?{written}|{table['date']})"
    dated = rf"(?:,? (?:le )?{day})"
    place = rf"(?P<place>{_PLACE})"
    opening = r"(?=[A-Z0-9«\"'(])"
    sources = [
        rf"{place}{_REGION}?(?:,? ?/ ?{_PLACE})?{dated}?,? ?{agency}(?:{_DASH}|\s*:\s*|\s+){opening}",
        rf"{place}{_REGION}?(?:,? ?/ ?{_PLACE})?{dated}(?:{_DASH}|\s*:\s+){opening}",
        rf"{place}{_REGION}?,? (?-i:[A-Z]{{2,6}}){dated}{_DASH}",
        rf"{agency}(?:{_DASH}|\s+){opening}",
        rf"(?:avec )(?P<agency>{table['agency']}){_DASH}{opening}",
        rf"(?P<agency>{table['agency']}){_DASH}{opening}",
        rf"{place}{_REGION}?(?:,| -|:| :) {_OWN}(?:\s*[.,:–—]+\s*| - ){opening}",
        rf"{place}{_REGION}? ?\({_OWN}[^()]{{0,40}}\)(?:{_DASH}|\s*[.:,]\s*|\s+){opening}",
        rf"{_OWN} (?:a |au |en |aux )(?P<place>{_PLACE})(?:\s*[.,:–—]+\s*| - ){opening}",
        rf"\((?P<place>{_SHORT_PLACE})(?:, [A-Z][\w' -]{{2,30}})?\){_DASH}?\s*{opening}",
        rf"(?P<place>{_CAPITALS}){_REGION}?{_DASH}{opening}",
        rf"(?P<place>{_SHORT_PLACE})(?: ?\([A-Z][^()]{{1,40}}\))?{_DASH}{opening}",
    ]
    keep_case = [re.sub(r"avec |l'|le |de notre|de nos|notre ", lambda m: f"(?i:{m[0]})", source) for source in sources]
    return tuple(re.compile(source) for source in keep_case)


@cache
def _lone_forms() -> tuple[re.Pattern[str], ...]:
    """The forms of datelines that fill a line."""
    table = parts()
    label = r"(?:[A-Z][A-Z ']{3,30}\s+[–—|-]+\s+)?"
    own = r"(?i:(?:avec |de )?(?:notre|nos|l'un de nos) (?:correspondante?s?|envoyee?s? specia(?:le?|ux)))"
    day = rf"(?i:(?P<date>(?:le )?{table['date']}))"
    agency = rf"(?P<agency>(?i:{table['agency']}))"
    return tuple(
        re.compile(form + r"\s*\.?\s*$")
        for form in (
            rf"(?P<place>{_PLACE})(?:,| -|:| :| )\s*(?i:{_OWN})",
            rf"\W*{own} (?i:a|au|en|aux) (?P<place>{_PLACE})",
            rf"{label}(?P<place>{_PLACE})(?: ?/ ?{_PLACE})?, {day}",
            rf"(?P<place>{_PLACE})\s*\|\s*{agency}(?:\s*\|\s*{day})?",
        )
    )


def _is_place(words: str) -> bool:
    """Whether a stretch of capitalised words may name a place, judged by the labels that it could be."""
    folded = fold(words).strip(" .")
    table = _labels()
    return folded not in table and folded.split(" ")[0] not in table


def find_label(text: str, start: int, end: int) -> int | None:
    """The end of a label such as "ENTRETIEN —" or "[DÉCRYPTAGE]" at the head of a paragraph, or None.

    Example:
        >>> find_label("ENTRETIEN — Le général répond.", 0, 30)
        12
    """
    match = _LABEL.match(text[start : min(end, start + 60)])
    if match is None or start + match.end() >= end:
        return None
    words = fold(match["inside"] or match["bare"]).strip()
    return start + match.end() if _labels().get(words) else None


def find_dateline(text: str, start: int, end: int) -> Dateline | None:
    """Reads the dateline that a paragraph begins with.

    Args:
        text: Text in the typography of `Reading.text`.
        start: First character of the paragraph.
        end: One past its last.

    Returns:
        The dateline with its place, date and agency as far as it has them; None when there is none.

    Example:
        >>> text = "BAMAKO, 3 mai (Reuters) - Deux soldats ont été tués."
        >>> line = find_dateline(text, 0, len(text))
        >>> text[slice(*line.place)], text[slice(*line.date)], line.agency
        ('BAMAKO', '3 mai', 'Reuters')
    """
    head = strip_accents(text[start : min(end, start + _LONGEST)])
    for form in _forms():
        match = form.match(head)
        if match is None:
            continue
        found = match.groupdict()
        if found.get("place") is not None and not _is_place(found["place"]):
            continue
        if start + match.end() >= end:
            continue

        return _dateline(text, start, match)
    return None


def _dateline(text: str, start: int, match: re.Match[str]) -> Dateline:
    """The record of a match that begins at `start`."""
    found = match.groupdict()
    spans = {
        name: (start + match.start(name), start + match.start(name) + len(words.rstrip(" .,")))
        for name, words in found.items()
        if words is not None
    }
    agency = spans.get("agency")
    return Dateline(
        start=start,
        end=start + match.end(),
        place=spans.get("place"),
        date=spans.get("date"),
        agency=text[slice(*agency)] if agency else None,
    )


def find_lone_dateline(text: str, start: int, end: int) -> Dateline | None:
    """Reads a line that is a dateline and nothing else, such as "Islamabad, correspondance".

    Example:
        >>> text = "De notre correspondante à Huwara"
        >>> line = find_lone_dateline(text, 0, len(text))
        >>> text[slice(*line.place)]
        'Huwara'
    """
    if end - start > _LONGEST:
        return None
    head = strip_accents(text[start:end])
    for form in _lone_forms():
        match = form.match(head)
        if match is not None and _is_place(match["place"]):
            return _dateline(text, start, match)
    return None


def is_rubric(text: str) -> bool:
    """Whether a line is a rubric such as "Actualités - CHRONOLOGIE": short pieces, one of which is a known label.

    Example:
        >>> is_rubric("En bref — Afrique"), is_rubric("Afrique de l'Ouest — Deux attaques")
        (True, False)
    """
    pieces = [fold(piece).strip() for piece in re.split(r"\s+[–—|:-]+\s+|\s*\|\s*|\s*:\s+", text[:90])]
    table = _labels()
    short = len(text) <= 80 and all(len(piece.split()) <= 2 for piece in pieces)
    return short and any(table.get(piece, False) for piece in pieces)
