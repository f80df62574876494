"""A welfare event on paper: roster, sign-in sheet, table cards.

Of examinations and counselling the roster says who, from which court, whether and when; nothing else.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from cadre_desktop.certificates.rules import period_text
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
from cadre_desktop.welfare.name_list import PARTICIPANTS, kind_of
from cadre_desktop.welfare.records import WelfareEvent
from cadre_desktop.welfare.rules import Attendance

_LISTED = """
    SELECT p.name, coalesce(c.name, ''), coalesce(d.name, ''), p.post, a.attendance, coalesce(a.day, ''),
           coalesce(a.companions, 0), a.notes, a.id
    FROM participant a JOIN person p ON p.id = a.person_id
    LEFT JOIN court c ON c.id = coalesce(a.court_id, p.court_id) LEFT JOIN department d ON d.id = p.department_id
    WHERE a.event_id = ?
    ORDER BY c.place, d.place, d.id, p.pinyin, a.id
"""


class Listed(NamedTuple):
    """Somebody on an event's list; `day` as ISO text; `mark` distinguishes people of one name."""

    name: str
    court: str
    department: str
    post: str
    attendance: str
    day: str
    companions: int
    notes: str
    key: int
    mark: str = ""

    @property
    def called(self) -> str:
        """The name, with the mark behind it if there is one."""
        return with_mark(self.name, self.mark)

    @property
    def expected(self) -> bool:
        """Neither waiting for a seat nor excused, and not known to stay away."""
        return self.attendance not in (Attendance.WAITING, Attendance.EXCUSED, Attendance.ABSENT)


def listed(event: WelfareEvent, listing: Listing | None = None) -> list[Listed]:
    """Everybody on the list by court, department and name, or in the order chosen for `listing`.

    Raises Refused when there is nobody.
    """
    rows = [Listed(*row) for row in database.rows(_LISTED, event.id)]
    if not rows:
        raise Refused(_("“{event}”还没有参加人员，请先加入人员再打印。").format(event=event.title))
    marks = namesakes(PARTICIPANTS, event, shown=not kind_of(event).confidential, told=False)
    return as_listed({row.key: row._replace(mark=marks.get(row.key, "")) for row in rows}, listing)


def print_event_roster(
    path: Path, event: WelfareEvent, organisation: str = "", setup: Setup | None = None, listing: Listing | None = None
) -> PaperOffer:
    """The roster (花名册) of an event. Returns what there was to choose; raises Refused when nobody is on the list."""
    rows = listed(event, listing)
    confidential = kind_of(event).confidential
    columns, texts = _confidential_table(rows) if confidential else _table(rows)
    came = sum(row.attendance == Attendance.ATTENDED for row in rows)
    notes = _("共 {count} 人，已参加 {came} 人。") if came else _("共 {count} 人。")
    notes = notes.format(count=len(rows), came=came) + order_note(listing)
    if confidential:
        health = kind_of(event).health_matter
        notes += _("本表涉及个人健康事项，请妥善保管。") if health else _("本表涉及个人困难情况，请妥善保管。")
    roster = Roster(
        _("{title}人员花名册").format(title=event.title),
        columns,
        _organiser(event) or organisation,
        _when(event),
        notes,
    )
    return print_arranged(path, roster, texts, setup)


def _court_column(mm: float) -> RosterColumn:
    return RosterColumn(_("法院"), mm, parts=names_in_order(Court), brief=short_names(Court))


def _confidential_table(rows: Sequence[Listed]) -> tuple[list[RosterColumn], list[tuple[str, ...]]]:
    columns = [
        RosterColumn(_("姓名"), 26, "centre", name=True),
        _court_column(80),
        RosterColumn(_("参加情况"), 28, "centre"),
        RosterColumn(_("参加日期"), 32, "centre"),
    ]
    return columns, [(row.called, row.court, _attendance(row), row.day) for row in rows]


def _table(rows: Sequence[Listed]) -> tuple[list[RosterColumn], list[tuple[str, ...]]]:
    """Attendance, companions and remarks have columns only where there are any."""
    fields: list[tuple[RosterColumn, list[str]]] = [
        (RosterColumn(_("姓名"), 20, "centre", name=True), [row.called for row in rows]),
        (_court_column(46), [row.court for row in rows]),
        (RosterColumn(_("部门"), 34), [row.department for row in rows]),
        (RosterColumn(_("职务"), 24), [row.post for row in rows]),
    ]
    optional: list[tuple[RosterColumn, list[str]]] = [
        (RosterColumn(_("参加情况"), 18, "centre"), [_attendance(row) for row in rows]),
        (RosterColumn(_("参加日期"), 23, "centre"), [row.day for row in rows]),
        (RosterColumn(_("随行人数"), 18, "centre", adds_up=True), [str(row.companions or "") for row in rows]),
        (RosterColumn(_("备注"), 34), [row.notes for row in rows]),
    ]
    fields += [(column, texts) for column, texts in optional if any(texts)]
    return [column for column, _texts in fields], list(zip(*(texts for _column, texts in fields), strict=True))


def _attendance(row: Listed) -> str:
    """Who is still expected has an empty cell, to be filled in by hand."""
    return "" if row.attendance == Attendance.INVITED else Attendance.table().label(row.attendance)


def print_event_sign_in(
    path: Path, event: WelfareEvent, setup: Setup | None = None, listing: Listing | None = None
) -> PaperOffer:
    """The sign-in sheet (签到表) of those expected, with a column for each day. Returns what there was to choose.

    Raises Refused when nobody is on the list.
    """
    rows = [row for row in listed(event, listing) if row.expected]
    details = [_("时间：{time}").format(time=_when(event))]
    if event.place:
        details.append(_("地点：{place}").format(place=event.place))
    columns = [RosterColumn(_("姓名"), 24, "centre", name=True), _court_column(50)]
    texts: list[tuple[str, ...]] = [(row.called, row.court) for row in rows]
    if not kind_of(event).confidential:
        columns.append(RosterColumn(_("部门"), 38))
        texts = [(row.called, row.court, row.department) for row in rows]
    title = _("{title}签到表").format(title=event.title)
    sheet = SignInSheet(title, columns, details, days=days_between(event.starts, event.ends))
    return print_sign_in_sheet(path, sheet, texts, setup)


def print_event_cards(
    path: Path, event: WelfareEvent, setup: Setup | None = None, listing: Listing | None = None
) -> PaperOffer:
    """Table cards (桌牌) of those expected, the court under the name. Returns what there was to choose.

    Raises Refused when nobody is on the list.
    """
    return print_table_cards(
        path, [TableCard(row.name, row.court) for row in listed(event, listing) if row.expected], setup
    )


def _organiser(event: WelfareEvent) -> str:
    court = event.__data__["court"]
    return Court.by_key(court).name if court else ""


def _when(event: WelfareEvent) -> str:
    assert event.starts is not None
    return period_text(event.starts, event.ends)
