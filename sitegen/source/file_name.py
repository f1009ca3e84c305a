"""What a file name says: a date, the slug and the language, in this order."""

import re

from sitegen.urls import slugify

_DATED = re.compile(r"(\d{4}-\d\d?-\d\d?)(?:[-_. ]+(.+))?", re.DOTALL)
_INDEX = re.compile(r"_?index(?:\.[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*)?")


def stem_of(path: str) -> str:
    """Return the part of the path that names the article: the file without extension, or the folder of an index.md."""
    folders, _, name = path.rpartition("/")
    stem = name[: name.rfind(".")] if "." in name else name
    return folders.rpartition("/")[2] if _INDEX.fullmatch(stem) and folders else stem


def date_in(path: str) -> str:
    """Return the date that the article's name begins with ("2026-11-22"), or ""."""
    match = _DATED.fullmatch(stem_of(path))
    return match[1] if match else ""


def slug_of(path: str, lang: str = "") -> str:
    """Return the slug that the name gives, without its date and language (`budget.fr.md`); "" if it gives none."""
    stem = stem_of(path)
    if lang and stem.lower().replace("_", "-").endswith(f".{lang.lower()}"):
        stem = stem[: -len(lang) - 1]
    match = _DATED.fullmatch(stem)
    return slugify(match[2]) or slugify(stem) if match and match[2] else slugify(stem)


def below(path: str, folders: tuple[str, ...]) -> str:
    """Return the path below the articles' folder that it is in; the path itself if it is in none."""
    inside = [folder for folder in folders if folder != "." and path.startswith(f"{folder}/")]
    return path[len(max(inside, key=len)) + 1 :] if inside else path
