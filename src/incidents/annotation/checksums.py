"""Model files that say themselves whether they are whole."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from incidents.errors import ModelChecksumError

SUMS_FILE = "SHA256SUMS"


@cache
def verify_checksums(directory: Path) -> None:
    """Compares a folder's files with the SHA256SUMS in it, once per process; a folder without one passes.

    Raises:
        ModelChecksumError: A file is damaged, missing or unreadable; the message names it.
    """
    sums = directory / SUMS_FILE
    if not sums.is_file():
        return
    for line in sums.read_text(encoding="utf-8").splitlines():
        expected, _, name = line.partition("  ")
        path = directory / name
        try:
            with path.open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise ModelChecksumError(f"{path}: model file cannot be read ({error}); reinstall the package") from error
        if found != expected:
            raise ModelChecksumError(
                f"{path}: model file is damaged (SHA-256 is {found}, should be {expected}); reinstall the package"
            )
