"""One file in, one article out."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.schema import Table
from sitegen.source.article import (
    ArticleMeta,
    ArticleText,
    Author,
    Breaking,
    Byline,
    Correction,
    Dateline,
    Image,
    Origin,
    Prominence,
    Reference,
    SeriesPart,
    StaticPage,
    Topic,
)
from sitegen.source.article_fields import article_table
from sitegen.source.parse import parse_article, parse_author, parse_static_page, parse_topic, read_article
from sitegen.source.records import AUTHOR, TOPICS, page_table
from tests.shared import SHARED, needs_shared
from tests.source.kit import BODY, HEAD, LOOSE, PATH, article, codes, parsed, rules

UTC = dt.UTC
EVERYTHING = """\
short_title: Budget passes
kicker: City hall
slug: council-passes-budget
aliases: [/old/budget/, old.html]
summary: The council has a budget.
updated: 2026-11-20T12:00:00Z
update_note: New figures.
expires: 2027-01-01
embargo: 2026-11-20 08:00
draft: no
subcategory: city
tags: [Budget, 2026, City hall]
series: {id: Budgets, part: 3}
thread: budget-2026
contributors: [{id: bo, role: Photos}]
dateline: {place: Oslo, country: NO}
type: report
image:
  {src: hall.jpg, alt: The hall, caption: At night, credit: Bo, license: CC0-1.0, focal: [0.2, 1], decorative: false}
prominence: {front: 2, category: 1, until: 2026-11-22}
breaking: {label: Now, until: 2026-11-20T18:00:00+01:00}
related: [schools-open]
exclude_related: old-story
corrections:
  - {date: 2026-11-21, type: correction, text: "An earlier version misstated the sum.", priority: high}
sources:
  - Council minutes
  - {title: Report, url: "https://example.org/r", note: p. 4}
