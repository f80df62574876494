"""How numbers of the plan are written, on the screen, on paper and on the command line alike."""

from cadre_desktop.courses.planning.comparing import Compared, ComparedLine, YearPlan
from cadre_desktop.courses.planning.lateness import LineState
from cadre_desktop.kit.display import fixed_text
from cadre_desktop.kit.language import _

UNKNOWN = "—"
"""In place of a number that nobody has given."""


def count_text(count: int | None) -> str:
    """12,000; — where it is not known."""
    return UNKNOWN if count is None else f"{count:,}"


def hours_text(tenths: int | None) -> str:
    """1,234.5; — where it is not known."""
    return UNKNOWN if tenths is None else fixed_text(tenths, 1, grouped=True)


def money_text(fen: int | None) -> str:
    """25,000 yuan; — where it is not known."""
    return UNKNOWN if fen is None else fixed_text(fen, 2, grouped=True)


def decimal_text(value: int | None, decimals: int) -> str | None:
    """A number as programs read it, exact; None where it is not known."""
    return None if value is None else fixed_text(value, decimals)


def share_text(reached: int, planned: int | None) -> str:
    """How much of what was planned is reached, in whole per cent, rounded down: 100% is all of it."""
    return f"{100 * reached // planned}%" if planned else UNKNOWN


def reason(line: ComparedLine) -> str:
    """Why a line is as it is, with what it has cost too much."""
    text = line.verdict.reason
    if line.overspent:
        text += _("；经费超出预算 {money} 元").format(money=money_text(line.overspent))
    return text


def summary(plan: YearPlan) -> str:
    """What there is to say of the year in one line: how many lines there are, done, late, without a course."""
    words = [_("计划 {count} 项").format(count=plan.total.planned.lines)]
    states = (LineState.DONE, LineState.LATE, LineState.NO_COURSE)
    words += [f"{_(state.label)} {len(found)}" for state in states if (found := plan.in_state(state))]
    if outside := plan.outside.reached.courses + plan.outside.reached.under_way:
        words.append(_("没有对应计划的班次 {count}").format(count=outside))
    return " · ".join(words)


def breakdowns(plan: YearPlan) -> tuple[tuple[str, str, list[Compared]], ...]:
    """The parts of the year: key, title, and each part."""
    return (
        ("series", _("班次系列"), list(plan.by_series)),
        ("months", _("月份"), list(plan.by_month)),
        ("forms", _("培训形式"), list(plan.by_form)),
        ("courts", _("举办法院"), list(plan.by_court)),
    )
