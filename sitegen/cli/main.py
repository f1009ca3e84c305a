"""The command line: finds the command, runs it, and turns what went wrong into words and an exit code.

Commands are imported only when they are called, so that `sitegen --help` comes at once. Exit codes: 0 done, 1 errors,
2 wrong usage, 130 ended by Ctrl-C.
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
    "build": ("sitegen.cli.build", "Build the site into output/."),
    "serve": ("sitegen.cli.serve", "Show the site in a browser, anew at every save."),
    "new": ("sitegen.cli.new", "Begin a newsroom, an article, an author or a campaign."),
    "why": ("sitegen.cli.why", "Say what a page is made of, and what of it has changed."),
    "deps": ("sitegen.cli.deps", "Say which pages a file reaches."),
    "stats": ("sitegen.cli.stats", "Count the published articles."),
    "schema": ("sitegen.cli.schema", "Print the JSON Schema of site.toml or of a kind of front matter."),
    "clean": ("sitegen.cli.clean", "Remove what the last build left."),
}
"""Name -> the module that has the command as `command`, and what the list of commands says of it."""

INTERRUPTED = 130
"""128 + SIGINT, as shells have it."""


class LazyGroup(click.Group):
    """A group that imports a command when it is called, and lists all of them without importing any."""

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
@click.option("--traceback", is_flag=True, envvar="SITEGEN_DEBUG", help="Show where in sitegen a failure arose.")
def group(traceback: bool) -> None:
    """Build a newspaper's site from Markdown stories."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit code."""
    is_process = arguments is None
    if is_process:
        _speak_utf8()
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
        _end_at_once()
    except Exception as problem:  # noqa: BLE001 - whatever else it is, the user gets a sentence, not a traceback
        return _explain(problem, arguments)
    finally:
        if collects_cycles and not is_process:
            gc.enable()
    code = code if isinstance(code, int) else 0
    if is_process:
        _leave(code)
    return code


def _leave(code: int) -> NoReturn:
    """End the process without freeing an archive's objects one by one."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):  # whoever read it has gone
            stream.flush()
    os._exit(code)


def _speak_utf8() -> None:
    """Begin again in Python's UTF-8 mode (PEP 540) where the locale has another encoding.

    The names of files become URLs: they must be read in one way on every machine.
    """
    if sys.getfilesystemencoding().lower() != "utf-8":
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])


def _end_at_once() -> NoReturn:
    """Leave without waiting for workers: every file is whole at every instant, and the next build goes on from here."""
    if "multiprocessing" in sys.modules:
        from multiprocessing import active_children

        for child in active_children():
            child.kill()
    click.echo("sitegen: interrupted; what was done is kept.", err=True)
    _leave(INTERRUPTED)


def _explain(problem: Exception, arguments: Sequence[str]) -> int:
    """Say what broke: the newsroom, the system (no space, no permission) or sitegen itself. Returns the exit code."""
    from sitegen.errors import BuildFailed

    if isinstance(problem, BuildFailed):
        return _show(problem)
    if "--traceback" in arguments or os.environ.get("SITEGEN_DEBUG", "") not in {"", "0"}:
        import traceback

        traceback.print_exception(problem)
    if isinstance(problem, OSError) and problem.strerror:
        place = f"{problem.filename}: " if problem.filename else ""
        message, hint = f"{place}{problem.strerror}", ""
    else:
        message = f"this is a defect of sitegen: {type(problem).__name__}: {problem}"
        hint = "run `sitegen --traceback ...` and report what it says"
    click.echo(f"sitegen: {message}" + (f"\n  hint: {hint}" if hint else ""), err=True)
    if "--json" in arguments:
        _print_failure(message, hint)
    return 1


def _show(failure: "BuildFailed") -> int:
    """Print what stopped a command that is no build: another one runs, the state cannot be written."""
    from pathlib import Path

    from sitegen.cli.report import show_diagnostics

    show_diagnostics(failure.diagnostics, Path.cwd())
    return 1


def _print_failure(message: str, hint: str) -> None:
    """Print the one object that --json owes, for a build that broke."""
    import json

    from sitegen.cli.report import as_record
    from sitegen.errors import Location, error

    record = as_record(error("internal-error", message, Location(""), hint))
    click.echo(json.dumps({"ok": False, "diagnostics": [record]}))
