"""Scores extracted incidents against gold ones, slot by slot, after aligning them (as MUC scored templates).

A gold incident and a predicted one are aligned when place, date, parties, toll, kind of attack and trigger agree well
enough; each pair is then compared slot by slot. A slot counts as wanted when gold has a value, as given when the
prediction has one, as right when both do and agree. What gold says and how: ``benchmarks/gold/GUIDELINES.md``.
"""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from attrs import Factory, define, field, frozen

from incidents.errors import InputError

Gold = Mapping[str, Any]

#: Attack types that a reader may take for one another; only incidents of one family are aligned.
_FAMILIES = {
    "shooting": "armed_assault ambush armed_clash assassination execution attack territory_seizure massacre",
    "explosive": "bombing ied landmine car_bomb suicide_bombing grenade attack",
    "indirect": "rocket shelling missile air_strike drone_strike attack",
    "abduction": "abduction hostage_taking attack",
    "manual": "stabbing vehicle_ramming mob_violence sexual_violence attack",
    "property": "arson looting sabotage attack",
    "street": "riot protest mob_violence armed_assault arrest",
    "strategic": "arrest territory_seizure weapons_seizure other",
}
_EMPTY_WORDS = "le la les l un une des de du d au aux a en et par ses son sa leur leurs groupe the of"
_WEIGHTS = {"place": 2.0, "date": 1.5, "target": 1.0, "actor": 1.0, "fatalities": 1.0, "geocode": 0.5}
_THRESHOLD = 2.5
_STEM = 6
_RADIUS = {1: 25, 2: 60, 3: 200, 4: 1000}  # km, by gold's geo_precision
_STOP = frozenset(_EMPTY_WORDS.split())
_EXTRAS = ("background", "date_precision", "actor_kind", "target_kind")

ALL_SLOTS = "ALL SLOTS"


@frozen
class Document:
    """One document of a gold or a predicted file: its id and its incidents as they stand in the file."""

    id: str
    incidents: tuple[Mapping[str, Any], ...]
    data: Mapping[str, Any] = field(factory=dict, repr=False)


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


@define
class Count:
    """How many values gold has, how many were given, how many of these are right."""

    wanted: int = 0
    given: int = 0
    right: int = 0

    def add(self, slot: Slot) -> None:
        self.wanted += slot.wanted
        self.given += slot.given
        self.right += slot.right

    @property
    def precision(self) -> float:
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.wanted + self.given) if self.wanted + self.given else 0.0


@define
class Score:
    """The result of a comparison.

    Attributes:
        rows: Counts of "incident", of each slot and of all slots together, in that order.
        extras: Of the aligned pairs, for each further question how often it was asked and answered rightly.
        negatives: How many documents have no gold incident, and in how many of these some were found.
        log: One line for each missed and spurious incident and for each value that differs.
    """

    rows: dict[str, Count] = Factory(dict)
    extras: dict[str, tuple[int, int]] = Factory(dict)
    negatives: tuple[int, int] = (0, 0)
    log: list[str] = Factory(list)

    def table(self) -> str:
        """The figures as lines of text."""
        lines = [f"{'slot':12s} {'gold':>5s} {'pred':>5s} {'ok':>5s}   P     R     F1"]
        for name, count in self.rows.items():
            figures = f"{count.wanted:5d} {count.given:5d} {count.right:5d}"
            lines.append(f"{name:12s} {figures}  {count.precision:.3f} {count.recall:.3f} {count.f1:.3f}")
        asked = ", ".join(f"{name} {right}/{number}" for name, (number, right) in self.extras.items())
        lines.append(f"of the aligned pairs, right: {asked}")
        lines.append(f"negative documents with a false incident: {self.negatives[1]}/{self.negatives[0]}")
        return "\n".join(lines)


def read_documents(path: Path) -> list[Document]:
    """Reads a JSON Lines file of documents, or each one in a folder.

    Raises:
        InputError: A line is no document.
    """
    documents = []
    for file in sorted(path.rglob("*.jsonl")) if path.is_dir() else [path]:
        for number, line in enumerate(file.read_bytes().split(b"\n"), start=1):
            if not line.strip():
                continue
            try:
                documents.append(_document(json.loads(line)))
            except (ValueError, RecursionError) as error:
                raise InputError(f"{file}:{number}: is no document: {error}") from error
    return documents


