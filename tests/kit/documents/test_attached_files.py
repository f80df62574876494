"""Files on a disk that are attached, and attachments that are written to one."""

import os

import pytest

from cadre_desktop.kit.documents.attached_files import file_names, read_files
from cadre_desktop.kit.store.attachments import AttachmentLimits

SMALL = AttachmentLimits(10, 20)


def test_good_files_are_read_beside_bad_ones(tmp_path):
    for name, data in (("好.txt", b"good"), ("空.txt", b""), ("大.txt", b"x" * 11)):
        (tmp_path / name).write_bytes(data)
    (tmp_path / "文件夹").mkdir()
    os.mkfifo(tmp_path / "管道")
    names = ["好.txt", "空.txt", "大.txt", "文件夹", "管道", "丢失.txt"]
    files, problems = read_files([tmp_path / name for name in names], 10, SMALL)
    assert files == [("好.txt", b"good")]
    words = ["是空文件", "超过单个附件的上限", "是文件夹", "是管道", "找不到这个文件"]
    assert [word in str(problem) for word, problem in zip(words, problems, strict=True)] == [True] * 5


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("上午/下午:签到?.txt", "上午·下午·签到·.txt"),
        ("CON.txt", "_CON.txt"),
        ("lpt1", "_lpt1"),
        ("尾点. .", "尾点"),
        ("...", "未命名"),
    ],
)
def test_names_that_windows_would_not_take(name, safe):
    assert file_names([name]) == [safe]


def test_names_are_short_enough_and_unique():
    found = file_names(["字" * 300 + ".pdf", "字" * 300 + ".pdf", "a.txt", "A.TXT"], ["a.txt"])
    assert len({name.casefold() for name in found}) == 4
    assert all(len(name.encode()) <= 255 for name in found)
    assert found[0].endswith("字.pdf")
    assert found[2:] == ["a (2).txt", "A (3).TXT"]
