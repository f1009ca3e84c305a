"""The command line: runs a command and turns exceptions into messages and exit codes.

A command is imported only when it is called, so that `sitegen --help` is fast. Exit codes: 0 success, 1 errors, 2 wrong
usage, 130 interrupted by Ctrl-C.
"""

import gc
import importlib
import io
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn

import click

import sitegen

if TYPE_CHECKING:
    from sitegen.errors import BuildFailed

COMMANDS: Mapping[str, tuple[str, str]] = {
    "build": ("sitegen.cli.build", "Build the site."),
    "serve": ("sitegen.cli.serve", "Preview the site in a browser; update it after each save."),
    "new": ("sitegen.cli.new", "Create a newsroom, an article, an author or a campaign."),
    "why": ("sitegen.cli.why", "Show what a page depends on, and what has changed."),
    "deps": ("sitegen.cli.deps", "List the pages that depend on a file."),
    "stats": ("sitegen.cli.stats", "Count the published articles."),
    "schema": ("sitegen.cli.schema", "Print the JSON Schema of site.toml or of front matter."),
    "clean": ("sitegen.cli.clean", "Remove the files that builds have written."),
}
"""Name -> the module that defines it as `command`, and its summary in the list of commands."""

INTERRUPTED = 130
"""128 + SIGINT, as in shells"""


class LazyGroup(click.Group):
    """A group that imports a command only when it is called, and lists all commands without importing any."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(COMMANDS[cmd_name][0]).command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            from sitegen.schema.suggest import did_you_mean

            ctx.fail(f"There is no command `{args[0]}`; {did_you_mean(args[0], COMMANDS)}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in COMMANDS.items()])


@click.command(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(sitegen.__version__, prog_name="sitegen")
@click.option("--traceback", is_flag=True, envvar="SITEGEN_DEBUG", help="Show the traceback of an internal error.")
def group(traceback: bool) -> None:
    """Build a newspaper's website from Markdown stories."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit code."""
    is_process = arguments is None
    if is_process:
        _ensure_utf8()
    arguments = sys.argv[1:] if arguments is None else list(arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    collects_cycles = gc.isenabled()
    try:
        code = group.main(arguments, prog_name="sitegen", standalone_mode=False)
    except click.ClickException as problem:
        problem.show()
        return problem.exit_code
    except (click.Abort, KeyboardInterrupt):
        _exit_on_interrupt()
    except Exception as problem:  # noqa: BLE001 - the user gets a message, not a traceback
        return _report_exception(problem, arguments)
    finally:
        if collects_cycles and not is_process:
            gc.enable()
    code = code if isinstance(code, int) else 0
    if is_process:
        _exit(code)
    return code


def _exit(code: int) -> NoReturn:
    """End the process without freeing each object of a large archive."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):  # the reader of a pipe has gone
            stream.flush()
    os._exit(code)


def _ensure_utf8() -> None:
    """Restart in Python's UTF-8 mode (PEP 540) if the locale has another encoding.

    File names become URLs, so they must be decoded in the same way on every machine.
    """
    if sys.getfilesystemencoding().lower() != "utf-8":
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])


def _exit_on_interrupt() -> NoReturn:
    """Exit without waiting for workers: all files are whole at any time, and the next build continues from here."""
    if "multiprocessing" in sys.modules:
        from multiprocessing import active_children

        for child in active_children():
            child.kill()
    click.echo("sitegen: interrupted; finished work is kept.", err=True)
    _exit(INTERRUPTED)


def _report_exception(problem: Exception, arguments: Sequence[str]) -> int:
    """Print what failed: the newsroom, the system (no space, no permission) or sitegen itself. Return the exit code."""
    from sitegen.errors import BuildFailed

    if isinstance(problem, BuildFailed):
        return _report_build_failure(problem)
    if "--traceback" in arguments or os.environ.get("SITEGEN_DEBUG", "") not in {"", "0"}:
        import traceback

        traceback.print_exception(problem)
    if isinstance(problem, OSError) and problem.strerror:
        place = f"{problem.filename}: " if problem.filename else ""
        message, hint = f"{place}{problem.strerror}", ""
    else:
        message = f"this is a bug in sitegen: {type(problem).__name__}: {problem}"
        hint = "run `sitegen --traceback ...` and report its output"
    click.echo(f"sitegen: {message}" + (f"\n  hint: {hint}" if hint else ""), err=True)
    if "--json" in arguments:
        _print_json_failure(message, hint)
    return 1


def _report_build_failure(failure: "BuildFailed") -> int:
    """Print why a command could not start: a build is running, the state cannot be written... Return the exit code."""
    from pathlib import Path

    from sitegen.cli.report import show_diagnostics

    show_diagnostics(failure.diagnostics, Path.cwd())
    return 1


def _print_json_failure(message: str, hint: str) -> None:
    """Print the JSON object of a command that failed."""
    import json

    from sitegen.cli.report import to_record
    from sitegen.errors import Location, error

    record = to_record(error("internal-error", message, Location(""), hint))
    click.echo(json.dumps({"ok": False, "diagnostics": [record]}))
