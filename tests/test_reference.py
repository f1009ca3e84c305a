"""The tables of fields in docs/ are those that sitegen checks files with."""

import re

from msgspec import Struct

from scripts.reference import DOCS, TABLES, with_tables
from scripts.reference_views import kind_views_table, shared_views_table, values_reference
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


def test_views_and_values_are_described_by_their_types_and_docstrings() -> None:
    assert shared_views_table().splitlines()[:3] == [
        "| name | type | meaning |",
        "|---|---|---|",
        "| `page` | [PageInfo](#pageinfo) | What the head and the frame of the page need |",
    ]
    assert "| `archive` | archive, year | list of [Period](#period) |" in kind_views_table()
    assert "author: [AuthorBox](#authorbox); series: [SeriesBox](#seriesbox); month, year: [Period](#period) |" in (
        kind_views_table()
    )
    body = values_reference().partition("#### ResolvedBody\n\n")[2].partition("\n\n####")[0]
    assert body.splitlines() == [
        "A text, with its references and the slots within it filled in.",
        "",
        "| field | type | meaning |",
        "|---|---|---|",
        "| `sections` | list of [ResolvedSection](#resolvedsection) | Parts of the text under one heading each |",
        "| `headings` | list of [Heading](#heading) | Lines of a table of contents |",
        "| `features` | list of texts | What the text contains and pages may need scripts or styles for: code, video,"
        " table... |",
        "| `content` | HTML | The whole text with its headings, HTML |",
        "| `section(key)` | [ResolvedSection](#resolvedsection) or none | The section of that key |",
    ]


def test_every_value_is_described() -> None:
    assert re.findall(r"#### \w+\n\n\n", values_reference()) == []
