"""A text in parts: headings, words, lead, plain text, features, lines."""

from sitegen.source.article import Heading
from sitegen.source.markdown import MarkdownOptions, Rendered, plain, render_html, render_inline, render_parts

OPTIONS = MarkdownOptions()

STORY = """\
Before any heading.

## What to Know:

The council *passed* its budget.
It took a night.

A second paragraph.

## What Happened

- One point
- Another

1. Third

### In detail

## Why it Matters {#why}

Because.
"""


def rendered(text: str, options: MarkdownOptions = OPTIONS, first_line: int = 1, lang: str = "en") -> Rendered:
    return render_parts(text, path="story.md", first_line=first_line, lang=lang, options=options)


def test_a_text_falls_into_the_parts_under_its_headings() -> None:
    parts = rendered(STORY, first_line=10).parts
    assert [(p.title, p.anchor, p.line) for p in parts] == [
        ("", "", 10),
        ("What to Know:", "what-to-know", 12),
        ("What Happened", "what-happened", 19),
        ("Why it Matters", "why", 28),
    ]
    assert parts[0].html == "<p>Before any heading.</p>\n"
    assert parts[1].html == (
        "<p>The council <em>passed</em> its budget.\nIt took a night.</p>\n<p>A second paragraph.</p>\n"
    )


def test_an_empty_text_has_one_empty_part() -> None:
    result = rendered("")
    assert [(p.title, p.html, p.words, p.list_only) for p in result.parts] == [("", "", 0, False)]
    assert (result.text, result.lead, result.words, result.slots, result.references) == ("", ("",), 0, 0, ())


def test_words_are_counted_without_headings_and_code() -> None:
    parts = rendered("One two.\n\n## Three four five\n\nSix `seven`.\n\n```\neight nine\n```\n\n> ten\n").parts
    assert [p.words for p in parts] == [2, 3]


def test_a_part_of_lists_alone_says_so() -> None:
    parts = rendered(
        "## A\n\n- x\n\n1. y\n\n## B\n\n- x\n\nText.\n\n## C\n\n## D\n\n### E\n\n- x\n\n## F\n\n- x[^1]\n\n[^1]: y"
    ).parts
    assert [p.list_only for p in parts] == [False, True, False, False, False, True]


def test_the_lead_is_the_plain_text_of_each_parts_first_paragraphs() -> None:
    assert rendered(STORY).lead == (
        "Before any heading.",
        "The council passed its budget. It took a night.\nA second paragraph.",
        "",
        "Because.",
    )


def test_the_lead_of_a_long_part_stops_after_the_paragraph_that_fills_it() -> None:
    paragraph = "word " * 99 + "end."
    assert rendered(f"{paragraph}\n\n" * 5).lead == ("\n".join([paragraph] * 3),)


def test_the_lead_holds_no_quotation_list_or_caption() -> None:
    assert rendered('> Said.\n\n- Item\n\n![A](a.jpg "Caption")\n\n::: note\nBoxed.\n:::\n\nText.\n').lead == ("Text.",)


def test_the_plain_text_has_a_line_for_each_block() -> None:
    blocks = ["## A *b*", "C & [d](/e)\\\nf `g` <b>h</b>", "- i", "| j | k |\n|---|---|\n| l | m |", '![n](o.jpg "p")']
    assert rendered("\n\n".join(blocks)).text == "A b\nC & d f g h\ni\nj\nk\nl\nm\np"


def test_what_is_inside_a_script_is_no_text() -> None:
    assert rendered("A <script>b</script> c.\n\n<style>\nd\n</style>\n").text == "A c."


def test_the_table_of_contents_has_the_headings_outside_boxes() -> None:
    headings = rendered("# One\n\n### Two *x*\n\n::: box\n### Three\n:::\n\n> #### Four\n").headings
    assert headings == (Heading(2, "One", "one"), Heading(3, "Two x", "two-x"))


def test_an_id_given_in_the_text_is_not_given_again() -> None:
    parts = rendered("## Why\n\n## How {#why}\n\n## Why\n").parts
    assert [p.anchor for p in parts] == ["", "why-2", "why", "why-3"]


