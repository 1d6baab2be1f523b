"""Properties of the whole way: any text, any typography, any day, any process."""

from __future__ import annotations

import datetime as dt
import json
import os
import pickle
import subprocess
import sys
import unicodedata
import warnings
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, Final

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.articles import ARTICLES, BRIEF, CONVOYS, REPORT, MemoAnnotator

import incidents
from incidents import Article, Extractor, Incident, Incidents, NotFrenchWarning
from incidents.annotation import Annotator

PIECES: Final = [
    "Douze civils ont été tués lundi dans une attaque à Ménaka, dans le nord-est du Mali.",
    "L’armée a démenti toute attaque contre le camp de Tessit.",
    "Le GSIM a revendiqué l’attentat-suicide du 5 avril 2021 à Gao.",
    "Deux enseignants ont été enlevés dans la nuit de samedi à dimanche près de Téra.",
    "Lire aussi : L’armée riposte à Kidal",
    "BAMAKO, 3 mai (AFP) - ",
    "Une bombe a explosé",
    "(Photo d’illustration)",
    "tués",
    "à Gao",
    "lundi",
]
JUNK: Final = ["\n", "\n\n", " ", "\u00a0", "\u00ad", "\u200b", "\u202e", "\x00", "\x1b[31m", "\ud800", "\udfff", "😀",
               "<p>", "</div>", "&nbsp;", "&#0;", "&", "(", "«", "’", ",", ".", "…", "e\u0301", "ﬁ", "İ"]  # fmt: skip
TEXTS = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES + JUNK), max_size=8).map("".join))
DAYS = st.none() | st.dates()

#: Fields whose value may be read from no characters: an empty one says that the text tells nothing.
UNPROVEN: Final = frozenset(("id", "acled", "confidence", "source", "evidence"))

CALM: Final = [
    "Le prix du riz est resté stable sur les marchés de la capitale, selon l'office de la statistique.",
    "Le ministre de la Culture a inauguré une bibliothèque.",
    "Les pluies sont attendues en juin.",
]

ODD: Final = {
    "nothing": "",
    "blanks": " \n\u00a0\t\n",
    "control characters": "".join(map(chr, range(32))) + BRIEF.replace(" ", "\x07 ") + "\x7f\x85\x9f",
    "emoji": "🔥 " + BRIEF.replace(" ", " 👨‍👩‍👧 🇲🇱 "),
    "markup": "<html><body><p>" + BRIEF.replace(". ", ".</p><script>x = 1 < 2</script><p>") + "</p><!-- fin",
    "entities": BRIEF.replace("é", "&eacute;").replace("'", "&rsquo;") + " &bogus; &#x110000; &#xD800;",
    "lone surrogates": "\ud83d" + BRIEF.replace("a", "a\udc00", 5),
    "one long word": "attaque" * 30_000,
    "one long line": "Une attaque a fait deux morts à Gao, " * 60,
    "one long number": BRIEF.replace("huit", "8" * 6_000),
    "brackets": "(" * 3_000 + BRIEF + ")" * 3_000,
    "quotes": "« " * 3_000 + BRIEF,
    "commas": BRIEF.replace(" ", " , , , , , , , , "),
    "names": "MM. " + ", ".join(["Amadou Koné"] * 600) + " ont été tués à Gao.",
    "figures": "Le 1er, 2, 3, 4 et 5 mai, 10 000 000 000 000 de morts, 3/13/2021, 99/99/9999, l'an 0 : attaque à Gao.",
    "Arabic": "هجوم على قاعدة عسكرية في بغداد.\n\n" + BRIEF,
    "capitals": BRIEF.upper(),
    "no spaces": BRIEF.replace(" ", ""),
    "one word a line": BRIEF.replace(" ", "\n"),
}


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NotFrenchWarning)
        yield


def found_in(extractor: Extractor, text: str, published: Any = "2021-04-06") -> Incidents:
    return extractor(Article(text=text, published=published))


