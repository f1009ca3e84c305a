"""What a writer sees: a real Chromium shows a newsroom while its files are saved."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.engine.kit import Newsroom, make, story
from tests.serve.kit import TIMEOUT, Served, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PROJECT = Path(__file__).resolve().parents[2]
STORY = "content/articles/story-3.md"
LONG = "\n\n".join(f"Paragraph {n} of a long story." for n in range(120))
LIMIT = TIMEOUT * 1000
ALIVE = "window.sameDocument === true"
FOLD = '<details id="fold"><summary>More</summary><p>Folded words</p></details>'


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    newsroom = make(tmp_path / "newsroom")
    newsroom.write(STORY, story("Story 3", day=13, body=LONG))
    newsroom.replace("themes/paper/templates/article.html", "<h2>Related</h2>", f"{FOLD}<h2>Related</h2>")
    return newsroom


@contextmanager
def tab(browser: "Browser", it: Served, path: str = "/world/story-3/", **more: Any) -> Iterator["Page"]:
    """A page whose socket is open and that has loaded what it shows; `sameDocument` is lost by a reload."""
    context = browser.new_context(**{"viewport": {"width": 900, "height": 600}, **more})
    try:
        page = context.new_page()
        problems: list[str] = []
        page.on("pageerror", lambda problem: problems.append(str(problem)))
        page.goto(it.base + path)
        ready(page)
        page.evaluate("window.sameDocument = true")
        yield page
        assert problems == []
    finally:
        context.close()


def ready(page: "Page") -> None:
    """Wait until the bar describes the page: then the page is connected, and the bar has received its status."""
    page.wait_for_function(
        "(h => h && /word|front|page/.test(h.shadowRoot.querySelector('.facts').textContent))"
        "(document.querySelector('sitegen-preview'))",
        timeout=LIMIT,
    )
    page.wait_for_load_state("networkidle")


def sees(page: "Page", text: str) -> None:
    page.wait_for_function("text => document.body.innerText.includes(text)", arg=text, timeout=LIMIT)


def bar(page: "Page", selector: str) -> Any:
    """Return a locator in the bar; Playwright looks into open shadow trees."""
    return page.locator(f"sitegen-preview {selector}")


def test_a_save_is_shown_without_losing_place_or_what_is_open(browser: "Browser", newsroom: Newsroom) -> None:
    with served(newsroom) as it, tab(browser, it) as page:
        page.locator("#fold").evaluate("e => { e.open = true; }")
        page.evaluate("scrollTo(0, 1200)")
        newsroom.replace(STORY, "Paragraph 3 of", "Rewritten 3 of")
        sees(page, "Rewritten 3 of")
        assert page.evaluate("scrollY") == 1200
        assert page.locator("#fold").evaluate("e => e.open")
        assert page.evaluate(ALIVE)


def test_a_reload_keeps_them_too(browser: "Browser", newsroom: Newsroom) -> None:
    """A page in which a script was added or removed is reloaded."""
    with served(newsroom) as it, tab(browser, it) as page:
        page.locator("#fold").evaluate("e => { e.open = true; }")
        page.evaluate("scrollTo(0, 1200)")
        newsroom.replace("themes/paper/templates/base.html", "<nav>", "<script>window.ran = 1;</script><nav>")
        page.wait_for_function("window.ran === 1", timeout=LIMIT)
        page.wait_for_load_state("load")
        page.wait_for_function("scrollY === 1200", timeout=LIMIT)
        assert page.locator("#fold").evaluate("e => e.open")
        assert not page.evaluate(ALIVE)


def test_only_the_page_whose_bytes_changed_is_touched(browser: "Browser", newsroom: Newsroom) -> None:
    with served(newsroom) as it, tab(browser, it) as one, tab(browser, it) as two, tab(browser, it, "/about/") as other:
        fetched: list[str] = []
        other.on("request", lambda request: fetched.append(request.url))
        newsroom.replace(STORY, "Paragraph 5 of", "Rewritten 5 of")
        sees(one, "Rewritten 5 of")
        sees(two, "Rewritten 5 of")
        it.wait_until_idle()
        other.wait_for_timeout(300)
        assert other.evaluate(ALIVE)
        assert [url for url in fetched if "/_sitegen/" not in url] == []


def test_a_style_sheet_is_swapped_without_a_reload(browser: "Browser", newsroom: Newsroom) -> None:
    colour = "getComputedStyle(document.body).color"
    with served(newsroom) as it, tab(browser, it) as page:
        page.evaluate("scrollTo(0, 700)")
        assert page.evaluate(colour) == "rgb(17, 17, 17)"
        newsroom.write("themes/paper/assets/main.css", "body { color: #123456 }\n")
        page.wait_for_function(f"{colour} === 'rgb(18, 52, 86)'", timeout=LIMIT)
        page.wait_for_function("document.querySelectorAll('link[rel=stylesheet]').length === 1", timeout=LIMIT)
        assert page.evaluate(ALIVE)
        assert page.evaluate("scrollY") == 700


def test_an_error_covers_the_last_good_page_until_it_is_fixed(browser: "Browser", newsroom: Newsroom) -> None:
    good = newsroom.read(STORY)
    with served(newsroom) as it, tab(browser, it) as page:
        newsroom.write(STORY, good.replace("2026-11-13", "2026-13-13"))
        overlay = bar(page, ".overlay")
        overlay.wait_for(timeout=LIMIT)
        assert overlay.locator("h2").inner_text() == "Not built: 1 error"
        assert overlay.locator("pre").inner_text() == (
            "content/articles/story-3.md:3:7: error: "
            '`date` is "2026-13-13T09:00:00+01:00", which is not a valid date. [bad-date]\n'
            "  2 | title: Story 3\n"
            "  3 | date: 2026-13-13T09:00:00+01:00\n"
            "    |       ^\n"
            "  hint: write 2026-12-31 or 2026-12-31T18:00+02:00"
        )
        assert "Paragraph 3 of" in page.locator("body").inner_text()
        newsroom.write(STORY, good.replace("Paragraph 3 of", "Mended 3 of"))
        overlay.wait_for(state="hidden", timeout=LIMIT)
        sees(page, "Mended 3 of")
        assert page.evaluate(ALIVE)


def test_a_hidden_overlay_comes_back_only_with_another_error(browser: "Browser", newsroom: Newsroom) -> None:
    good = newsroom.read(STORY)
    with served(newsroom) as it, tab(browser, it) as page:
        overlay = bar(page, ".overlay")
        it.builds_after(lambda: newsroom.write(STORY, good.replace("2026-11-13", "2026-13-13")))
        overlay.wait_for(timeout=LIMIT)
        overlay.get_by_role("button", name="Hide").click()
        it.builds_after(lambda: newsroom.replace(STORY, "Paragraph 3", "Paragraph three"))
        assert overlay.is_hidden()
        it.builds_after(lambda: newsroom.replace("themes/paper/templates/base.html", "<nav>", "{% if %}<nav>"))
        overlay.wait_for(timeout=LIMIT)


def test_a_new_page_replaces_the_404_page(browser: "Browser", newsroom: Newsroom) -> None:
    with served(newsroom) as it, browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{it.base}/world/late/")
        sees(page, "Not here.")
        newsroom.write("content/articles/late.md", story("Late"))
        sees(page, "Late was seen by many.")
        newsroom.delete("content/articles/late.md")
        sees(page, "Not here.")


def test_a_tab_comes_back_when_the_server_does(browser: "Browser", newsroom: Newsroom) -> None:
    with served(newsroom) as it:
        port = it.port
        context = browser.new_context()
        page = context.new_page()
        page.goto(f"{it.base}/world/story-3/")
        ready(page)
    connection = bar(page, ".connection")
    page.wait_for_function(
        "document.querySelector('sitegen-preview').shadowRoot.querySelector('.connection').classList.contains('off')",
        timeout=LIMIT,
    )
    assert connection.get_attribute("aria-label") == "The server is not responding"
    newsroom.replace(STORY, "Paragraph 7 of", "Rewritten 7 of")
    with served(newsroom, port=port):
        sees(page, "Rewritten 7 of")
        page.wait_for_function(
            "!document.querySelector('sitegen-preview').shadowRoot.querySelector('.connection').classList.contains('off')",
            timeout=LIMIT,
        )
        context.close()


def test_a_new_picture_or_file_of_the_same_name_is_shown(browser: "Browser", newsroom: Newsroom) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="10"/>'
    newsroom.write("content/static/plan.svg", svg.format(100))
    newsroom.replace("themes/paper/templates/base.html", "<nav>", '<img id="plan" src="/plan.svg" alt="Plan"><nav>')
    with served(newsroom) as it, tab(browser, it) as page:
        assert page.locator("#plan").evaluate("e => e.naturalWidth") == 100
        newsroom.write("content/static/plan.svg", svg.format(222))
        page.wait_for_function(
            "(i => i && i.complete && i.naturalWidth === 222)(document.getElementById('plan'))", timeout=LIMIT
        )


def test_a_story_that_is_not_public_has_a_badge(browser: "Browser", newsroom: Newsroom) -> None:
    newsroom.write("content/articles/secret.md", story("Secret", draft="true"))
    newsroom.write("content/articles/soon.md", story("Soon", day=25))
    newsroom.write("content/articles/kept.md", story("Kept", embargo="2026-11-28T00:00:00+01:00"))
    with served(newsroom, drafts=True, future=True) as it:
        for slug, badge in (("secret", "Draft"), ("soon", "Scheduled"), ("kept", "Embargoed")):
            with tab(browser, it, f"/world/{slug}/") as page:
                assert bar(page, ".badge").inner_text() == badge
        with tab(browser, it) as page:
            assert bar(page, ".badge").is_hidden()


def test_the_bar_describes_the_story_and_previews_it(browser: "Browser", newsroom: Newsroom) -> None:
    image = "image: {src: 'https://pictures.example.org/x.jpg', alt: 'A bridge'}"
    newsroom.replace(STORY, "category: world", f"category: world\n{image}")
    with served(newsroom) as it, tab(browser, it) as page:
        assert re.fullmatch(r"\d+ words · \d+ min", bar(page, ".facts").inner_text())
        assert bar(page, ".chips").inner_text().split("\n") == ["Rights missing"]
        bar(page, ".details").click()
        panel = bar(page, "#panel").inner_text()
        for text in ("content/articles/story-3.md", "Published", "no credit", "no licence", "not rendered", "none:"):
            assert text in panel
        assert bar(page, ".search .headline").inner_text() == "Story 3 | The Daily Example"
        assert bar(page, ".card .headline").inner_text() == "Story 3"
        bar(page, ".details").press("Escape")
        assert bar(page, "#panel").is_hidden()
        bar(page, ".collapse").click()
        assert bar(page, ".bar").is_hidden()
        page.reload()
        ready(page)
        assert bar(page, ".bar").is_hidden()
        assert bar(page, ".expand").inner_text() == "Preview"


def test_the_bar_shows_the_page_as_printed(browser: "Browser", newsroom: Newsroom) -> None:
    style = "body { color: #111 }\n@media print { nav { display: none } }\n@media screen { h1 { color: #f00 } }\n"
    newsroom.write("themes/paper/assets/main.css", style)
    with served(newsroom) as it, tab(browser, it) as page:
        bar(page, ".details").click()
        button = bar(page, "button").filter(has_text="Show as printed")
        looks = "(look => [look('nav').display, look('h1').color])(e => getComputedStyle(document.querySelector(e)))"
        button.click()
        assert page.evaluate(looks) == ["none", "rgb(17, 17, 17)"]
        button.click()
        assert page.evaluate(looks) == ["block", "rgb(255, 0, 0)"]


def test_the_bar_is_not_printed_and_is_in_no_file(browser: "Browser", newsroom: Newsroom) -> None:
    with served(newsroom) as it, tab(browser, it) as page:
        page.emulate_media(media="print")
        assert not bar(page, ".bar").is_visible()
        assert [path for path, data in newsroom.tree().items() if b"_sitegen" in data] == []


def test_while_the_first_build_runs_a_provisional_page_says_so_and_then_is_the_real_one(
    browser: "Browser", newsroom: Newsroom
) -> None:
    for n in range(400):
        newsroom.write(f"content/articles/old-{n}.md", story(f"Old {n}", slug=f"archive-{n}", day=1 + n % 20))
    with served(newsroom, wait=False) as it, browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{it.base}/world/story-3/")
        assert it.preview.is_first_build
        sees(page, "Paragraph 3 of")
        bar(page, "progress").wait_for(timeout=LIMIT)
        bar(page, "progress").wait_for(state="hidden", timeout=LIMIT)
        assert not it.preview.is_first_build
        bar(page, ".badge").wait_for(state="hidden", timeout=LIMIT)
        sees(page, "Related")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    """The demo newsroom."""
    root = tmp_path_factory.mktemp("demo") / "newsroom"
    shutil.copytree(PROJECT / "content", root / "content")
    shutil.copy(PROJECT / "site.toml", root)
    return Newsroom(root)


@pytest.mark.slow
def test_axe_reports_no_violations_in_bar_panel_and_overlay(browser: "Browser", demo: Newsroom) -> None:
    """WCAG 2.2 AA and axe's best practices, light and dark, narrow and wide."""
    from axe_playwright_python.sync_playwright import Axe

    article = next(p for p in sorted((demo.root / "content/articles").rglob("*.md")) if "image" in p.read_text("utf-8"))
    with served(demo) as it:
        path = next(f"/{p.removesuffix('index.html')}" for p in it.recorder.results[0].rendered if article.stem in p)
        problems = []
        good = article.read_text("utf-8")
        for what in ("panel", "overlay"):
            if what == "overlay":
                it.builds_after(lambda: article.write_text(good.replace("date: ", "date: x"), "utf-8"))
            for scheme, width in (("light", 1280), ("dark", 320)):
                size = {"width": width, "height": 900}
                with tab_of(browser, it, path, color_scheme=scheme, viewport=size) as page:
                    if what == "panel":
                        bar(page, ".details").click()
                    if what == "overlay":
                        bar(page, ".overlay").wait_for(timeout=LIMIT)
                    found = Axe().run(page, options={"resultTypes": ["violations"]})
                    problems += [
                        (what, scheme, width, v["id"], [node["html"][:200] for node in v["nodes"]])
                        for v in found.response["violations"]
                    ]
                    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        article.write_text(good, "utf-8")
    assert problems == []


@contextmanager
def tab_of(browser: "Browser", it: Served, path: str, **more: Any) -> Iterator["Page"]:
    """As `tab`, but for a story that may have errors."""
    with browser.new_context(**more) as context:
        page = context.new_page()
        page.goto(it.base + path)
        bar(page, ".bar").wait_for(timeout=LIMIT)
        page.wait_for_load_state("networkidle")
        yield page
