"""The filters that make machine-readable documents out of the values that views give; pure, without environment.

{{ feed | rss(site) }}    <script type="application/ld+json">{{ page | jsonld(site, article) }}</script>
"""

from collections.abc import Callable, Mapping
from typing import Any

from sitegen.pages.feeds.atom import atom
from sitegen.pages.feeds.json_feed import json_feed
from sitegen.pages.feeds.rss import rss
from sitegen.pages.sitemaps.sitemap_xml import news_sitemap, sitemap_index, sitemap_xml
from sitegen.pages.structured_data.jsonld import jsonld
from sitegen.pages.text_files import redirects_txt, robots_txt

FILTERS: Mapping[str, Callable[..., Any]] = {
    "rss": rss,
    "atom": atom,
    "json_feed": json_feed,
    "sitemap_xml": sitemap_xml,
    "sitemap_index": sitemap_index,
    "news_sitemap": news_sitemap,
    "jsonld": jsonld,
    "robots_txt": robots_txt,
    "redirects_txt": redirects_txt,
}
