"""Files are read in a process of their own: what it does, how it ends, and what is said when it ends badly.

The child is made to fail by itself; nothing that the library reads here does it any harm.
"""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import small_books as books

from cadre_desktop import start
from cadre_desktop.kit.documents import contents, reading_child, reading_process, workbook
from cadre_desktop.kit.documents.limits import LIMITS
from cadre_desktop.kit.documents.packed_rows import Unpacker
from cadre_desktop.kit.documents.workbook import read_workbook
from cadre_desktop.kit.jobs import Progress, Stopped
from cadre_desktop.kit.problems import Refused

ROOT = Path(__file__).parents[2]
ROWS = [["姓名", "部门"], ["王祯", "民一庭"]]


@pytest.fixture(autouse=True)
def no_child_of_another_test() -> Iterator[None]:
    reading_process.end_children()
    yield
    reading_process.end_children()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return books.write(books.Book(ROWS), tmp_path / "名册.xlsx")


def a_child_that(monkeypatch: pytest.MonkeyPatch, body: str) -> None:
    """Children that do this instead of reading a file; the first line of their code brings `reading_child`."""
    code = f"""
import sys
sys.path[:] = {[str(ROOT), *map(os.path.abspath, sys.path)]!r}
from cadre_desktop.kit.documents import reading_child
def read(order, pieces):
    import os, time
    reading_child.send(pieces, reading_child.ReadingBegun())
    {body}
    reading_child.send(pieces, reading_child.Over())
reading_child._read = read
sys.exit(reading_child.serve())
"""
    monkeypatch.setattr(reading_process, "_command", lambda: [sys.executable, "-c", code])


def test_a_child_reads_one_file_after_another(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started = []
    popen = subprocess.Popen
    monkeypatch.setattr(subprocess, "Popen", lambda *given, **named: started.append(1) or popen(*given, **named))
    assert [read_workbook(path).sheets[0].rows for _time in range(3)] == [ROWS] * 3
    assert len(started) == 1


def test_a_child_imports_neither_the_window_nor_the_database() -> None:
    code = (
        "import sys; from cadre_desktop.kit.documents import contents, reading_child, xlsx_parts, xls_parts, "
        "ods_parts; print({'PySide6', 'peewee', 'reportlab', 'sqlcipher3'} & set(sys.modules))"
    )
    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "set()"


def test_a_packaged_program_reads_by_its_own_name(path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """As the packers do it: `sys.frozen` is set, and the executable is the program."""
    assert start._READING == reading_child.ARGUMENT
    program = tmp_path / "cadre"
    program.write_text(f'#!/bin/sh\ncd "{ROOT}" && exec "{sys.executable}" main.py "$@"\n')
    program.chmod(0o700)
    if sys.platform == "win32":
        pytest.skip("a shell script stands for the packaged program")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program))
    assert reading_process._command() == [str(program), "--reading-process"]
    block = list(reading_process.pieces_from_child(path, LIMITS, Progress()))[-1]
    assert Unpacker().rows(block) == ROWS


def test_a_child_that_has_left_is_replaced(path: Path) -> None:
    read_workbook(path)
    (child,) = reading_process._idle
    child._process.kill()
    child._process.wait()
    assert read_workbook(path).sheets[0].rows == ROWS


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("os.abort()", "内容可能已损坏，或多得超出内存"),
        ("os._exit(0)", "内容可能已损坏，或多得超出内存"),
        ("reading_child.send(pieces, reading_child.Over(memory=True)); return", "多得超出内存"),
        ("reading_child.send(pieces, reading_child.Over(trouble='IndexError')); return", "有读不懂的地方"),
        ("time.sleep(600)", "读了太久还没有读完，已经停下"),
    ],
)
def test_whatever_ends_a_child_is_one_sentence(
    path: Path, monkeypatch: pytest.MonkeyPatch, body: str, said: str
) -> None:
    a_child_that(monkeypatch, body)
    with pytest.raises(Refused, match=said) as refused:
        read_workbook(path, limits=replace(LIMITS, seconds=2.0, seconds_per_million=0.0))
    (problem,) = refused.value.problems
    assert problem.message.startswith("“名册.xlsx”")
    assert problem.message.endswith("。")
    assert reading_process._idle == []


