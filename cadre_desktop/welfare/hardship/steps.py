"""The steps of an application: 申请 → 公示 → 在册 → 脱困. None of them is named by whom it is about."""

from datetime import date
from typing import Any

from cadre_desktop.kit import editing
from cadre_desktop.kit.kind import Values
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.records import Person
from cadre_desktop.people.registers.calendar_days import work_calendar
from cadre_desktop.people.rules import PersonStatus
from cadre_desktop.people.working_days import Term, WorkCalendar
from cadre_desktop.welfare.hardship.records import HardshipCase, HardshipHelper, HardshipMeasure
from cadre_desktop.welfare.hardship.registers import CASES, HELPERS, MEASURES
from cadre_desktop.welfare.hardship.rules import (
    LEAST_NOTICE_DAYS,
    CaseState,
    acceptance_problems,
    notice_problems,
    step_problems,
)

_NOTICE = "hardship_notice_days"
_MOST = 60


def notice_days(store: Store) -> int:
    """The working days of a public notice in this court."""
    text = store.setting(_NOTICE, "")
    return int(text) if text.isdigit() else LEAST_NOTICE_DAYS


def set_notice_days(store: Store, days: int) -> None:
    """Keep another number. Raises Refused for fewer than rules ask for, or very many."""
    problems = notice_problems(days, LEAST_NOTICE_DAYS)
    if days > _MOST:
        problems.append(Problem(_("公示最多 {most} 个工作日，请核对。").format(most=_MOST), field="notice_days"))
    if problems:
        raise Refused(problems)
    with store.step(_("更改困难帮扶公示天数")):
        store.set_setting(_NOTICE, str(days))


def case_now(key: int) -> Any:
    """A case as it is now. Raises Refused for one that is gone."""
    case = HardshipCase.get_or_none(HardshipCase.id == key)
    if case is None:
        raise Refused(_("这件申请已被删除或撤销，请返回列表再选。"))
    return case


def notice_term(case: Any, calendar: WorkCalendar | None = None) -> Term | None:
    """The last day of the notice of a case, counted from the day after it was put up, and what has to be said of it;
    None while there is none."""
    if case.notice_from is None or not case.notice_days:
        return None
    return (calendar or work_calendar()).term(case.notice_from, case.notice_days)


def apply(store: Store, values: Values) -> HardshipCase:
    """Take an application in. Raises Refused for who is on the register or has applied already, who has left, and for
    a day that is still to come."""
    values = {**values, "state": CaseState.APPLIED}
    person = Person.get_or_none(Person.id == values.get("person"))
    problems = []
    if person is not None:
        if PersonStatus(person.status) is PersonStatus.DECEASED:
            problems.append(Problem(_("人员状态为“去世”，不能申请；对家属的慰问请登记在“走访慰问”。"), field="person"))
        open_ones = HardshipCase.state.not_in([each for each in CaseState if each.closed])
        if HardshipCase.select().where(HardshipCase.person == person, open_ones).exists():
            problems.append(Problem(_("所选的人已有一件没有结束的申请，请继续办理那一件。"), field="person"))
    if values.get("applied") and values["applied"] > store.clock.today():
        problems.append(Problem(_("申请日期还没有到，请核对。"), field="applied"))
    if problems:
        raise Refused(problems)
    with store.step(_("登记困难帮扶申请")):
        case = editing.add(store, CASES.kind, values)
    assert isinstance(case, HardshipCase)
    return case


def post_notice(store: Store, key: int, day: date, days: int) -> Term:
    """Put an application up for so many working days from a day on; returns when the notice ends."""
    case = case_now(key)
    least = max(LEAST_NOTICE_DAYS, notice_days(store))
    problems = step_problems(CaseState(case.state), CaseState.APPLIED) or notice_problems(days, least)
    if day < case.applied:
        problems.append(Problem(_("公示开始早于申请日期，请核对。"), field="day"))
    if problems:
        raise Refused(problems)
    _write(store, _("困难帮扶：公示"), key, state=CaseState.ON_NOTICE, notice_from=day, notice_days=days)
    return work_calendar().term(day, days)


