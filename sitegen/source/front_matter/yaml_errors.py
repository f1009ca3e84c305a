"""What the YAML reader says, in the words of someone who writes stories."""

import re
from typing import TYPE_CHECKING

from sitegen.schema.syntax_problem import SyntaxProblem
from sitegen.schema.values import quote

if TYPE_CHECKING:
    import yaml

_REFUSED = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_QUOTE_IT = "put the whole value in quotes"


def explain_yaml(error: "yaml.YAMLError", text: str) -> SyntaxProblem:
    """Return the error of PyYAML (libyaml's words) as a problem at the offset where a writer would look for it."""
    from yaml import MarkedYAMLError

    if not isinstance(error, MarkedYAMLError):
        found = _REFUSED.search(text)
        offset = found.start() if found else 0
        name = f"U+{ord(text[offset]):04X}" if text else ""
        return SyntaxProblem(
            "bad-character", f"The character {name} is not allowed in front matter.", offset, "delete it"
        )
    problem = error.problem or "it is not YAML"
    at = error.problem_mark.index if error.problem_mark else 0
    began = error.context_mark.index if error.context_mark else at
    message, offset, hint = _explain(problem, error.context or "", text, at, began)
    if "\n\n" in text[:offset].strip("\n"):
        hint += f"{'; ' if hint else ''}does a line `---` end the front matter before the text?"
    return SyntaxProblem("bad-yaml", message, offset, hint)


def _explain(problem: str, context: str, text: str, at: int, began: int) -> tuple[str, int, str]:
    """Return message, offset and hint."""
    char = text[at : at + 1]
    if char == "\t" or "tab character" in problem:
        tab = at if char == "\t" else text.rfind("\t", 0, at + 1)
        return "YAML does not allow tabs for indentation.", max(tab, 0), "indent with spaces"
    if problem.startswith("mapping values"):
        return _explain_second_colon(text, at)
    if problem.startswith("found character that cannot start"):
        return f"A value cannot begin with `{char}`.", at, _QUOTE_IT
    if "quoted scalar" in context:
        if "escape" in problem:
            return (
                f"`{text[at : at + 2]}` is not a valid escape inside double quotes.",
                at,
                "write \\\\ for a backslash",
            )
        return "The quotation mark that opens here is never closed.", began, "end the value with the same mark"
    if "alias" in context or "anchor" in context:
        return f"A value cannot begin with `{text[began : began + 1]}`.", began, _QUOTE_IT
    if "flow sequence" in context or "flow mapping" in context:
        return f"The `{text[began : began + 1]}` that opens here is never closed.", began, f"close it, or {_QUOTE_IT}"
    if "block scalar" in context:
        return "Nothing may follow `>` or `|` on the same line.", at, f"continue on the next line, or {_QUOTE_IT}"
    if problem.startswith("did not find expected key"):
        return _explain_missing_key(text, at)
    if "simple key" in context:
        shown = quote(text[began:at].strip())
        return f"{shown} is not a `key: value` pair.", began, "write a colon and a space after the key"
    if problem.startswith("block sequence entries"):
        return "A list cannot begin on the line of its key.", at, f"begin it on the next line, or {_QUOTE_IT}"
    return f"The YAML cannot be read: {problem}.", at, _QUOTE_IT if "node content" in problem else ""


def _explain_second_colon(text: str, at: int) -> tuple[str, int, str]:
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    line = text[start : end if end >= 0 else len(text)]
    key, colon, value = line.partition(": ")
    if colon and start + len(key) < at:
        shown = value.strip().replace('"', "'")
        hint = f'put the whole value in quotes: {key.strip()}: "{shown[:60]}{"…" if len(shown) > 60 else ""}"'
        return "The line has a second colon, so YAML takes the words before it as a key.", at, hint
    message = "This line does not fit the one above it: YAML reads both as one value."
    first = start + len(line) - len(line.lstrip())
    return message, first, "indent both alike, and write a space after the colon of each key"


def _explain_missing_key(text: str, at: int) -> tuple[str, int, str]:
    before = text[:at].rstrip(" ")
    if before.endswith("'"):
        return "There is text after a closing quotation mark.", at, "inside '...' write an apostrophe twice: 'it''s'"
    if before.endswith('"'):
        return "There is text after a closing quotation mark.", at, 'inside "..." write \\" for a quotation mark'
    return "This line does not fit the lines above it.", at, "indent it like the keys that it belongs to"
