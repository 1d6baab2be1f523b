"""Compiles the rules to one regex over classes of tokens, and scans a text with it once.

Every token of a text becomes one character that stands for the set of its classes; a pattern is a regex over these.
In a pattern, NAME is a class of tokens or a part (dates_parts.toml), a lower-case word or a mark is itself; ``( | )``,
``?`` and ``+`` are as in regexes; ``>X`` and ``!X`` ask that X follows, or does not; ``<X`` and ``<!X`` that it comes
before, or does not; brackets delimit the mention where it is less than the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from attrs import frozen

from incidents.dates.folding import Folded
from incidents.dates.lexicon import RULES, Rule, load_parts, load_rules
from incidents.dates.tokens import Stream, Token, Tokenizer
from incidents.errors import LexiconError
from incidents.lexicons.loader import lexicon_path

_ATOM = re.compile(r"[()|\[\]]|<!|[<>!?+]|[^\s()|\[\]<>!?+]+")
_SIGNS = frozenset({*"()|[]<>!?+", "<!"})
_LOOK = {">": "(?=", "!": "(?!", "<": "(?<=", "<!": "(?<!"}


@frozen
class Hit:
    """Where a rule matched.

    Attributes:
        rule: The rule.
        stream: The tokens of the text.
        first: Index of the mention's first token.
        last: Index of its last token.
        fields: For each class that the pattern captured, the tokens captured, in order.
    """

    rule: Rule
    stream: Stream
    first: int
    last: int
    fields: Mapping[str, tuple[Token, ...]]

    def all(self, name: str) -> tuple[Token, ...]:
        """The tokens captured for a class, in order."""
        return self.fields.get(name, ())

    def has(self, name: str) -> bool:
        """Whether a token was captured for a class."""
        return name in self.fields

    def number(self, name: str) -> int | None:
        """The value, as a number, of the first token captured for a class."""
        found = self.fields.get(name)
        return int(found[0].values[name]) if found else None

    def value(self, name: str) -> str:
        """The value of the first token captured for a class; empty when there is none."""
        found = self.fields.get(name)
        return found[0].values[name] if found else ""

    def tokens(self) -> Iterator[Token]:
        """The tokens of the mention."""
        return (self.stream.token(index) for index in range(self.first, self.last + 1))


def _atoms(pattern: str, parts: Mapping[str, str]) -> Iterator[str]:
    """The pieces of a pattern, the names of parts replaced by what they stand for."""
    for atom in _ATOM.findall(pattern):
        if atom in parts:
            yield "("
            yield from _atoms(parts[atom], parts)
            yield ")"
        else:
            yield atom


@frozen
class _Piece:
    """A piece of a pattern as regex source.

    Attributes:
        regex: The source.
        first: All characters it may begin with.
        empty: Whether it may match nothing.
    """

    regex: str
    first: frozenset[str] = frozenset()
    empty: bool = True

    def then(self, other: _Piece) -> _Piece:
        """This piece, followed by another."""
        first = self.first | other.first if self.empty else self.first
        return _Piece(self.regex + other.regex, first, self.empty and other.empty)


class _Compiler:
    """Turns the atoms of one pattern into regex source."""

    def __init__(self, rule: Rule, number: int, atoms: list[str], tokenizer: Tokenizer) -> None:
        self.rule = rule
        self.prefix = f"r{number}_"
        self.atoms = atoms
        self.at = 0
        self.tokenizer = tokenizer
        self.captured: list[tuple[str, str]] = []

    def fail(self, message: str) -> LexiconError:
        return LexiconError(lexicon_path(RULES), [f"entry {self.rule.id!r}: {message}"])

    def alternatives(self, *, capture: bool = True) -> list[_Piece]:
        """Reads up to the closing parenthesis or the end."""
        found, current = [], _Piece("")
        while self.at < len(self.atoms) and self.atoms[self.at] != ")":
            if self.atoms[self.at] == "|":
                self.at += 1
                found.append(current)
                current = _Piece("")
            else:
                current = current.then(self.item(capture))
        return [*found, current]

    def group(self, capture: bool) -> list[_Piece]:
        """Reads a parenthesised group, or a single class."""
        if self.at >= len(self.atoms):
            raise self.fail("the pattern ends too early")
        if self.atoms[self.at] != "(":
            return [self.item(capture)]
        self.at += 1
        found = self.alternatives(capture=capture)
        if self.at >= len(self.atoms):
            raise self.fail("a parenthesis is not closed")
        self.at += 1
        return found

    def item(self, capture: bool) -> _Piece:
        """Reads a group, a class, a condition or a bracket."""
        atom = self.atoms[self.at]
        if atom in _LOOK:
            self.at += 1
            joint = "" if atom in ("!", "<!") else "|"
            conditions = [f"{_LOOK[atom]}{one.regex})" for one in self.group(capture=False)]
            return _Piece("(?:" + joint.join(conditions) + ")")
        if atom == "(":
            return self.repeated(_either(self.group(capture)))
        self.at += 1
        if atom in "[]":
            return _Piece(f"(?P<{self.prefix}span>" if atom == "[" else ")")
        name = atom.lower() if atom.isupper() else f"={atom}"
        codes = self.tokenizer.codes(name)
        if not codes:
            raise self.fail(f"there is no class or part {atom!r}")
        regex = f"[{codes}]"
        if capture and atom.isupper():
            label = f"{self.prefix}{len(self.captured)}"
            self.captured.append((label, name))
            regex = f"(?P<{label}>{regex})"
        return self.repeated(_Piece(regex, frozenset(codes), empty=False))

    def repeated(self, piece: _Piece) -> _Piece:
        """Adds the "?" or "+" that follows."""
        if self.at < len(self.atoms) and self.atoms[self.at] in ("?", "+"):
            self.at += 1
            sign = self.atoms[self.at - 1]
            return _Piece(piece.regex + sign, piece.first, piece.empty or sign == "?")
        return piece

    def compile(self) -> _Piece:
        """Reads the whole pattern."""
        piece = _either(self.alternatives())
        if self.at < len(self.atoms):
            raise self.fail("a parenthesis is closed that was not opened")
        if piece.empty:
            raise self.fail("the pattern may match nothing")
        return piece


def _either(pieces: list[_Piece]) -> _Piece:
    first = frozenset(code for piece in pieces for code in piece.first)
    return _Piece("(?:" + "|".join(piece.regex for piece in pieces) + ")", first, any(piece.empty for piece in pieces))


@frozen
class _Compiled:
    """One rule, compiled: its regex and, for each class it captures, the group's name."""

    rule: Rule
    regex: str
    captured: list[tuple[str, str]]
    span: str


