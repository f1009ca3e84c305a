"""Languages: versions of one story, and what lists of a language show."""

from tests.newsroom.kit import article, make, problems, slugs

PAIR = (
    article("budget", 3),
    article("budget-fr", 2, lang="fr", translation_of="budget"),
    article("match", 1),
)


def test_a_translation_is_a_version_of_its_original_and_only_lists_of_its_language_show_it() -> None:
    site = make(*PAIR)
    versions = (("en", "articles/budget.md"), ("fr", "articles/budget-fr.md"))
    assert site.translations == {"articles/budget.md": versions, "articles/budget-fr.md": versions}
    assert slugs(site.listed) == "match budget"
    assert {lang: slugs(cards) for lang, cards in site.by_language.items()} == {"fr": "budget-fr"}
    assert slugs(site.by_category["world"]) == "match budget"


def test_the_same_slug_in_different_languages_is_one_story() -> None:
    site = make(
        article("en/budget", slug="budget"),
        article("fr/budget", slug="budget", lang="fr"),
        article("he/budget", slug="budget", lang="he"),
    )
    assert len(site.translations["articles/fr/budget.md"]) == 3
    assert [card.lang for card in site.listed] == ["en"]


def test_the_same_slug_twice_in_a_language_proves_nothing() -> None:
    site = make(
        article("world/budget", slug="budget"),
        article("sport/budget", slug="budget", category="sport"),
        article("fr/budget", slug="budget", lang="fr"),
    )
    assert site.translations == {}
    assert len(site.listed) == 3


def test_versions_that_name_one_key_are_one_story_even_if_no_slug_is_that_key() -> None:
    site = make(
        article("a", translation_of="key-7"),
        article("b", translation_of="key-7", lang="fr"),
        article("c", translation_of="b", lang="de"),
    )
    assert site.translations["articles/a.md"] == (
        ("de", "articles/c.md"),
        ("en", "articles/a.md"),
        ("fr", "articles/b.md"),
    )
    assert slugs(site.listed) == "a"


def test_versions_that_share_a_translation_key_are_one_story_whatever_their_slugs() -> None:
    site = make(
        article("a", translation_key="7"),
        article("b", translation_key="7", lang="fr"),
        article("c", slug="a", lang="de"),
        article("d", translation_key="8", lang="de"),
    )
    versions = (("en", "articles/a.md"), ("fr", "articles/b.md"))
    assert site.translations == {"articles/a.md": versions, "articles/b.md": versions}
    assert slugs(site.listed) == "a c d"


def test_a_translation_key_that_one_story_has_alone_is_nothing_to_complain_of() -> None:
    assert problems(article("a", translation_key="7")) == []


def test_versions_that_share_a_key_are_one_story_whatever_their_slugs() -> None:
    site = make(article("budget", translation_key="k"), article("etat", lang="fr", translation_key="k"), article("k"))
    assert site.translations["articles/etat.md"] == (("en", "articles/budget.md"), ("fr", "articles/etat.md"))
    assert "articles/k.md" not in site.translations


def test_of_versions_without_one_in_the_sites_language_the_original_is_listed() -> None:
    site = make(article("b", 1, lang="de"), article("a", 5, lang="fr", translation_of="b"))
    assert slugs(site.listed) == "b"
    assert {lang: slugs(cards) for lang, cards in site.stories.items()} == {"en": "", "de": "b", "fr": "a"}


def test_a_story_in_another_language_without_versions_is_listed_but_no_story_of_the_own_language() -> None:
    site = make(article("en", 2), article("fr", 1, lang="fr"))
    assert slugs(site.listed) == "fr en"
    assert {lang: slugs(cards) for lang, cards in site.stories.items()} == {"en": "en", "fr": "fr"}


def test_unpublished_versions_do_not_count() -> None:
    site = make(PAIR[0], article("budget-fr", lang="fr", translation_of="budget", draft=True))
    assert site.translations == {}


def test_a_tag_that_only_a_translation_has_is_still_a_list() -> None:
    site = make(PAIR[0], article("budget-fr", lang="fr", translation_of="budget", tags=("Impôts",)))
    assert slugs(site.by_tag["impôts"]) == "budget-fr"


def test_unlisted_keeps_a_story_out_of_all_lists_and_leaves_its_tag_without_a_page() -> None:
    site = make(article("a"), article("hidden", unlisted=True, tags=("Secret",), thread="dark"))
    assert slugs(site.listed) == "a"
    assert (site.by_tag, site.by_thread) == ({}, {})
    assert site.cards["articles/hidden.md"].tags[0].url == ""
    assert slugs(site.by_author["ada"]) == "a"
