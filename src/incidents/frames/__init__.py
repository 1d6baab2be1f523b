"""Event frames: what each sentence says of each event, once triggers are qualified and roles and anchors read."""

from incidents.frames.build import build_frames
from incidents.frames.records import Anchor, EventFrame, Filler, Findings, Rejection

__all__ = ["Anchor", "EventFrame", "Filler", "Findings", "Rejection", "build_frames"]
