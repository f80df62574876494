"""Attendance, marks and nominations in workbooks: written, filled in by hand, and read back."""

import pytest
import xlsxwriter

from cadre_desktop.courses.actions import enrol, save_course
from cadre_desktop.courses.examining import Marks, read_marks, record_marks
from cadre_desktop.courses.name_list import ENROLMENTS
from cadre_desktop.courses.records import Enrolment
from cadre_desktop.kit.documents.workbook import read_workbook
from cadre_desktop.kit.names import pinyin_key
from cadre_desktop.kit.problems import Refused
from cadre_desktop.people.name_list.attendance_book import read_attendance, record_attendance, write_attendance
from cadre_desktop.people.name_list.attending import plan_sessions
from cadre_desktop.people.name_list.nomination_forms import print_forms, write_forms
from cadre_desktop.people.name_list.nominations import nominate, read_forms
from cadre_desktop.people.name_list.presence_sheet import read_sheet
from cadre_desktop.people.name_list.quotas import set_quotas
from cadre_desktop.people.name_list.records import Presence
from cadre_desktop.people.name_list.rules import Half
from cadre_desktop.people.records import Court, Person


def book(path, *rows, sheet="Sheet1"):
    with xlsxwriter.Workbook(path) as made:
        page = made.add_worksheet(sheet)
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    return path


@pytest.fixture
def sessions(court, course, people):
    enrol(court, course, people.values())
    return plan_sessions(court, ENROLMENTS, course, (Half.MORNING, Half.AFTERNOON))


def said(course):
    sheet = read_sheet(ENROLMENTS, course)
    return {
        line.name: "".join(
            sheet.said[s.key, line.entry].sign if (s.key, line.entry) in sheet.said else "·" for s in sheet.sessions
        )
        for line in sheet.lines
    }


def test_attendance_is_read_by_names_and_days(court, course, sessions, tmp_path):
    path = book(
        tmp_path / "考勤.xlsx",
        ["2023年执行实务培训班考勤表"],
        [],
        ["序号", "姓 名", "单位", "3月1日上午", "3.1 下午", "第3次"],
        [1, "王祯", "包头中院", "✓", "迟", "×"],
        [2, "李 静", "", "假", "早退", ""],
        [3, "阿拉坦巴特尔", "青山法院", "√", "病假", "√"],
        ["合计", "3人"],
    )
    found = read_attendance(ENROLMENTS, course, path)
    assert (found.read, found.problems, len(found.cells)) == (3, [], 8)
    assert record_attendance(court, ENROLMENTS, course, found) == 8
    assert (said(course)["王祯"], said(course)["李静"], said(course)["阿拉坦·巴特尔"]) == ("✓迟×·", "假早··", "✓病✓·")
    again = read_attendance(ENROLMENTS, course, path)
    assert (again.same, again.cells) == (8, {})


def test_headings_of_two_lines_are_read(court, course, sessions, tmp_path):
    path = book(
        tmp_path / "考勤.xlsx",
        ["姓名", "3月1日", "", "3月2日", ""],
        ["", "上午", "下午", "上午", "下午"],
        ["王祯", "✓", "✓", "×", "✓"],
    )
    record_attendance(court, ENROLMENTS, course, read_attendance(ENROLMENTS, course, path))
    assert said(course)["王祯"] == "✓✓×✓"


def test_what_cannot_be_read_is_told_and_the_rest_kept(court, course, sessions, tmp_path):
    path = book(
        tmp_path / "考勤.xlsx",
        ["姓名", "单位", "3月1日上午", "5月9日", "3月1日"],
        ["张三丰", "", "✓", "✓", "✓"],
        ["王祯", "青山法院", "✓", "", ""],
        ["李静", "", "来了", "", ""],
        ["单雄信", "", "✓", "", ""],
    )
    found = read_attendance(ENROLMENTS, course, path)
    texts = [problem.message for problem in found.problems]
    assert len(found.cells) == 1
    assert any("“张三丰”不在“2023年全市法院执行实务培训班”的名单上" in text for text in texts)
    assert any("“王祯”不在青山法院" in text for text in texts)
    assert any("“来了”看不懂" in text for text in texts)
    assert any("“5月9日”一列没有导入：没有这一课次" in text for text in texts)
    assert any("“3月1日”一列没有导入：分不清是哪一课次" in text for text in texts)


