"""Links and pictures in texts that are broken, or that lead to something unpublished."""

from collections.abc import Iterator

from sitegen.errors import Diagnostic, Location, warning
from sitegen.newsroom.checks.context import CONTENT, CheckContext, Suggester, locate
from sitegen.newsroom.checks.pictures import report_missing_image
from sitegen.newsroom.links import documents
from sitegen.newsroom.links.references import Text, find_target, get_language, resolve_path
from sitegen.source.article import ArticleMeta, Reference
from sitegen.urls import slugify

_WHY = {
    "draft": "is a draft",
    "future": "is not published yet",
    "embargoed": "is under embargo",
    "expired": "has expired",
}


def check_references(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield the broken references in the texts of articles, pages, authors, tags, series and threads."""
    unpublished = _Unpublished(context)
    suggester = _LinkSuggester(context)
    site = context.site
    sources = context.sources
    topics = (*sources.tags, *sources.series, *sources.threads)
    texts: list[Text] = [*context.checked_articles, *sources.pages, *sources.authors, *topics]
    for text in texts:
        lang = get_language(site, text)
        for number, reference in enumerate(text.references):
            if find_target(site, text.path, lang, reference) is None:
                target = unpublished.find(text.path, reference)
                if not target:
                    yield _report_broken(
                        context, text.path, reference, _find_position(context, text, number), suggester
                    )
                elif text.path not in site.unpublished:
                    yield _report_unpublished(context, _find_position(context, text, number), target)


def _find_position(context: CheckContext, text: Text, number: int) -> Location:
    """Return where the reference of that number stands in a text."""
    own = () if isinstance(text, ArticleMeta) else text.positions
    positions = own or context.sources.article_positions(text.path)
    line, column = positions[number] if number < len(positions) else (0, 0)
    return locate(text.path, line=line, column=column)


class _Unpublished:
    """The articles that are not published, by what a link to them may say."""

    def __init__(self, context: CheckContext) -> None:
        self._paths = context.site.unpublished
        self._documents = documents.index_documents(self._paths) if context.site.documents else {}
        self._slugs = {a.slug: a.path for a in reversed(context.articles) if a.path in self._paths}

    def find(self, path: str, reference: Reference) -> str:
        """Return the path of the unpublished article that is meant, "" if there is none."""
        if reference.kind == "slug":
            return self._slugs.get(reference.target) or self._slugs.get(slugify(reference.target), "")
        if reference.kind == "document":
            return documents.find_document(self._documents, path, reference.target)
        wanted = resolve_path(path, reference.target)
        return wanted if reference.kind == "file" and wanted in self._paths else ""


def _report_unpublished(context: CheckContext, where: Location, target: str) -> Diagnostic:
    why = _WHY[context.states[target]]
    message = f"The link leads to {CONTENT}{target}, which {why}: its text is not linked."
    hint = "no action is needed if this is intended: the link appears when the article is published"
    return warning("unpublished-link", message, where, hint)


class _LinkSuggester:
    """Hints for slugs and files that do not exist."""

    def __init__(self, context: CheckContext) -> None:
        self._slugs = Suggester(article.slug for article in context.articles)
        self._names = Suggester(_name(article.path) for article in context.articles)
        self._articles = context.articles
        self._by_name: dict[str, list[str]] = {}

    def suggest_slug(self, slug: str) -> str:
        return self._slugs.hint(slug, "write the `slug` of an article, or the name of its file without date and ending")

    def suggest_file(self, path: str) -> str:
        """Suggest the file of the same name elsewhere, if there is exactly one."""
        if not self._by_name:
            for article in self._articles:
                self._by_name.setdefault(_name(article.path), []).append(article.path)
        elsewhere = self._by_name.get(_name(path), [])
        if len(elsewhere) == 1:
            return f"did you mean {CONTENT}{elsewhere[0]}?"
        otherwise = "write the path relative to this file"
        return otherwise if elsewhere else self._names.hint(_name(path), otherwise)


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def _report_broken(
    context: CheckContext, path: str, reference: Reference, where: Location, suggester: _LinkSuggester
) -> Diagnostic:
    severity = context.get_link_severity()
    if reference.kind == "image":
        return report_missing_image(context, path, reference.target, where)
    if reference.kind == "slug":
        message = f'No article or page has the slug "{reference.target}".'
        return Diagnostic(severity, "broken-link", message, where, suggester.suggest_slug(reference.target))
    if reference.kind == "document":
        message = f'The link leads to "{reference.target}", but no file with that name has a page.'
        return Diagnostic(severity, "broken-link", message, where, suggester.suggest_file(reference.target))
    wanted = resolve_path(path, reference.target)
    message = f"The link leads to {CONTENT}{wanted}, which does not exist."
    return Diagnostic(severity, "broken-link", message, where, suggester.suggest_file(wanted))
