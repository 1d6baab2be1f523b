"""Annotation by stanza, on the French models that the library carries or on models that the user downloaded."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from attrs import converters, define, field

from incidents.annotation.checksums import verify_checksums
from incidents.annotation.doc import AnnotatedDoc, Entity, Sentence
from incidents.annotation.passages import (
    PIECE_CHARACTERS,
    bare_words,
    build_sentence,
    clean_for_model,
    cut_long,
    find_pieces,
    must_join,
    parse_features,
)
from incidents.annotation.protocol import always
from incidents.annotation.relations import DraftWord, normalise_relation, reduce_features
from incidents.errors import ModelNotFoundError

CARRIED_MODELS: Final = Path(__file__).parent / "models" / "stanza_fr_compact"
"""The folder of the French models that come with the library."""

_PROCESSORS: Final = ("tokenize", "mwt", "pos", "lemma", "depparse", "ner")
_ENTITY_KINDS: Final = frozenset({"LOC", "PER", "ORG", "MISC"})


@define
class _RawSentence:
    """Tokens before syntax: spans in the text, characters as the models see them, the forms of each token's words."""

    spans: list[tuple[int, int]]
    texts: list[str]
    forms: list[tuple[str, ...]]

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]


@define
class StanzaAnnotator:
    """An `Annotator` that runs stanza on the CPU, without network.

    It pickles without its models and loads them again at first use. Like stanza itself it is not thread-safe: use one
    a thread, or processes.

    Attributes:
        model_dir: Folder with resources.json and fr/; None means the carried models, or with `package` the folder
            that stanza itself uses (STANZA_RESOURCES_DIR).
        package: Name of an official package such as "default" or "gsd"; None means the folder's default.
        threads: Threads that torch uses within one operation, a setting of the whole process; None leaves it alone.
    """

    model_dir: Path | None = field(default=None, converter=converters.optional(Path))
    package: str | None = None
    threads: int | None = field(default=None, kw_only=True)
    _pipeline: Any = field(default=None, init=False, repr=False, eq=False)
    _engine: str = field(default="", init=False, repr=False, eq=False)

    def __getstate__(self) -> tuple[Path | None, str | None, int | None]:
        return self.model_dir, self.package, self.threads

    def __setstate__(self, state: tuple[Path | None, str | None, int | None]) -> None:
        self.model_dir, self.package, self.threads = state
        self._pipeline, self._engine = None, ""

    def annotate(self, texts: Sequence[str], *, needs_syntax: Callable[[str], bool] = always) -> list[AnnotatedDoc]:
        """Annotates each text, in order, all in one batch; entities are looked for in every sentence.

        Args:
            texts: Passages of prose of any length and content.
            needs_syntax: Told a sentence's characters, says whether it deserves a parse.

        Raises:
            ModelNotFoundError: The models are not on this machine, or stanza cannot read them.
            ModelChecksumError: A carried model file is damaged.

        >>> annotation = StanzaAnnotator().annotate(["Deux soldats ont été tués à Tessit."])[0]
        >>> [word.text for word in annotation.sentences[0].words if word.relation == "nsubj:pass"]
        ['soldats']
        """
        self._load()
        raw = self._tokenise(texts)
        flat = [sentence for sentences in raw for sentence in sentences]
        chosen = [
            bool(needs_syntax(text[sentence.start : sentence.end]))
            for text, sentences in zip(texts, raw, strict=True)
            for sentence in sentences
        ]
        entities = iter(self._find_entities(flat))
        parsed = iter(self._parse([sentence for sentence, needed in zip(flat, chosen, strict=True) if needed]))
        needed = iter(chosen)
        docs = []
        for text, sentences in zip(texts, raw, strict=True):
            built: list[Sentence] = []
            found: list[Entity] = []
            for sentence in sentences:
                parse = next(needed)
                words = next(parsed) if parse else bare_words(text, sentence.spans, sentence.forms)
                _restore_forms(text, sentence, words)
                built.append(build_sentence(sentence.spans, words, parsed=parse))
                found.extend(next(entities))
            docs.append(AnnotatedDoc(text, tuple(built), tuple(found), self._engine))
        return docs

    def _load(self) -> None:
        if self._pipeline is not None:
            return
        name = self.package or (self.model_dir.name if self.model_dir else CARRIED_MODELS.name)
        directory = self.model_dir
        if directory is None and self.package is None:
            directory = CARRIED_MODELS
        if directory is not None:
            verify_checksums(directory.resolve())
        self._pipeline, version = load_pipeline(directory, self.package, self.threads)
        self._engine = f"stanza {version} {name.removeprefix('stanza_')}"

    def _tokenise(self, texts: Sequence[str]) -> list[list[_RawSentence]]:
        """Sentences of each text, with stanza's tokens and contractions."""
        places = [(number, start, end) for number, text in enumerate(texts) for start, end in find_pieces(text)]
        raw: list[list[_RawSentence]] = [[] for _ in texts]
        if not places:
            return raw
        cleaned = [clean_for_model(text) for text in texts]
        joined = "\n\n".join(cleaned[number][start:end] for number, start, end in places)
        document = self._pipeline(joined, processors="tokenize,mwt")
        pieces = iter(places)
        number, start, end = next(pieces)
        base = 0
        grouped: list[list[_RawSentence]] = [[]]
        owners = [number]
        for sentence in document.sentences:
            while sentence.tokens[0].start_char >= base + end - start:
                base += end - start + 2
                number, start, end = next(pieces)
                grouped.append([])
                owners.append(number)
            shift = start - base
            spans = [(token.start_char + shift, token.end_char + shift) for token in sentence.tokens]
            forms = [tuple(word.text for word in token.words) for token in sentence.tokens]
            grouped[-1].append(_RawSentence(spans, [token.text for token in sentence.tokens], forms))
        for owner, sentences in zip(owners, grouped, strict=True):
            raw[owner].extend(_mend_sentences(texts[owner], sentences))
        return raw

    def _find_entities(self, sentences: Sequence[_RawSentence]) -> list[list[Entity]]:
        if not sentences:
            return []
        document = _document(sentences)
        self._pipeline.processors["ner"].process(document)
        return [
            [
                Entity(span.start_char, span.end_char, span.type if span.type in _ENTITY_KINDS else "MISC")
                for span in sentence.ents
            ]
            for sentence in document.sentences
        ]

    def _parse(self, sentences: Sequence[_RawSentence]) -> list[list[DraftWord]]:
        if not sentences:
            return []
        document = _document(sentences)
        for processor in ("pos", "lemma", "depparse"):
            self._pipeline.processors[processor].process(document)
        return [
            [
                DraftWord(
                    word.text,
                    word.lemma or word.text,
                    word.upos or "X",
                    reduce_features(parse_features(word.feats)),
                    word.head - 1,
                    normalise_relation(word.deprel or "dep"),
                    number,
                )
                for number, token in enumerate(sentence.tokens)
                for word in token.words
            ]
            for sentence in document.sentences
        ]


