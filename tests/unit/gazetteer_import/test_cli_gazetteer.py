"""``incidents gazetteer`` from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support.geonames import place_row, write_table

from incidents.cli import main
from incidents.gazetteer import Gazetteer

ROWS = [place_row(9_000_001, "Zorkabou", 15.5, -2.5), place_row(9_000_002, "Torli", 15.0, -2.0)]


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["gazetteer", *map(str, arguments)])


def test_import_list_remove(data: Path, tmp_path: Path) -> None:
    dump = write_table(tmp_path / "ML.zip", [*ROWS, "malformed"])
    done = run("import", dump)
    assert done.exit_code == 0 and done.stdout == ""
    assert done.stderr == f"skipped: {dump}:3: has 1 columns, not 19\nML: 2 places under 2 names, imported\n"
    assert run("import", dump).stderr.endswith("ML: 2 places under 2 names, there already\n")
    listed = run("list")
    assert listed.exit_code == 0
    assert listed.stdout.splitlines()[-1].split()[:5] == ["ML", "Mali", "2", "2", "2025-03-01"]
    assert "ML.zip" in listed.stdout
    removed = run("remove", "ml")
    assert (removed.exit_code, removed.stderr) == (0, "ML: removed\n")
    assert run("list").stdout == f"no country is imported into {data / 'gazetteer'}\n"


def test_a_fault_is_one_clean_line_and_exit_code_2(data: Path, tmp_path: Path) -> None:
    bad = write_table(tmp_path / "bad.txt", ["one", "two"])
    done = run("import", write_table(tmp_path / "ML.zip", ROWS), bad)
    assert done.exit_code == 2
    assert done.stderr.startswith(f"Error: {bad}:1: has 1 column between tabs")
    assert done.stderr.count("\n") == 1
    assert Gazetteer.installed() == ()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("import", "nulle.zip"), "Error: nulle.zip: no such file"),
        (("remove", "BF"), "Error: BF is not imported; imported are: none"),
        (("remove", "Mali"), "Error: 'MALI' is not an ISO 3166-1 alpha-2 code"),
        (("download", "ZZ"), "Error: 'ZZ' is not an ISO 3166-1 alpha-2 code"),
        (("download", "ML", "--server", "http://example.org"), "Error: 'http://example.org' is no https address"),
        (("import",), "Missing argument 'FILE...'"),
        (("download",), "Missing argument 'COUNTRY...'"),
    ],
)
def test_faults(data: Path, arguments: tuple[str, ...], message: str) -> None:
    done = run(*arguments)
    assert done.exit_code == 2
    assert message in done.stderr and "Traceback" not in done.stderr


def test_download_says_what_it_fetches_and_whose_it_is(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from incidents.gazetteer.imports import download
    from incidents.gazetteer.imports.fetch import Fetch

    def fetch(self: download.Client, name: str, file: Path, known: str | None = None) -> str:
        self._on_fetch(Fetch(self.server + name, 2_500_000, 0))
        write_table(file, ROWS if "/" not in name else ["1\t9000001\tfr\tZorcabou\t\t\t\t\t\t"])
        return ""

    monkeypatch.setattr(download.Client, "fetch", fetch)
    done = run("download", "ML")
    assert done.exit_code == 0
    lines = done.stderr.splitlines()
    assert "CC BY 4.0" in lines[0] and "GeoNames" in lines[0]
    assert lines[1:] == [
        "fetching https://download.geonames.org/export/dump/ML.zip, 2.5 MB",
        "fetching https://download.geonames.org/export/dump/alternatenames/ML.zip, 2.5 MB",
        "ML: 2 places under 3 names, imported",
    ]


def test_a_damaged_file_is_listed_as_such(data: Path, tmp_path: Path) -> None:
    run("import", write_table(tmp_path / "ML.zip", ROWS))
    (data / "gazetteer" / "BF.sqlite").write_bytes(b"damaged")
    done = run("list")
    assert done.exit_code == 1
    assert "ML" in done.stdout and "BF.sqlite" in done.stderr
    assert run("remove", "BF").exit_code == 0
    assert run("list").exit_code == 0
