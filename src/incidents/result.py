"""What an extraction gives: an immutable sequence of incidents that knows its article and exports itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal, overload

from attrs import field, frozen

from incidents.article import Article
from incidents.incident import Incident

if TYPE_CHECKING:
    import pandas as pd


def _as_tuple(incidents: Iterable[Incident]) -> tuple[Incident, ...]:
    return tuple(incidents)


@frozen(repr=False)
class Incidents(Sequence[Incident]):
    """The incidents of one article, in the order of its text.

    An immutable sequence: it has a length, takes indexes and slices, iterates, compares and hashes.

    Attributes:
        article: The article they were read in.
        reason: Why there is none, such as "no text" or "not French"; None when the text was read.

    Example:
        >>> found = Incidents((), article=Article(text="", published=None), reason="no text")
        >>> len(found), bool(found), found.reason
        (0, False, 'no text')
    """

    _items: tuple[Incident, ...] = field(converter=_as_tuple)
    article: Article = field(kw_only=True)
    reason: str | None = field(default=None, kw_only=True)

    def __len__(self) -> int:
        return len(self._items)

    @overload
    def __getitem__(self, index: int) -> Incident: ...

    @overload
    def __getitem__(self, index: slice) -> Incidents: ...

    def __getitem__(self, index: int | slice) -> Incident | Incidents:
        if isinstance(index, slice):
            return Incidents(self._items[index], article=self.article, reason=self.reason)
        return self._items[index]

    def __iter__(self) -> Iterator[Incident]:
        return iter(self._items)

    def __repr__(self) -> str:
        if not self._items:
            return f"<Incidents: none ({self.reason})>" if self.reason else "<Incidents: none>"
        from incidents.export.text import one_line

        lines = "".join(f"\n  {one_line(incident)}" for incident in self._items)
        return f"<Incidents: {len(self._items)}{lines}>"

    def _repr_html_(self) -> str:
        """What a notebook shows: a table of the incidents over the text, their words marked."""
        from incidents.export.html import to_html

        return to_html(self._items, self.article, self.reason)

    def to_dicts(self) -> list[dict[str, Any]]:
        """Gives the incidents as JSON-ready data, see `Incident.to_dict`."""
        return [incident.to_dict() for incident in self._items]

    def to_jsonl(self) -> str:
        """Gives JSON Lines: one incident a line, each line ended; "" when there is none."""
        from incidents.export.jsonl import json_line

        return "".join(json_line(incident.to_dict()) for incident in self._items)

    def to_pandas(self) -> pd.DataFrame:
        """Gives a DataFrame of one row an incident, with the columns of `incidents.export.flat.COLUMNS`.

        Raises:
            MissingExtraError: pandas is not installed.
        """
        from incidents.export.frame import to_pandas

        return to_pandas(self._items)

    def to_acled(
        self, *, inter: Literal["text", "numeric"] = "text", timestamp: int | None = None
    ) -> list[dict[str, str | int | float | None]]:
        """Gives rows with ACLED's 31 columns, in ACLED's order; ACLED itself would not code the others.

        See `incidents.export.acled.to_acled` for what was left out and what was filled in by ACLED's conventions.

        Args:
            inter: Actor types as words, as ACLED writes them now, or as its older numbers.
            timestamp: Seconds since 1970 to write in that column; left blank when None.
        """
        from incidents.export.acled import to_acled

        return list(to_acled(self._items, inter=inter, timestamp=timestamp).rows)

    def to_geojson(self) -> dict[str, Any]:
        """Gives a GeoJSON FeatureCollection (RFC 7946): one Point an incident, null where no place resolved."""
        from incidents.export.geojson import to_geojson

        return to_geojson(self._items)
