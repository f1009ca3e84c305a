"""Feeds: valid by their schemas, well-formed whatever they hold, and with everything that a reader needs."""

import datetime as dt
import json
from email.utils import parsedate_to_datetime
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from markupsafe import Markup
from msgspec.structs import replace

from sitegen.newsroom.cards import Link, Picture
from sitegen.newsroom.values import CorrectionNote
from sitegen.pages.feeds.atom import write_atom
from sitegen.pages.feeds.json_feed import write_json_feed
from sitegen.pages.feeds.rss import write_rss
from sitegen.pages.markup import escape, format_rfc822, format_rfc3339, make_cdata, make_links_absolute
from sitegen.pages.values import Feed
from tests.pages.kit import DAY, PARIS, SITE, make_card, make_feed, make_text
from tests.shared import SHARED, needs_shared

NAMES = {
    "a": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "media": "http://search.yahoo.com/mrss/",
}

PICTURE = Picture("/media/moon.1a2b3c4d.jpg", 1200, 800, "The Moon & its sea", credit="NASA")

BODY = '<p>See <a href="/about/">us</a>, <a href="#fn1">a note</a> and <img src="/m.jpg" alt=""> ]]> &amp; more.</p>'

NOTE = CorrectionNote(DAY + dt.timedelta(days=1), "correction", "It was <3 metres.", "high", make_card(2))

FULL = make_feed(
    make_card(2, image=PICTURE, updated=DAY + dt.timedelta(days=2)),
    make_card(1, lang="fr", subcategory=Link("europe", "Europe", "/world/europe/")),
    texts=(make_text(BODY), make_text("<p>Bonjour</p>")),
    hub="https://hub.example.org/",
)
SUMMARIES = make_feed(
    make_card(2, title="Cats & <dogs>"), make_card(1, sponsor="Acme", paid_label="Sponsored", summary="")
)
CORRECTIONS = make_feed(notes=(NOTE,))
EMPTY = make_feed()
FEEDS = {"full": FULL, "summaries": SUMMARIES, "corrections": CORRECTIONS}


def parsed(document: str) -> Any:
    """Return the document's root element."""
    return etree.fromstring(document.encode("utf-8"))


@needs_shared("feeds")
@pytest.mark.parametrize("name", list(FEEDS))
def test_rss_is_valid_by_its_schema(name: str) -> None:
    schema = etree.XMLSchema(etree.parse(SHARED / "feeds/rss-2_0.xsd"))
    schema.assertValid(parsed(write_rss(FEEDS[name], SITE)))


@needs_shared("feeds")
@pytest.mark.parametrize("name", [*FEEDS, "empty"])
def test_atom_is_valid_by_its_schema(name: str) -> None:
    schema = etree.RelaxNG(etree.parse(SHARED / "feeds/atom-rfc4287.rng"))
    schema.assertValid(parsed(write_atom({**FEEDS, "empty": EMPTY}[name], SITE)))


@needs_shared("feeds")
@pytest.mark.parametrize("name", [*FEEDS, "empty"])
def test_json_feed_is_valid_by_its_schema(name: str) -> None:
    schema = json.loads((SHARED / "feeds/jsonfeed-schema-1.1-bundled.json").read_text(encoding="utf-8"))
    document = json.loads(write_json_feed({**FEEDS, "empty": EMPTY}[name], SITE))
    jsonschema.validate(document, schema, format_checker=jsonschema.FormatChecker())


def test_rss_says_who_what_when_and_where() -> None:
    channel = parsed(write_rss(FULL, SITE)).find("channel")
    assert channel.findtext("title") == "The Daily Example: World"
    assert channel.findtext("link") == "https://news.example.org/world/"
    assert channel.findtext("language") == "en"
    assert channel.findtext("copyright") == "© 2026 The Daily Example"
    assert channel.findtext("lastBuildDate") == "Sun, 22 Nov 2026 09:30:00 +0100"
    assert channel.findtext("image/url") == "https://news.example.org/logo.png"
    links = {(link.get("rel"), link.get("href")) for link in channel.findall("a:link", NAMES)}
    assert links == {("self", "https://news.example.org/world/feed.xml"), ("hub", "https://hub.example.org/")}
    item = channel.find("item")
    assert item.findtext("title") == "Story 2"
    assert item.findtext("link") == "https://news.example.org/world/story-2/"
    assert item.findtext("pubDate") == "Fri, 20 Nov 2026 11:30:00 +0100"
    assert item.findtext("dc:creator", namespaces=NAMES) == "Ada Byron"
    assert [c.text for c in channel.findall("item/category")] == ["World", "Treaties", "World", "Europe", "Treaties"]
    assert item.findtext("description") == "What story 2 says."
    media = item.find("media:content", NAMES)
    assert dict(media.attrib) == {
        "url": "https://news.example.org/media/moon.1a2b3c4d.jpg",
        "medium": "image",
        "type": "image/jpeg",
        "width": "1200",
        "height": "800",
    }
    assert media.findtext("media:description", namespaces=NAMES) == "The Moon & its sea"


