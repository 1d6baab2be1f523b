"""A bit for each key of a gazetteer file: tells at once that most names are not in it."""

from __future__ import annotations

import zlib
from collections.abc import Collection
from typing import Final

_BITS_A_KEY: Final = 16
_LEAST_BITS: Final = 1024


def key_hash(key: str) -> int:
    """A key's number; the same in every process."""
    return zlib.crc32(key.encode())


def make_sieve(keys: Collection[str]) -> bytes:
    """The bits of some keys, a power of two of them; about one key in sixteen that is not there passes."""
    bits = max(_LEAST_BITS, 1 << (len(keys) * _BITS_A_KEY - 1).bit_length())
    sieve = bytearray(bits // 8)
    for key in keys:
        place = key_hash(key) & (bits - 1)
        sieve[place >> 3] |= 1 << (place & 7)
    return bytes(sieve)


def passes(sieve: bytes, number: int) -> bool:
    """Whether a key of that number may be among those that a sieve was made of.

    >>> sieve = make_sieve(["bagdad", "masul"])
    >>> passes(sieve, key_hash("masul")), passes(sieve, key_hash("kirkuk"))
    (True, False)
    """
    place = number & (len(sieve) * 8 - 1)
    return bool(sieve[place >> 3] >> (place & 7) & 1)
