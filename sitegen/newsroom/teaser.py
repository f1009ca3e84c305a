"""Short texts for cards."""

ELLIPSIS = "…"
_LOOSE = " ,;:.–—-、，。"


def make_teaser(text: str, length: int) -> str:
    """Return the text on one line if it has at most `length` characters, else its beginning, at most `length`
    characters with the ellipsis, cut at a word; text without spaces (Chinese, Japanese) is cut at a character."""
    plain = " ".join(text.split())
    if len(plain) <= length:
        return plain
    cut = plain[: length - 1]
    if plain[length - 1] != " ":
        head, space, _ = cut.rpartition(" ")
        cut = head if space and len(head) * 2 > len(cut) else cut
    return cut.rstrip(_LOOSE) + ELLIPSIS
