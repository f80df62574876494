"""Workbooks as offices make them, at random: titles, sections, merges, dates, units, marks, errors, several tables.

The same number always gives the same workbook. What is written down is known beside it, cell by cell.
"""

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from office_people import COURTS, DEPARTMENTS, Names, TruePerson, invented

HEADINGS = {
    "number": ("序号", "序 号", "编号"),
    "name": ("姓名", "姓 名", "姓　名", "干警姓名", "姓\n名"),
    "sex": ("性别", "性 别"),
    "born": ("出生年月", "出生\n年月", "出生时间"),
    "id_number": ("身份证号", "身份证号码", "公民身份号码"),
    "ethnic": ("民族", "民 族"),
    "court": ("单位", "所在单位", "法院"),
    "department": ("部门", "所在部门", "庭室", "部　门"),
    "post": ("职务", "现任职务", "职 务"),
    "education": ("学历", "文化程度", "学历（最高）"),
    "political": ("政治面貌", "政治面貌*"),
    "phone": ("联系电话", "手机号码", "电话"),
    "joined": ("参加工作时间", "参加工作\n时间"),
    "spouse": ("姓名（配偶）", "学历（配偶）", "联系电话（紧急联系人）"),
    "notes": ("备注",),
}
ORDER = tuple(HEADINGS)


@dataclass
class Placed:
    """Where a person stands: sheet and Excel row, and for each field what its cell says."""

    person: TruePerson
    sheet: str
    row: int
    cells: dict[str, Any] = field(default_factory=dict)


@dataclass
class OfficeSheet:
    """A sheet to be written. cells by (row, column) from 0; court: whose people they are where nothing in it tells."""

    name: str
    cells: dict[tuple[int, int], Any] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden: bool = False
    court: str = ""
    row: int = 0

    def line(self, *cells: Any, left: int = 0) -> int:
        """Write a line; answers its row."""
        for column, cell in enumerate(cells, left):
            if cell not in (None, ""):
                self.cells[self.row, column] = cell
        self.row += 1
        return self.row - 1


@dataclass
class OfficeBook:
    """A workbook and the truth about it."""

    number: int
    sheets: list[OfficeSheet] = field(default_factory=list)
    people: list[Placed] = field(default_factory=list)


def office_book(number: int) -> OfficeBook:
    """The workbook of this number."""
    return _Maker(number).book


@dataclass(frozen=True)
class Failed:
    """A cell whose formula has failed; the text is what it shows."""

    text: str