methodology: We asked.
sponsor: {campaign: acme-spring}
ads: none
sensitive: true
canonical: https://example.com/budget
noindex: true
unlisted: true
lang: en-GB
dir: ltr
translation_of: budsjett
translation_key: b7
extra: {score: 5}
"""
PARIS = dt.timezone(dt.timedelta(hours=1))


def test_an_article_holds_all_that_its_file_says() -> None:
    a = article(EVERYTHING)
    day = dt.datetime(2026, 11, 20, tzinfo=PARIS)
    expected: dict[str, Any] = {
        "path": PATH,
        "title": "Council passes budget",
        "date": day.replace(hour=9),
        "category": "world",
        "authors": (Byline("ada"),),
        "short_title": "Budget passes",
        "kicker": "City hall",
        "slug": "council-passes-budget",
        "aliases": ("/old/budget/", "old.html"),
        "summary": "The council has a budget.",
        "updated": dt.datetime(2026, 11, 20, 12, tzinfo=UTC),
        "update_note": "New figures.",
        "expires": dt.datetime(2027, 1, 1, tzinfo=PARIS),
        "embargo": day.replace(hour=8),
        "draft": False,
        "subcategory": "city",
        "tags": ("Budget", "2026", "City hall"),
        "series": SeriesPart("Budgets", 3),
        "thread": "budget-2026",
        "contributors": (Byline("bo", "Photos"),),
        "dateline": Dateline("Oslo", "NO"),
        "type": "report",
        "image": Image("hall.jpg", "The hall", "At night", "Bo", "CC0-1.0", (0.2, 1.0), decorative=False),
        "prominence": Prominence(2, 1, dt.datetime(2026, 11, 22, tzinfo=PARIS)),
        "breaking": Breaking("Now", day.replace(hour=18)),
        "related": ("schools-open",),
        "exclude_related": ("old-story",),
        "corrections": (
            Correction(
                dt.datetime(2026, 11, 21, tzinfo=PARIS), "correction", "An earlier version misstated the sum.", "high"
            ),
        ),
        "sources": (Origin("Council minutes"), Origin("Report", "https://example.org/r", "p. 4")),
        "methodology": "We asked.",
        "campaign": "acme-spring",
        "ads": False,
        "sensitive": True,
        "canonical": "https://example.com/budget",
        "noindex": True,
        "unlisted": True,
        "lang": "en-GB",
        "dir": "ltr",
        "translation_of": "budsjett",
        "translation_key": "b7",
        "extra": {"score": 5},
        "minutes": 1,
        "body_slots": 0,
        "references": (),
    }
    rest = {"terms"}
    assert {name: getattr(a, name) for name in ArticleMeta.__struct_fields__ if name not in rest} == expected


def test_what_is_not_said_has_its_default() -> None:
    a = article()
    assert (a.slug, a.type, a.lang, a.dir, a.ads) == ("budget", "report", "en", "ltr", True)
    assert a.summary == "The council passed its budget on Thursday."
    assert (a.updated, a.image, a.breaking, a.series, a.tags, a.extra) == (None, None, None, None, (), {})


def test_the_default_author_stands_in_for_an_empty_list_too() -> None:
    base = HEAD.replace("author: ada\n", "authors: []\nauthor:\n")
    assert article(base=base, site='default_author = "bo"\n').authors == (Byline("bo"),)


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("'Let’s talk **user** experience'", "Let’s talk user experience"),
        ("A Tale of Two `rand`s", "A Tale of Two rands"),
        ("Hello, <strike>World</strike> Canada", "Hello, World Canada"),
        ("'[A link](/x) & an &eacute; {{< x >}}'", "A link & an é"),
        ("'Premier dirigeant&nbsp;: <b>Ada</b>'", "Premier dirigeant\xa0: Ada"),
        ("Fish & chips", "Fish & chips"),
        ("'#1: 2 * 3 * 4 = a_b_c \"x\"'", "#1: 2 * 3 * 4 = a_b_c “x”"),
        ("1. Budget", "1. Budget"),
    ],
)
def test_titles_are_plain_text_where_the_settings_say_that_they_hold_markup(written: str, plain: str) -> None:
    base = f"title: {written}\ndate: 2026-11-20\ncategory: world\nauthor: ada\nsummary: {written}\n"
    a = article(base=base, site="[content]\nstrip_markup = true\n")
    assert (a.title, a.summary) == (plain, plain)


def test_labels_may_be_defined_for_all_texts_and_a_texts_own_definition_goes_first() -> None:
    site = LOOSE + '[markdown.links]\nStyle = "/style/"\nstore = "https://store.example/ü"\n'
    outcome = parsed(body="[a][style], [b][store], [Store].\n\n[STORE]: /own/\n", site=site)
    assert outcome.diagnostics == ()
    assert outcome.text is not None
    assert outcome.text.sections[0].html == (
        '<p><a href="/style/">a</a>, <a href="/own/">b</a>, <a href="/own/">Store</a>.</p>\n'
    )
    assert codes(parsed(body="Go to [a][stile].\n", site=site)) == ["undefined-link 7:7"]


def test_a_source_that_is_a_url_is_called_by_its_host() -> None:
    expected = (Origin("get.gov", "https://www.get.gov/a"), Origin("Minutes"), Origin("http://[x"))
    assert article('sources: ["https://www.get.gov/a", Minutes, "http://[x"]\n').sources == expected
    assert article("sources: https://get.gov/\n").sources == (Origin("get.gov", "https://get.gov/"),)
    assert article("sources: {title: Minutes}\n").sources == (Origin("Minutes"),)


def test_short_forms_stand_for_records() -> None:
    a = article(
        "image: a.jpg\nseries: Climate\nbreaking: yes\nprominence: 2\nsponsor: acme\ndateline: Paris\n",
        site='[markdown]\nmissing_alt = "ignore"\n',
    )
    assert (a.image, a.series, a.breaking) == (Image("a.jpg"), SeriesPart("Climate"), Breaking())
    assert (a.prominence, a.campaign, a.dateline) == (Prominence(2), "acme", Dateline("Paris"))
    assert article("breaking: false\n").breaking is None
    assert article("breaking: Live now\n").breaking == Breaking("Live now")


def test_headlines_are_typeset_like_the_text() -> None:
    base = HEAD.replace("Council passes budget", 'Why everybody\'s "noon" is not...')
    assert article(base=base).title == "Why everybody’s “noon” is not…"
    assert article("lang: de\n", base=base).title == "Why everybody’s „noon“ is not…"
    assert article(base=base, site=AS_TYPED).title == 'Why everybody\'s "noon" is not...'


def test_the_colon_of_a_sections_heading_is_left_to_the_theme() -> None:
    body = parsed(body=BODY.replace("What to Know", "What to Know:") + "\n## What next:\n\nMore.\n").text
    assert body is not None
    assert [(s.title, s.heading) for s in body.sections if s.title][::3] == [
        ("What to Know", "What to Know"),
        ("What next:", "What next:"),
    ]


def test_the_body_has_its_sections_in_order_with_keys() -> None:
    body = parsed(
        body="Intro.\n" + BODY.replace("What to Know", "WHAT TO KNOW :") + "\n## More on this\n\nText.\n"
    ).text
    assert body is not None
    assert [(s.key, s.title) for s in body.sections] == [
        ("", ""),
        ("what-to-know", "WHAT TO KNOW"),
        ("what-happened", "What Happened"),
        ("why-it-matters", "Why it Matters"),
        ("more-on-this", "More on this"),
    ]
    assert [h.title for h in body.headings] == ["WHAT TO KNOW :", "What Happened", "Why it Matters", "More on this"]


SECTIONS = """
[types.report]
other_headings = false
sections = ["What to Know", {name = "Figures", required = false, list_only = true, max_words = 4},
            {name = "What Happened", min_words = 5}]
