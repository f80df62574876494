"""Quotation marks alternate: a name that carries its own is put into a sentence with single ones."""

import re
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from cadre_desktop.courses.actions import enrol, save_course
from cadre_desktop.kit.language import _, quoted
from cadre_desktop.kit.resources import resource
from cadre_desktop.kit.store import journal
from cadre_desktop.people.records import Court, Person

NAME = "“双创·致远”培训班"
DOUBLED = re.compile("“[^”]*“")


@pytest.mark.parametrize(
    ("message", "values", "text"),
    [
        ("“{title}”已结班。", {"title": NAME}, "“‘双创·致远’培训班”已结班。"),
        ("{title}已结班。", {"title": NAME}, "“双创·致远”培训班已结班。"),
        ("“{title}”和{other}", {"title": "甲", "other": NAME}, "“甲”和“双创·致远”培训班"),
        ("新增{kind}“{name}：{count:,}”", {"kind": "班次", "name": NAME, "count": 1234}, None),
        ("“{title}”", {"title": "讲“‘双创’”"}, "“讲‘“双创”’”"),
        ("“{title}”", {"title": "O’Brien"}, "“O’Brien”"),
        ("“{title}”有 {count} 人", {"title": None, "count": 3}, "“None”有 3 人"),
    ],
)
def test_a_name_between_quotation_marks(message, values, text):
    expected = text or "新增班次“‘双创·致远’培训班：1,234”"
    assert _(message).format(**values) == expected


def test_a_name_alone():
    assert quoted(NAME) == "“‘双创·致远’培训班”"
    assert quoted("培训班") == "“培训班”"


def test_no_sentence_of_the_catalogue_nests_double_marks():
    with resource("translations", "cadre.pot").open("rb") as file:
        messages = [message.id for message in read_po(file) if isinstance(message.id, str) and "“{" in message.id]
    assert len(messages) > 50
    for message in messages:
        fields = {name for _text, name, form, _conversion in Formatter().parse(message) if name and not form}
        numbers = {name for _text, name, form, _conversion in Formatter().parse(message) if name and form}
        said = _(message).format(**dict.fromkeys(fields, "“双创”"), **dict.fromkeys(numbers, 1))
        assert not DOUBLED.search(said), said


def test_a_course_with_marks_in_its_name_is_told_and_journalled_with_single_ones(court):
    course = save_course(court, {"title": NAME, "starts": "2023-03-01", "hours": 80})
    with court.step("录入人员"):
        person = Person.add(name="王祯", court=Court.get()).id
    enrol(court, course, [person])
    assert journal.steps()[0].label == "“‘双创·致远’培训班”报名 1 人"
