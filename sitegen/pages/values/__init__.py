"""The values that templates are given: plain frozen data, made by views. Together they are the theme's API."""

from sitegen.pages.values.lists import CategoryInfo, Pagination, Period, TagInfo
from sitegen.pages.values.machine import Feed, Redirect, Robots, Sitemap, SitemapEntry
from sitegen.pages.values.page import Alternate, Copy, FeedLink, Page, PageInfo
from sitegen.pages.values.site import CategoryNode, PublisherInfo, SiteInfo
from sitegen.pages.values.story import AuthorBox, Story
from sitegen.pages.values.text import BodyRef, ReadsText, ResolvedBody, ResolvedSection, TextReader, render_heading

__all__ = [
    "Alternate",
    "AuthorBox",
    "BodyRef",
    "CategoryInfo",
    "CategoryNode",
    "Copy",
    "Feed",
    "FeedLink",
    "Page",
    "PageInfo",
    "Pagination",
    "Period",
    "PublisherInfo",
    "ReadsText",
    "Redirect",
    "ResolvedBody",
    "ResolvedSection",
    "Robots",
    "SiteInfo",
    "Sitemap",
    "SitemapEntry",
    "Story",
    "TagInfo",
    "TextReader",
    "render_heading",
]
