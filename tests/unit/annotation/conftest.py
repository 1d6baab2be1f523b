"""The engines under one name, for what both must do."""

from __future__ import annotations

import pytest

from incidents.annotation import Annotator


@pytest.fixture(params=["stanza", "spacy"])
def annotator(request: pytest.FixtureRequest) -> Annotator:
    """Each engine in turn."""
    engine: Annotator = request.getfixturevalue(f"{request.param}_annotator")
    return engine
