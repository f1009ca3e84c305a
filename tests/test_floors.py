"""The walls of the house, read from the sources themselves: see ARCHITECTURE.md."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
PACKAGE = REPOSITORY / "sitegen"

FLOORS = (
    ("errors", "digest", "files", "fixed_point", "urls", "schema"),
    ("config",),
    ("source",),
    ("newsroom",),
    ("media",),
    ("theme",),
    ("pages",),
    ("engine", "starter"),
    ("serve",),
    ("cli",),
    ("__main__",),
)
"""From the ground up. A module may import from lower floors and from its own room."""

FOLDERS = frozenset(path.name for path in PACKAGE.iterdir() if path.is_dir())

ROOMS = {
    "PIL": ("media/measure.py",),
    "babel": ("source/direction.py", "theme"),
    "click": ("cli",),
    "filelock": ("engine/state/lock.py",),
    "frontmatter": ("source",),
    "jinja2": ("theme", "pages", "engine/workers/renderer.py", "engine/inputs/theme_analysis.py"),
    "markdown_it": ("source",),
    "numpy": ("newsroom/related/similarity_sparse.py",),
    "markupsafe": ("theme", "pages", "engine"),
    "mdit_py_plugins": ("source",),
    "msgspec": tuple(room if "." in room or room in FOLDERS else f"{room}.py" for floor in FLOORS for room in floor),
    "nh3": ("source",),
    "pygments": ("source", "theme"),
    "scipy": ("newsroom/related/similarity_sparse.py",),
    "sqlite3": ("engine/state",),
    "starlette": ("serve",),
    "stopwordsiso": ("source/terms.py",),
    "uvicorn": ("serve/run.py",),
    "watchdog": ("serve/watch/watcher.py",),
    "yaml": ("source",),
}
"""Where each third-party package (and SQLite) may be imported."""

DISTRIBUTIONS = {
    "PIL": "pillow",
    "frontmatter": "python-frontmatter",
    "markdown_it": "markdown-it-py",
    "yaml": "pyyaml",
}
"""Name on the package index, where it is not that of the import."""
LONGEST_FUNCTION = 50

MODULES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))

NAMES = {
    "sitegen." + module.removesuffix(".py").removesuffix("/__init__").replace("/", "."): module for module in MODULES
}
"""Dotted name of each module -> its file."""


@cache
def tree(module: str) -> ast.Module:
    return ast.parse((PACKAGE / module).read_text(encoding="utf-8"), module)


@cache
def imports(module: str) -> tuple[tuple[int, str], ...]:
    """Return (line, dotted name) of everything that the module imports, also inside functions."""
    return tuple(_imports(module))


def _imports(module: str) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}:{node.lineno}: imports are absolute"
            assert node.module is not None
            if node.module == "sitegen":
                yield from ((node.lineno, f"sitegen.{alias.name}") for alias in node.names)
            else:
                yield node.lineno, node.module


def room(module: str) -> str:
    """ "engine/state" -> "engine", "urls.py" -> "urls"."""
    return module.split("/")[0].removesuffix(".py")


def neighbours(module: str) -> set[str]:
    """Return the modules of its own room that a module imports, also inside functions, but not what it only needs for
    types. `from package import name` imports the module of that name if there is one, else the package."""
    names: set[str] = set()
    pending: list[ast.AST] = [tree(module)]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            continue
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            deep = ((f"{node.module}.{alias.name}", node.module or "") for alias in node.names)
            names.update(inner if inner in NAMES else outer for inner, outer in deep)
        pending += ast.iter_child_nodes(node)
    return {NAMES[name] for name in names & NAMES.keys() if room(NAMES[name]) == room(module)}


def circular(needs: dict[str, set[str]]) -> set[str]:
    """Return the modules that are in a circle, or on the way from one circle to another."""
    rest = {module: others - {module} for module, others in needs.items()}
    while True:
        wanted = set().union(*rest.values())
        kept = {
            module: others & rest.keys() for module, others in rest.items() if module in wanted and others & rest.keys()
        }
        if kept.keys() == rest.keys():
            return set(kept)
        rest = kept


def floor(name: str) -> int:
    return next(number for number, rooms in enumerate(FLOORS) if name in rooms)


def third_party(name: str) -> bool:
    return name != "sitegen" and (name not in sys.stdlib_module_names or name in ROOMS)


def upward(module: str, name: str) -> bool:
    """Does the import lead to the module's own floor (but not its own room) or above? The ground may use the ground."""
    own, other = room(module), name.split(".")[1]
    if other in {own, "__version__"} or floor(other) == floor(own) == 0:
        return False
    return floor(other) >= floor(own)


