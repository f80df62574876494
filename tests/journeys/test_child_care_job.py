"""A period of child care in the real window: the period is made, the sheet comes in, children are admitted and dealt to
classes, names are shown for a reason, papers printed, attendance keyed, and in the end what is known of the children is
deleted, so that nothing of it is left anywhere.
"""

import json
from datetime import date

import pytest
import xlsxwriter
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cadre_desktop.kit import editing
from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.qt.imports.take_in import TakeInDialog
from cadre_desktop.kit.store import backup, journal, replay
from cadre_desktop.overview.agenda import overdue
from cadre_desktop.people.records import Court, Person
from cadre_desktop.schema import SCHEMA
from cadre_desktop.welfare.child_care.records import CareClass, CarePeriod, Child, ChildDay, PickUp
from cadre_desktop.welfare.child_care.registers import CARE_PERIODS
from cadre_desktop.welfare.common.records import Disclosure
from cadre_desktop.welfare.rules import WelfareKind
from cadre_desktop.welfare.screens.child_care.day_grid import FRONT
from cadre_desktop.welfare.screens.child_care.dialogs import AdmitDialog, DeleteDialog
from cadre_desktop.welfare.screens.common.reveal_button import ReasonDialog
from cadre_desktop.window.tabs import TABS

TITLE = "2023年春假托辅"
NAMES = ("童小甲", "娃小乙", "孩小丙", "爷爷甲", "姥姥乙", "奶奶丙", "13800000001")


@pytest.fixture
def page(started, tmp_path):
    store = started.session.store
    with store.step("备料"):
        home = Court.get(Court.place == 1)
        for name in ("王一", "李二", "赵三"):
            Person.add(court=home, name=name)
    days = {"starts": date(2023, 5, 22), "ends": date(2023, 5, 26), "deletes_on": date(2023, 5, 31)}
    period = editing.add(store, CARE_PERIODS.kind, {"title": TITLE, "season": "other", "capacity": 2, **days})
    with store.step("建班"):
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
    heads = (
        "职工姓名",
        "子女姓名",
        "年级",
        "困难家庭",
        "监护人同意",
        "接送人1",
        "接送人1关系",
        "接送人1电话",
        "报名时间",
    )
    sheet.write_row(0, 0, heads)
    lines = (
        ("王一", "童小甲", "三年级", "", "同意", "爷爷甲", "祖父", "13800000001", "2023/5/8 9:00"),
        ("李二", "娃小乙", "二年级", "", "", "姥姥乙", "外祖母", "13800000002", "2023/5/8 8:00"),
        ("赵三", "孩小丙", "一年级", "是", "同意", "奶奶丙", "祖母", "13800000003", "2023/5/9"),
    )
    for number, line in enumerate(lines, 1):
        sheet.write_row(number, 0, line)
    book.close()
    return path


def left(folder):
    """Of the names those that are still in some file, however they are written."""
    found = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.suffix != ".xlsx")
    ways = (str.encode, lambda name: name.encode("utf-16-le"), lambda name: json.dumps(name)[1:-1].encode())
    return [name for name in NAMES if any(way(name) in found for way in ways)]


def admit_and_deal(page):
    """娃小乙 lacks the consent; 孩小丙 is admitted first."""
    page.admitting.trigger()
    asking = in_front(AdmitDialog)
    assert not any(name in asking.lines.toPlainText() for name in (*NAMES, "困难"))
    asking.answer()
    found = {row.name: (row.state, row.reason) for row in Child.select()}
    assert found["孩小丙"] == ("admitted", "困难家庭，第 1 位") and found["童小甲"][0] == "admitted"
    assert found["娃小乙"] == ("applied", "缺监护人同意，补齐后再录取")
    page.dealing.trigger()
    assert {row.care_class.title for row in Child.select().where(Child.state == "admitted")} == {"一班"}


