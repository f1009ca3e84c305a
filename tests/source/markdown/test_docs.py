"""docs/markdown.md is true: its examples render without a word of complaint, and it names all that there is."""

import re
from pathlib import Path

import pytest

from sitegen.source.markdown import MarkdownOptions, render_parts
from sitegen.source.markdown.model import Rendered
from sitegen.source.markdown.render.embeds import FIELDS
from sitegen.source.markdown.render.providers import _RULES
from sitegen.source.markdown.resolve import resolve
from sitegen.source.markdown.syntax.attributes import _ALLOWED
from sitegen.source.markdown.syntax.containers import BOXES, EMBEDS

TEXT = (Path(__file__).resolve().parents[3] / "docs" / "markdown.md").read_text(encoding="utf-8")
EXAMPLES = [text for _, text in re.findall(r"^(`{3,})markdown\n(.*?)^\1$", TEXT, re.DOTALL | re.MULTILINE)]
QUOTES = re.findall(r"^\| `(.*)` \| (.*) \| (.*) \| (.*) \| as typed \|$", TEXT, re.MULTILINE)


def rendered(text: str, lang: str = "en") -> Rendered:
    return render_parts(text, path="story.md", first_line=1, lang=lang, options=MarkdownOptions())


@pytest.mark.parametrize("text", EXAMPLES)
def test_an_example_renders_without_complaint(text: str) -> None:
    assert rendered(text).diagnostics == ()


def test_the_examples_show_all_that_a_page_may_need_a_style_for() -> None:
    features = {feature for text in EXAMPLES for feature in rendered(text).features}
    shown_alike = {"audio", "map", "document"}
    assert features | shown_alike == {
        "audio", "callout", "chart", "code", "details", "document", "figure", "footnotes", "gallery", "map", "post",
        "quote", "table", "tasks", "video",
    }  # fmt: skip


@pytest.mark.parametrize(("typed", "english", "french", "german"), QUOTES)
def test_quotes_are_shown_as_the_table_says(typed: str, english: str, french: str, german: str) -> None:
    for lang, shown in {"en": english, "fr": french, "de": german, "ja": typed, "zh": typed}.items():
        part = rendered(typed, lang).parts[0]
        assert re.sub(r"\s", " ", part.html) == f"<p>{shown}</p> ".replace('"', "&quot;")


def test_links_of_the_guide_are_references() -> None:
    links = next(text for text in EXAMPLES if "[[vote]]" in text)
    assert [(ref.kind, ref.target, ref.fragment) for ref in rendered(links).references] == [
        ("file", "../2026/vote.md", ""),
        ("file", "vote.md", "#the-count"),
        ("slug", "vote", ""),
        ("slug", "vote", ""),
        ("slug", "vote", "#the-count"),
    ]


def test_attributes_come_where_the_guide_says() -> None:
    page = rendered(next(text for text in EXAMPLES if "lang=la" in text))
    html = resolve(page.parts[0].html, page.marker, (), ())
    assert '<span lang="la">Fluctuat nec mergitur</span>' in html
    assert '<p class="lead">A first paragraph' in html
    assert 'rel="nofollow" hreflang="fr">The ministry</a>' in html


@pytest.mark.parametrize("name", sorted({*BOXES, *EMBEDS, *FIELDS, *_ALLOWED}))
def test_every_box_embed_field_and_attribute_is_named(name: str) -> None:
    assert f"`{name}`" in TEXT


@pytest.mark.parametrize("name", sorted({rule[0] for rule in _RULES}))
def test_every_provider_is_named(name: str) -> None:
    assert name in " ".join(TEXT.split())
