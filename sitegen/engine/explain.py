"""Why a page is what it is, and what a file reaches: answered by the same contexts that decide what is rendered.

`why` compares a page's inputs with those it was last rendered from. `deps` asks which keys would change if the file
did: it changes what the file says in every way a page could show, and compares the keys.
"""

from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from sitegen import digest
from sitegen.engine.build_state import BuildState, with_store
from sitegen.engine.inputs.page_inputs import TEXT, PageInputs
from sitegen.engine.phases.plan import BuildPlan, ParsedInputs, make_plan, parse_inputs
from sitegen.engine.request import Request
from sitegen.engine.state.store import Store
from sitegen.errors import BuildFailed, Location, error
from sitegen.newsroom.site import Sources
from sitegen.pages.values import Page
from sitegen.schema.suggest import did_you_mean
from sitegen.theme.model import Asset
from sitegen.urls import Root, output_path

CONTENT = "content/"
MARK = "\u2060deps"
"""Put at the end of every text of a source to see which pages would show it."""


class Input(Struct, frozen=True):
    """One named value that a page is made of."""

    name: str
    state: str
    """same | changed | new | gone, against what the page was last rendered from"""


class Explanation(Struct, frozen=True):
    """The answer of `sitegen why` for one page"""

    path: str
    url: str
    kind: str
    subject: str
    template: str
    templates: tuple[str, ...]
    """All that its closure holds"""
    inputs: tuple[Input, ...]
    verdict: str
    """unchanged | changed | never rendered"""


class Reach(Struct, frozen=True):
    """The answer of `sitegen deps` for one file"""

    file: str
    pages: tuple[str, ...]
    """Paths below output/ of the pages and copies that it reaches, sorted"""


def why(request: Request, url: str) -> Explanation:
    """Return what the page of a URL (or path below output/) is made of. Raises BuildFailed, also for an unknown URL."""
    state = BuildState(request)

    def work(state: BuildState, store: Store) -> Explanation:
        with parse_inputs(state, store) as (parsed, _):
            plan = make_plan(state, parsed)
        page = _find_page(plan, url, Root.of(parsed.read.config.base_url))
        return _explain(page, plan.inputs.make(page), parsed, store)

    return with_store(state, work)


def _find_page(plan: BuildPlan, url: str, root: Root) -> Page:
    plain = url.partition("#")[0].partition("?")[0].removeprefix(root.origin)
    wanted = {plain, root.prefix + plain, f"{plain}/", f"{root.prefix}{plain}/"}
    path = output_path(plain.removeprefix(root.prefix))
    for page in plan.pages:
        if page.url in wanted or page.path in {plain.removeprefix("output/"), path}:
            return page
    message = f'No page has the URL "{url}".'
    hint = did_you_mean(plain, [page.url for page in plan.pages]) or "write a URL such as /politics/budget/"
    raise BuildFailed([error("unknown-url", message, Location("output"), hint)])


def _explain(page: Page, made_of: PageInputs, parsed: ParsedInputs, store: Store) -> Explanation:
    stored = store.inputs(page.path)
    before: Mapping[str, str] = msgspec.msgpack.decode(stored, type=dict[str, str]) if stored else {}
    names = sorted(made_of.inputs.keys() | before.keys())
    inputs = tuple(Input(name, _state(before.get(name), made_of.inputs.get(name))) for name in names)
    changed = any(i.state != "same" for i in inputs)
    verdict = "never rendered" if not before else "changed" if changed else "unchanged"
    members = parsed.theme.closures.of(page.template).members
    return Explanation(page.path, page.url, page.kind, page.subject, page.template, members, inputs, verdict)


def _state(before: str | None, now: str | None) -> str:
    if before is None or now is None:
        return "new" if before is None else "gone"
    return "same" if before == now else "changed"


