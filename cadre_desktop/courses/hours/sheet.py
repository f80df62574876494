"""What is asked of everybody and what is done, line by line, as the screen, workbooks and papers show it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

import numpy as np

from cadre_desktop.courses.hours.reading import hours_of
from cadre_desktop.courses.hours.reckoning import WINDOW, HoursOfYear, Whole
from cadre_desktop.courses.hours.rule_settings import regulation
from cadre_desktop.kit.codes import code_table
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.store.database import database, listed
from cadre_desktop.kit.store.dialect import LISTED
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.rules import StaffCategory

_MEMBERS = """
    SELECT p.id, p.name, p.staff_number, p.court_id, coalesce(c.name, ''), coalesce(nullif(c.short_name, ''), c.name),
           p.department_id, coalesce(d.name, ''), p.category, p.rank, p.judge_grade, p.post
    FROM person p LEFT JOIN court c ON c.id = p.court_id LEFT JOIN department d ON d.id = p.department_id
    {where} ORDER BY c.place, c.id, d.place, d.id, p.pinyin, p.id
"""


class StaffMember(NamedTuple):
    """Somebody on the staff, as lists of hours name him; codes as they are stored."""

    key: int
    name: str
    staff_number: str
    court_key: int | None
    court: str
    court_short: str
    department_key: int | None
    department: str
    category: str
    rank: str
    judge_grade: str
    post: str

    @property
    def category_text(self) -> str:
        """法官."""
        return _(StaffCategory.table().label(self.category))

    @property
    def rank_text(self) -> str:
        """Rank and judge's grade, as far as there are any: 四级调研员 四级高级法官."""
        texts = (code_table("ranks").label(self.rank), code_table("judge_grades").label(self.judge_grade))
        return " ".join(filter(None, texts))


@dataclass(frozen=True)
class NumberColumn:
    """A number of hours (tenths): its name, its heading, the heading above several, and what it means; `brief` is the
    heading where there is little room."""

    key: str
    title: str
    group: str
    about: str
    brief: str = ""


NUMBER_COLUMNS = (
    NumberColumn("onsite_target", N_("任务"), N_("线下"), N_("按规定或人工调整的线下任务；五年的为五年合计")),
    NumberColumn("onsite_done", N_("完成"), N_("线下"), N_("计入年度任务的线下培训学时；五年的为五年合计")),
    NumberColumn("onsite_short", N_("还缺"), N_("线下"), N_("今天还缺的：按学时或按天数折算，取缺得少的")),
    NumberColumn("onsite_forecast", N_("年末缺"), N_("线下"), N_("已报名、还没有结班的班次都结业后仍缺的"), N_("年末")),
    NumberColumn("online_target", N_("任务"), N_("网络"), N_("当年的网络学时任务")),
    NumberColumn("online_done", N_("完成"), N_("网络"), N_("当年完成的网络学时")),
    NumberColumn("online_short", N_("还缺"), N_("网络"), N_("当年还缺的网络学时")),
    NumberColumn("online_forecast", N_("年末缺"), N_("网络"), N_("已报名的网络班次都结业后仍缺的"), N_("年末")),
    NumberColumn("short", N_("还缺"), N_("合计"), N_("线下与网络合计还缺的学时")),
    NumberColumn("forecast", N_("年末缺"), N_("合计"), N_("线下与网络合计到年末预计仍缺的学时"), N_("年末")),
    NumberColumn("party_target", N_("任务"), N_("党员"), N_("党员、支部书记的党内学时任务")),
    NumberColumn("party_done", N_("完成"), N_("党员"), N_("政治类培训和政治轮训、党支部示范班的学时")),
)


