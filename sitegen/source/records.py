"""The other Markdown files: authors, tags, series and threads, static pages."""

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from msgspec import Struct

from sitegen.errors import Diagnostic, has_errors
from sitegen.schema import (
    Field,
    Flag,
    Instant,
    Language,
    ListOf,
    MapOf,
    OneOf,
    Report,
    Slug,
    Table,
    Text,
    Url,
    read,
)
from sitegen.schema.decoding import decode
from sitegen.source import file_name
from sitegen.source.article import Author, StaticPage, Topic
from sitegen.source.article_fields import ALIASES, DIRECTION, EXTRA, LANGUAGE, NOINDEX, TEXTS
from sitegen.source.direction import direction
from sitegen.source.front_matter.content_file import split_file
from sitegen.source.front_matter.field_rules import apply_fields
from sitegen.source.front_matter.locate import pinpoint_all
from sitegen.source.nested_fields import LINES, TEXT
from sitegen.source.rules import ParseRules
from sitegen.source.summary import summary_of
from sitegen.source.text import CONTENT, decode_entities, lead_of, plain_line, render, severity_of, whole

if TYPE_CHECKING:
    from sitegen.source.markdown import Rendered

_LINKS = ListOf(Url(), "list of URLs", "[https://example.org/ada]", single=True)

AUTHOR = Table(
    "an author",
    {
        "name": Field(TEXT, required=True, example='"Ada Byron"', help="The name that readers see"),
        "title": Field(TEXT, help="What the person is, such as `Political editor`"),
        "photo": Field(TEXT, help="Path of the picture, as in an article's `image`"),
        "email": Field(TEXT, help="Address for readers"),
        "url": Field(Url(local=True), help="The author's own site"),
        "social": Field(MapOf(TEXT, "{mastodon: https://...}"), help='Accounts: `{mastodon: "https://..."}`'),
        "languages": Field(
            ListOf(Language(), "list of language tags", "[en, fr]", single=True),
            help="Languages of the author",
        ),
        "beats": Field(TEXTS, help="What the author covers: `[courts, budgets]`"),
        "disclosures": Field(LINES, help="Interests that readers should know about"),
        "active": Field(Flag(), help="`false` for an author who has left"),
        "aliases": ALIASES,
    },
)
_TOPIC: Mapping[str, Field] = {
    "title": Field(TEXT, required=True, example='"Climate talks"', help="The name that readers see"),
    "description": Field(TEXT, help="One or two sentences; shown on its page"),
    "same_as": Field(_LINKS, help="URLs of other pages about the same thing"),
    "aliases": ALIASES,
}
_KIND = Field(OneOf(("person", "place", "organisation", "event")), help="Only for tags: what kind of thing it names")
TOPICS = {
    "tags": Table("a tag", {**_TOPIC, "kind": _KIND}),
    "series": Table("a series", _TOPIC),
    "threads": Table("a thread", _TOPIC),
}


@lru_cache(maxsize=16)
def page_table(zone: str, formats: tuple[str, ...]) -> Table:
    """Return the table of a static page's front matter; `zone` and `formats` are those of dates."""
    updated = Instant(ZoneInfo(zone), formats)
    return Table(
        "a page",
        {
            "title": Field(TEXT, required=True, example='"About us"', help="The headline"),
            "slug": Field(Slug(), help="The last part of the URL, in any script", default="the name of the file"),
            "summary": Field(
                TEXT, help="What the page says, for search engines", default="the first sentences of the text"
            ),
            "lang": LANGUAGE,
            "dir": DIRECTION,
            "updated": Field(updated, help="When the page was last changed"),
            "noindex": NOINDEX,
            "aliases": ALIASES,
            "template": Field(Text(example='"page.html"'), help="The template of the page", default="`page.html`"),
            "extra": EXTRA,
        },
        free="extra",
    )


class _CheckedFile(Struct, frozen=True):
    """A Markdown file whose front matter has been checked."""

    values: dict[str, Any]
    rendered: "Rendered"
    lang: str


Problems = tuple[Diagnostic, ...]


