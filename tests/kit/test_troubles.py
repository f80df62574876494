import errno
import sqlite3

import pytest

from cadre_desktop.kit.troubles import known_trouble


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "磁盘空间不足"),
        (errno.EROFS, "只读"),
        (errno.EACCES, "没有权限"),
        (errno.ENOENT, "找不到"),
        (errno.EIO, "磁盘读写出错"),
        (errno.ENAMETOOLONG, "太长"),
        (errno.EEXIST, "已有同名的文件"),
        (errno.ENOTDIR, "不是文件夹"),
        (errno.EISDIR, "是文件夹"),
        (errno.ELOOP, "绕回自己"),
    ],
)
def test_system_errors_get_a_sentence_with_the_file(code, words):
    sentence = known_trouble(OSError(code, "x", "/data/干警.cadre"))
    assert sentence is not None
    assert words in sentence and "/data/干警.cadre" in sentence


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("database is locked", "另一个程序占用"),
        ("database or disk is full", "磁盘空间不足"),
        ("attempt to write a readonly database", "只读"),
        ("unable to open database file", "打不开"),
        ("unable to open database: /data/a/b.cadre", "打不开"),
        ("database disk image is malformed", "已损坏"),
        ("unsupported file format", "已损坏"),
        ("Could not decode to UTF-8 column 'born' with text '19?5-03'", "已损坏"),
        ("file is not a database", "不是本程序的数据文件"),
        ("disk I/O error", "磁盘读写出错"),
    ],
)
def test_database_errors_are_told_by_their_message(message, words):
    sentence = known_trouble(sqlite3.OperationalError(message))
    assert sentence is not None and words in sentence


def test_peewee_errors_are_known_without_importing_peewee():
    foreign = type("OperationalError", (Exception,), {})
    assert "占用" in (known_trouble(foreign("database is locked")) or "")


def test_the_cause_counts_too():
    outer = RuntimeError("写工作簿时出错")
    outer.__cause__ = OSError(errno.ENOSPC, "full")
    assert "磁盘空间不足" in (known_trouble(outer) or "")


def test_a_circle_of_causes_ends():
    one, two = RuntimeError("1"), RuntimeError("2")
    one.__cause__, two.__cause__ = two, one
    assert known_trouble(one) is None


@pytest.mark.parametrize("error", [ValueError("x"), OSError("no number"), sqlite3.OperationalError("no such table: x")])
def test_bugs_are_not_taken_for_trouble(error):
    assert known_trouble(error) is None


def test_memory():
    assert "内存不足" in (known_trouble(MemoryError()) or "")
