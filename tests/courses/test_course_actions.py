from datetime import date, timedelta

import pytest

from cadre_desktop.certificates.actions import cancel
from cadre_desktop.certificates.records import IssuedCertificate
from cadre_desktop.courses.actions import (
    cancel_course,
    close_course,
    enrol,
    record_results,
    reopen_course,
    save_course,
    start_course,
    withdraw_enrolment,
)
from cadre_desktop.courses.certifying import draft_certificates, hand_out_certificates, issue_certificates
from cadre_desktop.courses.kinds import COURSE, ENROLMENT
from cadre_desktop.courses.records import Course, Enrolment
from cadre_desktop.courses.rules import CourseStatus, EnrolmentStatus
from cadre_desktop.kit import editing
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import attachments, journal
from cadre_desktop.kit.store.attachments import NewFile
from cadre_desktop.people.dossier import hours_in, post_training
from cadre_desktop.people.records import Person, TrainingRecord
from cadre_desktop.people.rules import PersonStatus

COMPLETED = EnrolmentStatus.COMPLETED


def enrolled(course):
    return {row.person.name: row for row in Enrolment.select().where(Enrolment.course == course)}


def keys(course):
    return [row.id for row in Enrolment.select().where(Enrolment.course == course).order_by(Enrolment.id)]


def status(course):
    return Course.by_key(course.id).status


@pytest.fixture
def held(court, course, people):
    """The course with everybody in it, all completed."""
    enrol(court, course, people.values())
    record_results(court, keys(course), status=COMPLETED)
    return course


def test_a_new_course_is_planned_by_the_own_court(court, course):
    assert (course.status, course.court.short_name, course.organiser) == ("planned", "包头中院", "包头市中级人民法院")


