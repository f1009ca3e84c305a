"""The server's answers: as the real host would, and only to this machine."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from tests.engine.kit import Newsroom, differences, make, story
from tests.serve.kit import Served, served, symlinks_or_skip, wait_for_message

HEADERS = """\
/*
  Content-Security-Policy: default-src 'self'
  X-Frame-Options: DENY
  Access-Control-Allow-Origin: *
  Strict-Transport-Security: max-age=63072000
/assets/*
  Cache-Control: public, max-age=31536000, immutable
"""
BLOCKS = '\n[blocks.top_stories]\ndelivery = "include"\n'
STYLE = re.compile(r'href="(/assets/main\.[0-9a-f]+\.css)"')


@pytest.fixture(scope="module")
def it(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    newsroom = make(tmp_path_factory.mktemp("server") / "newsroom")
    newsroom.write("site.toml", newsroom.read("site.toml") + BLOCKS)
    newsroom.write("content/articles/story-1.md", story("Story 1", aliases="[/old/one/]"))
    newsroom.write("content/articles/umlaut.md", story("Über", slug="über"))
    newsroom.write("content/static/_headers", HEADERS)
    newsroom.write("content/static/tape.mp3", bytes(range(256)))
    (newsroom.root.parent / "secret.txt").write_text("secret", encoding="utf-8")
    with served(newsroom) as it:
        assert it.recorder.results[0].ok, newsroom.explain(it.recorder.results[0])
        yield it


# -- as the real host --


def test_a_page_is_that_of_output_with_the_preview_s_script_before_its_end(it: Served) -> None:
    answer = it.get("/world/story-3/")
    script = re.search(r'<script src="/_sitegen/live\.js" data-digest="[0-9a-f]{32}" nonce="[\w-]+" defer></script>',
                       answer.text)  # fmt: skip
    assert script
    assert answer.text.endswith(f"{script[0]}</body></html>")
    file = it.newsroom.root / "output/world/story-3/index.html"
    block = (it.newsroom.root / "output/_blocks/en/top_stories.html").read_bytes()
    written = file.read_bytes()
    include = b'<!--#include virtual="/_blocks/en/top_stories.html" -->'
    assert include in written
    assert b"_sitegen" not in written
    assert answer.body.replace(script[0].encode(), b"") == written.replace(include, block)


def test_requests_do_not_change_output(it: Served) -> None:
    before = it.newsroom.tree()
    for path in ("/", "/world/", "/nowhere/", "/old/one/", "/_sitegen/status?path=/"):
        it.get(path)
    assert differences(before, it.newsroom.tree()) == []


def test_a_missing_page_is_the_site_s_own_404_page(it: Served) -> None:
    for path in ("/nowhere/", "/world/story-3/nowhere", "/world/story-3/index.html/"):
        answer = it.get(path)
        assert (answer.status, answer.headers["content-type"]) == (404, "text/html; charset=utf-8")
        assert "Not here." in answer.text
        assert "/_sitegen/live.js" in answer.text


@pytest.mark.parametrize(
    ("path", "status", "location"),
    [
        ("/world/story-3", 308, "/world/story-3/"),
        ("/world/story-3?a=b", 308, "/world/story-3/?a=b"),
        ("/old/one/", 301, "/world/story-1/"),
        ("/old/one", 301, "/world/story-1/"),
        ("/world/%C3%BCber", 308, "/world/%C3%BCber/"),
    ],
)
def test_redirects(it: Served, path: str, status: int, location: str) -> None:
    answer = it.get(path)
    assert (answer.status, answer.headers["location"], answer.headers["cache-control"]) == (
        status,
        location,
        "no-store",
    )


def test_a_url_with_characters_beyond_ascii(it: Served) -> None:
    assert "<h1>Über</h1>" in it.get("/world/%C3%BCber/").text


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/feed.xml", "application/rss+xml; charset=utf-8"),
        ("/atom.xml", "application/atom+xml; charset=utf-8"),
        ("/feed.json", "application/feed+json; charset=utf-8"),
        ("/sitemap.xml", "application/xml; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/_redirects", "text/plain; charset=utf-8"),
        ("/tape.mp3", "audio/mpeg"),
        ("/world/story-3/index.html", "text/html; charset=utf-8"),
    ],
)
def test_content_types(it: Served, path: str, kind: str) -> None:
    answer = it.get(path)
    assert (answer.status, answer.headers["content-type"]) == (200, kind)


def test_the_site_s_own_headers_without_those_that_share_it_or_force_https(it: Served) -> None:
    headers = it.get("/tape.mp3").headers
    assert headers["x-frame-options"] == "DENY"
    assert headers["cache-control"] == "no-cache"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert {"access-control-allow-origin", "strict-transport-security"} & headers.keys() == set()
    style = STYLE.search(it.get("/").text)
    assert style
    assert it.get(style[1]).headers["cache-control"] == "public, max-age=31536000, immutable"


def test_the_site_s_policy_is_extended_by_the_preview_s_script_and_nothing_else(it: Served) -> None:
    answer = it.get("/world/story-3/")
    nonce = re.search(r'nonce="([\w-]+)"', answer.text)
    assert nonce
    assert answer.headers["content-security-policy"] == (
        f"default-src 'self'; script-src 'self' 'nonce-{nonce[1]}'; connect-src 'self' ws://127.0.0.1:{it.port}"
    )


@pytest.mark.parametrize(
    ("wanted", "status", "body", "range_"),
    [
        ("bytes=0-3", 206, bytes(range(4)), "bytes 0-3/256"),
        ("bytes=-2", 206, bytes([254, 255]), "bytes 254-255/256"),
        ("bytes=250-", 206, bytes(range(250, 256)), "bytes 250-255/256"),
        ("bytes=300-", 416, None, "bytes */256"),
    ],
)
def test_ranges_as_players_ask_for_them(it: Served, wanted: str, status: int, body: bytes | None, range_: str) -> None:
    answer = it.get("/tape.mp3", {"Range": wanted})
    assert answer.status == status
    assert answer.headers["content-range"].removeprefix("bytes ") == range_.removeprefix("bytes ")
    assert body is None or answer.body == body