def accept(store: Store, key: int, day: date, approver: str) -> None:
    """Put who has applied on the register. Raises Refused before the notice is over, and without an approver."""
    case = case_now(key)
    problems = step_problems(CaseState(case.state), CaseState.ON_NOTICE)
    term = notice_term(case)
    if not problems and term is not None:
        problems = acceptance_problems(day, term.last)
    if day > store.clock.today():
        problems.append(Problem(_("认定日期还没有到，请核对。"), field="day"))
    if not approver.strip():
        problems.append(Problem(_("请填写审批人。"), field="approver"))
    if problems:
        raise Refused(problems)
    _write(store, _("困难帮扶：认定在册"), key, state=CaseState.ACCEPTED, accepted=day, approver=approver.strip())


def refuse(store: Store, key: int, day: date, reason: str) -> None:
    """An application is not granted."""
    case = case_now(key)
    problems = step_problems(CaseState(case.state), CaseState.APPLIED, CaseState.ON_NOTICE)
    problems += _ending_problems(store, day, case.applied, reason)
    if problems:
        raise Refused(problems)
    _write(store, _("困难帮扶：未通过"), key, state=CaseState.REFUSED, ended=day, end_reason=reason.strip())


def end(store: Store, key: int, day: date, reason: str) -> None:
    """Somebody is out of hardship; who helped is released the same day."""
    case = case_now(key)
    problems = step_problems(CaseState(case.state), CaseState.ACCEPTED)
    if not problems:
        problems = _ending_problems(store, day, case.accepted, reason)
        last = HardshipMeasure.select().where(HardshipMeasure.case == key, HardshipMeasure.day > day)
        if last.exists():
            problems.append(Problem(_("这一天之后还登记有帮扶，请核对日期。"), field="day"))
    if problems:
        raise Refused(problems)
    with store.step(_("困难帮扶：脱困")):
        changes = {"state": CaseState.ENDED, "ended": day, "end_reason": reason.strip()}
        HardshipCase.update(**changes).where(HardshipCase.id == key).execute()
        HardshipHelper.update(ends=day).where(
            HardshipHelper.case == key, HardshipHelper.ends.is_null(), HardshipHelper.starts <= day
        ).execute()


def _ending_problems(store: Store, day: date, first: date, reason: str) -> list[Problem]:
    problems = []
    if day < first:
        words = _("结束日期早于 {day}，请核对。").format(day=first.isoformat())
        problems.append(Problem(words, field="day"))
    if day > store.clock.today():
        problems.append(Problem(_("结束日期还没有到，请核对。"), field="day"))
    if not reason.strip():
        problems.append(Problem(_("请填写说明，不写病情。"), field="reason"))
    return problems


def help_with(store: Store, key: int, values: Values) -> HardshipMeasure:
    """Note a measure. Raises Refused where nobody is on the register at that time."""
    case_now(key)
    with store.step(_("登记困难帮扶措施")):
        row = editing.add(store, MEASURES.kind, {**values, "case": key})
    assert isinstance(row, HardshipMeasure)
    return row


def pair_with(store: Store, key: int, helper: int, starts: date) -> HardshipHelper:
    """Let somebody help a person on the register. Raises Refused for a helper who is not on the staff, or helps there
    already."""
    case_now(key)
    if not PersonStatus(Person.by_key(helper).status).on_staff:
        raise Refused(Problem(_("帮扶人已不在岗，请另选。"), field="helper"))
    held = HardshipHelper.select().where(
        HardshipHelper.case == key, HardshipHelper.helper == helper, HardshipHelper.ends.is_null()
    )
    if held.exists():
        raise Refused(Problem(_("这位帮扶人已经结对，请另选。"), field="helper"))
    with store.step(_("登记结对帮扶")):
        row = editing.add(store, HELPERS.kind, {"case": key, "helper": helper, "starts": starts})
    assert isinstance(row, HardshipHelper)
    return row


def _write(store: Store, label: str, key: int, **changes: Any) -> None:
    with store.step(label):
        HardshipCase.update(**changes).where(HardshipCase.id == key).execute()
