"""Plain text: words counted in any script, tags removed."""

import html
import re

LEAD = 1000

_HAN_OR_KANA = re.compile("[\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_SOUTHEAST_ASIAN = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_HIGH_LEADS = bytes([0xE0, 0xE1, *range(0xE3, 0xF5)])
"""First bytes in UTF-8 of the characters above and others near them, none of them usual in a text with spaces."""
_CONTROLS = bytes({*range(0x20), 0x7F} - {*b"\0\t\n\f\r"})
"""None of them may stand in HTML, nor may CONTROL's others; for NUL see `encoded`."""
CONTROL = re.compile("[\x01-\x08\x0b\x0e-\x1f\x7f-\x9f]")
_CONTROL_REFERENCE = re.compile(
    r"&#(?:0*(?:[0-8]|11|1[4-9]|2\d|3[01]|12[7-9]|1[345]\d)|[xX]0*(?:[0-8bBe-fE-F]|1[0-9a-fA-F]|[7][fF]|[89][0-9a-fA-F]));?(?![0-9a-fA-F])"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_INK = bytes(not bytes([byte]).isspace() for byte in range(256))
"""1 for each byte but white space"""
_HIDDEN = "script|style|template|noscript|iframe|object|textarea|select|svg|math|title"
_INVISIBLE = re.compile(rf"<!--.*?(?:-->|\Z)|<({_HIDDEN})\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
HIDING = re.compile(f"<(?:{_HIDDEN})\\b", re.IGNORECASE)
"""The start of an element whose content is not text of the page"""
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")


def encoded(text: str) -> tuple[str, bytes]:
    """Return the text and its UTF-8, each lone surrogate (YAML can hold one) as U+FFFD, since none can be written; and
    each NUL, as CommonMark has it. Other control characters are taken out."""
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError:
        text = _SURROGATE.sub("\ufffd", text)
        data = text.encode("utf-8")
    if b"\0" in data:
        text, data = text.replace("\0", "\ufffd"), data.replace(b"\0", "\ufffd".encode())
    if _may_have_controls(data) and CONTROL.search(text):
        text = CONTROL.sub("", text)
        data = text.encode("utf-8")
    return text, data


def _may_have_controls(data: bytes) -> bool:
    """May a text, given in UTF-8, hold control characters?"""
    return b"\xc2" in data or len(data.translate(None, _CONTROLS)) != len(data)


def without_controls(fragment: str) -> str:
    """Return HTML without control characters and references to them."""
    return _CONTROL_REFERENCE.sub("", fragment) if "&#" in fragment else fragment


def count_words(text: str) -> int:
    """Return how many words a reader reads.

    Scripts with spaces: what stands between spaces. Chinese and Japanese: two characters are one word (reading speed is
    about 500 characters or 250 words a minute). Thai, Lao, Khmer and Burmese: five characters are one word. Korean has
    spaces.
    """
    data = text.encode("utf-8", "replace")
    if len(data.translate(None, _HIGH_LEADS)) == len(data):
        return _between_spaces(data)
    spaced, dense = _HAN_OR_KANA.subn(" ", text)
    spaced, letters = _SOUTHEAST_ASIAN.subn(" ", spaced)
    if not dense and not letters:
        return _between_spaces(data)
    rest = sum(1 for word in spaced.split() if any(c.isalnum() for c in word))
    return rest + -(-dense // 2) + -(-letters // 5)


def _between_spaces(data: bytes) -> int:
    """Return len(data.split()), without making the words: as one number with a bit for each byte but spaces, of
    which every word begins a run."""
    ink = int.from_bytes(data.translate(_INK), "little")
    return (ink | ink << 8).bit_count() - ink.bit_count()


def strip_tags(fragment: str) -> str:
    """Return the text of an HTML fragment with its white space folded; scripts and styles are not text."""
    bare = _TAG.sub(" ", _INVISIBLE.sub(" ", fragment)) if "<" in fragment else fragment
    return " ".join(html.unescape(bare).split())
