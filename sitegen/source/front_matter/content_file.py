"""A file taken apart: front matter (YAML, TOML, JSON, or Pelican's headers) and body, every line counted.

The fences are found here: python-frontmatter would strip the text (and shift its lines), take an unclosed front matter
for body, and ignore one that is not a mapping. Its named handlers read what stands between them.
"""

import re
from typing import Any

from msgspec import Struct

from sitegen.errors import Severity
from sitegen.schema import Report, describe
from sitegen.schema.positions import Positions, json_positions, line_and_column
from sitegen.schema.syntax_problem import SyntaxProblem
from sitegen.schema.toml_positions import toml_positions
from sitegen.source.front_matter.formats import read_format
from sitegen.source.front_matter.headers import header_positions, is_headers, read_headers, split_headers

_OPENING = re.compile(r"[ \t\n]*(---|\+\+\+)[ \t]*(?:\n|\Z)")
_OBJECT = re.compile(r"[ \t\n]*\{\s*[\"}]")
_CLOSING = {
    "yaml": re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE),
    "toml": re.compile(r"^\+\+\+[ \t]*$", re.MULTILINE),
}
_BEGIN = "begin the file with ---, then title: ... and the other keys, then --- on lines of their own"


class FrontMatterSpan(Struct, frozen=True):
    """A text cut into front matter and body."""

    syntax: str
    """yaml | toml | json | headers; "" where there is no front matter."""
    start: int
    """Offset of the front matter's text, after the opening fence"""
    end: int
    """Offset of its end, before the closing fence"""
    body: int
    """Offset of the body's first line"""
    closed: bool = True


class ContentFile(Struct, frozen=True):
    """A file taken apart."""

    text: str
    values: dict[str, Any] | None
    """The front matter's raw values; None if it cannot be read."""
    body: str
    body_line: int
    """Line of the file that the body begins with, from 1"""

    @property
    def last_line(self) -> int:
        return self.text.rstrip("\n").count("\n") + 1


def find_front_matter(text: str, headers: bool = False) -> FrontMatterSpan:
    """Find the front matter. White space before the opening fence is allowed, as Hugo does."""
    opening = _OPENING.match(text)
    if opening:
        syntax = "yaml" if opening[1] == "---" else "toml"
        closing = _CLOSING[syntax].search(text, opening.end())
        if not closing:
            return FrontMatterSpan(syntax, opening.end(), len(text), len(text), closed=False)
        return FrontMatterSpan(syntax, opening.end(), closing.start(), min(closing.end() + 1, len(text)))
    if _OBJECT.match(text):
        start = text.index("{")
        end = _object_end(text, start)
        newline = text.find("\n", end) if end >= 0 else -1
        closed = end >= 0
        return FrontMatterSpan(
            "json", start, end if closed else len(text), newline + 1 if newline >= 0 else len(text), closed
        )
    if headers and is_headers(text):
        start, end, body = split_headers(text)
        return FrontMatterSpan("headers", start, end, body)
    return FrontMatterSpan("", 0, 0, 0)


_JSON_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}]', re.DOTALL)


def _object_end(text: str, start: int) -> int:
    """Return the offset after the JSON object that begins at `start`, or -1 if it is never closed."""
    depth = 0
    for token in _JSON_TOKEN.finditer(text, start):
        if token[0] == "{":
            depth += 1
        elif token[0] == "}":
            depth -= 1
            if depth == 0:
                return token.end()
    return -1


def split_file(text: str, report: Report, headers: bool = False, duplicates: Severity | None = "error") -> ContentFile:
    """Return front matter and body; report a missing or unclosed fence, broken syntax, keys that come twice.

    `headers`: accept Pelican's. `duplicates`: how severe a key written twice is; the last one counts.
    """
    cut = find_front_matter(text, headers)
    body = text[cut.body :] if cut.body else text
    body_line = text.count("\n", 0, cut.body) + 1 if cut.body else 1
    values: dict[str, Any] | None = None
    if not text.strip():
        report.at("error", "empty-file", 1, "The file is empty.", _BEGIN)
    elif not cut.syntax:
        report.at("error", "no-front-matter", 1, "The file has no front matter.", _BEGIN, 1)
    elif not cut.closed:
        _report_unclosed(text, cut, report)
        body, body_line = "", 1
    else:
        values = _values(text, cut, report, duplicates)
    return ContentFile(text, values, body, body_line)


def _report_unclosed(text: str, cut: FrontMatterSpan, report: Report) -> None:
    line, column = line_and_column(text, text.index(text[: cut.start].strip() or "{"))
    if cut.syntax == "json":
        message = "The `{` that opens the front matter is never closed."
        report.at("error", "unclosed-fence", line, message, "add the `}`", column)
        return
    fence = text[: cut.start].strip()
    hint = f"put a line `{fence}` between the front matter and the text"
    report.at("error", "unclosed-fence", line, f"The front matter that `{fence}` opens is never closed.", hint, column)


def _values(text: str, cut: FrontMatterSpan, report: Report, duplicates: Severity | None) -> dict[str, Any] | None:
    inner = text[cut.start : cut.end]
    value, problems = read_headers(inner) if cut.syntax == "headers" else read_format(cut.syntax, inner)
    for problem in problems:
        report_problem(problem, text, cut.start, report, duplicates)
    if isinstance(value, dict):
        return value
    if value is None and not problems:
        return {}
    if not problems:
        line = text.count("\n", 0, cut.start) + 1
        message = f"The front matter is {describe(value)}, not a mapping of keys to values."
        report.at("error", "no-mapping", line, message, "write lines such as title: Council passes budget")
    return None


def report_problem(
    problem: SyntaxProblem, text: str, base: int, report: Report, duplicates: Severity | None = "error"
) -> None:
    """Report a reader's problem at its place in the file; `base` is the offset of the text that was read."""
    line, column = line_and_column(text, base + problem.offset)
    severity = duplicates if problem.code == "duplicate-key" else "error"
    if severity:
        report.at(severity, problem.code, line, problem.message, problem.hint, column)


def positions_of(syntax: str, text: str) -> Positions:
    """Return where the keys of a YAML, TOML or JSON text, or of Pelican's headers, stand."""
    if syntax == "yaml":
        from sitegen.source.front_matter.yaml_reader import yaml_positions

        return yaml_positions(text)
    reader = {"toml": toml_positions, "json": json_positions, "headers": header_positions}.get(syntax)
    return reader(text) if reader else {}
