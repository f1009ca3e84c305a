"""Links to what has a page of its own: categories, tags, authors, series, threads, stories by their slugs."""

from collections.abc import Iterable, Mapping

from sitegen import urls
from sitegen.config.model import Category, Config
from sitegen.newsroom.cards import Link
from sitegen.newsroom.site import Site
from sitegen.newsroom.terms.categories import find_ancestors
from sitegen.newsroom.terms.vocabulary import Vocabulary
from sitegen.source.article import ArticleMeta, Topic
from sitegen.urls import slugify

Links = Mapping[str, Mapping[str, Link]]
"""Kind (category, tag, author, series, thread) -> id -> Link"""


def find_link(site: Site, kind: str, id: str) -> Link:
    """Return the link to something by kind and id; without a URL if the Site does not know it."""
    return site.links[kind].get(id) or Link(id, id)


def find_story(site: Site, slug: str, lang: str) -> str:
    """Return the path of the published article with that slug: in the language if there is one, else in the site's
    language, else the first by path; "" if there is none."""
    paths = site.by_slug.get(slug) or site.by_slug.get(slugify(slug), ())
    if len(paths) < 2:
        return paths[0] if paths else ""
    return min(paths, key=lambda p: (site.cards[p].lang != lang, site.cards[p].lang != site.config.language, p))


def make_links(config: Config, root: urls.Root, vocabulary: Vocabulary, articles: Iterable[ArticleMeta]) -> Links:
    """Return all links. Tags, series and threads have a page if an article without `noindex` has them; categories and
    authors always have one."""
    categories = vocabulary.categories.by_id
    used = _find_used(vocabulary, articles)

    def of(kind: str, known: Mapping[str, Topic]) -> dict[str, Link]:
        return {
            id: Link(id, topic.title, root.url(make_topic_path(config, kind, id)) if id in used[kind] else "")
            for id, topic in known.items()
        }

    return {
        "category": {
            id: Link(id, category.title, root.url(make_category_path(config, categories, id)))
            for id, category in categories.items()
        },
        "author": {
            id: Link(id, author.name, root.url(make_topic_path(config, "author", id)))
            for id, author in vocabulary.authors.by_id.items()
        },
        "tag": of("tag", vocabulary.tags.by_id),
        "series": of("series", vocabulary.series.by_id),
        "thread": of("thread", vocabulary.threads.by_id),
    }


def _find_used(vocabulary: Vocabulary, articles: Iterable[ArticleMeta]) -> dict[str, set[str]]:
    """Return kind -> ids of the tags, series and threads that an article on lists has."""
    tags: set[str] = set()
    series: set[str] = set()
    threads: set[str] = set()
    for article in articles:
        if not article.unlisted:
            tags.update(article.tags)
            if article.series:
                series.add(article.series.id)
            threads.add(article.thread)
    return {"tag": {vocabulary.tags.by_name[name] for name in tags}, "series": series, "thread": threads}


def make_category_path(config: Config, categories: Mapping[str, Category], id: str) -> str:
    """Return the URL path of a category before percent-encoding; a subcategory's is below its parent's."""
    chain = find_ancestors(categories, id)
    values = _make_values("/".join(reversed(chain)), config)
    return urls.fill(config.urls.category, values | {"subcategory": ""})


def make_topic_path(config: Config, kind: str, id: str) -> str:
    """Return the URL path of a tag, author, series or thread before percent-encoding."""
    patterns = {
        "tag": config.urls.tag,
        "author": config.urls.author,
        "series": config.urls.series,
        "thread": config.urls.thread,
    }
    return urls.fill(patterns[kind], _make_values(id, config))


def _make_values(id: str, config: Config) -> dict[str, str]:
    """Return the values of the placeholders in a list's pattern: for all that name the thing, its id."""
    names = ("slug", "id", "category", "tag", "author", "series", "thread")
    rest = dict.fromkeys(("subcategory", "type", "year", "month", "day", "number"), "")
    return {**rest, "lang": config.urls.of_language(config.language), **dict.fromkeys(names, id)}
