"""Fetching from a server on this machine that stands for GeoNames's."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from support.geonames import french_row, place_row, write_table

from incidents.errors import ArgumentError, GazetteerError, ValueNotAllowedError
from incidents.gazetteer import Gazetteer, download_countries, import_countries
from incidents.gazetteer.imports.fetch import Fetch

CHANGED = "Sat, 01 Mar 2025 02:00:00 GMT"


class Server(ThreadingHTTPServer):
    """Serves `files` and notes what was asked; `cut` and `moved` make it misbehave."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.files: dict[str, bytes] = {}
        self.changed: dict[str, str] = {}
        self.asked: list[tuple[str, str]] = []
        self.cut: dict[str, int] = {}
        self.moved: dict[str, str] = {}

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/dump/"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def do_GET(self) -> None:
        name = self.path.removeprefix("/dump/")
        served = self.server
        served.asked.append((name, self.headers.get("Range", "")))
        if name in served.moved:
            self.send_response(302)
            self.send_header("Location", served.moved[name])
            self.end_headers()
            return
        if name not in served.files:
            self.send_error(404)
            return
        content, changed = served.files[name], served.changed.get(name, CHANGED)
        if self.headers.get("If-Modified-Since") == changed:
            self.send_response(304)
            self.end_headers()
            return
        start = 0
        if self.headers.get("Range") and self.headers.get("If-Range") == changed:
            start = int(self.headers["Range"].removeprefix("bytes=").removesuffix("-"))
            if start >= len(content):
                self.send_error(416)
                return
        self.send_response(206 if start else 200)
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
        self.send_header("Content-Length", str(len(content) - start))
        self.send_header("Last-Modified", changed)
        self.end_headers()
        self.wfile.write(content[start : served.cut.pop(name, None)])


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    served = Server()
    dump = write_table(
        tmp_path / "ML.zip", [place_row(9_000_001 + n, f"Zor{'abcdefgh'[n]}", 15.5, -2.5) for n in range(8)]
    )
    names = write_table(tmp_path / "names.zip", [french_row(9_000_001, "Zora-la-Neuve")], member="ML.txt")
    served.files = {"ML.zip": dump.read_bytes(), "alternatenames/ML.zip": names.read_bytes()}
    thread = threading.Thread(target=served.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield served
    served.shutdown()
    thread.join()
    served.server_close()


def fetch(server: Server, *codes: str) -> tuple[bool, list[Fetch]]:
    told: list[Fetch] = []
    (result,) = download_countries(codes or "ML", server=server.url, on_fetch=told.append)
    return result.written, told


def test_a_country_is_fetched_and_imported(data: Path, server: Server) -> None:
    written, told = fetch(server)
    assert written
    assert [(fetched.url.removeprefix(server.url), fetched.size) for fetched in told] == [
        (name, len(content)) for name, content in server.files.items()
    ]
    assert str(told[0]) == f"{server.url}ML.zip, 0.0 MB"
    assert Gazetteer.default().lookup("Zora", country="ML")[0].name == "Zora-la-Neuve"
    (found,) = Gazetteer.installed()
    assert (found.source, found.places) == (server.url, 8)
    assert list((data / "downloads").iterdir()) == [], "what was imported is not kept twice"


def test_a_country_that_did_not_change_is_not_fetched_again(data: Path, server: Server) -> None:
    fetch(server)
    server.asked.clear()
    assert fetch(server, "ml", "ML") == (False, [])
    assert server.asked == [("ML.zip", "")]
    server.changed["ML.zip"] = "Sun, 02 Mar 2025 02:00:00 GMT"
    server.files["ML.zip"] = server.files["ML.zip"]
    _written, told = fetch(server)
    assert len(told) == 2


def test_a_cut_connection_is_told_and_the_rest_fetched_the_next_time(data: Path, server: Server) -> None:
    size = len(server.files["ML.zip"])
    server.cut["ML.zip"] = 100
    with pytest.raises(GazetteerError, match=f"cut after 100 of {size} bytes|cannot be fetched"):
        fetch(server)
    assert Gazetteer.installed() == ()
    server.asked.clear()
    written, told = fetch(server)
    assert written and server.asked[0] == ("ML.zip", "bytes=100-")
    assert (told[0].resumed, told[0].size) == (100, size - 100)


def test_a_file_that_changed_meanwhile_is_fetched_whole(data: Path, server: Server) -> None:
    server.cut["ML.zip"] = 100
    with pytest.raises(GazetteerError):
        fetch(server)
    server.changed["ML.zip"] = "Sun, 02 Mar 2025 02:00:00 GMT"
    written, told = fetch(server)
    assert written and (told[0].resumed, told[0].size) == (0, len(server.files["ML.zip"]))


def test_the_first_file_is_not_fetched_again_when_the_second_failed(data: Path, server: Server) -> None:
    names = server.files.pop("alternatenames/ML.zip")
    with pytest.raises(GazetteerError, match=r"alternatenames/ML.zip: the server answers 404"):
        fetch(server)
    server.files["alternatenames/ML.zip"] = names
    written, told = fetch(server)
    assert written and [fetched.url.removeprefix(server.url) for fetched in told] == ["alternatenames/ML.zip"]


def test_a_part_that_is_longer_than_the_file_is_thrown_away(data: Path, server: Server) -> None:
    folder = data / "downloads"
    folder.mkdir(parents=True)
    (folder / "ML.zip.part").write_bytes(b"x" * 100_000)
    (folder / "ML.zip.state").write_text(f"Last-Modified: {CHANGED}", encoding="utf-8")
    assert fetch(server)[0]


def test_what_is_no_dump_is_refused_and_not_kept(data: Path, server: Server) -> None:
    server.files["ML.zip"] = b"<html>maintenance</html>"
    with pytest.raises(GazetteerError, match="ML.zip:1: has 1 column"):
        fetch(server)
    assert list((data / "downloads").iterdir()) == [] and Gazetteer.installed() == ()


def test_the_dump_of_another_country_is_refused(data: Path, server: Server) -> None:
    server.files["BF.zip"], server.files["alternatenames/BF.zip"] = server.files.values()
    with pytest.raises(GazetteerError, match="BF.zip: holds no places of BF"):
        fetch(server, "BF")
    assert Gazetteer.installed() == ()


@pytest.mark.parametrize("address", ["http://example.org/ML.zip", "ftp://example.org/ML.zip", "file:///etc/passwd"])
def test_a_redirect_to_an_unsafe_address_is_not_followed(data: Path, server: Server, address: str) -> None:
    server.moved["ML.zip"] = address
    with pytest.raises(GazetteerError, match="ML.zip"):
        fetch(server)


def test_a_server_that_is_not_there(data: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with pytest.raises(GazetteerError, match="cannot be fetched .*; run it again to go on"):
        download_countries("ML", server=f"http://127.0.0.1:{port}/")


@pytest.mark.parametrize("address", ["http://example.org/", "ftp://example.org/", "example.org", "https://", ""])
def test_only_https_is_used(data: Path, address: str) -> None:
    with pytest.raises(GazetteerError, match="is no https address"):
        download_countries("ML", server=address)


def test_codes_are_checked_before_anything_is_fetched(data: Path, server: Server) -> None:
    with pytest.raises(ValueNotAllowedError, match="'ZZ'"):
        fetch(server, "ML", "ZZ")
    with pytest.raises(ArgumentError, match="no country"):
        download_countries([], server=server.url)
    assert server.asked == []


def test_an_import_opens_no_socket(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object, **_options: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    import_countries(write_table(tmp_path / "ML.zip", [place_row(9_000_001, "Zorkabou", 15.5, -2.5)]))
    assert Gazetteer.default().lookup("Zorkabou", country="ML")
