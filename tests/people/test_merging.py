"""One person entered twice: found by what both rows have in common, and made one without losing anything."""

from datetime import date

import pytest

from cadre_desktop.certificates.records import IssuedCertificate
from cadre_desktop.checking import check_store
from cadre_desktop.contests.actions.sealed_hash import hash_of, is_intact
from cadre_desktop.contests.records import Contest, Entrant, Track
from cadre_desktop.courses.records import Course, Enrolment
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import attachments, blobs
from cadre_desktop.kit.store.attachments import NewFile
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.record import table_name
from cadre_desktop.people.merging.candidates import Likeness, candidates
from cadre_desktop.people.merging.comparing import to_keep
from cadre_desktop.people.merging.merging import merge, say_not_duplicate
from cadre_desktop.people.records import Court, Honour, Person, PoolEntry
from cadre_desktop.people.registers.annual_grades import AnnualGrade, Grade
from cadre_desktop.people.registers.mentors import MentorPair
from cadre_desktop.people.registers.not_duplicates import NotDuplicate
from cadre_desktop.people.registers.resume import ResumeLine
from cadre_desktop.people.rules import HonourLevel, check_character
from cadre_desktop.people.vetting import complete_person
from cadre_desktop.schema import SCHEMA

BORN = date(1985, 3, 1)


@pytest.fixture
def add(court):
    homes = list(Court.select().order_by(Court.place))

    def one(name, home=0, **values):
        with court.step("录入"):
            return Person.add(**complete_person({"court": homes[home].id, "name": name, "born": BORN, **values})).id

    return one


def dumped():
    """Every row of every record, as stored."""
    return {
        table_name(record): sorted(database.rows(f'SELECT * FROM "{table_name(record)}"'), key=lambda row: row[0])
        for record in SCHEMA.records
    }


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [
        (("王祯", {}), ("王祯", {}), Likeness.BIRTH),
        (("阿拉坦·巴特尔", {}), ("阿拉坦巴特尔", {}), Likeness.DOT),
        (("阿拉坦·巴特尔", {}), ("阿拉坦•巴特尔", {}), Likeness.DOT),
        (("張偉", {}), ("张伟", {}), Likeness.VARIANT),
        (("李堃", {}), ("李坤", {}), Likeness.VARIANT),
        (("王祯", {"id_number": "150299198503010017"}), ("王楨", {"id_number": "150299850301001"}), Likeness.ID_NUMBER),
        (("王祯", {"born": None}), ("王祯", {}), Likeness.SAME_COURT),
        (
            ("王祯", {"staff_number": "7", "born": None}),
            ("王祯", {"staff_number": "7", "home": 1}),
            Likeness.STAFF_NUMBER,
        ),
    ],
)
def test_two_rows_of_one_person_are_found_with_the_reason(court, add, one, other, likeness):
    first, second = add(one[0], **one[1]), add(other[0], **other[1])
    (found,) = candidates()
    assert (found.person, found.other) == (first, second)
    assert likeness in found.likenesses
    assert found.reason


def test_people_who_share_only_a_name_or_have_two_id_numbers_are_not_taken_for_one(court, add):
    add("王祯")
    add("王祯", born=date(1990, 1, 1))
    add("李静", id_number="150299198503010017")
    add("李静", id_number="150299198503010025")
    add("赵明", born=None)
    add("赵明", home=1)
    assert candidates() == []


def test_pairs_of_one_court_come_first_and_pairs_said_to_be_two_never_again(court, add):
    far, near = (add("王祯"), add("王祯", home=1)), (add("李静"), add("李静"))
    assert [(each.person, each.other) for each in candidates()] == [near, far]
    say_not_duplicate(court, *reversed(near))
    assert [(each.person, each.other) for each in candidates()] == [far]
    court.undo()
    assert len(candidates()) == 2


def test_a_merged_person_has_everything_of_both_and_undoing_brings_back_every_row(court, add):
    keep, gone = (
        add("王祯", post="庭长", notes="原备注"),
        add("王祯", post="审判员", school="内蒙古大学", phone="13800000000"),
    )
    third = add("王祯", born=date(1985, 4, 1))
    say_not_duplicate(court, gone, third)
    with court.step("档案"):
        Person.update(phone="13900000000").where(Person.id == keep).execute()
        honour = {"title": "办案标兵", "level": HonourLevel.CITY, "granted": date(2022, 1, 1)}
        Honour.add(person=keep, **honour)
        Honour.add(person=gone, **honour)
        Honour.add(person=gone, **{**honour, "title": "调解能手"})
        AnnualGrade.add(person=keep, year=2021, grade=Grade.EXCELLENT)
        AnnualGrade.add(person=gone, year=2021, grade=Grade.COMPETENT)
        AnnualGrade.add(person=gone, year=2022, grade=Grade.COMPETENT)
        Person.update(photo=blobs.put(b"one")).where(Person.id == keep).execute()
        Person.update(photo=blobs.put(b"two")).where(Person.id == gone).execute()
    attachments.attach(court, Person, gone, [NewFile("扫描.pdf", b"%PDF")])
    before = dumped()
    merged = merge(court, keep, gone)
    person = Person.by_key(keep)
    assert (person.post, person.school) == ("庭长", "内蒙古大学")
    assert Person.get_or_none(Person.id == gone) is None
    assert "审判员" in person.notes and person.notes.startswith("原备注")
    assert "138" not in person.notes  # what is masked is in the file alone
    assert sorted(row.title for row in Honour.select()) == ["办案标兵", "调解能手"]
    grades = {row.year: row.grade for row in AnnualGrade.select().where(AnnualGrade.person == keep)}
    assert grades == {2021: Grade.EXCELLENT, 2022: Grade.COMPETENT}
    assert len(merged.told) == 1 and "年度考核" in merged.told[0]
    files = {row.name: blobs.get(row.content_hash) for row in attachments.of(Person, keep)}
    assert files["扫描.pdf"] == b"%PDF" and files["合并前的照片 王祯.jpg"] == b"two"
    text = next(content for name, content in files.items() if name.endswith(".txt")).decode()
    assert "13800000000" in text and "称职" in text
    pair = NotDuplicate.get()
    assert (pair.__data__["person"], pair.__data__["other"]) == (keep, third)
    court.undo()
    assert dumped() == before
    court.redo()
    assert Person.select().count() == 2
    assert check_store(court).sound


