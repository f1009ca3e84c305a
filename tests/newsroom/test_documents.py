"""Links that other generators write by a document's path or name."""

from typing import Any

import pytest

from sitegen.newsroom.links.documents import find_document, index_documents
from sitegen.newsroom.links.references import make_attributes
from sitegen.source.article import Author, Reference, Topic
from tests.newsroom.kit import article, diagnostics, make, problems

PATHS = [
    "about/index.md",
    "en/_posts/2010-07-21-budget.md",
    "en/_posts/2011-01-02-council.markdown",
    "fr/_posts/2010-07-21-budget.md",
    "topics/climate/_index.md",
    "news/2014/climate.md",
    "news/2014/about.md",
]


@pytest.mark.parametrize(
    ("source", "target", "found"),
    [
        ("news/2014/x.md", "/en/_posts/2010-07-21-budget.md", "en/_posts/2010-07-21-budget.md"),
        ("en/_posts/x.md", "2010-07-21-budget", "en/_posts/2010-07-21-budget.md"),
        ("fr/_posts/x.md", "2010-07-21-budget.md", "fr/_posts/2010-07-21-budget.md"),
        ("news/2014/x.md", "2010-07-21-budget.md", ""),
        ("news/2014/x.md", "council.md", ""),
        ("news/2014/x.md", "_posts/2011-01-02-council.html", "en/_posts/2011-01-02-council.markdown"),
        ("fr/_posts/x.md", "/_posts/2010-07-21-budget", "fr/_posts/2010-07-21-budget.md"),
        ("news/2014/x.md", "/topics/climate", "topics/climate/_index.md"),
        ("news/2014/x.md", "topics/climate/_index.md", "topics/climate/_index.md"),
        ("news/2014/x.md", "climate.md", "news/2014/climate.md"),
        ("news/2014/x.md", "/about/", "about/index.md"),
        ("news/2014/x.md", "", ""),
    ],
)
def test_the_nearest_document_that_ends_like_the_name_is_meant(source: str, target: str, found: str) -> None:
    assert find_document(index_documents(PATHS), source, target) == found


LINKS = article(
    "links",
    references=(
        Reference("document", "budget.md", "#why"),
        Reference("document", "/topics/climate"),
        Reference("document", "/authors/ada"),
        Reference("document", "old.md"),
        Reference("document", "nowhere.md"),
    ),
)
OTHERS = (article("budget", tags=("climate",)), article("old", draft=True))
CLIMATE = Topic("climate", "Climate", path="topics/climate/_index.md")
ADA = Author("ada", "Ada Byron", path="authors/ada/_index.md")


def test_links_lead_to_stories_and_to_the_pages_of_tags_and_authors() -> None:
    site = make(LINKS, *OTHERS, tags=(CLIMATE,), authors=(ADA,))
    found = ('href="/world/budget/#why"', 'href="/tags/climate/"', 'href="/authors/ada/"')
    assert make_attributes(site, LINKS) == (*found, "", "")


def test_a_name_that_nothing_has_leads_to_no_author_without_a_file() -> None:
    created = Author("bo", "Bo")
    assert make_attributes(make(LINKS, authors=(created, ADA)), LINKS)[4] == ""


def test_what_leads_nowhere_or_to_what_is_not_published_is_told_at_its_line() -> None:
    positions: dict[str, Any] = {"article_positions": lambda path: tuple((line, 1) for line in range(3, 8))}
    assert problems(LINKS, *OTHERS, tags=(CLIMATE,), authors=(ADA,), **positions) == [
        "content/articles/links.md:6:1 warning unpublished-link",
        "content/articles/links.md:7:1 error broken-link",
    ]
    found = diagnostics(LINKS, *OTHERS, tags=(CLIMATE,), authors=(ADA,), **positions)
    assert found[1].message == 'The link leads to "nowhere.md", but no file with that name has a page.'


def test_without_such_links_nothing_is_indexed() -> None:
    assert make(*OTHERS).documents == {}
