"""Real archives, kept for Hugo, Jekyll, Pelican and Zola, build as they lie: every file is accounted for."""

import os
from pathlib import Path

import pytest
from msgspec.structs import replace

from sitegen.engine.build import build, survey
from sitegen.engine.request import Request
from sitegen.errors import arrange
from sitegen.source.parse import parse_article
from sitegen.source.rules import ParseRules
from tests.archives.kit import Archive, built, check_stories, unpacked
from tests.shared import needs_shared

pytestmark = [
    pytest.mark.slow,
    needs_shared("archives"),
    pytest.mark.skipif(os.name == "nt", reason="their files have names that Windows cannot hold"),
]


def told(archive: Archive, path: str, **strict: str) -> list[str]:
    """Return what is said of one file where the site.toml is less patient: "code line"."""
    config = archive.site.config
    rules = ParseRules.of(replace(config, content=replace(config.content, **strict)))
    outcome = parse_article(path, (archive.root / "content" / path).read_bytes(), rules)
    return [f"{d.severity} {d.code} {d.location.line}" for d in arrange(outcome.diagnostics)]


def test_digitalgov_a_large_archive_of_hugo(tmp_path: Path) -> None:
    archive = built("digitalgov", tmp_path)
    assert archive.fates() == {"author": 1043, "draft": 8, "excluded": 60, "expired": 1712, "published": 927, "tag": 51}
    assert archive.warnings() == {
        "broken-link": 72,
        "duplicate-alias": 9,
        "duplicate-key": 15,
        "foreign-syntax": 4492,
        "html-removed": 35,
        "image-without-alt": 1,
        "never-shown": 2,
        "stray-html": 11,
        "undefined-link": 3,
        "unpublished-link": 19,
    }
    check_stories(archive)
    _dates_and_addresses_of_hugo(archive)
    _authors_topics_and_aliases_of_hugo(archive)
    assert archive.told("duplicate-key")[:2] == [
        "events/2020/10/2020-10-21-analytics-case-study-part-3-action.md:34",
        "news/2014/06/2014-06-30-social-media-accessibility-issues-and-solutions.md:18",
    ]
    example = "news/2018/09/2018-09-24-example.md"
    assert told(archive, example) == ["error missing-key 1"]
    earlier, _, _ = survey(Request(archive.root, now=archive.site.now.replace(year=2014), jobs=2))
    states = [*earlier.unpublished.values()]
    assert (len(earlier.articles), states.count("future"), states.count("draft")) == (415, 2224, 8)


def _dates_and_addresses_of_hugo(archive: Archive) -> None:
    caption = "news/2014/06/2014-06-30-508-accessible-videos-how-to-caption-videos.md"
    assert archive.article(caption).date.isoformat() == "2014-06-30T10:00:22-04:00"
    assert archive.url_path(caption) == "/2014/06/30/508-accessible-videos-how-to-caption-videos/"
    event = "events/2017/10/2017-10-11-an-around-world-recap-plain-monthly-meeting.md"
    assert archive.article(event).date.isoformat() == "2017-10-11T14:00:00-05:00"
    assert 'content="2017-10-11T15:00:00-04:00"' in archive.page(archive.url_path(event))
    assert archive.article(event).extra["end_date"] == "2017-10-11 15:00:00 -0500"
    health = "news/2019/12/2019-12-03-healthgovs-move-your-way-activity-planner-a-case-study.md"
    assert archive.article(health).title == "Health.gov’s Move Your Way Activity Planner: A Case Study"
    elsewhere = archive.page("/2023/09/06/infrastructure-as-a-public-service/")
    assert '<a href="https://get.gov/updates/2023/9/6/infrastructure-as-a-public-service/">get.gov</a>' in elsewhere
    assert "/2023/09/06/infrastructure-as-a-public-service-2/" in archive.site.url_paths.values()


