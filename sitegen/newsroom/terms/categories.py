"""Categories: the tree, those that only articles name, and the ids for an article's `category` and `subcategory`."""

from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec import Struct

from sitegen.config.model import Category, Config
from sitegen.newsroom.terms.names import choose_spellings, find_id, make_title
from sitegen.source.article import ArticleMeta
from sitegen.urls import slugify

CategoryNames = tuple[str, str]
"""Category and subcategory: as an article names them, or as ids"""


class Categories(Struct, frozen=True):
    """All categories, and the ids for each pair of names in an article."""

    by_id: Mapping[str, Category]
    """In the configured order; those made from articles come last, by id."""
    by_name: Mapping[CategoryNames, CategoryNames]
    """As an article names them -> ids of the category and of the subcategory or "". An unknown name maps to itself."""


def gather_categories(articles: Iterable[ArticleMeta], shown: Iterable[ArticleMeta], config: Config) -> Categories:
    """Return the configured categories and, if the settings allow it, others that shown articles name.

    The category of an article is the one at the root of the tree: an article that names a subcategory as its category
    belongs to the category at the root, and to that subcategory.
    """
    used = Counter((a.category, a.subcategory) for a in articles)
    by_id = {c.id: c for c in sorted(config.categories, key=lambda c: c.order)}
    free = config.content.unknown_categories == "create"
    if free:
        by_id |= _create_unknown(Counter((a.category, a.subcategory) for a in shown), by_id)
    titles = {slugify(c.title): c.id for c in reversed(by_id.values())}
    return Categories(by_id, {pair: _resolve(pair, by_id, titles, free) for pair in used})


def _create_unknown(used: Counter[CategoryNames], known: Mapping[str, Category]) -> dict[str, Category]:
    titles = {slugify(c.title): c.id for c in known.values()}
    unknown: Counter[str] = Counter()
    for (name, _), count in used.items():
        if not find_id(name, known, titles):
            unknown[name] += count
    made = {slug: Category(slug, make_title(name, each_word=True)) for slug, name in choose_spellings(unknown).items()}
    everything = {**known, **made}
    for (name, sub), _ in sorted(used.items()):
        slug = slugify(sub)
        if slug and not find_id(sub, everything, titles):
            parent = find_id(name, everything, titles)
            everything[slug] = made[slug] = Category(slug, make_title(sub, each_word=True), parent=parent)
    return dict(sorted(made.items()))


def _resolve(
    pair: CategoryNames, by_id: Mapping[str, Category], titles: Mapping[str, str], free: bool
) -> CategoryNames:
    name, sub_name = pair
    category = find_id(name, by_id, titles)
    sub = find_id(sub_name, by_id, titles) if sub_name else ""
    if sub_name and not sub:
        sub = slugify(sub_name) or sub_name if free else sub_name
    if not category:
        return (slugify(name) or name if free else name), sub
    root = find_ancestors(by_id, category)[-1]
    return root, sub or (category if category != root else "")


def find_ancestors(by_id: Mapping[str, Category], category: str) -> tuple[str, ...]:
    """Return the ids from a category up to the root of its tree, itself first; only itself if it is unknown."""
    chain = [category]
    while (known := by_id.get(chain[-1])) and known.parent in by_id and known.parent not in chain:
        chain.append(known.parent)
    return tuple(chain)


def find_lineage(by_id: Mapping[str, Category], category: str, subcategory: str = "") -> tuple[str, ...]:
    """Return the ids of all categories that an article belongs to, the narrowest first, each once."""
    low = find_ancestors(by_id, subcategory) if subcategory else ()
    return tuple(dict.fromkeys((*low, *find_ancestors(by_id, category))))


def find_children(by_id: Mapping[str, Category], category: str) -> tuple[str, ...]:
    """Return the ids of a category's own subcategories, in the order of the categories; of "" those of the roots."""
    if not category:
        return tuple(c.id for c in by_id.values() if c.parent not in by_id)
    return tuple(c.id for c in by_id.values() if c.parent == category and c.id != category)
