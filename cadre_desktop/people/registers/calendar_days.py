"""节假日与调休: the days of a year on which a rest day is worked or a working day is free.

The days of the official notices known when this edition was made are in `resources/codes/calendar_days.csv`; those of a
later year are entered or imported here. Until then the statutory holidays alone are known, and dates are called
estimated.
"""

from cadre_desktop.kit.codes import Code
from cadre_desktop.kit.kind import Column, Kind
from cadre_desktop.kit.language import N_
from cadre_desktop.kit.published import Register
from cadre_desktop.kit.store.fields import CodeField, RequiredDateField, TextField
from cadre_desktop.kit.store.record import Record
from cadre_desktop.people.working_days import SpecialDay, WorkCalendar, calendar_with


class DayKind(Code):
    """What is different about a day."""

    FREE = "free", N_("休"), "放假", "节假日", "休息"
    WORKED = "worked", N_("班"), "上班", "调休上班", "补班"


class CalendarDay(Record):
    """A day that is free, or worked though it falls on a weekend, by the notice `document_number`."""

    day = RequiredDateField(unique=True)
    day_kind = CodeField(DayKind.table(), required=True)
    name = TextField()
    document_number = TextField()

    searched = (name,)
    named = (day, name)


CALENDAR_DAYS = Register(
    Kind(
        CalendarDay,
        "calendar-days",
        "节假日与调休",
        columns=(
            Column(CalendarDay.day, "日期", also=("放假日期",), roster_mm=30),
            Column(CalendarDay.day_kind, "休/班", also=("类型", "休班", "安排"), filterable=True, roster_mm=20),
            Column(CalendarDay.name, "节日", also=("名称", "节日名称"), roster_mm=30),
            Column(CalendarDay.document_number, "通知文号", also=("文号", "依据"), roster_mm=50),
        ),
        order=(CalendarDay.day.desc(),),
        identity=((CalendarDay.day,),),
        icon="calendar",
        workbook=N_("节假日安排"),
    ),
    section=N_("师资与日历"),
)


def work_calendar() -> WorkCalendar:
    """The working days, with what was entered in the open file."""
    rows = CalendarDay.select(CalendarDay.day, CalendarDay.day_kind, CalendarDay.name)
    return calendar_with({row.day: SpecialDay(row.day_kind == DayKind.FREE, row.name) for row in rows})
