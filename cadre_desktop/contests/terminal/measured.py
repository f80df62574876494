"""The commands that take measured marks in, and write the list to be filled in."""

import argparse

from cadre_desktop.contests.terminal.results import contest_of, print_problems
from cadre_desktop.kit.command_line import opened
from cadre_desktop.kit.language import _
from cadre_desktop.kit.outputs import check_output, print_json
from cadre_desktop.kit.store import backup as backups


def take_measured(chosen: argparse.Namespace) -> int:
    """Take a list of measured marks in; exit code 1 when there is anything to put right."""
    from cadre_desktop.contests.exchange.measured_marks import read_measured, record_measured

    with opened(chosen) as store:
        found = read_measured(contest_of(chosen.id), chosen.event, chosen.file, chosen.track)
        if not chosen.dry_run and found.count:
            backups.make(store.path, _("导入前"), store.clock.now())
            record_measured(store, found)
    positions = [
        {name: getattr(problem, name) for name in ("sheet", "row", "column", "value")} | {"reason": problem.message}
        for problem in found.problems
    ]
    told = {"read": found.read, "marks": found.count, "same": found.same, "refused": found.refused}
    if chosen.json:
        print_json({**told, "problems": positions})
    else:
        print(_("读取 {read} 行：成绩 {marks} 个，相同 {same}，未通过 {refused} 行。").format(**told))
        print_problems(positions)
    return 1 if positions else 0


def write_form(chosen: argparse.Namespace) -> None:
    """Write the list of measured marks to be filled in."""
    from cadre_desktop.contests.exchange.measured_marks import write_measured_form

    check_output(chosen.file, ".xlsx")
    with opened(chosen):
        count = write_measured_form(contest_of(chosen.id), chosen.event, chosen.file, chosen.track)
    print(_("已列出 {count} 名选手到 {path}").format(count=count, path=chosen.file))
