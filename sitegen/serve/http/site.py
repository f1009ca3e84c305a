"""What lies in output/, as the real host would answer for it: found by URL, with redirects and included blocks."""

from pathlib import Path
from urllib.parse import quote

from msgspec import Struct

from sitegen import digest
from sitegen.serve.http import includes
from sitegen.serve.http.host_rules import headers_for, headers_of, redirects_of
from sitegen.serve.http.locate import Place, file_of, find, safe_path
from sitegen.urls import Root

NOT_FOUND = "404.html"
NO_PAGE = b"<!doctype html><html lang=en><meta charset=utf-8><title>Not found</title><body><p>There is no such page."


class Found(Struct, frozen=True):
    """The answer to one path, before it is dressed for the browser."""

    status: int
    path: str = ""
    """Below output/"""
    page: bytes | None = None
    """The whole of an HTML page, its includes put in; None for any other file"""
    location: str = ""
    """Where a redirect leads"""

    @property
    def digest(self) -> str:
        """Changes if and only if what a browser shows of it does."""
        return digest.of([self.status, self.location, self.page or self.path])[:32]


class Site:
    """The output folder behind the path of base_url."""

    def __init__(self, output: Path, root: Root) -> None:
        self._output = output
        self._root = root

    def look(self, url_path: str) -> Found:
        """Return the answer to a decoded URL path, from the root of the host."""
        own = self.own_path(url_path)
        if own is None:
            at_root = url_path in {"/", self._root.prefix}
            return Found(307, location=f"{self._root.prefix}/") if at_root else self._missing()
        rules = [(rule, rule.target_of(url_path)) for rule in redirects_of(self._output)]
        for rule, target in rules:
            if target is not None and rule.moves:
                return Found(rule.status, location=self._here(target))
        place = find(self._output, own)
        if place.move_to:
            return Found(308, location=self._root.url(place.move_to))
        if place.path:
            return self._found(place)
        for rule, target in rules:
            if target is not None and (other := self._rewritten(target)):
                return self._found(other, rule.status)
        return self._missing()

    def own_path(self, url_path: str) -> str | None:
        """Return the path below base_url, None for one that is outside of it."""
        prefix = self._root.prefix
        if not prefix:
            return url_path
        return url_path.removeprefix(prefix) if url_path.startswith(f"{prefix}/") else None

    def headers(self, url_path: str) -> dict[str, str]:
        """Return what the site's own `_headers` says of a path."""
        return dict(headers_for(url_path, headers_of(self._output)))

    def file(self, path: str) -> Path:
        return self._output / path

    def with_includes(self, page: bytes) -> bytes:
        return includes.resolve(page, self._block)

    def _found(self, place: Place, status: int = 200) -> Found:
        if not place.path.endswith(".html"):
            return Found(status, place.path)
        try:
            return Found(status, place.path, self.with_includes(self.file(place.path).read_bytes()))
        except OSError:  # deleted since it was found
            return self._missing()

    def _missing(self) -> Found:
        file = file_of(self._output, NOT_FOUND)
        return Found(404, NOT_FOUND if file else "", self.with_includes(file.read_bytes()) if file else NO_PAGE)

    def _rewritten(self, target: str) -> Place | None:
        own = self.own_path(target.partition("?")[0])
        place = find(self._output, own) if own is not None else Place()
        return place if place.path else None

    def _here(self, target: str) -> str:
        """Return a redirect's target with the site's own origin left out: the preview stands for it."""
        target = target.removeprefix(self._root.origin) or "/"
        return quote(target, safe="/%:?#[]@!$&'()*+,;=~-._")

    def _block(self, url_path: str) -> bytes | None:
        own = self.own_path(url_path)
        relative = safe_path(own) if own else None
        file = file_of(self._output, relative) if relative else None
        return file.read_bytes() if file else None
