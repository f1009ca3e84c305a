"""content/sponsors and content/data: tables that templates and slots are filled from."""

import csv
from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field

from sitegen.errors import Diagnostic, Location, error, has_errors
from sitegen.schema import Report, free_value
from sitegen.source.article import MostRead, Sponsor
from sitegen.source.front_matter.formats import read_format
from sitegen.source.front_matter.front_matter import decode, report_problem
from sitegen.source.front_matter.locate import pinpoint_all
from sitegen.source.rules import ParseRules
from sitegen.source.text import CONTENT

Problems = tuple[Diagnostic, ...]

SYNTAXES = {"toml": "toml", "yaml": "yaml", "yml": "yaml", "json": "json"}
MOST_READ = ("data/most-read.csv", "data/most-read.json")
MAX_DATA = 50_000_000
"""Bytes; a table may be longer than a story."""


class Tables(Struct, frozen=True):
    sponsors: tuple[Sponsor, ...] = ()
    most_read: MostRead | None = None
    data: Mapping[str, Any] = field(default_factory=dict)
    """By file name without extension, "-" and spaces as "_"; a folder is a mapping of its files."""


def parse_tables(files: Mapping[str, bytes], rules: ParseRules) -> tuple[Tables, Problems]:
    """Return what the files of content/sponsors and content/data say, by path below content/. Pure; never raises."""
    from sitegen.source.tables.most_read import parse_most_read
    from sitegen.source.tables.sponsors import check_campaigns, parse_sponsor

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
    message = f"Another file of content/data is called `{key}` already."
    return (error("duplicate-id", message, Location(CONTENT + path), "rename one of them"),)


def _identifier(name: str) -> str:
    """Return the name as templates can write it: data.fuel_prices."""
    return "".join(c if c.isalnum() else "_" for c in name)


def read_table(path: str, data: bytes, report: Report) -> tuple[Any, str | None]:
    """Return the raw value and the text of a TOML, YAML or JSON file; None where it cannot be read."""
    text = decode(data, MAX_DATA, report)
    if text is None:
        return None, None
    value, problems = read_format(SYNTAXES[path.rpartition(".")[2].lower()], text)
    for problem in problems:
        report_problem(problem, text, 0, report)
    return value, text


def parse_data(path: str, data: bytes, rules: ParseRules) -> tuple[Any, Problems]:
    """Return the plain value of a file of content/data (a list of mappings for CSV) and what is wrong with it.

    Dates become ISO 8601 text. Pure; never raises.
    """
    report = Report(CONTENT + path)
    if path.lower().endswith(".csv"):
        value: Any = _read_csv(data, report)
        return value, tuple(report.diagnostics)
    raw, text = read_table(path, data, report)
    value = free_value(raw, "", report)
    return value, pinpoint_all(report.diagnostics, text)


def csv_rows(text: str) -> list[list[str]]:
    """Return the rows of a CSV text (RFC 4180; the separator is that of the first line: comma, semicolon or tab).

    Raises csv.Error.
    """
    first = text.split("\n", 1)[0]
    separator = max(",;\t", key=first.count)
    return list(csv.reader(text.splitlines(keepends=True), delimiter=separator, strict=False))


def _read_csv(data: bytes, report: Report) -> list[dict[str, str]]:
    text = decode(data, MAX_DATA, report)
    if text is None:
        return []
    try:
        rows = csv_rows(text)
    except csv.Error as e:
        report.at("error", "bad-csv", 0, f"The CSV cannot be read: {e}.")
        return []
    head = [name.strip() for name in rows[0]] if rows else []
    if len(set(head)) < len(head) or "" in head:
        report.at("error", "bad-csv", 1, "Each column needs a name of its own in the first line.")
        return []
    made: list[dict[str, str]] = []
    for n, row in enumerate(rows[1:], 2):
        if any(cell.strip() for cell in row[len(head) :]):
            message = f"The row has {len(row)} cells, and the first line names {len(head)} columns."
            report.at("error", "bad-csv", n, message, "put a cell that has a comma in double quotes")
        elif any(cell.strip() for cell in row):
            made.append(dict(zip(head, [*row, *[""] * len(head)], strict=False)))
    return made
