"""A real archive, unpacked and built from its own small site.toml; where each of its files went."""

import datetime as dt
import re
import shutil
import tarfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from html import unescape
from pathlib import Path

from sitegen import urls
from sitegen.engine.build import build, survey
from sitegen.engine.request import Request, Result
from sitegen.newsroom.site import Site
from sitegen.source.article import ArticleMeta
from tests.shared import SHARED

HERE = Path(__file__).resolve().parent
_CODE = re.compile(r"<(pre|code|script)\b.*?</\1>", re.DOTALL)
_HEADLINE = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive that was built."""

    root: Path
    result: Result
    site: Site

    def page(self, url_path: str) -> str:
        """Return the HTML of the page at a URL path as people write it."""
        return (self.root / "output" / urls.output_path(url_path)).read_text(encoding="utf-8")

    def article(self, path: str) -> ArticleMeta:
        return self.site.articles[path]

    def url_path(self, path: str) -> str:
        return self.site.url_paths[path]

    def warnings(self) -> dict[str, int]:
        """Return how many warnings of each code there are; there is nothing else."""
        assert {d.severity for d in self.result.diagnostics} <= {"warning"}
        return dict(sorted(Counter(d.code for d in self.result.diagnostics).items()))

    def told(self, code: str) -> list[str]:
        """Return the places, below content/, of the diagnostics of a code."""
        found = (d for d in self.result.diagnostics if d.code == code)
        return [f"{d.location.path.removeprefix('content/')}:{d.location.line}" for d in found]

    def fates(self) -> dict[str, int]:
        """Return how many Markdown files of content/ came to which end; "lost" must not be among them."""
        content = self.root / "content"
        found = (file.relative_to(content).as_posix() for file in content.rglob("*"))
        return dict(sorted(Counter(self._fate(path) for path in found if path.endswith((".md", ".markdown"))).items()))

    def _fate(self, path: str) -> str:
        site = self.site
        if path in site.articles:
            return "published"
        if path in site.unpublished:
            return site.unpublished[path]
        records = {"author": site.authors, "tag": site.tags}
        for kind, known in records.items():
            if any(record.path == path for record in known.values()):
                return kind
        is_excluded = any(fnmatchcase(path, pattern) for pattern in site.config.content.exclude)
        return "excluded" if is_excluded else "lost"

    def stories(self) -> Iterator[tuple[ArticleMeta, str]]:
        """Yield every published article with the HTML of its page."""
        for path, article in self.site.articles.items():
            yield article, self.page(self.url_path(path))


def built(name: str, folder: Path) -> Archive:
    """Unpack an archive below the folder and build it, without any error."""
    request = Request(unpacked(name, folder), jobs=2)
    result = build(request)
    assert [d for d in result.diagnostics if d.severity == "error"] == []
    site, _, _ = survey(request)
    assert result.articles == len(site.articles)
    return Archive(request.root, result, site)


def unpacked(name: str, folder: Path) -> Path:
    """Unpack an archive below the folder, beside its site.toml; return the newsroom's root."""
    root = folder / name
    with tarfile.open(SHARED / "archives" / f"{name}.tar.gz") as archive:
        has_content = any(member.name.split("/")[0] == "content" for member in archive)
        if hasattr(tarfile, "data_filter"):  # not in Python 3.11.0 to 3.11.3
            archive.extraction_filter = tarfile.data_filter
        archive.extractall(root if has_content else root / "content")
    shutil.copy(HERE / name / "site.toml", root)
    return root


def check_stories(archive: Archive) -> None:
    """Every published story has its own page, in its language and direction, with its headline and instant, and with
    nothing left on it that another generator should have filled in."""
    addresses = set()
    for article, html in archive.stories():
        assert html.startswith(f'<!doctype html>\n<html lang="{article.lang}" dir="{article.dir}">'), article.path
        headline = _HEADLINE.search(html)
        assert headline is not None, article.path
        assert unescape(headline[1]) == article.title, article.path
        assert _published(html) == article.date.replace(microsecond=0), article.path
        shown = _CODE.sub("", html)
        assert not {mark for mark in ("{{", "{%", "}}", "%}") if mark in shown}, article.path
        addresses.add(archive.url_path(article.path))
    assert len(addresses) == archive.result.articles


def _published(html: str) -> dt.datetime:
    found = re.search(r'<meta property="article:published_time" content="([^"]+)">', html)
    assert found is not None
    return dt.datetime.fromisoformat(found[1])
