"""What site.toml says, typed and complete: every default is filled in here or in `defaults`."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from msgspec import Struct, field


class Category(Struct, frozen=True):
    """What articles belong to."""

    id: str
    title: str
    description: str = ""
    parent: str = ""
    """Id of the category this one is a subcategory of, or ""."""
    order: int = 0
    colour: str = ""
    """A CSS colour as #rrggbb, or ""."""


class SectionRule(Struct, frozen=True):
    """One `##` section that an article type expects."""

    name: str
    required: bool = True
    min_words: int = 0
    max_words: int = 0
    """0 = no limit."""
    list_only: bool = False


class ArticleType(Struct, frozen=True):
    id: str
    sections: tuple[SectionRule, ...] = ()
    other_headings: bool = True
    """May the body have `##` headings that are not its sections?"""
    schema: str = "NewsArticle"
    """The schema.org type of its JSON-LD."""
    label: str = ""
    """What the page says above the headline ("Opinion"); "" says nothing."""


class Slot(Struct, frozen=True):
    """A place reserved for a campaign."""

    id: str
    where: str
    """article.top, article.body, article.sidebar, front.row, category.row"""
    sizes: tuple[tuple[int, int], ...] = ()
    """Width and height in CSS pixels, smallest screen first."""
    label: str = "Sponsor"
    max: int = 1
    """How many of it a page may have (article.body)."""
    fallback: str = "house"
    """house | none"""


class Urls(Struct, frozen=True):
    """Patterns; {slug} {category} {subcategory} {year} {month} {day} {type} {lang} {id} {number} are filled in."""

    article: str = "/{category}/{slug}/"
    category: str = "/{category}/"
    tag: str = "/tags/{slug}/"
    author: str = "/authors/{id}/"
    series: str = "/series/{id}/"
    thread: str = "/threads/{id}/"
    page: str = "/{slug}/"
    archive: str = "/archive/"
    translated: str = "/{lang}{url}"
    """The URL of an article that is not in the site's language; {url} is what its pattern gives."""
    categories: Mapping[str, str] = field(default_factory=dict)
    """Category or subcategory -> pattern of its articles, where that is not `article`."""
    languages: Mapping[str, str] = field(default_factory=dict)
    """Language -> the value of {lang}, where that is not the tag ("zh-TW" -> "zh_tw")."""

    def of_language(self, lang: str) -> str:
        """Return the value of {lang}."""
        return self.languages.get(lang, lang)


_ARTICLE_FIELDS = """
title short_title kicker slug aliases summary date updated update_note expires embargo draft category subcategory tags
series thread author authors contributors dateline type image prominence breaking related exclude_related corrections
sources methodology sponsor ads sensitive canonical noindex unlisted lang dir translation_of translation_key extra
"""
ARTICLE_FIELDS = tuple(_ARTICLE_FIELDS.split())
"""The keys of an article's front matter; their types are in `source.article_fields`."""

_TOPIC_FIELDS = ("title", "description", "same_as", "aliases")
RECORD_FIELDS: Mapping[str, tuple[str, ...]] = {
    "authors": tuple("name title photo email url social languages beats disclosures active aliases".split()),
    "tags": (*_TOPIC_FIELDS, "kind"),
    "series": _TOPIC_FIELDS,
    "threads": _TOPIC_FIELDS,
    "pages": tuple("title slug summary lang dir updated noindex aliases template extra".split()),
}
"""The keys of the front matter of records, by their folder; their types are in `source.records`."""


class FieldRule(Struct, frozen=True):
    """How one field of the content model is read from an archive's own front matter ([content.fields])."""

    name: str
    sources: tuple[str, ...] = ()
    """Keys to look at, in order; dotted for nested ones ("taxonomies.tags"). Empty: the field's own name."""
    default: Any = None
    folder: int = 0
    """Take it from the n-th folder (1 = first) below the articles' folder."""
    file_name: str = ""
    """A regular expression with one group, matched against the file's path below the articles' folder."""
    values: Mapping[str, Any] = field(default_factory=dict)
    """Renames single values ("Opinion" -> "opinion")."""
    split: str = ""
    """Splits a string into a list at this separator."""
    match: str = ""
    """A regular expression with one group: of a text that it is found in, only the group's part is taken."""


