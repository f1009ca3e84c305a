"""[content.fields]: archives kept for other generators are read as they lie."""

import pytest

from sitegen.config.model import ContentRules, FieldRule
from sitegen.source.article import Byline, Image, SeriesPart
from sitegen.source.article_fields import article_table
from sitegen.source.field_names import check_field_names
from sitegen.source.front_matter.field_rules import apply_fields
from sitegen.source.parse import parse_article, parse_author, parse_topic
from sitegen.source.records import AUTHOR
from tests.source.kit import LOOSE, article, codes, parsed, rules

ARTICLE = article_table((), "UTC", (), "error")

ZOLA = """
[content]
articles = ["news"]
unknown_keys = "ignore"
[content.fields]
tags = "taxonomies.news"
summary = ["description", "deck"]
author = {default = "staff"}
category = {folder = 1, values = {"2024" = "news"}}
lang = {file_name = '\\.([a-z]{2})\\.md$', default = "en"}
"""


def test_zolas_taxonomies_folders_and_language_by_file_name() -> None:
    text = 'title: עדכון\ndate: 2024-05-19T09:48:57+00:00\ntaxonomies:\n  news: ["גרסאות"]\ndeck: Kurz\n'
    a = article(base=text, site=LOOSE + ZOLA, path="news/2024/364/index.he.md")
    assert (a.tags, a.summary, a.category, a.lang, a.dir) == (("גרסאות",), "Kurz", "news", "he", "rtl")
    assert (a.slug, a.authors, a.extra) == ("364", (Byline("staff"),), {})
    assert article(base=text, site=LOOSE + ZOLA, path="news/2024/364/index.md").lang == "en"


HUGO = """
[content]
html_entities = true
[content.fields]
authors = ["author", "Author"]
series = ["series", "Series"]
category = {sources = "categories", default = "blog", values = {"Managing Digital" = "managing"}}
expires = "expirydate"
date = ["date", "publishdate"]
"image.src" = "image"
"image.alt" = "image-alt"
type = {sources = "layout", values = {"blog" = "opinion", "post" = ""}}
"""


def test_hugos_toml_with_capitalised_keys_and_lists() -> None:
    text = (
        '+++\nAuthor = ["Samuel Lampa"]\nSeries = ["Advent 2018"]\npublishdate = 2018-12-09\ntitle = "A &amp; B"\n'
        'categories = ["Managing Digital", "Other"]\nexpirydate = 2025-01-01\nlayout = "blog"\n+++\nText.\n'
    )
    outcome = parse_article("articles/x.md", text.encode(), rules(LOOSE + HUGO))
    assert outcome.diagnostics == ()
    a = outcome.meta
    assert a is not None
    assert (a.authors, a.series, a.category) == ((Byline("Samuel Lampa"),), SeriesPart("Advent 2018"), "managing")
    assert (a.title, a.type, a.date.isoformat()) == ("A & B", "opinion", "2018-12-09T00:00:00+01:00")
    assert a.expires is not None


def test_parts_of_a_record_come_from_keys_of_their_own() -> None:
    base = "title: x\ndate: 2026-11-20\nauthor: ada\n"
    site = LOOSE + HUGO
    assert article("image: a.jpg\nimage-alt: A leaf\n", base=base, site=site).image == Image("a.jpg", "A leaf")
    assert article("image: {src: a.jpg}\nimage-alt: A leaf\n", base=base, site=site).image == Image("a.jpg", "A leaf")
    assert article("image-alt: A leaf\n", base=base, site=site).image is None


def test_what_is_wrong_is_told_under_the_files_own_key() -> None:
    outcome = parsed(
        "expirydate: soon\nlayout: raport\n", base="title: x\ndate: 2026-11-20\nauthor: a\n", site=LOOSE + HUGO
    )
    assert [(d.code, d.location.line, d.message.split(",")[0]) for d in outcome.diagnostics] == [
        ("bad-date", 5, '`expirydate` is "soon"'),
        ("unknown-value", 6, '`layout` is "raport"'),
    ]


def test_jekylls_words_are_split() -> None:
    site = LOOSE + '[content.fields]\ntags = {split = " "}\nauthor = {default = "x"}\ncategory = {default = "news"}\n'
    base = "title: x\ndate: 2014-02-24 12:00:00 +0000\ntags: security ruby\n"
    assert article(base=base, site=site).tags == ("security", "ruby")


def test_unknown_keys_stay_unknown_beside_rules() -> None:
    assert codes(parsed("categoreis: x\n", site=LOOSE + HUGO)) == ["unknown-key 6:1"]


