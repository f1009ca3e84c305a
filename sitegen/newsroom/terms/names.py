"""Names for what has an id: people write the id, or a name, with other capitals or spaces."""

from collections.abc import Mapping
from functools import lru_cache

from sitegen.urls import slugify as _slugify

slugify = lru_cache(maxsize=1 << 16)(_slugify)
"""`urls.slugify`; the same names come again and again."""


def choose_spellings(counts: Mapping[str, int]) -> dict[str, str]:
    """Return for each slug the spelling that is used most often (the first by code point of those used equally).

    `counts` says how often each spelling is used. What has no slug ("!?") is left out.
    """
    best: dict[str, str] = {}
    for name in sorted(counts):
        slug = slugify(name)
        if slug and (slug not in best or counts[name] > counts[best[slug]]):
            best[slug] = name
    return best


def make_title(name: str, each_word: bool = False) -> str:
    """Return the title of something that has no file: "middle-east" becomes "Middle East" or "Middle east"; a name
    that is not a slug stays as it is."""
    if name != slugify(name):
        return name
    words = name.replace("-", " ")
    if each_word:
        return " ".join(word[:1].upper() + word[1:] for word in words.split())
    return words[:1].upper() + words[1:]


def find_id(name: str, known: Mapping[str, object], by_title: Mapping[str, str]) -> str:
    """Return the id for a name: the name is an id, its slug is one, or its slug is that of a title; else ""."""
    if name in known:
        return name
    slug = slugify(name)
    return slug if slug in known else by_title.get(slug, "")
