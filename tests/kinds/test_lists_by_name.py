"""Every list of people stands by pinyin, or by strokes, on the screen, in exports and on rosters."""

import csv
from dataclasses import replace
from datetime import date

import pytest

from cadre_desktop.certificates.kinds import CERTIFICATE
from cadre_desktop.certificates.records import IssuedCertificate
from cadre_desktop.contests.kinds import ENTRANT, JUDGE, RESULT
from cadre_desktop.contests.records import Contest, Entrant, Judge, Result, Track
from cadre_desktop.courses.kinds import ENROLMENT
from cadre_desktop.courses.records import Course, Enrolment
from cadre_desktop.courses.registers.hours_targets import HOURS_TARGETS, HoursTarget
from cadre_desktop.courses.registers.studies import (
    DEGREE_STUDIES,
    JUDICIAL_EXAMS,
    STUDY_REPORTS,
    DegreeStudy,
    JudicialExam,
    StudyReport,
)
from cadre_desktop.kit.chinese import stroke_key
from cadre_desktop.kit.clock import SystemClock
from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.intake.exchange import export_table
from cadre_desktop.kit.kind import stands_by_name
from cadre_desktop.kit.listing import Listing
from cadre_desktop.kit.names import pinyin_key
from cadre_desktop.kit.rosters import kind_roster
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.people.actions import found_courts
from cadre_desktop.people.kinds import APPOINTMENT, HONOUR, PERSON, POOL_ENTRY, TRAINING_RECORD
from cadre_desktop.people.name_list.records import Lecturer
from cadre_desktop.people.records import Appointment, Court, Honour, Person, PoolEntry, TrainingRecord
from cadre_desktop.people.registers.absences import ABSENCES, Absence
from cadre_desktop.people.registers.annual_grades import ANNUAL_GRADES, AnnualGrade
from cadre_desktop.people.registers.education import EDUCATION, Education
from cadre_desktop.people.registers.honour_proposals import HONOUR_PROPOSALS, HonourProposal
from cadre_desktop.people.registers.lecturers import LECTURERS
from cadre_desktop.people.registers.mentors import MENTOR_NOTES, MENTOR_PAIRS, MentorNote, MentorPair
from cadre_desktop.people.registers.movements import MOVEMENTS, Movement
from cadre_desktop.people.registers.party_roles import PARTY_STANDINGS, PartyStanding
from cadre_desktop.people.registers.posts_held import POSTS_HELD, PostHeld
from cadre_desktop.people.registers.relations import RELATIONS, Relation
from cadre_desktop.people.registers.resume import RESUME, ResumeLine
from cadre_desktop.people.registers.retirement_decisions import RETIREMENT_DECISIONS, RetirementDecision
from cadre_desktop.people.registers.rotation_entries import ROTATION_ENTRIES, RotationEntry
from cadre_desktop.people.registers.sanctions import SANCTIONS, Sanction
from cadre_desktop.schema import SCHEMA, kinds
from cadre_desktop.talent.kinds import MEMBERSHIP, ROTATION
from cadre_desktop.talent.records import Membership, Pool, Rotation
from cadre_desktop.talent.registers.evidence import STAGE_EVIDENCE, StageEvidence
from cadre_desktop.talent.registers.exclusions import POOL_EXCLUSIONS, PoolExclusion
from cadre_desktop.talent.registers.reserve_tasks import RESERVE_TASKS, ReserveTask
from cadre_desktop.talent.registers.reviews import YEARLY_REVIEWS, YearlyReview
from cadre_desktop.welfare.comfort.records import ComfortPayment
from cadre_desktop.welfare.comfort.registers import PAYMENTS
from cadre_desktop.welfare.farewell.records import Farewell, FarewellWord, RetiredContact, RetiredVisit
from cadre_desktop.welfare.farewell.registers import REGISTERS as FAREWELL_REGISTERS
from cadre_desktop.welfare.hardship.records import HardshipCase, HardshipHelper, HardshipMeasure
from cadre_desktop.welfare.hardship.registers import CASES, HELPERS, MEASURES
from cadre_desktop.welfare.kinds import PARTICIPANT
from cadre_desktop.welfare.newcomers.records import Newcomer, NewcomerBatch, NewcomerTask
from cadre_desktop.welfare.newcomers.registers import NEWCOMERS, TASKS
from cadre_desktop.welfare.records import Participant, WelfareEvent

