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
@click.option("--jobs", type=click.IntRange(min=1), help="Processes to work with. Default: one per processor.")
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@options.base_url_option
@click.option("--verify", "verifies", is_flag=True, help="Write nothing; say how output/ differs from a clean build's.")
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
    verifies: bool,
    as_json: bool,
) -> int:
    """Build the site into output/.

    Only what changed since the last build is rendered again. Exit code 1 if anything is wrong with a story, site.toml,
    the theme or the data; then nothing is deleted.
    """
    gc.disable()  # the process ends with the build, sooner than collecting cycles would pay
    root, moment, address = options.find_root(root), options.instant(now), options.address(base_url)
    options.check_output(output, root)
    from sitegen.cli.progress import reporter
    from sitegen.engine.request import Request

    request = Request(
        root=root,
        output=output,
        now=moment,
        drafts=drafts,
        future=future,
        jobs=jobs,
        strict=strict,
        base_url=address,
        environment=dict(os.environ),
    )
    if verifies:
        from sitegen.engine.verify import verify

        return _report(verify(request, reporter(as_json)), request, as_json, verified=True)
    from sitegen.engine.build import build

    return _report(build(request, reporter(as_json)), request, as_json)


def _report(result: "Result", request: "Request", as_json: bool, verified: bool = False) -> int:
    """Print what the build came to; return the exit code."""
    from sitegen.cli import report

    if os.environ.get("GITHUB_ACTIONS") == "true":
        for line in report.annotations(result.diagnostics, request.root, os.environ):
            click.echo(line, err=as_json)
    if as_json:
        click.echo(report.as_json(result, request))
    else:
        report.show_diagnostics(result.diagnostics, request.root)
        click.echo(report.verdict(result, request) if verified else report.summary(result, request))
    return 0 if report.succeeded(result, request) else 1
