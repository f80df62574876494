"""A completion certificate that is void or issued anew: the course knows which one counts; its person may change."""

import pytest

from cadre_desktop.certificates.actions import cancel
from cadre_desktop.certificates.life import count_corrected, reissue
from cadre_desktop.certificates.records import CertificateEvent, IssuedCertificate
from cadre_desktop.checking import check_store
from cadre_desktop.courses.actions import close_course, enrol, record_results, reopen_course, withdraw_enrolment
from cadre_desktop.courses.certifying import certificates_held, issue_certificates
from cadre_desktop.courses.records import Enrolment
from cadre_desktop.courses.rules import EnrolmentStatus
from cadre_desktop.kit import editing
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store.database import database
from cadre_desktop.people.kinds import PERSON
from cadre_desktop.people.records import Court, Person


def entry(name):
    return Enrolment.select().join(Person).where(Person.name == name).get()


@pytest.fixture
def held(court, course, people):
    """A closed course that 王祯 and 李静 have completed and have certificates of."""
    enrol(court, course, [people["王祯"], people["李静"]])
    record_results(court, [row.id for row in Enrolment.select()], status=EnrolmentStatus.COMPLETED)
    close_course(court, course)
    issue_certificates(court, course)
    return course


def test_the_enrolment_has_the_one_in_the_place_of_the_void_one(court, held):
    old = entry("王祯").certificate
    ((_void, new),) = reissue(court, [old.id], "破损")
    assert entry("王祯").certificate.id == new.id and certificates_held(held) == 2
    assert [row.id for row in issue_certificates(court, held)].count(new.id) == 1
    assert IssuedCertificate.select().count() == 3
    court.undo()
    assert entry("王祯").certificate.id == old.id and certificates_held(held) == 2
    assert check_store(court).deviations == ()


def test_who_holds_one_that_was_issued_anew_is_not_taken_off_the_list(court, held):
    reissue(court, [entry("王祯").certificate.id], "破损")
    reopen_course(court, held, "更正")
    with pytest.raises(Refused, match="王祯已发结业证书"):
        withdraw_enrolment(court, [entry("王祯").id])
    record_results(court, [entry("王祯").id], status=EnrolmentStatus.WITHDRAWN)
    with pytest.raises(Refused, match="王祯已发结业证书，现在却不能结业"):
        close_course(court, held)


def test_a_void_one_holds_nobody_and_the_next_one_says_whose_place_it_has(court, held):
    old = entry("王祯").certificate
    cancel(court, [old.id], "停发")
    assert certificates_held(held) == 1 and entry("王祯").certificate is None
    court.undo()
    assert certificates_held(held) == 2 and entry("王祯").certificate.id == old.id
    court.redo()
    (new,) = [row for row in issue_certificates(court, held) if row.name == "王祯"]
    assert (new.instead_of, entry("王祯").certificate.id) == (old.number, new.id)


def test_a_person_renamed_after_the_course_is_pointed_out_and_gets_the_new_name(court, held, people):
    editing.change(court, PERSON, people["李静"], {"name": "李婧"})
    assert count_corrected() == 1
    ((_void, new),) = reissue(court, [entry("李婧").certificate.id], "姓名更正")
    assert new.name == "李婧" and new.body.startswith("李婧，女") and "李静" not in new.body and count_corrected() == 0
    assert entry("李婧").certificate.id == new.id


def test_who_holds_a_certificate_is_not_deleted(court, held, people):
    with pytest.raises(Refused, match="王祯"):
        editing.remove(court, PERSON, [people["王祯"]])
    assert Person.get_or_none(Person.id == people["王祯"]) is not None


def test_a_court_that_is_called_otherwise_goes_on_counting(court, held):
    own = Court.get(Court.name == "包头市中级人民法院")
    with court.step("改名"):
        own.name, own.short_name = "鹿城市中级人民法院", "鹿城中院"
        own.save()
        court.set_setting("own_court", own.name)
    ((old, new),) = reissue(court, [entry("王祯").certificate.id], "院名更正")
    assert old.number.startswith("包头中院结证字〔2023〕0000") and new.number == "鹿城中院结证字〔2023〕00003号"


def test_what_is_erased_of_a_holder_is_nowhere_in_the_file(court, held, people):
    row = entry("王祯").certificate
    ((_void, new),) = reissue(court, [row.id], "王祯本人要求")
    keys = [row.id, new.id]
    events = [each.id for each in CertificateEvent.select().where(CertificateEvent.certificate.in_(keys))]
    with court.erasing("按规定清除 1 人", {IssuedCertificate: keys, CertificateEvent: events}):
        for each in IssuedCertificate.select().where(IssuedCertificate.id.in_(keys)):
            each.name, each.body, each.reason, each.facts, each.photo, each.id_number = (
                "（已清除）",
                "",
                "清除",
                "",
                "",
                "",
            )
            each.save()
        for event in CertificateEvent.select().where(CertificateEvent.id.in_(events)):
            event.note = ""
            event.save()
    left = [
        change
        for table in ("issued_certificate", "certificate_event")
        for change in database.rows(f"SELECT was, now FROM change WHERE table_name = '{table}'")
    ]
    assert "王祯本人" not in repr(left) and "王祯，男" not in repr(left)
    numbers = {number for (number,) in database.rows("SELECT number FROM issued_certificate")}
    assert numbers == {f"包头中院结证字〔2023〕0000{serial}号" for serial in (1, 2, 3)}
    assert check_store(court).deviations == ()
