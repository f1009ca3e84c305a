"""The plan: every output that should exist. It is complete, as other files are deleted, and new in each build."""

from msgspec import Struct
from msgspec.structs import replace

from sitegen import digest
from sitegen.errors import Diagnostic, Location
from sitegen.newsroom.published_media import find_published_media
from sitegen.newsroom.site import Site
from sitegen.pages.lookup import Lookup
from sitegen.pages.output_paths import Output, PathOwner, check_outputs
from sitegen.pages.templates import Templates
from sitegen.pages.values import Copy, Page
from sitegen.pages.views.declared_checks import check_declared
from sitegen.pages.views.registry import NAMES
from sitegen.theme.model import Theme


class Plan(Struct, frozen=True):
    """All outputs, sorted by path."""

    pages: tuple[Page, ...]
    copies: tuple[Copy, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


def plan(lookup: Lookup) -> Plan:
    """Return everything that output/ should hold, and what is wrong with it."""
    site, theme = lookup.site, lookup.theme
    templates = Templates(theme)
    copies = _list_copies(site, theme)
    given = {copy.path for copy in copies}
    appended: dict[str, str] = {}
    pages: list[Page] = []
    for kind in lookup.kinds.values():
        for page in kind.plan(kind, lookup, templates):
            if kind.is_replaceable and page.path in given:
                if kind.make_appended:
                    appended[page.path] = kind.make_appended(lookup)
            elif page.template:
                pages.append(page)
    copies = tuple(_append(copy, appended[copy.path]) if copy.path in appended else copy for copy in copies)
    outputs: list[Output] = [*pages, *copies]
    problems = (
        *templates.problems(),
        *check_declared(theme, NAMES),
        *check_outputs(outputs, lambda output: _find_owner(lookup, output)),
    )
    pages.sort(key=lambda page: page.path)
    return Plan(tuple(pages), copies, problems)


def _append(copy: Copy, text: str) -> Copy:
    return replace(copy, digest=digest.of([copy.digest, text]), appended=text.encode("utf-8"))


def _find_owner(lookup: Lookup, output: Output) -> PathOwner:
    """Return what is published at an output's path."""
    if isinstance(output, Copy):
        return PathOwner(output.source, Location(output.source))
    return lookup.kinds[output.kind].find_owner(lookup.site, output)


def _list_copies(site: Site, theme: Theme) -> tuple[Copy, ...]:
    """Return the files that are published as they are, by path."""
    media = [Copy(file.output, f"content/{file.path}", file.digest) for file in find_published_media(site)]
    assets = [Copy(asset.output, asset.source, asset.digest, asset.data) for asset in theme.assets.values()]
    return tuple(sorted([*media, *assets], key=lambda copy: copy.path))
