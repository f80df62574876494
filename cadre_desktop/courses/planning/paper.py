"""The year's plan as an official paper after GB/T 9704-2012, with the table of its lines as an annex."""

from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path

from cadre_desktop.certificates.rules import day_text
from cadre_desktop.courses.planning.comparing import Compared, ComparedLine, YearPlan
from cadre_desktop.courses.planning.lateness import LineState
from cadre_desktop.courses.planning.words import count_text, hours_text, money_text, reason
from cadre_desktop.courses.planning.workbook import refuse_empty
from cadre_desktop.courses.rules import CourseForm, Series
from cadre_desktop.kit.chinese import chinese_number
from cadre_desktop.kit.documents.official import OfficialPaper
from cadre_desktop.kit.documents.setup import PaperChoice, PaperOffer, Setup
from cadre_desktop.kit.documents.table import RosterColumn
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused

_PLAN, _REACHED = "plan", "reached"


def _content() -> PaperChoice:
    """The plan as it is given out, or with what was reached of it."""
    return PaperChoice("content", _("内容"), ((_PLAN, _("计划")), (_REACHED, _("计划和执行情况"))))


def print_plan(path: Path, plan: YearPlan, issuer: str, setup: Setup | None = None) -> PaperOffer:
    """Write the plan as a PDF file, signed by `issuer` on the day the plan is of; returns what there was to choose.

    Raises Refused for a year without a plan, and where nobody is known to sign it; OSError when the file cannot be
    written.
    """
    refuse_empty(plan)
    if not issuer:
        raise Refused(_("不知道由哪个法院印发，请先在设置里填写本院名称。"))
    setup = setup or Setup()
    with_reached = setup.value(_content()) == _REACHED
    usual = _("{year}年度教育培训计划") if not with_reached else _("{year}年度教育培训计划执行情况")
    usual = usual.format(year=plan.year)
    title = setup.title(usual)
    annex = _("{year}年度教育培训计划项目表").format(year=plan.year)
    paper = OfficialPaper(title, author=issuer)
    paper.space(0.6)
    _body(paper, plan, with_reached)
    paper.annexes([annex])
    paper.signature(issuer, day_text(plan.today))
    paper.begin_annex(_("附件"), annex)
    _table(paper, plan, with_reached)
    return PaperOffer(usual, (), (_content(),), paper.save(path))


def _body(paper: OfficialPaper, plan: YearPlan, with_reached: bool) -> None:
    headings = iter(range(1, 20))

    def heading(text: str) -> None:
        paper.heading(_("{number}、{text}").format(number=chinese_number(next(headings)), text=text))

    planned, reached = _("现将{year}年度教育培训计划安排如下。"), _("现将{year}年度教育培训计划的执行情况报告如下。")
    paper.paragraph((reached if with_reached else planned).format(year=plan.year))
    heading(_("总体安排"))
    paper.paragraph(_planned_words(_("全年"), plan.total))
    heading(_("分系列安排"))
    for number, part in enumerate((each for each in plan.by_series if each.planned.lines), 1):
        paper.paragraph(f"{number}.{_planned_words(_series_name(part), part)}")
    if not with_reached:
        if times := _by_quarter(plan):
            heading(_("时间安排"))
            paper.paragraph(times + _("。"))
        return
    heading(_("执行情况"))
    paper.paragraph(_reached_words(plan))
    for number, part in enumerate((each for each in plan.by_series if each.planned.lines), 1):
        paper.paragraph(f"{number}.{_held_words(part)}")
    late = plan.in_state(LineState.LATE)
    if late:
        heading(_("没有按计划完成的项目"))
        for number, line in enumerate(late, 1):
            paper.paragraph(f"{number}.{line.item.title}：{_close(reason(line))}。")


def _close(words: str) -> str:
    """Words of the screen as papers write them, without blanks around numbers."""
    return words.replace(" ", "")


def _series_name(part: Compared) -> str:
    return _(Series(part.part.series).label) if part.part.series else _("其他")


def _held_words(part: Compared) -> str:
    reached = part.reached
    text = _("{name}计划{planned}期，已办{held}期，结业{times}人次。")
    return text.format(
        name=_series_name(part),
        planned=part.planned.courses,
        held=reached.courses,
        times=count_text(reached.person_times),
    )


def _planned_words(name: str, part: Compared) -> str:
    planned = part.planned
    words = [
        _("{name}安排培训项目{lines}项、{courses}期").format(
            name=name, lines=planned.lines, courses=count_text(planned.courses)
        )
    ]
    if planned.persons is not None:
        words.append(_("培训{persons}人次").format(persons=count_text(planned.persons)))
    if planned.hours is not None:
        words.append(_("共{hours}学时").format(hours=hours_text(planned.hours)))
    if planned.budget is not None:
        words.append(_("经费预算{money}元").format(money=money_text(planned.budget)))
    return _("，").join(words) + _("。")


