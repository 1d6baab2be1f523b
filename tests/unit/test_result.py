"""`Incidents`, the sequence that an extraction gives."""

from __future__ import annotations

import json
import pickle
from collections.abc import Sequence
from pathlib import Path

import attrs
import pytest
from support.records import make_incident, make_incidents

from incidents import Incidents
from incidents.export.frame import ParquetWriter

FIRST, SECOND = make_incident(id="a"), make_incident(id="b", background=True)


def test_it_is_a_sequence() -> None:
    found = make_incidents(FIRST, SECOND)
    assert isinstance(found, Sequence)
    assert (len(found), found[0], found[-1], list(found)) == (2, FIRST, SECOND, [FIRST, SECOND])
    assert SECOND in found and found.index(SECOND) == 1 and found.count(FIRST) == 1
    with pytest.raises(IndexError):
        found[2]


def test_a_slice_knows_the_article_too() -> None:
    found = make_incidents(FIRST, SECOND)
    assert isinstance(found[1:], Incidents)
    assert found[1:] == make_incidents(SECOND)
    assert found[1:].article == found.article


def test_equal_ones_are_equal_and_hash_alike() -> None:
    assert make_incidents(FIRST) == make_incidents(FIRST)
    assert hash(make_incidents(FIRST)) == hash(make_incidents(FIRST))
    assert make_incidents(FIRST) != make_incidents(SECOND)
    assert not make_incidents(reason="no text")


def test_it_cannot_be_changed() -> None:
    incidents = [FIRST]
    found = Incidents(incidents, article=make_incidents().article)
    incidents.append(SECOND)
    assert len(found) == 1
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        found.reason = "x"  # type: ignore[misc]


def test_it_pickles() -> None:
    found = make_incidents(FIRST, SECOND)
    assert pickle.loads(pickle.dumps(found)) == found


def test_its_repr_tells_each_incident_in_a_line() -> None:
    assert repr(make_incidents(FIRST)) == (
        "<Incidents: 1\n  2021-04-05 Gorom-Gorom (BF): armed assault by hommes armés against orpailleurs, 12+ dead>"
    )
    assert repr(make_incidents(reason="not French")) == "<Incidents: none (not French)>"


def test_json_lines_are_one_a_line() -> None:
    found = make_incidents(FIRST, SECOND)
    assert [json.loads(line) for line in found.to_jsonl().splitlines()] == found.to_dicts()
    assert make_incidents().to_jsonl() == ""


def test_notebooks_see_a_table_and_the_text_with_marks() -> None:
    page = make_incidents(FIRST)._repr_html_()
    assert "<td" in page and "Gorom-Gorom (BF)" in page
    assert 'font-weight:bold">attaqué</mark>' in page


def test_notebooks_see_markup_of_the_text_as_text() -> None:
    found = make_incidents(FIRST)
    hostile = attrs.evolve(found.article, text="<script>alert(1)</script> des hommes ont attaqué")
    assert "<script>" not in Incidents(found, article=hostile)._repr_html_()


def test_pandas_keeps_absent_values_absent() -> None:
    pd = pytest.importorskip("pandas")
    frame = make_incidents(FIRST).to_pandas()
    assert frame.loc[0, "date_start"] == pd.Timestamp("2021-04-05")
    assert frame.loc[0, "fatalities_low"] == 12
    assert frame["fatalities_high"].isna().all() and str(frame["fatalities_high"].dtype) == "Int64"
    assert list(make_incidents().to_pandas().columns) == list(frame.columns)


def test_tables_replace_what_no_utf_8_can_hold(tmp_path: Path) -> None:
    pytest.importorskip("pandas")
    pq = pytest.importorskip("pyarrow.parquet")
    odd = make_incident(source=attrs.evolve(FIRST.source, id="a\ud800b 😀"))
    assert make_incidents(odd).to_pandas().loc[0, "source_id"] == "a\ufffdb 😀"
    with ParquetWriter(tmp_path / "odd.parquet") as writer:
        writer.write(make_incidents(odd))
    assert pq.read_table(tmp_path / "odd.parquet").to_pylist()[0]["source_id"] == "a\ufffdb 😀"
    assert json.loads(make_incidents(odd).to_jsonl())["source"]["id"] == "a\ud800b 😀"
