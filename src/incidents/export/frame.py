"""Data frames and Parquet files; pandas and pyarrow are loaded at first use."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from incidents.errors import MissingExtraError
from incidents.export.flat import COLUMNS, flat_row
from incidents.incident import Incident

if TYPE_CHECKING:
    import pandas as pd

_PANDAS_TYPES = {"text": "string", "day": "datetime64[s]", "number": "Float64", "count": "Int64", "flag": "boolean"}


def _row(incident: Incident) -> dict[str, Any]:
    """A flat row whose texts Arrow can hold: a lone surrogate, which no UTF-8 has, becomes a replacement character."""
    row = flat_row(incident)
    for name, kind in COLUMNS.items():
        if kind == "text" and row[name] is not None:
            row[name] = row[name].encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return row


def to_pandas(incidents: Iterable[Incident]) -> pd.DataFrame:
    """Gives a DataFrame of one row an incident.

    Columns and their order are those of `incidents.export.flat.COLUMNS`; days are datetime64, counts and numbers
    nullable, so that an absent value stays absent.

    Raises:
        MissingExtraError: pandas is not installed.
    """
    try:
        import pandas as pd
    except ImportError as error:
        raise MissingExtraError("pandas", "pandas") from error
    rows = [_row(incident) for incident in incidents]
    return pd.DataFrame(
        {
            name: pd.Series([row[name] for row in rows], dtype="object").astype(_PANDAS_TYPES[kind])
            for name, kind in COLUMNS.items()
        }
    )


class ParquetWriter:
    """Writes incidents to a Parquet file in pieces, so that a long stream never stands in memory.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """

    def __init__(self, path: Path, *, rows_per_piece: int = 1000) -> None:
        try:
            import pyarrow as pa
            import pyarrow.parquet as pq
        except ImportError as error:
            raise MissingExtraError("pyarrow", "parquet") from error
        kinds = {
            "text": pa.string(), "day": pa.date32(), "number": pa.float64(), "count": pa.int64(), "flag": pa.bool_()
        }  # fmt: skip
        self._table = pa.Table
        self._schema = pa.schema([(name, kinds[kind]) for name, kind in COLUMNS.items()])
        self._writer = pq.ParquetWriter(path, self._schema)
        self._rows: list[dict[str, Any]] = []
        self._rows_per_piece = rows_per_piece

    def write(self, incidents: Iterable[Incident]) -> None:
        """Adds incidents, one row each."""
        for incident in incidents:
            row = _row(incident)
            for name, kind in COLUMNS.items():
                if kind == "day" and row[name] is not None:
                    row[name] = dt.date.fromisoformat(row[name])
            self._rows.append(row)
        if len(self._rows) >= self._rows_per_piece:
            self._flush()

    def _flush(self) -> None:
        self._writer.write_table(self._table.from_pylist(self._rows, schema=self._schema))
        self._rows.clear()

    def close(self) -> None:
        """Writes what is left and ends the file."""
        if self._rows:
            self._flush()
        self._writer.close()

    def __enter__(self) -> ParquetWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
