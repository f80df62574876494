"""Two people of one name in one department are told apart on the list of a course, in its grid, and on paper."""

from datetime import date

import pytest

from cadre_desktop.courses.actions import enrol
from cadre_desktop.courses.name_list import ENROLMENTS
from cadre_desktop.courses.prints import print_course_roster, print_course_sign_in
from cadre_desktop.courses.records import Enrolment
from cadre_desktop.courses.screens.course_page import CoursePage
from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.people.name_list.attending import plan_sessions
from cadre_desktop.people.name_list.presence_sheet import read_sheet
from cadre_desktop.people.name_list.prints import print_session_sign_in
from cadre_desktop.people.name_list.rules import Half
from cadre_desktop.people.records import Person

ALIKE = {"王祯（1985.03）", "王祯（1990.05）"}


@pytest.fixture
def twins(court, course, people):
    """Two people called 王祯 in one department among others on the list."""
    first = Person.by_key(people["王祯"])
    with court.step("同名"):
        home = {"court": first.__data__["court"], "department": first.__data__["department"], "pinyin": first.pinyin}
        twin = Person.add(name="王祯", born=date(1990, 5, 1), **home).id
    enrol(court, course, [*people.values(), twin])
    return [people["王祯"], twin]


def shown(page):
    table = page.people.table.listing_model
    return [table.index(row, 0).data() for row in range(table.rowCount())]


def test_on_the_list_only_they_are_marked_and_no_more_once_one_has_left(qtbot, desk, court, course, twins):
    page = CoursePage(desk)
    qtbot.addWidget(page)
    page.show()
    page.open(course.id)
    names = shown(page)
    assert set(names) > ALIKE and sum("（" in name for name in names) == 2
    page.people.table.select_key(Enrolment.get(Enrolment.person == twins[1]).id)
    page.people.drop.trigger()
    assert "王祯" in shown(page) and not ALIKE & set(shown(page))


def test_in_the_grid_they_are_marked(court, course, twins):
    names = [line.called for line in read_sheet(ENROLMENTS, course).lines]
    assert set(names) > ALIKE and sum("（" in name for name in names) == 2


def test_on_paper_they_are_marked(court, course, twins, tmp_path):
    (session, *_others) = plan_sessions(court, ENROLMENTS, course, (Half.MORNING,))
    print_course_roster(tmp_path / "花名册.pdf", course)
    print_course_sign_in(tmp_path / "签到表.pdf", course)
    print_session_sign_in(tmp_path / "课次.pdf", ENROLMENTS, course, session)
    for name in ("花名册", "签到表", "课次"):
        with Pages(tmp_path / f"{name}.pdf") as pages:
            text = "".join(pages.text(0).split())
        assert all(each in text for each in ALIKE) and text.count("（19") == 2