@dataclass(frozen=True)
class HoursSheet:
    """The lines of a year as of a day: `members` in the order of lists, and what is reckoned of each at the same place.

    `numbers` are the columns of `NUMBER_COLUMNS`, and ``year.0`` … ``year.4`` the hours on site of the window's years.
    """

    year: int
    today: date
    members: Sequence[StaffMember]
    hours: HoursOfYear
    numbers: Mapping[str, Whole]

    def __len__(self) -> int:
        return len(self.members)

    @property
    def window(self) -> range:
        """The years of the sliding window."""
        return range(self.year - WINDOW + 1, self.year + 1)

    def location_of(self, person: int) -> int | None:
        """The line of a person, if there is one."""
        found = np.flatnonzero(self.hours.people == person)
        return int(found[0]) if len(found) else None

    def number(self, position: int, key: str) -> int:
        """A number of a line, in tenths of an hour."""
        return int(self.numbers[key][position])

    def flag(self, position: int, key: str) -> bool:
        """Whether a line is measured over five years (`five`), set by hand (`by_hand`) or to be reviewed (`review`)."""
        return bool(self.hours.rows[key][position])

    def days(self, position: int) -> tuple[int, int]:
        """The target and what is done in half days; the target is 0 where days do not help."""
        row = self.hours.rows[position]
        return int(row["days_target"]), int(row["days_done"])

    def basis_text(self, position: int) -> str:
        """年 or 五年."""
        return _("五年") if self.flag(position, "five") else _("当年")

    def remark(self, position: int) -> str:
        """What has to be known about a target: that it was set by hand, or has to be looked at again."""
        if self.flag(position, "review"):
            return _("任职任级有变，请复核任务")
        return _("任务已人工确定") if self.flag(position, "by_hand") else ""

    def taking(self, indexes: Iterable[int]) -> "HoursSheet":
        """Only these lines, in this order."""
        chosen = np.fromiter(indexes, np.int64)
        return _sheet(self.year, self.today, [self.members[position] for position in chosen], self.hours.taking(chosen))

    def only_short(self) -> "HoursSheet":
        """Only those who lack hours today."""
        return self.taking(np.flatnonzero(self.numbers["short"] > 0))

    def adding(self, people: Iterable[int], added: Mapping[str, int]) -> "HoursSheet":
        """As if these people were in one more course; see `HoursOfYear.adding`."""
        return _sheet(self.year, self.today, self.members, self.hours.adding(people, added))

    def renewed(self, people: Collection[int], other: "HoursSheet") -> "HoursSheet":
        """With what `other` has of these people in place of what was here; the others stay as they are."""
        changed = set(people)
        kept = np.array([at for at, member in enumerate(self.members) if member.key not in changed], np.int64)
        members = [*(self.members[position] for position in kept), *other.members]
        rows = np.concatenate([self.hours.rows[kept], other.hours.rows])
        wanted = {key: number for number, (key,) in enumerate(_order([member.key for member in members]))}
        order = sorted(range(len(members)), key=lambda position: wanted.get(members[position].key, len(members)))
        hours = replace(self.hours, rows=rows[np.array(order, np.int64)])
        return _sheet(self.year, self.today, [members[position] for position in order], hours)


def _order(keys: Sequence[int]) -> list[tuple[int]]:
    """The keys of people in the order of lists."""
    order = "ORDER BY c.place, c.id, d.place, d.id, p.pinyin, p.id"
    joins = "LEFT JOIN court c ON c.id = p.court_id LEFT JOIN department d ON d.id = p.department_id"
    rows: list[tuple[int]] = database.rows(
        f"SELECT p.id FROM person p {joins} WHERE p.id IN {LISTED} {order}", listed(keys)
    )
    return rows


def _sheet(year: int, today: date, members: Sequence[StaffMember], hours: HoursOfYear) -> HoursSheet:
    rows = hours.rows
    numbers: dict[str, Whole] = {
        name: rows[name] for side in ("onsite", "online", "party") for name in (f"{side}_target", f"{side}_done")
    }
    for side in ("onsite", "online", "party"):
        numbers[f"{side}_short"] = hours.lacking(side)
        numbers[f"{side}_forecast"] = hours.lacking(side, with_coming=True)
    numbers["short"], numbers["forecast"] = hours.short(), hours.short(with_coming=True)
    numbers |= {f"year.{index}": rows["years"][:, index] for index in range(WINDOW)}
    return HoursSheet(year, today, members, hours, numbers)


def read_sheet(store: Store, year: int, today: date, people: Collection[int] | None = None) -> HoursSheet:
    """The lines of everybody on the staff in a year, or of these people, by court, department and name."""
    hours = hours_of(year, regulation(store), today, people)
    where, given = ("", ()) if people is None else (f"WHERE p.id IN {LISTED}", (listed(people),))
    everybody = [StaffMember(*row) for row in database.rows(_MEMBERS.format(where=where), *given)]
    keys = np.array([member.key for member in everybody], np.int64)
    there = np.isin(keys, hours.people)
    members = [member for member, is_there in zip(everybody, there.tolist(), strict=True) if is_there]
    return _sheet(year, today, members, hours.taking(np.searchsorted(hours.people, keys[there])))
