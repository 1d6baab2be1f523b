"""What every engine gives, on real models."""

from __future__ import annotations

import pickle
import random

import pytest

from incidents.annotation import AnnotatedDoc, Annotator, Sentence, Word, load_annotator
from incidents.annotation.relations import FEATURES, RELATIONS

ATTACK = "Deux soldats ont été tués lundi à Tessit par des hommes armés, dans le nord du Mali."
CLAIM = "Le GSIM a revendiqué l'attaque du camp d'Inates, auquel il avait mis le feu."
PASSAGES = [
    f"{ATTACK} {CLAIM}",
    "Trois civils sont morts vendredi.\n\nUn véhicule a sauté sur une mine aux abords de Gao",
    "",
    "Une bombe a explosé. La police a arrêté quatre suspects dans les faubourgs de Bagdad, selon M. Hassan.",
]


def parse(annotator: Annotator, text: str) -> Sentence:
    (doc,) = annotator.annotate([text])
    (sentence,) = doc.sentences
    return sentence


def find(sentence: Sentence, form: str) -> Word:
    (word,) = [word for word in sentence.words if word.text == form]
    return word


def check(doc: AnnotatedDoc, text: str) -> None:
    """Everything that must hold of any annotation of any text."""
    assert doc.text == text
    end = 0
    for sentence in doc.sentences:
        assert end <= sentence.start < sentence.end <= len(text)
        assert (sentence.start, sentence.end) == (sentence.tokens[0].start, sentence.tokens[-1].end)
        assert [word.index for word in sentence.words] == list(range(len(sentence.words)))
        assert len(sentence.words) <= 200
        end = sentence.start
        for number, token in enumerate(sentence.tokens):
            assert end <= token.start < token.end
            words = sentence.words[token.first : token.last]
            assert words
            assert {(word.token, word.start, word.end) for word in words} == {(number, token.start, token.end)}
            if len(words) == 1:
                assert words[0].text == text[token.start : token.end]
            end = token.end
        assert {word.relation for word in sentence.words} <= RELATIONS
        assert {name for word in sentence.words for name in word.feats} <= set(FEATURES)
        if sentence.parsed:
            roots = [word for word in sentence.words if word.head < 0]
            assert [word.relation for word in roots] == ["root"]
            assert set(sentence.subtree(roots[0].index)) == set(range(len(sentence.words)))
    for entity in doc.entities:
        assert 0 <= entity.start < entity.end <= len(text)
        assert entity.kind in {"LOC", "PER", "ORG", "MISC"}


def test_passive_has_its_subject_and_its_agent(annotator: Annotator) -> None:
    sentence = parse(annotator, ATTACK)
    verb = find(sentence, "tués")
    assert (verb.lemma, verb.upos, verb.relation) == ("tuer", "VERB", "root")
    for form, relation in [("soldats", "nsubj:pass"), ("été", "aux:pass"), ("ont", "aux"), ("hommes", "obl:agent")]:
        word = find(sentence, form)
        assert (word.head, word.relation) == (verb.index, relation)


def test_active_has_its_subject_and_its_object(annotator: Annotator) -> None:
    sentence = parse(annotator, "Le GSIM a revendiqué l'attaque.")
    verb = find(sentence, "revendiqué")
    assert verb.lemma == "revendiquer"
    assert [(find(sentence, form).head, find(sentence, form).relation) for form in ("GSIM", "attaque")] == [
        (verb.index, "nsubj"),
        (verb.index, "obj"),
    ]


def test_causative_faire_is_an_auxiliary(annotator: Annotator) -> None:
    sentence = parse(annotator, "Le kamikaze a fait exploser sa charge.")
    verb, causative = find(sentence, "exploser"), find(sentence, "fait")
    assert (causative.head, causative.relation, causative.upos) == (verb.index, "aux", "AUX")
    assert (find(sentence, "kamikaze").head, find(sentence, "kamikaze").relation) == (verb.index, "nsubj")


def test_words_of_a_contraction_share_its_characters(annotator: Annotator) -> None:
    text = "L'attaque du camp a fait fuir des habitants aux abords du marché."
    sentence = parse(annotator, text)
    pairs = [
        (text[token.start : token.end], *(word.text for word in sentence.words[token.first : token.last]))
        for token in sentence.tokens
        if token.last - token.first > 1
    ]
    assert pairs == [("du", "de", "le"), ("aux", "à", "les"), ("du", "de", "le")]
    camp = find(sentence, "camp")
    assert [(word.text, word.relation) for word in sentence.words if word.head == camp.index] == [
        ("de", "case"),
        ("le", "det"),
    ]


def test_offsets_count_in_the_text_with_its_own_typography(annotator: Annotator) -> None:
    text = "  L’armée\u00a0a\nattaqué.\n\n\n Gao est tombée."
    (doc,) = annotator.annotate([text])
    check(doc, text)
    assert [text[sentence.start : sentence.end] for sentence in doc.sentences] == [
        "L’armée\u00a0a\nattaqué.",
        "Gao est tombée.",
    ]
    assert [word.lemma for word in doc.sentences[0].words][:2] == ["le", "armée"]


@pytest.mark.parametrize(
    "text",
    [
        "Selon M. Bazoum, dix soldats sont morts.",
        "Deux attaques (à Gao. À Kidal) ont fait dix morts.",
        "L'armée a riposté ; dix assaillants ont été tués.",
        "PESHAWAR (Pakistan), 12 janvier – Un policier a été abattu.",
        "Trois villages du Nord-Kivu - Samboko, Tchani-Tchani et Kapoka - ont été attaqués.",
    ],
)
def test_sentence_is_kept_whole(annotator: Annotator, text: str) -> None:
    assert len(annotator.annotate([text])[0].sentences) == 1


