"""Children come in by a workbook, are admitted and dealt to classes, and are there or not."""

from datetime import date, datetime

import pytest
import xlsxwriter

from cadre_desktop.kit import editing
from cadre_desktop.kit.clock import FixedClock
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import journal
from cadre_desktop.people.records import Court, Department, Person
from cadre_desktop.welfare.child_care.admitting import admit, deal, foresee
from cadre_desktop.welfare.child_care.attendance import care_days, late_sentence, note_days, read_period
from cadre_desktop.welfare.child_care.enrolling import SHEET, enrol, read_enrolments, write_form
from cadre_desktop.welfare.child_care.records import CareClass, CarePeriod, Child, ChildDay, PickUp
from cadre_desktop.welfare.child_care.registers import CARE_PERIODS, CHILDREN, PICK_UPS
from cadre_desktop.welfare.child_care.rules import ChildPresence, Enrolled

HEADINGS = (
    "职工姓名", "部门", "电话", "子女姓名", "性别", "出生年月", "年级", "期次", "困难家庭", "双职工", "监护人同意",
    "接送人1姓名", "接送人1关系", "接送人1电话", "接送人2", "接送人2关系", "接送人2电话", "紧急联系人", "紧急联系电话",
)  # fmt: skip


@pytest.fixture
def period(court):
    court.clock = FixedClock(datetime(2024, 1, 25, 9, 0))
    with court.step("备料"):
        home = Court.get(Court.place == 1)
        room = Department.add(court=home, name="研究室")
        for name in ("王一", "李二", "赵三"):
            Person.add(court=home, name=name, department=room)
        Person.add(court=home, name="同名", department=room)
        Person.add(court=home, name="同名")
    values = {"title": "2024年寒假托辅", "season": "winter", "starts": date(2024, 1, 22), "ends": date(2024, 2, 2)}
    made = editing.add(court, CARE_PERIODS.kind, {**values, "capacity": 2})
    return CarePeriod.by_key(made.id)


def line(worker, child, grade="三年级", **more):
    usual = {"职工姓名": worker, "部门": "研究室", "子女姓名": child, "出生年月": "2015-03", "年级": grade}
    pick_up = {"监护人同意": "是", "接送人1姓名": "爷爷甲", "接送人1关系": "祖父", "接送人1电话": "13800000001"}
    return {**usual, **pick_up, **more}


def workbook(path, *lines):
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("报名")
    sheet.write_row(0, 0, HEADINGS)
    for number, values in enumerate(lines, 1):
        sheet.write_row(number, 0, [values.get(heading, "") for heading in HEADINGS])
    book.close()
    return path


def test_a_sheet_comes_in_whole_and_what_is_lacking_is_said(court, period, tmp_path):
    path = workbook(
        tmp_path / "童甲报名.xlsx",
        line("王一", "童甲", 接送人2="姥姥乙", 接送人2电话="13800000002"),
        line("李二", "童乙", 监护人同意="", 困难家庭="是"),
        line("赵三", "童丙", 接送人1姓名="", 接送人1电话=""),
        line("外人", "童丁"),
        line("同名", "童戊", 部门=""),
        line("王一", "童甲"),
        line("王一", "童己", 期次="2024年暑期托辅"),
        line("王一", "童庚", grade="毕业", 接送人2电话="13800000003"),
    )
    found = read_enrolments(path, period.id)
    assert (found.read, len(found.new), found.there, found.refused) == (8, 4, 1, 3)
    told = {problem.row: problem.message for problem in found.problems}
    assert told[3] == "缺监护人同意，登记为已报名，补齐后才能录取。"
    assert told[4] == "缺接送人，登记为已报名，补齐后才能录取。"
    at = {problem.row: problem.column for problem in found.problems}
    assert (at[3], at[4]) == ("监护人同意", "接送人1姓名"), "where it is to be filled in"
    assert told[5].startswith("没有认出这位职工（没有这个人") and "写明部门" in told[6]
    assert "别的期次" in told[8]
    assert {problem.message for problem in found.problems if problem.row == 9} == {
        "看不懂这个年级，没有记下；请填 1 到 12，或写“三年级”。",
        "有电话没有接送人姓名，这一位没有登记。",
    }
    assert enrol(court, period.id, found) == 4
    assert journal.steps(1)[0].label == "导入托辅报名：4 名子女"
    child = Child.get(Child.name == "童甲")
    assert (child.number, child.grade, child.born, child.state) == (1, 3, date(2015, 3, 1), Enrolled.APPLIED)
    assert [(row.name, row.position) for row in PickUp.select().where(PickUp.child == child)] == [
        ("爷爷甲", 1),
        ("姥姥乙", 2),
    ]
    assert read_enrolments(path, period.id).new == []
    court.undo()
    assert Child.select().count() == 0


