"""Who should go to a course, on the command line."""

import argparse
from dataclasses import replace
from typing import Any

from cadre_desktop.courses.proposing.proposal import (
    CourseProposal,
    Wanted,
    propose,
    usual_count,
    usual_target,
    weights,
)
from cadre_desktop.courses.proposing.rules import score_text
from cadre_desktop.courses.proposing.spreading import Spread
from cadre_desktop.courses.proposing.targets import Target
from cadre_desktop.courses.records import Course
from cadre_desktop.kit.codes import CodeTable, code_table
from cadre_desktop.kit.command_line import opened
from cadre_desktop.kit.language import _
from cadre_desktop.kit.outputs import check_output, print_json
from cadre_desktop.kit.problems import Refused
from cadre_desktop.people.records import Court, Department, courts_in
from cadre_desktop.people.rules import StaffCategory


def show_proposal(chosen: argparse.Namespace) -> None:
    """Print who should go to a course, or write it as JSON, workbook or PDF. Nothing is enrolled."""
    from cadre_desktop.courses.proposing.papers import print_proposal, told, words_of, write_proposal

    for path, suffix in ((chosen.xlsx, ".xlsx"), (chosen.pdf, ".pdf")):
        if path is not None:
            check_output(path, suffix)
    with opened(chosen) as store:
        course: Course | None = Course.get_or_none(Course.id == chosen.id)
        if course is None:
            raise Refused(_("没有编号为 {id} 的班次。").format(id=chosen.id))
        count = usual_count(course) if chosen.count is None else chosen.count
        if chosen.count is None and not count:
            raise Refused(_("“{title}”的名额已满；要看候补的人选，请用 --count 写明人数。").format(title=course.title))
        proposal = propose(store, course, Wanted(_target(course, chosen), count, Spread(chosen.spread)))
        if chosen.xlsx is not None:
            write_proposal(chosen.xlsx, proposal)
            print(_("已导出到 {path}").format(path=chosen.xlsx))
        elif chosen.pdf is not None:
            pages = print_proposal(chosen.pdf, course, proposal, weights(store)).pages
            print(_("已打印 {count} 页到 {path}").format(count=pages, path=chosen.pdf))
        elif chosen.json:
            print_json(told(course, proposal))
        else:
            print(_("推荐范围：{target}").format(target=words_of(proposal.wanted.target)))
            print("\n".join(_lines(proposal)))


def _target(course: Course, chosen: argparse.Namespace) -> Target:
    """The usual group of the course, in the place of which comes what was said."""
    given: dict[str, Any] = {}
    for name, text, table in (
        ("category", chosen.category, StaffCategory.table()),
        ("line", chosen.line, code_table("line")),
        ("post_level", chosen.level, code_table("post_levels")),
    ):
        if text is not None:
            given[name] = _code(table, text)
    if chosen.court:
        given["court"] = _court(chosen.court)
    target = replace(usual_target(course), **given)
    return replace(target, department=_department(chosen.department, target.court)) if chosen.department else target


def _code(table: CodeTable, text: str) -> str:
    value = table.find(text) if text else ""
    if value is None:
        raise Refused(_("“{text}”不对，应为：{labels}。").format(text=text, labels="、".join(map(_, table.labels))))
    return value


def _court(text: str) -> int:
    found = courts_in(text, [(court.id, court.name) for court in Court.select(Court.id, Court.name)])
    if len(found) != 1:
        raise Refused(_("没有叫“{text}”的法院，请写全称或简称。").format(text=text))
    return found[0]


def _department(text: str, court: int | None) -> int:
    if court is None:
        raise Refused(_("只看一个部门时，请用 --court 写明是哪个法院。"))
    found = Department.get_or_none(Department.court == court, Department.name == text.strip())
    if found is None:
        raise Refused(_("这个法院没有叫“{text}”的部门。").format(text=text))
    return int(found.id)


def _lines(proposal: CourseProposal) -> list[str]:
    lines = [
        "　".join(
            (
                str(each.rank),
                each.who.name,
                each.who.court_short,
                each.who.department,
                score_text(each.score),
                each.words,
            )
        )
        for each in proposal.proposed
    ]
    text = _("从符合条件的 {fit} 人中推荐 {count} 人；不能推荐的 {excluded} 人。")
    counts = {"fit": proposal.fit, "count": len(proposal.proposed), "excluded": len(proposal.excluded)}
    return [*lines, text.format(**counts)]
