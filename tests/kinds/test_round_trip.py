"""What is exported comes back as the same, also where names alone do not tell rows apart."""

from datetime import date

import pytest

from cadre_desktop.courses.records import Course, Enrolment
from cadre_desktop.kit.documents.workbook import read_workbook
from cadre_desktop.kit.intake.exchange import export_table, import_file
from cadre_desktop.kit.intake.mapping import importable
from cadre_desktop.kit.listing import Listing
from cadre_desktop.people.records import Court, Department, Person, TrainingRecord
from cadre_desktop.schema import kinds
from cadre_desktop.talent.records import Rotation
from cadre_desktop.welfare.records import Participant, WelfareEvent


@pytest.fixture
def homonyms(court):
    """Two people whose names differ by a dot only, in two courses and two events of one name, and a planned move."""
    home, away = (Court.get(Court.short_name == name) for name in ("包头中院", "昆区法院"))
    first, second = date(2022, 3, 1), date(2023, 3, 1)
    with court.step("准备"):
        people = [
            Person.add(court=home, name=name, pinyin=name, strokes=name, staff_number=number)
            for name, number in (("满都拉·巴特尔", "N1"), ("满都拉巴特尔", "N2"))
        ]
        for day, who in ((first, people[0]), (second, people[1])):
            course = Course.add(title="新任法官培训（第一期）", starts=day)
            Enrolment.add(course=course, person=who, court=home)
            event = WelfareEvent.add(title="“七一”走访慰问", kind="visit", starts=day)
            Participant.add(event=event, person=who, court=home)
            TrainingRecord.add(person=who, year=day.year, title="培训", starts=day)
        here, there = (Department.add(court=row, name="刑一庭") for row in (home, away))
        for day, goal, where in ((first, home, here), (second, away, there)):
            Rotation.add(person=people[0], planned=day, from_court=home, to_court=goal, to_department=where)
    return court


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
@pytest.mark.parametrize("key", ["people", "enrolments", "participants", "training-records", "rotations"])
def test_an_export_comes_back_as_the_same(homonyms, tmp_path, key, suffix):
    kind, path = kinds()[key], tmp_path / f"出.{suffix}"
    export_table(Listing(kind, columns=tuple(c for c in importable(kind) if not c.masked)), path)
    done = import_file(homonyms, kind, path)
    assert (done.read, done.same) == (3, 2), done.problems


def test_the_date_tells_courses_of_one_name_apart(homonyms, tmp_path):
    kind, path = kinds()["enrolments"], tmp_path / "出.xlsx"
    export_table(Listing(kind), path)
    labels = {row[0] for row in read_workbook(path).sheets[0].rows[1:]}
    assert labels == {"新任法官培训（第一期）（2022-03-01）", "新任法官培训（第一期）（2023-03-01）"}


def test_a_name_of_several_courses_asks_for_the_date(homonyms, tmp_path):
    path = tmp_path / "参训.csv"
    path.write_text("班次名称,姓名\n新任法官培训（第一期）,N1\n2022-03-01,N1\n", encoding="utf-8")
    first, second = import_file(homonyms, kinds()["enrolments"], path).problems
    assert "请在名称后的括号里注明开始日期" in first.message
    assert "没有“2022-03-01”" in second.message


def test_a_department_of_another_court_is_told(homonyms, tmp_path):
    path = tmp_path / "轮岗.csv"
    path.write_text("姓名,计划日期,去向法院,去向部门\nN1,2023-09-01,东河法院,刑一庭\n", encoding="utf-8")
    (problem,) = import_file(homonyms, kinds()["rotations"], path).problems
    assert "别的单位才有" in problem.message
