"""site.toml: defaults, every wrong key at its line, and the sample of the manual."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct

from sitegen.config import model, tables
from sitegen.config.content_tables import CONTENT, MARKDOWN
from sitegen.config.defaults import SLOTS, TYPES
from sitegen.config.field_rules import FIELD_RULE
from sitegen.config.model import (
    ArticleType,
    Block,
    Category,
    Config,
    ContentRules,
    FeedRules,
    FieldRule,
    Lists,
    MarkdownOptions,
    MenuItem,
    Publisher,
    SectionRule,
    Slot,
    Urls,
)
from sitegen.config.read import parse_config, settings_table
from sitegen.errors import arrange, format_diagnostic
from sitegen.schema import Table, table_schema

LEAST = 'title = "The Daily Example"\nbase_url = "https://news.example.org"\n'
CASES = Path(__file__).resolve().parents[1] / "cases" / "site.toml.txt"
SAMPLE = """\
# site.toml
title = "The Daily Example"
base_url = "https://news.example.org"
language = "en"
timezone = "Europe/Paris"
# now = "2026-11-22T12:00:00+01:00"     pins the clock
[urls]
article = "/{category}/{slug}/"
[[categories]]
id = "middle-east"
title = "Middle East"
[types.report]
sections = ["What to Know", "What Happened", "Why it Matters"]
[[slots]]
id = "sidebar-top"
where = "article.sidebar"
sizes = [[300, 250]]
label = "Sponsor"
fallback = "house"
[blocks.top_stories]
delivery = "inline"                     # or "include"
"""


def config(more: str = "") -> Config:
    found, problems = parse_config(LEAST + more)
    assert found is not None, problems
    assert problems == ()
    return found


def codes(text: str) -> list[str]:
    found, problems = parse_config(text)
    assert (found is None) == bool(problems)
    return [f"{d.code} {d.location.line}:{d.location.column}" for d in arrange(problems)]


def test_the_sample_of_the_manual_reads_as_it_is() -> None:
    found, problems = parse_config(SAMPLE)
    assert problems == ()
    assert found == Config(
        "The Daily Example",
        "https://news.example.org",
        timezone="Europe/Paris",
        categories=(Category("middle-east", "Middle East"),),
        types=TYPES,
        slots=(Slot("sidebar-top", "article.sidebar", ((300, 250),)),),
        blocks=(Block("top_stories"),),
    )


def test_the_least_settings_have_the_usual_types_urls_and_slots() -> None:
    found = config()
    assert found.types == TYPES
    assert found.types[0].sections == tuple(map(SectionRule, ("What to Know", "What Happened", "Why it Matters")))
    assert found.slots == SLOTS
    assert found.urls.article == "/{category}/{slug}/"


TABLES: dict[type[Struct], tuple[Table, set[str]]] = {
    Config: (settings_table(), set()),
    ContentRules: (CONTENT, set()),
    MarkdownOptions: (MARKDOWN, set()),
    Urls: (tables.URLS, set()),
    Lists: (tables.LISTS, set()),
    FeedRules: (tables.FEEDS, set()),
    Publisher: (tables.PUBLISHER, set()),
    Category: (tables.CATEGORY, set()),
    SectionRule: (tables.SECTION, set()),
    Slot: (tables.SLOT, set()),
    MenuItem: (tables.MENU_ITEM, set()),
    ArticleType: (tables.ARTICLE_TYPE, {"id"}),
    Block: (tables.BLOCK, {"name"}),
    FieldRule: (FIELD_RULE, {"name"}),
}
"""Class of settings -> its table in site.toml, and the field that is the table's own name there: [types.NAME]"""


@pytest.mark.parametrize("values", list(TABLES))
def test_every_setting_has_a_row_and_a_value(values: type[Struct]) -> None:
    table, named = TABLES[values]
    assert set(table.names) == set(values.__struct_fields__) - named


def test_every_class_of_settings_has_a_table() -> None:
    own = [value for value in vars(model).values() if isinstance(value, type) and value.__module__ == model.__name__]
    assert set(own) == set(TABLES)


def test_empty_lists_are_kept_empty() -> None:
    found = config("slots = []\n[types.report]\nsections = []\n")
    assert found.slots == ()
    assert found.types[0] == ArticleType("report")


