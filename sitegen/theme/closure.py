"""What a template asks for, with all that it extends, includes, imports, shows and places: read from Jinja's tree.

The facts of one template are a pure function of its source, hence remembered by the source's digest; a closure is their
union over all templates within reach. A name that the analysis missed is absent from the context and fails loudly.
"""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from jinja2 import Environment, TemplateSyntaxError, meta, nodes
from msgspec import Struct

from sitegen import digest
from sitegen.errors import Diagnostic, Location, error
from sitegen.theme.model import TemplateSource

Place = tuple[str, int]
"""A name and the line that it is mentioned at."""

CALLS = ("asset", "show", "place")
"""The theme's functions. They are Jinja globals, which escape the analysis: no view may bear their names."""

FRAGMENT_NAMES = frozenset({"site", "t", "theme", "lang", "menus"})
"""What a shown template may mention besides its own value: names that do not differ among pages of one language."""


class Facts(Struct, frozen=True):
    """What one template mentions by itself."""

    names: tuple[Place, ...] = ()
    assigned: tuple[str, ...] = ()
    """Names that it sets, loops over or takes as a macro's parameter: an included template may mention them."""
    templates: tuple[str, ...] = ()
    """Extended, included, imported"""
    dynamic: bool = False
    """It includes by a name that is only known when it runs: its closure is the whole theme."""
    shows: tuple[Place, ...] = ()
    places: tuple[Place, ...] = ()
    assets: tuple[Place, ...] = ()
    problem: tuple[int, str, str] | None = None
    """Line, message and hint of what makes it unusable."""
    needs: tuple[Place, ...] = ()
    """Extended, imported, or included whatever the values are. In a circle of these no page has an end."""


class Closure(Struct, frozen=True):
    """What a page of this template depends on besides its values."""

    template: str
    members: tuple[str, ...]
    names: tuple[str, ...]
    """Views it mentions, sorted: exactly the names of its context."""
    blocks: tuple[str, ...]
    assets: tuple[str, ...]
    digest: str
    """Of the sources of all members"""


def read_facts(environment: Environment, source: TemplateSource) -> Facts:
    """Return the facts of a template; a syntax error or an unknown filter is its `problem`."""
    try:
        tree = environment.parse(source.text, source.name, source.origin)
        environment.compile(source.text, source.name, source.origin)
    except TemplateSyntaxError as failure:
        return Facts(problem=(failure.lineno, failure.message or "syntax error", ""))
    calls: dict[str, list[Place]] = {name: [] for name in CALLS}
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in CALLS:
            first = call.args[0] if call.args else None
            if not (isinstance(first, nodes.Const) and isinstance(first.value, str)):
                hint = f'write {call.node.name}("...") and choose between names with if and else'
                return Facts(problem=(call.lineno, f"{call.node.name}() needs a name in quotes.", hint))
            calls[call.node.name].append((first.value, call.lineno))
    undeclared = meta.find_undeclared_variables(tree)
    referenced = list(meta.find_referenced_templates(tree))
    return Facts(
        names=tuple(sorted((name, _line_of(tree, name)) for name in undeclared)),
        assigned=tuple(sorted(set(_assigned(tree)))),
        templates=tuple(sorted({name for name in referenced if name is not None})),
        dynamic=None in referenced,
        shows=tuple(sorted(set(calls["show"]))),
        places=tuple(sorted(set(calls["place"]))),
        assets=tuple(sorted(set(calls["asset"]))),
        needs=tuple(sorted(set(_find_needed(tree)))),
    )


def _find_needed(node: nodes.Node) -> Iterator[Place]:
    """Yield what is extended, imported or included outside of conditions, loops, macros and blocks."""
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.Extends | nodes.Import | nodes.FromImport | nodes.Include):
            if isinstance(child.template, nodes.Const) and isinstance(child.template.value, str):
                yield child.template.value, child.lineno
        elif not isinstance(child, nodes.If | nodes.For | nodes.Macro | nodes.CallBlock | nodes.Block):
            yield from _find_needed(child)


def _line_of(tree: nodes.Template, name: str) -> int:
    return min((node.lineno for node in tree.find_all(nodes.Name) if node.name == name), default=1)


def _assigned(tree: nodes.Template) -> Iterator[str]:
    yield from (node.name for node in tree.find_all(nodes.Name) if node.ctx in {"store", "param"})
    yield from (node.name for node in tree.find_all(nodes.Macro))
    yield from (node.target for node in tree.find_all(nodes.Import))
    for node in tree.find_all(nodes.FromImport):
        yield from (name if isinstance(name, str) else name[1] for name in node.names)


