"""Stories that articles name by slug: related ones, excluded ones, originals of translations."""

from collections import Counter
from collections.abc import Iterator

from sitegen.errors import Diagnostic
from sitegen.newsroom.checks.context import CheckContext, Suggester, locate
from sitegen.urls import slugify


def check_named_stories(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield the slugs that no article has, published or not."""
    slugs = {article.slug for article in context.articles}
    originals = Counter(article.translation_of for article in context.articles if article.translation_of)
    suggester = Suggester(slugs)
    hint = "write the `slug` of an article, or the name of its file without date and ending"
    for article in context.checked_articles:
        named = [(f"related.{n}", slug) for n, slug in enumerate(article.related)]
        named += [(f"exclude_related.{n}", slug) for n, slug in enumerate(article.exclude_related)]
        if article.translation_of and originals[article.translation_of] < 2:
            named.append(("translation_of", article.translation_of))
        for key, slug in named:
            if slug not in slugs and slugify(slug) not in slugs:
                code = "unknown-original" if key == "translation_of" else "unknown-story"
                message = f'No article has the slug "{slug}".'
                where = locate(article.path, key)
                yield Diagnostic(context.get_link_severity(), code, message, where, suggester.hint(slug, hint))
