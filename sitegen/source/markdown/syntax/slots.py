"""Where advertising may stand in a text: decided from the kinds of its top-level blocks and the number of its words."""

from collections.abc import Sequence

from msgspec import Struct

_LEAST_WORDS = 300
_WORDS_A_SLOT = 350
_MOST = 5
_FIRST = 4
"""As many blocks come before the first slot."""
_APART = 6


class Block(Struct, frozen=True):
    """A top-level block as the choice of places sees it."""

    kind: str
    """heading | paragraph | figure | other"""
    closed: bool = True
    """No element of raw HTML is open after it."""


HEADING = Block("heading")
PARAGRAPH = Block("paragraph")


def choose_slots(blocks: Sequence[Block], words: int) -> list[int]:
    """Return the indexes of the blocks that a slot follows, in their order.

    The first of the two blocks is a paragraph, so that no slot follows a heading; the second is not a figure.
    """
    if words < _LEAST_WORDS:
        return []
    most = min(_MOST, words // _WORDS_A_SLOT)
    chosen: list[int] = []
    for index in range(_FIRST - 1, len(blocks) - 1):
        if len(chosen) == most:
            break
        block, following = blocks[index], blocks[index + 1]
        far_enough = not chosen or index - chosen[-1] >= _APART
        if far_enough and block.kind == "paragraph" and block.closed and following.kind != "figure":
            chosen.append(index)
    return chosen
