"""`sitegen schema`: the allowed fields, for text editors that check and complete them."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sitegen.cli import options

if TYPE_CHECKING:
    from sitegen.schema import Table

KINDS = ("site", "theme", "article", "author", "page", "tag", "series", "thread", "sponsor")
DIALECT = "https://json-schema.org/draft/2020-12/schema"


@click.command("schema")
@click.argument("kind", metavar="[KIND]", type=click.Choice(KINDS), default="article")
@options.root_option
def command(kind: str, root: Path | None) -> None:
    """Print the JSON Schema (2020-12) of the front matter of an article (the default) or another kind of file.

    `site` is site.toml, `theme` a theme.toml, `sponsor` a file of content/sponsors.

    In a newsroom, the types of an article are those in its site.toml.
    """
    import json

    from sitegen.schema import table_schema

    schema = {"$schema": DIALECT, "title": f"sitegen: {kind}", **table_schema(_choose_table(kind, root))}
    click.echo(json.dumps(schema, indent=2))


def _choose_table(kind: str, root: Path | None) -> "Table":
    from sitegen.config.read import settings_table
    from sitegen.source.article_fields import article_table
    from sitegen.source.records import AUTHOR, TOPICS, page_table
    from sitegen.source.tables.sponsors import sponsor_table
    from sitegen.theme.manifest import THEME

    if kind == "article":
        return article_table(_list_types(root), "UTC", (), "error")
    if kind == "site":
        return settings_table()
    if kind == "theme":
        return THEME
    if kind == "sponsor":
        return sponsor_table("UTC", ())
    if kind == "page":
        return page_table("UTC", ())
    return AUTHOR if kind == "author" else TOPICS[kind if kind in TOPICS else f"{kind}s"]


def _list_types(root: Path | None) -> tuple[str, ...]:
    """Return the IDs of the newsroom's article types; without a newsroom, those of the default types."""
    from sitegen.cli.site_config import read_config
    from sitegen.config.defaults import TYPES

    try:
        folder = options.find_root(root)
    except click.UsageError:
        if root is not None:
            raise
        return tuple(kind.id for kind in TYPES)
    return tuple(kind.id for kind in read_config(folder).types)
