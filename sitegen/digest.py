"""The canonical digest of plain values: equal digests mean equal values, on any machine and in any process."""

import dataclasses
import datetime as dt
import hashlib
from collections.abc import Mapping
from functools import cache
from typing import Any, Protocol, runtime_checkable

SIZE = 16
"""Bytes of a digest: 128 bits of BLAKE2b (RFC 7693)."""


@runtime_checkable
class Digested(Protocol):
    """A frozen value that carries the digest of all it holds (a Card, a Body)."""

    @property
    def digest(self) -> str: ...


def of_bytes(data: bytes) -> str:
    """Return the digest of bytes, in hex."""
    return hashlib.blake2b(data, digest_size=SIZE).hexdigest()


def of(value: object) -> str:
    """Return the digest of a plain value, in hex.

    Plain: None, bool, int, float, str, bytes, date, datetime, tuple, list, mapping with string keys, a dataclass of
    such, and whatever carries a `digest` of its own (then that stands for it). A mapping's order does
    not count; a list's does. Raises TypeError for all else, sets above all: what has no order has no one digest.
    """
    out: list[bytes] = []
    _feed(value, out)
    return hashlib.blake2b(b"".join(out), digest_size=SIZE).hexdigest()


def _feed(value: Any, out: list[bytes]) -> None:
    """Append the encoding of `value`: a type tag, the length, the content; so that no two values encode alike."""
    kind = type(value)
    if kind is str:
        data = value.encode("utf-8", "surrogatepass")
        out.append(b"s%d:" % len(data))
        out.append(data)
    elif kind is tuple or kind is list:
        out.append(b"l%d:" % len(value))
        for item in value:
            _feed(item, out)
    elif kind is bool:
        out.append(b"T" if value else b"F")
    elif kind is int:
        out.append(b"i%d;" % value)
    elif value is None:
        out.append(b"N")
    elif kind is dict:
        _feed_mapping(value, out)
    elif hasattr(value, "digest"):
        _feed_digested(value, out)
    else:
        _feed_rare(value, out)


def _feed_mapping(value: Mapping[str, Any], out: list[bytes]) -> None:
    out.append(b"m%d:" % len(value))
    for key in sorted(value):
        if not isinstance(key, str):
            raise TypeError(f"a digest needs string keys, not {type(key).__name__}")
        _feed(key, out)
        _feed(value[key], out)


def _feed_digested(value: Digested, out: list[bytes]) -> None:
    own = value.digest.encode()
    out.append(b"d%s:%d:" % (type(value).__name__.encode(), len(own)))
    out.append(own)


@cache
def _field_names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))


def _feed_rare(value: object, out: list[bytes]) -> None:
    if isinstance(value, dt.datetime | dt.date | dt.time):
        text = f"{type(value).__name__}:{value.isoformat()}".encode()
        out.append(b"t%d:" % len(text))
        out.append(text)
    elif isinstance(value, float):
        text = value.hex().encode()
        out.append(b"f%d:" % len(text))
        out.append(text)
    elif isinstance(value, bytes):
        out.append(b"b%d:" % len(value))
        out.append(value)
    elif isinstance(value, str):
        out.append(b"x%s:" % type(value).__name__.encode())
        _feed(str.__str__(value), out)
    elif isinstance(value, Mapping):
        _feed_mapping(value, out)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        out.append(b"c%s:" % type(value).__name__.encode())
        _feed([getattr(value, name) for name in _field_names(type(value))], out)
    else:
        raise TypeError(f"no digest of a {type(value).__name__}: it is no plain value, or has no order")
