"""Markers and what is put in their place."""

import pytest

from sitegen.source.article import Reference
from sitegen.source.markdown import MarkdownOptions, Rendered, render_parts, resolve


def rendered(text: str) -> Rendered:
    return render_parts(text, path="a.md", first_line=3, lang="en", options=MarkdownOptions())


def filled(text: str, refs: list[str], slots: list[str] | None = None) -> str:
    result = rendered(text)
    return resolve("".join(part.html for part in result.parts), result.marker, refs, slots or [])


def test_a_text_without_markers_is_returned_as_it_is() -> None:
    html = "<p>a</p>"
    assert resolve(html, "sgx-", [], []) is html


def test_a_reference_is_replaced_by_a_whole_attribute() -> None:
    assert filled("[a](b.md) ![c](d.jpg)", ['href="/b/"', 'src="/d.1.jpg" width="2" height="1"']) == (
        '<p><a href="/b/">a</a> <img src="/d.1.jpg" width="2" height="1" alt="c" loading="lazy" decoding="async"></p>\n'
    )


def test_a_link_that_leads_nowhere_loses_its_address() -> None:
    assert filled("[a](b.md){.c}", [""]) == '<p><a class="c">a</a></p>\n'


def test_what_is_missing_counts_as_empty() -> None:
    assert filled("[a](b.md) [[c]]", []) == "<p><a>a</a> <a>c</a></p>\n"


def test_a_bare_slug_gets_the_text_behind_the_attribute() -> None:
    assert filled("See [[c]].", ['href="/c/">The <em>C</em>']) == '<p>See <a href="/c/">The <em>C</em></a>.</p>\n'


def test_a_bare_slug_without_text_shows_the_slug() -> None:
    assert filled("See [[c&d]].", ['href="/c/"']) == '<p>See <a href="/c/">c&amp;d</a>.</p>\n'


def test_only_a_link_without_text_of_its_own_is_bare() -> None:
    result = rendered("\n[[a]] [[b|c]] [d](e.md#f) ![g](h.png)")
    assert result.references == (
        Reference("slug", "a", bare=True),
        Reference("slug", "b"),
        Reference("file", "e.md", "#f"),
        Reference("image", "h.png"),
    )
    assert result.positions == ((4, 1), (4, 7), (4, 15), (4, 27))


def test_more_than_ten_references_keep_their_numbers() -> None:
    text = " ".join(f"[{n}](f{n}.md)" for n in range(12))
    expected = " ".join(f'<a href="/{n}">{n}</a>' for n in range(12))
    assert filled(text, [f'href="/{n}"' for n in range(12)]) == f"<p>{expected}</p>\n"


@pytest.mark.parametrize("clean", ["", " <b>raw</b>"])
def test_a_marker_survives_the_sanitizer(clean: str) -> None:
    html = filled(f"[[a]] [b](c.md) ![d](e.png){clean}", ['href="/a/">A', 'href="/c/"', 'src="/e.png"'])
    assert html == (
        '<p><a href="/a/">A</a> <a href="/c/">b</a> <img src="/e.png" alt="d" loading="lazy" decoding="async">'
        f"{clean}</p>\n"
    )


def test_a_place_is_filled_by_its_number_and_nothing_is_left_of_an_empty_one() -> None:
    html = "<p>a</p>\n<!--sgx-slot:0--><p>b</p>\n<!--sgx-slot:1--><p>c</p>\n<!--sgx-slot:2-->"
    assert resolve(html, "sgx-", [], ["<aside>1</aside>", ""]) == "<p>a</p>\n<aside>1</aside><p>b</p>\n<p>c</p>\n"
