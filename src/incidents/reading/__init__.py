"""Reading press copy: from raw text to blocks of prose in one typography."""

from incidents.reading.normalise import CleanText, fold, normalise
from incidents.reading.reader import read_article
from incidents.reading.records import Block, BlockKind, Dateline, Reading

__all__ = ["Block", "BlockKind", "CleanText", "Dateline", "Reading", "fold", "normalise", "read_article"]
