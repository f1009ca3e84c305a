"""What the names in articles mean: categories, authors, tags, series and threads."""

from msgspec.structs import replace

from sitegen.config.model import Category, ContentRules
from sitegen.newsroom.terms.categories import find_ancestors, find_children, find_lineage
from sitegen.newsroom.terms.names import choose_spellings, make_title
from sitegen.source.article import Author, Byline, SeriesPart, Topic
from tests.newsroom.kit import ADA, CATEGORIES, article, brief, config, diagnostics, make, problems, slugs

LENIENT = config(content=ContentRules(unknown_authors="create", unknown_categories="create"))


def test_a_category_is_known_by_its_id_by_a_name_that_makes_it_and_by_its_title() -> None:
    settings = config(categories=(Category("middle-east", "Middle East"), Category("eu", "European Union")))
    stories = [article("a", 3, category="middle-east"), article("b", 2, category="Middle East")]
    stories.append(article("c", 1, category="european union"))
    site = make(*stories, settings=settings)
    assert {id: slugs(cards) for id, cards in site.by_category.items()} == {"middle-east": "b a", "eu": "c"}
    assert site.articles["articles/b.md"].category == "middle-east"
    assert site.articles["articles/a.md"] is stories[0]


def test_an_article_of_a_subcategory_is_one_of_the_desk_above_it_too() -> None:
    site = make(article("a", 3, category="science", subcategory="space"), article("b", 2, category="space"))
    assert (slugs(site.by_category["science"]), slugs(site.by_category["space"])) == ("b a", "b a")
    b = site.cards["articles/b.md"]
    assert b.subcategory is not None
    assert (b.category.id, b.subcategory.id, b.url) == ("science", "space", "/science/b/")
    assert b.subcategory.url == "/science/space/"


def test_categories_come_in_their_order_and_empty_ones_are_there() -> None:
    ordered = tuple(replace(category, order=-n) for n, category in enumerate(CATEGORIES))
    site = make(article("a"), settings=config(categories=ordered))
    assert [*site.by_category] == ["sport", "space", "science", "world"]
    assert site.by_category["sport"] == ()


def test_unknown_categories_are_made_if_the_settings_allow_it() -> None:
    site = make(
        article("a", category="World"),
        article("b", category="Letters & Arts", subcategory="opera"),
        article("c", category="zoo"),
        article("draft", category="never-shown", draft=True),
        settings=LENIENT,
    )
    made = [*site.categories.values()][len(CATEGORIES) :]
    assert made == [
        Category("letters-arts", "Letters & Arts"),
        Category("opera", "Opera", parent="letters-arts"),
        Category("zoo", "Zoo"),
    ]
    assert site.links["category"]["opera"].url == "/letters-arts/opera/"
    assert slugs(site.by_category["letters-arts"]) == "b"


def test_an_unknown_category_is_an_error_that_leaves_the_name_as_it_is() -> None:
    assert problems(article("a", category="wolrd")) == ["content/articles/a.md category error unknown-category"]
    site = make(article("a", category="wolrd"))
    assert (site.cards["articles/a.md"].category.id, site.cards["articles/a.md"].category.url) == ("wolrd", "")


def test_the_tree_of_categories_can_be_walked_both_ways_and_survives_a_circle() -> None:
    tree = {c.id: c for c in CATEGORIES}
    assert find_ancestors(tree, "space") == ("space", "science")
    assert find_lineage(tree, "science", "space") == ("space", "science")
    assert find_children(tree, "science") == ("space",)
    assert find_children(tree, "") == ("world", "science", "sport")
    circle = {"a": Category("a", "A", parent="b"), "b": Category("b", "B", parent="a")}
    assert find_ancestors(circle, "a") == ("a", "b")


def test_an_author_is_known_by_id_and_by_name() -> None:
    site = make(
        article("a", 3, authors=(Byline("ada"),)),
        article("b", 2, authors=(Byline("Ada Byron", "text"),)),
        article("c", 1, authors=(Byline("ben"),), contributors=(Byline("ada byron"),)),
        authors=(Author("ada", "Ada Byron"), Author("ben", "Ben Kahn")),
    )
    assert slugs(site.by_author["ada"]) == "c b a"
    assert site.articles["articles/b.md"].authors == (Byline("ada", "text"),)
    assert [link.title for link in site.cards["articles/b.md"].authors] == ["Ada Byron"]


def test_unknown_authors_are_made_if_the_settings_allow_it_and_called_as_most_articles_call_them() -> None:
    site = make(
        article("a", authors=(Byline("Carmen Ortiz"),)),
        article("b", authors=(Byline("carmen-ortiz"),)),
        article("c", authors=(Byline("carmen ortiz"),)),
        article("d", authors=(Byline("Carmen Ortiz"), Byline("max-roth"))),
        article("e", authors=(Byline("k0kubun"),)),
        article("draft", authors=(Byline("nobody"),), draft=True),
        settings=LENIENT,
        authors=(),
    )
    made = [(author.id, author.name) for author in site.authors.values()]
    assert made == [("carmen-ortiz", "Carmen Ortiz"), ("k0kubun", "k0kubun"), ("max-roth", "Max Roth")]
    assert len(site.by_author["carmen-ortiz"]) == 4


