"""The places of a course for courts and departments, and nomination forms, on the command line."""

import argparse
from collections.abc import Iterator
from typing import Any

from cadre_desktop.courses.name_list import ENROLMENTS, refuse_unless_open
from cadre_desktop.courses.records import Course
from cadre_desktop.courses.terminal.course import course_of
from cadre_desktop.kit.command_line import opened
from cadre_desktop.kit.language import _
from cadre_desktop.kit.outputs import check_output, print_json
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import backup as backups
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.likeness import means_department
from cadre_desktop.people.name_list.nomination_forms import print_forms, write_forms
from cadre_desktop.people.name_list.nominations import FilledForms, Nominating, Nominee, beyond, nominate, read_forms
from cadre_desktop.people.name_list.quota_rules import QuotaLine
from cadre_desktop.people.name_list.quotas import departments, quota_lines, set_quotas
from cadre_desktop.people.records import Court, courts_in


def show_quotas(chosen: argparse.Namespace) -> None:
    """Print how many places courts and departments have and what is open, after one of them was changed if that is
    asked."""
    with opened(chosen) as store:
        course = course_of(chosen.id)
        if chosen.places is not None or chosen.none:
            _change(store, course, chosen)
        elif chosen.court or chosen.department:
            raise Refused(_("请用 --places 写明名额，或用 --none 取消名额。"))
        lines = [line for line in quota_lines(ENROLMENTS, course) if line.quota is not None or line.listed]
    if chosen.json:
        print_json({"course": str(course.id), "courts": [_told(line) for line in lines]})
        return
    for line in lines:
        print(_words(line.name, line))
        for part in line.parts:
            print("　" + _words(part.name, part))


def _change(store: Store, course: Course, chosen: argparse.Namespace) -> None:
    if not chosen.court:
        raise Refused(_("请用 --court 写明是哪个法院的名额。"))
    court, count = _court(chosen.court), None if chosen.none else chosen.places
    if chosen.department:
        set_quotas(store, ENROLMENTS, course, {}, {_department(court, chosen.department): count})
    else:
        set_quotas(store, ENROLMENTS, course, {court: count})


def _court(text: str) -> int:
    found = courts_in(text, [(court.id, court.name) for court in Court.select(Court.id, Court.name)])
    if len(found) != 1:
        raise Refused(_("没有叫“{text}”的法院，请写全称或简称。").format(text=text))
    return found[0]


def _department(court: int, text: str) -> int:
    """By its name, or by the one name it may be short for (民一庭)."""
    offered = departments().get(court, [])
    exact = [key for key, name in offered if name == text.strip()]
    found = exact or [key for key, name in offered if means_department(text.strip(), name)]
    if len(found) == 1:
        return found[0]
    if found:
        names = "、".join(name for key, name in offered if key in found)
        raise Refused(_("“{text}”可能是{names}，请写全称。").format(text=text, names=names))
    raise Refused(_("这个法院没有叫“{text}”的部门。").format(text=text))


def _words(name: str, line: QuotaLine) -> str:
    quota = "—" if line.quota is None else line.quota
    text = _("{name}　名额 {quota}　已报 {listed}　候补 {waiting}　还空 {open}")
    return text.format(name=name, quota=quota, listed=line.listed, waiting=line.waiting, open=line.open)


def _told(line: QuotaLine) -> dict[str, Any]:
    said = {"quota": line.quota, "listed": line.listed, "waiting": line.waiting, "open": line.open}
    if line.department is not None:
        return {"department": line.name, **said}
    return {"court": line.name, **said, "departments": [_told(part) for part in line.parts]}


def give_forms(chosen: argparse.Namespace) -> None:
    """Write the nomination forms of a course, as a workbook or to be printed."""
    check_output(chosen.file, ".xlsx", ".pdf")
    with opened(chosen):
        course = course_of(chosen.id)
        if chosen.file.suffix.lower() == ".pdf":
            pages = print_forms(chosen.file, ENROLMENTS, course).pages
            print(_("已打印 {count} 页到 {path}").format(count=pages, path=chosen.file))
        else:
            count = write_forms(chosen.file, ENROLMENTS, course)
            print(_("已写出 {count} 份推荐表到 {path}").format(count=count, path=chosen.file))


def take_forms(chosen: argparse.Namespace) -> int:
    """Put those on the list whom filled forms nominate; exit code 1 when there is anything to put right."""
    with opened(chosen) as store:
        course = course_of(chosen.id)
        refuse_unless_open(course)
        found = read_forms(ENROLMENTS, course, chosen.files)
        told = beyond(found, found.sure)
        done = Nominating(0, 0)
        if found.sure and not chosen.dry_run:
            backups.make(store.path, _("导入前"), store.clock.now())
            done = nominate(store, ENROLMENTS, course, found.sure)
    wrong = [*found.problems, *found.open]
    if chosen.json:
        print_json(_forms_told(found, done, told))
    else:
        print("\n".join(_forms_words(found, done, told)))
    return 1 if wrong else 0


def _forms_told(found: FilledForms, done: Nominating, told: list[str]) -> dict[str, Any]:
    return {
        "recognised": len(found.sure),
        "listed": done.listed,
        "waiting": done.waiting,
        "already": len(done.already),
        "open": [_open(one) for one in found.open],
        "problems": [problem.message for problem in found.problems],
        "notes": [*told, *(f"{one.where}：{one.words}，{one.remark}" for one in found.sure if one.remark)],
    }


def _open(one: Nominee) -> dict[str, str]:
    return {
        "where": one.where,
        "person": one.said.name,
        "court": one.said.court,
        "department": one.said.department,
        "reason": one.why,
    }


def _forms_words(found: FilledForms, done: Nominating, told: list[str]) -> Iterator[str]:
    text = _("认出 {count} 人：加入 {listed} 人，候补 {waiting} 人，已在名单 {already} 人。")
    yield text.format(count=len(found.sure), listed=done.listed, waiting=done.waiting, already=len(done.already))
    yield from told
    yield from (f"{one.where}：{one.words}，{one.remark}" for one in found.sure if one.remark)
    yield from (f"{one.where}：{one.words}，{one.why}" for one in found.open)
    yield from (problem.message for problem in found.problems)