def _reached_words(plan: YearPlan) -> str:
    reached = plan.total.reached
    text = _("截至{day}，已办{courses}期，结业{times}人次、{persons}人，{hours}学时")
    words = text.format(
        day=day_text(plan.today),
        courses=count_text(reached.courses),
        times=count_text(reached.person_times),
        persons=count_text(reached.persons),
        hours=hours_text(reached.hours),
    )
    if reached.cost is not None:
        words += _("，支出经费{money}元").format(money=money_text(reached.cost))
    if reached.under_way:
        words += _("；另有{count}期没有结班").format(count=reached.under_way)
    if plan.outside.reached.courses:
        words += _("；其中计划外{count}期").format(count=plan.outside.reached.courses)
    return words + _("。")


def _by_quarter(plan: YearPlan) -> str:
    """第一季度3期、第二季度5期; empty where no run has a month."""
    months = {each.part.month: each.planned.courses for each in plan.by_month}
    words = []
    for quarter in range(1, 5):
        count = sum(months.get(month, 0) for month in range(3 * quarter - 2, 3 * quarter + 1))
        if count:
            words.append(_("第{number}季度{count}期").format(number=chinese_number(quarter), count=count))
    if words and months.get(0):
        words.append(_("不定月份{count}期").format(count=months[0]))
    return _("、").join(words)


def _columns(with_reached: bool) -> list[RosterColumn]:
    known = [RosterColumn(_("序号"), 12, "centre"), RosterColumn(_("培训项目"), 46)]
    if with_reached:
        return [
            *known,
            RosterColumn(_("月份"), 13, "centre"),
            RosterColumn(_("期数"), 16, "centre"),
            RosterColumn(_("人次"), 24, "centre"),
            RosterColumn(_("进展"), 40),
        ]
    return [
        *known,
        RosterColumn(_("形式"), 16, "centre"),
        RosterColumn(_("月份"), 13, "centre"),
        RosterColumn(_("期数"), 13, "centre"),
        RosterColumn(_("人次"), 19, "centre"),
        RosterColumn(_("每期学时"), 15, "centre"),
        RosterColumn(_("预算（元）"), 28, "right"),
        RosterColumn(_("责任人"), 20, "centre"),
    ]


def _table(paper: OfficialPaper, plan: YearPlan, with_reached: bool) -> None:
    parts = [(part, rows) for part, rows in _by_series(plan, with_reached)]
    if len(parts) > 1:
        parts[-1][1].append(_sum_row(_("合计"), plan.total, with_reached))
    among = [row for _part, rows in parts for row in rows]
    for part, rows in parts:
        paper.heading(_series_name(part))
        paper.table(_columns(with_reached), rows, among)


def _by_series(plan: YearPlan, with_reached: bool) -> Iterator[tuple[Compared, list[list[str]]]]:
    """Each series that has lines, with the rows of its table and their sum."""
    parts = {each.part.series: each for each in plan.by_series}
    order = {series: index for index, series in enumerate(parts)}
    lines = sorted(plan.lines, key=lambda line: order[line.item.series])
    number = 0
    for series, group in groupby(lines, key=lambda line: line.item.series):
        rows = []
        for line in group:
            number += 1
            rows.append(_row(number, line, with_reached))
        yield parts[series], [*rows, _sum_row(_("小计"), parts[series], with_reached)]


def _row(number: int, line: ComparedLine, with_reached: bool) -> list[str]:
    item, reached = line.item, line.compared.reached
    month = str(item.month) if item.month else _("不定")
    if with_reached:
        held = f"{reached.courses}/{item.courses or 0}"
        times = count_text(reached.person_times)
        if item.persons is not None:
            times += f"/{count_text(item.persons)}"
        return [str(number), item.title, month, held, times, _(line.verdict.state.label)]
    form = _(CourseForm(item.form).label) if item.form else ""
    known = [str(number), item.title, form, month, str(item.courses or 0)]
    return [
        *known,
        _given(item.persons, count_text),
        _given(item.hours, hours_text),
        _given(item.budget, money_text),
        item.responsible,
    ]


def _given(value: int | None, text: Callable[[int], str]) -> str:
    return "" if value is None else text(value)


def _sum_row(name: str, part: Compared, with_reached: bool) -> list[str]:
    planned, reached = part.planned, part.reached
    if with_reached:
        held = f"{reached.courses}/{planned.courses}"
        return ["", name, "", held, f"{count_text(reached.person_times)}/{count_text(planned.persons)}", ""]
    # The column has the hours of one run each, which have no sum.
    sums = [str(planned.courses), count_text(planned.persons), "", money_text(planned.budget)]
    return ["", name, "", "", *sums, ""]
