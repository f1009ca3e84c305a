"""JSON-LD: only what schema.org has, only where it has it, and safe inside a script element."""

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import hypothesis
import pytest
from hypothesis import strategies as st
from msgspec.structs import replace

from sitegen.config.defaults import SCHEMA_TYPES
from sitegen.newsroom.cards import Card, Link, Picture
from sitegen.newsroom.values import CorrectionNote, Front, FrontRow, SeriesBox
from sitegen.pages.structured_data.jsonld import make_graph, serialize, write_jsonld
from sitegen.pages.structured_data.parts import POLICIES, drop_empty
from sitegen.pages.structured_data.story import make_news_article
from sitegen.pages.values import Alternate, AuthorBox, PageInfo, Story
from tests.pages.kit import DAY, PUBLISHER, SITE, make_card, make_page
from tests.shared import SHARED, needs_shared

PICTURE = Picture(
    "/m/moon.jpg", 1200, 800, "The Moon", "The <i>Moon</i> &amp; its sea", credit="NASA", license="https://creativecommons.org/licenses/by/4.0/"
)
ADA = AuthorBox(
    "ada", "Ada Byron", "/authors/ada/", "Correspondent", PICTURE, "ada@news.example.org", "https://ada.example/",
    {"mastodon": "https://social.example/@ada", "x": "@ada"}, "<p>Ada.</p>", "Ada.", "", ("en", "fr"), ("courts",),
)  # fmt: skip

FULL = Story(
    card=make_card(1, short_title="Short", updated=DAY.replace(year=2027), subcategory=Link("europe", "Europe", "/e/")),
    dateline="Paris, France",
    authors=(ADA,),
    contributors=(replace(ADA, id="bo", name="Bo", url=""),),
    image=PICTURE,
    corrections=(
        CorrectionNote(DAY, "correction", "It was 3 metres.", "high"),
        CorrectionNote(DAY, "update", "More came in.", "low"),
    ),
    sources=({"title": "The report", "url": "https://example.org/report", "note": ""}, {"title": "A talk", "url": ""}),
    methodology="We counted twice.",
    series=SeriesBox(Link("measures", "Measures", "/series/measures/"), "", 2, ()),
    schema="ReportageNewsArticle",
    words=812,
)
PAID = replace(FULL, schema="AdvertiserContentArticle", paid={"sponsor": "Acme", "url": "https://acme.example"})
EVERYTHING_SITE = replace(
    SITE, publisher=replace(PUBLISHER, policies={name: f"https://news.example.org/{name}/" for name in POLICIES})
)
TRANSLATED = make_page(
    alternates=(
        Alternate("x-default", "https://news.example.org/world/story-1/"),
        Alternate("en", "https://news.example.org/world/story-1/"),
        Alternate("fr", "https://news.example.org/fr/story-1/"),
    )
)
FRONT = Front(make_card(1), (make_card(2),), (FrontRow(Link("world", "World", "/world/"), (make_card(3),)),))

GRAPHS: dict[str, list[dict[str, Any]]] = {
    "story": make_graph(TRANSLATED, EVERYTHING_SITE, FULL),
    "translation": make_graph(TRANSLATED, SITE, replace(FULL, original="https://news.example.org/fr/story-1/")),
    "paid": make_graph(make_page(), SITE, PAID),
    "author": make_graph(make_page(kind="author", schema="ProfilePage"), SITE, cards=(make_card(1),), subject=ADA),
    "list": make_graph(make_page(kind="tag", schema="CollectionPage"), SITE, cards=(make_card(1), make_card(2))),
    "front": make_graph(make_page(kind="front", breadcrumbs=()), SITE, front=FRONT),
    "page": make_graph(make_page(kind="page", schema="AboutPage"), SITE),
}


PLAIN = {"Text", "URL", "Date", "DateTime", "Number", "Integer", "Boolean", "CssSelectorType"}
AS_GOOGLE_HAS_IT = {"item", "width", "height"}
"""Google's structured data: the item of a breadcrumb is its URL, width and height of a picture are pixels."""


