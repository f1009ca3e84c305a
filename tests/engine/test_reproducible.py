"""DESIGN's second promise: the same input gives the same bytes, wherever, whenever and by whomever it is built."""

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sitegen.engine.build_state import STATE
from tests.engine.kit import FILES, Newsroom, differences, story, tree_of
from tests.engine.processes import PATIENCE, REPOSITORY, command, larger, posix_only, run

INTERPRETERS = [path for path in os.environ.get("SITEGEN_PYTHONS", "").split(os.pathsep) if path]
"""Other Pythons with sitegen's dependencies installed, as a PATH: `SITEGEN_PYTHONS=/a/bin/python:/b/bin/python`."""

NOW = "2026-11-22T12:00:00+01:00"
EPOCH = "1795345200"
assert f'now = "{NOW}"' in FILES["site.toml"]

FOREIGN = {
    "content/articles/world/öffentliche-anhörung.md": story("Öffentliche Anhörung in DİYARBAKIR", tags="[IĞDIR]"),
    "content/articles/world/zażółć.md": story("Zażółć gęślą jaźń", tags="[Ärzte, zebra, Äpfel]"),
    "content/static/Straße.txt": "ß\n",
}


def newsroom(root: Path) -> Newsroom:
    room = larger(root)
    for path, text in FOREIGN.items():
        room.write(path, text)
    return room


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The output as this process makes it."""
    room = newsroom(tmp_path_factory.mktemp("expected") / "a")
    room.built()
    return room.tree()


ENVIRONMENTS = {
    "no locale": {"LC_ALL": "C"},
    "a locale of ASCII alone": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "a Turkish locale": {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "LANGUAGE": "tr"},
    "a time zone far east": {"TZ": "Pacific/Kiritimati"},
    "a time zone far west of half an hour": {"TZ": "Pacific/Marquesas"},
    "no hash seed": {"PYTHONHASHSEED": "0"},
    "another hash seed": {"PYTHONHASHSEED": "4242"},
    "no assertions and docstrings": {"PYTHONOPTIMIZE": "2"},
    "Python in UTF-8 mode": {"PYTHONUTF8": "1"},
}


@pytest.mark.slow
@pytest.mark.parametrize("name", list(ENVIRONMENTS))
def test_the_environment_does_not_show_in_the_output(name: str, expected: dict[str, bytes], tmp_path: Path) -> None:
    room = newsroom(tmp_path / "a")
    run(room, environment=ENVIRONMENTS[name])
    assert differences(room.tree(), expected) == []


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [2, 5])
def test_the_number_of_jobs_does_not_show(jobs: int, expected: dict[str, bytes], tmp_path: Path) -> None:
    room = newsroom(tmp_path / "a")
    room.jobs = jobs
    run(room)
    assert differences(room.tree(), expected) == []


@pytest.mark.slow
@pytest.mark.parametrize("method", ["spawn", "forkserver"])
def test_the_way_in_which_processes_start_does_not_show(
    method: str, expected: dict[str, bytes], tmp_path: Path
) -> None:
    import multiprocessing

    if method not in multiprocessing.get_all_start_methods():
        pytest.skip(f"this system has no {method}")
    room = newsroom(tmp_path / "a")
    room.jobs = 2
    start = (
        f"import multiprocessing, sys; multiprocessing.set_start_method({method!r}); "
        "from sitegen.cli.main import main; sys.exit(main(sys.argv[1:]))"
    )
    words = [sys.executable, "-c", start, *command(room)[3:]]
    done = subprocess.run(words, cwd=REPOSITORY, capture_output=True, timeout=PATIENCE, check=False, text=True)
    assert done.returncode == 0, done.stderr
    assert differences(room.tree(), expected) == []


def test_the_path_does_not_show(expected: dict[str, bytes], tmp_path: Path) -> None:
    room = newsroom(tmp_path / "an other plåce" / ("x" * 40))
    room.built()
    assert differences(room.tree(), expected) == []


@pytest.mark.slow
def test_the_folder_in_which_the_command_is_given_does_not_show(expected: dict[str, bytes], tmp_path: Path) -> None:
    room = newsroom(tmp_path / "a")
    words = [word if word != str(room.root) else "../.." for word in command(room)]
    place, surroundings = room.root / "content/articles", {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    subprocess.run(words, cwd=place, env=surroundings, capture_output=True, timeout=PATIENCE, check=True)
    assert differences(room.tree(), expected) == []


def test_the_times_of_the_files_do_not_show(expected: dict[str, bytes], tmp_path: Path) -> None:
    room = newsroom(tmp_path / "a")
    for number, file in enumerate(sorted(room.root.rglob("*"))):
        os.utime(file, (10**9 + number, 10**9 + number))
    room.built()
    assert differences(room.tree(), expected) == []


@pytest.mark.slow
@posix_only
def test_the_umask_does_not_show(expected: dict[str, bytes], tmp_path: Path) -> None:
    room = newsroom(tmp_path / "a")
    run(room, umask=0o077)
    assert differences(room.tree(), expected) == []


@posix_only
def test_the_user_does_not_show(expected: dict[str, bytes], tmp_path: Path) -> None:
    """Another user, in a namespace of its own: it may read the same files, and has another id and no name."""
    room = newsroom(tmp_path / "a")
    other = ["unshare", "--user", "--map-user=12345", "--map-group=12345"]
    if not shutil.which("unshare") or subprocess.run([*other, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this machine does not let a process change its user")
    environment = {name: value for name, value in os.environ.items() if name not in {"HOME", "USER", "LOGNAME"}}
    words = [*other, *command(room)]
    done = subprocess.run(words, cwd=REPOSITORY, env=environment, capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stderr
    assert differences(room.tree(), expected) == []


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_order_in_which_the_disk_names_files_does_not_show(
    seed: int, expected: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = newsroom(tmp_path / "a")
    rng, scandir = random.Random(seed), os.scandir

    class Shuffled(list):
        """The entries of a folder in another order; closed like the original."""

        def __enter__(self):
            return self

        def __exit__(self, *_):
            return None

        close = __exit__

    def shuffled(*arguments: Any) -> Shuffled:
        with scandir(*arguments) as found:
            entries = Shuffled(found)
        rng.shuffle(entries)
        return entries

    with monkeypatch.context() as patch:
        patch.setattr(os, "scandir", shuffled)
        room.built()
    assert differences(room.tree(), expected) == []


@pytest.mark.slow
def test_source_date_epoch_and_now_are_one_clock(expected: dict[str, bytes], tmp_path: Path) -> None:
    trees = []
    for name, arguments, environment in [
        ("a", ["--now", NOW], {}),
        ("b", ["--now", "2026-11-22T11:00:00Z"], {}),
        ("c", [], {"SOURCE_DATE_EPOCH": EPOCH}),
    ]:
        room = newsroom(tmp_path / name)
        room.replace("site.toml", f'now = "{NOW}"\n', "")
        run(room, *arguments, environment=environment)
        trees.append(room.tree())
    assert [differences(tree, expected) for tree in trees] == [[], [], []]


def test_the_clock_does_show_where_it_is_not_pinned(expected: dict[str, bytes], tmp_path: Path) -> None:
    room = newsroom(tmp_path / "a")
    run(room, "--now", "2026-11-15T12:00:00+01:00")
    assert differences(room.tree(), expected) != []


# -- other Pythons --


def demo(folder: Path) -> Newsroom:
    """Return a copy of the demo newsroom, with the default theme."""
    shutil.copytree(REPOSITORY / "content", folder / "content")
    shutil.copy(REPOSITORY / "site.toml", folder / "site.toml")
    return Newsroom(folder)


@pytest.mark.slow
@pytest.mark.skipif(not INTERPRETERS, reason="SITEGEN_PYTHONS names no other Pythons with sitegen's dependencies")
@pytest.mark.parametrize("python", INTERPRETERS)
def test_the_version_of_python_does_not_show(python: str, tmp_path: Path) -> None:
    trees = []
    for name, executable in [("this", sys.executable), ("other", python)]:
        room = demo(tmp_path / name)
        words = [executable, *command(room, "--now", NOW)[1:]]
        done = subprocess.run(words, cwd=REPOSITORY, capture_output=True, timeout=600, check=False, text=True)
        assert done.returncode == 0, done.stderr
        trees.append(tree_of(room.root / "output"))
    assert not (tmp_path / "this" / STATE / "store.sqlite-wal").exists()
    assert len(trees[0]) > 20
    assert differences(*trees) == []
