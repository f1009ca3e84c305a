"""Raw HTML and other generators' leftovers, by the options."""

from typing import Any

import pytest

from sitegen.source.markdown import MarkdownOptions, Rendered, render_parts
from sitegen.source.markdown.render.sanitizer import TAGS, clean, instead_of, unknown_tags
from tests.source.markdown.escapes import normalize_escapes


def rendered(text: str, **options: Any) -> Rendered:
    return render_parts(text, path="a.md", first_line=1, lang="en", options=MarkdownOptions(**options))


def html(text: str, **options: Any) -> str:
    return rendered(text, **options).parts[0].html


RAW = 'A <b onclick="x()">b</b> <!-- c -->.\n\n<iframe src="https://d.example"></iframe>\n\n<!-- more -->\n'


def test_kept_html_is_as_it_was_written() -> None:
    assert html(RAW, html="keep") == (
        '<p>A <b onclick="x()">b</b> <!-- c -->.</p>\n<iframe src="https://d.example"></iframe>\n<!-- more -->\n'
    )
    assert rendered(RAW, html="keep").diagnostics == ()


def test_cleaned_html_loses_what_runs_and_says_which_elements() -> None:
    assert html(RAW) == "<p>A <b>b</b> .</p>\n\n\n"
    (diagnostic,) = rendered(RAW).diagnostics
    assert (diagnostic.severity, diagnostic.code, diagnostic.location.line) == ("warning", "html-removed", 3)
    assert diagnostic.hint == "write `::: video`, `post`, `map`, `chart`, `audio` or `document` with its `url:`"


def test_refused_html_is_text_and_an_error_at_each_place_but_comments_are_nothing() -> None:
    assert html(RAW, html="refuse") == (
        "<p>A &lt;b onclick=&quot;x()&quot;&gt;b&lt;/b&gt; .</p>\n"
        "<p>&lt;iframe src=&quot;https://d.example&quot;&gt;&lt;/iframe&gt;</p>\n"
    )
    found = rendered(RAW, html="refuse").diagnostics
    assert [(d.severity, d.code, d.location.line, d.location.column) for d in found] == [
        ("error", "html-refused", 1, 3),
        ("error", "html-refused", 1, 21),
        ("error", "html-refused", 3, 1),
    ]


def test_a_refused_block_without_text_is_shown_too() -> None:
    assert html('<img src="a.jpg">\n\n<hr>\n', html="refuse") == (
        "<p>&lt;img src=&quot;a.jpg&quot;&gt;</p>\n<p>&lt;hr&gt;</p>\n"
    )


def test_a_text_without_raw_html_is_not_sanitized() -> None:
    assert html("a &amp; [b](/c?d&e)") == '<p>a &amp; <a href="/c?d&amp;e">b</a></p>\n'


@pytest.mark.parametrize(
    ("written", "cleaned"),
    [
        ('<a href="https://x.example" target="_blank">a</a>', '<a href="https://x.example">a</a>'),
        ('<a href=" java\nscript:x">a</a>', "<a>a</a>"),
        ('<a href="DATA:text/html,x">a</a>', "<a>a</a>"),
        ('<img src="a.jpg" srcset="data:image/png;base64,x 2x">', '<img src="a.jpg">'),
        ('<img src="a.jpg" srcset="b.jpg 2x, c.jpg 3x">', '<img src="a.jpg" srcset="b.jpg 2x, c.jpg 3x">'),
        ('<video poster="javascript:x" controls></video>', '<video controls=""></video>'),
        ('<p data-embed="javascript:x" data-a="b">a</p>', '<p data-a="b">a</p>'),
        ('<p tabindex="5">a</p>', "<p>a</p>"),
        ('<input type="text" onfocus="x" autofocus>', '<input disabled="">'),
        ('<input type="checkbox" checked>', '<input type="checkbox" checked="" disabled="">'),
        ('<form action="/x"><button>a</button></form>', "a"),
        ("<svg><script>x</script></svg>b", "b"),
        ('<details open=""><summary>a</summary>b</details>', '<details open=""><summary>a</summary>b</details>'),
        ('<time datetime="2026-01-01">a</time>', '<time datetime="2026-01-01">a</time>'),
        ('<ol start="3" reversed=""><li value="9">a</li></ol>', '<ol start="3" reversed=""><li value="9">a</li></ol>'),
        ('<q cite="https://x.example">a</q>', '<q cite="https://x.example">a</q>'),
        ("<b><i>a", "<b><i>a</i></b>"),
    ],
)
def test_the_sanitizer(written: str, cleaned: str) -> None:
    assert clean(written) == cleaned


