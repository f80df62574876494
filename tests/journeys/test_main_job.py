"""The main job as a coordinator does it: from last year's roster to rosters, certificates and the year's figures."""

from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from PySide6.QtCore import Qt
from writing_jobs import in_a_writing_job

from cadre_desktop.courses.records import Course
from cadre_desktop.courses.screens.closing_dialog import ClosingDialog
from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.qt.imports.import_dialog import ImportDialog
from cadre_desktop.kit.store import backup, journal
from cadre_desktop.people.kinds import PERSON
from cadre_desktop.people.records import Department, Person, PoolEntry, TrainingRecord
from cadre_desktop.talent.records import Membership
from cadre_desktop.welfare.records import Participant, WelfareEvent
from cadre_desktop.welfare.rules import Attendance
from cadre_desktop.window.tabs import TABS

HEADINGS = ("序号", "姓 名", "性别", "出生\n年月", "民 族", "部　门", "职务", "人员类别")
ROWS = (
    (1, "王 祯", "男", 1985.03, "汉", "刑一庭", "庭长", "员额法官"),
    (2, "阿拉坦·巴特尔", "男", "198503", "蒙古族", "执行局", "执行员", "审判辅助人员"),
    (3, "单立", "女", "1992年5月", "蒙古", "民一庭", "书记员", "书记员"),
    (4, "张 伟", "男", "1990.2.30", "汉", "研究室", "干部", "司法行政人员"),
    ("合计", "4人", "", "", "", "", "", ""),
)


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    path = tmp_path / "去年花名册.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("说明").write(0, 0, "本表由政治部整理")
        sheet = book.add_worksheet("花名册")
        sheet.merge_range(0, 0, 0, len(HEADINGS) - 1, "包头市中级人民法院干警花名册")
        sheet.write_row(2, 0, HEADINGS)
        for row, values in enumerate(ROWS, 3):
            sheet.write_row(row, 0, values)
    return path


@pytest.fixture
def office(started, qtbot, roster):
    """The window, with the good rows of the roster imported."""
    started.window.show_first_tab()
    dialog = ImportDialog(started.window.desk, PERSON, roster, started.window)
    qtbot.addWidget(dialog)
    for _page in range(3):
        dialog.advance()
    assert dialog.imported is not None
    return started


def tab(office, key):
    plan = next(plan for plan in TABS if plan.key == key)
    office.window.tabs.setCurrentIndex(TABS.index(plan))
    return office.window.tab(plan)


def person(name):
    return Person.get(Person.name == name)


def printed(office, monkeypatch):
    """Paths handed to the preview instead of opening it; what is given out there is printed."""
    paths = []

    def show(path, title, relayable=None):
        if relayable is not None and relayable.hand_out is not None:
            with in_a_writing_job():
                relayable.hand_out(path)
        paths.append(Path(path))

    monkeypatch.setattr(office.window.desk, "show_pdf", show)
    return paths


def test_the_roster_comes_in_clean_and_goes_again_with_one_undo(office):
    assert {row.name for row in Person.select()} == {"王祯", "阿拉坦·巴特尔", "单立", "张伟"}
    assert person("张伟").born is None, "there is no 30 February; the person comes in"
    wang = person("王祯")
    assert (wang.ethnic, wang.category, wang.quota_judge, wang.born) == ("01", "judge", True, date(1985, 3, 1))
    assert person("单立").category == "judicial_auxiliary"
    assert {row.name for row in Department.select()} >= {"刑一庭", "执行局", "民一庭"}
    assert [made.reason for made in backup.backups(office.session.store.path)] == ["导入前"]
    office.window.undo_action.trigger()
    assert Person.select().count() == 0
    office.window.redo_action.trigger()
    assert Person.select().count() == 4


