"""References in texts: the attributes they become, and what is said of those that lead nowhere."""

from typing import Any

from sitegen.config.model import MarkdownOptions
from sitegen.newsroom.links.references import make_attributes
from sitegen.newsroom.site import MediaFile
from sitegen.source.article import Author, Reference, StaticPage
from sitegen.source.markdown.resolve import resolve
from tests.newsroom.kit import HOUR, NOW, article, config, diagnostics, make, problems

PHOTO = MediaFile("articles/moon/a&b.jpg", "/media/moon/a&b.1.jpg", "", "", 1200, 800)
CHART = MediaFile("static/chart.svg", "/chart.svg", "", "")
ABOUT = StaticPage("pages/about.md", "about", "About & us", lang="en")
SOURCES: dict[str, Any] = {"pages": (ABOUT,), "media": {file.path: file for file in (PHOTO, CHART)}}

TO_FILE = Reference("file", "../budget.md", "#why")
TO_PAGE = Reference("file", "/pages/about.md")
TO_SLUG = Reference("slug", "budget")
BARE = Reference("slug", "budget", bare=True)
IMAGE = Reference("image", "a&b.jpg")
NO_SIZE = Reference("image", "/chart.svg")

MOON = article("moon", path="articles/moon/index.md", references=(TO_FILE, TO_PAGE, TO_SLUG, BARE, IMAGE, NO_SIZE))
BUDGET = article("budget", title="Budget <passed>")


def test_references_become_whole_attributes() -> None:
    assert make_attributes(make(MOON, BUDGET, **SOURCES), MOON) == (
        'href="/world/budget/#why"',
        'href="/about/"',
        'href="/world/budget/"',
        'href="/world/budget/">Budget &lt;passed&gt;',
        'src="/media/moon/a&amp;b.1.jpg" width="1200" height="800"',
        'src="/chart.svg"',
    )


def test_a_link_by_file_keeps_its_query_and_fragment() -> None:
    story = article("moon", references=(Reference("file", "budget.md", "?subject=roads&x=1#form"),))
    assert make_attributes(make(story, BUDGET), story) == ('href="/world/budget/?subject=roads&amp;x=1#form"',)


def test_they_fit_what_texts_have_in_their_places() -> None:
    html = '<p><a href="mk0">x</a> <a href="mk3">mk3;budget</a> <img src="mk4" alt=""></p>'
    filled = resolve(html, "mk", make_attributes(make(MOON, BUDGET, **SOURCES), MOON), ())
    assert filled == (
        '<p><a href="/world/budget/#why">x</a> <a href="/world/budget/">Budget &lt;passed&gt;</a>'
        ' <img src="/media/moon/a&amp;b.1.jpg" width="1200" height="800" alt=""></p>'
    )


def test_pages_and_authors_have_references_too_and_may_be_meant() -> None:
    author = Author("ada", "Ada Byron", path="authors/ada.md", references=(Reference("file", "../articles/budget.md"),))
    page = StaticPage("pages/team.md", "team", "Team", references=(Reference("file", "../authors/ada.md"),))
    site = make(BUDGET, pages=(page,), authors=(author,))
    assert make_attributes(site, author) == ('href="/world/budget/"',)
    assert make_attributes(site, page) == ('href="/authors/ada/"',)


def test_a_slug_means_the_version_in_the_texts_language_and_pages_have_slugs() -> None:
    story = article("a", lang="fr", references=(TO_SLUG, Reference("slug", "about"), Reference("slug", "Budget")))
    french = article("fr", slug="budget", lang="fr", translation_of="budget")
    assert make_attributes(make(story, BUDGET, french, **SOURCES), story) == (
        'href="/fr/world/budget/"',
        'href="/about/"',
        'href="/fr/world/budget/"',
    )


def test_a_link_to_what_is_not_published_is_no_link_and_a_warning() -> None:
    story = article("a", references=(Reference("slug", "later"), Reference("file", "draft.md")))
    others = article("later", date=NOW + HOUR), article("draft", draft=True)
    assert make_attributes(make(story, *others), story) == ("", "")
    found = diagnostics(story, *others, article_positions=lambda path: ((5, 3), (6, 1)))
    assert [(str(d.location), d.severity, d.code, d.message) for d in found] == [
        (
            "content/articles/a.md:5:3", "warning", "unpublished-link",
            "The link leads to content/articles/later.md, which is not published yet: its text is not linked.",
        ),
        (
            "content/articles/a.md:6:1", "warning", "unpublished-link",
            "The link leads to content/articles/draft.md, which is a draft: its text is not linked.",
        ),
    ]  # fmt: skip
    coming = article("coming", date=NOW + HOUR, references=(Reference("slug", "later"),))
    assert problems(coming, *others) == []


def test_links_and_pictures_that_lead_nowhere_are_errors_at_their_place() -> None:
    wrong = (
        Reference("slug", "bugdet"),
        Reference("file", "../bugdet.md"),
        Reference("image", "ab.jpg"),
        Reference("image", "https://img.example/x.png"),
    )
    story = article("moon", path="articles/moon/index.md", references=wrong)
    where = {"article_positions": lambda path: ((5, 3), (6, 1), (7, 0), (8, 1))}
    found = diagnostics(story, BUDGET, **SOURCES, **where)
    assert [(str(d.location), d.severity, d.code, d.message, d.hint) for d in found] == [
        (
            "content/articles/moon/index.md:5:3", "error", "broken-link",
            'No article or page has the slug "bugdet".', "did you mean `budget`?",
        ),
        (
            "content/articles/moon/index.md:6:1", "error", "broken-link",
            "The link leads to content/articles/bugdet.md, which does not exist.", "did you mean `budget.md`?",
        ),
        (
            "content/articles/moon/index.md:7", "error", "missing-image",
            'There is no picture "ab.jpg": content/articles/moon/ab.jpg does not exist.', "did you mean `a&b.jpg`?",
        ),
    ]  # fmt: skip
    lenient = config(markdown=MarkdownOptions(broken_links="warning"))
    assert {d.severity for d in diagnostics(story, BUDGET, settings=lenient, **SOURCES)} == {"warning"}


def test_a_file_of_that_name_elsewhere_is_what_was_meant_if_there_is_one() -> None:
    story = article("a", references=(Reference("file", "budget.md"), Reference("file", "index.md")))
    others = [article(n, path=f"articles/{n}.md") for n in ("2026/budget", "x/index", "y/index")]
    assert [d.hint for d in diagnostics(story, *others)] == [
        "did you mean content/articles/2026/budget.md?",
        "write the path relative to this file",
    ]


def test_what_is_wrong_in_drafts_and_expired_articles_is_nobodys_concern() -> None:
    wrong = (Reference("slug", "nowhere"),)
    draft, expired = article("a", draft=True, references=wrong), article("b", expires=NOW, references=wrong)
    coming = article("c", date=NOW + HOUR, references=wrong)
    positions = {"article_positions": lambda path: ((5, 3),)}
    assert problems(draft, expired, coming, **positions) == ["content/articles/c.md:5:3 error broken-link"]


def test_references_of_pages_authors_and_topics_are_checked() -> None:
    wrong = (Reference("file", "nowhere.md"),)
    author = Author("ada", "Ada", path="authors/ada.md", references=wrong, positions=((2, 1),))
    page = StaticPage("pages/about.md", "about", "About", references=wrong, positions=((2, 1),))
    assert problems(authors=(author,), pages=(page,)) == [
        "content/authors/ada.md:2:1 error broken-link",
        "content/pages/about.md:2:1 error broken-link",
    ]