def test_admission_is_foreseen_and_one_step_that_is_undone(court, period, tmp_path):
    lines = [line("王一", "童甲"), line("李二", "童乙", 困难家庭="是"), line("赵三", "童丙")]
    lines.append(line("赵三", "童丁", 监护人同意="否"))
    enrol(court, period.id, read_enrolments(workbook(tmp_path / "报名.xlsx", *lines), period.id))
    found = foresee(period.id)
    assert {row.state for row in Child.select()} == {Enrolled.APPLIED}
    assert found.sentence == "本次录取 2 名，候补 1 名，共录取 2 名。编号 4 缺监护人同意或接送人，没有录取。"
    assert admit(court, period.id) == found
    states = {row.number: (row.state, row.reason) for row in Child.select()}
    assert states[2] == (Enrolled.ADMITTED, "困难家庭，第 1 位")
    assert states[1] == (Enrolled.ADMITTED, "按报名先后，第 2 位")
    assert states[3] == (Enrolled.WAITING, "按报名先后，名额已满")
    assert states[4][0] == Enrolled.APPLIED
    court.undo()
    assert {row.state for row in Child.select()} == {Enrolled.APPLIED}
    assert {row.reason for row in Child.select()} == {""}


def test_who_came_too_seldom_the_last_time_waits(court, period):
    with court.step("暑期"):
        worker = Person.get(Person.name == "王一")
        later = CarePeriod.add(title="暑期", season="summer", starts=date(2024, 7, 8), ends=date(2024, 8, 2))
        for place, name in enumerate(("童甲", "童乙"), 1):
            old = Child.add(period=period, number=place, person=worker, name=name, state="admitted")
            Child.add(period=later, number=place, person=worker, name=name, consent=True, leaves_alone=True)
            for day, presence in ((22, "present"), (23, "absent" if place == 1 else "present")):
                ChildDay.add(child=old, day=date(2024, 1, day), presence=presence)
    assert [(each.number, each.state) for each in foresee(later.id).verdicts] == [
        (1, Enrolled.WAITING),
        (2, Enrolled.ADMITTED),
    ]
    with court.step("删"):
        CarePeriod.update(deleted=date(2024, 3, 3)).where(CarePeriod.id == period.id).execute()
    assert "上期出勤无法核对" in foresee(later.id).sentence


def test_children_are_dealt_to_classes_and_who_fits_none_is_named(court, period):
    with pytest.raises(Refused, match="还没有报名的子女"):
        foresee(period.id)
    with pytest.raises(Refused, match="还没有班级"):
        deal(court, period.id)
    with court.step("备料"):
        worker = Person.get(Person.name == "王一")
        low = CareClass.add(period=period, title="低年级班", grade_from=1, grade_to=3)
        for number, grade in ((1, 2), (2, 5)):
            Child.add(period=period, number=number, person=worker, name=f"童{number}", grade=grade, state="admitted")
    found = deal(court, period.id)
    assert found.sentence == "1 名子女编入班级。编号 2 没有合适的班级，请增设班级、放宽年级或名额。"
    assert Child.get(Child.number == 1).care_class == low
    with court.step("改年级"):
        Child.update(grade=3).execute()
    assert deal(court, period.id).left == []
    with pytest.raises(Refused, match="都已编班"):
        deal(court, period.id)


