"""Whatever stands in a text, the engine answers, and in clean and refused HTML nothing runs."""

import json
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen.source.markdown import MarkdownOptions, render_html, render_inline, render_parts, resolve
from tests.shared import SHARED, needs_shared
from tests.source.markdown.safety import dangers

STRICT = [
    MarkdownOptions(),
    MarkdownOptions(html="refuse", linkify=True, breaks=True),
    MarkdownOptions(html="clean", foreign="drop", smart=False),
]
ALL = [*STRICT, MarkdownOptions(html="keep", foreign="keep")]

PIECES = [
    "# ", "## ", "### x\n", "> ", "- ", "1. ", "- [x] ", "    ", "\t", "\n", "\n\n", "  \n", "```\n", "~~~js\n", "***",
    "**", "*", "_", "__", "~~", "`", "``", "[", "]", "(", ")", "[[", "]]", "|", "[[a-b]]", "[[a|b]]", "![", "](x.md)",
    "](y.png)", "](<a b>)", "](javascript:alert(1))", "](data:text/html,x)", "[^1]", "\n[^1]: note\n",
    "\n[a]: /u 'x'\n", "{", "}", "{.c #i}", "{: .c}", '{onclick="x" style=a title="y"}', "{decorative}",
    '{caption="a *b*" credit="[c](d.md)"}', "::: ", "\n::: note T\n", "\n::: quote\n", "\n::: details\n",
    "\n::: video\nurl: https://youtu.be/abcdefg\n", "\n:::\n", "\n::: post\nurl: javascript:alert(1)\nposter: x.png\n",
    "\n::: map\nposter: https://x/y.png\nfoo: 1\n", "\n: def\n", "<b>", "</b>", "<div>\n", "</div>\n",
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<a href='javascript:1'>", "<svg onload=alert(1)>",
    "<!--", "-->", "<style>*{}</style>", "<iframe srcdoc=x>", "<details open ontoggle=x>", "<p style=x>", "<math><mi>",
    "<table><tr><td>", "<textarea>", "<input type=text autofocus onfocus=x>", "<a href=&#106;avascript:1>", "&lt;",
    "&#0;", "&amp;", "{{< x >}}", "{{ y }}", "{% z %}", "[a]({{< ref x >}})",
    "\n{% highlight js %}\nx\n{% endhighlight %}\n", "'", '"', "--", "---", "...", "«", "http://x.org", "www.x.org",
    "a@b.org", "a_b_c", "\\", "\0", "\r\n", "\u2028", "é", "中", "ש", "\u202e", "😀", "\ud800",
    "\n| a | b |\n|---|:-:|\n| 1 | 2 |\n", "Word and word. ", "x", " ",
]  # fmt: skip

TEXTS = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=25).map("".join))


def everything(text: str, options: MarkdownOptions, lang: str = "en") -> list[str]:
    """Return all HTML that the engine makes of a text."""
    rendered = render_parts(text, path="a.md", first_line=1, lang=lang, options=options)
    html = "".join(f"<h2>{part.heading}</h2>{part.html}" for part in rendered.parts)
    refs = [f'href="/{n}/">T{n}' if ref.bare else f'href="/{n}/"' for n, ref in enumerate(rendered.references)]
    whole = resolve(html, rendered.marker, refs, ["<ins></ins>"] * rendered.slots)
    assert rendered.marker not in whole
    assert len(rendered.lead) == len(rendered.parts)
    assert whole.count("<ins></ins>") == rendered.slots or "<ins></ins>" in text
    return [whole, render_html(text, lang=lang, options=options), render_inline(text, lang=lang, options=options)]


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, st.sampled_from(ALL), st.sampled_from(["en", "de", "fr", "nl", "he", "zh", "pt-BR", ""]))
def test_any_text_renders_the_same_way_twice(text: str, options: MarkdownOptions, lang: str) -> None:
    first = render_parts(text, path="a.md", first_line=1, lang=lang, options=options)
    assert render_parts(text, path="a.md", first_line=1, lang=lang, options=options) == first
    everything(text, options, lang)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, st.sampled_from(STRICT))
def test_nothing_in_clean_or_refused_html_can_run(text: str, options: MarkdownOptions) -> None:
    assert [danger for html in everything(text, options) for danger in dangers(html)] == []


def _naughty() -> list[str]:
    path = SHARED / "naughty-strings" / "blns.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else []


@needs_shared("naughty-strings")
def test_the_naughty_strings_are_whole() -> None:
    assert len(_naughty()) > 500


@needs_shared("naughty-strings")
@pytest.mark.parametrize("options", STRICT[:2], ids=["clean", "refuse"])
def test_no_naughty_string_lets_script_through(options: MarkdownOptions) -> None:
    frames = ["{}", "## {}", "[{}](/x)", "[x]({})", "![{}](x.png)", "```{}\n```", "<b>{}</b>"]
    found = {
        (frame, string): dangers(html)
        for string in _naughty()
        for frame in frames
        for html in everything(frame.replace("{}", string), options)
        if dangers(html)
    }
    assert found == {}


@pytest.mark.parametrize(
    "text",
    [
        "> " * 2000 + "x",
        "- " * 2000 + "x",
        "[" * 3000,
        "![" * 3000,
        "[[" * 3000,
        "*a " * 3000,
        "**" * 3000 + "x",
        "`" * 3000 + "x",
        "<b>" * 3000,
        "<!--" * 3000,
        "{{" * 3000,
        "{" * 3000,
        "\"'" * 3000,
        "::: note\n" * 1000,
        "[a](" * 3000,
        "[^1]" * 3000 + "\n\n[^1]: x",
        "a_" * 3000,
        "| a " * 1000 + "\n" + "|---" * 1000,
        "::: video\n" + "a: b\n" * 3000,
        "&" * 5000,
        "--" * 5000,
        "x\n" * 5000,
    ],
    ids=lambda text: text[:6].strip(),
)
def test_hostile_repetition_ends_in_good_time(text: str) -> None:
    start = time.perf_counter()
    render_parts(text, path="a.md", first_line=1, lang="en", options=MarkdownOptions())
    assert time.perf_counter() - start < 30
