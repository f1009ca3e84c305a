"""Runs the command line in this process, with a build that answers what the test wants."""

import sys
import types
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from sitegen.cli.main import main
from sitegen.engine.request import Reporter, Request, Result

QUIET = ("GITHUB_ACTIONS", "GITHUB_WORKSPACE", "NO_COLOR", "FORCE_COLOR", "SITEGEN_DEBUG", "SOURCE_DATE_EPOCH")


@dataclass(frozen=True)
class Outcome:
    """What a command left: exit code, standard output, standard error."""

    code: int
    out: str
    err: str


Run = Callable[..., Outcome]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """`run("build", "--json")` runs that command line."""
    for name in QUIET:
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: object) -> Outcome:
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    return run


@dataclass
class FakeBuild:
    """Stands for sitegen.engine.build: remembers what it was asked, answers `result` or raises `problem`."""

    result: Result = field(default_factory=Result)
    problem: BaseException | None = None
    requests: list[Request] = field(default_factory=list)

    def build(self, request: Request, reporter: Reporter) -> Result:
        self.requests.append(request)
        reporter.phase("render", 2)
        reporter.advance(2)
        reporter.done()
        if self.problem:
            raise self.problem
        return self.result


@pytest.fixture
def fake_build(monkeypatch: pytest.MonkeyPatch) -> FakeBuild:
    fake = FakeBuild()
    module = types.ModuleType("sitegen.engine.build")
    module.build = fake.build  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "sitegen.engine.build", module)
    return fake