class _Maker:
    def __init__(self, number: int):
        self.chance = random.Random(number)
        self.book = OfficeBook(number)
        self.names = Names(self.chance)
        self.courts = self.chance.sample(COURTS, self.chance.choice((1, 1, 2, 3)))
        layout = self.chance.choice(("sheets", "sheets", "sheets", "column", "column", "stacked", "beside"))
        if layout == "sheets":
            for index, court in enumerate(self.courts):
                self.sheet_of(court, index)
        elif layout == "column":
            self.mixed_sheet()
        elif layout == "stacked":
            self.stacked_sheet()
        else:
            self.beside_sheet(self.courts[0])
        self.other_sheets()

    def some(self, share: float) -> bool:
        return self.chance.random() < share

    # Sheets.

    def sheet_of(self, court: str, place: int) -> None:
        """One court's people on a sheet of their own; the name, a title, a unit line or nobody tells the court."""
        told = self.chance.choice(("name", "title", "unit", "nobody"))
        name = _short(court) if told == "name" else f"Sheet{place + 1}"
        sheet = OfficeSheet(name, court="" if told != "nobody" else court)
        title = f"{court}干警花名册" if told == "title" else "干警花名册"
        if told in ("title", "unit") or self.some(0.5):
            self.title(sheet, title)
        if told == "unit":
            sheet.line(f"单位：{court}", None, None, "2023年12月")
        self.book.sheets.append(sheet)
        self.table(sheet, [court], with_court=False)
        self.tail(sheet)

    def mixed_sheet(self) -> None:
        """All people on one sheet with a column that says whose they are."""
        sheet = OfficeSheet("花名册")
        if self.some(0.6):
            self.title(sheet, "全市法院干警花名册")
        self.book.sheets.append(sheet)
        self.table(sheet, self.courts, with_court=True)
        self.tail(sheet)

    def stacked_sheet(self) -> None:
        """One court under the other on one sheet, each under its title and its header."""
        sheet = OfficeSheet("各院名册")
        self.book.sheets.append(sheet)
        columns = self.columns(with_court=False)
        for court in self.courts:
            self.title(sheet, f"{court}干警花名册")
            self.table(sheet, [court], with_court=False, columns=columns)
            sheet.row += self.chance.choice((0, 1, 2))

    def beside_sheet(self, court: str) -> None:
        """A phone list: two people on each line, then those who have retired in a table with other columns."""
        sheet = OfficeSheet("通讯录")
        self.book.sheets.append(sheet)
        self.title(sheet, f"{court}通讯录")
        sheet.line(*["序号", "姓名", "部门", "联系电话"] * 2)
        for count in range(1, self.chance.randint(6, 14), 2):
            self.beside(sheet, court, count)
        if self.some(0.5):
            sheet.row += 1
            sheet.line("二、退休人员")
            sheet.line("姓名", "性别", "原职务", "部门")
            for person in [self.anybody(court) for _ in range(3)]:
                row = sheet.line(person.name, person.sex, person.post, person.department)
                cells = {"sex": person.sex, "department": person.department}
                self.book.people.append(Placed(person, sheet.name, row + 1, cells))

    def beside(self, sheet: OfficeSheet, court: str, count: int) -> None:
        line: list[Any] = []
        for index in range(2):
            person = self.anybody(court)
            if index and self.some(0.1):
                line += [count + 1, None, None, None]
                continue
            line += [count + index, person.name, person.department, person.phone]
            cells = {"department": person.department, "phone": person.phone}
            self.book.people.append(Placed(person, sheet.name, sheet.row + 1, cells))
        sheet.line(*line)

    def anybody(self, court: str) -> TruePerson:
        return invented(self.chance, self.names, court, self.chance.choice(DEPARTMENTS))

    def other_sheets(self) -> None:
        """Sheets nobody wants to read: explanations, counts."""
        if self.some(0.3):
            sheet = OfficeSheet("填写说明")
            sheet.line("填写说明")
            sheet.line("一、姓名须与身份证一致；")
            sheet.line("二、出生年月填到月。")
            self.book.sheets.append(sheet)
        if self.some(0.3):
            sheet = OfficeSheet("汇总")
            sheet.line("部门", "人数")
            for department in DEPARTMENTS[:3]:
                sheet.line(department, self.chance.randint(1, 20))
            sheet.line("合计", 30)
            self.book.sheets.append(sheet)

    def title(self, sheet: OfficeSheet, text: str) -> None:
        row = sheet.line(text)
        if self.some(0.7):
            sheet.merges.append((row, 0, row, 6))
        if self.some(0.3):
            sheet.row += 1

    # A table.

    def columns(self, with_court: bool) -> list[str]:
        optional = (
            "number",
            "sex",
            "born",
            "id_number",
            "ethnic",
            "post",
            "education",
            "political",
            "phone",
            "joined",
            "notes",
        )
        chosen = {name for name in optional if self.some(0.75)} | {"name", "department", "sex"}
        chosen |= {"court"} if with_court else set()
        chosen |= {"spouse"} if self.some(0.15) else set()
        return [name for name in ORDER if name in chosen]

    def table(
        self, sheet: OfficeSheet, courts: list[str], *, with_court: bool, columns: list[str] | None = None
    ) -> None:
        columns = list(columns or self.columns(with_court))
        departments = (
            "sections"
            if self.some(0.2) and not with_court
            else self.chance.choice(("plain", "plain", "merged", "ditto"))
        )
        if departments == "sections":
            columns.remove("department")
        styles = _Styles(self.chance)
        titles = [styles.heading(column) for column in columns]
        self.header(sheet, columns, titles)
        count = 0
        for court in courts:
            for department in self.chance.sample(DEPARTMENTS, self.chance.randint(2, 4)):
                people = [
                    invented(self.chance, self.names, court, department) for _ in range(self.chance.randint(1, 5))
                ]
                if departments == "sections":
                    sheet.line(styles.section(department))
                first = sheet.row
                for person in people:
                    count += 1
                    self.person(sheet, person, columns, styles, count)
                if "department" in columns:
                    self.departments(sheet, first, columns.index("department"), departments)
                self.between(sheet, titles, len(people))
        if "number" in columns and self.some(0.2):
            sheet.line(count + 1)

    def between(self, sheet: OfficeSheet, titles: list[str], people: int) -> None:
        """What stands between departments: subtotals, feet of pages, the header again."""
        if self.some(0.08):
            sheet.line("小计", people)
        if self.some(0.05):
            sheet.line("第 1 页 共 3 页")
        if self.some(0.08):
            sheet.line(*titles)

    def header(self, sheet: OfficeSheet, columns: list[str], titles: list[str]) -> None:
        """One line, or two with a group over some columns."""
        groups = [place for place, name in enumerate(columns) if name in ("education", "political", "phone", "joined")]
        if len(groups) < 2 or not self.some(0.2) or groups != list(range(groups[0], groups[-1] + 1)):
            sheet.line(*titles)
            return
        upper = [title for place, title in enumerate(titles) if place < groups[0]]
        row = sheet.line(*upper, "其他情况", *[None] * (len(groups) - 1), *titles[groups[-1] + 1 :])
        sheet.line(*[titles[place] for place in groups], left=groups[0])
        sheet.merges.append((row, groups[0], row, groups[-1]))
        sheet.merges += [(row, place, row + 1, place) for place in range(len(titles)) if place not in groups]

    def person(self, sheet: OfficeSheet, person: TruePerson, columns: list[str], styles: "_Styles", count: int) -> None:
        cells = {name: styles.cell(name, person, count) for name in columns}
        for name in ("post", "education", "political", "department"):
            if name in cells and self.some(0.01):
                cells[name] = Failed(self.chance.choice(("#N/A", "#REF!", "#VALUE!")))
        row = sheet.line(*(cells[name] for name in columns))
        if self.some(0.02):
            sheet.hidden_rows.add(row)
        self.book.people.append(Placed(person, sheet.name, row + 1, cells))

    def departments(self, sheet: OfficeSheet, first: int, column: int, style: str) -> None:
        """Write a department once for all its people, where that is the way of the sheet."""
        rows = [row for row in range(first, sheet.row) if isinstance(sheet.cells.get((row, column)), str)]
        if style == "plain" or len(rows) != sheet.row - first or len(rows) < 2:
            return
        for row in rows[1:]:
            if style == "ditto":
                sheet.cells[row, column] = self.chance.choice(("同上", "〃"))
            else:
                del sheet.cells[row, column]
        if style == "merged":
            sheet.merges.append((first, column, sheet.row - 1, column))

    def tail(self, sheet: OfficeSheet) -> None:
        if self.some(0.4):
            sheet.line("合计", sum(placed.sheet == sheet.name for placed in self.book.people))
        if self.some(0.3):
            sheet.row += 1
            sheet.line("制表人：张三", None, None, "审核人：李四")
        if self.some(0.3):
            sheet.line("注：本表统计截至2023年12月31日")


