"""Fetches files over https, going on where an earlier try was cut; the one module that opens a socket."""

from __future__ import annotations

import http.client
import os
import urllib.error
import urllib.request
from collections.abc import Callable
from email.message import Message
from pathlib import Path
from typing import IO, Any, Final
from urllib.parse import urlsplit

from attrs import frozen

from incidents.errors import GazetteerError
from incidents.gazetteer.imports.rows import Progress

_TIMEOUT: Final = 60.0
_BLOCK: Final = 1 << 16
_LARGEST: Final = 2 << 30
_LOOPBACK: Final = ("localhost", "127.0.0.1", "::1")
_PARTIAL: Final = 206
_NOT_MODIFIED: Final = 304
_NO_SUCH_RANGE: Final = 416
_ASKS: Final = {"Last-Modified": "If-Modified-Since", "ETag": "If-None-Match"}


@frozen
class Fetch:
    """A file that is about to be fetched.

    Attributes:
        url: Where it is.
        size: Bytes still to come; None where the server does not say.
        resumed: Bytes that are here already.
    """

    url: str
    size: int | None
    resumed: int

    def __str__(self) -> str:
        size = "of unknown size" if self.size is None else f"{self.size / 1e6:.1f} MB"
        return f"{self.url}, {size}" + (f", after {self.resumed / 1e6:.1f} MB that are here" if self.resumed else "")


class _NoDowngrade(urllib.request.HTTPRedirectHandler):
    """Follows redirects to safe addresses only."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        check_address(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def check_address(url: str) -> None:
    """Refuses addresses that are neither https nor on this very machine.

    Raises:
        GazetteerError: When it is such an address.
    """
    parts = urlsplit(url)
    if parts.hostname and (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)):
        return
    raise GazetteerError(f"{url!r} is no https address; nothing is fetched from there")


class Client:
    """Fetches files from one folder of a server.

    Args:
        server: Address of the folder.
        on_fetch: Told of each file before its content is fetched.
        on_progress: Told how much of it is here.
        agent: What the library calls itself.

    Raises:
        GazetteerError: When the address is not https.
    """

    def __init__(self, server: str, on_fetch: Callable[[Fetch], None], on_progress: Progress, *, agent: str) -> None:
        check_address(server)
        self.server = server if server.endswith("/") else server + "/"
        self._on_fetch = on_fetch
        self._on_progress = on_progress
        self._agent = agent
        self._opener = urllib.request.build_opener(_NoDowngrade)

    def fetch(self, name: str, file: Path, known: str | None = None) -> str | None:
        """Fetches a file; what is here of it is kept, and only the rest asked for.

        Args:
            name: Of the file, in the folder.
            file: Where it shall be; it appears when it is whole.
            known: The state of the file that the caller has use of already, as an earlier call gave it.

        Returns:
            The state of the file, as the server tells it; empty when it tells none. None when that is the known one:
            nothing was fetched then.

        Raises:
            GazetteerError: When it cannot be had whole.
        """
        url = self.server + name
        part, note = file.with_name(file.name + ".part"), file.with_name(file.name + ".state")
        try:
            state = note.read_text(encoding="utf-8") if note.is_file() else ""
            have = part.stat().st_size if part.is_file() and state else 0
            whole = file.is_file() and bool(state)
            headers = self._headers(state if whole else known or "", state if have and not whole else "", have)
            try:
                with self._opener.open(urllib.request.Request(url, headers=headers), timeout=_TIMEOUT) as response:
                    have = have if response.status == _PARTIAL and _starts_at(response.headers, have) else 0
                    if response.status == _PARTIAL and not have:
                        raise GazetteerError(f"{url}: the server sent another part than the one asked for")
                    state = _state(response.headers)
                    note.write_text(state, encoding="utf-8")
                    self._receive(response, url, part, have)
            except urllib.error.HTTPError as error:
                if error.code == _NOT_MODIFIED:
                    return state if whole else None
                if error.code == _NO_SUCH_RANGE and have:
                    part.unlink()
                    return self.fetch(name, file, known)
                raise GazetteerError(f"{url}: the server answers {error.code} {error.reason}") from error
            os.replace(part, file)
        except GazetteerError:
            raise
        except (OSError, http.client.HTTPException) as error:
            reason = getattr(error, "reason", None) or error
            raise GazetteerError(f"{url}: cannot be fetched ({reason}); run it again to go on") from error
        return state

    def _headers(self, state: str, partial: str, have: int) -> dict[str, str]:
        """The headers of a request: for a file whose state is known, for the rest of a file, or for a whole file."""
        headers = {"User-Agent": self._agent, "Accept-Encoding": "identity"}
        if partial:
            headers |= {"Range": f"bytes={have}-", "If-Range": partial.partition(": ")[2]}
        elif state:
            kind, _, value = state.partition(": ")
            headers[_ASKS[kind]] = value
        return headers

    def _receive(self, response: Any, url: str, part: Path, have: int) -> None:
        told = response.headers.get("Content-Length")
        size = int(told) if told and told.isdigit() else None
        if size is not None and size + have > _LARGEST:
            raise GazetteerError(f"{url}: is said to have {size + have} bytes; that is no file of GeoNames")
        self._on_fetch(Fetch(url, size, have))
        total = have + (size or 0)
        done = have
        with part.open("ab" if have else "wb") as file:
            while block := response.read(_BLOCK):
                done += len(block)
                if done > (total if size is not None else _LARGEST):
                    raise GazetteerError(f"{url}: is longer than it was said to be")
                file.write(block)
                self._on_progress(f"fetching {url.rpartition('/')[2]}", done, total or done)
        if size is not None and done < total:
            raise GazetteerError(f"{url}: the connection was cut after {done} of {total} bytes; run it again to go on")


def _state(headers: Message) -> str:
    """What tells one state of a file from another, with the name of its header."""
    changed, tag = headers.get("Last-Modified"), headers.get("ETag")
    if changed:
        return f"Last-Modified: {changed}"
    return f"ETag: {tag}" if tag and not tag.startswith("W/") else ""


def _starts_at(headers: Message, have: int) -> bool:
    return str(headers.get("Content-Range", "")).startswith(f"bytes {have}-")
