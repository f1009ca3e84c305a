"""`sitegen build`."""

import gc
import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sitegen.cli import options

if TYPE_CHECKING:
    from sitegen.engine.request import Request, Result


@click.command("build")
@options.root_option
@options.output_option
@options.now_option
@options.drafts_option
@options.future_option
@options.jobs_option
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@options.base_url_option
@click.option("--verify", "verify_only", is_flag=True, help="Compare the output with a clean build; write nothing.")
@options.json_option
def command(
    root: Path | None,
    output: Path | None,
    now: str | None,
    drafts: bool,
    future: bool,
    jobs: int | None,
    strict: bool,
    base_url: str,
    verify_only: bool,
    as_json: bool,
) -> int:
    """Build the site into output/.

    Only pages that have changed since the last build are rendered. If a story, site.toml, the theme or a data file has
    an error, nothing is deleted and the exit code is 1.
    """
    gc.disable()  # the process ends before collecting cycles would pay off
    root, instant, url = options.find_root(root), options.parse_time(now), options.parse_base_url(base_url)
    options.check_output(output, root)
    from sitegen.cli.progress import make_reporter
    from sitegen.engine.request import Request

    request = Request(
        root=root,
        output=output,
        now=instant,
        drafts=drafts,
        future=future,
        jobs=jobs,
        strict=strict,
        base_url=url,
        environment=dict(os.environ),
    )
    if verify_only:
        from sitegen.engine.verify import verify

        return _report(verify(request, make_reporter(as_json)), request, as_json, verify_only=True)
    from sitegen.engine.build import build

    return _report(build(request, make_reporter(as_json)), request, as_json)


def _report(result: "Result", request: "Request", as_json: bool, verify_only: bool = False) -> int:
    """Print the result of the build; return the exit code."""
    from sitegen.cli import report

    if os.environ.get("GITHUB_ACTIONS") == "true":
        for line in report.format_annotations(result.diagnostics, request.root, os.environ):
            click.echo(line, err=as_json)
    if as_json:
        click.echo(report.to_json(result, request))
    else:
        report.show_diagnostics(result.diagnostics, request.root)
        click.echo(report.format_verdict(result, request) if verify_only else report.format_summary(result, request))
    return 0 if report.succeeded(result, request) else 1
