"""Writes a small court of the present schema version beside this script: `version-N.cadre.xz` and its counts.

Run it once when a version is about to be released: ``python tests/old_files/make.py`` (with the root of the project in
PYTHONPATH). The file is then never written again; the tests here open a copy of every one with the newest program.
"""

import json
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from make_welfare import write_care
from released import HERE, pack

from cadre_desktop.checking import check_store
from cadre_desktop.contests.actions.confirming import confirm_sheets
from cadre_desktop.contests.actions.drawing import draw
from cadre_desktop.contests.actions.entering import enter
from cadre_desktop.contests.actions.marking import MarkEntry, record_marks
from cadre_desktop.contests.actions.panels import add_judges, decide_recusals, seat
from cadre_desktop.contests.actions.setup import create_contest
from cadre_desktop.contests.records import Criterion, Entrant, Event, Judge, Recusal, Track
from cadre_desktop.contests.rules.words import Severity
from cadre_desktop.courses.actions import close_course, enrol, record_results, save_course
from cadre_desktop.courses.certifying import issue_certificates
from cadre_desktop.courses.name_list import ENROLMENTS
from cadre_desktop.courses.records import Course, Enrolment
from cadre_desktop.courses.registers.feedback import FEEDBACK
from cadre_desktop.courses.registers.hours_targets import HOURS_TARGETS
from cadre_desktop.courses.registers.plan_items import PLAN_ITEMS
from cadre_desktop.courses.registers.studies import DEGREE_STUDIES, JUDICIAL_EXAMS, STUDY_REPORTS
from cadre_desktop.courses.rules import EnrolmentStatus
from cadre_desktop.kit import editing
from cadre_desktop.kit.clock import FixedClock
from cadre_desktop.kit.published import Register
from cadre_desktop.kit.store import blobs
from cadre_desktop.kit.store.attachments import NewFile, attach
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.kit.store.record import table_name
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.actions import add_people, found_courts
from cadre_desktop.people.appointing.carrying_out import appoint
from cadre_desktop.people.kinds import DEPARTMENT, PERSON
from cadre_desktop.people.name_list.attending import make_up, plan_sessions, record_presence, save_session
from cadre_desktop.people.name_list.quotas import set_quotas
from cadre_desktop.people.name_list.rules import Half, LeaveKind, PresenceMark, PresenceState
from cadre_desktop.people.records import Court, Department
from cadre_desktop.people.registers.absences import ABSENCES
from cadre_desktop.people.registers.annual_grades import ANNUAL_GRADES
from cadre_desktop.people.registers.appointment_batches import APPOINTMENT_BATCHES
from cadre_desktop.people.registers.calendar_days import CALENDAR_DAYS
from cadre_desktop.people.registers.education import EDUCATION
from cadre_desktop.people.registers.establishment import ESTABLISHMENTS
from cadre_desktop.people.registers.honour_proposals import HONOUR_PROPOSALS
from cadre_desktop.people.registers.lecturers import LECTURERS
from cadre_desktop.people.registers.lrmx_forms import LrmxForm
from cadre_desktop.people.registers.mentors import MENTOR_NOTES, MENTOR_PAIRS, MentorPair
from cadre_desktop.people.registers.movements import MOVEMENTS
from cadre_desktop.people.registers.not_duplicates import NotDuplicate
from cadre_desktop.people.registers.party_roles import PARTY_STANDINGS
from cadre_desktop.people.registers.posts_held import POSTS_HELD
from cadre_desktop.people.registers.relations import RELATIONS
from cadre_desktop.people.registers.resume import RESUME
from cadre_desktop.people.registers.retirement_decisions import RETIREMENT_DECISIONS
from cadre_desktop.people.registers.rotation_entries import ROTATION_ENTRIES
from cadre_desktop.people.registers.sanctions import SANCTIONS
from cadre_desktop.schema import SCHEMA, VERSION
from cadre_desktop.talent.actions import leave, save_pool
from cadre_desktop.talent.records import Membership
from cadre_desktop.talent.registers.evidence import STAGE_EVIDENCE
from cadre_desktop.talent.registers.exclusions import POOL_EXCLUSIONS
from cadre_desktop.talent.registers.post_profiles import POST_PROFILES
from cadre_desktop.talent.registers.reserve_tasks import RESERVE_TASKS
from cadre_desktop.talent.registers.reviews import YEARLY_REVIEWS
from cadre_desktop.talent.rules import ExitReason
from cadre_desktop.talent.stages.admitting import AdmissionException, admit
from cadre_desktop.welfare.actions import invite, record_attendance, save_event
from cadre_desktop.welfare.rules import Attendance

