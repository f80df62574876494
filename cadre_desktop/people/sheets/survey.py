"""干部基本情况一览表: many people in a table, one line each, with what a leader asks about somebody."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from cadre_desktop.kit.display import shown
from cadre_desktop.kit.documents.arranging import print_arranged
from cadre_desktop.kit.documents.roster import Roster
from cadre_desktop.kit.documents.setup import PaperOffer, Setup
from cadre_desktop.kit.documents.table import RosterColumn
from cadre_desktop.kit.language import _
from cadre_desktop.kit.rosters import names_in_order, short_names
from cadre_desktop.kit.store.database import database, listed
from cadre_desktop.kit.store.dialect import LISTED
from cadre_desktop.people.kinds import PERSON
from cadre_desktop.people.profile.wording import coded, post_in
from cadre_desktop.people.records import Court, Person
from cadre_desktop.people.registers.education import Education, StudyMode
from cadre_desktop.people.rules import age_on
from cadre_desktop.people.sheets.whom import people_in_order

_Studies = Mapping[tuple[int, str], str]
"""By person and mode, what was studied."""


def _columns(parted: bool) -> list[RosterColumn]:
    """The columns; studies are `parted` into full-time and in-service where they are known."""
    modes = [RosterColumn(_("全日制学历学位"), 26), RosterColumn(_("在职学历学位"), 26)]
    return [
        RosterColumn(_("姓名"), 20, "centre", name=True),
        RosterColumn(_("性别"), 11, "centre"),
        RosterColumn(_("出生年月"), 19, "centre"),
        RosterColumn(_("年龄"), 11, "centre"),
        RosterColumn(_("民族"), 16, "centre"),
        RosterColumn(_("籍贯"), 24),
        RosterColumn(_("政治面貌"), 22, "centre"),
        RosterColumn(_("入党时间"), 19, "centre"),
        RosterColumn(_("参加工作时间"), 19, "centre"),
        *(modes if parted else [RosterColumn(_("学历学位"), 26)]),
        RosterColumn(_("法院"), 34, parts=names_in_order(Court), brief=short_names(Court)),
        RosterColumn(_("部门和职务"), 40),
        RosterColumn(_("任现职时间"), 19, "centre"),
        RosterColumn(_("职级、等级"), 28),
    ]


def print_survey(
    path: Path,
    people: Sequence[int],
    today: date,
    *,
    organisation: str = "",
    setup: Setup | None = None,
    progress: Callable[[int], None] | None = None,
) -> PaperOffer:
    """Write the table of these people (keys), in their order, as a PDF file; returns what there was to choose.

    Raises Refused where nobody is given, OSError when the file cannot be written.
    """
    studies = _studies(people)
    rows = list(_rows(people, today, studies))
    day = _("{year}年{month}月{day}日").format(year=today.year, month=today.month, day=today.day)
    notes = _("共 {count} 人；年龄算到 {day}。").format(count=len(rows), day=day)
    roster = Roster(_("干部基本情况一览表"), _columns(bool(studies)), organisation=organisation, date=day, notes=notes)
    return print_arranged(path, roster, rows, setup, progress)


def _rows(people: Sequence[int], today: date, studies: _Studies) -> Iterator[list[str]]:
    courts = dict(database.rows("SELECT id, name FROM court"))
    departments = dict(database.rows("SELECT id, name FROM department"))
    for row in people_in_order(people):
        department = departments.get(row.__data__["department"], "")
        yield [
            row.name,
            _said(Person.sex, row),
            _said(Person.born, row),
            str(age_on(row.born, today)) if row.born else "",
            _said(Person.ethnic, row),
            row.native_place,
            _said(Person.political, row),
            _said(Person.joined_party, row),
            _said(Person.joined_work, row),
            *(_studied(row, studies) if studies else [_highest(row)]),
            courts.get(row.__data__["court"], ""),
            post_in(department, row.post),
            _said(Person.post_since, row),
            "、".join(filter(None, (_said(Person.rank, row), _said(Person.judge_grade, row)))),
        ]


def _studied(row: Any, studies: _Studies) -> list[str]:
    """Full-time and in-service studies; the highest of the person's own row where nothing is known of either."""
    found = [studies.get((row.id, mode.value), "") for mode in StudyMode]
    return found if any(found) else [_("（{highest}）").format(highest=_highest(row)) if _highest(row) else "", ""]


def _highest(row: Any) -> str:
    return "、".join(filter(None, (_said(Person.education, row), _said(Person.degree, row))))


def _said(field: Any, row: Any) -> str:
    return shown(PERSON.column(field), getattr(row, field.name))


def _studies(people: Sequence[int]) -> _Studies:
    """By person and mode the newest education and degree."""
    keys = database.rows(f"SELECT id FROM education WHERE person_id IN {LISTED}", listed(people))
    found: dict[tuple[int, str], list[str]] = {}
    rows: Any = Education.select().where(Education.id.in_([key for (key,) in keys])) if keys else ()
    for row in sorted(rows, key=lambda row: (row.ends or date.min, row.id), reverse=True):
        said = found.setdefault((row.__data__["person"], row.mode or ""), ["", ""])
        for index, field in enumerate((Education.education, Education.degree)):
            said[index] = said[index] or coded(field, row)
    return {key: "、".join(filter(None, said)) for key, said in found.items()}
