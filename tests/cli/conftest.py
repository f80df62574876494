"""A court's file and a small roster for the tests of the command line."""

from pathlib import Path

import pytest
import xlsxwriter

from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.people.actions import found_courts
from cadre_desktop.schema import SCHEMA

ROSTER = (
    ("姓名", "性别", "出生年月", "民族", "身份证号", "部门", "职务"),
    ("王 祯", "男", "1985.03", "汉", "150299198503120015", "刑一庭", "庭长"),
    ("李静", "女", "1990年5月", "蒙古族", "", "研究室", "书记员"),
    ("=A1&B1", "男", "1990.02", "汉", "", "研究室", "法官助理"),
    ("合计", "3人", "", "", "", "", ""),
)


@pytest.fixture
def db(tmp_path: Path) -> Path:
    path = tmp_path / "库.cadre"
    store = open_store(path, SCHEMA, "王祯", create_new=True, name="包头市中级人民法院")
    found_courts(store, "包头市中级人民法院")
    close_store(store)
    return path


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    path = tmp_path / "花名册.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("人员")
        sheet.merge_range(0, 0, 0, 6, "包头中院干警花名册")
        for row, values in enumerate(ROSTER, 2):
            for column, cell in enumerate(values):
                sheet.write_string(row, column, cell)
    return path
