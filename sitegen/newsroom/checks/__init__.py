"""What is wrong between the sources: names that nothing bears, addresses wanted twice, links that lead nowhere.

One module a theme; each check is a pure function of the Inquiry, and finds all there is.
"""

from sitegen.errors import Diagnostic, arrange
from sitegen.newsroom.checks.addresses import check_addresses
from sitegen.newsroom.checks.campaigns import check_campaigns
from sitegen.newsroom.checks.context import Inquiry
from sitegen.newsroom.checks.figures import check_figures
from sitegen.newsroom.checks.names import check_names
from sitegen.newsroom.checks.pictures import check_pictures
from sitegen.newsroom.checks.references import check_references
from sitegen.newsroom.checks.stories import check_stories

__all__ = ["Inquiry", "check"]


def check(inquiry: Inquiry) -> tuple[Diagnostic, ...]:
    """Return all that is wrong, in the order of the files."""
    checks = (
        check_names,
        check_addresses,
        check_stories,
        check_references,
        check_pictures,
        check_campaigns,
        check_figures,
    )
    return tuple(arrange(diagnostic for find in checks for diagnostic in find(inquiry)))
