"""The node of a story: NewsArticle or the kind of it that its type names."""

from collections.abc import Mapping

from sitegen.newsroom.dates import last_changed
from sitegen.newsroom.values import CorrectionNote
from sitegen.pages.markup import format_rfc3339, make_absolute
from sitegen.pages.structured_data.parts import (
    Node,
    drop_empty,
    get_page_url,
    make_image,
    make_person,
    make_publisher_id,
    make_reference,
    make_website_id,
)
from sitegen.pages.values import AuthorBox, PageInfo, SiteInfo, Story

NEWS = "NewsArticle"
"""How the names of schema.org's news articles end; other kinds of Article have no dateline."""

SPEAKABLE = ("h1", ".summary")
"""CSS selectors of what a voice may read out."""

CORRECTIONS = frozenset({"correction", "clarification", "retraction"})
"""Notes that correct; an update or an editors' note does not."""


def make_news_article(story: Story, page: PageInfo, site: SiteInfo) -> Node:
    card = story.card
    url = get_page_url(page, site)
    return {
        "@type": story.schema,
        "@id": f"{url}#article",
        "url": url,
        "mainEntityOfPage": make_reference(url),
        "isBasedOn": page.canonical if page.canonical != url else "",
        "headline": card.title,
        "alternativeHeadline": card.short_title,
        "description": card.summary,
        "datePublished": format_rfc3339(card.date),
        "dateModified": format_rfc3339(last_changed(card)),
        "author": [make_person(a.name, a.url, site, a.title) for a in story.authors],
        "contributor": [_make_contributor(author, site) for author in story.contributors],
        "publisher": make_reference(make_publisher_id(site)),
        "image": [make_image(story.image, site)] if story.image else [],
        "articleSection": [card.category.title, *([card.subcategory.title] if card.subcategory else [])],
        "keywords": [tag.title for tag in card.tags],
        "inLanguage": page.lang,
        "wordCount": story.words,
        "isAccessibleForFree": True,
        "speakable": {"@type": "SpeakableSpecification", "cssSelector": list(SPEAKABLE)},
        "dateline": story.dateline if story.schema.endswith(NEWS) else "",
        "backstory": story.methodology,
        "correction": [_make_correction(note) for note in story.corrections if note.type in CORRECTIONS],
        "citation": [_make_citation(source) for source in story.sources],
        "isPartOf": [make_reference(make_website_id(site)), *_make_series(story, site)],
        "sponsor": _make_sponsor(story),
        **_make_translations(story, page),
    }


def _make_contributor(author: AuthorBox, site: SiteInfo) -> Node:
    """Return a person, within a Role if it is said what they did."""
    person = make_person(author.name, author.url, site, author.title)
    return {"@type": "Role", "roleName": author.role, "contributor": person} if author.role else person


def _make_correction(note: CorrectionNote) -> Node:
    return {"@type": "CorrectionComment", "text": note.text, "datePublished": format_rfc3339(note.date)}


def _make_citation(source: Mapping[str, str]) -> Node:
    return drop_empty({"@type": "CreativeWork", "name": source.get("title", ""), "url": source.get("url", "")})


def _make_series(story: Story, site: SiteInfo) -> list[Node]:
    series = story.series
    if not series:
        return []
    url = make_absolute(series.link.url, site.origin)
    return [drop_empty({"@type": "CreativeWorkSeries", "name": series.link.title, "url": url})]


def _make_sponsor(story: Story) -> Node | None:
    if not story.paid:
        return None
    return drop_empty(
        {"@type": "Organization", "name": story.paid.get("sponsor", ""), "url": story.paid.get("url", "")}
    )


def _make_translations(story: Story, page: PageInfo) -> Node:
    """Return the story's other versions: which one it translates, or what translates it."""
    if story.original:
        return {"translationOfWork": _make_version(story.original)}
    others = [a for a in page.alternates if a.lang not in {"x-default", page.lang}]
    return {"workTranslation": [{**_make_version(a.url), "inLanguage": a.lang} for a in others]}


def _make_version(url: str) -> Node:
    return {"@type": "NewsArticle", "@id": f"{url}#article", "url": url}