def _authors_topics_and_aliases_of_hugo(archive: Archive) -> None:
    assert "<h1>Aaron Snow</h1>" in archive.page("/authors/aaron-snow/")
    topic = archive.page("/topics/accessibility/")
    assert "<h1>Accessibility</h1>" in topic
    assert "The design of products, devices, services, or environments for people with disabilities" in topic
    assert archive.site.aliases["/topics/508/"] == "topics/accessibility/_index.md"
    meeting = "online-an-around-the-world-recap-plain-monthly-meeting"
    assert f'<a href="/event/2017/10/11/{meeting}/">' in archive.page(f"/event/{meeting}/")
    listed = (archive.root / "output" / "_redirects").read_text(encoding="utf-8")
    assert f"/event/{meeting}/ /event/2017/10/11/{meeting}/ 301\n" in listed
    videos = archive.page("/2014/06/30/508-accessible-videos-why-and-how-to-make-them/")
    assert 'href="/2014/06/30/508-accessible-videos-how-to-caption-videos/"' in videos


def test_ruby_news_in_seventeen_languages_of_jekyll(tmp_path: Path) -> None:
    archive = built("ruby-lang-news", tmp_path)
    assert archive.fates() == {"published": 4723}
    assert archive.warnings() == {
        "attribute-not-allowed": 65,
        "bad-definition": 1,
        "broken-link": 1,
        "control-character": 4,
        "duplicate-key": 4,
        "foreign-syntax": 5467,
        "html-removed": 6,
        "image-without-alt": 120,
        "undefined-link": 92,
    }
    check_stories(archive)
    twice = [
        "fr/news/_posts/2013-06-27-ruby-1-8-7-p374-is-released.md",
        "ja/news/_posts/2024-03-21-buffer-overread-cve-2024-27280.md",
        "ko/news/_posts/2013-09-28-design-contest.md",
        "ko/news/_posts/2013-11-21-fukuoka-ruby-award-2014.md",
    ]
    assert archive.told("duplicate-key") == [f"{path}:4" for path in twice]
    assert [told(archive, path, duplicate_keys="error") for path in twice] == [["error duplicate-key 4"]] * 4
    assert archive.article(twice[0]).title == "Sortie de la version 1.8.7-p374 de Ruby"
    languages = {len(versions) for versions in archive.site.translations.values()}
    assert (len(archive.site.translations), max(languages)) == (4165, 15)
    assert {*archive.site.stories} == {*"en bg de es fr id it ja ko pl pt ru tr uk vi zh-CN zh-TW".split()}
    _a_release_in_chinese_and_its_links(archive)


def _a_release_in_chinese_and_its_links(archive: Archive) -> None:
    path = "zh_tw/news/_posts/2026-07-16-ruby-3-3-12-released.md"
    assert archive.article(path).title == "Ruby 3.3.12 發布"
    assert archive.article(path).date.isoformat() == "2026-07-16T05:08:11+00:00"
    assert archive.url_path(path) == "/zh_tw/news/2026/07/16/ruby-3-3-12-released/"
    page = archive.page(archive.url_path(path))
    english = "https://www.ruby-lang.org/en/news/2026/07/16/ruby-3-3-12-released/"
    assert f'<link rel="alternate" hreflang="en" href="{english}">' in page
    assert '<html lang="zh-TW" dir="ltr">' in page
    dated_by_name = archive.article("ko/news/_posts/2013-11-21-fukuoka-ruby-award-2014.md")
    assert dated_by_name.date.date().isoformat() == "2013-11-21"
    linked = archive.page("/en/news/2019/10/01/ruby-2-4-8-released/")
    assert 'href="/en/news/2019/10/01/http-response-splitting-in-webrick-cve-2019-16254/"' in linked


def test_a_key_written_twice_stops_the_build_unless_the_settings_say_otherwise(tmp_path: Path) -> None:
    root = unpacked("ruby-lang-news", tmp_path)
    settings = (root / "site.toml").read_text(encoding="utf-8")
    strict = settings.replace('duplicate_keys = "warning"', 'duplicate_keys = "error"').replace('["."]', '["ko"]')
    (root / "site.toml").write_text(strict, encoding="utf-8")
    result = build(Request(root, jobs=2))
    errors = [f"{d.location} {d.code}" for d in result.diagnostics if d.severity == "error"]
    assert errors == [
        "content/ko/news/_posts/2013-09-28-design-contest.md:4:1 duplicate-key",
        "content/ko/news/_posts/2013-11-21-fukuoka-ruby-award-2014.md:4:1 duplicate-key",
    ]
    assert not (root / "output").exists()


