"""content/data/most-read.csv or .json: page views by path, as web analytics export them.

Recognised by their header: GA4 ("Pages and screens" and runReport), Plausible, Matomo, GoatCounter, and plain
`path,views`. Views of one page in several rows are added up.
"""

import csv
import datetime as dt
import re
from collections.abc import Iterable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from sitegen.errors import Diagnostic
from sitegen.schema import Report
from sitegen.schema.dates import read_instant
from sitegen.schema.decoding import decode
from sitegen.source.article import MostRead
from sitegen.source.front_matter.content_file import report_problem
from sitegen.source.front_matter.formats import read_format
from sitegen.source.rules import ParseRules
from sitegen.source.tables.read import MAX_DATA, csv_rows
from sitegen.source.text import CONTENT

PATHS = (
    "path",
    "page path",
    "page path and screen class",
    "page path + query string",
    "pagepath",
    "page",
    "url",
    "page url",
    "metadata: url",
    "metadata_url",
    "label",
    "name",
    "landing page",
    "link",
)
"""Headings of the column of pages, best first."""
VIEWS = (
    "views",
    "pageviews",
    "page views",
    "screenpageviews",
    "nb_hits",
    "nb_pageviews",
    "hits",
    "count",
    "visits",
    "nb_visits",
    "visitors",
    "unique visitors",
    "unique pageviews",
    "users",
)
"""Headings of the column of numbers, best first."""
AS_OF = ("as_of", "as of", "date", "until", "end date")

_NUMBER = re.compile(r"\d{1,3}(?:[,.' \u00a0\u202f’]\d{3})+|\d+(?:\.0+)?")
_COMMENT_DATE = re.compile(r"#\s*(?:end date|as of)\s*:?\s*(\d{4})-?(\d\d)-?(\d\d)", re.IGNORECASE)

Rows = list[list[str]]


def parse_most_read(path: str, data: bytes, rules: ParseRules) -> tuple[MostRead | None, tuple[Diagnostic, ...]]:
    """Return the page views of an export, most first, or None and why. Pure; never raises."""
    report = Report(CONTENT + path)
    text = _utf16(data) or decode(data, MAX_DATA, report)
    if text is None:
        return None, tuple(report.diagnostics)
    if path.lower().endswith(".json"):
        found = _from_json(text, rules.zone, report)
    else:
        found = _from_csv(text, rules.zone, report)
    if found is None:
        return None, tuple(report.diagnostics)
    views, as_of = found
    ranked = sorted(views.items(), key=lambda item: (-item[1], item[0]))
    return MostRead(tuple(ranked), as_of, path), tuple(report.diagnostics)


def _utf16(data: bytes) -> str | None:
    """Return the text of a UTF-16 file with its mark, as Matomo exports for spreadsheets."""
    if data[:2] not in {b"\xff\xfe", b"\xfe\xff"}:
        return None
    try:
        return data.decode("utf-16").replace("\r\n", "\n").removeprefix("\ufeff")
    except UnicodeDecodeError:
        return None


PageViews = tuple[dict[str, int], dt.datetime | None]


def _from_csv(text: str, zone: ZoneInfo, report: Report) -> PageViews | None:
    as_of = None
    for match in _COMMENT_DATE.finditer(text):
        as_of = read_instant("-".join(match.groups()), zone) or as_of
    try:
        rows = csv_rows("\n".join("" if line.startswith("#") else line for line in text.split("\n")).strip("\n"))
    except csv.Error as e:
        report.at("error", "bad-csv", 0, f"The CSV cannot be read: {e}.")
        return None
    if rows and re.fullmatch(r"\d*path", rows[0][0].strip().lower()) and _column(rows[0], ("event",)) >= 0:
        return _from_hits(rows, zone)
    for start, row in enumerate(rows):
        page, number = _column(row, PATHS), _column(row, VIEWS)
        if page >= 0 and number >= 0 and page != number:
            views, last = _sum(rows[start + 1 :], page, number, _column(row, AS_OF), zone)
            return views, as_of or last
    hint = "the first line names the columns: path,views"
    report.at("error", "bad-most-read", 1, "The file has no columns of pages and views.", hint)
    return None


def _column(row: list[str], names: Iterable[str]) -> int:
    """Return the place of the first of the names that the row has as a heading, or -1."""
    heads = [cell.strip().lower() for cell in row]
    return next((heads.index(name) for name in names if name in heads), -1)