def test_types_are_overridden_key_by_key_or_added() -> None:
    types = {
        t.id: t for t in config('[types.opinion]\nlabel = "Comment"\n[types.quick-take]\nschema = "article"\n').types
    }
    assert types["opinion"] == ArticleType("opinion", schema="OpinionNewsArticle", label="Comment")
    assert types["quick-take"] == ArticleType("quick-take", schema="Article", label="Quick take")
    assert types["report"].sections


def test_sections_may_be_names_or_tables() -> None:
    b = '{name = "B", required = false, min_words = 5, max_words = 9, list_only = true}'
    expected = (SectionRule("A"), SectionRule("B", required=False, min_words=5, max_words=9, list_only=True))
    assert config(f'[types.report]\nsections = ["A", {b}]\n').types[0].sections == expected


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ("[[300, 250], [728, 90]]", ((300, 250), (728, 90))),
        ("[300, 250]", ((300, 250),)),
        ("{desktop = [[728, 90], [970, 250]], mobile = [320, 50]}", ((320, 50), (728, 90), (970, 250))),
        ("{800 = [728, 90], 0 = [320, 50]}", ((320, 50), (728, 90))),
    ],
)
def test_sizes_are_lists_or_by_breakpoint(sizes: str, expected: tuple[tuple[int, int], ...]) -> None:
    assert config(f'[[slots]]\nid = "a"\nwhere = "article.top"\nsizes = {sizes}\n').slots[0].sizes == expected


def test_now_is_in_the_sites_zone() -> None:
    paris = dt.timezone(dt.timedelta(hours=1))
    assert config('timezone = "Europe/Paris"\nnow = 2026-11-22T12:00:00\n').now == dt.datetime(
        2026, 11, 22, 12, tzinfo=paris
    )
    assert config("now = 2026-11-22T12:00:00Z\n").now == dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)


def test_base_urls_and_patterns_are_brought_into_one_form() -> None:
    found, _ = parse_config('title = "x"\nbase_url = "https://example.org/news/"\n[urls]\narticle = "/{year}/{slug}"\n')
    assert found is not None
    assert (found.base_url, found.urls.article) == ("https://example.org/news", "/{year}/{slug}/")
    assert config('[urls]\npage = "/{slug}.html"\n').urls.page == "/{slug}.html"


def test_field_rules_are_read_in_short_and_in_full() -> None:
    text = """
[content.fields]
summary = "description"
tags = ["tags", "taxonomies.tags"]
"image.alt" = "image-alt"
category = {folder = 1, values = {"Opinion" = "opinion"}, default = "news"}
lang = {file_name = '\\.(\\w+)\\.md$', split = " "}
"""
    assert config(text).content.fields == (
        FieldRule("summary", ("description",)),
        FieldRule("tags", ("tags", "taxonomies.tags")),
        FieldRule("image.alt", ("image-alt",)),
        FieldRule("category", folder=1, values={"Opinion": "opinion"}, default="news"),
        FieldRule("lang", file_name=r"\.(\w+)\.md$", split=" "),
    )


def test_records_have_field_rules_and_folders_of_their_own() -> None:
    content = config(
        '[content.folders]\ntags = "topics"\n[content.records.authors]\nname = "display_name"\n'
        '[content.records.tags]\ndescription = ["deck", "summary"]\n'
    ).content
    assert content.folders == {"tags": "topics"}
    assert content.records == {
        "authors": (FieldRule("name", ("display_name",)),),
        "tags": (FieldRule("description", ("deck", "summary")),),
    }


def test_urls_may_differ_by_category_and_call_a_language_otherwise() -> None:
    urls = config('[urls.categories]\nnews = "/{year}/{slug}"\n[urls.languages]\nzh-TW = "zh_tw"\n').urls
    assert urls.categories == {"news": "/{year}/{slug}/"}
    assert (urls.of_language("zh-TW"), urls.of_language("fr")) == ("zh_tw", "fr")


def test_menus_publisher_and_free_values_are_read() -> None:
    found = config(
        '[[menus.main]]\ntitle = "World"\nurl = "/world/"\n[publisher]\nname = "X"\n[publisher.policies]\n'
        'ethicsPolicy = "/ethics/"\n[theme_params]\naccent = "#123"\nwidth = 3\n[extra]\nsince = 1905-06-07\n'
    )
    assert [(item.title, item.url) for item in found.menus["main"]] == [("World", "/world/")]
    assert found.publisher.policies == {"ethicsPolicy": "/ethics/"}
    assert found.theme_params == {"accent": "#123", "width": 3}
    assert found.extra == {"since": "1905-06-07"}


