"""The front matter of an article, as a typed table."""

from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from msgspec import Struct

from sitegen.schema import (
    Field,
    Flag,
    Free,
    Instant,
    Integer,
    Language,
    ListOf,
    MapOf,
    Number,
    OneOf,
    Pair,
    Record,
    Report,
    Slug,
    Table,
    Text,
    Url,
)
from sitegen.schema.kinds import is_flag
from sitegen.source.article import Breaking, Byline, Correction, Dateline, Image, Origin, Prominence, SeriesPart

TEXT = Text()
LINES = Text(lines=True)
TEXTS = ListOf(TEXT, "list of texts", "[one, two]", single=True)

CORRECTION_TYPES = ("correction", "clarification", "update", "retraction", "editors-note")


class Alias(Struct, frozen=True):
    """A URL path of the site that leads to the page; a full URL of the site counts by its path."""

    def read(self, raw: Any, key: str, report: Report) -> str | None:
        text = raw.strip() if isinstance(raw, str) else ""
        path = "/" + text.lstrip("/") if "://" not in text else text
        return text if Url(local=True).read(path.replace(" ", "%20"), key, report) else None

    def json_schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "uri-reference"}


class Switch(Struct, frozen=True):
    """A record, or true for the record with its defaults, or false for none."""

    record: Record

    def read(self, raw: Any, key: str, report: Report) -> Any:
        if isinstance(raw, bool) or is_flag(raw):
            return self.record.table.build() if Flag().read(raw, key, report) else None
        return self.record.read(raw, key, report)

    def json_schema(self) -> dict[str, Any]:
        return {"anyOf": [{"type": "boolean"}, self.record.json_schema()]}


class Source(Record, frozen=True):
    """A source that the story rests on; of a lone URL the title is its host."""

    def read(self, raw: Any, key: str, report: Report) -> Any:
        url = Url().read(raw, key, Report("")) if isinstance(raw, str) else None
        if url:
            return Origin((urlsplit(url).hostname or url).removeprefix("www."), url)
        return Record.read(self, raw, key, report)


def image_record(unknown: str) -> Record:
    fields = {
        "src": Field(Text(example='"photo.jpg"'), required=True, example='"photo.jpg"'),
        "alt": Field(TEXT, help="What the picture shows, for those who cannot see it"),
        "caption": Field(TEXT),
        "credit": Field(TEXT),
        "license": Field(TEXT),
        "focal": Field(Pair(Number(0, 1), "[0.5, 0.3]"), help="The point that crops keep: x and y from 0 to 1"),
        "decorative": Field(Flag()),
    }
    return Record(Table("an image", fields, Image), "src", unknown, '{src: photo.jpg, alt: "What it shows"}')


def _byline(unknown: str) -> Record:
    fields = {"id": Field(TEXT, required=True, example="ada-byron"), "role": Field(TEXT)}
    return Record(Table("an author", fields, Byline), "id", unknown, "ada-byron or {id: ada-byron, role: Reporting}")


def _corrections(moment: Instant, unknown: str) -> ListOf:
    fields = {
        "date": Field(moment, required=True, example="2026-12-31"),
        "type": Field(OneOf(CORRECTION_TYPES), required=True, example="correction"),
        "text": Field(LINES, required=True, example='"An earlier version misstated the sum."'),
        "priority": Field(OneOf(("high", "low"))),
    }
    example = "{date: 2026-12-31, type: correction, text: ...}"
    return ListOf(Record(Table("a correction", fields, Correction), "", unknown, example), "list", f"[{example}]")


def _origins(unknown: str) -> ListOf:
    fields = {
        "title": Field(TEXT, required=True, example='"Annual report"'),
        "url": Field(Url()),
        "note": Field(TEXT),
    }
    record = Source(Table("a source", fields, Origin), "title", unknown, "{title: Annual report, url: https://...}")
    return ListOf(record, "list of sources", "[{title: Annual report, url: https://...}]", single=True)


def _prominence(moment: Instant, unknown: str) -> Record:
    rank = Integer(0, 1000)
    fields = {"front": Field(rank), "category": Field(rank), "until": Field(moment)}
    return Record(Table("prominence", fields, Prominence), "front", unknown, "{front: 1, until: 2026-12-31}")