def test_the_names_of_removed_elements_come_once_each() -> None:
    assert unknown_tags("<p><foo><Foo/><iframe src='<b>'></p><!-- <x> -->a < b <c") == ["foo", "iframe", "c"]
    assert unknown_tags("<!-- <x> -->") == []


def test_each_removed_element_has_a_hint() -> None:
    assert instead_of("marquee") == 'write it in Markdown, or set html = "keep" under [markdown] in site.toml'


def test_no_allowed_element_runs_or_frames() -> None:
    assert TAGS.isdisjoint(
        "script style iframe object embed form button textarea select link meta base svg math".split()
    )


LEFT = """\
A {{< b "c" >}} d {% e %} [f *g*]({{< h "h.md" >}}) ![i]({{ j }}).

{{< k >}}

<i title="{{ l }}">m</i>
"""


def test_leftovers_are_kept_silently() -> None:
    result = rendered(LEFT, foreign="keep")
    assert result.diagnostics == ()
    assert "{{&lt; b “c” &gt;}} d {% e %}" in result.parts[0].html


def test_leftovers_are_shown_as_written_and_reported() -> None:
    result = rendered(LEFT, foreign="warn")
    assert '{{&lt; b "c" &gt;}} d {% e %} [f <em>g</em>]({{&lt; h' in result.parts[0].html
    assert [(d.code, d.location.line, d.location.column) for d in result.diagnostics] == [
        ("foreign-syntax", 1, 3),
        ("foreign-syntax", 1, 19),
        ("foreign-syntax", 1, 33),
        ("foreign-syntax", 1, 53),
        ("foreign-syntax", 3, 1),
        ("foreign-syntax", 5, 1),
    ]
    assert result.diagnostics[0].message == '`{{< b "c" >}}` looks like a Hugo shortcode; it is shown as written.'


def test_dropped_leftovers_leave_a_links_text_and_no_empty_paragraph() -> None:
    result = rendered(LEFT, foreign="drop")
    assert result.parts[0].html == '<p>A  d  f <em>g</em> .</p>\n<p><i title="">m</i></p>\n'
    assert result.diagnostics == ()


def test_a_bare_link_to_a_leftover_goes_with_its_brackets() -> None:
    assert html("* <{{ release.url }}/x>\n* a <{% b %}> c <d@e.org>\n", foreign="drop") == (
        '<ul>\n<li></li>\n<li>a  c <a href="mailto:d@e.org">d@e.org</a></li>\n</ul>\n'
    )


def test_stripped_leftovers_are_taken_out_and_reported() -> None:
    result = rendered(LEFT + '\n<p><a href="{{< m "n" >}}">o</a></p>\n', foreign="strip")
    assert result.parts[0].html == ('<p>A  d  f <em>g</em> .</p>\n<p><i title="">m</i></p>\n<p><a>o</a></p>\n')
    assert [d.location.line for d in result.diagnostics] == [1, 1, 1, 1, 3, 5, 7]
    assert result.diagnostics[0].message == '`{{< b "c" >}}` looks like a Hugo shortcode; it is removed.'
    assert result.diagnostics[0].hint == 'write it in Markdown, or set foreign = "drop" under [markdown] in site.toml'


