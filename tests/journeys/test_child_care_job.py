"""A period of child care in the real window: the sheet comes in, children are admitted, papers printed, attendance
keyed, and in the end what is known of the children is deleted.
"""

from datetime import date

import pytest
import xlsxwriter
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cadre_desktop.kit.qt.imports.take_in import TakeInDialog
from cadre_desktop.people.records import Court, Person
from cadre_desktop.welfare.child_care.records import CareClass, CarePeriod, Child, ChildDay, PickUp
from cadre_desktop.welfare.common.records import Disclosure
from cadre_desktop.welfare.rules import WelfareKind
from cadre_desktop.welfare.screens.child_care.day_grid import FRONT
from cadre_desktop.welfare.screens.child_care.dialogs import AdmitDialog, DeleteDialog
from cadre_desktop.welfare.screens.common.reveal_button import ReasonDialog
from cadre_desktop.window.tabs import TABS

TITLE = "2023年春假托辅"


@pytest.fixture
def page(started, tmp_path):
    store = started.session.store
    with store.step("备料"):
        home = Court.get(Court.place == 1)
        for name in ("王一", "李二"):
            Person.add(court=home, name=name)
        days = {"starts": date(2023, 5, 22), "ends": date(2023, 5, 26), "deletes_on": date(2023, 5, 31)}
        period = CarePeriod.add(title=TITLE, season="other", capacity=5, **days)
        CareClass.add(period=period, title="一班", grade_from=1, grade_to=6)
    plan = next(plan for plan in TABS if plan.key == "welfare")
    started.window.tabs.setCurrentIndex(TABS.index(plan))
    care = started.window.tab(plan).care.bring(WelfareKind.CHILD_CARE)
    return care.bring_own("care-period")


def in_front(kind):
    return next(each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible())


def workbook(path):
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("报名")
    heads = ("职工姓名", "子女姓名", "年级", "监护人同意", "接送人1", "接送人1关系", "接送人1电话")
    sheet.write_row(0, 0, heads)
    sheet.write_row(1, 0, ("王一", "童小甲", "三年级", "是", "爷爷甲", "祖父", "13800000001"))
    sheet.write_row(2, 0, ("李二", "娃小乙", "二年级", "", "姥姥乙", "外祖母", "13800000002"))
    book.close()
    return path


def test_from_the_sheet_to_the_deletion(page, started, tmp_path, notices, monkeypatch):
    page.take_file(workbook(tmp_path / "报名表.xlsx"))
    dialog = in_front(TakeInDialog)
    assert "缺材料 1 名" in dialog.report.summary
    dialog.go.click()
    assert Child.select().count() == PickUp.select().count() == 2
    page.admitting.trigger()
    asking = in_front(AdmitDialog)
    assert "童小甲" not in asking.lines.toPlainText()
    asking.answer()
    assert [row.state for row in Child.select().order_by(Child.number)] == ["admitted", "applied"]
    page.dealing.trigger()
    assert Child.get(Child.number == 1).care_class.title == "一班"

    assert page.model.index(0, 1).data() == "＊＊＊" or "童小甲" not in page.model.index(0, 1).data()
    table = page.table
    table.setCurrentIndex(page.model.index(0, FRONT))
    for key in (Qt.Key.Key_2, Qt.Key.Key_4):
        QTest.keyClick(table, key)
        table.setCurrentIndex(page.model.index(0, FRONT + 1))
    assert [(row.presence, row.late) for row in ChildDay.select().order_by(ChildDay.day)] == [
        ("present", True),
        ("absent", False),
    ]
    shown = []
    monkeypatch.setattr(started.window.desk, "show_pdf", lambda path, title, relayable=None: shown.append(title))
    for action in page.menu.actions():
        if not action.isSeparator():
            action.trigger()
            reason = in_front(ReasonDialog)
            reason.reason.setText("印制本期材料")
            reason.answer()
    assert Disclosure.select().count() == len(shown)
    assert shown == ["当日签到签离表", "接送人名单", "班级名单", "入托协议书", "安全责任承诺书", "监护人同意书"]

    assert "已过删除日期" in page.foot.text()
    page.deleting.trigger()
    asking = in_front(DeleteDialog)
    asking.typed.setText("别的")
    asking.answer()
    assert "请照原样输入" in asking.problem.text()
    asking.typed.setText(TITLE)
    asking.answer()
    assert Child.select().count() == 0 and "不能恢复" in notices.messages[-1].text
    found = b"".join(
        path.read_bytes() for path in started.session.store.path.parent.rglob("*.cadre*") if path.is_file()
    )
    assert "童小甲".encode() not in found and "爷爷甲".encode() not in found
