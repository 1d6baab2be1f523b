"""The furniture of press pages: a lexicon of phrases, compiled once, that lines are read with."""

from __future__ import annotations

import re
from functools import cache

from attrs import frozen

from incidents.lexicons.loader import lexicon_path, load_entries
from incidents.reading.normalise import fold, strip_accents
from incidents.reading.records import BlockKind

_SEPARATOR = r"(?:\s*[:|>»–—!]+\s*|\s+-+\s+|\s*→\s*)"
_BUILT_IN = {
    "n": r"(?:\d{1,3}(?:[ .,]\d{3})+|\d+(?:[.,]\d+)?)",
    "time": r"(?:\d{1,2}\s?[hH:](?:\s?\d{2})?(?:[:m]\d{2})?)",
    "sep": _SEPARATOR,
    "rest": r".*",
    "title": r"(?-i:[^a-z\s,.;].*)",
    "few": r"[^\s|·•]+(?: [^\s|·•–—]+){0,7}",
    "name": (
        r"(?-i:[A-Z@][\w.'&-]*"
        r"(?:,? (?:(?:de|du|des|la|le|les|et|en|d|of|the|al|el|ben|ould|ag) ){0,2}(?:[dl]')?[A-Z0-9][\w.'&-]*){0,6})"
    ),
    "initials": r"(?-i:[A-Z][a-z]{0,2}\.(?:[ -]?[A-Z][a-z]{0,2}\.){0,3}(?: ?[A-Z]\b)?|[A-Z]\.[A-Z]\b)",
    "desk": r"(?-i:[a-z]{2,5}(?:-[a-z]{2,5})?(?:/[a-z]{2,5}(?:-[a-z]{2,5})?)+)",
    "site": r"(?:(?:https?://|www\.)\S+|[\w-]{2,40}(?:\.[\w-]{2,40}){0,3}\.[a-z]{2,6}(?:/\S*)?)",
    "hashtag": r"(?:#\w+)",
}
_DATE = (
    r"(?:(?:le )?(?:(?:{weekday})\.?,? (?:le )?)?"
    r"(?:\d{{1,2}}(?:er)? (?:{month})\.?,?(?: \d{{4}})?|\d{{4}}-\d{{2}}-\d{{2}}"
    r"|\d{{1,2}}[./]\d{{1,2}}(?:[./]\d{{2,4}})?|\d{{1,2}} ?- ?\d{{1,2}} ?- ?\d{{2,4}})"
    r"(?:(?:,? (?:a |- |• |· |[|] )?|T){time}(?: ?{zone})?)?)"
)
_BOUNDARY = r"(?=$|[\s|·•–—/()\[\],;:.!?>»+*-])"
_SLOT = re.compile(r"\{([^{}]*)\}")


@frozen
class PartEntry:
    """A named part of phrases: names of months, agencies, networks.

    Attributes:
        id: The name under which phrases use it, as in ``{month}``.
        words: Its words, as typed; case and accents do not matter.
        matches: Examples, brackets around the part.
        rejects: Examples that hold none.
    """

    id: str
    words: tuple[str, ...]
    matches: tuple[str, ...]
    rejects: tuple[str, ...]


@frozen
class PressEntry:
    """One kind of furniture.

    Attributes:
        id: Stable name; the rule of the blocks that it decides.
        kind: Value of `BlockKind`.
        phrases: Phrases; ``{a/b}`` is a choice, ``{n}``, ``{date}``, ``{rest}`` and the like are parts.
        matches: Lines that are this furniture.
        rejects: Lines that stay prose.
    """

    id: str
    kind: str
    phrases: tuple[str, ...]
    matches: tuple[str, ...]
    rejects: tuple[str, ...]


@frozen
class Furniture:
    """What a line was recognised as.

    Attributes:
        kind: The kind of block.
        rule: Identifier of the lexicon entry.
        open: Whether the entry's phrase leaves the rest of the line open, as "Lire aussi : …" does.
    """

    kind: BlockKind
    rule: str
    open: bool = False


def _words(words: tuple[str, ...]) -> str:
    longest_first = sorted((strip_accents(word) for word in words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word) for word in longest_first) + ")"


@cache
def _part_entries() -> tuple[PartEntry, ...]:
    return load_entries(lexicon_path("reading_parts.toml"), PartEntry)


