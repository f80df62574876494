"""A lecturer's lessons on paper (授课清单) and as a workbook."""

from collections.abc import Sequence
from pathlib import Path

from cadre_desktop.kit.display import fixed_text
from cadre_desktop.kit.documents.arranging import print_arranged
from cadre_desktop.kit.documents.out_column import OutColumn
from cadre_desktop.kit.documents.roster import Roster
from cadre_desktop.kit.documents.setup import PaperOffer, Setup
from cadre_desktop.kit.documents.table import RosterColumn
from cadre_desktop.kit.documents.workbook_out import SheetSpec, write_table
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.people.name_list.lessons import Lesson, hours_of
from cadre_desktop.people.name_list.records import Lecturer
from cadre_desktop.people.name_list.rules import Half


def lessons_title(lecturer: Lecturer, year: int | None) -> str:
    """王祯2023年授课清单."""
    text = _("{name}{year}年授课清单") if year is not None else _("{name}授课清单")
    return text.format(name=lecturer.name, year=year)


def print_lessons(
    path: Path, lecturer: Lecturer, year: int | None, lessons: Sequence[Lesson], organisation: str, setup: Setup
) -> PaperOffer:
    """Write the lessons as a PDF file; returns what there was to choose. Raises Refused where there are none."""
    _refuse_none(lecturer, lessons)
    columns = (
        RosterColumn(_("日期"), 26, "centre"),
        RosterColumn(_("时间"), 28, "centre"),
        RosterColumn(_("班次（活动）"), 62),
        RosterColumn(_("授课内容"), 44),
        RosterColumn(_("地点"), 36),
        RosterColumn(_("学时"), 14, "centre", adds_up=True),
    )
    rows = [
        (each.day.isoformat(), _times(each), each.title, each.subject, each.venue, hours_text(each.hours))
        for each in lessons
    ]
    about = "　".join(filter(None, (lecturer.unit, lecturer.title)))
    roster = Roster(
        lessons_title(lecturer, year),
        columns,
        organisation=organisation,
        details=[_("授课人：{name}　{about}").format(name=lecturer.name, about=about)] if about else (),
        notes=lessons_words(lessons),
    )
    return print_arranged(path, roster, rows, setup)


def write_lessons(path: Path, lecturer: Lecturer, year: int | None, lessons: Sequence[Lesson]) -> int:
    """Write the lessons as a workbook; returns how many. Raises Refused where there are none."""
    _refuse_none(lecturer, lessons)
    columns = (
        OutColumn("日期", 12, "date"),
        OutColumn("时段", 8),
        OutColumn("开始时间", 10),
        OutColumn("结束时间", 10),
        OutColumn("班次（活动）", 40),
        OutColumn("授课内容", 30),
        OutColumn("地点", 24),
        OutColumn("学时", 8, "number", 1),
    )
    halves = Half.table()
    rows = (
        (each.day, halves.label(each.half), each.begins, each.ends, each.title, each.subject, each.venue, each.hours)
        for each in lessons
    )
    return write_table(path, SheetSpec(lessons_title(lecturer, year), columns), rows)


def lessons_words(lessons: Sequence[Lesson]) -> str:
    """共 12 次，36.5 学时。"""
    return _("共 {count} 次，{hours} 学时。").format(count=len(lessons), hours=fixed_text(hours_of([*lessons]), 1))


def hours_text(hours: int | None) -> str:
    """3.5, "" for none."""
    return "" if hours is None else fixed_text(hours, 1)


def _times(lesson: Lesson) -> str:
    span = "–".join(time.removeprefix("0") for time in (lesson.begins, lesson.ends) if time)
    return span or Half.table().label(lesson.half)


def _refuse_none(lecturer: Lecturer, lessons: Sequence[Lesson]) -> None:
    if not lessons:
        raise Refused(_("{name}没有授课记录；在课次（场次）里选定授课人后就有了。").format(name=lecturer.name))
