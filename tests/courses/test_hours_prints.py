"""Hours on paper and in workbooks: the transcript, the yearly sheet, the return of courses with its foot line."""

from datetime import date

import pytest
from hours_cases import UPPER, YEAR, put, sheet_of, someone, trained

from cadre_desktop.courses.actions import close_course, enrol, record_results, save_course
from cadre_desktop.courses.hours.course_return import (
    ReturnPeriod,
    foot_line,
    print_return,
    return_lines,
    return_title,
    whole_year,
    write_return,
)
from cadre_desktop.courses.hours.transcript import period, print_transcript, trainings, write_transcript
from cadre_desktop.courses.hours.yearly import print_yearly, write_yearly, yearly_lines
from cadre_desktop.courses.records import Course, Enrolment
from cadre_desktop.courses.registers.hours_targets import HoursTarget
from cadre_desktop.courses.rules import EnrolmentStatus
from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.documents.setup import Setup
from cadre_desktop.kit.documents.workbook import read_workbook
from cadre_desktop.people.records import Person


def text_of(path):
    with Pages(path) as pages:
        return "".join("".join(pages.text(number).split()) for number in range(len(pages)))


def cells(path):
    (sheet,) = read_workbook(path).sheets
    return [list(row) for row in sheet.rows]


def one(store, name):
    sheet = sheet_of(store)
    place = next(place for place, member in enumerate(sheet.members) if member.name == name)
    return sheet.taking([place])


@pytest.fixture
def closed(court, people):
    with court.step("分类"):
        Person.update(category="judge").where(Person.name == "王祯").execute()
        Person.update(category="judicial_auxiliary").where(Person.name != "王祯").execute()
    for title, starts, form, names in (
        ("执行实务班", date(2023, 3, 1), "on_site", ("王祯", "李静")),
        ("网络班", date(2023, 5, 10), "online", ("李静",)),
        ("高院调训班", date(2023, 5, 20), "secondment", ("王祯",)),
    ):
        given = {"title": title, "starts": starts, "ends": starts.replace(day=starts.day + 2), "hours": 240}
        more = {"form": form, "online": form == "online", "series": "political", "cost": 123450}
        course = save_course(court, {**given, **more})
        enrol(court, course, [people[name] for name in names])
        keys = [row.id for row in Enrolment.select().where(Enrolment.course == course)]
        record_results(court, keys, status=EnrolmentStatus.COMPLETED)
        close_course(court, course)
    trained(court, people["李静"], 300, date(2023, 6, 1), title="干部网络学院", online=True, origin="platform")
    return people


def test_the_transcript_of_a_year(court, closed, tmp_path):
    trained(court, closed["王祯"], 40, date(2023, 1, 4), title="外单位讲座", counts=False, training_class="political")
    path = tmp_path / "证明.pdf"
    assert print_transcript(path, one(court, "王祯"), "包头市中级人民法院") == 1
    text = text_of(path)
    assert "兹证明包头市中级人民法院刑事审判第一庭审判员王祯同志2023年度参加干部教育培训的情况如下" in text
    assert "线下培训2023年任务90学时（或12天，已完成6天），已完成48学时" in text
    assert "合计还缺92学时。" in text  # 42 by hours, 45 by days
    assert "不计入年度任务" in text and "合计52" in text
    assert "特此证明。" in text and "2023年6月1日" in text


def test_a_transcript_says_when_nothing_lacks_and_who_is_in_the_party(court, closed, tmp_path):
    with court.step("入党"):
        Person.update(political="01", staff_number="0007").execute()
    put(court, HoursTarget, person=closed["王祯"], year=YEAR, hours=400, online_hours=0, reason="下派")
    print_transcript(tmp_path / "a.pdf", one(court, "王祯"), "")
    text = text_of(tmp_path / "a.pdf")
    assert "任务40学时，已完成48学时" in text and "任务已完成。" in text
    assert "党员教育培训任务32学时，已完成48学时" in text and "（工号0007）" in text


