"""师资库: who gives lessons, own staff and guests."""

from cadre_desktop.kit.kind import Column, Kind, Values
from cadre_desktop.kit.language import N_
from cadre_desktop.kit.published import Register
from cadre_desktop.people.name_list.records import Lecturer
from cadre_desktop.people.records import Person


def complete_lecturer(values: Values) -> Values:
    """The name of own staff is that of the person."""
    if values.get("name") or not values.get("person"):
        return values
    person = Person.get_or_none(Person.id == values["person"])
    return {**values, "name": person.name} if person else values


LECTURERS = Register(
    Kind(
        Lecturer,
        "lecturers",
        "师资",
        columns=(
            Column(Lecturer.name, "姓名", also=("主讲人", "讲师姓名", "教师姓名", "授课人"), roster_mm=24),
            Column(Lecturer.person, "本院干警", also=("干警", "对应干警"), roster_mm=24, hint="外请师资留空"),
            Column(Lecturer.unit, "单位", also=("工作单位", "所在单位"), roster_mm=50),
            Column(Lecturer.title, "职务职称", also=("职称", "职务", "职务/职称"), roster_mm=36),
            Column(Lecturer.subjects, "讲授专题", also=("专题", "擅长领域", "授课方向"), roster_mm=60),
            Column(Lecturer.phone, "电话", also=("联系电话", "手机"), in_table=False, masked=True),
            Column(Lecturer.notes, "备注", in_table=False),
        ),
        order=(Lecturer.name,),
        identity=((Lecturer.name, Lecturer.unit),),
        prepare=complete_lecturer,
        icon="people",
        workbook=N_("师资库"),
    ),
    section=N_("师资与日历"),
)
