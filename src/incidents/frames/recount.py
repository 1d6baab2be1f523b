"""Anaphoric dates that `find_dates` counted from a statement's day, counted again from what is told."""

from __future__ import annotations

from attrs import evolve

from incidents.dates.anaphora import night_of, resolve_anaphor
from incidents.dates.mention import DateMention
from incidents.frames.anchors import statement_dates
from incidents.frames.records import Findings

_REACH = 6
"""Sentences that are looked back for a day that is told."""


def recount_anaphors(findings: Findings) -> Findings:
    """Counts "la veille", "le même jour" from the nearest day that is told, where a statement's day stood nearer.

    "Trois soldats ont été tués vendredi, a dit samedi un officier. La même nuit, …" goes on about Friday. Where all
    days before are statements', the first count stays: "Il a annoncé mardi que … la veille".

    Args:
        findings: The findings, with the dates as `find_dates` gives them.
    """
    said = statement_dates(findings)
    if not said:
        return findings
    sentence_of = {index: number for number, found in enumerate(findings.dates_in) for index in found}
    dates = list(findings.dates)
    for index, mention in enumerate(findings.dates):
        if mention.shift is None or mention.anchored_on is None:
            continue
        anchor = mention.anchored_on
        if anchor in said and sentence_of.get(anchor) == sentence_of.get(index):
            continue
        told = _told_before(dates, anchor, said, sentence_of) if anchor in said else anchor
        if told is not None and (told != anchor or dates[told] != findings.dates[told]):
            dates[index] = evolve(resolve_anaphor(night_of(mention, dates[told]), dates[told].date), anchored_on=told)
    return evolve(findings, dates=tuple(dates))


def _told_before(
    dates: list[DateMention], anchor: int, said: frozenset[int], sentence_of: dict[int, int]
) -> int | None:
    """The nearest earlier date of the anchor's sentence or the few before it that is no statement's."""
    last = sentence_of.get(anchor)
    for index in range(anchor - 1, -1, -1):
        if last is None or sentence_of.get(index, -9) < last - _REACH:
            return None
        if index not in said and not dates[index].limit:
            return index
    return None
