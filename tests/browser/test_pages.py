"""Pages as readers have them: in a real browser, on a phone and at a desk, light and dark, in both directions."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise, product
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.conftest import BuiltSite

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

KINDS = (
    "front category tag author series thread month archive year page corrections sponsored not_found language article"
).split()
TYPES = ["report", "analysis", "opinion", "explainer", "interview", "review", "obituary", "live", "gallery", "video"]
PAGES = [*KINDS, *(f"article {kind}" for kind in TYPES), "article paid"]

PHONE, DESK = 320, 1280
"""Widths in CSS pixels; 320 is also what 1280 become at 400 % zoom (WCAG 2.2, 1.4.10)."""


@contextmanager
def opened(browser: "Browser", url: str, width: int = DESK, **settings: Any) -> "Iterator[Page]":
    context = browser.new_context(viewport={"width": width, "height": 900}, **settings)
    context.route(lambda address: not address.startswith("http://127.0.0.1:"), lambda route: route.abort())
    try:
        page = context.new_page()
        page.goto(url)
        yield page
    finally:
        context.close()


def site_of(request: pytest.FixtureRequest, direction: str) -> BuiltSite:
    site = request.getfixturevalue(f"{direction}_site")
    assert isinstance(site, BuiltSite)
    return site


@pytest.mark.slow
def test_the_demo_newsroom_has_a_page_of_every_kind(ltr_site: BuiltSite, rtl_site: BuiltSite) -> None:
    assert [what for what in PAGES if what not in ltr_site.pages] == []
    assert [what for what in PAGES if what not in rtl_site.pages] == []


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("what", PAGES)
def test_no_page_is_wider_than_a_narrow_phone(
    browser: "Browser", request: pytest.FixtureRequest, direction: str, what: str
) -> None:
    with opened(browser, site_of(request, direction).url(what), PHONE) as page:
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE


@pytest.mark.parametrize(
    ("what", "direction", "scheme", "width"),
    [
        *product(PAGES, ["ltr"], ["light"], [DESK]),
        *product(PAGES, ["rtl"], ["dark"], [PHONE]),
        *product(KINDS, ["ltr"], ["dark"], [PHONE]),
        *product(KINDS, ["rtl"], ["light"], [DESK]),
    ],
)
def test_axe_reports_no_violations(
    browser: "Browser", request: pytest.FixtureRequest, what: str, direction: str, scheme: Any, width: int
) -> None:
    """WCAG 2.2 AA and axe's best practices."""
    from axe_playwright_python.sync_playwright import Axe

    with opened(browser, site_of(request, direction).url(what), width, color_scheme=scheme) as page:
        found = Axe().run(page, options={"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}})
    violations = [(v["id"], [node["html"][:200] for node in v["nodes"]]) for v in found.response["violations"]]
    assert violations == []


@pytest.mark.parametrize("what", PAGES)
def test_a_page_needs_no_other_server(browser: "Browser", ltr_site: BuiltSite, what: str) -> None:
    """One first heading and no level left out below it; the same words without JavaScript; nobody else asked."""
    asked: list[str] = []
    context = browser.new_context(viewport={"width": 412, "height": 823})
    try:
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.goto(ltr_site.url(what), wait_until="networkidle")
        levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => +h.tagName[1])")
        words = page.locator("body").inner_text()
        title = page.title().split(" | ")
        cookies = context.cookies()
    finally:
        context.close()
    assert len(set(title)) == len(title)
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == []
    assert [url for url in asked if not url.startswith(ltr_site.base)] == []
    assert cookies == []
    with opened(browser, ltr_site.url(what), 412, java_script_enabled=False) as page:
        assert page.locator("body").inner_text() == words
    assert len(words) > 200


@pytest.mark.parametrize("what", ["front", "category", "article report", "article paid", "article gallery"])
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_nothing_moves_while_a_page_loads(browser: "Browser", ltr_site: BuiltSite, what: str, width: int) -> None:
    """Cumulative Layout Shift, as the browser measures it, scrolled to the end so that lazy pictures load."""
    with opened(browser, ltr_site.url(what), width) as page:
        page.evaluate(
            """async () => {
              window.shift = 0;
              new PerformanceObserver(list => list.getEntries().forEach(e => { window.shift += e.value; }))
                .observe({type: 'layout-shift', buffered: true});
              for (let y = 0; y < document.body.scrollHeight; y += 450) {
                scrollTo(0, y);
                await new Promise(done => setTimeout(done, 30));
              }
              await new Promise(done => setTimeout(done, 200));
            }"""
        )
        assert page.evaluate("window.shift") == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_takes_the_reader_s_colours(browser: "Browser", ltr_site: BuiltSite, scheme: Any) -> None:
    with opened(browser, ltr_site.url("front"), color_scheme=scheme) as page:
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == {"light": "rgb(255, 254, 251)", "dark": "rgb(22, 21, 19)"}[scheme]


def test_pages_from_right_to_left_are_mirrored(browser: "Browser", ltr_site: BuiltSite, rtl_site: BuiltSite) -> None:
    sides = {}
    for site in (ltr_site, rtl_site):
        with opened(browser, site.url("article report")) as page:
            story, sidebar = page.locator("main").bounding_box(), page.locator(".sidebar").bounding_box()
            first, second = (page.locator(".navigation li").nth(n).bounding_box() for n in (0, 1))
            direction = page.evaluate("document.documentElement.dir")
        assert None not in (story, sidebar, first, second)
        sides[direction] = (story["x"] < sidebar["x"], first["x"] < second["x"])
    assert sides == {"ltr": (True, True), "rtl": (False, False)}


@pytest.mark.parametrize("what", ["front", "article report"])
def test_nothing_is_animated(browser: "Browser", ltr_site: BuiltSite, what: str) -> None:
    with opened(browser, ltr_site.url(what), reduced_motion="reduce") as page:
        assert page.evaluate("document.getAnimations().length") == 0


def test_a_paid_story_on_paper_keeps_its_label_its_disclosure_and_its_byline(
    browser: "Browser", ltr_site: BuiltSite
) -> None:
    with opened(browser, ltr_site.url("article paid")) as page:
        page.emulate_media(media="print")
        kept = [".paid-notice .paid-label", ".paid-notice", "h1", ".byline", ".dates", ".text"]
        assert [name for name in kept if not page.locator(name).first.is_visible()] == []
        gone = [".navigation", ".share", ".sidebar", ".related", ".slot", ".skip-links"]
        assert [name for name in gone if page.locator(name).count() and page.locator(name).first.is_visible()] == []


def test_corrections_stay_on_paper(browser: "Browser", ltr_site: BuiltSite) -> None:
    with opened(browser, ltr_site.url("corrections")) as page:
        story = page.locator(".corrected-story a").first.get_attribute("href")
        page.goto(f"{ltr_site.base}{story}")
        page.emulate_media(media="print")
        assert page.locator(".correction").first.is_visible()


def test_the_skip_link_is_the_first_thing_that_a_keyboard_reaches(browser: "Browser", ltr_site: BuiltSite) -> None:
    with opened(browser, ltr_site.url("article report")) as page:
        page.keyboard.press("Tab")
        link = page.locator(":focus")
        assert link.get_attribute("href") == "#content"
        box = link.bounding_box()
        assert box
        assert box["y"] >= 0


def test_a_campaign_that_has_ended_since_the_build_is_hidden(browser: "Browser", ltr_site: BuiltSite) -> None:
    url = ltr_site.url("article report")
    with opened(browser, url) as page:
        sold = page.locator(".slot[data-expires]")
        assert sold.count() > 0
        page.clock.set_fixed_time("2026-11-22T12:00:00Z")
        page.goto(url)
        assert sold.first.is_visible()
        page.clock.set_fixed_time("2126-11-22T12:00:00Z")
        page.goto(url)
        assert [slot.is_visible() for slot in sold.all()] == [False] * sold.count()


def test_a_player_is_loaded_only_when_it_is_clicked(browser: "Browser", script_site: BuiltSite) -> None:
    with opened(browser, script_site.url("article video")) as page:
        assert page.locator("iframe").count() == 0
        page.locator("[data-embed] .embed-link").click()
        frame = page.locator("[data-embed] iframe")
        frame.wait_for()
        assert frame.get_attribute("src") == "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"
        assert "The film" in (frame.get_attribute("title") or "")


def test_without_javascript_a_player_s_card_is_a_link(browser: "Browser", script_site: BuiltSite) -> None:
    with opened(browser, script_site.url("article video"), java_script_enabled=False) as page:
        link = page.locator("[data-embed] .embed-link")
        assert link.get_attribute("href") == "https://www.youtube.com/watch?v=dQw4w9WgXcQ"


def test_a_block_with_its_own_file_is_loaded_by_the_browser(browser: "Browser", script_site: BuiltSite) -> None:
    with opened(browser, script_site.url("article report")) as page:
        page.locator(".top-stories li").first.wait_for()
        assert page.locator("[data-include]").count() == 0
    with opened(browser, script_site.url("article report"), java_script_enabled=False) as page:
        assert (page.locator("[data-include] a").get_attribute("href") or "").endswith("top_stories.html")


def test_a_page_loads_only_the_scripts_that_it_needs(script_site: BuiltSite) -> None:
    assert 'src="/assets/js/load_embeds' in script_site.html("article video")
    assert 'src="/assets/js/load_embeds' not in script_site.html("article report")
    assert "<script src" not in script_site.html("front")
    assert 'type="module"' not in script_site.html("front")
