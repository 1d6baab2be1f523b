"""What goes in: one article of raw press copy."""

from __future__ import annotations

import datetime as dt
from typing import Any

from attrs import field, frozen

from incidents.errors import ArgumentError, ValueNotAllowedError


def read_day(value: object, name: str = "published") -> dt.date | None:
    """Reads a publication day: a date, an ISO string such as "2021-04-06", or None.

    Raises:
        ArgumentError: `value` is of another type.
        ValueNotAllowedError: The string is no ISO date.
    """
    if value is None:
        return None
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    if not isinstance(value, str):
        raise ArgumentError(
            f"{name} must be an ISO date string, a datetime.date or None, not {type(value).__name__} {value!r}"
        )
    try:
        return dt.datetime.fromisoformat(value.strip()).date()
    except ValueError as error:
        raise ValueNotAllowedError(
            f"{name} is no ISO date: {value!r}; write it as in '2021-04-06', or give None when it is unknown"
        ) from error


def _check_text(instance: object, attribute: object, value: Any) -> None:
    if not isinstance(value, str):
        raise ArgumentError(f"text must be a str, not {type(value).__name__}; decode bytes first, as UTF-8")


def _check_optional_text(instance: object, attribute: object, value: Any) -> None:
    if value is not None and not isinstance(value, str):
        name = getattr(attribute, "name", "value")
        raise ArgumentError(f"{name} must be a str or None, not {type(value).__name__} {value!r}")


@frozen(kw_only=True)
class Article:
    """One article: raw copy and what is known about it.

    Attributes:
        text: Raw press copy; headlines, captions, "Lire aussi" and share buttons may be in it.
        published: Publication day, against which relative dates resolve; an ISO string or a date, None when unknown.
        title: Headline, when it is kept apart from the text.
        publisher: Name of the publisher.
        url: Address of the article.
        id: The caller's own identifier.

    Example:
        >>> Article(text="Deux soldats tués à Ménaka.", published="2021-04-06").published
        datetime.date(2021, 4, 6)
    """

    text: str = field(validator=_check_text)
    published: dt.date | None = field(converter=read_day)
    title: str | None = field(default=None, validator=_check_optional_text)
    publisher: str | None = field(default=None, validator=_check_optional_text)
    url: str | None = field(default=None, validator=_check_optional_text)
    id: str | None = field(default=None, validator=_check_optional_text)
