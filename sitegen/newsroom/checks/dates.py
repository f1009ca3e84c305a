"""Dates that cannot be meant: still to come where only the past makes sense, or over before a story comes out."""

import datetime as dt
from collections.abc import Iterator

from sitegen.errors import Diagnostic, warning
from sitegen.newsroom.checks.context import CheckContext, locate
from sitegen.source.article import ArticleMeta


def check_dates(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield the updates and corrections after now of what is published, and what can have no effect because of its
    dates; drafts may still change."""
    now = context.site.now
    written = {article.path: article for article in context.sources.articles if article.update_note}
    for article in context.articles:
        if article.draft:
            continue
        yield from _find_ended(article)
        if article.path in written and not article.update_note:
            yield _report_note(written[article.path], "`updated` is not after the article came out")
        elif article.update_note and article.updated is None:
            yield _report_note(article, "the article has no `updated`")
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


def _find_ended(article: ArticleMeta) -> Iterator[Diagnostic]:
    """Yield the ends of an article, its breaking news and its pin that are not after it comes out (its `date` here)."""
    start = article.date
    if article.expires is not None and article.expires <= start:
        yield _report_ended(article, "expires", "the article is never published")
    if article.breaking and article.breaking.until and article.breaking.until <= start:
        yield _report_ended(article, "breaking.until", "the article is never breaking news")
    pin = article.prominence
    if pin and pin.until and pin.until <= start:
        yield _report_ended(article, "prominence.until", "the article is never pinned")


def _report_ended(article: ArticleMeta, key: str, effect: str) -> Diagnostic:
    what = "the end of its embargo" if article.embargo == article.date else "its `date`"
    message = f"`{key}` is not after {what}, so {effect}."
    return warning("never-shown", message, locate(article.path, key), "write a later time, or remove it")


def _report_note(article: ArticleMeta, why: str) -> Diagnostic:
    message = f"`update_note` is not shown, because {why}."
    return warning("update-note", message, locate(article.path, "update_note"), "set `updated` to when it was changed")


def _report_future(path: str, key: str, date: dt.datetime) -> Diagnostic:
    what = "The update" if key == "updated" else "The correction"
    message = f"{what} is dated {date:%Y-%m-%d}, which is in the future, so it is not shown yet."
    return warning("future-date", message, locate(path, key), "correct the date, or wait until then")
