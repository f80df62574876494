"""Places for a department of a court: kept, refused where they cannot be, told, sent out as forms and filled."""

from datetime import date

import pytest
import xlsxwriter

from cadre_desktop.courses.actions import enrol, save_course
from cadre_desktop.courses.kinds import ENROLMENT
from cadre_desktop.courses.name_list import ENROLMENTS
from cadre_desktop.courses.records import Enrolment
from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.documents.workbook import read_workbook
from cadre_desktop.kit.intake.exchange import import_file
from cadre_desktop.kit.problems import Refused
from cadre_desktop.people.name_list.nomination_forms import print_forms, write_forms, write_rows
from cadre_desktop.people.name_list.nominations import beyond, meaning, nominate, read_forms, recognise
from cadre_desktop.people.name_list.quota_rules import quota_words
from cadre_desktop.people.name_list.quotas import quota_lines, quotas_of, set_quotas
from cadre_desktop.people.name_list.reading_names import Written
from cadre_desktop.people.name_list.records import DepartmentQuota
from cadre_desktop.people.pasting import NameStanding, match_written
from cadre_desktop.people.records import Court, Department, Person


def court_of(short):
    return Court.get(Court.short_name == short)


def room(name, short="包头中院"):
    return Department.get(Department.name == name, Department.court == court_of(short)).id


CRIMINAL = "刑事审判第一庭"
BORN = (date(1981, 7, 1), date(1990, 5, 1))


@pytest.fixture
def home(people):
    return court_of("包头中院").id


def filled(path, *sheets):
    """A workbook of forms: title, headings, rows."""
    with xlsxwriter.Workbook(path) as book:
        for title, *rows in sheets:
            sheet = book.add_worksheet(title)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


def test_departments_have_places_of_their_court_and_they_can_be_taken_back(court, course, home):
    assert set_quotas(court, ENROLMENTS, course, {home: 5}, {room(CRIMINAL): 3}) == 2
    assert set_quotas(court, ENROLMENTS, course, {home: 5}, {room(CRIMINAL): 3}) == 0
    assert quotas_of(course) == ({home: 5}, {room(CRIMINAL): 3})
    assert set_quotas(court, ENROLMENTS, course, {}, {room(CRIMINAL): None}) == 1
    assert DepartmentQuota.select().count() == 0
    court.undo()
    assert quotas_of(course).departments == {room(CRIMINAL): 3}


def test_a_court_without_a_number_has_what_its_departments_have(court, course, home, people):
    set_quotas(court, ENROLMENTS, course, {}, {room(CRIMINAL): 1, room("执行局"): 1})
    enrol(court, course, people.values())
    line = next(line for line in quota_lines(ENROLMENTS, course) if line.court == home)
    assert (line.quota, line.listed, line.by_parts) == (2, 3, True)
    assert quota_words(quota_lines(ENROLMENTS, course)).startswith(f"包头中院{CRIMINAL}超 1 人")


@pytest.mark.parametrize(
    ("quota", "parts", "sentence"),
    [
        (2, {CRIMINAL: 3}, "包头中院各部门名额合计 3 个，多于这个法院的名额 2 个，请调整。"),
        (2, {CRIMINAL: 1, "执行局": 2}, "包头中院各部门名额合计 3 个"),
        (None, {CRIMINAL: 5}, "各法院名额合计 5 个，多于总名额 4 个，请调整。"),
        (None, {CRIMINAL: -1}, "名额不能是负数。"),
    ],
)
def test_places_that_cannot_be_are_refused_and_nothing_is_kept(court, course, home, quota, parts, sentence):
    small = save_course(court, {"places": 4}, course.id)
    with pytest.raises(Refused, match=sentence):
        set_quotas(court, ENROLMENTS, small, {home: quota}, {room(name): count for name, count in parts.items()})
    assert quotas_of(course) == ({}, {})


def test_a_department_that_is_gone_is_told(court, course, home):
    with court.step("部门"):
        gone = Department.add(court=home, name="民五庭").id
    with court.step("删除"):
        Department.delete().where(Department.id == gone).execute()
    with pytest.raises(Refused, match="有 1 个部门已被删除"):
        set_quotas(court, ENROLMENTS, course, {}, {gone: 3})


def test_who_has_moved_to_another_court_counts_for_that_of_then(court, course, home, people):
    set_quotas(court, ENROLMENTS, course, {home: 3}, {room(CRIMINAL): 2})
    enrol(court, course, [people["王祯"]])
    with court.step("调动"):
        hill = court_of("青山法院")
        Person.update(court=hill, department=room("执行局", "青山法院")).where(Person.id == people["王祯"]).execute()
    line = next(line for line in quota_lines(ENROLMENTS, course) if line.court == home)
    assert (line.listed, line.parts[0].listed) == (1, 0)