@cache
def vocabulary() -> dict[str, dict[str, Any]]:
    """Return the terms of schema.org by name."""
    text = (SHARED / "schemaorg/schemaorg-current-https.jsonld").read_text(encoding="utf-8")
    return {term["@id"].removeprefix("schema:"): term for term in json.loads(text)["@graph"]}


def names(value: Any) -> list[str]:
    """Return the names of one reference of the vocabulary, or of several."""
    items = value if isinstance(value, list) else [value] if value else []
    return [item["@id"].removeprefix("schema:") for item in items]


@cache
def supertypes(kind: str) -> frozenset[str]:
    """Return the type and all above it."""
    above = names(vocabulary()[kind].get("rdfs:subClassOf"))
    return frozenset({kind}.union(*(supertypes(name) for name in above if name in vocabulary())))


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Yield all nodes with a type in a graph, however deep."""
    if isinstance(value, dict):
        if "@type" in value:
            yield value
        for item in value.values():
            yield from nodes(item)
    elif isinstance(value, list):
        for item in value:
            yield from nodes(item)


@needs_shared("schemaorg")
@pytest.mark.parametrize("name", list(GRAPHS))
def test_every_type_and_property_is_of_schema_org_and_every_property_belongs_to_its_type(name: str) -> None:
    strange = [
        f"{node['@type']}.{key}"
        for node in nodes(GRAPHS[name])
        for key in node
        if not key.startswith("@")
        and not supertypes(node["@type"]) & set(names(vocabulary().get(key, {}).get("schema:domainIncludes")))
    ]
    assert strange == []


@needs_shared("schemaorg")
@pytest.mark.parametrize("name", list(GRAPHS))
def test_every_node_is_of_a_type_that_its_property_may_have(name: str) -> None:
    wrong = [
        f"{node['@type']}.{key}: {item['@type']}"
        for node in nodes(GRAPHS[name])
        for key, value in node.items()
        for item in (value if isinstance(value, list) else [value])
        if isinstance(item, dict)
        and "@type" in item
        and not supertypes(item["@type"]) & set(names(vocabulary()[key].get("schema:rangeIncludes")))
    ]
    assert wrong == []


@needs_shared("schemaorg")
def test_the_types_that_stories_may_have_are_articles_and_only_news_has_a_dateline() -> None:
    assert [name for name in SCHEMA_TYPES if "Article" not in supertypes(name)] == []
    stories = {
        name: drop_empty(make_news_article(replace(FULL, schema=name), make_page(), SITE)) for name in SCHEMA_TYPES
    }
    datelined = [name for name, story in stories.items() if "dateline" in story]
    assert datelined == [name for name in SCHEMA_TYPES if "NewsArticle" in supertypes(name)]


@needs_shared("schemaorg")
@pytest.mark.parametrize("name", list(GRAPHS))
def test_every_plain_value_is_of_a_property_that_may_be_plain(name: str) -> None:
    wrong = [
        f"{node['@type']}.{key}: {item}"
        for node in nodes(GRAPHS[name])
        for key, value in node.items()
        for item in (value if isinstance(value, list) else [value])
        if not key.startswith("@")
        and not isinstance(item, dict)
        and key not in AS_GOOGLE_HAS_IT
        and not PLAIN & set(names(vocabulary()[key].get("schema:rangeIncludes")))
    ]
    assert wrong == []


@pytest.mark.parametrize("name", list(GRAPHS))
def test_every_reference_leads_to_a_node_of_the_graph(name: str) -> None:
    text = json.dumps(GRAPHS[name])
    known = {node.get("@id") for node in nodes(GRAPHS[name])}
    assert set(re.findall(r'\{"@id": "([^"]+)"\}', text)) <= known


def test_a_story_says_all_that_search_engines_ask_for() -> None:
    story = GRAPHS["story"][0]
    assert story["@type"] == "ReportageNewsArticle"
    assert story["headline"] == "Story 1"
    assert story["datePublished"] == "2026-11-20T10:30:00+01:00"
    assert story["dateModified"] == "2027-11-20T09:30:00+01:00"
    job = {"@type": "Person", "jobTitle": "Correspondent"}
    assert story["author"] == [{**job, "name": "Ada Byron", "url": "https://news.example.org/authors/ada/"}]
    assert story["contributor"] == [{**job, "name": "Bo"}]
    assert story["image"] == [
        {
            "@type": "ImageObject",
            "url": "https://news.example.org/m/moon.jpg",
            "width": 1200,
            "height": 800,
            "description": "The Moon",
            "caption": "The Moon & its sea",
            "creditText": "NASA",
            "license": "https://creativecommons.org/licenses/by/4.0/",
        }
    ]
    assert story["articleSection"] == ["World", "Europe"]
    assert story["keywords"] == ["Treaties"]
    assert story["dateline"] == "Paris, France"
    assert story["backstory"] == "We counted twice."
    assert story["correction"] == [
        {"@type": "CorrectionComment", "text": "It was 3 metres.", "datePublished": "2026-11-20T09:30:00+01:00"}
    ]
    assert story["wordCount"] == 812
    assert story["workTranslation"] == [
        {
            "@type": "NewsArticle",
            "@id": "https://news.example.org/fr/story-1/#article",
            "url": "https://news.example.org/fr/story-1/",
            "inLanguage": "fr",
        }
    ]
    assert story["isPartOf"][1] == {
        "@type": "CreativeWorkSeries", "name": "Measures", "url": "https://news.example.org/series/measures/"
    }  # fmt: skip
    assert [node["@type"] for node in GRAPHS["story"]] == [
        "ReportageNewsArticle", "WebPage", "BreadcrumbList", "WebSite", "NewsMediaOrganization"
    ]  # fmt: skip


def test_a_translation_names_its_original() -> None:
    story = GRAPHS["translation"][0]
    assert story["translationOfWork"]["url"] == "https://news.example.org/fr/story-1/"
    assert "workTranslation" not in story


def test_a_paid_story_names_its_sponsor_and_has_no_dateline() -> None:
    story = GRAPHS["paid"][0]
    assert story["@type"] == "AdvertiserContentArticle"
    assert story["sponsor"] == {"@type": "Organization", "name": "Acme", "url": "https://acme.example"}
    assert "dateline" not in story


def test_an_author_is_a_person_with_accounts_elsewhere() -> None:
    author = GRAPHS["author"][0]["mainEntity"]
    assert author["@type"] == "Person"
    assert author["sameAs"] == ["https://ada.example/", "https://social.example/@ada"]
    assert author["knowsAbout"] == ["courts"]


def test_lists_and_the_front_name_their_stories_in_order() -> None:
    for name, expected in (("list", [1, 2]), ("front", [1, 2, 3])):
        items = GRAPHS[name][0]["mainEntity"]["itemListElement"]
        assert [(item["position"], item["name"]) for item in items] == [
            (position, f"Story {number}") for position, number in enumerate(expected, 1)
        ]


def test_the_trail_leads_from_the_front_to_the_page() -> None:
    trail = GRAPHS["page"][1]["itemListElement"]
    assert [(item["name"], item["item"]) for item in trail] == [
        ("The Daily Example", "https://news.example.org/"),
        ("World", "https://news.example.org/world/"),
        ("Story 1", "https://news.example.org/world/story-1/"),
    ]


@hypothesis.settings(deadline=None)
@hypothesis.given(st.text())
def test_no_text_can_end_the_script(text: str) -> None:
    document = serialize({"x": text})
    assert not set(document) & set("<>&\u2028\u2029")
    assert json.loads(document) == {"x": text}


def test_a_hostile_headline_stays_a_headline() -> None:
    hostile: Card = make_card(1, title="</script><script>alert(1)//<!-- &amp;")
    info: PageInfo = make_page(title=hostile.title)
    document = write_jsonld(info, SITE, replace(FULL, card=hostile))
    assert "<" not in document
    assert json.loads(document)["@graph"][0]["headline"] == hostile.title
