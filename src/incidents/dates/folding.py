"""One typography for matching: lower case, no accents, plain spaces and apostrophes."""

from __future__ import annotations

import re
import unicodedata

from attrs import frozen

_DROPPED = re.compile("[\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff]")
_SPACES = "\t\r\v\f\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"


def _table() -> dict[int, str]:
    table = {ord(space): " " for space in _SPACES}
    table.update(dict.fromkeys(map(ord, "\u2019\u2018\u02bc\u0060\u00b4\u2032"), "'"))
    table.update(dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-"))
    table.update({ord("º"): "o", ord("ᵉ"): "e", ord("ʳ"): "r"})
    for code in (*range(0x41, 0x5B), *range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        plain = unicodedata.normalize("NFD", chr(code))[0].lower()
        if len(plain) == 1:
            table[code] = plain
    return table


_TABLE = _table()


@frozen
class Folded:
    """A text folded for matching.

    Attributes:
        source: The text as given.
        text: Its folded form.
        offsets: For each character of `text`, and for its end, the offset in `source`; None when they are the same.
    """

    source: str
    text: str
    offsets: tuple[int, ...] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the folded characters `start`..`end` stand in the source, combining marks included."""
        if self.offsets is None:
            return start, end
        last = self.offsets[end - 1] + 1 if end > start else self.offsets[start]
        while last < len(self.source) and unicodedata.combining(self.source[last]):
            last += 1
        return self.offsets[start], last


def fold(text: str) -> Folded:
    """Folds a text: accents, case, kinds of space, apostrophe and dash no longer matter.

    Example:
        >>> fold("L’été à Gao").text
        "l'ete a gao"
    """
    if not _DROPPED.search(text):
        return Folded(text, text.translate(_TABLE), None)
    kept = [at for at, char in enumerate(text) if not _DROPPED.match(char)]
    folded = "".join([text[at] for at in kept]).translate(_TABLE)
    return Folded(text, folded, (*kept, len(text)))
