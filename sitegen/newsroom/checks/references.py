"""Links and pictures in texts that lead nowhere, or to what is not published."""

from collections.abc import Iterator

from sitegen.errors import Diagnostic, Location, warning
from sitegen.newsroom.checks.context import CONTENT, Guess, Inquiry, place
from sitegen.newsroom.checks.pictures import missing_image
from sitegen.newsroom.links import documents
from sitegen.newsroom.links.references import Text, document_path, find, language_of
from sitegen.source.article import ArticleMeta, Reference
from sitegen.urls import slugify

_WHY = {
    "draft": "is a draft",
    "future": "is not published yet",
    "embargoed": "is under embargo",
    "expired": "has expired",
}


def check_references(inquiry: Inquiry) -> Iterator[Diagnostic]:
    """Yield what the texts of articles, pages, authors, tags, series and threads refer to in vain."""
    unpublished = _Unpublished(inquiry)
    guesses = _Guesses(inquiry)
    site = inquiry.site
    sources = inquiry.sources
    topics = (*sources.tags, *sources.series, *sources.threads)
    texts: list[Text] = [*inquiry.watched, *sources.pages, *sources.authors, *topics]
    for text in texts:
        lang = language_of(site, text)
        for number, reference in enumerate(text.references):
            if find(site, text.path, lang, reference) is None:
                target = unpublished.target(text.path, reference)
                if not target:
                    yield _broken(inquiry, text.path, reference, _position(inquiry, text, number), guesses)
                elif text.path not in site.unpublished:
                    yield _dead(inquiry, _position(inquiry, text, number), target)


def _position(inquiry: Inquiry, text: Text, number: int) -> Location:
    """Return where the reference of that number stands in a text."""
    own = () if isinstance(text, ArticleMeta) else text.positions
    positions = own or inquiry.sources.article_positions(text.path)
    line, column = positions[number] if number < len(positions) else (0, 0)
    return place(text.path, line=line, column=column)


class _Unpublished:
    """The articles that are not published, by what may be written for them."""

    def __init__(self, inquiry: Inquiry) -> None:
        self._paths = inquiry.site.unpublished
        self._documents = documents.index(self._paths) if inquiry.site.documents else {}
        self._slugs = {a.slug: a.path for a in reversed(inquiry.articles) if a.path in self._paths}

    def target(self, path: str, reference: Reference) -> str:
        """Return the path of the article that is meant, "" if there is none."""
        if reference.kind == "slug":
            return self._slugs.get(reference.target) or self._slugs.get(slugify(reference.target), "")
        if reference.kind == "document":
            return documents.find(self._documents, path, reference.target)
        wanted = document_path(path, reference.target)
        return wanted if reference.kind == "file" and wanted in self._paths else ""


def _dead(inquiry: Inquiry, where: Location, target: str) -> Diagnostic:
    why = _WHY[inquiry.states[target]]
    message = f"The link leads to {CONTENT}{target}, which {why}: its text stands without a link."
    hint = "nothing need be done if that is meant; the link comes and goes with the article"
    return warning("unpublished-link", message, where, hint)


class _Guesses:
    """Hints for slugs and files that do not exist."""

    def __init__(self, inquiry: Inquiry) -> None:
        self._slugs = Guess(article.slug for article in inquiry.articles)
        self._names = Guess(_name(article.path) for article in inquiry.articles)
        self._articles = inquiry.articles
        self._by_name: dict[str, list[str]] = {}

    def slug(self, slug: str) -> str:
        return self._slugs.hint(slug, "write the `slug` of an article, or the name of its file without date and ending")

    def file(self, path: str) -> str:
        """A file of that very name elsewhere is the likeliest; of several none is."""
        if not self._by_name:
            for article in self._articles:
                self._by_name.setdefault(_name(article.path), []).append(article.path)
        elsewhere = self._by_name.get(_name(path), [])
        if len(elsewhere) == 1:
            return f"did you mean {CONTENT}{elsewhere[0]}?"
        otherwise = "write the path from this file to the other"
        return otherwise if elsewhere else self._names.hint(_name(path), otherwise)


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def _broken(inquiry: Inquiry, path: str, reference: Reference, where: Location, guesses: _Guesses) -> Diagnostic:
    severity = inquiry.link_severity()
    if reference.kind == "image":
        return missing_image(inquiry, path, reference.target, where)
    if reference.kind == "slug":
        message = f'No article or page has the slug "{reference.target}".'
        return Diagnostic(severity, "broken-link", message, where, guesses.slug(reference.target))
    if reference.kind == "document":
        message = f'The link leads to "{reference.target}", and no file that has a page is called so.'
        return Diagnostic(severity, "broken-link", message, where, guesses.file(reference.target))
    wanted = document_path(path, reference.target)
    message = f"The link leads to {CONTENT}{wanted}, which does not exist."
    return Diagnostic(severity, "broken-link", message, where, guesses.file(wanted))