def test_a_module_imports_only_from_the_floors_below_it() -> None:
    assert imports("__init__.py") == ()
    found = [
        f"sitegen/{module}:{line}: {name}"
        for module in MODULES
        for line, name in imports(module)
        if name.startswith("sitegen.") and upward(module, name)
    ]
    assert found == []


def test_the_ground_has_no_circle() -> None:
    seen: dict[str, set[str]] = {}
    for module in MODULES:
        if module != "__init__.py" and floor(room(module)) == 0:
            names = {name.split(".")[1] for _, name in imports(module) if name.startswith("sitegen.")}
            seen.setdefault(room(module), set()).update(names - {room(module), "__version__"})
    while bottom := {name for name, needs in seen.items() if not needs & seen.keys()}:
        seen = {name: needs for name, needs in seen.items() if name not in bottom}
    assert seen == {}


def test_no_room_has_a_circle_of_imports() -> None:
    assert circular({module: neighbours(module) for module in MODULES}) == set()


def test_circles_are_seen() -> None:
    assert circular({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": set()}) == {"b", "c"}
    assert circular({"a": {"b"}, "b": {"c"}, "c": set()}) == set()


def test_the_folders_of_markdown_have_a_direction() -> None:
    """What is fast is below the syntax, the syntax below what becomes of it."""
    order = ("fast", "syntax", "render")
    upward = [
        (module, name)
        for number, folder in enumerate(order)
        for module in MODULES
        if module.startswith(f"source/markdown/{folder}/")
        for name in sorted(neighbours(module))
        if name.startswith(tuple(f"source/markdown/{above}/" for above in order[number + 1 :]))
    ]
    assert upward == []


def test_each_dependency_stays_in_its_room() -> None:
    strays = [
        f"sitegen/{module}:{line}: {name}"
        for module in MODULES
        for line, name in imports(module)
        if third_party(package := name.split(".")[0])
        and not any(module == place or module.startswith(f"{place}/") for place in ROOMS.get(package, ()))
    ]
    assert strays == []


def test_what_is_imported_is_declared_and_what_is_declared_is_imported() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {re.split(r"[<>=;\s]", line)[0] for line in project["dependencies"]} - {
        "tzdata",
        "websockets",
    }  # what others import for us
    imported = {name.split(".")[0] for module in MODULES for _, name in imports(module)}
    needed = {name for name in imported if third_party(name)} - {"sqlite3"}
    assert {DISTRIBUTIONS.get(name, name).replace("_", "-") for name in needed} == declared


def test_every_dependency_has_a_lowest_version_and_one_that_is_too_new() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [line for lines in project["optional-dependencies"].values() for line in lines if line != "sitegen[test]"]
    unbounded = [line for line in project["dependencies"] + extras if not re.match(r"[\w.-]+>=[\w.]+,<\w+", line)]
    assert unbounded == []


def test_no_function_is_over_fifty_lines() -> None:
    long = [
        f"sitegen/{module}:{node.lineno}: {node.name}"
        for module in MODULES
        for node in ast.walk(tree(module))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
    ]
    assert long == []


def test_every_module_says_what_it_is() -> None:
    assert [module for module in MODULES if not ast.get_docstring(tree(module))] == []
