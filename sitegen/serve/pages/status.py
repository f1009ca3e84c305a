"""What the bar says of a page: which story it is, how it stands, what it lacks, and why it was rendered again."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sitegen.engine.diagnostics import make_text_reader
from sitegen.errors import format_diagnostic
from sitegen.newsroom import schedule
from sitegen.serve.pages.provisional import Proof
from sitegen.source.article import ArticleMeta, ArticleText

if TYPE_CHECKING:
    from sitegen.serve.preview import Preview

CONTENT = "content/"
_FIGURE = re.compile(r"<figure[^>]*>(?:(?!</figure>).)*</figure>", re.DOTALL)
SHOWN = 20
"""Diagnostics of one page that the bar lists"""


def state_of(preview: "Preview", path: str) -> dict[str, Any]:
    """Return, ready for JSON, what there is to say of the page at a decoded URL path."""
    found = preview.look(path)
    proof = preview.proofs.proof(path)
    article = proof.article if proof else None
    result = preview.result
    change = result.next_change_at if result and not preview.settings.is_pinned else None
    return {
        "kind": proof.page.kind if proof else "",
        "output": found.path,
        "provisional": preview.is_first,
        "seconds": sum(result.seconds.values()) if result else 0.0,
        "rendered": len(result.rendered) if result else 0,
        "why": list(preview.reasons(found.path)),
        "next_change_at": change.isoformat() if change else None,
        "site": preview.settings.title,
        "base_url": preview.settings.config.base_url if preview.settings.config else "",
        "problems": _problems(preview, CONTENT + proof.page.subject if proof else ""),
        "warnings": sum(d.severity == "warning" for d in result.diagnostics) if result else 0,
        "story": _story(preview, proof, article) if proof and article else None,
    }


def _story(preview: "Preview", proof: Proof, article: ArticleMeta) -> dict[str, Any]:
    card = proof.site.cards[article.path]
    now = preview.settings.now()
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
        "words": proof.text.words if proof.text else 0,
        "minutes": card.minutes,
        "rights": list(_missing_rights(article, proof.text)),
        "dir": article.dir,
        "lang": article.lang,
    }


def _missing_rights(article: ArticleMeta, text: ArticleText | None) -> Iterator[str]:
    """Yield, in words, what is not said of the rights to a story's pictures."""
    image = article.image
    if image and not image.credit:
        yield f"{image.src}: no credit"
    if image and not image.license:
        yield f"{image.src}: no licence"
    html = "".join(section.html for section in text.sections) if text else ""
    bare = sum("<img" in figure and 'class="credit"' not in figure for figure in _FIGURE.findall(html))
    if bare:
        yield f"{bare} {'picture' if bare == 1 else 'pictures'} in the text: no credit"


def _problems(preview: "Preview", source: str) -> list[str]:
    """Return the diagnostics about a file, as the terminal prints them."""
    if not source or not preview.result:
        return []
    read = make_text_reader(preview.request.root)
    own = [d for d in preview.result.diagnostics if d.location.path == source and d.severity == "warning"]
    return [format_diagnostic(d, read) for d in own[:SHOWN]]
