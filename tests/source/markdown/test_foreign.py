"""What is left of other generators in a text: what goes, and that nothing else goes with it."""

from typing import Any

import pytest

from sitegen.source.markdown import MarkdownOptions, Rendered, render_parts


def rendered(text: str, foreign: str = "strip", **options: Any) -> Rendered:
    options |= {"foreign": foreign}
    return render_parts(text, path="a.md", first_line=1, lang="en", options=MarkdownOptions(**options))


def html(text: str, foreign: str = "strip", **options: Any) -> str:
    return rendered(text, foreign, **options).parts[0].html


LINKS = """\
<p>We had a <a href="{open} x {close}/199">discussion</a> on Monday.</p>
<p>The council voted to close the bridge.</p>
<p>Please <a {name}="{open}
y {close}">mail us</a>.</p>
"""


@pytest.mark.parametrize("foreign", ["strip", "drop"])
@pytest.mark.parametrize(("start", "end"), [("{{", "}}"), ("{%", "%}"), ("{{<", ">}}"), ("{{%", "%}}")])
@pytest.mark.parametrize("name", ["href", "src", "title"])
def test_taking_tags_out_of_attributes_leaves_the_text_between_them(
    foreign: str, start: str, end: str, name: str
) -> None:
    text = LINKS.format(open=start, close=end, name=name)
    emptied = ' title=""' if name == "title" else ""
    assert html(text, foreign) == (
        '<p>We had a <a href="/199">discussion</a> on Monday.</p>\n'
        "<p>The council voted to close the bridge.</p>\n"
        f"<p>Please <a{emptied}>mail us</a>.</p>\n"
    )


def test_a_link_to_a_tag_ends_with_its_own_parenthesis() -> None:
    assert html("A [b]({{ c }}/d (e) f. A [g]({{ h }}) i.") == "<p>A [b](/d (e) f. A g i.</p>\n"
