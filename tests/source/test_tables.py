"""Sponsors, data files and page views."""

import datetime as dt
from typing import Any

import pytest

from sitegen.source.article import Campaign, Creative, MostRead, Sponsor
from sitegen.source.tables.data import parse_data
from sitegen.source.tables.most_read import parse_most_read
from sitegen.source.tables.parse_tables import parse_tables
from sitegen.source.tables.sponsors import parse_sponsor
from tests.source.kit import codes, rules

PARIS = dt.timezone(dt.timedelta(hours=1))
ACME = b"""\
name = "Acme"
url = "https://acme.example"
[[campaigns]]
id = "acme-spring"
relation = "advertising"
start = 2026-11-01
end = 2026-12-01                        # exclusive, midnight in the site's zone
slots = ["sidebar-top"]
weight = 2
[campaigns.creative]
text = "Anvils that last"
href = "https://acme.example/anvils"
[campaigns.except]
words = ["crash"]
"""


def test_the_sponsor_of_the_manual_is_read() -> None:
    sponsor, problems = parse_sponsor("sponsors/acme.toml", ACME, rules())
    assert problems == ()
    assert sponsor == Sponsor(
        "acme",
        "Acme",
        "https://acme.example",
        campaigns=(
            Campaign(
                "acme-spring",
                "acme",
                "advertising",
                dt.datetime(2026, 11, 1, tzinfo=PARIS),
                dt.datetime(2026, 12, 1, tzinfo=PARIS),
                Creative("Anvils that last", href="https://acme.example/anvils"),
                weight=2,
                slots=("sidebar-top",),
                except_words=("crash",),
            ),
        ),
        path="sponsors/acme.toml",
    )


def test_yaml_sponsors_with_pictures_and_html_are_read() -> None:
    text = b"""\
name: Acme
logo: {light: a.svg, dark: b.svg, alt: Acme}
campaigns:
  - {id: a, relation: paid-content, start: 2026-11-01, end: 2026-12-01}
  - id: b
    relation: sponsored
    start: 2026-11-01T06:00Z
    end: 2026-12-01
    slots: top
    creative:
      html: '<a href="https://x.example" onclick="x()">X</a><script>1</script>'
      sizes: {desktop: [728, 90], mobile: [320, 50]}
"""
    sponsor, problems = parse_sponsor("sponsors/acme.yaml", text, rules())
    assert problems == ()
    assert sponsor is not None
    assert sponsor.logo == {"light": "a.svg", "dark": "b.svg", "alt": "Acme"}
    assert sponsor.campaigns[0].creative == Creative()
    html = '<a href="https://x.example" rel="sponsored nofollow noopener">X</a>'
    assert sponsor.campaigns[1].creative == Creative(html=html, sizes=((320, 50), (728, 90)))
    assert sponsor.campaigns[1].slots == ("top",)


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        (b"2026-12-01 ", b"2026-10-01 ", ["campaign-dates 7:7"]),
        (b'"advertising"', b'"advert"', ["unknown-value 5:12"]),
        (b"weight = 2", b"wieght = 2", ["unknown-key 9:1"]),
        (b"weight = 2", b"weight = 0", ["bad-number 9:10"]),
        (b'text = "Anvils that last"', b"", ["missing-key 10:2"]),
        (b'href = "https://acme.example/anvils"', b"", ["missing-key 10:2"]),
        (b'text = "Anvils', b'image = "Anvils', ["missing-alt 11:9"]),
        (b'words = ["crash"]', b"words = {}", ["bad-type 14:9"]),
        (b'name = "Acme"', b"", ["missing-key 1:1"]),
        (b'name = "Acme"', b"name = Acme", ["bad-toml 1:8"]),
        (b"start = 2026-11-01", b'start = "soon"', ["bad-date 6:9"]),
    ],
)
def test_what_is_wrong_with_a_campaign_is_told_at_its_line(old: bytes, new: bytes, found: list[str]) -> None:
    assert codes(parse_sponsor("sponsors/acme.toml", ACME.replace(old, new), rules())) == found