def test_full_text_has_absolute_links_and_survives_what_would_end_a_cdata_section() -> None:
    expected = (
        '<p>See <a href="https://news.example.org/about/">us</a>, <a href="https://news.example.org/world/story-2/#fn1">'
        'a note</a> and <img src="https://news.example.org/m.jpg" alt=""> ]]> &amp; more.</p>'
    )
    assert parsed(write_rss(FULL, SITE)).find("channel/item/content:encoded", NAMES).text == expected
    assert parsed(write_atom(FULL, SITE)).findtext("a:entry/a:content", namespaces=NAMES) == expected
    assert json.loads(write_json_feed(FULL, SITE))["items"][0]["content_html"] == expected


def test_the_id_of_a_story_is_the_same_in_every_format_and_at_every_address() -> None:
    guids = parsed(write_rss(FULL, SITE)).findall("channel/item/guid")
    assert [(guid.text, guid.get("isPermaLink")) for guid in guids] == [
        ("urn:uuid:8607736e-a3f4-5991-b764-fe4fa940d825", "false"),
        ("urn:uuid:9ecf0ebb-a71b-575b-83ce-3f51c1c74e5a", "false"),
    ]
    bundle = make_card(2, path="articles/story-2/index.md", url="/europe/moved/")
    moved = parsed(write_rss(make_feed(bundle), replace(SITE, origin="https://other.example")))
    assert moved.findtext("channel/item/guid") == guids[0].text
    ids = [
        entry.findtext("a:id", namespaces=NAMES) for entry in parsed(write_atom(FULL, SITE)).findall("a:entry", NAMES)
    ]
    assert (
        ids
        == [guid.text for guid in guids]
        == [item["id"] for item in json.loads(write_json_feed(FULL, SITE))["items"]]
    )


def test_the_notices_of_a_story_come_before_its_text_in_every_format() -> None:
    notice = Markup('<p><strong>Retraction</strong>: Withdrawn.</p>\n')
    feed = make_feed(make_card(2), texts=(make_text("<p>It says.</p>"),), notices={"articles/story-2.md": notice})
    expected = "<p><strong>Retraction</strong>: Withdrawn.</p>\n<p>It says.</p>"
    assert parsed(write_rss(feed, SITE)).find("channel/item/content:encoded", NAMES).text == expected
    assert parsed(write_atom(feed, SITE)).findtext("a:entry/a:content", namespaces=NAMES) == expected
    assert json.loads(write_json_feed(feed, SITE))["items"][0]["content_html"] == expected


def test_the_caption_of_the_lead_picture_describes_it_as_plain_text_and_else_its_alternative_text() -> None:
    captioned = replace(PICTURE, caption="The <em>Aurora</em>, <a href='/x/'>leaving</a> &amp; sailing")
    feed = make_feed(make_card(2, image=captioned), make_card(1, image=PICTURE))
    described = parsed(write_rss(feed, SITE)).findall("channel/item/media:content/media:description", NAMES)
    assert [element.text for element in described] == ["The Aurora, leaving & sailing", "The Moon & its sea"]
    enclosures = parsed(write_atom(feed, SITE)).findall("a:entry/a:link[@rel='enclosure']", NAMES)
    assert [link.get("title") for link in enclosures] == ["The Aurora, leaving & sailing", None]


def test_a_paid_story_is_labelled_in_every_format() -> None:
    assert parsed(write_rss(SUMMARIES, SITE)).findall("channel/item")[1].findtext("title") == "Sponsored: Story 1"
    assert parsed(write_atom(SUMMARIES, SITE)).findall("a:entry/a:title", NAMES)[1].text == "Sponsored: Story 1"
    assert json.loads(write_json_feed(SUMMARIES, SITE))["items"][1]["title"] == "Sponsored: Story 1"


def test_a_story_in_another_language_says_so() -> None:
    entries = parsed(write_atom(FULL, SITE)).findall("a:entry", NAMES)
    assert [entry.get("{http://www.w3.org/XML/1998/namespace}lang") for entry in entries] == [None, "fr"]
    assert [item.get("language") for item in json.loads(write_json_feed(FULL, SITE))["items"]] == [None, "fr"]


def test_a_correction_is_an_entry_of_its_own() -> None:
    item = parsed(write_rss(CORRECTIONS, SITE)).find("channel/item")
    assert item.findtext("guid") == "urn:uuid:1c36e40e-9d52-57a2-aa6a-61907fb45813"
    assert item.findtext("link") == "https://news.example.org/world/story-2/"
    assert item.findtext("description") == "It was <3 metres."
    assert item.findtext("pubDate") == "Sat, 21 Nov 2026 09:30:00 +0100"


