"""Rows of a workbook beyond the places of a course or a welfare event wait, and whatever a workbook says is told."""

from datetime import date

import pytest
from PySide6.QtWidgets import QLabel

from cadre_desktop.courses.actions import cancel_course, enrol, record_results, save_course
from cadre_desktop.courses.kinds import COURSE, ENROLMENT
from cadre_desktop.courses.name_list import ENROLMENTS
from cadre_desktop.courses.records import Enrolment
from cadre_desktop.courses.rules import EnrolmentStatus
from cadre_desktop.kit.intake.exchange import import_file
from cadre_desktop.kit.qt.imports.import_dialog import ImportDialog
from cadre_desktop.people.name_list.quotas import set_quotas
from cadre_desktop.people.records import Court, Person
from cadre_desktop.people.rules import PersonStatus
from cadre_desktop.welfare.actions import save_event
from cadre_desktop.welfare.kinds import PARTICIPANT
from cadre_desktop.welfare.records import Participant


@pytest.fixture
def coming(court):
    """A course of July with two places: it is not over on the day of the tests."""
    values = {"title": "七月班", "starts": date(2023, 7, 3), "ends": date(2023, 7, 5), "hours": 140, "places": 2}
    return save_course(court, values)


def book(folder, *lines, head="班次名称,姓名,参训情况"):
    path = folder / "名单.csv"
    path.write_text("\n".join((head, *lines)), encoding="utf-8-sig")
    return path


def standing():
    return [(row.person.name, row.status) for row in Enrolment.select().order_by(Enrolment.id)]


def test_those_beyond_the_places_wait_in_the_order_of_the_workbook_and_it_is_told(court, coming, people, tmp_path):
    path = book(tmp_path, *(f"七月班,{name}," for name in ("单雄信", "王祯", "李静", "欧阳文博")))
    told = "“七月班”只有 2 个名额，已有 0 人，表中靠后的 2 人列入候补。"
    assert told in [note.message for note in import_file(court, ENROLMENT, path, dry_run=True).notes]
    done = import_file(court, ENROLMENT, path)
    assert done.placed == (told,)
    assert standing() == [("单雄信", "enrolled"), ("王祯", "enrolled"), ("李静", "waiting"), ("欧阳文博", "waiting")]
    court.undo()
    assert standing() == []


def test_nobody_passes_those_who_wait_already(court, coming, people, tmp_path):
    enrol(court, coming, [people["王祯"], people["李静"], people["欧阳文博"]], waits=True)
    with court.step("一人退出"):
        Enrolment.get(Enrolment.person == people["王祯"]).delete_instance()
    done = import_file(court, ENROLMENT, book(tmp_path, "七月班,单雄信,"))
    assert done.placed == ("“七月班”还有 1 人在候补，不能越过他们，表中 1 人列入候补。",)
    assert standing()[-1] == ("单雄信", "waiting")


@pytest.mark.parametrize("status", ["缺席", "退学", "候补"])
def test_who_needs_no_place_takes_none(court, coming, people, tmp_path, status):
    done = import_file(court, ENROLMENT, book(tmp_path, f"七月班,王祯,{status}", "七月班,李静,", "七月班,单雄信,"))
    assert done.placed == ()
    assert standing()[1:] == [("李静", "enrolled"), ("单雄信", "enrolled")]


def test_who_has_completed_it_was_there_and_takes_a_place_from_those_still_to_come(court, coming, people, tmp_path):
    lines = ("七月班,李静,", "七月班,单雄信,", "七月班,王祯,结业")
    import_file(court, ENROLMENT, book(tmp_path, *lines))
    assert standing() == [("李静", "enrolled"), ("单雄信", "waiting"), ("王祯", "completed")]


def test_of_a_course_that_is_over_nobody_waits_but_too_many_are_told(court, course, people, tmp_path):
    save_course(court, {"places": 1}, course.id)
    done = import_file(court, ENROLMENT, book(tmp_path, f"{course.title},王祯,", f"{course.title},李静,"))
    assert done.placed == (f"“{course.title}”只有 1 个名额，导入后占名额的有 2 人，请核对。",)
    assert {status for _name, status in standing()} == {"enrolled"}


