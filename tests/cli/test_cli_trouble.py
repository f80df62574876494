"""Trouble with the machine on the command line: what is said is what has happened, and nothing is half done."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from cadre_desktop.cli.parser import run
from cadre_desktop.kit import remains
from cadre_desktop.kit.documents.atomic import part_of
from cadre_desktop.kit.store import backup
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.schema import SCHEMA

ROOT = Path(__file__).parents[2]
on_a_full_disk = pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a file on a full disk")


def said(capsys, *arguments: object) -> tuple[int, str, str]:
    code = run([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return code, out, err


def steps(capsys, db: Path) -> int:
    return len(said(capsys, "journal", "--db", db)[1].splitlines())


@on_a_full_disk
def test_without_room_for_the_refused_rows_nothing_is_imported_and_that_is_said(
    capsys, db, roster, tmp_path, monkeypatch
):
    monkeypatch.setattr(remains, "_mark", lambda: "1")
    refused = tmp_path / "未通过.xlsx"
    before = steps(capsys, db)
    part_of(refused).symlink_to("/dev/full")
    code, out, err = said(capsys, "import", "people", roster, "--db", db, "--refused", refused)
    assert (code, out) == (1, "")
    assert "磁盘空间不足" in err
    assert "没有写入" in err
    assert steps(capsys, db) == before
    assert not refused.exists()
    code, out, err = said(capsys, "import", "people", roster, "--db", db, "--refused", refused)
    assert "新增 2" in out
    assert steps(capsys, db) == before + 1


def test_where_only_the_second_step_fails_the_first_is_not_denied(capsys, db, roster, tmp_path, monkeypatch):
    """An import of memberships posts them to the dossiers in a step of its own."""
    import peewee

    from cadre_desktop.talent import actions

    assert run(["import", "people", str(roster), "--db", str(db)]) == 1
    store = open_store(db, SCHEMA, "王祯")
    actions.save_pool(store, {"name": "优秀年轻干部库", "type": "young"})
    close_store(store)
    members = tmp_path / "入库.csv"
    members.write_text("人才库,姓名,入库日期\n优秀年轻干部库,王祯,2023-03-01\n", encoding="utf-8")

    def full(*_given: object) -> None:
        raise peewee.OperationalError("database or disk is full")

    monkeypatch.setattr(actions, "post_membership", full)
    capsys.readouterr()
    before = steps(capsys, db)
    code, _out, err = said(capsys, "import", "memberships", members, "--db", db)
    assert code == 1
    assert "名单已经导入，但入库经历还没有记入档案" in err
    assert steps(capsys, db) == before + 1


@on_a_full_disk
@pytest.mark.parametrize("more", [[], ["--json"]])
def test_an_output_that_takes_no_more_is_no_failure_of_the_step(capsys, db, roster, more):
    command = [sys.executable, "main.py", "import", "people", str(roster), "--db", str(db), *more]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1
    assert "命令已经做完，但结果没有全部输出" in done.stderr.decode()
    assert "没有写入" not in done.stderr.decode()
    assert "导入" in said(capsys, "journal", "--db", db)[1]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes")
def test_a_pipe_as_data_file_is_refused_at_once(capsys, tmp_path, roster):
    pipe = tmp_path / "管"
    os.mkfifo(pipe)
    for command in (
        ("journal",), ("check",), ("figures", "--year", 2023), ("export", "people", tmp_path / "出.csv"),
        ("import", "people", roster), ("backup", tmp_path / "备.cadre"), ("restore", tmp_path / "备.cadre"),
        ("contest", "list"), ("certificates", "--contest", 1, tmp_path / "出.pdf"),
    ):  # fmt: skip
        code, out, err = said(capsys, *command, "--db", pipe)
        assert (code, out) == (1, ""), command
        assert err.count("\n") == 1, err
    assert pipe.is_fifo()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes")
def test_a_pipe_as_output_is_refused_and_stays(capsys, db, roster, tmp_path):
    for name in ("出.xlsx", "出.csv", "出.pdf", "备.cadre"):
        os.mkfifo(tmp_path / name)
    for command in (
        ("export", "people", tmp_path / "出.xlsx", "--db", db), ("export", "people", tmp_path / "出.csv", "--db", db),
        ("export", "people", tmp_path / "出.pdf", "--db", db), ("backup", tmp_path / "备.cadre", "--db", db),
        ("import", "people", roster, "--refused", tmp_path / "出.xlsx", "--db", db),
        ("template", "people", tmp_path / "出.xlsx"),
        ("restore", tmp_path / "备.cadre", "--db", db),
    ):  # fmt: skip
        code, out, err = said(capsys, *command)
        assert (code, out) == (1, ""), command
        assert "管道" in err or "找不到文件" in err
    assert all((tmp_path / name).is_fifo() for name in ("出.xlsx", "出.csv", "出.pdf", "备.cadre"))


@pytest.mark.parametrize("length", [73, 90, 120, 400])
def test_a_court_with_a_long_name_has_a_file_and_backups(capsys, tmp_path, length):
    court, db = "长" * (length - 4) + "人民法院", tmp_path / "院.cadre"
    code, _out, err = said(capsys, "new", "--court", court, "--db", db)
    assert code == 0 or err.count("\n") == 1, err
    if code == 0:
        assert said(capsys, "backup", tmp_path / "备.cadre", "--db", db)[0] == 0


@pytest.mark.parametrize("name", ["长" * 84 + ".cadre", "x" * 255, "长" * 200])
def test_a_file_with_too_long_a_name_is_told_at_once(capsys, tmp_path, name):
    code, out, err = said(capsys, "new", "--court", "某法院", "--db", tmp_path / name)
    assert (code, out) == (1, "")
    assert "太长" in err
    assert list(tmp_path.iterdir()) == []


def test_a_row_that_is_damaged_is_told_as_damage_and_not_as_a_fault_of_the_program(capsys, db):
    """Found by the trials: a step without its moment."""
    connection = dbapi2.connect(db)
    page = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'step'").fetchone()[0]
    connection.close()
    content = bytearray(db.read_bytes())
    size = int.from_bytes(content[16:18], "big")
    start = (page - 1) * size
    content[start + size // 2 : start + size - 400] = bytes(size // 2 - 400)
    for index in range(start + size - 400, start + size):
        if content[index] == ord("2"):
            content[index] = 0
    db.write_bytes(content)
    code, _out, err = said(capsys, "journal", "--db", db)
    assert "程序出错" not in err
    assert code in {0, 1}


@pytest.mark.parametrize(("whole", "turned"), [(b'"person" ("id"', b'"person" ("ix"'), (b'"strokes"', b'"strokez"')])
def test_a_table_whose_columns_are_others_is_told_as_damage_too(capsys, db, tmp_path, whole, turned):
    """Found by the trials: one byte, and every page is sound still."""
    content = db.read_bytes()
    assert whole in content
    db.write_bytes(content.replace(whole, turned))
    for command in (("export", "people", tmp_path / "出.csv"), ("figures", "--year", 2023)):
        code, _out, err = said(capsys, *command, "--db", db)
        assert "程序出错" not in err
        assert code == 0 or "有损坏之处" in err
    code, out, err = said(capsys, "check", "--db", db)
    assert code == 1 and "表结构不完整" in out + err


def test_a_clock_set_back_is_said_and_the_command_is_done(capsys, db, monkeypatch):
    from datetime import datetime

    from cadre_desktop.kit.clock import FixedClock

    monkeypatch.setattr("cadre_desktop.cli.commands.SystemClock", lambda: FixedClock(datetime(2001, 1, 1)))
    code, out, err = said(capsys, "check", "--db", db)
    assert code == 0
    assert "比上一步操作的时间" in err
    assert "操作 1 步" in out


def test_what_a_killed_backup_has_left_is_swept_at_the_next_opening(capsys, db, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    folder = backup.folder_of(db)
    folder.mkdir()
    rests = [folder / "库-20230301-093000-手动.cadre.part", folder / "库-20230301-093000-手动.cadre.part-journal"]
    rests += [db.with_name("库.cadre.part"), db.with_name("库.cadre.new"), db.with_name("库.cadre.new-wal")]
    for rest in rests:
        rest.write_bytes(b"rest")
    (folder / "说明.part.txt").write_bytes(b"mine")
    code, _out, err = said(capsys, "journal", "--db", db)
    assert (code, err) == (0, "")
    assert [rest for rest in rests if rest.exists()] == []
    assert (folder / "说明.part.txt").exists()
    if sys.platform.startswith("linux"):
        log = (tmp_path / "data" / "CadreDesktop" / "errors.log").read_text(encoding="utf-8")
        assert all(str(rest) in log for rest in rests)
