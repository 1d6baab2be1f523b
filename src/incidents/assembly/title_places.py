"""The place that an article's title names as where its news happened."""

from __future__ import annotations

import re

from incidents.frames.records import Findings
from incidents.types import REGION, PlaceKind

_SEPARATOR = r"\s?(?:,|:|\s[–—-]\s)"
_BEFORE = r"(?:à|au|aux|près de|près d['’]|dans|dans le|dans la|en)\s?"


def title_place(findings: Findings, title: str | None) -> int | None:
    """The position in `Findings.places` of the town that heads a title or is named there as a scene; None without one.

    A title such as "Siliana : la ville ne désarme pas" or "Trois magistrats mitraillés à El-Arich" says where the news
    happened even where the text only calls it "la ville"; one that names two towns does not.

    Args:
        findings: All mentions.
        title: The article's title, where it has one outside its text.
    """
    if title is None:
        return None
    told: dict[str, int] = {}
    for index, place in enumerate(findings.places):
        if place.location.precision >= REGION or place.location.kind in (PlaceKind.COUNTRY, PlaceKind.REGION):
            continue
        if _is_told(title.replace("’", "'"), place.mention.name):
            told.setdefault(place.mention.name.lower(), index)
    return next(iter(told.values())) if len(told) == 1 else None


def _is_told(title: str, name: str) -> bool:
    """Whether a title is headed by a name, or has it behind a preposition of place."""
    if name not in title and name.title() not in title:
        return False
    word = re.escape(name)
    return re.search(rf"^{word}{_SEPARATOR}|\b{_BEFORE}{word}(?![\w-])", title, re.IGNORECASE) is not None