def deps(request: Request, file: str) -> Reach:
    """Return which outputs a file (path below the root) reaches.

    Raises BuildFailed, also for a file that is not an input.
    """
    state = BuildState(request)

    def work(state: BuildState, store: Store) -> Reach:
        with parse_inputs(state, store) as (parsed, _):
            plan = make_plan(state, parsed)
            return Reach(file, tuple(sorted(_find_reached(state, file, parsed, plan))))

    return with_store(state, work)


def _find_reached(state: BuildState, file: str, parsed: ParsedInputs, plan: BuildPlan) -> set[str]:
    theme = parsed.theme
    by_origin = {source.origin: name for name, source in theme.theme.templates.items()}
    if file in by_origin:
        name = by_origin[file]
        return {page.path for page in plan.pages if name in theme.closures.of(page.template).members}
    if assets := [asset for asset in theme.theme.assets.values() if _is_made_of(asset, file)]:
        names = {asset.name for asset in assets}
        used = {page.path for page in plan.pages if names.intersection(theme.closures.of(page.template).assets)}
        return used | {asset.output for asset in assets}
    if file == "site.toml":
        return {page.path for page in plan.pages}
    changed = _with_change(parsed.content.sources, file.removeprefix(CONTENT))
    if changed is None:
        message = f"`{file}` is not an input of the site."
        hint = "name a file of content/ or of the theme, or site.toml, as seen from the newsroom's folder"
        raise BuildFailed([error("unknown-file", message, Location(file), hint)])
    after = make_plan(BuildState(state.request), parsed, changed)
    differing = _differing(plan, after)
    return differing | _reading(plan, file.removeprefix(CONTENT))


def _is_made_of(asset: Asset, file: str) -> bool:
    return any(path.replace("\\", "/").endswith(f"/{file}") for path in (asset.source, *asset.depends_on))


def _differing(before: BuildPlan, after: BuildPlan) -> set[str]:
    """Return the outputs that only one plan has, or whose key differs."""
    keys = [{page.path: p.inputs.make(page).key for page in p.pages} for p in (before, after)]
    digests = [{copy.path: copy.digest for copy in p.copies} for p in (before, after)]
    differ = {
        path for one, other in (keys, digests) for path in one.keys() | other.keys() if one.get(path) != other.get(path)
    }
    # A file whose name holds its digest moves: only the one that is there now is of interest.
    return {path for path in differ if path in keys[0] or path in digests[0]}


def _reading(plan: BuildPlan, article: str) -> set[str]:
    """Return the pages that read an article's text."""
    return {page.path for page in plan.pages if TEXT + article in plan.inputs.make(page).inputs}


def _with_change(sources: Sources, path: str) -> Sources | None:
    """Return the sources as if the file had changed in all that a page could show; None if it is not a source."""
    for name in ("articles", "authors", "tags", "series", "threads", "pages", "sponsors"):
        records: tuple[Any, ...] = getattr(sources, name)
        if any(record.path == path for record in records):
            changed: Any = {name: tuple(_changed(r) if r.path == path else r for r in records)}
            return replace(sources, **changed)
    if path in sources.media:
        file = sources.media[path]
        other = replace(file, digest=digest.of(file.digest), url=file.url + MARK)
        return replace(sources, media={**sources.media, path: other})
    if sources.most_read and sources.most_read.path == path:
        return replace(sources, most_read=None)
    stem = path.removeprefix("data/").rpartition(".")[0].replace("-", "_")
    if path.startswith("data/") and stem.partition("/")[0] in sources.data:
        return replace(sources, data={**sources.data, stem.partition("/")[0]: MARK})
    return None


SHOWN = frozenset({"title", "short_title", "kicker", "summary", "name", "bio", "description", "body", "html", "text"})
"""Fields of sources whose text pages show; the others (ids, slugs, dates) say what a source is."""


def _changed(record: Any) -> Any:
    changes: dict[str, Any] = {
        name: getattr(record, name) + MARK
        for name in record.__struct_fields__
        if name in SHOWN and getattr(record, name)
    }
    if getattr(record, "campaigns", ()):
        changes["campaigns"] = tuple(replace(c, creative=replace(c.creative, text=MARK)) for c in record.campaigns)
    return replace(record, **changes)
