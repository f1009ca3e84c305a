"""Corrections: of one article, and of all."""

import datetime as dt

from sitegen.newsroom.cards import Card
from sitegen.newsroom.dates import to_zone
from sitegen.newsroom.site import Site
from sitegen.newsroom.values import CorrectionNote
from sitegen.source.article import ArticleMeta, Correction


def list_corrections(site: Site, article: ArticleMeta, card: Card | None = None) -> tuple[CorrectionNote, ...]:
    """Return an article's corrections, newest first; with its card, for lists that show more than one article's."""
    zone = site.config.zone
    found = [_make_note(correction, zone, card) for correction in article.corrections]
    found.sort(key=lambda note: note.date, reverse=True)
    return tuple(found)


def _make_note(correction: Correction, zone: dt.tzinfo, card: Card | None) -> CorrectionNote:
    """Return the note of a correction; a retraction always stands before the text."""
    priority = "high" if correction.type == "retraction" else correction.priority
    return CorrectionNote(to_zone(correction.date, zone), correction.type, correction.text, priority, card)


def list_all_corrections(site: Site) -> tuple[CorrectionNote, ...]:
    """Return the corrections of all articles but unlisted ones with their cards, newest first, then by path:
    translations too, as each has corrections of its own."""
    found = [
        note
        for path, article in sorted(site.articles.items())
        if article.corrections and not article.unlisted
        for note in list_corrections(site, article, site.cards[path])
    ]
    found.sort(key=lambda note: note.date, reverse=True)
    return tuple(found)
