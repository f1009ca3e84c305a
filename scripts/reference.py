"""`make reference`: writes the tables of fields in docs/ anew, from the typed tables that sitegen checks files with.

A table stands between the lines `<!-- generated: NAME -->` and `<!-- end -->`; NAME is one of TABLES.
"""

import re
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from scripts.reference_views import kind_views_table, shared_views_table, values_reference
from sitegen.config.content_tables import CONTENT, MARKDOWN
from sitegen.config.field_rules import FIELD_RULE
from sitegen.config.model import ArticleType, Config
from sitegen.config.tables import (
    ARTICLE_TYPE,
    BLOCK,
    CATEGORY,
    FEEDS,
    LISTS,
    MENU_ITEM,
    PUBLISHER,
    SECTION,
    SLOT,
    URLS,
    site_table,
)
from sitegen.schema.reference import markdown_table
from sitegen.source.article import ArticleMeta, Author, StaticPage, Topic
from sitegen.source.article_fields import article_table
from sitegen.source.records import AUTHOR, TOPICS, page_table
from sitegen.source.tables.sponsors import campaign_table, sponsor_table
from sitegen.theme.manifest import THEME, VIEW

DOCS = Path(__file__).resolve().parents[1] / "docs"

_toml_table = partial(markdown_table, mapping="table")

TABLES: Mapping[str, Callable[[], str]] = {
    "article": lambda: markdown_table(article_table((), "UTC", (), "error"), ArticleMeta, key="field"),
    "author": lambda: markdown_table(AUTHOR, Author, key="field"),
    "tag": lambda: markdown_table(TOPICS["tags"], Topic, key="field"),
    "page": lambda: markdown_table(page_table("UTC", ()), StaticPage, key="field"),
    "sponsor": lambda: _toml_table(sponsor_table("UTC", ()), nested=False, key="key of a sponsor"),
    "campaign": lambda: _toml_table(campaign_table("UTC", ()), key="key of a campaign"),
    "site": lambda: _toml_table(site_table("UTC"), Config, nested=False),
    "urls": lambda: _toml_table(URLS),
    "categories": lambda: _toml_table(CATEGORY),
    "types": lambda: _toml_table(ARTICLE_TYPE, ArticleType, nested=False),
    "sections": lambda: _toml_table(SECTION, key="key of a section"),
    "slots": lambda: _toml_table(SLOT),
    "blocks": lambda: _toml_table(BLOCK),
    "menus": lambda: _toml_table(MENU_ITEM, key="key of a menu item or social link"),
    "publisher": lambda: _toml_table(PUBLISHER, key="key of `[publisher]`"),
    "lists": lambda: _toml_table(LISTS, key="key of `[lists]`"),
    "feeds": lambda: _toml_table(FEEDS, key="key of `[feeds]`"),
    "markdown": lambda: _toml_table(MARKDOWN),
    "content": lambda: _toml_table(CONTENT, nested=False),
    "field-rules": lambda: _toml_table(FIELD_RULE, key="key of a rule"),
    "theme": lambda: _toml_table(THEME, nested=False, key="key of `theme.toml`"),
    "views": lambda: _toml_table(VIEW, nested=False, key="key of a view"),
    "names-on-every-page": shared_views_table,
    "names-on-some-pages": kind_views_table,
    "values": values_reference,
}

_REGION = re.compile(r"(<!-- generated: ([a-z-]+) -->\n\n).*?(\n\n<!-- end -->)", re.DOTALL)


def with_tables(text: str) -> str:
    """Return a page of docs/ with its tables generated. Raises KeyError for a name that is not in TABLES."""
    return _REGION.sub(lambda region: region[1] + TABLES[region[2]]() + region[3], text)


def main() -> None:
    for page in sorted(DOCS.glob("*.md")):
        text = page.read_text(encoding="utf-8")
        page.write_text(with_tables(text), encoding="utf-8")


if __name__ == "__main__":
    main()
