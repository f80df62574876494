"""The command that closes a course, or says what closing it would do."""

import argparse
from typing import Any

from cadre_desktop.courses.actions import close_course
from cadre_desktop.courses.closing import Closing, closing_of
from cadre_desktop.courses.rules import format_hours
from cadre_desktop.courses.terminal.course import course_of
from cadre_desktop.kit.command_line import opened
from cadre_desktop.kit.language import _
from cadre_desktop.kit.outputs import print_json


def close(chosen: argparse.Namespace) -> int:
    """Close a course, or with ``--dry-run`` only say what it would come to; exit code 1 when something is missing."""
    with opened(chosen) as store:
        course = course_of(chosen.id)
        found = closing_of(store, course)
        closed = not found.problems and not chosen.dry_run
        if closed:
            close_course(store, course)
    if chosen.json:
        print_json(told(chosen.id, found, closed))
    else:
        _say(found, closed)
    return 1 if found.problems else 0


def told(key: int, found: Closing, closed: bool) -> dict[str, Any]:
    """A closing as the command line's contract has it: numbers of hours are decimal strings."""
    return {
        "id": str(key),
        "course": found.title,
        "closed": closed,
        "completed": found.completed,
        "hours": format_hours(found.hours),
        "people": [
            {
                "id": str(line.entry),
                "person": str(line.person),
                "name": line.name,
                "court": line.court,
                "status": "" if line.undecided else line.status.value,
                "hours": format_hours(line.hours),
                "reason": line.reason,
            }
            for line in found.lines
        ],
        "problems": [problem.message for problem in found.problems],
        "notes": list(found.notes),
    }


def _say(found: Closing, closed: bool) -> None:
    print(_("结业标准：{rule}").format(rule=found.rule.words))
    for line in found.lines:
        status = _("未定") if line.undecided else _(line.status.label)
        print("　".join(filter(None, (line.name, line.court, status, line.reason))))
    for text in (*(problem.message for problem in found.problems), *found.notes):
        print(text)
    words = _("“{title}”已结班：{words}。") if closed else _("“{title}”没有结班：{words}。")
    print(words.format(title=found.title, words=found.words))
