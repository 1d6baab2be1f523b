"""Counts what agrees: of incidents, of each slot, of all together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from attrs import Factory, define, frozen

from incidents.evaluation.align import align
from incidents.evaluation.documents import Document
from incidents.evaluation.slots import EXTRAS, Gold, Prediction, Slot, extras_of, read_prediction, slots_of

ALL_SLOTS = "ALL SLOTS"
INCIDENT = "incident"


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


@frozen
class Outcome:
    """A gold incident with what was found of it, a missed one, or one found that gold does not have."""

    document: str
    gold: Gold | None
    found: Prediction | None

    def slots(self) -> dict[str, Slot]:
        """What is compared of it; in a found one that gold does not have, only whether values are given."""
        slots = slots_of(self.gold or {}, self.found or Prediction())
        if self.gold is None:
            return {name: Slot(False, slot.given, False) for name, slot in slots.items()}
        return slots

    def lines(self) -> Iterator[str]:
        """What is wrong with it, one line a fault."""
        gold, found = self.gold, self.found
        if gold is None and found is not None:
            what = f"{found.attack_type} {list(found.place)} {found.start}"
            yield f"{self.document} SPURIOUS {what} trigger={found.trigger!r}"
        elif gold is not None and found is None:
            what = f"{gold.get('attack_type')} {gold.get('place')} {gold.get('date_start')}"
            yield f"{self.document} MISSED {what} trigger={gold.get('trigger')!r}"
        elif gold is not None and found is not None:
            for name, slot in self.slots().items():
                if (slot.wanted or slot.given) and not slot.right:
                    values = f"gold={_value(gold, name)!r} pred={_given(found, name)!r}"
                    yield f"{self.document} {name}: {values} (trigger {gold.get('trigger')!r})"


@define
class Score:
    """The result of a comparison.

    Attributes:
        outcomes: Every gold and every found incident, in the order of the documents.
        negatives: How many documents have no gold incident, and in how many of these some were found.
    """

    outcomes: list[Outcome] = Factory(list)
    negatives: tuple[int, int] = (0, 0)

    @property
    def rows(self) -> dict[str, Count]:
        """Counts of "incident", of each slot and of all slots together, in that order."""
        return count(self.outcomes)

    @property
    def extras(self) -> dict[str, tuple[int, int]]:
        """Of the aligned pairs, for each further question how often it was asked and answered rightly."""
        found = dict.fromkeys(EXTRAS, (0, 0))
        for outcome in self.outcomes:
            if outcome.gold is not None and outcome.found is not None:
                for name, answer in extras_of(outcome.gold, outcome.found).items():
                    if answer is not None:
                        asked, right = found[name]
                        found[name] = (asked + 1, right + answer)
        return found

    @property
    def log(self) -> list[str]:
        """One line for each missed and spurious incident and for each value that differs."""
        return [line for outcome in self.outcomes for line in outcome.lines()]

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


def count(outcomes: Iterable[Outcome]) -> dict[str, Count]:
    """Counts of "incident", of each slot and of all slots together, in that order."""
    rows = {name: Count() for name in (INCIDENT, *slots_of({}, Prediction()))}
    for outcome in outcomes:
        there = outcome.gold is not None, outcome.found is not None
        rows[INCIDENT].add(Slot(*there, agrees=all(there)))
        for name, slot in outcome.slots().items():
            rows[name].add(slot)
    slots = [row for name, row in rows.items() if name != INCIDENT]
    rows[ALL_SLOTS] = Count(*(sum(getattr(row, part) for row in slots) for part in ("wanted", "given", "right")))
    return rows


def _value(gold: Gold, slot: str) -> Any:
    keys = {"geocode": "lat", "date": "date_start", "acled": "acled_sub_event", "fatalities": "fatalities_min"}
    return gold.get(keys.get(slot, slot))


def _given(predicted: Prediction, slot: str) -> Any:
    return getattr(predicted, {"geocode": "point", "date": "start"}.get(slot, slot))


def _outcomes(document: Document, found: Sequence[Prediction]) -> Iterator[Outcome]:
    pairs = dict(align(document.incidents, found))
    paired = set(pairs.values())
    for number, gold in enumerate(document.incidents):
        yield Outcome(document.id, gold, found[pairs[number]] if number in pairs else None)
    for number, one in enumerate(found):
        if number not in paired:
            yield Outcome(document.id, None, one)


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
    for document in gold:
        found = [read_prediction(data) for data in predicted.get(document.id, ())]
        if not document.incidents:
            number, wrong = result.negatives
            result.negatives = (number + 1, wrong + bool(found))
        result.outcomes.extend(_outcomes(document, found))
    return result