def check(found: Incidents) -> None:
    """Everything that must hold of any extraction."""
    text = found.article.text
    assert len({incident.id for incident in found}) == len(found)
    starts = [incident.trigger.start for incident in found]
    assert starts == sorted(starts)
    assert (found.reason is None) == bool(found)
    for incident in found:
        assert text[incident.trigger.start : incident.trigger.end] == incident.trigger.text
        for piece in incident.evidence:
            assert text[piece.start : piece.end] == piece.text
            assert piece.rule
        proven = {piece.field for piece in incident.evidence}
        for field in attrs.fields(Incident):
            value = getattr(incident, field.name)
            told = value is not None and value != ()
            assert not told or field.name in proven | UNPROVEN, f"{field.name} has no evidence"
        assert Incident.from_dict(json.loads(json.dumps(incident.to_dict()))) == incident


def told(found: Incidents) -> list[dict[str, Any]]:
    """The incidents without ids, offsets and the words they were read from."""
    records = []
    for incident in found:
        data = incident.to_dict()
        data.pop("id")
        data["trigger"] = None
        data["evidence"] = [(piece["field"], piece["rule"]) for piece in data["evidence"]]
        records.append(data)
    return records


@given(text=TEXTS, published=DAYS)
@settings(max_examples=120)
def test_no_text_raises(extractor: Extractor, text: str, published: Any) -> None:
    check(found_in(extractor, text, published))


@pytest.mark.parametrize("name", ODD)
def test_odd_text_is_read(extractor: Extractor, name: str) -> None:
    check(found_in(extractor, ODD[name]))


def test_two_hundred_kilobytes_of_news_are_read(extractor: Extractor) -> None:
    paragraphs = [paragraph for text, _ in ARTICLES.values() for paragraph in text.split("\n\n")]
    text = "\n\n".join(paragraphs * (200_000 // sum(map(len, paragraphs)) + 1))
    assert len(text) > 200_000
    check(found_in(extractor, text))


@pytest.mark.parametrize("name", ARTICLES)
def test_articles_keep_the_invariants(extractor: Extractor, name: str) -> None:
    found = found_in(extractor, *ARTICLES[name])
    assert found
    check(found)


VARIANTS: Final[dict[str, Callable[[str], str]]] = {
    "typographic apostrophes": lambda text: text.replace("'", "’"),
    "straight apostrophes": lambda text: text.replace("’", "'"),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "narrow no-break spaces": lambda text: text.replace(" :", "\u202f:").replace(" ;", "\u202f;"),
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "soft hyphens": lambda text: text.replace("at", "a\u00adt"),
    "zero-width spaces": lambda text: text.replace(" ", " \u200b"),
    "byte order mark": lambda text: "\ufeff" + text,
    "blank lines at the ends": lambda text: f"\n\n{text}\n\n\n",
}


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("name", ARTICLES)
def test_typography_changes_nothing(extractor: Extractor, name: str, variant: str) -> None:
    text, published = ARTICLES[name]
    varied = VARIANTS[variant](text)
    found = found_in(extractor, varied, published)
    check(found)
    assert told(found) == told(found_in(extractor, text, published))


@given(weeks=st.integers(-1_000, 1_000))
@settings(max_examples=20)
def test_relative_dates_move_with_the_day_of_publication(extractor: Extractor, weeks: int) -> None:
    day, shift = dt.date(2022, 3, 9), dt.timedelta(weeks=weeks)
    base, moved = (found_in(extractor, REPORT, published) for published in (day, day + shift))
    assert [incident.date for incident in base if incident.date] != []
    expected = [
        incident.date and attrs.evolve(incident.date, start=incident.date.start + shift, end=incident.date.end + shift)
        for incident in base
    ]
    assert [incident.date for incident in moved] == expected


def test_absolute_dates_stay(extractor: Extractor) -> None:
    text = "Douze civils ont été tués le 5 avril 2021 dans une attaque à Ménaka, dans le nord-est du Mali."
    dates = {found_in(extractor, text, day)[0].date for day in ("2021-04-06", "2021-11-02", "2024-02-29", None)}
    assert len(dates) == 1


@pytest.mark.parametrize("calm", CALM)
@pytest.mark.parametrize("name", ARTICLES)
def test_a_calm_sentence_more_changes_nothing(extractor: Extractor, name: str, calm: str) -> None:
    text, published = ARTICLES[name]
    longer = f"{text}\n\n{calm}\n"
    assert told(found_in(extractor, longer, published)) == told(found_in(extractor, text, published))


def test_calm_sentences_tell_nothing(extractor: Extractor) -> None:
    assert not found_in(extractor, "\n\n".join(CALM))


@pytest.mark.parametrize("name", ARTICLES)
def test_the_same_text_gives_the_same_again(stanza_annotator: Annotator, name: str) -> None:
    text, published = ARTICLES[name]
    bare = Extractor(engine=stanza_annotator)
    assert found_in(bare, text, published).to_dicts() == found_in(bare, text, published).to_dicts()


def test_another_process_gives_the_same(extractor: Extractor) -> None:
    code = (
        "import incidents, json, sys; pairs = json.load(sys.stdin); "
        "print(json.dumps([incidents.extract(text, published=day).to_dicts() for text, day in pairs]))"
    )
    pairs = list(ARTICLES.values())
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=json.dumps(pairs),
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "7"},
    )
    assert json.loads(done.stdout) == [found_in(extractor, *pair).to_dicts() for pair in pairs]