class Closures:
    """The closures of a theme's templates, each made when it is first asked for.

    `views` are the names that a context may hold: any other is a template's own. `included_blocks` are
    the blocks delivered by include: a page that places one depends on its address only.
    """

    def __init__(
        self,
        templates: Mapping[str, TemplateSource],
        facts: Mapping[str, Facts],
        views: Iterable[str],
        included_blocks: Iterable[str] = (),
    ) -> None:
        self._templates = templates
        self._facts = facts
        self._views = frozenset(views)
        self._included = frozenset(included_blocks)
        self.of = lru_cache(maxsize=None)(self._of)

    def _of(self, template: str) -> Closure:
        members = self._reach(template)
        names: set[str] = set()
        blocks: set[str] = set()
        assets: set[str] = set()
        for member, fragment in members:
            facts = self._facts[member]
            own = {fragment_value(member)} if fragment else set()
            names.update(name for name, _ in facts.names if name in self._views - own)
            blocks.update(name for name, _ in facts.places)
            assets.update(name for name, _ in facts.assets)
        files = tuple(sorted({member for member, _ in members}))
        sources = [[name, self._templates[name].digest] for name in files]
        return Closure(
            template,
            files,
            names=tuple(sorted(names)),
            blocks=tuple(sorted(blocks)),
            assets=tuple(sorted(assets)),
            digest=digest.of(sources),
        )

    def _reach(self, template: str) -> set[tuple[str, bool]]:
        """Return (name, is it a fragment?) of all templates within reach that exist."""
        reached: set[tuple[str, bool]] = set()
        pending = [(template, False)]
        while pending:
            name, fragment = pending.pop()
            if (name, fragment) in reached or name not in self._facts:
                continue
            reached.add((name, fragment))
            facts = self._facts[name]
            pending += [(other, fragment) for other in facts.templates]
            pending += [(other, fragment) for other in self._facts if facts.dynamic]
            pending += [(shown, True) for shown, _ in facts.shows]
            pending += [(block_template(b), False) for b, _ in facts.places if b not in self._included]
            if any(mentioned == "body" for mentioned, _ in facts.names):
                pending.append((SLOT_TEMPLATE, True))
        return reached


SLOT_TEMPLATE = "parts/slot.html"
"""Shows one Placement; a body's in-body slots are filled in with it."""


def block_template(name: str) -> str:
    return f"blocks/{name}.html"


def fragment_value(template: str) -> str:
    """Return the name under which a shown template is given its value: the file's stem."""
    return template.rpartition("/")[2].partition(".")[0]


def check(
    templates: Mapping[str, TemplateSource], facts: Mapping[str, Facts], views: Iterable[str], assets: Iterable[str]
) -> list[Diagnostic]:
    """Return what is wrong with a theme as far as it can be seen without rendering."""
    known = {"view": set(views), "asset": set(assets), "template": set(templates)}
    assigned = {name for own in facts.values() for name in own.assigned}
    shown = {SLOT_TEMPLATE, *(name for own in facts.values() for name, _ in own.shows)}
    blocks = {name.removeprefix("blocks/").removesuffix(".html") for name in templates if name.startswith("blocks/")}
    if found := [_uncompiled(templates[n].origin, f.problem) for n, f in sorted(facts.items()) if f.problem]:
        return found  # what such a template would have set or shown is not known
    if found := list(_find_circles(templates, facts)):
        return found
    used = _find_used(facts)
    for name, own in sorted(facts.items()):
        origin = templates[name].origin
        found += _unknown(origin, own.assets, known["asset"], "asset", "a file of the theme's assets/ folder")
        found += _unknown(origin, own.shows, known["template"], "template", "a template of the theme")
        found += _unknown(origin, own.places, blocks, "block", "the name of a template in templates/blocks/")
        found += _unknown(
            origin, [(t, 1) for t in own.templates], known["template"], "template", "a template of the theme"
        )
        extra = {fragment_value(name)} if name in shown else set()
        if name in used:
            found += _unknown(origin, own.names, known["view"] | assigned | extra, "name", "a view, see docs/themes.md")
    return found


def _find_circles(templates: Mapping[str, TemplateSource], facts: Mapping[str, Facts]) -> Iterator[Diagnostic]:
    """Yield an error for each template that needs itself, at the line that leads back to it."""
    for name in sorted(facts):
        for first, line in facts[name].needs:
            path = _find_way(facts, first, name)
            if path:
                others = " and ".join(f'"{step}"' for step in path[:-1])
                way = f"{others}, and so itself" if others else "itself"
                message = f'The template "{name}" extends, includes or imports {way}.'
                hint = "copy the whole template that it covers, or give this one another name"
                yield error("template-circle", message, Location(templates[name].origin, line), hint)


def _find_way(facts: Mapping[str, Facts], first: str, goal: str) -> list[str]:
    """Return the templates from `first` to `goal`, each of which needs the next; none if there is no way."""
    ways = {first: [first]}
    pending = [first]
    while pending and goal not in ways:
        name = pending.pop(0)
        for other, _ in facts[name].needs if name in facts else ():
            if other not in ways:
                ways[other] = [*ways[name], other]
                pending.append(other)
    return ways.get(goal, [])


def _find_used(facts: Mapping[str, Facts]) -> set[str]:
    """Return the templates within reach of any that is not a part. What an unused part is given is not known: a
    newsroom's own template may have covered the only one that showed it."""
    used: set[str] = set()
    pending = [SLOT_TEMPLATE, *(name for name in facts if not name.startswith("parts/"))]
    while pending:
        name = pending.pop()
        if name in used or name not in facts:
            continue
        used.add(name)
        own = facts[name]
        pending += [*own.templates, *(shown for shown, _ in own.shows), *(facts if own.dynamic else ())]
    return used


def _uncompiled(origin: str, problem: tuple[int, str, str]) -> Diagnostic:
    line, message, hint = problem
    return error("bad-template", f"This template cannot be compiled: {message}", Location(origin, line), hint)


def _unknown(origin: str, mentioned: Iterable[Place], known: set[str], kind: str, what: str) -> Iterator[Diagnostic]:
    for name, line in mentioned:
        if name not in known:
            near = difflib.get_close_matches(name, sorted(known), 1)
            hint = f'did you mean "{near[0]}"?' if near else f"write {what}"
            message = f'There is no {kind} "{name}" for this template.'
            yield error(f"unknown-{kind}", message, Location(origin, line), hint)
