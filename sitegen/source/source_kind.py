"""Which kind of source a file of content/ is, by its folder and extension."""

from collections.abc import Mapping
from fnmatch import fnmatchcase

from sitegen.config.model import ContentRules

MARKDOWN = (".md", ".markdown")
TABLES = (".toml", ".yaml", ".yml", ".json", ".csv")

FOLDERS = {
    "authors": "author",
    "tags": "tag",
    "series": "series",
    "threads": "thread",
    "pages": "page",
    "sponsors": "sponsor",
    "data": "data",
    "static": "static",
}


def kind_of(path: str, rules: ContentRules) -> str:
    """Return the kind of a file by its path below content/: "media" for other files, "" for ignored ones."""
    if is_excluded(path, rules):
        return ""
    lower = path.lower()
    own = _kind_of_folder(path, rules.folders)
    if own == "static":
        return own
    if lower.endswith(MARKDOWN):
        if any(path.startswith(f"{folder}/") for folder in rules.articles):
            return "article"
        if own and own not in {"sponsor", "data"}:
            return own
        return "article" if "." in rules.articles else ""
    if lower.endswith(TABLES):
        return own if own in {"sponsor", "data"} else ""
    return "media"


def is_excluded(path: str, rules: ContentRules) -> bool:
    """Is the file left out by `exclude` in site.toml?"""
    return any(fnmatchcase(path, pattern) for pattern in rules.exclude)


def _kind_of_folder(path: str, folders: Mapping[str, str]) -> str:
    """Return the kind of a file by its folder; "" if it has no meaning. `folders`: other names of the usual ones."""
    for usual, folder in folders.items():
        if path.startswith(f"{folder}/"):
            return FOLDERS[usual]
    first, slash, _ = path.partition("/")
    return FOLDERS.get(first, "") if slash and first not in folders else ""
