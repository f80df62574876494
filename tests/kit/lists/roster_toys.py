"""Toys for lists: schools, pupils of a school, and sittings of pupils, named by their pupil."""

from cadre_desktop.kit.codes import Code
from cadre_desktop.kit.kind import Column, Kind
from cadre_desktop.kit.names import pinyin_key
from cadre_desktop.kit.problems import Problem
from cadre_desktop.kit.store.fields import (
    CodeField,
    CountField,
    DateField,
    FlagField,
    HoursField,
    IdNumberField,
    MonthField,
    NameField,
    OrderField,
    PhotoField,
    RequiredTextField,
    TextField,
    link,
)
from cadre_desktop.kit.store.record import Record
from cadre_desktop.kit.store.schema import Schema


class Mark(Code):
    GOOD = "good", "优秀"
    POOR = "poor", "不合格"


class School(Record):
    title = RequiredTextField(unique=True)
    searched = (title,)
    named = (title,)


class Pupil(Record):
    school = link(School, null=True)
    name = NameField()
    pinyin = OrderField(name, pinyin_key)
    number = IdNumberField()
    born = MonthField()
    since = DateField()
    hours = HoursField()
    points = CountField()
    mark = CodeField(Mark.table())
    keen = FlagField()
    photo = PhotoField()
    searched = (name, number)
    named = (name, number)


class Sitting(Record):
    pupil = link(Pupil)
    day = DateField()
    named = (pupil,)


class Note(Record):
    sitting = link(Sitting)
    text = TextField()


ROSTER_TOYS = Schema(4, (School, Pupil, Sitting, Note))


def vet(values):
    if values.get("since") and values.get("born") and values["since"] < values["born"]:
        return [Problem("入校早于出生，请核对。", field="since")]
    return []


SCHOOL = Kind(School, "schools", "学校", columns=(Column(School.title, "名称"),), order=(School.title,))
PUPIL = Kind(
    Pupil,
    "pupils",
    "学生",
    columns=(
        Column(Pupil.name, "姓名"),
        Column(Pupil.school, "学校"),
        Column(Pupil.number, "证号", masked=True),
        Column(Pupil.born, "出生年月"),
        Column(Pupil.since, "入校日期"),
        Column(Pupil.hours, "学时"),
        Column(Pupil.points, "分数"),
        Column(Pupil.mark, "等次"),
        Column(Pupil.keen, "积极"),
        Column(Pupil.photo, "照片", in_table=False),
    ),
    order=(Pupil.points.desc(), Pupil.name),
    identity=((Pupil.number,), (Pupil.name, Pupil.born)),
    vet=vet,
)
SITTING = Kind(Sitting, "sittings", "考试", columns=(Column(Sitting.pupil, "学生"), Column(Sitting.day, "日期")))
NOTE = Kind(Note, "notes", "记录", columns=(Column(Note.sitting, "考试"), Column(Note.text, "内容")))
