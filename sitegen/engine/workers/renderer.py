"""Renders one page from its context alone: a function of templates, filters and values, in whatever process it runs."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from types import TracebackType
from typing import Any

from jinja2 import TemplateError, pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from msgspec import Struct

from sitegen import digest
from sitegen.engine.inputs.blocks import BlockAddress, make_include
from sitegen.engine.inputs.encoding import ValueDecoder
from sitegen.engine.inputs.page_inputs import Batch, RenderJob
from sitegen.errors import Diagnostic, Location, error
from sitegen.newsroom.values import Placement
from sitegen.pages.values import BodyRef, ReadsText, ResolvedBody, ResolvedSection
from sitegen.source.article import ArticleText
from sitegen.theme.closure import FRAGMENT_NAMES, SLOT_TEMPLATE, block_template, fragment_value
from sitegen.theme.environment import make_environment
from sitegen.theme.model import TemplateSource

MEMO_LIMIT = 60_000
"""Fragments that a process keeps; beyond it the memory would grow with the archive."""

WARM = frozenset({"article.html", "base.html"})
"""What a story's page is made of in most themes, besides parts and blocks"""

DIGESTS, BLOCKS = " digests", " blocks"
"""Where a context keeps the digests of its values and the URLs of its blocks: no template can write such names."""


FAILURES = (TemplateError, TypeError, ValueError, LookupError, ArithmeticError, AttributeError, RecursionError)
"""What a template may raise"""


class RenderRules(Struct, frozen=True):
    """All that rendering depends on besides a page's own context; the same for a whole build."""

    templates: Mapping[str, TemplateSource]
    assets: Mapping[str, str]
    """Name -> URL"""
    blocks: Mapping[str, BlockAddress]
    """The blocks that are delivered by include"""


