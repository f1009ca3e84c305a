"""The ledger keeps what sitegen wrote, whatever the files are called, and survives what may happen to it."""

import os
from pathlib import Path

import pytest

from sitegen.engine.state.output_manifest import OutputManifest, list_output_folders
from sitegen.errors import BuildFailed

NAMES = ["a.html", "ö/ä.html", "back\\slash", "back\\nslash", "new\nline", "\\", "ends with \\\nx", "# no heading", " "]
NOT_UTF8 = "caf\udce9.txt"


def ledger(folder: Path, output: str = "output") -> OutputManifest:
    (folder / ".sitegen").mkdir(exist_ok=True)
    return OutputManifest(folder / ".sitegen", folder, folder / output)


def test_what_was_added_is_there_for_the_next_build(tmp_path: Path) -> None:
    ledger(tmp_path).add([*NAMES, NOT_UTF8])
    assert ledger(tmp_path).paths == {*NAMES, NOT_UTF8}
    ledger(tmp_path).keep(["a.html", "never written"])
    assert ledger(tmp_path).paths == {"a.html"}


def test_it_is_a_sorted_list_that_people_can_read(tmp_path: Path) -> None:
    ledger(tmp_path).add(["b.html", "a.html"])
    text = (tmp_path / ".sitegen/outputs.txt").read_text(encoding="utf-8")
    heading = "# Files that sitegen wrote, and may delete when they are no longer wanted, below: output"
    assert text == f"{heading}\na.html\nb.html\n"


def test_it_is_written_only_if_it_changes(tmp_path: Path) -> None:
    ledger(tmp_path).add(["a.html", "b.html"])
    file = tmp_path / ".sitegen/outputs.txt"
    before = file.stat().st_mtime_ns, file.stat().st_ino
    again = ledger(tmp_path)
    again.add(["b.html"])
    again.keep(["a.html", "b.html", "c.html"])
    assert (file.stat().st_mtime_ns, file.stat().st_ino) == before


def test_one_that_a_killed_build_has_half_written_is_swept(tmp_path: Path) -> None:
    noted = ledger(tmp_path)
    (tmp_path / ".sitegen/.sitegen-123-outputs.txt").write_bytes(b"# Fil")
    noted.add(["a.html"])
    assert [path.name for path in (tmp_path / ".sitegen").iterdir()] == ["outputs.txt"]


def test_each_output_folder_has_its_own(tmp_path: Path) -> None:
    ledger(tmp_path).add(["a.html"])
    ledger(tmp_path, "www").add(["b.html"])
    ledger(tmp_path, "../elsewhere").add(["c.html"])
    assert ledger(tmp_path).paths == {"a.html"}
    assert ledger(tmp_path, "www").paths == {"b.html"}
    elsewhere = str((tmp_path.parent / "elsewhere").resolve())
    assert list_output_folders(tmp_path / ".sitegen") == sorted([elsewhere, "output", "www"])
    ledger(tmp_path, "www").keep(())
    assert list_output_folders(tmp_path / ".sitegen") == sorted([elsewhere, "output"])


@pytest.mark.parametrize("damage", [b"", b"\x00\xff" * 900, b"no heading, no end"])
def test_a_damaged_one_names_nothing_and_can_be_written_again(damage: bytes, tmp_path: Path) -> None:
    ledger(tmp_path).add(["a.html"])
    (tmp_path / ".sitegen/outputs.txt").write_bytes(damage)
    assert ledger(tmp_path).paths == frozenset()
    ledger(tmp_path).add(["b.html"])
    assert ledger(tmp_path).paths == {"b.html"}


def test_one_that_cannot_be_written_stops_the_build_before_a_file_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(source: str, target: str) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(BuildFailed, match="No space left on device"):
        ledger(tmp_path).add(["a.html"])
    assert ledger(tmp_path).paths == frozenset()
