"""``python -m incidents`` is the command line."""

from incidents.cli import main

main(prog_name="incidents")
