"""The Site: the immutable index of everything published at `now`, made anew by each build and never stored."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct, field

from sitegen import urls
from sitegen.config.model import Category, Config
from sitegen.newsroom.cards import Card, Link
from sitegen.newsroom.values import Placement
from sitegen.source.article import ArticleMeta, Author, Campaign, MostRead, Position, Sponsor, StaticPage, Topic

Cards = tuple[Card, ...]


class MediaFile(Struct, frozen=True):
    """A picture or other file of content/ that is published."""

    path: str
    """Below content/: "articles/moon-landing/descent.png", "static/logo.svg"."""
    url: str
    output: str
    """Path below output/"""
    digest: str
    width: int = 0
    height: int = 0
    size: int = 0
    """Bytes"""


def no_positions(path: str) -> tuple[Position, ...]:
    """Return no position: for articles whose text is not available."""
    return ()


class Sources(Struct, frozen=True):
    """Everything that was scanned and parsed: the input of `assemble`."""

    articles: tuple[ArticleMeta, ...] = ()
    authors: tuple[Author, ...] = ()
    tags: tuple[Topic, ...] = ()
    series: tuple[Topic, ...] = ()
    threads: tuple[Topic, ...] = ()
    pages: tuple[StaticPage, ...] = ()
    sponsors: tuple[Sponsor, ...] = ()
    most_read: MostRead | None = None
    data: Mapping[str, Any] = field(default_factory=dict)
    """content/data by file name without extension"""
    media: Mapping[str, MediaFile] = field(default_factory=dict)
    """By path below content/"""
    article_positions: Callable[[str], tuple[Position, ...]] = no_positions
    """Path of an article -> where each of its references stands; only asked for articles with broken ones"""


class Show(Struct, frozen=True):
    """What is shown besides the published articles: --drafts, --future."""

    drafts: bool = False
    future: bool = False


class Site(Struct, frozen=True):
    """Indexes over what is published. Every tuple of cards is newest first (then by path) unless it says otherwise."""

    config: Config
    root: urls.Root
    now: dt.datetime
    articles: Mapping[str, ArticleMeta]
    """Published ones, by path; authors, contributors and categories are ids, whatever the file called them."""
    cards: Mapping[str, Card]
    """Of the published articles, by path"""
    listed: Cards
    """What lists may show: no `noindex`, no translation of another listed article; in any language, paid or not."""
    by_category: Mapping[str, Cards]
    """By id; a category has its subcategories' cards too. Every configured category is here, even if empty."""
    by_tag: Mapping[str, Cards]
    """By slug; translations only where a tag (likewise a series or thread) has no other articles."""
    by_author: Mapping[str, Cards]
    """By id; contributors too"""
    by_series: Mapping[str, Cards]
    """In the order of parts"""
    by_thread: Mapping[str, Cards]
    by_month: Mapping[str, Cards]
    """By "2026-11" in the site's zone, newest month first"""
    by_language: Mapping[str, Cards]
    """By language, without the site's; translations too"""
    documents: Mapping[str, tuple[str, ...]]
    """Name -> paths of what has a page; empty if no text links by such names (see `newsroom.links.documents`)"""
    by_slug: Mapping[str, tuple[str, ...]]
    """Slug -> paths of the published articles that have it"""
    translations: Mapping[str, tuple[tuple[str, str], ...]]
    """Article path -> (language, path) of all its versions, itself among them, sorted; only where there are several."""
    categories: Mapping[str, Category]
    """In the configured order; those made from articles come last, by id."""
    authors: Mapping[str, Author]
    tags: Mapping[str, Topic]
    """By slug; every tag in use is here."""
    series: Mapping[str, Topic]
    threads: Mapping[str, Topic]
    pages: tuple[StaticPage, ...]
    sponsors: Mapping[str, Sponsor]
    campaigns: Mapping[str, Campaign]
    """All of all sponsors, by id; their categories are ids, their tags slugs, their dates in the site's zone."""
    most_read: MostRead | None
    data: Mapping[str, Any]
    media: Mapping[str, MediaFile]
    next_change_at: dt.datetime | None = None
    """The earliest instant after `now` at which the same sources would make another output"""
    links: Mapping[str, Mapping[str, Link]] = field(default_factory=dict)
    """By kind (category, tag, author, series, thread) and id; see `newsroom.links.page_links`"""
    url_paths: Mapping[str, str] = field(default_factory=dict)
    """URL path before percent-encoding of every published article and static page, by its path; also of the files of
    authors, tags, series and threads that have aliases."""
    aliases: Mapping[str, str] = field(default_factory=dict)
    """Old URL path, before percent-encoding -> path of the published article or static page that it leads to now."""
    unpublished: Mapping[str, str] = field(default_factory=dict)
    """Path -> state (draft | future | embargoed | expired) of every article that is not published."""
    stories: Mapping[str, Cards] = field(default_factory=dict)
    """Language -> the cards for its front, boxes and feeds: no `noindex`. The site's language is always here."""
    stories_by_category: Mapping[str, Mapping[str, Cards]] = field(default_factory=dict)
    """Language -> category id -> those of its `stories`; a category has its subcategories' cards too; one without cards
    is not here."""
    bookings: Mapping[str, tuple[Campaign, ...]] = field(default_factory=dict)
    """Slot id -> the campaigns that have booked it and run at `now`, by id"""
    house_ads: Mapping[str, Placement] = field(default_factory=dict)
    """Language -> the house creative, in no slot yet"""