@cache
def parts() -> dict[str, str]:
    """The regular expressions that phrases may name, for text without accents."""
    table = dict(_BUILT_IN)
    for entry in _part_entries():
        table[entry.id] = _words(entry.words)
    table["date"] = _DATE.format(**{name: table[name] for name in ("weekday", "month", "time", "zone")})
    return table


def compile_phrase(phrase: str) -> str:
    """The regular expression of one phrase of the lexicon."""
    table = parts()
    pieces: list[str] = []
    position = 0
    for slot in _SLOT.finditer(phrase):
        pieces.append(re.escape(strip_accents(phrase[position : slot.start()])))
        name = slot[1]
        if "/" in name:
            choices = [strip_accents(choice) for choice in name.split("/")]
            pieces.append("(?:" + "|".join(re.escape(choice) for choice in choices) + ")")
        else:
            pieces.append(table[name])
        position = slot.end()
    pieces.append(re.escape(strip_accents(phrase[position:])))
    return "".join(pieces)


@frozen
class _Item:
    """One phrase of an entry, as a regular expression."""

    entry: PressEntry
    pattern: str
    open: bool


@frozen
class _Scanner:
    """The phrases that begin in one way, as one pattern, and what each of its groups stands for.

    Attributes:
        pattern: The phrases, those that leave the line open first, then the longest.
        items: One for each group.
        first: The characters, folded, that a match can begin with; None for any.
        guard: What every match begins with, where that is a long list: one look at it saves many.
    """

    pattern: re.Pattern[str]
    items: tuple[_Item, ...]
    first: frozenset[str] | None
    guard: re.Pattern[str] | None


def _opening(phrase: str) -> str:
    """How a phrase begins: with a letter, or with the part of that name."""
    slot = _SLOT.match(phrase)
    if slot is None:
        return fold(phrase[0])
    return slot[0] if slot[1] in ("agency", "network", "date", "n", "hashtag") else "{}"


def _first_chars(opening: str) -> frozenset[str] | None:
    words = {f"{{{part.id}}}": part.words for part in _part_entries()}
    digits = frozenset("0123456789")
    if opening in words:
        return frozenset(fold(word[0]) for word in words[opening])
    if opening == "{date}":
        return digits | {"l"} | frozenset(fold(word[0]) for word in words["{weekday}"])
    return {"{n}": digits, "{hashtag}": frozenset("#"), "{}": None}.get(opening, frozenset(opening))


@cache
def _scanners() -> tuple[_Scanner, ...]:
    by_opening: dict[str, list[tuple[int, str, _Item]]] = {}
    for entry in load_entries(lexicon_path("press_copy.toml"), PressEntry):
        for phrase in entry.phrases:
            opens = phrase.endswith(("{rest}", "{title}"))
            weight = len(_SLOT.sub("", phrase)) + 3 * phrase.count("{") + 20 * phrase.count("{date}") + 100 * opens
            item = _Item(entry, compile_phrase(phrase), opens)
            by_opening.setdefault(_opening(phrase), []).append((-weight, phrase, item))
    scanners: list[_Scanner] = []
    for opening, ranked in sorted(by_opening.items(), key=lambda pair: (pair[0] == "{}", pair[0])):
        items = tuple(item for _, _, item in sorted(ranked, key=lambda entry: entry[:2]))
        groups = (f"(?P<i{n}>{item.pattern})" + ("" if item.open else _BOUNDARY) for n, item in enumerate(items))
        pattern = re.compile("|".join(groups), re.IGNORECASE)
        guard = re.compile(parts()[opening[1:-1]], re.IGNORECASE) if opening in ("{agency}", "{network}") else None
        scanners.append(_Scanner(pattern, items, _first_chars(opening), guard))
    return tuple(scanners)


@cache
def _scanners_of(first: str) -> tuple[_Scanner, ...]:
    return tuple(scanner for scanner in _scanners() if scanner.first is None or first in scanner.first)