def test_sentences_are_told_apart(annotator: Annotator) -> None:
    (doc,) = annotator.annotate(["Une bombe a explosé à Gao. Dix civils sont morts.\n\nUn titre\n\nLe Mali accuse."])
    assert [doc.text[sentence.start : sentence.end] for sentence in doc.sentences] == [
        "Une bombe a explosé à Gao.",
        "Dix civils sont morts.",
        "Un titre",
        "Le Mali accuse.",
    ]


def test_entities_are_found(annotator: Annotator) -> None:
    (doc,) = annotator.annotate(["Le président Emmanuel Macron est arrivé à Bagdad."])
    found = [(doc.text[entity.start : entity.end], entity.kind) for entity in doc.entities]
    assert ("Bagdad", "LOC") in found
    assert any("Macron" in name and kind == "PER" for name, kind in found)


def test_batch_gives_what_each_text_gives_alone(annotator: Annotator) -> None:
    together = annotator.annotate(PASSAGES)
    assert together == [annotator.annotate([text])[0] for text in PASSAGES]
    assert annotator.annotate(PASSAGES[::-1]) == together[::-1]


def test_no_texts_give_no_docs(annotator: Annotator) -> None:
    assert annotator.annotate([]) == []


def test_pickled_engine_works(annotator: Annotator) -> None:
    dumped = pickle.dumps(annotator)
    assert len(dumped) < 1000
    restored = pickle.loads(dumped)
    assert restored == annotator
    assert restored.annotate([CLAIM]) == annotator.annotate([CLAIM])


def test_engine_names_itself_in_what_it_gives(stanza_annotator: Annotator, spacy_annotator: Annotator) -> None:
    engines = [engine.annotate(["Gao."])[0].engine.split() for engine in (stanza_annotator, spacy_annotator)]
    assert [(parts[0], parts[2]) for parts in engines] == [("stanza", "fr_compact"), ("spacy", "fr_core_news_md")]


def test_sentences_that_need_no_syntax_keep_tokens_and_entities(stanza_annotator: Annotator) -> None:
    asked: list[str] = []

    def needs_syntax(sentence: str) -> bool:
        asked.append(sentence)
        return "tués" in sentence

    (full,) = stanza_annotator.annotate(PASSAGES[:1])
    (doc,) = stanza_annotator.annotate(PASSAGES[:1], needs_syntax=needs_syntax)
    assert asked == [ATTACK, CLAIM]
    assert doc.sentences[0] == full.sentences[0]
    assert doc.entities == full.entities
    bare = doc.sentences[1]
    assert (bare.parsed, bare.tokens) == (False, full.sentences[1].tokens)
    assert [word.text for word in bare.words] == [word.text for word in full.sentences[1].words]
    assert {(word.upos, word.head, word.relation) for word in bare.words} == {("X", -1, "dep")}
    assert all(word.lemma == word.text for word in bare.words)


def noise(seed: int, highest: int) -> str:
    generator = random.Random(seed)
    characters = [generator.choice([32, 32, 10, 44, 46, generator.randrange(highest)]) for _ in range(1500)]
    return "".join(map(chr, characters))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n\t\u00a0\n",
        "\x00\x01\x1f\x7f\x85",
        "Le \ud800soldat\udfff est mort.",
        "😀👨‍👩‍👧 Attaque 🔥🔥 à Gao 🇲🇱.",
        "a" * 1_000_000,
        "é." * 50_000,
        "." * 3000,
        "(" * 500 + " a. " * 50 + ")" * 500,
        "Un soldat.\r\n\r\nDeux\rtrois\u2028quatre\u2029cinq.",
        "L'arme\u0301e a attaque\u0301.",
        "attaque\u200b\ufeff \u00ad à Gao",
        "هجوم على قاعدة عسكرية في بغداد.",
        "伊拉克军队遭到袭击" * 100,
        "du des au aux duquel auxquels DU AUX",
        "İ ǅ ﬁ ß.",
        noise(1, 256),
        noise(2, 0x110000),
    ],
    ids=lambda text: ascii(text[:12]),
)
def test_odd_text_is_annotated(annotator: Annotator, text: str) -> None:
    check(annotator.annotate([text])[0], text)


def test_sentence_too_long_to_parse_is_cut(annotator: Annotator) -> None:
    text = "Les villes du nord, " * 120 + "ont été attaquées."
    (doc,) = annotator.annotate([text])
    check(doc, text)
    assert len(doc.sentences) > 1
    assert sum(len(sentence.tokens) for sentence in doc.sentences) == 120 * 5 + 4


def test_paragraph_longer_than_models_see_loses_nothing(annotator: Annotator) -> None:
    text = "Une bombe a explosé à Gao. " * 150
    (doc,) = annotator.annotate([text], needs_syntax=lambda sentence: False)
    check(doc, text)
    assert {text[sentence.start : sentence.end] for sentence in doc.sentences} == {"Une bombe a explosé à Gao."}
    assert len(doc.sentences) == 150


def test_load_annotator_passes_an_annotator_through(stanza_annotator: Annotator) -> None:
    assert load_annotator(stanza_annotator) is stanza_annotator
