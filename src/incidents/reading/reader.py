"""Reads an article: clean text, blocks, dateline, language."""

from __future__ import annotations

import re

from incidents.article import Article
from incidents.reading.blocks import Paragraph, cut_paragraphs
from incidents.reading.dateline import find_dateline, find_label, find_lone_dateline, is_rubric
from incidents.reading.language import guess_language, is_foreign
from incidents.reading.normalise import fold, normalise
from incidents.reading.press_copy import recognise
from incidents.reading.records import Block, BlockKind, Dateline, Reading

_SENTENCE_END = re.compile(r"(?:(?<![\s.(][A-ZÀ-Ý])\.|[!?…])[»)\]\"']*\s+")
_CREDIT = re.compile(r"\s+(?=[(\[])|\s*(?=©)")
_WORDS = re.compile(r"[^\W_]+")
_GLUED = re.compile(r"Accueil(?=[A-ZÀ-Ý])|Home(?=[A-Z])|Vous êtes ici\b")
_BARE = re.compile(r"[\W_]+$")
_DATED = (BlockKind.BYLINE, BlockKind.TIMESTAMP, BlockKind.AGENCY)
_TAIL = 170
_CAPTION = 300
_CREDIT_LENGTH = 90
_HEADING = 110
_TITLE = 220


def _kept(text: str) -> str:
    """What two versions of a headline have in common: folded words."""
    return " ".join(_WORDS.findall(fold(text)))


class _Reader:
    """The state of one reading: blocks so far, and what has been seen."""

    def __init__(self, article: Article, text: str) -> None:
        self.text = text
        self.title = _kept(normalise(article.title).text) if article.title else ""
        self.paragraphs = cut_paragraphs(text)
        self.blocks: list[Block] = []
        self.dateline: Dateline | None = None
        self.lead = False
        self.in_related = False
        prose = [p for p in self.paragraphs if p.furniture is None]
        stopped = [index for index, p in enumerate(self.paragraphs) if p.furniture is None and p.stopped]
        self.last_stopped = stopped[-1] if stopped else -1
        self.stops_usual = len(stopped) >= 2 or 2 * len(stopped) >= len(prose)

    def add(self, kind: BlockKind, start: int, end: int, rule: str) -> None:
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        if start < end:
            self.blocks.append(Block(kind, start, end, rule))

    def read(self) -> None:
        for index, paragraph in enumerate(self.paragraphs):
            self.read_paragraph(index, paragraph)

    def read_paragraph(self, index: int, paragraph: Paragraph) -> None:
        text = self.text[paragraph.start : paragraph.end]
        if paragraph.furniture is not None:
            self.read_furniture(paragraph, text)
            return
        if _BARE.match(text):
            self.add(BlockKind.MARKUP, paragraph.start, paragraph.end, "markup.signs")
            return
        if _GLUED.match(text):
            self.add(BlockKind.MARKUP, paragraph.start, paragraph.end, "markup.breadcrumb")
            return
        if self.in_related and not paragraph.stopped and len(text) <= _TITLE and "\n" not in text:
            self.add(BlockKind.RELATED, paragraph.start, paragraph.end, "related.list")
            return
        self.in_related = False
        if is_foreign(text):
            self.add(BlockKind.FOREIGN, paragraph.start, paragraph.end, "foreign.words")
            return
        other = self.other_kind(index, paragraph, text)
        if other is not None:
            self.add(other[0], paragraph.start, paragraph.end, other[1])
            return
        self.read_prose(paragraph)

    def read_furniture(self, paragraph: Paragraph, text: str) -> None:
        furniture = paragraph.furniture
        if furniture is None:
            return
        end = paragraph.end
        if furniture.open and len(text) > 250:
            boundary = _SENTENCE_END.search(self.text, paragraph.start + 20, paragraph.end)
            end = boundary.end() if boundary else end
        if self.dateline is None and not self.lead and furniture.kind in _DATED:
            self.dateline = find_lone_dateline(self.text, paragraph.start, paragraph.end)
        self.add(furniture.kind, paragraph.start, end, furniture.rule)
        if end < paragraph.end:
            self.read_prose(Paragraph(end, paragraph.end, None, False, paragraph.stopped, False))
        header = furniture.kind is BlockKind.RELATED and len(text) <= 60
        bare = header and (not furniture.open or text.rstrip().endswith(":"))
        self.in_related = bare or (self.in_related and furniture.kind is BlockKind.RELATED)

    def other_kind(self, index: int, paragraph: Paragraph, text: str) -> tuple[BlockKind, str] | None:
        """Whether a paragraph is a title, a heading or a signature."""
        single = "\n" not in text
        if self.title and single and _kept(text) == self.title:
            return BlockKind.TITLE, "title.given"
        if self.is_captioned(paragraph, text):
            return BlockKind.CAPTION, "caption.credit"
        if paragraph.stopped or paragraph.bullet or not single or text.rstrip().endswith((":", ";", ",", "»")):
            return None
        if _SENTENCE_END.search(text, 3):
            return None
        if is_rubric(text):
            return BlockKind.MARKUP, "markup.rubric"
        if self.is_lone_place(paragraph, text):
            return BlockKind.AGENCY, "dateline.line"
        words = len(text.split())
        if index > self.last_stopped >= 0 and self.stops_usual and self.lead and words <= 14 and len(text) <= _HEADING:
            return (BlockKind.AGENCY, "agency.last_line") if words <= 6 else (BlockKind.RELATED, "related.last_line")
        if not self.lead and index + 1 < len(self.paragraphs) and len(text) <= _TITLE and index < self.last_stopped:
            return BlockKind.TITLE, "title.first_line"
        if self.lead and len(text) <= _HEADING and index < self.last_stopped:
            return BlockKind.TITLE, "title.heading"
        return None

    def is_captioned(self, paragraph: Paragraph, text: str) -> bool:
        """Whether a short paragraph is a caption by the picture credit that ends it.

        A bare © also closes reports, so it makes a caption only of one sentence or phrase beside other prose.
        """
        if len(text) > _CAPTION or len(_SENTENCE_END.findall(text)) > 2:
            return False
        near = max(0, len(text) - _CREDIT_LENGTH)
        starts = {match.end() for form in (_CREDIT, _SENTENCE_END) for match in form.finditer(text, near)}
        for start in sorted(starts):
            furniture = recognise(text[start:]) if 0 < start < len(text) else None
            if furniture is not None and furniture.kind is BlockKind.CAPTION:
                bare = text[start] == "©"
                others = sum(p.stopped and p is not paragraph for p in self.paragraphs[:50] if p.furniture is None)
                return not bare or (others > 0 and len(_SENTENCE_END.findall(text[:start])) <= 1)
        return False

    def is_lone_place(self, paragraph: Paragraph, text: str) -> bool:
        """Whether a line under an agency's name is the place of its dateline."""
        named = bool(self.blocks) and self.blocks[-1].kind is BlockKind.AGENCY and not self.lead
        if not named or self.dateline is not None or len(text.split()) > 3 or not text[:1].isupper():
            return False
        self.dateline = Dateline(paragraph.start, paragraph.end, place=(paragraph.start, paragraph.end))
        return True

    def read_prose(self, paragraph: Paragraph) -> None:
        start, end = paragraph.start, paragraph.end
        label = find_label(self.text, start, end)
        if label is not None:
            self.add(BlockKind.MARKUP, start, label, "markup.label")
            start = label
        if self.dateline is None and not self.lead:
            self.dateline = find_dateline(self.text, start, end)
            if self.dateline is not None:
                self.add(BlockKind.AGENCY, start, self.dateline.end, "dateline")
                start = self.dateline.end
        elif self.lead is False:
            repeated = find_dateline(self.text, start, end)
            if repeated is not None:
                self.add(BlockKind.AGENCY, start, repeated.end, "dateline")
                start = repeated.end
        cut, tail = self.find_tail(start, end)
        kind = BlockKind.BODY if self.lead else BlockKind.LEAD
        self.add(kind, start, cut, f"prose.{kind.value}")
        self.lead = True
        if tail is not None:
            self.add(tail[0], cut, end, tail[1])

    def find_tail(self, start: int, end: int) -> tuple[int, tuple[BlockKind, str] | None]:
        """Where furniture that closes a paragraph begins, and what it is."""
        low = max(start + 1, end - _TAIL)
        for match in _SENTENCE_END.finditer(self.text, low, end):
            if match.end() >= end:
                break
            rest = self.text[match.end() : end]
            if _SENTENCE_END.search(rest.rstrip() + " ", 0, len(rest) - 2) and len(rest) > 90:
                continue
            furniture = recognise(rest.replace("\n", " "))
            if furniture is not None:
                return match.end(), (furniture.kind, furniture.rule)
        return end, None