def test_a_course_of_one_day_ends_on_it_and_online_follows_from_the_form(court):
    made = save_course(court, {"title": "网络讲座", "form": "online", "starts": date(2023, 4, 1)})
    assert (made.ends, made.online) == (date(2023, 4, 1), True)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": ""}, "title"),
        ({"starts": None}, "starts"),
        ({"ends": date(2023, 2, 1)}, "ends"),
        ({"hours": 7}, "hours"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(court, values, field):
    with pytest.raises(Refused) as refused:
        save_course(court, {"title": "班", "starts": date(2023, 3, 1), **values})
    assert [problem.field for problem in refused.value.problems] == [field]
    assert Course.select().count() == 0


def test_enrolling_twice_enters_nobody_twice(court, course, people):
    first = enrol(court, course, [people["王祯"], people["李静"], people["王祯"]])
    assert (len(first.new), first.already) == (2, [])
    second = enrol(court, course, people.values())
    assert (len(second.new), second.already) == (3, [people["王祯"], people["李静"]])
    assert enrolled(course).keys() == people.keys()
    assert enrolled(course)["单雄信"].court.short_name == "青山法院"


def test_who_had_left_before_cannot_be_enrolled(court, course, people):
    with court.step("退休"):
        Person.update(status=PersonStatus.RETIRED, status_since=date(2023, 2, 1)).where(Person.name == "王祯").execute()
        Person.update(status=PersonStatus.MOVED, status_since=date(2023, 5, 1)).where(Person.name == "李静").execute()
    with pytest.raises(Refused, match="王祯开班时已不在岗"):
        enrol(court, course, people.values())
    assert len(enrol(court, course, [people["李静"]]).new) == 1


@pytest.mark.parametrize(
    ("leave", "expected"),
    [(0, "completed"), (20, "completed"), (25, "withdrawn"), (135, "withdrawn"), (140, "absent")],
)
def test_leave_over_a_seventh_is_a_withdrawal(court, course, people, leave, expected):
    enrol(court, course, [people["王祯"]])
    recorded = record_results(court, keys(course), status=COMPLETED, leave=leave)
    assert enrolled(course)["王祯"].status == expected
    assert recorded.over_limit == (() if expected == "completed" else tuple(keys(course)))


def test_less_leave_takes_the_withdrawal_back(court, course, people):
    enrol(court, course, [people["王祯"]])
    record_results(court, keys(course), leave=40)
    assert enrolled(course)["王祯"].status == "withdrawn"
    record_results(court, keys(course), leave=20)
    assert enrolled(course)["王祯"].status == "enrolled"


def test_a_withdrawal_for_another_reason_stays(court, course, people):
    enrol(court, course, [people["王祯"]])
    record_results(court, keys(course), status=EnrolmentStatus.WITHDRAWN)
    record_results(court, keys(course), leave=20)
    assert enrolled(course)["王祯"].status == "withdrawn"


def test_the_limit_can_be_overruled_and_set(court, course, people):
    enrol(court, course, [people["王祯"], people["李静"]])
    first, second = keys(course)
    record_results(court, [first], status=COMPLETED, leave=40, overrule=True)
    court.set_setting("leave_limit", "1/3")
    record_results(court, [second], status=COMPLETED, leave=40)
    assert {row.status for row in enrolled(course).values()} == {"completed"}


@pytest.mark.parametrize(("leave", "words"), [(3, "整数倍"), (-5, "整数倍"), (145, "多于")])
def test_impossible_leave_is_refused(court, course, people, leave, words):
    enrol(court, course, [people["王祯"]])
    with pytest.raises(Refused, match=words):
        record_results(court, keys(course), leave=leave)


def test_what_a_workbook_brings_is_checked_too(court, course, people):
    values = {"course": course.id, "person": people["单雄信"], "leave": 145}
    with pytest.raises(Refused, match="多于总学时 14"):
        editing.add(court, ENROLMENT, values)
    added = editing.add(court, ENROLMENT, {**values, "leave": 10})
    assert added.court.short_name == "青山法院"
    with pytest.raises(Refused, match="已有同样的参训"):
        editing.add(court, ENROLMENT, values | {"leave": None})


def test_recording_the_same_changes_nothing(court, held):
    steps = len(journal.steps())
    assert record_results(court, keys(held), status=COMPLETED).changed == 0
    assert len(journal.steps()) == steps


def test_closing_credits_the_hours_attended(court, held, people):
    record_results(court, [enrolled(held)["李静"].id], leave=20)
    record_results(court, [enrolled(held)["单雄信"].id], status=EnrolmentStatus.ABSENT)
    assert close_course(court, held) == 4
    assert {name: hours_in(key, 2023) for name, key in people.items()} == {
        "王祯": 140,
        "李静": 120,
        "欧阳文博": 140,
        "阿拉坦·巴特尔": 140,
        "单雄信": 0,
    }
    assert {name: row.hours for name, row in enrolled(held).items()}["李静"] == 120
    record = TrainingRecord.get(TrainingRecord.person == people["王祯"])
    assert (record.title, record.series, record.form) == (held.title, "“专业人才”集聚培育班", "现场")
    assert (record.source, record.year, record.ends) == (held.id, 2023, date(2023, 3, 2))


def test_undoing_the_closing_takes_everything_back(court, held, people):
    close_course(court, held)
    court.undo()
    assert TrainingRecord.select().count() == 0
    assert status(held) == CourseStatus.PLANNED
    assert {row.hours for row in enrolled(held).values()} == {None}
    court.redo()
    assert hours_in(people["王祯"], 2023) == 140


def test_closing_again_after_reopening_counts_nothing_twice(court, held, people):
    close_course(court, held)
    reopen_course(court, held, "漏记一人请假")
    assert TrainingRecord.select().count() == 0
    assert status(held) == CourseStatus.RUNNING
    assert journal.steps(1)[0].label == "“2023年全市法院执行实务培训班”重新开班：漏记一人请假"
    assert close_course(court, held) == 5
    assert TrainingRecord.select().count() == 5


def test_reopening_leaves_the_records_of_others(court, held, people):
    with court.step("调训"):
        post_training(court, 4711, [])
        TrainingRecord.add(person=people["王祯"], year=2023, title="省院调训", starts=date(2023, 1, 5), hours=80)
    close_course(court, held)
    assert hours_in(people["王祯"], 2023) == 220
    reopen_course(court, held, "更正")
    assert hours_in(people["王祯"], 2023) == 80


def test_reopening_needs_a_reason_and_a_closed_course(court, held):
    with pytest.raises(Refused, match="还没有结班"):
        reopen_course(court, held, "更正")
    close_course(court, held)
    with pytest.raises(Refused, match="原因"):
        reopen_course(court, held, " ")
    assert status(held) == CourseStatus.CLOSED


def test_closing_names_everything_that_is_missing(court, course, people):
    save_course(court, {"hours": 0, "ends": date(2023, 6, 2)}, course.id)
    enrol(court, course, people.values())
    with pytest.raises(Refused) as refused:
        close_course(court, course)
    assert [str(problem) for problem in refused.value.problems] == [
        "请先填写学时，再结班。",
        "培训 2023-06-02 才结束，还不能结班。",
        "李静、王祯、欧阳文博等 5 人的参训情况未定，请先标记结业、缺席或退学，或排课登记考勤。",
    ]
    assert status(course) == CourseStatus.PLANNED


def test_a_course_without_people_is_not_closed(court, course):
    with pytest.raises(Refused, match="还没有参训人员"):
        close_course(court, course)


def test_nothing_of_a_closed_course_can_be_changed(court, held, people):
    close_course(court, held)
    attempts = [
        lambda: save_course(court, {"hours": 80}, held.id),
        lambda: enrol(court, held, people.values()),
        lambda: record_results(court, keys(held), leave=5),
        lambda: withdraw_enrolment(court, keys(held)[:1]),
        lambda: editing.change(court, ENROLMENT, keys(held)[0], {"result": "优秀"}),
        lambda: editing.change(court, COURSE, held.id, {"title": "别的"}),
        lambda: close_course(court, held),
        lambda: cancel_course(court, held, "不办了"),
        lambda: start_course(court, held),
    ]
    for attempt in attempts:
        with pytest.raises(Refused, match="已结班"):
            attempt()
    assert TrainingRecord.select().count() == 5


def test_a_cancelled_course_can_be_taken_up_again(court, course, people):
    cancel_course(court, course, "疫情")
    with pytest.raises(Refused, match="已取消"):
        enrol(court, course, people.values())
    start_course(court, course)
    assert status(course) == CourseStatus.RUNNING
    assert len(enrol(court, course, people.values()).new) == 5


def test_certificates_follow_court_and_name_and_keep_their_numbers(court, held, people):
    record_results(court, [enrolled(held)["单雄信"].id], status=EnrolmentStatus.ABSENT)
    made = issue_certificates(court, held)
    assert [(row.name, row.number) for row in made] == [
        ("李静", "包头中院结证字〔2023〕00001号"),
        ("王祯", "包头中院结证字〔2023〕00002号"),
        ("欧阳文博", "包头中院结证字〔2023〕00003号"),
        ("阿拉坦·巴特尔", "包头中院结证字〔2023〕00004号"),
    ]
    assert made[1].body == (
        "王祯，男，1985年3月生。于2023年3月1日至3月2日，参加包头市中级人民法院举办的“2023年全市法院执行实务培训班”，"
        "学习期满，共14学时，准予结业。"
    )
    assert (made[1].issued, made[1].id_number) == (date(2023, 3, 2), "150299198503010017")
    close_course(court, held)
    reopen_course(court, held, "补一人")
    record_results(court, [enrolled(held)["单雄信"].id], status=COMPLETED)
    again = {row.name: row.number for row in issue_certificates(court, held)}
    assert {row.name: row.number for row in made}.items() <= again.items()
    assert again["单雄信"] == "包头中院结证字〔2023〕00005号"
    assert enrolled(held)["单雄信"].certificate.number == again["单雄信"]


def test_without_anybody_completed_there_are_no_certificates(court, course, people):
    enrol(court, course, people.values())
    with pytest.raises(Refused, match="还没有人结业"):
        issue_certificates(court, course)


def test_who_holds_a_certificate_is_not_taken_off_the_list(court, held):
    made = issue_certificates(court, held)
    with pytest.raises(Refused, match="先作废"):
        withdraw_enrolment(court, keys(held))
    cancel(court, [row.id for row in made], "名单有误")
    assert withdraw_enrolment(court, keys(held)) == 5
    assert keys(held) == []


def test_an_enrolment_of_a_closed_course_is_not_undone_from_beneath(court, course, people):
    """Who was absent has no hours, so closing did not touch his row; he is on the closed list all the same."""
    enrol(court, course, [people["王祯"]])
    enrol(court, course, [people["李静"]])
    added = court.last_step()
    rows = {row.__data__["person"]: row.id for row in Enrolment.select()}
    record_results(court, [rows[people["王祯"]]], status=EnrolmentStatus.COMPLETED)
    record_results(court, [rows[people["李静"]]], status=EnrolmentStatus.ABSENT)
    absence = court.last_step()
    close_course(court, course)
    assert "结班”" in court.hindrance(absence, "undo")
    assert court.hindrance(added, "undo") != ""
    court.undo()
    court.undo(absence)
    court.undo(added)
    assert Enrolment.select().count() == 1


def test_before_the_last_day_there_are_drafts_but_no_certificates(court, held):
    """The course ends on the day after the clock's."""
    with court.step("改期"):
        row = Course.by_key(held.id)
        row.ends = court.clock.today() + timedelta(1)
        row.save()
    drafts = draft_certificates(court, held)
    assert {row.number for row in drafts} == {""} and drafts
    with pytest.raises(Refused, match="才结束"):
        hand_out_certificates(court, held, lambda rows: None)
    assert IssuedCertificate.select().count() == 0
    with court.step("改期"):
        row.ends = court.clock.today()
        row.save()
    assert len(hand_out_certificates(court, held, lambda rows: None)) == len(drafts)


def test_certificates_that_cannot_be_printed_are_not_issued(court, held):
    def full(_rows):
        raise OSError(28, "no space left on device")

    with pytest.raises(OSError):
        hand_out_certificates(court, held, full)
    assert {row.certificate for row in enrolled(held).values()} == {None}
    assert IssuedCertificate.select().count() == 0


def test_the_signed_sheet_is_attached_after_closing_and_what_was_there_before_stays(court, held):
    before = attachments.attach(court, Course, held.id, [NewFile("通知.pdf", b"%PDF notice")]).keys
    close_course(court, held)
    own = enrolled(held)["王祯"]
    issue_certificates(court, held)
    certificate = IssuedCertificate.get(IssuedCertificate.name == "王祯")
    for record, key in ((Course, held.id), (Enrolment, own.id), (IssuedCertificate, certificate.id)):
        (scan,) = attachments.attach(court, record, key, [NewFile("签到表.pdf", b"%PDF signed")]).keys
        kept = attachments.closed_with(court, record, key)
        assert scan not in (kept or ())
        attachments.rename(court, scan, "签字的签到表.pdf")
        assert attachments.detach(court, [scan]) == 1
        court.undo()
        assert attachments.of(record, key)[-1].name == "签字的签到表.pdf"
    with pytest.raises(Refused, match="通知"):
        attachments.detach(court, before)


@pytest.mark.parametrize(("field", "text", "words"), [("attended", "很多", "4/5"), ("pass_mark", "差不多", "不是成绩")])
def test_a_share_or_a_pass_mark_that_cannot_be_read_is_refused_at_its_field(court, field, text, words):
    with pytest.raises(Refused, match=words) as refused:
        save_course(court, {"title": "审判实务", "starts": date(2023, 3, 1), "hours": 80, field: text})
    assert [problem.field for problem in refused.value.problems] == [field]
    assert not Course.select().exists()