def load_pipeline(directory: Path | None, package: str | None, threads: int | None) -> tuple[Any, str]:
    """A stanza pipeline from local files only, and stanza's version.

    Args:
        directory: Folder with resources.json; None means the one that stanza itself uses.
        package: Package in it; None means "default".
        threads: As in `StanzaAnnotator`.

    Raises:
        ModelNotFoundError: A file is missing or cannot be read.
    """
    import stanza
    import torch

    if threads is not None:
        torch.set_num_threads(threads)
    options = {} if directory is None else {"dir": str(directory)}
    try:
        pipeline = stanza.Pipeline(
            "fr",
            package=package or "default",
            processors=",".join(_PROCESSORS),
            download_method=None,
            use_gpu=False,
            logging_level="CRITICAL",
            tokenize_max_seqlen=PIECE_CHARACTERS + 100,
            **options,
        )
    except (OSError, ValueError, LookupError, RuntimeError, EOFError, pickle.PickleError) as error:
        raise _not_found(directory, package, "files missing or unreadable") from error
    if missing := [name for name in _PROCESSORS if name not in pipeline.processors]:
        raise _not_found(directory, package, f"no model for {', '.join(missing)}")
    return pipeline, stanza.__version__


def _not_found(directory: Path | None, package: str | None, why: str) -> ModelNotFoundError:
    where = "stanza's own folder (STANZA_RESOURCES_DIR)" if directory is None else str(directory)
    arguments = "'fr'" + ("" if directory is None else f", model_dir={str(directory)!r}")
    arguments += "" if package in (None, "default") else f", package={package!r}"
    return ModelNotFoundError(
        f"no usable French stanza models (package {package or 'default'!r}) in {where}: {why}; "
        f'get them with: python -c "import stanza; stanza.download({arguments})"'
    )


def download_official_models(directory: Path | str, *, package: str = "default") -> None:
    """Downloads stanza's official French models (about 620 MB) from its servers; the library itself never calls this.

    Args:
        directory: Folder to fill; give it to `StanzaAnnotator` as `model_dir`.
        package: Which of them.
    """
    import stanza

    stanza.download("fr", model_dir=str(directory), package=package, processors=",".join(_PROCESSORS))


def _mend_sentences(text: str, sentences: Sequence[_RawSentence]) -> Iterator[_RawSentence]:
    """Joins what the model should not have cut, then cuts what is too long to parse."""
    joined: list[_RawSentence] = []
    for sentence in sentences:
        last = joined[-1] if joined else None
        if last and must_join(text, last.end, sentence.start):
            last.spans.extend(sentence.spans)
            last.texts.extend(sentence.texts)
            last.forms.extend(sentence.forms)
        else:
            joined.append(sentence)
    for sentence in joined:
        for first, stop in cut_long(sentence.texts, [len(forms) for forms in sentence.forms]):
            yield _RawSentence(sentence.spans[first:stop], sentence.texts[first:stop], sentence.forms[first:stop])


def _document(sentences: Sequence[_RawSentence]) -> Any:
    """A stanza Document of ready-made tokens and words; the offsets in it are those of each sentence's own passage."""
    from stanza.models.common.doc import Document

    document = Document([list(_entries(sentence)) for sentence in sentences])
    for sentence in document.sentences:
        sentence.text = ""  # stanza slices it when it builds entities, of which only the offsets are read
    return document


def _entries(sentence: _RawSentence) -> Iterator[dict[str, Any]]:
    number = 1
    for (start, end), text, forms in zip(sentence.spans, sentence.texts, sentence.forms, strict=True):
        place = {"start_char": start, "end_char": end}
        if len(forms) > 1:
            yield {"id": (number, number + len(forms) - 1), "text": text, **place}
            place = {}
        for form in forms:
            yield {"id": (number,), "text": form, **place}
            number += 1


def _restore_forms(text: str, sentence: _RawSentence, words: Sequence[DraftWord]) -> None:
    """Gives words that are a whole token the text's own characters back."""
    for word in words:
        if len(sentence.forms[word.token]) == 1:
            start, end = sentence.spans[word.token]
            word.text = text[start:end]