def test_a_pickled_extractor_works(extractor: Extractor) -> None:
    dumped = pickle.dumps(Extractor())
    assert len(dumped) < 2_000
    restored = pickle.loads(dumped)
    assert repr(restored) == repr(Extractor())
    assert found_in(restored, BRIEF).to_dicts() == found_in(extractor, BRIEF).to_dicts()


def test_two_workers_give_what_one_gives_in_order(extractor: Extractor) -> None:
    # more than one batch, so that both workers have some
    towns = ["Gao", "Kidal", "Ménaka", "Tessit", "Ansongo", "Djibo"] * 4
    articles = [
        Article(text=f"Une bombe a explosé lundi à {town}.", published="2021-04-06", id=str(number))
        for number, town in enumerate(towns)
    ]
    one = list(extractor.pipe(articles, workers=1))
    two = list(Extractor().pipe(iter(articles), workers=2))
    assert [found.article for found in two] == articles
    assert two == one
    assert any(one)


def test_a_text_that_is_not_french_gives_nothing_and_a_warning(extractor: Extractor) -> None:
    text = "At least twelve soldiers were killed on Monday when gunmen attacked a convoy near Gao, the army said."
    with pytest.warns(NotFrenchWarning, match="the text of article 'en-1' is not French"):
        found = extractor(Article(text=text, published="2021-04-06", id="en-1"))
    assert (len(found), found.reason) == (0, "not French")


@pytest.mark.parametrize("wrong", ["texte", None, 3, b"texte", ["texte"], {"text": "texte"}])
def test_an_extractor_takes_articles_only(extractor: Extractor, wrong: Any) -> None:
    with pytest.raises(incidents.ArgumentError, match="Article"):
        extractor(wrong)
    with pytest.raises(incidents.ArgumentError, match="Article"):
        extractor.explain(wrong)


def test_cost_grows_with_the_length_only(stanza_annotator: Annotator) -> None:
    asked, calls = [], []
    for times in (4, 8):
        memo = MemoAnnotator(stanza_annotator)
        extractor = Extractor(engine=memo)
        text = "\n\n".join([CONVOYS] * times)
        found_in(extractor, text, "2021-10-15")
        asked.append(memo.asked)
        calls.append(calls_during(partial(found_in, extractor, text, "2021-10-15")))
    assert asked[1] <= 2.1 * asked[0]
    assert calls[1] <= 2.4 * calls[0]


def calls_during(act: Callable[[], object]) -> int:
    """How many Python functions are called while something runs: its cost, whatever the machine is doing."""
    count = 0

    def note(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(note)
    try:
        act()
    finally:
        sys.setprofile(None)
    return count