def test_attendance_is_noted_counted_and_named(court, period):
    with court.step("备料"):
        worker = Person.get(Person.name == "王一")
        child = Child.add(period=period, number=1, person=worker, name="童甲", state="admitted")
        waiting = Child.add(period=period, number=2, person=worker, name="童乙")
    days = care_days(period)
    assert len(days) == 10 and days[0] == date(2024, 1, 22)
    assert note_days(court, [(child.id, day) for day in days[:3]], ChildPresence.PRESENT, late=True) == 3
    note_days(court, [(child.id, days[3])], ChildPresence.ABSENT)
    sheet = read_period(period.id)
    assert sheet.lines[0].attended == (3, 4, 3)
    assert late_sentence(sheet) == "编号 1 已有 3 次以上接走较晚，请与家长沟通。"
    note_days(court, [(child.id, days[2])], ChildPresence.EXCUSED)
    note_days(court, [(child.id, days[1])], ChildPresence.PRESENT, late=False)
    note_days(court, [(child.id, days[0])], None)
    sheet = read_period(period.id)
    assert sheet.lines[0].attended == (1, 2, 0) and sheet.too_seldom == [1] and late_sentence(sheet) == ""
    with pytest.raises(Refused, match="只登记已录取子女的出勤"):
        note_days(court, [(waiting.id, days[0])], ChildPresence.PRESENT)
    with pytest.raises(Refused, match="还没有到"):
        note_days(court, [(child.id, date(2024, 2, 1))], ChildPresence.PRESENT)


def test_the_form_refuses_whom_the_rule_refuses(court, period):
    worker = Person.get(Person.name == "王一")
    kind = CHILDREN.kind
    values = {"period": period.id, "person": worker.id, "name": "童甲"}
    child = editing.add(court, kind, values)
    assert journal.steps(1)[0].label == "新增托辅子女“1”"
    with pytest.raises(Refused) as refused:
        editing.change(court, kind, child.id, {"state": "admitted"})
    assert {problem.field for problem in refused.value.problems} == {"consent", "state"}
    for position in (1, 2, 3):
        pick_up = {"child": child.id, "name": f"人{position}", "position": position}
        editing.add(court, PICK_UPS.kind, pick_up)
    with pytest.raises(Refused, match="最多登记三位"):
        editing.add(court, PICK_UPS.kind, {"child": child.id, "name": "人4", "position": 4})
    editing.change(court, kind, child.id, {"state": "admitted", "consent": True})
    with court.step("占满"):
        Child.add(period=period, number=8, person=worker, name="童乙", state="admitted")
    with pytest.raises(Refused, match="2 个名额已满"):
        editing.add(court, kind, {**values, "name": "童丙", "state": "admitted", "consent": True, "leaves_alone": True})
    with pytest.raises(Refused, match="年级填 1 到 12"):
        editing.add(court, kind, {**values, "name": "童丁", "grade": 13})


def test_a_period_knows_when_its_children_are_deleted(court, period):
    assert period.deletes_on == date(2024, 3, 3)
    with pytest.raises(Refused, match="删除日期早于结束日期"):
        editing.change(court, CARE_PERIODS.kind, period.id, {"deletes_on": date(2024, 1, 30)})
    with pytest.raises(Refused, match="结束日期早于开始日期"):
        editing.change(court, CARE_PERIODS.kind, period.id, {"ends": date(2024, 1, 2)})


def test_the_empty_sheet_is_read_again(court, period, tmp_path):
    path = tmp_path / "空表.xlsx"
    write_form(path)
    found = read_enrolments(path, period.id)
    assert (found.read, found.new, found.problems) == (0, [], [])
    assert "接送人3电话" in [column.title for column in SHEET.columns.values()]