@pytest.mark.parametrize("order", [("✓", "×"), ("×", "✓"), ("✓", "迟"), ("病假", "事假")])
def test_somebody_who_is_there_twice_with_other_signs_is_recorded_in_neither_way(
    court, course, sessions, tmp_path, order
):
    """What the later row said was taken, or the earlier one's where the later said what was recorded before."""
    heading = ["姓名", "单位", "3月1日上午", "3月1日下午"]
    rows = [["王祯", "包头中院", order[0], "✓"], ["李静", "", "✓", "✓"], ["王祯", "", order[1], "✓"]]
    path = book(tmp_path / "考勤.xlsx", heading, *rows)
    for _again in range(2):
        found = read_attendance(ENROLMENTS, course, path)
        (problem,) = found.problems
        assert (problem.row, problem.column) == (4, "3月1日上午")
        assert problem.message.startswith("与第 2 行是同一个人、同一课次，那里是")
        assert problem.message.endswith("，两处都没有登记；请只留一处。")
        record_attendance(court, ENROLMENTS, course, found)
        assert (said(course)["王祯"], said(course)["李静"]) == ("·✓··", "✓✓··")
    assert (found.same, found.cells) == (3, {})


def test_somebody_who_is_there_twice_with_the_same_signs_is_recorded_once(court, course, sessions, tmp_path):
    rows = [["王祯", "✓"], ["王祯", "✓"], ["王祯", ""]]
    found = read_attendance(ENROLMENTS, course, book(tmp_path / "考勤.xlsx", ["姓名", "3月1日上午"], *rows))
    assert (found.problems, len(found.cells), found.same) == ([], 1, 0)


def test_two_sheets_that_contradict_each_other_are_told(court, course, sessions, tmp_path):
    path = tmp_path / "考勤.xlsx"
    with xlsxwriter.Workbook(path) as made:
        for title, sign in (("第一组", "✓"), ("第二组", "×")):
            page = made.add_worksheet(title)
            page.write_row(0, 0, ["姓名", "3月1日上午"])
            page.write_row(1, 0, ["王祯", sign])
    found = read_attendance(ENROLMENTS, course, path)
    assert found.problems[0].message.startswith("与“第一组”第 2 行是同一个人、同一课次，那里是出勤")
    assert found.cells == {}


def test_homonyms_are_told_apart_by_court(court, course, people, tmp_path):
    with court.step("同名"):
        other = Person.add(court=Court.get(Court.short_name == "青山法院"), name="王祯", pinyin=pinyin_key("王祯")).id
    enrol(court, course, [people["王祯"], other])
    plan_sessions(court, ENROLMENTS, course, (Half.MORNING,))
    path = book(tmp_path / "a.xlsx", ["姓名", "法院", "3月1日上午"], ["王祯", "", "✓"], ["王祯", "青山法院", "×"])
    found = read_attendance(ENROLMENTS, course, path)
    assert [problem.row for problem in found.problems] == [2]
    assert "有 2 位“王祯”" in found.problems[0].message
    assert len(found.cells) == 1


def test_attendance_written_is_read_back_the_same(court, course, sessions, tmp_path):
    first = book(tmp_path / "a.xlsx", ["姓名", "3月1日上午", "3月2日下午"], ["王祯", "公", "×"], ["李静", "早", "✓"])
    record_attendance(court, ENROLMENTS, course, read_attendance(ENROLMENTS, course, first))
    written = tmp_path / "b.xlsx"
    assert write_attendance(written, ENROLMENTS, course) == 5
    again = read_attendance(ENROLMENTS, course, written)
    assert (again.same, again.cells, again.problems) == (4, {}, [])
    assert Presence.select().count() == 4


def test_a_file_without_names_or_a_course_without_sessions_is_refused(court, course, people, tmp_path):
    enrol(court, course, people.values())
    path = book(tmp_path / "a.xlsx", ["甲", "乙"], [1, 2])
    with pytest.raises(Refused, match="还没有课次"):
        read_attendance(ENROLMENTS, course, path)
    plan_sessions(court, ENROLMENTS, course, ())
    with pytest.raises(Refused, match="没有“姓名”一列"):
        read_attendance(ENROLMENTS, course, path)