class _Styles:
    """How one table writes things; the same throughout, as its author had the habit."""

    def __init__(self, chance: random.Random):
        self.chance = chance
        self.date = chance.choice(_DATES)
        self.id_number = chance.choice(_ID_NUMBERS)
        self.phone = chance.choice(_PHONES)
        self.spread = chance.random() < 0.3
        self.courts = chance.choice((lambda court: court, _short))
        self.sections = chance.choice(("{}", "{}（5人）", "部门：{}"))

    def heading(self, name: str) -> str:
        return self.chance.choice(HEADINGS[name])

    def section(self, department: str) -> str:
        return self.sections.format(department)

    def cell(self, name: str, person: TruePerson, count: int) -> Any:
        """What stands in one cell."""
        if name == "number":
            return count
        if name == "name":
            return self.name(person.name)
        if name in ("born", "joined"):
            return self.date(getattr(person, name))
        if name == "court":
            return self.courts(person.court)
        if name == "spouse":
            return self.chance.choice(("", "无", "李某某", "13900000009"))
        if name == "notes":
            return self.chance.choice(("", "", "", "业务骨干"))
        ways: dict[str, Callable[[str], Any]] = {
            "id_number": self.id_number,
            "phone": self.phone,
            "education": lambda text: self.chance.choice({"大学": ("大学", "本科")}.get(text, (text,))),
            "political": lambda text: self.chance.choice({"中共党员": ("中共党员", "党员")}.get(text, (text,))),
            "ethnic": lambda text: self.chance.choice((text, text.removesuffix("族"))),
        }
        return ways.get(name, str)(getattr(person, name))

    def name(self, name: str) -> str:
        if self.spread and len(name) == 2:
            return self.chance.choice(("{} {}", "{}　{}", "{}  {}")).format(*name)
        if "·" in name:
            return name.replace("·", self.chance.choice("·•‧・."))
        chance = self.chance.random()
        if chance < 0.02:
            return name + "（借调）"
        return "*" + name if chance < 0.03 else name


_DATES: tuple[Callable[[date], Any], ...] = (
    lambda day: f"{day:%Y.%m}",
    lambda day: f"{day:%Y-%m}",
    lambda day: f"{day:%Y%m}",
    lambda day: float(f"{day:%Y%m}"),
    lambda day: float(f"{day:%Y.%m}"),
    lambda day: day,
    lambda day: f"{day.year}年{day.month}月",
    lambda day: f"{day:%y.%m}",
    lambda day: f"{day.year}.{day.month}",
    lambda day: f"{day:%Y/%m/%d}",
)
_ID_NUMBERS: tuple[Callable[[str], Any], ...] = (
    str,
    str,
    str.lower,
    lambda number: f"{number[:6]} {number[6:14]} {number[14:]}",
    lambda number: float(number[:17] + "0") if number[17] == "X" else float(number),
)
_PHONES: tuple[Callable[[str], Any], ...] = (
    str,
    float,
    lambda number: f"{number[:3]}-{number[3:7]}-{number[7:]}",
    lambda number: f"{number}/0472-5551234",
)


def _short(court: str) -> str:
    """How people call a court."""
    return court.removeprefix("包头市").replace("人民法院", "法院") if "中级" not in court else "包头中院"


def all_cells(sheet: OfficeSheet) -> Iterable[tuple[int, int, Any]]:
    """Every cell of a sheet: row, column, value."""
    return ((row, column, cell) for (row, column), cell in sorted(sheet.cells.items()))