def read_article(article: Article) -> Reading:
    """Makes press copy readable: one typography, cut into blocks, with its dateline.

    Args:
        article: Raw copy.

    Returns:
        The clean text, its blocks in order, the dateline if there is one, and whether the prose is French.

    Example:
        >>> text = "GAO (AFP) – Deux soldats ont été tués.\\n\\nLire aussi : Le Mali"
        >>> reading = read_article(Article(text=text, published=None))
        >>> [(block.kind.value, reading.text[block.start : block.end]) for block in reading.blocks]
        [('agency', 'GAO (AFP) –'), ('lead', 'Deux soldats ont été tués.'), ('related', 'Lire aussi : Le Mali')]
    """
    clean = normalise(article.text)
    reader = _Reader(article, clean.text)
    reader.read()
    prose = [block for block in reader.blocks if block.kind.is_prose]
    foreign = [block for block in reader.blocks if block.kind is BlockKind.FOREIGN]
    return Reading(
        source=article.text,
        text=clean.text,
        offsets=clean.offsets,
        blocks=tuple(reader.blocks),
        dateline=reader.dateline,
        french=_is_french(clean.text, prose, foreign),
    )


def _is_french(text: str, prose: list[Block], foreign: list[Block]) -> bool:
    """Whether enough of the sentences is French: at least a third, by length."""
    native = sum(block.end - block.start for block in prose)
    other = sum(block.end - block.start for block in foreign)
    if not native:
        return not foreign
    sample = " ".join(text[block.start : block.end] for block in prose[:40])
    return 2 * native >= other and guess_language(sample) in (None, "fr")