def _sum(rows: Rows, page: int, number: int, date: int, zone: ZoneInfo) -> tuple[dict[str, int], dt.datetime | None]:
    """Add up the views of each page, down to the first empty row (GA4 puts other tables after it)."""
    views: dict[str, int] = {}
    last: dt.datetime | None = None
    for row in rows:
        if not any(cell.strip() for cell in row):
            if views:
                break
            continue
        count = _count(row[number]) if number < len(row) else None
        name = row[page].strip() if page < len(row) else ""
        if count is not None and _is_page(name):
            views[name] = views.get(name, 0) + count
        if 0 <= date < len(row):
            last = max(filter(None, (last, read_instant(row[date], zone))), default=None)
    return views, last


def _is_page(name: str) -> bool:
    return name.startswith(("/", "http://", "https://")) or ("/" in name and " " not in name)


def _count(cell: str) -> int | None:
    """Return the number in a cell, with or without separators of thousands."""
    text = cell.strip()
    if not _NUMBER.fullmatch(text):
        return None
    return int(text.split(".")[0]) if re.fullmatch(r"\d+\.0+", text) else int(re.sub(r"\D", "", text))


def _from_hits(rows: Rows, zone: ZoneInfo) -> PageViews:
    """Count GoatCounter's export, in which each row is one hit; bots and events do not count."""
    head = rows[0]
    event, bot, date = (_column(head, (name,)) for name in ("event", "bot", "date"))
    views: dict[str, int] = {}
    last: dt.datetime | None = None
    for row in rows[1:]:
        if len(row) < len(head) or row[event].strip().lower() in {"1", "true"}:
            continue
        if bot >= 0 and row[bot].strip() not in {"", "0", "false"}:
            continue
        views[row[0].strip()] = views.get(row[0].strip(), 0) + 1
        if date >= 0:
            last = max(filter(None, (last, read_instant(row[date], zone))), default=None)
    return views, last


def _from_json(text: str, zone: ZoneInfo, report: Report) -> PageViews | None:
    value, problems = read_format("json", text)
    for problem in problems:
        report_problem(problem, text, 0, report)
    if problems and value is None:
        return None
    as_of = None
    if isinstance(value, dict):
        as_of = next((m for name in AS_OF if (m := read_instant(value.get(name), zone))), None)
    views: dict[str, int] = {}
    for name, count in _pairs(value):
        number = _count(str(count)) if not isinstance(count, bool) else None
        if isinstance(name, str) and number is not None and _is_page(name):
            views[name] = views.get(name, 0) + number
    if not views and value not in ([], {}):
        hint = 'write {"as_of": "2026-11-22", "views": {"/world/budget/": 1200}}'
        report.at("error", "bad-most-read", 1, "The file has no pages with views.", hint)
        return None
    return views, as_of


def _pairs(value: Any, depth: int = 0) -> Iterable[tuple[Any, Any]]:
    """Yield (page, views) of any of the known shapes; a list may be inside one or two mappings."""
    if isinstance(value, list):
        for item in value:
            if isinstance(item, dict):
                yield _page_of(item), _views_of(item)
            elif isinstance(item, list) and len(item) == 2:
                yield item[0], item[1]
    elif isinstance(value, dict):
        for name in ("views", "pages", "results", "hits", "rows"):
            if isinstance(value.get(name), list | dict) and depth < 3:
                yield from _pairs(value[name], depth + 1)
                return
        yield from value.items()


def _page_of(item: Mapping[str, Any]) -> Any:
    """Return the page of a row: a field of its own, Plausible's `dimensions`, GA4's `dimensionValues`."""
    lower = {str(name).lower(): value for name, value in item.items()}
    for name in ("url", *PATHS):
        if isinstance(lower.get(name), str) and _is_page(lower[name]):
            return lower[name]
    first = _first(item.get("dimensions")) or _first(item.get("dimensionValues"))
    return first.get("value") if isinstance(first, dict) else first


def _views_of(item: Mapping[str, Any]) -> Any:
    lower = {str(name).lower(): value for name, value in item.items()}
    for name in VIEWS:
        if lower.get(name) is not None:
            return lower[name]
    first = _first(item.get("metrics"))
    if first is None:
        first = _first(item.get("metricValues"))
    return first.get("value") if isinstance(first, dict) else first


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else None
