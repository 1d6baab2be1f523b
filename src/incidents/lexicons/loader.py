"""Reads lexicon files: validated tables whose every entry carries examples."""

from __future__ import annotations

import difflib
import tomllib
import unicodedata
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar

import attrs

from incidents.errors import LexiconError

E = TypeVar("E")


def _plain(value: Any) -> bool:
    """Whether every string inside a TOML value is NFC."""
    if isinstance(value, str):
        return unicodedata.is_normalized("NFC", value)
    if isinstance(value, list):
        return all(_plain(item) for item in value)
    if isinstance(value, dict):
        return all(_plain(key) and _plain(item) for key, item in value.items())
    return True


def _entry_faults(entry: Mapping[str, Any], keys: Mapping[str, attrs.Attribute[Any]], label: str) -> list[str]:
    faults = []
    for key in entry:
        if key not in keys:
            near = difflib.get_close_matches(key, keys, n=1)
            hint = f"; did you mean {near[0]!r}?" if near else f"; allowed are {', '.join(sorted(keys))}"
            faults.append(f"{label}: unknown key {key!r}{hint}")
    for key, attribute in keys.items():
        if attribute.default is attrs.NOTHING and key not in entry:
            faults.append(f"{label}: key {key!r} is missing")
    for key in ("matches", "rejects"):
        examples = entry.get(key)
        if key in keys and (not isinstance(examples, list) or not examples):
            faults.append(f"{label}: needs at least one example under {key!r}")
    if not _plain(dict(entry)):
        faults.append(f"{label}: text is not in Unicode form NFC")
    return faults


def load_entries(path: Path, entry_class: type[E]) -> tuple[E, ...]:
    """Loads the ``[[entry]]`` tables of a TOML lexicon as records of an attrs class.

    The class's attributes are the closed set of keys; those without a default are required, lists become tuples.

    Raises:
        LexiconError: With every fault of the file.
    """
    keys = {attribute.name: attribute for attribute in attrs.fields(entry_class)}  # type: ignore[arg-type]
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LexiconError(path, [str(error)]) from error
    faults = [f"unknown table {key!r}; only [[entry]] is allowed" for key in table if key != "entry"]
    entries: list[E] = []
    seen: set[str] = set()
    for number, raw in enumerate(table.get("entry", []), start=1):
        label = f"entry {raw.get('id', number)!r}"
        found = _entry_faults(raw, keys, label)
        if raw.get("id") in seen:
            found.append(f"{label}: the id is used twice")
        seen.add(str(raw.get("id")))
        if not found:
            values = {key: tuple(value) if isinstance(value, list) else value for key, value in raw.items()}
            try:
                entries.append(entry_class(**values))
            except (TypeError, ValueError) as error:
                found.append(f"{label}: {error}")
        faults.extend(found)
    if faults:
        raise LexiconError(path, faults)
    return tuple(entries)


def lexicon_path(name: str) -> Path:
    """The path of a lexicon file that the package carries."""
    return Path(str(resources.files("incidents.lexicons") / name))
