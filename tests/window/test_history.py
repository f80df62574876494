"""The journal on the screen says whose record was changed, and keeps to itself what is kept elsewhere."""

from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from cadre_desktop.contests.records import Contest, Criterion, Entrant, Event, Judge, Mark, ScoreSheet, Track
from cadre_desktop.courses.actions import close_course, enrol, record_results, save_course
from cadre_desktop.courses.records import Enrolment
from cadre_desktop.courses.rules import EnrolmentStatus
from cadre_desktop.kit.jobs import InlineJobs
from cadre_desktop.kit.notices import RecordedNotices
from cadre_desktop.kit.store import blobs, browsing, journal
from cadre_desktop.kit.store.attachments import Attachment
from cadre_desktop.people.records import Court, Department, Person
from cadre_desktop.welfare.actions import invite, record_attendance, save_event
from cadre_desktop.welfare.records import Participant
from cadre_desktop.welfare.rules import Attendance
from cadre_desktop.window.file.session import row_named
from cadre_desktop.window.journal.about_person import rows_about
from cadre_desktop.window.journal.history import HistoryDialog


@pytest.fixture
def told(court, qtbot):
    """What the lower table says about the step whose label begins so: its lines, cells joined by bars."""

    def read(label):
        dialog = HistoryDialog(court, InlineJobs(), RecordedNotices(), None)
        qtbot.addWidget(dialog)
        row = next(row for row in range(dialog.steps.rowCount()) if dialog.steps.item(row, 2).text().startswith(label))
        dialog.steps.selectRow(row)
        table = dialog.changes
        return [
            "|".join(table.item(line, column).text() for column in range(table.columnCount()))
            for line in range(table.rowCount())
        ]

    return read


@pytest.fixture
def person(court):
    with court.step("录入人员"):
        return Person.add(name="王祯", court=Court.get()).id


@pytest.fixture
def marked(court):
    """A mark, and its sheet, of one entrant by one judge; answers event and mark."""
    with court.step("竞赛"):
        contest = Contest.add(name="技能竞赛", year=2023)
        track = Track.add(contest=contest, name="刑事审判", category="judge")
        event = Event.add(contest=contest, name="文书评查", weight=100_000)
        criterion = Criterion.add(contest=contest, event=event, name="归纳争点", points=10_000)
        judge = Judge.add(contest=contest, name="李静", unit="高院")
        entrant = Entrant.add(contest=contest, track=track, name="王祯", unit="包头中院", code="A07")
    with court.step("录入成绩"):
        mark = Mark.add(event=event, entrant=entrant, criterion=criterion, judge=judge, value=8_000)
        ScoreSheet.add(event=event, entrant=entrant, judge=judge)
    return event, mark


def test_whose_mark_was_changed(court, marked, told):
    _event, mark = marked
    with court.step("更正成绩"):
        mark.value = 9_000
        mark.save()
    assert told("录入成绩") == [
        "评分　文书评查 · 王祯 · 归纳争点 · 李静|新增||",
        "评分表　王祯 · 文书评查 · 李静|新增||",
    ]
    assert told("更正成绩") == ["评分　文书评查 · 王祯 · 归纳争点 · 李静|分值|8|9"]


def test_entrants_of_an_anonymous_event_go_by_their_codes(court, marked, told):
    event, _mark = marked
    with court.step("改为匿名"):
        event.anonymous = True
        event.save()
    lines = told("录入成绩")
    assert lines[0] == "评分　文书评查 · A07 · 归纳争点 · 李静|新增||"
    assert not any("王祯" in line for line in lines)


def test_a_row_that_is_gone_keeps_its_name(court, marked, told):
    _event, mark = marked
    with court.step("删除评分"):
        mark.delete_instance()
        ScoreSheet.get().delete_instance()
        Entrant.get().delete_instance()
    assert told("删除评分")[0] == "评分　文书评查 · 王祯 · 归纳争点 · 李静|删除||"


def test_whose_training_was_posted_and_that_the_course_is_closed(court, person, told):
    course = save_course(court, {"title": "“双创”培训班", "starts": date(2023, 3, 1), "hours": 80})
    enrol(court, course, [person])
    record_results(court, [Enrolment.get().id], status=EnrolmentStatus.COMPLETED)
    assert told("登记")[0].startswith("参训　王祯 · “双创”培训班|参训情况|")
    close_course(court, course)
    lines = told("“‘双创’培训班”结班")
    assert "培训记录　“双创”培训班 · 王祯|新增||" in lines
    assert any(line.startswith("班次　“双创”培训班|状态|") for line in lines)


@pytest.mark.parametrize(("kind", "name"), [("visit", "王祯"), ("physical_exam", "＊＊＊")])
def test_who_took_part_in_something_confidential_is_masked(court, person, told, kind, name):
    event = save_event(court, {"title": "年度活动", "kind": kind, "starts": date(2023, 6, 1)})
    invite(court, event, [person])
    record_attendance(court, [Participant.get().id], Attendance.ATTENDED)
    assert told("1 人列入") == [f"参加人员　{name} · 年度活动|新增||"]
    assert told("1 人记为")[0].startswith(f"参加人员　{name} · 年度活动|参加情况|")


