"""The talent pools on paper: a pool's roster, who ages out, and the rotation list."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from cadre_desktop.certificates.rules import day_text
from cadre_desktop.kit.display import date_text
from cadre_desktop.kit.documents.arranging import print_arranged
from cadre_desktop.kit.documents.roster import Roster
from cadre_desktop.kit.documents.setup import PaperOffer, Setup
from cadre_desktop.kit.documents.table import RosterColumn
from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Listing
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.rosters import as_listed, names_in_order, narrowed, order_note, short_names
from cadre_desktop.kit.store.database import database
from cadre_desktop.people.records import Court
from cadre_desktop.people.rules import Sex
from cadre_desktop.talent.records import Pool
from cadre_desktop.talent.rules import MembershipStatus, RotationStatus, Stage, ages_out_on

_STATES = ", ".join(f"'{status}'" for status in MembershipStatus if status.in_pool)
_MEMBERS = f"""
    SELECT m.id, p.name, p.sex, p.born, c.name, d.name, p.post, m.stage, m.entered, m.direction
    FROM membership m JOIN person p ON p.id = m.person_id
    LEFT JOIN court c ON c.id = p.court_id LEFT JOIN department d ON d.id = p.department_id
    WHERE m.pool_id = ? AND m.status IN ({_STATES})
    ORDER BY c.place, d.place, d.id, p.pinyin, m.id
"""
_LIMITED = f"""
    SELECT p.name, p.born, c.name, d.name, p.post, l.name, l.age_limit
    FROM membership m JOIN person p ON p.id = m.person_id JOIN pool l ON l.id = m.pool_id
    LEFT JOIN court c ON c.id = p.court_id LEFT JOIN department d ON d.id = p.department_id
    WHERE m.status IN ({_STATES}) AND l.age_limit IS NOT NULL AND p.born IS NOT NULL
    ORDER BY substr(p.born, 6), l.name, c.place, p.pinyin, m.id
"""
_ROTATIONS = """
    SELECT p.name, p.post, f.name, c.name, d.name, r.to_post, r.planned, r.until, r.status
    FROM rotation r JOIN person p ON p.id = r.person_id LEFT JOIN court f ON f.id = r.from_court_id
    LEFT JOIN court c ON c.id = r.to_court_id LEFT JOIN department d ON d.id = r.to_department_id
    WHERE r.planned >= ? AND r.planned < ?
    ORDER BY r.planned, f.place, p.pinyin, r.id
"""


def print_pool_roster(
    path: Path,
    pool: Pool,
    organisation: str,
    today: date,
    setup: Setup | None = None,
    listing: Listing | None = None,
) -> PaperOffer:
    """The roster (花名册) of who is in a pool, by court, department and name. Returns what there was to choose.

    With a `listing` of memberships it has only those, in the order chosen for it. The posts and courts are those of
    today. Raises Refused when nobody is in the pool.
    """
    found = {key: _member_row(*row) for key, *row in database.rows(_MEMBERS, pool.id)}
    if not found:
        raise Refused(_("“{pool}”还没有在库人员，请先入库再打印。").format(pool=pool.name))
    rows = as_listed(found, listing)
    columns = (
        RosterColumn(_("姓名"), 22, "centre", name=True),
        RosterColumn(_("性别"), 11, "centre"),
        RosterColumn(_("出生年月"), 20, "centre"),
        _court_column(_("法院"), 50),
        RosterColumn(_("部门"), 34),
        RosterColumn(_("职务"), 28),
        RosterColumn(_("阶段"), 12, "centre"),
        RosterColumn(_("入库日期"), 23, "centre"),
        RosterColumn(_("培养方向"), 32),
    )
    title = pool.name if pool.name.endswith(_("名册")) else _("{pool}人员花名册").format(pool=pool.name)
    notes = _("共 {count} 人。").format(count=len(rows)) + order_note(listing)
    roster = Roster(title, columns, organisation, day_text(today), notes, details=narrowed(listing) if listing else ())
    return print_arranged(path, roster, rows, setup)


def _court_column(heading: str, mm: float) -> RosterColumn:
    return RosterColumn(heading, mm, parts=names_in_order(Court), brief=short_names(Court))


def _member_row(*values: Any) -> tuple[str, ...]:
    name, sex, born, court, department, post, stage, entered, direction = values
    texts = (name, Sex.table().label(sex), month_text(born), court, department, post)
    return (*(text or "" for text in texts), Stage.table().label(stage), entered, direction)


def print_ageing_out(path: Path, year: int, organisation: str, today: date, setup: Setup | None = None) -> PaperOffer:
    """Who passes the age limit of a pool in `year`, by the month it happens. Returns what there was to choose.

    Raises Refused when there is nobody.
    """
    rows = [row for values in database.rows(_LIMITED) for row in _ageing_rows(year, *values)]
    if not rows:
        raise Refused(_("{year} 年没有人超过人才库的年龄上限。").format(year=year))
    columns = (
        RosterColumn(_("姓名"), 22, "centre", name=True),
        RosterColumn(_("出生年月"), 20, "centre"),
        _court_column(_("法院"), 50),
        RosterColumn(_("部门"), 34),
        RosterColumn(_("职务"), 28),
        RosterColumn(_("人才库"), 54),
        RosterColumn(_("年龄上限"), 20, "centre"),
        RosterColumn(_("超龄年月"), 20, "centre"),
    )
    notes = _("共 {count} 人。超龄年月指年满上限加一周岁的月份。").format(count=len(rows))
    title = _("{year}年人才库超龄人员名单").format(year=year)
    return print_arranged(path, Roster(title, columns, organisation, day_text(today), notes), rows, setup)


def _ageing_rows(year: int, *values: Any) -> list[tuple[str, ...]]:
    name, born, court, department, post, pool, limit = values
    day = ages_out_on(date(int(born[:4]), int(born[5:7]), 1), limit)
    if day.year != year:
        return []
    age = _("{limit} 周岁").format(limit=limit)
    return [(name, month_text(born), court or "", department or "", post, pool, age, date_text(day, month=True))]


def print_rotations(path: Path, year: int, organisation: str, today: date, setup: Setup | None = None) -> PaperOffer:
    """The moves planned for `year`, by date, those given up left out. Returns what there was to choose.

    Raises Refused when there are none.
    """
    found = database.rows(_ROTATIONS, f"{year}", f"{year + 1}")
    rows = [_rotation_row(*row) for row in found if row[-1] != RotationStatus.CANCELLED]
    if not rows:
        raise Refused(_("{year} 年还没有交流轮岗安排。").format(year=year))
    columns = (
        RosterColumn(_("姓名"), 22, "centre", name=True),
        RosterColumn(_("现职务"), 28),
        _court_column(_("原法院"), 46),
        _court_column(_("去向法院"), 46),
        RosterColumn(_("去向部门"), 32),
        RosterColumn(_("拟任岗位"), 30),
        RosterColumn(_("计划日期"), 23, "centre"),
        RosterColumn(_("结束日期"), 23, "centre"),
        RosterColumn(_("状态"), 16, "centre"),
    )
    notes = _("共 {count} 人次。").format(count=len(rows))
    title = _("{year}年干警交流轮岗名单").format(year=year)
    return print_arranged(path, Roster(title, columns, organisation, day_text(today), notes), rows, setup)


def _rotation_row(*values: Any) -> tuple[str, ...]:
    texts: Sequence[str] = [value or "" for value in values[:-1]]
    return (*texts, RotationStatus.table().label(values[-1]))


def month_text(born: str | None) -> str:
    """``1985.03`` of a stored month."""
    return born.replace("-", ".") if born else ""