def test_an_import_that_passes_the_quota_of_a_department_is_told(court, course, home, people, tmp_path):
    set_quotas(court, ENROLMENTS, course, {home: 3}, {room(CRIMINAL): 1})
    path = tmp_path / "名单.csv"
    rows = "\n".join(f"{course.title},{name}," for name in ("王祯", "李静"))
    path.write_text(f"班次名称,姓名,参训情况\n{rows}", encoding="utf-8-sig")
    done = import_file(court, ENROLMENT, path)
    assert done.placed == (f"“{course.title}”的名额分配：包头中院{CRIMINAL}超 1 人，请核对。",)


# Forms.


def test_a_form_says_court_and_department_and_one_is_for_the_other_departments(court, course, home, people, tmp_path):
    set_quotas(court, ENROLMENTS, course, {home: 5, court_of("青山法院").id: 1}, {room(CRIMINAL): 3})
    enrol(court, course, [people["王祯"]])
    path = tmp_path / "推荐表.xlsx"
    assert write_forms(path, ENROLMENTS, course) == 3
    sheets = {sheet.name: sheet.rows[1:] for sheet in read_workbook(path).sheets}
    assert sheets[f"包头中院{CRIMINAL}推荐表"] == [[course.title, "包头中院", "", CRIMINAL, *[""] * 4]] * 2
    assert len(sheets["包头中院其他部门推荐表"]) == 2 and len(sheets["青山法院推荐表"]) == 1
    print_forms(tmp_path / "推荐表.pdf", ENROLMENTS, course)
    with Pages(tmp_path / "推荐表.pdf") as pages:
        text = "".join(pages.text(0).split())
    assert f"推荐表包头中院{CRIMINAL}时间：2023年3月1日至3月2日地点：中院三楼会议室" in text
    assert "名额3人，已报1人，还可推荐2人序号" in text


@pytest.mark.parametrize(
    ("others", "words"),
    [(("王祯",), "还可推荐1人（包头中院只剩这些名额）"), (("王祯", "李静"), "还可推荐0人（包头中院的名额已报满）")],
)
def test_a_form_says_when_the_court_has_no_more_places(court, course, home, people, tmp_path, others, words):
    keys = [people[name] for name in others]
    with court.step("换庭"):
        Person.update(department=room("执行局")).where(Person.id.in_(keys)).execute()
    enrol(court, course, keys)
    set_quotas(court, ENROLMENTS, course, {home: 2}, {room(CRIMINAL): 2})
    print_forms(tmp_path / "推荐表.pdf", ENROLMENTS, course)
    with Pages(tmp_path / "推荐表.pdf") as pages:
        assert f"名额2人，已报0人，{words}" in "".join(pages.text(0).split())


def test_filled_forms_fill_the_places_of_each_department_and_what_is_beyond_is_told(
    court, course, home, people, tmp_path
):
    set_quotas(court, ENROLMENTS, course, {home: 2}, {room(CRIMINAL): 1})
    head = ["活动名称", "法院", "姓名", "部门"]
    forms = filled(
        tmp_path / "甲.xlsx",
        (f"包头中院{CRIMINAL}推荐表", head, ["", "包头中院", "王祯", CRIMINAL], ["", "", "李静", "刑一庭"]),
        ("包头中院其他部门推荐表", head, ["", "", "欧阳文博", ""]),
        ("青山法院推荐表", head, ["", "", "单雄信", ""]),
    )
    found = read_forms(ENROLMENTS, course, [forms])
    assert [one.said.court for one in found.sure] == ["包头中院", "包头中院", "包头中院", "青山法院"]
    assert found.sure[1].remark == "" and found.sure[2].said.department == ""
    assert beyond(found, found.sure) == [
        f"包头中院{CRIMINAL}推荐 2 人，只有 1 个名额空着，后 1 人列为候补。",
        "青山法院没有分配名额，推荐的 1 人列为候补。",
    ]
    done = nominate(court, ENROLMENTS, course, found.sure)
    assert (done.listed, done.waiting) == (2, 2)
    again = recognise(ENROLMENTS, course, found.sure)
    assert beyond(again, again.sure) == []  # all of them are on the list
    assert {row.person.name: row.status for row in Enrolment.select()} == {
        "王祯": "enrolled",
        "李静": "waiting",
        "欧阳文博": "enrolled",
        "单雄信": "waiting",
    }


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("包头中院院领导推荐表", ("包头中院", "院领导")),
        ("包头市中级人民法院推荐表", ("包头市中级人民法院", "")),
        ("包头中院其他部门推荐表", ("包头中院", "")),
        ("东河法院民一庭推荐表", ("东河法院", "民一庭")),
        ("表", ("", "")),
    ],
)
def test_the_title_of_a_form_says_court_and_department(court, course, people, tmp_path, title, unit):
    path = filled(tmp_path / "甲.xlsx", (title, ["姓名"], ["王祯"]))
    found = read_forms(ENROLMENTS, course, [path])
    (one,) = (*found.sure, *found.open)
    assert (one.said.court, one.said.department) == unit


