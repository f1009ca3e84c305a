"""The canonical digest of plain values: equal digests mean equal values, on any machine and in any process."""

import datetime as dt
import hashlib
import json
from typing import Any

import msgspec

SIZE = 16
"""Bytes of a digest: 128 bits of BLAKE2b (RFC 7693)."""


def plain(value: object) -> Any:
    """Return a plain value in place of one that an encoder does not know."""
    if isinstance(value, str):
        return str.__str__(value)  # Markup is text
    if isinstance(value, msgspec.Struct):
        return msgspec.structs.asdict(value)
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    raise TypeError(f"no digest of a {type(value).__name__}: it is not a plain value, or has no order")


_encode = msgspec.json.Encoder(order="deterministic", enc_hook=plain).encode


def of_bytes(data: bytes) -> str:
    """Return the digest of bytes, in hex."""
    return hashlib.blake2b(data, digest_size=SIZE).hexdigest()


def of(value: object) -> str:
    """Return the digest of a plain value, in hex.

    Plain: None, bool, int, float, str, bytes, date, datetime, tuple, list, mapping with string keys, a Struct of
    such. A tuple of values that carry the `digest` of all they hold (Cards) is taken by those. A mapping's order does
    not count; a list's does. The encoding is JSON, in which no two such values of one type look alike (and not msgpack,
    which forgets the offset of a datetime). Raises TypeError for all else, sets above all: what has no order has no one
    digest.
    """
    kind = type(value)
    if isinstance(value, tuple) and value and hasattr(value[0], "digest"):
        value, kind = [item.digest for item in value], type(value[0])
    elif isinstance(value, set | frozenset):
        raise TypeError("a set has no order, hence no digest")
    try:
        data = _encode(value)
    except (OverflowError, UnicodeEncodeError):
        data = b"!" + json.dumps(value, sort_keys=True, default=plain).encode("ascii")
    return hashlib.blake2b(kind.__name__.encode() + b":" + data, digest_size=SIZE).hexdigest()
