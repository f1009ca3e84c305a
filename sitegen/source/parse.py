"""One file in, one article out. `read_article` does the reading; `parse_article`, which is pure, does the work."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from sitegen import digest
from sitegen.config.model import ArticleType, MarkdownOptions
from sitegen.errors import Diagnostic, has_errors
from sitegen.schema import Report, free_value, read
from sitegen.schema.decoding import decode
from sitegen.schema.kinds import language_tag
from sitegen.source import file_name
from sitegen.source.article import ArticleMeta, ArticleText, Image, Parsed, Section
from sitegen.source.article_fields import article_table
from sitegen.source.direction import direction
from sitegen.source.front_matter.content_file import ContentFile, split_file
from sitegen.source.front_matter.field_rules import apply_fields
from sitegen.source.front_matter.locate import pinpoint_all
from sitegen.source.records import parse_author, parse_static_page, parse_topic
from sitegen.source.rules import ParseRules
from sitegen.source.sections import check_sections, section_key
from sitegen.source.summary import summary_of
from sitegen.source.terms import damped, terms_of
from sitegen.source.text import CONTENT, decode_entities, digest_of_options, lead_of, plain_line, render, severity_of

if TYPE_CHECKING:
    from sitegen.source.markdown import Rendered

COLONS = ":\uff1a \u00a0\u202f"
"""With the spaces that stand before a colon in French."""

__all__ = ["CONTENT", "ParseRules", "parse_article", "parse_author", "parse_static_page", "parse_topic", "read_article"]


def read_article(path: str, root: Path, limit: int = 5_000_000) -> bytes:
    """Return the bytes of a file by its path below content/; one byte more than `limit` of a file that is too large.

    Raises OSError.
    """
    with (root / CONTENT / path).open("rb") as file:
        return file.read(limit + 1)


def parse_article(path: str, data: bytes, rules: ParseRules) -> Parsed:
    """Return the article of a file (path below content/), or why there is none. Pure; never raises."""
    report = Report(CONTENT + path)
    text = decode(data, rules.content.max_bytes, report)
    if text is None:
        return Parsed(None, None, tuple(report.diagnostics))
    file = split_file(text, report, rules.content.headers, severity_of(rules.content.duplicate_keys))
    values, rest = _check_front_matter(path, file, rules, report)
    lang = values.get("lang") or rules.language
    options = rules.markdown
    rendered = render(file.body, path=CONTENT + path, first_line=file.body_line, lang=lang, options=options)
    kind = rules.type(values.get("type") or rules.default_type)
    is_known = file.values is not None and not any(d.location.key == "type" for d in report.diagnostics)
    keys = check_sections(kind, rendered.parts, report if is_known else None, file)
    diagnostics = (*pinpoint_all(report.diagnostics, text), *rendered.diagnostics)
    if has_errors(diagnostics):
        return Parsed(None, None, diagnostics)
    values["image"] = _with_caption(values.get("image"), lang, options)
    if options.smart:
        values |= _typeset(values, lang)
    first = section_key(kind.sections[0].name) if kind.sections else ""
    meta = ArticleMeta(path, **_complete(values, rest, rendered, lead_of(rendered, keys, first), lang))
    return Parsed(meta, _text(rendered, keys, kind, f"{lang} {digest_of_options(options)}"), diagnostics)


def _check_front_matter(
    path: str, file: ContentFile, rules: ParseRules, report: Report
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the front matter's values by field of ArticleMeta, and the keys that it has besides."""
    if file.values is None:
        return {}, {}
    content = rules.content
    below = file_name.below(path, content.articles)
    types = tuple(t.id for t in rules.types) or (rules.default_type,)
    table = article_table(types, rules.timezone, content.date_formats, content.unknown_keys)
    raw: Mapping[str, Any] = file.values
    if content.fields:
        raw, report.names = apply_fields(raw, content.fields, below, table)
    if content.html_entities:
        raw = decode_entities(raw)
    filled = _with_defaults(path, raw, rules)
    values, rest = read(table, filled, report, unknown=content.unknown_keys)
    values["slug"] = values.get("slug") or _slug_from_name(path, raw, report)
    _take_authors(values, raw, report)
    _check_picture(values, rules, report)
    for name in ("title", "short_title", "kicker", "summary"):
        if name in values:
            values[name] = plain_line(values[name], content.strip_markup, content.html_entities)
    return values, rest if content.unknown_keys == "ignore" else {}


def _with_defaults(path: str, raw: Mapping[str, Any], rules: ParseRules) -> dict[str, Any]:
    """Fill in what the site or the file's name says where the front matter does not."""
    filled = dict(raw)
    if filled.get("date") in (None, ""):
        dated = file_name.date_in(path)
        if dated:
            filled["date"] = dated
    if rules.default_category and filled.get("category") in (None, ""):
        filled["category"] = rules.default_category
    if rules.default_author and not filled.get("author") and not filled.get("authors"):
        filled["author"] = rules.default_author
        filled.pop("authors", None)
    return filled


