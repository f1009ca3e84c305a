"""Most-read figures that cannot be used: they are too old, dated in the future, or of another site."""

from collections.abc import Iterator

from sitegen.errors import Diagnostic, warning
from sitegen.newsroom.boxes.top_stories import count_views
from sitegen.newsroom.checks.context import CheckContext, locate
from sitegen.newsroom.schedule import TOP_WINDOW, is_fresh


def check_most_read(context: CheckContext) -> Iterator[Diagnostic]:
    site = context.site
    figures = site.most_read
    if figures is None:
        return
    if figures.as_of is not None and figures.as_of > site.now:
        message = (
            f"The figures are as of {figures.as_of:%Y-%m-%d}, which is in the future, so the top stories are chosen by"
            " prominence and date."
        )
        yield warning("future-date", message, locate(figures.path), "correct the date of the figures")
    elif not is_fresh(figures, site.now):
        message = (
            f"The figures are as of {figures.as_of:%Y-%m-%d}, more than {TOP_WINDOW.days} days ago, so the top stories"
            " are chosen by prominence and date."
        )
        yield warning("old-figures", message, locate(figures.path), "export new figures, or remove the file")
    elif figures.views and site.articles and not count_views(site, figures):
        message = "None of the pages is an article of this site, so the top stories are chosen by prominence and date."
        hint = "export the figures of this site, with page paths or URLs"
        yield warning("strange-figures", message, locate(figures.path), hint)
