"""site.toml as typed tables."""

from functools import lru_cache
from zoneinfo import ZoneInfo

from sitegen.config.defaults import PLACES, SCHEMA_TYPES
from sitegen.config.field_rules import ARTICLE_RULES, RECORD_RULES
from sitegen.config.kinds import BaseUrl, Id, Segment, Sizes, UrlPattern, Zone
from sitegen.config.model import (
    RECORD_FIELDS,
    Category,
    ContentRules,
    FeedRules,
    Lists,
    MarkdownOptions,
    MenuItem,
    Publisher,
    SectionRule,
    Slot,
    Urls,
)
from sitegen.schema import (
    Colour,
    Field,
    Flag,
    Free,
    Instant,
    Integer,
    Language,
    ListOf,
    MapOf,
    OneOf,
    Record,
    Table,
    Text,
    Url,
)

TEXT = Text()
TEXTS = ListOf(TEXT, "list of texts", '["one", "two"]')
STRICTNESS = OneOf(("error", "warning", "ignore"))
LOCAL = Url(local=True)

CATEGORY = Table(
    "a category",
    {
        "id": Field(Id(), required=True, example='"middle-east"'),
        "title": Field(TEXT, required=True, example='"Middle East"'),
        "description": Field(TEXT),
        "parent": Field(Id(), help="Id of the category that this is a subcategory of"),
        "order": Field(Integer(-10000, 10000)),
        "colour": Field(Colour()),
    },
    Category,
)
SECTION = Table(
    "a section",
    {
        "name": Field(TEXT, required=True, example='"What to Know"'),
        "required": Field(Flag()),
        "min_words": Field(Integer(0, 100_000)),
        "max_words": Field(Integer(0, 100_000)),
        "list_only": Field(Flag()),
    },
    SectionRule,
)
ARTICLE_TYPE = Table(
    "a story type",
    {
        "sections": Field(ListOf(Record(SECTION, "name"), "list of sections", '["What to Know", "What Happened"]')),
        "other_headings": Field(Flag(), help="May the body have other `##` headings?"),
        "schema": Field(OneOf(SCHEMA_TYPES), help="schema.org type"),
        "label": Field(TEXT, help="What the page says above the headline"),
    },
)
SLOT = Table(
    "a slot",
    {
        "id": Field(Id(), required=True, example='"sidebar-top"'),
        "where": Field(OneOf(PLACES), required=True, example='"article.sidebar"'),
        "sizes": Field(Sizes()),
        "label": Field(TEXT),
        "max": Field(Integer(1, 50)),
        "fallback": Field(OneOf(("house", "none"))),
    },
    Slot,
)
_OF_ARTICLES = ("slug", "category", "subcategory", "year", "month", "day", "type", "lang", "id")
URLS = Table(
    "the URLs",
    {
        "article": Field(UrlPattern(_OF_ARTICLES, ("slug", "id"))),
        "category": Field(UrlPattern(("category", "slug", "id", "subcategory"), ("category", "slug", "id"))),
        "tag": Field(UrlPattern(("slug", "id"), ("slug", "id"))),
        "author": Field(UrlPattern(("id", "slug"), ("id", "slug"))),
        "series": Field(UrlPattern(("id", "slug"), ("id", "slug"))),
        "thread": Field(UrlPattern(("id", "slug"), ("id", "slug"))),
        "page": Field(UrlPattern(("slug", "id", "lang"), ("slug", "id"))),
        "archive": Field(UrlPattern(())),
        "translated": Field(UrlPattern(("lang", "url"), ("url",))),
        "categories": Field(MapOf(UrlPattern(_OF_ARTICLES, ("slug", "id")), '{news = "/{year}/{slug}/"}')),
        "languages": Field(MapOf(Segment(), '{"zh-TW" = "zh_tw"}')),
    },
    Urls,
)
BLOCK = Table(
    "a block",
    {"delivery": Field(OneOf(("inline", "include"))), "syntax": Field(OneOf(("ssi", "esi", "script")))},
)
MENU_ITEM = Table(
    "a menu item",
    {
        "title": Field(TEXT, required=True, example='"World"'),
        "url": Field(LOCAL, required=True, example='"/world/"'),
    },
    MenuItem,
)
PUBLISHER = Table(
    "the publisher",
    {
        "name": Field(TEXT),
        "url": Field(Url()),
        "logo": Field(TEXT),
        "founded": Field(TEXT),
        "email": Field(TEXT),
        "policies": Field(MapOf(LOCAL, '{ethicsPolicy = "/ethics/"}')),
        "same_as": Field(ListOf(Url(), "list of URLs", '["https://..."]')),
    },
    Publisher,
)
_COUNT = Integer(1, 1000)
LISTS = Table(
    "the lists' lengths",
    {
        "page": Field(_COUNT),
        "feed": Field(_COUNT),
        "front": Field(_COUNT),
        "related": Field(Integer(0, 100)),
        "top_stories": Field(Integer(0, 100)),
        "more_in_category": Field(Integer(0, 100)),
        "teaser": Field(Integer(20, 1000)),
    },
    Lists,
)
FEEDS = Table(
    "the feeds",
    {
        "formats": Field(ListOf(OneOf(("rss", "atom", "json")), "list of formats", '["rss", "atom", "json"]')),
        "full_text": Field(Flag()),
        "hub": Field(Url()),
    },
    FeedRules,
)