def reveal(page):
    """Names are hidden until a reason is typed, which is journalled."""
    assert not any(name in str(page.model.index(0, column).data()) for column in range(FRONT) for name in NAMES)
    page.reveal.click()
    asking = in_front(ReasonDialog)
    asking.reason.setText("打印接送名单")
    asking.answer()
    assert Disclosure.get().reason == "打印接送名单"
    shown = [str(page.model.index(0, column).data()) for column in range(FRONT)]
    assert any(name in text for text in shown for name in NAMES)


def print_all(page, started, monkeypatch):
    """Every paper as text by its title, and the files."""
    texts, files = {}, []

    def show(path, title, relayable=None):
        files.append(path)
        with Pages(path) as pages:
            texts[title] = ["".join(pages.text(number).split()) for number in range(len(pages))]

    monkeypatch.setattr(started.window.desk, "show_pdf", show)
    for action in page.menu.actions():
        if not action.isSeparator():
            action.trigger()
    assert list(texts) == ["当日签到签离表", "接送人名单", "班级名单", "入托协议书", "安全责任承诺书", "监护人同意书"]
    for title in list(texts)[:3]:
        whole = "".join(texts[title])
        assert "童小甲" in whole and "孩小丙" in whole and "娃小乙" not in whole, "only who is admitted"
    assert all(each in "".join(texts["接送人名单"]) for each in ("爷爷甲", "祖父", "13800000001", "奶奶丙"))
    assert all("仅用于" in "".join(pages) and "2023" in "".join(pages) for pages in texts.values()), "the purpose"
    for title in list(texts)[3:]:
        assert sum("编号" in each for each in texts[title]) == 3, "a letter for each child, also who still lacks one"
    return files


def key_attendance(page):
    page.table.setCurrentIndex(page.model.index(0, FRONT))
    for key in (Qt.Key.Key_2, Qt.Key.Key_4):
        QTest.keyClick(page.table, key)
        page.table.setCurrentIndex(page.model.index(0, FRONT + 1))
    assert [(row.presence, row.late) for row in ChildDay.select().order_by(ChildDay.day)] == [
        ("present", True),
        ("absent", False),
    ]


def test_from_the_period_to_the_deletion(page, started, tmp_path, notices, monkeypatch):
    store = started.session.store
    page.take_file(workbook(tmp_path / "报名表.xlsx"))
    dialog = in_front(TakeInDialog)
    assert "缺材料 1 名" in dialog.report.summary
    dialog.go.click()
    assert Child.select().count() == PickUp.select().count() == 3
    admit_and_deal(page)
    reveal(page)
    files = print_all(page, started, monkeypatch)
    key_attendance(page)
    backup.make(store.path, "手动", store.clock.now())
    assert left(tmp_path) == list(NAMES)

    today = store.clock.today()
    assert any("子女信息到期未删除" in item.text for item in overdue(today))
    assert "已过删除日期" in page.foot.text()
    page.deleting.trigger()
    asking = in_front(DeleteDialog)
    asking.typed.setText("别的")
    asking.answer()
    assert "请照原样输入" in asking.problem.text()
    asking.typed.setText(TITLE)
    asking.answer()
    assert "不能恢复" in notices.messages[-1].text and "已改写" in notices.messages[-1].text
    assert left(tmp_path) == [] and Child.select().count() == 0
    assert not any(path.exists() for path in files), "nor any paper that was looked at"
    assert journal.broken_link() is None and list(replay.differences(SCHEMA.records)) == []
    assert not any("子女信息" in item.text for item in overdue(today))
    assert CarePeriod.get().children == 2 and not page.deleting.isEnabled() and not page.menu.isEnabled()
    with pytest.raises(Refused, match="不能撤销"):
        store.undo(journal.steps(1)[0])
    page.take_file(tmp_path / "报名表.xlsx")
    assert "已按规定删除，不能再登记" in notices.messages[-1].text and Child.select().count() == 0
