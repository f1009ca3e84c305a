"""docs/configuration.md and docs/content.md say what the tables say, and their examples are right."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sitegen.config.read import parse_config, settings_table
from sitegen.schema import ListOf, MapOf, Record, Table
from sitegen.source.article_fields import article_table
from sitegen.source.field_names import check_field_names
from sitegen.source.records import AUTHOR, TOPICS, page_table
from sitegen.source.tables.sponsors import parse_sponsor
from tests.config.test_read import LEAST
from tests.source.kit import parsed, rules

DOCS = Path(__file__).resolve().parents[2] / "docs"
SETTINGS = (DOCS / "configuration.md").read_text(encoding="utf-8")
CONTENT = (DOCS / "content.md").read_text(encoding="utf-8")


def tables(table: Table) -> Iterator[str]:
    """Yield all keys of a table and of the tables in it."""
    for name, field in table.fields.items():
        yield name
        kind = field.kind
        while isinstance(kind, ListOf | MapOf):
            kind = kind.kind
        if isinstance(kind, Record):
            yield from tables(kind.table)


def examples(text: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


@pytest.mark.parametrize("key", sorted(set(tables(settings_table()))))
def test_every_setting_is_documented(key: str) -> None:
    assert re.search(rf"`{key}`|[\[.]{key}[.\]]|\b{key} =", SETTINGS)


@pytest.mark.parametrize(
    "key",
    sorted({name for t in (article_table((), "UTC", (), "error"), AUTHOR, TOPICS["tags"]) for name in tables(t)}),
)
def test_every_key_of_content_is_documented(key: str) -> None:
    assert re.search(rf"\b{key}\b", CONTENT)
    assert all(name in CONTENT for name in page_table("UTC", ()).names)


def test_the_examples_of_settings_are_right() -> None:
    for text in examples(SETTINGS, "toml"):
        config, problems = parse_config(text if "base_url" in text else LEAST + text)
        assert problems == ()
        assert config is not None
        assert check_field_names(config.content, "site.toml") == ()


def test_the_examples_of_content_are_right() -> None:
    (article,) = examples(CONTENT, "yaml")
    assert parsed(base=article).diagnostics == ()
    (sponsor,) = examples(CONTENT, "toml")
    assert parse_sponsor("sponsors/acme.toml", sponsor.encode(), rules())[1] == ()