def test_marks_are_read_with_what_does_not_fit(court, course, people, tmp_path):
    save_course(court, {"pass_mark": "60"}, course.id)
    enrol(court, course, people.values())
    path = book(
        tmp_path / "成绩.xlsx",
        ["姓名", "单位", "成绩", "补考成绩"],
        ["王祯", "", 55.5, 70],
        ["李静", "", "优秀", ""],
        ["单雄信", "", "八十", ""],
        ["欧阳文博", "", 90, 95],
        ["张三丰", "", 90, ""],
        ["李静", "", 80, ""],
    )
    found = read_marks(course, path)
    keys = {row.person.name: row.id for row in Enrolment.select()}
    assert found.marks == {keys["王祯"]: Marks("55.5", "70"), keys["李静"]: Marks("优秀", "")}
    assert [problem.row for problem in found.problems] == [4, 5, 6, 7]
    assert record_marks(court, course, found.marks) == 2
    assert (read_marks(course, path).same, read_marks(course, path).marks) == (2, {})


@pytest.fixture
def quotas(court, course, people):
    courts = {row.short_name: row.id for row in Court.select()}
    set_quotas(court, ENROLMENTS, course, {courts["包头中院"]: 2, courts["青山法院"]: 1})
    return courts


def filled(path, title, *rows, sheet="青山法院推荐表"):
    return book(path, ["班次名称", "法院", "姓名", "工号", "推荐理由"], *([title, *row] for row in rows), sheet=sheet)


def test_forms_have_a_row_for_each_open_place(court, course, people, quotas, tmp_path):
    enrol(court, course, [people["王祯"]])
    path = tmp_path / "推荐表.xlsx"
    assert write_forms(path, ENROLMENTS, course) == 2
    sheets = {sheet.name: sheet.rows[1:] for sheet in read_workbook(path).sheets}
    assert sheets["包头中院推荐表"] == [[course.title, "包头中院", *[""] * 6]]
    assert print_forms(tmp_path / "推荐表.pdf", ENROLMENTS, course).pages == 2


def test_without_quotas_there_is_no_form(court, course, tmp_path):
    with pytest.raises(Refused, match="还没有分配名额"):
        write_forms(tmp_path / "a.xlsx", ENROLMENTS, course)


def test_several_forms_are_taken_at_once_and_beyond_the_quota_one_waits(court, course, people, quotas, tmp_path):
    first = filled(
        tmp_path / "甲.xlsx",
        course.title,
        ["青山法院", "单雄信", "", "业务骨干"],
        ["青山法院", "阿拉坦·巴特尔", "", ""],
    )
    second = filled(
        tmp_path / "乙.xlsx",
        course.title,
        ["包头中院", "王祯", "", ""],
        ["包头中院", "王大锤", "", ""],
        ["", "王祯", "", ""],
        sheet="包头中院推荐表",
    )
    other = filled(tmp_path / "丙.xlsx", "另一个班", ["包头中院", "李静", "", ""])
    broken = tmp_path / "丁.xlsx"
    broken.write_bytes(b"no workbook")
    found = read_forms(ENROLMENTS, course, [first, second, other, broken])
    assert [one.said.name for one in found.sure] == ["单雄信", "阿拉坦·巴特尔", "王祯"]
    assert [one.why for one in found.open] == ["没有“王大锤”这个人，请核对姓名，或先录入人员。"]
    other_form, broken_form, twice = (problem.message for problem in found.problems)
    assert "是“另一个班”的推荐表" in other_form and broken_form.startswith("丁.xlsx：")
    assert twice.endswith("王祯与乙.xlsx “包头中院推荐表”第 2 行是同一个人，只算一次。")
    done = nominate(court, ENROLMENTS, course, found.sure)
    assert (done.listed, done.waiting, done.already) == (2, 1, ())
    rows = {row.person.name: (row.status, row.reason) for row in Enrolment.select()}
    assert rows == {"单雄信": ("enrolled", "业务骨干"), "阿拉坦·巴特尔": ("waiting", ""), "王祯": ("enrolled", "")}
    assert nominate(court, ENROLMENTS, course, found.sure).already == ("单雄信", "阿拉坦·巴特尔", "王祯")
    court.undo()


def test_a_court_without_quota_waits_and_a_number_tells_who_is_meant(court, course, people, quotas, tmp_path):
    with court.step("工号"):
        Person.update(staff_number="B07").where(Person.name == "单雄信").execute()
    set_quotas(court, ENROLMENTS, course, {quotas["青山法院"]: None})
    found = read_forms(
        ENROLMENTS,
        course,
        [filled(tmp_path / "甲.xlsx", "", ["", "单雄信", "b07", ""], ["", "李静", "B07", ""], sheet="表")],
    )
    assert [one.person for one in found.sure] == [people["单雄信"]]
    assert found.open[0].why == "号码是单雄信的，姓名却写成“李静”，请核对。"
    assert nominate(court, ENROLMENTS, course, found.sure).waiting == 1
