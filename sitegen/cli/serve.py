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
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes any that is free."
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at; 0.0.0.0 is all of them.")
@options.drafts_option
@options.future_option
@options.now_option
@options.base_url_option
@click.option("--jobs", type=click.IntRange(min=1), help="Processes to work with. Default: one per processor.")
@click.option("--poll", is_flag=True, help="Look at the files twice a second: for folders of a network.")
@click.option("--open", "opens", is_flag=True, help="Open the front page in the browser.")
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
    opens: bool,
) -> int:
    """Show the site in a browser, and show it anew whenever a file is saved.

    The output folder holds the same as after `sitegen build`. Ctrl-C ends it.
    """
    root, moment, address = options.find_root(root), options.instant(now), options.address(base_url)
    options.check_output(output, root)
    from sitegen.engine.request import Request

    request = Request(
        root=root,
        output=output,
        now=moment,
        drafts=drafts,
        future=future,
        jobs=jobs,
        base_url=address,
        environment=dict(os.environ),
    )
    return _serve(request, host, port, poll, opens)


def _serve(request: "Request", host: str, port: int, poll: bool, opens: bool) -> int:
    from sitegen.serve.http.host_guard import is_loopback
    from sitegen.serve.preview import Options, Preview
    from sitegen.serve.run import PortTaken, address_of, bind, run

    try:
        listener = bind(host, port)
    except PortTaken:
        raise click.UsageError(
            f"Port {port} is taken by another program, maybe another `sitegen serve`; "
            f"end that, or take another port with --port {port + 1 if port < 65535 else 0}."
        ) from None
    except OSError as problem:
        raise click.UsageError(
            f"This machine cannot listen at {host}, port {port}: {problem.strerror or problem}; "
            "leave --host out, or take a --port above 1023."
        ) from None
    if not is_loopback(host):
        click.secho(
            f"Everybody who reaches this machine at {host} can read the site, drafts too. "
            "Leave --host out to be alone with it.",
            fg="yellow",
            err=True,
        )
    preview = Preview(request, Terminal(request), Options(poll=poll))
    home = address_of(listener) + preview.settings.root.prefix + "/"
    click.echo(f"Serving {preview.settings.title or request.root} at {home} (Ctrl-C ends it)")
    if opens:
        click.launch(home)
    run(preview, host, listener)
    return 0


class Terminal:
    """Says what the builds come to."""

    def __init__(self, request: "Request") -> None:
        from sitegen.cli.progress import reporter

        self._request = request
        self._reporter = reporter(as_json=False)
        self._phase, self._done = "", 0
        self._builds = 0
        self._was_ok = True

    def progressed(self, progress: "Progress") -> None:
        if progress.phase != self._phase or progress.done < self._done:
            self._reporter.phase(progress.phase, progress.total)
            self._phase, self._done = progress.phase, 0
        self._reporter.advance(progress.done - self._done)
        self._done = progress.done

    def built(self, result: "Result") -> None:
        from sitegen.cli import report

        self._reporter.done()
        self._phase, self._done = "", 0
        self._builds += 1
        report.show_diagnostics(result.diagnostics, self._request.root)
        clock = time.strftime("%H:%M:%S")
        if self._builds == 1 or not result.ok:
            click.echo(f"{clock} {report.summary(result, self._request)}")
        elif result.rendered or result.written or result.deleted or not self._was_ok:
            seconds = sum(result.seconds.values())
            rendered, deleted = f"{len(result.rendered):,} rendered", f"{len(result.deleted):,} deleted"
            click.echo(f"{clock} {rendered}, {deleted} ({seconds:.2f} s)")
        self._was_ok = result.ok

    def warned(self, text: str) -> None:
        click.secho(text, fg="yellow", err=True)