@pytest.mark.parametrize(
    ("said", "remark"),
    [
        ("民五庭", f"包头中院没有“民五庭”这个部门，花名册里是{CRIMINAL}，名额按花名册算"),
        ("执行局", f"推荐表写“执行局”，花名册里是{CRIMINAL}，名额按花名册算"),
        ("刑一庭", ""),
    ],
)
def test_an_unknown_or_another_department_is_said_and_the_row_is_taken(court, course, people, tmp_path, said, remark):
    path = filled(tmp_path / "甲.xlsx", ("表", ["法院", "姓名", "部门"], ["包头中院", "王祯", said]))
    (one,) = read_forms(ENROLMENTS, course, [path]).sure
    assert (one.person, one.remark) == (people["王祯"], remark)


def test_a_department_tells_people_of_one_name_apart(court, course, home, people, tmp_path):
    with court.step("同名"):
        other = Person.add(name="王祯", court=home, department=room("执行局")).id
    path = filled(
        tmp_path / "甲.xlsx",
        ("表", ["法院", "姓名", "部门"], ["包头中院", "王祯", "执行局"], ["包头中院", "王祯", ""]),
    )
    found = read_forms(ENROLMENTS, course, [path])
    assert [one.person for one in found.sure] == [other]
    assert found.open[0].why.startswith("有 2 位“王祯”（包头中院刑事审判第一庭；包头中院执行局），分不清是谁")


def test_a_department_with_a_court_s_sign_in_its_name_is_that_department(court, course, home, people):
    with court.step("院领导"):
        leaders = Department.add(court=home, name="院领导").id
        keys = [Person.add(court=home, department=leaders, name="白音", born=born).id for born in BORN]
    (match,) = match_written([Written("白音", ("包头中院", "院领导"))])
    assert match.standing is NameStanding.SEVERAL and {one.key for one in match.people} == set(keys)


def test_who_cannot_be_on_the_list_is_told_and_the_others_are_taken(court, course, people, tmp_path):
    with court.step("退休"):
        Person.update(status="retired").where(Person.id == people["王祯"]).execute()
    path = filled(tmp_path / "甲.xlsx", ("表", ["姓名"], ["王祯"], ["李静"]))
    found = read_forms(ENROLMENTS, course, [path])
    assert [one.said.name for one in found.sure] == ["李静"]
    assert "第 2 行：王祯开班时已不在岗" in found.problems[0].message


def test_who_is_open_is_saved_as_a_form_and_recognised_once_he_is_in_the_file(court, course, home, people, tmp_path):
    path = filled(tmp_path / "甲.xlsx", ("表", ["法院", "姓名", "推荐理由"], ["包头中院", "王大锤", "骨干"]))
    found = read_forms(ENROLMENTS, course, [path])
    left = tmp_path / "没有认出的.xlsx"
    assert write_rows(left, ENROLMENTS, course, [(one.said, one.reason, one.why) for one in found.open]) == 1
    with court.step("补录"):
        late = Person.add(name="王大锤", court=home).id
    (one,) = read_forms(ENROLMENTS, course, [left]).sure
    assert (one.person, one.reason) == (late, "骨干")
    assert [each.person for each in recognise(ENROLMENTS, course, found.open).sure] == [late]
    assert meaning(found.open[0], people["王祯"]).home == (home, room(CRIMINAL))


def test_nominees_wait_behind_those_who_wait_for_the_places_of_their_court(court, course, home, people, tmp_path):
    set_quotas(court, ENROLMENTS, course, {home: 1})
    path = filled(tmp_path / "甲.xlsx", ("表", ["姓名"], ["王祯"], ["李静"], ["欧阳文博"]))
    found = read_forms(ENROLMENTS, course, [path])
    nominate(court, ENROLMENTS, course, found.sure[:2])
    with court.step("退出"):
        Enrolment.delete().where(Enrolment.person == people["王祯"]).execute()
    nominate(court, ENROLMENTS, course, found.sure[2:])
    assert [(row.person.name, row.status) for row in Enrolment.select()] == [
        ("李静", "waiting"),
        ("欧阳文博", "waiting"),
    ]


def test_a_department_that_is_full_is_told_so(court, course, home, people, tmp_path):
    set_quotas(court, ENROLMENTS, course, {}, {room(CRIMINAL): 1})
    enrol(court, course, [people["王祯"]])
    path = filled(tmp_path / "甲.xlsx", ("表", ["姓名"], ["李静"], ["欧阳文博"]))
    found = read_forms(ENROLMENTS, course, [path])
    assert beyond(found, found.sure) == [
        f"包头中院{CRIMINAL}的名额已满，推荐的 1 人列为候补。",
        "包头中院其他部门没有分配名额，推荐的 1 人列为候补。",
    ]
