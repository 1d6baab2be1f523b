"""A table of offsets that stays small: one entry for each stretch that was copied unaltered."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import overload

from attrs import frozen


@frozen(repr=False)
class Offsets(Sequence[int]):
    """For each character of a text, and for its end, a position in the text that it was made from.

    Acts as a tuple of integers; equal stretches cost two numbers however long they are.

    Attributes:
        starts: Where in the made text each stretch begins, ascending, the first 0.
        sources: Where in the source each stretch begins, ascending.
        size: How many offsets there are: the made text's length + 1.

    Example:
        >>> tuple(Offsets(starts=(0, 3), sources=(0, 5), size=6))
        (0, 1, 2, 5, 6, 7)
    """

    starts: tuple[int, ...]
    sources: tuple[int, ...]
    size: int

    def __len__(self) -> int:
        return self.size

    @overload
    def __getitem__(self, index: int) -> int: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[int, ...]: ...

    def __getitem__(self, index: int | slice) -> int | tuple[int, ...]:
        if isinstance(index, slice):
            return tuple(self[position] for position in range(*index.indices(self.size)))
        position = index + self.size if index < 0 else index
        if not 0 <= position < self.size:
            raise IndexError(f"offset {index} of {self.size}")
        stretch = bisect_right(self.starts, position) - 1
        return self.sources[stretch] + position - self.starts[stretch]

    def __iter__(self) -> Iterator[int]:
        ends = (*self.starts[1:], self.size)
        for start, source, end in zip(self.starts, self.sources, ends, strict=True):
            yield from range(source, source + end - start)

    def __repr__(self) -> str:
        return f"Offsets(size={self.size}, stretches={len(self.starts)})"


class OffsetsBuilder:
    """Collects the stretches of a text that is being made, left to right."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._sources: list[int] = []
        self.size = 0

    def add(self, length: int, source: int) -> None:
        """Notes that the next `length` characters were copied from `source` on."""
        if length <= 0:
            return
        if not self._starts or self._sources[-1] + self.size - self._starts[-1] != source:
            self._starts.append(self.size)
            self._sources.append(source)
        self.size += length

    def finish(self, source: int) -> Offsets:
        """Adds the offset of the text's end and gives the table."""
        self.add(1, source)
        return Offsets(tuple(self._starts), tuple(self._sources), self.size)


def compose(outer: Offsets, inner: Offsets) -> Offsets:
    """The offsets of a text made in two steps: `outer` leads to the text between, `inner` from there to the source."""
    builder = OffsetsBuilder()
    ends = (*outer.starts[1:], outer.size)
    last = len(inner.starts) - 1
    stretch = 0
    for start, middle, end in zip(outer.starts, outer.sources, ends, strict=True):
        left = end - start
        while left > 0:
            while stretch < last and inner.starts[stretch + 1] <= middle:
                stretch += 1
            while inner.starts[stretch] > middle:
                stretch -= 1
            room = left if stretch == last else min(left, inner.starts[stretch + 1] - middle)
            builder.add(room, inner.sources[stretch] + middle - inner.starts[stretch])
            middle += room
            left -= room
    return Offsets(tuple(builder._starts), tuple(builder._sources), builder.size)
