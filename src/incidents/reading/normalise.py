"""Brings press copy into one typography and remembers where every character stood."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache

from attrs import frozen

from incidents.lexicons.loader import lexicon_path, load_entries
from incidents.reading.offsets import Offsets, OffsetsBuilder, compose

_SPACES = "\t\v\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_BREAKS = "\r\f\x85\u2028\u2029"
_APOSTROPHES = "\u2019\u2018\u02bc\u201b\u02b9\uff07"
_HYPHENS = "\u2010\u2011\u2212\ufe63\uff0d"
_OPENING, _CLOSING = "\u201c\u201e\u201f", "\u201d"
_EACH = str.maketrans(
    _SPACES + _BREAKS + _APOSTROPHES + _HYPHENS + _OPENING + _CLOSING,
    " " * len(_SPACES)
    + "\n" * len(_BREAKS)
    + "'" * len(_APOSTROPHES)
    + "-" * len(_HYPHENS)
    + "«" * len(_OPENING)
    + "»" * len(_CLOSING),
)
_DROPPED = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\ufff9-\ufffc\ud800-\udfff\U000e0000-\U000e01ef"
)
_MARKUP = re.compile(
    r"<!--|-->|</?(?P<tag>[A-Za-z][A-Za-z0-9]{0,15})(?:[\s/][^<>]*)?>|<[!?][A-Za-z][^<>]*>"
    r"|&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});",
    re.DOTALL,
)
_UNTIDY = re.compile(rf"\r\n|[{_DROPPED}]+|[\ufb00-\ufb06]|''")
_RUNS = re.compile(r" *\n[ \n]*| {2,}|\A | \Z")
_COMPOSING = re.compile(r".?[\u0300-\U0010ffff]+", re.DOTALL)
_ACUTE = re.compile(r"(?<=[^\W\d_])[\u00b4`\u2032](?=[^\W\d_])")
_STRAIGHT = re.compile(r'"')


@frozen
class TagRule:
    """What some HTML tags mean for the text.

    Attributes:
        id: Stable name.
        effect: "break" ends a line, "paragraph" ends a paragraph, "drop" also drops what the element holds.
        tags: Names of the tags; those not listed in any rule vanish and leave what they hold.
        matches: Examples with their brackets around what is left in reading order.
        rejects: Examples that the rule leaves alone.
    """

    id: str
    effect: str
    tags: tuple[str, ...]
    matches: tuple[str, ...]
    rejects: tuple[str, ...]


@frozen
class CleanText:
    """A text in one typography.

    Attributes:
        text: The text.
        offsets: For each of its characters, and for its end, the offset in the source.
    """

    text: str
    offsets: Offsets


@cache
def _tag_effects() -> dict[str, str]:
    rules = load_entries(lexicon_path("reading_markup.toml"), TagRule)
    return {tag: rule.effect for rule in rules for tag in rule.tags}


Edit = tuple[int, int, str]
"""Start and end of a stretch of the old text, and what stands there instead."""


def _apply(text: str, edits: Iterator[Edit]) -> tuple[str, Offsets]:
    """Makes a new text with edits that are in order and do not overlap."""
    pieces: list[str] = []
    builder = OffsetsBuilder()
    position = 0
    for start, end, new in edits:
        pieces.append(text[position:start])
        builder.add(start - position, position)
        for index, _ in enumerate(new):
            builder.add(1, min(start + index, max(start, end - 1)))
        pieces.append(new)
        position = end
    pieces.append(text[position:])
    builder.add(len(text) - position, position)
    return "".join(pieces), builder.finish(len(text))


def _markup_edits(text: str) -> Iterator[Edit]:
    effects = _tag_effects()
    lowered = fold(text) if "<" in text else ""
    last_close = {tag: lowered.rfind(f"</{tag}>") for tag, effect in effects.items() if effect == "drop"}
    last_close["<!--"] = text.rfind("-->")
    dropping: tuple[str, int] | None = None
    for match in _MARKUP.finditer(text):
        tag = match["tag"].lower() if match["tag"] else "<!--" if match[0] in ("<!--", "-->") else ""
        closing = match[0].startswith(("</", "-->"))
        if dropping is not None:
            if closing and tag == dropping[0]:
                yield dropping[1], match.end(), "\n"
                dropping = None
            continue
        effect = "drop" if tag == "<!--" else effects.get(tag, "")
        if match[0] == "-->":
            continue
        if match[0].startswith("&"):
            meant = html.unescape(match[0])
            if meant != match[0]:
                yield match.start(), match.end(), meant
        elif effect == "drop" and not closing and match.start() < last_close[tag]:
            dropping = (tag, match.start())
        else:
            yield match.start(), match.end(), {"break": "\n", "paragraph": "\n\n"}.get(effect, "")
    if dropping is not None:
        yield dropping[1], len(text), "\n"


def _untidy_edits(text: str) -> Iterator[Edit]:
    for match in _UNTIDY.finditer(text):
        found = match[0]
        if found == "\r\n":
            new = "\n"
        elif found == "''":
            new = '"'
        elif "\ufb00" <= found <= "\ufb06":
            new = unicodedata.normalize("NFKC", found)
        else:
            new = ""
        yield match.start(), match.end(), new


def _fuses(cluster: str, char: str) -> bool:
    """Whether a character composes with the cluster before it, as the letters of a Hangul syllable do."""
    alone = len(unicodedata.normalize("NFC", cluster)) + len(unicodedata.normalize("NFC", char))
    return len(unicodedata.normalize("NFC", cluster + char)) < alone


def _composing_edits(text: str) -> Iterator[Edit]:
    for match in _COMPOSING.finditer(text):
        if unicodedata.is_normalized("NFC", match[0]):
            continue
        start = match.start()
        cluster = ""
        for position, char in enumerate(match[0] + "\0", start=match.start()):
            joins = cluster and (unicodedata.combining(char) or (char > "\u02ff" and _fuses(cluster[-30:], char)))
            if joins:
                cluster += char
                continue
            if cluster and not unicodedata.is_normalized("NFC", cluster):
                yield start, position, unicodedata.normalize("NFC", cluster)
            cluster, start = char, position


def _run_edits(text: str) -> Iterator[Edit]:
    for match in _RUNS.finditer(text):
        found = match[0]
        edge = match.start() == 0 or match.end() == len(text)
        new = "" if edge else "\n" * min(found.count("\n"), 2) or " "
        if new != found:
            yield match.start(), match.end(), new


def _straight_quote(match: re.Match[str]) -> str:
    text = match.string
    before = text[match.start() - 1] if match.start() else "\n"
    after = text[match.end()] if match.end() < len(text) else "\n"
    opens = before.isspace() or before in "([{-–—'«/"
    closes = after.isspace() or after in ")]}.,;:!?…-–—»/"
    if opens and not after.isspace():
        return "«"
    if closes and not before.isspace():
        return "»"
    return '"'


def normalise(source: str) -> CleanText:
    """Brings a text into one typography.

    Apostrophes become ', every space a plain one and runs of spaces one, line ends LF with at most one blank
    line in a row, non-breaking hyphens and minus signs -, double quotes « and » (their inner spaces stay as
    they are), ligatures such as ﬁ two letters; soft hyphens, zero-width and control characters vanish; HTML
    tags and entities become what they mean; the result is NFC. Linear in the length of the text.

    Args:
        source: Any text.

    Returns:
        The text with the offsets of its characters in `source`.

    Example:
        >>> normalise("L’attaque a fait douze&nbsp;morts<br>“bilan provisoire”").text
        "L'attaque a fait douze morts\\n«bilan provisoire»"
    """
    text, offsets = source, Offsets((0,), (0,), len(source) + 1)

    def step(edits: Callable[[str], Iterator[Edit]]) -> None:
        nonlocal text, offsets
        text, outer = _apply(text, edits(text))
        offsets = compose(outer, offsets)

    if "<" in text or "&" in text:
        step(_markup_edits)
    if not text.isascii() or _UNTIDY.search(text):
        step(_untidy_edits)
    text = text.translate(_EACH)
    text = _ACUTE.sub("'", text)
    while not unicodedata.is_normalized("NFC", text):
        before = text
        step(_composing_edits)
        if text == before:
            break
    if '"' in text:
        text = _STRAIGHT.sub(_straight_quote, text)
    step(_run_edits)
    return CleanText(text, offsets)


class _Folding(dict[int, str]):
    """Lower-case base letter of each character, worked out when first met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        base = unicodedata.normalize("NFD", char)[0].lower()
        folded = base if len(base) == 1 else char
        self[code] = folded
        return folded


class _Stripping(dict[int, str]):
    """Base letter of each character, case kept."""

    def __missing__(self, code: int) -> str:
        stripped = unicodedata.normalize("NFD", chr(code))[0]
        self[code] = stripped
        return stripped


_FOLDING = _Folding()
_STRIPPING = _Stripping()


def fold(text: str) -> str:
    """Lower-cases a text and strips its accents, character by character, so that offsets stay valid.

    Example:
        >>> fold("Été à Ménaka")
        'ete a menaka'
    """
    return text.translate(_FOLDING)


def strip_accents(text: str) -> str:
    """Strips the accents of a text, character by character, and keeps its case and its offsets.

    Example:
        >>> strip_accents("Été à Ménaka")
        'Ete a Menaka'
    """
    return text.translate(_STRIPPING)
