"""Enrolment workbooks as parents and offices write them: good lines come in, and each bad one is told in a sentence."""

from datetime import date, datetime

import pytest
import xlsxwriter

from cadre_desktop.kit import editing
from cadre_desktop.kit.clock import FixedClock
from cadre_desktop.kit.intake.exchange import import_file
from cadre_desktop.kit.problems import Refused
from cadre_desktop.people.records import Court, Person
from cadre_desktop.welfare.child_care.enrolling import read_enrolments
from cadre_desktop.welfare.child_care.records import CareClass, CarePeriod, Child
from cadre_desktop.welfare.child_care.registers import CHILDREN
from cadre_desktop.welfare.child_care.written import read_agreed, read_moment

HEADS = ("职工姓名", "子女姓名", "出生年月", "年级", "监护人同意", "接送人1", "报名时间")


@pytest.fixture
def period(court):
    court.clock = FixedClock(datetime(2024, 1, 10, 9, 0))
    with court.step("备料"):
        home = Court.get(Court.place == 1)
        for name in ("王一", "李二"):
            Person.add(court=home, name=name)
        days = {"starts": date(2024, 1, 22), "ends": date(2024, 2, 2)}
        return CarePeriod.add(title="2024年寒假托辅", season="winter", **days)


def book(path, *sheets):
    """A workbook of sheets, each a name and its lines."""
    made = xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd hh:mm"})
    for name, lines in sheets:
        sheet = made.add_worksheet(name)
        for number, cells in enumerate(lines):
            sheet.write_row(number, 0, cells)
    made.close()
    return path


def test_odd_cells_are_told_and_the_line_comes_in_without_them(period, tmp_path):
    path = book(
        tmp_path / "表.xlsx",
        (
            "报名",
            [
                HEADS,
                ("王一", "童甲", "1999-05", "一百年级", "同意", "爷", "昨天"),
                ("李二", "童乙", "2024-03", "三年级（2）班", "不同意", "爷", "2024/1/5 9:30:15"),
                ("李二", "童丙", "2015-03", "3", "也许", "爷", datetime(2024, 1, 5, 9, 0)),
                ("李二", "童丙", "2015-03", "3", "是", "姥", ""),
            ],
        ),
    )
    found = read_enrolments(path, period.id)
    assert (len(found.new), found.there, found.refused) == (3, 1, 0)
    told = {(problem.row, problem.field): problem.message for problem in found.problems}
    assert "本期开始时 24 岁，托辅子女应为 2 到 17 岁，请核对。没有记下出生年月" in told[2, "born"]
    assert "看不懂这个年级" in told[2, "grade"] and "看不懂这个报名时间，先后按行的次序" in told[2, "applied_at"]
    assert "2024-03 晚于本期开始" in told[3, "born"]
    assert told[5, "name"].startswith("与第 4 行是同一名子女，只登记一次")
    values = [each.values for each in found.new]
    assert [each["grade"] for each in values] == [None, 3, 3] and "born" not in values[0]
    assert [each["consent"] for each in values] == [True, False, False]
    assert [each["applied_at"] for each in values] == ["", "2024-01-05 09:30:15", "2024-01-05 09:00"]


def test_headings_on_two_rows_and_a_title_above_them(period, tmp_path):
    path = tmp_path / "表.xlsx"
    made = xlsxwriter.Workbook(str(path))
    sheet = made.add_worksheet("报名")
    sheet.merge_range("A1:J1", "2024年寒假托辅报名表")
    for column, title in enumerate(("职工\n姓名", "子 女 姓 名", "年级（现读）", "监护人是否同意")):
        sheet.merge_range(1, column, 2, column, title)
    for first, title in ((4, "接送人"), (7, "接送人二")):
        sheet.merge_range(1, first, 1, first + 2, title)
        sheet.write_row(2, first, ("姓名", "关系", "电话"))
    sheet.merge_range("A4:A5", "王一")
    sheet.write_row(3, 1, ("童甲", "三年级", "√", "爷甲", "祖父", "13800000001", "姥甲", "外婆", "13800000002"))
    sheet.write_row(4, 1, ("童乙", "一年级", "√", "爷甲", "祖父", "13800000001"))
    made.close()
    found = read_enrolments(path, period.id)
    assert (found.read, found.problems) == (2, [])
    assert [(each.values["name"], each.values["grade"]) for each in found.new] == [("童甲", 3), ("童乙", 1)]
    assert [each["name"] for each in found.new[0].pick_ups] == ["爷甲", "姥甲"]
    assert found.new[0].pick_ups[1]["phone"] == "13800000002"


