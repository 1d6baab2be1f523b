"""Countries as they come out of an import."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from support.geonames import french_row, place_row, write_table

from incidents.errors import ArgumentError, GazetteerError, ValueNotAllowedError
from incidents.gazetteer import Gazetteer, Place, import_countries
from incidents.gazetteer.imports.features import feature_of
from incidents.gazetteer.installed import remove_country
from incidents.inputs import InputNote
from incidents.types import PlaceKind

Import = Callable[..., list[InputNote]]


@pytest.fixture
def bring(data: Path, tmp_path: Path) -> Import:
    """Imports rows as ML.zip, with further files; gives the notes."""

    def run(rows: list[str], *others: Path) -> list[InputNote]:
        notes: list[InputNote] = []
        import_countries([write_table(tmp_path / "ML.zip", rows), *others], on_note=notes.append)
        return notes

    return run


def find(name: str, country: str | None = "ML") -> list[Place]:
    return list(Gazetteer.default().lookup(name, country=country))


def test_a_village_is_found_by_each_of_its_names(bring: Import) -> None:
    bring([place_row(9_000_001, "Zōrkabou", 15.5, -2.5, plain="Zorkabou", others="Zurkabu,Dzorquabou Est,زركابو")])
    (place,) = find("Zorkabou")
    assert (place.name, place.kind, place.country) == ("Zōrkabou", PlaceKind.SETTLEMENT, "ML")
    assert (place.latitude, place.longitude, place.gazetteer_id) == (15.5, -2.5, "geonames:9000001")
    assert place.population is None
    assert find("Dzorquabou Est")[0] == find("Zourkabou")[0] == place


def test_the_french_name_is_the_one_shown(bring: Import, tmp_path: Path) -> None:
    names = write_table(
        tmp_path / "names.zip",
        [
            french_row(9_000_001, "Zorcabou-la-Vieille", flags=("", "", "", "1")),
            french_row(9_000_001, "Zorcabou"),
            french_row(9_000_001, "Zorcabou-sur-Niger", flags=("1", "", "", "")),
            french_row(9_000_001, "Zorkabu", language="en"),
            french_row(9_000_002, "Elsewhere"),
        ],
        member="ML.txt",
    )
    bring([place_row(9_000_001, "Zōrkabou", 15.5, -2.5)], names)
    (place,) = find("Zorkabou")
    assert place.name == "Zorcabou-sur-Niger"
    assert find("Zorcabou") == [place]
    assert find("Zorcabou-la-Vieille") == []


def test_regions_and_districts_are_named(bring: Import, tmp_path: Path) -> None:
    regions = write_table(tmp_path / "admin1CodesASCII.txt", ["ML.77\tZemba Region\tZemba\t9000100", "IQ.01\tX\tX\t1"])
    districts = write_table(tmp_path / "admin2Codes.txt", ["ML.77.5\tCercle de Torli\tTorli\t9000101"])
    names = write_table(tmp_path / "names.txt", [french_row(9_000_100, "Zemba-les-Bains")])
    bring([place_row(9_000_001, "Zorkabou", 15.5, -2.5, units=("77", "5"))], regions, districts, names)
    (place,) = find("Zorkabou")
    assert (place.admin1, place.admin2) == ("Zemba-les-Bains", "Torli")


def test_units_that_a_dump_has_rows_of_need_no_codes(bring: Import) -> None:
    bring(
        [
            place_row(9_000_100, "Zemba Region", 16.0, -2.0, code="A.ADM1", units=("77",)),
            place_row(9_000_002, "Chef", 16.4, -2.4, code="P.PPLA", units=("77",)),
            place_row(9_000_001, "Zorkabou", 15.5, -2.5, units=("77",)),
        ]
    )
    assert find("Zorkabou")[0].admin1 == "Zemba"
    (region,) = (place for place in find("région de Zemba") if place.kind is PlaceKind.REGION)
    assert (region.latitude, region.longitude) == (16.4, -2.4), "a region lies at its chief town"


def test_a_district_named_after_its_town_is_that_town(bring: Import) -> None:
    bring(
        [
            place_row(9_000_101, "Cercle de Torlibo", 15.9, -2.9, code="A.ADM2", units=("77", "5")),
            place_row(9_000_102, "Torlibo", 15.7, -2.7, units=("77", "5")),
            place_row(9_000_103, "Cercle de Wandakor", 15.0, -2.0, code="A.ADM2", units=("77", "6")),
        ]
    )
    assert [place.kind for place in find("cercle de Torlibo")] == [PlaceKind.SETTLEMENT]
    assert [place.kind for place in find("cercle de Wandakor")] == [PlaceKind.DISTRICT]


def test_the_region_of_a_village_without_code_is_that_of_all_the_towns_around(bring: Import) -> None:
    bring(
        [
            place_row(9_000_001, "Zorkabou", 33.3, 44.3, country="IQ"),
            place_row(9_000_002, "Zorli", 31.5, 41.0, country="IQ"),
        ]
    )
    assert find("Zorkabou", "IQ")[0].admin1 == "Bagdad"
    assert find("Zorli", "IQ")[0].admin1 is None, "no town is near"


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("P.PPLA4", "settlement"), ("P.PPLX", "quarter"), ("L.LCTY", "settlement"), ("L.MILB", "base"),
        ("S.AIRB", "base"), ("S.INSM", "base"), ("S.BRKS", "base"), ("S.CMP", "camp"), ("S.CMPRF", "camp"),
        ("L.OILF", "site"), ("S.AIRP", "airport"), ("S.AIRF", "airport"), ("A.ADM1", "region"), ("A.ADM3", "district"),
        ("T.MTS", "area"), ("T.ISL", "area"), ("H.LK", "area"), ("H.WAD", "area"), ("S.DAM", "site"), ("S.MN", "site"),
    ],
)  # fmt: skip
def test_kinds(bring: Import, code: str, kind: str) -> None:
    bring([place_row(9_000_001, "Zorkabou", 15.5, -2.5, code=code)])
    assert find("Zorkabou")[0].kind is PlaceKind(kind)


@pytest.mark.parametrize("code", ["S.HTL", "R.RD", "H.WLL", "U.RDGU", "A.PCLI"])
def test_other_features_are_left_out(bring: Import, code: str) -> None:
    assert feature_of(code) is None
    bring([place_row(9_000_001, "Zorkabou", 15.5, -2.5, code=code), place_row(9_000_002, "Autre", 15.0, -2.0)])
    assert find("Zorkabou") == []


def test_nobody_lives_in_an_abandoned_village(bring: Import) -> None:
    bring([place_row(9_000_001, "Zorkabou", 15.5, -2.5, code="P.PPLQ", population=4000)])
    assert find("Zorkabou")[0].population is None


def test_a_name_in_another_script_gives_way_to_one_in_latin_letters(bring: Import) -> None:
    bring(
        [
            place_row(9_000_001, "زركابو", 15.5, -2.5, plain="Zorkabou"),
            place_row(9_000_002, "باماكو", 15.6, -2.5, plain=""),
        ]
    )
    assert find("Zorkabou")[0].name == "Zorkabou"
    assert Gazetteer.installed()[0].places == 1


@pytest.mark.parametrize("word", ["Village", "Cité", "État", "Camp de réfugiés", "Nord"])
def test_a_generic_word_is_no_name(bring: Import, word: str) -> None:
    bring([place_row(9_000_001, word, 15.5, -2.5, others="Zorkabou"), place_row(9_000_002, word, 15.6, -2.5)])
    assert [place.name for place in find(word)] == []
    assert [place.name for place in find("Zorkabou")] == ["Zorkabou"]


def test_a_region_may_be_called_centre(bring: Import) -> None:
    bring(
        [
            place_row(9_000_001, "Centre", 15.5, -2.5, code="A.ADM1", units=("77",)),
            place_row(9_000_002, "Torli", 15, -2),
        ]
    )
    assert "geonames:9000001" in {place.gazetteer_id for place in find("région du Centre")}


def test_what_is_installed(bring: Import, data: Path) -> None:
    assert Gazetteer.installed() == ()
    bring([place_row(9_000_001, "Zorkabou", 15.5, -2.5, day="2024-02-03"), place_row(9_000_002, "Torli", 15.0, -2.0)])
    (found,) = Gazetteer.installed()
    assert (found.country, found.places, found.names) == ("ML", 2, 2)
    assert (found.day, found.source, found.path) == ("2025-03-01", "ML.zip", data / "gazetteer" / "ML.sqlite")
    remove_country("ml")
    assert Gazetteer.installed() == () and find("Zorkabou") == []


def test_the_same_inputs_are_not_imported_again(data: Path, tmp_path: Path) -> None:
    dump = write_table(tmp_path / "ML.txt", [place_row(9_000_001, "Zorkabou", 15.5, -2.5)])
    (first,) = import_countries(dump)
    content = first.imported.path.read_bytes()
    os.utime(first.imported.path, (1, 1))
    (second,) = import_countries(str(dump))
    assert first.written and not second.written
    assert second.imported.path.stat().st_mtime == 1
    write_table(dump, [place_row(9_000_001, "Zorkabou", 15.5, -2.5), place_row(9_000_002, "Torli", 15.0, -2.0)])
    (third,) = import_countries(dump)
    assert third.written and third.imported.places == 2
    write_table(dump, [place_row(9_000_001, "Zorkabou", 15.5, -2.5)])
    import_countries(dump)
    assert first.imported.path.read_bytes() == content, "the same inputs give the same bytes"


def test_an_interrupted_import_goes_on_where_it_stopped(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dumps = [
        write_table(tmp_path / f"{country}.txt", [place_row(number, "Zorkabou", 15.5, -2.5, country=country)])
        for number, country in enumerate(("BF", "ML", "NE"), start=9_000_001)
    ]
    asked: list[str] = []

    def interrupt(what: str, done: int, total: int) -> None:
        asked.append(what)
        if what == "writing NE":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_countries(dumps, on_progress=interrupt)
    assert [found.country for found in Gazetteer.installed()] == ["BF", "ML"]
    assert [result.written for result in import_countries(dumps)] == [False, False, True]


def test_a_failed_write_leaves_what_was_there(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dump = write_table(tmp_path / "ML.txt", [place_row(9_000_001, "Zorkabou", 15.5, -2.5)])
    (before,) = import_countries(dump)
    content = before.imported.path.read_bytes()
    write_table(dump, [place_row(9_000_002, "Torli", 15.5, -2.5)])

    def fail(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(GazetteerError, match="cannot be written: .*No space left"):
        import_countries(dump)
    assert before.imported.path.read_bytes() == content
    assert [path.name for path in (data / "gazetteer").iterdir()] == ["ML.sqlite"]


def test_the_remains_of_a_killed_import_are_swept_away(data: Path, bring: Import) -> None:
    folder = data / "gazetteer"
    folder.mkdir(parents=True)
    old, new = folder / ".ML.sqlite.abc.part", folder / ".ML.sqlite.def.part"
    old.touch()
    new.touch()
    os.utime(old, (1, 1))
    bring([place_row(9_000_001, "Zorkabou", 15.5, -2.5)])
    assert not old.exists() and new.exists()


def test_a_dump_of_many_countries_is_split(data: Path, tmp_path: Path) -> None:
    rows = [
        place_row(9_000_001 + number, "Zorkabou", 15.5, -2.5, country=("ML", "BF")[number % 2]) for number in range(4)
    ]
    results = import_countries(write_table(tmp_path / "cities500.zip", rows))
    assert [result.imported.country for result in results] == ["BF", "ML"]


def test_a_stray_row_of_another_country_does_not_replace_that_country(bring: Import) -> None:
    rows = [place_row(9_000_001 + number, f"Zor{'abcdefghijklmnopqrst'[number]}", 15.5, -2.5) for number in range(20)]
    (note,) = bring([*rows, place_row(9_100_000, "Torli", 15.5, -2.5, country="BF")])
    assert note.reason == "is the dump of ML; 1 of its places lie in BF"
    assert [found.country for found in Gazetteer.installed()] == ["ML"]


def test_two_dumps_of_one_country_are_refused(data: Path, tmp_path: Path) -> None:
    one = write_table(tmp_path / "ML.txt", [place_row(9_000_001, "Zorkabou", 15.5, -2.5)])
    other = write_table(tmp_path / "mali.txt", [place_row(9_000_002, "Torli", 15.5, -2.5)])
    with pytest.raises(GazetteerError, match=r"mali.txt: holds places of ML, and so does .*ML.txt; give one of them"):
        import_countries([one, other])
    assert not (data / "gazetteer").exists()


def test_a_dump_is_needed(data: Path, tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="no country dump is among the files"):
        import_countries(write_table(tmp_path / "names.txt", [french_row(1, "Torli")]))


@pytest.mark.parametrize("paths", [3, None, [3]])
def test_paths_must_be_paths(paths: object) -> None:
    with pytest.raises(ArgumentError, match="paths must be"):
        import_countries(paths)  # type: ignore[arg-type]


@pytest.mark.parametrize("code", ["ZZ", "", "../BF", "Mali"])
def test_only_countries_are_removed(data: Path, code: str) -> None:
    with pytest.raises(ValueNotAllowedError, match="ISO 3166-1"):
        remove_country(code)


def test_only_what_is_imported_is_removed(bring: Import) -> None:
    bring([place_row(9_000_001, "Zorkabou", 15.5, -2.5)])
    with pytest.raises(ValueNotAllowedError, match="BF is not imported; imported are: ML"):
        remove_country("BF")
