"""A course on paper: roster, sign-in sheet, table cards, completion certificates."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from cadre_desktop.certificates.prints import print_issued
from cadre_desktop.certificates.records import IssuedCertificate
from cadre_desktop.certificates.rules import period_text
from cadre_desktop.courses.name_list import ENROLMENTS
from cadre_desktop.courses.records import Course
from cadre_desktop.courses.rules import EnrolmentStatus, format_hours
from cadre_desktop.kit.documents.arranging import print_arranged
from cadre_desktop.kit.documents.roster import Roster
from cadre_desktop.kit.documents.setup import PaperOffer, Setup
from cadre_desktop.kit.documents.sheets import SignInSheet, days_between, print_sign_in_sheet
from cadre_desktop.kit.documents.table import RosterColumn
from cadre_desktop.kit.documents.tablecards import TableCard, print_table_cards
from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Listing
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.rosters import as_listed, names_in_order, order_note, short_names
from cadre_desktop.kit.store.database import database
from cadre_desktop.people.name_list.namesakes import namesakes, with_mark
from cadre_desktop.people.records import Court
from cadre_desktop.people.rules import Sex

_PARTICIPANTS = """
    SELECT p.name, p.sex, coalesce(c.name, ''), coalesce(c.short_name, ''), coalesce(d.name, ''), p.post,
           e.status, coalesce(e.leave, 0), e.id
    FROM enrolment e JOIN person p ON p.id = e.person_id
    LEFT JOIN court c ON c.id = e.court_id LEFT JOIN department d ON d.id = p.department_id
    WHERE e.course_id = ?
    ORDER BY c.place, d.place, d.id, p.pinyin, e.id
"""


class PrintedParticipant(NamedTuple):
    """Somebody in a course as printed lists give him; leave in tenths of an hour; `mark` distinguishes people of
    one name in a department."""

    name: str
    sex: str
    court: str
    court_short: str
    department: str
    post: str
    status: str
    leave: int
    key: int
    mark: str = ""

    @property
    def called(self) -> str:
        """The name, with the mark behind it if there is one."""
        return with_mark(self.name, self.mark)


def participants(course: Course) -> list[PrintedParticipant]:
    """Everybody in a course by court, department and name. Raises Refused when there is nobody."""
    marks = namesakes(ENROLMENTS, course, shown=True)
    rows = [PrintedParticipant(*row) for row in database.rows(_PARTICIPANTS, course.id)]
    rows = [row._replace(mark=marks.get(row.key, "")) for row in rows]
    if not rows:
        raise Refused(_("“{title}”还没有参训人员，请先报名再打印。").format(title=course.title))
    return rows


def _with_room(rows: Sequence[PrintedParticipant], listing: Listing | None) -> list[PrintedParticipant]:
    """Those who do not wait, as they are listed. Raises Refused where all of them wait for a seat."""
    found = [row for row in as_listed({row.key: row for row in rows}, listing) if row.status != EnrolmentStatus.WAITING]
    if not found:
        raise Refused(_("名单上的人都在候补，没有可以打印的。"))
    return found


def court_column(mm: float) -> RosterColumn:
    """Where people are from: pages may begin anew at each court; short names are used where there is little room."""
    return RosterColumn(_("单位"), mm, parts=names_in_order(Court), brief=short_names(Court))


def print_course_roster(
    path: Path, course: Course, setup: Setup | None = None, listing: Listing | None = None
) -> PaperOffer:
    """The roster (花名册) of a course; with results once there are any. Returns what there was to choose.

    With a `listing` of enrolments it has them in that order, and only those.
    """
    rows = as_listed({row.key: row for row in participants(course)}, listing)
    decided = any(row.status != EnrolmentStatus.ENROLLED for row in rows)
    columns = [
        RosterColumn(_("姓名"), 20, "centre", name=True),
        RosterColumn(_("性别"), 10, "centre"),
        court_column(44),
        RosterColumn(_("部门"), 32),
        RosterColumn(_("职务"), 22),
        *([RosterColumn(_("参训情况"), 18, "centre")] if decided else []),
        *([RosterColumn(_("学时"), 12, "centre", adds_up=True)] if decided else []),
    ]
    roster = Roster(
        title=_("{title}参训人员花名册").format(title=course.title),
        columns=columns,
        organisation=course.organiser,
        date=_period(course),
        notes=(_summary(rows) if decided else _("共 {count} 人。").format(count=len(rows))) + order_note(listing),
    )
    return print_arranged(path, roster, [_roster_row(row, course, decided) for row in rows], setup)


def _roster_row(row: PrintedParticipant, course: Course, decided: bool) -> tuple[str, ...]:
    sex = Sex.table().label(row.sex)
    known = (row.called, sex, row.court, row.department, row.post)
    if not decided:
        return known
    status = EnrolmentStatus(row.status)
    hours = format_hours(max(0, (course.hours or 0) - row.leave)) if status.counted else ""
    return (*known, "" if status is EnrolmentStatus.ENROLLED else status.label, hours)


def _summary(rows: Sequence[PrintedParticipant]) -> str:
    """共 30 人，其中结业 28 人、缺席 2 人。"""
    counts = {status: sum(row.status == status for row in rows) for status in EnrolmentStatus}
    parts = [f"{status.label} {count} 人" for status, count in counts.items() if count]
    return _("共 {count} 人，其中{parts}。").format(count=len(rows), parts="、".join(parts))


def _period(course: Course) -> str:
    assert course.starts is not None
    return period_text(course.starts, course.ends)


def print_course_sign_in(
    path: Path, course: Course, setup: Setup | None = None, listing: Listing | None = None
) -> PaperOffer:
    """The sign-in sheet (签到表) with a column for each day and blank rows for those not on the list.

    Returns what there was to choose. With a `listing` of enrolments it has them in that order, and only those.
    """
    rows = _with_room(participants(course), listing)
    details = [_("时间：{time}").format(time=_period(course))]
    if course.place:
        details.append(_("地点：{place}").format(place=course.place))
    sheet = SignInSheet(
        title=_("{title}签到表").format(title=course.title),
        columns=(
            RosterColumn(_("姓名"), 24, "centre", name=True),
            court_column(50),
            RosterColumn(_("部门"), 38),
        ),
        details=details,
        days=days_between(course.starts, course.ends),
    )
    return print_sign_in_sheet(path, sheet, [(row.called, row.court, row.department) for row in rows], setup)


def print_course_cards(
    path: Path, course: Course, setup: Setup | None = None, listing: Listing | None = None
) -> PaperOffer:
    """Table cards (桌牌) for everybody, with the court under the name. Returns what there was to choose.

    With a `listing` of enrolments they come in that order, and only for those.
    """
    rows = _with_room(participants(course), listing)
    return print_table_cards(path, [TableCard(row.name, row.court) for row in rows], setup)


def print_completion_certificates(
    path: Path, certificates: Sequence[IssuedCertificate], progress: Callable[[int], None] | None = None
) -> int:
    """Completion certificates (结业证书) that `issue_certificates` has returned. Returns the pages."""
    return print_issued(path, certificates, progress)
