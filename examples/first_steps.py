"""The library in a script: python examples/first_steps.py"""

from pathlib import Path

import incidents

text = Path(__file__).with_name("embuscade-titao.txt").read_text(encoding="utf-8")
found = incidents.extract(text, published="2022-03-09")

for incident in found:
    place = incident.location.name if incident.location else "?"
    day = incident.date.start.isoformat() if incident.date else "?"
    print(day, place, incident.attack_type.value, "by", ", ".join(party.name for party in incident.actors) or "?")
    for piece in incident.evidence:
        print(f"    {piece.field}: {piece.text!r} ({piece.rule})")
