"""培训计划: the lines of the year's plan."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from cadre_desktop.courses.records import PlanItem
from cadre_desktop.courses.rules import HOURS_STEP, format_hours
from cadre_desktop.kit.kind import Column, Kind, Reading, Values
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Problem
from cadre_desktop.kit.published import Register
from cadre_desktop.people.vetting import vet_year

_MONTHS = "十二|十一|十|[一二三四五六七八九]|0?[1-9]|1[0-2]"
_CHINESE = {sign: number for number, sign in enumerate("一二三四五六七八九十", 1)} | {"十一": 11, "十二": 12}
_MONTH = re.compile(
    rf"(?:(?:19|20)\d\d[年.\-/])?(?:(?:{_MONTHS})月?份?[-—~～、至到和])?({_MONTHS})(?:月份?)?[上中下]?旬?[初底末]?"
)
_QUARTER = re.compile(r"(?:第)?([一二三四1-4])季度?")
_HALVES = {"上半年": 6, "下半年": 12, "年中": 6, "年初": 3, "年底": 12, "年末": 12}
_ANY_TIME = frozenset(("全年", "不定期", "待定", "适时", "另行通知", "常年", "不限", "长期", "按上级通知", "视情况"))
_MONEY = re.compile(r"[约¥￥]?(-?\d[\d,]*(?:\.\d+)?)(亿|千万|百万|万|千)?元?(?:整|人民币)?")
_UNITS = {"亿": 10**8, "千万": 10**7, "百万": 10**6, "万": 10**4, "千": 10**3}


def read_month(text: str) -> Reading | None:
    """3月, 三月份, 2024年3月 are a month; of 3-4月, 一季度, 上半年 the last one counts, since only then a line is late;
    全年, 不定期 are none. None for anything else."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    if plain in _ANY_TIME:
        return Reading({"month": None}, _("“{text}”读作不定月份。").format(text=text))
    if found := _QUARTER.fullmatch(plain):
        number = int(found[1]) if found[1].isdigit() else _CHINESE[found[1]]
        return Reading({"month": 3 * number}, _last_month_note(text, 3 * number))
    if plain in _HALVES:
        return Reading({"month": _HALVES[plain]}, _last_month_note(text, _HALVES[plain]))
    if plain.isdecimal() or not (found := _MONTH.fullmatch(plain)):
        return None
    month = int(found[1]) if found[1].isdigit() else _CHINESE[found[1]]
    several = re.search("[-—~～、至到和]", re.sub(r"^(?:19|20)\d\d[年.\-/]", "", plain))
    return Reading({"month": month}, _last_month_note(text, month) if several else "")


def _last_month_note(text: str, month: int) -> str:
    return _("“{text}”读作 {month} 月，过了这个月还没办才算逾期。").format(text=text, month=month)


def read_persons(text: str) -> Reading | None:
    """80人, 约80人次 are so many; None for anything else."""
    return _counted(text, "persons", "人次|人|名")


def read_courses(text: str) -> Reading | None:
    """2期, 2个班 are so many; None for anything else."""
    return _counted(text, "courses", "期|个班次?|班次?|场|次")


def _counted(text: str, name: str, units: str) -> Reading | None:
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    found = re.fullmatch(rf"(约)?(\d{{1,6}})(?:{units})(左右)?", plain)
    if found is None:
        return None
    about = _("“{text}”读作 {count}。").format(text=text, count=int(found[2])) if found[1] or found[3] else ""
    return Reading({name: int(found[2])}, about)


def read_budget(text: str) -> Reading | None:
    """2.5万, 3000元, 约1.2万元 as fen; None for anything else, which is refused as no number."""
    found = _MONEY.fullmatch("".join(unicodedata.normalize("NFKC", text).split()))
    if found is None:
        return None
    fen = Decimal(found[1].replace(",", "")) * _UNITS.get(found[2] or "", 1) * 100
    return Reading({"budget": int(fen)}) if fen == int(fen) else None


def _other_year(values: Values) -> Iterator[Problem]:
    """A title that begins with another year than that of its plan is one of last year's."""
    found = re.match(r"[“\"（(]?((?:19|20)\d\d)年", values.get("title") or "")
    year = values.get("year")
    if found and year is not None and int(found[1]) != year:
        text = _("“{title}”写的是 {other} 年的项目，计划却是 {year} 年的；是去年的请改名称，或改年度。")
        yield Problem(text.format(title=values["title"], other=found[1], year=year), field="title")


