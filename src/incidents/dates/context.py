"""What a resolver knows: the hit, the reference day, and the mentions found before it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from attrs import frozen

from incidents.dates.calendar import Interval, day_after, day_until, one_day, shift_days
from incidents.dates.grammar import Hit
from incidents.dates.mention import DateForm, DateMention, Shift, ShiftUnit
from incidents.types import DatePrecision

_FRAME = 180  # days
_NEAR = 120  # tokens
_MEMORY = 100  # mentions
_BESIDE = 4
"""Tokens between a year and a day that belongs to it: "en 2015, dès le 7 janvier"."""
_YESTERDAY = frozenset(("day.relative",))
"""Rules of "hier" and "aujourd'hui"."""
_FINE_UNITS = (ShiftUnit.DAY, ShiftUnit.NIGHT, ShiftUnit.WEEKDAY, ShiftUnit.WEEKEND)


@frozen(kw_only=True)
class Resolution:
    """What a resolver answers.

    Attributes:
        interval: The days.
        form: How the expression tells its date, where that is not the rule's own form.
        anchored_on: Position of the mention that an anaphor counted from.
        shift: How an anaphor counts.
        days: The single days of a list.
    """

    interval: Interval
    form: DateForm | None = None
    anchored_on: int | None = None
    shift: Shift | None = None
    days: tuple[dt.date, ...] = ()


@frozen
class Context:
    """What is known where a hit is resolved.

    Attributes:
        hit: The hit.
        published: The reference day, None when unknown.
        mentions: The mentions found before it.
        ends: For each of those, the index of its last token.
        later_year: The year that a date coordinated with this one states after it ("le 3 mars et le 5 avril 2014").
        planned: Whether the verb it stands by points to the future ("le scrutin prévu dimanche").
        announced: The same, even where it is said of a plan that has changed ("initialement prévu").
        ahead: Whether the words before it point to the future ("d'ici lundi").
    """

    hit: Hit
    published: dt.date | None
    mentions: Sequence[DateMention] = ()
    ends: Sequence[int] = ()
    later_year: int | None = None
    ahead: bool = False
    planned: bool = False
    announced: bool = False

    def antecedent(self, unit: ShiftUnit, *, apart: bool = False) -> int | None:
        """The nearest earlier mention fine enough to count such units from.

        Args:
            unit: The units.
            apart: Leaves out yesterday and today: "ce jour-là" is neither.
        """
        near = {one.date.start for one in self.mentions[-_MEMORY:] if one.rule in _YESTERDAY} if apart else set()
        for at in range(len(self.mentions) - 1, max(-1, len(self.mentions) - _MEMORY), -1):
            mention = self.mentions[at]
            if mention.date.start in near and mention.date.end in near:
                continue
            if mention.form is DateForm.SPAN:
                fine = mention.rule.startswith(("day.", "weekday."))
                if not fine:
                    continue
            else:
                fine = mention.date.precision in (DatePrecision.DAY, DatePrecision.WEEK)
            if fine or (unit not in _FINE_UNITS and mention.date.precision is not DatePrecision.YEAR):
                return at
            if unit in (ShiftUnit.YEAR, ShiftUnit.MONTH_OF_YEAR):
                return at
        return None

    def _between(self) -> Sequence[Mapping[str, str]] | None:
        """The tokens between the last mention and the hit; None when there is no mention, or a far one."""
        if not self.ends or self.hit.first - self.ends[-1] > _NEAR:
            return None
        return self.hit.stream.values[self.ends[-1] + 1 : self.hit.first]

    def told_here(self) -> DateMention | None:
        """The last mention before the hit, where it stands in the same paragraph."""
        between = self._between()
        return None if between is None or any("paragraph" in one for one in between) else self.mentions[-1]

    def anchor(self, at: int) -> Interval:
        """The days to count from at an earlier mention; of "depuis lundi" that Monday."""
        mention = self.mentions[at]
        if mention.form is DateForm.SPAN:
            return one_day(mention.date.start)
        return Interval(mention.date.start, mention.date.end, mention.date.precision)

    def frame(self) -> Interval | None:
        """The stretch in which a day without a year must lie, when the text has set one.

        An anaphor just before it in the sentence ("trois mois plus tard, le 26 juin") sets its own interval; an
        earlier day of a past year in the paragraph, where the sentence tells in the pluperfect, the months about it.
        """
        between = self._between()
        if between is None or self.published is None:
            return None
        last = self.mentions[-1]
        date = last.date
        if last.form is DateForm.ANAPHORIC and len(between) <= 3 and not any("stop" in one for one in between):
            return Interval(date.start, date.end, date.precision)
        past = date.precision is DatePrecision.DAY and date.start.year < self.published.year
        if not past or last.form not in (DateForm.ABSOLUTE, DateForm.ANAPHORIC):
            return None
        if any("paragraph" in one for one in between) or not self._pluperfect():
            return None
        first, end = shift_days(date.start, -_FRAME), shift_days(date.end, _FRAME)
        return None if first is None or end is None or end > self.published else Interval(first, end, date.precision)

    def beside_last(self) -> bool:
        """Whether the last mention stands right before the hit in its sentence, as in "mardi, trois jours après"."""
        between = self._between()
        return between is not None and len(between) <= 2 and not any("stop" in one for one in between)

    def coming(self, month: int, day: int) -> int:
        """1 where a day without a year is announced and its next occurrence is the nearer one, else 0."""
        if not self.announced or self.published is None:
            return 0
        past, future = day_until(day, month, self.published), day_after(day, month, self.published)
        if past is None or future is None:
            return 0
        return 1 if (future - self.published).days < min(_FRAME, (self.published - past).days) else 0

    def named_year(self) -> int | None:
        """The antecedent's year, where the hit says "de la même année"."""
        if not self.hit.value("anaphorperiod").startswith("year"):
            return None
        at = self.antecedent(ShiftUnit.YEAR)
        return None if at is None else self.mentions[at].date.start.year

    def _pluperfect(self) -> bool:
        """Whether the sentence has an auxiliary of the pluperfect after the hit."""
        for values in self.hit.stream.values[self.hit.last + 1 : self.hit.last + 60]:
            if "pluperfect" in values:
                return True
            if "stop" in values:
                return False
        return False

    def _opens_sentence(self, index: int) -> bool:
        """Whether a token is the first of its sentence."""
        return index <= 0 or "stop" in self.hit.stream.values[index - 1]

    def stated_year(self) -> int | None:
        """The year that the sentence gives a date without one, by "en 2015, …, le 7 janvier" or by coordination."""
        if self.later_year is not None:
            return self.later_year
        between = self._between()
        if between is None:
            return None
        last = self.mentions[-1]
        if last.rule == "year.heading":
            return last.date.start.year if sum("stop" in values for values in between) <= 1 else None
        if last.rule == "year.in" and (self._opens_sentence(self.ends[-1] - 1) or len(between) <= _BESIDE):
            return None if any("stop" in values for values in between) else last.date.start.year
        if last.form is DateForm.ABSOLUTE and last.date.precision is DatePrecision.DAY and coordinated(between):
            return last.date.start.year
        return None


def coordinated(between: Sequence[Mapping[str, str]]) -> bool:
    """Whether only "et", "puis", a comma and articles stand between two dates."""
    return 0 < len(between) <= 4 and all("glue" in values for values in between)


Resolver: TypeAlias = Callable[[Context], Resolution | None]
