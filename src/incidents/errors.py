"""The library's errors and warnings: one base class, children that are also builtins."""

from __future__ import annotations

from pathlib import Path


class IncidentsError(Exception):
    """Base class of every error that the library raises."""


class ArgumentError(IncidentsError, TypeError):
    """A call was given a value of the wrong type."""


class ValueNotAllowedError(IncidentsError, ValueError):
    """A value has the right type but lies outside what is allowed."""


class LexiconError(IncidentsError, ValueError):
    """A lexicon file is malformed; `faults` lists every fault found in it.

    Attributes:
        path: The file.
        faults: One message a fault.
    """

    def __init__(self, path: Path | str, faults: list[str]) -> None:
        self.path = Path(path)
        self.faults = tuple(faults)
        super().__init__("\n".join(f"{self.path.name}: {fault}" for fault in faults))

    def __reduce__(self) -> tuple[type[LexiconError], tuple[Path, list[str]]]:
        return type(self), (self.path, list(self.faults))


class RecordError(IncidentsError, ValueError):
    """Data does not have the form of a record, as in `Incident.from_dict`."""


class InputError(IncidentsError, ValueError):
    """An input file, or one row of it, cannot be read as articles."""


class ModelNotFoundError(IncidentsError, FileNotFoundError):
    """A language model that an engine was asked for is not on this machine."""


class ModelChecksumError(IncidentsError, OSError):
    """A model file that the library carries is damaged."""


class GazetteerError(IncidentsError, OSError):
    """A gazetteer file cannot be opened or has the wrong form."""


class MissingExtraError(IncidentsError, ImportError):
    """An optional package is needed for what was asked.

    Attributes:
        extra: The extra of this package that brings it, as in ``pip install incidents[extra]``.
    """

    def __init__(self, what: str, extra: str) -> None:
        self.what = what
        self.extra = extra
        super().__init__(f"{what} is not installed; get it with: pip install 'incidents[{extra}]'")

    def __reduce__(self) -> tuple[type[MissingExtraError], tuple[str, str]]:
        return type(self), (self.what, self.extra)


class IncidentsWarning(UserWarning):
    """Base class of the library's warnings."""


class NotFrenchWarning(IncidentsWarning):
    """A text is not French, so nothing was looked for in it."""
