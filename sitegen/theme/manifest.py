"""theme.toml: the settings of a theme, checked like every other file that people write."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar

from msgspec import Struct, field

from sitegen.config.defaults import PLACES
from sitegen.errors import Diagnostic, Location
from sitegen.newsroom.cards import Card
from sitegen.schema import Field, Free, Integer, ListOf, MapOf, OneOf, Record, Report, Table, Text, Url, read
from sitegen.schema.decoding import decode
from sitegen.schema.toml_reader import load_toml, pinpoint_toml
from sitegen.theme.model import ARTICLES, PAGE, DeclaredView

MAX_BYTES = 1_000_000


class FieldValue(Struct, frozen=True):
    """What a field of a card must be equal to, as text: "sport", "true"."""

    noun: ClassVar[str] = "text"

    def read(self, raw: Any, key: str, report: Report) -> str | None:
        return str(raw).lower() if isinstance(raw, bool) else Text(example='"sport"').read(raw, key, report)

    def json_schema(self) -> dict[str, Any]:
        return {"type": ["string", "number", "boolean"]}


_TEXT = Text()
CARD = Table(
    "a card",
    {
        name: Field(FieldValue(), help=f"What the card's `{name}` must be")
        for name in Card.__struct_fields__
        if name != "digest"
    },
)

VIEW = Table(
    "a view",
    {
        "select": Field(
            _TEXT,
            help="`articles` (all of them), or the built-in view that the cards come from: `breaking`, `cards`, "
            "`front`, `latest`, `more_in_category`, `related`, `top_stories`",
            default=f'`"{ARTICLES}"`',
        ),
        "where": Field(
            Record(CARD, example='{type = "opinion"}'),
            help='Only cards with these values: `{ type = "opinion", tags = "@page" }`; `@page` is what the page has',
        ),
        "category": Field(_TEXT, help="Only cards of this category; `@page` is the category of the page"),
        "exclude": Field(OneOf((PAGE,)), help="`@page` leaves out the page's own article"),
        "limit": Field(Integer(0), help="How many cards at most; 0 means all", default="`0`"),
    },
)
THEME = Table(
    "theme.toml",
    {
        "name": Field(_TEXT, help="The name of the theme's folder"),
        "title": Field(_TEXT, help="The name that people read"),
        "version": Field(_TEXT, help="The theme's version"),
        "description": Field(_TEXT, help="One sentence about the theme"),
        "license": Field(_TEXT, help="SPDX id of the license, such as `MIT`"),
        "homepage": Field(Url(), help="Where the theme is published"),
        "extends": Field(_TEXT, help="Name of the theme that gives everything that this one lacks"),
        "slots": Field(
            ListOf(OneOf(PLACES), "list of places", '["article.sidebar"]'),
            help="The places that the theme has for slots",
        ),
        "params": Field(
            MapOf(Free(), "a table [params]"),
            help="Parameters of the theme; `[theme_params]` of site.toml overrides them",
        ),
        "views": Field(MapOf(Record(VIEW), "tables such as [views.from_the_region]"), help="Views that the theme adds"),
    },
)


class Manifest(Struct, frozen=True):
    params: Mapping[str, Any] = field(default_factory=dict)
    views: Mapping[str, DeclaredView] = field(default_factory=dict)


def extends(root: Path, folder: Path) -> tuple[str, Location]:
    """Return the name of the theme that this one extends ("" for none) and the place that says so."""
    values, _, report = _load(root, folder)
    return values.get("extends", ""), Location(report.path, key="extends")


def read_manifest(root: Path, folder: Path) -> tuple[Manifest, list[Diagnostic]]:
    """Return what the folder's theme.toml says; a folder without one (a site's overrides) says nothing."""
    values, text, report = _load(root, folder)
    views = {name: _view(name, report.path, view) for name, view in values.get("views", {}).items()}
    return Manifest(values.get("params", {}), views), list(pinpoint_toml(report, text))


def _view(name: str, path: str, values: Mapping[str, Any]) -> DeclaredView:
    where = dict(values.get("where", {}))
    if "category" in values:
        where["category"] = values["category"]
    rest = {key: value for key, value in values.items() if key not in {"where", "category"}}
    return DeclaredView(name, where=where, path=path, **rest)


def _load(root: Path, folder: Path) -> tuple[dict[str, Any], str, Report]:
    """Return the checked values of a folder's theme.toml, its text, and what is wrong."""
    file = folder / "theme.toml"
    report = Report(file.relative_to(root).as_posix() if file.is_relative_to(root) else f"{folder.name}/theme.toml")
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        return {}, "", report
    text = decode(data, MAX_BYTES, report)
    raw = load_toml(text, report, 'title = "Evening"') if text is not None else None
    values = read(THEME, raw, report)[0] if raw is not None else {}
    return values, text or "", report
