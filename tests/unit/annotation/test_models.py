"""Which models an engine's name stands for, and what happens when they are missing or damaged."""

from __future__ import annotations

import hashlib
import shutil
import sys
from pathlib import Path

import pytest

from incidents.annotation import load_annotator
from incidents.annotation.checksums import SUMS_FILE, verify_checksums
from incidents.annotation.stanza_engine import CARRIED_MODELS, StanzaAnnotator
from incidents.errors import (
    ArgumentError,
    MissingExtraError,
    ModelChecksumError,
    ModelNotFoundError,
    ValueNotAllowedError,
)


@pytest.fixture
def models(tmp_path: Path) -> Path:
    """A copy of the carried models that a test may damage."""
    return Path(shutil.copytree(CARRIED_MODELS, tmp_path / "models"))


def test_every_carried_file_is_in_the_sums() -> None:
    listed = {line.partition("  ")[2] for line in (CARRIED_MODELS / SUMS_FILE).read_text().splitlines()}
    files = {path.relative_to(CARRIED_MODELS).as_posix() for path in CARRIED_MODELS.rglob("*") if path.is_file()}
    assert files - listed == {SUMS_FILE, "NOTICE.md"}


def test_carried_models_are_whole() -> None:
    verify_checksums(CARRIED_MODELS)


@pytest.mark.parametrize("name", ["fr/ner/compact.pt", "resources.json"])
def test_damaged_model_is_named(models: Path, name: str) -> None:
    content = bytearray((models / name).read_bytes())
    content[len(content) // 2] ^= 1
    (models / name).write_bytes(content)
    with pytest.raises(ModelChecksumError, match=f"{name}: model file is damaged"):
        StanzaAnnotator(models).annotate(["Bonjour."])


def test_missing_model_of_the_sums_is_named(models: Path) -> None:
    (models / "fr/pos/compact.pt").unlink()
    with pytest.raises(ModelChecksumError, match=r"fr/pos/compact\.pt: model file cannot be read") as caught:
        StanzaAnnotator(models).annotate(["Bonjour."])
    assert isinstance(caught.value.__cause__, FileNotFoundError)


def test_sums_are_compared_once_per_process(tmp_path: Path) -> None:
    (tmp_path / "model").write_bytes(b"whole")
    (tmp_path / SUMS_FILE).write_text(f"{hashlib.sha256(b'whole').hexdigest()}  model\n")
    verify_checksums(tmp_path)
    (tmp_path / "model").write_bytes(b"other")
    verify_checksums(tmp_path)


def test_models_in_a_folder_are_used(models: Path) -> None:
    annotator = load_annotator(f"stanza:{models}")
    assert annotator == StanzaAnnotator(model_dir=models)
    assert annotator.annotate(["Gao est tombée."])[0].engine.endswith(" models")


@pytest.mark.parametrize("resources", [None, "{}", "{not json", "carried"])
def test_folder_without_models_is_told_with_the_command_that_fills_it(tmp_path: Path, resources: str | None) -> None:
    if resources is not None:
        carried = (CARRIED_MODELS / "resources.json").read_text()
        (tmp_path / "resources.json").write_text(carried if resources == "carried" else resources)
    with pytest.raises(ModelNotFoundError, match=r"import stanza; stanza\.download") as caught:
        load_annotator(f"stanza:{tmp_path}").annotate(["Bonjour."])
    assert str(tmp_path) in str(caught.value)
    assert caught.value.__cause__ is not None


def test_model_file_of_another_kind_is_told(models: Path) -> None:
    (models / SUMS_FILE).unlink()
    (models / "fr/ner/compact.pt").write_bytes(b"not a model")
    with pytest.raises(ModelNotFoundError):
        StanzaAnnotator(models).annotate(["Bonjour."])


def test_unknown_package_is_told() -> None:
    with pytest.raises(ModelNotFoundError, match="package='gsd'"):
        StanzaAnnotator(CARRIED_MODELS, "gsd").annotate(["Bonjour."])


def test_missing_spacy_model_is_told() -> None:
    with pytest.raises(ModelNotFoundError, match="python -m spacy download fr_absent") as caught:
        load_annotator("spacy:fr_absent").annotate(["Bonjour."])
    assert isinstance(caught.value.__cause__, OSError)


def test_missing_spacy_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(MissingExtraError, match=r"incidents\[spacy\]"):
        load_annotator("spacy:fr_core_news_md").annotate(["Bonjour."])


@pytest.mark.parametrize("engine", ["", "corenlp", "stanza:", "spacy", "spacy:", "Stanza"])
def test_unknown_engine_is_told_with_the_choices(engine: str) -> None:
    with pytest.raises(ValueNotAllowedError, match="'stanza', 'stanza:FOLDER', 'stanza:PACKAGE', 'spacy:MODEL'"):
        load_annotator(engine)


def test_engine_of_a_wrong_type_is_told() -> None:
    with pytest.raises(ArgumentError, match="engine is 3"):
        load_annotator(3)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("engine", "annotator"),
    [
        ("stanza", StanzaAnnotator()),
        ("stanza:gsd", StanzaAnnotator(package="gsd")),
        ("stanza:./models", StanzaAnnotator(model_dir=Path("models"))),
    ],
)
def test_engine_name_stands_for_models(engine: str, annotator: StanzaAnnotator) -> None:
    assert load_annotator(engine) == annotator
