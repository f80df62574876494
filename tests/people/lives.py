"""A person of whom the dossier knows a good deal, for tests of the page and the sheets of people."""

from datetime import date
from typing import Any

from cadre_desktop.kit.codes import code_table
from cadre_desktop.people.records import Appointment, Court, Department, Honour, Person, PoolEntry, TrainingRecord
from cadre_desktop.people.registers.annual_grades import AnnualGrade
from cadre_desktop.people.registers.education import Education
from cadre_desktop.people.registers.posts_held import PostHeld
from cadre_desktop.people.registers.resume import ResumeLine
from cadre_desktop.people.registers.sanctions import Sanction

RESUME = (
    (date(2004, 9, 1), date(2008, 7, 1), "内蒙古大学法学院法学专业学习", ""),
    (date(2008, 7, 1), date(2018, 6, 1), "青山区人民法院民事审判庭书记员", "（其间：2010.09--2012.07在职学习）"),
    (date(2018, 6, 1), None, "青山区人民法院民事审判庭副庭长", ""),
)


def coded(table: str, label: str) -> str:
    """The value that a code table has for a label."""
    return next(item.value for item in code_table(table) if item.label == label)


def write_life(store: Any, **values: Any) -> Person:
    """汪花蕾 of 青山法院, with a dossier; `values` change her row."""
    home = Court.get(Court.short_name == "青山法院")
    with store.step("录入"):
        room = Department.add(court=home, name="民事审判庭")
        row = {"sex": "female", "born": date(1986, 5, 1), "post": "副庭长", "native_place": "内蒙古包头"}
        person = Person.add(court=home, department=room, name="汪花蕾", **{**row, **values})
        for position, (starts, ends, text, notes) in enumerate(RESUME, 1):
            ResumeLine.add(person=person, position=position, starts=starts, ends=ends, text=text, notes=notes)
        PostHeld.add(person=person, starts=date(2008, 7, 1), ends=date(2018, 5, 31), post="书记员")
        PostHeld.add(person=person, starts=date(2018, 6, 1), post="副庭长", document_number="青法〔2018〕7号")
        Education.add(
            person=person,
            mode="full_time",
            education=coded("education", "大学"),
            school="内蒙古大学",
            major="法学",
            starts=date(2004, 9, 1),
            ends=date(2008, 7, 1),
        )
        for year, grade in ((2020, "competent"), (2021, "excellent"), (2022, "competent")):
            AnnualGrade.add(person=person, year=year, grade=grade)
        Honour.add(person=person, title="先进个人", level="city", granted=date(2021, 2, 1), grantor="包头市委")
        training = {"person": person, "year": 2023, "starts": date(2023, 3, 1), "hours": 85}
        TrainingRecord.add(title="民法典专题班", **training)
        Appointment.add(
            person=person, decided=date(2018, 6, 1), kind="提任", new_post="副庭长", old_post="书记员", court=home
        )
        Sanction.add(person=person, sanction="admonition", decided=date(2017, 3, 4))
        PoolEntry.add(person=person, pool="优秀年轻干部库", entered=date(2020, 1, 1), source=person.id)
    return person
