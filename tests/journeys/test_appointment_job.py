"""From a folder of personnel forms to the printed list of appointments, in the real window: the forms come in, those
chosen in the list are put on a batch, decided, carried out, and printed; and each form goes out as it came, or with the
new post and nothing else.
"""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QApplication

from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.people.kinds import PERSON
from cadre_desktop.people.records import Appointment, Person
from cadre_desktop.people.registers.resume import ResumeLine
from cadre_desktop.people.screens.appointing.asking import BatchChoiceDialog
from cadre_desktop.people.screens.appointing.batch_dialog import BatchDialog
from cadre_desktop.people.screens.appointing.line_dialog import LineDialog
from cadre_desktop.people.screens.lrmx.forms_dialog import FormsDialog
from cadre_desktop.people.structure.as_of import read_staff
from cadre_desktop.window.tabs import TABS
from tests.people.lrmx.lrmx_samples import form

QINGSHAN = "包头市青山区人民法院"
NEW_POSTS = {"白示例": "副院长", "李示例": "执行局局长"}
DAY = date(2023, 5, 20)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three forms, one in a folder of the folder, and a file that is none."""
    inner = tmp_path / "任免表" / "第二批"
    inner.mkdir(parents=True)
    posts = {"白示例": "民事审判第一庭庭长", "李示例": "执行局副局长", "张示例": "研究室主任"}
    for name, post in posts.items():
        into = inner if name == "张示例" else inner.parent
        content = form(XingMing=name, XianRenZhiWu=QINGSHAN + post, ShenFenZheng="")
        (into / f"{name}.lrmx").write_bytes(content)
    (inner / "坏.lrmx").write_bytes(b"<Person><XingMing>")
    return inner.parent


@pytest.fixture
def printed(started, monkeypatch):
    """The texts of what was handed to the preview, by title."""
    texts: dict[str, str] = {}

    def show(path, title, relayable=None):
        with Pages(path) as pages:
            texts[title] = "".join("".join(pages.text(number).split()) for number in range(len(pages)))

    monkeypatch.setattr(started.window.desk, "show_pdf", show)
    return texts


@pytest.fixture
def people(started, folder, notices, qtbot):
    """The tab of people, after the folder was dropped on the window and its forms taken in."""
    plan = next(plan for plan in TABS if plan.key == "people")
    started.window.tabs.setCurrentIndex(TABS.index(plan))
    tab = started.window.tab(plan)
    tab.take_files([folder], "lrmx")
    dialog = in_front(FormsDialog)
    assert "新增 3 人" in dialog.summary.text() and "坏.lrmx" in dialog.summary.text()
    dialog.advance()
    assert "坏.lrmx" in notices.messages[-1].detail
    return tab


def in_front(kind):
    """The dialog of this kind that is shown."""
    return next(each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible())


def choose(people, names):
    """The list of people with those of these names selected."""
    view = people.view(PERSON.key)
    keys = [Person.get(Person.name == name).id for name in names]
    table = view.table
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    table.clearSelection()
    for key in keys:
        table.selectionModel().select(table.listing_model.index(table.listing_model.row_of(key), 0), flags)
    assert sorted(view.selected_keys()) == sorted(keys)
    return view


def run(people, view, title):
    action = next(each for each in people.actions_of(PERSON) if each.title == title)
    action.run(view)


def batch_of(people):
    """The batch of the two who are appointed, with their new posts."""
    run(people, choose(people, NEW_POSTS), "加入任免批次…")
    asking = in_front(BatchChoiceDialog)
    asking.title.set_value("2023年第一批职务任免")
    asking.decided.set_value(DAY)
    asking.answer()
    batch = in_front(BatchDialog)
    for row, line in enumerate(list(batch.model.lines)):
        batch.table.selectRow(row)
        batch.buttons["change"].click()
        asking = in_front(LineDialog)
        asking.fields["new_post"].set_value(NEW_POSTS[line.name])
        asking.answer()
    return batch


def test_from_a_folder_of_forms_to_the_printed_list_of_appointments(people, printed):
    assert {row.court.name for row in Person.select()} == {QINGSHAN}
    assert ResumeLine.select().count() == 9
    batch = batch_of(people)
    assert batch.buttons["decide"].isEnabled(), batch.lacking.text()
    batch.buttons["notice"].click()
    assert "拟定稿" in printed["任免通知"]
    batch.buttons["decide"].click()
    batch.buttons["carry_out"].click()
    assert {row.carried_out for row in Appointment.select()} == {True}
    assert {row.name: row.post for row in Person.select()} == {**NEW_POSTS, "张示例": "研究室主任"}

    batch.buttons["lines"].click()
    batch.buttons["notice"].click()
    for words in ("2023年第一批职务任免", "共2人", *NEW_POSTS, *NEW_POSTS.values(), "民事审判第一庭庭长"):
        assert words in printed["任免名单"]
    assert "张示例" not in printed["任免名单"]
    assert "拟定稿" not in printed["任免通知"] and f"任命白示例为{QINGSHAN}副院长" in printed["任免通知"]

    key = Person.get(Person.name == "白示例").id
    then, now = (read_staff(day, date(2023, 6, 1), [key]).texts["post"][0] for day in (date(2023, 5, 19), DAY))
    assert (then, now) == ("民事审判第一庭庭长", "副院长")


def test_forms_go_out_as_they_came_but_for_the_new_post(people, printed, folder, notices, tmp_path):
    batch = batch_of(people)
    for name in ("decide", "carry_out"):
        batch.buttons[name].click()
    out = tmp_path / "出"
    notices.answer(out)
    run(people, choose(people, (*NEW_POSTS, "张示例")), "导出任免审批表（lrmx）…")
    came = {path.name: path.read_bytes() for path in folder.rglob("*示例.lrmx")}
    given = {path.name: path.read_bytes() for path in out.iterdir()}
    assert given.keys() == came.keys()
    assert given["张示例.lrmx"] == came["张示例.lrmx"]
    for name, post in NEW_POSTS.items():
        was, now = (forms[f"{name}.lrmx"].split(b"\r\n") for forms in (came, given))
        changed = [(old, new) for old, new in zip(was, now, strict=True) if old != new]
        assert [new.strip().decode() for _old, new in changed] == [f"<XianRenZhiWu>{QINGSHAN}{post}</XianRenZhiWu>"]
