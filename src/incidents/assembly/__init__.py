"""From event frames to incidents: clusters retellings, settles values, builds records with their evidence."""

from incidents.assembly.assemble import assemble_incidents

__all__ = ["assemble_incidents"]