ENTERED = ("章伟", "王伟", "安娜", "贠立", "王薇", "单立", "王㛃", "张伟", "解红", "阿拉坦·巴特尔", "么晓红", "王一")
PINYIN = sorted(ENTERED, key=pinyin_key)
STROKES = sorted(ENTERED, key=stroke_key)
DAY = date(2023, 3, 1)


@pytest.fixture(scope="module")
def lists(tmp_path_factory):
    """By kind the conditions under which all its rows are alike but for who they are about."""
    store = open_store(tmp_path_factory.mktemp("名") / "库.cadre", SCHEMA, "王祯", create_new=True)
    found_courts(store, "包头市中级人民法院")
    with store.step("备料"):
        home = Court.get(Court.name == "包头市中级人民法院")
        course = Course.add(title="培训", starts=DAY)
        pool = Pool.add(name="人才库", type="young")
        event = WelfareEvent.add(title="慰问", kind="retirement_ceremony", starts=DAY)
        batch = NewcomerBatch.add(title="新人", year=2023, reports=DAY)
        contest = Contest.add(name="竞赛", year=2023)
        track = Track.add(contest=contest, name="刑事")
        for number, name in enumerate(ENTERED, 1):
            person = Person.add(court=home, name=name, pinyin=pinyin_key(name), strokes=stroke_key(name))
            enrolment = Enrolment.add(course=course, person=person, court=home)
            _dossier(person, enrolment)
            _cared_for(person, batch)
            _in_pool(Membership.add(pool=pool, person=person, court=home, entered=DAY))
            Rotation.add(person=person, planned=DAY)
            Participant.add(event=event, person=person, court=home)
            _retired(person)
            TrainingRecord.add(person=person, year=2023, title="培训", starts=DAY)
            Honour.add(person=person, title="先进", level="court", granted=DAY)
            Appointment.add(person=person, decided=DAY, new_post="庭长")
            PoolEntry.add(person=person, pool="人才库", entered=DAY)
            Judge.add(contest=contest, name=name)
            entrant = Entrant.add(contest=contest, track=track, name=name)
            Result.add(contest=contest, track=track, entrant=entrant, rank=1)
            IssuedCertificate.add(
                kind="honour", number=f"〔2023〕{number}号", year=2023, serial=number, name=name, issued=DAY
            )
    yield store
    close_store(store)


def _dossier(person, enrolment):
    PostHeld.add(person=person, starts=DAY, post="庭长")
    Education.add(person=person, education="21")
    AnnualGrade.add(person=person, year=2023, grade="competent")
    Absence.add(person=person, starts=DAY, absence_class="study")
    PartyStanding.add(person=person, starts=DAY, role="member")
    Lecturer.add(name=person.name, person=person)
    HoursTarget.add(person=person, year=2023, reason="入职")
    DegreeStudy.add(person=person, school="内蒙古大学", starts=DAY)
    ComfortPayment.add(person=person, item="birthday", amount=100, paid=DAY)
    JudicialExam.add(person=person, year=2023, part="objective")
    StudyReport.add(enrolment=enrolment)
    ResumeLine.add(person=person, position=1, text="书记员")
    RotationEntry.add(person=person, starts=DAY, post="庭长")
    Movement.add(person=person, direction="in", moved=DAY)
    RetirementDecision.add(person=person, decided=DAY, base="male_60")
    Sanction.add(person=person, sanction="warning", decided=DAY)
    HonourProposal.add(person=person, title="先进", level="court", proposed=DAY)
    Relation.add(person=person, other=person, kinship="spouse")
    MentorNote.add(pair=MentorPair.add(person=person, mentor=person, starts=DAY), day=DAY, note="谈话")


def _cared_for(person, batch):
    NewcomerTask.add(newcomer=Newcomer.add(batch=batch, person=person, reported=DAY), item="报到登记表")
    case = HardshipCase.add(person=person, applied=DAY, cause="other", state="accepted", accepted=DAY)
    HardshipMeasure.add(case=case, day=DAY, measure="goods")
    HardshipHelper.add(case=case, helper=person, starts=DAY)


