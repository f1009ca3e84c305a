"""`sitegen stats`."""

import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sitegen.cli import options

if TYPE_CHECKING:
    from sitegen.newsroom.site import Site

TABLES = ("categories", "types", "languages", "authors", "years")


@click.command("stats")
@options.root_option
@options.now_option
@options.drafts_option
@options.future_option
@options.json_option
def command(root: Path | None, now: str | None, drafts: bool, future: bool, as_json: bool) -> int:
    """Count the published articles by category, type, language, author and year."""
    from sitegen.cli.progress import make_reporter
    from sitegen.cli.report import show_diagnostics
    from sitegen.engine.build import survey
    from sitegen.engine.request import Request
    from sitegen.errors import BuildFailed

    root, instant = options.find_root(root), options.parse_time(now)
    request = Request(root, now=instant, drafts=drafts, future=future, environment=dict(os.environ))
    try:
        site, words, _ = survey(request, make_reporter(as_json))
    except BuildFailed as failure:
        show_diagnostics(failure.diagnostics, root)
        return 1
    counts = count_articles(site, words)
    if as_json:
        import json

        click.echo(json.dumps(counts))
    else:
        click.echo("\n".join(format_lines(counts)))
    return 0


def count_articles(site: "Site", words: int) -> dict[str, Any]:
    """Return the number of articles and words, the first and last date, and the articles by ID of each table."""
    from sitegen.newsroom.dates import to_zone

    articles = list(site.articles.values())
    dates = sorted(to_zone(article.date, site.config.zone) for article in articles)
    return {
        "articles": len(articles),
        "words": words,
        "first": dates[0].isoformat() if dates else None,
        "last": dates[-1].isoformat() if dates else None,
        "categories": _count_ids(article.category for article in articles),
        "types": _count_ids(article.type for article in articles),
        "languages": _count_ids(article.lang for article in articles),
        "authors": _count_ids(byline.id for article in articles for byline in article.authors),
        "years": _count_ids(str(date.year) for date in dates),
    }


def _count_ids(ids: Iterable[str]) -> dict[str, int]:
    """Return ID -> number, the most frequent first, then by ID."""
    counter = Counter(ids)
    return {id: counter[id] for id in sorted(counter, key=lambda id: (-counter[id], id))}


def format_lines(counts: dict[str, Any]) -> list[str]:
    """Return the counts as lines for the terminal."""
    span = f", from {counts['first'][:10]} to {counts['last'][:10]}" if counts["articles"] else ""
    text = [f"{counts['articles']:,} articles, {counts['words']:,} words{span}"]
    for table in TABLES:
        width = max((len(id) for id in counts[table]), default=0)
        rows = sorted(counts[table].items(), reverse=True) if table == "years" else counts[table].items()
        text += ["", table, *(f"  {id:<{width}}  {number:>7,}" for id, number in rows)]
    return text
