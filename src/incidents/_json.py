"""The JSON form of records; cattrs is loaded at first use."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, get_args, get_origin

import attrs

from incidents.errors import RecordError
from incidents.incident import Incident
from incidents.types import AttackType, DatePrecision, PartyKind, PlaceKind

if TYPE_CHECKING:
    from cattrs import Converter


def json_fields(record: type) -> list[attrs.Attribute[Any]]:
    """The attributes of a record that its JSON form has, in order."""
    attrs.resolve_types(record, localns={"Place": object})
    return [attribute for attribute in attrs.fields(record) if attribute.metadata.get("json", True)]


def _read_str(value: object, _: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"expected a string, got {value!r}")
    return value


def _read_int(value: object, _: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"expected an integer, got {value!r}")
    return value


def _read_float(value: object, _: Any) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not math.isfinite(value):
        raise TypeError(f"expected a finite number, got {value!r}")
    return float(value)


def _read_bool(value: object, _: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError(f"expected true or false, got {value!r}")
    return value


def _read_day(value: object, _: Any) -> dt.date:
    if not isinstance(value, str):
        raise TypeError(f"expected an ISO date, got {value!r}")
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        raise ValueError(f"expected an ISO date, got {value!r}") from None


def _read_enum(value: object, kind: Any) -> StrEnum:
    if not isinstance(value, str) or value not in list(kind):
        raise ValueError(f"expected one of {', '.join(kind)}; got {value!r}")
    choice: StrEnum = kind(value)
    return choice


def _is_tuple(kind: Any) -> bool:
    return get_origin(kind) is tuple


def _read_tuple(converter: Converter, value: object, kind: Any) -> tuple[Any, ...]:
    """Reads a list; the faults of its items are raised together."""
    from cattrs import IterableValidationError, IterableValidationNote

    item = get_args(kind)[0]
    if not isinstance(value, list | tuple):
        raise TypeError(f"expected a list, got {value!r}")
    items: list[Any] = []
    faults: list[Exception] = []
    for index, entry in enumerate(value):
        try:
            items.append(converter.structure(entry, item))
        except (TypeError, ValueError, ExceptionGroup) as fault:
            fault.add_note(IterableValidationNote(f"reading item {index}", index, item))
            faults.append(fault)
    if faults:
        raise IterableValidationError("reading a list", faults, tuple)
    return tuple(items)


def _read_record(converter: Converter, data: object, record: type) -> Any:
    """Reads one record: every key is required, no other is allowed, and all faults are raised together."""
    from cattrs import AttributeValidationNote, ClassValidationError, ForbiddenExtraKeysError

    title = f"reading {record.__name__}"
    if not isinstance(data, Mapping):
        raise TypeError(f"expected an object, got {data!r}")
    values: dict[str, Any] = {}
    faults: list[Exception] = []
    fields = json_fields(record)
    for attribute in fields:
        try:
            values[attribute.name] = converter.structure(data[attribute.name], attribute.type or object)
        except (KeyError, TypeError, ValueError, ExceptionGroup) as fault:
            fault.add_note(AttributeValidationNote(title, attribute.name, attribute.type))
            faults.append(fault)
    extra = set(data) - {attribute.name for attribute in fields}
    if extra:
        faults.append(ForbiddenExtraKeysError("", record, extra))
    if not faults:
        try:
            return record(**values)
        except (TypeError, ValueError) as fault:
            faults.append(fault)
    raise ClassValidationError(title, faults, record)


@cache
def _converter() -> Converter:
    """The converter of all records, both ways."""
    from cattrs import Converter
    from cattrs.gen import make_dict_unstructure_fn, override

    converter = Converter(unstruct_collection_overrides={tuple: list})
    readers = {str: _read_str, int: _read_int, float: _read_float, bool: _read_bool, dt.date: _read_day}
    for kind, read in readers.items():
        converter.register_structure_hook(kind, read)
    for choice in (AttackType, DatePrecision, PartyKind, PlaceKind):
        # each by name, for a hook on str serves its subclasses too
        converter.register_structure_hook(choice, _read_enum)
        converter.register_unstructure_hook(choice, attrgetter("value"))
    converter.register_structure_hook_func(_is_tuple, lambda value, kind: _read_tuple(converter, value, kind))
    converter.register_unstructure_hook(dt.date, dt.date.isoformat)

    def unstructure(record: type) -> Any:
        kept = {attribute.name for attribute in json_fields(record)}
        left_out = {field.name: override(omit=True) for field in attrs.fields(record) if field.name not in kept}
        return make_dict_unstructure_fn(record, converter, **left_out)  # type: ignore[arg-type]

    converter.register_unstructure_hook_factory(attrs.has, unstructure)
    converter.register_structure_hook_func(attrs.has, lambda data, record: _read_record(converter, data, record))
    return converter


def _describe(fault: BaseException, kind: type | None) -> str:
    """A fault in words, for cattrs' list of faults."""
    from cattrs import ForbiddenExtraKeysError

    if isinstance(fault, KeyError):
        return "missing key"
    if isinstance(fault, ForbiddenExtraKeysError):
        return f"unknown key {', '.join(sorted(map(repr, fault.extra_fields)))}"
    return str(fault)


def incident_to_dict(incident: Incident) -> dict[str, Any]:
    """Gives an incident as JSON-ready data, its keys in the order of the record's attributes."""
    data: dict[str, Any] = _converter().unstructure(incident)
    return data


def incident_from_dict(data: Mapping[str, Any]) -> Incident:
    """Rebuilds an incident from its JSON-ready data.

    Raises:
        RecordError: With every fault found, as "description @ path", one a line.
    """
    from cattrs import ClassValidationError, transform_error

    if not isinstance(data, Mapping):
        raise RecordError(f"an incident is read from a mapping, not from {type(data).__name__} {data!r}")
    try:
        return _converter().structure(data, Incident)
    except ClassValidationError as error:
        faults = transform_error(error, path="incident", format_exception=_describe)
        raise RecordError("\n".join(faults)) from error
