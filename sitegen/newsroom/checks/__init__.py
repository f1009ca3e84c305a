"""What is wrong between the sources: unknown names, URLs used twice, broken links.

One module for each subject. A check is a pure function of the CheckContext that finds everything of its kind.
"""

from sitegen.errors import Diagnostic, arrange
from sitegen.newsroom.checks.campaigns import check_campaigns
from sitegen.newsroom.checks.context import CheckContext
from sitegen.newsroom.checks.dates import check_dates
from sitegen.newsroom.checks.most_read import check_most_read
from sitegen.newsroom.checks.named_stories import check_named_stories
from sitegen.newsroom.checks.names import check_names
from sitegen.newsroom.checks.pictures import check_pictures
from sitegen.newsroom.checks.references import check_references
from sitegen.newsroom.checks.urls import check_urls

__all__ = ["CheckContext", "check"]


def check(context: CheckContext) -> tuple[Diagnostic, ...]:
    """Return everything that is wrong, in the order of the files."""
    checks = (
        check_names,
        check_urls,
        check_named_stories,
        check_references,
        check_pictures,
        check_campaigns,
        check_dates,
        check_most_read,
    )
    return tuple(arrange(diagnostic for find in checks for diagnostic in find(context)))
