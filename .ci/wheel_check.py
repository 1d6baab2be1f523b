"""Builds the wheel, installs it into a folder of its own and runs it there on one sentence, outside the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LARGEST = 60_000_000  # bytes; a wheel that outgrows it carries what it should not

SENTENCE = """
import json, sys
import incidents
assert not {"torch", "stanza", "pandas"} & set(sys.modules), "import is not light"
assert "site" in incidents.__file__, incidents.__file__
text = "Trois soldats ont été tués lundi dans une embuscade à Ménaka, au Mali."
found = incidents.extract(text, published="2021-04-06")
print(found)
assert len(found) == 1, found
incident = found[0]
assert incident.attack_type == "ambush" and incident.date.start.isoformat() == "2021-04-05", incident
assert incident.location.country == "ML" and incident.location.latitude is not None, incident
assert incidents.Incident.from_dict(json.loads(json.dumps(incident.to_dict()))) == incident
"""


def run(*command: str, **options: object) -> None:
    """Runs a command, failing with it."""
    subprocess.run(command, check=True, **options)  # type: ignore[call-overload]


def main() -> None:
    """Fails when the wheel lacks something."""
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet")
    with tempfile.TemporaryDirectory() as folder:
        run(*pip, "wheel", "--no-deps", "-w", folder, str(ROOT))
        (wheel,) = Path(folder).glob("*.whl")
        size = wheel.stat().st_size
        names = zipfile.ZipFile(wheel).namelist()
        print(f"{wheel.name}: {size / 1e6:.1f} MB, {len(names)} files")
        assert size < LARGEST, f"the wheel is {size} bytes; {LARGEST} are allowed"
        assert "incidents/py.typed" in names
        site = Path(folder) / "site"
        run(*pip, "install", "--no-deps", "--target", str(site), str(wheel))
        environment = {**os.environ, "PYTHONPATH": str(site), "PYTHONSAFEPATH": "1"}
        run(sys.executable, "-c", SENTENCE, cwd=folder, env=environment)
        run(sys.executable, "-m", "incidents", "--version", cwd=folder, env=environment)


if __name__ == "__main__":
    main()