"""


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("## What to Know\n\na\n\n## What Happened\n\na b c d e\n", []),
        ("## what to know\n\na\n\n## Figures:\n\n- a\n- b\n\n## WHAT HAPPENED:\n\na b c d e\n", []),
        ("", ["missing-section 6:1", "missing-section 6:1"]),
        ("## What Happened\n\na b c d e\n", ["missing-section 7:1"]),
        ("## What to Know\n\na\n", ["missing-section 9:1"]),
        ("## What to Knwo\n\na\n\n## What Happened\n\na b c d e\n", ["misspelt-section 7:1"]),
        ("## What to Know\n\n## What Happened\n\na b c d e\n", ["empty-section 7:1"]),
        ("## What to Know\n\na\n\n## Context\n\na\n\n## What Happened\n\na b c d e\n", ["other-section 11:1"]),
        ("## What Happened\n\na b c d e\n\n## What to Know\n\na\n", ["section-order 11:1"]),
        ("## What to Know\n\na\n\n## What to know\n\nb\n\n## What Happened\n\na b c d e\n", ["repeated-section 11:1"]),
        ("## What to Know\n\na\n\n## Figures\n\nText.\n\n## What Happened\n\na b c d e\n", ["section-no-list 11:1"]),
        (
            "## What to Know\n\na\n\n## Figures\n\n- a b c\n- d e\n\n## What Happened\n\na b\n",
            ["long-section 11:1", "short-section 16:1"],
        ),
    ],
)
def test_sections_are_checked_at_their_lines(body: str, found: list[str]) -> None:
    assert codes(parsed(body=body, site=SECTIONS)) == found


def test_types_without_sections_take_any_body() -> None:
    assert article("type: opinion\n", "Just text.\n").type == "opinion"
    assert article(body="# One\n\n## Two\n", site=LOOSE).type == "report"


def test_file_and_folder_names_give_slug_date_and_language() -> None:
    head = "title: x\ncategory: world\nauthor: ada\n"

    def of(path: str, more: str = "") -> tuple[str, str]:
        a = article(base=head + more, path=path)
        return a.slug, a.date.date().isoformat()

    assert of("articles/2026-11-20-budget.md") == ("budget", "2026-11-20")
    assert of("articles/2026/2026-11-20_Budget Vote!.md") == ("budget-vote", "2026-11-20")
    assert of("articles/2026-11-20-budget/index.md") == ("budget", "2026-11-20")
    assert of("articles/2026-11-20.md") == ("2026-11-20", "2026-11-20")
    assert of("articles/budget/index.fr.md", "date: 2026-01-02\nlang: fr\n") == ("budget", "2026-01-02")
    assert of("articles/budget.fr.md", "date: 2026-01-02\nlang: fr\n") == ("budget", "2026-01-02")
    assert of("articles/2026-11-20-budget.md", "date: 2026-01-02\nslug: Vote\n") == ("vote", "2026-01-02")
    assert codes(parsed(base=head, path="articles/2026-13-20-budget.md")) == ["bad-date 1:1"]
    assert codes(parsed(path="articles/!?.md")) == ["bad-slug 1:1"]


@pytest.mark.parametrize(
    ("lang", "direction"),
    [
        ("ar", "rtl"),
        ("he-IL", "rtl"),
        ("fa", "rtl"),
        ("prs", "rtl"),
        ("az-Arab", "rtl"),
        ("az-IR", "rtl"),
        ("az", "ltr"),
        ("ur-Latn", "ltr"),
        ("zh_cn", "ltr"),
        ("xx", "ltr"),
    ],
)
def test_the_language_sets_the_direction(lang: str, direction: str) -> None:
    assert article(f"lang: {lang}\n").dir == direction
    assert article(f"lang: {lang}\ndir: ltr\n").dir == "ltr"


def test_directions_are_those_of_cldr() -> None:
    from babel import Locale, UnknownLocaleError, localedata

    from sitegen.source.direction import direction

    wrong = []
    for name in localedata.locale_identifiers():
        try:
            expected = Locale.parse(name).text_direction
        except (UnknownLocaleError, ValueError):
            continue
        if expected in {"ltr", "rtl"} and direction(name.replace("_", "-")) != expected:
            wrong.append(name)
    assert wrong == []


def test_a_picture_without_alternative_text_is_told_as_the_site_wants() -> None:
    assert [f"{d.severity} {d.code}" for d in parsed("image: a.jpg\n").diagnostics] == ["warning missing-alt"]
    assert parsed("image: a.jpg\n", site='[markdown]\nmissing_alt = "error"\n').meta is None
    assert parsed("image: {src: a.jpg, decorative: true}\n").diagnostics == ()


def test_ignored_keys_go_to_extra_and_own_extra_values_win() -> None:
    a = article("layout: post\nweight: 2\nextra: {weight: 1}\n", site='[content]\nunknown_keys = "ignore"\n')
    assert a.extra == {"layout": "post", "weight": 1}
    outcome = parsed("layout: post\n", site='[content]\nunknown_keys = "warning"\n')
    assert outcome.meta is not None
    assert outcome.meta.extra == {}
    assert codes(outcome) == ["unknown-key 6:1"]


def test_html_entities_are_decoded_where_the_site_wants_it() -> None:
    base = "title: A &amp; B &#8211; C\nsummary: x&nbsp;&lt;y\ndate: 2026-11-20\ncategory: w\nauthor: a\n"
    assert article(base=base).title == "A &amp; B &#8211; C"
    a = article(base=base, site="[content]\nhtml_entities = true\n")
    assert (a.title, a.summary) == ("A & B – C", "x\xa0<y")


def test_site_defaults_stand_in_for_author_and_category() -> None:
    base = "title: x\ndate: 2026-11-20\n"
    a = article(base=base, site='default_author = "staff"\ndefault_category = "world"\n')
    assert (a.authors, a.category) == ((Byline("staff"),), "world")
    assert codes(parsed(base=base)) == ["missing-key 1:1", "missing-key 1:1"]


def test_references_have_the_lines_of_the_file() -> None:
    outcome = parsed(body="See [[other-story]].\n\n![A hall](hall.jpg) and [x](../b.md#c).\n", site=LOOSE)
    assert outcome.meta is not None
    assert outcome.text is not None
    assert outcome.meta.references == (
        Reference("slug", "other-story", bare=True),
        Reference("image", "hall.jpg"),
        Reference("file", "../b.md", "#c"),
    )
    assert outcome.text.positions == ((7, 5), (9, 1), (9, 25))


def test_what_others_see_of_an_article_is_equal_while_only_its_text_is_edited() -> None:
    edited = "\n\n" + BODY.replace("voted after midnight", "voted after the midnight")
    before, after = parsed(body=BODY), parsed(body=edited)
    assert before.meta == after.meta
    assert before.text != after.text


def test_a_broken_front_matter_does_not_hide_what_is_wrong_in_the_text() -> None:
    outcome = parse_article(
        PATH, b"---\ntitle: a: b\n---\n\n<script>alert(1)</script>\n", rules('[markdown]\nhtml = "refuse"\n')
    )
    assert [d.location.line for d in outcome.diagnostics] == [2, 5]


def test_the_digests_tell_what_changed() -> None:
    a, b = parsed(), parsed("kicker: x\n")
    c = parsed(body=BODY + "\nMore.\n")
    bodies = [x.text.digest for x in (a, b, c) if x.text]
    assert bodies[0] == bodies[1] != bodies[2]
    assert a == parsed()


def test_articles_and_bodies_survive_json_with_their_offsets() -> None:
    outcome = parsed(EVERYTHING)
    assert outcome.meta is not None
    copy = msgspec.json.decode(msgspec.json.encode(outcome.meta), type=ArticleMeta)
    assert copy == outcome.meta
    assert copy.date.isoformat() == outcome.meta.date.isoformat() == "2026-11-20T09:00:00+01:00"
    assert msgspec.json.decode(msgspec.json.encode(outcome.text), type=ArticleText) == outcome.text


def test_articles_survive_msgpack_as_the_same_instants() -> None:
    outcome = parsed(EVERYTHING)
    copy = msgspec.msgpack.decode(msgspec.msgpack.encode(outcome.meta), type=ArticleMeta)
    assert copy == outcome.meta
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(outcome.text), type=ArticleText) == outcome.text


DERIVED = frozenset("path minutes body_slots references terms id bio body html positions marker".split())
"""What a file's name and text give"""


