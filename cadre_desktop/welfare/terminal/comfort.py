"""Comfort money on the command line: who is to be remembered in a month, and what is wrong in welfare."""

import argparse
from typing import Any

from cadre_desktop.kit.command_line import add_command, as_json, opened, year
from cadre_desktop.kit.language import _
from cadre_desktop.kit.outputs import print_json


def _month(text: str) -> int:
    """A month of the year; ValueError for anything else."""
    number = int(text)
    if not 1 <= number <= 12:
        raise ValueError(text)
    return number


def add(commands: Any) -> None:
    """Declare the commands."""
    words = _("某月该慰问的人：生日、入院周年、节日，谁已发放")
    due = add_command(commands, "due", words, "welfare.terminal.comfort.show_due")
    due.add_argument("--month", metavar="M", type=_month, required=True, help=_("哪个月，1 到 12"))
    due.add_argument("--year", metavar="Y", type=year, help=_("哪一年，不填为今年"))
    as_json(due)
    words = _("检查暖警登记：超出慰问标准、逾期未发放、协议到期")
    as_json(add_command(commands, "check", words, "welfare.terminal.comfort.show_check"))


def show_due(chosen: argparse.Namespace) -> None:
    """Print who is to be remembered in a month: birthdays, anniversaries, festivals."""
    from cadre_desktop.welfare.comfort.due_list import due_in

    with opened(chosen) as store:
        read = due_in(chosen.year or store.clock.today().year, chosen.month)
        lines = [
            {
                "person": line.person,
                "name": line.name,
                "court": line.court,
                "department": line.department,
                "item": line.occasion.item.value,
                "festival": line.occasion.festival.value if line.occasion.festival else "",
                "reason": line.why,
                "day": line.day.isoformat() if line.exact else "",
                "given": line.paid,
            }
            for line in read.lines
        ]
    if chosen.json:
        print_json({"year": read.year, "month": read.month, "remark": read.remark, "people": lines})
        return
    for line in read.lines:
        print("\t".join((line.day_text, line.name, line.court_short, line.department, line.why, line.state)))
    if read.remark:
        print(read.remark)


def show_check(chosen: argparse.Namespace) -> None:
    """Print what is above a ceiling, not paid in time, or ends soon; nobody is named."""
    from cadre_desktop.welfare.comfort.figures import overdue_count, what_is_above
    from cadre_desktop.welfare.green_channel.figures import ending_soon

    with opened(chosen) as store:
        today = store.clock.today()
        above, overdue = list(what_is_above()), overdue_count(today)
        ending = [{"hospital": row.hospital, "ends": str(row.ends)} for row in ending_soon(today)]
    if chosen.json:
        print_json({"ceilings": above, "overdue_payments": overdue, "agreements_ending": ending})
        return
    found = list(above)
    if overdue:
        found.append(_("{count} 笔慰问过了事由日期还没有发放。").format(count=overdue))
    found += [_("与{hospital}的惠医协议 {ends} 到期。").format(**row) for row in ending]
    print("\n".join(found) or _("没有发现问题。"))
