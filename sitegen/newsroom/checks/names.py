"""Names that articles give and nothing bears: authors, categories, subcategories; and tags that cannot have a page."""

from collections.abc import Iterator

from sitegen.errors import Diagnostic, error, warning
from sitegen.newsroom.checks.context import CONTENT, Guess, Inquiry, place
from sitegen.newsroom.terms.categories import children, lineage
from sitegen.source.article import ArticleMeta, Author, Topic
from sitegen.urls import slugify

_CREATE = "create"


def check_names(inquiry: Inquiry) -> Iterator[Diagnostic]:
    site = inquiry.site
    authors = Guess(site.authors)
    categories = Guess(site.categories)
    for article in inquiry.watched:
        if article.category not in site.categories or article.subcategory:
            yield from _category(inquiry, article, categories)
        for name in ("authors", "contributors"):
            for number, byline in enumerate(getattr(article, name)):
                if byline.id not in site.authors:
                    yield from _author(inquiry, article, f"{name}.{number}", byline.id, authors)
        for number, tag in enumerate(article.tags):
            if not tag[:1].isalnum() and not slugify(tag):
                yield _no_slug(article, f"tags.{number}", tag)
    for article in inquiry.sources.articles:
        if article.series and not slugify(article.series.id):
            yield _no_slug(article, "series.id", article.series.id)
        if article.thread and not slugify(article.thread):
            yield _no_slug(article, "thread", article.thread)
    yield from _same_ids(inquiry)


def _author(inquiry: Inquiry, article: ArticleMeta, key: str, name: str, guess: Guess) -> Iterator[Diagnostic]:
    slug = slugify(name)
    if inquiry.site.config.content.unknown_authors == _CREATE:
        if not slug:
            message = f'The author "{name}" has no letter or digit that an address could be made of.'
            yield error("bad-author", message, place(article.path, key), "write the author's name")
        return
    file = f"{CONTENT}authors/{slug or 'name'}.md"
    hint = f'add {file}, or set unknown_authors = "create" under [content] in site.toml'
    message = f'There is no author "{name}": {file} does not exist, and no author has that name.'
    yield error("unknown-author", message, place(article.path, key), guess.hint(name, hint))


def _category(inquiry: Inquiry, article: ArticleMeta, guess: Guess) -> Iterator[Diagnostic]:
    site = inquiry.site
    free = site.config.content.unknown_categories == _CREATE
    name, sub = article.category, article.subcategory
    if name not in site.categories:
        yield from _unknown(article, "category", name, free, guess)
    elif sub and sub not in site.categories:
        own = Guess(children(site.categories, name))
        yield from _unknown(article, "subcategory", sub, free, own)
    elif sub and not free and name not in lineage(site.categories, sub):
        parent = site.categories[sub].parent
        message = f"`{sub}` is no subcategory of `{name}`" + (f": it is one of `{parent}`." if parent else ".")
        instead = f"write {parent} as the category, or " if parent else ""
        hint = f'{instead}set parent = "{name}" for it in site.toml'
        yield error("wrong-subcategory", message, place(article.path, "subcategory"), hint)


def _unknown(article: ArticleMeta, key: str, name: str, free: bool, guess: Guess) -> Iterator[Diagnostic]:
    if not free:
        hint = 'add it to [[categories]] in site.toml, or set unknown_categories = "create" under [content]'
        message = f'There is no {key} "{name}" in site.toml.'
        yield error(f"unknown-{key}", message, place(article.path, key), guess.hint(name, hint))
    elif not slugify(name):
        message = f'The {key} "{name}" has no letter or digit that an address could be made of.'
        yield error("bad-category", message, place(article.path, key), "name it with a word")


def _no_slug(article: ArticleMeta, key: str, name: str) -> Diagnostic:
    message = f'"{name}" has no letter or digit that an address could be made of, so it gets no page.'
    return warning("no-address", message, place(article.path, key), "write a word")


def _same_ids(inquiry: Inquiry) -> Iterator[Diagnostic]:
    """Yield the files of authors, tags, series and threads that have another's name: only their folder tells them
    apart."""
    sources = inquiry.sources
    kinds: dict[str, tuple[Author | Topic, ...]] = {
        "author": sources.authors, "tag": sources.tags, "series": sources.series, "thread": sources.threads
    }  # fmt: skip
    for kind, files in kinds.items():
        first: dict[str, str] = {}
        for file in sorted(files, key=lambda file: file.path):
            other = first.setdefault(file.id, file.path)
            if other != file.path:
                message = f"The {kind} `{file.id}` has a file already: {CONTENT}{other}."
                yield error("duplicate-id", message, place(file.path), "rename one of the files")
