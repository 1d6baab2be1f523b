"""What is compared: the slots of a gold incident and of a predicted one, and when two values agree."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from attrs import frozen

Gold: TypeAlias = Mapping[str, Any]
"""A gold incident, as it stands in the file."""

EXTRAS = ("background", "date_precision", "actor_kind", "target_kind")
"""Further questions about an aligned pair."""

_EMPTY_WORDS = "le la les l un une des de du d au aux a en et par ses son sa leur leurs groupe the of"
_STEM = 6
_RADIUS = {1: 25, 2: 60, 3: 200, 4: 1000}  # km, by gold's geo_precision
_STOP = frozenset(_EMPTY_WORDS.split())


@frozen
class Slot:
    """Whether gold has a value, whether the prediction has one, whether they agree."""

    wanted: bool
    given: bool
    agrees: bool

    @property
    def right(self) -> bool:
        return self.wanted and self.given and self.agrees


@frozen
class Prediction:
    """`Incident.to_dict()`, flattened to what is compared."""

    place: tuple[str, ...] = ()
    country: str | None = None
    point: tuple[float, float] | None = None
    start: str | None = None
    end: str | None = None
    precision: str | None = None
    actor: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    claimed_by: tuple[str, ...] = ()
    attack_type: str | None = None
    acled: str | None = None
    fatalities: int | None = None
    injured: int | None = None
    abducted: int | None = None
    trigger: str = ""
    background: bool | None = None
    actor_kind: tuple[str, ...] = ()
    target_kind: tuple[str, ...] = ()


def _fold(text: str | None) -> str:
    spelled = unicodedata.normalize("NFKD", (text or "").lower().replace("’", "'").replace("œ", "oe"))
    plain = "".join(character for character in spelled if not unicodedata.combining(character))
    return re.sub(r"[^a-z0-9]+", " ", plain).strip()


def stems(text: str | None) -> set[str]:
    return {word[:_STEM] for word in _fold(text).split() if word not in _STOP}


def _alike(given: str, accepted: Iterable[str]) -> bool:
    """Whether any accepted wording has the same stems, contains or is contained, or shares half of them."""
    mine = stems(given)
    for wording in accepted if mine else ():
        others = stems(wording)
        shared = len(mine & others)
        if shared and (mine <= others or others <= mine or 2 * shared / (len(mine) + len(others)) >= 0.5):
            return True
    return False


def any_alike(given: Iterable[str], accepted: Sequence[str]) -> bool:
    return any(_alike(text, accepted) for text in given)


def _kilometres(first: tuple[float, float], second: tuple[float, float]) -> float:
    a, b, c, d = map(math.radians, (*first, *second))
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(half)))


def _names(parties: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    return tuple(text for party in parties for text in (party.get("name"), party.get("mention")) if text)


def _kinds(parties: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    return tuple(party["kind"] for party in parties if party.get("kind"))


def read_prediction(data: Mapping[str, Any]) -> Prediction:
    """Flattens the data of `Incident.to_dict()`."""
    place, date = data.get("location") or {}, data.get("date") or {}
    latitude, longitude = place.get("latitude"), place.get("longitude")
    actors, targets = data.get("actors") or (), data.get("targets") or ()
    low = {name: (data.get(name) or {}).get("low") for name in ("fatalities", "injured", "abducted")}
    return Prediction(
        place=tuple(text for text in (place.get("mention"), place.get("name")) if text),
        country=place.get("country"),
        point=None if latitude is None or longitude is None else (latitude, longitude),
        start=date.get("start"),
        end=date.get("end") or date.get("start"),
        precision=date.get("precision"),
        actor=_names(actors),
        target=_names(targets),
        claimed_by=_names(data.get("claimed_by") or ()),
        attack_type=data.get("attack_type"),
        acled=(data.get("acled") or {}).get("sub_event_type"),
        trigger=(data.get("trigger") or {}).get("text") or "",
        background=data.get("background"),
        actor_kind=_kinds(actors),
        target_kind=_kinds(targets),
        **low,
    )


def _place_slots(gold: Gold, predicted: Prediction) -> dict[str, Slot]:
    names = [gold["place"], *(gold.get("place_aliases") or ())] if gold.get("place") else []
    point = None if None in (gold.get("lat"), gold.get("lon")) else (gold["lat"], gold["lon"])
    apart = _kilometres(point, predicted.point) if point and predicted.point else math.inf
    radius = _RADIUS.get(gold.get("geo_precision") or 1, 25)
    country = gold.get("country")
    return {
        "place": Slot(bool(names), bool(predicted.place), any_alike(predicted.place, names) or apart <= 25),
        "country": Slot(bool(country), bool(predicted.country), country == predicted.country),
        # a place that gold left without coordinates is no reproach to a prediction that has them
        "geocode": Slot(gold.get("lat") is not None, apart < math.inf, apart <= radius),
    }


def slots_of(gold: Gold, predicted: Prediction) -> dict[str, Slot]:
    """Every slot of a pair; gold is {} for a spurious prediction."""
    start = gold.get("date_start")
    same_days = bool(start) and (start, gold.get("date_end") or start) == (predicted.start, predicted.end)
    sub_events = [_fold(text) for text in gold.get("acled_sub_event") or ()]
    slots = _place_slots(gold, predicted)
    slots["date"] = Slot(bool(start), bool(predicted.start), same_days)
    for name, texts in (("actor", predicted.actor), ("target", predicted.target)):
        slots[name] = Slot(bool(gold.get(name)), bool(texts), any_alike(texts, gold.get(name) or ()))
    slots["attack_type"] = Slot(
        True, bool(predicted.attack_type), predicted.attack_type in (gold.get("attack_type") or ())
    )
    slots["acled"] = Slot(bool(sub_events), bool(predicted.acled), _fold(predicted.acled) in sub_events)
    claims = gold.get("claimed_by") or ()
    slots["claimed_by"] = Slot(bool(claims), bool(predicted.claimed_by), any_alike(predicted.claimed_by, claims))
    tolls = (("fatalities", "fatalities_min"), ("injured", "injured"), ("abducted", "abducted"))
    for name, key in tolls:
        wanted, given = gold.get(key), getattr(predicted, name)
        slots[name] = Slot(wanted is not None, given is not None, wanted == given)
    return slots


def extras_of(gold: Gold, predicted: Prediction) -> dict[str, bool | None]:
    """Further questions about an aligned pair: rightly answered, or None when not asked."""
    answers: dict[str, bool | None] = dict.fromkeys(EXTRAS)
    if predicted.background is not None:
        answers["background"] = bool(gold.get("background")) == predicted.background
    if gold.get("date_start") and predicted.precision:
        answers["date_precision"] = gold.get("date_precision") == predicted.precision
    for side, kinds in (("actor", predicted.actor_kind), ("target", predicted.target_kind)):
        if gold.get(side) and kinds:
            answers[f"{side}_kind"] = gold.get(f"{side}_kind") in kinds
    return answers
