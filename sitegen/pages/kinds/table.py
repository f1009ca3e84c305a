"""The table of all kinds of pages, in the order of the plan and of the sitemap."""

from collections.abc import Mapping

from sitegen.pages.kinds.archive import ARCHIVE, MONTH, YEAR
from sitegen.pages.kinds.article import ARTICLE
from sitegen.pages.kinds.author import AUTHOR
from sitegen.pages.kinds.block import BLOCK
from sitegen.pages.kinds.category import CATEGORY
from sitegen.pages.kinds.corrections import CORRECTIONS_PAGE
from sitegen.pages.kinds.feed import FEED
from sitegen.pages.kinds.front import FRONT, LANGUAGE
from sitegen.pages.kinds.not_found import NOT_FOUND
from sitegen.pages.kinds.page_kind import PageKind
from sitegen.pages.kinds.redirect import REDIRECT, REDIRECT_LIST
from sitegen.pages.kinds.robots import ROBOTS
from sitegen.pages.kinds.sitemap import NEWS_SITEMAP, SITEMAP, SITEMAP_INDEX
from sitegen.pages.kinds.sponsored import SPONSORED_ARTICLES
from sitegen.pages.kinds.static_page import STATIC_PAGE
from sitegen.pages.kinds.topics import SERIES, TAG, THREAD

_ROWS = (
    ARTICLE,
    FRONT,
    LANGUAGE,
    CATEGORY,
    TAG,
    AUTHOR,
    SERIES,
    THREAD,
    MONTH,
    SPONSORED_ARTICLES,
    ARCHIVE,
    YEAR,
    STATIC_PAGE,
    CORRECTIONS_PAGE,
    NOT_FOUND,
    FEED,
    REDIRECT,
    REDIRECT_LIST,
    ROBOTS,
    SITEMAP_INDEX,
    SITEMAP,
    NEWS_SITEMAP,
    BLOCK,
)

KINDS: Mapping[str, PageKind] = {kind.name: kind for kind in _ROWS}
"""By name: a page's `kind`"""
