"""The command about the batches of an examination: how full they are, and what grouping by rule would come to. It names
nobody and writes nothing."""

import argparse
from typing import Any

from cadre_desktop.kit.command_line import WrongUse, add_command, latest_db, opened
from cadre_desktop.kit.language import _
from cadre_desktop.kit.outputs import print_json


def add(commands: Any) -> None:
    """Offer the command ``exam-groups``."""
    words = _("体检轮次的批次有多满、按规则还会排入多少人；不列姓名，不写入")
    command = add_command(commands, "exam-groups", words, "welfare.terminal.examination.show_groups", db=False)
    command.add_argument("round", metavar="ROUND", help=_("体检轮次的名称"))
    command.add_argument("--json", action="store_true", help=_("输出 JSON"))
    latest_db(command)


def show_groups(chosen: argparse.Namespace) -> None:
    """Print the batches of a round with what grouping by rule would add."""
    from cadre_desktop.welfare.examination.grouping import ExamWanted, group_people
    from cadre_desktop.welfare.examination.reading import batches_of
    from cadre_desktop.welfare.examination.records import ExamRound

    with opened(chosen) as store:
        found = ExamRound.get_or_none(ExamRound.title == chosen.round)
        if found is None:
            raise WrongUse(_("没有叫“{title}”的体检轮次。").format(title=chosen.round))
        batches = batches_of(found.id)
        wanted = ExamWanted(batches=tuple(batch.key for batch in batches))
        grouping = group_people(found.id, wanted, store.clock.today())
        told: dict[str, Any] = {
            "round": found.title,
            "batches": [
                {
                    "title": batch.title,
                    "date": batch.starts.isoformat(),
                    "capacity": batch.capacity,
                    "people": batch.taken,
                    "examined": batch.came,
                    "would_join": len(grouping.dealt[batch.key]),
                }
                for batch in batches
            ],
            "already": grouping.already,
            "beyond": len(grouping.beyond),
            "without_package": len(grouping.unclear),
        }
    if chosen.json:
        print_json(told)
        return
    words = _("{date}　{title}　{people} 人，已检 {examined}，按规则还会排入 {would_join}")
    for each in told["batches"]:
        print(words.format(**each))
    last = _("没有名额 {beyond} 人，套餐未定 {without_package} 人")
    print(last.format(**told))