def _read(path: str, data: bytes, folder: str, table: Table, rules: ParseRules) -> tuple[_CheckedFile | None, Problems]:
    """`folder`: the usual one of the kind: authors, tags, series, threads, pages."""
    report = Report(CONTENT + path)
    text = decode(data, rules.content.max_bytes, report)
    if text is None:
        return None, tuple(report.diagnostics)
    split = split_file(text, report, duplicates=severity_of(rules.content.duplicate_keys))
    values = _check_front_matter(path, split.values, folder, table, rules, report) if split.values is not None else {}
    if "slug" in table.fields and not values.get("slug"):
        values["slug"] = file_name.slug_of(path, values.get("lang", ""))
    lang = values.get("lang") or rules.language
    place = CONTENT + path
    rendered = render(split.body, path=place, first_line=split.body_line, lang=lang, options=rules.markdown)
    diagnostics = (*pinpoint_all(report.diagnostics, text), *rendered.diagnostics)
    return None if has_errors(diagnostics) else _CheckedFile(values, rendered, lang), diagnostics


def _check_front_matter(
    path: str, raw: Mapping[str, Any], folder: str, table: Table, rules: ParseRules, report: Report
) -> dict[str, Any]:
    """Return the front matter's values by field of the record."""
    field_rules = rules.content.records.get(folder, ())
    if field_rules:
        inside = file_name.below(path, (rules.content.folders.get(folder, folder),))
        raw, report.names = apply_fields(raw, field_rules, inside, table)
    if rules.content.html_entities:
        raw = decode_entities(raw)
    values = read(table, raw, report, unknown=rules.content.unknown_keys)[0]
    if rules.content.html_entities and values.get("title"):
        values["title"] = plain_line(values["title"], markup=False, entities=True)
    return values


def _id_of(path: str, report: Report) -> str:
    """Return the id that the file's name gives: a slug."""
    own = file_name.slug_of(path)
    if not own:
        report.at("error", "bad-slug", 0, "The file name has no letter or digit, so it gives no id.", "rename the file")
    return own


def parse_author(path: str, data: bytes, rules: ParseRules) -> tuple[Author | None, Problems]:
    """Return the author of a file of content/authors/, or why there is none. Pure; never raises."""
    report = Report(CONTENT + path)
    own = _id_of(path, report)
    file, diagnostics = _read(path, data, "authors", AUTHOR, rules)
    if file is None or not own:
        return None, (*report.diagnostics, *diagnostics)
    text = file.rendered
    author = Author(own, **file.values, bio=whole(text), path=path, **_references(text))
    return author, diagnostics


def parse_topic(path: str, data: bytes, rules: ParseRules, folder: str = "") -> tuple[Topic | None, Problems]:
    """Return what a file of content/tags/, series/ or threads/ adds to a name, or why nothing. Pure; never raises.

    `folder`: the usual one of the kind, if the path does not say it.
    """
    report = Report(CONTENT + path)
    own = _id_of(path, report)
    folder = folder or path.partition("/")[0]
    file, diagnostics = _read(path, data, folder, TOPICS[folder], rules)
    if file is None or not own:
        return None, (*report.diagnostics, *diagnostics)
    text = file.rendered
    topic = Topic(own, **file.values, body=whole(text), path=path, **_references(text))
    return topic, diagnostics


def parse_static_page(path: str, data: bytes, rules: ParseRules) -> tuple[StaticPage | None, Problems]:
    """Return the page of a file of content/pages/, or why there is none. Pure; never raises."""
    report = Report(CONTENT + path)
    file, diagnostics = _read(path, data, "pages", page_table(rules.timezone, rules.content.date_formats), rules)
    if file is None:
        return None, diagnostics
    values, text = file.values, file.rendered
    if not values["slug"]:
        report.at("error", "bad-slug", 0, "The file name has no letter or digit, so it gives no URL.", "add a slug")
        return None, (*report.diagnostics, *diagnostics)
    values["summary"] = values.get("summary") or summary_of(lead_of(text, (), ""))
    values["lang"] = file.lang
    values["dir"] = values.get("dir") or direction(file.lang)
    page = StaticPage(path, **values, html=whole(text), **_references(text))
    return page, diagnostics


def _references(text: "Rendered") -> dict[str, Any]:
    """Return the fields of a record that say what its text refers to."""
    return {"references": text.references, "positions": text.positions, "marker": text.marker}
