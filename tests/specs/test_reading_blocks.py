"""Lines of press copy and what each of them is, between paragraphs of prose."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from incidents.article import Article
from incidents.reading import BlockKind, read_article

CASES = tomllib.loads((Path(__file__).parent / "reading_blocks.toml").read_text(encoding="utf-8"))["lines"]
BEFORE = "Une attaque a fait douze morts lundi dans le nord du pays, selon l'armée.\n\n"
AFTER = "\n\nLes assaillants ont pris la fuite vers la frontière, selon des habitants de la ville."


@pytest.mark.parametrize(("kind", "line"), [(kind, line) for kind, lines in CASES.items() for line in lines])
def test_line(kind: str, line: str) -> None:
    reading = read_article(Article(text=BEFORE + line + AFTER, published=None))
    first, *middle, last = reading.blocks
    assert first.kind is BlockKind.LEAD
    assert last.kind is BlockKind.BODY
    assert reading.text[last.start : last.end] == AFTER.strip()
    if kind == "prose":
        assert [block.kind.is_prose for block in middle] == [True]
    else:
        assert [block.kind.value for block in middle] == [kind]