def test_data_files_become_plain_values_by_name() -> None:
    files = {
        "data/fuel-prices.csv": b'town,price\nParis,"1,90"\n\nOslo,2\n',
        "data/teams.yaml": b"- {name: NO, founded: 1905-06-07, wins: 3}\n",
        "data/votes/2026.json": b'{"yes": 12, "no": 1.5}',
        "data/settings.toml": b"at = 07:30:00\n",
        "sponsors/acme.toml": ACME,
        "data/most-read.csv": b"path,views\n/a/,5\n",
    }
    tables, problems = parse_tables(files, rules())
    assert problems == ()
    assert tables.data == {
        "fuel_prices": [{"town": "Paris", "price": "1,90"}, {"town": "Oslo", "price": "2"}],
        "teams": [{"name": "NO", "founded": "1905-06-07", "wins": 3}],
        "votes": {"2026": {"yes": 12, "no": 1.5}},
        "settings": {"at": "07:30:00"},
    }
    assert [s.id for s in tables.sponsors] == ["acme"]
    assert tables.most_read == MostRead((("/a/", 5),), None, "data/most-read.csv")


def test_names_and_ids_that_come_twice_are_told() -> None:
    files = {
        "data/a-b.csv": b"x\n1\n",
        "data/a_b.json": b"[]",
        "sponsors/acme.toml": ACME,
        "sponsors/acme.yaml": b"name: A\n",
    }
    files["sponsors/other.toml"] = ACME
    _, problems = parse_tables(files, rules())
    assert [(d.code, d.location.path, d.location.key) for d in problems] == [
        ("duplicate-id", "content/data/a_b.json", ""),
        ("duplicate-id", "content/sponsors/acme.yaml", ""),
        ("duplicate-id", "content/sponsors/other.toml", "campaigns.0.id"),
    ]


@pytest.mark.parametrize(
    ("name", "data", "found"),
    [
        ("a.csv", b"a,b\n1,2,3\n", ["bad-csv 2:0"]),
        ("a.csv", b"a,a\n1,2\n", ["bad-csv 1:0"]),
        ("a.json", b"{", ["bad-json 1:2"]),
        ("a.json", b'{"a": NaN}', ["bad-number 1:7"]),
        ("a.json", b'{"a": 99999999999999999999}', ["bad-number 1:7"]),
        ("a.yaml", b"a: !!python/name:os x\n", ["yaml-tag 1:4"]),
        ("a.toml", b"a = \n", ["bad-toml 1:5"]),
        ("a.toml", b"\xff", ["bad-encoding 1:1"]),
    ],
)
def test_what_is_wrong_with_a_data_file_is_told(name: str, data: bytes, found: list[str]) -> None:
    assert codes(parse_data(f"data/{name}", data, rules())) == found


GA4 = """\
# ----------------------------------------
# Pages and screens: Page path and screen class
# Start date: 20261115
# End date: 20261121
# ----------------------------------------

Page path and screen class,Views,Active users,Views per active user
,3000,1000,3.0,Grand total
/world/budget/,1200,400,3.0
/,900,300,3.0
(not set),5,5,1

Nth day,Views
0000,100
"""
PLAUSIBLE = "name,visitors,pageviews,bounce_rate,time_on_page\n/world/budget/,100,120,50,30\n/a/,90,300,1,1\n"
MATOMO = (
    "label,nb_visits,nb_uniq_visitors,nb_hits,metadata_url\n/budget,5,4,12,https://news.example.org/world/budget/\n"
)
GOATCOUNTER = (
    "2Path,Title,Event,UserAgent,Browser,System,Session,Bot,"
    "Referrer,Referrer scheme,Screen size,Location,FirstVisit,Date\n"
    "/a/,A,false,,,,1,0,,,,NO,true,2026-11-20T10:00:00Z\n/b/,B,false,,,,1,0,,,,NO,true,2026-11-21T10:00:00Z\n"
    "/b/,B,false,,,,2,0,,,,NO,true,2026-11-20T10:00:00Z\nclick,,true,,,,2,0,,,,NO,true,2026-11-20T10:00:00Z\n"
    "/a/,A,false,,,,3,150,,,,NO,true,2026-11-20T10:00:00Z\n"
)


