"""content/sponsors and content/data: tables that templates and slots are filled from."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field

from sitegen.errors import Diagnostic, Location, error, has_errors
from sitegen.source.article import MostRead, Sponsor
from sitegen.source.rules import ParseRules
from sitegen.source.tables.data import parse_data
from sitegen.source.tables.most_read import parse_most_read
from sitegen.source.tables.sponsors import check_campaigns, parse_sponsor
from sitegen.source.text import CONTENT

Problems = tuple[Diagnostic, ...]

MOST_READ = ("data/most-read.csv", "data/most-read.json")


class Tables(Struct, frozen=True):
    sponsors: tuple[Sponsor, ...] = ()
    most_read: MostRead | None = None
    data: Mapping[str, Any] = field(default_factory=dict)
    """By file name without extension, "-" and spaces as "_"; a folder is a mapping of its files."""


def parse_tables(files: Mapping[str, bytes], rules: ParseRules) -> tuple[Tables, Problems]:
    """Return what the files of content/sponsors and content/data say, by path below content/. Pure; never raises."""
    problems: list[Diagnostic] = []
    sponsors: list[Sponsor] = []
    most_read: MostRead | None = None
    data: dict[str, Any] = {}
    for path in sorted(files):
        if path.startswith("sponsors/"):
            sponsor, found = parse_sponsor(path, files[path], rules)
            sponsors += [sponsor] if sponsor else []
        elif path in MOST_READ:
            views, found = parse_most_read(path, files[path], rules)
            most_read = most_read or views
        else:
            value, found = parse_data(path, files[path], rules)
            found += _put(data, path, value) if not has_errors(found) else ()
        problems += found
    problems += check_campaigns(sponsors)
    return Tables(tuple(sponsors), most_read, data), tuple(problems)


def _put(data: dict[str, Any], path: str, value: Any) -> Problems:
    """Put a file's value under its name; report a name that two files have."""
    *folders, name = path.removeprefix("data/").split("/")
    place: Any = data
    for folder in folders:
        place = place.setdefault(_identifier(folder), {}) if isinstance(place, dict) else None
    key = _identifier(name.rpartition(".")[0])
    if isinstance(place, dict) and key not in place:
        place[key] = value
        return ()
    message = f"Another file in content/data is already called `{key}`."
    return (error("duplicate-id", message, Location(CONTENT + path), "rename one of them"),)


def _identifier(name: str) -> str:
    """Return the name as templates can write it: data.fuel_prices."""
    return "".join(c if c.isalnum() else "_" for c in name)
