"""Settings and fixtures of all tests."""

from __future__ import annotations

import os
import shutil
import tempfile

import pytest
from hypothesis import HealthCheck, settings
from support.articles import MemoAnnotator

from incidents import Extractor
from incidents.annotation import Annotator, load_annotator

# no outcome hangs on the clock or on chance: machines are shared, and a failure must come back when it is looked for
settings.register_profile(
    "steady", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("steady")


def pytest_configure(config: pytest.Config) -> None:
    """Hides the countries that a developer has imported; processes that tests start see none either."""
    folder = tempfile.mkdtemp(prefix="incidents-tests-")
    os.environ["INCIDENTS_DATA"] = folder
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))


@pytest.fixture(scope="session")
def stanza_annotator() -> Annotator:
    """The default engine, its models loaded once."""
    annotator = load_annotator("stanza")
    annotator.annotate(["Bonjour."])
    return annotator


@pytest.fixture(scope="session")
def spacy_annotator() -> Annotator:
    """The optional engine, its model loaded once."""
    annotator = load_annotator("spacy:fr_core_news_md")
    annotator.annotate(["Bonjour."])
    return annotator


@pytest.fixture(scope="session")
def extractor(stanza_annotator: Annotator) -> Extractor:
    """The whole way on the default engine; a passage that several tests hold is parsed once."""
    return Extractor(engine=MemoAnnotator(stanza_annotator))