def _pairs(values: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(values.items())


MARKDOWN = Table(
    "the Markdown settings",
    {
        "html": Field(OneOf(("clean", "keep", "refuse"))),
        "smart": Field(Flag()),
        "linkify": Field(Flag()),
        "breaks": Field(Flag()),
        "foreign": Field(OneOf(("warn", "strip", "drop", "keep"))),
        "broken_links": Field(OneOf(("error", "warning"))),
        "missing_alt": Field(STRICTNESS),
        "links": Field(MapOf(LOCAL, '{style = "/style-guide/"}', _pairs)),
    },
    MarkdownOptions,
)


_FOLDER = Field(TEXT, example='"topics"')
CONTENT = Table(
    "the content rules",
    {
        "articles": Field(ListOf(TEXT, "list of folders", '["articles"]', single=True)),
        "folders": Field(Record(Table("the folders", dict.fromkeys(RECORD_FIELDS, _FOLDER)))),
        "exclude": Field(ListOf(TEXT, "list of glob patterns", '["**/_index.md"]', single=True)),
        "fields": Field(ARTICLE_RULES),
        "records": Field(Record(RECORD_RULES)),
        "unknown_keys": Field(STRICTNESS),
        "duplicate_keys": Field(OneOf(("error", "warning"))),
        "unknown_authors": Field(OneOf(("error", "create"))),
        "unknown_categories": Field(OneOf(("error", "create"))),
        "duplicate_slugs": Field(OneOf(("error", "number"))),
        "headers": Field(Flag()),
        "date_formats": Field(ListOf(TEXT, "list of formats", '["%d %B %Y"]', single=True)),
        "html_entities": Field(Flag()),
        "strip_markup": Field(Flag()),
        "max_bytes": Field(Integer(1000, 2**31)),
    },
    ContentRules,
)


@lru_cache(maxsize=8)
def site_table(zone: str) -> Table:
    """Return the table of site.toml; `zone` is the one that a date without offset is in."""
    known: dict[str, Field] = {
        "title": Field(TEXT, required=True, example='"The Daily Example"'),
        "base_url": Field(BaseUrl(), required=True, example='"https://news.example.org"'),
        "language": Field(Language()),
        "description": Field(TEXT),
        "timezone": Field(Zone()),
        "now": Field(Instant(ZoneInfo(zone)), help="Pins the clock"),
        "theme": Field(TEXT),
        "theme_params": Field(MapOf(Free(), "a table [theme_params]")),
        "default_author": Field(TEXT),
        "default_category": Field(TEXT),
        "copyright": Field(TEXT),
        "categories": Field(ListOf(Record(CATEGORY), "list of tables", "[[categories]]")),
        "types": Field(MapOf(Record(ARTICLE_TYPE), "tables such as [types.report]")),
        "default_type": Field(TEXT),
        "slots": Field(ListOf(Record(SLOT), "list of tables", "[[slots]]")),
        "blocks": Field(MapOf(Record(BLOCK), "tables such as [blocks.top_stories]")),
        "menus": Field(MapOf(ListOf(Record(MENU_ITEM), "list of links"), "tables such as [[menus.main]]")),
        "social": Field(ListOf(Record(MENU_ITEM), "list of tables", "[[social]]")),
        "urls": Field(Record(URLS)),
        "publisher": Field(Record(PUBLISHER)),
        "lists": Field(Record(LISTS)),
        "feeds": Field(Record(FEEDS)),
        "markdown": Field(Record(MARKDOWN)),
        "content": Field(Record(CONTENT)),
        "extra": Field(MapOf(Free(), "a table [extra]")),
    }
    return Table("site.toml", known, free="extra")
