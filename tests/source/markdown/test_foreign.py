"""What is left of other generators in a text: what goes, and that nothing else goes with it."""

from typing import Any

import pytest

from sitegen.source.markdown import MarkdownOptions, Rendered, render_html, render_inline, render_parts


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


def test_tags_in_a_block_of_html_are_reported_at_their_lines() -> None:
    outcome = rendered(LINKS.format(open="{{", close="}}", name="href"))
    assert [d.location.line for d in outcome.diagnostics] == [1, 3]


def test_a_link_to_a_tag_ends_with_its_own_parenthesis() -> None:
    assert html("A [b]({{ c }}/d (e) f. A [g]({{ h }}) i.") == "<p>A [b](/d (e) f. A g i.</p>\n"


COMMENTS = [
    "{% comment %}SECRET{% endcomment %}",
    "{%- comment -%}SECRET{%- endcomment -%}",
    "{% comment %}\nSECRET\n\n- SECRET\n\n```\nSECRET\n```\n{% endcomment %}",
    "{% # SECRET %}",
    "{# SECRET #}",
    "{#- SECRET\n\nSECRET -#}",
    "{#SECRET#}",
    "{{/* SECRET */}}",
    "{{- /* SECRET\n\nSECRET */ -}}",
    "{{% comment %}}SECRET{{% /comment %}}",
    "{::comment}\nSECRET\n{:/comment}",
    "{::comment}SECRET{:/}",
]


@pytest.mark.parametrize("foreign", ["keep", "warn", "strip", "drop"])
@pytest.mark.parametrize("comment", COMMENTS)
@pytest.mark.parametrize(
    "around",
    ["Lede.\n\n{}\n\nEnd.\n", "Lede {}\n\nEnd.\n", "- Lede\n\n    {}\n\nEnd.\n", "<div>\nLede {} End.\n</div>\n"],
)
def test_no_word_of_a_comment_is_published(foreign: str, comment: str, around: str) -> None:
    outcome = rendered(around.format(comment), foreign)
    assert "SECRET" not in outcome.text + outcome.parts[0].html + "".join(outcome.lead)
    assert "comment" not in outcome.parts[0].html
    assert "Lede" in outcome.text
    assert "End." in outcome.text
    assert outcome.diagnostics == ()


def test_a_comment_is_not_published_in_a_caption_or_a_biography() -> None:
    assert render_inline("A{# SECRET #} b", lang="en", options=MarkdownOptions()) == "A b"
    assert render_html("A{# SECRET #} b", lang="en", options=MarkdownOptions()) == "<p>A b</p>\n"


@pytest.mark.parametrize("written", ["`{c}`", "```\n{c}\n```", "Text.\n\n    {c}\n", "- a\n\n  ~~~\n  {c}\n  ~~~"])
def test_a_comment_in_code_is_code(written: str) -> None:
    assert "{% comment %}a{% endcomment %}" in html(written.format(c="{% comment %}a{% endcomment %}"))


def test_notes_and_lines_around_comments_keep_their_places() -> None:
    text = "See {% comment %}a\n\nb{% endcomment %} and[^1].\nMore.\n\n{# c\n\n#}\n\n{{ d }}\n\n[^1]: Note.\n"
    outcome = rendered(text)
    assert outcome.parts[0].html.startswith('<p>See  and<sup class="footnote-ref">')
    assert [(d.code, d.location.line) for d in outcome.diagnostics] == [("foreign-syntax", 10)]


def test_ids_in_braces_are_no_comments() -> None:
    assert html("### A {#b}\n\n### C {#d}\n") == '<h3 id="b">A</h3>\n<h3 id="d">C</h3>\n'


FILTERS = [
    '{{ "/news/b/" | url }}',
    "{{ '/news/b/' | relative_url }}",
    '{{"/news/b/"|absolute_url}}',
    "{{ 'news/b/' | relative_url }}",
    '{{- "/news/b/" | prepend: site.baseurl -}}',
    "{{ '/news/b/' | prepend: site.baseurl | prepend: site.url }}",
    "{{ site.baseurl }}/news/b/",
    "{{site.url}}{{site.baseurl}}/news/b/",
]


