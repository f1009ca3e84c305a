"""Which kind of source a file is, by the folder it lies in."""

import pytest

from sitegen.config.model import ContentRules
from sitegen.source.source_kind import kind_of

USUAL = ContentRules()
HUGO = ContentRules((".",), exclude=("*/_index.md", "LICENSE*"), folders={"tags": "topics", "authors": "blog/people"})


@pytest.mark.parametrize(
    ("path", "rules", "kind"),
    [
        ("articles/2026/budget.md", USUAL, "article"),
        ("drafts/budget.md", USUAL, ""),
        ("authors/ada.markdown", USUAL, "author"),
        ("tags/climate.md", USUAL, "tag"),
        ("sponsors/acme.toml", USUAL, "sponsor"),
        ("sponsors/readme.md", USUAL, ""),
        ("static/about.md", USUAL, "static"),
        ("articles/budget/photo.jpg", USUAL, "media"),
        ("config.toml", USUAL, ""),
        ("budget.md", HUGO, "article"),
        ("news/budget.md", HUGO, "article"),
        ("news/_index.md", HUGO, ""),
        ("LICENSE.md", HUGO, ""),
        ("topics/climate.md", HUGO, "tag"),
        ("tags/climate.md", HUGO, "article"),
        ("blog/people/ada.md", HUGO, "author"),
        ("series/one.md", HUGO, "series"),
        ("series/one.md", ContentRules(("series",)), "article"),
    ],
)
def test_the_folder_says_what_a_file_is(path: str, rules: ContentRules, kind: str) -> None:
    assert kind_of(path, rules) == kind
