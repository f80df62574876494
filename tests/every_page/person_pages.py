"""The page of a person, on the tour."""

from collections.abc import Iterator
from typing import Any

from cadre_desktop.people.records import Person
from cadre_desktop.people.registers.annual_grades import AnnualGrade


def person_pages(tab: Any) -> Iterator[str]:
    """Somebody of whom much is known, by sections and by time, and with what is protected; nothing without people."""
    graded = AnnualGrade.select(AnnualGrade.person).first()
    person = graded.person if graded is not None else Person.select().first()
    if person is None:
        return
    tab.show_person(person.id)
    yield "人员，个人页"
    tab.person_page.ways.setCurrentIndex(1)
    yield "人员，个人页，按时间"
    tab.person_page.reveal.trigger()
    yield "人员，个人页，受保护的内容"
    tab.person_page.ways.setCurrentIndex(0)
    tab.person_page.leave()
