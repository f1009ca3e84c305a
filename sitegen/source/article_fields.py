"""The front matter of an article, as a typed table: one row a field."""

from functools import lru_cache
from zoneinfo import ZoneInfo

from sitegen.schema import Field, Flag, Free, Instant, Language, ListOf, MapOf, OneOf, Slug, Table, Url
from sitegen.source.nested_fields import (
    LINES,
    TEXT,
    Alias,
    breaking_switch,
    bylines,
    corrections,
    dateline_record,
    image_record,
    origins,
    prominence_record,
    series_record,
    sponsor_record,
)

TEXTS = ListOf(TEXT, "list of texts", "[one, two]", single=True)
ALIASES = Field(
    ListOf(Alias(), "list of URL paths", "[/old/page/]", single=True), help="Old URL paths that redirect to the page"
)
DIRECTION = Field(OneOf(("ltr", "rtl")), help="Direction of the writing", default="by the script of the language")
LANGUAGE = Field(Language(), help="Language tag (BCP 47), such as `pt-BR`", default="the language of the site")
EXTRA = Field(MapOf(Free(), "a mapping of free values"), help="Free values for themes")
NOINDEX = Field(Flag(), help="`true`: search engines should not list the page")


@lru_cache(maxsize=16)
def article_table(types: tuple[str, ...], zone: str, formats: tuple[str, ...], unknown: str) -> Table:
    """Return the table of an article's front matter; values have the names of Article's fields where they are plain.

    `zone` and `formats` are those of dates; `unknown` says how strictly unknown keys of records are taken.
    """
    moment = Instant(ZoneInfo(zone), formats)
    fields = {
        **_headline(),
        **_dates(moment),
        **_topics(types, unknown),
        **_people(unknown),
        **_display(moment, unknown),
        **_accountability(moment, unknown),
        **_publication(),
    }
    return Table("an article", fields, free="extra")


def _headline() -> dict[str, Field]:
    return {
        "title": Field(TEXT, required=True, example='"Council passes budget"', help="The headline"),
        "short_title": Field(TEXT, help="A shorter headline for lists", default="`title`"),
        "kicker": Field(TEXT, help="The line above the headline"),
        "slug": Field(Slug(), help="The last part of the URL, in any script", default="the name of the file or folder"),
        "aliases": ALIASES,
        "summary": Field(
            TEXT,
            help="What the article says, in lists and feeds and for search engines",
            default="the first sentences of the first section, at most 240 characters",
        ),
    }


def _dates(moment: Instant) -> dict[str, Field]:
    return {
        "date": Field(
            moment,
            required=True,
            example="2026-12-31 or 2026-12-31T18:00+02:00",
            help="When the article was first published",
        ),
        "updated": Field(moment, help="When the article was last changed; shown beside `date` if it is later"),
        "update_note": Field(TEXT, help="What was changed; shown beside `updated`"),
        "embargo": Field(
            moment, help="The article is not published before this time; if later than `date`, it replaces it"
        ),
        "expires": Field(moment, help="The article is not published from this time on"),
        "draft": Field(Flag(), help="`true`: the article is not published"),
    }


def _topics(types: tuple[str, ...], unknown: str) -> dict[str, Field]:
    return {
        "category": Field(TEXT, required=True, example="world", help="Id or title of a category of site.toml"),
        "subcategory": Field(TEXT, help="Id or title of a category below `category`"),
        "tags": Field(TEXTS, help="Free names, such as `[Budget, City hall]`; each has a page"),
        "series": Field(series_record(unknown), help="The series that the article is part of"),
        "thread": Field(TEXT, help="A name that connects the articles about one event"),
        "type": Field(
            OneOf(types), help="The type of the article, which says what sections it must have", default="`report`"
        ),
        "related": Field(TEXTS, help="Slugs of articles that Related shows first"),
        "exclude_related": Field(TEXTS, help="Slugs of articles that Related never shows"),
    }


def _people(unknown: str) -> dict[str, Field]:
    authors = bylines(unknown)
    return {
        "author": Field(authors, help="The author, or several: ids or names", default="`default_author` of site.toml"),
        "authors": Field(authors, help="The same as `author`; write one of them"),
        "contributors": Field(authors, help="Others who worked on the article; shown after the authors"),
        "dateline": Field(dateline_record(unknown), help="Where the article was written; shown in the byline"),
    }


def _display(moment: Instant, unknown: str) -> dict[str, Field]:
    return {
        "image": Field(image_record(unknown), help="The picture of the article"),
        "prominence": Field(
            prominence_record(moment, unknown), help="Moves the article up on the front page and in its category"
        ),
        "breaking": Field(breaking_switch(moment, unknown), help="Marks the article as breaking news for some time"),
        "sponsor": Field(sponsor_record(unknown), to="campaign", help="Who paid for the article"),
        "ads": Field(OneOf(("auto", "none")), help="`none`: no slots on the page", default="`auto`"),
        "sensitive": Field(Flag(), help="`true`: no slots in the text"),
    }


def _accountability(moment: Instant, unknown: str) -> dict[str, Field]:
    return {
        "corrections": Field(
            corrections(moment, unknown), help="What was wrong in the article; also shown on the page of corrections"
        ),
        "sources": Field(origins(unknown), help="What the article is based on; shown below the text"),
        "methodology": Field(LINES, help="How the article was researched; shown below the text"),
    }


def _publication() -> dict[str, Field]:
    return {
        "canonical": Field(Url(), help="Where the article was first published", default="its own URL"),
        "noindex": NOINDEX,
        "unlisted": Field(
            Flag(), help="`true`: the page exists, but no list, feed or box of the site shows it", default="`false`"
        ),
        "lang": LANGUAGE,
        "dir": DIRECTION,
        "translation_of": Field(TEXT, help="Slug or path of the article that this one translates"),
        "translation_key": Field(
            TEXT, help="Instead of `translation_of`: any text that all language versions of an article share"
        ),
        "extra": EXTRA,
    }