def test_a_tag_is_one_however_it_is_spelt_and_is_called_as_it_is_spelt_most_often() -> None:
    site = make(
        article("a", 3, tags=("Climate change", "NASA", "nasa")),
        article("b", 2, tags=("climate change",)),
        article("c", 1, tags=("Climate change", "!?")),
    )
    assert {slug: tag.title for slug, tag in site.tags.items()} == {"climate-change": "Climate change", "nasa": "NASA"}
    assert [link.title for link in site.cards["articles/a.md"].tags] == ["Climate change", "NASA"]
    assert [(link.title, link.url) for link in site.cards["articles/c.md"].tags] == [
        ("Climate change", "/tags/climate-change/"),
        ("!?", ""),
    ]
    assert slugs(site.by_tag["climate-change"]) == "c b a"


def test_a_tags_file_gives_its_title_and_is_found_by_it() -> None:
    file = Topic("iss", "International Space Station", kind="organisation", path="tags/iss.md")
    unused = Topic("moon", "The Moon", path="tags/moon.md")
    site = make(article("a", tags=("International Space Station", "ISS")), tags=(file, unused))
    assert site.tags == {"iss": file, "moon": unused}
    assert slugs(site.by_tag["iss"]) == "a"
    assert (site.links["tag"]["iss"].url, site.links["tag"]["moon"].url) == ("/tags/iss/", "")


def test_series_are_in_the_order_of_parts_and_threads_newest_first() -> None:
    site = make(
        article("one", 1, series=SeriesPart("measures", 1), thread="Space Race"),
        article("three", 2, series=SeriesPart("Measures", 3), thread="space-race"),
        article("two", 3, series=SeriesPart("measures", 2)),
        article("extra", 4, series=SeriesPart("measures")),
    )
    assert slugs(site.by_series["measures"]) == "one two three extra"
    assert slugs(site.by_thread["space-race"]) == "one three"
    assert site.articles["articles/three.md"].series == SeriesPart("measures", 3)
    assert (site.series["measures"].title, site.threads["space-race"].title) == ("Measures", "Space Race")


def test_months_are_those_of_the_sites_zone() -> None:
    settings = config(timezone="Asia/Tokyo")
    site = make(article("a", 24 * 22 - 12), article("b", 24 * 22 - 4), article("c", 24 * 22 + 4), settings=settings)
    assert {month: slugs(cards) for month, cards in site.by_month.items()} == {"2026-11": "a b", "2026-10": "c"}
    assert str(site.cards["articles/c.md"].date) == "2026-10-31 17:00:00+09:00"


def test_ids_become_titles_and_names_stay_as_they_are() -> None:
    assert make_title("middle-east") == "Middle east"
    assert make_title("middle-east", each_word=True) == "Middle East"
    assert make_title("iPhone") == "iPhone"


def test_the_usual_spelling_is_the_most_frequent_then_the_first() -> None:
    assert choose_spellings({"Space": 2, "space": 2, "SPACE": 1, "!": 9}) == {"space": "Space"}


def test_one_person_written_several_times_is_one_byline_entry_with_all_roles() -> None:
    bylines = (Byline("ada"), Byline("Ada Byron"), Byline("max"), Byline("ADA", "Photos"), Byline("ada", "photos"))
    story = article("x", authors=bylines, contributors=(Byline("Ada Byron", "Reporting"), Byline("zoe", "Research")))
    site = make(story, authors=(ADA, Author("max", "Max Roth"), Author("zoe", "Zoe")))
    resolved = site.articles["articles/x.md"]
    assert resolved.authors == (Byline("ada", "Photos, Reporting"), Byline("max"))
    assert resolved.contributors == (Byline("zoe", "Research"),)
    assert [link.id for link in site.cards["articles/x.md"].authors] == ["ada", "max"]


def test_an_unknown_author_behind_a_repeated_one_is_reported_where_it_is_written() -> None:
    found = problems(article("x", authors=(Byline("ada"), Byline("Ada Byron"), Byline("nobody"))))
    assert found == ["content/articles/x.md authors.2 error unknown-author"]


JOHNS = (Author("jd-politics", "John Doe"), Author("jd-sports", "JOHN DOE"))


def test_a_byline_by_a_name_that_two_authors_have_is_an_error_that_names_both() -> None:
    stories = (
        article("by-id", authors=(Byline("jd-sports"),)),
        article("by-name", authors=(Byline("John Doe"),), contributors=(Byline("ada"), Byline("john doe"))),
        article("draft", authors=(Byline("John Doe"),), draft=True),
    )
    found = diagnostics(*stories, authors=(ADA, *JOHNS))
    assert [brief(diagnostic) for diagnostic in found] == [
        "content/articles/by-name.md authors.0 error ambiguous-author",
        "content/articles/by-name.md contributors.1 error ambiguous-author",
    ]
    assert found[0].message == 'Several authors have the name "John Doe": `jd-politics` and `jd-sports`.'


def test_in_an_archive_whose_bylines_create_authors_an_ambiguous_name_is_a_warning() -> None:
    settings = config(content=ContentRules(unknown_authors="create"))
    found = problems(article("x", authors=(Byline("John Doe"),)), authors=JOHNS, settings=settings)
    assert found == ["content/articles/x.md authors.0 warning ambiguous-author"]


def test_an_id_beats_a_name_that_two_authors_have() -> None:
    people = (*JOHNS, Author("john-doe", "John"))
    assert problems(article("x", authors=(Byline("John Doe"),)), authors=people) == []