@pytest.mark.parametrize(
    ("result", "completed", "notes"),
    [
        ("结业", "结业", "网络平台"),
        ("82", "结业", "成绩 82 网络平台"),
        ("补考 68", "结业", "补考 68 网络平台"),
        ("优秀", "优秀", "网络平台"),
        ("", "", "网络平台"),
    ],
)
def test_a_mark_is_a_remark_and_not_whether_somebody_has_completed_it(court, people, result, completed, notes):
    trained(court, people["王祯"], 40, date(2023, 1, 4), result=result, origin="platform")
    (line,) = trainings(one(court, "王祯"))
    assert (line.result, line.notes) == (completed, notes)


def test_a_period_breaks_before_its_dash(court, people, tmp_path):
    trained(court, people["王祯"], 40, date(2023, 11, 11), date(2023, 11, 13))
    path = tmp_path / "证明.pdf"
    print_transcript(path, one(court, "王祯"), "")
    with Pages(path) as pages:
        assert "2023.11.11\n–11.13" in pages.text(0).replace("\r", "")


def test_the_transcript_of_a_five_year_target_has_its_years(court, tmp_path):
    person = someone(court, rank=UPPER)
    trained(court, person, 80, date(2019, 12, 30), date(2020, 1, 2))
    trained(court, person, 80, date(2018, 12, 30))
    print_transcript(tmp_path / "a.pdf", one(court, "王祯"), "")
    text = text_of(tmp_path / "a.pdf")
    assert "2019至2023年" in text and "线下培训五年任务550学时（或90天，已完成4天）" in text
    assert len(trainings(one(court, "王祯"))) == 1
    assert (period("2019-12-30", "2020-01-02"), period("2020-01-02", None)) == ("2019.12.30–2020.01.02", "2020.01.02")


def test_a_transcript_without_training_is_one_too(court, people, tmp_path):
    assert print_transcript(tmp_path / "a.pdf", one(court, "单雄信"), "") == 1
    assert "序号" not in text_of(tmp_path / "a.pdf")


@pytest.mark.parametrize(
    ("marks", "note"),
    [({"result": "77"}, "成绩 77"), ({"result": "缺考", "retake": "66"}, "补考 66"), ({"result": ""}, "")],
)
def test_a_course_completed_with_a_mark_says_completed_and_notes_the_mark(court, people, marks, note):
    course = save_course(court, {"title": "考试班", "starts": date(2023, 3, 1), "hours": 240})
    enrol(court, course, [people["王祯"]])
    record_results(court, [row.id for row in Enrolment.select()], status=EnrolmentStatus.COMPLETED)
    with court.step("成绩"):
        Enrolment.update(**marks).where(Enrolment.course == course).execute()
    close_course(court, course)
    (line,) = trainings(one(court, "王祯"))
    assert (line.result, line.notes) == ("结业", note)


def test_what_another_place_reports_stays_as_it_says(court, people):
    trained(court, people["王祯"], 40, date(2023, 1, 4), title="外单位讲座", result="优秀")
    (line,) = trainings(one(court, "王祯"))
    assert (line.result, line.notes.startswith("成绩")) == ("优秀", False)


def test_the_transcript_as_a_workbook(court, closed, tmp_path):
    assert write_transcript(tmp_path / "a.xlsx", one(court, "李静")) == 3
    rows = cells(tmp_path / "a.xlsx")
    assert [row[2] for row in rows[1:]] == ["执行实务班", "网络班", "干部网络学院"]
    assert rows[3][5] == 30 and rows[3][7] == "网络 网络平台"