def _breaking(moment: Instant, unknown: str) -> Switch:
    fields = {"label": Field(TEXT), "until": Field(moment)}
    return Switch(Record(Table("breaking", fields, Breaking), "label", unknown, "{until: 2026-12-31T18:00}"))


def article_table(types: tuple[str, ...], zone: ZoneInfo, formats: tuple[str, ...], unknown: str) -> Table:
    """Return the table of an article's front matter; values have the names of Article's fields where they are plain."""
    moment = Instant(zone, formats)
    fields = {**_headline(), **_dates(moment), **_place(types, unknown), **_people(unknown), **_rank(moment, unknown)}
    fields |= {
        "image": Field(image_record(unknown)),
        "corrections": Field(_corrections(moment, unknown)),
        "sources": Field(_origins(unknown)),
        "methodology": Field(LINES, help="How the story was worked on"),
        "canonical": Field(Url(), help="Where the story was published first"),
        "noindex": Field(Flag()),
        "extra": Field(MapOf(Free(), "a mapping of free values"), help="Free values for themes"),
    }
    return Table("an article", fields, free="extra")


def _headline() -> dict[str, Field]:
    return {
        "title": Field(TEXT, required=True, example='"Council passes budget"'),
        "short_title": Field(TEXT),
        "kicker": Field(TEXT),
        "slug": Field(Slug()),
        "aliases": Field(ListOf(Alias(), "list of URL paths", "[/old/page/]", single=True)),
        "summary": Field(TEXT, help="Else the first sentences of the text"),
        "lang": Field(Language()),
        "dir": Field(OneOf(("ltr", "rtl"))),
        "translation_of": Field(TEXT, help="Slug or path of the story that this is a translation of"),
        "translation_key": Field(TEXT, help="Any text that all versions of a story in other languages share"),
    }


def _dates(moment: Instant) -> dict[str, Field]:
    return {
        "date": Field(moment, required=True, example="2026-12-31 or 2026-12-31T18:00+02:00"),
        "updated": Field(moment),
        "update_note": Field(TEXT),
        "expires": Field(moment, help="From then on the story is not published"),
        "embargo": Field(moment, help="Until then the story is not published"),
        "draft": Field(Flag()),
    }


def _place(types: tuple[str, ...], unknown: str) -> dict[str, Field]:
    series_fields = {"id": Field(TEXT, required=True, example="climate"), "part": Field(Integer(0, 10000))}
    series = Table("a series", series_fields, SeriesPart)
    return {
        "category": Field(TEXT, required=True, example="world"),
        "subcategory": Field(TEXT),
        "tags": Field(TEXTS),
        "series": Field(Record(series, "id", unknown, "{id: climate, part: 2}")),
        "thread": Field(TEXT),
        "type": Field(OneOf(types)),
        "related": Field(TEXTS),
        "exclude_related": Field(TEXTS),
    }


def _people(unknown: str) -> dict[str, Field]:
    bylines = ListOf(_byline(unknown), "list of authors", "[ada-byron, {id: max-roth, role: Photos}]", single=True)
    place = Field(TEXT, required=True, example="Paris")
    dateline = Table("a dateline", {"place": place, "country": Field(TEXT)}, Dateline)
    return {
        "author": Field(bylines),
        "authors": Field(bylines),
        "contributors": Field(bylines),
        "dateline": Field(Record(dateline, "place", unknown, "{place: Paris, country: France}")),
    }


def _rank(moment: Instant, unknown: str) -> dict[str, Field]:
    sponsor = Table("a sponsor", {"campaign": Field(TEXT, required=True, example="acme-spring")}, _campaign)
    return {
        "prominence": Field(_prominence(moment, unknown)),
        "breaking": Field(_breaking(moment, unknown)),
        "sponsor": Field(Record(sponsor, "campaign", unknown, "{campaign: acme-spring}"), to="campaign"),
        "ads": Field(OneOf(("auto", "none"))),
        "sensitive": Field(Flag()),
    }


def _campaign(campaign: str) -> str:
    return campaign


@lru_cache(maxsize=16)
def article_table_for(types: tuple[str, ...], zone: str, formats: tuple[str, ...], unknown: str) -> Table:
    return article_table(types, ZoneInfo(zone), formats, unknown)
