"""Documents with incidents, gold or predicted, as JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from attrs import field, frozen

from incidents.errors import InputError


@frozen
class Document:
    """One document of a gold or a predicted file: its id and its incidents as they stand in the file."""

    id: str
    incidents: tuple[Mapping[str, Any], ...]
    data: Mapping[str, Any] = field(factory=dict, repr=False)


def read_documents(path: Path) -> list[Document]:
    """Reads a JSON Lines file of documents, or each one in a folder.

    Raises:
        InputError: A line is no document.
    """
    documents = []
    for file in sorted(path.rglob("*.jsonl")) if path.is_dir() else [path]:
        for number, line in enumerate(file.read_bytes().split(b"\n"), start=1):
            if not line.strip():
                continue
            try:
                documents.append(_document(json.loads(line)))
            except (ValueError, RecursionError) as error:
                raise InputError(f"{file}:{number}: is no document: {error}") from error
    return documents


def _document(data: Any) -> Document:
    if not isinstance(data, dict) or not isinstance(data.get("id"), str):
        raise ValueError("it must be an object with an id")
    incidents = data.get("incidents")
    if not isinstance(incidents, list) or not all(isinstance(incident, dict) for incident in incidents):
        raise ValueError(f"incidents of {data['id']!r} must be a list of objects")
    return Document(data["id"], tuple(incidents), data)
