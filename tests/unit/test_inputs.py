"""Reading articles from files."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from incidents import ArgumentError, Article, IncidentsWarning, InputError
from incidents.inputs import InputNote, read_articles


def read(path: Path | list[Path], **options: object) -> tuple[list[Article], list[InputNote]]:
    notes: list[InputNote] = []
    return list(read_articles(path, on_note=notes.append, **options)), notes  # type: ignore[arg-type]


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_a_text_file_is_one_article_with_its_name_as_id(tmp_path: Path) -> None:
    articles, notes = read(write(tmp_path / "a.txt", "Une attaque.\r\nFin."), published="2021-04-06")
    assert articles == [Article(text="Une attaque.\r\nFin.", published="2021-04-06", id="a.txt")]
    assert notes == []


def test_json_lines_bring_what_is_known_of_each_article(tmp_path: Path) -> None:
    full = {
        "text": "x",
        "published": "2021-04-06",
        "title": "t",
        "publisher": "p",
        "url": "u",
        "id": 7,
        "genre": "wire",
    }
    articles, notes = read(
        write(tmp_path / "a.jsonl", json.dumps(full) + '\n\n{"text": "y"}\n'), published="2020-01-01"
    )
    assert articles == [
        Article(text="x", published="2021-04-06", title="t", publisher="p", url="u", id="7"),
        Article(text="y", published="2020-01-01"),
    ]
    assert notes == []


def test_a_bad_line_costs_nobody_but_itself(tmp_path: Path) -> None:
    lines = [
        "[1]",
        "{",
        '{"text": null}',
        '{"text": 3}',
        '{"text": "x", "published": "hier"}',
        '{"text": "x", "id": []}',
    ]
    path = write(tmp_path / "a.jsonl", "\n".join([*lines, '{"text": "bon"}', "[" * 100_000]))
    articles, notes = read(path)
    assert [article.text for article in articles] == ["bon"]
    assert [note.line for note in notes] == [1, 2, 3, 4, 5, 6, 8]
    assert str(notes[4]).startswith(f"{path}:5: published is no ISO date: 'hier'")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_in_its_usual_dialects(tmp_path: Path, delimiter: str) -> None:
    header = delimiter.join(["id", "Text", "published"])
    row = delimiter.join(["1", '"Une ""attaque"",\nà Solhan ; hier"', "2021-06-05"])
    articles, notes = read(write(tmp_path / "a.csv", f"\ufeff{header}\r\n{row}\r\n"))
    assert articles == [Article(text='Une "attaque",\nà Solhan ; hier', published="2021-06-05", id="1")]
    assert notes == []


def test_a_quote_left_open_does_not_swallow_the_file(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", 'id,text\n1,"ouvert\n2,deux\n3,"trois"\n4,quatre,de trop\n5,un 5" long\n')
    articles, notes = read(path)
    assert [article.id for article in articles] == ["2", "3", "5"]
    assert [note.line for note in notes] == [2, 5]


def test_a_cell_may_be_longer_than_the_csv_modules_limit(tmp_path: Path) -> None:
    articles, notes = read(write(tmp_path / "a.csv", "id,text\n1," + "x" * 300_000 + "\n"))
    assert len(articles[0].text) == 300_000
    assert notes == []


@pytest.mark.parametrize(("content", "reason"), [("", "is empty"), ("a,b\n1,2\n", "no column 'text'")])
def test_a_table_without_texts_is_reported(tmp_path: Path, content: str, reason: str) -> None:
    articles, notes = read(write(tmp_path / "a.csv", content))
    assert articles == []
    assert reason in notes[0].reason


def test_windows_text_is_read_with_a_note(tmp_path: Path) -> None:
    articles, notes = read(write(tmp_path / "a.txt", "L’armée a été visée".encode("cp1252")))
    assert articles[0].text == "L’armée a été visée"
    assert [(note.skipped, "Windows-1252" in note.reason) for note in notes] == [(False, True)]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_byte_order_marks_are_read_and_dropped(tmp_path: Path, encoding: str) -> None:
    text = write(tmp_path / "a.txt", "été".encode(encoding))
    lines = write(tmp_path / "b.jsonl", '{"text": "été"}'.encode(encoding))
    articles, notes = read([text, lines])
    assert [article.text for article in articles] == ["été", "été"]
    assert notes == []


def test_a_binary_file_is_skipped(tmp_path: Path) -> None:
    articles, notes = read(write(tmp_path / "a.png", b"\x89PNG\r\n\0\0\0"))
    assert (articles, notes[0].reason) == ([], "is not text")


def test_a_folder_is_read_in_order_of_names(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / ".hidden").mkdir()
    for name in ("b.txt", "sub/a.txt", "a.jsonl", "image.png", ".hidden/c.txt"):
        write(tmp_path / name, '{"text": "' + name + '"}' if name.endswith("jsonl") else name)
    articles, notes = read(tmp_path)
    assert [article.text for article in articles] == ["a.jsonl", "b.txt", "sub/a.txt"]
    assert articles[2].id == "sub/a.txt"
    assert notes == []


def test_parquet_rows_are_read(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    table = pa.table({"text": ["a", None], "published": [dt.datetime(2021, 4, 6, 8), None], "score": [1.0, 2.0]})
    pq.write_table(table, tmp_path / "a.parquet")
    articles, notes = read(tmp_path / "a.parquet")
    assert articles == [Article(text="a", published="2021-04-06")]
    assert [(note.line, note.reason) for note in notes] == [(2, "has no text")]
    articles, notes = read(write(tmp_path / "b.parquet", b"junk"))
    assert articles == []
    assert "no readable Parquet file" in notes[0].reason


def test_without_a_listener_notes_are_warnings(tmp_path: Path) -> None:
    with pytest.warns(IncidentsWarning, match="a.jsonl:1"):
        assert list(read_articles(write(tmp_path / "a.jsonl", "x"))) == []


def test_a_missing_path_raises_at_the_call(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nulle-part"):
        read_articles(tmp_path / "nulle-part")


def test_a_wrong_argument_raises_at_the_call() -> None:
    with pytest.raises(ArgumentError, match="paths must be"):
        read_articles(3)  # type: ignore[arg-type]
