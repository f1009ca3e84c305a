"""The command line as a whole: help, start-up, unknown commands, Ctrl-C."""

import gc
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from sitegen.cli.main import COMMANDS, group, main
from tests.signals import ctrl_c_enabled

REPOSITORY = Path(__file__).resolve().parents[2]
SLOW_TO_IMPORT = {"jinja2", "markdown_it", "frontmatter", "yaml", "babel", "pygments", "nh3", "msgspec", "sqlite3"}


def test_help_lists_every_command_with_its_summary(run):
    outcome = run("--help")
    assert outcome.code == 0
    for name, (_, summary) in COMMANDS.items():
        assert f"  {name}" in outcome.out
        assert summary in outcome.out


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_answers_help(run, name):
    outcome = run(name, "--help")
    assert outcome.code == 0
    assert outcome.out.startswith(f"Usage: sitegen {name} ")


def test_no_command_at_all_shows_the_help_and_is_wrong_usage(run):
    outcome = run()
    assert outcome.code == 2
    assert "Commands:" in outcome.err


def test_an_unknown_command_is_wrong_usage_with_did_you_mean(run):
    outcome = run("biuld")
    assert outcome.code == 2
    assert "There is no command `biuld`; did you mean `build`?" in outcome.err


def test_version(run):
    outcome = run("--version")
    assert outcome.code == 0
    assert outcome.out.startswith("sitegen, version ")


def test_help_imports_nothing_slow():
    code = "import sys; from sitegen.cli.main import main; main(['--help']); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    modules = set(done.stderr.split())
    assert "sitegen.cli.main" in modules
    assert modules & (SLOW_TO_IMPORT | {"sitegen.build", "sitegen.cli.build", "tomllib", "json"}) == set()


def test_python_m_sitegen_is_sitegen():
    command = [sys.executable, "-m", "sitegen", "--version"]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("sitegen, version ")


def test_the_exit_code_of_a_command_is_that_of_the_program(monkeypatch):
    monkeypatch.setattr(group, "main", lambda *_, **__: 1)
    assert main([]) == 1


HANGING = """
import multiprocessing, sys, time
from sitegen.cli import main as cli

def hang(*_, **__):
    worker = multiprocessing.get_context("fork").Process(target=time.sleep, args=(600,))
    worker.start()
    print(worker.pid, flush=True)
    time.sleep(600)

cli.group.main = hang
sys.exit(cli.main([]))
"""


def test_garbage_collection_is_off_only_while_a_build_runs(tmp_path, monkeypatch):
    collects = []
    monkeypatch.setattr("sitegen.engine.build.build", lambda *_: collects.append(gc.isenabled()) or sys.exit("enough"))
    (tmp_path / "site.toml").write_text("", encoding="utf-8")
    with pytest.raises(SystemExit):
        main(["build", "--root", str(tmp_path)])
    assert collects == [False]
    assert gc.isenabled()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for one process")
def test_ctrl_c_ends_at_once_with_130_and_kills_the_workers():
    pipe = subprocess.PIPE
    command = [sys.executable, "-c", HANGING]
    with ctrl_c_enabled():
        started = subprocess.Popen(command, cwd=REPOSITORY, stdout=pipe, stderr=pipe, text=True)
    with started as process:
        assert process.stdout is not None
        worker = int(process.stdout.readline())
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert err == "sitegen: interrupted; finished work is kept.\n"
    assert not is_alive(worker)


def is_alive(pid: int) -> bool:
    """Is the process running? One that has ended but is not yet collected is not."""
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout
    return bool(state.strip()) and not state.startswith("Z")
