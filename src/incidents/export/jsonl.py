"""JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


def json_line(data: Mapping[str, Any]) -> str:
    """Gives one line of JSON, newline included, that encodes as UTF-8 whatever the text holds.

    Example:
        >>> json_line({"id": "é"})
        '{"id": "é"}\\n'
    """
    line = json.dumps(data, ensure_ascii=False)
    try:
        line.encode()
    except UnicodeEncodeError:  # a lone surrogate, which only an escape can carry
        line = json.dumps(data)
    return line + "\n"
