"""Documents by the names that links of other generators use: Hugo's `ref`, Jekyll's `link` and `post_url`.

Such a name may be a path from content/, a path from the file that has the link, the end of a path or a file's name
alone; with or without its ending, and without the `_index` or `index` of a folder.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from sitegen.newsroom.site import Sources
from sitegen.source.article import ArticleMeta, Author, StaticPage, Topic

Documents = Mapping[str, tuple[str, ...]]
"""Last part of the name -> paths below content/, in their order"""

_ENDING = re.compile(r"(?:/_?index)?\.(?:md|markdown|html?)\Z", re.IGNORECASE)


def index_documents(paths: Iterable[str]) -> Documents:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for path in paths:
        found[_strip_ending(path).rpartition("/")[2]].append(path)
    return {name: tuple(some) for name, some in found.items()}


def find_named_documents(sources: Sources, articles: Mapping[str, ArticleMeta]) -> Documents:
    """Return everything that has a page (of articles the published ones); nothing if no text links by such names."""
    topics = (*sources.tags, *sources.series, *sources.threads)
    texts: list[ArticleMeta | StaticPage | Author | Topic] = [
        *sources.articles,
        *sources.pages,
        *sources.authors,
        *topics,
    ]
    if not any(reference.kind == "document" for text in texts for reference in text.references):
        return {}
    return index_documents([*articles, *(text.path for text in texts[len(sources.articles) :])])


def find_document(documents: Documents, path: str, target: str) -> str:
    """Return the path of the document that a link in the file of that path means, "" if there is none.

    Of several that end like the target it is the nearest: the one with the most folders in common. If two are equally
    near, it is neither.
    """
    wanted = _strip_ending(target.strip("/"))
    some = documents.get(wanted.rpartition("/")[2], ())
    for candidate in some:
        if _strip_ending(candidate) == wanted and target.startswith("/"):
            return candidate
    near = sorted((-_count_common_folders(path, p), p) for p in some if f"/{_strip_ending(p)}".endswith(f"/{wanted}"))
    return near[0][1] if len(near) == 1 or (near and near[0][0] != near[1][0]) else ""


def _strip_ending(path: str) -> str:
    return _ENDING.sub("", path)


def _count_common_folders(one: str, other: str) -> int:
    """Return how many folders two paths have in common."""
    folders = zip(one.split("/")[:-1], other.split("/")[:-1], strict=False)
    return next((n for n, (a, b) in enumerate(folders) if a != b), min(one.count("/"), other.count("/")))
