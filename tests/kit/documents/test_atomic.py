"""Files appear whole, or the sentence says why they cannot."""

import gc
from pathlib import Path

import pytest

from cadre_desktop.kit import remains
from cadre_desktop.kit.documents.atomic import part_of, write_atomically
from cadre_desktop.kit.documents.out_column import OutColumn
from cadre_desktop.kit.documents.workbook_out import SheetSpec, write_table
from cadre_desktop.kit.problems import Refused

SPEC = SheetSpec("表", [OutColumn("姓名")])


def write_workbook(path):
    write_table(path, SPEC, [("王祯",)])


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a file on a full disk")
def test_a_workbook_on_a_full_disk_fails_once_and_leaves_nothing_to_fail_again(tmp_path, monkeypatch):
    said = []
    monkeypatch.setattr("sys.unraisablehook", said.append)
    monkeypatch.setattr(remains, "_mark", lambda: "1")
    path = tmp_path / "名册.xlsx"
    part_of(path).symlink_to("/dev/full")
    with pytest.raises(OSError, match="No space left"):
        write_workbook(path)
    gc.collect()
    assert said == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("write", [lambda path: write_atomically(path, b"1"), write_workbook])
def test_a_missing_folder_is_named(tmp_path, write):
    with pytest.raises(Refused, match=f"文件夹“{tmp_path / '没有'}”不存在"):
        write(tmp_path / "没有" / "名册.xlsx")


@pytest.mark.parametrize("write", [lambda path: write_atomically(path, b"1"), write_workbook])
def test_a_folder_is_not_written_over(tmp_path, write):
    folder = tmp_path / "名册.xlsx"
    folder.mkdir()
    with pytest.raises(Refused, match="是文件夹"):
        write(folder)
    assert list(tmp_path.iterdir()) == [folder]


@pytest.mark.parametrize("write", [lambda path: write_atomically(path, b"1"), write_workbook])
def test_the_longest_name_a_disk_takes_can_be_written(tmp_path, write):
    path = tmp_path / ("长" * 83 + ".xlsx")  # 254 bytes; Linux takes 255
    write(path)
    assert list(tmp_path.iterdir()) == [path]