class ContentRules(Struct, frozen=True):
    """[content]: where articles are and how strictly they are checked."""

    articles: tuple[str, ...] = ("articles",)
    """Folders below content/ ("." = all of it)."""
    exclude: tuple[str, ...] = ()
    """Glob patterns of paths below content/ that are not articles."""
    fields: tuple[FieldRule, ...] = ()
    records: Mapping[str, tuple[FieldRule, ...]] = field(default_factory=dict)
    """The same for the front matter of authors, tags, series, threads and pages."""
    folders: Mapping[str, str] = field(default_factory=dict)
    """authors, tags, series, threads, pages -> their folder below content/, if it has another name."""
    unknown_keys: str = "error"
    """error | warning | ignore: a front-matter key that the content model does not know; ignored ones go to `extra`."""
    unknown_authors: str = "error"
    """error | create: an author id or name without a file in authors/."""
    unknown_categories: str = "error"
    """error | create"""
    duplicate_keys: str = "error"
    """error | warning: a front-matter key that is written twice; the last one counts."""
    duplicate_slugs: str = "error"
    """error | number: what to do with the second article of the same URL ("number" appends -2, -3 by path order)."""
    headers: bool = False
    """Accept Pelican's `Title: ...` headers without fences."""
    date_formats: tuple[str, ...] = ()
    """strptime formats tried after ISO 8601."""
    html_entities: bool = False
    """Decode &amp; and the like in titles and summaries."""
    strip_markup: bool = False
    """Titles and summaries are Markdown or HTML: take the text out of it."""
    max_bytes: int = 5_000_000


class MarkdownOptions(Struct, frozen=True):
    """[markdown]: how texts become HTML."""

    html: str = "clean"
    """Raw HTML: clean (what is unsafe is removed) | keep (as written) | refuse (an error; shown as text)."""
    smart: bool = True
    """Curly quotes, dashes and ellipses, by the rules of the text's language."""
    linkify: bool = False
    """Bare www.example.org, https://... and mail addresses become links (GitHub's rules)."""
    breaks: bool = False
    """A line break in the source is one on the page."""
    foreign: str = "warn"
    """Other generators' shortcodes (`{{< x >}}`, `{% x %}`, `{{ x }}`): warn (shown as written, with a warning) |
    strip (removed, with a warning) | drop (removed) | keep (shown as written)."""
    broken_links: str = "error"
    """error | warning: internal links and pictures without a target."""
    links: tuple[tuple[str, str], ...] = ()
    """Label and address of what `[text][label]` may say without a definition in the text."""
    missing_alt: str = "warning"
    """error | warning | ignore: pictures without an alternative text."""


class Block(Struct, frozen=True):
    """[blocks.NAME]: how a block that many pages show is delivered."""

    name: str
    delivery: str = "inline"
    """inline | include"""
    syntax: str = "ssi"
    """ssi | esi | script: for include"""


class MenuItem(Struct, frozen=True):
    title: str
    url: str


class Publisher(Struct, frozen=True):
    """The organisation that publishes the site, for JSON-LD, feeds and the footer."""

    name: str = ""
    url: str = ""
    logo: str = ""
    """Path below content/static/."""
    founded: str = ""
    email: str = ""
    policies: Mapping[str, str] = field(default_factory=dict)
    """schema.org property (publishingPrinciples, ethicsPolicy, correctionsPolicy...) -> URL path or URL."""
    same_as: tuple[str, ...] = ()


class Lists(Struct, frozen=True):
    """How long lists are."""

    page: int = 20
    """Cards on one page of a list."""
    feed: int = 20
    front: int = 30
    related: int = 4
    top_stories: int = 5
    more_in_category: int = 6
    teaser: int = 120
    """Characters of a teaser, cut at a word."""


class FeedRules(Struct, frozen=True):
    formats: tuple[str, ...] = ("rss", "atom", "json")
    full_text: bool = True
    hub: str = ""
    """WebSub hub URL; "" for none."""


class Config(Struct, frozen=True):
    title: str
    base_url: str
    """Without a slash at the end: https://news.example.org or https://example.org/news."""
    language: str = "en"
    """BCP 47"""
    description: str = ""
    timezone: str = "UTC"
    """IANA name"""
    now: dt.datetime | None = None
    """Pins the clock."""
    theme: str = "gazette"
    theme_params: Mapping[str, Any] = field(default_factory=dict)
    default_author: str = ""
    default_category: str = ""
    copyright: str = ""
    urls: Urls = field(default_factory=Urls)
    categories: tuple[Category, ...] = ()
    types: tuple[ArticleType, ...] = ()
    default_type: str = "report"
    slots: tuple[Slot, ...] = ()
    blocks: tuple[Block, ...] = ()
    menus: Mapping[str, tuple[MenuItem, ...]] = field(default_factory=dict)
    publisher: Publisher = field(default_factory=Publisher)
    social: tuple[MenuItem, ...] = ()
    lists: Lists = field(default_factory=Lists)
    feeds: FeedRules = field(default_factory=FeedRules)
    content: ContentRules = field(default_factory=ContentRules)
    markdown: MarkdownOptions = field(default_factory=MarkdownOptions)
    extra: Mapping[str, Any] = field(default_factory=dict)
    """[extra]: free values for themes."""

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)
