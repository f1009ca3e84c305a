"""Articles: a page for every story."""

from collections.abc import Iterator

from sitegen import urls
from sitegen.newsroom.ads import paid, placements
from sitegen.newsroom.boxes import corrections, series
from sitegen.newsroom.boxes.more_in_category import choose_more_in_category
from sitegen.newsroom.cards import Card, Link
from sitegen.newsroom.site import Cards, Site
from sitegen.pages.kinds.common import find_source_owner, make_alternates, make_picture_absolute
from sitegen.pages.kinds.page_kind import PageKind, PageSlots
from sitegen.pages.lookup import Lookup
from sitegen.pages.templates import Templates
from sitegen.pages.values import Alternate, BodyRef, Page, PageInfo, Story
from sitegen.source.article import ArticleMeta


def plan_articles(kind: PageKind, lookup: Lookup, templates: Templates) -> Iterator[Page]:
    site, name = lookup.site, kind.name
    template = templates.choose(*kind.templates) if site.cards else ""
    for path, card in site.cards.items():
        yield Page(urls.output_path(site.url_paths[path]), card.url, name, template, path, 0, card.lang, card.dir)


def make_article_info(lookup: Lookup, page: Page) -> PageInfo:
    site = lookup.site
    card, source = site.cards[page.subject], site.articles[page.subject]
    narrowest = source.subcategory if source.subcategory in site.categories else source.category
    return PageInfo(
        kind=page.kind,
        url=page.url,
        canonical=source.canonical or site.root.absolute(page.url),
        title=card.title,
        description=card.summary,
        lang=page.lang,
        dir=page.dir,
        noindex=source.noindex,
        image=make_picture_absolute(site, card.image),
        alternates=_list_versions(site, page.subject) if page.subject in site.translations else (),
        feeds=lookup.list_feeds(f"category:{source.category}"),
        breadcrumbs=(*lookup.get_breadcrumbs(narrowest), Link("", card.short_title or card.title, page.url)),
        category=source.category,
        schema=ARTICLE.schema,
    )


def _list_versions(site: Site, path: str) -> tuple[Alternate, ...]:
    """Return the story's versions; first the one for everybody else: that in the site's language, or the original."""
    versions = site.translations[path]
    urls = {lang: site.root.absolute(site.cards[version].url) for lang, version in versions}
    originals = [lang for lang, version in versions if not site.articles[version].translation_of]
    default = next(lang for lang in (site.config.language, *originals, *urls) if lang in urls)
    return make_alternates(urls, default)


def make_story(lookup: Lookup, page: Page) -> Story:
    site = lookup.site
    source, card = site.articles[page.subject], site.cards[page.subject]
    return Story(
        card=card,
        update_note=source.update_note,
        dateline=_make_dateline(source) if source.dateline else "",
        authors=tuple(map(lookup.get_author, source.authors)),
        contributors=tuple(map(lookup.get_author, source.contributors)),
        image=card.image,
        corrections=corrections.list_corrections(site, source) if source.corrections else (),
        sources=tuple({"title": o.title, "url": o.url, "note": o.note} for o in source.sources),
        methodology=source.methodology,
        series=series.make_series_box(site, source),
        thread=series.find_thread_link(site, source) if source.thread else None,
        paid=paid.make_paid_notice(site, source) if source.campaign else None,
        schema=_choose_schema(lookup, source, card),
        original=_find_original(site, source) if source.translation_of else "",
        extra=source.extra,
    )


def _make_dateline(source: ArticleMeta) -> str:
    """Return "Paris, France"."""
    line = source.dateline
    return ", ".join(part for part in (line.place, line.country) if part) if line else ""


def _choose_schema(lookup: Lookup, source: ArticleMeta, card: Card) -> str:
    """Return the schema.org type: that of the story's type, but an advertiser's story is not news."""
    if paid.is_paid(card):
        return "AdvertiserContentArticle"
    return lookup.schemas.get(source.type, "NewsArticle")


def _find_original(site: Site, source: ArticleMeta) -> str:
    """Return the absolute URL of the version that no other one was translated from; "" if it is not published."""
    versions = (path for _, path in site.translations.get(source.path, ()))
    original = next((path for path in versions if not site.articles[path].translation_of), "")
    return site.root.absolute(site.cards[original].url) if original else ""


def make_body(lookup: Lookup, page: Page) -> BodyRef:
    """Return the story's text, with what goes into the slots within it."""
    site, path = lookup.site, page.subject
    sold = lookup.has_body_slots and site.articles[path].body_slots
    return lookup.make_body_ref(path, placements.fill_body_slots(site, path) if sold else ())


def list_related(lookup: Lookup, page: Page) -> Cards:
    return lookup.related.get(page.subject, ())


def list_more_in_category(lookup: Lookup, page: Page) -> Cards:
    path = page.subject
    return choose_more_in_category(lookup.site, path, lookup.related[path], lookup.get_inline_top_stories(page.lang))


ARTICLE = PageKind(
    name="article",
    templates=("article.html",),
    plan=plan_articles,
    make_info=make_article_info,
    find_owner=find_source_owner,
    values={
        "article": make_story,
        "body": make_body,
        "related": list_related,
        "more_in_category": list_more_in_category,
    },
    slots=PageSlots(
        "article",
        lambda site, page: placements.make_article_target(site, page.subject),
        lambda site, page: site.articles[page.subject].ads,
    ),
    has_article=True,
)
