"""Dates of French news text: finds the expressions and resolves them to intervals of days."""

from __future__ import annotations

from incidents.dates.anaphora import resolve_anaphor
from incidents.dates.finder import find_dates
from incidents.dates.mention import DateForm, DateMention, Shift, ShiftUnit

__all__ = ["DateForm", "DateMention", "Shift", "ShiftUnit", "find_dates", "resolve_anaphor"]