def test_organic_maps_in_thirty_four_languages_of_zola(tmp_path: Path) -> None:
    archive = built("organicmaps-news", tmp_path)
    assert archive.fates() == {"draft": 2, "excluded": 1065, "published": 1043}
    assert archive.warnings() == {
        "broken-link": 1154,
        "foreign-syntax": 639,
        "missing-image": 33,
        "undefined-link": 2932,
    }
    check_stories(archive)
    assert len(archive.site.stories) == 34
    rtl = [article for article in archive.site.articles.values() if article.dir == "rtl"]
    assert {article.lang for article in rtl} == {"ar", "fa-IR", "he"}
    assert len(rtl) == 205
    hebrew = "news/2025-10-07/450/index.he.md"
    slug = "android-auto-speed-limit-geojson-support-recording-track-statistics-osm-description-display"
    assert archive.url_path(hebrew) == f"/he/news/2025-10-07/{slug}/"
    assert '<html lang="he" dir="rtl">' in archive.page(archive.url_path(hebrew))
    _stories_in_their_own_scripts(archive)
    _what_zola_calls_otherwise(archive)


def _stories_in_their_own_scripts(archive: Archive) -> None:
    arabic = "news/2026-07-23/620/index.ar.md"
    slug = "تصحيحات-الأخطاء-وتحسينات-النقل-العام-وتحديد-المسارات-والبحث-والإشارات-المرجعية-يوليو-2026"
    assert archive.url_path(arabic) == f"/ar/news/2026-07-23/{slug}/"
    assert '<html lang="ar" dir="rtl">' in archive.page(archive.url_path(arabic))
    persian = archive.page(archive.url_path("news/2026-07-23/620/index.fa-IR.md"))
    assert '<html lang="fa-IR" dir="rtl">' in persian
    chinese = archive.article("news/2026-07-23/620/index.zh-Hans.md")
    assert chinese.title == "2026年7月更新中针对公共交通、路线规划、搜索和书签的错误修复与改进"
    assert len(archive.site.translations[chinese.path]) == 33


def _what_zola_calls_otherwise(archive: Archive) -> None:
    russian = next(a for a in archive.site.articles.values() if a.title.startswith("Давайте вместе создадим лучшие"))
    assert (russian.lang, russian.category) == ("ru", "news")
    old, new = "meet-a-new-app-update-with", "august-2021-release-of-organic-maps"
    assert archive.site.aliases[f"/news/2021-08-07/{old}/"] == "news/2021-08-07/21/index.md"
    assert f'url=/news/2021-08-07/{new}/"' in archive.page(f"/news/2021-08-07/{old}/")
    store = '<a href="https://apps.apple.com/app/organic-maps/id1567437057">App Store</a>'
    assert store in archive.page(archive.url_path("news/2026-07-23/620/index.ar.md"))
    place = next(place for place in archive.told("missing-image") if "index.fa-IR.md" in place)
    assert place == "news/2026-07-23/620/index.fa-IR.md:8"