@pytest.mark.parametrize(
    ("record", "table"),
    [
        (ArticleMeta, article_table((), "UTC", (), "error")),
        (Author, AUTHOR),
        (Topic, TOPICS["tags"]),
        (StaticPage, page_table("UTC", ())),
    ],
)
def test_every_field_of_front_matter_has_a_row_and_a_value(record: type[msgspec.Struct], table: Table) -> None:
    given = {field.to or name for name, field in table.fields.items()} - {"author"}  # which is `authors` too
    assert given == set(record.__struct_fields__) - DERIVED


def test_reading_takes_one_byte_more_than_the_limit(tmp_path: Path) -> None:
    file = tmp_path / "content" / "articles" / "a.md"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"x" * 100)
    assert read_article("articles/a.md", tmp_path) == b"x" * 100
    assert read_article("articles/a.md", tmp_path, limit=10) == b"x" * 11


def test_authors_topics_and_pages_are_read() -> None:
    data = b"---\nname: Ada Byron\nlanguages: en\nsocial: {mastodon: '@ada@x.org'}\nactive: no\n---\n\nAda *writes*.\n"
    author, problems = parse_author("authors/Ada Byron.md", data, rules())
    assert problems == ()
    assert author == Author(
        "ada-byron",
        "Ada Byron",
        languages=("en",),
        social={"mastodon": "@ada@x.org"},
        active=False,
        bio="<p>Ada <em>writes</em>.</p>\n",
        path="authors/Ada Byron.md",
        marker=author.marker if author else "",
    )
    topic, problems = parse_topic(
        "tags/climate.md", b"---\ntitle: Climate\nkind: event\nsame_as: https://example.org\n---\n", rules()
    )
    assert problems == ()
    assert topic is not None
    assert (topic.id, topic.title, topic.kind, topic.same_as) == (
        "climate",
        "Climate",
        "event",
        ("https://example.org",),
    )
    assert isinstance(topic, Topic)
    assert codes(parse_topic("series/x.md", b"---\ntitle: X\nkind: event\n---\n", rules())) == ["unknown-key 3:1"]
    page, problems = parse_static_page(
        "pages/about.md", b"---\ntitle: About\n---\n\nWe print news.\n\n## Team\n\nAda.\n", rules()
    )
    assert problems == ()
    assert page is not None
    assert (page.slug, page.title, page.summary, page.lang, page.dir) == (
        "about",
        "About",
        "We print news.",
        "en",
        "ltr",
    )
    assert page.html == '<p>We print news.</p>\n\n<h2 id="team">Team</h2>\n<p>Ada.</p>\n'