def test_a_second_sheet_is_not_passed_over_in_silence(period, tmp_path):
    lines = ("职工姓名", "子女姓名"), ("王一", "童甲")
    path = book(tmp_path / "表.xlsx", ("说明", [("请填写",)]), ("第一批", lines), ("第二批", lines))
    found = read_enrolments(path, period.id)
    assert len(found.new) == 1
    assert any("工作表“第二批”也有名单，没有读：这里只读“第一批”" in problem.message for problem in found.problems)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2024/1/5", "2024-01-05"),
        ("2024年1月5日 9:05", "2024-01-05 09:05"),
        ("2024-01-05 下午3:05", "2024-01-05 15:05"),
        ("2024-01-05 上午12:10", "2024-01-05 00:10"),
        ("2024.1.5 09：30：00", "2024-01-05 09:30"),
        ("2024-01-25 09:00 #003", "2024-01-25 09:00 #003"),
        ("2024-13-05", None),
        ("2024-01-05 25:00", None),
        ("昨天", None),
    ],
)
def test_when_somebody_applied_sorts_by_time(written, meant):
    assert read_moment(written) == meant


def test_agreement_as_people_say_it():
    assert [read_agreed(text) for text in ("同意", "不同意", "是", "未签", "√", "已交")] == [
        True, False, True, False, True, True,
    ]  # fmt: skip


def test_the_form_refuses_whom_no_period_or_class_takes(court, period):
    worker = Person.get(Person.name == "王一")
    with court.step("备料"):
        full = CareClass.add(period=period, title="一班", capacity=1)
        other = CarePeriod.add(title="暑期", season="summer", starts=date(2024, 7, 8), ends=date(2024, 8, 2))
        strange = CareClass.add(period=other, title="暑期班")
        Child.add(period=period, number=1, person=worker, name="童甲", state="admitted", care_class=full)
    values = {"period": period.id, "person": worker.id, "name": "童乙"}
    for more, told in (
        ({"name": "童甲"}, "已经登记过"),
        ({"care_class": full.id}, "“一班”的 1 个名额已满"),
        ({"care_class": strange.id}, "“暑期班”不是这一期的班级"),
        ({"born": date(2001, 1, 1)}, "本期开始时 23 岁"),
        ({"applied_at": "昨天"}, "看不懂这个报名时间"),
    ):
        with pytest.raises(Refused, match=told):
            editing.add(court, CHILDREN.kind, {**values, **more})
    child = editing.add(court, CHILDREN.kind, {**values, "applied_at": "2024/1/5 9:30"})
    assert Child.by_key(child.id).applied_at == "2024-01-05 09:30"
    editing.change(court, CHILDREN.kind, child.id, {"grade": 3})
    with pytest.raises(Refused, match="年级填 1 到 12"):
        editing.change(court, CHILDREN.kind, child.id, {"grade": -1})


def test_a_workbook_with_more_admitted_than_there_is_room_for(court, period, tmp_path):
    with court.step("名额"):
        CarePeriod.update(capacity=2).execute()
    heads = "编号", "期次", "职工姓名", "子女姓名", "监护人同意", "自行离园", "录取情况"
    usual = "2024年寒假托辅", "王一"
    lines = [heads, *((str(n), *usual, f"童{n}", "是", "是", "已录取") for n in (1, 2, 3))]
    done = import_file(court, CHILDREN.kind, book(tmp_path / "表.xlsx", ("子女", lines)))
    assert [row.state for row in Child.select().order_by(Child.number)] == ["admitted", "admitted", "waiting"]
    assert done.new == 3 and any("后 1 名改为候补" in note.message for note in (*done.notes, *done.problems))
    with court.step("空出"):
        Child.update(state="waiting").execute()
    with pytest.raises(Refused, match="超出 1 名，没有导入"):
        import_file(court, CHILDREN.kind, tmp_path / "表.xlsx")
    assert {row.state for row in Child.select()} == {"waiting"}
