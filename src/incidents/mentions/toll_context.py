"""What the words around a figure say of it: of a former state, of a stretch of time."""

from __future__ import annotations

import re

from incidents.annotation import AnnotatedDoc, Sentence
from incidents.mentions.casualties import has_cue
from incidents.mentions.figures import Figure


def text_of(doc: AnnotatedDoc, number: int) -> str:
    """The text of a sentence."""
    return doc.text[doc.sentences[number].start : doc.sentences[number].end]


def clause_around(text: str, sentence: Sentence, start: int, end: int) -> str:
    """The part of a sentence between semicolons that holds some characters."""
    first = max(sentence.start, text.rfind(";", sentence.start, start) + 1)
    last = text.find(";", end, sentence.end)
    return text[first : sentence.end if last < 0 else last]


def is_former(text: str, sentence: Sentence, figure: Figure, around: str) -> bool:
    """Whether a figure was replaced: a cue around it, unless its own stretch between commas gives it as the new one."""
    own = text[max(sentence.start, text.rfind(",", sentence.start, figure.start)) : figure.end]
    return has_cue("former", around) and not has_cue("revised", own)


# What a day "since" which nothing alike befell is told for: "depuis mars 2016, quand sept gardes avaient péri".
_LAST_TIME = re.compile(r"\bdepuis [^,;:.]{2,60},? (?:quand|lorsque|lorsqu'|où|(?:date|jour|nuit) (?:à laquelle|où))")
_COLON = re.compile(r".*:(?=[^:]*,)", re.DOTALL)
_SINCE_THEN = re.compile(r"\W*depuis\b", re.IGNORECASE)


def stretch_around(text: str, sentence: Sentence, first: int, last: int) -> str:
    """The words around a figure that may reckon a conflict or a time along with it.

    Left out are what a semicolon parts from it, the head of a list ("frappés deux fois en un mois : à X, le 3, vingt
    morts") and the last time that something alike befell ("depuis mars 2016, quand ...").
    """
    head = text[max(sentence.start, first - 90) : first].rpartition(";")[2]
    tail = text[last : min(sentence.end, last + 70)].partition(";")[0]
    listed = _COLON.match(head)
    return _LAST_TIME.sub("", head[listed.end() if listed else 0 :] + text[first:last] + tail)


def sums_up(text: str, sentence: Sentence, around: str, *, eventful: bool) -> bool:
    """Whether the words around a figure, or "Depuis ..." at the head of its sentence, reckon a conflict or a time."""
    if _SINCE_THEN.match(text, sentence.start) and has_cue("aggregate", text[sentence.start : sentence.start + 60]):
        return True
    return has_cue("aggregate", around) or (not eventful and has_cue("period", around))
