"""Scene: date and place that a sentence sets for the events that the next ones tell."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, evolve, field

from incidents.dates.mention import DateForm
from incidents.frames.anchors import sentence_dates
from incidents.frames.qualify import find_cues
from incidents.frames.records import Anchor, EventFrame, Findings
from incidents.gazetteer.resolve import ResolvedPlace
from incidents.types import PlaceKind


@define
class Scene:
    """What the sentences of a paragraph that tell no event have set: "C'était samedi, à Krink." """

    findings: Findings = field(repr=False)
    date: Anchor | None = None
    place: Anchor | None = None
    block: int = -1

    def complete(self, number: int, frames: Sequence[EventFrame]) -> list[EventFrame]:
        """Gives the frames of the next sentence the date and place that were set and that they lack."""
        if self.findings.block_of[number] != self.block:
            self.block, self.date, self.place = self.findings.block_of[number], None, None
        if not frames:
            self._set(number)
            return []
        completed = [
            evolve(
                frame,
                date=self.date if frame.date is None and not frame.undated else frame.date,
                place=self.place if frame.place is None else frame.place,
            )
            for frame in frames
        ]
        self.date, self.place = None, None
        return completed

    def _set(self, number: int) -> None:
        findings = self.findings
        cues = find_cues(findings.doc, findings.doc.sentences[number])
        dates, _ = sentence_dates(findings, number, (), cues)
        days = [index for index in dates if findings.dates[index].form is not DateForm.SPAN] or dates
        if days:
            self.date = Anchor(days[-1], "date.scene", own=False)
        for index in findings.places_in[number]:
            place = findings.places[index]
            told = place.mention.locative or self._is_heading(number, place)
            if told and not place.mention.metonym and place.location.kind is not PlaceKind.COUNTRY:
                self.place = Anchor(index, "place.scene", own=False)
                break

    def _is_heading(self, number: int, place: ResolvedPlace) -> bool:
        """Whether a sentence is nothing but a place's name: "TIKRIT. Un homme d'affaires a été tué." """
        sentence, text = self.findings.doc.sentences[number], self.findings.doc.text
        around = text[sentence.start : place.mention.start] + text[place.mention.end : sentence.end]
        return not any(character.isalnum() for character in around)
