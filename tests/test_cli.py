"""The command line, with an extractor that needs no model."""

from __future__ import annotations

import csv
import io
import json
import sys
import types
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rich.console import Console
from support.articles import CONVOYS
from support.records import TEXT, FakeExtractor, make_incident, make_incidents, party

import incidents
from incidents import Extractor
from incidents.cli import main
from incidents.cli_extract import incident_table
from incidents.errors import ModelNotFoundError
from incidents.export.acled import COLUMNS
from incidents.types import PartyKind

Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Runs a command line in a folder with three articles in it."""

    def make(engine: str | None = None) -> FakeExtractor:
        if engine == "nowhere":
            raise ModelNotFoundError("no model 'nowhere' on this machine; engines are stanza and spacy")
        return FakeExtractor()

    fake = types.ModuleType("incidents.extractor")
    fake.Extractor = make  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "incidents.extractor", fake)
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(TEXT, encoding="utf-8")
    rows = [{"text": TEXT, "id": "b"}, {"text": "Rien.", "id": "c"}]
    Path("b.jsonl").write_text("\n".join(map(json.dumps, rows)) + "\nbroken\n", encoding="utf-8")

    def invoke(*arguments: str) -> Result:
        return CliRunner().invoke(main, arguments)

    return invoke


def test_the_version(run: Run) -> None:
    assert run("--version").stdout == f"incidents, version {incidents.__version__}\n"


def test_a_table_goes_to_stdout_and_the_rest_to_stderr(run: Run) -> None:
    done = run("extract", "a.txt")
    assert done.exit_code == 0
    assert "Gorom-Gorom (BF)" in done.stdout and "hommes armés" in done.stdout and "12+" in done.stdout
    assert done.stderr == "1 article read, 0 skipped, 1 incident found\n"


def test_articles_are_told_apart_where_there_are_several(run: Run) -> None:
    done = run("extract", "a.txt", "b.jsonl")
    assert "a.txt" in done.stdout
    assert "3 articles read, 1 skipped, 2 incidents found" in done.stderr


def test_bad_rows_are_reported_and_the_rest_is_done(run: Run) -> None:
    done = run("extract", "b.jsonl", "-o", "out.jsonl")
    assert done.exit_code == 0
    assert "skipped: b.jsonl:3: is no JSON" in done.stderr
    lines = Path("out.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == [make_incident().to_dict()]


def test_one_line_an_article(run: Run) -> None:
    assert run("extract", "b.jsonl", "-o", "out.jsonl", "--per-article").exit_code == 0
    documents = [json.loads(line) for line in Path("out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(document["id"], len(document["incidents"])) for document in documents] == [("b", 1), ("c", 0)]


def test_acled_csv(run: Run) -> None:
    run("extract", "a.txt", "-o", "out.csv")
    with Path("out.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert tuple(rows[0]) == COLUMNS
    assert rows[1][1] == "2021-04-05"


def test_geojson(run: Run) -> None:
    run("extract", "a.txt", "b.jsonl", "-o", "out.geojson")
    data = json.loads(Path("out.geojson").read_text(encoding="utf-8"))
    assert data["type"] == "FeatureCollection"
    assert [feature["geometry"]["coordinates"] for feature in data["features"]] == [[-0.2345, 14.4429]] * 2


def test_parquet(run: Run) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    assert run("extract", "a.txt", "-o", "out.parquet").exit_code == 0
    assert pq.read_table("out.parquet").to_pylist()[0]["fatalities_low"] == 12


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("a.txt", "-o", "out.xls"), "'out.xls' ends in none of .jsonl, .csv, .geojson, .parquet"),
        (("a.txt", "-o", "nulle/part.csv"), "the folder of 'nulle/part.csv' does not exist"),
        (("a.txt", "-o", "out.csv", "--per-article"), "--per-article is for .jsonl only"),
        (("a.txt", "--per-article"), "--per-article needs -o FILE.jsonl"),
        (("a.txt", "--engine", "nowhere"), "no model 'nowhere'"),
        (("a.txt", "--published", "hier"), "published is no ISO date: 'hier'"),
        (("nulle-part.txt",), "does not exist"),
    ],
)
def test_a_fault_is_one_clean_line_and_exit_code_2(run: Run, arguments: tuple[str, ...], message: str) -> None:
    done = run("extract", *arguments)
    assert done.exit_code == 2
    assert message in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr and done.stdout == ""
    assert not list(Path().glob("out*"))


def test_exit_code_1_when_nothing_could_be_read(run: Run) -> None:
    Path("bad.jsonl").write_text("x\ny\n", encoding="utf-8")
    done = run("extract", "bad.jsonl")
    assert done.exit_code == 1
    assert "0 articles read, 2 skipped" in done.stderr


def test_it_is_told_why_articles_gave_nothing(run: Run) -> None:
    Path("empty.txt").write_text("", encoding="utf-8")
    done = run("extract", "empty.txt")
    assert done.exit_code == 0
    assert "1 article without an incident: no text" in done.stderr
    assert done.stdout == "no incidents\n"


def test_evaluate_scores_documents(run: Run) -> None:
    gold = {
        "id": "b",
        "incidents": [{
            "attack_type": ["armed_assault"], "place": "Gorom-Gorom", "country": "BF", "date_start": "2021-04-05",
            "date_end": "2021-04-05", "actor": ["hommes armés"], "fatalities_min": 12, "trigger": "attaqué",
        }],
    }  # fmt: skip
    Path("gold.jsonl").write_text(json.dumps(gold), encoding="utf-8")
    run("extract", "b.jsonl", "-o", "out.jsonl", "--per-article")
    done = run("evaluate", "gold.jsonl", "out.jsonl", "--errors")
    assert done.exit_code == 0
    assert "incident         1     1     1  1.000 1.000 1.000" in done.stdout
    assert "b target: gold=None pred=('orpailleurs', 'orpailleurs')" in done.stdout


def test_explain_shows_rules_and_what_was_turned_down(run: Run) -> None:
    done = run("explain", "a.txt", "--published", "2021-04-06")
    assert done.exit_code == 0
    lines = [" ".join(line.replace("│", " ").split()) for line in done.stdout.splitlines()]
    assert TEXT in " ".join(lines)
    assert "0-89 body reading.default" in lines
    assert "28-35 trigger attaqué trigger.attaquer" in lines
    assert "0-5 Lundi qualify.habit a habit" in lines


def test_a_text_cannot_steer_the_terminal() -> None:
    hostile = make_incident(actors=(party("\x1b[31mrouge\x07", PartyKind.REBEL),))
    console = Console(width=200, file=io.StringIO(), force_terminal=False)
    console.print(incident_table([make_incidents(hostile)]))
    assert "rouge" in console.file.getvalue()  # type: ignore[attr-defined]
    assert "\x1b" not in console.file.getvalue() and "\x07" not in console.file.getvalue()  # type: ignore[attr-defined]


def test_explain_names_what_each_value_was_read_from(run: Run) -> None:
    lines = [" ".join(line.replace("│", " ").split()) for line in run("explain", "a.txt").stdout.splitlines()]
    assert "1 date 0-5 Lundi date.weekday" in lines


def test_explain_goes_the_whole_way(monkeypatch: pytest.MonkeyPatch, extractor: Extractor, tmp_path: Path) -> None:
    monkeypatch.setattr("incidents.cli._extractor", lambda engine: extractor)
    page = tmp_path / "page.txt"
    page.write_text(CONVOYS, encoding="utf-8")
    done = CliRunner().invoke(main, ["explain", str(page), "--published", "2021-10-15"])
    assert done.exit_code == 0
    lines = [" ".join(line.replace("│", " ").split()) for line in done.stdout.splitlines()]
    assert any(line.endswith("related related.read_also") for line in lines)
    assert any("claim revendiqué revendiquer" in line for line in lines)
    assert any("visés qualifier.habitude habitual" in line for line in lines)
    assert any("Ce jeudi 14 octobre" in line and " date " in line for line in lines)


def test_explain_says_why_there_is_nothing(
    monkeypatch: pytest.MonkeyPatch, extractor: Extractor, tmp_path: Path
) -> None:
    monkeypatch.setattr("incidents.cli._extractor", lambda engine: extractor)
    page = tmp_path / "page.txt"
    page.write_text("The minister opened a library in Paris on Monday and spoke to the press.", encoding="utf-8")
    assert "no incidents: not French" in CliRunner().invoke(main, ["explain", str(page)]).stdout
