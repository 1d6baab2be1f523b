"""Scene: date and place that a sentence sets for the events that the next ones tell."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, evolve, field

from incidents.dates.mention import DateForm
from incidents.frames.anchors import is_far, located_by, sentence_dates
from incidents.frames.qualify import find_cues
from incidents.frames.records import Anchor, EventFrame, Findings
from incidents.gazetteer.resolve import ResolvedPlace
from incidents.types import REGION, PlaceKind


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
        places = [index for index in findings.places_in[number] if self._is_told(number, findings.places[index])]
        if places:
            first = min(places, key=lambda at: (_is_broad(findings.places[at]), at))
            index = self._inside(number, located_by(findings, number, first))
            if not is_far(findings.places[index].mention):
                self.place = Anchor(index, "place.scene", own=False)

    def _is_told(self, number: int, place: ResolvedPlace) -> bool:
        told = place.mention.locative or self._is_heading(number, place)
        return told and not place.mention.metonym and place.location.kind is not PlaceKind.COUNTRY

    def _inside(self, number: int, index: int) -> int:
        """The place that a broad or far one only locates: "X, petite ville de la province de Y" tells of X."""
        places = self.findings.places
        if _is_broad(places[index]) or is_far(places[index].mention):
            for inner in self.findings.places_in[number]:
                if inner < index and places[inner].mention.container == index and not places[inner].mention.metonym:
                    return inner
        return index

    def _is_heading(self, number: int, place: ResolvedPlace) -> bool:
        """Whether a sentence is nothing but a place's name: "TIKRIT. Un homme d'affaires a été tué." """
        sentence, text = self.findings.doc.sentences[number], self.findings.doc.text
        around = text[sentence.start : place.mention.start] + text[place.mention.end : sentence.end]
        return not any(character.isalpha() for character in around)


def _is_broad(place: ResolvedPlace) -> bool:
    return place.location.precision >= REGION or place.location.kind is PlaceKind.AREA