def test_it_is_closed_by_a_button(court, qtbot):
    dialog = HistoryDialog(court, InlineJobs(), RecordedNotices(), None)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.close_button.click()
    assert dialog.isHidden()


# Asking, and taking back.


@pytest.fixture
def dialog(court, person, qtbot):
    """The journal over some steps of two people: newest first 改名, 李的组, 录入人员, 建立法院名录."""
    court.clock.moment = datetime(2023, 6, 2, 10, 0)
    court.actor = "李静"
    with court.step("李的组"):
        Department.add(court=Court.get(), name="刑一庭")
    court.actor = "王祯"
    with court.step("改名"):
        Person.update(name="王祎").execute()
    made = HistoryDialog(court, InlineJobs(), RecordedNotices(), None)
    qtbot.addWidget(made)
    made.show()
    return made


def labels(dialog):
    return [dialog.steps.item(row, 2).text() for row in range(dialog.steps.rowCount())]


def choose(dialog, label):
    dialog.steps.selectRow(labels(dialog).index(label))


def test_each_field_of_the_filter_asks(dialog, person):
    everything = labels(dialog)
    assert everything == ["改名", "李的组", "录入人员", "建立法院名录"]
    for fill, wanted in (
        (lambda fields: fields.person.set_value(person), ["改名", "录入人员"]),
        (lambda fields: fields.kind.set_value("department"), ["李的组"]),
        (lambda fields: fields.actor.set_value("李静"), ["李的组"]),
        (lambda fields: fields.label.set_value("人员"), ["录入人员"]),
        (lambda fields: fields.since.set_value(date(2023, 6, 2)), ["改名", "李的组"]),
        (lambda fields: fields.until.set_value(date(2023, 6, 1)), ["录入人员", "建立法院名录"]),
        (lambda fields: fields.label.set_value("没有这样的"), []),
    ):
        fill(dialog.filter)
        dialog.ask()
        assert labels(dialog) == wanted
        dialog.filter.clear()
        assert labels(dialog) == everything
    assert dialog.note.text() == ""


def test_a_filter_that_finds_nothing_says_so_and_offers_nothing(dialog):
    dialog.filter.label.set_value("没有这样的")
    dialog.ask()
    assert dialog.note.isVisible()
    assert dialog.note.text() == "没有符合条件的操作。"
    assert dialog.changes.rowCount() == 0
    assert not dialog.back_button.isEnabled()


def test_a_day_half_typed_asks_nothing_yet(dialog, qtbot):
    qtbot.keyClicks(dialog.filter.since, "2023-")
    dialog.filter.changed.emit()
    assert len(labels(dialog)) == 4
    assert dialog.filter.since.property("wrong")
    qtbot.keyClicks(dialog.filter.since, "6-2")
    dialog.filter.changed.emit()
    assert labels(dialog) == ["改名", "李的组"]
    assert not dialog.filter.since.property("wrong")


