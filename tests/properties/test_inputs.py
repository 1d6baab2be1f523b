"""Reading files, whatever is in them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.inputs import InputNote, read_articles

pieces = st.sampled_from(
    [b'"', b"\n", b"\r\n", b",", b";", b"text", b"published", b"\xef\xbb\xbf", b"\xff\xfe", b"\xe9", b"\0", b"{", b"}",
     '{"text": "été"}'.encode(), b"2021-04-06", b"[", b" "]
)  # fmt: skip
junk = st.lists(pieces | st.binary(max_size=4), max_size=30).map(b"".join)
printable = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=30)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("inputs")


@pytest.mark.parametrize("ending", ["txt", "jsonl", "csv", "tsv"])
@given(content=junk)
def test_no_content_raises(folder: Path, ending: str, content: bytes) -> None:
    path = folder / f"any.{ending}"
    path.write_bytes(content)
    notes: list[InputNote] = []
    for article in read_articles(path, on_note=notes.append):
        assert isinstance(article.text, str)
    assert all(note.path == path for note in notes)


@given(texts=st.lists(printable, min_size=1, max_size=4))
def test_what_a_csv_writer_wrote_is_read_back(folder: Path, texts: list[str]) -> None:
    file = io.StringIO(newline="")
    writer = csv.writer(file, quoting=csv.QUOTE_ALL)
    writer.writerows([["id", "text"], *([str(number), text] for number, text in enumerate(texts))])
    path = folder / "written.csv"
    path.write_bytes(file.getvalue().encode())
    assert [article.text for article in read_articles(path)] == texts


@given(texts=st.lists(st.text(max_size=30), max_size=4))
def test_what_a_json_writer_wrote_is_read_back(folder: Path, texts: list[str]) -> None:
    path = folder / "written.jsonl"
    path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8")
    assert [article.text for article in read_articles(path)] == texts
