"""`sitegen serve`."""

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sitegen.cli import options

if TYPE_CHECKING:
    from sitegen.engine.request import Request, Result
    from sitegen.serve.builder import Progress


@click.command("serve")
@options.root_option
@options.output_option
@click.option(
    "--port",
    metavar="N",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="Port to listen on; 0 uses any free port.",
)
@click.option(
    "--host", metavar="ADDRESS", default="127.0.0.1", show_default=True, help="Address to listen on; 0.0.0.0 for all."
)
@options.drafts_option
@options.future_option
@options.now_option
@options.base_url_option
@options.jobs_option
@click.option("--poll", is_flag=True, help="Check all files twice a second. For network folders.")
@click.option("--open", "open_browser", is_flag=True, help="Open the front page in the browser.")
def command(
    root: Path | None,
    output: Path | None,
    port: int,
    host: str,
    drafts: bool,
    future: bool,
    now: str | None,
    base_url: str,
    jobs: int | None,
    poll: bool,
    open_browser: bool,
) -> int:
    """Preview the site in a browser and update it after each save.

    The output folder gets the same files as from `sitegen build`. Stop the server with Ctrl-C.
    """
    root, instant, url = options.find_root(root), options.parse_time(now), options.parse_base_url(base_url)
    options.check_output(output, root)
    from sitegen.engine.request import Request

    request = Request(
        root=root,
        output=output,
        now=instant,
        drafts=drafts,
        future=future,
        jobs=jobs,
        base_url=url,
        environment=dict(os.environ),
    )
    return _serve(request, host, port, poll, open_browser)


def _serve(request: "Request", host: str, port: int, poll: bool, open_browser: bool) -> int:
    from sitegen.serve.http.host_guard import is_loopback
    from sitegen.serve.preview import Preview
    from sitegen.serve.run import PortTaken, bind, get_url, run

    try:
        listener = bind(host, port)
    except PortTaken:
        raise click.UsageError(
            f"Port {port} is used by another program, maybe another `sitegen serve`. "
            f"Stop that program, or use another port: --port {port + 1 if port < 65535 else 0}."
        ) from None
    except OSError as problem:
        advice = "Use a --port above 1023." if isinstance(problem, PermissionError) else "Omit --host."
        raise click.UsageError(
            f"Cannot listen on {host}, port {port}: {problem.strerror or problem}. {advice}"
        ) from None
    if not is_loopback(host):
        click.secho(
            f"Anyone who can reach this machine at {host} can read the site, including drafts. "
            "Omit --host to allow only this machine.",
            fg="yellow",
            err=True,
        )
    preview = Preview(request, TerminalOutput(request), poll)
    front_page = f"{get_url(listener)}{preview.site_config.root.prefix}/"
    click.echo(f"Serving {preview.site_config.title or request.root} at {front_page} (stop with Ctrl-C)")
    if open_browser:
        click.launch(front_page)
    run(preview, host, listener)
    return 0


class TerminalOutput:
    """Prints the progress and the results of builds."""

    def __init__(self, request: "Request") -> None:
        from sitegen.cli.progress import make_reporter

        self._request = request
        self._reporter = make_reporter(as_json=False)
        self._phase, self._done = "", 0
        self._builds = 0
        self._was_ok = True

    def on_progress(self, progress: "Progress") -> None:
        if progress.phase != self._phase or progress.done < self._done:
            self._reporter.phase(progress.phase, progress.total)
            self._phase, self._done = progress.phase, 0
        self._reporter.advance(progress.done - self._done)
        self._done = progress.done

    def on_build(self, result: "Result") -> None:
        from sitegen.cli import report

        self._reporter.done()
        self._phase, self._done = "", 0
        self._builds += 1
        report.show_diagnostics(result.diagnostics, self._request.root)
        clock = time.strftime("%H:%M:%S")
        if self._builds == 1 or not result.ok:
            click.echo(f"{clock} {report.format_summary(result, self._request)}")
        elif result.rendered or result.written or result.deleted or not self._was_ok:
            seconds = sum(result.seconds.values())
            rendered, deleted = f"{len(result.rendered):,} rendered", f"{len(result.deleted):,} deleted"
            click.echo(f"{clock} {rendered}, {deleted} ({seconds:.2f} s)")
        self._was_ok = result.ok

    def on_warning(self, text: str) -> None:
        click.secho(text, fg="yellow", err=True)