def test_the_yearly_sheet_tells_kinds_and_shares(court, closed, tmp_path):
    trained(court, closed["王祯"], 20, date(2023, 5, 1), organiser="刑事审判第一庭")
    trained(court, closed["王祯"], 30, date(2023, 5, 2), training_class="topical")
    put(court, HoursTarget, person=closed["单雄信"], year=YEAR, hours=0, online_hours=0, reason="长期病假")
    lines = {line.name: line for line in yearly_lines(sheet_of(court))}
    assert lines["王祯"].kinds == (30, 240, 20, 240)
    assert lines["王祯"].targets == (900, 500) and lines["王祯"].done == (530, 0)
    assert lines["王祯"].shares == (58, 0)  # 53 hours of 90; seven days of twelve are less
    assert lines["李静"].shares == (26, 100)
    assert lines["单雄信"].shares == (None, None)
    offer = print_yearly(tmp_path / "a.pdf", sheet_of(court), "包头市中级人民法院")
    text = text_of(tmp_path / "a.pdf")
    assert offer.pages == 1 and "2023年度培训统计" in text and "90/5053/058%/0%" in text
    assert "共5人，任务全部完成1人。" in text and "—/—" in text
    assert write_yearly(tmp_path / "a.xlsx", sheet_of(court)) == 5


def test_the_return_lists_courses_and_what_was_held_elsewhere(court, closed):
    lines = {line.title: line for line in return_lines(whole_year(YEAR))}
    assert list(lines) == ["执行实务班", "网络班", "高院调训班", "干部网络学院"]
    own = lines["执行实务班"]
    assert (own.days, own.hours, own.times, own.persons, own.judges, own.auxiliaries) == (3, 240, 2, 2, 1, 1)
    assert (own.training_class, own.way, own.cost) == ("凝心铸魂", "线下", 123450)
    assert [line.way for line in lines.values()] == ["线下", "线上", "调训", "线上"]
    assert lines["干部网络学院"].court == "包头市中级人民法院"


@pytest.mark.parametrize(
    ("part", "title", "foot"),
    [
        (ReturnPeriod(YEAR), "2023年培训统计表", "本期培训班次 4 个，5 人次，2 人；年累计班次 4 个，5 人次，2 人。"),
        (
            ReturnPeriod(YEAR, 4, 6),
            "2023年第二季度培训统计表",
            "本期培训班次 3 个，3 人次，2 人；年累计班次 4 个，5 人次，2 人。",
        ),
        (
            ReturnPeriod(YEAR, 3, 3),
            "2023年3月培训统计表",
            "本期培训班次 1 个，2 人次，2 人；年累计班次 1 个，2 人次，2 人。",
        ),
        (
            ReturnPeriod(YEAR, 12, 12),
            "2023年12月培训统计表",
            "本期培训班次 0 个，0 人次，0 人；年累计班次 4 个，5 人次，2 人。",
        ),
    ],
)
def test_the_foot_counts_the_period_and_the_year_so_far(court, closed, part, title, foot):
    assert (return_title(part), foot_line(part)) == (title, foot)


@pytest.mark.parametrize(("chosen", "title"), [("", "2023年培训"), ("q2", "2023年第二季度"), ("m5", "2023年5月")])
def test_month_or_quarter_are_chosen_in_the_preview(court, closed, tmp_path, chosen, title):
    offer = print_return(
        tmp_path / "a.pdf", YEAR, "包头市中级人民法院", date(2023, 6, 1), Setup(chosen={"period": chosen})
    )
    assert offer.choices[0].key == "period" and len(offer.choices[0].options) == 17
    text = text_of(tmp_path / "a.pdf")
    assert title in text and "填报人：" in text and "年累计" in text and "填报单位：包头市中级人民法院" in text


def test_the_return_as_a_workbook_ends_with_its_foot(court, closed, tmp_path):
    assert write_return(tmp_path / "a.xlsx", whole_year(YEAR)) == 4
    rows = cells(tmp_path / "a.xlsx")
    assert rows[-1][2] == foot_line(whole_year(YEAR))
    assert Course.select().count() == 3
