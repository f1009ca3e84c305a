"""Answers URL paths from output/ as a real static host would, with redirects and includes."""

from pathlib import Path
from urllib.parse import quote

from msgspec import Struct

from sitegen import digest
from sitegen.serve.host.file_lookup import FileMatch, find_file, get_file, to_safe_path
from sitegen.serve.host.host_rules import load_headers, load_redirects, merge_headers
from sitegen.serve.host.includes import resolve_includes
from sitegen.urls import Root

NOT_FOUND = "404.html"
NO_PAGE = b"<!doctype html><html lang=en><meta charset=utf-8><title>Not found</title><body><p>There is no such page."


class Answer(Struct, frozen=True):
    """The answer to a request for a path, before the preview's script is added."""

    status: int
    path: str = ""
    """The file's path below output/"""
    page: bytes | None = None
    """An HTML page with its includes resolved; None for any other file"""
    location: str = ""
    """The target of a redirect"""

    @property
    def digest(self) -> str:
        """Changes if and only if what a browser shows changes."""
        return digest.of([self.status, self.location, self.page or self.path])[:32]


class StaticHost:
    """The output folder, served below the path of base_url."""

    def __init__(self, output: Path, root: Root) -> None:
        self._output = output
        self._root = root

    def respond(self, url_path: str) -> Answer:
        """Return the answer to a decoded URL path, from the root of the host."""
        own = self.strip_prefix(url_path)
        if own is None:
            at_root = url_path in {"/", self._root.prefix}
            return Answer(307, location=f"{self._root.prefix}/") if at_root else self._not_found()
        rules = [(rule, rule.get_target(url_path)) for rule in load_redirects(self._output)]
        for rule, target in rules:
            if target is not None and rule.is_redirect:
                return Answer(rule.status, location=self._localize(target))
        match = find_file(self._output, own)
        if match.redirect_to:
            return Answer(308, location=self._root.url(match.redirect_to))
        if match.path:
            return self._read(match)
        for rule, target in rules:
            if target is not None and (other := self._rewrite(target)):
                return self._read(other, rule.status)
        return self._not_found()

    def strip_prefix(self, url_path: str) -> str | None:
        """Return the path below base_url; None for a path outside it."""
        prefix = self._root.prefix
        if not prefix:
            return url_path
        return url_path.removeprefix(prefix) if url_path.startswith(f"{prefix}/") else None

    def get_headers(self, url_path: str) -> dict[str, str]:
        """Return the header fields that the site's own `_headers` sets for a path."""
        return dict(merge_headers(url_path, load_headers(self._output)))

    def get_path(self, path: str) -> Path:
        """Return where the file at a path below output/ is on the disk."""
        return self._output / path

    def resolve_includes(self, page: bytes) -> bytes:
        return resolve_includes(page, self._read_block)

    def _read(self, match: FileMatch, status: int = 200) -> Answer:
        if not match.path.endswith(".html"):
            return Answer(status, match.path)
        try:
            return Answer(status, match.path, self.resolve_includes(self.get_path(match.path).read_bytes()))
        except OSError:  # deleted since it was found
            return self._not_found()

    def _not_found(self) -> Answer:
        file = get_file(self._output, NOT_FOUND)
        return Answer(404, NOT_FOUND if file else "", self.resolve_includes(file.read_bytes()) if file else NO_PAGE)

    def _rewrite(self, target: str) -> FileMatch | None:
        own = self.strip_prefix(target.partition("?")[0])
        match = find_file(self._output, own) if own is not None else FileMatch()
        return match if match.path else None

    def _localize(self, target: str) -> str:
        """Return a redirect's target without the site's own origin, so that it leads to the preview."""
        target = target.removeprefix(self._root.origin) or "/"
        return quote(target, safe="/%:?#[]@!$&'()*+,;=~-._")

    def _read_block(self, url_path: str) -> bytes | None:
        own = self.strip_prefix(url_path)
        relative = to_safe_path(own) if own else None
        file = get_file(self._output, relative) if relative else None
        return file.read_bytes() if file else None
