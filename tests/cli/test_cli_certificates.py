"""Certificates by the command line."""

from pathlib import Path

from saying import lines_of

from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.people.records import Person
from cadre_desktop.schema import SCHEMA


def course_with_certificates(db: Path, ends: str) -> int:
    """A course that one person has completed; its key."""
    from datetime import date

    from cadre_desktop.courses.actions import enrol, record_results, save_course
    from cadre_desktop.courses.records import Enrolment
    from cadre_desktop.courses.rules import EnrolmentStatus
    from cadre_desktop.people.records import Court

    store = open_store(db, SCHEMA, "王祯")
    with store.step("录入"):
        person = Person.add(court=Court.get(), name="阿拉坦·巴特尔", pinyin="alatan")
    course = save_course(store, {"title": "研修班", "starts": date(2023, 3, 1), "ends": date.fromisoformat(ends)})
    enrol(store, course, [person.id])
    record_results(store, [row.id for row in Enrolment.select()], status=EnrolmentStatus.COMPLETED)
    close_store(store)
    return course.id


def registered(db: Path) -> list[tuple[str, int]]:
    from cadre_desktop.certificates.records import IssuedCertificate

    store = open_store(db, SCHEMA, "王祯")
    found = [(row.number, row.reprints) for row in IssuedCertificate.select()]
    close_store(store)
    return found


def test_drafts_of_certificates_have_no_numbers_and_count_nothing(capsys, db, tmp_path):
    course = str(course_with_certificates(db, "2023-03-02"))
    code, out, _err = lines_of(capsys, "certificates", "--course", course, "--draft", tmp_path / "a.pdf", "--db", db)
    assert (code, registered(db)) == (0, []) and "没有给出编号" in out
    for _time in range(2):
        assert lines_of(capsys, "certificates", "--course", course, tmp_path / "b.pdf", "--db", db)[0] == 0
    assert registered(db) == [("包头中院结证字〔2023〕00001号", 1)]


def test_certificates_wait_for_the_end_of_the_course(capsys, db, tmp_path):
    course = str(course_with_certificates(db, "2999-03-02"))
    code, _out, err = lines_of(capsys, "certificates", "--course", course, tmp_path / "a.pdf", "--db", db)
    assert code == 1 and "才结束" in err and registered(db) == [] and not (tmp_path / "a.pdf").exists()
    assert lines_of(capsys, "certificates", "--course", course, "--draft", tmp_path / "a.pdf", "--db", db)[0] == 0
