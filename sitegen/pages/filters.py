"""The filters that make machine-readable documents out of the values that views give; pure, without environment.

{{ feed | rss(site) }}    <script type="application/ld+json">{{ page | jsonld(site, article) }}</script>
"""

from collections.abc import Callable, Mapping
from typing import Any

from sitegen.pages.feeds.atom import write_atom
from sitegen.pages.feeds.json_feed import write_json_feed
from sitegen.pages.feeds.rss import write_rss
from sitegen.pages.sitemaps.sitemap_xml import write_news_sitemap, write_sitemap, write_sitemap_index
from sitegen.pages.structured_data.jsonld import write_jsonld
from sitegen.pages.text_files import write_redirects_txt, write_robots_txt

FILTERS: Mapping[str, Callable[..., Any]] = {
    "rss": write_rss,
    "atom": write_atom,
    "json_feed": write_json_feed,
    "sitemap_xml": write_sitemap,
    "sitemap_index": write_sitemap_index,
    "news_sitemap": write_news_sitemap,
    "jsonld": write_jsonld,
    "robots_txt": write_robots_txt,
    "redirects_txt": write_redirects_txt,
}
