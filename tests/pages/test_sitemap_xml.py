"""Sitemaps: valid by the schemas of sitemaps.org and of Google's extensions."""

from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from sitegen.newsroom.cards import Picture
from sitegen.pages.sitemaps.sitemap_xml import (
    IMAGE,
    NEWS,
    SCHEMA,
    find_news_language,
    write_news_sitemap,
    write_sitemap,
    write_sitemap_index,
)
from sitegen.pages.values import Sitemap, SitemapEntry
from tests.pages.kit import DAY, SITE, make_card
from tests.shared import SHARED, needs_shared

NAMES = {"s": SCHEMA, "image": IMAGE, "news": NEWS}
PICTURE = Picture("/media/moon.jpg", 1200, 800, "The Moon")

PAGES = Sitemap(
    (SitemapEntry("https://news.example.org/"), SitemapEntry("https://news.example.org/world/", DAY)),
    (make_card(1, image=PICTURE), make_card(2, url="/world/r&d/", updated=DAY.replace(year=2027))),
)
INDEX = Sitemap((SitemapEntry("https://news.example.org/sitemap-2026-11.xml", DAY),))
LATEST = Sitemap(
    cards=(make_card(1, title="War & peace <now>"), make_card(2, lang="zh-Hant"), make_card(3, lang="pt-BR"))
)


def parsed(document: str) -> Any:
    return etree.fromstring(document.encode("utf-8"))


def schema(tmp_path: Path, name: str, *extensions: str) -> etree.XMLSchema:
    """Return a schema of the shared data with the schemas of the extensions that it allows."""
    folder = SHARED / "sitemap"
    imports = "".join(
        f'<xs:import namespace="{etree.parse(folder / file).getroot().get("targetNamespace")}" '
        f'schemaLocation="{(folder / file).as_uri()}"/>'
        for file in (name, *extensions)
    )
    whole = tmp_path / "schema.xsd"
    whole.write_text(f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{imports}</xs:schema>', encoding="utf-8")
    return etree.XMLSchema(etree.parse(whole))


@needs_shared("sitemap")
def test_a_sitemap_with_pictures_is_valid(tmp_path: Path) -> None:
    schema(tmp_path, "sitemap.xsd", "sitemap-image.xsd").assertValid(parsed(write_sitemap(PAGES, SITE)))


@needs_shared("sitemap")
def test_an_index_is_valid(tmp_path: Path) -> None:
    schema(tmp_path, "siteindex.xsd").assertValid(parsed(write_sitemap_index(INDEX)))


@needs_shared("sitemap")
def test_a_news_sitemap_is_valid(tmp_path: Path) -> None:
    schema(tmp_path, "sitemap.xsd", "sitemap-news.xsd").assertValid(parsed(write_news_sitemap(LATEST, SITE)))


def test_every_page_has_its_address_its_last_change_and_its_picture() -> None:
    urls = [
        tuple(url.findtext(name, namespaces=NAMES) for name in ("s:loc", "s:lastmod", "image:image/image:loc"))
        for url in parsed(write_sitemap(PAGES, SITE))
    ]
    site = "https://news.example.org"
    assert urls == [
        (f"{site}/", None, None),
        (f"{site}/world/", "2026-11-20T09:30:00+01:00", None),
        (f"{site}/world/story-1/", "2026-11-20T10:30:00+01:00", f"{site}/media/moon.jpg"),
        (f"{site}/world/r&d/", "2027-11-20T09:30:00+01:00", None),
    ]


def test_a_news_sitemap_has_the_original_date_the_title_and_the_language() -> None:
    names = ("news:publication/news:name", "news:publication/news:language", "news:publication_date", "news:title")
    news = [
        tuple(item.findtext(name, namespaces=NAMES) for name in names)
        for item in parsed(write_news_sitemap(LATEST, SITE)).findall("s:url/news:news", NAMES)
    ]
    assert news == [
        ("The Daily Example", "en", "2026-11-20T10:30:00+01:00", "War & peace <now>"),
        ("The Daily Example", "zh-tw", "2026-11-20T11:30:00+01:00", "Story 2"),
        ("The Daily Example", "pt", "2026-11-20T12:30:00+01:00", "Story 3"),
    ]


@pytest.mark.parametrize(
    ("tag", "name"),
    [("en-GB", "en"), ("fil", "fil"), ("zh", "zh-cn"), ("zh-Hans", "zh-cn"), ("zh-TW", "zh-tw"), ("zh-Hant", "zh-tw")],
)
def test_languages_are_called_as_google_news_calls_them(tag: str, name: str) -> None:
    assert find_news_language(tag) == name
