"""site.toml as typed tables."""

from functools import lru_cache
from zoneinfo import ZoneInfo

from sitegen.config.content_tables import CONTENT, MARKDOWN
from sitegen.config.defaults import PLACES, SCHEMA_TYPES
from sitegen.config.kinds import BaseUrl, Id, Segment, Sizes, UrlPattern, Zone
from sitegen.config.model import Category, FeedRules, Lists, MenuItem, Publisher, SectionRule, Slot, Urls
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
LINK = Url(local=True)

CATEGORY = Table(
    "a category",
    {
        "id": Field(
            Id(), required=True, example='"middle-east"', help="The name that articles use: lower case, with hyphens"
        ),
        "title": Field(TEXT, required=True, example='"Middle East"', help="The name that readers see"),
        "description": Field(TEXT, help="One sentence about the category"),
        "parent": Field(Id(), help="Id of the category that this is a subcategory of"),
        "order": Field(Integer(-10000, 10000), help="Categories with a smaller number come first"),
        "colour": Field(Colour(), help="Colour of the category: `#1a5fb4`"),
    },
    Category,
)
SECTION = Table(
    "a section",
    {
        "name": Field(TEXT, required=True, example='"What to Know"', help="The heading"),
        "required": Field(Flag(), help="Whether the text must have this section"),
        "min_words": Field(Integer(0, 100_000), help="The fewest words that the section should have; 0 is no limit"),
        "max_words": Field(Integer(0, 100_000), help="The most words that the section should have; 0 is no limit"),
        "list_only": Field(Flag(), help="Whether the section must be a list and nothing else"),
    },
    SectionRule,
)
_SECTIONS = ListOf(Record(SECTION, "name"), "list of sections", '["What to Know", "What Happened"]')
ARTICLE_TYPE = Table(
    "an article type",
    {
        "sections": Field(
            _SECTIONS,
            help="The `##` headings that the text must have, in this order",
            default="report: What to Know, What Happened, Why it Matters; others: none",
        ),
        "other_headings": Field(Flag(), help="Whether the text can have other `##` headings", default="`true`"),
        "schema": Field(OneOf(SCHEMA_TYPES), help="The schema.org type", default="by type"),
        "label": Field(TEXT, help='The word above the headline, such as "Opinion"', default="by type"),
    },
)
SLOT = Table(
    "a slot",
    {
        "id": Field(Id(), required=True, example='"sidebar-top"', help="The name that campaigns use"),
        "where": Field(OneOf(PLACES), required=True, example='"article.sidebar"', help="Where on a page the slot is"),
        "sizes": Field(
            Sizes(),
            help="Sizes in CSS pixels: `[[300, 250], [728, 90]]`, or by screen: "
            "`{ mobile = [320, 50], desktop = [728, 90] }` (`mobile`, `tablet`, `desktop`, `wide`, or a minimum width)",
        ),
        "label": Field(TEXT, help="The word above the ad"),
        "max": Field(Integer(1, 50), help="How often the slot can appear in one article (only for `article.body`)"),
        "fallback": Field(
            OneOf(("house", "none")), help="What the slot shows without a campaign: the house ad, or nothing"
        ),
    },
    Slot,
)


def _url(placeholders: tuple[str, ...], needs: tuple[str, ...], pages: str) -> Field:
    """Return the field of a URL pattern that has one of the placeholders `needs`."""
    names = ", ".join(f"`{{{name}}}`" for name in placeholders)
    return Field(UrlPattern(placeholders, needs), help=f"URLs of {pages}" + (f"; can contain {names}" if names else ""))