def _slug_from_name(path: str, raw: Mapping[str, Any], report: Report) -> str:
    """Return the slug that the file's name gives; report a name that gives none."""
    written = raw.get("lang")
    slug = file_name.slug_of(path, written if isinstance(written, str) and language_tag(written) else "")
    if not slug and raw.get("slug") in (None, ""):
        report.error("bad-slug", "slug", "The file name has no letter or digit, so it gives no URL.", "add a slug")
    return slug


def _take_authors(values: dict[str, Any], raw: Mapping[str, Any], report: Report) -> None:
    """Leave the authors under one name; report where they are named twice or not at all."""
    if "author" in values and "authors" in values:
        message = "{key} and `author` mean the same; only one can count."
        report.error("two-authors", "authors", message, "keep one of them")
    author = values.pop("author", None)
    if author is not None:
        values["authors"] = author
    if not values.get("authors") and not any(_is_author(d) for d in report.diagnostics):
        written = "author" if "author" in raw else "authors" if "authors" in raw else "author"
        state = "is empty" if written in raw else "is missing"
        hint = "write the id of a file in content/authors, or set default_author in site.toml"
        report.error("missing-key", written, f"{{key}} {state}: an article needs it.", hint)


def _is_author(diagnostic: Diagnostic) -> bool:
    return diagnostic.location.key.split(".")[0] in {"author", "authors"}


def _check_picture(values: Mapping[str, Any], rules: ParseRules, report: Report) -> None:
    image = values.get("image")
    severity = severity_of(rules.markdown.missing_alt)
    if image and severity and not image.alt and not image.decorative:
        hint = "describe it in `alt`, or set `decorative: true` if it adds nothing"
        message = "{key} has no `alt`, so readers who cannot see it do not learn what it shows."
        report.add(severity, "missing-alt", "image", message, hint)


def _with_caption(image: Image | None, lang: str, options: MarkdownOptions) -> Image | None:
    """Return the picture with its caption as HTML."""
    if image is None or not image.caption:
        return image
    from sitegen.source.markdown import render_inline

    return replace(image, caption=render_inline(image.caption, lang=lang, options=options))


PLAIN_TEXTS = ("title", "short_title", "kicker", "summary", "update_note")
"""Fields that are text without markup, and set like the text of the story."""


def _typeset(values: Mapping[str, Any], lang: str) -> dict[str, str]:
    """Return those plain texts that have signs to be set by the language: quotes, dashes, apostrophes."""
    from sitegen.source.markdown import typeset

    return {name: typeset(values[name], lang) for name in PLAIN_TEXTS if values.get(name)}


def _text(rendered: "Rendered", keys: tuple[str, ...], kind: ArticleType, manner: str) -> ArticleText:
    """Return the text by sections. A colon at the end of a section's heading is the theme's to show, not the text's.

    `manner` says how it was rendered: with that, its digest is that of what it was made from.
    """
    own = {section_key(rule.name) for rule in kind.sections}
    sections = tuple(
        Section(
            key,
            _without_colon(part.title, key in own),
            _without_colon(part.heading, key in own),
            part.anchor,
            part.html,
        )
        for key, part in zip(keys, rendered.parts, strict=True)
        if part.title or part.html
    )
    made_from = digest.of([rendered.marker, manner, keys, kind.sections])
    return ArticleText(
        made_from, rendered.words, sections, rendered.marker, rendered.headings, rendered.features, rendered.positions
    )


def _without_colon(heading: str, is_section: bool) -> str:
    return heading.rstrip(COLONS) if is_section else heading


def _complete(
    values: dict[str, Any], rest: Mapping[str, Any], rendered: "Rendered", lead: str, lang: str
) -> dict[str, Any]:
    """Return all fields of ArticleMeta that the front matter and the text give; `rest` goes to `extra`."""
    summary = values.get("summary") or summary_of(lead)
    tags = values.get("tags", ())
    extra = values.get("extra", {})
    if rest:
        extra = {**free_value(dict(rest), "", Report("")), **extra}
    return values | {
        "lang": lang,
        "dir": values.get("dir") or direction(lang),
        "summary": summary,
        "ads": values.get("ads") != "none",
        "extra": extra,
        "minutes": reading_minutes(rendered.words),
        "body_slots": rendered.slots,
        "references": rendered.references,
        "terms": tuple(
            (word, damped(weight)) for word, weight in terms_of(rendered.text, values["title"], summary, tags, lang)
        ),
    }


WORDS_A_MINUTE = 230
"""Reading speed; adults read 238 words of English non-fiction a minute (Brysbaert 2019)."""


def reading_minutes(words: int) -> int:
    """Return the reading time of so many words: at least one minute."""
    return max(1, round(words / WORDS_A_MINUTE))
