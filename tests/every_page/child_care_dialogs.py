"""The dialogs of child care."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from cadre_desktop.welfare.child_care import deleting
from cadre_desktop.welfare.child_care.admitting import Admission, foresee
from cadre_desktop.welfare.child_care.attendance import latest_period
from cadre_desktop.welfare.child_care.copies import Copies
from cadre_desktop.welfare.child_care.records import Child
from cadre_desktop.welfare.screens.child_care.dialogs import AdmitDialog, DeleteDialog
from cadre_desktop.welfare.screens.child_care.period_page import take_in_dialog

_SHEET = """职工姓名,子女姓名,出生年月,年级,监护人同意,接送人1姓名
王伟,童甲,2015-03,三年级,是,爷爷甲
诸葛孔明,童乙,2015年13月,上学,不知道,
"""


def child_care_dialogs(desk: Any, folder: Path, window: QWidget) -> Iterator[tuple[str, QWidget]]:
    """All of them about the latest period, where there is one; deleting also where copies lie elsewhere."""
    period = latest_period()
    if period is None:
        return
    enrolled = Child.select().where(Child.period == period.id).exists()
    found = foresee(period.id) if enrolled else Admission(period.title, (), 0, None)
    yield "托辅按规则录取，不显示姓名", AdmitDialog(desk, period.id, found, False, window)
    yield "托辅按规则录取", AdmitDialog(desk, period.id, found, True, window)
    away = Copies(others=(folder / "拷到别处的很长的文件夹名称" / "演示法院.cadre",), away=("移动硬盘",))
    for name, copies in (("没有别的副本", Copies()), ("别处有副本", away)):
        told = deleting.extent(desk.store, period.id, copies)
        yield f"删除本期子女信息，{name}", DeleteDialog(desk, period.id, told, lambda _done: None, window)
    book = folder / "报名表.csv"
    book.write_text(_SHEET, encoding="utf-8-sig")
    yield "导入托辅报名表", take_in_dialog(desk, period.id, book, window)