class RenderFailed(Exception):
    """A template could not be rendered with this page's context."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        self.diagnostic = diagnostic
        super().__init__(diagnostic.message)


class Renderer:
    """The environment of one process, with the fragments it has rendered."""

    def __init__(self, rules: RenderRules) -> None:
        from sitegen.pages.filters import FILTERS as MACHINE_FILTERS
        from sitegen.theme.filters import FILTERS

        functions: Mapping[str, Callable[..., Any]] = {
            "asset": rules.assets.__getitem__,
            "show": self._show,
            "place": self._place,
        }
        self._rules = rules
        self._environment = make_environment(rules.templates, {**FILTERS, **MACHINE_FILTERS}, functions)
        self._origins = {source.origin for source in rules.templates.values()}
        self._fragments: dict[tuple[str, str, str], Markup] = {}
        self._decoder = ValueDecoder()

    def warm_up(self) -> None:
        """Compile the templates of stories' pages."""
        for name in self._rules.templates:
            if name in WARM or name.startswith(("parts/", "blocks/")):
                with suppress(TemplateError):
                    self._environment.get_template(name)

    def render(self, job: RenderJob, batch: Batch) -> bytes:
        """Return the page's bytes. Raises RenderFailed with the template's file and line."""
        try:
            return self._environment.get_template(job.template).render(self._context(job, batch)).encode("utf-8")
        except FAILURES as failure:
            raise RenderFailed(self._diagnose(failure, job)) from failure

    def _context(self, job: RenderJob, batch: Batch) -> dict[str, object]:
        """Return all that the page's template is given, by name."""
        context: dict[str, object] = {"lang": job.lang, DIGESTS: dict(job.values), BLOCKS: dict(job.blocks)}
        reader = _TextReader(self, context, batch)
        decoder = self._decoder
        for name, value_digest in job.values:
            value = batch.values[value_digest]
            if value_digest in batch.shared:
                decoded = decoder.decode_shared(value_digest, value, batch.cards)
            else:
                decoded = decoder.decode(value, batch.cards)
            context[name] = decoded.with_texts(reader) if isinstance(decoded, ReadsText) else decoded
        return context

    # -- what templates call --

    @pass_context
    def _show(self, context: Context, template: str, value: object) -> Markup:
        """Render a template for one value, once per process, value and language."""
        own = value if type(value) is str else getattr(value, "digest", None) or digest.of(value)
        return self._fragment(template, fragment_value(template), value, own, context)

    @pass_context
    def _place(self, context: Context, name: str) -> Markup:
        """Put a block in: rendered here, or as an include of its own file."""
        address = self._rules.blocks.get(name)
        if address:
            url = (context.get(BLOCKS) or {}).get(name) or address.url(str(context["lang"]))
            return make_include(address, url, context.get("t") or {})
        digests = context.get(DIGESTS) or {}
        value = context[name]
        value_digest = digests.get(name) or digest.of(value)
        return self._fragment(block_template(name), name, value, value_digest, context)

    def _fragment(
        self, template: str, name: str, value: object, value_digest: str, context: Context | Mapping[str, object]
    ) -> Markup:
        """Return what the template makes of a value given under this name, and the names that all pages share."""
        key = (template, value_digest, str(context["lang"]))
        known = self._fragments.get(key)
        if known is None:
            if len(self._fragments) >= MEMO_LIMIT:
                self._fragments.clear()
            values = {name: value, **{n: context[n] for n in FRAGMENT_NAMES if n in context}}
            known = Markup(self._environment.get_template(template).render(values))
            self._fragments[key] = known
        return known

    def render_slot(self, placement: Placement, context: Mapping[str, object]) -> str:
        """Return what an in-body slot shows."""
        return self._fragment(SLOT_TEMPLATE, fragment_value(SLOT_TEMPLATE), placement, digest.of(placement), context)

    def decode_text(self, data: bytes) -> ArticleText:
        return self._decoder.decode_text(data)

    # -- what went wrong --

    def _diagnose(self, failure: Exception, job: RenderJob) -> Diagnostic:
        place = _template_line(failure.__traceback__, self._origins)
        origin = self._rules.templates[job.template].origin
        where = Location(*place) if place else Location(origin, getattr(failure, "lineno", 0) or 0)
        code = "undefined-name" if type(failure).__name__ == "UndefinedError" else "template-failed"
        what = str(failure).rstrip(".") or type(failure).__name__
        if isinstance(failure, RecursionError):
            what = "it includes, shows or calls itself without end"
        message = f"This template cannot be rendered: {what}."
        return error(code, message, where, "see docs/themes.md for what a view holds")


class _TextReader:
    """Gives the values of one page the articles' texts; each is decoded once."""

    def __init__(self, renderer: Renderer, context: Mapping[str, object], batch: Batch) -> None:
        self._renderer = renderer
        self._context = context
        self._batch = batch
        self._texts: dict[str, ArticleText] = {}

    def text(self, path: str) -> ArticleText:
        if path not in self._texts:
            self._texts[path] = self._renderer.decode_text(self._batch.texts[path])
        return self._texts[path]

    def body(self, ref: BodyRef) -> ResolvedBody:
        from sitegen.source.markdown import resolve

        text = self.text(ref.path)
        slots = [self._renderer.render_slot(placement, self._context) for placement in ref.placements]
        sections = tuple(
            ResolvedSection(
                s.key,
                s.title,
                Markup(resolve(s.heading, text.marker, ref.references, ())),
                s.anchor,
                Markup(resolve(s.html, text.marker, ref.references, slots)),
            )
            for s in text.sections
        )
        return ResolvedBody(sections, text.headings, text.features)


def _template_line(traceback: TracebackType | None, origins: set[str]) -> tuple[str, int] | None:
    """Return (file, line) of the innermost template that the traceback passes through."""
    place = None
    while traceback:
        name = traceback.tb_frame.f_code.co_filename
        if name in origins:
            place = (name, traceback.tb_lineno)
        traceback = traceback.tb_next
    return place