def test_without_places_everybody_is_on_the_list_and_nothing_is_said(court, course, people, tmp_path):
    done = import_file(court, ENROLMENT, book(tmp_path, *(f"{course.title},{name}," for name in people)))
    assert (done.placed, len(standing())) == ((), len(people))


def test_a_quota_that_is_passed_is_told(court, coming, people, tmp_path):
    home = Court.get(Court.short_name == "包头中院")
    set_quotas(court, ENROLMENTS, coming, {home.id: 1})
    done = import_file(court, ENROLMENT, book(tmp_path, "七月班,王祯,", "七月班,李静,", "七月班,单雄信,"))
    assert done.placed[-1] == "“七月班”的名额分配：包头中院超 1 人，请核对。"


@pytest.fixture
def waiting(court, coming, people):
    """王祯 and 李静 have the places; 欧阳文博, 阿拉坦·巴特尔 and 单雄信 wait, in this order."""
    enrol(court, coming, list(people.values()), waits=True)
    return {row.person.name: row.id for row in Enrolment.select()}


def gives_up(court, key):
    with court.step("一人退出"):
        Enrolment.by_key(key).delete_instance()


@pytest.mark.parametrize("status", ["结业", "未结业"])
def test_a_workbook_makes_nobody_complete_a_course_who_waits_for_it(court, waiting, tmp_path, status):
    path = book(tmp_path, f"七月班,欧阳文博,{status}", "七月班,李静,结业")
    done = import_file(court, ENROLMENT, path)
    assert (done.changed, done.refused) == (1, 1), "the good row beside it is kept"
    assert done.problems[0].message == (
        f"欧阳文博还在“七月班”的候补里，没有名额，不能按表格记为“{status}”；确已参加的，请在名单里选中后标记。"
    )
    assert done.problems[0].column == "参训情况"
    assert dict(standing())["欧阳文博"] == "waiting" and dict(standing())["李静"] == "completed"


def test_a_workbook_moves_nobody_up_past_others_or_where_there_is_no_room(court, waiting, tmp_path):
    done = import_file(court, ENROLMENT, book(tmp_path, "七月班,欧阳文博,报名"))
    assert (done.changed, done.refused) == (0, 1) and "空出 0 个名额，还轮不到" in done.problems[0].message
    gives_up(court, waiting["王祯"])
    done = import_file(court, ENROLMENT, book(tmp_path, "七月班,单雄信,报名", "七月班,欧阳文博,报名"))
    assert (done.changed, done.refused) == (1, 1)
    assert "单雄信在“七月班”的候补里排第 3 位，空出 1 个名额" in done.problems[0].message
    assert "“七月班”有 1 名候补按表格占了空出的名额。" in done.placed
    assert dict(standing()) == {
        "李静": "enrolled", "欧阳文博": "enrolled", "阿拉坦·巴特尔": "waiting", "单雄信": "waiting"
    }  # fmt: skip


@pytest.mark.parametrize("status", ["缺席", "退学", "候补", ""])
def test_who_gives_up_waiting_by_a_workbook_is_refused_nothing(court, waiting, tmp_path, status):
    assert import_file(court, ENROLMENT, book(tmp_path, f"七月班,欧阳文博,{status}")).refused == 0


def test_without_a_limit_whoever_waits_may_move_up(court, coming, waiting, tmp_path):
    save_course(court, {"places": None}, coming.id)
    assert import_file(court, ENROLMENT, book(tmp_path, "七月班,单雄信,报名")).changed == 1


def test_who_comes_back_by_a_workbook_where_his_place_is_taken_is_told(court, waiting, tmp_path):
    record_results(court, [waiting["王祯"]], status=EnrolmentStatus.ABSENT)
    import_file(court, ENROLMENT, book(tmp_path, "七月班,欧阳文博,报名"))
    done = import_file(court, ENROLMENT, book(tmp_path, "七月班,王祯,报名"))
    assert done.placed == ("“七月班”有 1 人按表格重新占了名额，共 3 人，多于 2 个名额，请核对。",)