def _document(data: Any) -> Document:
    if not isinstance(data, dict) or not isinstance(data.get("id"), str):
        raise ValueError("it must be an object with an id")
    incidents = data.get("incidents")
    if not isinstance(incidents, list) or not all(isinstance(incident, dict) for incident in incidents):
        raise ValueError(f"incidents of {data['id']!r} must be a list of objects")
    return Document(data["id"], tuple(incidents), data)


def _fold(text: str | None) -> str:
    spelled = unicodedata.normalize("NFKD", (text or "").lower().replace("’", "'").replace("œ", "oe"))
    plain = "".join(character for character in spelled if not unicodedata.combining(character))
    return re.sub(r"[^a-z0-9]+", " ", plain).strip()


def _stems(text: str | None) -> set[str]:
    return {word[:_STEM] for word in _fold(text).split() if word not in _STOP}


def _alike(given: str, accepted: Iterable[str]) -> bool:
    """Whether any accepted wording has the same stems, contains or is contained, or shares half of them."""
    stems = _stems(given)
    for wording in accepted if stems else ():
        others = _stems(wording)
        shared = len(stems & others)
        if shared and (stems <= others or others <= stems or 2 * shared / (len(stems) + len(others)) >= 0.5):
            return True
    return False


def _any_alike(given: Iterable[str], accepted: Sequence[str]) -> bool:
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
        "place": Slot(bool(names), bool(predicted.place), _any_alike(predicted.place, names) or apart <= 25),
        "country": Slot(bool(country), bool(predicted.country), country == predicted.country),
        # a place that gold left without coordinates is no reproach to a prediction that has them
        "geocode": Slot(gold.get("lat") is not None, apart < math.inf, apart <= radius),
    }


def _slots(gold: Gold, predicted: Prediction) -> dict[str, Slot]:
    """Every slot of a pair; gold is {} for a spurious prediction."""
    start = gold.get("date_start")
    same_days = bool(start) and (start, gold.get("date_end") or start) == (predicted.start, predicted.end)
    sub_events = [_fold(text) for text in gold.get("acled_sub_event") or ()]
    slots = _place_slots(gold, predicted)
    slots["date"] = Slot(bool(start), bool(predicted.start), same_days)
    for name, texts in (("actor", predicted.actor), ("target", predicted.target)):
        slots[name] = Slot(bool(gold.get(name)), bool(texts), _any_alike(texts, gold.get(name) or ()))
    slots["attack_type"] = Slot(
        True, bool(predicted.attack_type), predicted.attack_type in (gold.get("attack_type") or ())
    )
    slots["acled"] = Slot(bool(sub_events), bool(predicted.acled), _fold(predicted.acled) in sub_events)
    claims = gold.get("claimed_by") or ()
    slots["claimed_by"] = Slot(bool(claims), bool(predicted.claimed_by), _any_alike(predicted.claimed_by, claims))
    tolls = (("fatalities", "fatalities_min"), ("injured", "injured"), ("abducted", "abducted"))
    for name, key in tolls:
        wanted, given = gold.get(key), getattr(predicted, name)
        slots[name] = Slot(wanted is not None, given is not None, wanted == given)
    return slots


def _extras(gold: Gold, predicted: Prediction) -> dict[str, bool | None]:
    """Further questions about an aligned pair: rightly answered, or None when not asked."""
    answers: dict[str, bool | None] = dict.fromkeys(_EXTRAS)
    if predicted.background is not None:
        answers["background"] = bool(gold.get("background")) == predicted.background
    if gold.get("date_start") and predicted.precision:
        answers["date_precision"] = gold.get("date_precision") == predicted.precision
    for side, kinds in (("actor", predicted.actor_kind), ("target", predicted.target_kind)):
        if gold.get(side) and kinds:
            answers[f"{side}_kind"] = gold.get(f"{side}_kind") in kinds
    return answers


def _families(attack_type: str | None) -> set[str]:
    return {family for family, members in _FAMILIES.items() if attack_type in members.split()}


