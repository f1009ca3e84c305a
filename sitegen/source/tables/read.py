"""The text formats of content/sponsors and content/data: TOML, YAML, JSON and CSV as raw values."""

import csv
from typing import Any

from sitegen.schema import Report
from sitegen.schema.decoding import decode
from sitegen.source.front_matter.content_file import report_problem
from sitegen.source.front_matter.formats import read_format

SYNTAXES = {"toml": "toml", "yaml": "yaml", "yml": "yaml", "json": "json"}
MAX_DATA = 50_000_000
"""Bytes; a table may be longer than a story."""


def read_table(path: str, data: bytes, report: Report) -> tuple[Any, str | None]:
    """Return the raw value and the text of a TOML, YAML or JSON file; None where it cannot be read."""
    text = decode(data, MAX_DATA, report)
    if text is None:
        return None, None
    value, problems = read_format(SYNTAXES[path.rpartition(".")[2].lower()], text)
    for problem in problems:
        report_problem(problem, text, 0, report)
    return value, text


def csv_rows(text: str) -> list[list[str]]:
    """Return the rows of a CSV text (RFC 4180; the separator is that of the first line: comma, semicolon or tab).

    Raises csv.Error.
    """
    first = text.split("\n", 1)[0]
    separator = max(",;\t", key=first.count)
    return list(csv.reader(text.splitlines(keepends=True), delimiter=separator, strict=False))