def vet_plan_item(values: Values) -> list[Problem]:
    """The year and the month are of the calendar, hours go by 0.5, and nothing is negative."""
    problems = [*vet_year(values), *_other_year(values)]
    month, hours = values.get("month"), values.get("hours")
    if month is not None and not 1 <= month <= 12:
        problems.append(Problem(_("月份应为 1 至 12，现为 {month}。").format(month=month), field="month"))
    if hours is not None and (hours < 0 or hours % HOURS_STEP):
        text = _("学时应为 0.5 的整数倍，现为 {hours}。").format(hours=format_hours(hours))
        problems.append(Problem(text, field="hours"))
    for name in ("courses", "persons", "budget"):
        if (values.get(name) or 0) < 0:
            title = next(column.title for column in PLAN_ITEMS.kind.columns if column.name == name)
            problems.append(Problem(_("{title}不能是负数。").format(title=title), field=name))
    return problems


PLAN_ITEMS = Register(
    Kind(
        PlanItem,
        "plan",
        "培训计划",
        columns=(
            Column(PlanItem.year, "年度", also=("年份", "计划年度"), section="班次", filterable=True, roster_mm=14),
            Column(PlanItem.number, "序号", also=("编号",), section="班次", roster_mm=12),
            Column(
                PlanItem.title,
                "培训项目",
                also=("班次名称", "培训班名称", "培训名称", "项目名称", "培训内容"),
                section="班次",
                roster_mm=60,
            ),
            Column(
                PlanItem.series,
                "班次系列",
                also=("班系", "系列", "培训系列"),
                section="班次",
                filterable=True,
                roster_mm=36,
            ),
            Column(PlanItem.form, "培训形式", also=("形式", "培训方式"), section="班次", filterable=True, roster_mm=18),
            Column(
                PlanItem.training_class, "培训类别", also=("类别",), section="班次", filterable=True, in_table=False
            ),
            Column(PlanItem.category, "对象类别", also=("人员分类", "培训对象"), section="对象", filterable=True),
            Column(PlanItem.line, "对象条线", also=("条线",), section="对象", in_table=False),
            Column(PlanItem.post_level, "对象层次", also=("职务层次", "层次"), section="对象", in_table=False),
            Column(PlanItem.courses, "计划期数", also=("期数", "班次数", "计划班次"), section="任务", roster_mm=16),
            Column(PlanItem.persons, "计划人数", also=("人数", "培训人数", "拟训人数"), section="任务", roster_mm=16),
            Column(
                PlanItem.hours, "每期学时", also=("学时", "计划学时"), section="任务", hint="每一期的学时", roster_mm=16
            ),
            Column(
                PlanItem.budget,
                "经费预算",
                also=("预算", "经费", "经费（元）", "预算（元）", "经费预算（元）", "预算金额"),
                section="任务",
                roster_mm=22,
            ),
            Column(
                PlanItem.month,
                "计划月份",
                also=("月份", "计划时间", "时间", "培训时间", "举办时间", "实施时间", "拟办时间"),
                section="任务",
                roster_mm=16,
            ),
            Column(
                PlanItem.court, "举办法院", also=("法院", "承办法院"), section="组织", filterable=True, in_table=False
            ),
            Column(
                PlanItem.organiser, "主办单位", also=("主办", "主办方"), section="组织", roster_mm=30, in_table=False
            ),
            Column(PlanItem.responsible, "责任人", also=("责任部门", "负责人"), section="组织", roster_mm=20),
            Column(PlanItem.notes, "备注", section="组织", in_table=False),
        ),
        order=(PlanItem.year.desc(), PlanItem.number, PlanItem.title),
        identity=((PlanItem.year, PlanItem.title, PlanItem.court),),
        vet=vet_plan_item,
        reads=(
            (PlanItem.month, read_month),
            (PlanItem.budget, read_budget),
            (PlanItem.persons, read_persons),
            (PlanItem.courses, read_courses),
        ),
        icon="calendar",
        unit="项",
        workbook=N_("培训计划"),
    ),
    section=N_("计划"),
)


def plan_of(year: int) -> Kind:
    """The kind for a workbook that is the plan of `year`: rows that say no year are of that one, others are refused."""

    def vet(values: Values) -> list[Problem]:
        problems = vet_plan_item(values)
        if values.get("year") not in (None, year):
            text = _(
                "这一行是 {other} 年的计划，这里导入的是 {year} 年的；要导入 {other} 年的，请先把年度换成 {other} 年。"
            )
            problems.append(Problem(text.format(other=values["year"], year=year), field="year"))
        return problems

    return replace(PLAN_ITEMS.kind, stands_in={"year": year}, vet=vet)
