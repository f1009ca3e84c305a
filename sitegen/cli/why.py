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
    """Say what the page of a URL is made of, and which of it has changed since it was last rendered."""
    from sitegen.cli.report import show_diagnostics
    from sitegen.engine.explain import why
    from sitegen.engine.request import Request
    from sitegen.errors import BuildFailed

    root, moment = options.find_root(root), options.instant(now)
    try:
        request = Request(root, now=moment, drafts=drafts, future=future, environment=dict(os.environ))
        explanation = why(request, url)
    except BuildFailed as failure:
        show_diagnostics(failure.diagnostics, root)
        return 1
    click.echo(options.as_json(explanation) if as_json else "\n".join(lines(explanation)))
    return 0


def lines(explanation: "Explanation") -> list[str]:
    e = explanation
    said = {
        "unchanged": "It is as it was last rendered.",
        "changed": "It would be rendered again.",
        "never rendered": "It was never rendered here.",
    }
    subject = f" about {e.subject}" if e.subject else ""
    width = max(len(i.name) for i in e.inputs)
    return [
        f"{e.url} ({e.path})",
        f"  a page of the kind {e.kind}{subject}, by {e.template}",
        f"  {said[e.verdict]}",
        "",
        "  made of:",
        *(f"    {i.name:<{width}}  {i.state}" for i in e.inputs),
        "",
        "  templates:",
        *(f"    {name}" for name in e.templates),
    ]
