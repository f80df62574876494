"""Counselling on paper, both without names: the slots of some days, and the statistics of a year."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from cadre_desktop.certificates.rules import day_text, period_text
from cadre_desktop.kit.documents.arranging import print_arranged
from cadre_desktop.kit.documents.roster import Band, Roster
from cadre_desktop.kit.documents.roster import Row as RosterRow
from cadre_desktop.kit.documents.setup import PaperOffer, Setup
from cadre_desktop.kit.documents.table import RosterColumn
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.welfare.counselling.records import CounsellingSlot
from cadre_desktop.welfare.counselling.rules import SlotState
from cadre_desktop.welfare.counselling.statistics import Statistics, UsageRow


def plan_title() -> str:
    """What the plan of slots is called."""
    return _("心理辅导时段安排")


def print_plan(path: Path, first: date, last: date, organisation: str, setup: Setup | None = None) -> PaperOffer:
    """Write the slots from the first to the last day as a PDF file, a band for each day: time, room, counsellor, free
    or taken; never who. Raises Refused where there are none."""
    live = CounsellingSlot.state != SlotState.CANCELLED
    asked = CounsellingSlot.select().where(CounsellingSlot.day.between(first, last), live)
    slots = list(asked.order_by(CounsellingSlot.day, CounsellingSlot.begins, CounsellingSlot.counsellor))
    if not slots:
        raise Refused(_("{period}没有心理辅导时段，请先新增。").format(period=period_text(first, last)))
    columns = [
        RosterColumn(_("时间"), 36, "centre"),
        RosterColumn(_("地点"), 60),
        RosterColumn(_("辅导师"), 36),
        RosterColumn(_("是否可约"), 26, "centre"),
    ]
    rows: list[RosterRow] = []
    for index, slot in enumerate(slots):
        assert slot.day is not None
        if not index or slots[index - 1].day != slot.day:
            rows.append(Band(day_text(slot.day)))
        free = _("可预约") if slot.state == SlotState.FREE else _("已约")
        rows.append((span_text(slot.begins, slot.ends), slot.place, slot.counsellor, free))
    open_ones = sum(slot.state == SlotState.FREE for slot in slots)
    notes = _("共 {count} 个时段，可预约 {free} 个。").format(count=len(slots), free=open_ones)
    when, banded = period_text(first, last), _("日期")
    roster = Roster(plan_title(), columns, organisation, when, notes, numbered=False, signers=(), banded=banded)
    return print_arranged(path, roster, rows, setup)


def span_text(begins: str, ends: str) -> str:
    """09:00–10:00."""
    return f"{begins}–{ends}" if ends else begins


def statistics_title(found: Statistics) -> str:
    """What the statistics of a year are called."""
    return _("{year}年心理辅导使用情况").format(year=found.year)


def sections_of(found: Statistics) -> Sequence[tuple[str, Sequence[UsageRow]]]:
    """The parts of the statistics with their headings."""
    return (
        (_("全年"), (found.total,)),
        (_("按季度"), found.quarters),
        (_("按月份"), found.months),
        (_("按法院"), found.courts),
    )


def cells_of(row: UsageRow) -> tuple[str, str, str, str, str]:
    """A line as texts: what is not told is a dash."""
    numbers = (row.offered, row.used, row.free, row.attended)
    offered, used, free, attended = ("—" if number is None else str(number) for number in numbers)
    return row.label, offered, used, free, attended


def remark_of(found: Statistics) -> str:
    """What is said below the statistics."""
    people = _("共 {count} 人。").format(count=found.people) if found.people is not None else ""
    return people + _("不足 5 人的合并为“其他（合并）”；“—”表示人数太少，不列出。")


def print_statistics(path: Path, found: Statistics, organisation: str, setup: Setup | None = None) -> PaperOffer:
    """Write the statistics as a PDF file. Raises Refused for a year without slots."""
    if not found.total.offered:
        raise Refused(_("{year} 年没有心理辅导时段。").format(year=found.year))
    columns = [
        RosterColumn(_("统计项"), 60),
        *(RosterColumn(title, 26, "centre") for title in (_("时段数"), _("已约"), _("空闲"), _("已到"))),
    ]
    rows: list[RosterRow] = []
    for title, lines in sections_of(found):
        rows += [Band(title), *map(cells_of, lines)] if lines else []
    roster = Roster(statistics_title(found), columns, organisation, notes=remark_of(found), numbered=False, signers=())
    return print_arranged(path, roster, rows, setup)
