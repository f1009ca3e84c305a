"""Languages: which articles are versions of one another, and which of them lists show."""

from collections.abc import Iterable, Mapping

from sitegen.source.article import ArticleMeta

Versions = tuple[tuple[str, str], ...]
"""(language, path), sorted"""


def find_versions(articles: Iterable[ArticleMeta]) -> dict[str, Versions]:
    """Return all versions of each article that has some in other languages, itself among them, by its path.

    Versions are: the articles of one `translation_key`; those with the same `translation_of`, with the article of
    that slug; and articles of one slug in different languages, if no language has two of them. `articles` come in the
    order of their paths; of two versions in one language the first counts.
    """
    articles = list(articles)
    further = {a.slug: a.translation_of for a in articles if a.translation_of}
    groups: dict[tuple[str, str], list[ArticleMeta]] = {}
    for article in articles:
        name = article.translation_of or article.slug
        group = ("key", article.translation_key) if article.translation_key else ("name", further.get(name, name))
        groups.setdefault(group, []).append(article)
    versions: dict[str, Versions] = {}
    for some in groups.values():
        if len(some) > 1 and _is_one_story(some):
            by_language: dict[str, str] = {}
            for article in some:
                by_language.setdefault(article.lang, article.path)
            if len(by_language) > 1:
                versions |= dict.fromkeys(by_language.values(), tuple(sorted(by_language.items())))
    return versions


def _is_one_story(group: list[ArticleMeta]) -> bool:
    """Are the articles of a group versions of one story? Yes if one of them says so; those that only have the same slug
    are if each has another language."""
    unsaid = [article.lang for article in group if not (article.translation_of or article.translation_key)]
    return len(unsaid) < len(group) or len(set(unsaid)) == len(unsaid)


def choose_originals(
    versions: Mapping[str, Versions], articles: Mapping[str, ArticleMeta], language: str
) -> dict[str, str]:
    """Return for each article with versions the path of the one that lists show: that in the site's language, else the
    one that the others are translations of, else the oldest."""
    chosen: dict[Versions, str] = {}
    for group in versions.values():
        if group not in chosen:
            chosen[group] = min(
                (path for _, path in group),
                key=lambda path: (
                    articles[path].lang != language,
                    bool(articles[path].translation_of),
                    articles[path].date,
                    path,
                ),
            )
    return {path: chosen[group] for path, group in versions.items()}
