"""Hypothesis strategies for records."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from incidents.incident import (
    AcledCoding,
    DateInterval,
    Evidence,
    Incident,
    Location,
    Party,
    Source,
    Toll,
    Trigger,
)
from incidents.types import AttackType, DatePrecision, PartyKind, PlaceKind

texts = st.text(max_size=12)
days = st.dates(min_value=dt.date(1000, 1, 1))
maybe_texts = st.none() | texts
spans = st.tuples(st.integers(0, 10_000), st.integers(0, 10_000)).map(sorted)
countries = st.none() | st.sampled_from(["ML", "IQ", "FR", "UA", "XK"])


@st.composite
def dates(draw: st.DrawFn) -> DateInterval:
    start, end = sorted((draw(days), draw(days)))
    return DateInterval(start=start, end=end, precision=draw(st.sampled_from(DatePrecision)), mention=draw(maybe_texts))


@st.composite
def tolls(draw: st.DrawFn) -> Toll:
    low = draw(st.integers(0, 10_000))
    return Toll(low=low, high=draw(st.none() | st.integers(low, 20_000)), mention=draw(texts))


locations = st.builds(
    Location,
    mention=maybe_texts,
    name=maybe_texts,
    kind=st.none() | st.sampled_from(PlaceKind),
    admin1=maybe_texts,
    admin2=maybe_texts,
    country=countries,
    latitude=st.none() | st.floats(-90, 90),
    longitude=st.none() | st.floats(-180, 180),
    precision=st.sampled_from((1, 2, 3, 4)),
    gazetteer_id=maybe_texts,
    alternatives=st.just(()),
)
parties = st.builds(Party, mention=texts, name=texts, kind=st.sampled_from(PartyKind), country=countries)
party_tuples = st.lists(parties, max_size=3).map(tuple)
triggers = st.builds(lambda span, text: Trigger(start=span[0], end=span[1], text=text), spans, texts)
evidence = st.builds(
    lambda span, field, text, rule: Evidence(field=field, start=span[0], end=span[1], text=text, rule=rule),
    spans, texts, texts, texts,
)  # fmt: skip
sources = st.builds(
    Source, id=maybe_texts, title=maybe_texts, publisher=maybe_texts, url=maybe_texts, published=st.none() | days
)
codings = st.builds(
    AcledCoding,
    disorder_type=st.just("Political violence"),
    event_type=st.sampled_from(
        ["Battles", "Violence against civilians", "Explosions/Remote violence", "Riots", "Protests",
         "Strategic developments"]
    ),
    sub_event_type=st.sampled_from(["Attack", "Armed clash", "Arrests", "Grenade"]),
)  # fmt: skip
incidents = st.builds(
    Incident,
    id=st.text("0123456789abcdef", min_size=1, max_size=8),
    attack_type=st.sampled_from(AttackType),
    date=st.none() | dates(),
    location=st.none() | locations,
    actors=party_tuples,
    targets=party_tuples,
    claimed_by=party_tuples,
    attributed_by=maybe_texts,
    fatalities=st.none() | tolls(),
    injured=st.none() | tolls(),
    abducted=st.none() | tolls(),
    acled=codings,
    trigger=triggers,
    background=st.booleans(),
    confidence=st.floats(0, 1),
    evidence=st.lists(evidence, max_size=3).map(tuple),
    source=sources,
)
