"""content/data: plain values for templates, one for each file."""

import csv
from typing import Any

from sitegen.errors import Diagnostic
from sitegen.schema import Report, free_value
from sitegen.schema.decoding import decode
from sitegen.source.front_matter.locate import pinpoint_all
from sitegen.source.rules import ParseRules
from sitegen.source.tables.read import MAX_DATA, csv_rows, read_table
from sitegen.source.text import CONTENT


def parse_data(path: str, data: bytes, rules: ParseRules) -> tuple[Any, tuple[Diagnostic, ...]]:
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
        report.at("error", "bad-csv", 1, "Each column needs a different name in the first line.")
        return []
    made: list[dict[str, str]] = []
    for n, row in enumerate(rows[1:], 2):
        if any(cell.strip() for cell in row[len(head) :]):
            message = f"The row has {len(row)} cells, but the first line names {len(head)} columns."
            report.at("error", "bad-csv", n, message, "put a cell that has a comma in double quotes")
        elif any(cell.strip() for cell in row):
            made.append(dict(zip(head, [*row, *[""] * len(head)], strict=False)))
    return made
