"""What CONTRIBUTING.md says can be done as it says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from incidents.frames.qualify import QualifierEntry, qualifier_entries
from incidents.lexicons.loader import lexicon_path, load_entries
from incidents.lexicons.patterns import PatternSet, compile_pattern, tokenize
from incidents.mentions.triggers import TriggerEntry, trigger_entries

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
SOURCE = ROOT / "src" / "incidents"


def samples(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, flags=re.DOTALL)


@pytest.mark.parametrize(
    ("sample", "kind", "known"),
    list(zip(samples("toml"), (TriggerEntry, QualifierEntry), (trigger_entries(), qualifier_entries()), strict=True)),
    ids=("trigger", "qualifier"),
)
def test_a_sample_entry_loads_is_new_and_keeps_its_examples(tmp_path: Path, sample: str, kind: Any, known: Any) -> None:
    file = tmp_path / "sample.toml"
    file.write_text(sample, encoding="utf-8")
    (entry,) = load_entries(file, kind)
    assert entry.id not in {other.id for other in known}
    patterns = PatternSet([compile_pattern(source, entry) for source in entry.patterns])
    for example in entry.matches:
        text = example.replace("[", "").replace("]", "")
        tokens = tokenize(text)
        (match,) = patterns.findall(tokens)
        marked = example.index("["), example.index("]") - 1
        assert (tokens.spans[match.first].start, tokens.spans[match.last].end) == marked
    for example in entry.rejects:
        assert not patterns.findall(tokenize(example))


def test_the_sample_group_has_the_columns_of_the_lexicon() -> None:
    (sample,) = samples("csv")
    header, row = sample.splitlines()
    lines = lexicon_path("actors.csv").read_text(encoding="utf-8").splitlines()
    assert header == lines[0]
    assert any(line.startswith(row.partition(",")[0] + ",") for line in lines[1:])
    assert row.count(",") == header.count(",")


@pytest.mark.parametrize(
    "path", sorted(set(re.findall(r"`((?:[a-z_]+/)+[a-z_]+\.(?:py|toml|csv))`", PAGE))), ids=lambda path: path
)
def test_a_file_it_names_is_there(path: str) -> None:
    assert (SOURCE / path).exists() or (ROOT / path).exists()
