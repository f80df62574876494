"""The department and post of whoever takes part: listed and exported, never taken in."""

import pytest

from cadre_desktop.courses.kinds import ENROLMENT
from cadre_desktop.kit.documents.workbook import read_workbook
from cadre_desktop.kit.intake.exchange import export_table, template
from cadre_desktop.kit.intake.mapping import importable
from cadre_desktop.kit.listing import Listing, equals
from cadre_desktop.people.records import Court, Department, Person
from cadre_desktop.talent.kinds import MEMBERSHIP
from cadre_desktop.welfare.kinds import CONFIDENTIAL_PARTICIPANT, PARTICIPANT

LISTS = (ENROLMENT, MEMBERSHIP, PARTICIPANT)
each = pytest.mark.parametrize("kind", LISTS, ids=lambda kind: kind.key)


@pytest.fixture
def listed(court):
    """王祯 of the first criminal division in everything there is; answers what that needs."""
    from cadre_desktop.courses.records import Course, Enrolment
    from cadre_desktop.talent.records import Membership, Pool
    from cadre_desktop.welfare.records import Participant, WelfareEvent

    with court.step("备料"):
        home = Court.get()
        room = Department.add(court=home, name="刑一庭")
        person = Person.add(name="王祯", court=home, department=room, post="审判员").id
        Enrolment.add(course=Course.add(title="培训班", starts="2023-03-01"), person=person)
        Membership.add(pool=Pool.add(name="年轻干部库", type="young"), person=person, entered="2023-03-01")
        event = WelfareEvent.add(title="慰问", kind="visit", starts="2023-03-01")
        Participant.add(event=event, person=person)
    return room.id


@each
def test_the_department_is_filtered_by_and_exported(listed, tmp_path, kind):
    department, post = kind.named("现部门"), kind.named("现职务")
    found = Listing(kind, (equals(department, [listed]),), columns=(kind.columns[0], department, post))
    assert list(found.texts()) in ([("王祯", "刑一庭", "审判员")], [("培训班", "刑一庭", "审判员")])
    assert Listing(kind, (equals(department, [listed + 1]),)).count() == 0
    export_table(found, tmp_path / "名单.xlsx")
    heading, row = read_workbook(tmp_path / "名单.xlsx").sheets[0].rows
    assert (list(heading)[1:], list(row)[1:]) == (["现部门", "现职务"], ["刑一庭", "审判员"])


@each
def test_neither_template_nor_import_knows_it(court, tmp_path, kind):
    template(kind, tmp_path / "模板.xlsx")
    headings = read_workbook(tmp_path / "模板.xlsx").sheets[0].rows[0]
    assert "现部门" not in headings
    assert not any(column.via for column in importable(kind))


def test_confidential_lists_do_not_tell_the_department():
    """In a small division it would be as good as the name."""
    assert not any(column.via for column in CONFIDENTIAL_PARTICIPANT.columns)