COURT = "包头市中级人民法院"
CODE_SEED = "5EA1ED0F5EA1ED0F5EA1ED0F5EA1ED0F"


def write(path: Path) -> dict[str, int]:
    """Write the court to `path` through the actions; answers its rows by table."""
    clock = FixedClock(datetime(2023, 6, 1, 9, 0))
    store = open_store(path, SCHEMA, "王祯", clock=clock, create_new=True, name=COURT, station=2023)
    found_courts(store, COURT)
    people = _people(store)
    _course(store, people)
    _contest(store, people)
    _talent(store, people)
    _welfare(store, people)
    _dossier(store, people)
    write_care(store, people)
    store.undo()
    store.redo()
    report = check_store(store)
    assert report.sound, report.lines
    counts = {table_name(record): record.select().count() for record in SCHEMA.records}
    close_store(store)
    return counts


def _people(store: Store) -> list[int]:
    own = Court.get(Court.name == COURT)
    room = editing.add(store, DEPARTMENT, {"court": own.id, "name": "刑事审判第一庭", "line": "", "place": 1})
    rows = [
        {
            "court": own.id,
            "department": room.id,
            "name": name,
            "sex": "male",
            "born": date(1985 + index, 3, 1),
            "category": "judge",
            "quota_judge": True,
            "post": "审判员",
            "status": "serving",
        }
        for index, name in enumerate(("王祯", "单雄信", "欧阳文博", "阿拉坦·巴特尔", "𠮷田惠"))
    ]
    people = list(add_people(store, rows))
    attach(store, PERSON.record, people[1], [NewFile("任职文件.txt", "任命单雄信为副庭长".encode())])
    editing.change(store, PERSON, people[0], {"photo": blobs.put(b"not quite a portrait"), "id_number": ""})
    appoint(store, [{"person": people[1], "decided": date(2023, 2, 1), "new_post": "副庭长"}])
    return people


def _course(store: Store, people: list[int]) -> None:
    values = {
        "title": "执行实务培训班",
        "series": "professional",
        "form": "on_site",
        "hours": 145,
        "places": 40,
        "place": "三楼会议室",
    }
    course = save_course(store, {**values, "starts": date(2023, 3, 1), "ends": date(2023, 3, 2)})
    enrol(store, course, people[:3])
    enrolments = [row.id for row in Enrolment.select()]
    sessions = plan_sessions(store, ENROLMENTS, course, (Half.MORNING, Half.AFTERNOON))
    present = {(session, entry): PresenceMark(PresenceState.PRESENT) for session in sessions for entry in enrolments}
    present[sessions[0], enrolments[0]] = PresenceMark(PresenceState.LEAVE, LeaveKind.SICK)
    record_presence(store, ENROLMENTS, course, present)
    extra = save_session(store, ENROLMENTS, course, {"day": date(2023, 3, 9), "make_up": True})
    make_up(store, ENROLMENTS, [(sessions[0], enrolments[0])], extra.id)
    record_presence(store, ENROLMENTS, course, {(extra.id, enrolments[0]): PresenceMark(PresenceState.PRESENT)})
    own = Court.get(Court.name == COURT)
    set_quotas(store, ENROLMENTS, course, {own.id: 3}, {Department.get(Department.court == own).id: 2})
    record_results(store, enrolments, status=EnrolmentStatus.COMPLETED)
    close_course(store, course)
    issue_certificates(store, course)


def _contest(store: Store, people: list[int]) -> None:
    contest = create_contest(store, {"name": "2023年执行技能竞赛", "starts": date(2023, 5, 8)})
    track = Track.get()
    enter(store, track, people[:2])
    seat(store, add_judges(store, contest, people[3:]), track)
    decide_recusals(store, [row.id for row in Recusal.select()], Severity.IGNORED, "演练")
    draw(store, track, "种子", code_seed=CODE_SEED)
    event = Event.get(Event.track == track, Event.anonymous)
    entrant, judge = Entrant.get(), Judge.get()
    lines = Criterion.select().where(Criterion.event == event).order_by(Criterion.place)
    record_marks(store, event, [MarkEntry(entrant.id, judge.id, line.id, line.step) for line in lines])
    confirm_sheets(store, event, [(entrant.id, judge.id)])


def _talent(store: Store, people: list[int]) -> None:
    pool = save_pool(store, {"name": "青年人才库", "type": "young", "age_limit": 35})
    admitted = admit(
        store, pool, people[:2], date(2023, 1, 1), "民主推荐", exception=AdmissionException("试点", "党组会")
    )
    leave(store, admitted.new[:1], date(2023, 5, 1), ExitReason.MOVED)