def test_the_features_name_what_a_page_must_load_something_for() -> None:
    boxes = "::: map\nurl: https://x.example\n:::\n\n::: note\nx[^1]\n:::\n\n"
    assert rendered(f"```python\nx\n```\n\n{boxes}| a |\n|---|\n\n[^1]: y\n").features == (
        "callout",
        "code",
        "footnotes",
        "map",
        "table",
    )
    assert rendered("Text.").features == ()


def test_code_in_an_unknown_language_needs_no_style() -> None:
    assert rendered("```nosuch\nx\n```\n").features == ()


def test_diagnostics_have_the_lines_of_the_file_and_come_in_their_order() -> None:
    found = rendered("![](a.jpg)\n\n::: nonote\n:::\n\n> text\n> <iframe></iframe>\n", first_line=7).diagnostics
    assert [(d.location.path, d.location.line, d.location.column, d.code) for d in found] == [
        ("story.md", 7, 1, "image-without-alt"),
        ("story.md", 9, 1, "unknown-container"),
        ("story.md", 13, 1, "html-removed"),
    ]


def test_a_misspelt_container_is_told_what_was_meant() -> None:
    (diagnostic,) = rendered("::: vidoe\nurl: https://vimeo.com/1\n:::\n").diagnostics
    assert (diagnostic.severity, diagnostic.message) == ("error", "`::: vidoe` is not a container.")
    assert diagnostic.hint == "did you mean `video`?"


def test_windows_line_ends_and_nul_are_read_as_commonmark_wants() -> None:
    assert rendered("a\r\nb\rc\0\n").parts[0].html == "<p>a\nb\nc\ufffd</p>\n"


def test_line_breaks_are_kept_where_the_options_say_so() -> None:
    assert rendered("a\nb", MarkdownOptions(breaks=True)).parts[0].html == "<p>a<br>\nb</p>\n"


def test_bare_addresses_are_links_where_the_options_say_so() -> None:
    options = MarkdownOptions(linkify=True)
    assert rendered("See www.x.org, **https://x.org/a_b** or a_b@x.org.", options).parts[0].html == (
        '<p>See <a href="http://www.x.org">www.x.org</a>, <strong><a href="https://x.org/a_b">https://x.org/a_b</a>'
        '</strong> or <a href="mailto:a_b@x.org">a_b@x.org</a>.</p>\n'
    )
    assert rendered("See www.x.org").parts[0].html == "<p>See www.x.org</p>\n"


def test_a_part_may_hold_markers_in_its_heading() -> None:
    result = rendered("## See [a](a.md)\n")
    assert result.parts[1].heading == f'See <a href="{result.marker}0">a</a>'


def test_the_same_text_has_the_same_marker_and_another_text_another() -> None:
    assert rendered("a").marker == rendered("a").marker != rendered("b").marker


def test_inline_has_no_block_around_it() -> None:
    assert render_inline('The *long* "road" & [more](x.md)', lang="en", options=OPTIONS) == (
        'The <em>long</em> “road” &amp; <a href="x.md">more</a>'
    )
    assert render_inline("Plain", lang="en", options=OPTIONS) == "Plain"
    assert render_inline("", lang="en", options=OPTIONS) == ""
    assert render_inline("[[slug]] <script>x</script><b>y", lang="en", options=OPTIONS) == "[[slug]] <b>y</b>"


def test_convert_gives_one_piece_without_figures_or_references() -> None:
    text = "# Ann\n\n![Ann](ann.jpg)\n\nWrites [here](x.md).\n"
    assert render_html(text, lang="en", options=OPTIONS) == (
        '<h1>Ann</h1>\n<p><img src="ann.jpg" alt="Ann"></p>\n<p>Writes <a href="x.md">here</a>.</p>\n'
    )


def test_convert_shows_an_embeds_poster_where_it_lies() -> None:
    html = render_html("::: video\nurl: https://vimeo.com/1\nposter: a b.jpg\n:::\n", lang="en", options=OPTIONS)
    assert '<img class="embed-poster" src="a%20b.jpg" alt="" loading="lazy" decoding="async">' in html


def test_plain_takes_the_tags_out_of_html() -> None:
    assert plain("<p>A <b>b</b> &amp; c\n d</p><script>x</script>") == "A b & c d"
