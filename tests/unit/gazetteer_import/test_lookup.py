"""Lookup in the embedded gazetteer and imported countries together."""

from __future__ import annotations

import os
import pickle
import sqlite3
import subprocess
import sys
import warnings
from pathlib import Path

import pytest
from support.geonames import place_row, write_table

from incidents.errors import IncidentsWarning
from incidents.gazetteer import Gazetteer, import_countries
from incidents.gazetteer.places import Place


def bring(folder: Path, *rows: str, name: str = "ML.txt") -> None:
    import_countries(write_table(folder / name, rows), on_note=lambda note: pytest.fail(str(note)))


def embedded(name: str, country: str) -> Place:
    return Gazetteer().lookup(name, country=country)[0]


def test_default_sees_an_import_at_once(data: Path, tmp_path: Path) -> None:
    before = Gazetteer.default()
    assert before is Gazetteer.default() and before.lookup("Zorkabou", country="ML") == ()
    bring(tmp_path, place_row(9_000_001, "Zorkabou", 15.5, -2.5))
    after = Gazetteer.default()
    assert after is Gazetteer.default() and after is not before
    assert [path.name for path in after.paths] == ["places.sqlite", "ML.sqlite"]
    assert after.lookup("Zorkabou", country="ML")


def test_a_gazetteer_without_paths_is_the_embedded_one(data: Path, tmp_path: Path) -> None:
    bring(tmp_path, place_row(9_000_001, "Zorkabou", 15.5, -2.5))
    assert [path.name for path in Gazetteer().paths] == ["places.sqlite"]


def test_a_place_of_the_same_number_keeps_its_french_name_and_is_found_by_new_names(data: Path, tmp_path: Path) -> None:
    known = embedded("Alep", "SY")
    number = int(known.gazetteer_id.removeprefix("geonames:"))
    bring(tmp_path, place_row(number, "Halabu", 36.3, 37.3, country="SY", others="Zorkhalab"))
    assert [
        place for place in Gazetteer.default().lookup("Alep", country="SY") if place.gazetteer_id == known.gazetteer_id
    ] == [known]
    (place,) = Gazetteer.default().lookup("Zorkhalab", country="SY")
    assert (place.name, place.gazetteer_id, place.latitude) == (known.name, known.gazetteer_id, known.latitude)
    assert place.admin1 == known.admin1


def test_a_place_of_the_same_name_nearby_is_one_place(data: Path, tmp_path: Path) -> None:
    known = embedded("al-Yusifiyah", "IQ")
    bring(
        tmp_path,
        place_row(9_000_001, "Al Yūsufīyah", known.latitude + 0.02, known.longitude, country="IQ"),
        place_row(9_000_002, "al-Yusifiyah", known.latitude + 0.5, known.longitude, country="IQ"),
    )
    found = Gazetteer.default().lookup("al-Yusifiyah", country="IQ")
    assert found[0] == known
    assert [place.gazetteer_id for place in found].count(known.gazetteer_id) == 1
    assert "geonames:9000001" not in {place.gazetteer_id for place in found}
    assert "geonames:9000002" in {place.gazetteer_id for place in found}, "half a degree away is another place"


def test_twins_that_only_imports_know_are_one(data: Path, tmp_path: Path) -> None:
    bring(
        tmp_path,
        place_row(9_000_001, "Zorkabou", 15.5, -2.5),
        place_row(9_000_002, "Zorkabou", 15.51, -2.5, code="L.LCTY", population=500),
        place_row(9_000_003, "Zorkabou", 15.51, -2.5, code="T.HLL"),
    )
    found = Gazetteer.default().lookup("Zorkabou", country="ML")
    assert {place.gazetteer_id for place in found} == {"geonames:9000002", "geonames:9000003"}


def test_namesakes_on_both_sides_of_a_border_are_two(data: Path, tmp_path: Path) -> None:
    bring(tmp_path, place_row(9_000_001, "Zorkabou", 15.5, -2.5))
    bring(tmp_path, place_row(9_000_002, "Zorkabou", 15.51, -2.5, country="BF"), name="BF.txt")
    assert {place.country for place in Gazetteer.default().lookup("Zorkabou")} == {"ML", "BF"}
    assert {place.country for place in Gazetteer.default().lookup("Zorkabou", country="BF")} == {"BF"}


