"""The words that say what an article is about: what Related compares.

Words of the title, the tags and the summary weigh more than those of the body; stop words of the article's language
(stopwordsiso) are left out. Chinese, Japanese and Thai, which write no spaces, are taken by pairs of characters.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from operator import itemgetter

from sitegen.fixed_point import log2

TERMS = 24
"""How many an article keeps."""
READ = 3_000
"""Characters of a body that are looked at, some 500 words: news says first what it is about."""
TITLE, TAG, SUMMARY = 4, 5, 2
"""What one occurrence there counts, in occurrences in the body."""

FINE = 2
"""Fractional bits of a damped weight: coarse, so that a word more or less often is mostly the same."""

_TYPOGRAPHIC = "“”‘’—–…\u00a0„«»•·"
_OTHER = "‹›‚′″¿¡§©®™°¹²³€£¥×÷\u200e\u200f\u202f\u2011\u2010،؛؟٪۔।॥。、，．！？：；（）「」『』【】《》〈〉〔〕〜～・"
_ASCII = bytes(c for c in range(0x21, 0x7F) if not chr(c).isalnum())
_WITHOUT_SIGNS = bytes.maketrans(_ASCII, b" " * len(_ASCII))
_FOLDED = bytes(ord(chr(c).lower()) if chr(c).isalnum() else 0x20 for c in range(0x80)) + bytes(0x80)
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
_RUN = re.compile(f"[{_UNSPACED}]+")
_UNSPACED_LEADS = bytes([0xE0, 0xE1, *range(0xE3, 0xF5)])
"""First bytes in UTF-8 of those characters and others beside them: looking for bytes is much faster."""


def terms_of(
    body: str, title: str, summary: str, tags: Iterable[str], lang: str, count: int = TERMS
) -> tuple[tuple[str, int], ...]:
    """Return the heaviest words with their weights, sorted by word. Deterministic: equal weights go by the alphabet."""
    weights = Counter(words(_beginning(body)))
    for text, weight in ((title, TITLE), (summary, SUMMARY), (" ".join(tags), TAG)):
        for word in words(text):
            weights[word] += weight
    stop = stop_words(lang.split("-")[0].lower())
    telling = [(w, n) for w, n in weights.items() if n > 1 and w not in stop and _says_something(w)]
    if len(telling) < count:  # a short text: what it says once counts too
        telling = [(w, n) for w, n in weights.items() if w not in stop and _says_something(w)]
    return tuple(sorted(_heaviest(telling, count), key=itemgetter(0)))


def _beginning(body: str) -> str:
    """Return the first READ characters of a text, to the end of a word."""
    if len(body) <= READ:
        return body
    end = body.find(" ", READ, READ + 100)
    return body[: end if end >= 0 else READ]


def _heaviest(telling: list[tuple[str, int]], count: int) -> list[tuple[str, int]]:
    """Return the `count` heaviest words; of those equally heavy the first by the alphabet."""
    if len(telling) <= count:
        return telling
    least = sorted([weight for _, weight in telling], reverse=True)[count - 1]
    above = [pair for pair in telling if pair[1] > least]
    equal = sorted([word for word, weight in telling if weight == least])
    return above + [(word, least) for word in equal[: count - len(above)]]


def words(text: str) -> list[str]:
    """Return the words of a text in lower case; pairs of characters where the script has no spaces.

    (Replacing signs one by one and splitting is three times as fast as a regular expression for words.)
    """
    if not text.isascii():
        for sign in _TYPOGRAPHIC:
            text = text.replace(sign, " ")
    if text.isascii():
        return text.encode("ascii").translate(_FOLDED).decode("ascii").split()
    text = unicodedata.normalize("NFC", text).lower()
    data = text.encode("utf-8", "surrogatepass").translate(_WITHOUT_SIGNS)
    text = data.decode("utf-8", "surrogatepass")
    for sign in _OTHER:
        text = text.replace(sign, " ")
    runs = _RUN.findall(text) if len(data.translate(None, _UNSPACED_LEADS)) < len(data) else ()
    if not runs:
        return text.split()
    pairs = [run[n : n + 2] for run in runs for n in range(max(1, len(run) - 1))]
    return _RUN.sub(" ", text).split() + pairs


def _says_something(word: str) -> bool:
    """No number, sign or emoji, and no word of one or two letters of an alphabet."""
    if len(word) < 3 and not (len(word) == 2 and word[0] >= "\u0e00"):
        return False
    return word.isalpha() or (word[0].isalnum() and not word.isdigit())


@lru_cache(maxsize=64)
def stop_words(language: str) -> frozenset[str]:
    """Return the stop words of an ISO 639-1 language; none for one without a list."""
    import stopwordsiso

    if not stopwordsiso.has_lang(language):
        return frozenset()
    listed = [unicodedata.normalize("NFC", word).lower() for word in sorted(stopwordsiso.stopwords(language))]
    return frozenset(part for word in listed for part in (word, *words(word)))


@lru_cache(maxsize=1024)
def damped(often: int) -> int:
    """Return what it counts that a story has a word so often."""
    return (1 << FINE) + log2(max(1, often), FINE)
