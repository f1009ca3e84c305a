"""Checksums of rows: SQLite notices damage to its own structure, not to what it holds."""

import sqlite3
import zlib
from typing import Any

Unreadable = sqlite3.DatabaseError
"""What reading a store raises that is damaged or of another making."""


def checksum(*values: str | bytes) -> int:
    """Return the checksum of what a row holds."""
    total = 0
    for value in values:
        total = zlib.crc32(value.encode() if isinstance(value, str) else value, total)
    return total


def verify_row(total: object, *values: Any) -> tuple[Any, ...]:
    """Return the values of a row if they have this checksum. Raises Unreadable for damaged ones."""
    try:
        if checksum(*values) == total:
            return values
    except (TypeError, UnicodeError):
        pass
    raise Unreadable("the store is damaged")