@pytest.mark.parametrize(
    "name", ["Paris", "Bagdad", "Mossoul", "Kaboul", "Alep", "Le Caire", "Kiev", "Gaza", "Bambari"]
)
def test_a_hamlet_does_not_beat_a_well_known_namesake(data: Path, tmp_path: Path, name: str) -> None:
    known = Gazetteer().lookup(name)[0]
    bring(tmp_path, place_row(9_000_001, name, 15.5, -2.5))
    assert Gazetteer.default().lookup(name)[0] == known
    assert Gazetteer.default().lookup(name, country="ML")[0].gazetteer_id == "geonames:9000001"


def test_a_hamlet_does_not_hide_a_well_known_place_spelled_otherwise(data: Path, tmp_path: Path) -> None:
    known = Gazetteer().lookup("Souleimania")[0]
    assert known.score < 1.0
    bring(tmp_path, place_row(9_000_001, "Souleimania", 15.5, -2.5))
    assert Gazetteer.default().lookup("Souleimania")[0] == known


def test_a_hamlet_is_found_with_a_letter_off_but_not_by_any_name_like_it(data: Path, tmp_path: Path) -> None:
    bring(tmp_path, place_row(9_000_001, "Zarkebita", 15.5, -2.5), place_row(9_000_002, "Zeli", 15.5, -2.0))
    assert Gazetteer.default().lookup("Zarkibita", country="ML")[0].name == "Zarkebita"
    assert Gazetteer.default().lookup("Zila", country="ML") == ()


def test_reverse_finds_the_nearest_village_once(data: Path, tmp_path: Path) -> None:
    known = embedded("Alep", "SY")
    number = int(known.gazetteer_id.removeprefix("geonames:"))
    bring(
        tmp_path,
        place_row(9_000_001, "Zorkabou", 24.0, 0.5),
        place_row(9_000_002, "Torli", 24.1, 0.5),
    )
    bring(tmp_path, place_row(number, "Halab", 36.3, 37.3, country="SY"), name="SY.txt")
    assert [place.name for place in Gazetteer.default().nearest((24.04, 0.5), limit=2)] == ["Zorkabou", "Torli"]
    here = (known.latitude, known.longitude)
    assert [place.gazetteer_id for place in Gazetteer.default().nearest(here, limit=5)].count(known.gazetteer_id) == 1


def test_copies_and_worker_processes_see_the_same_files(data: Path, tmp_path: Path) -> None:
    bring(tmp_path, place_row(9_000_001, "Zorkabou", 15.5, -2.5))
    gazetteer = Gazetteer.default()
    copy = pickle.loads(pickle.dumps(gazetteer))
    assert copy.paths == gazetteer.paths
    assert copy.lookup("Zorkabou", country="ML") == gazetteer.lookup("Zorkabou", country="ML")
    script = (
        "from incidents.gazetteer import Gazetteer; print(len(Gazetteer.default().lookup('Zorkabou', country='ML')))"
    )
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True, env=os.environ)
    assert done.stdout == "1\n"


def test_a_damaged_import_is_left_out_with_a_warning(data: Path, tmp_path: Path) -> None:
    bring(tmp_path, place_row(9_000_001, "Zorkabou", 15.5, -2.5))
    (data / "gazetteer" / "BF.sqlite").write_bytes(b"no database" * 1000)
    with pytest.warns(IncidentsWarning, match="left out: .*BF.sqlite.* is not a gazetteer file"):
        gazetteer = Gazetteer.default()
    assert [path.stem for path in gazetteer.paths] == ["places", "ML"]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert Gazetteer.default() is gazetteer


def test_an_import_of_other_spelling_rules_is_told_and_imported_again(data: Path, tmp_path: Path) -> None:
    bring(tmp_path, place_row(9_000_001, "Zorkabou", 15.5, -2.5))
    with sqlite3.connect(data / "gazetteer" / "ML.sqlite") as connection:
        connection.execute("UPDATE meta SET value = 'older' WHERE key = 'spelling'")
    connection.close()
    with pytest.warns(IncidentsWarning, match="other spelling rules.*: ML; import again"):
        Gazetteer.default()
    (result,) = import_countries(tmp_path / "ML.txt")
    assert result.written
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        Gazetteer.default()


def test_files_that_are_no_imports_are_passed_over(data: Path) -> None:
    folder = data / "gazetteer"
    folder.mkdir(parents=True)
    for name in ("notes.txt", "places.sqlite", ".ML.sqlite.x.part", "mli.sqlite"):
        (folder / name).touch()
    assert len(Gazetteer.default().paths) == 1


def test_no_import_means_no_change(data: Path) -> None:
    assert Gazetteer.default().lookup("Boni", limit=None) == Gazetteer().lookup("Boni", limit=None)
