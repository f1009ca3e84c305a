"""`_redirects`, `_headers`, policies and includes, as real hosts read them."""

import pytest

from sitegen.serve.host.host_rules import merge_headers, parse_headers, parse_redirects
from sitegen.serve.host.includes import resolve_includes
from sitegen.serve.http.csp import extend_meta_policies, extend_policy

LIVE = "ws://127.0.0.1:8000"


@pytest.mark.parametrize(
    ("line", "path", "target", "status"),
    [
        ("/old /new 301", "/old", "/new", 301),
        ("/old /new 301", "/old/", "/new", 301),
        ("/old/ /new", "/old", "/new", 301),
        ("/old /new 302!", "/old", "/new", 302),
        ("/old /new 200 # a comment", "/old", "/new", 200),
        ("/news/* /archive/:splat 301", "/news/2020/a/", "/archive/2020/a/", 301),
        ("/news/:year/:slug /:slug/:year/", "/news/2020/a", "/a/2020/", 301),
        ("/out https://other.example/x 301", "/out", "https://other.example/x", 301),
        ("/feed.xml /atom.xml 301", "/feed.xml", "/atom.xml", 301),
        ("/a.b /c 301", "/axb", None, 301),
        ("/old /new 301", "/older", None, 301),
        ("/news/:slug /x", "/news/a/b", None, 301),
    ],
)
def test_a_redirect(line: str, path: str, target: str | None, status: int) -> None:
    (rule,) = parse_redirects(line)
    assert (rule.get_target(path), rule.status) == (target, status)


def test_lines_that_are_not_redirects_are_ignored() -> None:
    assert parse_redirects("# a comment\n\n/alone\n/to nowhere\n") == ()


def test_headers_of_all_blocks_that_match_a_path_are_joined_and_can_be_removed() -> None:
    blocks = parse_headers(
        "# for all\n/*\n  X-Frame-Options: DENY\n  Link: </a.css>; rel=preload\n"
        "/world/*\n  Link: </b.css>; rel=preload\n  ! X-Frame-Options\n/:only/here\n  X-Only: yes\n"
    )
    assert merge_headers("/", blocks) == {"x-frame-options": "DENY", "link": "</a.css>; rel=preload"}
    assert merge_headers("/world/a/", blocks) == {"link": "</a.css>; rel=preload, </b.css>; rel=preload"}
    assert merge_headers("/city/here", blocks)["x-only"] == "yes"


@pytest.mark.parametrize(
    ("own", "wider"),
    [
        ("default-src 'self'", f"default-src 'self'; script-src 'self' 'nonce-N'; connect-src 'self' {LIVE}"),
        ("script-src 'none'", "script-src 'nonce-N'"),
        ("script-src 'self'; script-src-elem 'none'", "script-src 'self' 'nonce-N'; script-src-elem 'nonce-N'"),
        ("img-src *; upgrade-insecure-requests", "img-src *"),
        ("connect-src https://a.example", f"connect-src https://a.example 'self' {LIVE}"),
    ],
)
def test_a_policy_is_extended_by_no_more_than_the_preview_needs(own: str, wider: str) -> None:
    assert extend_policy(own, "N", LIVE) == wider


def test_a_policy_in_the_page_is_extended_too() -> None:
    page = b'<meta http-equiv="Content-Security-Policy" content="script-src \'self\'"><meta name=x content="y">'
    assert extend_meta_policies(page, "N", LIVE) == (
        b'<meta http-equiv="Content-Security-Policy" content="script-src &#x27;self&#x27; &#x27;nonce-N&#x27;">'
        b'<meta name=x content="y">'
    )


def test_includes_are_resolved_also_inside_each_other_but_not_in_a_circle() -> None:
    blocks = {
        "/_blocks/a.html": b'A[<!--#include virtual="/_blocks/b.html" -->]',
        "/_blocks/b.html": b"B",
        "/_blocks/en/more_in_category/world.html": b"more",
        "/round": b'o<!--#include virtual="/round" -->',
    }
    assert resolve_includes(b'<!--#include virtual="/_blocks/a.html" -->!', blocks.get) == b"A[B]!"
    assert resolve_includes(b'<esi:include src="/_blocks/en/more_in_category/world.html"/>', blocks.get) == b"more"
    assert resolve_includes(b'<!--#include virtual="/none" -->', blocks.get) == b"<!-- there is no /none to include -->"
    assert resolve_includes(b'<!--#include virtual="/round" -->', blocks.get).startswith(b"ooooo<!--")
