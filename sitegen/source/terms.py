"""The words that say what an article is about: what Related compares.

Words of the title, the tags and the summary weigh more than those of the body; stop words of the article's language
(stopwordsiso) are left out. Chinese, Japanese and Thai, which write no spaces, are taken by pairs of characters.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

TERMS = 24
"""How many an article keeps."""
TITLE, TAG, SUMMARY = 4, 5, 2
"""What one occurrence there counts, in occurrences in the body."""

_WORD = re.compile(r"[^\W_]+")
_MARKS = r"\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0900-\u0dff\u200c"
_MARKED_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}])*")
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
_RUN = re.compile(f"[{_UNSPACED}]+")


def terms_of(
    body: str, title: str, summary: str, tags: Iterable[str], lang: str, count: int = TERMS
) -> tuple[tuple[str, int], ...]:
    """Return the heaviest words with their weights, sorted by word. Deterministic: equal weights go by the alphabet."""
    weights = Counter(words(body))
    for text, weight in ((title, TITLE), (summary, SUMMARY), (" ".join(tags), TAG)):
        for word in words(text):
            weights[word] += weight
    stop = stop_words(lang.split("-")[0].lower())
    least = 1
    if len(weights) > 4 * count:
        often = sum(1 for weight in weights.values() if weight > 1)
        least = 2 if often > 3 * count else 1
    ranked = sorted([(-weight, word) for word, weight in weights.items() if weight >= least and word not in stop])
    chosen: list[tuple[str, int]] = []
    for weight, word in ranked:
        if _says_something(word):
            chosen.append((word, -weight))
            if len(chosen) == count:
                break
    return tuple(sorted(chosen))


def words(text: str) -> list[str]:
    """Return the words of a text in lower case; pairs of characters where the script has no spaces."""
    if text.isascii():
        return _WORD.findall(text.lower())
    text = unicodedata.normalize("NFC", text).lower()
    runs = _RUN.findall(text)
    if not runs:
        return _MARKED_WORD.findall(text)
    pairs = [run[n : n + 2] for run in runs for n in range(max(1, len(run) - 1))]
    return _MARKED_WORD.findall(_RUN.sub(" ", text)) + pairs


def _says_something(word: str) -> bool:
    """No lone number, and no word of one or two letters of an alphabet."""
    if word.isdigit():
        return False
    return len(word) > 2 or (len(word) == 2 and word[0] >= "\u0e00")


@lru_cache(maxsize=64)
def stop_words(language: str) -> frozenset[str]:
    """Return the stop words of an ISO 639-1 language; none for one without a list."""
    import stopwordsiso

    if not stopwordsiso.has_lang(language):
        return frozenset()
    listed = {unicodedata.normalize("NFC", word).lower() for word in stopwordsiso.stopwords(language)}
    return frozenset(part for word in listed for part in (word, *_MARKED_WORD.findall(word)))