def test_chosen_values_are_taken_and_a_contradiction_is_refused_in_a_sentence(court, add):
    keep = add("王祯", post="庭长", id_number="15020319850301001" + check_character("15020319850301001"))
    gone = add("王禎", born=date(1985, 4, 1), post="审判员", home=1)
    with pytest.raises(Refused, match="出生年月与身份证号不符"):
        merge(court, keep, gone, {"born"})
    merge(court, keep, gone, {"post", "name", "court"})
    person = Person.by_key(keep)
    assert (person.name, person.post, person.born) == ("王禎", "审判员", BORN)
    assert "庭长" in person.notes
    assert court.find("王禎") == [("person", keep)]


def test_somebody_with_a_certificate_keeps_it_as_it_was_issued(court, add):
    keep, gone = add("王祯"), add("王禎")
    with court.step("发证"):
        IssuedCertificate.add(
            kind="honour", number="包中荣字1号", year=2023, serial=1, person=gone, name="王禎", issued=date(2023, 1, 1)
        )
    merge(court, keep, gone)
    certificate = IssuedCertificate.get()
    assert (certificate.__data__["person"], certificate.name) == (keep, "王禎")
    assert check_store(court).sound


def test_two_who_are_related_or_in_one_closed_course_are_not_made_one(court, add):
    keep, gone = add("王祯"), add("王祯")
    with court.step("师徒"):
        pair = MentorPair.add(person=keep, mentor=gone, starts=date(2023, 1, 1), purpose="talent")
    with pytest.raises(Refused, match="师徒"):
        merge(court, keep, gone)
    with court.step("班次"):
        pair.delete_instance()
        course = Course.add(title="执行培训班", starts=date(2023, 3, 1), hours=80)
        for person in (keep, gone):
            Enrolment.add(course=course, person=person)
        Course.update(status="closed").execute()
    with pytest.raises(Refused, match="执行培训班"):
        merge(court, keep, gone)
    with court.step("重新打开"):
        Course.update(status="planned").execute()
    merge(court, keep, gone)
    assert Enrolment.select().count() == 1


def test_who_is_in_a_sealed_contest_is_the_one_who_is_kept(court, add):
    keep, gone = add("王祯", post="庭长", school="北京大学"), add("王祯")
    with court.step("竞赛"):
        contest = Contest.add(name="2023技能竞赛", year=2023)
        track = Track.add(contest=contest, name="刑事")
        Entrant.add(contest=contest, track=track, person=gone, name="王祯")
    with court.step("封存"):
        Contest.update(status="sealed", sealed_hash=hash_of(Contest.get())).execute()
    assert to_keep(court, keep, gone) == (gone, keep)
    with pytest.raises(Refused, match=r"2023技能竞赛.*换边"):
        merge(court, keep, gone)
    merge(court, gone, keep)
    assert Person.get().school == "北京大学"
    assert is_intact(Contest.get())
    assert check_store(court).sound


def test_two_resumes_are_put_one_after_the_other_and_pools_counted_twice_are_named(court, add):
    keep, gone = add("王祯"), add("王祯")
    shared = {"starts": date(2006, 9, 1), "ends": date(2010, 7, 1), "text": "某大学法学专业学习"}
    with court.step("档案"):
        for person, position, values in (
            (keep, 1, shared),
            (keep, 2, {"starts": date(2010, 7, 1), "text": "某区人民法院书记员"}),
            (gone, 1, shared),
            (gone, 2, {"starts": date(2010, 8, 1), "text": "某县人民法院书记员"}),
        ):
            ResumeLine.add(person=person, position=position, **values)
        for person, month in ((keep, 1), (gone, 2)):
            PoolEntry.add(person=person, pool="青年人才库", entered=date(2023, month, 1))
    before = dumped()
    merged = merge(court, keep, gone)
    lines = [row.text for row in ResumeLine.select().order_by(ResumeLine.position)]
    assert lines == ["某大学法学专业学习", "某区人民法院书记员", "某县人民法院书记员"]
    assert [text[:8] for text in merged.told] == ["在“青年人才库”", "两条都有简历：并"]
    court.undo()
    assert dumped() == before
    court.redo()
    assert check_store(court).sound