def _retired(person):
    FarewellWord.add(farewell=Farewell.add(person=person), author="同事", words="常回来看看。")
    RetiredContact.add(person=person)
    RetiredVisit.add(person=person, day=DAY)


def _in_pool(member):
    StageEvidence.add(membership=member, stage="select", evidence="vote", day=DAY)
    YearlyReview.add(membership=member, year=2023, grade="good", day=DAY)
    ReserveTask.add(membership=member, task="research", title="课题", starts=DAY)
    PoolExclusion.add(person=member.person, reason="处分")


_LATER = (
    *(RESUME, ROTATION_ENTRIES, MOVEMENTS, RETIREMENT_DECISIONS, SANCTIONS, RELATIONS, HONOUR_PROPOSALS),
    *FAREWELL_REGISTERS,
    *(MENTOR_PAIRS, MENTOR_NOTES, STAGE_EVIDENCE, YEARLY_REVIEWS, RESERVE_TASKS, POOL_EXCLUSIONS),
)

KINDS = {
    kind.key: kind
    for kind in (
        *(PERSON, ENROLMENT, MEMBERSHIP, ROTATION, PARTICIPANT, TRAINING_RECORD, HONOUR, APPOINTMENT, POOL_ENTRY),
        *(JUDGE, ENTRANT, RESULT),
        *(register.kind for register in _LATER),
        *(POSTS_HELD.kind, EDUCATION.kind, ANNUAL_GRADES.kind, ABSENCES.kind, PARTY_STANDINGS.kind, LECTURERS.kind),
        PAYMENTS.kind,
        *(register.kind for register in (NEWCOMERS, TASKS, CASES, MEASURES, HELPERS)),
        *(HOURS_TARGETS.kind, DEGREE_STUDIES.kind, JUDICIAL_EXAMS.kind, STUDY_REPORTS.kind),
    )
}


def name_column(kind):
    return next(column for column in kind.columns if stands_by_name(column))


def names(listing):
    index = listing.shown_columns.index(name_column(listing.kind))
    return [row[index] for row in listing.all_rows()]


@pytest.mark.parametrize("key", KINDS)
def test_people_alike_in_all_else_stand_by_pinyin_or_by_strokes(lists, key):
    kind = KINDS[key]
    assert names(Listing(kind, revealed=True)) == PINYIN
    assert names(Listing(kind, by_strokes=True, revealed=True)) == STROKES
    assert Listing(kind, revealed=True).ordered_by_name


@pytest.mark.parametrize("key", [*KINDS, CERTIFICATE.key])
def test_a_list_sorts_by_the_name_in_both_ways(lists, key):
    kind = {**KINDS, CERTIFICATE.key: CERTIFICATE}[key]
    column = name_column(kind)
    for by_strokes, wanted in ((False, PINYIN), (True, STROKES)):
        listing = Listing(kind, order=column, by_strokes=by_strokes, revealed=True)
        assert names(listing) == wanted
        assert names(replace(listing, descending=True)) == wanted[::-1]
        assert list(listing.all_keys()) == listing.page(0, 100)


def test_exports_and_rosters_stand_as_the_list_does(lists, tmp_path):
    for by_strokes, wanted in ((False, PINYIN), (True, STROKES)):
        listing = Listing(ENROLMENT, by_strokes=by_strokes)
        export_table(listing, tmp_path / "参训.csv")
        with (tmp_path / "参训.csv").open(encoding="utf-8-sig", newline="") as file:
            assert [row["姓名"] for row in csv.DictReader(file)] == wanted
        kind_roster(listing, "名册", tmp_path / "名册.pdf", SystemClock())
        with Pages(tmp_path / "名册.pdf") as pages:
            text = "".join(pages.text(0).split()).replace("\u3000", "")
        positions = [text.index(name) for name in wanted]
        assert positions == sorted(positions)


def test_every_kind_about_people_has_been_thought_of():
    """A kind in whose rows somebody is named first sorts them; marks are listed by event before anybody, referrals by
    number, packages of an examination with masked names, who teaches and who collects children by period and child."""
    about = {key for key, kind in kinds().items() if any(map(stands_by_name, kind.columns[:3]))}
    assert about - {*KINDS, CERTIFICATE.key} == {
        "marks",
        "referrals",
        "exam-assignments",
        "care-staff",
        "child-pick-ups",
    }
