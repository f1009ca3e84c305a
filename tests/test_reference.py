"""The tables of fields in docs/ are those that sitegen checks files with."""

import re

from msgspec import Struct

from scripts.reference import DOCS, TABLES, with_tables
from sitegen.schema import Field, Flag, Integer, ListOf, OneOf, Record, Table, Text
from sitegen.schema.reference import markdown_table

PAGES = {page.name: page.read_text(encoding="utf-8") for page in sorted(DOCS.glob("*.md"))}


class Settings(Struct):
    size: int = 3
    name: str = ""


def test_a_table_is_a_row_for_each_field() -> None:
    inner = Record(Table("a box", {"size": Field(Integer(), help="How big"), "name": Field(Text())}, Settings), "size")
    fields = {
        "title": Field(Text(), required=True, help="The headline"),
        "boxes": Field(ListOf(inner, "list of boxes"), help="All | boxes"),
        "more": Field(ListOf(inner, "list of boxes"), help="Others"),
        "words": Field(ListOf(Text(), "list of texts", single=True), default="none"),
        "kind": Field(OneOf(("a", "b", "c"))),
        "on": Field(Flag()),
    }
    assert markdown_table(Table("x", fields)) == "\n".join(
        [
            "| key | type | default | meaning |",
            "|---|---|---|---|",
            "| `title` | text | required | The headline |",
            r"| `boxes` | list of boxes |  | All \| boxes |",
            "| `boxes.size` | whole number | `3` | How big |",
            "| `boxes.name` | text |  |  |",
            "| `more` | list of boxes |  | Others |",
            "| `words` | text or list of texts | none |  |",
            "| `kind` | `a`, `b` or `c` |  |  |",
            "| `on` | `true` or `false` |  |  |",
        ]
    )
    assert markdown_table(Table("x", {"box": Field(inner)}), nested=False, key="field", mapping="table") == (
        "| field | type | default | meaning |\n|---|---|---|---|\n| `box` | whole number or table |  |  |"
    )


def test_the_tables_of_the_documentation_are_generated_anew_by_make_reference() -> None:
    assert [name for name, text in PAGES.items() if with_tables(text) != text] == []


def test_every_table_is_in_the_documentation_once() -> None:
    names = [name for text in PAGES.values() for name in re.findall(r"<!-- generated: (.*) -->", text)]
    assert sorted(names) == sorted(TABLES)


def test_no_field_is_without_a_meaning() -> None:
    assert [line for table in TABLES.values() for line in table().splitlines() if line.endswith("|  |")] == []