def test_a_person_is_found_by_pinyin_with_keys_alone(dialog, person, qtbot):
    qtbot.keyClick(dialog, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(dialog.filter.person.hasFocus)
    qtbot.keyClicks(dialog.filter.person, "wy")
    qtbot.keyClick(dialog.filter.person.completer_popup, Qt.Key.Key_Return)
    dialog.filter.changed.emit()
    assert labels(dialog) == ["改名", "录入人员"]


def test_only_the_changes_about_the_person_are_listed(dialog, court, person):
    with court.step("两人"):
        Person.add(name="单雄信", court=Court.get())
        Person.update(post="庭长").where(Person.id == person).execute()
    dialog.filter.person.set_value(person)
    dialog.ask()
    names = {dialog.changes.item(row, 0).text() for row in range(dialog.changes.rowCount())}
    assert names == {"人员　王祎"}
    assert "只列出符合条件的改动" in dialog.note.text()


def test_a_step_is_taken_back_and_done_again(dialog, court):
    choose(dialog, "改名")
    assert dialog.back_button.text() == "撤销这一步"
    dialog.back_button.click()
    assert Person.get().name == "王祯"
    assert labels(dialog)[0] == "撤销：改名"
    assert dialog.line.step.label == "改名"
    assert dialog.steps.item(dialog.steps.currentRow(), 4).text() == "已撤销"
    assert dialog.back_button.text() == "恢复这一步"
    dialog.back_button.click()
    assert Person.get().name == "王祎"
    choose(dialog, "撤销：改名")
    assert dialog.back_button.text() == "撤销这一步"  # the step it speaks of stands again


def test_the_reason_stands_beside_the_button(dialog, court):
    court.row_named = lambda table, row: "人员 王祎"
    for label, reason in (
        ("录入人员", "“改名”（王祯，2023-06-02 10:00）后来也改过人员 王祎，请先撤销那一步。"),
        ("李的组", "“李的组”是李静做的，须由本人撤销。"),
        ("建立法院名录", "是这个数据文件的开头，不能撤销。"),
    ):
        choose(dialog, label)
        assert not dialog.back_button.isEnabled()
        assert reason in dialog.reason.text()
    choose(dialog, "改名")
    dialog.take_back()
    choose(dialog, "录入人员")
    assert dialog.back_button.isEnabled()
    assert dialog.reason.text() == ""


def test_what_happens_meanwhile_is_refused_with_its_reason(dialog, court):
    choose(dialog, "改名")
    with court.step("再改名"):
        Person.update(name="王祺").execute()
    dialog.take_back()
    assert "“再改名”" in dialog.reason.text()
    assert Person.get().name == "王祺"


def test_older_steps_are_read_at_the_end_of_the_list(court, qtbot, monkeypatch):
    for number in range(browsing.PAGE + 30):
        with court.step(f"第{number}步"):
            Department.add(court=Court.get(), name=f"{number}庭")
    dialog = HistoryDialog(court, InlineJobs(), RecordedNotices(), None)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.steps.rowCount() == browsing.PAGE
    dialog.steps.selectRow(browsing.PAGE - 1)
    bar = dialog.steps.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert labels(dialog) == [*(f"第{number}步" for number in reversed(range(browsing.PAGE + 30))), "建立法院名录"]
    assert dialog.line.step.label == "第30步"


@pytest.mark.parametrize(("kind", "told_of"), [("visit", True), ("physical_exam", False)])
def test_asking_for_a_person_does_not_tell_what_is_kept_elsewhere(court, person, kind, told_of):
    """Who takes part in an examination is not told by asking for him either, nor after he was struck off."""
    event = save_event(court, {"title": "年度活动", "kind": kind, "starts": date(2023, 6, 1)})
    invite(court, event, [person])
    row = Participant.get().id
    assert (row in rows_about(person)) is told_of
    with court.step("移出"):
        Participant.delete().execute()
    assert (row in rows_about(person)) is told_of


@pytest.mark.parametrize("anonymous", [False, True])
def test_asking_for_an_entrant_does_not_tell_his_code(court, person, marked, anonymous):
    event, mark = marked
    with court.step("选手"):
        Entrant.update(person=person).execute()
        event.anonymous = anonymous
        event.save()
    about = rows_about(person)
    assert Entrant.get().id in about
    assert (mark.id in about) is not anonymous
    assert (ScoreSheet.get().id in about) is not anonymous
    with court.step("清空"):
        mark.delete_instance()
        ScoreSheet.delete().execute()
    assert (mark.id in rows_about(person)) is not anonymous


def test_the_menu_leads_to_the_steps_before(started, monkeypatch):
    opened = []
    monkeypatch.setattr(HistoryDialog, "exec", lambda dialog: opened.append(dialog.windowTitle()))
    edit = next(menu for menu in started.window.menuBar().findChildren(QMenu) if "编辑" in menu.title())
    next(action for action in edit.actions() if action.text() == "撤销更早的步骤…").trigger()
    assert opened == ["操作记录"]


@pytest.mark.parametrize(("kind", "reason"), [("visit", "参加人员 王祯 · 年度活动"), ("physical_exam", "内容保密")])
def test_a_reason_does_not_tell_what_is_kept_elsewhere(court, person, kind, reason):
    """The step names whom it is about, so what uses his row must not name the examination."""
    court.row_named = row_named
    entered = next(step for step in journal.steps() if step.label == "录入人员")
    event = save_event(court, {"title": "年度活动", "kind": kind, "starts": date(2023, 6, 1)})
    invite(court, event, [person])
    told = court.hindrance(entered, "undo")
    assert reason in told
    assert ("年度活动" in told) is (kind == "visit")


@pytest.mark.parametrize("anonymous", [False, True])
def test_a_reason_does_not_tell_a_code_beside_a_name(court, marked, anonymous):
    event, _mark = marked
    court.row_named = row_named
    with court.step("改名“王祯”"):
        Entrant.update(name="王 祯").execute()
    with court.step("另一选手“单雄信”"):
        other = Entrant.add(contest=Contest.get(), track=Track.get(), name="单雄信", code="A08")
    entered = court.last_step()
    with court.step("录入成绩"):
        Mark.add(event=event, entrant=other, criterion=Criterion.get(), judge=Judge.get(), value=1)
        event.anonymous = anonymous
        event.save()
    told = court.hindrance(entered, "undo")
    assert "A08" not in told
    assert ("内容保密" in told) is anonymous


@pytest.mark.parametrize(("kind", "shown"), [("visit", "附件　王祯材料.txt|新增||"), ("physical_exam", "附件|新增||")])
def test_what_is_attached_to_something_confidential_is_not_named(court, person, told, kind, shown):
    """As a file of before may have it: now nothing is attached to who takes part in a health matter."""
    event = save_event(court, {"title": "年度活动", "kind": kind, "starts": date(2023, 3, 1)})
    invite(court, event, [person])
    row = Participant.get().id
    with court.step("添加 1 个附件"):
        values = {"record_table": "participant", "record_key": row, "name": "王祯材料.txt", "size": 4}
        Attachment.add(**values, content_hash=blobs.put(b"text"), added=date(2023, 3, 1))
    assert shown in told("添加 1 个附件")
    assert (Attachment.get().id in rows_about(person)) is (kind == "visit")