class Grammar:
    """The rules, compiled; for each kind of token one regex of those that may begin with it.

    Args:
        rules: In order of precedence: where several match at one place the first wins.
        parts: The named pieces of patterns.
    """

    def __init__(self, rules: tuple[Rule, ...], parts: Mapping[str, str]) -> None:
        patterns = [list(_atoms(rule.pattern, parts)) for rule in rules]
        atoms_used = {atom for atoms in patterns for atom in atoms}
        self._tokenizer = Tokenizer(frozenset(atom for atom in atoms_used if not atom.isupper() and atom not in _SIGNS))
        self._rules: list[_Compiled] = []
        starts: dict[str, list[int]] = {}
        for number, (rule, atoms) in enumerate(zip(rules, patterns, strict=True)):
            compiler = _Compiler(rule, number, atoms, self._tokenizer)
            piece = compiler.compile()
            span = f"{compiler.prefix}span" if "[" in atoms else f"r{number}"
            self._rules.append(_Compiled(rule, f"(?P<r{number}>{piece.regex})", compiler.captured, span))
            for code in piece.first:
                starts.setdefault(code, []).append(number)
        self._starts = {code: tuple(numbers) for code, numbers in starts.items()}
        self._start = re.compile(f"[{''.join(sorted(starts))}]")
        self._regexes: dict[tuple[int, ...], re.Pattern[str]] = {}

    def _regex(self, code: str) -> re.Pattern[str]:
        """The rules that may begin with a token of this kind."""
        numbers = self._starts[code]
        regex = self._regexes.get(numbers)
        if regex is None:
            regex = self._regexes[numbers] = re.compile("|".join(self._rules[number].regex for number in numbers))
        return regex

    def scan(self, folded: Folded) -> Iterator[Hit]:
        """Finds where rules match, from left to right, without overlap."""
        source, offsets = folded.source, folded.offsets
        stream = self._tokenizer(
            folded.text, source if offsets is None else "".join([source[at] for at in offsets[:-1]])
        )
        start = self._start.search(stream.codes)
        while start is not None:
            at = start.start()
            found = self._regex(start.group()).match(stream.codes, at)
            if found is not None:
                yield self._hit(found, stream)
                at = found.end() - 1
            start = self._start.search(stream.codes, at + 1)

    def _hit(self, found: re.Match[str], stream: Stream) -> Hit:
        compiled = self._rules[int((found.lastgroup or "")[1:])]
        fields: dict[str, tuple[Token, ...]] = {}
        for label, name in compiled.captured:
            at = found.start(label)
            if at >= 0:
                fields[name] = (*fields.get(name, ()), stream.token(at))
        first, last = found.span(compiled.span)
        return Hit(compiled.rule, stream, first, last - 1, fields)


@cache
def default_grammar() -> Grammar:
    """The grammar of the library's own lexicons."""
    return Grammar(load_rules(), load_parts())
