"""The demonstration court's register of 2023: what it issued, what became of it, and that what came from above is not
in it."""

from collections import Counter
from datetime import date
from typing import Any

import pytest

from cadre_desktop.certificates.happening import life_of
from cadre_desktop.certificates.layouts import layout_of
from cadre_desktop.certificates.life import count_corrected, life_lines, name_now
from cadre_desktop.certificates.numbering.accounting import accounts
from cadre_desktop.certificates.prints import issued_paper
from cadre_desktop.certificates.records import IssuedCertificate
from cadre_desktop.certificates.registers.print_queue import PrintSheet, PrintState
from cadre_desktop.certificates.registers.signing_keys import SigningKey
from cadre_desktop.certificates.registers.templates import CertificateTemplate, TemplateVersion
from cadre_desktop.certificates.reprinting import all_valid, reprint_troubles
from cadre_desktop.certificates.rules import CertificateKind, CertificateState, LifeEvent, number_of
from cadre_desktop.contests.records import Result
from cadre_desktop.courses.records import Course, Enrolment
from cadre_desktop.courses.rules import EnrolmentStatus
from cadre_desktop.demo.certificates import EXPERTS_TEMPLATE
from cadre_desktop.kit.documents.design.elements import Design
from cadre_desktop.kit.store.store import Store
from cadre_desktop.overview.figures import figures_of
from cadre_desktop.people.records import Honour
from cadre_desktop.people.registers.calendar_days import work_calendar
from cadre_desktop.people.rules import HonourLevel

pytestmark = pytest.mark.xdist_group("demo")

COURT = "包头市中级人民法院"
TODAY = date(2024, 5, 20)


def _register(kind: CertificateKind) -> list[Any]:
    return list(IssuedCertificate.select().where(IssuedCertificate.kind == kind).order_by(IssuedCertificate.serial))


def _figures() -> dict[str, int]:
    return {figure.key: figure.value for figure in figures_of(2023, TODAY)}


def test_every_expert_of_2023_has_a_certificate_with_a_number_of_the_court(demo: Store) -> None:
    rows = _register(CertificateKind.HONOUR)
    assert len(rows) == _figures()["contest_experts"] == 119
    assert [row.number for row in rows] == [
        number_of(CertificateKind.HONOUR, "包头中院", 2023, serial) for serial in range(1, 120)
    ]
    awarded = {row.__data__["entrant"] for row in Result.select().where(Result.award != "")}
    assert {row.source for row in rows} == awarded
    assert {(row.title, row.issuer, row.issued) for row in rows} == {("业务能手", COURT, date(2023, 10, 27))}


def test_whoever_completed_one_of_two_courses_holds_a_valid_certificate_of_it(demo: Store) -> None:
    valid = {row.source: row for row in _register(CertificateKind.COMPLETION) if row.cancelled is None}
    courses: dict[int, set[int]] = {}
    for row in Enrolment.select().where(Enrolment.certificate.is_null(False)):
        assert row.__data__["certificate"] == valid[row.id].id
        courses.setdefault(row.__data__["course"], set()).add(row.id)
    assert len(courses) == 2
    assert set().union(*courses.values()) == set(valid)
    for key, holders in courses.items():
        course = Course.by_key(key)
        completed = Enrolment.select().where(Enrolment.course == course, Enrolment.status == EnrolmentStatus.COMPLETED)
        assert {row.id for row in completed} == holders
        assert course.organiser == COURT  # what another organises is for that one to certify
        assert {valid[row].issued for row in holders} == {course.ends}


def test_no_number_is_lacking_or_given_twice(demo: Store) -> None:
    found = accounts(demo, 2023)
    assert {account.run.kind for account in found} == {CertificateKind.HONOUR, CertificateKind.COMPLETION}
    assert all(account.sound for account in found)
    assert IssuedCertificate.select().where(IssuedCertificate.year != 2023).count() == 0


def test_honours_from_above_are_received_and_have_no_number_of_this_court(demo: Store) -> None:
    figures = _figures()
    assert (figures["honours_collective"], figures["honours_personal"]) == (24, 34)
    of_2023 = [row for row in Honour.select() if row.granted.year == 2023]
    above = [row for row in of_2023 if row.level in (HonourLevel.REGION, HonourLevel.NATIONAL)]
    assert len(above) == 24 + 34
    assert COURT not in {row.grantor for row in above}
    assert not {row.title for row in above} & {row.title for row in IssuedCertificate.select()}
    sources = {row.source for row in IssuedCertificate.select()}
    assert not {row.id for row in above} & sources