def test_the_canadian_digital_service_in_two_languages_of_hugo(tmp_path: Path) -> None:
    archive = built("cds-snc-digital-canada-ca", tmp_path)
    assert archive.fates() == {"excluded": 2, "published": 326}
    assert archive.warnings() == {"image-without-alt": 1, "missing-alt": 1}
    check_stories(archive)
    versions = archive.site.translations.values()
    assert (len(versions), {tuple(lang for lang, _ in some) for some in versions}) == (324, {("en", "fr")})
    posts = "en/blog/posts"
    assert archive.url_path(f"{posts}/are-you-the-canadian-digital-service’s-next-ceo?.md") == (
        "/blog/are-you-the-canadian-digital-services-next-ceo/"
    )
    assert archive.url_path(f"{posts}/delivering-digital-learning:-a-conversation-with-eliane-dorval.md") == (
        "/blog/delivering-digital-learning-a-conversation-with-eliane-dorval/"
    )
    french = "fr/blog/posts/amélioration-continue-d’alerte-covid.md"
    assert archive.url_path(french) == "/fr/blog/amélioration-continue-dalerte-covid/"
    page = archive.page(archive.url_path(french))
    assert page.startswith('<!doctype html>\n<html lang="fr" dir="ltr">')
    assert '<link rel="canonical" href="https://digital.canada.ca/fr/blog/am%C3%A9lioration-continue-' in page
    trailing = next(path for path in archive.site.articles if path.startswith(f"{posts}/mining-for-ideas"))
    assert trailing.endswith("process\u00a0.md")
    assert archive.url_path(trailing) == "/blog/mining-for-ideas-to-simplify-a-complex-process/"
    director = archive.article("fr/blog/posts/Le-SNC-accueille-son-premier-dirigeant-principal.md")
    assert director.title == "Le SNC accueille son premier dirigeant principal\u00a0: Aaron Snow"
    user = archive.article(f"{posts}/lets-talk-user-experience.md")
    assert user.title == "Let’s talk user experience: Moving away from pixels, to people"
    assert user.image is not None


def test_gopher_academy_in_toml_of_hugo(tmp_path: Path) -> None:
    archive = built("gopheracademy", tmp_path)
    assert archive.fates() == {"excluded": 1, "published": 259}
    assert archive.warnings() == {
        "foreign-syntax": 2,
        "html-removed": 41,
        "image-without-alt": 67,
        "missing-image": 181,
        "undefined-link": 1,
    }
    check_stories(archive)
    assert told(archive, "birthday-bash-2014/readme.md") == ["error empty-file 1"]
    carlo = archive.article("advent-2018/montecarlo.md")
    assert (carlo.authors[0].id, carlo.series and carlo.series.id) == ("sebastien-binet", "advent-2018")
    assert archive.site.authors["sebastien-binet"].name == "Sebastien Binet"
    assert carlo.title == "Computing and plotting π with Gonum and a zest of Monte Carlo"
    assert '<a href="/advent-2018/montecarlo/">' in archive.page("/series/advent-2018/page/2/")
    spanish = "Como construir sitios web con HUGO.md"
    assert archive.article(spanish).date.isoformat() == "2019-12-06T10:07:34+09:00"
    assert archive.url_path(spanish) == "/blog/como-construir-sitios-web-con-hugo/"
    assert archive.article("advent-2018/fmt.md").title == "A Dive Into the fmt Package"
    assert archive.told("foreign-syntax") == ["advent-2018/go-webgl.md:360", "advent-2018/gpio-and-go.md:32"]


def test_this_week_in_rust_with_headers_of_pelican(tmp_path: Path) -> None:
    archive = built("this-week-in-rust", tmp_path)
    assert archive.fates() == {"published": 667}
    assert archive.warnings() == {
        "bad-definition": 4,
        "control-character": 1,
        "html-removed": 3,
        "stray-html": 26,
        "undefined-link": 17,
    }
    check_stories(archive)
    first = "2013-06-07-this-week-in-rust.markdown"
    assert archive.url_path(first) == "/blog/2013/06/07/this-week-in-rust-1/"
    assert archive.article(first).date.isoformat() == "2013-06-07T18:46:00+00:00"
    assert archive.article(first).tags == ("this-week-in-rust", "rust", "programming")
    last = archive.article("2026-08-19-this-week-in-rust.md")
    assert (last.title, last.category, last.extra["number"]) == ("This Week in Rust 665", "this-week-in-rust", "665")
    unfiled = archive.article("2025-06-18-this-week-in-rust.md")
    assert unfiled.category == "this-week-in-rust"
    assert archive.told("html-removed")[0] == "2014-01-12-the-state-of-rust-0-dot-9.markdown:44"