def test_records_of_an_archive_are_read_by_rules_of_their_own() -> None:
    site = rules(
        '[content]\nunknown_keys = "ignore"\nfolders = {authors = "people"}\n[content.records.authors]\n'
        'name = "display_name"\n"social.github" = "github"\n[content.records.tags]\ndescription = ["deck", "summary"]\n'
    )
    data = b"---\ndisplay_name: Ada Byron\ngithub: ada\nslug: ada\n---\n"
    author, problems = parse_author("people/ada-byron/_index.md", data, site)
    assert problems == ()
    assert author is not None
    assert (author.id, author.name, author.social) == ("ada-byron", "Ada Byron", {"github": "ada"})
    topic, _ = parse_topic("topics/open-data/_index.md", b"---\ntitle: Open data\nsummary: S\n---\n", site, "tags")
    assert topic is not None
    assert (topic.id, topic.title, topic.description) == ("open-data", "Open data", "S")
    assert codes(parse_author("people/bo.md", b"---\ndisplay_name: {a: b}\n---\n", site)) == ["bad-type 2:15"]


def test_other_files_say_what_is_wrong_with_them_too() -> None:
    assert codes(parse_author("authors/ada.md", b"---\nnmae: Ada\n---\n", rules())) == [
        "missing-key 1:1",
        "unknown-key 2:1",
    ]
    assert codes(parse_author("authors/ada.md", b"Ada.\n", rules())) == ["no-front-matter 1:1"]
    assert codes(parse_static_page("pages/a.md", b"\xff", rules())) == ["bad-encoding 1:1"]


