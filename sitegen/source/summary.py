"""The summary of an article that gives none: its first sentences, in any script."""

import re

LIMIT = 240
"""Characters; about what search engines and share cards show."""
LEAST = 40
"""A sentence shorter than this is not a summary."""

_END = re.compile(r"[.!?…؟۔।]+[\"'”’»)\]]*(?=\s)|[。！？｡]+[”’」』）]*")
_SHORT = """
mr mrs ms dr prof st sr jr gen col lt sgt capt rev hon gov sen rep no vs etc inc ltd co corp fig vol jan feb mar apr
jun jul aug sep sept oct nov dec approx bzw ca d.h z.b u.a str nr m mme mlle av bd
"""
_ABBREVIATIONS = frozenset(_SHORT.split())
_INITIALS = re.compile(r"(?:\w\.)+\w")
_WORD_BEFORE = re.compile(r"([^\s(\"“‘«]+)\.$")
_TERMINAL = tuple(".!?…:;؟۔।。！？｡")


def summary_of(lead: str) -> str:
    """Return the first sentences of a text of one or more lines, at most LIMIT characters.

    Cut after a sentence; where not even one fits, at a word with an ellipsis.
    """
    text = _join_lines(lead)
    if len(text) <= LIMIT:
        return text
    end = 0
    for match in _END.finditer(text, 0, LIMIT + 1):
        if match.end() <= LIMIT and not _is_abbreviation(text[: match.end()]):
            end = match.end()
    return text[:end] if end >= LEAST else cut(text, LIMIT)


def cut(text: str, limit: int) -> str:
    """Return the text cut at a word to at most `limit` characters, with an ellipsis if anything was cut."""
    if len(text) <= limit:
        return text
    short = text[: limit - 1]
    head, space, _ = short.rpartition(" ")
    if text[limit - 1].isspace():
        head, space = short, " "
    kept = head if space and len(head) > limit // 2 else _cut_between_letters(text, limit - 1)
    return kept.rstrip(" ,;:.–—-") + "…"


def _cut_between_letters(text: str, end: int) -> str:
    """Return text[:end], shorter by what would tear a letter from its marks or an emoji apart."""
    import unicodedata

    while end > 1 and (unicodedata.category(text[end])[0] == "M" or "\u200d" in text[end - 1 : end + 1]):
        end -= 1
    return text[:end]


def _join_lines(lead: str) -> str:
    """Return the lines as one; a line that ends without punctuation (a list's item) gets a full stop."""
    lines = [" ".join(line.split()) for line in lead[: LIMIT * 8].split("\n")]
    lines = [line for line in lines if line]
    closed = [line if line.rstrip("\"'”’»)]」』）").endswith(_TERMINAL) else f"{line}." for line in lines[:-1]]
    return " ".join([*closed, *lines[-1:]])


def _is_abbreviation(head: str) -> bool:
    """Does the text end with a full stop that ends no sentence: "Dr.", "U.S.", "J."?"""
    match = _WORD_BEFORE.search(head)
    if not match:
        return False
    word = match[1].lower()
    return word in _ABBREVIATIONS or (len(word) == 1 and word.isalpha()) or bool(_INITIALS.fullmatch(word))