@pytest.mark.parametrize("path", ["/world/story-3/", "/tape.mp3", "/_sitegen/live.js"])
def test_what_the_browser_has_is_not_sent_again(it: Served, path: str) -> None:
    first = it.get(path)
    again = it.get(path, {"If-None-Match": first.headers["etag"]})
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert it.get(path, {"If-None-Match": '"other"'}).status == 200


def test_only_get_and_head_are_answered(it: Served) -> None:
    head = it.get("/world/story-3/", method="HEAD")
    assert (head.status, head.body) == (200, b"")
    for method in ("POST", "PUT", "DELETE", "OPTIONS"):
        answer = it.get("/world/story-3/", method=method)
        assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD")


def test_below_a_path_of_base_url(tmp_path: Path) -> None:
    with served(make(tmp_path / "newsroom"), base_url="https://example.org/paper") as it:
        answer = it.get("/")
        assert (answer.status, answer.headers["location"]) == (307, "/paper/")
        assert it.get("/paper").headers["location"] == "/paper/"
        assert it.get("/paper/world/story-3").headers["location"] == "/paper/world/story-3/"
        assert it.get("/paper/world/story-3/").status == 200
        assert it.get("/world/story-3/").status == 404
        assert it.status("/paper/world/story-3/")["story"]["title"] == "Story 3"


# -- refused requests --


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/world/../../secret.txt",
        "/..%5csecret.txt",
        "/world/..%2f..%2f..%2fsecret.txt",
        "//secret.txt",
        "/%00",
        "/C:/secret.txt",
        "/..;/secret.txt",
        "/../site.toml",
        "/../content/articles/story-3.md",
        "/../.sitegen/store.sqlite",
    ],
)
def test_no_path_leads_out_of_output(it: Served, path: str) -> None:
    answer = it.get(path)
    assert answer.status == 404
    assert "secret" not in answer.text.replace("secret.txt", "")


def test_no_link_leads_out_of_output(it: Served) -> None:
    link = it.newsroom.root / "output/link.txt"
    with symlinks_or_skip():
        link.symlink_to(it.newsroom.root.parent / "secret.txt")
    try:
        assert it.get("/link.txt").status == 404
    finally:
        link.unlink()


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1", 200),
        ("localhost:8000", 200),
        ("LOCALHOST", 200),
        ("paper.localhost", 200),
        ("[::1]:8000", 200),
        ("evil.example", 421),
        ("evil.example:8000", 421),
        ("localhost.evil.example", 421),
        ("127.0.0.1.evil.example", 421),
        ("192.168.1.7", 421),
        ("", 421),
        ("[", 421),
    ],
)
def test_other_host_names_are_refused(it: Served, host: str, status: int) -> None:
    """A page whose name resolves to this machine (DNS rebinding) still sends its name."""
    for path in ("/world/story-3/", "/_sitegen/status?path=/", "/_sitegen/live.js"):
        answer = it.get(path, {"Host": host})
        assert answer.status == status
        assert status == 200 or "Story" not in answer.text


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Sec-Fetch-Site": "none"}, 200),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://127.0.0.1:1"}, 403),
    ],
)
def test_another_origin_cannot_read_the_status(it: Served, headers: dict[str, str], status: int) -> None:
    answer = it.get("/_sitegen/status?path=/world/story-3/", headers)
    assert answer.status == status
    assert ("Story 3" in answer.text) == (status == 200)


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1"])
def test_another_origin_cannot_open_the_socket(it: Served, origin: str) -> None:
    with pytest.raises(InvalidStatus) as refused, it.tab("/", origin=origin):
        pass
    assert refused.value.response.status_code == 403


def test_our_own_page_opens_the_socket(it: Served) -> None:
    with it.tab("/world/story-3/", origin=f"http://127.0.0.1:{it.port}") as tab:
        message = wait_for_message(tab, lambda m: True)
    digest = re.search(r'data-digest="([0-9a-f]+)"', it.get("/world/story-3/").text)
    assert digest
    assert message == {"digest": digest[1], "build": 1, "errors": [], "progress": None}


def test_the_socket_is_refused_under_another_host_name(it: Served) -> None:
    with (
        pytest.raises(InvalidStatus) as refused,
        connect(f"ws://evil.example:{it.port}/_sitegen/live?path=/", sock=_socket(it)),
    ):
        pass
    assert refused.value.response.status_code == 403


def test_messages_from_a_tab_change_nothing(it: Served) -> None:
    with it.tab("/") as tab:
        wait_for_message(tab, lambda m: True)
        before = it.builds
        for text in ("reload", "{}", json.dumps({"build": 0}), "x" * 100_000):
            tab.send(text)
        it.wait_until_idle()
        assert it.builds == before


def test_a_public_server_answers_to_ip_addresses_and_its_own_names(tmp_path: Path) -> None:
    newsroom: Newsroom = make(tmp_path / "newsroom")
    with served(newsroom, host="0.0.0.0") as it:
        assert [it.get("/", {"Host": h}).status for h in ("192.168.1.7:8000", "localhost")] == [200, 200]
        assert [it.get("/", {"Host": h}).status for h in ("evil.example", "192.168.1.7.evil.example")] == [421, 421]


def _socket(it: Served) -> "object":
    import socket

    return socket.create_connection(("127.0.0.1", it.port))