def test_a_course_from_planning_to_certificates(office, qtbot, monkeypatch, notices):
    notices.answer(False)  # the certificates that closing offers are printed below
    courses = tab(office, "courses")
    paths = printed(office, monkeypatch)
    courses.views["courses"].new()
    page = courses.page
    cells = page.form.cells
    cells["title"].editor.setText("执行实务培训班")
    cells["series"].editor.set_value("professional")
    cells["starts"].editor.set_value(date(2023, 5, 10))
    cells["ends"].editor.set_value(date(2023, 5, 11))
    cells["hours"].editor.set_value(160)
    page.save()
    assert Course.get().hours == 160
    for name in ("王祯", "单立"):
        page.people.enrol_bar.picker.picked.emit(person(name).id)
    page.people.complete.click()
    monkeypatch.setattr(ClosingDialog, "exec", lambda dialog: dialog.go.click())
    page.close_course.trigger()
    assert sorted(row.person.name for row in TrainingRecord.select()) == ["单立", "王祯"]
    assert {row.hours for row in TrainingRecord.select()} == {160}
    for sheet in ("花名册", "签到表", "桌牌", "结业证书"):
        page.print_menu.sheets[sheet].trigger()
    assert len(paths) == 4
    with Pages(paths[-1]) as pages:
        assert len(pages) == 2
        assert "执行实务培训班" in "".join(pages.text(0).split())
    overview = tab(office, "overview")
    overview.refresh()
    figures = {figure.key: figure.value for figure in overview.shown.figures}
    assert (figures["courses"], figures["person_times"], figures["persons_trained"]) == (1, 2, 2)


def test_a_figure_opens_its_rows(office):
    store = office.session.store
    from cadre_desktop.people.actions import add_honours

    add_honours(
        store, [{"title": "全区优秀法官", "level": "region", "granted": date(2023, 3, 1), "person": person("王祯").id}]
    )
    overview = tab(office, "overview")
    overview.refresh()
    figure = next(figure for figure in overview.shown.figures if figure.key == "honours_personal")
    assert figure.value == 1
    overview._open(figure)
    people = tab(office, "people")
    assert people.pages.list.currentItem().text() == "表彰"
    assert people.view("honours").table.listing_model.rowCount() == 1


def test_a_pool_and_who_is_in_it(office):
    from cadre_desktop.kit import editing
    from cadre_desktop.talent.kinds import POOL

    editing.add(office.session.store, POOL, {"name": "优秀年轻干部库", "type": "young", "age_limit": 40})
    talent = tab(office, "talent")
    talent.pools.list.setCurrentRow(1)
    talent.members.new()
    talent.admit_page.chooser.choose([person("王祯").id, person("单立").id])
    talent.admit_page.confirm.click()
    assert {row.person.name for row in Membership.select()} == {"王祯", "单立"}
    assert PoolEntry.select().count() == 2
    office.window.undo_action.trigger()
    assert PoolEntry.select().count() == 0


def test_a_welfare_event_and_who_came(office):
    welfare = tab(office, "welfare")
    welfare.events.new()
    page = welfare.page
    page.form.cells["title"].editor.set_value("“七一”走访慰问")
    page.form.cells["kind"].editor.set_value("visit")
    page.form.cells["starts"].editor.set_value(date(2023, 5, 20))
    page.save()
    assert WelfareEvent.get().title == "“七一”走访慰问"
    page.people.picker.picked.emit(person("王祯").id)
    page.people.table.selectAll()
    page.people.marks[Attendance.ATTENDED].trigger()
    assert Participant.get().attendance == Attendance.ATTENDED


def test_every_step_of_the_day_is_in_the_journal_and_the_day_ends_with_a_backup(office, qtbot):
    people = tab(office, "people").view("people")
    people.open(person("王祯").id)
    people.form.cells["post"].editor.setText("副院长")
    qtbot.keyClick(people.form, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    people.editing.save()
    assert person("王祯").post == "副院长"
    (step, change), *_earlier = journal.history(person("王祯").id)
    assert (step.actor, change.was, change.now) == ("王祯", {"post": "庭长"}, {"post": "副院长"})
    path = office.session.store.path
    office.leave()
    assert "退出" in [made.reason for made in backup.backups(path)]
