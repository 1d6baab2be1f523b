"""Relations and features in one inventory, and the repairs that make engines agree."""

from __future__ import annotations

import pytest

from incidents.annotation.relations import FEATURES, RELATIONS, DraftWord, mend, normalise_relation, reduce_features

PARTICIPLE = {"VerbForm": "Part", "Tense": "Past"}


def word(text: str, head: int, relation: str, upos: str = "NOUN", **feats: str) -> DraftWord:
    return DraftWord(text, text, upos, feats, head, relation, 0)


def relations(words: list[DraftWord]) -> list[tuple[int, str]]:
    mend(words)
    return [(word.head, word.relation) for word in words]


@pytest.mark.parametrize(
    ("raw", "normalised"),
    [
        ("obl:arg", "obl"),
        ("obl:mod", "obl"),
        ("obl:agent", "obl:agent"),
        ("nsubj:pass", "nsubj:pass"),
        ("nsubj:caus", "nsubj"),
        ("nsubj:outer", "nsubj"),
        ("aux:tense", "aux"),
        ("aux:caus", "aux"),
        ("aux:pass", "aux:pass"),
        ("flat:name", "flat"),
        ("flat:foreign", "flat"),
        ("expl:pv", "expl"),
        ("iobj:agent", "iobj"),
        ("acl:relcl", "acl:relcl"),
        ("advcl:cleft", "advcl"),
        ("parataxis:insert", "parataxis"),
        ("ROOT", "root"),
        ("dep:comp", "dep"),
        ("", "dep"),
        ("clf", "dep"),
    ],
)
def test_relation_is_normalised(raw: str, normalised: str) -> None:
    assert normalise_relation(raw) == normalised
    assert normalised in RELATIONS


def test_features_are_reduced() -> None:
    raw = {"Voice": "Pass", "VerbForm": "Part", "NumType": "Card", "Gender": "Masc"}
    assert reduce_features(raw) == {"Gender": "Masc", "VerbForm": "Part", "Voice": "Pass"}
    assert reduce_features({"Voice": "Act"}) == {}
    assert list(FEATURES) == sorted(FEATURES)


def test_subject_beside_a_passive_auxiliary_is_passive() -> None:
    words = [word("soldats", 2, "nsubj"), word("sont", 2, "aux:pass", "AUX"), word("tués", -1, "root", "VERB")]
    assert relations(words)[0] == (2, "nsubj:pass")


@pytest.mark.parametrize(
    ("verb", "auxiliary", "preposition", "relation"),
    [
        (PARTICIPLE, "aux:pass", "par", "obl:agent"),
        (PARTICIPLE, None, "par", "obl:agent"),
        (PARTICIPLE, "aux", "par", "obl"),
        ({"VerbForm": "Fin"}, None, "par", "obl"),
        ({"VerbForm": "Part", "Tense": "Pres"}, None, "par", "obl"),
        (PARTICIPLE, "aux:pass", "dans", "obl"),
    ],
)
def test_agent_is_an_oblique_with_par_under_a_passive(
    verb: dict[str, str], auxiliary: str | None, preposition: str, relation: str
) -> None:
    words = [word("tués", -1, "root", "VERB", **verb), word(preposition, 2, "case", "ADP"), word("rebelles", 0, "obl")]
    if auxiliary:
        words.append(word("été", 0, auxiliary, "AUX"))
    assert relations(words)[2] == (0, relation)


def test_agent_on_a_name_in_between_moves_to_the_passive() -> None:
    words = [
        word("tués", -1, "root", "VERB", **PARTICIPLE),
        word("Gao", 0, "obl", "PROPN"),
        word("par", 3, "case", "ADP"),
        word("rebelles", 1, "nmod"),
    ]
    assert relations(words)[3] == (0, "obl:agent")


def test_agent_of_a_noun_stays_with_it() -> None:
    words = [
        word("condamnée", -1, "root", "VERB", **PARTICIPLE),
        word("attaque", 0, "nsubj:pass"),
        word("par", 3, "case", "ADP"),
        word("rebelles", 1, "nmod"),
    ]
    assert relations(words)[3] == (1, "nmod")


def test_faire_before_an_infinitive_is_an_auxiliary() -> None:
    words = [word("faire", 1, "dep", "VERB"), word("exploser", -1, "root", "VERB", VerbForm="Inf")]
    assert relations(words)[0] == (1, "aux")
    assert words[0].upos == "AUX"


@pytest.mark.parametrize(
    ("form", "lemma", "upos", "mended"),
    [
        ("massacrés", "massacré", "VERB", ("massacrer", "VERB")),
        ("touchées", "touchée", "VERB", ("toucher", "VERB")),
        ("blessés", "blessé", "NOUN", ("blessé", "NOUN")),
        ("armé", "armé", "ADJ", ("armé", "ADJ")),
        ("nées", "naître", "VERB", ("naître", "VERB")),
        ("figuraient", "figuraient", "ADJ", ("figurer", "VERB")),
        ("assiégeaient", "assiégeaient", "NOUN", ("assiéger", "VERB")),
        ("menaçaient", "menaçaient", "ADJ", ("menacer", "VERB")),
        ("prenaient", "prendre", "VERB", ("prendre", "VERB")),
        ("client", "client", "NOUN", ("client", "NOUN")),
        ("lait", "lait", "NOUN", ("lait", "NOUN")),
    ],
)
def test_verb_that_no_model_knew_is_mended(form: str, lemma: str, upos: str, mended: tuple[str, str]) -> None:
    draft = DraftWord(form, lemma, upos, {}, -1, "root", 0)
    mend([draft])
    assert (draft.lemma, draft.upos) == mended


def test_one_root_is_left() -> None:
    assert relations([word("a", -1, "root"), word("b", -1, "root"), word("c", 1, "root")]) == [
        (-1, "root"),
        (0, "parataxis"),
        (1, "parataxis"),
    ]


def test_head_outside_the_sentence_or_the_word_itself_is_no_head() -> None:
    assert relations([word("a", 0, "dep"), word("b", 7, "obj")]) == [(-1, "root"), (0, "parataxis")]


def test_circle_without_a_root_is_opened() -> None:
    assert relations([word("a", 1, "nmod"), word("b", 0, "nmod")]) == [(-1, "root"), (0, "nmod")]


def test_sentence_without_words_is_left_alone() -> None:
    assert relations([]) == []
