"""What the bar shows about a page: its story, the story's state, what is missing, and why it was rendered again."""

import re
from collections.abc import Iterator
from typing import Any

from sitegen.engine.diagnostics import make_text_reader
from sitegen.errors import format_diagnostic
from sitegen.newsroom import schedule
from sitegen.serve.in_memory.provisional import ProvisionalPage
from sitegen.serve.preview import Preview
from sitegen.source.article import ArticleMeta, ArticleText

CONTENT = "content/"
_FIGURE = re.compile(r"<figure[^>]*>(?:(?!</figure>).)*</figure>", re.DOTALL)
MAX_WARNINGS = 20
"""Warnings about one page that the bar lists"""


def describe_page(preview: Preview, path: str) -> dict[str, Any]:
    """Return what the bar shows about the page at a decoded URL path, ready for JSON."""
    answer = preview.respond(path)
    page = preview.provisional_pages.plan(path)
    article = page.article if page else None
    result = preview.result
    next_change = result.next_change_at if result and not preview.site_config.is_clock_pinned else None
    return {
        "kind": page.page.kind if page else "",
        "output": answer.path,
        "provisional": preview.is_first_build,
        "seconds": sum(result.seconds.values()) if result else 0.0,
        "rendered": len(result.rendered) if result else 0,
        "reasons": list(preview.get_reasons(answer.path)),
        "next_change_at": next_change.isoformat() if next_change else None,
        "site": preview.site_config.title,
        "base_url": preview.site_config.base_url,
        "page_warnings": _list_warnings(preview, CONTENT + page.page.subject if page else ""),
        "warnings": sum(d.severity == "warning" for d in result.diagnostics) if result else 0,
        "story": _describe_story(preview, page, article) if page and article else None,
    }


def _describe_story(preview: Preview, page: ProvisionalPage, article: ArticleMeta) -> dict[str, Any]:
    card = page.site.cards[article.path]
    now = preview.site_config.now()
    state = schedule.get_state(article, now)
    until = article.embargo if state == "embargoed" else article.date if state == "future" else article.expires
    return {
        "source": CONTENT + article.path,
        "title": card.title,
        "teaser": card.teaser,
        "kicker": card.kicker or card.category.title,
        "image": card.image.url if card.image else "",
        "alt": card.image.alt if card.image else "",
        "state": state,
        "until": until.astimezone(now.tzinfo).isoformat() if until else None,
        "words": page.text.words if page.text else 0,
        "minutes": card.minutes,
        "missing_rights": list(_list_missing_rights(article, page.text)),
        "dir": article.dir,
        "lang": article.lang,
    }


def _list_missing_rights(article: ArticleMeta, text: ArticleText | None) -> Iterator[str]:
    """Yield, in words, which rights of a story's pictures are not given."""
    image = article.image
    if image and not image.credit:
        yield f"{image.src}: no credit"
    if image and not image.license:
        yield f"{image.src}: no licence"
    html = "".join(section.html for section in text.sections) if text else ""
    count = sum("<img" in figure and 'class="credit"' not in figure for figure in _FIGURE.findall(html))
    if count:
        yield f"{count} {'picture' if count == 1 else 'pictures'} in the text: no credit"


def _list_warnings(preview: Preview, source: str) -> list[str]:
    """Return the warnings about a source file, as the terminal prints them."""
    if not source or not preview.result:
        return []
    read = make_text_reader(preview.request.root)
    own = [d for d in preview.result.diagnostics if d.location.path == source and d.severity == "warning"]
    return [format_diagnostic(d, read) for d in own[:MAX_WARNINGS]]
