"""What ``import incidents`` loads and offers."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

import incidents

HEAVY = ("torch", "stanza", "spacy", "pandas", "numpy", "dateparser", "geopy", "cattrs", "sqlite3", "rich", "click")


def loaded_after(code: str) -> set[str]:
    """Which top-level modules a fresh process has loaded after some code."""
    script = f"import sys\n{code}\nprint(*sorted({{name.partition('.')[0] for name in sys.modules}}))"
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    return set(done.stdout.split())


def test_the_import_is_light() -> None:
    assert loaded_after("import incidents") & set(HEAVY) == set()


def test_records_need_nothing_heavy() -> None:
    code = "import incidents; incidents.Article(text='x', published=None); incidents.Incident; incidents.Annotator"
    assert loaded_after(code) & {"torch", "stanza", "spacy", "pandas", "dateparser"} == set()


@pytest.mark.parametrize("name", incidents.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(incidents, name) is not None
    assert name in dir(incidents)


@pytest.mark.parametrize(
    ("text", "published"), [(b"octets", None), (None, None), (3, "2021-04-06"), ("texte", 20210406), ("texte", [])]
)
def test_arguments_of_a_wrong_type_raise_at_the_call(text: Any, published: Any) -> None:
    with pytest.raises(incidents.ArgumentError, match="must be"):
        incidents.extract(text, published=published)


def test_the_day_of_publication_must_be_given() -> None:
    with pytest.raises(TypeError, match="published"):
        incidents.extract("texte")  # type: ignore[call-arg]


def test_a_day_that_is_none_is_refused() -> None:
    with pytest.raises(incidents.ValueNotAllowedError, match="'2021-02-30'"):
        incidents.extract("texte", published="2021-02-30")


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="'incidents' has no attribute 'extrait'"):
        getattr(incidents, "extrait")  # noqa: B009 - a plain access would be a useless expression


def test_all_errors_have_one_base() -> None:
    errors = [getattr(incidents, name) for name in incidents.__all__ if name.endswith("Error")]
    assert len(errors) > 5
    assert all(issubclass(error, incidents.IncidentsError) for error in errors)
