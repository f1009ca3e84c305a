"""Unknown authors, categories and subcategories in articles; tags, series and threads that cannot have a page."""

from collections.abc import Iterator, Mapping

from sitegen.errors import Diagnostic, Severity, error, warning
from sitegen.newsroom.checks.context import CONTENT, CheckContext, Suggester, locate
from sitegen.newsroom.terms.categories import find_children, find_lineage
from sitegen.source.article import ArticleMeta, Author, Topic
from sitegen.urls import slugify

_CREATE = "create"


def check_names(context: CheckContext) -> Iterator[Diagnostic]:
    site = context.site
    authors = Suggester(site.authors)
    categories = Suggester(site.categories)
    written = {article.path: article for article in context.sources.articles}
    for article in context.checked_articles:
        if article.category not in site.categories or article.subcategory:
            yield from _check_category(context, article, categories)
        for name in ("authors", "contributors"):
            for byline in getattr(article, name):
                if byline.id not in site.authors:
                    key = _find_byline_key(written, article.path, byline.id)
                    yield from _check_author(context, article, key, byline.id, authors)
        for number, tag in enumerate(article.tags):
            if not tag[:1].isalnum() and not slugify(tag):
                yield _report_no_slug(article, f"tags.{number}", tag)
    for article in context.sources.articles:
        if article.series and not slugify(article.series.id):
            yield _report_no_slug(article, "series.id", article.series.id)
        if article.thread and not slugify(article.thread):
            yield _report_no_slug(article, "thread", article.thread)
    yield from _find_ambiguous_bylines(context)
    yield from _find_same_ids(context)


def _find_byline_key(written: Mapping[str, ArticleMeta], path: str, name: str) -> str:
    """Return the key of the first byline with the name as it is written: the same person may be named before."""
    article = written[path]
    for key in ("authors", "contributors"):
        for number, byline in enumerate(getattr(article, key)):
            if byline.id == name:
                return f"{key}.{number}"
    return "authors"


def _check_author(
    context: CheckContext, article: ArticleMeta, key: str, name: str, suggester: Suggester
) -> Iterator[Diagnostic]:
    slug = slugify(name)
    if context.site.config.content.unknown_authors == _CREATE:
        if not slug:
            message = f'The author "{name}" has no letter or digit, so no URL can be made from it.'
            yield error("bad-author", message, locate(article.path, key), "write the author's name")
        return
    file = f"{CONTENT}authors/{slug or 'name'}.md"
    hint = f'add {file}, or set unknown_authors = "create" under [content] in site.toml'
    message = f'There is no author "{name}": {file} does not exist, and no author has that name.'
    yield error("unknown-author", message, locate(article.path, key), suggester.hint(name, hint))


def _find_ambiguous_bylines(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield the bylines by a name that several authors have: the first of them is credited, maybe the wrong one."""
    ids = {author.id for author in context.sources.authors}
    by_name: dict[str, list[str]] = {}
    for author in sorted(context.sources.authors, key=lambda author: author.id):
        by_name.setdefault(slugify(author.name), []).append(author.id)
    shared = {name: found for name, found in by_name.items() if len(set(found)) > 1 and name not in ids}
    if not shared:
        return
    severity: Severity = "warning" if context.site.config.content.unknown_authors == _CREATE else "error"
    checked = {article.path for article in context.checked_articles}
    for article in context.sources.articles:
        for key in ("authors", "contributors") if article.path in checked else ():
            for number, byline in enumerate(getattr(article, key)):
                found = shared.get(slugify(byline.id))
                if found and byline.id not in ids:
                    several = " and ".join(f"`{id}`" for id in dict.fromkeys(found))
                    message = f'Several authors have the name "{byline.id}": {several}.'
                    where = locate(article.path, f"{key}.{number}")
                    yield Diagnostic(severity, "ambiguous-author", message, where, "write the id of the author")


def _check_category(context: CheckContext, article: ArticleMeta, suggester: Suggester) -> Iterator[Diagnostic]:
    site = context.site
    free = site.config.content.unknown_categories == _CREATE
    name, sub = article.category, article.subcategory
    if name not in site.categories:
        yield from _report_unknown(article, "category", name, free, suggester)
    elif sub and sub not in site.categories:
        own = Suggester(find_children(site.categories, name))
        yield from _report_unknown(article, "subcategory", sub, free, own)
    elif sub and not free and name not in find_lineage(site.categories, sub):
        parent = site.categories[sub].parent
        message = f"`{sub}` is not a subcategory of `{name}`" + (f" but of `{parent}`." if parent else ".")
        instead = f"write {parent} as the category, or " if parent else ""
        hint = f'{instead}set parent = "{name}" for it in site.toml'
        yield error("wrong-subcategory", message, locate(article.path, "subcategory"), hint)


def _report_unknown(
    article: ArticleMeta, key: str, name: str, free: bool, suggester: Suggester
) -> Iterator[Diagnostic]:
    if not free:
        hint = 'add it to [[categories]] in site.toml, or set unknown_categories = "create" under [content]'
        message = f'There is no {key} "{name}" in site.toml.'
        yield error(f"unknown-{key}", message, locate(article.path, key), suggester.hint(name, hint))
    elif not slugify(name):
        message = f'The {key} "{name}" has no letter or digit, so no URL can be made from it.'
        yield error("bad-category", message, locate(article.path, key), "use a name with at least one letter or digit")


def _report_no_slug(article: ArticleMeta, key: str, name: str) -> Diagnostic:
    message = f'"{name}" has no letter or digit, so it gets no page.'
    return warning("no-address", message, locate(article.path, key), "use a name with at least one letter or digit")


def _find_same_ids(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield the files of authors, tags, series and threads with the id of another: only their folders differ."""
    sources = context.sources
    kinds: dict[str, tuple[Author | Topic, ...]] = {
        "author": sources.authors, "tag": sources.tags, "series": sources.series, "thread": sources.threads
    }  # fmt: skip
    for kind, files in kinds.items():
        first: dict[str, str] = {}
        for file in sorted(files, key=lambda file: file.path):
            other = first.setdefault(file.id, file.path)
            if other != file.path:
                message = f"The {kind} `{file.id}` already has a file: {CONTENT}{other}."
                yield error("duplicate-id", message, locate(file.path), "rename one of the files")
