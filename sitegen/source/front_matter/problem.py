"""What is wrong in the text of a front matter or a data file, at its offset in that text."""

from msgspec import Struct


class Problem(Struct, frozen=True):
    """Something wrong in a text, at an offset. After a duplicate key the text can still be read; after others not."""

    code: str
    message: str
    offset: int
    hint: str = ""


def duplicate_key(name: str, offset: int) -> Problem:
    return Problem("duplicate-key", f"`{name}` is written twice; only one can count.", offset, "delete one of them")
