"""Files that are damaged, hostile or not what they should be: one clear error, and nothing half-written."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.geonames import french_row, place_row, write_table

from incidents.errors import GazetteerError
from incidents.gazetteer import Gazetteer, import_countries
from incidents.gazetteer.imports.rows import parse_place
from incidents.gazetteer.imports.sources import LONGEST_LINE, SourceKind, find_sources
from incidents.inputs import InputNote

GOOD: Final = tuple(place_row(9_000_001 + number, f"Zorkabou {'abcdefgh'[number]}", 15.5, -2.5) for number in range(8))
ROW: Final = place_row(9_000_001, "Zorkabou", 15.5, -2.5).split("\t")


def changed(column: int, value: str) -> list[str]:
    return [*ROW[:column], value, *ROW[column + 1 :]]


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        (ROW[:18], "has 18 columns, not 19"),
        ([*ROW, ""], "has 20 columns, not 19"),
        (changed(0, "neuf"), "has the GeoNames number 'neuf'"),
        (changed(0, ""), "has the GeoNames number ''"),
        (changed(0, "-3"), "has the GeoNames number '-3'"),
        (changed(0, "9" * 30), f"has the GeoNames number '{'9' * 30}'"),
        (changed(1, " "), "has the name ' '"),
        (changed(1, "x" * 201), "has the name"),
        (changed(1, "Zor\x1b[2Jkabou"), "has the name"),
        (changed(4, "91"), "has the latitude '91'"),
        (changed(4, "nan"), "has the latitude 'nan'"),
        (changed(4, "15,5"), "has the latitude '15,5'"),
        (changed(4, ""), "has the latitude ''"),
        (changed(4, "1_5"), "has the latitude '1_5'"),
        (changed(5, "-180.1"), "has the longitude '-180.1'"),
        (changed(5, "1e400"), "has the longitude '1e400'"),
        ([*ROW[:4], "0", "0.0", *ROW[6:]], "has no coordinates but 0, 0"),
        (changed(8, "ZZ"), "has the country code 'ZZ'"),
        (changed(8, "../../x"), "has the country code"),
        (changed(14, "many"), "has the population 'many'"),
    ],
)
def test_a_malformed_row(fields: list[str], reason: str) -> None:
    with pytest.raises(ValueError, match=r".*") as caught:
        parse_place(fields)
    assert reason in str(caught.value)


@pytest.mark.parametrize("latitude", ["15.5", "-0.0", "90", "-90.0", "+3.", "7e-5"])
def test_coordinates_that_are_right(latitude: str) -> None:
    row = parse_place(changed(4, latitude))
    assert row is not None and row.latitude == float(latitude)


def test_a_few_malformed_rows_cost_themselves_only(data: Path, tmp_path: Path) -> None:
    rows = [GOOD[0], "cut short", *GOOD[1:], place_row(9_000_100, "Torli", 95, -2.5)]
    notes: list[InputNote] = []
    (result,) = import_countries(write_table(tmp_path / "ML.zip", rows), on_note=notes.append)
    assert result.imported.places == 8
    assert [(note.path.name, note.line, note.reason) for note in notes] == [
        ("ML.zip", 2, "has 1 columns, not 19; 1 more row is malformed")
    ]


def test_a_line_without_end_and_one_that_is_too_long(data: Path, tmp_path: Path) -> None:
    rows = [*GOOD, place_row(9_000_100, "Torli", 15.5, -2.5, others="x" * 3 * LONGEST_LINE)]
    path = write_table(tmp_path / "ML.txt", rows)
    path.write_text(path.read_text(encoding="utf-8") + place_row(9_000_101, "Wanda", 15.5, -2.5), encoding="utf-8")
    notes: list[InputNote] = []
    (result,) = import_countries(path, on_note=notes.append)
    assert result.imported.places == 9
    assert [(note.line, note.reason) for note in notes] == [(9, f"is longer than {LONGEST_LINE} bytes")]


def test_a_byte_order_mark_and_windows_line_ends(data: Path, tmp_path: Path) -> None:
    path = tmp_path / "ML.txt"
    path.write_bytes(b"\xef\xbb\xbf" + "\r\n".join(GOOD).encode())
    (result,) = import_countries(path, on_note=lambda note: pytest.fail(str(note)))
    assert (result.imported.places, result.imported.day) == (8, "2025-03-01")


def test_a_line_in_another_encoding(data: Path, tmp_path: Path) -> None:
    path = tmp_path / "ML.txt"
    path.write_bytes("\n".join([*GOOD, ""]).encode() + place_row(9_000_100, "Ménaka", 15.5, -2.5).encode("latin-1"))
    notes: list[InputNote] = []
    import_countries(path, on_note=notes.append)
    assert [(note.line, note.reason) for note in notes] == [(9, "is no UTF-8 at byte 10")]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "x.txt: is empty"),
        (b"\n\n", "x.txt: has no line that can be read"),
        (b"# nothing\n", "x.txt: has no line that can be read"),
        (b"a,b,c\n" * 30, "x.txt:1: has 1 column between tabs; a country dump has 19"),
        (b"\n1\t2\t3\n", "x.txt:2: has 3 columns between tabs; a country dump has 19"),
        ("\n".join(GOOD).encode("utf-16"), "x.txt:1: is no UTF-8 text"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "x.txt:1: is no UTF-8 text"),
        (b"a\tb\tc\t4\n" * 9, "x.txt:1: has 4 columns, but no code such as 'IQ.07' in the first"),
        (
            ("\n".join([*GOOD[:2], *(row.replace("15.5", "155") for row in GOOD[2:])])).encode(),
            "x.txt:3: has the latitude '155'; 6 of 8 rows are malformed, so this is not taken for a country dump",
        ),
        ("\n".join(["\t".join(ROW).replace("PPL", "XYZ").replace("P\t", "S\t")]).encode(), "holds no place of a kind"),
        (place_row(9_000_001, "زركابو", 15.5, -2.5, plain="").encode(), "holds no place of ML with a name in Latin"),
    ],
)
def test_a_file_that_is_no_dump(data: Path, tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(content)
    refused(path, message)


def refused(path: Path, message: str) -> None:
    """The import fails with a message of one line that names the file, and nothing is installed."""
    with pytest.raises(GazetteerError) as caught:
        import_countries(path, on_note=lambda note: None)
    told = str(caught.value)
    assert message in told and path.name in told and "\n" not in told
    assert Gazetteer.installed() == ()
    assert not list(path.parent.rglob("*.part"))


def zip_of(path: Path, members: dict[str, bytes | str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


TEXT: Final = "\n".join(GOOD)


@pytest.mark.parametrize(
    ("members", "message"),
    [
        ({}, "holds no table of GeoNames such as 'IQ.txt', but nothing"),
        ({"ML.csv": TEXT}, "holds no table of GeoNames such as 'IQ.txt', but 'ML.csv'"),
        ({"readme.txt": TEXT}, "but 'readme.txt'"),
        ({"../../ML.txt": TEXT}, "holds '../../ML.txt'; a zip file of GeoNames holds no paths"),
        ({"/etc/ML.txt": TEXT}, "holds '/etc/ML.txt'"),
        ({"..\\ML.txt": TEXT}, "holds no paths"),
        ({"C:ML.txt": TEXT}, "holds no paths"),
        ({f"{number}.txt": TEXT for number in range(101)}, "holds 101 files"),
        ({"ML.txt": b"\0" * (65 << 20)}, "would unpack to 68 MB; that is no file of GeoNames"),
        ({"ML.txt": b"\0" * (1 << 20)}, "has no line that can be read"),
        ({"ML.txt": "one column"}, "x.zip:1: has 1 column between tabs"),
    ],
)
def test_a_zip_file_that_is_none_of_geonames(
    data: Path, tmp_path: Path, members: dict[str, bytes | str], message: str
) -> None:
    refused(zip_of(tmp_path / "x.zip", members), message)


def test_an_encrypted_member(data: Path, tmp_path: Path) -> None:
    path = zip_of(tmp_path / "x.zip", {"ML.txt": TEXT})
    content = bytearray(path.read_bytes())
    content[6] |= 1  # the flags of the member's own header, and of the directory's
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    refused(path, "'ML.txt' is encrypted")


def test_a_method_of_packing_that_geonames_does_not_use(data: Path, tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("ML.txt", TEXT)
    refused(path, "'ML.txt' is packed by a method that GeoNames does not use")


def test_a_size_that_lies(data: Path, tmp_path: Path) -> None:
    path = zip_of(tmp_path / "x.zip", {"ML.txt": TEXT})
    content = bytearray(path.read_bytes())
    directory = content.index(b"PK\x01\x02")
    struct.pack_into("<I", content, directory + 24, 0xFFFF_FFF0)
    path.write_bytes(content)
    refused(path, "would unpack to 4295 MB")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_zip_file_cut_short(data: Path, tmp_path: Path, share: float) -> None:
    path = zip_of(tmp_path / "x.zip", {"ML.txt": TEXT})
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    refused(path, "is no whole zip file")


def test_a_zip_file_with_a_damaged_member_names_the_line(data: Path, tmp_path: Path) -> None:
    rows = [place_row(9_000_001 + number, f"Zor{number * 7919 % 10007}", 15.5, -2.5) for number in range(3000)]
    path = zip_of(tmp_path / "x.zip", {"ML.txt": "\n".join(rows)})
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)
    with pytest.raises(GazetteerError, match=r"x.zip:\d+: .*(damaged or cut short|malformed)"):
        import_countries(path, on_note=lambda note: None)
    assert Gazetteer.installed() == ()


def test_a_missing_file_and_a_folder(data: Path, tmp_path: Path) -> None:
    refused(tmp_path / "nulle.zip", "no such file")
    (tmp_path / "folder").mkdir()
    refused(tmp_path / "folder", "no such file")


def test_one_bad_file_of_several_and_nothing_is_written(data: Path, tmp_path: Path) -> None:
    good = write_table(tmp_path / "ML.zip", GOOD)
    bad = write_table(tmp_path / "BF.txt", ["nothing of the sort"])
    with pytest.raises(GazetteerError, match="BF.txt:1"):
        import_countries([good, bad])
    assert Gazetteer.installed() == ()


def test_a_data_folder_that_is_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("INCIDENTS_DATA", str(tmp_path / "file"))
    with pytest.raises(GazetteerError, match="cannot be made"):
        import_countries(write_table(tmp_path / "ML.zip", GOOD))
    assert len(Gazetteer.default().paths) == 1


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        (GOOD[0], SourceKind.PLACES),
        (french_row(1, "Torli"), SourceKind.NAMES),
        ("1\t2\tfr\tTorli\t\t\t\t", SourceKind.NAMES),
        ("ML.07\tTorli\tTorli\t3", SourceKind.REGIONS),
        ("ML.07.12\tTorli\tTorli\t3", SourceKind.DISTRICTS),
    ],
)
@pytest.mark.parametrize("name", ["anything.zip", "anything.dat"])
def test_a_file_is_recognised_by_its_content(tmp_path: Path, row: str, kind: SourceKind, name: str) -> None:
    (source,) = find_sources(write_table(tmp_path / name, [row] * 3))
    assert source.kind is kind


BYTES = st.one_of(
    st.binary(max_size=300),
    st.lists(st.sampled_from([*GOOD, "", "#", "\t" * 18, "\t" * 9, "\t" * 3, "ML.1\ta\tb\t2", "\0", "é\t\ufeff"])).map(
        lambda rows: "\n".join(rows).encode()
    ),
)


def settle(path: Path, content: bytes) -> None:
    """Whatever the file holds, it is imported whole or refused with a GazetteerError."""
    path.write_bytes(content)
    try:
        results = import_countries(path, on_note=lambda note: None)
    except GazetteerError as error:
        assert path.name in str(error) or "no country dump" in str(error)
    else:
        assert all(result.imported.places > 0 for result in results)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hostile")


@pytest.fixture
def hostile(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for all examples of a property."""
    monkeypatch.setenv("INCIDENTS_DATA", str(folder / "data"))
    return folder


@given(content=BYTES)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_plain_file(hostile: Path, content: bytes) -> None:
    settle(hostile / "any.txt", content)


@given(
    places=st.lists(st.tuples(st.integers(min_value=0), st.integers(0, 255)), min_size=1, max_size=6),
    cut=st.integers(0, 40),
)
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_damaged_zip_file(hostile: Path, places: list[tuple[int, int]], cut: int) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("ML.txt", TEXT)
    content = bytearray(buffer.getvalue())
    for place, byte in places:
        content[place % len(content)] = byte
    settle(hostile / "any.zip", bytes(content[: len(content) - cut]))


@given(st.lists(st.text(max_size=12), min_size=17, max_size=21))
def test_any_row(fields: list[str]) -> None:
    try:
        row = parse_place(fields)
    except ValueError as error:
        assert str(error)
    else:
        assert row is None or (abs(row.latitude) <= 90 and abs(row.longitude) <= 180 and row.name.strip())