FILES = st.binary(max_size=200) | st.text(max_size=200).map(lambda t: t.encode("utf-8", "surrogatepass"))
YAML = st.text("ab: -\n'\"[]{},#&*!|>%@`?~\t0123456789.\u2028é", max_size=80)


@settings(max_examples=300, deadline=None)
@given(FILES | YAML.map(lambda t: f"---\n{t}\n---\nText\n".encode()))
def test_no_bytes_make_parsing_fail(data: bytes) -> None:
    outcome = parse_article(PATH, data, rules(LOOSE))
    assert (outcome.meta is None) == any(d.severity == "error" for d in outcome.diagnostics)
    assert all(d.location.line > 0 or d.code in {"too-large", "bad-slug"} for d in outcome.diagnostics)


@settings(max_examples=200, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(article_table((), "UTC", (), "error").names),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
            lambda s: st.lists(s, max_size=3) | st.dictionaries(st.text(max_size=4), s, max_size=3),
            max_leaves=6,
        ),
        max_size=6,
    )
)
def test_no_values_make_parsing_fail(values: dict[str, Any]) -> None:
    text = json.dumps(values)
    outcome = parse_article(PATH, f"{text}\nText\n".encode(), rules(LOOSE))
    assert all(d.location.line > 0 for d in outcome.diagnostics)
    if outcome.meta:
        msgspec.json.decode(msgspec.json.encode(outcome.meta), type=ArticleMeta)
        msgspec.msgpack.decode(msgspec.msgpack.encode(outcome.meta), type=ArticleMeta)


AS_TYPED = "[markdown]\nsmart = false\n"


@needs_shared("naughty-strings")
def test_naughty_strings_are_titles_tags_and_slugs_or_are_refused() -> None:
    strings = json.loads((SHARED / "naughty-strings" / "blns.json").read_text(encoding="utf-8"))
    refused = []
    for text in strings:
        values = {"title": text, "tags": [text], "date": "2026-11-20", "category": "world", "author": "ada"}
        outcome = parse_article(PATH, f"{json.dumps(values)}\nText\n".encode(), rules(LOOSE + AS_TYPED))
        if outcome.meta is None:
            refused.append((text, {d.code for d in outcome.diagnostics}))
            continue
        assert outcome.meta.title == " ".join(text.split())
        parse_article(PATH, f"{json.dumps(values | {'slug': text})}\nText\n".encode(), rules(LOOSE))
    assert all(found <= {"missing-key", "bad-character"} for _, found in refused)
    assert len(refused) < 10


def suite() -> list[Any]:
    """Return the YAML texts of the yaml-test-suite, by case."""
    found = []
    for file in sorted((SHARED / "yaml-test-suite").glob("*.yaml")):
        for n, case in enumerate(yaml.safe_load(file.read_text(encoding="utf-8"))):
            text = case.get("yaml")
            if isinstance(text, str):
                for mark, char in (
                    ("␣", " "),
                    ("»", "\t"),
                    ("—", ""),
                    ("←", "\r"),
                    ("⇔", "\ufeff"),
                    ("↵", ""),
                    ("∎", ""),
                ):
                    text = text.replace(mark, char)
                found.append(pytest.param(text, id=f"{file.stem}-{n}"))
    return found


@needs_shared("yaml-test-suite")
@pytest.mark.parametrize("text", suite())
def test_the_yaml_test_suite_as_front_matter_always_gets_an_answer(text: str) -> None:
    for data in (f"---\n{text}\n---\nText\n", f"---\n{HEAD}extra:\n  {text}\n---\nText\n"):
        outcome = parse_article(PATH, data.encode(), rules(LOOSE))
        assert outcome.meta is not None or outcome.diagnostics
