"""Dates that are still to come where only the past makes sense: mostly a typing mistake in the year."""

import datetime as dt
from collections.abc import Iterator

from sitegen.errors import Diagnostic, warning
from sitegen.newsroom.checks.context import CheckContext, locate


def check_dates(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield the updates and corrections of published stories, and the updates of pages, that are after now."""
    now = context.site.now
    for article in context.checked_articles:
        shown = context.site.articles.get(article.path)
        if shown is None or shown is article or context.states[article.path] != "published":
            continue  # an unchanged story has no such dates, or --future shows them
        if article.updated is not None and article.updated > now:
            yield _report_future(article.path, "updated", article.updated)
        for number, correction in enumerate(article.corrections):
            if correction.date > now:
                yield _report_future(article.path, f"corrections.{number}.date", correction.date)
    for page in context.sources.pages:
        if page.updated is not None and page.updated > now:
            yield _report_future(page.path, "updated", page.updated)


def _report_future(path: str, key: str, date: dt.datetime) -> Diagnostic:
    what = "The update" if key == "updated" else "The correction"
    message = f"{what} is dated {date:%Y-%m-%d}, which is in the future, so it is not shown yet."
    return warning("future-date", message, locate(path, key), "correct the date, or wait until then")
