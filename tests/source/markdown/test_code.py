"""Highlighted code and the contrast of its colours."""

import re

import pytest

from sitegen.source.markdown import MarkdownOptions, code_styles, render_parts
from sitegen.source.markdown.render.code import highlight
from sitegen.source.markdown.render.code_styles import contrast, readable


def test_code_in_a_known_language_has_classes_and_no_styles() -> None:
    coloured = highlight('x = "<b>"\n', "python").replace("&quot;", '"')  # as Pygments wrote it before 2.21
    assert coloured == '<span class="n">x</span> <span class="o">=</span> <span class="s2">"&lt;b&gt;"</span>\n'


@pytest.mark.parametrize("language", ["nosuch", "", "../x", "\n", "🙂"])
def test_an_unknown_language_is_no_error(language: str) -> None:
    assert highlight("x", language) == ""


def test_very_long_code_is_not_coloured() -> None:
    assert highlight("x = 1\n" * 20_000, "python") == ""


def test_leading_and_trailing_lines_of_code_stay() -> None:
    result = render_parts("```text\n\n a\n\n```\n", path="a.md", first_line=1, lang="en", options=MarkdownOptions())
    assert '<code class="language-text">\n a\n\n</code>' in result.parts[0].html


@pytest.mark.parametrize(
    ("scheme", "grounds"), [("light", ["#ffffff", "#f5f5f5"]), ("dark", ["#000000", "#111111", "#222222"])]
)
def test_every_colour_can_be_read_on_its_background(scheme: str, grounds: list[str]) -> None:
    colours = re.findall(r"color:(#[0-9a-fA-F]{6})", code_styles()[scheme])
    assert len(colours) > 8
    assert min(contrast(colour, ground) for colour in colours for ground in grounds) >= 4.5


def test_the_style_sheets_hold_classes_and_nothing_else() -> None:
    look = "color:#[0-9a-fA-F]{6}|font-weight:bold|font-style:italic"
    rule = re.compile(rf"(?:\.highlight \.\w+,?)+\{{(?:(?:{look});?)+\}}")
    assert [line for css in code_styles().values() for line in css.splitlines() if not rule.fullmatch(line)] == []


def test_contrast_is_as_wcag_defines_it() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert readable("#000000", "#ffffff") == "#000000"
    assert readable("#000000", "#000000") == "#757575"