def _welfare(store: Store, people: list[int]) -> None:
    event = save_event(store, {"title": "新春慰问", "kind": "visit", "starts": date(2023, 1, 16), "budget": 500_000})
    invited = invite(store, event, people)
    record_attendance(store, invited.new[:2], Attendance.ATTENDED)


def _dossier(store: Store, people: list[int]) -> None:
    """What version 6 came with."""
    day = date(2023, 1, 1)
    person, course, enrolment = people[0], Course.get(), Enrolment.get()
    rows: list[tuple[Register, dict[str, Any]]] = [
        (POSTS_HELD, {"person": person, "starts": day, "post": "庭长", "post_level": "132"}),
        (EDUCATION, {"person": person, "education": "21", "school": "内蒙古大学"}),
        (ANNUAL_GRADES, {"person": person, "year": 2022, "grade": "excellent"}),
        (ABSENCES, {"person": people[1], "starts": day, "absence_class": "study"}),
        (PARTY_STANDINGS, {"person": person, "starts": day, "role": "member"}),
        (LECTURERS, {"name": "巴图", "unit": "内蒙古大学"}),
        (CALENDAR_DAYS, {"day": day, "day_kind": "free", "name": "元旦"}),
        (PLAN_ITEMS, {"year": 2023, "title": "执行实务培训", "series": "professional", "budget": 300_000, "month": 3}),
        (HOURS_TARGETS, {"person": person, "year": 2023, "hours": 450, "reason": "七月入职"}),
        (FEEDBACK, {"course": course.id, "question": "授课质量", "good": 3}),
        (DEGREE_STUDIES, {"person": person, "school": "内蒙古大学", "degree": "341", "starts": day}),
        (JUDICIAL_EXAMS, {"person": people[1], "year": 2023, "part": "objective"}),
        (STUDY_REPORTS, {"enrolment": enrolment.id, "title": "学习报告"}),
    ]
    for register, values in rows:
        editing.add(store, register.kind, values)

    _dossier_whole(store, people)


def _dossier_whole(store: Store, people: list[int]) -> None:
    """What version 8 came with."""
    day, court = date(2023, 2, 1), Court.get().id
    person, other = people[:2]
    rows: list[tuple[Register, dict[str, Any]]] = [
        (RESUME, {"person": person, "position": 1, "starts": day, "text": "书记员", "notes": "（其间：借调）"}),
        (SANCTIONS, {"person": other, "sanction": "warning", "decided": day, "until": date(2023, 8, 1)}),
        (MOVEMENTS, {"person": other, "way": "recruited", "moved": day, "other_unit": "内蒙古大学"}),
        (ROTATION_ENTRIES, {"person": person, "starts": day, "post": "庭长"}),
        (RELATIONS, {"person": person, "other": other, "kinship": "in_law"}),
        (ESTABLISHMENTS, {"court": court, "since": day, "authorised": 90, "judges_quota": 35}),
        (RETIREMENT_DECISIONS, {"person": person, "decided": day, "base": "male_60"}),
        (APPOINTMENT_BATCHES, {"title": "三月任免", "decided": day, "document_number": "包中法党〔2023〕1号"}),
        (HONOUR_PROPOSALS, {"person": person, "title": "办案标兵", "level": "court", "proposed": day}),
        (MENTOR_PAIRS, {"person": other, "mentor": person, "starts": day, "plan": "跟案"}),
        (POST_PROFILES, {"title": "立案庭庭长", "age_limit": 50, "grades_rule": "competent"}),
        (POOL_EXCLUSIONS, {"person": other, "reason": "影响期内"}),
    ]
    for register, values in rows:
        editing.add(store, register.kind, values)
    pair, member = MentorPair.get().id, Membership.get().id
    about: list[tuple[Register, dict[str, Any]]] = [
        (MENTOR_NOTES, {"pair": pair, "day": day, "note": "第一季度谈话"}),
        (STAGE_EVIDENCE, {"membership": member, "evidence": "vote", "day": day}),
        (YEARLY_REVIEWS, {"membership": member, "year": 2022, "grade": "good", "day": day}),
        (RESERVE_TASKS, {"membership": member, "task": "research", "title": "执行案款", "starts": day}),
    ]
    for register, values in about:
        editing.add(store, register.kind, values)
    with store.step("收下任免审批表"):
        LrmxForm.add(person=person, name="王祯.lrmx", content=blobs.put(b"<Person/>"), imported=day)
        NotDuplicate.add(person=person, other=other, decided=day)


def main() -> None:
    """Write the file and what has to be found in it."""
    with TemporaryDirectory() as folder:
        made = Path(folder) / f"version-{VERSION}.cadre"
        counts = write(made)
        pack(made, VERSION)
    (HERE / f"version-{VERSION}.json").write_text(json.dumps(counts, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