def test_an_empty_feed_does_not_tell_the_hour_of_the_build() -> None:
    assert "lastBuildDate" not in write_rss(EMPTY, SITE)
    assert parsed(write_atom(EMPTY, SITE)).findtext("a:updated", namespaces=NAMES) == "1970-01-01T00:00:00+00:00"
    assert json.loads(write_json_feed(EMPTY, SITE))["items"] == []


def test_a_logo_that_rss_does_not_allow_is_left_out() -> None:
    large = parsed(write_rss(FULL, _with_logo("/logo.png", 512)))
    vector = parsed(write_rss(FULL, _with_logo("/logo.svg", 120)))
    assert large.find("channel/image") is None
    assert vector.find("channel/image") is None


def _with_logo(url: str, width: int) -> Any:
    return replace(SITE, publisher=replace(SITE.publisher, logo=Picture(url, width, 60)))


@needs_shared("naughty-strings")
def test_naughty_titles_come_through_whole_but_for_what_xml_cannot_hold() -> None:
    strings = json.loads((SHARED / "naughty-strings/blns.json").read_text(encoding="utf-8"))
    naughty = make_feed(*(make_card(n, title=s, summary=s, authors=(Link("x", s, ""),)) for n, s in enumerate(strings)))
    _all_say(naughty, strings)


@settings(deadline=None)
@given(st.lists(st.text(), min_size=1, max_size=5))
def test_any_title_gives_documents_that_parse(titles: list[str]) -> None:
    _all_say(make_feed(*(make_card(n, title=t, summary=t) for n, t in enumerate(titles)), title=titles[0]), titles)


@settings(deadline=None)
@given(st.text())
def test_any_text_of_a_story_gives_documents_that_parse(html: str) -> None:
    full = make_feed(make_card(1), texts=(make_text(html),))
    parsed(write_rss(full, SITE))
    parsed(write_atom(full, SITE))
    json.loads(write_json_feed(full, SITE))


def _all_say(value: Feed, titles: list[str]) -> None:
    expected = [_xml_text(title) for title in titles]
    rss_titles = [item.findtext("title") for item in parsed(write_rss(value, SITE)).findall("channel/item")]
    atom_titles = [
        e.findtext("a:title", namespaces=NAMES) for e in parsed(write_atom(value, SITE)).findall("a:entry", NAMES)
    ]
    assert rss_titles == atom_titles == expected
    items = json.loads(write_json_feed(value, SITE))["items"]
    assert [_xml_text(item.get("title", "")) for item in items] == expected


def _xml_text(title: str) -> str:
    """Return what an XML parser gives back of a title: without what cannot be said, carriage returns as line feeds."""
    ranges = (range(0x20, 0xD800), range(0xE000, 0xFFFE), range(0x10000, 0x110000))
    kept = "".join(c for c in title if c in "\t\n\r" or any(ord(c) in allowed for allowed in ranges))
    return kept.replace("\r\n", "\n").replace("\r", "\n")


@settings(deadline=None)
@given(st.text())
def test_escaped_text_and_cdata_are_read_back(string: str) -> None:
    assert (parsed(f"<x>{escape(string)}</x>").text or "") == _xml_text(string)
    assert (parsed(f"<x>{make_cdata(string)}</x>").text or "") == _xml_text(string)
    assert parsed(f'<x a="{escape(string)}"/>').get("a") == " ".join(_xml_text(string).replace("\t", "\n").split("\n"))


@settings(deadline=None)
@given(st.datetimes(timezones=st.timezones()).filter(lambda moment: moment.year >= 1000))
def test_dates_can_be_read_back_whatever_the_zone(moment: dt.datetime) -> None:
    instant = moment.replace(microsecond=0).astimezone(dt.UTC)
    assert dt.datetime.fromisoformat(format_rfc3339(moment)) == instant
    assert len(format_rfc3339(moment)) == len("2026-11-20T09:30:00+01:00")
    assert parsedate_to_datetime(format_rfc822(moment)) == instant


def test_a_date_from_before_time_zones_had_whole_minutes_is_said_in_utc() -> None:
    gettysburg = dt.datetime(1863, 11, 19, 12, tzinfo=PARIS)
    assert format_rfc3339(gettysburg) == "1863-11-19T11:50:39+00:00"
    assert format_rfc822(gettysburg) == "Thu, 19 Nov 1863 11:50:39 +0000"


def test_links_are_made_absolute_only_inside_tags() -> None:
    html = '<p>Write href="/x" <img srcset="/a.jpg 1x, https://cdn.example/b.jpg 2x" src="//cdn.example/a"></p>'
    expected = html.replace('"/a.jpg', '"https://e.org/a.jpg')
    assert make_links_absolute(html, "https://e.org", "https://e.org/p/") == expected