_OF_ARTICLES = ("slug", "category", "subcategory", "year", "month", "day", "type", "lang", "id")
_OF_TERMS = ("id", "slug")
URLS = Table(
    "the URLs",
    {
        "article": _url(_OF_ARTICLES, ("slug", "id"), "articles"),
        "category": _url(("category", "slug", "id", "subcategory"), ("category", "slug", "id"), "categories"),
        "tag": _url(("slug", "id"), ("slug", "id"), "tags"),
        "author": _url(_OF_TERMS, _OF_TERMS, "authors"),
        "series": _url(_OF_TERMS, _OF_TERMS, "series"),
        "thread": _url(_OF_TERMS, _OF_TERMS, "threads"),
        "page": _url(("slug", "id", "lang"), ("slug", "id"), "static pages"),
        "archive": _url((), (), "the archive"),
        "translated": _url(("lang", "url"), ("url",), "articles that are not in the language of the site"),
        "categories": Field(
            MapOf(UrlPattern(_OF_ARTICLES, ("slug", "id")), '{news = "/{year}/{slug}/"}'),
            help="Other patterns for the articles of single categories or subcategories",
        ),
        "languages": Field(
            MapOf(Segment(), '{"zh-TW" = "zh_tw"}'), help="Other texts for `{lang}` than the language tag"
        ),
    },
    Urls,
)
BLOCK = Table(
    "a block",
    {
        "delivery": Field(
            OneOf(("inline", "include")),
            help="`inline`: the block is part of each page; `include`: it is a file of its own",
            default='`"inline"`',
        ),
        "syntax": Field(
            OneOf(("ssi", "esi", "script")),
            help="For `include`: server-side includes, edge-side includes, or JavaScript in the browser",
            default='`"ssi"`',
        ),
    },
)
MENU_ITEM = Table(
    "a menu item",
    {
        "title": Field(TEXT, required=True, example='"World"', help="The text of the link"),
        "url": Field(LINK, required=True, example='"/world/"', help="An absolute URL, or a path that starts with `/`"),
    },
    MenuItem,
)
PUBLISHER = Table(
    "the publisher",
    {
        "name": Field(TEXT, help="The organisation that publishes the site"),
        "url": Field(Url(), help="Its own site"),
        "logo": Field(TEXT, help="Path of its logo in `content/static/`"),
        "founded": Field(TEXT, help="The year it was founded"),
        "email": Field(TEXT, help="Address for readers"),
        "policies": Field(
            MapOf(LINK, '{ethicsPolicy = "/ethics/"}'),
            help="Pages of policies, by property of schema.org's NewsMediaOrganization",
        ),
        "same_as": Field(ListOf(Url(), "list of URLs", '["https://..."]'), help="Other pages about the organisation"),
    },
    Publisher,
)
_COUNT = Integer(1, 1000)
LISTS = Table(
    "the lengths of lists",
    {
        "page": Field(_COUNT, help="Articles on one page of a list"),
        "feed": Field(_COUNT, help="Entries of a feed"),
        "front": Field(_COUNT, help="Articles on the front page"),
        "related": Field(Integer(0, 100), help="Articles in Related"),
        "top_stories": Field(Integer(0, 100), help="Articles in Week's Top Stories"),
        "more_in_category": Field(Integer(0, 100), help="Articles in More In This Category"),
        "teaser": Field(Integer(20, 1000), help="Characters of the teaser of an article in a list"),
    },
    Lists,
)
FEEDS = Table(
    "the feeds",
    {
        "formats": Field(
            ListOf(OneOf(("rss", "atom", "json")), "list of formats", '["rss", "atom", "json"]'),
            help="The formats of feeds",
        ),
        "full_text": Field(
            Flag(),
            help="Whether the feeds of the site, languages, categories and authors contain the whole text; "
            "all others contain summaries",
        ),
        "hub": Field(Url(), help="URL of a WebSub hub"),
    },
    FeedRules,
)


@lru_cache(maxsize=8)
def site_table(zone: str) -> Table:
    """Return the table of site.toml; `zone` is the one that a date without offset is in."""
    return Table("site.toml", {**_identity(ZoneInfo(zone)), **_parts()}, free="extra")


def _identity(zone: ZoneInfo) -> dict[str, Field]:
    return {
        "title": Field(TEXT, required=True, example='"The Daily Example"', help="The name of the newspaper"),
        "base_url": Field(
            BaseUrl(),
            required=True,
            example='"https://news.example.org"',
            help="The URL of the site: `https://news.example.org`, or with a path, `https://example.org/news`",
        ),
        "description": Field(TEXT, help="One sentence about the newspaper"),
        "language": Field(Language(), help="A BCP 47 language tag: `en`, `pt-BR`, `zh-Hant`"),
        "timezone": Field(Zone(), help="An IANA time zone, such as `Europe/Paris`; dates without an offset are in it"),
        "now": Field(
            Instant(zone),
            help="Build the site as it is at this time, instead of the current time",
            default="the current time",
        ),
        "theme": Field(TEXT, help="Name of a theme: a folder in `themes/`, or a theme that comes with sitegen"),
        "theme_params": Field(MapOf(Free(), "a table [theme_params]"), help="Parameters of the theme"),
        "default_author": Field(TEXT, help="Author of articles that do not name one"),
        "default_category": Field(TEXT, help="Category of articles that do not name one"),
        "default_type": Field(TEXT, help="Type of articles that do not name one"),
        "copyright": Field(
            TEXT,
            help="The line in the footer; `{year}` becomes the current year",
            default="the year and the publisher",
        ),
        "extra": Field(MapOf(Free(), "a table [extra]"), help="Free values for themes"),
    }


def _parts() -> dict[str, Field]:
    items = ListOf(Record(MENU_ITEM), "list of links")
    return {
        "urls": Field(Record(URLS), help="Patterns of URLs by kind of page"),
        "categories": Field(
            ListOf(Record(CATEGORY), "list of tables", "[[categories]]"),
            help="The categories of articles, in the order of the navigation",
        ),
        "types": Field(MapOf(Record(ARTICLE_TYPE), "tables such as [types.report]"), help="The types of articles"),
        "slots": Field(
            ListOf(Record(SLOT), "list of tables", "[[slots]]"),
            help="The places for sponsors",
            default="two in the sidebar of articles",
        ),
        "blocks": Field(
            MapOf(Record(BLOCK), "tables such as [blocks.top_stories]"),
            help="How parts that many pages show are delivered",
        ),
        "menus": Field(MapOf(items, "tables such as [[menus.main]]"), help="Menus by name"),
        "social": Field(
            ListOf(Record(MENU_ITEM), "list of tables", "[[social]]"), help="Links to accounts on social networks"
        ),
        "publisher": Field(Record(PUBLISHER), help="The organisation that publishes the site"),
        "lists": Field(Record(LISTS), help="How long lists are"),
        "feeds": Field(Record(FEEDS), help="What feeds contain"),
        "markdown": Field(Record(MARKDOWN), help="How texts become HTML"),
        "content": Field(Record(CONTENT), help="Where articles are and how strictly they are checked"),
    }
