"""How the suites' expected HTML and ours are brought to one form before they are compared."""

import json
import re
from typing import Any

from markdown_it.utils import read_fixture_file

from sitegen.source.markdown import MarkdownOptions
from tests.shared import SHARED

PLAIN = MarkdownOptions(html="keep", smart=False, foreign="keep")
"""The house's extras switched off, raw HTML kept."""

_VOID = re.compile(r'<(br|hr|img|input)\b((?:[^>"]|"[^"]*")*?)\s*/>')
_ALIGNED = re.compile(r'(<t[hd]) (?:align="(\w+)"|style="text-align:(\w+)")')
_EMPTY = re.compile(r'\b(checked|disabled)=""')
_TASK_CLASS = re.compile(r' class="(?:contains-task-list|task-list-item)"')
_ROLE = re.compile(r' role="doc-\w+"')
_INPUT = re.compile(r"<input ([^>]*)>")


def html5(html: str) -> str:
    """Return HTML as HTML 5 writes it and as sitegen does: no slash in void elements, alignment as a class, `<del>` for
    struck text, roles and classes that only we add left out, attributes of a checkbox in one order."""
    html = _VOID.sub(r"<\1\2>", html)
    html = _ALIGNED.sub(lambda m: f'{m[1]} class="{m[2] or m[3]}"', html)
    html = _ROLE.sub("", _TASK_CLASS.sub("", _EMPTY.sub(r"\1", html))).replace("\ufe0e", "")
    html = html.replace("<s>", "<del>").replace("</s>", "</del>")
    return _INPUT.sub(lambda m: "<input " + " ".join(sorted(m[1].split())) + ">", html)


def examples(name: str) -> list[dict[str, Any]]:
    """Return the examples of a suite in JSON; none where the shared data is absent."""
    path = SHARED / name
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else []


def fixtures(name: str) -> list[tuple[int, str, str, str]]:
    """Return (line, title, Markdown, HTML) of each fixture of markdown-it; none where the shared data is absent."""
    path = SHARED / "markdown-it-fixtures" / name
    return [tuple(entry) for entry in read_fixture_file(path)] if path.exists() else []
