"""The command about retirement: reckoned from a month of birth and a base, or the list of the months to come."""

import argparse
from datetime import date
from typing import TYPE_CHECKING, Any

from cadre_desktop.kit.codes import code_table
from cadre_desktop.kit.command_line import WrongUse, opened
from cadre_desktop.kit.language import _
from cadre_desktop.kit.outputs import check_output, print_json
from cadre_desktop.people.months import month_text
from cadre_desktop.people.retirement.rules import (
    FEMALE_60,
    OWN_WISH_SOURCE,
    late_allowed,
    least_contribution,
    own_wish,
    retirement,
)

if TYPE_CHECKING:
    from cadre_desktop.kit.store.store import Store
    from cadre_desktop.people.retirement.due_list import DueList


def show_retirement(chosen: argparse.Namespace) -> None:
    """Print when somebody born in a month retires, or who retires in the months to come."""
    if chosen.born is not None or chosen.base is not None:
        _reckon(chosen)
        return
    if chosen.employment:
        raise WrongUse(_("--employment 要与 --born、--base 一起用。"))
    _list(chosen)


def _reckon(chosen: argparse.Namespace) -> None:
    from cadre_desktop.people.registers.retirement_decisions import RetirementBase

    if chosen.born is None or chosen.base is None:
        raise WrongUse(_("--born 和 --base 要一起写，如 --born 1966-05 --base 男60。"))
    if chosen.until or chosen.letters is not None or chosen.approval or chosen.pdf or chosen.xlsx:
        raise WrongUse(_("--born 只计算一个人，不能与列名单的参数一起用。"))
    base = RetirementBase.table().find(chosen.base)
    if base is None:
        raise WrongUse(_("--base 应为男60、女55、女50 或处级女，现为“{text}”。").format(text=chosen.base))
    months = retirement(chosen.born, base)
    told: dict[str, Any] = {
        "age_months": months.age_months,
        "statutory": month_text(months.statutory),
        "earliest": month_text(months.earliest),
        "late_allowed": late_allowed(months.statutory, _employment(chosen.employment)),
    }
    if base == FEMALE_60:
        told["own_wish"] = _own_wish(chosen.born)
    if chosen.json:
        print_json(told)
        return
    words = _("到龄 {statutory}（{age}）；最早 {earliest}，缴费须满 {months} 个月；{late}")
    late = _("可以约定延迟") if told["late_allowed"] else _("不能延迟")
    contribution = least_contribution(months.earliest.year)
    print(words.format(**{**told, "age": months.age, "months": contribution, "late": late}))
    if base == FEMALE_60:
        wish = _("自愿的可自 {from}；55 岁也随改革延迟的，自 {from_if_delayed}。依据：{reference}；请按文件决定。")
        print(wish.format(**told["own_wish"]))


def _own_wish(born: date) -> dict[str, str]:
    unmoved, moved = own_wish(born)
    return {"from": month_text(unmoved), "from_if_delayed": month_text(moved), "reference": _(OWN_WISH_SOURCE)}


def _employment(text: str) -> str:
    table = code_table("employment")
    if not text or text == _("编制内"):
        return ""
    found = table.find(text)
    if found is None:
        labels = "、".join(table.labels)
        raise WrongUse(_("--employment 应为{labels}，现为“{text}”。").format(labels=labels, text=text))
    return found


def _list(chosen: argparse.Namespace) -> None:
    from cadre_desktop.people.retirement.due_list import as_data, due_list
    from cadre_desktop.people.retirement.letter_settings import letter_months

    with opened(chosen) as store:
        listed = due_list(store.clock.today(), chosen.until)
        if chosen.json:
            print_json(as_data(listed, letter_months()))
        elif chosen.pdf or chosen.xlsx:
            _write(chosen, listed, store)
        elif chosen.letters is not None or chosen.approval:
            raise WrongUse(_("请写 --pdf 文件名。"))
        else:
            _print(listed)


def _print(listed: "DueList") -> None:
    from cadre_desktop.people.retirement.due_list import base_words, remark_words

    for one in listed.people:
        parts = (
            month_text(one.expected),
            one.name,
            one.court_short,
            base_words(one),
            one.months.age,
            _("最早 {month}").format(month=month_text(one.months.earliest)),
            remark_words(one, listed.day),
        )
        print("　".join(filter(None, parts)))
    for _key, name, court, why in listed.unclear:
        print("　".join((_("未列入"), name, court, why)))
    words = _("到 {day} 共 {count} 人")
    print(words.format(day=listed.until.isoformat(), count=len(listed.people)))


def _write(chosen: argparse.Namespace, listed: "DueList", store: "Store") -> None:
    from cadre_desktop.people.actions import own_court
    from cadre_desktop.people.retirement import papers
    from cadre_desktop.people.retirement.letter_settings import letter_months

    path, court = chosen.pdf or chosen.xlsx, own_court(store)
    organisation = court.name if court else ""
    check_output(path, ".pdf" if chosen.pdf else ".xlsx")
    if chosen.letters is not None:
        months = letter_months()
        if chosen.letters not in months:
            words = _("--letters 应为 {months} 之一，现为 {number}。")
            raise WrongUse(words.format(months="、".join(map(str, months)), number=chosen.letters))
        if not chosen.pdf:
            raise WrongUse(_("通知只能写成 PDF，请写 --pdf 文件名。"))
        people = papers.due_letters(listed, chosen.letters, months)
        papers.print_letters(path, people, chosen.letters, months, listed.day)
    elif chosen.approval and chosen.pdf:
        papers.print_approval(path, listed.people, organisation)
    elif chosen.approval:
        papers.write_approval(path, listed.people)
    elif chosen.pdf:
        papers.print_list(path, listed, organisation)
    else:
        papers.write_list(path, listed)
    print(_("已写出 {path}").format(path=path))
