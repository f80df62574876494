"""The dialog in which forms come in: whom each is about, what is taken of it, and what is told."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from cadre_desktop.desk import Changes, Desk
from cadre_desktop.kit.jobs import InlineJobs
from cadre_desktop.kit.notices import RecordedNotices
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.lrmx.intake import NOT_TAKEN, SOMEBODY_NEW
from cadre_desktop.people.records import Court, Person
from cadre_desktop.people.screens.lrmx.forms_dialog import FormsDialog
from tests.people.lrmx.lrmx_samples import form


@pytest.fixture
def desk(court: Store, qapp: Any) -> Desk:
    """A desk whose jobs are done at once."""
    return Desk(court, InlineJobs(), RecordedNotices(), {}, court.clock, Changes(court))


@pytest.fixture
def folder(court: Store, tmp_path: Path) -> Path:
    """Forms of somebody on file, of a name that two have, of somebody new, and a file that is none."""
    home = Court.get(Court.short_name == "青山法院")
    with court.step("录入"):
        Person.add(name="白示例", court=home, born=date(1988, 5, 1), native_place="山西大同", post="副庭长")
        for _number in range(2):
            Person.add(name="李示例", court=home)
    for name in ("白示例", "李示例", "新示例"):
        (tmp_path / f"{name}.lrmx").write_bytes(form(XingMing=name))
    (tmp_path / "坏.lrmx").write_bytes(b"nothing")
    return tmp_path


@pytest.fixture
def dialog(qtbot: Any, desk: Desk, folder: Path) -> FormsDialog:
    dialog = FormsDialog(desk, [folder])
    qtbot.addWidget(dialog)
    return dialog


def test_the_form_that_is_open_comes_first_and_says_why(dialog: FormsDialog) -> None:
    names = [form.name for form in dialog.intake.forms]
    assert names[dialog.number] == "李示例"
    assert "2 个同名的人员" in dialog.told.text()
    assert dialog.differences.rowCount() == 0
    assert "已在档案里 1 人，新增 1 人，还要您选定 1 份" in dialog.summary.text()
    assert "坏.lrmx：这个文件不是完整的 XML" in dialog.summary.text()


def test_what_differs_is_chosen_value_by_value(dialog: FormsDialog) -> None:
    dialog.list.selectRow(2)
    rows = {each.title: (each.ours, each.theirs) for each in dialog.differences.rows}
    assert rows["籍贯"] == ("山西大同", "内蒙古包头")
    assert "性别" in rows
    at = [each.title for each in dialog.differences.rows].index("籍贯")
    assert dialog.forms.data(dialog.forms.index(2, 2)).endswith("保留 2 项")
    dialog.differences.toggle(at)
    assert dialog.forms.data(dialog.forms.index(2, 2)).endswith("保留 1 项")
    dialog.desk.notices.answers.append(True)
    dialog.advance()
    person = Person.get(Person.name == "白示例")
    assert (person.native_place, person.sex, person.post) == ("内蒙古包头", "female", "副庭长")


def test_whom_a_form_is_about_is_chosen(dialog: FormsDialog) -> None:
    second = dialog.who.itemData(2)
    dialog.who.set_value(second)
    dialog.who.changed.emit()
    dialog.advance()
    assert Person.by_key(second).native_place == "内蒙古包头"
    assert Person.select().where(Person.name == "新示例").count() == 1
    told = dialog.desk.notices.messages[-1]
    assert told.text.endswith("可按 Ctrl+Z 撤销。") and "坏.lrmx" in told.detail


def test_somebody_new_and_not_taken(dialog: FormsDialog) -> None:
    number = dialog.number
    for whom, count in ((NOT_TAKEN, 2), (SOMEBODY_NEW, 3)):
        dialog.who.set_value(whom)
        dialog.who.changed.emit()
        assert dialog.intake.whom[number] == whom
        assert dialog.go.text() == f"导入 {count} 份"


def test_nothing_is_written_without_asking_about_open_forms(dialog: FormsDialog) -> None:
    dialog.desk.notices.answers.append(False)
    dialog.advance()
    assert Person.select().where(Person.name == "新示例").count() == 0


def test_the_account_is_written_before_anything_is(dialog: FormsDialog, tmp_path: Path) -> None:
    path = tmp_path / "清单.xlsx"
    dialog.desk.notices.answers.append(path)
    dialog.export.click()
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    assert {(row[0], row[2]) for row in rows[1:]} == {
        ("坏.lrmx", "未导入"),
        ("李示例.lrmx", "未导入"),
        ("白示例.lrmx", "保留原值"),
    }
    assert Person.select().where(Person.name == "新示例").count() == 0


def test_what_holds_no_form_is_refused_and_the_dialog_closes(desk: Desk, tmp_path: Path) -> None:
    dialog = FormsDialog(desk, [tmp_path])
    assert "没有任免审批表" in desk.notices.messages[0].text
    assert dialog.intake is None
