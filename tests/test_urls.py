"""Slugs in every script, patterns, and the way between URLs and files."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen import urls


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Apollo 11 Lands Two Men on the Moon", "apollo-11-lands-two-men-on-the-moon"),
        ("Don\u2019t panic: it's O\u2019Brien!", "dont-panic-its-obrien"),
        ("Élections à Genève", "élections-à-genève"),
        ("Straße", "straße"),
        ("Победа над оспой", "победа-над-оспой"),
        ("柏林墙倒塌", "柏林墙倒塌"),
        ("ベルリンの壁", "ベルリンの壁"),
        ("سقوط جدار برلين", "سقوط-جدار-برلين"),
        ("می‌خواهم", "می-خواهم"),
        ("חומת ברלין", "חומת-ברלין"),
        ("हिन्दी समाचार", "हिन्दी-समाचार"),
        ("../../etc/passwd", "etc-passwd"),
        ("a\x00b", "a-b"),
        ("ＡＢＣ①", "abc1"),
        ("🎉", ""),
        ("", ""),
    ],
)
def test_slugs_stay_readable_in_their_own_script(text: str, slug: str) -> None:
    assert urls.slugify(text) == slug


@given(st.text())
def test_a_slug_is_a_safe_segment_and_its_own_slug(text: str) -> None:
    slug = urls.slugify(text)
    assert urls.slugify(slug) == slug
    assert len(slug.encode()) <= urls.SLUG_BYTES
    assert not set("/.\\") & set(slug)


def test_a_long_slug_is_cut_at_a_hyphen() -> None:
    slug = urls.slugify("word " * 100)
    assert len(slug) == 239
    assert slug.endswith("-word")


@pytest.mark.parametrize(
    "segment", ["", ".", "..", "a/b", "a\\b", "con", "NUL.html", "a:b", "a.", "a ", "x\x00", "a" * 300]
)
def test_segments_that_some_system_refuses_are_unsafe(segment: str) -> None:
    assert not urls.is_safe_segment(segment)


@pytest.mark.parametrize("segment", ["index.html", "élections", "柏林", "a-b", "constitution", ".well-known"])
def test_ordinary_segments_are_safe(segment: str) -> None:
    assert urls.is_safe_segment(segment)


@pytest.mark.parametrize(
    ("url", "path"),
    [("/", "index.html"), ("/a/b/", "a/b/index.html"), ("/feed.xml", "feed.xml"), ("/a/404.html", "a/404.html")],
)
def test_a_url_and_its_file_lead_to_each_other(url: str, path: str) -> None:
    assert urls.output_path(url) == path
    assert urls.url_path(path) == url


def test_an_empty_value_drops_its_segment() -> None:
    assert urls.fill("/{category}/{subcategory}/{slug}/", {"category": "a", "subcategory": "", "slug": "b"}) == "/a/b/"


def test_a_site_in_a_folder_links_below_it() -> None:
    root = urls.Root.of("https://example.org/news/")
    assert root.url("/élection/") == "/news/%C3%A9lection/"
    assert root.absolute(root.url("/a/")) == "https://example.org/news/a/"
    assert root.absolute("https://elsewhere.example/") == "https://elsewhere.example/"
