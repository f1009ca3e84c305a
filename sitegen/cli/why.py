"""`sitegen why`."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sitegen.cli import options

if TYPE_CHECKING:
    from sitegen.engine.explain import Explanation


@click.command("why")
@click.argument("url")
@options.root_option
@options.now_option
@options.drafts_option
@options.future_option
@options.json_option
def command(url: str, root: Path | None, now: str | None, drafts: bool, future: bool, as_json: bool) -> int:
    """Show what the page at URL depends on, and what has changed since it was last rendered."""
    from sitegen.cli.report import show_diagnostics
    from sitegen.engine.explain import why
    from sitegen.engine.request import Request
    from sitegen.errors import BuildFailed

    root, instant = options.find_root(root), options.parse_time(now)
    try:
        request = Request(root, now=instant, drafts=drafts, future=future, environment=dict(os.environ))
        explanation = why(request, url)
    except BuildFailed as failure:
        show_diagnostics(failure.diagnostics, root)
        return 1
    click.echo(options.to_json(explanation) if as_json else "\n".join(format_lines(explanation)))
    return 0


def format_lines(explanation: "Explanation") -> list[str]:
    e = explanation
    verdicts = {
        "unchanged": "It is up to date.",
        "changed": "The next build will render it again.",
        "never rendered": "It has not been rendered yet.",
    }
    subject = f", subject: {e.subject}" if e.subject else ""
    width = max(len(i.name) for i in e.inputs)
    return [
        f"{e.url} ({e.path})",
        f"  kind: {e.kind}{subject}, template: {e.template}",
        f"  {verdicts[e.verdict]}",
        "",
        "  inputs:",
        *(f"    {i.name:<{width}}  {i.state}" for i in e.inputs),
        "",
        "  templates:",
        *(f"    {name}" for name in e.templates),
    ]
