"""Files of the program's own are their owner's alone, and what a killed process leaves behind is swept."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cadre_desktop.kit import remains
from cadre_desktop.kit.crash_report import append_log
from cadre_desktop.kit.documents.atomic import write_atomically
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.qt.talk.settings import FileSettings

ROOT = Path(__file__).parents[2]
posix = pytest.mark.skipif(os.name != "posix", reason="on Windows the user's profile does this")

LEAVING = """
import sys
from pathlib import Path
from cadre_desktop.kit import remains
folder = Path(sys.argv[1])
remains.keep_notes(folder / "data")
part = remains.part_of(folder / "名册.xlsx")
part.write_text("王祯")
part.with_name(part.name + "-journal").write_text("王祯")
scratch = remains.temporary_folder()
(scratch / "名册.pdf").write_text("王祯")
print(scratch, flush=True)
sys.stdin.readline()
"""


@pytest.fixture(autouse=True)
def notes(tmp_path: Path) -> "object":
    remains.keep_notes(tmp_path / "data")
    yield
    remains.forget()


def started(tmp_path: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", LEAVING, str(tmp_path)], cwd=ROOT, stdin=-1, stdout=-1, text=True, encoding="utf-8"
    )


def test_what_a_killed_process_was_writing_is_swept_and_what_a_living_one_writes_is_not(tmp_path):
    process = started(tmp_path)
    scratch = Path(process.stdout.readline().strip())
    assert remains.sweep() == []
    assert len(list(tmp_path.glob(".名册*"))) == 2
    process.kill()
    process.communicate()
    (tmp_path / "名册.xlsx").write_text("真的", encoding="utf-8")
    assert len(remains.sweep()) == 3
    assert [path.name for path in tmp_path.iterdir() if path.name != "data"] == ["名册.xlsx"]
    assert not scratch.exists()
    assert remains.sweep() == []


def test_somebody_who_sweeps_at_the_very_moment_deletes_nothing_that_is_being_written(tmp_path, monkeypatch):
    """He has locked the notes between their being made and being locked, and reads on while something is noted."""
    real, sweepers = remains.try_lock, []

    def swept_meanwhile(file):
        if not sweepers:
            sweepers.append(Path(file.name).open("r+", encoding="utf-8"))  # noqa: SIM115 - closed below
            assert real(sweepers[0])
        return real(file)

    monkeypatch.setattr(remains, "try_lock", swept_meanwhile)
    part = remains.part_of(tmp_path / "名册.xlsx")
    assert str(part) not in sweepers[0].read()
    Path(sweepers[0].name).unlink()
    sweepers[0].close()
    notes = [path for path in (tmp_path / "data" / "unfinished").iterdir() if str(part) in path.read_text("utf-8")]
    assert len(notes) == 1


def test_what_a_dead_process_of_the_same_number_has_noted_is_not_the_part_of_a_living_one(tmp_path):
    """Numbers of processes are given out again, and the same file is written again."""
    dead = remains.part_of(tmp_path / "名册.xlsx")
    dead.write_text("王祯", encoding="utf-8")
    remains.forget()
    remains.keep_notes(tmp_path / "data")
    living = remains.part_of(tmp_path / "名册.xlsx")
    living.write_text("李静", encoding="utf-8")
    assert remains.sweep() == [dead]
    assert living.read_text(encoding="utf-8") == "李静"


def test_what_was_finished_is_left_alone(tmp_path):
    write_atomically(tmp_path / "名册.csv", b"1")
    remains.forget()
    remains.keep_notes(tmp_path / "data")
    assert remains.sweep() == []
    assert (tmp_path / "名册.csv").read_bytes() == b"1"
    assert list((tmp_path / "data" / "unfinished").iterdir()) == []


@pytest.mark.parametrize("line", ["", "/", "名册.xlsx", ".", "../x.part\0", "\udcff.part"])
def test_notes_that_somebody_has_changed_delete_nothing_else(tmp_path, line, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "名册.xlsx").write_text("真的", encoding="utf-8")
    folder = tmp_path / "data" / "unfinished"
    folder.mkdir(parents=True)
    (folder / "1").write_text(f"{line}\n", encoding="utf-8", errors="surrogateescape")
    assert remains.sweep() == []
    assert (tmp_path / "名册.xlsx").exists()


def test_temporary_folders_go_when_the_program_ends():
    folder = remains.temporary_folder()
    (folder / "名册.pdf").write_bytes(b"1")
    remains.tidy()
    assert not folder.exists()


@posix
def test_what_the_program_writes_for_itself_is_its_owners_alone(tmp_path):
    old = os.umask(0)
    try:
        FileSettings(tmp_path / "data" / "settings.json").put("a", 1)
        from datetime import datetime

        append_log(tmp_path / "data", f"{datetime(2023, 1, 1)}")
        remains.temporary_folder()
        remains.part_of(tmp_path / "x")
    finally:
        os.umask(old)
    files = [path for path in (tmp_path / "data").rglob("*") if path.is_file()]
    assert {path.name for path in files} >= {"settings.json", "errors.log"}
    assert {path.stat().st_mode & 0o077 for path in [tmp_path / "data", *(tmp_path / "data").rglob("*")]} == {0}
    remains.tidy()


@posix
def test_no_output_replaces_a_device_or_a_pipe(tmp_path):
    os.mkfifo(tmp_path / "管.csv")
    for path in (tmp_path / "管.csv", Path("/dev/null")):
        with pytest.raises(Refused, match="管道或设备"):
            write_atomically(path, b"1")
    assert not Path("/dev/null").is_file()
