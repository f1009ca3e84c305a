"""Pairs of Markdown and what becomes of it, in cases/markdown/*.md: a title, and between lines of one dot the text and
the result. References are shown as `@0`, `@1`...; a diagnostic as `!! line:column severity code`."""

from pathlib import Path
from typing import Any

import pytest
from markdown_it.utils import read_fixture_file

from sitegen.source.markdown import MarkdownOptions, render_parts
from tests.source.markdown.escapes import normalize_escapes

CASES = Path(__file__).resolve().parents[2] / "cases" / "markdown"


def shown(text: str) -> str:
    """Return all that a text becomes, as the cases have it."""
    rendered = render_parts(text, path="story.md", first_line=1, lang="en", options=MarkdownOptions())
    lines = []
    for part in rendered.parts:
        if part.heading:
            lines.append(f'<h2 id="{part.anchor}">{part.heading}</h2>\n')
        lines.append(part.html)
    lines += [
        f"-> {line}:{column} {r.kind} {r.target}{r.fragment}{' bare' * r.bare}\n"
        for r, (line, column) in zip(rendered.references, rendered.positions, strict=True)
    ]
    lines += [f"!! {d.location.line}:{d.location.column} {d.severity} {d.code}\n" for d in rendered.diagnostics]
    return "".join(lines).replace(rendered.marker, "@")


def _cases() -> list[Any]:
    return [
        pytest.param(text, expected, id=f"{path.stem}: {title}")
        for path in sorted(CASES.glob("*.md"))
        for _, title, text, expected in read_fixture_file(path)
    ]


@pytest.mark.parametrize(("text", "expected"), _cases())
def test_the_text_becomes_what_the_case_says(text: str, expected: str) -> None:
    assert normalize_escapes(shown(text)) == normalize_escapes(expected)