def test_dropped_leftovers_leave_code_alone() -> None:
    assert html("`{{ a }}`\n\n    {% b %}\n", foreign="drop") == (
        '<p><code>{{ a }}</code></p>\n<pre tabindex="0"><code>{% b %}\n</code></pre>\n'
    )


@pytest.mark.parametrize("marker", ["<!-- more -->", "<!--more-->", "<!-- excerpt -->", "<!--truncate-->"])
@pytest.mark.parametrize("options", [{}, {"html": "keep"}, {"html": "refuse"}])
def test_text_after_a_more_marker_on_its_line_is_markdown(marker: str, options: dict[str, str]) -> None:
    text = f"Lede.\n\n{marker} The *second*\nline.\n\nThird {{{{ x }}}}.\n\n- a\n\n  {marker} *b*\n\n{marker}*c*\n"
    outcome = rendered(text, **options)
    bare = outcome.parts[0].html.replace(marker, "")
    assert "<p>The <em>second</em>\nline.</p>\n" in bare
    assert "<em>b</em>" in bare
    assert bare.endswith("<p><em>c</em></p>\n")
    assert [(d.code, d.location.line) for d in outcome.diagnostics] == [("foreign-syntax", 6)]


def test_a_more_marker_may_be_before_a_heading_or_end_a_paragraph() -> None:
    assert html("Lede\n<!-- more --> ### A\n", html="keep") == "<p>Lede</p>\n<!-- more -->\n<h3 id=\"a\">A</h3>\n"


@pytest.mark.parametrize(
    ("written", "shown", "problems"),
    [
        (
            '<div>\nHe said: "only if votes <some limit" and left.\nThe council voted.\n</div>\n\nLast.\n',
            '<div>\nHe said: "only if votes &lt;some limit" and left.\nThe council voted.\n</div>\n<p>Last.</p>\n',
            [("stray-html", 2)],
        ),
        (
            '<ul>\n<li>We heard <a href="/a>the mayor</a>.</li>\n<li>b</li>\n</ul>\nThen <a href="/b">it</a>.\n',
            '<ul>\n<li>We heard &lt;a href="/a&gt;the mayor.</li>\n<li>b</li>\n</ul>\nThen <a href="/b">it</a>.\n',
            [("stray-html", 2)],
        ),
        ("<anna> We close at nine.\n", "<p>&lt;anna&gt; We close at nine.</p>\n", [("stray-html", 1)]),
        ("<Bo_K> Who says?\n", "<p>&lt;Bo_K&gt; Who says?</p>\n", []),
        ("<div>\nOne.\n<script>x(1<b)</script>\n</div>\n", "<div>\nOne.\n\n</div>\n", [("html-removed", 3)]),
        ("|a|\n|-|\n|b <anna> c|\n", "", [("stray-html", 3)]),
        ("<p>a <o:p></o:p><my-tag>b</my-tag> < c</p>\n", "<p>a b &lt; c</p>\n", None),
        ('<p title="a > b" data-a="<b>">c</p>\n', '<p title="a &gt; b" data-a="&lt;b&gt;">c</p>\n', []),
    ],
)
def test_what_is_no_tag_is_text_and_reported_at_its_line(
    written: str, shown: str, problems: list[tuple[str, int]] | None
) -> None:
    outcome = rendered(written, smart=False)
    if shown:
        assert normalize_escapes(outcome.parts[0].html) == normalize_escapes(shown)
    else:
        assert "b &lt;anna&gt; c" in outcome.parts[0].html
    if problems is not None:
        assert [(d.code, d.location.line) for d in outcome.diagnostics] == problems


def test_words_that_look_like_an_element_are_words_of_the_story() -> None:
    assert rendered("<anna> We close at nine.\n").text == "<anna> We close at nine."


def test_many_quotes_that_never_end_cost_little() -> None:
    text = "<div>\n<a " + '"x" ' * 20_000 + "\n</div>\n"
    assert [d.code for d in rendered(text).diagnostics] == ["stray-html"]