def test_a_workbook_that_lowers_the_places_is_told_and_moves_nobody(court, coming, waiting, tmp_path):
    save_course(court, {"places": None}, coming.id)
    import_file(court, ENROLMENT, book(tmp_path, "七月班,单雄信,报名"))
    path = book(tmp_path, "七月班,2023-07-03,1", head="班次名称,开始日期,名额")
    done = import_file(court, COURSE, path)
    assert done.placed == (
        "“七月班”的名额改为 1 个，占名额的已有 3 人，没有移动任何人；请打开这份名单，在“名额”里把超出的转为候补。",
    )
    assert (done.changed, [status for _name, status in standing()].count("enrolled")) == (1, 3)
    assert import_file(court, COURSE, path).placed == ()


def test_nobody_is_imported_into_a_course_that_was_called_off(court, coming, people, tmp_path):
    cancel_course(court, coming, "没有讲师")
    done = import_file(court, ENROLMENT, book(tmp_path, "七月班,王祯,"))
    assert (done.new, done.refused, standing()) == (0, 1, [])
    assert "已取消" in done.problems[0].message


def leaves(court, key, since):
    with court.step("退休"):
        Person.update(status=PersonStatus.RETIRED, status_since=since).where(Person.id == key).execute()


def test_who_had_left_before_is_enrolled_by_a_workbook_as_little_as_on_the_screen(court, coming, people, tmp_path):
    leaves(court, people["王祯"], date(2020, 1, 1))
    done = import_file(court, ENROLMENT, book(tmp_path, "七月班,王祯,", "七月班,李静,"))
    assert (done.new, done.refused, standing()) == (1, 1, [("李静", "enrolled")])
    (problem,) = done.problems
    assert (problem.column, problem.message) == ("姓名", "王祯开班时已不在岗（退休、调离等），不能报名。")


def test_who_left_later_or_is_on_the_list_already_comes_in(court, coming, people, tmp_path):
    leaves(court, people["王祯"], date(2023, 7, 4))
    enrol(court, coming, [people["李静"]])
    leaves(court, people["李静"], date(2020, 1, 1))
    done = import_file(court, ENROLMENT, book(tmp_path, "七月班,王祯,", "七月班,李静,缺席"))
    assert (done.new, done.changed, done.refused) == (1, 1, 0)


def test_an_old_list_with_people_gone_since_nobody_knows_when_comes_in(court, course, people, tmp_path):
    leaves(court, people["王祯"], None)
    assert import_file(court, ENROLMENT, book(tmp_path, f"{course.title},王祯,结业")).new == 1
    leaves(court, people["李静"], date(2022, 1, 1))
    assert import_file(court, ENROLMENT, book(tmp_path, f"{course.title},李静,结业")).refused == 1


def test_a_welfare_event_has_no_more_places_by_a_workbook_than_on_the_screen(court, people, tmp_path):
    save_event(court, {"title": "座谈", "kind": "visit", "starts": date(2023, 6, 20), "places": 1})
    done = import_file(court, PARTICIPANT, book(tmp_path, "座谈,王祯", "座谈,李静", head="活动名称,姓名"))
    assert done.placed == ("“座谈”只有 1 个名额，已有 0 人，表中靠后的 1 人列入候补。",)
    assert [row.attendance for row in Participant.select().order_by(Participant.id)] == ["invited", "waiting"]


def test_in_the_window_it_is_told_before_and_afterwards(qtbot, desk, court, coming, people, tmp_path):
    dialog = ImportDialog(desk, ENROLMENT, book(tmp_path, "七月班,王祯,", "七月班,李静,", "七月班,单雄信,"))
    qtbot.addWidget(dialog)
    dialog.show()
    told = "“七月班”只有 2 个名额，已有 0 人，表中靠后的 1 人列入候补。"
    while dialog.preview.plan is None:
        dialog.advance()
    assert told in {label.text() for label in dialog.preview.findChildren(QLabel) if label.isVisible()}
    dialog.advance()
    assert told in desk.notices.texts[-1]
    assert [status for _name, status in standing()] == ["enrolled", "enrolled", "waiting"]