def test_what_is_printed_about_a_wrong_site_toml() -> None:
    source, expected = CASES.read_text(encoding="utf-8").split("\n=====\n")
    _, problems = parse_config(source)
    assert "\n".join(format_diagnostic(d, lambda _: source) for d in arrange(problems)) == expected.rstrip("\n")


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ("language = 5\n", ["bad-language 3:12"]),
        ('default_category = "x"\n[[categories]]\nid = "y"\ntitle = "Y"\n', ["unknown-value 3:20"]),
        ('[[categories]]\nid = "a"\ntitle = "A"\nparent = "a"\n', ["category-circle 6:10"]),
        (
            'categories = [{id="a", title="A", parent="b"}, {id="b", title="B", parent="a"}]\n',
            ["category-circle 3:42", "category-circle 3:75"],
        ),
        ('categories = "world"\n', ["bad-type 3:14"]),
        ('slots = [{id="a", where="article.top"}, {id="a", where="front.row"}]\n', ["duplicate-id 3:45"]),
        ('[types.report]\nsections = ["A", "a:"]\n', ["duplicate-id 4:18"]),
        ('[types.report]\nsections = [{name="A", min_words=5, max_words=2}]\n', ["bad-number 4:13"]),
        ('[types."Long Read"]\nlabel = "x"\n', ["bad-id 3:2"]),
        ('[urls]\narticle = "{slug}"\n', ["bad-pattern 4:11"]),
        ('[urls]\narticle = "/{slug"\n', ["bad-pattern 4:11"]),
        ('[urls]\narticle = "/a/../{slug}/"\n', ["bad-pattern 4:11"]),
        ('[urls]\ntranslated = "/{lang}/"\n', ["bad-pattern 4:14"]),
        ('[content]\narticles = ["../x"]\n', ["bad-path 4:13"]),
        ('[content.fields]\nlang = {file_name = "x"}\n', ["bad-pattern 4:21"]),
        ('[content.records.sponsors]\nname = "x"\n', ["unknown-key 3:2"]),
        ('[content.folders]\ntags = "../topics"\n', ["bad-path 4:8"]),
        ('[content.folders]\nstatic = "files"\n', ["unknown-key 4:1"]),
        ('[urls.languages]\nzh-TW = "zh/tw"\n', ["bad-path 4:9"]),
        ('[urls.categories]\nnews = "/{year}/"\n', ["bad-pattern 4:8"]),
        ('[urls.categories]\nwrold = "/{slug}/"\n[[categories]]\nid="world"\ntitle="W"\n', ["unknown-category 4:9"]),
        ('[content.fields.tags]\nsauces = ["x"]\n', ["unknown-key 4:1"]),
        ('[blocks.top_stories]\ndelivery = "ajax"\n', ["unknown-value 4:12"]),
        ('[feeds]\nformats = ["rss", "rdf"]\n', ["unknown-value 4:19"]),
        ("[extra]\nx = nan\n", ["bad-number 4:5"]),
        ("x = \n", ["bad-toml 3:5"]),
        ('title = "y"\n', ["duplicate-key 3:1"]),
    ],
)
def test_each_wrong_setting_is_told_at_its_place(more: str, found: list[str]) -> None:
    assert codes(LEAST + more) == found


@pytest.mark.parametrize(
    ("url", "is_good"),
    [
        ("http://localhost:8000", True),
        ("https://example.org/a/b/", True),
        ("https://münchen.example", True),
        ("ftp://example.org", False),
        ("https://", False),
        ("https://example.org/?x", False),
        ("https://user@example.org", False),
        ("https://example.org:99999", False),
    ],
)
def test_base_urls_are_checked(url: str, is_good: bool) -> None:
    assert (parse_config(f'title = "x"\nbase_url = "{url}"\n')[0] is not None) == is_good


@settings(deadline=None)
@given(st.text(max_size=80) | st.text("abt=\"'[]{}#\n .,1", max_size=60))
def test_no_text_makes_reading_fail(text: str) -> None:
    found, problems = parse_config(text)
    assert found is None
    assert problems


def test_the_settings_are_a_json_schema() -> None:
    from jsonschema import Draft202012Validator

    schema = table_schema(settings_table())
    Draft202012Validator.check_schema(schema)
    import tomllib

    assert Draft202012Validator(schema).is_valid(tomllib.loads(SAMPLE))
