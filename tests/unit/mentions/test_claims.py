"""Claims, attributions and denials, and who stands in them."""

from __future__ import annotations

import pytest

from incidents.annotation import Annotator
from incidents.mentions.claims import ClaimKind, ClaimMention, find_claims, may_hold_claim


def _claims(annotator: Annotator, text: str) -> tuple[list[ClaimMention], list[list[str]]]:
    [doc] = annotator.annotate([text])
    found = list(find_claims(doc))
    doers = [[doc.sentences[claim.sentence].words[index].text for index in claim.doers] for claim in found]
    return found, doers


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("Le groupe a revendiqué l'attaque.", "groupe"),
        ("L'attaque a été revendiquée par les rebelles.", "rebelles"),
        ("Les insurgés se sont attribué l'embuscade.", "insurgés"),
        ("Les rebelles ont endossé le raid.", "rebelles"),
        ("Les rebelles ont pris l'attentat à leur compte.", "rebelles"),
        ("Le mouvement se targue d'avoir tué dix soldats.", "mouvement"),
        ("Les insurgés affirment avoir détruit deux blindés.", "insurgés"),
    ],
)
def test_the_claimant_is_the_doer(stanza_annotator: Annotator, text: str, doer: str) -> None:
    claims, doers = _claims(stanza_annotator, text)
    assert [claim.entry.kind for claim in claims] == [ClaimKind.CLAIM]
    assert doer in doers[0]


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("La police accuse les séparatistes.", "séparatistes"),
        ("L'attaque est attribuée aux ADF.", "ADF"),
        ("Le gouvernement impute le massacre aux miliciens.", "miliciens"),
    ],
)
def test_an_attribution_names_the_accused(stanza_annotator: Annotator, text: str, doer: str) -> None:
    claims, doers = _claims(stanza_annotator, text)
    assert [claim.entry.kind for claim in claims] == [ClaimKind.ATTRIBUTION]
    assert doer in doers[0]


@pytest.mark.parametrize(
    "text",
    [
        "L'attaque n'a pas été revendiquée.",
        "Aucune revendication n'a été diffusée.",
        "Personne n'a revendiqué l'attaque.",
        "Le groupe ne s'est attribué ni ce meurtre ni le précédent.",
    ],
)
def test_a_negated_claim_is_marked(stanza_annotator: Annotator, text: str) -> None:
    claims, _ = _claims(stanza_annotator, text)
    assert claims and all(claim.negated for claim in claims)


def test_a_denial_is_no_claim(stanza_annotator: Annotator) -> None:
    claims, _ = _claims(stanza_annotator, "Le mouvement a démenti toute implication.")
    assert [claim.entry.kind for claim in claims] == [ClaimKind.DENIAL]


def test_claimed_event_is_found_behind_responsibility(stanza_annotator: Annotator) -> None:
    [doc] = stanza_annotator.annotate(["Le groupe a endossé la responsabilité d'un attentat."])
    [claim] = find_claims(doc)
    assert "attentat" in [doc.sentences[0].words[index].text for index in claim.events]


def test_sieve_lets_claims_through_and_stops_other_words() -> None:
    assert may_hold_claim("Le groupe a revendiqué l'attaque.")
    assert not may_hold_claim("La récolte de coton a été bonne.")


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("Les rebelles n'ont pas tardé à revendiquer l'attaque.", False),
        ("Les rebelles sont partis sans revendiquer l'attaque.", True),
        ("Les rebelles n'ont pas revendiqué l'attaque.", True),
    ],
)
def test_only_a_negation_of_the_claim_itself_counts(stanza_annotator: Annotator, text: str, negated: bool) -> None:
    [claim], _ = _claims(stanza_annotator, text)
    assert claim.negated is negated