def _next_item(text: str, start: int, end: int) -> tuple[_Item, int] | None:
    """The longest item that stands at a position of a text without accents, and where it ends."""
    first = text[start].lower()
    best: tuple[_Item, int] | None = None
    for scanner in _scanners_of(first if first in _USUAL else "?"):
        if scanner.guard is not None and scanner.guard.match(text, start, end) is None:
            continue
        match = scanner.pattern.match(text, start, end)
        if match is not None and match.lastgroup is not None and match.end() > (best[1] if best else start):
            best = scanner.items[int(match.lastgroup[1:])], match.end()
    return best


_USUAL = frozenset("abcdefghijklmnopqrstuvwxyz0123456789#@©")
_LEADING = re.compile(r"[\s>|«\"(\[•*■▪●◆☞✓¤~–—.,;:!-]*")
_ARROW = re.compile(r"\s*(?:[►▶→☛➡⟶➜➤▸☞⇒↪👉📸🔴]|>{1,3}(?=\s))")
_SKIPPED = re.compile(r"[\s|·•–—/()\[\],;:.!?>»«+&*→-]*")
_STRONG = re.compile(r"\s+[|·•–—/]\s+|\s+-\s+|\s*\|\s*|\s*(?<=[)\]])\s+|\s+(?=[(\[])|\s+—\s*|\s+©\s*")
_LONGEST = 250
_SENTENCE_LIKE = ("agency", "byline", "caption", "timestamp")


def _consume(text: str, start: int, end: int) -> list[_Item] | None:
    """The items that a stretch wholly consists of, or None."""
    found: list[_Item] = []
    position = _skip(text, start, end)
    while position < end:
        item = _next_item(text, position, end)
        if item is None:
            return None
        found.append(item[0])
        position = _skip(text, item[1], end)
    return found or None


def _skip(text: str, start: int, end: int) -> int:
    """Where the next item may begin: past separators, brackets and stops."""
    match = _SKIPPED.match(text, start, end)
    return match.end() if match else start


def _is_free(segment: str, most: int) -> bool:
    """Whether a segment may be a name or rubric beside furniture: few words, no sentence."""
    words = segment.split()
    ended = segment.rstrip().endswith((".", ":", "!", "?")) and len(words[-1].rstrip(".")) > 1
    return len(words) <= most and not ended and ":" not in segment


def _consume_segments(text: str, start: int) -> list[_Item] | None:
    """Items of a line whose other segments are at most names and rubrics."""
    found: list[_Item] = []
    free: list[str] = []
    position = start
    spans = [*(match.span() for match in _STRONG.finditer(text, start)), (len(text), len(text))]
    if not 2 <= len(spans) <= 12:
        return None
    for left, right in spans:
        if text[position:left].strip(" ()[].,;:-"):
            items = _consume(text, position, left)
            if items is None:
                free.append(text[position:left])
            else:
                found.extend(items)
        position = right
    if not found:
        return None
    weak = all(item.entry.kind in ("agency", "byline") for item in found)
    return found if all(_is_free(segment, 3 if weak else 6) for segment in free) else None


def recognise(line: str) -> Furniture | None:
    """Says what piece of furniture a line is, or None for prose and titles.

    Args:
        line: One line in the typography of `Reading.text`.

    Example:
        >>> recognise("Lire aussi : Un convoi explose").kind
        <BlockKind.RELATED: 'related'>
        >>> recognise("Un convoi a explosé lundi.") is None
        True
    """
    if not line.strip() or len(line) > 40 * _LONGEST:
        return None
    text = strip_accents(line)
    leading = _LEADING.match(text)
    start = leading.end() if leading else 0
    arrow = _ARROW.match(text)
    start = max(start, arrow.end()) if arrow else start
    items: list[_Item] | None
    if len(line) > _LONGEST:
        item = _next_item(text, start, len(text)) if start < len(text) else None
        items = [item[0]] if item and item[0].open else None
    else:
        items = _consume(text, start, len(text)) or _consume_segments(text, start)
    if items is not None:
        opens = any(item.open for item in items)
        sentence = text.rstrip().endswith(".") and len(text.split()) >= 8
        if sentence and not opens and items[0].entry.kind in _SENTENCE_LIKE:
            return None
        entry = next((item.entry for item in items if item.entry.kind != "agency"), items[0].entry)
        return Furniture(BlockKind(entry.kind), entry.id, opens)
    if arrow and len(line) <= 200 and not text.rstrip().endswith("."):
        return Furniture(BlockKind.RELATED, "related.arrow", True)
    return None