def test_stop_ends_the_child_at_once(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a_child_that(monkeypatch, "time.sleep(600)")
    progress = Progress()
    children: list[subprocess.Popen[bytes]] = []
    popen = subprocess.Popen

    def started(*given: object, **named: object) -> "subprocess.Popen[bytes]":
        children.append(popen(*given, **named))
        return children[-1]

    monkeypatch.setattr(subprocess, "Popen", started)
    stopper = threading.Timer(0.3, progress.stop)
    stopper.start()
    with pytest.raises(Stopped):
        read_workbook(path, progress)
    stopper.join()
    assert children[0].returncode is not None


@pytest.mark.skipif(sys.platform != "linux", reason="the memory of a process can be limited on Linux only")
def test_more_memory_than_allowed_is_a_sentence(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Python's own memory, asked for under the limit that the child has set itself; it is never touched."""
    body = """reading_child._limit_memory(order.limits.memory)
    try:
        bytearray(order.limits.memory)
    except MemoryError:
        reading_child.send(pieces, reading_child.Over(memory=True)); return"""
    a_child_that(monkeypatch, body)
    with pytest.raises(Refused, match="超出内存"):
        read_workbook(path, limits=replace(LIMITS, memory=300_000_000))


def test_where_no_process_can_be_started_sound_files_are_read_all_the_same(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(*_given: object, **_named: object) -> None:
        raise PermissionError(1, "not permitted")

    monkeypatch.setattr(subprocess, "Popen", forbidden)
    assert read_workbook(path).sheets[0].rows == ROWS


def test_where_no_process_can_be_started_nobody_vouches_for_xlsb(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(*_given: object, **_named: object) -> None:
        raise PermissionError(1, "not permitted")

    monkeypatch.setattr(subprocess, "Popen", forbidden)
    path = tmp_path / "名册.xlsb"
    path.write_bytes(books.zipped({"xl/workbook.bin": "x"}))
    with pytest.raises(Refused, match="不让本程序另开进程"):
        read_workbook(path)


@pytest.mark.parametrize(("trouble", "words"), [(LookupError, "有读不懂的地方"), (MemoryError, "多得超出内存")])
def test_where_no_process_can_be_started_an_unforeseen_error_is_a_sentence_too(
    path: Path, monkeypatch: pytest.MonkeyPatch, trouble: type[Exception], words: str
) -> None:
    def forbidden(*_given: object, **_named: object) -> None:
        raise PermissionError(1, "not permitted")

    def failing(*_given: object, **_named: object) -> Iterator[contents.Piece]:
        raise trouble
        yield []

    monkeypatch.setattr(subprocess, "Popen", forbidden)
    monkeypatch.setattr(workbook, "pieces_of", failing)
    with pytest.raises(Refused, match=words):
        read_workbook(path)


def test_what_is_wrong_in_the_reader_is_told_by_its_place_alone() -> None:
    def somewhere() -> None:
        raise IndexError("王祯 150299198503120011")

    try:
        somewhere()
    except IndexError as trouble:
        said = reading_child.trace_of(trouble)
    assert said.startswith("IndexError: test_reading_process.py:")
    assert "王祯" not in said


def test_an_unforeseen_error_in_the_child_comes_as_failed(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_given: object) -> Iterator[contents.Piece]:
        raise ZeroDivisionError

    sent: list[object] = []
    monkeypatch.setattr(contents, "pieces_of", failing)
    monkeypatch.setattr(reading_child, "_limit_memory", lambda _size: False)
    monkeypatch.setattr(reading_child, "send", lambda _stream, what: sent.append(what))
    reading_child._read(reading_child.ReadOrder(str(path), LIMITS, True, 60.0), sys.stdout.buffer)
    assert sent[-1].trouble.startswith("ZeroDivisionError: ")  # type: ignore[attr-defined]


def test_the_library_works_while_the_parts_are_looked_through() -> None:
    began = threading.Event()

    def work() -> str:
        began.wait(10)
        return "read"

    ahead = contents.Ahead(work)
    assert contents.is_busy()
    began.set()
    assert ahead.result() == "read"


def test_what_the_library_raises_comes_with_its_result() -> None:
    def work() -> None:
        raise ValueError("damaged")

    with pytest.raises(ValueError, match="damaged"):
        contents.Ahead(work).result()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_a_pipe_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "名册.csv")
    with pytest.raises(Refused, match="是设备或管道，不是文件"):
        read_workbook(tmp_path / "名册.csv")


def test_large_files_give_their_memory_back(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_process, "_LARGE", 10)
    read_workbook(path)
    assert reading_process._idle == []


def test_a_child_leaves_when_nobody_wants_it() -> None:
    code = (
        "from cadre_desktop.kit.documents import reading_child; reading_child.IDLE = 0.1; "
        "raise SystemExit(reading_child.serve())"
    )
    child = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert child.wait(timeout=60) == 0
    child.communicate()


def test_a_child_that_never_comes_back_leaves_also_without_its_parent() -> None:
    """A parent that was killed cannot end it any more."""
    code = (
        "import sys, threading; from cadre_desktop.kit.documents import reading_child; reading_child.IDLE = 0.1; "
        "reading_child._read = lambda order, pieces: threading.Event().wait(); raise SystemExit(reading_child.serve())"
    )
    child = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert child.stdin is not None
    reading_child.send(child.stdin, reading_child.ReadOrder("名册.xlsx", LIMITS, True, 0.1))
    assert child.wait(timeout=60) == 0
    child.communicate()


def test_a_child_finds_this_program_wherever_it_is_started(
    path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Installed so that a finder, and no path, leads to it; and started in another folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [each for each in sys.path if each and Path(each).resolve() != ROOT])
    assert read_workbook(path).sheets[0].rows == ROWS


def test_a_child_ends_with_its_parent() -> None:
    child = subprocess.Popen(reading_process._command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    child.communicate(timeout=60)
    assert child.returncode == 0


def test_a_program_that_ends_while_it_reads_ends_well(path: Path) -> None:
    """The pieces that nobody has asked for are thrown away with everything else."""
    code = (
        "import sys; from pathlib import Path; from cadre_desktop.kit.documents import limits, reading_process; "
        "from cadre_desktop.kit.jobs import Progress; "
        "pieces = reading_process.pieces_from_child(Path(sys.argv[1]), limits.LIMITS, Progress()); next(pieces)"
    )
    done = subprocess.run([sys.executable, "-c", code, path], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_two_ways_read_the_same(path: Path) -> None:
    apart = list(reading_process.pieces_from_child(path, LIMITS, Progress()))
    assert apart == list(contents.pieces_of(path, LIMITS, together=False))
    assert workbook.read_workbook(path).sheets[0].rows == ROWS