def _likeness(gold: Gold, predicted: Prediction) -> float:
    """How likely two incidents are the same; 0 for another kind of event altogether."""
    slots = _slots(gold, predicted)
    accepted = gold.get("attack_type") or ()
    total = sum(weight for name, weight in _WEIGHTS.items() if slots[name].wanted and slots[name].agrees)
    if predicted.attack_type in accepted:
        total += 1.5
    elif set().union(*map(_families, accepted)) & _families(predicted.attack_type):
        total += 1
    else:
        return 0.0
    if _stems(gold.get("trigger")) & _stems(predicted.trigger):
        total += 0.5
    start, other = gold.get("date_start"), predicted.start
    if start and other and not slots["date"].agrees:
        overlap = other <= (gold.get("date_end") or start) and start <= (predicted.end or other)
        total += 0.5 if overlap else -1  # a day that contradicts speaks against
    if gold.get("country") and predicted.country and gold["country"] != predicted.country:
        total -= 2
    return total


def align(gold: Sequence[Gold], predicted: Sequence[Prediction]) -> list[tuple[int, int]]:
    """Pairs gold with predicted incidents, the likeliest first, each at most once."""
    ranked = sorted(
        ((_likeness(one, other), i, j) for i, one in enumerate(gold) for j, other in enumerate(predicted)),
        reverse=True,
    )
    pairs: list[tuple[int, int]] = []
    for likeness, i, j in ranked:
        if likeness < _THRESHOLD:
            break
        if all(i != one and j != other for one, other in pairs):
            pairs.append((i, j))
    return pairs


def _value(gold: Gold, slot: str) -> Any:
    keys = {"geocode": "lat", "date": "date_start", "acled": "acled_sub_event", "fatalities": "fatalities_min"}
    return gold.get(keys.get(slot, slot))


def _given(predicted: Prediction, slot: str) -> Any:
    return getattr(predicted, {"geocode": "point", "date": "start"}.get(slot, slot))


def _score_document(document: Document, predicted: Sequence[Prediction], result: Score) -> None:
    golds = document.incidents
    pairs = align(golds, predicted)
    rows = result.rows
    rows["incident"].wanted += len(golds)
    rows["incident"].given += len(predicted)
    rows["incident"].right += len(pairs)
    compared: list[tuple[Gold, Prediction]] = [(golds[i], predicted[j]) for i, j in pairs]
    for i, gold in enumerate(golds):
        if i not in {one for one, _ in pairs}:
            compared.append((gold, Prediction()))
            what = f"{gold.get('attack_type')} {gold.get('place')} {gold.get('date_start')}"
            result.log.append(f"{document.id} MISSED {what} trigger={gold.get('trigger')!r}")
    for j, one in enumerate(predicted):
        if j not in {other for _, other in pairs}:
            for name, slot in _slots({}, one).items():
                rows[name].given += slot.given
            what = f"{one.attack_type} {list(one.place)} {one.start}"
            result.log.append(f"{document.id} SPURIOUS {what} trigger={one.trigger!r}")
    for number, (gold, one) in enumerate(compared):
        for name, slot in _slots(gold, one).items():
            rows[name].add(slot)
            if number < len(pairs) and (slot.wanted or slot.given) and not slot.right:
                values = f"gold={_value(gold, name)!r} pred={_given(one, name)!r}"
                result.log.append(f"{document.id} {name}: {values} (trigger {gold.get('trigger')!r})")
        for name, answer in _extras(gold, one).items() if number < len(pairs) else ():
            if answer is not None:
                asked, right = result.extras[name]
                result.extras[name] = (asked + 1, right + answer)


def score(gold: Iterable[Document], predicted: Mapping[str, Sequence[Mapping[str, Any]]]) -> Score:
    """Compares predicted incidents with gold ones.

    Args:
        gold: The gold documents.
        predicted: Document id -> incidents, each as `Incident.to_dict()` gives it; a missing document has none.

    Example:
        >>> score([Document("a", ())], {}).negatives
        (1, 0)
    """
    result = Score()
    result.rows = {name: Count() for name in ("incident", *_slots({}, Prediction()))}
    result.extras = dict.fromkeys(_EXTRAS, (0, 0))
    for document in gold:
        found = [read_prediction(data) for data in predicted.get(document.id, ())]
        if not document.incidents:
            number, wrong = result.negatives
            result.negatives = (number + 1, wrong + bool(found))
        _score_document(document, found, result)
    slots = [count for name, count in result.rows.items() if name != "incident"]
    result.rows[ALL_SLOTS] = Count(
        sum(count.wanted for count in slots), sum(count.given for count in slots), sum(count.right for count in slots)
    )
    return result