@pytest.mark.parametrize(
    ("text", "views", "as_of"),
    [
        ('path,views\n/a/,5\n/b/,"1,234"\n/a/,1\n', (("/b/", 1234), ("/a/", 6)), None),
        (
            "url;hits;date\nhttps://x.org/a/;5;2026-11-20\n/b/;1 234;2026-11-21\n",
            (("/b/", 1234), ("https://x.org/a/", 5)),
            "2026-11-21T00:00:00+01:00",
        ),
        ("# as of 2026-11-20\nPage\tPageviews\n/a/\t5\n", (("/a/", 5),), "2026-11-20T00:00:00+01:00"),
        (GA4, (("/world/budget/", 1200), ("/", 900)), "2026-11-21T00:00:00+01:00"),
        (PLAUSIBLE, (("/a/", 300), ("/world/budget/", 120)), None),
        (MATOMO, (("https://news.example.org/world/budget/", 12),), None),
        (GOATCOUNTER, (("/b/", 2), ("/a/", 1)), "2026-11-21T10:00:00+00:00"),
    ],
)
def test_exports_of_page_views_are_recognised(text: str, views: Any, as_of: str | None) -> None:
    found, problems = parse_most_read("data/most-read.csv", text.encode(), rules())
    assert problems == ()
    assert found is not None
    assert (found.views, found.as_of and found.as_of.isoformat()) == (views, as_of)


def test_matomos_utf16_is_read() -> None:
    found, _ = parse_most_read("data/most-read.csv", MATOMO.replace("\n", "\r\n").encode("utf-16"), rules())
    assert found is not None
    assert found.views == (("https://news.example.org/world/budget/", 12),)


@pytest.mark.parametrize(
    "text",
    [
        '{"/a/": 5, "/b/": 7}',
        '[{"path": "/a/", "views": 5}, {"path": "/b/", "views": 7}]',
        '[["/a/", 5], ["/b/", 7]]',
        '{"views": {"/a/": 5, "/b/": 7}}',
        '{"results": [{"page": "/a/", "visitors": 1, "pageviews": 5}, {"page": "/b/", "pageviews": "7"}]}',
        '{"results": [{"dimensions": ["/a/"], "metrics": [5]}, {"dimensions": ["/b/"], "metrics": [7]}], "query": {}}',
        '{"hits": [{"path": "/a/", "count": 5}, {"path": "/b/", "count": 7}], "total": 12}',
        '[{"label": "/x", "nb_hits": 5, "url": "/a/"}, {"label": "/y", "nb_hits": 7, "url": "/b/"}]',
        '{"rows": [{"dimensionValues": [{"value": "/a/"}], "metricValues": [{"value": "5"}]},'
        ' {"dimensionValues": [{"value": "/b/"}], "metricValues": [{"value": "7"}]}], "rowCount": 2}',
    ],
)
def test_json_of_page_views_is_recognised(text: str) -> None:
    found, problems = parse_most_read("data/most-read.json", text.encode(), rules())
    assert problems == ()
    assert found is not None
    assert found.views == (("/b/", 7), ("/a/", 5))


def test_when_the_views_were_counted_is_kept() -> None:
    text = b'{"as_of": "2026-11-20", "views": {"/a/": 1}}'
    found, _ = parse_most_read("data/most-read.json", text, rules())
    assert found is not None
    assert found.as_of == dt.datetime(2026, 11, 20, tzinfo=PARIS)


@pytest.mark.parametrize(
    ("name", "data"), [("csv", b"a,b\n1,2\n"), ("csv", b""), ("json", b'{"x": {}}'), ("json", b"3"), ("json", b"{")]
)
def test_a_file_without_views_is_told(name: str, data: bytes) -> None:
    found, problems = parse_most_read(f"data/most-read.{name}", data, rules())
    assert found is None
    assert [d.code for d in problems] == ["bad-json" if data == b"{" else "bad-most-read"]
