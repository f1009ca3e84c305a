"""`sitegen build`."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sitegen.cli import options

if TYPE_CHECKING:
    from sitegen.build.request import Request, Result


@click.command("build")
@options.root_option
@options.output_option
@options.now_option
@options.drafts_option
@options.future_option
@click.option("--jobs", type=click.IntRange(min=1), help="Processes to work with. Default: one per processor.")
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@options.base_url_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
def command(
    root: Path | None,
    output: Path | None,
    now: str | None,
    drafts: bool,
    future: bool,
    jobs: int | None,
    strict: bool,
    base_url: str,
    as_json: bool,
) -> int:
    """Build the site into output/.

    Only what changed since the last build is rendered again. Exit code 1 if anything is wrong with a story, site.toml,
    the theme or the data; then nothing is deleted.
    """
    options.check_epoch(os.environ)
    root = options.find_root(root)
    from sitegen.build.build import build
    from sitegen.build.request import Request
    from sitegen.cli.progress import reporter

    request = Request(
        root=root,
        output=output,
        now=options.instant(now, root),
        drafts=drafts,
        future=future,
        jobs=jobs,
        strict=strict,
        base_url=base_url,
        environment=dict(os.environ),
    )
    result = build(request, reporter(as_json))
    _report(result, request, as_json)
    return 0 if result.ok else 1


def _report(result: "Result", request: "Request", as_json: bool) -> None:
    from sitegen.cli import report

    if os.environ.get("GITHUB_ACTIONS") == "true":
        for line in report.annotations(result.diagnostics, request.root, os.environ):
            click.echo(line, err=as_json)
    if as_json:
        click.echo(report.as_json(result, request))
        return
    report.show_diagnostics(result.diagnostics, request.root)
    click.echo(report.summary(result, request))
