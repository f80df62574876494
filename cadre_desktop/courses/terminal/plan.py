"""The command that shows a year's plan against what was reached, the same that its page in the window has."""

import argparse
from typing import TYPE_CHECKING

from cadre_desktop.kit.command_line import opened
from cadre_desktop.kit.language import _
from cadre_desktop.kit.outputs import check_output, print_json
from cadre_desktop.people.actions import own_court

if TYPE_CHECKING:
    from cadre_desktop.courses.planning.comparing import YearPlan


def show_plan(chosen: argparse.Namespace) -> None:
    """Print the plan of a year with what was reached, or write it as an official paper or a workbook."""
    from cadre_desktop.courses.planning.comparing import compare, own_key
    from cadre_desktop.courses.planning.paper import print_plan
    from cadre_desktop.courses.planning.words import summary
    from cadre_desktop.courses.planning.workbook import refuse_empty, told_plan, write_plan

    with opened(chosen) as store:
        plan = compare(chosen.year, own_key(store), store.clock.today())
        own = own_court(store)
        if chosen.json:
            print_json(told_plan(plan))
        elif chosen.pdf is not None:
            check_output(chosen.pdf, ".pdf")
            pages = print_plan(chosen.pdf, plan, own.name if own else "").pages
            print(_("已打印 {count} 页到 {path}").format(count=pages, path=chosen.pdf))
        elif chosen.xlsx is not None:
            check_output(chosen.xlsx, ".xlsx")
            write_plan(chosen.xlsx, plan)
            print(_("已导出到 {path}").format(path=chosen.xlsx))
        else:
            refuse_empty(plan)
            print(summary(plan))
            _print_lines(plan)


def _print_lines(plan: "YearPlan") -> None:
    from cadre_desktop.courses.planning.words import reason

    for line in plan.lines:
        words = _("{title}　{state}　{reason}")
        print(words.format(title=line.item.title, state=_(line.verdict.state.label), reason=reason(line)))
