"""The fields of an article that have fields of their own: pictures, bylines, corrections, sources..."""

from typing import Any, ClassVar
from urllib.parse import urlsplit

from msgspec import Struct

from sitegen.schema import Field, Flag, Instant, Integer, ListOf, Number, OneOf, Pair, Record, Report, Table, Text, Url
from sitegen.schema.kinds import is_flag
from sitegen.source.article import Breaking, Byline, Correction, Dateline, Image, Origin, Prominence, SeriesPart

TEXT = Text()
LINES = Text(lines=True)

CORRECTION_TYPES = ("correction", "clarification", "update", "retraction", "editors-note")


class Alias(Struct, frozen=True):
    """A URL path of the site that leads to the page; a full URL of the site counts by its path."""

    noun: ClassVar[str] = "URL path"

    def read(self, raw: Any, key: str, report: Report) -> str | None:
        text = raw.strip() if isinstance(raw, str) else ""
        path = "/" + text.lstrip("/") if "://" not in text else text
        return text if Url(local=True).read(path.replace(" ", "%20"), key, report) else None

    def json_schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "uri-reference"}


class Switch(Struct, frozen=True):
    """A record, or true for the record with its defaults, or false for none."""

    record: Record

    @property
    def noun(self) -> str:
        return f"`true`, {self.record.noun}"

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
        "src": Field(
            Text(example='"photo.jpg"'),
            required=True,
            example='"photo.jpg"',
            help="A URL, or a path relative to the article's file; a path in `content/static/` starts with `/`",
        ),
        "alt": Field(TEXT, help="What the picture shows, for readers who cannot see it"),
        "caption": Field(TEXT, help="Text below the picture, in Markdown"),
        "credit": Field(TEXT, help="Who made the picture; shown after the caption"),
        "license": Field(TEXT, help="The license of the picture; shown after the credit"),
        "focal": Field(
            Pair(Number(0, 1), "[0.5, 0.3]"),
            help="The point that cropping keeps: from the left and from the top, each from 0 to 1",
            default="`[0.5, 0.5]`",
        ),
        "decorative": Field(Flag(), help="`true`: the picture says nothing, and needs no `alt`"),
    }
    return Record(Table("an image", fields, Image), "src", unknown, '{src: photo.jpg, alt: "What it shows"}')


def bylines(unknown: str) -> ListOf:
    fields = {
        "id": Field(
            TEXT, required=True, example="ada-byron", help="Id of a file in `content/authors/`, or the author's name"
        ),
        "role": Field(TEXT, help="What the person did, such as `Photos`; shown after the name"),
    }
    record = Record(Table("an author", fields, Byline), "id", unknown, "ada-byron or {id: ada-byron, role: Reporting}")
    return ListOf(record, "list of authors", "[ada-byron, {id: max-roth, role: Photos}]", single=True)


def series_record(unknown: str) -> Record:
    fields = {
        "id": Field(TEXT, required=True, example="climate", help="Name of the series"),
        "part": Field(Integer(0, 10000), help="Its number; articles without one follow in order of date"),
    }
    return Record(Table("a series", fields, SeriesPart), "id", unknown, "{id: climate, part: 2}")


def dateline_record(unknown: str) -> Record:
    fields = {
        "place": Field(TEXT, required=True, example="Paris", help="Where the article was written"),
        "country": Field(TEXT, help="The country of the place"),
    }
    return Record(Table("a dateline", fields, Dateline), "place", unknown, "{place: Paris, country: France}")


def corrections(moment: Instant, unknown: str) -> ListOf:
    fields = {
        "date": Field(moment, required=True, example="2026-12-31", help="When the article was corrected"),
        "type": Field(OneOf(CORRECTION_TYPES), required=True, example="correction", help="What kind of correction"),
        "text": Field(
            LINES,
            required=True,
            example='"An earlier version misstated the sum."',
            help="What readers are told",
        ),
        "priority": Field(
            OneOf(("high", "low")),
            help="`high` shows it above the text, `low` below; a retraction is always above",
        ),
    }
    example = "{date: 2026-12-31, type: correction, text: ...}"
    record = Record(Table("a correction", fields, Correction), "", unknown, example)
    return ListOf(record, "list of corrections", f"[{example}]")


def origins(unknown: str) -> ListOf:
    fields = {
        "title": Field(TEXT, required=True, example='"Annual report"', help="Name of the source"),
        "url": Field(Url(), help="Where readers find the source"),
        "note": Field(TEXT, help="A remark that is shown after the title"),
    }
    record = Source(Table("a source", fields, Origin), "title", unknown, "{title: Annual report, url: https://...}")
    return ListOf(record, "list of sources", "[{title: Annual report, url: https://...}]", single=True)


def prominence_record(moment: Instant, unknown: str) -> Record:
    rank = Integer(0, 1000)
    fields = {
        "front": Field(
            rank, help="Rank on the front page and in Week's Top Stories: a higher number is nearer to the top"
        ),
        "category": Field(rank, help="Rank in the category: a higher number is nearer to the top"),
        "until": Field(moment, help="When this ends", default="7 days after `date` for Week's Top Stories"),
    }
    return Record(Table("prominence", fields, Prominence), "front", unknown, "{front: 1, until: 2026-12-31}")


def breaking_switch(moment: Instant, unknown: str) -> Switch:
    fields = {
        "label": Field(TEXT, help="The word that is shown with the headline"),
        "until": Field(moment, help="When this ends", default="24 hours after `date`"),
    }
    return Switch(Record(Table("breaking", fields, Breaking), "label", unknown, "{until: 2026-12-31T18:00}"))


def sponsor_record(unknown: str) -> Record:
    fields = {
        "campaign": Field(
            TEXT, required=True, example="acme-spring", help="Id of the campaign that paid for the article"
        )
    }
    return Record(Table("a sponsor", fields, _campaign), "campaign", unknown, "{campaign: acme-spring}")


def _campaign(campaign: str) -> str:
    return campaign
