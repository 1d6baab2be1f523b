"""Linguistic annotation: one neutral form, made by stanza, by spaCy or by anything with the same method."""

from __future__ import annotations

from pathlib import Path

from incidents.annotation.doc import AnnotatedDoc, Entity, Sentence, Token, Word
from incidents.annotation.protocol import Annotator
from incidents.errors import ArgumentError, ValueNotAllowedError

__all__ = ["AnnotatedDoc", "Annotator", "Entity", "Sentence", "Token", "Word", "load_annotator"]

_CHOICES = "'stanza', 'stanza:FOLDER', 'stanza:PACKAGE', 'spacy:MODEL'"


def load_annotator(engine: str | Annotator = "stanza") -> Annotator:
    """The annotator that an engine's name stands for; its models are loaded at its first use.

    Args:
        engine: "stanza" (the models that the library carries), "stanza:FOLDER" or "stanza:PACKAGE" (stanza models that
            the user downloaded; a name with a slash, or an existing folder, is a folder), "spacy:MODEL" such as
            "spacy:fr_core_news_md"; or an object with an `annotate` method, which is returned as it is.

    Raises:
        ArgumentError: `engine` is neither a string nor an annotator.
        ValueNotAllowedError: The name is none of these.
        MissingExtraError: spaCy is asked for and not installed.

    >>> load_annotator("stanza")
    StanzaAnnotator(model_dir=None, package=None, threads=None)
    """
    if not isinstance(engine, str):
        if callable(getattr(engine, "annotate", None)):
            return engine
        raise ArgumentError(f"engine is {engine!r}; it must be one of {_CHOICES}, or have a method 'annotate'")
    name, colon, detail = engine.partition(":")
    if name == "stanza" and bool(colon) == bool(detail):
        from incidents.annotation.stanza_engine import StanzaAnnotator

        if not detail:
            return StanzaAnnotator()
        folder = Path(detail).expanduser()
        is_folder = folder.is_dir() or "/" in detail or "\\" in detail
        return StanzaAnnotator(model_dir=folder) if is_folder else StanzaAnnotator(package=detail)
    if name == "spacy" and detail:
        from incidents.annotation.spacy_engine import SpacyAnnotator

        return SpacyAnnotator(detail)
    raise ValueNotAllowedError(f"engine is {engine!r}; it must be one of {_CHOICES}")