@pytest.mark.parametrize("foreign", ["warn", "strip", "drop"])
@pytest.mark.parametrize("path", FILTERS)
def test_filters_that_make_links_leave_the_path(foreign: str, path: str) -> None:
    """Jekyll's and Eleventy's filters put the address of the site before a path; sitegen does so itself."""
    text = f"A [b]({path} 'T'), [c][d] and <a href=\"{path}\">e</a>; ![f]({path}).\n\n[d]: {path}\n"
    outcome = rendered(text, foreign)
    assert outcome.parts[0].html.replace(outcome.marker, "@") == (
        '<p>A <a href="/news/b/" title="T">b</a>, <a href="/news/b/">c</a> and <a href="/news/b/">e</a>; '
        '<img src="@0" alt="f" loading="lazy" decoding="async">.</p>\n'
    )
    assert outcome.references[0].target == "/news/b/"
    assert outcome.diagnostics == ()
    block = f'<img src="{path}" alt="The hall" />\n'
    assert html(block, foreign) == '<img src="/news/b/" alt="The hall">\n'


def test_filters_in_code_and_other_expressions_stay() -> None:
    assert html('`{{ "/b" | url }}` {{ "b" | upcase }} {{ site.url }}', "warn") == (
        '<p><code>{{ "/b" | url }}</code> {{ "b" | upcase }} {{ site.url }}</p>\n'.replace('"', "&quot;")
    )
    assert "{{" in html('[a]({{ "/b" | url }})', "keep")


def test_a_filter_leaves_a_whole_address_alone() -> None:
    assert html('[a]({{ "https://b.example/" | absolute_url }})') == '<p><a href="https://b.example/">a</a></p>\n'


TAGS = [
    "{% include a.md %}",
    '{{< a "b" >}}',
    "{%- a -%} {% b %}",
    '{% include a.md\n  q="Who?"\n\n  a="All nine."\n%}',
]


@pytest.mark.parametrize("foreign", ["warn", "strip", "drop"])
@pytest.mark.parametrize("tag", TAGS)
def test_a_tag_on_its_own_lines_ends_with_them(foreign: str, tag: str) -> None:
    text = f"The [report][r]:\n\n{tag}\n[r]: https://example.org/r\n[s]: https://example.org/s\n\nThe [end][s].\n"
    outcome = rendered(text, foreign)
    lines = outcome.parts[0].html.splitlines()
    assert lines[0] == '<p>The <a href="https://example.org/r">report</a>:</p>'
    assert lines[-1] == '<p>The <a href="https://example.org/s">end</a>.</p>'
    assert "https" not in outcome.text
    assert {d.code for d in outcome.diagnostics} == (set() if foreign == "drop" else {"foreign-syntax"})
    assert foreign == "warn" or len(lines) == 2


def test_a_tag_on_a_line_within_a_paragraph_ends_it_as_an_empty_line_does() -> None:
    assert html("One\n{% a %}\ntwo {% b %} three.", "drop") == "<p>One</p>\n<p>two  three.</p>\n"


RAW = """\
Write {% raw %}`{{ page.title }}` and {{ page.date }}{% endraw %} in your template.

{%- raw -%}
    song = {%a - }{%t}
{%- endraw -%}

{% raw %}
```
{{ b }}
```
<div>{{ "c" }} {% d %}</div>
{% endraw %}
"""


@pytest.mark.parametrize("foreign", ["warn", "strip", "drop"])
def test_raw_text_is_shown_as_it_is(foreign: str) -> None:
    outcome = rendered(RAW, foreign)
    assert outcome.parts[0].html == (
        "<p>Write <code>{{ page.title }}</code> and {{ page.date }} in your template.</p>\n"
        '<pre tabindex="0"><code>song = {%a - }{%t}\n</code></pre>\n'
        '<pre tabindex="0"><code>{{ b }}\n</code></pre>\n'
        '<div>{{ "c" }} {% d %}</div>\n'
    )
    assert outcome.diagnostics == ()


def test_raw_tags_in_code_go_only_where_tags_are_taken_out() -> None:
    code = "```\n{% raw %}{{ a }}{% endraw %}\n```\n"
    assert html(code) == '<pre tabindex="0"><code>{{ a }}\n</code></pre>\n'
    assert html(code, "warn") == '<pre tabindex="0"><code>{% raw %}{{ a }}{% endraw %}\n</code></pre>\n'