def test_what_this_court_granted_is_what_it_has_certified(demo: Store) -> None:
    granted = Counter(row.__data__["person"] for row in Honour.select() if row.grantor == COURT)
    assert granted == Counter(row.__data__["person"] for row in _register(CertificateKind.HONOUR))


def test_certificates_were_printed_and_then_collected_on_working_days(demo: Store) -> None:
    calendar = work_calendar()
    order = [LifeEvent.ISSUED, LifeEvent.PRINTED, LifeEvent.COLLECTED]
    for row in IssuedCertificate.select():
        events = [event for event in life_of(row.id) if event.event in order]
        assert [event.event for event in events] == order[: len(events)]
        assert [event.day for event in events] == sorted(event.day for event in events)
        assert events[0].day >= row.issued
        assert all(calendar.is_worked(event.day) for event in events)
        if row.state == CertificateState.COLLECTED:
            assert events[-1].event == LifeEvent.COLLECTED
            assert events[-1].day == row.collected
            assert events[-1].note == ""  # it was written down on the day on which it happened


def test_most_are_collected_some_by_colleagues_and_a_few_wait(demo: Store) -> None:
    valid = list(all_valid())
    waiting = [row for row in valid if row.state == CertificateState.ISSUED]
    for_another = [row for row in valid if row.collected_by]
    assert 5 < len(waiting) < len(valid) / 20
    assert len(valid) / 10 < len(for_another) < len(valid) / 2
    names = {row.name for row in valid}
    assert all(row.collected_by in names and row.collected_by != row.name for row in for_another)


def test_one_is_void_and_issued_anew(demo: Store) -> None:
    void = [row for row in IssuedCertificate.select() if row.cancelled is not None]
    assert len(void) == 1
    anew = IssuedCertificate.get(IssuedCertificate.instead_of == void[0].number)
    assert void[0].replaced_by == anew.number
    assert void[0].reason
    assert (anew.name, anew.source) == (void[0].name, void[0].source)
    assert anew.state == CertificateState.COLLECTED
    assert [words.split("（")[0] for _day, words in life_lines(void[0])][-1].startswith("作废，重发为")


def test_one_name_was_corrected_after_printing_and_waits_to_be_issued_anew(demo: Store) -> None:
    assert count_corrected() == 1
    row = next(row for row in all_valid() if name_now(row))
    assert row.state == CertificateState.ISSUED
    assert name_now(row)[:-1] == row.name[:-1]


def test_the_queue_has_one_batch_that_came_out_whole_after_a_jam(demo: Store) -> None:
    sheets = list(PrintSheet.select())
    assert len({row.__data__["batch"] for row in sheets}) == 1
    states = Counter(row.state for row in sheets)
    assert set(states) == {PrintState.PRINTED, PrintState.SPOILED}
    assert states[PrintState.SPOILED] == 1
    printed = {row.__data__["certificate"] for row in sheets if row.state == PrintState.PRINTED}
    assert len(printed) == states[PrintState.PRINTED]


def test_the_experts_certificates_keep_the_words_they_were_issued_with(demo: Store) -> None:
    template = CertificateTemplate.get(CertificateTemplate.name == EXPERTS_TEMPLATE)
    first = TemplateVersion.get(TemplateVersion.template == template, TemplateVersion.number == 1)
    assert template.version == 2
    assert first.design != template.design
    designs = {layout_of(row) for row in _register(CertificateKind.HONOUR)}
    assert len(designs) == 1
    assert all(isinstance(design, Design) for design in designs)
    assert all("苦练精兵" in row.body for row in _register(CertificateKind.HONOUR))


def test_every_valid_certificate_can_be_printed_as_it_was(demo: Store) -> None:
    rows = list(all_valid())
    assert reprint_troubles(rows) == []
    assert issued_paper(rows).pages == len(rows)


def test_it_has_no_signing_key_whose_password_would_be_public(demo: Store) -> None:
    assert SigningKey.select().count() == 0
