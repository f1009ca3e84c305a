"""The node of a story: NewsArticle or the kind of it that its type names."""

from collections.abc import Mapping

from sitegen.newsroom.dates import last_changed
from sitegen.newsroom.values import CorrectionNote
from sitegen.pages.markup import absolute, rfc3339
from sitegen.pages.structured_data.parts import Node, given, image, person, publisher_id, reference, website_id
from sitegen.pages.values import PageInfo, SiteInfo, Story

NEWS = "NewsArticle"
"""How the names of schema.org's news articles end; other kinds of Article have no dateline."""

SPEAKABLE = ("h1", ".summary")
"""CSS selectors of what a voice may read out."""

CORRECTIONS = frozenset({"correction", "clarification", "retraction"})
"""Notes that correct; an update or an editors' note does not."""


def news_article(story: Story, page: PageInfo, site: SiteInfo) -> Node:
    card = story.card
    return {
        "@type": story.schema,
        "@id": f"{page.canonical}#article",
        "url": page.canonical,
        "mainEntityOfPage": reference(page.canonical),
        "headline": card.title,
        "alternativeHeadline": card.short_title,
        "description": card.summary,
        "datePublished": rfc3339(card.date),
        "dateModified": rfc3339(last_changed(card)),
        "author": [person(a.name, a.url, site, a.title) for a in story.authors],
        "contributor": [person(a.name, a.url, site, a.title) for a in story.contributors],
        "publisher": reference(publisher_id(site)),
        "image": [image(story.image, site)] if story.image else [],
        "articleSection": [card.category.title, *([card.subcategory.title] if card.subcategory else [])],
        "keywords": [tag.title for tag in card.tags],
        "inLanguage": page.lang,
        "wordCount": story.words,
        "isAccessibleForFree": True,
        "speakable": {"@type": "SpeakableSpecification", "cssSelector": list(SPEAKABLE)},
        "dateline": story.dateline if story.schema.endswith(NEWS) else "",
        "backstory": story.methodology,
        "correction": [_correction(note) for note in story.corrections if note.type in CORRECTIONS],
        "citation": [_citation(source) for source in story.sources],
        "isPartOf": [reference(website_id(site)), *_series(story, site)],
        "sponsor": _sponsor(story),
        **_translations(story, page),
    }


def _correction(note: CorrectionNote) -> Node:
    return {"@type": "CorrectionComment", "text": note.text, "datePublished": rfc3339(note.date)}


def _citation(source: Mapping[str, str]) -> Node:
    return given({"@type": "CreativeWork", "name": source.get("title", ""), "url": source.get("url", "")})


def _series(story: Story, site: SiteInfo) -> list[Node]:
    series = story.series
    if not series:
        return []
    url = absolute(series.link.url, site.origin)
    return [given({"@type": "CreativeWorkSeries", "name": series.link.title, "url": url})]


def _sponsor(story: Story) -> Node | None:
    if not story.paid:
        return None
    return given({"@type": "Organization", "name": story.paid.get("sponsor", ""), "url": story.paid.get("url", "")})


def _translations(story: Story, page: PageInfo) -> Node:
    """Return the story's other versions: which one it translates, or what translates it."""
    if story.original:
        return {"translationOfWork": _version(story.original)}
    others = [a for a in page.alternates if a.lang not in {"x-default", page.lang}]
    return {"workTranslation": [{**_version(a.url), "inLanguage": a.lang} for a in others]}


def _version(url: str) -> Node:
    return {"@type": "NewsArticle", "@id": f"{url}#article", "url": url}