@pytest.mark.parametrize(
    ("raw", "rule", "values"),
    [
        ({"a": 1, "title": "own"}, FieldRule("title", ("a",)), {"title": 1}),
        ({"title": "own"}, FieldRule("title", ("a",)), {"title": "own"}),
        ({"a": None, "b": ""}, FieldRule("title", ("a", "b"), default="x"), {"title": "x"}),
        ({"a": ["", "x", "y"]}, FieldRule("title", ("a",)), {"title": "x"}),
        ({"a": ["", "x", "y"]}, FieldRule("tags", ("a",)), {"tags": ["x", "y"]}),
        ({"tags": ["x", "y"]}, FieldRule("category", ("tags",)), {"tags": ["x", "y"], "category": "x"}),
        ({"a": {"b": {"c": 1}, "d": 2}}, FieldRule("title", ("a.b.c",)), {"a": {"d": 2}, "title": 1}),
        ({"a": {"b": 1}}, FieldRule("title", ("a.b",)), {"title": 1}),
        ({"a.b": 1}, FieldRule("title", ("a.b",)), {"title": 1}),
        ({"a": "x, y"}, FieldRule("tags", ("a",), split=","), {"tags": ["x", "y"]}),
        ({"slug": "guides/a"}, FieldRule("slug", match="([^/]+)$"), {"slug": "a"}),
        (
            {"author": ["Ada Byron, Policy", "Bo"]},
            FieldRule("author", match="^([^,]+),"),
            {"author": ["Ada Byron", "Bo"]},
        ),
        ({"a": True}, FieldRule("draft", ("a",), values={"true": False}), {"draft": False}),
        ({"a": "x"}, FieldRule("image.src", ("a",)), {"image": {"src": "x"}}),
        ({}, FieldRule("category", folder=2), {"category": "b"}),
        ({}, FieldRule("category", folder=9), {}),
        ({}, FieldRule("lang", file_name=r"\.(\w\w)\.md$"), {"lang": "fr"}),
    ],
)
def test_a_rule_finds_its_value(raw: dict[str, object], rule: FieldRule, values: dict[str, object]) -> None:
    assert apply_fields(raw, [rule], "a/b/c.fr.md", ARTICLE)[0] == values


def test_a_list_of_an_author_stays_a_list() -> None:
    raw = {"speaks": ["en", "fr"], "called": ["Ada", "Countess"]}
    rules = [FieldRule("languages", ("speaks",)), FieldRule("name", ("called",))]
    assert apply_fields(raw, rules, "ada.md", AUTHOR)[0] == {"languages": ["en", "fr"], "name": "Ada"}


def test_the_raw_front_matter_is_left_as_it_is() -> None:
    raw = {"a": {"b": 1, "c": 2}, "image": "x", "alt": "y"}
    apply_fields(raw, [FieldRule("title", ("a.b",)), FieldRule("image.alt", ("alt",))], "x.md", ARTICLE)
    assert raw == {"a": {"b": 1, "c": 2}, "image": "x", "alt": "y"}


def test_a_rule_of_a_field_that_does_not_exist_is_an_error() -> None:
    content = ContentRules(
        fields=(FieldRule("tag", ("a",)), FieldRule("image.alt", ("b",)), FieldRule("name", ("c",))),
        records={
            "authors": (FieldRule("name", ("d",)), FieldRule("social.github", ("e",)), FieldRule("tags", ("f",))),
            "tags": (FieldRule("kind", ("g",)),),
            "series": (FieldRule("kind", ("h",)),),
            "threads": (FieldRule("title", ("i",)),),
            "pages": (FieldRule("sumary.text", ("j",)),),
        },
    )
    found = [(d.code, d.location.key, d.message) for d in check_field_names(content, "site.toml")]
    assert found == [
        ("unknown-key", "content.fields.tag", '"tag" is not a field of an article.'),
        ("unknown-key", "content.fields.name", '"name" is not a field of an article.'),
        ("unknown-key", "content.records.authors.tags", '"tags" is not a field of one of authors.'),
        ("unknown-key", "content.records.series.kind", '"kind" is not a field of one of series.'),
        ("unknown-key", "content.records.pages.sumary.text", '"sumary.text" is not a field of one of pages.'),
    ]


def test_names_with_entities_are_decoded_where_the_site_says_so() -> None:
    head = (
        "title: R&amp;D\ndate: 2026-11-20\ncategory: R&amp;D\nsubcategory: A&amp;B\nthread: T&#38;T\n"
        "author: Ada Byron &#38; Bo Li\ncontributors: [{id: C&amp;D, role: E&amp;F}]\n"
        "tags: [R&amp;D, 'caf&eacute;']\nseries: {id: S&amp;S, part: 1}\nkicker: K&amp;K\n"
        "image: {src: a.jpg?b&amp;c, alt: Bo &amp; Ada, caption: Bo &amp; Ada, credit: X&amp;Y}\n"
    )
    site = LOOSE + "[content]\nhtml_entities = true\n"
    a = article(base=head, site=site)
    assert (a.title, a.kicker, a.category, a.subcategory, a.thread) == ("R&D", "K&K", "R&D", "A&B", "T&T")
    assert a.authors == (Byline("Ada Byron & Bo Li"),)
    assert a.contributors == (Byline("C&D", "E&F"),)
    assert a.tags == ("R&D", "café")
    assert a.series is not None
    assert a.series.id == "S&S"
    assert a.image is not None
    assert (a.image.alt, a.image.caption, a.image.credit) == ("Bo & Ada", "Bo &amp; Ada", "X&Y")
    assert article(base=head, site=LOOSE).authors == (Byline("Ada Byron &#38; Bo Li"),)


def test_names_of_files_with_entities_are_decoded_too() -> None:
    site = rules("[content]\nhtml_entities = true\n")
    author, problems = parse_author("authors/ada.md", b"---\nname: Ada &amp; Bo\n---\n", site)
    assert problems == ()
    assert author is not None
    assert author.name == "Ada & Bo"
    topic, problems = parse_topic("tags/r-d.md", b"---\ntitle: R&amp;D\n---\n", site)
    assert problems == ()
    assert topic is not None
    assert topic.title == "R&D"
