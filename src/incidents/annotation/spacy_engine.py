"""Annotation by spaCy's French models: faster than stanza, less exact; an optional extra."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.metadata import version
from importlib.util import find_spec
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from attrs import define, field

from incidents.annotation.doc import AnnotatedDoc, Entity, Sentence
from incidents.annotation.passages import build_sentence, clean_for_model, cut_long, find_pieces, must_join
from incidents.annotation.protocol import always
from incidents.annotation.relations import DraftWord, normalise_relation, reduce_features
from incidents.errors import MissingExtraError, ModelNotFoundError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Token as SpacyToken

DEFAULT_MODEL: Final = "fr_core_news_md"

_ARTICLE_PARTS: Final[Mapping[str, tuple[str, str]]] = {
    "du": ("de", "le"),
    "des": ("de", "les"),
    "au": ("à", "le"),
    "aux": ("à", "les"),
}
_RELATIVE_PARTS: Final[Mapping[str, tuple[str, str]]] = {
    "duquel": ("de", "lequel"),
    "desquels": ("de", "lesquels"),
    "desquelles": ("de", "lesquelles"),
    "auquel": ("à", "lequel"),
    "auxquels": ("à", "lesquels"),
    "auxquelles": ("à", "lesquelles"),
}


@define
class SpacyAnnotator:
    """An `Annotator` that runs a French spaCy model.

    spaCy parses all it sees, so every sentence comes back parsed whatever `needs_syntax` would say. It pickles without
    its model and loads it again at first use.

    Attributes:
        model: Name of an installed model package, or a folder.

    Raises:
        MissingExtraError: spaCy is not installed.
    """

    model: str = DEFAULT_MODEL
    _nlp: Language | None = field(default=None, init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        if find_spec("spacy") is None:
            raise MissingExtraError("spaCy", "spacy")

    def __getstate__(self) -> str:
        return self.model

    def __setstate__(self, state: str) -> None:
        self.model = state
        self._nlp = None

    def annotate(self, texts: Sequence[str], *, needs_syntax: Callable[[str], bool] = always) -> list[AnnotatedDoc]:
        """Annotates each text, in order.

        Args:
            texts: Passages of prose of any length and content.
            needs_syntax: Not asked, see the class.

        Raises:
            ModelNotFoundError: The model is not on this machine.
        """
        nlp = self._nlp = self._nlp or load_model(self.model)
        engine = f"spacy {version('spacy')} {self.model} {nlp.meta.get('version', '')}"
        places = [(number, start, end) for number, text in enumerate(texts) for start, end in find_pieces(text)]
        sentences: list[list[Sentence]] = [[] for _ in texts]
        entities: list[list[Entity]] = [[] for _ in texts]
        parsed = nlp.pipe((_make_doc(nlp, texts[number][start:end]) for number, start, end in places), batch_size=64)
        for (number, start, _), doc in zip(places, parsed, strict=True):
            for tokens in _sentences(doc):
                sentences[number].append(_build(texts[number], tokens, start))
            entities[number].extend(
                Entity(start + entity.start_char, start + entity.end_char, entity.label_)
                for entity in doc.ents
                if entity.label_ in ("LOC", "PER", "ORG", "MISC")
            )
        return [
            AnnotatedDoc(text, tuple(sentences[number]), tuple(entities[number]), engine)
            for number, text in enumerate(texts)
        ]


def load_model(model: str) -> Language:
    """A spaCy model.

    Raises:
        MissingExtraError: spaCy is not installed.
        ModelNotFoundError: The model is not on this machine.
    """
    try:
        import spacy
    except ImportError as error:
        raise MissingExtraError("spaCy", "spacy") from error
    try:
        return spacy.load(model)
    except OSError as error:
        get = "pip install 'incidents[spacy]'" if model == DEFAULT_MODEL else f"python -m spacy download {model}"
        raise ModelNotFoundError(f"no spaCy model {model!r} on this machine; get it with: {get}") from error


def _make_doc(nlp: Language, text: str) -> Doc:
    """A tokenised Doc that tells the parser where no sentence starts; the rest is left to it."""
    doc = nlp.make_doc(clean_for_model(text))
    for last, token in pairwise(token for token in doc if not token.is_space):
        if must_join(text, last.idx + len(last.text), token.idx):
            token.is_sent_start = False
    return doc


def _sentences(doc: Doc) -> Iterator[list[SpacyToken]]:
    """The tokens of each sentence, without white space, very long sentences cut."""
    for span in doc.sents:
        tokens = [token for token in span if not token.is_space]
        for first, stop in cut_long([token.text for token in tokens], [len(_parts(token)) for token in tokens]):
            yield tokens[first:stop]


def _parts(token: SpacyToken) -> tuple[str, ...]:
    """The forms of a token's words: two for a contraction."""
    form = token.lower_
    if form in _RELATIVE_PARTS:
        return _RELATIVE_PARTS[form]
    if form in ("au", "aux") or (form in ("du", "des") and token.pos_ == "ADP"):
        return _ARTICLE_PARTS[form]
    return (token.text,)


def _build(text: str, tokens: Sequence[SpacyToken], shift: int) -> Sentence:
    """A neutral sentence; the words of "du" are de with the token's relation, and le beside it on the same head."""
    parts = [_parts(token) for token in tokens]
    place: dict[int, int] = {}
    count = 0
    for token, forms in zip(tokens, parts, strict=True):
        place[token.i] = count + (token.lower_ in _RELATIVE_PARTS)
        count += len(forms)
    words: list[DraftWord] = []
    for number, (token, forms) in enumerate(zip(tokens, parts, strict=True)):
        words.extend(_words(text, token, forms, number, place, shift))
    spans = [(shift + token.idx, shift + token.idx + len(token.text)) for token in tokens]
    return build_sentence(spans, words, parsed=True)


def _words(
    text: str, token: SpacyToken, forms: tuple[str, ...], number: int, place: Mapping[int, int], shift: int
) -> list[DraftWord]:
    head_token = _solid_head(token)
    head = -1 if head_token is token else place.get(head_token.i, -1)
    relation = normalise_relation(token.dep_ or "dep")
    feats = reduce_features(token.morph.to_dict())
    if len(forms) == 1:
        start = shift + token.idx
        form = text[start : start + len(token.text)]
        return [DraftWord(form, token.lemma_ or form, token.pos_ or "X", feats, head, relation, number)]
    first, second = forms
    if token.lower_ in _RELATIVE_PARTS:
        return [
            DraftWord(first, first, "ADP", {}, place[token.i], "case", number),
            DraftWord(second, "lequel", "PRON", feats, head, relation, number),
        ]
    here = place[token.i]
    return [
        DraftWord(first, first, "ADP", {}, head, relation, number),
        DraftWord(second, "le", "DET", feats, head if head >= 0 else here, "det", number),
    ]


def _solid_head(token: SpacyToken) -> Any:
    head = token.head
    while head.is_space and head.head is not head and head.head.i != head.i:
        head = head.head
    return head if head.i != token.i else token
